"""One writer per company and period, by the clock of the database."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Select, select

from adapters.sql.rows import Rows, table_of
from adapters.sql.tables.leases import LeaseRow
from application.ports.storage import Lease
from domain.terms import CompanyId
from domain.wage_period import PeriodRef

LEASE = table_of(LeaseRow)


class SqlLeases:
    """A LeaseStore."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def acquire(self, company: CompanyId, period: PeriodRef, owner: str, ttl: timedelta) -> Lease | None:
        """Take it, always with a new fence: what the same owner held before is worth nothing from then on."""
        holder = self.holder(company, period)
        if holder is not None and holder.owner != owner:
            return None
        last = self._rows.first(LeaseRow, lambda row: row.fence, _row_of(company, period))
        lease = Lease(company, period, owner, (last or 0) + 1, self._rows.now() + ttl)
        self._put(lease, held=True)
        return lease

    def renew(self, lease: Lease, ttl: timedelta) -> Lease | None:
        """Extend it; None when it is no longer held with this fence, or has expired."""
        if not self._holds(lease):
            return None
        renewed = replace(lease, expires_at=self._rows.now() + ttl)
        self._put(renewed, held=True)
        return renewed

    def release(self, lease: Lease) -> None:
        """Give it back; the fence stays."""
        if self._holds(lease):
            self._put(lease, held=False)

    def holder(self, company: CompanyId, period: PeriodRef) -> Lease | None:
        """Who holds it now, or None."""
        held = self._rows.first(LeaseRow, _lease, _row_of(company, period))
        return held if held is not None and self._rows.now() < held.expires_at else None

    def _holds(self, lease: Lease) -> bool:
        holder = self.holder(lease.company, lease.period)
        return holder is not None and (holder.owner, holder.fence) == (lease.owner, lease.fence)

    def _put(self, lease: Lease, held: bool) -> None:
        row = {
            "company": lease.company,
            "period_year": lease.period.year,
            "period_number": lease.period.number,
            "owner": lease.owner if held else None,
            "fence": lease.fence,
            "expires_at": lease.expires_at if held else None,
        }
        self._rows.put(LeaseRow, [row])


def _row_of(company: CompanyId, period: PeriodRef) -> Select[tuple[object, ...]]:
    return select(LEASE).where(
        LEASE.c.company == company, LEASE.c.period_year == period.year, LEASE.c.period_number == period.number
    )


def _lease(row: LeaseRow) -> Lease | None:
    if row.owner is None or row.expires_at is None:
        return None
    return Lease(
        CompanyId(row.company), PeriodRef(row.period_year, row.period_number), row.owner, row.fence, row.expires_at
    )
