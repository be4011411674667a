"""Set the wage period: the start date of the first wage period of the year gives the whole calendar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from application.desk import PayrollDoor, the_company
from application.ports.storage import Storage, UnitOfWork
from application.show_wage_periods import Calendars, look
from domain.audit import AuditEvent
from domain.errors import ProductError
from domain.hours import shown
from domain.pay_line import Part
from domain.terms import CompanyId, ContractType
from domain.wage_period import (
    PeriodRef,
    WageCalendar,
    WagePeriod,
    join_years,
    moved_periods,
    new_calendar,
    propose_next,
)

EXPORTED = (ContractType.ZERO_HOURS, ContractType.HOURS_CONTRACT)
MOVES_NAMED = 4


@dataclass(frozen=True, slots=True)
class YearChange:
    """A year that is set, or ends elsewhere than before.

    ``usual`` is the same year as it would be by itself, when its last period becomes longer or shorter than that:
    somebody has to accept it by name. Else it is None.
    """

    before: WageCalendar | None
    after: WageCalendar
    usual: WageCalendar | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """What a start would give: the year of each contract type, and what would change for that; nothing is stored."""

    years: tuple[WageCalendar, ...]
    changes: tuple[YearChange, ...]

    @property
    def stretched(self) -> tuple[YearChange, ...]:
        """The years whose last period somebody has to accept by name."""
        return tuple(each for each in self.changes if each.usual is not None)


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
        last_period_accepted_by: str = "",
    ) -> Calendars:
        """Set the calendar of a year for one contract type, by default for both.

        The length is the company's own in the payroll. Raises ``calendar-year-needed``,
        ``calendar-start-outside-year``, ``calendar-year-skipped``, ``calendar-overlaps``,
        ``contract-type-not-exported``; ``calendar-in-use`` when a period would get other days into which something was
        exported, ``export-busy`` when somebody exports into it now; and ``calendar-changes-last-period`` unless
        somebody is named who accepts that the last period of a year becomes longer or shorter than it would be.
        """
        types = _chosen(contract_type)
        payroll = self.door.open(company)
        with self.storage.read() as work:
            chosen = the_company(work, company).id
        length = payroll.periods(chosen, year or start.year).length
        with self.storage.write() as work:
            for each in types:
                _put(work, new_calendar(chosen, each, length, start, year), last_period_accepted_by.strip(), who)
            work.commit()
        return look(self.storage, payroll, chosen)

    def preview(
        self,
        company: CompanyId | None,
        start: date,
        year: int | None = None,
        contract_type: ContractType | None = None,
    ) -> Preview:
        """What setting this start would do. Raises what setting raises, but for ``calendar-changes-last-period``."""
        types = _chosen(contract_type)
        payroll = self.door.open(company)
        with self.storage.read() as work:
            chosen = the_company(work, company).id
        length = payroll.periods(chosen, year or start.year).length
        years: list[WageCalendar] = []
        changes: list[YearChange] = []
        with self.storage.read() as work:
            for each in types:
                added = new_calendar(chosen, each, length, start, year)
                years.append(_joined(work, added)[-1])
                changes.extend(_changes(work, added))
        return Preview(tuple(years), tuple(changes))

    def confirm(
        self, company: CompanyId | None, year: int, who: str, contract_type: ContractType | None = None
    ) -> Calendars:
        """Confirm the year that is proposed, for one contract type or for every one for which it is.

        Raises ``contract-type-not-exported``, ``calendar-nothing-proposed``, and ``calendar-length-differs`` when the
        payroll has periods of another length by now.
        """
        types = _chosen(contract_type)
        payroll = self.door.open(company)
        with self.storage.read() as work:
            chosen = the_company(work, company).id
        length = payroll.periods(chosen, year).length
        with self.storage.write() as work:
            following = [propose_next(_of_type(work, chosen, each)) for each in types]
            proposals = [each for each in following if each is not None and each.year == year]
            if not proposals:
                raise ProductError("calendar-nothing-proposed", year=year)
            for proposal in proposals:
                if proposal.length is not length:
                    raise ProductError("calendar-length-differs", year=year, ours=proposal.length, theirs=length)
                _store(work, None, replace(proposal, proposed=False), who, "wage-period.confirmed")
            work.commit()
        return look(self.storage, payroll, chosen)


def _chosen(contract_type: ContractType | None) -> tuple[ContractType, ...]:
    if contract_type is not None and not contract_type.exportable:
        raise ProductError("contract-type-not-exported", contract_type=contract_type)
    return (contract_type,) if contract_type else EXPORTED


def _of_type(work: UnitOfWork, company: CompanyId, contract_type: ContractType) -> list[WageCalendar]:
    return [c for c in work.settings.calendars(company) if c.contract_type is contract_type]


def _joined(work: UnitOfWork, added: WageCalendar) -> tuple[WageCalendar, ...]:
    """The year among the others of its contract type; it comes last, after the year before when that changes."""
    known = _of_type(work, added.company, added.contract_type)
    return join_years([c for c in known if c.year != added.year], added)


def _changes(work: UnitOfWork, added: WageCalendar) -> list[YearChange]:
    """What a year changes, and the year before it when that changes; none when all stays as it is."""
    known = _of_type(work, added.company, added.contract_type)
    changes = []
    for calendar in _joined(work, added):
        stored = next((c for c in known if c.year == calendar.year), None)
        if stored == calendar:
            continue
        if stored is not None:
            _check_unused(work, stored, moved_periods(stored, calendar))
        # The year before ends elsewhere than it did; the year itself elsewhere than its own start would have it.
        usual = added if calendar.year == added.year else stored
        known_last = [each.periods[-1] for each in (usual, stored) if each is not None]
        stretched = bool(known_last) and calendar.periods[-1] not in known_last
        changes.append(YearChange(stored, calendar, usual if stretched else None))
    return changes


def _put(work: UnitOfWork, added: WageCalendar, accepted_by: str, who: str) -> None:
    """Store a year, and the year before it when that changes; nothing happens when all stays as it is."""
    for change in _changes(work, added):
        if change.usual is not None and not accepted_by:
            raise _changes_last_period(change.usual, change.after)
        accepted = {"accepted_by": accepted_by} if change.usual is not None else {}
        _store(work, change.before, change.after, who, "wage-period.set", accepted)


def _store(
    work: UnitOfWork,
    before: WageCalendar | None,
    after: WageCalendar,
    who: str,
    action: str,
    named: dict[str, str] | None = None,
) -> None:
    work.settings.put_calendar(after)
    subject = f"{after.company} {after.contract_type} {after.year}"
    was = _told(before) if before is not None else {}
    work.audit.append(AuditEvent(who, action, subject, before=was, after={**_told(after), **(named or {})}))


def _told(calendar: WageCalendar) -> dict[str, object]:
    days = {"start": calendar.start.isoformat(), "last_day": calendar.last_day.isoformat()}
    return {**days, "length": calendar.length}


def _changes_last_period(usual: WageCalendar, calendar: WageCalendar) -> ProductError:
    return ProductError(
        "calendar-changes-last-period",
        year=calendar.year,
        last_day=calendar.last_day.isoformat(),
        usual_last_day=usual.last_day.isoformat(),
        days=calendar.periods[-1].days,
        usual_days=usual.periods[-1].days,
    )


def _check_unused(
    work: UnitOfWork, calendar: WageCalendar, moves: Iterable[tuple[WagePeriod, WagePeriod | None]]
) -> None:
    """A period into which something was exported keeps its days, and so does one into which somebody exports now."""
    used = []
    for before, after in moves:
        holder = work.leases.holder(calendar.company, before.ref)
        if holder is not None:
            values = {"company": calendar.company, "period": before.ref, "owner": holder.owner}
            raise ProductError("export-busy", **values, until=shown(holder.expires_at))
        if _used(work, calendar.company, calendar.contract_type, before.ref):
            used.append(f"{before} → {f'{after.start:%d-%m-%Y} - {after.end:%d-%m-%Y}' if after else '-'}")
    if used:
        more = f", + {len(used) - MOVES_NAMED}" if len(used) > MOVES_NAMED else ""
        moves_told = ", ".join(used[:MOVES_NAMED]) + more
        raise ProductError("calendar-in-use", year=calendar.year, start=calendar.start.isoformat(), moves=moves_told)


def _used(work: UnitOfWork, company: CompanyId, contract_type: ContractType, period: PeriodRef) -> bool:
    """True when the payroll holds, or may come to hold, something of these hours that this product sent.

    Days are one number for both contract types; they belong to every type that was exported with them.
    """
    ledger = work.ledger
    keys = [line.key for line in ledger.own_lines(company, period)]
    keys += [change.key for change in ledger.open_changes(company, period)]
    keys += [change.key for change in ledger.watched_changes(company, period)]
    keys += [line.key for line in ledger.carried_lines(company) if line.key.carried_from == period]
    keys += [change.key for change in ledger.carried_changes(company) if change.key.carried_from == period]
    if any(key.contract_type is contract_type for key in keys):
        return True
    of_type = [e for e in ledger.exports(company, period) if e.selection.contract_type is contract_type]
    if any(export.result is None for export in of_type):
        return True
    days_open = any(key.contract_type is None for key in keys) or any(ledger.days(company, period).values())
    return days_open and any(Part.DAYS in export.selection.parts for export in of_type)
