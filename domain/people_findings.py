"""What should be looked at in who is who: duplicates, shared addresses, numbers that come twice, links that look wrong.

These are shown with the team members. What would pay the wrong person stops the export too; there it is found by
``domain.desired_pay``, in the hours of its period.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from domain.findings import Finding, details
from domain.proposals import Proposal, clearly_best, resembles
from domain.team_member import Match, MatchedBy, TeamMember
from domain.terms import EmployeeId
from domain.timecard import plain_email, plain_name
from domain.timecard_import import EitjeUser

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)
MOST_NAMED = 5


def people_findings(
    matches: Sequence[Match],
    members: Sequence[TeamMember],
    users: Sequence[EitjeUser],
    proposals: Mapping[str, Sequence[Proposal]],
) -> Iterator[Finding]:
    """All of them: first what is wrong with links, then with people in eitje, then with employees in Nmbrs."""
    known = {member.employee: member for member in members}
    active = [match for match in matches if not match.ignored]
    yield from _links(active, known)
    yield from _together(active, known)
    yield from _looking_alike(active, known, proposals)
    yield from _addresses_in_eitje(active, users)
    yield from _employees(members)
    yield from _without_address(active, members, users)


def _links(matches: Iterable[Match], known: Mapping[EmployeeId, TeamMember]) -> Iterator[Finding]:
    """Employees who are gone, and names that do not agree at all."""
    for match in matches:
        about = {"name": match.person.name, "key": match.person.key}
        if match.lost and not match.links:
            gone = ", ".join(link.employee for link in match.lost)
            yield _of(match, "employee-gone", employees=gone, count=2, **about)
        for link in match.links.values():
            member = known[link.employee]
            if link.matched_by is not MatchedBy.HAND and not resembles(match.person.name, member):
                yield _of(match, "link-name-differs", member=member.named, how=link.matched_by, **about)


def _together(matches: Iterable[Match], known: Mapping[EmployeeId, TeamMember]) -> Iterator[Finding]:
    """Several people of different names who are linked to one employee."""
    linked = [(match, link) for match in matches for link in match.links.values()]
    for employee, pairs in _grouped(linked, lambda pair: pair[1].employee).items():
        if len({plain_name(match.person.name) for match, _ in pairs}) < 2:
            continue
        automatic = [match for match, link in pairs if link.matched_by is not MatchedBy.HAND]
        by_hand = [match for match, link in pairs if link.matched_by is MatchedBy.HAND]
        names = "; ".join(sorted({match.person.name for match, _ in pairs}))
        unsaid = len({plain_name(match.person.name) for match in automatic}) > 1
        code, first = ("two-people-one-employee", automatic[0]) if unsaid else ("people-together", by_hand[0])
        yield _of(first, code, names=names, key=first.person.key, employee=employee, member=known[employee].named)


def _looking_alike(
    matches: Iterable[Match], known: Mapping[EmployeeId, TeamMember], proposals: Mapping[str, Sequence[Proposal]]
) -> Iterator[Finding]:
    """People without a link who look like an employee that somebody has or looks like, and further employments."""
    matches = list(matches)
    has: dict[EmployeeId, list[str]] = {}
    for match in matches:
        best = clearly_best(proposals.get(match.person.key, ())) if not match.links else None
        for employee in [best.employee] if best else list(match.links):
            has.setdefault(employee, []).append(match.person.name)
    for match in matches:
        offered = proposals.get(match.person.key, ())
        if match.links:
            for each in offered:
                about = {"name": match.person.name, "key": match.person.key, "employee": each.employee}
                yield _of(match, "employed-elsewhere-too", member=known[each.employee].named, **about)
            continue
        best = clearly_best(offered)
        others = [name for name in has.get(best.employee, ()) if name != match.person.name] if best else []
        if best and others:
            values = {"name": match.person.name, "key": match.person.key, "employee": best.employee}
            yield _of(match, "people-alike", other=others[0], member=known[best.employee].named, **values)


def _addresses_in_eitje(matches: Iterable[Match], users: Iterable[EitjeUser]) -> Iterator[Finding]:
    """One address that people of different names have in eitje."""
    people = [(match.person.name, match.person.email or "") for match in matches]
    people += [(user.name, user.email or "") for user in users]
    for email, pairs in _grouped(people, lambda pair: plain_email(pair[1])).items():
        names = {plain_name(name): name for name, _ in pairs}
        if email and len(names) > 1:
            values = details(email=email, names="; ".join(sorted(names.values())))
            yield Finding("email-shared-in-eitje", min(names.values()), details=values)


def _employees(members: Sequence[TeamMember]) -> Iterator[Finding]:
    """Within one company: one name at one time, one address, one number."""

    def told(code: str, same: Sequence[TeamMember], **values: object) -> Finding:
        employees = "; ".join(member.named for member in same)
        return Finding(code, same[0].name, same[0].employee, details=details(employees=employees, **values))

    for (_, name), same in _grouped(members, lambda m: (m.company, plain_name(m.name))).items():
        if name and any(one.overlaps(other) for at, one in enumerate(same) for other in same[:at]):
            yield told("employees-alike", same)
    addressed = [
        (member, email) for member in members for email in {plain_email(text) for text in member.emails if text.strip()}
    ]
    for (_, email), pairs in _grouped(addressed, lambda pair: (pair[0].company, pair[1])).items():
        if len(pairs) > 1:
            yield told("email-shared-in-nmbrs", [member for member, _ in pairs], email=email)
    for (_, number), same in _grouped(members, lambda m: (m.company, m.number)).items():
        if len(same) > 1:
            yield told("number-used-twice", same, number=number)


def _without_address(
    matches: Iterable[Match], members: Iterable[TeamMember], users: Iterable[EitjeUser]
) -> Iterator[Finding]:
    """Who cannot be found by address: one finding for the hours, one for Nmbrs."""
    addressed = {plain_name(user.name) for user in users if user.email or user.nmbrs_id}
    matches = list(matches)
    linked = {employee for match in matches for employee in match.links}
    in_hours = [
        match.person.name
        for match in matches
        if match.person.by_name_only and not match.links and plain_name(match.person.name) not in addressed
    ]
    in_nmbrs = [
        member.named
        for member in members
        if not any(email.strip() for email in member.emails) and member.employee not in linked
        if member.employments and member.last_day is None
    ]
    for code, names in (("email-missing-in-hours", in_hours), ("email-missing-in-nmbrs", in_nmbrs)):
        if names:
            more = f" (+{len(names) - MOST_NAMED})" if len(names) > MOST_NAMED else ""
            yield Finding(code, details=details(names="; ".join(names[:MOST_NAMED]) + more))


def _of(match: Match, code: str, **values: object) -> Finding:
    return Finding(code, match.person.name, person_key=match.person.key, details=details(**values))


def _grouped(things: Iterable[T], key: Callable[[T], K]) -> dict[K, list[T]]:
    groups: dict[K, list[T]] = {}
    for thing in things:
        groups.setdefault(key(thing), []).append(thing)
    return groups
