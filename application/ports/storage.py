"""What the application needs to keep.

Everything happens in a unit of work: a transaction that rolls back unless ``commit()`` was called. Readers within it
see its own writes. All moments are in UTC, with a time zone. Values come back equal to what was put.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol

from application.ports.accounts import AccountStore
from application.ports.jobs import JobStore
from application.ports.notifications import NotificationStore, ScheduleStore
from application.ports.payroll import EnvironmentKind
from domain.audit import AuditEvent, AuditRecord
from domain.decisions import Decision, Difference
from domain.finding_settings import FindingSettings
from domain.findings import Finding
from domain.ledger import LedgerChange, OwnLine
from domain.mapping import PayMapping
from domain.pay_line import PayKind, Selection
from domain.team_member import PersonLink, TeamMember
from domain.terms import CompanyId, EmployeeId, LineId
from domain.timecard import MealCount, Timecard
from domain.timecard_import import EitjeUser, ImportRecord
from domain.wage_period import PeriodRef, WageCalendar


@dataclass(frozen=True, slots=True)
class Connection:
    """The link with one environment of the payroll, known by its ``domain``, in lower case.

    ``own_link_off`` is the answer to whether eitje's own Nmbrs link is switched off.
    """

    email: str
    domain: str
    sealed_token: str
    kind: EnvironmentKind
    own_link_off: bool
    activated_at: datetime


@dataclass(frozen=True, slots=True)
class Company:
    """A company that a token reaches, in the ``environment`` (a domain) through which it was reached.

    Without venues it takes no part: ``inactive`` when somebody said so, undecided until then.
    """

    id: CompanyId
    number: str
    name: str
    venues: tuple[str, ...] = ()
    new_day_begins: time = time(0)
    synced_at: datetime | None = None
    environment: str = ""
    inactive: bool = False

    @property
    def linked(self) -> bool:
        """True when it takes part."""
        return bool(self.venues)

    @property
    def undecided(self) -> bool:
        """True while nobody said whether it takes part."""
        return not self.linked and not self.inactive


@dataclass(frozen=True, slots=True)
class TimecardWords:
    """The names that stand in the stored timecards, as the source writes them; empty while there are none."""

    venues: frozenset[str] = frozenset()
    teams: frozenset[str] = frozenset()
    shift_types: frozenset[str] = frozenset()
    meals: frozenset[str] = frozenset()

    @classmethod
    def of(cls, rows: Iterable[tuple[str, str | None, str | None, tuple[MealCount, ...]]]) -> TimecardWords:
        """From venue, team, shift type and meals of timecards."""
        found = list(rows)
        return cls(
            frozenset(venue for venue, _, _, _ in found),
            frozenset(team for _, team, _, _ in found if team),
            frozenset(shift_type for _, _, shift_type, _ in found if shift_type),
            frozenset(meal.kind for _, _, _, meals in found for meal in meals),
        )


@dataclass(frozen=True, slots=True)
class StoredPlan:
    """What a person saw and may agree to.

    ``people`` holds each person's digest; ``findings`` those shown, so that warnings can be set aside.
    """

    hash: str
    selection: Selection
    basis: Mapping[str, str]
    people: Mapping[EmployeeId, str]
    findings: tuple[Finding, ...]
    made_at: datetime
    made_by: str


@dataclass(frozen=True, slots=True)
class Consent:
    """A person's consent to something unusual: ``past``, ``locked``, ``future`` or ``days``."""

    what: str
    by: str


