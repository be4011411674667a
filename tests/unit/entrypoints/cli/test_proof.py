"""The proof of an export on the command line."""

from __future__ import annotations

import zipfile
from pathlib import Path

from domain.wage_period import PeriodRef
from tests.unit.entrypoints.cli.house import EVERYTHING, House

OCTOBER = PeriodRef(2026, 10)


def sent(house: House) -> str:
    """The id of an export of everything."""
    return str(house.json("export", "apply", *EVERYTHING, "--yes")["export"]["id"])


def test_the_proof_names_both_sides_and_the_trail(worked: House) -> None:
    export = sent(worked)
    told = worked.json("export", "proof", export[:8])
    assert told["verdict"] == "proved"
    noor = [row for row in told["rows"] if row["employee"] == "503201"]
    assert [(row["kind"], row["eitje"], row["found"]) for row in noor] == [
        ("hours", "29.50", "29.50"),
        ("wage", "2.00", "2.00"),
        ("days", "4.00", "4.00"),
    ]
    (hours,) = [each for each in told["totals"] if each["kind"] == "hours"]
    assert (hours["code"], hours["eitje"], hours["found"], hours["others"]) == ("2100", "29.50", "29.50", "0.00")
    screen = worked.ok("export", "proof", export)
    assert "PROVED: Nmbrs holds exactly this." in screen
    assert told["audit"]["head"] in screen.replace("\n", "")


def test_a_workbook_is_written_once(worked: House, tmp_path: Path) -> None:
    export, file = sent(worked), tmp_path / "proof.xlsx"
    assert worked.json("export", "proof", export, "--out", str(file))["verdict"] == "proved"
    with zipfile.ZipFile(file) as book:
        assert "Noor van Dijk" in "".join(book.read(name).decode() for name in book.namelist())
    assert worked.run("export", "proof", export, "--out", str(file)).exit_code == 2
    worked.ok("export", "proof", export, "--out", str(file), "--force")


def test_an_edit_in_nmbrs_is_exit_code_1(worked: House) -> None:
    export = sent(worked)
    (line,) = worked.nmbrs.office.lines(503201, OCTOBER)
    worked.nmbrs.office.edit_line(line.id, "25.00")
    told = worked.json("export", "proof", export, code=1)
    (row,) = [each for each in told["rows"] if each["verdict"] != "agrees"]
    assert (row["name"], row["eitje"], row["found"], row["verdict"]) == (
        "Noor van Dijk",
        "29.50",
        "25.00",
        "edited in Nmbrs",
    )
