"""How the values of the ledger look as rows, and back."""

from __future__ import annotations

from typing import Any

from adapters.sql.rows import Values
from adapters.sql.tables.ledger import ChangeRow, ExportRow, KeyColumns, OwnLineRow, PlanRow, SelectionColumns
from application.ports.storage import Export, StoredPlan
from domain.amount import Amount
from domain.ledger import Action, ChangeState, LedgerChange, Ownership, OwnLine, Refusal, Step
from domain.pay_line import PayKey, PayKind, Selection
from domain.terms import CompanyId, ContractType, EmployeeId, LineId
from domain.wage_period import PeriodRef


def plan_row(plan: StoredPlan, number: int) -> Values:
    """A plan as a row."""
    return {
        **_selection_columns(plan.selection),
        "hash": plan.hash,
        "number": number,
        "basis": dict(plan.basis),
        "digests": dict(plan.people),
        "findings": plan.findings,
        "made_at": plan.made_at,
        "made_by": plan.made_by,
    }


def plan(row: PlanRow) -> StoredPlan:
    """A row as a plan."""
    people = {EmployeeId(employee): digest for employee, digest in row.digests.items()}
    return StoredPlan(row.hash, _selection(row), row.basis, people, row.findings, row.made_at, row.made_by)


def export_row(export: Export, number: int) -> Values:
    """An export as a row."""
    return {
        **_selection_columns(export.selection),
        "id": export.id,
        "number": number,
        "plan": export.plan,
        "mapping_version": export.mapping_version,
        "consents": export.consents,
        "started_by": export.by,
        "started_at": export.started_at,
        "ended_at": export.ended_at,
        "result": export.result,
        "undoes": export.undoes,
    }


def export(row: ExportRow) -> Export:
    """A row as an export."""
    return Export(
        id=row.id,
        plan=row.plan,
        selection=_selection(row),
        mapping_version=row.mapping_version,
        consents=row.consents,
        by=row.started_by,
        started_at=row.started_at,
        ended_at=row.ended_at,
        result=row.result,
        undoes=row.undoes,
    )


def change_row(change: LedgerChange, number: int) -> Values:
    """A change as a row."""
    return {
        **_key_columns(change.key),
        "id": change.id,
        "number": number,
        "export": change.export,
        "action": change.action.value,
        "amount_before": change.before.hundredths,
        "amount_after": change.after.hundredths,
        "step": change.step.value,
        "state": change.state.value,
        "old_line": change.old_line,
        "parts": tuple(sorted(change.parts)),
        "sources": change.sources,
        "baseline": change.baseline,
        "sent_at": change.sent_at,
        "settle_at": change.settle_at,
        "fence": change.fence,
        "attempt": change.attempt,
        "alone": change.alone,
        "answered_line": change.answered_line,
        "answer_code": change.code,
        "answer_text": change.text,
        "refusal": change.refusal.value if change.refusal else None,
        "watch_until": change.watch_until,
        "gives_back": change.gives_back,
    }


def change(row: ChangeRow) -> LedgerChange:
    """A row as a change."""
    return LedgerChange(
        id=row.id,
        export=row.export,
        action=Action(row.action),
        key=_key(row),
        before=Amount(row.amount_before),
        after=Amount(row.amount_after),
        step=Step(row.step),
        state=ChangeState(row.state),
        old_line=_line(row.old_line),
        parts=frozenset(row.parts),
        sources=row.sources,
        baseline=tuple(LineId(line) for line in row.baseline),
        sent_at=row.sent_at,
        settle_at=row.settle_at,
        fence=row.fence,
        attempt=row.attempt,
        alone=row.alone,
        answered_line=_line(row.answered_line),
        code=row.answer_code,
        text=row.answer_text,
        refusal=Refusal(row.refusal) if row.refusal else None,
        watch_until=row.watch_until,
        gives_back=row.gives_back,
    )


def own_row(line: OwnLine) -> Values:
    """An own line as a row that has not ended."""
    return {
        **_key_columns(line.key),
        "line_id": line.line_id,
        "amount": line.amount.hundredths,
        "parts": tuple(sorted(line.parts)),
        "sources": line.sources,
        "ownership": line.ownership.value,
        "export": line.export,
    }


def own(row: OwnLineRow) -> OwnLine:
    """A row as an own line."""
    return OwnLine(
        key=_key(row),
        line_id=LineId(row.line_id),
        amount=Amount(row.amount),
        parts=frozenset(row.parts),
        sources=row.sources,
        ownership=Ownership(row.ownership),
        export=row.export,
    )


def counted_rows(line: OwnLine) -> list[Values]:
    """The timecards that an own line counts, as rows."""
    home = line.key.at_home.period
    place = {"company": line.key.company, "kind": line.key.kind.value, "line_id": line.line_id}
    counted = sorted({source.timecard for source in line.sources})
    return [{"timecard": each, **place, "home_year": home.year, "home_number": home.number} for each in counted]


def period_columns(period: PeriodRef) -> dict[str, Any]:
    """A period as two columns."""
    return {"period_year": period.year, "period_number": period.number}


def _line(line: str | None) -> LineId | None:
    return None if line is None else LineId(line)


def _selection_columns(selection: Selection) -> Values:
    return {
        "company": selection.company,
        **period_columns(selection.period),
        "contract_type": selection.contract_type.value,
        "parts": tuple(sorted(selection.parts)),
        "people": None if selection.people is None else tuple(sorted(selection.people)),
        "carry": tuple(sorted(selection.carry)) or None,
        "venues": None if selection.venues is None else tuple(sorted(selection.venues)),
        "teams": None if selection.teams is None else tuple(sorted(selection.teams)),
    }


def _selection(row: SelectionColumns) -> Selection:
    return Selection(
        company=CompanyId(row.company),
        period=PeriodRef(row.period_year, row.period_number),
        contract_type=ContractType(row.contract_type),
        parts=frozenset(row.parts),
        people=None if row.people is None else frozenset(EmployeeId(employee) for employee in row.people),
        carry=frozenset(row.carry or ()),
        venues=None if row.venues is None else frozenset(row.venues),
        teams=None if row.teams is None else frozenset(row.teams),
    )


def _key_columns(key: PayKey) -> Values:
    return {
        "company": key.company,
        "employee": key.employee,
        **period_columns(key.period),
        "contract_type": key.contract_type.value if key.contract_type else None,
        "kind": key.kind.value,
        "code": key.code,
        "cost_centre": key.cost_centre,
        "cost_unit": key.cost_unit,
        "carried_year": key.carried_from.year if key.carried_from else None,
        "carried_number": key.carried_from.number if key.carried_from else None,
    }


def _key(row: KeyColumns) -> PayKey:
    carried = None
    if row.carried_year is not None and row.carried_number is not None:
        carried = PeriodRef(row.carried_year, row.carried_number)
    return PayKey(
        company=CompanyId(row.company),
        employee=EmployeeId(row.employee),
        period=PeriodRef(row.period_year, row.period_number),
        contract_type=ContractType(row.contract_type) if row.contract_type else None,
        kind=PayKind(row.kind),
        code=row.code,
        cost_centre=row.cost_centre,
        cost_unit=row.cost_unit,
        carried_from=carried,
    )
