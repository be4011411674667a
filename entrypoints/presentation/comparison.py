"""Both sides next to each other, differences, and single changes in JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from application.resolve_differences import Differences, OpenDifference
from application.verify_export import Verified
from domain.amount import Amount, total
from domain.decisions import Decision, Difference
from domain.ledger import LedgerChange, OwnLine
from domain.terms import EmployeeId
from domain.verification import CheckedDays, CheckedLine, Verification
from domain.watching import Watch
from entrypoints.presentation.values import Json, amount, code_json, finding_json, moment, selection_json

Names = Mapping[EmployeeId, str]


def change_json(change: LedgerChange, names: Names) -> Json:
    """``{id, export, employee, name, action, kind, code, cost_centre, cost_unit, carried_from, before, after, state,
    step, line_id, old_line_id, missing, answer, refusal, sent_at, settles_at, watch_until}``; Days are amounts too,
    ``4.00``.

    ``state`` is one of ``planned``, ``sending``, ``answered``, ``unknown``, ``surplus``, ``done``, ``refused``,
    ``not-landed``, ``dropped``. ``line_id`` is the id with which Nmbrs answered, ``old_line_id`` the one
    to delete. ``missing`` is what Nmbrs lacks because of this change. ``answer`` is Nmbrs' own
    ``{code, text}``, or null. ``refusal`` ``protected-period`` can be opened by consent. ``settles_at`` is the moment
    from which reading back decides an unknown outcome. ``watch_until`` is set while it is under watch: an insert that
    was given up and may still land.
    """
    answer = {"code": change.code, "text": change.text} if change.code or change.text else None
    return {
        "id": change.id,
        "export": change.export,
        "employee": change.employee,
        "name": names.get(change.employee, change.employee),
        "action": change.action,
        "kind": change.key.kind,
        **code_json(change.key),
        "before": str(change.before),
        "after": str(change.after),
        "state": change.state,
        "step": change.step,
        "line_id": change.answered_line,
        "old_line_id": change.old_line,
        "missing": str(change.missing),
        "answer": answer,
        "refusal": change.refusal,
        "sent_at": moment(change.sent_at),
        "settles_at": moment(change.settle_at),
        "watch_until": moment(change.watch_until),
    }


def watch_json(watch: Watch, names: Names) -> Json:
    """A change with ``{amount, begun, surplus}``.

    ``amount`` is what was sent, given up, and may still land. ``surplus`` is a list of ``{line_id, amount}``: lines
    that may be it, about which a person decides. ``begun`` is false when an export still has to give it up.
    """
    return {
        **change_json(watch.change, names),
        "amount": str(watch.change.sends),
        "begun": watch.begun,
        "surplus": [{"line_id": line.line_id, "amount": str(line.amount)} for line in watch.surplus],
    }


def verified_json(verified: Verified, language: str = "en") -> Json:
    """``{company, period, proved, clean, unsettled, under_watch, people_not_sent, comparisons, carried_away}``.

    ``proved`` speaks of what was exported; ``clean`` also of what was not. ``people_not_sent`` are the ids of the
    people of whom no export included everything. There is a comparison per contract type. ``carried_away`` are the
    late hours of this period that stand in another one, and are no part of the comparison: ``{employee, name,
    contract_type, kind, code, cost_centre, cost_unit, carried_from, period, amount, line_id}``.
    """
    situation = verified.situation
    return {
        "company": situation.company.id,
        "period": str(situation.period),
        "proved": verified.proved,
        "clean": verified.clean,
        "unsettled": verified.unsettled,
        "under_watch": verified.under_watch,
        "people_not_sent": sorted({row.employee for each in verified.verifications for row in each.not_sent}),
        "comparisons": [verification_json(each, situation.names, language) for each in verified.verifications],
        "carried_away": [_carried_away(line, situation.names) for line in situation.home.carried],
    }


def _carried_away(line: OwnLine, names: Names) -> Json:
    return {
        "employee": line.key.employee,
        "name": names.get(line.key.employee, line.key.employee),
        "contract_type": line.key.contract_type,
        "kind": line.key.kind,
        **code_json(line.key),
        "period": str(line.key.period),
        "amount": str(line.amount),
        "line_id": line.line_id,
    }


def verification_json(verification: Verification, names: Names, language: str = "en") -> Json:
    """The selection's own fields and ``{proved, clean, lines, days, totals, unsettled, missing_writes, under_watch,
    findings, differences, not_provable}``.

    A line is ``{employee, name, contract_type, kind, code, cost_centre, cost_unit, carried_from, line_id, desired,
    sent, found, causes, proved, not_sent, accepted}`` in which null means no such line on that side; ``not_sent`` says
    that no export included it, ``accepted`` is the decision that makes a difference no longer count. Days are
    ``{employee, name, desired, sent, found, agrees, not_sent, causes, accepted}``. ``totals`` is a list of ``{kind,
    code, desired, found, foreign}``, in which ``found`` are our own lines and ``foreign`` all others. ``not_provable``
    names what reading back does not show: cost centres and cost units, when lines have them.
    """
    return {
        **selection_json(verification.selection),
        "proved": verification.proved,
        "clean": verification.clean,
        "lines": [_checked_line(line) for line in verification.lines],
        "days": [_checked_days(each) for each in verification.days],
        "totals": _totals(verification.lines),
        "unsettled": [change_json(change, names) for change in verification.unsettled],
        "missing_writes": [change_json(change, names) for change in verification.missing_writes],
        "under_watch": [watch_json(watch, names) for watch in verification.watched],
        "findings": [finding_json(finding, language) for finding in verification.findings],
        "differences": [difference_json(each, names.get(each.employee, "")) for each in verification.differences],
        "not_provable": _not_provable(verification.lines),
    }


def _totals(lines: Sequence[CheckedLine]) -> list[Json]:
    codes = sorted({(line.kind, line.code) for line in lines})
    return [
        {
            "kind": kind,
            "code": code,
            "desired": _sum(line.desired for line in lines if (line.kind, line.code) == (kind, code)),
            "found": _sum(x.found for x in lines if (x.kind, x.code) == (kind, code) and x.key is not None),
            "foreign": _sum(x.found for x in lines if (x.kind, x.code) == (kind, code) and x.key is None),
        }
        for kind, code in codes
    ]


def _sum(amounts: Iterable[Amount | None]) -> str:
    return str(total(amount for amount in amounts if amount is not None))


def _not_provable(lines: Iterable[CheckedLine]) -> list[str]:
    keys = [line.key for line in lines if line.key is not None]
    centres = ["cost_centre"] if any(key.cost_centre for key in keys) else []
    return centres + (["cost_unit"] if any(key.cost_unit for key in keys) else [])


def _checked_line(line: CheckedLine) -> Json:
    key = line.key
    return {
        "employee": line.employee,
        "name": line.name,
        "contract_type": key.contract_type if key else None,
        "kind": line.kind,
        "code": line.code,
        "cost_centre": key.cost_centre or None if key else None,
        "cost_unit": key.cost_unit or None if key else None,
        "carried_from": str(key.carried_from) if key and key.carried_from else None,
        "line_id": line.line_id,
        "desired": amount(line.desired),
        "sent": amount(line.sent),
        "found": amount(line.found),
        "causes": list(line.causes),
        "proved": line.proved,
        "not_sent": line.not_sent,
        "accepted": _word(line.accepted) if line.accepted else None,
    }


def _checked_days(days: CheckedDays) -> Json:
    return {
        "employee": days.employee,
        "name": days.name,
        "desired": days.desired,
        "sent": days.sent,
        "found": days.found,
        "agrees": days.agrees,
        "not_sent": days.not_sent,
        "causes": list(days.causes),
        "accepted": _word(days.accepted) if days.accepted else None,
    }


def difference_json(difference: Difference, name: str) -> Json:
    """``{id, cause, employee, name, kind, code, line_id, sent, found, wanted, offered}``; the last are the choices."""
    return {
        "id": difference.id,
        "cause": difference.cause,
        "employee": difference.employee,
        "name": name or difference.employee,
        "kind": difference.kind,
        "code": difference.code,
        "line_id": difference.line_id,
        "sent": amount(difference.sent),
        "found": amount(difference.found),
        "wanted": amount(difference.wanted),
        "offered": list(difference.offered),
    }


def differences_json(differences: Differences) -> Json:
    """``{open, decided}``: differences with their ``period``, and decisions."""
    return {
        "open": [_open_difference(each) for each in differences.open],
        "decided": [decision_json(decision, differences.names) for decision in differences.decided],
    }


def _open_difference(shown: OpenDifference) -> Json:
    return {"period": str(shown.period), **difference_json(shown.difference, shown.name)}


def decision_json(decision: Decision, names: Names | None = None) -> Json:
    """``{company, period, difference, choice, by, reason, at}``."""
    return {
        "company": decision.company,
        "period": str(decision.period),
        "difference": difference_json(decision.difference, (names or {}).get(decision.difference.employee, "")),
        **_word(decision),
    }


def _word(decision: Decision) -> Json:
    return {"choice": decision.choice, "by": decision.by, "reason": decision.reason, "at": moment(decision.at)}
