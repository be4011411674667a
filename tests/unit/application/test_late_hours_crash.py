"""The process dies at any step of an export that carries late hours along; nothing is lost, and nothing paid twice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pytest

from domain.errors import ProductError
from domain.pay_line import PayKind
from domain.wage_period import PeriodRef
from tests.scenarios.office import OCTOBER
from tests.unit.application.test_crash import Bomb, Crash, Kade

NOVEMBER, DECEMBER = PeriodRef(2026, 11), PeriodRef(2026, 12)
BOXES = {"hours", "meals"}
PEOPLE = ("Noor van Dijk", "Daan de Vries", "Zoë van den Berg")


class Late(Kade):
    """October was exported and closed; some of it went along in November, and was corrected since."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        rows = self.world.hours.rows
        rows.clear()
        self._enter("Noor van Dijk", "2026-10-05", "10:00 - 18:00", "lunch")
        self._enter("Noor van Dijk", "2026-10-06", "10:00 - 18:00", "")
        self._enter("Daan de Vries", "2026-10-05", "10:00 - 16:00", "lunch")
        self.world.import_hours()
        assert self.world.export(BOXES | {"days"})["outcome"] == "proved"
        self.world.office.move_on("2026-11")
        self._enter("Daan de Vries", "2026-10-08", "10:00 - 12:00", "")
        self.world.import_hours()
        assert self.export() == "proved"
        rows[-1]["time"] = "10:00 - 13:00"  # Daan: the 2.00 that went along become 3.00
        self._enter("Noor van Dijk", "2026-10-09", "10:00 - 17:20", "lunch")  # 7.33 and a meal
        self._enter("Noor van Dijk", "2026-11-03", "10:00 - 17:20", "")  # the same amount, of November itself
        self._enter("Zoë van den Berg", "2026-10-07", "18:00 - 23:15", "diner")
        rows[-1]["e-mail"] = "zoe@kade.example"
        self.world.import_hours()

    def export(self) -> str:
        """November, with what is late of October."""
        outcome: str = self.world.export(BOXES, "2026-11", carry=["2026-10"])["outcome"]
        return outcome

    def export_october(self) -> str:
        """The closed period itself, with consent."""
        outcome: str = self.world.export(BOXES, consents=[("past", "Anja")])["outcome"]
        return outcome

    def lines(self, name: str, *periods: PeriodRef) -> list[tuple[str, str]]:
        """Code and amount."""
        office, employee = self.stage.nmbrs.office, self.world.office.employee(name)
        return sorted(
            (str(code), amount)
            for period in periods
            for kind in (PayKind.HOURS, PayKind.WAGE)
            for code, amount in office.amounts(employee, period, kind)
        )

    def totals(self) -> dict[str, dict[str, Decimal]]:
        """The sum per person and code over all periods."""
        found: dict[str, dict[str, Decimal]] = {}
        for name in PEOPLE:
            sums = found.setdefault(name, {})
            for code, amount in self.lines(name, OCTOBER, NOVEMBER, DECEMBER):
                sums[code] = sums.get(code, Decimal(0)) + Decimal(amount)
        return found

    def nothing_beyond(self, wanted: Mapping[str, Mapping[str, Decimal]]) -> None:
        """At no moment does Nmbrs hold more than the hours come to."""
        for name, sums in self.totals().items():
            for code, amount in sums.items():
                assert amount <= wanted[name].get(code, 0), (name, code, amount)


IN_OCTOBER = {
    "Noor van Dijk": [("2100", "16.00"), ("4899", "1.00")],
    "Daan de Vries": [("2100", "6.00"), ("4899", "1.00")],
    "Zoë van den Berg": [],
}
IN_NOVEMBER = {
    "Noor van Dijk": [("2100", "7.33"), ("2100", "7.33"), ("4899", "1.00")],
    "Daan de Vries": [("2100", "3.00")],
    "Zoë van den Berg": [("2100", "5.25"), ("4900", "1.00")],
}
TOTALS = {
    "Noor van Dijk": {"2100": Decimal("30.66"), "4899": Decimal("2.00")},
    "Daan de Vries": {"2100": Decimal("9.00"), "4899": Decimal("1.00")},
    "Zoë van den Berg": {"2100": Decimal("5.25"), "4900": Decimal("1.00")},
}


