"""Plans, exports, changes, own lines, Days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, bindparam, delete, func, or_, select, tuple_, update
from sqlalchemy import Table as CoreTable

from adapters.sql import ledger_values as values
from adapters.sql.rows import Rows, table_of
from adapters.sql.tables.ledger import ChangeRow, CountedEntryRow, ExportRow, OwnLineRow, PlanRow, ProvedDaysRow
from adapters.sql.tables.timecards import TimecardRow
from application.ports.storage import Export, StoredPlan
from domain.ledger import OPEN, LedgerChange, OwnLine
from domain.pay_line import PayKind
from domain.terms import CompanyId, EmployeeId, LineId
from domain.wage_period import PeriodRef
from domain.watching import INSERTS, UNSEEN

PLAN = table_of(PlanRow)
EXPORT = table_of(ExportRow)
CHANGE = table_of(ChangeRow)
OWN = table_of(OwnLineRow)
COUNTED = table_of(CountedEntryRow)
CARD = table_of(TimecardRow)
DAYS = table_of(ProvedDaysRow)
LIVE = OWN.c.ended_at.is_(None)
IS_OPEN = CHANGE.c.state.in_(sorted(state.value for state in OPEN))


class SqlLedger:
    """A LedgerStore."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def put_plan(self, plan: StoredPlan) -> None:
        """Store or replace by hash; a plan that is put again counts as the latest."""
        self._rows.put(PlanRow, [values.plan_row(plan, self._rows.next_number(PlanRow))])

    def plan(self, hash: str) -> StoredPlan | None:
        """The plan with that hash, or None."""
        return self._rows.first(PlanRow, values.plan, select(PLAN).where(PLAN.c.hash == hash))

    def plans(self, company: CompanyId) -> Sequence[StoredPlan]:
        """The latest plan of each selection, newest first."""
        newest_first = [PLAN.c.made_at.desc(), PLAN.c.number.desc()]
        chosen = [PLAN.c.period_year, PLAN.c.period_number, PLAN.c.contract_type, PLAN.c.parts]
        chosen += [PLAN.c.people, PLAN.c.carry, PLAN.c.venues, PLAN.c.teams]
        place = func.row_number().over(partition_by=chosen, order_by=newest_first)
        ranked = select(PLAN.c.hash, place.label("place")).where(PLAN.c.company == company).subquery()
        latest = select(ranked.c.hash).where(ranked.c.place == 1)
        statement = select(PLAN).where(PLAN.c.hash.in_(latest)).order_by(*newest_first)
        return self._rows.read(PlanRow, values.plan, statement)

    def put_export(self, export: Export) -> None:
        """Store or replace by id."""
        row = values.export_row(export, self._rows.next_number(ExportRow))
        self._rows.put(ExportRow, [row], keep=["number"])

    def exports(self, company: CompanyId | None = None, period: PeriodRef | None = None) -> Sequence[Export]:
        """Oldest first."""
        statement = select(EXPORT).order_by(EXPORT.c.started_at, EXPORT.c.number)
        if company is not None:
            statement = statement.where(EXPORT.c.company == company)
        if period is not None:
            statement = statement.where(*_in_period(EXPORT, period))
        return self._rows.read(ExportRow, values.export, statement)

    def put_changes(self, changes: Iterable[LedgerChange]) -> None:
        """Store or replace by id; a change that is replaced keeps its place in the order."""
        by_id = {change.id: change for change in changes}
        first = self._rows.next_number(ChangeRow)
        rows = [values.change_row(change, number) for number, change in enumerate(by_id.values(), first)]
        self._rows.put(ChangeRow, rows, keep=["number"])

    def open_changes(self, company: CompanyId, period: PeriodRef) -> Sequence[LedgerChange]:
        """In the order in which they were first put."""
        return self._changes(CHANGE.c.company == company, *_in_period(CHANGE, period), IS_OPEN)

    def watched_changes(self, company: CompanyId, period: PeriodRef) -> Sequence[LedgerChange]:
        """In the order in which they were first put."""
        here = (CHANGE.c.company == company, *_in_period(CHANGE, period))
        return self._changes(*here, CHANGE.c.watch_until.is_not(None))

    def given_up_changes(self, company: CompanyId, period: PeriodRef) -> Sequence[LedgerChange]:
        """In the order in which they were first put."""
        here = (CHANGE.c.company == company, *_in_period(CHANGE, period))
        inserts = CHANGE.c.step.in_(sorted(step.value for step in INSERTS))
        unseen = CHANGE.c.state.in_(sorted(state.value for state in UNSEEN))
        return self._changes(*here, inserts, or_(CHANGE.c.attempt > 1, and_(CHANGE.c.attempt == 1, unseen)))

    def carried_changes(self, company: CompanyId) -> Sequence[LedgerChange]:
        """In the order in which they were first put."""
        return self._changes(CHANGE.c.company == company, CHANGE.c.carried_year.is_not(None), IS_OPEN)

    def changes_of(self, export: str) -> Sequence[LedgerChange]:
        """In the order in which they were first put."""
        return self._changes(CHANGE.c.export == export)

    def own_lines(self, company: CompanyId, period: PeriodRef) -> Sequence[OwnLine]:
        """By key then line id."""
        return self._own(OWN.c.company == company, *_in_period(OWN, period))

    def ended_lines(self, company: CompanyId, period: PeriodRef) -> Sequence[OwnLine]:
        """In the order in which they were written."""
        here = (OWN.c.company == company, *_in_period(OWN, period), OWN.c.ended_at.is_not(None))
        return self._rows.read(OwnLineRow, values.own, select(OWN).where(*here).order_by(OWN.c.number))

    def carried_lines(self, company: CompanyId) -> Sequence[OwnLine]:
        """By key then line id."""
        return self._own(OWN.c.company == company, OWN.c.carried_year.is_not(None))

    def lines_counting(self, company: CompanyId, first: date, last: date, home: PeriodRef) -> Sequence[OwnLine]:
        """By key then line id."""
        days = select(CARD.c.id).where(CARD.c.day.between(first, last))
        counting = select(COUNTED.c.kind, COUNTED.c.line_id).where(
            COUNTED.c.company == company,
            COUNTED.c.timecard.in_(days),
            or_(COUNTED.c.home_year != home.year, COUNTED.c.home_number != home.number),
        )
        return self._own(OWN.c.company == company, tuple_(OWN.c.kind, OWN.c.line_id).in_(counting))

    def put_own(self, lines: Iterable[OwnLine]) -> None:
        """Store or replace by company, kind and line id, among the lines that have not ended."""
        fresh = {(line.key.company, line.key.kind, line.line_id): line for line in lines}
        rows = [values.own_row(line) for line in fresh.values()]
        self._rows.put_by(OwnLineRow, ["company", "kind", "line_id"], rows, where=LIVE)
        self._forget_counted((line.key.company, line.key.kind, line.line_id) for line in fresh.values())
        self._rows.add(CountedEntryRow, [row for line in fresh.values() for row in values.counted_rows(line)])

    def end_own(self, company: CompanyId, lines: Iterable[tuple[PayKind, LineId]]) -> None:
        """These are no longer ours; their rows stay, with the moment at which they ended."""
        places = list(lines)
        ended = [{"of_kind": kind.value, "line": line} for kind, line in places]
        found = (OWN.c.company == company, OWN.c.kind == bindparam("of_kind"), OWN.c.line_id == bindparam("line"))
        self._rows.execute(update(OWN).where(*found, LIVE).values(ended_at=self._rows.now()), ended)
        self._forget_counted((company, kind, line) for kind, line in places)

    def _forget_counted(self, lines: Iterable[tuple[CompanyId, PayKind, LineId]]) -> None:
        gone = [{"of": company, "of_kind": kind.value, "line": line} for company, kind, line in lines]
        place = (
            COUNTED.c.company == bindparam("of"),
            COUNTED.c.kind == bindparam("of_kind"),
            COUNTED.c.line_id == bindparam("line"),
        )
        self._rows.execute(delete(COUNTED).where(*place), gone)

    def days(self, company: CompanyId, period: PeriodRef) -> Mapping[EmployeeId, int]:
        """The numbers of Days last proved to be ours."""
        statement = select(DAYS).where(DAYS.c.company == company, *_in_period(DAYS, period)).order_by(DAYS.c.employee)
        return dict(self._rows.read(ProvedDaysRow, lambda row: (EmployeeId(row.employee), row.days), statement))

    def put_days(self, company: CompanyId, period: PeriodRef, days: Mapping[EmployeeId, int]) -> None:
        """Store or replace per employee."""
        place = {"company": company, **values.period_columns(period)}
        rows = [{**place, "employee": employee, "days": number} for employee, number in days.items()]
        self._rows.put(ProvedDaysRow, rows)

    def end_days(self, company: CompanyId, period: PeriodRef, employees: Iterable[EmployeeId]) -> None:
        """These numbers are no longer ours."""
        here = (DAYS.c.company == company, *_in_period(DAYS, period), DAYS.c.employee == bindparam("ended"))
        self._rows.execute(delete(DAYS).where(*here), [{"ended": employee} for employee in employees])

    def _own(self, *where: ColumnElement[bool]) -> list[OwnLine]:
        found = self._rows.read(OwnLineRow, values.own, select(OWN).where(*where, LIVE))
        return sorted(found, key=lambda line: (line.key.sort_key, line.line_id))

    def _changes(self, *where: ColumnElement[bool]) -> list[LedgerChange]:
        return self._rows.read(ChangeRow, values.change, select(CHANGE).where(*where).order_by(CHANGE.c.number))


def _in_period(table: CoreTable, period: PeriodRef) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return (table.c.period_year == period.year, table.c.period_number == period.number)
