"""The door of the fake: every call of every face is noted, disturbed if so scripted, checked, and carried out alone."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from adapters.nmbrs_fake.call_log import Call, CallLog
from adapters.nmbrs_fake.clock import Clock
from adapters.nmbrs_fake.faults import Fault, FaultKind, Faults
from adapters.nmbrs_fake.payroll import PayrollCore
from adapters.nmbrs_fake.records import User
from adapters.nmbrs_fake.vendor_fault import VendorFault
from application.ports.payroll import Credentials

T = TypeVar("T")
_NEVER = datetime.max.replace(tzinfo=UTC)


class NoConnection(Exception):
    """The call did not leave."""


class AnswerLost(Exception):
    """The connection broke before an answer arrived; done or not done."""


class NoAnswerInTime(Exception):
    """The caller's time ran out; the call may still be carried out."""


class AnswerSpoiled(Exception):
    """Something arrived that is no whole answer: an HTML page, half an answer, or garbage.

    ``answer`` is what the payroll answered, a VendorFault when it refused, None when it was not asked.
    """

    def __init__(self, fault: Fault, answer: Any) -> None:
        super().__init__(fault.kind.value)
        self.fault = fault
        self.answer = answer


@dataclass(frozen=True, slots=True)
class _Waiting:
    due: datetime
    run: Callable[[], object]


class Gateway:
    """The payroll behind its door, with the log and the script of disturbances. Thread-safe.

    ``core`` is the payroll itself; whoever reaches for it directly, holds ``lock``. ``latency`` is how many seconds
    every call takes at least.
    """

    def __init__(self, core: PayrollCore, clock: Clock) -> None:
        self.core = core
        self.clock = clock
        self.faults = Faults()
        self.log = CallLog()
        self.latency = 0.0
        self.lock = threading.RLock()
        self._waiting: list[_Waiting] = []

    def perform(
        self, call: Call, credentials: Credentials, work: Callable[[User], T], patience: float | None = None
    ) -> T:
        """Carry out one call: ``work`` gets the user who logged in, and runs while no other call does.

        ``patience`` is how many seconds the caller waits, where the face knows it. Raises VendorFault, or one of the
        four exceptions of this module when a disturbance is scripted.
        """
        self.land_due()
        fault = self.faults.next_for(call)
        if fault is not None and fault.kind is FaultKind.NO_CONNECTION:
            raise NoConnection
        entry = self.log.begin(self._with_company(call), self.clock.now())
        how = "answered"
        try:
            if self.latency:
                self.clock.sleep(self.latency)
            return self._carry_out(fault, lambda: self._alone(call, credentials, work), patience)
        except VendorFault as refusal:
            how = f"fault {refusal.code}"
            raise
        except (AnswerLost, NoAnswerInTime, AnswerSpoiled):
            how = fault.kind.value if fault else how
            raise
        finally:
            self.log.end(entry, how)

    def land(self) -> int:
        """Carry out every call that is still under way, however late it was to be; returns how many."""
        return self._land(_NEVER)

    def land_due(self) -> int:
        """Carry out the late calls whose time has come; happens by itself before each call."""
        return self._land(self.clock.now()) if self._waiting else 0

    def _land(self, until: datetime) -> int:
        with self.lock:
            due = sorted((late for late in self._waiting if late.due <= until), key=lambda late: late.due)
            self._waiting = [late for late in self._waiting if late.due > until]
            for late in due:
                _unheard(late.run)
        return len(due)

    def _carry_out(self, fault: Fault | None, run: Callable[[], T], patience: float | None) -> T:
        if fault is None:
            return run()
        if fault.kind is FaultKind.SLOW and (patience is None or fault.seconds < patience):
            self.clock.sleep(fault.seconds)
            return run()
        if fault.kind in (FaultKind.SLOW, FaultKind.LATE):
            with self.lock:
                self._waiting.append(_Waiting(self._after(fault.seconds), run))
            raise NoAnswerInTime
        if fault.kind is FaultKind.CODE:
            raise VendorFault(fault.code, fault.text)
        if fault.kind is FaultKind.DROP_BEFORE:
            raise AnswerLost
        if fault.kind is FaultKind.DROP_AFTER:
            _unheard(run)
            raise AnswerLost
        raise AnswerSpoiled(fault, _unheard(run) if fault.done else None)

    def _alone(self, call: Call, credentials: Credentials, work: Callable[[User], T]) -> T:
        with self.lock:
            return work(self.core.log_in(credentials, call.operation))

    def _after(self, seconds: float) -> datetime:
        now = self.clock.now()
        return now + timedelta(seconds=seconds) if seconds < (_NEVER - now).total_seconds() else _NEVER

    def _with_company(self, call: Call) -> Call:
        employee = self.core.employees.get(call.employees[0]) if call.employees and call.company is None else None
        return replace(call, company=employee.company) if employee else call


def _unheard(run: Callable[[], Any]) -> Any:
    """Nobody hears the answer, so nobody hears a refusal either."""
    try:
        return run()
    except VendorFault as refusal:
        return refusal
