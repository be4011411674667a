"""Team members: who of the payroll is who in the hours.

Linked by Nmbrs id or e-mail, and confirmed or ignored by a person.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from application.ports.storage import Storage, UnitOfWork
from domain.audit import AuditEvent
from domain.errors import ProductError
from domain.team_member import Match, MatchedBy, PersonLink, TeamMember, match_people
from domain.terms import EmployeeId
from domain.timecard import PersonRef, plain_name


@dataclass(frozen=True, slots=True)
class Roster:
    """Everybody in the imported hours with their match, and the team members that nobody is linked to."""

    matches: tuple[Match, ...]
    members: tuple[TeamMember, ...]
    unlinked: tuple[TeamMember, ...]


@dataclass(frozen=True, slots=True)
class MatchTeamMembers:
    """Lists, links and ignores people."""

    storage: Storage

    def list(self) -> Roster:
        """Everybody, by name."""
        with self.storage.read() as work:
            matches = current_matches(work)
            members = tuple(work.people.members())
        linked = {link.employee for match in matches.values() for link in match.links.values()}
        by_name = sorted(matches.values(), key=lambda match: (plain_name(match.person.name), match.person.key))
        return Roster(tuple(by_name), members, tuple(m for m in members if m.employee not in linked))

    def link(self, person: str, employee: EmployeeId, who: str) -> PersonLink:
        """Link a person, named by key or by whole name, to an employee.

        Raises ``person-unknown``, ``person-ambiguous``, ``employee-unknown``, and ``employee-taken`` when somebody
        with another name is linked to that employee.
        """
        with self.storage.write() as work:
            ref = _find(work, person)
            member = next((m for m in work.people.members() if m.employee == employee), None)
            if member is None:
                raise ProductError("employee-unknown", employee=employee)
            matches = current_matches(work)
            for other in matches.values():
                linked = other.links.get(member.company)
                differs = plain_name(other.person.name) != plain_name(ref.name)
                if linked is not None and linked.employee == employee and differs:
                    raise ProductError("employee-taken", employee=employee, person=other.person.name)
            before = matches[ref.key].links.get(member.company)
            link = PersonLink(ref.key, member.company, employee, MatchedBy.HAND)
            work.people.put_link(link)
            work.audit.append(
                AuditEvent(
                    who,
                    "team-member.linked",
                    ref.key,
                    before={"employee": before.employee} if before else {},
                    after={"employee": employee, "company": member.company, "matched_by": link.matched_by},
                )
            )
            work.commit()
        return link

    def ignore(self, person: str, who: str) -> PersonRef:
        """Leave a person out of every export; raises ``person-unknown`` and ``person-ambiguous``."""
        with self.storage.write() as work:
            ref = _find(work, person)
            work.people.ignore(ref.key)
            work.audit.append(AuditEvent(who, "team-member.ignored", ref.key, after={"name": ref.name}))
            work.commit()
        return ref


def current_matches(work: UnitOfWork) -> dict[str, Match]:
    """The match of everybody in the stored timecards, by person key."""
    return match_people(
        [card.person for card in work.timecards.people()],
        work.people.members(),
        work.people.users(),
        work.people.links(),
        work.people.ignored(),
    )


def store_automatic_links(work: UnitOfWork, who: str) -> int:
    """Store the links found by Nmbrs id or e-mail, so that they stand when an address changes.

    Returns how many are new.
    """
    stored = {(link.person, link.company): link.employee for link in work.people.links()}
    found = [
        link
        for match in current_matches(work).values()
        if not match.ignored
        for link in match.links.values()
        if stored.get((link.person, link.company)) != link.employee
    ]
    for link in found:
        work.people.put_link(link)
    if found:
        employees = {link.person: link.employee for link in found}
        work.audit.append(AuditEvent(who, "team-members.matched", f"{len(found)} people", after=employees))
    return len(found)


def _find(work: UnitOfWork, person: str) -> PersonRef:
    people: Sequence[PersonRef] = [card.person for card in work.timecards.people()]
    exact = [ref for ref in people if ref.key == person]
    named = exact or [ref for ref in people if plain_name(ref.name) == plain_name(person)]
    if not named:
        raise ProductError("person-unknown", person=person)
    if len(named) > 1:
        raise ProductError("person-ambiguous", person=person, keys=", ".join(ref.key for ref in named))
    return named[0]
