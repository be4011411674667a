"""Apply an export: read again under the lease, write only the difference, read back, and prove it.

Before a call leaves, the ledger says that it will. Whatever happens after that, the same export can be started
again: it first finds out what became of the calls whose outcome is not known, and sends nothing twice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from application.desk import PayrollDoor
from application.export_attempt import Applied, Attempt, Timing
from application.ports.payroll import Progress, silent
from application.ports.storage import Lease, Storage, UnitOfWork
from application.prepare_export import (
    ExportRequest,
    open_request,
)
from domain.errors import ProductError
from domain.hours import shown
from domain.ledger import (
    ChangeState,
)
from domain.pay_line import Selection
from domain.terms import CompanyId
from domain.wage_period import PeriodRef


@dataclass(frozen=True, slots=True)
class ApplyExport:
    """The second half of the fourth story. ``owner`` names this process in the lease."""

    storage: Storage
    door: PayrollDoor
    new_id: Callable[[], str]
    owner: str
    timing: Timing
    pause: Callable[[float], None]

    def __call__(
        self,
        request: ExportRequest,
        plan_hash: str,
        who: str,
        wait: bool = False,
        progress: Progress = silent,
    ) -> Applied:
        """Apply the plan that was agreed to.

        Raises ``plan-unknown``, ``plan-for-other-selection``, ``plan-lapsed``, ``export-blocked`` and
        ``export-busy``, with nothing sent; the payroll's own errors as long as nothing was sent; ``lease-lost`` when
        another run took over. With ``wait`` it stays until every outcome is known.
        """
        request.check()
        payroll = self.door.open()
        _, selection = open_request(self.storage, request)
        with self.storage.read() as work:
            agreed = work.ledger.plan(plan_hash)
        if agreed is None:
            raise ProductError("plan-unknown", plan=plan_hash)
        if agreed.selection != selection:
            raise ProductError("plan-for-other-selection", plan=plan_hash, planned=agreed.selection)
        while True:
            lease, *beside = self._take_leases(selection)
            try:
                applied = Attempt(
                    self.storage,
                    payroll,
                    self.new_id,
                    self.timing,
                    request,
                    selection,
                    agreed,
                    lease,
                    who,
                    progress,
                    tuple(beside),
                ).run()
            finally:
                with self.storage.write() as work:
                    for each in (lease, *beside):
                        work.leases.release(each)
                    work.commit()
            settles_at = _settles_at(applied)
            if not wait or settles_at is None or applied.interrupted is not None:
                return applied
            with self.storage.read() as work:
                self.pause(max(0.0, (settles_at - work.now()).total_seconds()))

    def _take_leases(self, selection: Selection) -> list[Lease]:
        """The leases of the period, first, and of all whose late hours it carries or was carrying: all or none."""
        company, period = selection.company, selection.period
        with self.storage.write() as work:
            carrying = {change.key.carried_from for change in work.ledger.open_changes(company, period)}
            others = sorted({*selection.carry, *(each for each in carrying if each is not None)})
            leases = [self._take_lease(work, company, each) for each in (period, *others)]
            work.commit()
        return leases

    def _take_lease(self, work: UnitOfWork, company: CompanyId, period: PeriodRef) -> Lease:
        lease = work.leases.acquire(company, period, self.owner, self.timing.lease)
        if lease is None:
            holder = work.leases.holder(company, period)
            owner = holder.owner if holder else ""
            until = shown(holder.expires_at) if holder else ""
            raise ProductError("export-busy", period=period, company=company, owner=owner, until=until)
        return lease


def _settles_at(applied: Applied) -> datetime | None:
    """When the last unknown outcome can be known; None when there is none, or only a person can decide."""
    moments = [
        change.settle_at
        for change in applied.verification.unsettled
        if change.settle_at is not None and change.state is not ChangeState.SURPLUS
    ]
    return max(moments, default=None)
