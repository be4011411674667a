"""One writer per company and period."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from adapters.memory.state import Books
from application.ports.storage import Lease
from domain.terms import CompanyId
from domain.wage_period import PeriodRef


class MemoryLeases:
    """A LeaseStore."""

    __slots__ = ("_books", "_now")

    def __init__(self, books: Books, now: Callable[[], datetime]) -> None:
        self._books = books
        self._now = now

    def acquire(self, company: CompanyId, period: PeriodRef, owner: str, ttl: timedelta) -> Lease | None:
        """Take it, always with a new fence: what the same owner held before is worth nothing from then on."""
        holder = self.holder(company, period)
        if holder is not None and holder.owner != owner:
            return None
        state, place = self._books.state, (company, period)
        fence = state.fences.get(place, 0) + 1
        lease = Lease(company, period, owner, fence, self._now() + ttl)
        self._books.state = state._replace(leases={**state.leases, place: lease}, fences={**state.fences, place: fence})
        return lease

    def renew(self, lease: Lease, ttl: timedelta) -> Lease | None:
        """Extend it; None when it is no longer held with this fence, or has expired."""
        if not self._holds(lease):
            return None
        state = self._books.state
        renewed = replace(lease, expires_at=self._now() + ttl)
        self._books.state = state._replace(leases={**state.leases, (lease.company, lease.period): renewed})
        return renewed

    def release(self, lease: Lease) -> None:
        """Give it back; the fence stays."""
        if self._holds(lease):
            state = self._books.state
            left = {place: held for place, held in state.leases.items() if place != (lease.company, lease.period)}
            self._books.state = state._replace(leases=left)

    def holder(self, company: CompanyId, period: PeriodRef) -> Lease | None:
        """Who holds it now, or None."""
        held = self._books.state.leases.get((company, period))
        return held if held is not None and self._now() < held.expires_at else None

    def _holds(self, lease: Lease) -> bool:
        holder = self.holder(lease.company, lease.period)
        return holder is not None and (holder.owner, holder.fence) == (lease.owner, lease.fence)
