"""Single histories in which the product once did the wrong thing."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from adapters.nmbrs_fake.call_log import Call
from adapters.nmbrs_fake.faults import Fault
from adapters.nmbrs_fake.policy import DaysWrite
from application.ports.storage import Consent
from application.prepare_export import ExportRequest
from domain.pay_line import Part
from domain.terms import ContractType
from tests.scenarios.office import OCTOBER
from tests.scenarios.stages import MemoryStage
from tests.scenarios.world import World

NOOR = "Noor van Dijk"
DAAN = "Daan de Vries"
ZOE = "Zoë van den Berg"
HOURS = {"hours"}


class House:
    """De Kade, with eight hours of Noor and six of Daan, exported and proved."""

    def __init__(self, folder: Path) -> None:
        self.stage = MemoryStage(folder, ExitStack())
        self.world = World(self.stage, folder)
        self.world.set_up()
        self.work(DAAN, 6)
        self.work(NOOR, 8)
        self.world.export(HOURS)
        self.noor = self.world.office.employee(NOOR)

    @property
    def nmbrs(self) -> Any:
        return self.stage.nmbrs

    def work(self, name: str, hours: int) -> None:
        """The person has so many hours now."""
        self.world.hours.work(name, hours)
        if name == ZOE:
            self.world.hours.rows[-1]["e-mail"] = "zoe@kade.example"
        self.world.import_hours()

    def gone(self, name: str) -> None:
        """The person has no hours any more."""
        self.world.hours.remove(name)
        self.world.import_hours()

    def held(self, name: str = NOOR) -> list[str]:
        """The amounts of worked hours that Nmbrs holds."""
        return sorted(str(amount) for amount in self.world.office.lines(name, "hour", "2100"))

    def before_next(self, operation: str, act: Callable[[], None]) -> None:
        """Something happens in Nmbrs while this call is on its way."""

        def once(call: Call) -> Fault | None:
            if operation in call.operation:
                self.nmbrs.faults.clear()
                act()
            return None

        self.nmbrs.faults.decide = once

    def type_line(self, amount: str, name: str = NOOR) -> str:
        """The payroll office types worked hours; returns the line's id."""
        return str(self.nmbrs.office.type_line(self.world.office.employee(name), OCTOBER, 2100, amount))

    def say(self, line: str, choice: str) -> None:
        """The payroll office is asked about this line, and answers."""
        (asked,) = [d for d in self.world.driver.differences("2026-10")["open"] if d["line_id"] == line]
        self.world.driver.resolve(asked["id"], choice)


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def _state(plan: dict[str, Any], name: str) -> str:
    return str(next(person["state"] for person in plan["people"] if person["name"] == name))


# -- plans ------------------------------------------------------------------------------------------------------------


def test_a_plan_that_was_carried_out_does_not_send_hours_that_came_later(house: House) -> None:
    house.work(NOOR, 9)
    assert house.world.export(HOURS)["outcome"] == "proved"
    house.work(NOOR, 12)
    again = house.world.apply_last_plan()
    assert (house.held(), [person["name"] for person in again["left_behind"]]) == (["9.00"], [NOOR])


def test_hours_that_vanish_while_their_line_is_deleted_are_not_written_again(house: House) -> None:
    house.work(NOOR, 9)
    house.nmbrs.faults.on(Fault.no_connection(), operation="HourComponentVar_Insert_Batch")
    house.world.export(HOURS)
    house.gone(NOOR)
    house.nmbrs.log.clear()
    house.world.export(HOURS)
    assert house.held() == []
    assert not [call for call in house.nmbrs.log.operations() if "Insert" in call]


def test_hours_typed_where_our_line_was_deleted_are_asked_about_and_not_doubled(house: House) -> None:
    house.work(NOOR, 9)
    house.nmbrs.faults.on(Fault.no_connection(), operation="HourComponentVar_Insert_Batch")
    house.world.export(HOURS)
    line = house.type_line("9.00")
    assert house.world.export(HOURS)["outcome"] == "differences"
    assert house.held() == ["9.00"]
    house.say(line, "adopt")
    assert (house.world.export(HOURS)["outcome"], house.held()) == ("proved", ["9.00"])


# -- words of a person ------------------------------------------------------------------------------------------------


def test_a_double_that_is_ours_by_choice_is_not_proved_before_an_export_removed_it(house: House) -> None:
    house.say(house.type_line("8.00"), "adopt")
    assert house.world.driver.verify("2026-10")["clean"] is False
    house.world.export(HOURS)
    assert (house.held(), house.world.driver.verify("2026-10")["clean"]) == (["8.00"], True)


def test_a_line_that_is_ours_by_choice_is_removed_when_its_hours_vanish(house: House) -> None:
    house.work(ZOE, 6)
    house.say(house.type_line("6.00", ZOE), "adopt")
    house.gone(ZOE)
    assert _state(house.world.plan(HOURS), ZOE) == "ready"
    house.world.apply_last_plan()
    assert house.held(ZOE) == []


