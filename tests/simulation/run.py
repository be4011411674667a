"""Plays seeds, one after the other or in several processes, and says which went wrong."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context

from tests.simulation.breaks import BREAKS
from tests.simulation.history import History
from tests.simulation.quick import remembering

_A_WHILE = 60
"""Seconds between two words about how far it is."""

Say = Callable[[str], None]


@dataclass(frozen=True)
class Setting:
    """Where histories are played, and with which deliberate break of the product, if any."""

    on: str = "memory"
    broken: str = ""

    def command(self, seed: int) -> str:
        """What plays one seed again and tells everything about it."""
        words = [f"make simulate SEED={seed}"]
        words += [f"ON={self.on}"] if self.on != "memory" else []
        words += [f"BREAK={self.broken}"] if self.broken else []
        return " ".join(words)


@dataclass(frozen=True)
class Failure:
    """A seed that went wrong."""

    seed: int
    name: str
    problem: str
    command: str

    def __str__(self) -> str:
        return f"{self.name}\n  {self.problem}\n  {self.command}"


def play(setting: Setting, seed: int) -> Failure | None:
    """Play one seed; every kind of error belongs to its seed."""
    history = None
    with remembering(), BREAKS[setting.broken]() if setting.broken else nullcontext():
        try:
            history = History(seed, setting.on)
            history.play()
        except Exception as error:  # noqa: BLE001 - see above
            name = history.name if history else f"seed {seed}"
            return Failure(seed, name, f"{type(error).__name__}: {str(error)[:500]}", setting.command(seed))
    return None


def tell(setting: Setting, seed: int, say: Say) -> Failure | None:
    """Play one seed and tell everything."""
    with remembering(), BREAKS[setting.broken]() if setting.broken else nullcontext():
        history = History(seed, setting.on)
        try:
            history.play()
        except Exception as error:  # noqa: BLE001 - every kind of error belongs to its seed
            failure = Failure(seed, history.name, f"{type(error).__name__}: {error}", setting.command(seed))
            history.tell(say)
            say(str(failure))
            return failure
        history.tell(say)
        say(f"{history.name}\n  nothing went wrong")
        return None


def failures(setting: Setting, seeds: Iterable[int], jobs: int = 1) -> Iterator[Failure | None]:
    """What came of each seed, in no particular order when there are several jobs."""
    if jobs == 1:
        yield from map(partial(play, setting), seeds)
        return
    with get_context("spawn").Pool(jobs) as pool:
        yield from pool.imap_unordered(partial(play, setting), seeds, chunksize=50)


def run(setting: Setting, seeds: range, jobs: int, say: Say, until_found: bool = False) -> int:
    """Play many seeds, say what went wrong, and how fast it went; returns the number of violations."""
    began = told = time.monotonic()
    failed = played = 0
    for failure in failures(setting, seeds, jobs):
        played += 1
        if failure is not None:
            failed += 1
            say(str(failure))
            if until_found:
                break
        if time.monotonic() - told > _A_WHILE:
            told = time.monotonic()
            say(f"{played} of {len(seeds)} seeds, {failed} violations, {played / (told - began):.0f} seeds a second")
    pace = played / (time.monotonic() - began)
    say(f"{played} seeds from {seeds.start} on {setting.on}, {failed} violations, {pace:.0f} seeds a second")
    return failed
