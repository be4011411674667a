"""The overview on the command line: its screen, its files, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from dependency_injector import providers

from domain.terms import CompanyId
from tests.unit.entrypoints.cli.house import HOURS, House

PERIOD = ("overview", "--period", "2026-10")


def test_the_screen_ends_with_whether_it_ties_out(worked: House) -> None:
    screen = worked.ok(*PERIOD)
    lines = [line.split() for line in screen.splitlines()]
    assert [
        "Noor",
        "van",
        "Dijk,",
        "zero-hours",
        "4",
        "4",
        "29.50",
        "0.00",
        "2.00",
        "0.00",
        "not",
        "yet",
        "sent",
    ] in lines
    assert ["hours", "2100", "(zero-hours)", "29.50", "0.00", "0.00", "0.00", "29.50", "ties", "out"] in lines
    assert screen.splitlines()[-1].startswith("TIES OUT")


def test_a_row_per_day(worked: House) -> None:
    lines = [line.split() for line in worked.ok(*PERIOD, "--by", "day").splitlines()]
    assert ["2026-10-05", "De", "Kade", "1", "1", "7.50"] in lines
    assert ["Total", "1", "4", "29.50"] in lines


def test_json_either_way(worked: House) -> None:
    one, other = worked.json(*PERIOD), json.loads(worked.ok(*PERIOD, "--format", "json"))
    assert one == other
    assert (one["totals"]["hours"], one["ties_out"]) == ("29.50", True)


def test_only_some_boxes_and_one_contract_type(worked: House) -> None:
    shown = worked.json(*PERIOD, "--hours", "--contract-type", "zero-hours")
    assert (shown["parts"], shown["contract_types"]) == (["hours"], ["zero-hours"])
    assert [row["code"] for row in shown["totals"]["codes"]] == ["2100"]


def test_csv_on_the_screen_and_in_a_file(worked: House) -> None:
    file = worked.folder / "october.csv"
    shown = worked.ok(*PERIOD, "--format", "csv")
    worked.ok(*PERIOD, "--format", "csv", "--out", str(file))
    assert file.read_bytes().decode("utf-8") == shown.replace("\n", "\r\n") or file.read_bytes().decode() == shown
    assert "Noor van Dijk;503201;zero hours;4;4;29,50;0,00;2,00;;;0,00;not yet sent;" in shown
    point = worked.ok(*PERIOD, "--format", "csv", "--separator", "comma", "--decimal", "point")
    assert "Noor van Dijk,503201,zero hours,4,4,29.50," in point


def test_a_workbook_is_written_whole_and_never_over_another_file(worked: House) -> None:
    file = worked.folder / "october.xlsx"
    written = worked.json(*PERIOD, "--format", "xlsx", "--out", str(file))
    assert (written["bytes"], written["ties_out"]) == (file.stat().st_size, True)
    assert file.read_bytes().startswith(b"PK")
    file.write_text("mine")
    refused = worked.run(*PERIOD, "--format", "xlsx", "--out", str(file))
    assert (refused.exit_code, file.read_text()) == (2, "mine")
    worked.ok(*PERIOD, "--format", "xlsx", "--out", str(file), "--force")
    assert file.read_bytes().startswith(b"PK")
    assert [each.name for each in worked.folder.iterdir() if each.name.startswith(".")] == []


def test_a_folder_that_is_not_there(worked: House) -> None:
    nowhere = worked.folder / "nowhere" / "o.csv"
    refused = worked.run(*PERIOD, "--format", "csv", "--out", str(nowhere))
    assert refused.exit_code == 2
    assert "cannot be written" in refused.output


@pytest.mark.parametrize(
    "words",
    [
        ("--format", "xlsx"),
        ("--out", "o.txt"),
        ("--format", "csv", "--separator", "comma"),
    ],
)
def test_nonsense_is_refused(worked: House, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(worked.folder)
    assert worked.run(*PERIOD, *words).exit_code == 2
    assert not Path("o.txt").exists()


def test_in_dutch(worked: House) -> None:
    settings = worked.container.settings().model_copy(update={"language": "nl"})
    with worked.container.settings.override(providers.Object(settings)):
        shown = worked.ok(*PERIOD, "--format", "csv")
    assert "Naam;Medewerker;Contracttype;Diensten" in shown
    assert "nog niet verzonden" in shown


def test_the_overview_leaves_no_trace(worked: House) -> None:
    def trace() -> tuple[int, int]:
        with worked.container.storage().read() as work:
            return len(work.audit.records()), len(work.ledger.plans(CompanyId("1200")))

    before = trace()
    worked.ok(*PERIOD)
    assert trace() == before


def test_the_last_word_of_an_export_of_some_people_says_so(worked: House) -> None:
    worked.work(
        ("Noor van Dijk", "05/10/2026", "10:00 - 18:00", "0:30", ""),
        ("Daan de Vries", "06/10/2026", "10:00 - 16:00", "0:00", ""),
    )
    screen = worked.ok("export", "apply", *HOURS, "--person", "Daan de Vries", "--yes")
    assert "Not selected, so not touched" in screen
    assert "PROVED for what was selected: Nmbrs holds exactly what eitje's hours come to." in screen
    assert "zero-hours: hours, only 503202" in worked.ok("export", "list")
    checked = worked.run("verify", "--period", "2026-10")
    assert checked.exit_code == 1
    assert "NOT YET SENT: of 1 person something was in no export so far." in checked.output
    assert "not yet sent, because no export included it" in " ".join(worked.ok("status").split())
