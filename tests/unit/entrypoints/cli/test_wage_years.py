"""The proposed year, and what the list of wage periods says, on the command line."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from dependency_injector import providers

from adapters.memory import MemoryStorage
from domain.wage_period import PeriodLength, PeriodRef
from tests.unit.entrypoints.cli.house import HOURS, NOORS_MONTH, House, make_house


@pytest.fixture
def dated(tmp_path: Path) -> House:
    """De Kade on 20 October 2026, with a payroll whose current period is October."""
    made = make_house(tmp_path)
    storage = MemoryStorage(lambda: datetime(2026, 10, 20, 9, 0, tzinfo=UTC))
    made.container.storage.override(providers.Object(storage))
    made.set_up()
    return made


def test_the_list_says_what_day_it_is_and_what_was_exported(dated: House) -> None:
    dated.work(*NOORS_MONTH)
    dated.ok("export", "apply", *HOURS, "--yes")
    lines = dated.ok("wage-period").splitlines()
    assert lines[2] == "Today: 2026-10-20, period 2026-10 for hours-contract and zero-hours"
    salaried, zero_hours = (line.split() for line in lines if line.startswith("2026-10"))
    assert salaried[4:] == ["today", "current"]
    assert zero_hours[4:] == ["today", "current", "hours:", "proved", "2026-10-20"]
    assert [line for line in lines if line.startswith("2027")] == [
        "2027, hours-contract and zero-hours: proposed, 12 periods, 2027-01-01 to 2027-12-31"
    ]


def test_a_proposed_year_is_shown_before_it_is_confirmed(dated: House) -> None:
    refused = dated.run("wage-period", "confirm", "2027", answers="n\n")
    assert (refused.exit_code, "Nothing was confirmed." in refused.stderr) == (0, True)
    assert "2027-12  2027-12-01  2027-12-31" in refused.stdout
    assert dated.json("wage-period", "--year", "2027")["calendars"][0]["proposed"] is True
    agreed = dated.run("wage-period", "confirm", "2027", answers="y\n")
    assert agreed.exit_code == 0
    assert [c["proposed"] for c in dated.json("wage-period", "--year", "2027")["calendars"]] == [False, False]


def test_a_script_confirms_without_being_asked(dated: House) -> None:
    calendars = dated.json("wage-period", "confirm", "2027", "--contract-type", "zero-hours")["calendars"]
    states = [(c["contract_type"], c["year"], c["proposed"]) for c in calendars]
    assert states == [
        ("hours-contract", 2026, False),
        ("hours-contract", 2027, True),
        ("zero-hours", 2026, False),
        ("zero-hours", 2027, False),
        ("zero-hours", 2028, True),
    ]
    assert dated.json("wage-period", "confirm", "2026", code=2)["error"]["code"] == "calendar-nothing-proposed"
    words = ("wage-period", "confirm", "2027", "--contract-type", "self-employed")
    assert dated.json(*words, code=2)["error"]["code"] == "contract-type-not-exported"


@pytest.mark.parametrize(
    ("current", "apart"), [("2026-07", 3), ("2026-08", 2), ("2026-09", 0), ("2026-11", 0), ("2026-12", 2)]
)
def test_a_current_period_far_from_today_is_said_in_plain_words(dated: House, current: str, apart: int) -> None:
    dated.nmbrs.office.set_current_period(1200, PeriodRef.parse(current))
    told = [line for line in dated.ok("wage-period").splitlines() if "periods apart" in line]
    assert len(told) == (2 if apart else 0)
    if apart:
        october = "period 01-10-2026 - 31-10-2026 (2026-10) for hours-contract"
        said = f"Today lies in {october}, while Nmbrs' current period is {current}: {apart} periods apart."
        assert told[0].startswith(said)
    plan = dated.run("export", "plan", *HOURS)
    assert ("Today lies in period" in plan.stdout) is bool(apart)


def test_setting_the_same_start_again_changes_nothing(dated: House) -> None:
    before = _records(dated)
    dated.ok("wage-period", "set", "--start", "2026-01-01")
    assert _records(dated) == before


def test_a_period_length_that_changed_in_nmbrs_is_said(dated: House) -> None:
    dated.nmbrs.core.companies[1200].length = PeriodLength.FOUR_WEEKS
    codes = [finding["code"] for finding in dated.json("wage-period")["findings"]]
    assert codes == ["period-length-differs", "period-length-differs"]


def test_the_status_asks_for_a_year_that_nobody_confirmed(dated: House) -> None:
    later = MemoryStorage(lambda: datetime(2027, 1, 4, 9, 0, tzinfo=UTC))
    dated.container.storage.override(providers.Object(later))
    dated.set_up()
    (asked,) = [item for item in dated.json("status")["to_do"] if item["code"] == "confirm-wage-year"]
    assert "wage-period confirm 2027" in asked["what"]
    dated.ok("wage-period", "confirm", "2027")
    codes = [item["code"] for item in dated.json("status")["to_do"]]
    assert not {"confirm-wage-year", "set-wage-period"} & set(codes)


def _records(house: House) -> int:
    with house.container.storage().read() as work:
        return len(work.audit.records())
