"""Two contract types in one period: entries that move between them are neither paid twice nor held up for ever."""

from __future__ import annotations

import random
from pathlib import Path

from adapters.nmbrs_fake.policy import DEFAULT
from application.import_timecards import ImportTimecards
from application.prepare_export import ExportRequest
from domain.decisions import Choice
from domain.pay_line import Part, PayKind
from domain.terms import ContractType
from tests.simulation.hours import PERIOD, Hours, Row
from tests.simulation.world import COMPANY, World

ZERO, CONTRACT = ContractType.ZERO_HOURS, ContractType.HOURS_CONTRACT
BRAM = 503207


class Desk:
    """Bram's entries, in quarters of an hour, each under a contract type; all on one hour code."""

    def __init__(self) -> None:
        dice = random.Random(1)
        self.world = World(DEFAULT, None)
        self.hours = Hours(dice, (BRAM,), mixed=True)
        self.use = self.world.undisturbed()

    def enter(self, *entries: tuple[int, int, ContractType], teams: tuple[str, ...] = ("",) * 9) -> None:
        """Number, quarters, contract type; these and no others. ``teams`` are theirs, in order."""
        self.hours.rows = [
            Row(number, BRAM, number, quarters, team, "", each)
            for (number, quarters, each), team in zip(entries, teams, strict=False)
        ]
        ImportTimecards(self.world.storage, self.hours)(Path("hours"), "Anja")

    def export(self, contract_type: ContractType) -> str | None:
        """Plan, agree, apply."""
        request = ExportRequest(COMPANY, PERIOD, contract_type, frozenset({Part.HOURS}))
        return self.use.apply(request, self.use.prepare(request, "Anja").plan.hash, "Anja").export.result

    def held(self) -> list[str]:
        """The amounts that Nmbrs holds."""
        lines = self.world.nmbrs.office.lines(BRAM, PERIOD, PayKind.HOURS)
        return sorted(f"{line.amount:f}" for line in lines)


def test_entries_that_change_places_are_corrected_one_export_after_the_other() -> None:
    desk = Desk()
    desk.enter((1, 16, ZERO), (2, 20, CONTRACT))
    assert (desk.export(ZERO), desk.export(CONTRACT), desk.held()) == ("proved", "proved", ["4.00", "5.00"])
    desk.enter((2, 20, ZERO), (3, 4, ZERO), (1, 16, CONTRACT), (4, 8, CONTRACT))
    assert (desk.export(ZERO), desk.held()) == ("differences", ["4.00", "5.00"])
    assert (desk.export(CONTRACT), desk.export(ZERO), desk.held()) == ("proved", "proved", ["6.00", "6.00"])


def test_exports_that_wait_for_each_other_over_different_lines_are_corrected_one_after_the_other() -> None:
    desk = Desk()
    desk.enter((1, 16, ZERO), (2, 32, CONTRACT), teams=("Keuken", "Bar"))
    assert (desk.export(ZERO), desk.export(CONTRACT), desk.held()) == ("proved", "proved", ["4.00", "8.00"])
    # The line of the bar stays 8.00, by another entry; the entry that was behind it goes where nothing stands yet.
    desk.enter((1, 16, CONTRACT), (2, 32, ZERO), (3, 32, CONTRACT), teams=("Keuken", "Extra", "Bar"))
    assert (desk.export(ZERO), desk.held()) == ("differences", ["4.00", "8.00"])
    assert (desk.export(CONTRACT), desk.export(ZERO)) == ("proved", "proved")
    assert desk.held() == ["4.00", "8.00", "8.00"]


def test_a_line_that_is_kept_as_the_office_changed_it_holds_up_no_other_export() -> None:
    desk = Desk()
    desk.enter((1, 16, ZERO))
    desk.export(ZERO)
    (line,) = desk.world.nmbrs.office.lines(BRAM, PERIOD)
    desk.world.nmbrs.office.edit_line(line.id, "9.00")
    desk.enter((1, 16, CONTRACT))
    (asked,) = desk.use.differences.list(COMPANY, PERIOD).open
    desk.use.differences.resolve(COMPANY, asked.difference.id, Choice.KEEP_THEIRS, "agreed", "Anja", PERIOD)
    assert (desk.export(CONTRACT), desk.held()) == ("differences", ["9.00"])
    desk.export(ZERO)
    assert (desk.export(CONTRACT), desk.held()) == ("proved", ["4.00", "9.00"])


def test_a_contract_type_that_was_planned_once_and_has_nobody_does_not_stand_in_the_way_of_the_proof() -> None:
    desk = Desk()
    desk.enter((1, 16, ZERO))
    desk.export(CONTRACT)
    desk.export(ZERO)
    assert desk.use.verify(COMPANY, PERIOD, "Anja").clean
