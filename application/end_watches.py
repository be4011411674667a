"""End watches that a reading has ended, on record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from application.ports.storage import UnitOfWork
from application.tell import tell_watches
from domain.audit import AuditEvent
from domain.ledger import LedgerChange
from domain.terms import CompanyId
from domain.wage_period import PeriodRef


def end_watches(
    work: UnitOfWork, company: CompanyId, period: PeriodRef, who: str, ended: Iterable[LedgerChange]
) -> None:
    """End the watch over these changes, as they were in the ledger before the payroll was read.

    A change that an export has touched since is left alone: what was read says nothing about what happened to it
    later. So this may be done without the lease.
    """
    stored = {change.id: change for change in work.ledger.watched_changes(company, period)}
    over = [change for change in ended if stored.get(change.id) == change]
    for change in over:
        work.ledger.put_changes([replace(change, watch_until=None)])
        after = {"change": change.id, "code": change.key.code, "amount": str(change.sends)}
        work.audit.append(AuditEvent(who, "watch.ended", f"{company} {period} {change.employee}", after=after))
    tell_watches(work, company, period, over)
