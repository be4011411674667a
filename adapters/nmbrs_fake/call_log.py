"""Every call that the fake received, in the vendor's words, so that a test can say what was and was not asked."""

from __future__ import annotations

import re
import threading
from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from adapters.nmbrs_wsdl import Service
from domain.wage_period import PeriodRef

_NEVER = re.compile(r"Clear|Current\Z|Fixed|_Update\Z")
_BSN = frozenset({"PersonalInfo_GetAll_AllEmployeesByCompany"})
_HARMLESS = frozenset({"Company_GetCurrentPeriod"})


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the vendor's API. ``employees`` are all whom it concerns, ``company`` is theirs."""

    service: Service
    operation: str
    company: int | None = None
    employees: tuple[int, ...] = ()
    period: PeriodRef | None = None

    @property
    def answers_bsn(self) -> bool:
        """True for a call whose answer holds the BSN."""
        return self.operation in _BSN

    @property
    def must_never_be_made(self) -> bool:
        """True for calls that clear, work on whatever period is current, touch fixed lines, update, or tell a BSN."""
        return self.answers_bsn or (self.operation not in _HARMLESS and _NEVER.search(self.operation) is not None)


@dataclass(slots=True)
class LoggedCall:
    """A call with its moment and how it ended: ``answered``, ``fault 2011``, or the name of a scripted disturbance."""

    call: Call
    at: datetime
    ended: str = "busy"


class CallLog:
    """The calls in the order in which they arrived. Thread-safe."""

    def __init__(self) -> None:
        self.entries: list[LoggedCall] = []
        self.peak_concurrency = 0
        self._busy = 0
        self._lock = threading.Lock()

    def begin(self, call: Call, at: datetime) -> LoggedCall:
        """Note a call that arrives."""
        entry = LoggedCall(call, at)
        with self._lock:
            self.entries.append(entry)
            self._busy += 1
            self.peak_concurrency = max(self.peak_concurrency, self._busy)
        return entry

    def end(self, entry: LoggedCall, how: str) -> None:
        """Note how it ended."""
        with self._lock:
            entry.ended = how
            self._busy -= 1

    def operations(self) -> list[str]:
        """The names of all operations, in order."""
        return [entry.call.operation for entry in self.entries]

    def counts(self) -> Counter[str]:
        """How often each operation was called."""
        return Counter(self.operations())

    def forbidden(self) -> list[Call]:
        """The calls that this product must never make; a test expects none."""
        return [entry.call for entry in self.entries if entry.call.must_never_be_made]

    def peak_rate(self, seconds: float = 1.0) -> int:
        """The most calls that arrived within any stretch of so many seconds."""
        moments = sorted(entry.at.timestamp() for entry in self.entries)
        first = peak = 0
        for last, moment in enumerate(moments):
            while moment - moments[first] >= seconds:
                first += 1
            peak = max(peak, last - first + 1)
        return peak

    def clear(self) -> None:
        """Forget everything noted so far."""
        with self._lock:
            self.entries.clear()
            self.peak_concurrency = self._busy