def test_a_foreign_line_beside_one_that_is_ours_by_choice_can_be_answered(house: House) -> None:
    house.work(ZOE, 6)
    house.say(house.type_line("6.00", ZOE), "adopt")
    house.gone(ZOE)
    other = house.type_line("3.00", ZOE)
    assert _state(house.world.plan(HOURS), ZOE) == "blocked"
    house.say(other, "on-top")
    house.world.export(HOURS)
    assert house.held(ZOE) == ["3.00"]


def test_two_lines_of_ours_for_the_same_hours_that_are_both_gone_are_written_once(house: House) -> None:
    house.work(ZOE, 6)
    lines = [house.type_line("6.00", ZOE), house.type_line("3.00", ZOE)]
    for line in lines:
        house.say(line, "adopt")
    house.before_next("Delete", lambda: [house.nmbrs.office.delete_line(int(line)) for line in lines].clear())
    house.world.export(HOURS)
    house.say(lines[0], "restore-ours")
    assert (house.world.export(HOURS)["outcome"], house.held(ZOE)) == ("proved", ["6.00"])


def test_an_equal_line_typed_while_ours_was_on_its_way_is_told_apart_by_a_person(house: House) -> None:
    typed: list[str] = []
    house.gone(NOOR)
    house.world.export(HOURS)
    house.work(NOOR, 9)
    house.before_next("Insert", lambda: typed.append(house.type_line("9.00")))
    assert house.world.export(HOURS)["outcome"] == "unknown"
    house.stage.pass_settling_time()
    assert house.world.export(HOURS)["outcome"] == "unknown"
    house.say(typed[0], "on-top")
    assert (house.world.export(HOURS)["outcome"], house.held()) == ("proved", ["9.00", "9.00"])


def test_an_equal_line_that_is_ours_by_choice_settles_what_was_sent(house: House) -> None:
    typed: list[str] = []
    house.gone(NOOR)
    house.world.export(HOURS)
    house.work(NOOR, 9)
    house.before_next("Insert", lambda: typed.append(house.type_line("9.00")))
    house.world.export(HOURS)
    (ours,) = [str(line.id) for line in house.nmbrs.office.lines(house.noor, OCTOBER) if str(line.id) != typed[0]]
    house.say(ours, "adopt")
    house.say(typed[0], "adopt")
    house.world.stage.pass_settling_time()
    house.world.export(HOURS)
    assert (house.world.export(HOURS)["outcome"], house.held()) == ("proved", ["9.00"])


def test_days_that_were_never_set_do_not_count_once_only_a_kept_line_is_left(house: House) -> None:
    (line,) = house.nmbrs.office.lines(house.noor, OCTOBER)
    house.nmbrs.office.edit_line(line.id, "5.00")
    house.nmbrs.office.set_days(house.noor, OCTOBER, 3)
    house.gone(NOOR)
    house.say(str(line.id), "keep-theirs")
    house.world.export({"hours", "days"})
    assert house.world.export({"hours", "days"})["outcome"] == "proved"


# -- what Nmbrs keeps -------------------------------------------------------------------------------------------------


def test_an_amount_that_nmbrs_rounds_is_never_paid_twice_and_never_forgotten(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.nmbrs.core.book.policy = replace(house.nmbrs.core.book.policy, stored_decimals=1)
    house.world.hours.rows[1]["time"] = "09:00 - 16:15"
    house.world.import_hours()
    for _ in range(4):
        assert house.world.export(HOURS)["outcome"] != "proved"
        assert house.held() == ["7.3"]
        house.stage.pass_settling_time()
    house.gone(NOOR)
    assert house.world.export(HOURS)["outcome"] != "proved"
    assert _state(house.world.plan(HOURS), NOOR) == "unsettled"
    (line,) = house.nmbrs.office.lines(house.noor, OCTOBER)
    house.say(str(line.id), "adopt")
    assert (house.world.export(HOURS)["outcome"], house.held()) == ("proved", [])


def test_days_that_nmbrs_adds_up_are_not_written_over_and_over_while_waiting(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.nmbrs.core.book.policy = replace(house.nmbrs.core.book.policy, days_write=DaysWrite.ADDS)
    house.nmbrs.office.set_days(house.noor, OCTOBER, 3)
    use, pauses = house.stage.container, list[float]()

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        assert len(pauses) < 5, "waits for ever"
        house.nmbrs.clock.sleep(seconds)

    request = ExportRequest(
        None, OCTOBER, ContractType.ZERO_HOURS, frozenset({Part.HOURS, Part.DAYS}), consents=(Consent("days", "Anja"),)
    )
    plan = use.prepare_export()(request, "Anja").plan
    applied = replace(use.apply_export(), pause=pause)(request, plan.hash, "Anja", wait=True)
    assert (applied.export.result, house.nmbrs.office.days(house.noor, OCTOBER)) == ("differences", 4)
