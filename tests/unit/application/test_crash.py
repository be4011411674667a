"""The process dies at any step of an export; after a restart the same export ends as if nothing had happened.

Every transaction boundary and every call boundary is tried: before it, and directly after it. Storage in memory loses
what was not committed, as a database does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from dependency_injector import providers

from application.ports.payroll import Change, Payroll, Progress, silent
from application.ports.storage import Storage, UnitOfWork
from domain.errors import ProductError
from domain.ledger import Outcome
from domain.pay_line import PayKind
from domain.terms import CompanyId
from domain.wage_period import PeriodRef
from tests.scenarios.driver import InProcess
from tests.scenarios.office import OCTOBER
from tests.scenarios.stages import MemoryStage
from tests.scenarios.world import World

EVERYTHING = {"hours", "days", "meals"}


class Crash(BaseException):
    """The process is gone; nothing in it gets to handle this."""


@dataclass
class Bomb:
    """Goes off at the n-th step, counted from 1; 0 never. After that nothing in the process works any more."""

    at: int = 0
    steps: int = 0

    def tick(self) -> None:
        """One step."""
        self.steps += 1
        self.check()

    def check(self) -> None:
        """Nothing happens in a process that is gone."""
        if 0 < self.at <= self.steps:
            raise Crash


class CrashingStorage:
    """Storage whose commits may be the last thing that happens, or not happen."""

    def __init__(self, storage: Storage, bomb: Bomb) -> None:
        self._storage, self._bomb = storage, bomb

    @contextmanager
    def read(self) -> Iterator[UnitOfWork]:
        with self._storage.read() as work:
            yield work

    @contextmanager
    def write(self) -> Iterator[UnitOfWork]:
        self._bomb.check()
        with self._storage.write() as work:
            yield _CrashingUnit(work, self._bomb)


class _CrashingUnit:
    def __init__(self, work: UnitOfWork, bomb: Bomb) -> None:
        self._work, self._bomb = work, bomb

    def __getattr__(self, name: str) -> Any:
        return getattr(self._work, name)

    def commit(self) -> None:
        self._bomb.tick()
        self._work.commit()
        self._bomb.tick()


class CrashingPayroll:
    """A payroll whose changes may be the last thing that happens, or not happen."""

    def __init__(self, payroll: Payroll, bomb: Bomb) -> None:
        self._payroll, self._bomb = payroll, bomb

    def __getattr__(self, name: str) -> Any:
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
        self._bomb.tick()
        outcomes = self._payroll.change_pay(company, period, changes, protected_consent, within, progress)
        self._bomb.tick()
        return outcomes


class Kade:
    """De Kade with three people, an export behind it, and corrections still to send."""

    def __init__(self, folder: Path) -> None:
        self.stage = MemoryStage(folder, ExitStack())
        self.world = World(self.stage, folder)
        self.world.set_up()
        self.stage.driver.map("meal:diner", "4900")
        self._enter("Noor van Dijk", "2026-10-05", "10:00 - 18:00", "lunch")
        self._enter("Noor van Dijk", "2026-10-06", "10:00 - 18:00", "")
        self._enter("Daan de Vries", "2026-10-05", "10:00 - 16:00", "lunch")
        self.world.import_hours()
        assert self.world.export(EVERYTHING)["outcome"] == "proved"
        self.world.hours.rows[0]["time"] = "10:00 - 19:30"  # Noor: 17.50 in place of 16.00
        self.world.hours.rows[0]["meals"] = "lunch, diner"
        del self.world.hours.rows[2]  # Daan did not work after all
        self._enter("Zoë van den Berg", "2026-10-07", "18:00 - 23:15", "diner")
        self.world.hours.rows[-1]["e-mail"] = "zoe@kade.example"
        self.world.import_hours()

    def _enter(self, name: str, day: str, time: str, meals: str) -> None:
        self.world.hours.rows.append({"name": name, "date": day, "time": time, "break": "0:00", "meals": meals})

    def rig(self, bomb: Bomb) -> None:
        """From now on the bomb ticks."""
        self.use = self.stage.container
        storage = CrashingStorage(self.use.storage(), bomb)
        connect: Callable[..., Any] = self.stage.nmbrs.connect
        self.use.storage.override(providers.Object(storage))
        self.use.connect.override(providers.Object(lambda credentials: CrashingPayroll(connect(credentials), bomb)))
        self.stage.driver = InProcess(self.use)

    def disarm(self) -> None:
        """The machine is started again: only what was committed is left."""
        self.use.storage.reset_last_overriding()
        self.use.connect.reset_last_overriding()
        self.stage.driver = InProcess(self.use)

    def finish(self, run: Callable[[], str]) -> str:
        """Run it until nothing is left to do: what never landed is sent anew, and is watched for a while."""
        outcome = run()
        if outcome != "proved":
            run()
            self.stage.pass_settling_time()
            outcome = run()
        return outcome

    def export(self) -> str:
        """Plan, agree and export; returns how it ended."""
        outcome: str = self.world.export(EVERYTHING)["outcome"]
        return outcome

    def held(self) -> dict[str, list[tuple[str, str]]]:
        """What Nmbrs holds: code and amount per person, hours before wages, then Days."""
        office, found = self.world.office, {}
        for name in ("Noor van Dijk", "Daan de Vries", "Zoë van den Berg"):
            employee = office.employee(name)
            lines = [
                (str(code), amount)
                for kind in (PayKind.HOURS, PayKind.WAGE)
                for code, amount in sorted(self.stage.nmbrs.office.amounts(employee, OCTOBER, kind))
            ]
            found[name] = [*lines, ("days", str(office.days(name)))]
        return found


WANTED = {
    "Noor van Dijk": [("2100", "17.50"), ("4899", "1.00"), ("4900", "1.00"), ("days", "2")],
    "Daan de Vries": [("days", "0")],
    "Zoë van den Berg": [("2100", "5.25"), ("4900", "1.00"), ("days", "1")],
}


def _steps(folder: Path) -> int:
    """How many steps the export has when nothing goes wrong."""
    kade, bomb = Kade(folder), Bomb()
    kade.rig(bomb)
    assert kade.world.export(EVERYTHING)["outcome"] == "proved"
    assert kade.held() == WANTED
    return bomb.steps


def test_the_process_dies_at_every_step(tmp_path: Path) -> None:
    steps = _steps(tmp_path)
    assert steps > 20
    for at in range(1, steps + 1):
        kade = Kade(tmp_path)
        kade.rig(Bomb(at))
        with pytest.raises(Crash):
            kade.world.export(EVERYTHING)
        kade.disarm()
        kade.stage.pass_settling_time()
        assert (kade.finish(kade.export), kade.held()) == ("proved", WANTED), f"died at step {at}"


def test_the_process_dies_twice(tmp_path: Path) -> None:
    steps = _steps(tmp_path)
    for first in range(1, steps + 1, 3):
        for second in range(1, steps + 1, 5):
            kade = Kade(tmp_path)
            for at in (first, second):
                kade.rig(Bomb(at))
                with suppress(Crash):
                    kade.world.export(EVERYTHING)
                kade.disarm()
                kade.stage.pass_settling_time()
            kade.world.export(EVERYTHING)
            kade.world.export(EVERYTHING)
            kade.stage.pass_settling_time()
            assert kade.world.export(EVERYTHING)["outcome"] == "proved", (first, second)
            assert kade.held() == WANTED, (first, second)


def test_somebody_else_is_kept_out_while_the_lease_of_the_dead_process_runs(tmp_path: Path) -> None:
    kade = Kade(tmp_path)
    kade.rig(Bomb(6))
    with pytest.raises(Crash):
        kade.world.export(EVERYTHING)
    kade.disarm()
    with pytest.raises(ProductError) as refused:
        kade.world.export(EVERYTHING)
    assert refused.value.code == "export-busy"
