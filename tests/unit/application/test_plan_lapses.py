"""A plan that was agreed to: what makes it lapse, what leaves one person out, and what does not matter.

Noor has 8 hours and lunch, Daan 6 hours; nothing was exported. Then one thing changes, and the plan is applied.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest

from domain.errors import ProductError
from domain.pay_line import PayKind
from tests.scenarios.office import OCTOBER
from tests.scenarios.stages import MemoryStage
from tests.scenarios.world import World

NOOR, DAAN = "Noor van Dijk", "Daan de Vries"
EVERYTHING = {"hours", "days", "meals"}


def _world(folder: Path) -> World:
    world = World(MemoryStage(folder, ExitStack()), folder)
    world.set_up()
    world.hours.work(DAAN, 6)
    world.hours.work(NOOR, 8)
    world.hours.rows[1]["meals"] = "lunch"
    world.import_hours()
    return world


def _lines(world: World, name: str) -> list[str]:
    return [str(amount) for amount in world.office.lines(name, "hour", "2100")]


def _new_calendar(world: World) -> None:
    world.driver.set_wage_period(date(2026, 1, 2), accept_last_period=True)


COMPANY_WIDE: dict[str, tuple[Callable[[World], object], str]] = {
    "the mapping": (lambda world: world.driver.map("meal:diner", "4900"), "mapping"),
    "Nmbrs' current period": (lambda world: world.office.move_on("2026-11"), "current period"),
    "a run is locked": (lambda world: world.office.lock_run("2026-10"), "run"),
    "the calendar": (_new_calendar, "calendar"),
}


@pytest.mark.parametrize("what", COMPANY_WIDE)
def test_what_holds_for_the_whole_company_lapses_the_plan(what: str, tmp_path: Path) -> None:
    change, named = COMPANY_WIDE[what]
    world = _world(tmp_path)
    world.plan(EVERYTHING)
    change(world)
    with pytest.raises(ProductError) as refused:
        world.apply_last_plan()
    assert refused.value.code == "plan-lapsed"
    assert named in refused.value.what()
    assert _lines(world, NOOR) == _lines(world, DAAN) == []


def test_a_consent_that_the_plan_did_not_have_lapses_it(tmp_path: Path) -> None:
    world = _world(tmp_path)
    plan = world.plan(EVERYTHING)["plan"]
    with pytest.raises(ProductError) as refused:
        world.driver.apply("2026-10", EVERYTHING, [("days", "Anja")], plan)
    assert refused.value.code == "plan-lapsed"
    assert "consents" in refused.value.what()


def test_the_name_of_a_consent_is_part_of_the_plan(tmp_path: Path) -> None:
    world = _world(tmp_path)
    plan = world.plan(EVERYTHING, consents=[("days", "Anja")])["plan"]
    with pytest.raises(ProductError) as refused:
        world.driver.apply("2026-10", EVERYTHING, [("days", "Bas")], plan)
    assert refused.value.code == "plan-lapsed"


def test_another_selection_is_another_plan(tmp_path: Path) -> None:
    world = _world(tmp_path)
    plan = world.plan(EVERYTHING)["plan"]
    with pytest.raises(ProductError) as refused:
        world.driver.apply("2026-10", {"hours"}, (), plan)
    assert refused.value.code == "plan-for-other-selection"
    assert world.plan({"hours"})["plan"] != plan


def _type(world: World, name: str, code: int, amount: str = "2.00", kind: PayKind = PayKind.HOURS) -> None:
    world.stage.nmbrs.office.type_line(world.office.employee(name), OCTOBER, code, amount, kind)


def _work(world: World, name: str, hours: int) -> None:
    world.hours.work(name, hours)
    if any("status" in row for row in world.hours.rows):
        world.hours.rows[-1].setdefault("status", "goedgekeurd")
    world.import_hours()


PERSONAL: dict[str, Callable[[World], object]] = {
    "hours change": lambda world: _work(world, NOOR, 9),
    "hours go": lambda world: (world.hours.remove(NOOR), world.import_hours()),
    "a foreign line on the code that is written": lambda world: _type(world, NOOR, 2100),
    "a foreign wage line on the code that is written": lambda world: _type(world, NOOR, 4899, kind=PayKind.WAGE),
    "Days are set by somebody": lambda world: world.office.set_days(NOOR, 4),
}


@pytest.mark.parametrize("what", PERSONAL)
def test_what_concerns_one_person_leaves_that_person_out(what: str, tmp_path: Path) -> None:
    world = _world(tmp_path)
    world.plan(EVERYTHING)
    PERSONAL[what](world)
    world.office.forget_calls()
    left = world.apply_last_plan()["left_behind"]
    assert [person["name"] for person in left] == [NOOR]
    assert "changed-since-plan" in [finding["code"] for finding in left[0]["findings"]]
    assert world.office.written_for() == {world.office.employee(DAAN)}
    assert _lines(world, DAAN) == ["6.00"]


OWN: dict[str, Callable[[World], object]] = {
    "our line is edited": lambda world: world.office.edit_line(NOOR, "7.00"),
    "our line is deleted": lambda world: world.office.delete_line(NOOR),
}


@pytest.mark.parametrize("what", OWN)
def test_own_lines_that_changed_leave_their_person_out(what: str, tmp_path: Path) -> None:
    world = _world(tmp_path)
    world.export(EVERYTHING)
    _work(world, NOOR, 9)
    _work(world, DAAN, 7)
    world.plan(EVERYTHING)
    OWN[what](world)
    left = world.apply_last_plan()["left_behind"]
    assert [person["name"] for person in left] == [NOOR]
    assert _lines(world, DAAN) == ["7.00"]


def _set_aside(world: World) -> None:
    finding = next(f for p in world.planned["people"] for f in p["findings"] if f["code"] == "pending-entry")
    world.stage.container.set_findings_aside()(None, finding["id"], "known", "Anja")


MATTERS_NOT: dict[str, Callable[[World], object]] = {
    "a foreign line on another code": lambda world: _type(world, NOOR, 2190),
    "a bonus": lambda world: _type(world, NOOR, 4900, "50.00", PayKind.WAGE),
    "the same file once more": lambda world: world.import_hours(),
    "another team member is added to the hours": lambda world: _work(world, "Fatima el Amrani", 4),
    "a synchronisation": lambda world: world.driver.sync(),
    "a check": lambda world: world.driver.verify("2026-10"),
    "a warning is set aside": _set_aside,
}


@pytest.mark.parametrize("what", MATTERS_NOT)
def test_what_does_not_matter_changes_nothing(what: str, tmp_path: Path) -> None:
    world = _world(tmp_path)
    for row in world.hours.rows:
        row["status"] = "goedgekeurd"
    pending = {**world.hours.rows[0], "date": "2026-10-20", "status": "nog te accorderen"}
    world.hours.rows.append(pending)
    world.import_hours()
    world.plan(EVERYTHING)
    MATTERS_NOT[what](world)
    applied = world.apply_last_plan()
    # Somebody who was not in the plan is not sent.
    newcomers = ["Fatima el Amrani"] if "added" in what else []
    assert [person["name"] for person in applied["left_behind"]] == newcomers
    assert (_lines(world, NOOR), _lines(world, DAAN)) == (["8.00"], ["6.00"])
