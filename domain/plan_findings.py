"""Findings of a plan: what it says about what is not settled, watched, left out, or waits for a person's word."""

from __future__ import annotations

from domain.amount import ZERO, Amount
from domain.decisions import Cause, Decision, Difference
from domain.findings import Finding, details
from domain.hours import shown
from domain.ledger import LedgerChange
from domain.pay_line import PayKind
from domain.terms import EmployeeId


def unsettled_finding(change: LedgerChange, name: str) -> Finding:
    """What became of a change is not known yet."""
    what = f"{change.action} {change.sends} on {change.key.code or 'Days'}"
    until = shown(change.settle_at) if change.settle_at else ""
    return Finding("unsettled", name, change.employee, details=details(what=what, until=until))


def watched_finding(change: LedgerChange, name: str) -> Finding:
    """An insert that was given up may still land."""
    what = f"{change.sends} on {change.key.code}"
    until = shown(change.watch_until) if change.watch_until else ""
    values = details(what=what, until=until, period=change.key.period)
    return Finding("under-watch", name, change.employee, details=values)


def left_out_finding(employee: EmployeeId, name: str, decision: Decision) -> Finding:
    """Somebody chose to leave a person out."""
    return Finding("left-out", name, employee, details=details(name=name, by=decision.by))


def undo_finding(difference: Difference, name: str) -> Finding:
    """What stands in the way of taking something back."""
    if difference.kind is PayKind.DAYS:
        values = details(name=name, found=_count(difference.found), before=_count(difference.wanted))
        return Finding("undo-days-theirs", name, difference.employee, details=values)
    found = difference.found if difference.found is not None else "nothing"
    if difference.cause in (Cause.FOREIGN, Cause.DOUBLED):
        values = details(amount=found, code=difference.code, difference=difference.id)
        return Finding("undo-foreign-line", name, difference.employee, details=values)
    values = details(name=name, left=difference.sent or ZERO, code=difference.code, found=found)
    return Finding("undo-line-changed", name, difference.employee, details=values)


def difference_finding(difference: Difference, name: str) -> Finding:
    """What has to be decided before anything is written for a person."""
    if difference.kind is PayKind.DAYS:
        found, ours = _count(difference.found), _count(difference.wanted)
        values = details(found=found, ours=ours, difference=difference.id)
        return Finding("days-theirs", name, difference.employee, details=values)
    if difference.cause in (Cause.FOREIGN, Cause.DOUBLED):
        values = details(amount=difference.found or ZERO, code=difference.code, difference=difference.id)
        return Finding("foreign-line", name, difference.employee, details=values)
    values = details(
        cause=difference.cause,
        sent=difference.sent or ZERO,
        code=difference.code,
        found=difference.found if difference.found is not None else "nothing",
        difference=difference.id,
    )
    return Finding("open-difference", name, difference.employee, details=values)


def _count(days: Amount | None) -> int:
    return (days or ZERO).hundredths // 100