@dataclass(frozen=True, slots=True)
class Export:
    """One run of a plan. ``result`` is None while it runs, and after a crash until the next run.

    Then it is ``proved``, ``differences``, ``unknown``, ``nothing-sent`` or ``interrupted``. ``mapping_version`` is the
    mapping with which its period is verified from now on; an undo follows none and leaves that as it was. ``undoes``
    is the id of the export that it takes back.
    """

    id: str
    plan: str
    selection: Selection
    mapping_version: int
    consents: tuple[Consent, ...]
    by: str
    started_at: datetime
    ended_at: datetime | None = None
    result: str | None = None
    undoes: str | None = None


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to write in one company and period, until it expires on the database's clock.

    ``fence`` grows with every new owner.
    """

    company: CompanyId
    period: PeriodRef
    owner: str
    fence: int
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class SetAside:
    """A person's word about one finding of a company and period: a warning set aside, or a block accepted.

    ``restored`` takes an earlier word about the same finding back. The last word counts.
    """

    company: CompanyId
    period: PeriodRef
    finding: str
    code: str
    by: str
    reason: str
    at: datetime
    restored: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """How both sides of a period compared when they were last put next to each other.

    ``clean`` is proved with nothing open; ``differences`` are those that waited for a person's word.
    """

    company: CompanyId
    period: PeriodRef
    at: datetime
    by: str
    clean: bool
    differences: tuple[Difference, ...]


class SettingsStore(Protocol):
    """Connections, companies, wage calendars, mapping."""

    def connections(self) -> Sequence[Connection]:
        """The links, ordered by domain; none when not activated."""
        ...

    def put_connection(self, connection: Connection) -> None:
        """Store or replace by domain."""
        ...

    def remove_connection(self, domain: str) -> None:
        """Forget a link and its token; its companies stay on record."""
        ...

    def companies(self) -> Sequence[Company]:
        """All companies, ordered by number then name."""
        ...

    def put_company(self, company: Company) -> None:
        """Store or replace by id."""
        ...

    def calendars(self, company: CompanyId) -> Sequence[WageCalendar]:
        """All years of both contract types, ordered by contract type then year."""
        ...

    def put_calendar(self, calendar: WageCalendar) -> None:
        """Store or replace by company, contract type and year; a year that is only proposed is never put."""
        ...

    def mapping(self, company: CompanyId, version: int | None = None) -> PayMapping:
        """That version, by default the newest; version 0 without rules when there is none."""
        ...

    def put_mapping(self, mapping: PayMapping) -> None:
        """Store a new version; versions are never changed."""
        ...

    def finding_settings(self, company: CompanyId) -> FindingSettings:
        """The thresholds of the company; those that hold by themselves when there are none."""
        ...

    def put_finding_settings(self, settings: FindingSettings) -> None:
        """Store or replace by company."""
        ...


class PeopleStore(Protocol):
    """Team members, eitje's users, and who is who."""

    def members(self, company: CompanyId | None = None) -> Sequence[TeamMember]:
        """Those of a company, or of all, ordered by company then number."""
        ...

    def replace_members(self, company: CompanyId, members: Iterable[TeamMember]) -> None:
        """Put these in the place of all that were stored for the company."""
        ...

    def users(self) -> Sequence[EitjeUser]:
        """eitje's users as last imported."""
        ...

    def replace_users(self, users: Iterable[EitjeUser]) -> None:
        """Put these in the place of all that were stored."""
        ...

    def links(self) -> Sequence[PersonLink]:
        """All stored links, ordered by person, company and employee."""
        ...

    def put_link(self, link: PersonLink) -> None:
        """Store or replace by person and employee.

        The person is no longer ignored, and may be that employee after all, if that was refused.
        """
        ...

    def end_link(self, person: str, employee: EmployeeId) -> None:
        """The link is no longer kept; nothing happens when there is none."""
        ...

    def refused(self) -> frozenset[tuple[str, EmployeeId]]:
        """Person keys, each with an employee of whom somebody said that it is not this person."""
        ...

    def refuse(self, person: str, employee: EmployeeId) -> None:
        """The person is not that employee; a link between the two goes."""
        ...

    def ignored(self) -> frozenset[str]:
        """The keys of people who are ignored."""
        ...

    def ignore(self, person: str) -> None:
        """Ignore a person; their links go."""
        ...

    def restore(self, person: str) -> None:
        """The person is no longer ignored; nothing happens when they were not."""
        ...


class TimecardStore(Protocol):
    """Timecards and the files that they came from."""

    def between(self, first: date, last: date) -> Sequence[Timecard]:
        """Those of these days, ends included, ordered by day, person key and id."""
        ...

    def by_keys(self, source: str, keys: Iterable[str]) -> Sequence[Timecard]:
        """Those with these keys, whatever their day."""
        ...

    def put(self, cards: Iterable[Timecard]) -> None:
        """Store or replace by id."""
        ...

    def remove(self, cards: Iterable[Timecard]) -> None:
        """Remove by id."""
        ...

    def people(self) -> Sequence[Timecard]:
        """The latest timecard of each person key: who is known at all."""
        ...

    def words(self) -> TimecardWords:
        """The names that stand in them."""
        ...

    def imports(self) -> Sequence[ImportRecord]:
        """All imports, oldest first."""
        ...

    def add_import(self, record: ImportRecord) -> None:
        """Record an import."""
        ...


