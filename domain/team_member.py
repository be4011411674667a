"""Team members as the payroll knows them, and who of them a person in the timecards is.

People are matched on a link that a person made, then on the Nmbrs id, then on e-mail. A name only ever proposes. The
BSN is never fetched and never compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from enum import StrEnum

from domain.amount import ZERO, Amount
from domain.terms import CompanyId, ContractType, EmployeeId
from domain.timecard import PersonRef, plain_email, plain_name
from domain.timecard_import import EitjeUser

LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Span:
    """From a first day to a last day, both included; ``end`` None is open."""

    start: date
    end: date | None = None

    def contains(self, day: date) -> bool:
        """True when the day lies in the span."""
        return self.start <= day and (self.end is None or day <= self.end)

    def meets(self, other: Span) -> bool:
        """True when both contain some day."""
        return (other.end is None or self.start <= other.end) and (self.end is None or other.start <= self.end)


@dataclass(frozen=True, slots=True)
class Contract:
    """One version of one contract. The same contract may come in several versions; the newest one counts."""

    id: str
    span: Span
    hours_per_week: Amount | None
    recorded_at: datetime | None = None


def _recorded(contract: Contract) -> datetime:
    """For ordering versions, which share a clock whether or not it is named; an unknown moment comes first."""
    return (contract.recorded_at or LONG_AGO).replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class WorkSchedule:
    """The weekly hours of a schedule from a day on."""

    start: date
    hours_per_week: Amount


@dataclass(frozen=True, slots=True)
class TeamMember:
    """One employee of one company in the payroll. ``number`` is unique within a company at most."""

    company: CompanyId
    employee: EmployeeId
    number: int
    name: str
    first_name: str = ""
    prefix: str = ""
    last_name: str = ""
    emails: tuple[str, ...] = ()
    employments: tuple[Span, ...] = ()
    contracts: tuple[Contract, ...] = ()
    schedules: tuple[WorkSchedule, ...] = ()

    def employed_on(self, day: date) -> bool:
        """True when an employment includes the day."""
        return any(span.contains(day) for span in self.employments)

    @property
    def last_day(self) -> date | None:
        """The last day in service; None while an employment is open, or when there never was one."""
        ends = [span.end for span in self.employments]
        return None if None in ends else max((end for end in ends if end is not None), default=None)

    @property
    def named(self) -> str:
        """The name with the id to link to, the number, and the time in service of somebody who left."""
        last = self.last_day
        left = f", {self.employments[-1].start} – {last}" if last else ""
        return f"{self.name} ({self.employee}, #{self.number}{left})"

    def overlaps(self, other: TeamMember) -> bool:
        """True when both were employed on one and the same day."""
        return any(mine.meets(theirs) for mine in self.employments for theirs in other.employments)

    def contract_type_on(self, day: date) -> ContractType | None:
        """From the newest version of the contract valid that day; None when there is none.

        No weekly hours in the contract and an empty schedule are a zero-hours contract (docs/eitje.md, "Workflow").
        """
        newest = {contract.id: contract for contract in sorted(self.contracts, key=_recorded)}
        valid = [contract for contract in newest.values() if contract.span.contains(day)]
        if not valid:
            return None
        contract = max(valid, key=lambda c: c.span.start)
        started = [schedule for schedule in self.schedules if schedule.start <= day]
        scheduled = max(started, key=lambda s: s.start).hours_per_week if started else ZERO
        if contract.hours_per_week or scheduled:
            return ContractType.HOURS_CONTRACT
        return ContractType.ZERO_HOURS

    @property
    def plain_names(self) -> frozenset[str]:
        """The ways in which the whole name may be written, for comparing."""
        whole = " ".join(part for part in (self.first_name, self.prefix, self.last_name) if part)
        return frozenset(plain_name(name) for name in (self.name, whole) if name.strip())


@dataclass(frozen=True, slots=True)
class MemberChange:
    """A team member that differs from what was stored."""

    before: TeamMember
    after: TeamMember

    @property
    def differing(self) -> tuple[str, ...]:
        """The names of the fields that differ."""
        return tuple(f.name for f in fields(TeamMember) if getattr(self.before, f.name) != getattr(self.after, f.name))


@dataclass(frozen=True, slots=True)
class SyncChanges:
    """The difference between the stored team members and those of the payroll now."""

    new: tuple[TeamMember, ...]
    changed: tuple[MemberChange, ...]
    gone: tuple[TeamMember, ...]
    unchanged: int


def compare_members(stored: Iterable[TeamMember], fresh: Iterable[TeamMember]) -> SyncChanges:
    """What a synchronisation would change."""
    old = {member.employee: member for member in stored}
    now = {member.employee: member for member in fresh}
    return SyncChanges(
        new=tuple(member for key, member in now.items() if key not in old),
        changed=tuple(MemberChange(old[k], m) for k, m in now.items() if k in old and old[k] != m),
        gone=tuple(member for key, member in old.items() if key not in now),
        unchanged=sum(1 for key, member in now.items() if old.get(key) == member),
    )


class MatchedBy(StrEnum):
    """How a person came to be linked."""

    HAND = "by hand"
    NMBRS_ID = "Nmbrs id"
    EMAIL = "e-mail"


@dataclass(frozen=True, slots=True)
class PersonLink:
    """A person in the timecards is this employee of this company; stored, and stands until changed by hand."""

    person: str
    company: CompanyId
    employee: EmployeeId
    matched_by: MatchedBy


@dataclass(frozen=True, slots=True)
class Match:
    """What is known of one person in the timecards.

    ``links`` are by employee; a company occurs twice when somebody was employed there more than once. ``ambiguous`` is
    True when two people may stand behind the name. ``alike`` are employees of the same e-mail address or whole
    name in other companies; ``lost`` stored links whose employee the payroll no longer has.
    """

    person: PersonRef
    links: Mapping[EmployeeId, PersonLink]
    ignored: bool = False
    ambiguous: bool = False
    alike: tuple[EmployeeId, ...] = ()
    lost: tuple[PersonLink, ...] = ()

    def links_in(self, company: CompanyId) -> tuple[PersonLink, ...]:
        """The links with employees of one company, by employee."""
        there = (link for link in self.links.values() if link.company == company)
        return tuple(sorted(there, key=lambda link: link.employee))


def match_people(
    people: Iterable[PersonRef],
    members: Sequence[TeamMember],
    users: Sequence[EitjeUser] = (),
    links: Sequence[PersonLink] = (),
    ignored: frozenset[str] = frozenset(),
    refused: frozenset[tuple[str, EmployeeId]] = frozenset(),
) -> dict[str, Match]:
    """Match each person with the employees of every company; the result is by person key.

    A stored link stands as long as its employee exists. One hit on an e-mail address links; so do several of one name
    in one company who were never employed at the same time: somebody who came back. Other hits are only alike.
    ``refused`` are pairs of a person and an employee of whom somebody said that they are not the same.
    """
    roster = _Roster(members, users)
    stored: dict[str, list[PersonLink]] = {}
    for link in links:
        stored.setdefault(link.person, []).append(link)
    others: dict[str, set[EmployeeId]] = {}
    for key, employee in refused:
        others.setdefault(key, set()).add(employee)
    return {
        each.key: _match(each, roster, stored.get(each.key, ()), others.get(each.key, set()), each.key in ignored)
        for each in people
    }


class _Roster:
    """Team members and eitje users, indexed for matching."""

    def __init__(self, members: Sequence[TeamMember], users: Sequence[EitjeUser]) -> None:
        self.by_id = {member.employee: member for member in members}
        self.by_written_id = {member.employee.lower(): member for member in members}
        self.by_email: dict[str, list[TeamMember]] = {}
        self.by_name: dict[str, list[TeamMember]] = {}
        self.users: dict[str, list[EitjeUser]] = {}
        for member in members:
            for email in {plain_email(text) for text in member.emails if text.strip()}:
                self.by_email.setdefault(email, []).append(member)
            for name in member.plain_names:
                self.by_name.setdefault(name, []).append(member)
        for user in users:
            self.users.setdefault(plain_name(user.name), []).append(user)

    def users_like(self, person: PersonRef) -> list[EitjeUser]:
        """The eitje users that this person may be, by name and, when both are known, contract venue."""
        return [
            user
            for user in self.users.get(plain_name(person.name), [])
            if not (person.contract_venue and user.contract_venue and person.contract_venue != user.contract_venue)
        ]


def _match(
    person: PersonRef, roster: _Roster, stored: Sequence[PersonLink], refused: Set[EmployeeId], ignored: bool
) -> Match:
    users = roster.users_like(person) if person.by_name_only else []
    namesakes = roster.by_name.get(plain_name(person.name), [])
    ambiguous = person.by_name_only and (len(users) > 1 or (not users and _at_one_time(namesakes)))
    user = users[0] if len(users) == 1 else None
    hits = roster.by_email.get(plain_email(person.email or (user.email if user else None) or ""), [])
    found = {} if ambiguous else _automatic(person, user, hits, roster)
    standing = [link for link in stored if link.employee in roster.by_id]
    links = _together(standing, {key: link for key, link in found.items() if key not in refused})
    served = {link.company for link in links.values()}
    alike = dict.fromkeys(m.employee for m in (*hits, *namesakes) if m.company not in served)
    lost = tuple(link for link in stored if link.employee not in roster.by_id)
    return Match(person, links, ignored, ambiguous, tuple(alike), lost)


def _at_one_time(namesakes: Sequence[TeamMember]) -> bool:
    """True when two of them worked for one company on one day, so that they are two people."""
    pairs = ((one, other) for at, one in enumerate(namesakes) for other in namesakes[:at])
    return any(one.company == other.company and one.overlaps(other) for one, other in pairs)


def _together(standing: Sequence[PersonLink], found: Mapping[EmployeeId, PersonLink]) -> dict[EmployeeId, PersonLink]:
    """Stored links stand in their company; only somebody who came back there is added to what was found before."""
    links = {link.employee: link for link in standing}
    for link in found.values():
        there = [each for each in standing if each.company == link.company]
        by_hand = any(each.matched_by is MatchedBy.HAND for each in there)
        if not there or (not by_hand and all(each.employee in found for each in there)):
            links.setdefault(link.employee, link)
    return links


def _automatic(
    person: PersonRef, user: EitjeUser | None, hits: Sequence[TeamMember], roster: _Roster
) -> dict[EmployeeId, PersonLink]:
    """The link in each company by Nmbrs id, else by e-mail."""
    found: dict[EmployeeId, PersonLink] = {}
    for company in {hit.company for hit in hits}:
        there = [hit for hit in hits if hit.company == company]
        if len(there) == 1 or _came_back(there):
            for member in there:
                found[member.employee] = PersonLink(person.key, company, member.employee, MatchedBy.EMAIL)
    nmbrs_id = person.nmbrs_id or (user.nmbrs_id if user else None) or ""
    by_id = roster.by_written_id.get(nmbrs_id.strip().lower())
    if by_id is not None:
        found = {employee: link for employee, link in found.items() if link.company != by_id.company}
        found[by_id.employee] = PersonLink(person.key, by_id.company, by_id.employee, MatchedBy.NMBRS_ID)
    return found


def _came_back(members: Sequence[TeamMember]) -> bool:
    """True for several records of one name, each employed, and never two at a time."""
    names = frozenset.intersection(*(member.plain_names for member in members))
    return bool(names) and all(member.employments for member in members) and not _at_one_time(members)
