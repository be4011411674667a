"""Team members as the payroll knows them, and who of them a person in the timecards is.

People are matched on a link that a person made, then on the Nmbrs id, then on e-mail. A name only ever proposes. The
BSN is never fetched and never compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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

    ``links`` holds at most one employee per company. ``ambiguous`` is True when two people may stand behind the name.
    ``proposals`` are employees of the same e-mail address or name, for a person to confirm.
    """

    person: PersonRef
    links: Mapping[CompanyId, PersonLink]
    ignored: bool = False
    ambiguous: bool = False
    proposals: tuple[EmployeeId, ...] = ()


def match_people(
    people: Iterable[PersonRef],
    members: Sequence[TeamMember],
    users: Sequence[EitjeUser] = (),
    links: Sequence[PersonLink] = (),
    ignored: frozenset[str] = frozenset(),
) -> dict[str, Match]:
    """Match each person with the employees of every company; the result is by person key.

    A stored link stands as long as its employee exists. One hit on an e-mail address links; several, or a name, are
    proposals.
    """
    roster = _Roster(members, users)
    stored: dict[str, dict[CompanyId, PersonLink]] = {}
    for link in links:
        if link.employee in roster.by_id:
            stored.setdefault(link.person, {})[link.company] = link
    return {person.key: _match(person, roster, stored.get(person.key, {}), person.key in ignored) for person in people}


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


def _match(person: PersonRef, roster: _Roster, stored: Mapping[CompanyId, PersonLink], ignored: bool) -> Match:
    users = roster.users_like(person) if person.by_name_only else []
    namesakes = roster.by_name.get(plain_name(person.name), [])
    per_company = max((sum(m.company == c for m in namesakes) for c in {m.company for m in namesakes}), default=0)
    ambiguous = person.by_name_only and (len(users) > 1 or (not users and per_company > 1))
    user = users[0] if len(users) == 1 else None
    hits = roster.by_email.get(plain_email(person.email or (user.email if user else None) or ""), [])
    found = {} if ambiguous else _automatic(person, user, hits, roster)
    links = {**found, **stored}
    proposals = dict.fromkeys(m.employee for m in (*hits, *namesakes) if m.company not in links)
    return Match(person, links, ignored, ambiguous, tuple(proposals))


def _automatic(
    person: PersonRef, user: EitjeUser | None, hits: Sequence[TeamMember], roster: _Roster
) -> dict[CompanyId, PersonLink]:
    """The link in each company by Nmbrs id, else by the one e-mail hit there."""
    found: dict[CompanyId, PersonLink] = {}
    for member in hits:
        if sum(hit.company == member.company for hit in hits) == 1:
            found[member.company] = PersonLink(person.key, member.company, member.employee, MatchedBy.EMAIL)
    nmbrs_id = person.nmbrs_id or (user.nmbrs_id if user else None) or ""
    by_id = roster.by_written_id.get(nmbrs_id.strip().lower())
    if by_id is not None:
        found[by_id.company] = PersonLink(person.key, by_id.company, by_id.employee, MatchedBy.NMBRS_ID)
    return found
