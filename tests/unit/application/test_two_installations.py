"""Two installations with a copy of the same database export in the same moment.

They cannot exclude each other: each has a lease of its own. What is guaranteed is that neither changes a line of the
other, and that each names what it finds as soon as it looks.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from dependency_injector import providers

from application.ports.payroll import Payroll
from tests.scenarios.driver import InProcess
from tests.scenarios.stages import MemoryStage
from tests.scenarios.world import World

NOOR = "Noor van Dijk"


class Meanwhile:
    """A payroll that lets something happen directly before its first change."""

    def __init__(self, payroll: Payroll, happens: Callable[[], object]) -> None:
        self._payroll, self._happens = payroll, [happens]

    def __getattr__(self, name: str) -> Any:
        if name == "change_pay" and self._happens:
            self._happens.pop()()
        return getattr(self._payroll, name)


def _lines(world: World) -> list[str]:
    return sorted(str(amount) for amount in world.office.lines(NOOR, "hour", "2100"))


def test_what_both_sent_is_named_by_both_and_touched_by_neither(tmp_path: Path) -> None:
    stage = MemoryStage(tmp_path, ExitStack())
    world = World(stage, tmp_path)
    world.set_up()
    world.hours.work(NOOR, 8)
    world.import_hours()
    stage.copy_database("laptop")
    desk = stage.container
    stage.open_database("laptop")
    world.plan({"hours"})
    connect, agreed = stage.nmbrs.connect, world.planned["plan"]

    def rival() -> None:
        InProcess(desk).plan("2026-10", {"hours"}, ())
        InProcess(desk).apply("2026-10", {"hours"}, (), agreed)

    stage.container.connect.override(providers.Object(lambda credentials: Meanwhile(connect(credentials), rival)))
    outcome = world.apply_last_plan()["outcome"]
    stage.container.connect.reset_last_overriding()
    assert _lines(world) == ["8.00", "8.00"]
    # Two equal new lines where one was sent: which of them is ours cannot be told.
    assert outcome == "unknown"
    assert world.driver.verify("2026-10")["proved"] is False
    asked = world.driver.differences("2026-10")["open"]
    assert [(each["name"], each["found"]) for each in asked] == [(NOOR, "8.00")] * 2
    other = InProcess(desk)
    named = [line for each in other.verify("2026-10")["comparisons"] for line in each["lines"]]
    assert sorted(cause for line in named for cause in line["causes"]) == ["possibly doubled"]
    stage.pass_settling_time()
    world.office.forget_calls()
    world.export({"hours"})
    assert world.office.written_for() == set()
    assert _lines(world) == ["8.00", "8.00"]
