"""Days that somebody else set, under everything that Nmbrs may do with a number that is set."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.nmbrs_fake.faults import Fault
from adapters.nmbrs_fake.policy import DaysWrite, all_policies
from tests.scenarios.driver import Json
from tests.scenarios.office import is_write
from tests.scenarios.stages import MemoryStage
from tests.scenarios.world import World

NOOR = "Noor van Dijk"
BOTH = {"hours", "days"}
POLICIES = [name for name, _ in all_policies()]


class House:
    """De Kade with one day of Noor in eitje."""

    def __init__(self, folder: Path) -> None:
        self.stage = MemoryStage(folder, ExitStack())
        self.world = World(self.stage, folder)
        self.world.set_up()
        self.world.hours.work(NOOR, 8)
        self.world.import_hours()

    @property
    def days(self) -> int:
        return self.world.office.days(NOOR)

    def set_days(self, days: int) -> None:
        self.world.office.set_days(NOOR, days)

    def export(self, consents: tuple[tuple[str, str], ...] = ()) -> str:
        self.stage.pass_settling_time()
        return str(self.world.export(BOTH, consents=consents)["outcome"])

    def open(self) -> list[Json]:
        """What is asked about days."""
        opened = self.world.driver.differences("2026-10")["open"]
        return [each for each in opened if each["kind"] == "days"]

    def say(self, choice: str) -> None:
        (asked,) = self.open()
        self.stage.pass_settling_time()
        self.world.driver.resolve(asked["id"], choice)

    def adds_up(self) -> None:
        """Nmbrs adds a number that is set to the one that is there."""
        book = self.stage.nmbrs.core.book
        book.policy = replace(book.policy, days_write=DaysWrite.ADDS)


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


@pytest.mark.parametrize("policy", POLICIES)
def test_the_number_of_somebody_else_is_not_touched_without_a_word(house: House, policy: str) -> None:
    house.stage.nmbrs.core.book.policy = dict(all_policies())[policy]
    house.set_days(3)
    for _ in range(3):
        assert (house.export(), house.days) == ("differences", 3)
    (asked,) = house.open()
    assert (asked["cause"], asked["sent"], asked["found"], asked["wanted"]) == ("foreign", None, "3.00", "1.00")
    house.say("keep-theirs")
    house.export()
    assert (house.open(), house.days) == ([], 3)


def test_a_word_is_carried_out_once(house: House) -> None:
    house.set_days(3)
    house.export()
    house.say("restore-ours")
    assert (house.export(), house.days) == ("proved", 1)
    house.set_days(3)
    assert (house.export(), house.days) == ("differences", 3)
    assert [(each["cause"], each["sent"]) for each in house.open()] == [("edited in Nmbrs", "1.00")]
    house.say("restore-ours")
    assert (house.export(), house.days) == ("proved", 1)
    house.set_days(3)  # to the very numbers about which the last word was
    assert (house.export(), house.days, len(house.open())) == ("differences", 3, 1)
    decided = house.world.driver.differences("2026-10")["decided"]
    assert [each["choice"] for each in decided] == ["restore-ours", "restore-ours"]
    house.say("restore-ours")
    assert (house.export(), house.days) == ("proved", 1)


def test_a_word_that_was_refused_still_stands(house: House) -> None:
    house.set_days(3)
    house.export()
    house.say("restore-ours")
    house.stage.nmbrs.faults.on(Fault.refused("9999"), when=is_write)
    assert (house.export(), house.days) == ("differences", 3)
    assert (house.export(), house.days) == ("proved", 1)


@pytest.mark.parametrize("lost", [Fault.drop_before(), Fault.drop_after(), Fault.late()])
def test_a_word_whose_outcome_is_not_known_is_asked_about_by_nobody(house: House, lost: Fault) -> None:
    house.set_days(3)
    house.export()
    house.say("restore-ours")
    house.stage.nmbrs.faults.on(lost, when=is_write)
    house.export()
    assert house.open() == []
    house.stage.nmbrs.land()
    house.export()
    assert (house.export(), house.days) == ("proved", 1)


def test_a_nmbrs_that_adds_up_is_named_with_both_numbers_and_not_written_to_again(house: House) -> None:
    house.adds_up()
    house.set_days(3)
    house.export()
    house.say("restore-ours")
    assert (house.export(), house.days) == ("unknown", 4)
    for _ in range(3):
        assert (house.export(), house.days) == ("differences", 4)
    (asked,) = house.open()
    assert (asked["cause"], asked["found"], asked["wanted"]) == ("foreign", "4.00", "1.00")
    house.say("keep-theirs")
    assert (house.export(), house.days) == ("proved", 4)


def test_a_nmbrs_that_adds_up_own_days_is_named_too(house: House) -> None:
    house.adds_up()
    assert (house.export(), house.days) == ("proved", 1)
    house.world.hours.rows.append({"name": NOOR, "date": "2026-10-13", "break": "0:00", "time": "09:00 - 17:00"})
    house.world.import_hours()
    assert (house.export(), house.days) == ("unknown", 3)  # 1 and 2
    for _ in range(3):
        assert (house.export(), house.days) == ("differences", 3)
    (asked,) = house.open()
    assert (asked["cause"], asked["sent"], asked["found"], asked["wanted"]) == (
        "edited in Nmbrs",
        "1.00",
        "3.00",
        "2.00",
    )


def test_consent_to_all_does_not_go_before_a_word_about_one(house: House) -> None:
    house.set_days(3)
    house.export()
    house.say("keep-theirs")
    assert (house.export((("days", "Anja"),)), house.days) == ("proved", 3)
    (decided,) = house.world.driver.differences("2026-10")["decided"]
    house.stage.pass_settling_time()
    house.world.driver.resolve(decided["difference"]["id"], "restore-ours")
    assert (house.export(), house.days) == ("proved", 1)
