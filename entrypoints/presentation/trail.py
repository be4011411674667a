"""The audit trail, and what is behind somebody's pay, in JSON."""

from __future__ import annotations

from application.explain_pay import Behind, ExplainedLine, ExplainedPay
from application.read_audit_trail import AuditTrail
from domain.audit import AuditRecord
from domain.ledger import OwnLine
from entrypoints.presentation.comparison import change_json
from entrypoints.presentation.export import export_json
from entrypoints.presentation.timecards import timecard_json
from entrypoints.presentation.values import Json, amount, code_json, moment


def audit_trail_json(trail: AuditTrail) -> Json:
    """``{records, found, head, broken_at}``.

    A record is ``{number, at, who, action, subject, before, after, hash}``. ``found`` counts all records that fit;
    ``head`` is the hash of the newest record of all, and ``broken_at`` the number of the first that does not follow
    from the one before it, null when the chain is whole.
    """
    return {
        "records": [audit_record_json(record) for record in trail.records],
        "found": trail.found,
        "head": trail.head,
        "broken_at": trail.broken_at,
    }


def audit_record_json(record: AuditRecord) -> Json:
    """``{number, at, who, action, subject, before, after, hash}``."""
    event = record.event
    return {
        "number": record.number,
        "at": moment(record.at),
        "who": event.who,
        "action": event.action,
        "subject": event.subject,
        "before": dict(event.before),
        "after": dict(event.after),
        "hash": record.hash,
    }


def explained_json(pay: ExplainedPay) -> Json:
    """``{employee, name, period, lines, changes, exports}``.

    A line is ``{contract_type, kind, code, cost_centre, cost_unit, carried_from, desired, own, behind}``: ``own`` are
    our lines in Nmbrs with the last proved amounts, ``{line_id, amount, ownership, export}``, and ``behind`` the
    entries of eitje behind both, ``{timecard, card, changed}``, in which ``card`` is null when eitje has it no more.
    """
    names = {pay.employee: pay.name}
    return {
        "employee": pay.employee,
        "name": pay.name,
        "period": str(pay.period),
        "lines": [_line(line) for line in pay.lines],
        "changes": [change_json(change, names) for change in pay.changes],
        "exports": [export_json(export) for export in pay.exports.values()],
    }


def _line(line: ExplainedLine) -> Json:
    return {
        "contract_type": line.key.contract_type,
        "kind": line.key.kind,
        **code_json(line.key),
        "desired": amount(line.desired),
        "own": [_own(each) for each in line.own],
        "behind": [_behind(each) for each in line.behind],
    }


def _own(line: OwnLine) -> Json:
    return {"line_id": line.line_id, "amount": str(line.amount), "ownership": line.ownership, "export": line.export}


def _behind(each: Behind) -> Json:
    card = timecard_json(each.card) if each.card else None
    return {"timecard": each.timecard, "card": card, "changed": each.changed}