class LedgerStore(Protocol):
    """Plans, exports, changes, own lines, Days."""

    def put_plan(self, plan: StoredPlan) -> None:
        """Store or replace by hash."""
        ...

    def plan(self, hash: str) -> StoredPlan | None:
        """The plan with that hash, or None."""
        ...

    def plans(self, company: CompanyId) -> Sequence[StoredPlan]:
        """The latest plan of each selection of the company's, newest first."""
        ...

    def put_export(self, export: Export) -> None:
        """Store or replace by id."""
        ...

    def exports(self, company: CompanyId | None = None, period: PeriodRef | None = None) -> Sequence[Export]:
        """Exports, oldest first."""
        ...

    def put_changes(self, changes: Iterable[LedgerChange]) -> None:
        """Store or replace by id."""
        ...

    def open_changes(self, company: CompanyId, period: PeriodRef) -> Sequence[LedgerChange]:
        """All changes in a state of ``domain.ledger.OPEN``, in the order in which they were first put."""
        ...

    def watched_changes(self, company: CompanyId, period: PeriodRef) -> Sequence[LedgerChange]:
        """All changes with ``watch_until`` set, in the order in which they were first put."""
        ...

    def given_up_changes(self, company: CompanyId, period: PeriodRef) -> Sequence[LedgerChange]:
        """All changes of which ``domain.watching.was_given_up`` is true, under watch or not, in the same order."""
        ...

    def carried_changes(self, company: CompanyId) -> Sequence[LedgerChange]:
        """The open changes of lines that carry late hours, whatever the period, in the order of the first put."""
        ...

    def changes_of(self, export: str) -> Sequence[LedgerChange]:
        """All changes of one export, in the order in which they were first put."""
        ...

    def own_lines(self, company: CompanyId, period: PeriodRef) -> Sequence[OwnLine]:
        """The lines that are ours now, ordered by key then line id."""
        ...

    def ended_lines(self, company: CompanyId, period: PeriodRef) -> Sequence[OwnLine]:
        """The lines that are no longer ours, as they were when they last were, oldest first.

        A line id stands there as often as it was ours before.
        """
        ...

    def carried_lines(self, company: CompanyId) -> Sequence[OwnLine]:
        """The lines of every period that are ours now and carry late hours, ordered by key then line id."""
        ...

    def lines_counting(self, company: CompanyId, first: date, last: date, home: PeriodRef) -> Sequence[OwnLine]:
        """The lines that are ours now, count a timecard of these days, and belong to another period than ``home``.

        A line that carries late hours belongs to the period that they were carried from. Ordered by key then line id.
        """
        ...

    def put_own(self, lines: Iterable[OwnLine]) -> None:
        """Store or replace by company, kind and line id; in any period."""
        ...

    def end_own(self, company: CompanyId, lines: Iterable[tuple[PayKind, LineId]]) -> None:
        """These are no longer ours, or no longer there. Their history is kept."""
        ...

    def days(self, company: CompanyId, period: PeriodRef) -> Mapping[EmployeeId, int]:
        """The numbers of Days last proved to be ours."""
        ...

    def put_days(self, company: CompanyId, period: PeriodRef, days: Mapping[EmployeeId, int]) -> None:
        """Store or replace per employee."""
        ...

    def end_days(self, company: CompanyId, period: PeriodRef, employees: Iterable[EmployeeId]) -> None:
        """These numbers of Days are no longer ours."""
        ...


class DecisionStore(Protocol):
    """What was found when both sides were compared, and what people decided."""

    def decisions(self, company: CompanyId, period: PeriodRef) -> Sequence[Decision]:
        """All decisions, oldest first."""
        ...

    def add_decision(self, decision: Decision) -> None:
        """Record one."""
        ...

    def put_check(self, check: Check) -> None:
        """Store or replace by company and period."""
        ...

    def checks(self, company: CompanyId) -> Sequence[Check]:
        """The last check of each period, ordered by period."""
        ...

    def set_aside(self, company: CompanyId, period: PeriodRef) -> Sequence[SetAside]:
        """Every word about findings of the period, oldest first; those of one moment as they were added."""
        ...

    def add_set_aside(self, aside: SetAside) -> None:
        """Record one."""
        ...


class LeaseStore(Protocol):
    """One writer per company and period."""

    def acquire(self, company: CompanyId, period: PeriodRef, owner: str, ttl: timedelta) -> Lease | None:
        """Take it when it is free, expired or already the owner's own; None when somebody else holds it.

        Fences only grow.
        """
        ...

    def renew(self, lease: Lease, ttl: timedelta) -> Lease | None:
        """Extend it; None when it is no longer held with this fence, or has expired."""
        ...

    def release(self, lease: Lease) -> None:
        """Give it back; nothing happens when it is no longer held."""
        ...

    def holder(self, company: CompanyId, period: PeriodRef) -> Lease | None:
        """Who holds it now, or None."""
        ...


class AuditStore(Protocol):
    """The audit trail."""

    def append(self, event: AuditEvent) -> AuditRecord:
        """Chain one event to the last; rows are never changed or deleted."""
        ...

    def records(self) -> Sequence[AuditRecord]:
        """All records, by number."""
        ...

    def last(self) -> AuditRecord | None:
        """The newest record; None before the first."""
        ...


class UnitOfWork(Protocol):
    """One transaction over everything that is kept."""

    settings: SettingsStore
    people: PeopleStore
    timecards: TimecardStore
    ledger: LedgerStore
    decisions: DecisionStore
    leases: LeaseStore
    notifications: NotificationStore
    schedule: ScheduleStore
    jobs: JobStore
    accounts: AccountStore
    audit: AuditStore

    def now(self) -> datetime:
        """The database's clock, in UTC."""
        ...

    def commit(self) -> None:
        """Make everything durable. What is not committed is lost when the unit of work ends."""
        ...


class Storage(Protocol):
    """Opens units of work.

    Writers wait for each other; a writer that waits too long is a ProductError ``database-busy``.
    """

    def read(self) -> AbstractContextManager[UnitOfWork]:
        """A unit of work that only reads; it never waits for writers."""
        ...

    def write(self) -> AbstractContextManager[UnitOfWork]:
        """A unit of work that may write; it holds the right to write from its start."""
        ...
