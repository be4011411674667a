"""What the status says about hours that still have to go to Nmbrs."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from domain.wage_period import PeriodRef
from tests.scenarios.stages import MemoryStage
from tests.scenarios.world import World

OCTOBER = PeriodRef(2026, 10)


def test_hours_that_are_not_sent_or_changed_since_are_counted_by_person(tmp_path: Path) -> None:
    stage = MemoryStage(tmp_path, ExitStack())
    world = World(stage, tmp_path)
    world.set_up()

    def waiting() -> int:
        (company,) = stage.container.show_status()().companies
        return company.to_export.get(OCTOBER, 0)

    assert waiting() == 0
    world.hours.work("Noor van Dijk", 8)
    world.hours.work("Daan de Vries", 6)
    world.import_hours()
    assert waiting() == 2
    assert world.export({"hours"})["outcome"] == "proved"
    assert waiting() == 0
    world.hours.work("Daan de Vries", 7)
    world.import_hours()
    assert waiting() == 1
