"""The wage period and the mapping."""

from __future__ import annotations

import pytest

from domain.wage_period import PeriodRef
from tests.unit.entrypoints.cli.house import House


def test_the_first_day_gives_the_whole_year_for_both_contract_types(house: House) -> None:
    document = house.json("wage-period", "--year", "2026")
    assert document["payroll"]["length"] == "month"
    assert document["payroll"]["current"] == "2026-10"
    assert [(c["contract_type"], c["year"]) for c in document["calendars"]] == [
        ("hours-contract", 2026),
        ("zero-hours", 2026),
    ]
    periods = document["calendars"][1]["periods"]
    assert len(periods) == 12
    october = periods[9]
    assert (october["period"], october["start"], october["end"]) == ("2026-10", "2026-10-01", "2026-10-31")
    assert (october["days"], october["current"], october["locked"], october["exported"]) == (31, True, False, None)


def test_the_screen_shows_the_calendar_once_with_nmbrs_beside_it(house: House) -> None:
    house.nmbrs.office.lock_run(1200, PeriodRef(2026, 9))
    lines = house.ok("wage-period", "list").splitlines()
    assert lines[0] == "DEMO · kadegroep · De Kade Horeca B.V. (company 1200)"
    assert "2026, hours-contract and zero-hours" in lines
    (september,) = [line for line in lines if line.startswith("2026-09")]
    assert september.split() == ["2026-09", "2026-09-01", "2026-09-30", "30", "locked"]
    (october,) = [line for line in lines if line.startswith("2026-10")]
    assert october.split()[-1] == "current"


def test_a_day_may_be_written_the_dutch_way(empty_house: House) -> None:
    empty_house.activate()
    words = ("wage-period", "set", "--start", "21-12-2025", "--contract-type", "zero-hours")
    calendar, following = empty_house.json(*words)["calendars"]
    first = calendar["periods"][0]
    assert (first["period"], first["start"], first["end"]) == ("2026-01", "2025-12-21", "2026-01-20")
    assert (following["year"], following["proposed"]) == (2027, True)


@pytest.mark.parametrize("text", ["2026-13-01", "1 januari", "01/01/2026", "2026-02-29"])
def test_a_day_that_is_none(house: House, text: str) -> None:
    result = house.run("wage-period", "set", "--start", text)
    assert result.exit_code == 2
    assert "write 2026-10-31 or 31-10-2026" in result.stderr


def test_a_start_between_the_years_needs_the_year(empty_house: House) -> None:
    empty_house.activate()
    words = ("wage-period", "set", "--start", "2026-02-02")
    assert empty_house.json(*words, code=2)["error"]["code"] == "calendar-year-needed"
    assert empty_house.json(*words, "--year", "2026")["calendars"][0]["year"] == 2026


def test_a_longer_last_period_is_asked_or_accepted_beforehand(house: House) -> None:
    words = ("wage-period", "set", "--start", "2027-01-04")
    assert house.json(*words, code=2)["error"]["code"] == "calendar-changes-last-period"
    refused = house.run(*words, answers="n\n")
    assert refused.exit_code == 2
    assert "end on 2027-01-03 instead of 2026-12-31: 34 days instead of 31" in refused.stderr
    accepted = house.run(*words, answers="y\ny\n")
    assert accepted.exit_code == 0
    (december,) = [line for line in house.ok("wage-period", "--year", "2026").splitlines() if "2026-12 " in line]
    assert december.split()[:3] == ["2026-12", "2026-12-01", "2027-01-03"]


def test_accepting_beforehand(house: House) -> None:
    house.ok("wage-period", "set", "--start", "2027-01-04", "--last-period-accepted-by", "Piet")
    calendars = house.json("wage-period", "list")["calendars"]
    assert {calendar["year"] for calendar in calendars if not calendar["proposed"]} == {2026, 2027}


def test_people_without_a_contract_are_never_exported(house: House) -> None:
    words = ("wage-period", "set", "--start", "2026-01-01", "--contract-type", "self-employed")
    assert house.json(*words, code=2)["error"]["code"] == "contract-type-not-exported"
    assert house.run(*words[:-1], "seasonal").exit_code == 2


