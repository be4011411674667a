"""Allowances: set, grouped, stopped, tried."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.entrypoints.cli.house import OCTOBER, House

NIGHT = ("allowances", "set-unsocial", "Nacht", "--percentage", "50", "--window", "daily 22:00-06:00")
FEAST = ("allowances", "set-holidays", "feestdag", "--percentage", "100")
TRY = ("allowances", "try", "--on", "2026-10-10", "--time", "20:00-04:00", "--break", "30")


def test_an_allowance_is_set_and_asks_for_its_code(house: House) -> None:
    document = house.json(*NIGHT)
    assert document["allowance"] == {
        "name": "nacht",
        "kind": "unsocial-hours",
        "percentage": "50.00",
        "group": None,
        "from": None,
        "until": None,
        "teams": [],
        "shift_types": [],
        "column": None,
        "windows": ["daily 22:00-06:00"],
        "holidays": [],
    }
    assert (document["version"], document["before"], document["without_rule"]) == (4, None, ["nacht"])
    screen = house.ok(*NIGHT[:4], "33,33", *NIGHT[5:])
    assert "nacht: 33.33 %, daily 22:00-06:00" in screen
    assert "In the place of: 50.00 %, daily 22:00-06:00" in screen
    assert "Next: mapping set allowance:nacht --to CODE" in screen
    house.ok("mapping", "set", "allowance:nacht", "--to", "6050")
    assert "Next:" not in house.ok("allowances", "ungroup", "nacht")


def test_the_usual_holidays_and_others(house: House) -> None:
    usual = house.json(*FEAST)["allowance"]["holidays"]
    assert (len(usual), "Goede vrijdag" in usual, "Bevrijdingsdag" in usual) == (9, False, False)
    more = house.json(*FEAST, "--also", "Goede Vrijdag", "--without", "koningsdag")["allowance"]["holidays"]
    assert (len(more), "Goede vrijdag" in more, "Koningsdag" in more) == (9, True, False)
    assert house.json(*FEAST, "--only", "Eerste kerstdag")["allowance"]["holidays"] == ["Eerste kerstdag"]
    listed = house.json("allowances", "holidays", "--year", "2027")["holidays"]
    assert {"name": "Goede vrijdag", "day": "2027-03-26", "usual": False} in listed
    assert "2027-03-26" in house.ok("allowances", "holidays", "--year", "2027")


def test_a_shift_is_tried_to_the_minute(house: House) -> None:
    house.ok(*NIGHT)
    house.ok("allowances", "set-unsocial", "zondag", "--percentage", "100", "--window", "zo 00:00-24:00")
    house.ok("allowances", "group", "tijden", "nacht", "zondag")
    house.ok("mapping", "set", "allowance:nacht", "--to", "6050")
    house.ok("mapping", "ignore", "allowance:zondag")
    document = house.json(*TRY)
    assert (document["elapsed"], document["break"], document["net"]) == (480, 30, 450)
    assert [(x["start"], x["minutes"], x["paid"], x["gave_way"]) for x in document["stretches"]] == [
        ("2026-10-10T20:00:00+02:00", 120, [], []),
        ("2026-10-10T22:00:00+02:00", 120, ["nacht"], []),
        ("2026-10-11T00:00:00+02:00", 240, ["zondag"], ["nacht"]),
    ]
    assert [(x["name"], x["minutes"], x["hours"], x["to"]) for x in document["allowances"]] == [
        ("nacht", "112.5", "1.88", "6050"),
        ("zondag", "225", "3.75", "ignored"),
    ]
    screen = house.ok(*TRY)
    assert "2026-10-10: 480 minutes from start to end, break 30, net 450" in screen
    assert "11-10 00:00" in screen


def test_a_clock_time_that_occurs_twice_is_said(house: House) -> None:
    house.ok(*NIGHT)
    words = ("allowances", "try", "--on", "24-10-2026", "--time", "22:00-02:30")
    assert house.json(*words)["doubtful"] == ["clock-time-twice"]
    assert "occurs twice" in house.ok(*words)


def test_an_allowance_stops_on_a_day_or_goes(house: House) -> None:
    house.ok(*NIGHT)
    (left,) = house.json("allowances", "remove", "nacht", "--from", "2026-10-01")["allowances"]
    assert left["until"] == "2026-09-30"
    assert house.json("allowances", "--on", "2026-10-01")["allowances"] == []
    assert house.json("allowances", "remove", "NACHT")["allowances"] == []
    assert "There are none." in house.ok("allowances")


def test_a_group_is_kept_when_an_allowance_is_set_again(house: House) -> None:
    house.ok(*NIGHT)
    house.ok(*FEAST)
    house.ok("allowances", "group", "Tijden", "nacht", "feestdag")
    assert house.json(*NIGHT, "--from", "2027-01-01")["allowance"]["group"] == "tijden"
    assert house.json("allowances", "ungroup", "nacht")["allowances"][0]["group"] == "tijden"
    assert [x["group"] for x in house.json("allowances")["allowances"]] == ["tijden", None, None]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((*NIGHT[:4], "half", *NIGHT[5:]), "usage"),
        ((*NIGHT[:4], "0", *NIGHT[5:]), "allowance-percentage"),
        ((*NIGHT[:-1], "sat 06:00-06:00"), "window-ends-equal"),
        ((*NIGHT[:-1], "sometimes"), "window-not-readable"),
        (NIGHT[:-2], "usage"),
        ((*FEAST, "--only", "Kerst"), "holiday-unknown"),
        ((*FEAST, "--only", "Koningsdag", "--also", "Goede vrijdag"), "usage"),
        (("allowances", "set-function", "bar", "--percentage", "10"), "allowance-function-needed"),
        (
            ("allowances", "set-function", "bar", "--percentage", "10", "--column", "Bar", "--group", "g"),
            "allowance-column-in-group",
        ),
        (("allowances", "remove", "nacht"), "allowance-unknown"),
        (("allowances", "group", "g", "nacht"), "allowance-unknown"),
        (("allowances", "try", "--on", "2026-03-29", "--time", "02:30-08:00"), "clock-time-skipped"),
        (("allowances", "try", "--on", "0001-01-01", "--time", "00:00-08:00"), "day-out-of-range"),
        (("allowances", "try", "--on", "9999-12-31", "--time", "20:00-04:00"), "day-out-of-range"),
        (("allowances", "try", "--on", "2026-03-29", "--time", "8"), "usage"),
    ],
)
def test_what_cannot_be(house: House, words: tuple[str, ...], code: str) -> None:
    assert house.json(*words, code=2)["error"]["code"] == code
    assert house.json("allowances")["allowances"] == []


def test_the_trail_says_who_set_what(house: House) -> None:
    house.ok(*NIGHT)
    with house.container.storage().read() as work:
        event: Any = work.audit.records()[-1].event
    assert (event.who, event.action, event.subject) == ("Anja", "allowances.set", "1200 nacht")
    assert event.after["allowances"] == ["nacht, unsocial-hours, 50.00 %, windows daily 22:00-06:00"]


def test_the_box_is_exported(house: House) -> None:
    house.ok(*NIGHT)
    house.ok("mapping", "set", "allowance:nacht", "--to", "6050")
    house.work(("Noor van Dijk", "05/10/2026", "20:00 - 04:00", "0:30", ""))
    done = house.json("export", "apply", *OCTOBER, "--hours", "--allowances", "--yes")
    assert sorted((c["code"], c["after"]) for c in done["changes"]) == [("2100", "7.50"), ("6050", "5.63")]
    assert done["outcome"] == "proved"


def test_a_misspelt_team_is_warned_of(house: House) -> None:
    house.work(("Noor van Dijk", "05/10/2026", "20:00 - 04:00", "0:30", ""))
    words = ("allowances", "set-function", "bar", "--percentage", "10", "--team", "Baar")
    assert [(x["what"], x["name"]) for x in house.json(*words)["unknown"]] == [("team", "Baar")]
    assert 'allowance:bar: no team is called "Baar".' in house.ok(*words)
