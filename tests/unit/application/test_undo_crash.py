"""The process dies at any step of an undo, or of the export that is undone: either ends as if nothing had happened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from domain.errors import ProductError
from domain.ledger import Action
from tests.unit.application.test_crash import EVERYTHING, WANTED, Bomb, Crash, Kade

BEFORE = {
    "Noor van Dijk": [("2100", "16.00"), ("4899", "1.00"), ("days", "2")],
    "Daan de Vries": [("2100", "6.00"), ("4899", "1.00"), ("days", "1")],
    "Zoë van den Berg": [("days", "0")],
}
"""What the corrections of Kade found in Nmbrs."""


class Corrected(Kade):
    """De Kade with the corrections sent as well, and a plan to take them back."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        assert self.held() == BEFORE
        self.corrections = self.world.export(EVERYTHING)["export"]["id"]
        assert self.held() == WANTED
        self.plan = self.stage.driver.plan_undo(self.corrections, ())["plan"]

    def undo(self) -> str:
        """Carry out the plan that was agreed to in the beginning."""
        outcome: str = self.stage.driver.undo(self.corrections, (), self.plan)["outcome"]
        return outcome

    def restart(self) -> None:
        """After a while."""
        self.disarm()
        self.stage.pass_settling_time()

    def finish_undo(self) -> str:
        """What never landed is sent once it is known that it did not land."""
        return self.finish(self.undo)


def _steps(folder: Path) -> int:
    kade, bomb = Corrected(folder), Bomb()
    kade.rig(bomb)
    assert kade.undo() == "proved"
    assert kade.held() == BEFORE
    return bomb.steps


def _died(folder: Path) -> Iterator[tuple[int, Corrected]]:
    """An undo that died at each of its steps."""
    for at in range(1, _steps(folder) + 1):
        kade = Corrected(folder)
        kade.rig(Bomb(at))
        with pytest.raises(Crash):
            kade.undo()
        kade.restart()
        yield at, kade


def test_an_undo_dies_at_every_step(tmp_path: Path) -> None:
    assert _steps(tmp_path) > 20
    for at, kade in _died(tmp_path):
        assert (kade.finish_undo(), kade.held()) == ("proved", BEFORE), f"died at step {at}"
        assert kade.stage.driver.verify("2026-10")["unsettled"] is False
        assert kade.finish(kade.export) == "proved", f"died at step {at}"
        assert kade.held() == WANTED, f"died at step {at}"


def test_an_undo_dies_and_the_hours_are_exported_instead(tmp_path: Path) -> None:
    for at, kade in _died(tmp_path):
        if kade.world.export(EVERYTHING)["outcome"] != "proved":
            assert kade.finish(kade.export) == "proved", f"died at step {at}"
        assert kade.held() == WANTED, f"died at step {at}"


def test_the_last_attempt_at_an_undo_is_undone(tmp_path: Path) -> None:
    """That attempt found a line gone which the one before it had deleted; what stood there is the line."""
    lost = 0
    for at, kade in _died(tmp_path):
        assert kade.finish_undo() == "proved"
        last = kade.stage.container.export_history().list(None)[-1].id
        changes = kade.stage.container.export_history().show(last).changes
        if not changes:  # all that was left to do was done before the crash
            continue
        plan = kade.stage.driver.plan_undo(last, ())["plan"]
        assert kade.stage.driver.undo(last, (), plan)["outcome"] == "proved", f"died at step {at}"
        held = kade.held()
        for change in changes:
            if (change.employee, change.key.code) == (str(kade.world.office.employee("Noor van Dijk")), "2100"):
                assert ("2100", "17.50") in held["Noor van Dijk"], f"died at step {at}"
                lost += change.action is Action.ADD
    assert lost > 0


