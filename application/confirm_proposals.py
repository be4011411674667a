"""Confirm proposals: a person agrees that somebody in the hours is the employee whose name looks like theirs.

Only the one clearly best proposal is ever confirmed; who is left open, and why, is said.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from application.match_team_members import current_matches, current_proposals, find_person, store_link
from application.ports.storage import Storage, UnitOfWork
from domain.errors import ProductError
from domain.proposals import Open, Proposal, clearly_best
from domain.team_member import Match, PersonLink, TeamMember
from domain.terms import EmployeeId
from domain.timecard import PersonRef, plain_name

AT_LEAST = 90
"""The score from which proposals are confirmed together, unless another is named."""


@dataclass(frozen=True, slots=True)
class Sure:
    """Somebody whose one clearly best proposal is good enough."""

    person: PersonRef
    proposal: Proposal


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """Somebody who has to be looked at, with the proposals and why none of them is taken."""

    person: PersonRef
    why: Open
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True)
class Confirmable:
    """What would be confirmed together, by name; ``hash`` stands for exactly these. ``members`` are all known."""

    at_least: int
    sure: tuple[Sure, ...]
    open: tuple[LeftOpen, ...]
    members: Mapping[EmployeeId, TeamMember]
    hash: str


@dataclass(frozen=True, slots=True)
class ConfirmProposals:
    """Confirms the proposal of one person, or those of everybody that are sure enough."""

    storage: Storage

    def one(self, person: str, who: str) -> PersonLink:
        """Link a person, named by key or by whole name, to the one employee who may be meant.

        Raises ``person-unknown``, ``person-ambiguous``, ``person-already-linked``, ``two-people-share-name``,
        ``nobody-proposed``, ``proposals-unclear`` and ``employee-taken``.
        """
        with self.storage.write() as work:
            ref = find_person(work, person)
            matches = current_matches(work)
            match = matches[ref.key]
            if match.links:
                employees = ", ".join(sorted(match.links))
                raise ProductError("person-already-linked", person=ref.name, employees=employees)
            if match.ambiguous:
                raise ProductError("two-people-share-name", person=ref.name)
            proposals = current_proposals(work, matches).get(ref.key, ())
            best = clearly_best(proposals)
            if not proposals:
                raise ProductError("nobody-proposed", person=ref.name)
            if best is None:
                names = {member.employee: member.name for member in work.people.members()}
                shown = ", ".join(f"{names[each.employee]} ({each.employee}, {each.score})" for each in proposals)
                raise ProductError("proposals-unclear", person=ref.name, proposals=shown)
            link = store_link(work, matches, ref, best.employee, who, proposal=best)
            work.commit()
        return link

    def look(self, at_least: int = AT_LEAST) -> Confirmable:
        """What would be confirmed, and what not."""
        with self.storage.read() as work:
            return _confirmable(work, at_least)

    def all(self, at_least: int, agreed: str, who: str) -> Confirmable:
        """Confirm exactly what was shown under the hash ``agreed``; raises ``confirmation-outdated``."""
        with self.storage.write() as work:
            shown = _confirmable(work, at_least)
            if shown.hash != agreed:
                raise ProductError("confirmation-outdated")
            matches = current_matches(work)
            for each in shown.sure:
                store_link(work, matches, each.person, each.proposal.employee, who, proposal=each.proposal)
            work.commit()
        return shown


def _confirmable(work: UnitOfWork, at_least: int) -> Confirmable:
    matches = current_matches(work)
    proposals = current_proposals(work, matches)
    waiting = [match for key, match in matches.items() if key in proposals and not match.links]
    wanted: dict[EmployeeId, set[str]] = {}
    for match in matches.values():
        best = clearly_best(proposals.get(match.person.key, ())) if not match.links else None
        for employee in [best.employee] if best else [] if match.ignored else list(match.links):
            wanted.setdefault(employee, set()).add(match.person.key)
    sure: list[Sure] = []
    left: list[LeftOpen] = []
    for match in sorted(waiting, key=lambda match: (plain_name(match.person.name), match.person.key)):
        offered = proposals[match.person.key]
        why = _why_open(match, offered, at_least, wanted)
        if why is None:
            sure.append(Sure(match.person, offered[0]))
        else:
            left.append(LeftOpen(match.person, why, offered))
    content = repr([(each.person.key, each.proposal.employee, each.proposal.score) for each in sure])
    members = {member.employee: member for member in work.people.members()}
    hashed = hashlib.sha256(content.encode()).hexdigest()[:12]
    return Confirmable(at_least, tuple(sure), tuple(left), members, hashed)


def _why_open(
    match: Match, offered: Sequence[Proposal], at_least: int, wanted: Mapping[EmployeeId, set[str]]
) -> Open | None:
    best = clearly_best(offered)
    if match.ambiguous:
        return Open.SHARED_NAME
    if best is None:
        return Open.SEVERAL
    if len(wanted[best.employee]) > 1:
        return Open.TAKEN
    return Open.LOW if best.score < at_least else None
