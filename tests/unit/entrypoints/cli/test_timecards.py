"""Importing files, and what became of each timecard."""

from __future__ import annotations

from pathlib import Path

from tests.unit.entrypoints.cli.house import EVERYTHING, NOORS_MONTH, House

NOOR_ON_THE_5TH = NOORS_MONTH[0]


def test_what_a_file_adds_changes_and_removes(house: House) -> None:
    covers = ("--covers", "2026-10-01..2026-10-31")
    (first,) = house.json("timecards", "import", str(house.write_hours(*NOORS_MONTH)), *covers)["files"]
    assert (first["kind"], first["file"], first["rows"]) == ("timecards", "hours.csv", 4)
    assert (first["added"], first["changed"], first["removed"], first["unchanged"]) == (4, [], [], 0)

    longer = (*NOOR_ON_THE_5TH[:2], "10:00 - 19:00", *NOOR_ON_THE_5TH[3:])
    path = str(house.write_hours(longer, *NOORS_MONTH[1:3]))
    (second,) = house.json("timecards", "import", path, *covers)["files"]
    assert (second["added"], second["unchanged"]) == (0, 2)
    (change,) = second["changed"]
    assert (change["before"]["hours"], change["after"]["hours"]) == ("7.50", "8.50")
    assert [card["day"] for card in second["removed"]] == ["2026-10-17"]

    (again,) = house.json("timecards", "import", path, *covers)["files"]
    assert (again["added"], again["changed"], again["removed"], again["unchanged"]) == (0, [], [], 3)


def test_the_screen_of_an_import(house: House) -> None:
    screen = house.ok("timecards", "import", str(house.write_hours(*NOORS_MONTH)))
    assert "hours.csv: 4 timecards: 4 added, 0 changed, 0 removed, 0 unchanged" in screen
    assert "1 person was linked" in screen


def test_a_span_that_cannot_be_read(house: House) -> None:
    path = str(house.write_hours(*NOORS_MONTH))
    for span in ("2026-10-01", "2026-10-31..2026-10-01", "oktober..november"):
        error = house.json("timecards", "import", path, "--covers", span, code=2)["error"]
        assert error["code"] == "covers-not-readable"
    assert house.json("timecards", "import", path, "--venue", "De Kade", code=2)["error"]["code"] == "usage"


def test_files_before_a_bad_one_are_imported_and_said(house: House, tmp_path: Path) -> None:
    good, bad = str(house.write_hours(*NOORS_MONTH)), tmp_path / "letter.csv"
    bad.write_text("Dear payroll office,\n", encoding="utf-8")
    screen = house.run("timecards", "import", good, str(bad))
    assert screen.exit_code == 2
    assert "hours.csv: 4 timecards" in screen.stdout
    assert "letter.csv is not an export of hours" in screen.stderr
    document = house.json("timecards", "import", good, str(bad), code=2)
    assert document["error"]["code"] == "file-not-eitje"
    assert document["files"][0]["unchanged"] == 4


def test_a_file_that_is_not_there(house: House, tmp_path: Path) -> None:
    words = ("timecards", "import", str(tmp_path / "none.xlsx"))
    assert house.json(*words, code=2)["error"]["code"] == "file-not-found"


def test_each_timecard_says_what_became_of_it(house: House) -> None:
    house.work(*NOORS_MONTH, ("Nieuwe Invaller", "06/10/2026", "10:00 - 15:00", "0:00", ""))
    shown = house.json("timecards", "list", "--period", "2026-10")
    assert shown["period"] == "2026-10"
    first = shown["timecards"][0]
    assert first["start"] == "2026-10-05T10:00:00+02:00"
    assert (first["minutes"], first["hours"], first["break_minutes"]) == (450, "7.50", 30)
    assert first["meals"] == [{"kind": "lunch", "count": 1}]
    states = {(card["name"], card["state"]) for card in shown["timecards"]}
    assert states == {("Noor van Dijk", "not sent"), ("Nieuwe Invaller", "left out")}
    (left_out,) = [card for card in shown["timecards"] if card["state"] == "left out"]
    assert "not linked" in left_out["because"]

    house.run("export", "apply", *EVERYTHING, "--yes")
    screen = house.ok("timecards", "list", "--period", "2026-10")
    assert screen.splitlines()[-1] == "4 proved, 1 left out"


def test_a_period_is_needed_and_must_be_one(house: House) -> None:
    assert house.json("timecards", code=2)["error"]["code"] == "usage"
    assert house.json("timecards", "list", "--period", "october", code=2)["error"]["code"] == "period-not-readable"
