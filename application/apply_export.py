"""Apply an export: read again under the lease, write only the difference, read back, and prove it.

Before a call leaves, the ledger says that it will. Whatever happens after that, the same export can be started
again: it first finds out what became of the calls whose outcome is not known, and sends nothing twice.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from application.desk import PayrollDoor
from application.export_attempt import Applied, Attempt, Timing
from application.goal import Goal
from application.ports.payroll import Payroll, Progress, silent
from application.ports.storage import Lease, Storage, UnitOfWork
from application.prepare_export import (
    ExportRequest,
    open_request,
)
from domain.errors import ProductError
from domain.hours import shown
from domain.ledger import OPEN, ChangeState, LedgerChange
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
        another run took over. With ``wait`` it stays until every outcome is known and nothing is under watch, or only
        a person can decide; the answer then tells what all its attempts did.
        """
        request.check()
        payroll = self.door.open(request.company)
        _, selection = open_request(self.storage, request)
        return self._carry_out(payroll, Goal(selection, request.consents), plan_hash, who, wait, progress)

    def reach(self, goal: Goal, plan_hash: str, who: str, wait: bool = False, progress: Progress = silent) -> Applied:
        """The same for a goal that stands already."""
        return self._carry_out(self.door.open(goal.selection.company), goal, plan_hash, who, wait, progress)

    def _carry_out(
        self, payroll: Payroll, goal: Goal, plan_hash: str, who: str, wait: bool, progress: Progress
    ) -> Applied:
        selection = goal.selection
        with self.storage.read() as work:
            agreed = work.ledger.plan(plan_hash)
        if agreed is None:
            raise ProductError("plan-unknown", plan=plan_hash)
        if agreed.selection != selection or agreed.basis.get("undoes") != goal.undoes:
            raise ProductError("plan-for-other-selection", plan=plan_hash, planned=agreed.selection)

        def attempt(leases: Sequence[Lease]) -> Applied:
            lease, *beside = leases
            return Attempt(
                self.storage, payroll, self.new_id, self.timing, goal, agreed, lease, who, progress, tuple(beside)
            ).run()

        applied = self._under_lease(selection, attempt)
        while wait and applied.interrupted is None and (known_at := _known_at(applied)) is not None:
            with self.storage.read() as work:
                self.pause(max(0.0, (known_at - work.now()).total_seconds()))
            try:
                applied = _with(self._under_lease(selection, attempt), applied.changes)
            except ProductError as error:
                # What was sent before stays said, whatever keeps the next attempt from beginning.
                return replace(applied, interrupted=ProductError("export-interrupted", detail=error.what()))
        return applied

    def _under_lease(self, selection: Selection, attempt: Callable[[Sequence[Lease]], Applied]) -> Applied:
        leases = self._take_leases(selection)
        try:
            return attempt(leases)
        finally:
            with self.storage.write() as work:
                for each in leases:
                    work.leases.release(each)
                work.commit()

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


def _known_at(applied: Applied) -> datetime | None:
    """When all can be known that time alone will tell: unknown outcomes first, then what is under watch.

    None when there is nothing to wait for, or only a person can decide.
    """
    unsettled = [
        change.settle_at
        for change in applied.verification.unsettled
        if change.settle_at is not None and change.state is not ChangeState.SURPLUS
    ]
    watched = [
        watch.change.watch_until
        for watch in applied.verification.watched
        if watch.change.watch_until is not None and not watch.surplus
    ]
    return max(unsettled or watched, default=None)


def _with(applied: Applied, before: Sequence[LedgerChange]) -> Applied:
    """Together with what earlier attempts of the same run ended, less refusals that were made good since."""
    again, keys = {change.id for change in applied.changes}, {change.key for change in applied.changes}
    kept = [
        change
        for change in before
        if change.state not in OPEN
        and change.id not in again
        and not (change.state is ChangeState.REFUSED and change.key in keys)
    ]
    return replace(applied, changes=(*kept, *applied.changes))
