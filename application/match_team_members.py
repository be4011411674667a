"""Match team members: who in the imported hours is who in the payroll, and who is linked or ignored by a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from application.ports.storage import Storage, UnitOfWork
from domain.audit import AuditEvent
from domain.errors import ProductError
from domain.findings import Finding
from domain.people_findings import people_findings
from domain.proposals import SURELY, Proposal, Proposer, Sought
from domain.team_member import Match, MatchedBy, PersonLink, TeamMember, match_people
from domain.terms import EmployeeId
from domain.timecard import PersonRef, plain_name


@dataclass(frozen=True, slots=True)
class Roster:
    """Everybody in the imported hours with their match, and the team members that nobody is linked to.

    ``proposals`` and ``last_days`` (of the latest hours) are by person key; ``findings`` what should be looked at.
    """

    matches: tuple[Match, ...]
    members: tuple[TeamMember, ...]
    unlinked: tuple[TeamMember, ...]
    proposals: Mapping[str, tuple[Proposal, ...]] = field(default_factory=dict)
    last_days: Mapping[str, date] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class MatchTeamMembers:
    """Lists, links and ignores people, and takes that back."""

    storage: Storage

    def list(self) -> Roster:
        """Everybody, by name."""
        with self.storage.read() as work:
            matches = current_matches(work)
            members = tuple(work.people.members())
            proposals = current_proposals(work, matches)
            days = {card.person.key: card.day for card in work.timecards.people()}
            users = work.people.users()
        linked = {link.employee for match in matches.values() for link in match.links.values()}
        by_name = sorted(matches.values(), key=lambda match: (plain_name(match.person.name), match.person.key))
        return Roster(
            tuple(by_name),
            members,
            tuple(m for m in members if m.employee not in linked),
            proposals,
            days,
            tuple(people_findings(by_name, members, users, proposals)),
        )

    def link(
        self, person: str, employee: EmployeeId, who: str, also: bool = False, same_person: bool = False
    ) -> PersonLink:
        """Link a person, named by key or by whole name, to an employee.

        ``also`` keeps the person's other employments in that company; ``same_person`` says that whoever is linked to
        the employee already is this person under another name. Raises ``person-unknown``, ``person-ambiguous``,
        ``employee-unknown``, and ``employee-taken`` when somebody with another name is linked to that employee.
        """
        with self.storage.write() as work:
            ref = find_person(work, person)
            link = store_link(work, current_matches(work), ref, employee, who, also, same_person)
            work.commit()
        return link

    def unlink(self, person: str, employee: EmployeeId | None, who: str) -> PersonLink:
        """A person is not that employee: the link goes, and neither an id, an address nor a name brings it back.

        Without an employee it is the only one that the person is linked to. To link is the way back. Raises
        ``person-unknown``, ``person-ambiguous``, ``employee-unknown`` and ``unlink-which``.
        """
        with self.storage.write() as work:
            ref = find_person(work, person)
            match = current_matches(work)[ref.key]
            standing = {link.employee: link for link in (*match.lost, *match.links.values())}
            if employee is None:
                if len(standing) != 1:
                    employees = ", ".join(sorted(standing)) or "-"
                    raise ProductError("unlink-which", person=ref.name, employees=employees)
                (employee,) = standing
            if employee not in standing:
                member = _member(work, employee)
                standing[employee] = PersonLink(ref.key, member.company, employee, MatchedBy.HAND)
            ended = standing[employee]
            work.people.refuse(ref.key, employee)
            before = {"employee": employee, "company": ended.company, "matched_by": ended.matched_by}
            work.audit.append(AuditEvent(who, "team-member.unlinked", ref.key, before=before))
            work.commit()
        return ended

    def ignore(self, person: str, who: str) -> PersonRef:
        """Leave a person out of every export; raises ``person-unknown`` and ``person-ambiguous``."""
        with self.storage.write() as work:
            ref = find_person(work, person)
            employees = ", ".join(sorted(current_matches(work)[ref.key].links))
            work.people.ignore(ref.key)
            before = {"employee": employees} if employees else {}
            work.audit.append(AuditEvent(who, "team-member.ignored", ref.key, before=before, after={"name": ref.name}))
            work.commit()
        return ref

    def restore(self, person: str, who: str) -> Match:
        """A person who was ignored counts again, and is matched at once; nothing changes when they were not ignored.

        A link that was made by hand before has to be made again. Raises ``person-unknown`` and ``person-ambiguous``.
        """
        with self.storage.write() as work:
            ref = find_person(work, person)
            if ref.key in work.people.ignored():
                work.people.restore(ref.key)
                work.audit.append(AuditEvent(who, "team-member.restored", ref.key, after={"name": ref.name}))
                store_automatic_links(work, who)
                work.commit()
            return current_matches(work)[ref.key]


def store_link(
    work: UnitOfWork,
    matches: Mapping[str, Match],
    ref: PersonRef,
    employee: EmployeeId,
    who: str,
    also: bool = False,
    same_person: bool = False,
    proposal: Proposal | None = None,
) -> PersonLink:
    """Link by hand, and record it, with the proposal that was confirmed.

    Raises ``employee-unknown`` and ``employee-taken``.
    """
    member = _member(work, employee)
    for other in matches.values():
        taken = employee in {link.employee for link in other.links.values()} and not other.ignored
        if taken and not same_person and plain_name(other.person.name) != plain_name(ref.name):
            raise ProductError("employee-taken", employee=employee, person=other.person.name)
    before = matches[ref.key].links_in(member.company)
    for each in before:
        if also:
            work.people.put_link(each)
        else:
            work.people.end_link(ref.key, each.employee)
    link = PersonLink(ref.key, member.company, employee, MatchedBy.HAND)
    work.people.put_link(link)
    after: dict[str, object] = {"employee": employee, "company": member.company, "matched_by": link.matched_by}
    said = {"also": also, "same_person": same_person}
    after |= {name: True for name, value in said.items() if value}
    if proposal is not None:
        after |= {"score": proposal.score, "reason": proposal.reason()}
    employees = ", ".join(each.employee for each in before)
    work.audit.append(
        AuditEvent(who, "team-member.linked", ref.key, before={"employee": employees} if employees else {}, after=after)
    )
    return link


def _member(work: UnitOfWork, employee: EmployeeId) -> TeamMember:
    member = next((m for m in work.people.members() if m.employee == employee), None)
    if member is None:
        raise ProductError("employee-unknown", employee=employee)
    return member


def current_matches(work: UnitOfWork) -> dict[str, Match]:
    """The match of everybody in the stored timecards, by person key."""
    return match_people(
        [card.person for card in work.timecards.people()],
        work.people.members(),
        work.people.users(),
        work.people.links(),
        work.people.ignored(),
        work.people.refused(),
    )


def current_proposals(work: UnitOfWork, matches: Mapping[str, Match]) -> dict[str, tuple[Proposal, ...]]:
    """Who people may be, by person key: those without a link, and further employments of those who have one."""
    members = {member.employee: member for member in work.people.members()}
    proposer = Proposer(tuple(members.values()))
    home = {venue: company.id for company in work.settings.companies() for venue in company.venues}
    refused = work.people.refused()
    addresses: dict[str, list[str]] = {}
    for user in work.people.users():
        addresses.setdefault(plain_name(user.name), []).append(user.email or "")
    found: dict[str, tuple[Proposal, ...]] = {}
    for card in work.timecards.people():
        match, ref = matches[card.person.key], card.person
        if match.ignored:
            continue
        emails = (ref.email or "", *(addresses.get(plain_name(ref.name), ()) if ref.by_name_only else ()))
        sought = Sought(ref.name, card.day, home.get(ref.contract_venue or card.venue), emails)
        linked = [members[link.employee] for link in match.links.values() if link.employee in members]
        proposals = [
            each
            for each in proposer.propose(sought, surely=bool(linked))
            if (ref.key, each.employee) not in refused and each.employee not in {m.employee for m in linked}
        ]
        if linked:
            proposals = [each for each in proposals if _further(each, members[each.employee], linked)]
        if proposals:
            found[ref.key] = tuple(proposals)
    return found


def _further(proposal: Proposal, member: TeamMember, linked: Sequence[TeamMember]) -> bool:
    """True for what is surely the same person, in another company or at another time: the name alone says so."""
    at_once = any(one.company == member.company and one.overlaps(member) for one in linked)
    return proposal.score >= SURELY and not at_once


def store_automatic_links(work: UnitOfWork, who: str) -> int:
    """Store the links found by Nmbrs id or e-mail, so that they stand when an address changes.

    Returns how many are new.
    """
    stored = {(link.person, link.employee) for link in work.people.links()}
    found = [
        link
        for match in current_matches(work).values()
        if not match.ignored
        for link in match.links.values()
        if (link.person, link.employee) not in stored
    ]
    for link in found:
        work.people.put_link(link)
    if found:
        employees: dict[str, object] = {}
        for link in found:
            employees[link.person] = (
                f"{employees[link.person]}, {link.employee}" if link.person in employees else link.employee
            )
        work.audit.append(AuditEvent(who, "team-members.matched", f"{len(found)} people", after=employees))
    return len(found)


def find_person(work: UnitOfWork, person: str) -> PersonRef:
    """Somebody in the hours by key or by whole name; raises ``person-unknown`` and ``person-ambiguous``."""
    people: Sequence[PersonRef] = [card.person for card in work.timecards.people()]
    exact = [ref for ref in people if ref.key == person]
    named = exact or [ref for ref in people if plain_name(ref.name) == plain_name(person)]
    if not named:
        raise ProductError("person-unknown", person=person)
    if len(named) > 1:
        raise ProductError("person-ambiguous", person=person, keys=", ".join(ref.key for ref in named))
    return named[0]