def _steps(folder: Path) -> int:
    late, bomb = Late(folder), Bomb()
    late.rig(bomb)
    assert late.export() == "proved"
    assert {name: late.lines(name, OCTOBER) for name in PEOPLE} == IN_OCTOBER
    assert {name: late.lines(name, NOVEMBER) for name in PEOPLE} == IN_NOVEMBER
    return bomb.steps


def test_the_process_dies_at_every_step(tmp_path: Path) -> None:
    steps = _steps(tmp_path)
    assert steps > 20
    for at in range(1, steps + 1):
        late = Late(tmp_path)
        late.rig(Bomb(at))
        with pytest.raises(Crash):
            late.export()
        late.disarm()
        late.stage.pass_settling_time()
        late.export()
        late.stage.pass_settling_time()  # what was sent anew is watched for a while
        assert late.export() == "proved", at
        assert {name: late.lines(name, OCTOBER) for name in PEOPLE} == IN_OCTOBER, at
        assert {name: late.lines(name, NOVEMBER) for name in PEOPLE} == IN_NOVEMBER, at


def october(late: Late) -> None:
    """The closed period itself, with consent."""
    late.export_october()


def november(late: Late) -> None:
    """November with what is late of October."""
    late.export()


def november_alone(late: Late) -> None:
    """The box of the late hours is not ticked."""
    late.world.export(BOXES, "2026-11")


def december(late: Late) -> None:
    """November was closed too, and somebody carries October into December."""
    late.world.office.move_on("2026-12")
    late.world.export(BOXES, "2026-12", carry=["2026-10"])
    late.world.office.move_on("2026-11")


@pytest.mark.parametrize(
    ("dies", "follows"),
    [(november, october), (november, november_alone), (november, december), (october, november)],
)
def test_another_export_of_the_same_hours_follows_the_one_that_died(
    tmp_path: Path, dies: Callable[[Late], None], follows: Callable[[Late], None]
) -> None:
    at, gone = 0, True
    while gone:
        at, gone = at + 1, False
        late = Late(tmp_path)
        late.rig(Bomb(at))
        try:
            dies(late)
        except Crash:
            gone = True
        late.disarm()
        for export in (follows, november, october, november, november):
            late.stage.pass_settling_time()
            export(late)
            late.nothing_beyond(TOTALS)
        late.stage.pass_settling_time()  # what was sent anew is watched for a while
        assert late.export() == "proved", at
        assert late.totals() == TOTALS, at
    assert at > 20


def test_the_process_dies_twice(tmp_path: Path) -> None:
    steps = _steps(tmp_path)
    for first in range(1, steps + 1, 7):
        for second in range(1, steps + 1, 6):
            late = Late(tmp_path)
            late.rig(Bomb(first))
            with suppress(Crash):
                late.export()
            late.disarm()
            late.stage.pass_settling_time()
            late.rig(Bomb(second))
            with suppress(Crash):
                late.export_october()
            late.disarm()
            late.stage.pass_settling_time()
            late.export()
            late.export_october()
            late.export()
            late.stage.pass_settling_time()  # what was sent anew is watched for a while
            assert late.export() == "proved", (first, second)
            assert late.totals() == TOTALS, (first, second)


def test_a_dead_export_keeps_others_out_of_the_closed_period_too(tmp_path: Path) -> None:
    late = Late(tmp_path)
    late.rig(Bomb(8))
    with pytest.raises(Crash):
        late.export()
    late.disarm()
    with pytest.raises(ProductError) as refused:
        late.export_october()
    assert refused.value.code == "export-busy"
    assert "2026-10" in refused.value.what()
