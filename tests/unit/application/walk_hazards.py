"""What may go wrong around a process, thrown with dice: it dies, it stands still, calls are disturbed.

A `Hazard` looks at every step of a process: each transaction, each call to Nmbrs, each moment that it waits. Whatever
else happens at such a moment (the payroll office types, somebody else exports) is asked of `between`.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from adapters.nmbrs_fake.call_log import Call
from adapters.nmbrs_fake.clock import ManualClock
from adapters.nmbrs_fake.faults import Fault
from application.ports.payroll import Change, Payroll, Progress, silent
from application.ports.storage import Storage, UnitOfWork
from domain.ledger import Outcome
from domain.pay_line import PayKind
from domain.terms import CompanyId
from domain.wage_period import PeriodRef

CALL_TIMEOUT = timedelta(seconds=60)
SETTLING = timedelta(seconds=120)
LEASE = timedelta(seconds=300)
WRITES = ("Insert", "Delete", "DaysVar_Set")
CODES = ("1006", "2001", "2003", "2011", "2030", "9999", "1002")


class Crash(BaseException):
    """The process is gone; nothing in it gets to handle this."""


def is_write(call: Call) -> bool:
    """True for a call that may change pay."""
    return any(word in call.operation for word in WRITES)


@dataclass(frozen=True)
class Weather:
    """How likely each kind of trouble is at one step; all 0 is a quiet day."""

    reads: float = 0.0
    writes: float = 0.0
    """Calls that are disturbed."""
    late: float = 0.0
    """How many of the disturbed writes land late, or take very long."""
    crash: float = 0.0
    pause: float = 0.0
    pauses: tuple[int, ...] = (20, 100, 200, 290, 400, 4000)
    """How likely a process stands still, and for how many seconds."""
    office: float = 0.0
    rival: float = 0.0
    latency: float = 0.0
    """Seconds that every call takes."""
    too_late: bool = False
    """Calls may also land after the time within which every call has landed by agreement."""


QUIET = Weather()
WEATHERS = {
    "calm": Weather(office=0.005, rival=0.002, latency=0.3),
    "network": Weather(reads=0.01, writes=0.5, late=0.3, office=0.003, rival=0.002),
    "slow": Weather(writes=0.6, late=0.9, pause=0.03, pauses=(20, 100, 200, 250), office=0.003, latency=3.0),
    "crashes": Weather(writes=0.4, late=0.6, crash=0.02, office=0.003),
    "standstill": Weather(writes=0.2, late=0.5, pause=0.05, pauses=(200, 400, 1000), rival=0.005, latency=0.3),
    "office": Weather(writes=0.1, office=0.06, rival=0.005, latency=0.3),
    "everything": Weather(0.01, 0.3, 0.5, 0.01, 0.02, office=0.02, rival=0.005, latency=0.3),
    "too late": Weather(writes=0.3, late=0.5, office=0.005, too_late=True),
}


@dataclass
class Hazard:
    """The dice of one walk.

    ``between`` is told whether another process may run to its end now, and whether this one stood still for longer
    than its lease.
    """

    dice: random.Random
    clock: ManualClock
    weather: Weather
    between: Callable[[bool, bool], None]
    processes: list[Process] = field(default_factory=list)
    landed_too_late: bool = False
    stood_still: float = 0.0

    def step(self, free: bool, may_pause: bool = True) -> None:
        """One step of whatever process runs now. ``free`` when no transaction is open."""
        self.clock.sleep(0.001)
        if not self.processes:
            return
        mine = self.processes[-1]
        mine.check()
        if may_pause and len(self.processes) == 1 and self.dice.random() < self.weather.pause:
            seconds = self.dice.choice(self.weather.pauses)
            self.stood_still += seconds
            self.clock.sleep(seconds)
        stood_still = self.stood_still > LEASE.total_seconds()
        self.stood_still = 0.0 if free else self.stood_still
        self.between(free, stood_still)
        if self.dice.random() < self.weather.crash:
            mine.dead = True
        mine.check()

    def fault(self, call: Call) -> Fault | None:
        """What the network does to this call."""
        self.step(free=True, may_pause=not is_write(call))
        likely = self.weather.writes if is_write(call) else self.weather.reads
        if not self.processes or self.dice.random() >= likely:
            return None
        if is_write(call):
            return self._of_write()
        return self.dice.choice(
            (Fault.no_connection(), Fault.drop_before(), Fault.http_error(200), Fault.refused(self.dice.choice(CODES)))
        )

    def _of_write(self) -> Fault:
        dice = self.dice
        latest = (CALL_TIMEOUT + SETTLING).total_seconds() - 1
        if self.weather.too_late and dice.random() < 0.3:
            self.landed_too_late = True
            return Fault.late(dice.uniform(latest, 6000))
        if dice.random() < self.weather.late:
            return dice.choice((Fault.late(dice.uniform(60, latest)), Fault.late(latest), Fault.slow(59)))
        return dice.choice(
            (
                Fault.no_connection(),
                Fault.drop_before(),
                Fault.drop_after(),
                Fault.late(dice.uniform(0, latest)),
                Fault.late(dice.uniform(60, latest)),
                Fault.slow(dice.uniform(0, 50)),
                Fault.http_error(502, done=dice.random() < 0.5),
                Fault.http_error(200, done=dice.random() < 0.5),
                Fault.truncated(),
                Fault.garbage(),
                Fault.refused(dice.choice(CODES)),
            )
        )


class WaitingClock(ManualClock):
    """A clock on which to wait is a step too: the process may die while a call is under way."""

    hazard: Hazard | None = None

    def sleep(self, seconds: float) -> None:
        """Move on; long enough waits are a step of the process that waits."""
        super().sleep(seconds)
        if self.hazard is not None and self.hazard.processes and seconds >= CALL_TIMEOUT.total_seconds():
            mine = self.hazard.processes[-1]
            if self.hazard.dice.random() < 20 * self.hazard.weather.crash:
                mine.dead = True
            mine.check()


@dataclass
class Process:
    """One process: once it is dead, nothing in it works any more. ``reads`` says when it read what last, and first."""

    dead: bool = False
    days_consent: bool = False
    reads: dict[tuple[int, PayKind], datetime] = field(default_factory=dict)
    first_reads: dict[tuple[int, PayKind], datetime] = field(default_factory=dict)

    def check(self) -> None:
        """Nothing happens in a process that is gone."""
        if self.dead:
            raise Crash


class WatchedStorage:
    """Storage whose every boundary is a step."""

    def __init__(self, storage: Storage, hazard: Hazard, process: Process) -> None:
        self._storage, self._hazard, self._process = storage, hazard, process

    @contextmanager
    def read(self) -> Iterator[UnitOfWork]:
        self._process.check()
        with self._storage.read() as work:
            yield work

    @contextmanager
    def write(self) -> Iterator[UnitOfWork]:
        self._process.check()
        self._hazard.step(free=True)
        with self._storage.write() as work:
            yield _WatchedUnit(work, self._hazard)
        self._hazard.step(free=True)


class _WatchedUnit:
    def __init__(self, work: UnitOfWork, hazard: Hazard) -> None:
        self._work, self._hazard = work, hazard

    def __getattr__(self, name: str) -> Any:
        return getattr(self._work, name)

    def commit(self) -> None:
        self._hazard.step(free=False, may_pause=False)
        self._work.commit()
        self._hazard.step(free=False)


class WatchedPayroll:
    """A payroll whose answers may be the last thing that happens."""

    def __init__(self, payroll: Payroll, hazard: Hazard, process: Process) -> None:
        self._payroll, self._hazard, self._process = payroll, hazard, process

    def __getattr__(self, name: str) -> Any:
        self._process.check()
        return getattr(self._payroll, name)

    def change_pay(
        self,
        company: CompanyId,
        period: PeriodRef,
        changes: Sequence[Change],
        protected_consent: bool,
        within: timedelta,
        progress: Progress = silent,
    ) -> Sequence[Outcome]:
        self._process.check()
        outcomes = self._payroll.change_pay(company, period, changes, protected_consent, within, progress)
        self._hazard.step(free=True)
        return outcomes