def test_an_undo_dies_twice(tmp_path: Path) -> None:
    steps = _steps(tmp_path)
    for first in range(1, steps + 1, 3):
        for second in range(1, steps + 1, 5):
            kade = Corrected(tmp_path)
            for at in (first, second):
                kade.rig(Bomb(at))
                with suppress(Crash):
                    kade.undo()
                kade.restart()
            assert (kade.finish_undo(), kade.held()) == ("proved", BEFORE), (first, second)


def test_the_export_that_is_undone_died_at_every_step(tmp_path: Path) -> None:
    kade, bomb = Kade(tmp_path), Bomb()
    kade.rig(bomb)
    kade.world.export(EVERYTHING)
    reached = 0
    for at in range(1, bomb.steps + 1):
        kade = Kade(tmp_path)
        before = kade.world.last_export["export"]["id"]
        kade.rig(Bomb(at))
        with pytest.raises(Crash):
            kade.world.export(EVERYTHING)
        kade.disarm()
        kade.stage.pass_settling_time()
        died = kade.stage.container.export_history().list(None)[-1].id
        if died == before:
            continue
        with suppress(ProductError):  # undo-nothing, when it died before it changed anything
            plan = kade.stage.driver.plan_undo(died, ())["plan"]

            def undo(kade: Kade = kade, died: str = died, plan: str = plan) -> str:
                outcome: str = kade.stage.driver.undo(died, (), plan)["outcome"]
                return outcome

            assert kade.finish(undo) == "proved", f"died at step {at}"
            reached += 1
        assert kade.held() == BEFORE, f"died at step {at}"
        assert kade.finish(kade.export) == "proved", f"died at step {at}"
        assert kade.held() == WANTED, f"died at step {at}"
    assert reached > 15


def _left_a_line_missing(folder: Path) -> tuple[Kade, str]:
    """Noor's hours were deleted by an export that died then; another one, about Daan and Zoë, went before it."""
    for at in range(1, 20):
        kade = Kade(folder)
        kade.world.hours.rows[0]["time"] = "10:00 - 18:00"
        kade.world.import_hours()
        others: str = kade.world.export({"hours"})["export"]["id"]
        kade.world.hours.rows[0]["time"] = "10:00 - 19:30"
        kade.world.import_hours()
        kade.rig(Bomb(at))
        with pytest.raises(Crash):
            kade.world.export({"hours"})
        kade.disarm()
        kade.stage.pass_settling_time()
        if "2100" not in [code for code, _ in kade.held()["Noor van Dijk"]]:
            return kade, others
    raise AssertionError("never deleted")


def test_a_line_that_another_export_left_missing_is_not_forgotten(tmp_path: Path) -> None:
    """Its amount changed in eitje since, so that only an export can write it; the undo is about somebody else."""
    kade, others = _left_a_line_missing(tmp_path)
    kade.world.hours.rows[0]["time"] = "10:00 - 20:00"
    kade.world.import_hours()
    plan = kade.stage.driver.plan_undo(others, ())["plan"]
    undone = kade.stage.driver.undo(others, (), plan)
    assert undone["outcome"] == "unknown"
    (lacking,) = undone["verification"]["missing_writes"]
    noor = str(kade.world.office.employee("Noor van Dijk"))
    assert (lacking["employee"], lacking["missing"]) == (noor, "16.00")
    assert ("2100", "6.00") in kade.held()["Daan de Vries"]
    assert kade.world.export({"hours"})["outcome"] == "proved"
    assert ("2100", "18.00") in kade.held()["Noor van Dijk"]


def test_a_line_that_another_export_left_missing_is_written_as_it_was_agreed(tmp_path: Path) -> None:
    kade, others = _left_a_line_missing(tmp_path)
    plan = kade.stage.driver.plan_undo(others, ())["plan"]
    assert kade.stage.driver.undo(others, (), plan)["outcome"] == "proved"
    assert ("2100", "17.50") in kade.held()["Noor van Dijk"]
    assert ("2100", "6.00") in kade.held()["Daan de Vries"]
