"""Proofs of exports: in JSON, and the rows that the sheets and the printed page show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import version

from application.prove_export import ExportProof
from domain.amount import Amount, total
from domain.ledger import LedgerChange
from domain.pay_line import Part, PayKey, PayKind
from domain.verification import CheckedDays, CheckedLine
from entrypoints.presentation.comparison import change_json, verification_json
from entrypoints.presentation.export import export_json, left_behind_json
from entrypoints.presentation.values import Json, amount, moment

PRODUCT = "eitje-nmbrs"


@dataclass(frozen=True, slots=True)
class ProofRow:
    """One amount on both sides. ``verdict`` is ``agrees``, ``accepted``, ``not-ours`` or the cause of the difference.

    ``key`` is None for a line that is not ours.
    """

    employee: str
    name: str
    kind: PayKind
    code: str
    key: PayKey | None
    eitje: Amount | None
    sent: Amount | None
    found: Amount | None
    line_id: str
    verdict: str


@dataclass(frozen=True, slots=True)
class ProofTotal:
    """One code: what eitje's hours come to, what our lines hold, and what lines of others hold."""

    kind: PayKind
    code: str
    eitje: Amount
    found: Amount
    others: Amount


def product_version() -> str:
    """Which product made the proof."""
    return f"{PRODUCT} {version(PRODUCT)}"


def proof_rows(proof: ExportProof) -> list[ProofRow]:
    """Everybody's lines, days after the lines, by name."""
    compared = proof.verification
    rows = [*(_line(line) for line in compared.lines), *(_days(each) for each in compared.days)]
    order = (PayKind.HOURS, PayKind.WAGE, PayKind.DAYS)
    return sorted(
        rows, key=lambda row: (row.name.casefold(), row.employee, order.index(row.kind), row.code, row.line_id)
    )


def _line(line: CheckedLine) -> ProofRow:
    if line.key is None:
        verdict = "not-ours"
    elif line.accepted is not None:
        verdict = "accepted"
    else:
        verdict = "+".join(line.causes) or "agrees"
    return ProofRow(
        line.employee,
        line.name,
        line.kind,
        line.code,
        line.key,
        line.desired,
        line.sent,
        line.found,
        line.line_id or "",
        verdict,
    )


def _days(days: CheckedDays) -> ProofRow:
    verdict = "accepted" if days.accepted is not None else "+".join(days.causes) or "differs"
    sent = None if days.sent is None else Amount.whole(days.sent)
    return ProofRow(
        days.employee,
        days.name,
        PayKind.DAYS,
        "",
        None,
        Amount.whole(days.desired),
        sent,
        Amount.whole(days.found),
        "",
        "agrees" if days.agrees else verdict,
    )


def proof_totals(rows: Sequence[ProofRow]) -> list[ProofTotal]:
    """Every code once, days last."""
    order = (PayKind.HOURS, PayKind.WAGE, PayKind.DAYS)
    places = sorted({(row.kind, row.code) for row in rows}, key=lambda place: (order.index(place[0]), place[1]))
    return [
        ProofTotal(
            kind,
            code,
            _sum(row.eitje for row in rows if (row.kind, row.code) == (kind, code)),
            _sum(row.found for row in rows if (row.kind, row.code) == (kind, code) and row.verdict != "not-ours"),
            _sum(row.found for row in rows if (row.kind, row.code) == (kind, code) and row.verdict == "not-ours"),
        )
        for kind, code in places
    ]


def _sum(amounts: Iterable[Amount | None]) -> Amount:
    return total(each for each in amounts if each is not None)


def proof_changes(proof: ExportProof) -> tuple[LedgerChange, ...]:
    """What this very export wrote, or tried to."""
    return proof.shown.changes


def not_provable(proof: ExportProof) -> bool:
    """Whether lines have a cost centre or unit, which reading back does not show."""
    return any(line.key and (line.key.cost_centre or line.key.cost_unit) for line in proof.verification.lines)


def proof_json(proof: ExportProof, language: str = "en") -> Json:
    """``{product, environment, verdict, company, export, undone_by, compared_at, last_check, asked_by, audit, rows,
    totals, changes, left_behind, comparison}``.

    ``environment`` is ``live``, ``sandbox`` or ``demo``. ``compared_at`` is when both sides were read for this proof;
    ``last_check`` ``{at, by, clean}`` the last check of the period on record, or null. ``audit`` is ``{records, head,
    whole}``. A row is ``{employee, name, kind, code, cost_centre, cost_unit, carried_from, eitje, sent, found, line_id,
    verdict}``, ``verdict`` being ``agrees``, ``accepted``, ``not-ours``, or the causes joined by ``+``. A total is
    ``{kind, code, eitje, found, others}``.
    """
    rows, shown, checked = proof_rows(proof), proof.shown, proof.checked
    names = {line.employee: line.name for line in proof.verification.lines} | dict(shown.names)
    return {
        "product": product_version(),
        "environment": proof.environment,
        "verdict": proof.verdict,
        "company": {"id": proof.company.id, "number": proof.company.number, "name": proof.company.name},
        "export": export_json(shown.export),
        "undone_by": list(shown.undone_by),
        "compared_at": moment(proof.read_at),
        "last_check": {"at": moment(checked.at), "by": checked.by, "clean": checked.clean} if checked else None,
        "asked_by": proof.asked_by,
        "audit": {"records": proof.records, "head": proof.head, "whole": proof.broken_at is None},
        "rows": [_row_json(row) for row in rows],
        "totals": [
            {
                "kind": each.kind,
                "code": each.code,
                "eitje": str(each.eitje),
                "found": str(each.found),
                "others": str(each.others),
            }
            for each in proof_totals(rows)
        ],
        "changes": [change_json(change, names) for change in shown.changes],
        "left_behind": [left_behind_json(each, language) for each in shown.left_behind],
        "comparison": verification_json(proof.verification, names, language),
    }


def _row_json(row: ProofRow) -> Json:
    key = row.key
    return {
        "employee": row.employee,
        "name": row.name,
        "kind": row.kind,
        "code": row.code,
        "cost_centre": key.cost_centre or None if key else None,
        "cost_unit": key.cost_unit or None if key else None,
        "carried_from": str(key.carried_from) if key and key.carried_from else None,
        "eitje": amount(row.eitje),
        "sent": amount(row.sent),
        "found": amount(row.found),
        "line_id": row.line_id or None,
        "verdict": row.verdict,
    }


def boxes(proof: ExportProof) -> list[Part]:
    """What was ticked, in the order of the form."""
    return [part for part in Part if part in proof.shown.export.selection.parts]
