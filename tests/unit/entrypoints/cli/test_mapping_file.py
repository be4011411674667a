"""The mapping as a file, and names in it that nothing bears."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.entrypoints.cli.house import HOURS, House

SHIFT = ("Noor van Dijk", "05/10/2026", "10:00 - 18:00", "0:00", "lunch")


@pytest.fixture
def file(house: House) -> Path:
    """The mapping of the house, exported, in which hours now go to another code."""
    path = house.folder / "mapping.toml"
    house.ok("mapping", "export", str(path))
    path.write_text(path.read_text(encoding="utf-8").replace('"2100"', '"2190"'), encoding="utf-8")
    return path


def test_a_file_is_never_written_over_by_accident(house: House, file: Path) -> None:
    assert house.run("mapping", "export", str(file)).exit_code == 2
    assert '"2190"' in file.read_text(encoding="utf-8")
    house.ok("mapping", "export", str(file), "--force")
    assert '"2100"' in file.read_text(encoding="utf-8")
    assert house.run("mapping", "export", str(house.folder / "no" / "folder.toml")).exit_code == 2


def test_a_check_shows_what_would_change_and_changes_nothing(house: House, file: Path) -> None:
    house.work(SHIFT)
    house.ok("export", "apply", *HOURS, "--yes")
    screen = house.ok("mapping", "check", str(file))
    assert "~  hours, zero-hours → 2100 becomes hours, zero-hours → 2190" in screen
    assert "2026-10 under these rules" in screen
    assert "1 person would differ from what was sent." in screen
    rows = [line.split()[-5:] for line in screen.splitlines() if line.startswith("Noor van Dijk")]
    assert rows == [["hours", "2100", "8.00", "8.00", "0.00"], ["hours", "2190", "0.00", "0.00", "8.00"]]
    document = house.json("mapping", "check", str(file))
    run = document["dry_run"]
    assert (run["period"], run["people_changed"]) == ("2026-10", ["Noor van Dijk"])
    assert [(x["kind"], x["code"], x["sent"], x["present"], x["new"]) for x in run["totals"]] == [
        ("hours", "2100", "8.00", "8.00", "0.00"),
        ("hours", "2190", "0.00", "0.00", "8.00"),
    ]
    assert house.json("mapping")["version"] == 3
    assert house.json("mapping", "check", str(file), "--period", "2031-01", code=2)["error"]["code"] == (
        "wage-period-not-set"
    )


def test_what_was_sent_and_stays_as_it_was_is_shown_too(house: House, file: Path) -> None:
    house.work(SHIFT)
    house.ok("export", "apply", *HOURS, "--yes")
    text = file.read_text(encoding="utf-8").replace('"2190"', '"2100"').replace('"4899"', '"4900"')
    file.write_text(text, encoding="utf-8")
    run = house.json("mapping", "check", str(file))["dry_run"]
    assert [(x["code"], x["sent"], x["present"], x["new"]) for x in run["totals"]] == [
        ("2100", "8.00", "8.00", "8.00"),
        ("4899", "0.00", "1.00", "0.00"),
        ("4900", "0.00", "0.00", "1.00"),
    ]


def test_people_who_would_be_stopped_are_named(house: House, file: Path) -> None:
    house.work(SHIFT)
    house.ok("export", "apply", *HOURS, "--meals", "--yes")
    without = file.read_text(encoding="utf-8").replace('"meal:lunch"', '"meal:diner"')
    file.write_text(without, encoding="utf-8")
    (stopped,) = house.json("mapping", "check", str(file))["dry_run"]["stopped"]
    assert (stopped["code"], stopped["person"]) == ("unmapped", "Noor van Dijk")
    assert "Noor van Dijk would be stopped: There is no rule for meal:lunch" in house.ok("mapping", "check", str(file))


def test_an_import_is_agreed_to_by_the_hash_of_what_was_shown(house: House, file: Path) -> None:
    error = house.json("mapping", "import", str(file), code=2)["error"]
    assert error["code"] == "mapping-import-unconfirmed"
    hash_ = house.json("mapping", "check", str(file))["hash"]
    assert error["details"]["hash"] == hash_
    done = house.json("mapping", "import", str(file), "--yes", hash_)
    assert (done["version"], done["changes"]) == (4, True)
    assert house.json("mapping")["rules"][0]["code"] == "2190"
    outdated = house.json("mapping", "import", str(file), "--yes", hash_, code=2)["error"]
    assert outdated["code"] == "mapping-import-outdated"
    again = house.json("mapping", "import", str(file))
    assert (again["version"], again["changes"]) == (4, False)


def test_an_import_asks_first(house: House, file: Path) -> None:
    refused = house.run("mapping", "import", str(file), answers="n\n")
    assert (refused.exit_code, house.json("mapping")["version"]) == (2, 3)
    assert "Take this over?" in refused.stderr
    assert house.run("mapping", "import", str(file), answers="y\n").exit_code == 0
    assert house.json("mapping")["version"] == 4


def test_an_older_file_would_undo_what_changed_since(house: House, file: Path) -> None:
    house.ok("mapping", "set", "meal:diner", "--to", "4900")
    screen = house.ok("mapping", "check", str(file))
    assert "The file was exported from version 3, and version 4 stands now" in screen
    assert "-  meal:diner → 4900" in screen


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"rule =", "mapping-file-unreadable"),
        (b"\xff\xfe", "mapping-file-unreadable"),
        (b'[[rule]]\nthing = "hours"\n', "mapping-file-wrong"),
        (b'company = "1201"\n', "mapping-file-of-other-company"),
    ],
)
def test_what_cannot_be_read_changes_nothing(house: House, content: bytes, code: str) -> None:
    path = house.folder / "wrong.toml"
    path.write_bytes(content)
    for command in ("check", "import"):
        assert house.json("mapping", command, str(path), code=2)["error"]["code"] == code
    assert house.json("mapping")["version"] == 3


def test_a_file_that_is_not_there(house: House) -> None:
    document = house.json("mapping", "check", str(house.folder / "none.toml"), code=2)
    assert document["error"]["code"] == "file-not-found"


def test_misspelt_names_are_warned_of_and_stored_all_the_same(house: House) -> None:
    house.work(SHIFT)
    words = ("mapping", "set", "meal:lunsh", "--to", "4900", "--venue", "De Kaade")
    document = house.json(*words)
    assert [(x["what"], x["name"], x["meant"]) for x in document["unknown"]] == [
        ("venue", "De Kaade", "De Kade"),
        ("meal", "lunsh", "lunch"),
    ]
    assert document["rule"]["code"] == "4900"
    assert 'no venue is called "De Kaade". Did you mean De Kade?' in house.ok("mapping")


def test_before_any_hours_are_imported_nothing_is_said_of_teams_and_meals(house: House) -> None:
    assert house.json("mapping", "set", "meal:brunch", "--to", "4900", "--team", "Bar")["unknown"] == []


def test_a_rule_is_removed_by_its_conditions_and_first_day(house: House) -> None:
    house.ok("mapping", "set", "meal:lunch", "--to", "4900", "--from", "2026-11-01")
    assert house.json("mapping", "--on", "2026-11-01")["rules"][-1]["code"] == "4900"
    gone = house.json("mapping", "remove", "meal:lunch", "--from", "2026-11-01")
    assert (gone["rule"]["code"], gone["since"]["code"], gone["version"]) == ("4900", "4899", 5)
    error = house.json("mapping", "remove", "meal:lunch", "--team", "Bar", code=2)["error"]
    assert error["code"] == "rule-unknown"
    assert house.json("mapping", "--on", "2026-11-01")["rules"][2]["code"] == "4899"
