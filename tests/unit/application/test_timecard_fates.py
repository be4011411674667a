"""What became of each timecard, and why some are left out."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest

from application.show_timecards import ShownTimecard, TimecardFate
from domain.wage_period import PeriodRef
from entrypoints.presentation.timecards import because_of
from tests.scenarios.stages import MemoryStage
from tests.scenarios.world import World


@pytest.fixture
def world(tmp_path: Path) -> World:
    """De Kade, ready to export October; meals called brunch have no rule."""
    world = World(MemoryStage(tmp_path, ExitStack()), tmp_path)
    world.set_up()
    return world


def fates(world: World) -> dict[tuple[str, int], ShownTimecard]:
    """By person and day of October."""
    assert isinstance(world.stage, MemoryStage)
    shown = world.stage.container.show_timecards()(None, PeriodRef(2026, 10))
    return {(each.card.person.name, each.card.day.day): each for each in shown}


def enter(world: World, *entries: tuple[str, int, str, str]) -> None:
    """Person, day of October, meals and status; each ten to six."""
    world.hours.replace(
        [
            {"name": n, "date": f"2026-10-{d:02d}", "time": "10:00 - 18:00", "break": "0:00", "meals": m, "status": s}
            for n, d, m, s in entries
        ]
    )
    world.import_hours()


def test_not_sent_then_proved_then_changed_since(world: World) -> None:
    enter(world, ("Noor van Dijk", 5, "", "goedgekeurd"))
    assert fates(world)["Noor van Dijk", 5].fate is TimecardFate.NOT_SENT
    world.export({"hours"})
    assert fates(world)["Noor van Dijk", 5].fate is TimecardFate.PROVED
    world.hours.rows[0]["time"] = "10:00 - 19:00"
    world.import_hours()
    assert fates(world)["Noor van Dijk", 5].fate is TimecardFate.CHANGED_SINCE


def test_sent_while_the_outcome_is_not_known(world: World) -> None:
    enter(world, ("Noor van Dijk", 5, "", "goedgekeurd"))
    world.office.drop_next_write(done=False)
    assert world.export({"hours"})["outcome"] == "unknown"
    assert fates(world)["Noor van Dijk", 5].fate is TimecardFate.SENT


def test_left_out_says_why(world: World) -> None:
    enter(
        world,
        ("Noor van Dijk", 5, "brunch", "goedgekeurd"),
        ("Daan de Vries", 5, "", "nog te accorderen"),
        ("Vreemde Vogel", 5, "", "goedgekeurd"),
    )
    shown = fates(world)
    assert {each.fate for each in shown.values()} == {TimecardFate.LEFT_OUT}
    brunch, pending, stranger = (shown[name, 5] for name in ("Noor van Dijk", "Daan de Vries", "Vreemde Vogel"))
    assert [each.because for each in (brunch, pending, stranger)] == ["unmapped", "pending-entry", "not-linked"]
    assert "There is no rule for meal:brunch" in because_of(brunch)
    assert "niet goedgekeurd" in because_of(pending, "nl")
    assert "niet gekoppeld" in because_of(stranger, "nl")
