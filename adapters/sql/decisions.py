"""What was found when both sides were compared, and what people decided."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from adapters.sql.rows import Rows, table_of
from adapters.sql.tables.decisions import CheckRow, DecisionRow, SetAsideRow
from application.ports.storage import Check, SetAside
from domain.amount import Amount
from domain.decisions import Cause, Choice, Decision, Difference
from domain.pay_line import PayKind
from domain.terms import CompanyId, EmployeeId, LineId
from domain.wage_period import PeriodRef

DECISION = table_of(DecisionRow)
CHECK = table_of(CheckRow)
ASIDE = table_of(SetAsideRow)


class SqlDecisions:
    """A DecisionStore."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def decisions(self, company: CompanyId, period: PeriodRef) -> Sequence[Decision]:
        """Oldest first."""
        here = (
            DECISION.c.company == company,
            DECISION.c.period_year == period.year,
            DECISION.c.period_number == period.number,
        )
        statement = select(DECISION).where(*here).order_by(DECISION.c.decided_at, DECISION.c.number)
        return self._rows.read(DecisionRow, _decision, statement)

    def add_decision(self, decision: Decision) -> None:
        """Record one."""
        seen = decision.difference
        row = {
            "company": decision.company,
            "period_year": decision.period.year,
            "period_number": decision.period.number,
            "cause": seen.cause.value,
            "employee": seen.employee,
            "kind": seen.kind.value,
            "code": seen.code,
            "line_id": seen.line_id,
            "sent": _hundredths(seen.sent),
            "found": _hundredths(seen.found),
            "wanted": _hundredths(seen.wanted),
            "choice": decision.choice.value,
            "decided_by": decision.by,
            "reason": decision.reason,
            "decided_at": decision.at,
        }
        self._rows.add(DecisionRow, [row])

    def put_check(self, check: Check) -> None:
        """Store or replace by company and period."""
        row = {
            "company": check.company,
            "period_year": check.period.year,
            "period_number": check.period.number,
            "checked_at": check.at,
            "checked_by": check.by,
            "clean": check.clean,
            "differences": check.differences,
        }
        self._rows.put(CheckRow, [row])

    def checks(self, company: CompanyId) -> Sequence[Check]:
        """Ordered by period."""
        of_company = select(CHECK).where(CHECK.c.company == company)
        return self._rows.read(CheckRow, _check, of_company.order_by(CHECK.c.period_year, CHECK.c.period_number))

    def set_aside(self, company: CompanyId, period: PeriodRef) -> Sequence[SetAside]:
        """Oldest first."""
        here = (
            ASIDE.c.company == company,
            ASIDE.c.period_year == period.year,
            ASIDE.c.period_number == period.number,
        )
        statement = select(ASIDE).where(*here).order_by(ASIDE.c.set_at, ASIDE.c.number)
        return self._rows.read(SetAsideRow, _aside, statement)

    def add_set_aside(self, aside: SetAside) -> None:
        """Record one."""
        row = {
            "company": aside.company,
            "period_year": aside.period.year,
            "period_number": aside.period.number,
            "finding": aside.finding,
            "code": aside.code,
            "set_by": aside.by,
            "reason": aside.reason,
            "set_at": aside.at,
            "restored": aside.restored,
        }
        self._rows.add(SetAsideRow, [row])


def _hundredths(amount: Amount | None) -> int | None:
    return None if amount is None else amount.hundredths


def _amount(hundredths: int | None) -> Amount | None:
    return None if hundredths is None else Amount(hundredths)


def _decision(row: DecisionRow) -> Decision:
    seen = Difference(
        cause=Cause(row.cause),
        employee=EmployeeId(row.employee),
        kind=PayKind(row.kind),
        code=row.code,
        line_id=None if row.line_id is None else LineId(row.line_id),
        sent=_amount(row.sent),
        found=_amount(row.found),
        wanted=_amount(row.wanted),
    )
    return Decision(
        company=CompanyId(row.company),
        period=PeriodRef(row.period_year, row.period_number),
        difference=seen,
        choice=Choice(row.choice),
        by=row.decided_by,
        reason=row.reason,
        at=row.decided_at,
    )


def _check(row: CheckRow) -> Check:
    return Check(
        company=CompanyId(row.company),
        period=PeriodRef(row.period_year, row.period_number),
        at=row.checked_at,
        by=row.checked_by,
        clean=row.clean,
        differences=row.differences,
    )


def _aside(row: SetAsideRow) -> SetAside:
    return SetAside(
        company=CompanyId(row.company or ""),
        period=PeriodRef(row.period_year or 0, row.period_number or 0),
        finding=row.finding,
        code=row.code or "",
        by=row.set_by,
        reason=row.reason,
        at=row.set_at,
        restored=row.restored,
    )