def test_the_rules_as_they_stand(house: House) -> None:
    document = house.json("mapping")
    assert document["version"] == 3
    assert document["rules"][0] == {
        "thing": "hours",
        "ignored": False,
        "code": "2100",
        "cost_centre": None,
        "cost_unit": None,
        "contract_type": "zero-hours",
        "venue": None,
        "team": None,
        "from": None,
        "on_top_of_salary_by": None,
    }
    assert [(rule["thing"], rule["code"]) for rule in document["rules"][1:]] == [("days", None), ("meal:lunch", "4899")]


def test_the_codes_that_nmbrs_offers(house: House) -> None:
    codes = house.json("mapping", "--codes")["codes"]
    assert {"code": "2100", "description": "Gewerkte uren"} in codes["hours"]
    assert {"code": "4899", "description": "Bijtelling Maaltijd per aantal"} in codes["wages"]
    assert "Bijtelling Maaltijd per aantal" in house.ok("mapping", "show", "--codes")


def test_a_rule_with_every_condition(house: House) -> None:
    where = ("--contract-type", "zero-hours", "--venue", "De Kade", "--team", "Keuken", "--from", "01-10-2026")
    changed = house.json("mapping", "set", "hours", "--to", "2190", "--cost-centre", "K1", *where)
    assert changed["before"] is None
    assert changed["version"] == 4
    rule = changed["rule"]
    assert (rule["venue"], rule["team"], rule["from"]) == ("De Kade", "Keuken", "2026-10-01")
    assert (rule["code"], rule["cost_centre"]) == ("2190", "K1")
    again = house.json("mapping", "set", "hours", "--to", "2100", *where)
    assert again["before"]["code"] == "2190"


def test_a_thing_is_ignored_on_purpose(house: House) -> None:
    assert house.json("mapping", "ignore", "meal:water")["rule"]["ignored"] is True
    assert "ignored" in house.ok("mapping")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("set", "breaks", "--to", "2100"), "thing-unknown"),
        (("set", "hours", "--to", "2100"), "mapping-contract-type-needed"),
        (("set", "hours", "--to", "9999", "--contract-type", "zero-hours"), "code-unknown"),
        (("set", "days", "--to", "4"), "usage"),
        (("set", "days", "--to", "days", "--cost-centre", "K1"), "usage"),
        (("set", "hours", "--to", "2190", "--contract-type", "hours-contract"), "mapping-salary-unconfirmed"),
    ],
)
def test_rules_that_cannot_be(house: House, words: tuple[str, ...], code: str) -> None:
    assert house.json("mapping", *words, code=2)["error"]["code"] == code


def test_hours_on_top_of_salary_are_asked_once_and_on_record(house: House) -> None:
    words = ("mapping", "set", "hours", "--to", "2190", "--contract-type", "hours-contract")
    asked = house.run(*words, answers="y\n")
    assert asked.exit_code == 0
    assert "this code is paid on top of salary; intended?" in asked.stderr
    again = house.run(*words, "--venue", "De Kade", answers="")
    assert (again.exit_code, again.stderr) == (0, "")
    rules = [rule for rule in house.json("mapping")["rules"] if rule["contract_type"] == "hours-contract"]
    assert [rule["on_top_of_salary_by"] for rule in rules] == ["Anja", "Anja"]


def test_hours_on_top_of_salary_that_are_not_intended(house: House) -> None:
    words = ("mapping", "set", "hours", "--to", "2190", "--contract-type", "hours-contract")
    refused = house.run(*words, answers="n\n")
    assert refused.exit_code == 2
    assert house.json("mapping")["version"] == 3
    named = house.json(*words, "--on-top-of-salary-by", "Noor")
    assert named["rule"]["on_top_of_salary_by"] == "Noor"


def test_locked_runs_are_shown_for_every_year_with_a_calendar(house: House) -> None:
    house.ok("wage-period", "set", "--start", "2026-01-01")
    house.ok("wage-period", "set", "--start", "2027-01-01")
    listed = house.json("wage-period", "list")
    locked = {(run["year"], run["first_period"]) for run in listed["payroll"]["runs"] if run["locked"]}
    assert {(2026, number) for number in range(1, 10)} <= locked
