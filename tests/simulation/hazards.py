"""What may go wrong around a process, thrown with dice: it dies, it stands still, calls are disturbed.

A `Hazard` looks at every step of a process: each transaction, each call to Nmbrs, each moment that it waits. Whatever
else happens at such a moment (the payroll office types, somebody else exports) is asked of `between`.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache

from adapters.nmbrs_fake.call_log import Call
from adapters.nmbrs_fake.clock import ManualClock
from adapters.nmbrs_fake.faults import Fault
from domain.ledger import OwnLine
from domain.pay_line import PayKind

CALL_TIMEOUT = timedelta(seconds=60)
SETTLING = timedelta(seconds=120)
LEASE = timedelta(seconds=300)
LATEST = (CALL_TIMEOUT + SETTLING).total_seconds() - 1
"""The last second, counted from its departure, in which a call may land by agreement."""
WRITES = ("Insert", "Delete", "DaysVar_Set")
CODES = ("1006", "2001", "2003", "2011", "2030", "9999", "1002")


class Crash(BaseException):
    """The process is gone; nothing in it gets to handle this."""


@cache
def is_write(operation: str) -> bool:
    """True for a call that may change pay."""
    return any(word in operation for word in WRITES)


@dataclass(frozen=True)
class Weather:
    """How likely each kind of trouble is at one step; all 0 is a quiet day."""

    reads: float = 0.0
    writes: float = 0.0
    """Calls that are disturbed."""
    slow: float = 0.0
    """Readings of pay that take up to a minute, though they are answered."""
    late: float = 0.0
    """How many of the disturbed writes land late, or take very long."""
    lost: float = 0.0
    """How many of the disturbed writes are never carried out."""
    crash: float = 0.0
    pause: float = 0.0
    pauses: tuple[int, ...] = (20, 100, 200, 290, 400, 4000)
    """How likely a process stands still, and for how many seconds."""
    office: float = 0.0
    meddles: float = 0.0
    """How likely the office does something about a person at the moment that a call changes that person's pay."""
    model: float = 0.0
    """How likely a code or a cost centre is switched off for a moment, just when lines with it arrive."""
    rival: float = 0.0
    alike: float = 0.3
    """How likely most shifts are as long as each other, so that lines look alike."""
    latency: float = 0.0
    """Seconds that every call takes."""
    too_late: bool = False
    """Calls may also land after the time within which every call has landed by agreement."""


QUIET = Weather()
WEATHERS = {
    "calm": Weather(writes=0.05, office=0.005, rival=0.002, latency=0.3),
    "network": Weather(reads=0.01, writes=0.5, late=0.3, office=0.003, meddles=0.1, rival=0.002),
    "slow": Weather(writes=0.6, slow=0.6, late=0.9, pause=0.01, pauses=(20, 100), office=0.003, latency=1.0),
    "crashes": Weather(writes=0.4, late=0.6, crash=0.02, office=0.003),
    "standstill": Weather(writes=0.2, late=0.5, pause=0.08, pauses=(200, 400, 1000), rival=0.005, latency=0.3),
    "office": Weather(writes=0.2, office=0.06, meddles=0.3, rival=0.005, latency=0.3),
    "impatience": Weather(writes=0.4, late=0.1, lost=0.5, office=0.001, meddles=1.0, alike=0.7, latency=0.3),
    "model": Weather(writes=0.1, office=0.003, model=0.6, alike=0.8, latency=0.3),
    "everything": Weather(
        0.01, 0.3, 0.01, 0.5, 0.1, 0.01, 0.02, office=0.02, meddles=0.3, model=0.1, rival=0.005, latency=0.3
    ),
    "too late": Weather(writes=0.3, late=0.5, office=0.005, too_late=True),
}

SKIES = (*WEATHERS, "slow", "slow", "impatience", "impatience", "model", "everything")
"""What the dice choose from: what finds most comes more often."""


@dataclass
class Hazard:
    """The dice of one history.

    ``between`` is told whether another process may run to its end now, and whether this one stood still for longer
    than its lease.
    """

    dice: random.Random
    clock: ManualClock
    weather: Weather
    between: Callable[[bool, bool], None]
    claims: Callable[[Sequence[OwnLine], Process], None] | None = None
    """Looks at lines that a process is about to record as ours."""
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

    def fault(self, call: Call, free: bool = True) -> Fault | None:
        """What the network does to this call."""
        writes, dice, weather = is_write(call.operation), self.dice, self.weather
        self.step(free, may_pause=not writes)
        if not self.processes:
            return None
        if weather.slow and call.operation.endswith("Var_Get") and dice.random() < weather.slow:
            return Fault.slow(dice.uniform(15, 59))
        if dice.random() >= (weather.writes if writes else weather.reads):
            return None
        return self._of_write() if writes else self._of_read()

    def _of_read(self) -> Fault:
        dice = self.dice
        return dice.choice(
            (
                Fault.no_connection(),
                Fault.drop_before(),
                Fault.late(),
                Fault.http_error(200),
                Fault.http_error(503),
                Fault.truncated(),
                Fault.refused(dice.choice(CODES)),
            )
        )

    def _of_write(self) -> Fault:
        dice = self.dice
        if dice.random() < self.weather.lost:
            return dice.choice((Fault.drop_before(), Fault.late(), Fault.http_error(503)))
        if self.weather.too_late and dice.random() < 0.3:
            self.landed_too_late = True
            return Fault.late(dice.uniform(LATEST, 6000))
        if dice.random() < self.weather.late:
            return dice.choice((Fault.late(dice.uniform(60, LATEST)), Fault.late(LATEST), Fault.slow(59)))
        return dice.choice(
            (
                Fault.no_connection(),
                Fault.drop_before(),
                Fault.drop_after(),
                Fault.late(),
                Fault.late(dice.uniform(0, LATEST)),
                Fault.late(dice.uniform(60, LATEST)),
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
        self.pass_by(timedelta(seconds=seconds))
        if seconds >= 60 and self.hazard is not None and self.hazard.processes:
            mine = self.hazard.processes[-1]
            if self.hazard.dice.random() < 20 * self.hazard.weather.crash:
                mine.dead = True
            mine.check()

    def pass_by(self, time: timedelta) -> None:
        """Move on, whoever waits."""
        self._now += time


@dataclass
class Process:
    """One process: once it is dead, nothing in it works any more. ``reads`` says when it read what last, and first."""

    dead: bool = False
    days_consent: bool = False
    period_consent: bool = False
    reads: dict[tuple[int, PayKind], datetime] = field(default_factory=dict)
    first_reads: dict[tuple[int, PayKind], datetime] = field(default_factory=dict)
    wrote: set[tuple[int, PayKind]] = field(default_factory=set)
    """What it wrote and did not read back yet."""

    def check(self) -> None:
        """Nothing happens in a process that is gone."""
        if self.dead:
            raise Crash
