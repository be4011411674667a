"""Status: where things stand, what waits, and who must act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from application.desk import PayrollDoor
from application.link_companies import NOTHING_UNDECIDED, Undecided, whats_undecided
from application.ports.payroll import EnvironmentKind, Payroll
from application.ports.storage import Check, Company, Connection, Export, Lease, Storage, StoredPlan, UnitOfWork
from application.situation import (
    every_calendar,
    people_not_selected,
    people_to_export,
    read_situation,
    standing_decisions,
)
from domain.errors import ProductError
from domain.ledger import UNSETTLED, LedgerChange
from domain.pay_line import PayrollPeriods
from domain.schedule import DailyRun
from domain.terms import CompanyId, EmployeeId
from domain.wage_period import PeriodRef, WagePeriod, period_of_day


@dataclass(frozen=True, slots=True)
class CompanyStatus:
    """Where one linked company stands. ``payroll`` is None when the payroll could not be asked. ``proposed_year``
    is the wage year that today lies in when nobody confirmed it yet.

    ``open_differences`` counts those of the last check of each period that nobody decided about since. ``waiting``
    are changes whose outcome is not known; ``lacking`` those that left a line missing; ``to_export`` the people with
    hours that are not in the payroll yet or changed since, by period, of whom ``not_selected`` have something that no
    export of the period included, though it was exported; ``busy`` who exports now; ``watched`` are
    inserts that were given up and may still land. ``names`` are those of the company's people.
    """

    company: Company
    our_period: WagePeriod | None
    payroll: PayrollPeriods | None
    last_export: Export | None
    interrupted: tuple[Export, ...]
    waiting: tuple[LedgerChange, ...]
    lacking: tuple[LedgerChange, ...]
    open_findings: int
    open_differences: int
    last_check: Check | None
    to_export: Mapping[PeriodRef, int]
    busy: tuple[Lease, ...]
    watched: tuple[LedgerChange, ...] = ()
    names: Mapping[EmployeeId, str] = field(default_factory=dict)
    proposed_year: int | None = None
    not_selected: Mapping[PeriodRef, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Status:
    """The whole picture. ``problems`` is what the payroll answered when it could not be asked, by environment.

    ``undecided`` are the companies of which nobody said whether they take part, and the venues in the hours that no
    company pays. ``unread`` counts the notifications that nobody has read, ``undelivered`` those of them of which a
    mail did not get through; ``last_daily`` is the daily work of the latest day.
    """

    kind: EnvironmentKind
    connections: tuple[Connection, ...]
    companies: tuple[CompanyStatus, ...]
    problems: Mapping[str, ProductError]
    last_import: datetime | None
    undecided: Undecided = NOTHING_UNDECIDED
    unread: int = 0
    undelivered: int = 0
    last_daily: DailyRun | None = None

    @property
    def problem(self) -> ProductError | None:
        """The first of the problems."""
        return next(iter(self.problems.values()), None)


@dataclass(frozen=True, slots=True)
class ShowStatus:
    """Asks the payroll for its current periods, and the storage for everything else."""

    storage: Storage
    door: PayrollDoor

    def __call__(self, company: CompanyId | None = None) -> Status:
        """Of all linked companies, or of one; an id that is not linked gives none.

        Never raises for a payroll that cannot be asked: that is part of the status.
        """
        with self.storage.read() as work:
            connections = tuple(work.settings.connections())
            undecided = whats_undecided(work)
            linked = [c for c in work.settings.companies() if c.linked and company in (None, c.id)]
            today = work.now()
            imports = work.timecards.imports()
            news = (work.notifications.unread(), _undelivered(work), work.schedule.last_daily())
        last_import = imports[-1].imported_at if imports else None
        if not connections:
            return Status(self.door.kind, (), (), {}, last_import, NOTHING_UNDECIDED, *news)
        asked: dict[str, PayrollPeriods] = {}
        problems: dict[str, ProductError] = {}
        for connection in connections:
            own = [each for each in linked if each.environment == connection.domain]
            if company is not None and not own:
                continue
            problem = self._ask(connection, own, today.year, asked)
            if problem is not None:
                problems[connection.domain] = problem
        with self.storage.read() as work:
            companies = tuple(_company(work, each, asked.get(each.id), today.date()) for each in linked)
        return Status(self.door.kind, connections, companies, problems, last_import, undecided, *news)

    def _ask(
        self, connection: Connection, companies: Sequence[Company], year: int, asked: dict[str, PayrollPeriods]
    ) -> ProductError | None:
        """What one environment says of its companies, put in ``asked``, until something is the matter with it."""
        try:
            payroll: Payroll = self.door.open_environment(connection)
            payroll.companies()
            for company in companies:
                asked[company.id] = payroll.periods(company.id, year)
        except ProductError as problem:
            return problem
        return None


def _company(work: UnitOfWork, company: Company, payroll: PayrollPeriods | None, today: date) -> CompanyStatus:
    exports = work.ledger.exports(company.id)
    ours = period_of_day(work.settings.calendars(company.id), today)
    known = [year for years in every_calendar(work, company.id).values() for year in years]
    waiting = [year for year in known if year.proposed and year.start <= today <= year.last_day]
    periods = {export.selection.period for export in exports}
    opened = [change for period in sorted(periods) for change in work.ledger.open_changes(company.id, period)]
    planned = work.ledger.plans(company.id)
    to_send = [plan for plan in planned if "undoes" not in plan.basis]
    checks = work.decisions.checks(company.id)
    involved = periods | _planned(planned) | {each for export in exports for each in export.selection.carry}
    holders = [work.leases.holder(company.id, period) for period in sorted(involved)]
    # Of the periods that were exported before, the current one here and the current one there.
    looked_at = {*periods, *([payroll.current] if payroll else []), *([ours.ref] if ours else [])}
    to_export: dict[PeriodRef, int] = {}
    not_selected: dict[PeriodRef, int] = {}
    for period in sorted(looked_at):
        situation = read_situation(work, company, period)
        to_export[period] = people_to_export(work, situation)
        not_selected[period] = people_not_selected(work, situation)
    return CompanyStatus(
        company,
        ours,
        payroll,
        exports[-1] if exports else None,
        tuple(export for export in exports if export.result is None),
        tuple(change for change in opened if change.state in UNSETTLED),
        tuple(change for change in opened if change.state not in UNSETTLED and change.missing),
        sum(1 for plan in to_send[:1] for finding in plan.findings if finding.blocks),
        sum(_still_open(work, check) for check in checks),
        max(checks, key=lambda check: check.at, default=None),
        {period: people for period, people in to_export.items() if people},
        tuple(lease for lease in holders if lease is not None),
        tuple(change for period in sorted(periods) for change in work.ledger.watched_changes(company.id, period)),
        {member.employee: member.name for member in work.people.members(company.id)},
        waiting[0].year if waiting else None,
        {period: people for period, people in not_selected.items() if people},
    )


def _still_open(work: UnitOfWork, check: Check) -> int:
    answered = {decision.difference.id for decision in standing_decisions(work, check.company, check.period)}
    return sum(1 for difference in check.differences if difference.id not in answered)


def _undelivered(work: UnitOfWork) -> int:
    """How many notifications that nobody has read have a mail that did not get through, or not yet."""
    problems = {mail.notification for mail in work.notifications.mailings(open_only=False) if mail.problem}
    return sum(1 for told in work.notifications.all() if told.read_at is None and told.number in problems)


def _planned(plans: Sequence[StoredPlan]) -> set[PeriodRef]:
    return {plan.selection.period for plan in plans}
