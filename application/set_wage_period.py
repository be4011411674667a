"""Set the wage period: the start date of the first wage period of the year gives the whole calendar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from application.desk import PayrollDoor, the_company
from application.ports.payroll import PayrollDirectory
from application.ports.storage import Storage, UnitOfWork
from domain.audit import AuditEvent
from domain.errors import ProductError
from domain.pay_line import PayrollPeriods
from domain.terms import CompanyId, ContractType
from domain.wage_period import WageCalendar, join_years, new_calendar

EXPORTED = (ContractType.ZERO_HOURS, ContractType.HOURS_CONTRACT)


@dataclass(frozen=True, slots=True)
class Calendars:
    """The calendars of a company next to where the payroll stands."""

    calendars: tuple[WageCalendar, ...]
    payroll: PayrollPeriods


@dataclass(frozen=True, slots=True)
class SetWagePeriod:
    """The third story."""

    storage: Storage
    door: PayrollDoor

    def __call__(
        self,
        company: CompanyId | None,
        start: date,
        who: str,
        year: int | None = None,
        contract_type: ContractType | None = None,
        accept_last_period: bool = False,
    ) -> Calendars:
        """Set the calendar of a year for one contract type, by default for both.

        The length is the company's own in the payroll. Raises ``calendar-year-needed``,
        ``calendar-start-outside-year``, ``calendar-overlaps``, ``contract-type-not-exported``, ``calendar-in-use``,
        and ``calendar-changes-last-period`` unless the last period of the year before may become longer or shorter.
        """
        if contract_type is not None and not contract_type.exportable:
            raise ProductError("contract-type-not-exported", contract_type=contract_type)
        payroll = self.door.open(company)
        with self.storage.read() as work:
            chosen = the_company(work, company)
        periods = payroll.periods(chosen.id, year or start.year)
        with self.storage.write() as work:
            for each in (contract_type,) if contract_type else EXPORTED:
                added = new_calendar(chosen.id, each, periods.length, start, year)
                self._put(work, added, accept_last_period, who)
            calendars = tuple(work.settings.calendars(chosen.id))
            work.commit()
        return Calendars(calendars, _periods_of(payroll, chosen.id, calendars, periods.current.year))

    def list(self, company: CompanyId | None, year: int | None = None) -> Calendars:
        """All calendars, and the payroll's current period and runs of a year, by default of every year with one."""
        payroll = self.door.open(company)
        with self.storage.read() as work:
            chosen = the_company(work, company)
            calendars = tuple(work.settings.calendars(chosen.id))
            today = work.now().year
        if year is not None:
            return Calendars(calendars, payroll.periods(chosen.id, year))
        return Calendars(calendars, _periods_of(payroll, chosen.id, calendars, today))

    def _put(self, work: UnitOfWork, added: WageCalendar, accept_last_period: bool, who: str) -> None:
        same_type = [c for c in work.settings.calendars(added.company) if c.contract_type is added.contract_type]
        before = next((c for c in same_type if c.year == added.year), None)
        others = [c for c in same_type if c.year != added.year]
        changed = join_years(others, added)
        for calendar in changed:
            stored = next((c for c in same_type if c.year == calendar.year), None)
            if stored is not None and stored != calendar:
                _refuse_when_used(work, stored)
            if stored is not None and calendar.year != added.year and not accept_last_period:
                raise ProductError(
                    "calendar-changes-last-period",
                    year=calendar.year,
                    last_day=calendar.last_day.isoformat(),
                    usual_last_day=stored.last_day.isoformat(),
                )
            work.settings.put_calendar(calendar)
        work.audit.append(
            AuditEvent(
                who,
                "wage-period.set",
                f"{added.company} {added.contract_type} {added.year}",
                before={"start": before.start.isoformat()} if before else {},
                after={"start": added.start.isoformat(), "length": added.length},
            )
        )


def _periods_of(
    payroll: PayrollDirectory, company: CompanyId, calendars: Sequence[WageCalendar], otherwise: int
) -> PayrollPeriods:
    """Where the payroll stands, with the runs of every year that has a calendar."""
    years = sorted({calendar.year for calendar in calendars} or {otherwise})
    asked = [payroll.periods(company, year) for year in years]
    return replace(asked[-1], runs=tuple(run for each in asked for run in each.runs))


def _refuse_when_used(work: UnitOfWork, calendar: WageCalendar) -> None:
    exports: Sequence[object] = [
        export
        for export in work.ledger.exports(calendar.company)
        if export.selection.period.year == calendar.year and export.selection.contract_type is calendar.contract_type
    ]
    if exports:
        raise ProductError("calendar-in-use", year=calendar.year, start=calendar.start.isoformat())
