"""Write changes to the payroll: record, send, record the answer, read back, settle; wave after wave.

Each step is durable before the next begins, so that a crash anywhere leaves a ledger that says what may have been
sent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Protocol

from application.end_watches import end_watches
from application.ports.payroll import AddLine, Change, Payroll, Progress, RemoveLine, SetDays, enter
from application.ports.storage import Lease, Storage, UnitOfWork
from domain.audit import AuditEvent
from domain.errors import ProductError
from domain.jobs import Phase
from domain.ledger import UNSETTLED, Landing, LedgerChange, Outcome, Step, answered, next_wave, sending, steps_left
from domain.pay_line import PayKind, PayrollSnapshot
from domain.planning import Words
from domain.settling import Settled, settle
from domain.terms import EmployeeId
from domain.watching import Place, has_ended


class Pace(Protocol):
    """The times that a writer keeps to."""

    @property
    def settling(self) -> timedelta:
        """How long after a call's time-out it may still land."""
        ...

    @property
    def lease(self) -> timedelta:
        """How long a lease runs before it must be renewed."""
        ...


@dataclass(slots=True)
class Writer:
    """Writes under one lease. ``found`` is everything read from the payroll so far, the newest of each; ``latest``
    is the last reading only, which began at ``read_at``.

    ``protected_consent`` says that a person consented to changes in a protected period. ``beside`` are the leases of
    the periods whose late hours go along.
    """

    storage: Storage
    payroll: Payroll
    lease: Lease
    pace: Pace
    who: str
    progress: Progress
    protected_consent: bool = False
    found: PayrollSnapshot = field(default_factory=PayrollSnapshot)
    latest: PayrollSnapshot = field(default_factory=PayrollSnapshot)
    read_at: datetime | None = None
    sent: bool = False
    beside: tuple[Lease, ...] = ()

    def read(self, pairs: Sequence[tuple[EmployeeId, PayKind]]) -> None:
        """Read these people and kinds anew. ``read_at`` is the moment before, by the database's clock."""
        enter(self.progress, Phase.READING_BACK if self.sent else Phase.READING)
        with self.storage.read() as work:
            self.read_at = work.now()
        self.latest = self.payroll.read_pay(self.lease.company, self.lease.period, pairs, self.progress)
        self.found = self.found.updated(self.latest)

    def run(self, changes: Sequence[LedgerChange]) -> ProductError | None:
        """Carry out planned changes until none can go on; returns what interrupted it, if anything did.

        ``found`` must hold a reading of everybody concerned, made under the lease. Raises ``lease-lost``.
        """
        pending = {change.id: change for change in changes}
        before = 0
        while wave := next_wave(pending.values()):
            sent = self._mark(wave)
            progress = self._of_all(before, before + steps_left(pending.values()))
            enter(self.progress, Phase.SENDING)
            progress(0, len(wave))
            outcomes = self.payroll.change_pay(
                self.lease.company,
                self.lease.period,
                [_as_change(change) for change in sent],
                self.protected_consent,
                self._time_left(),
                progress,
            )
            before += len(sent)
            replies = self._record(sent, outcomes)
            pending.update((change.id, change) for change in replies)
            if all(outcome.landing is Landing.NOT_SENT for outcome in outcomes):
                return ProductError("payroll-unreachable", detail=outcomes[0].text)
            self.sent = True
            try:
                self.read(sorted({(c.employee, c.key.kind) for c in replies if c.state in UNSETTLED}))
            except ProductError as error:
                return error
            pending.update((change.id, change) for change in self.settle_by_reading(replies))
        return None

    def _of_all(self, before: int, of: int) -> Progress:
        """The progress of one wave as part of all that is to be sent."""
        return lambda done, _: self.progress(before + done, of)

    def settle_by_reading(self, changes: Sequence[LedgerChange]) -> Sequence[LedgerChange]:
        """Settle unsettled changes by the last reading, which covers them; returns those settled.

        What was not seen yet counts as not done only when the reading began after its settling time. Watches of
        people and kinds that it covers end by it too.
        """
        if self.read_at is None:
            raise ValueError("nothing was read")
        with self.storage.write() as work:
            self.check_lease(work)
            own = work.ledger.own_lines(self.lease.company, self.lease.period)
            owned = frozenset((line.key.kind, line.line_id) for line in own)
            words = Words.about(self.found, work.decisions.decisions(self.lease.company, self.lease.period))
            results = settle(changes, owned | words.theirs, self.found, self.read_at, words.adopted)
            work.ledger.put_changes(result.change for result in results)
            kinds = [(result.change.key.kind, result.gone) for result in results]
            work.ledger.end_own(self.lease.company, [(kind, gone) for kind, gone in kinds if gone is not None])
            work.ledger.put_own(result.own for result in results if result.own is not None)
            days = {result.change.employee: result.days for result in results if result.days is not None}
            work.ledger.put_days(self.lease.company, self.lease.period, days)
            given_back = [each.change.employee for each in results if each.days is not None and each.change.gives_back]
            work.ledger.end_days(self.lease.company, self.lease.period, given_back)
            self._audit(work, results)
            claimed = {(result.own.key.kind, result.own.line_id) for result in results if result.own is not None}
            ended = self._end_watches(work, owned | claimed | words.adopted | words.theirs, self.read_at)
            work.commit()
        return [replace(r.change, watch_until=None) if r.change.id in ended else r.change for r in results]

    def _end_watches(self, work: UnitOfWork, known: frozenset[Place], read_at: datetime) -> frozenset[str]:
        """End the watches that the last reading ends; returns the ids of the changes."""
        watched = work.ledger.watched_changes(self.lease.company, self.lease.period)
        ended = [change for change in watched if has_ended(change, self.latest, known, read_at)]
        end_watches(work, self.lease.company, self.lease.period, self.who, ended)
        return frozenset(change.id for change in ended)

    def check_lease(self, work: UnitOfWork) -> Lease:
        """Renew all leases in this transaction, or raise ``lease-lost``; returns the one that runs out first."""
        renewed: list[Lease] = []
        for held in (self.lease, *self.beside):
            lease = work.leases.renew(held, self.pace.lease)
            if lease is None:
                raise ProductError("lease-lost", period=held.period, company=held.company)
            renewed.append(lease)
        self.lease, *beside = renewed
        self.beside = tuple(beside)
        return min(renewed, key=lambda lease: lease.expires_at)

    def _mark(self, wave: Sequence[LedgerChange]) -> list[LedgerChange]:
        """Record that these are about to leave; returns them.

        A call may begin as long as the lease allows. So if this process dies now, the last of them may land a
        settling time after the lease, however soon somebody else looks.
        """
        with self.storage.write() as work:
            lease, now = self.check_lease(work), work.now()
            lands_within = lease.expires_at - now + self.pace.settling
            marked = [sending(c, self.found, self.lease.fence, now, lands_within) for c in wave]
            work.ledger.put_changes(marked)
            work.commit()
        return marked

    def _time_left(self) -> timedelta:
        """How long calls may still begin under the lease."""
        with self.storage.read() as work:
            ends = min(lease.expires_at for lease in (self.lease, *self.beside))
            return ends - work.now() - self.payroll.call_timeout

    def _record(self, sent: Sequence[LedgerChange], outcomes: Sequence[Outcome]) -> list[LedgerChange]:
        """Record the answers. Every call has ended now, so that nothing lands later than a settling time from now.

        Whoever took over meanwhile has judged these changes already, and may have written others in their place.
        """
        settling = self.payroll.call_timeout + self.pace.settling
        with self.storage.write() as work:
            self.check_lease(work)
            now = work.now()
            replies = [
                answered(replace(change, settle_at=change.sent_at and change.sent_at + settling), outcome, now)
                for change, outcome in zip(sent, outcomes, strict=True)
            ]
            work.ledger.put_changes(replies)
            work.commit()
        return replies

    def _audit(self, work: UnitOfWork, results: Sequence[Settled]) -> None:
        """One event per person: what reading back showed of each change."""
        by_person: dict[EmployeeId, list[Settled]] = {}
        for result in results:
            by_person.setdefault(result.change.employee, []).append(result)
        for employee, own in by_person.items():
            lines = [_told(result) for result in own]
            subject = f"{self.lease.company} {self.lease.period} {employee}"
            work.audit.append(AuditEvent(self.who, "pay.read-back", subject, after={"lines": lines}))


def _told(result: Settled) -> dict[str, str]:
    change = result.change
    watched = {"under_watch_until": change.watch_until.isoformat()} if change.watch_until else {}
    return {
        **watched,
        "change": change.id,
        "step": change.step,
        "state": change.state,
        "kind": change.key.kind,
        "code": change.key.code,
        "before": str(change.before),
        "after": str(change.after),
        "line": (result.own.line_id if result.own else result.gone) or "",
        "holds": str(result.own.amount) if result.own else "",
        "answer": f"{change.code} {change.text}".strip(),
    }


def _as_change(change: LedgerChange) -> Change:
    """The change in the words of the port. Its comment names the ledger record, where the payroll keeps comments."""
    if change.step is Step.SET:
        return SetDays(change.id, change.employee, change.after.hundredths // 100)
    if change.step is Step.DELETE:
        if change.old_line is None:
            raise ValueError(f"the ledger names no line to delete for {change.id}")
        return RemoveLine(change.id, change.employee, change.key.kind, change.old_line)
    return AddLine(
        change.id,
        change.employee,
        change.key.kind,
        change.key.code,
        change.sends,
        change.key.cost_centre,
        change.key.cost_unit,
        f"eitje-nmbrs {change.export} {change.id}",
        change.alone,
    )
