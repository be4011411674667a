"""Hours to be looked at: what concerns the company, what stands out, and what is remembered for how long."""

from __future__ import annotations

from contextlib import ExitStack
from fractions import Fraction
from pathlib import Path

import pytest

from application.show_hours import Hours, HoursSeen, PeriodSum
from application.show_timecards import TimecardFate
from domain.terms import CompanyId, ContractType
from domain.wage_period import PeriodRef
from tests.scenarios.stages import MemoryStage
from tests.scenarios.world import World

OCTOBER = PeriodRef(2026, 10)
NOOR = "Noor van Dijk"


@pytest.fixture
def world(tmp_path: Path) -> World:
    """De Kade, ready to export October."""
    world = World(MemoryStage(tmp_path, ExitStack()), tmp_path)
    world.set_up()
    return world


def enter(world: World, *entries: tuple[str, str, str, str]) -> None:
    """Person, day, times and status."""
    world.hours.replace(
        [{"name": n, "date": d, "time": t, "break": "0:00", "meals": "", "status": s} for n, d, t, s in entries]
    )
    world.import_hours()


def seen(world: World) -> Hours:
    assert isinstance(world.stage, MemoryStage)
    hours: Hours = world.stage.container.show_hours()(None, OCTOBER)
    return hours


def earlier(world: World) -> list[PeriodSum]:
    assert isinstance(world.stage, MemoryStage)
    sums: list[PeriodSum] = world.stage.container.show_hours().earlier(None, OCTOBER, ContractType.ZERO_HOURS)
    return sums


def test_what_was_worked_out_is_remembered_until_something_changes(world: World) -> None:
    enter(world, (NOOR, "2026-10-05", "10:00 - 18:00", "goedgekeurd"))
    first = seen(world)
    assert seen(world) is first
    enter(world, (NOOR, "2026-10-05", "10:00 - 19:00", "goedgekeurd"))
    assert seen(world) is not first
    assert seen(world).cards[0].card.net_minutes == 540


def test_an_export_shows_while_its_outcome_is_not_known(world: World) -> None:
    enter(world, (NOOR, "2026-10-05", "10:00 - 18:00", "goedgekeurd"))
    assert seen(world).cards[0].fate is TimecardFate.NOT_SENT
    world.office.drop_next_write(done=False)
    world.export({"hours"})
    assert seen(world).cards[0].fate is TimecardFate.SENT


def test_what_stands_out_needs_no_look_at_the_payroll(world: World) -> None:
    enter(
        world,
        (NOOR, "2026-10-05", "10:00 - 18:00", "goedgekeurd"),
        (NOOR, "2026-10-05", "12:00 - 14:00", "goedgekeurd"),
        (NOOR, "2026-10-06", "10:00 - 18:00", "nog te accorderen"),
        ("Vreemde Vogel", "2026-10-05", "10:00 - 18:00", "goedgekeurd"),
    )
    codes = {finding.code for finding in seen(world).findings}
    assert {"entries-overlap", "pending-entry", "not-linked"} <= codes


def test_the_periods_before_are_summed_per_venue(world: World) -> None:
    enter(
        world,
        (NOOR, "2026-08-03", "10:00 - 12:00", "goedgekeurd"),
        (NOOR, "2026-09-07", "10:00 - 14:00", "goedgekeurd"),
        (NOOR, "2026-10-05", "10:00 - 18:00", "goedgekeurd"),
        (NOOR, "2026-10-06", "10:00 - 11:00", "nog te accorderen"),
    )
    sums = earlier(world)
    assert [(str(each.period.ref), dict(each.minutes), each.entries) for each in sums] == [
        ("2026-08", {"De Kade": Fraction(120)}, 1),
        ("2026-09", {"De Kade": Fraction(240)}, 1),
        ("2026-10", {"De Kade": Fraction(540)}, 2),
    ]


def test_the_oldest_is_forgotten_when_there_is_too_much(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("application.show_hours.MOST_KEPT", 1)
    enter(world, (NOOR, "2026-10-05", "10:00 - 18:00", "goedgekeurd"))
    hours, memory = seen(world), HoursSeen()
    memory.put("a mark", hours)
    assert memory.get(CompanyId(hours.company.id), OCTOBER, "a mark") is hours
    assert memory.get(CompanyId(hours.company.id), OCTOBER, "another mark") is None
    september = Hours(hours.company, PeriodRef(2026, 9), hours.first, hours.last, hours.cards, 0, (), {})
    memory.put("b mark", september)
    assert memory.get(CompanyId(hours.company.id), OCTOBER, "a mark") is None
    assert memory.get(CompanyId(hours.company.id), PeriodRef(2026, 9), "b mark") is september


def test_warnings_that_go_by_the_day_are_worked_out_anew(world: World) -> None:
    enter(world, (NOOR, "2026-10-05", "10:00 - 18:00", "goedgekeurd"))
    first = seen(world)
    for _ in range(24):
        world.stage.pass_settling_time()
    assert seen(world) is not first
