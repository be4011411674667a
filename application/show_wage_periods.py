"""Show the wage periods: the calendars across years, next to where the payroll stands and what was exported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from application.desk import PayrollDoor, the_company
from application.ports.payroll import PayrollDirectory
from application.ports.storage import Check, Export, Storage, UnitOfWork
from application.situation import every_calendar
from domain.findings import Finding, details
from domain.hours import AMSTERDAM
from domain.pay_line import Part, PayrollPeriods
from domain.terms import CompanyId, ContractType
from domain.wage_period import PeriodRef, WageCalendar, period_of_day, periods_apart

NEAR_ENOUGH = 1
"""How many periods today's may be away from the payroll's current one: a period is closed after its last day."""


@dataclass(frozen=True, slots=True)
class PeriodUse:
    """What was exported into a period under one contract type: the boxes, the last export, and how it stands.

    ``state`` is ``proved``, ``differences``, ``unknown``, ``interrupted``, ``unfinished`` (it runs, or was broken off)
    or ``undone``. ``check`` is the comparison of the whole period, of both contract types, since its last export.
    """

    parts: frozenset[Part]
    last: Export
    state: str
    check: Check | None


@dataclass(frozen=True, slots=True)
class Calendars:
    """The calendars of a company, with the year that is proposed, next to where the payroll stands.

    ``today`` is the date in the Netherlands; ``findings`` are warnings in which nothing is stopped.
    """

    calendars: tuple[WageCalendar, ...]
    payroll: PayrollPeriods
    today: date
    uses: Mapping[tuple[ContractType, PeriodRef], PeriodUse]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class StoredCalendars:
    """The part of it that is known without asking the payroll."""

    calendars: tuple[WageCalendar, ...]
    today: date
    uses: Mapping[tuple[ContractType, PeriodRef], PeriodUse]


@dataclass(frozen=True, slots=True)
class ShowWagePeriods:
    """What a person looks at before and after setting the wage period."""

    storage: Storage
    door: PayrollDoor

    def __call__(self, company: CompanyId | None, year: int | None = None) -> Calendars:
        """All years, or one of them, and the payroll's current period and runs in those years."""
        payroll = self.door.open(company)
        with self.storage.read() as work:
            chosen = the_company(work, company).id
        return look(self.storage, payroll, chosen, year)

    def stored(self, company: CompanyId | None) -> StoredCalendars:
        """All years as they are stored, and the one that is proposed; for when the payroll cannot be read."""
        with self.storage.read() as work:
            chosen = the_company(work, company).id
            years = tuple(c for each in every_calendar(work, chosen).values() for c in each)
            return StoredCalendars(years, day_in_amsterdam(work), _uses(work, chosen))


def look(storage: Storage, payroll: PayrollDirectory, company: CompanyId, year: int | None = None) -> Calendars:
    """The same for a company that is known and a payroll that is open."""
    with storage.read() as work:
        by_type = every_calendar(work, company)
        today = day_in_amsterdam(work)
        uses = _uses(work, company)
    chosen = [c for years in by_type.values() for c in years if year in (None, c.year)]
    periods = _ask(payroll, company, chosen, year or today.year)
    findings = tuple(_findings(by_type, periods, today))
    return Calendars(tuple(chosen), periods, today, uses, findings)


def day_in_amsterdam(work: UnitOfWork) -> date:
    """Today, on the database's clock."""
    return work.now().astimezone(AMSTERDAM).date()


def out_of_step(
    calendars: Sequence[WageCalendar], contract_type: ContractType, payroll: PayrollPeriods, today: date
) -> Iterator[Finding]:
    """A warning when today lies in a period that is more than one away from the payroll's current one."""
    ours = period_of_day(calendars, today)
    if ours is None:
        return
    apart = periods_apart(payroll.length, ours.ref, payroll.current)
    if apart > NEAR_ENOUGH:
        values = details(ours=ours, contract_type=contract_type, current=payroll.current, count=apart)
        yield Finding("periods-out-of-step", contract_type=contract_type, details=values)


def _ask(
    payroll: PayrollDirectory, company: CompanyId, calendars: Iterable[WageCalendar], otherwise: int
) -> PayrollPeriods:
    """Where the payroll stands, with the runs of every year that is shown and confirmed."""
    years = sorted({calendar.year for calendar in calendars if not calendar.proposed} or {otherwise})
    asked = [payroll.periods(company, year) for year in years]
    return replace(asked[-1], runs=tuple(run for each in asked for run in each.runs))


def _findings(
    by_type: Mapping[ContractType, Sequence[WageCalendar]], payroll: PayrollPeriods, today: date
) -> Iterator[Finding]:
    for contract_type, years in by_type.items():
        lengths = sorted({c.length for c in years if c.length is not payroll.length and not c.proposed})
        for length in lengths:
            values = details(ours=length, theirs=payroll.length)
            yield Finding("period-length-differs", contract_type=contract_type, details=values)
        yield from out_of_step(years, contract_type, payroll, today)


def _uses(work: UnitOfWork, company: CompanyId) -> dict[tuple[ContractType, PeriodRef], PeriodUse]:
    """Of every period that something was exported into."""
    exports = [export for export in work.ledger.exports(company) if export.result != "nothing-sent"]
    checks = _checks_since(work.decisions.checks(company), exports)
    uses: dict[tuple[ContractType, PeriodRef], PeriodUse] = {}
    for export in exports:
        place = (export.selection.contract_type, export.selection.period)
        before = uses[place].parts if place in uses else frozenset()
        check = checks.get(export.selection.period)
        uses[place] = PeriodUse(before | export.selection.parts, export, _state(export, check), check)
    return uses


def _checks_since(checks: Iterable[Check], exports: Iterable[Export]) -> dict[PeriodRef, Check]:
    """The checks of a whole period after its last export. What an export itself compares is only its own part."""
    ends: dict[PeriodRef, datetime] = {}
    for export in exports:
        period, end = export.selection.period, export.ended_at or export.started_at
        ends[period] = max(end, ends.get(period, end))
    return {check.period: check for check in checks if check.period in ends and check.at > ends[check.period]}


def _state(export: Export, check: Check | None) -> str:
    if export.result is None or export.ended_at is None:
        return "unfinished"
    if export.undoes is not None and export.result == "proved":
        return "undone"
    if check is not None:
        return "proved" if check.clean else "differences"
    return export.result
