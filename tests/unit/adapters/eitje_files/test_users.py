"""eitje's file of team members."""

from pathlib import Path

import pytest

from adapters.eitje_files import EitjeFileReader
from application.ports.timecards import ReadOptions
from domain.errors import ProductError
from domain.timecard_import import EitjeUser, UserFile
from tests.unit.adapters.eitje_files.making import csv_bytes, table, xlsx_bytes

NOOR = {
    "naam": "Noor van Dijk",
    "e-mailadres": "noor.vandijk@kade.example",
    "Nmbrs ID": "",
    "contractvestiging": "De Kade",
}
JOOST = {"naam": "Joost van der Meer", "e-mailadres": "", "Nmbrs ID": "503209", "contractvestiging": ""}
READ = (
    EitjeUser("Noor van Dijk", "noor.vandijk@kade.example", None, "De Kade"),
    EitjeUser("Joost van der Meer", None, "503209", None),
)


def users(folder: Path, content: bytes) -> tuple[EitjeUser, ...]:
    path = folder / "users"
    path.write_bytes(content)
    file = EitjeFileReader().read(path, ReadOptions())
    assert isinstance(file, UserFile)
    return file.users


def test_from_csv_and_xlsx(tmp_path: Path) -> None:
    lines = table([NOOR, JOOST])
    assert users(tmp_path, csv_bytes(lines)) == READ
    assert users(tmp_path, xlsx_bytes(table=[("Teamleden",), (), *lines], log=[("Table type", "user")])) == READ


def test_by_first_and_last_name(tmp_path: Path) -> None:
    row = {"voornaam": "Zoë", "achternaam": "van den Berg", "e-mailadres": "zoe@kade.example"}
    assert users(tmp_path, csv_bytes(table([row]))) == (EitjeUser("Zoë van den Berg", "zoe@kade.example", None, None),)


def test_a_last_row_without_anybody_is_no_user(tmp_path: Path) -> None:
    lines = table([NOOR | {"wekelijkse contracturen": "24:00"}, JOOST, {"wekelijkse contracturen": "24:00"}])
    assert users(tmp_path, csv_bytes(lines)) == READ


def test_the_same_row_twice_is_one_user(tmp_path: Path) -> None:
    assert users(tmp_path, csv_bytes(table([NOOR, JOOST, NOOR]))) == READ


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ({"naam": ""}, 'CSV, row 2, naam "": nobody is named'),
        ({"e-mailadres": "noor"}, 'CSV, row 2, e-mailadres "noor": this is not an e-mail address'),
        ({"Nmbrs ID": "x"}, 'CSV, row 2, Nmbrs ID "x": a Nmbrs ID is a whole number or a UUID'),
    ],
)
def test_bad_rows(tmp_path: Path, bad: dict[str, str], said: str) -> None:
    with pytest.raises(ProductError) as caught:
        users(tmp_path, csv_bytes(table([NOOR | bad, JOOST])))
    assert (caught.value.code, str(caught.value.details["detail"]).strip()) == ("file-has-bad-rows", said)


def test_names_alone_are_no_user_file(tmp_path: Path) -> None:
    with pytest.raises(ProductError) as caught:
        users(tmp_path, csv_bytes(table([{"naam": "Noor", "contractvestiging": "De Kade", "uren": "7:30"}])))
    assert caught.value.code == "file-not-eitje"


@pytest.mark.parametrize("column", ["uren", "pauze", "maaltijden", "start- tot eindtijd"])
def test_hours_whose_date_column_was_renamed_are_no_file_of_team_members(tmp_path: Path, column: str) -> None:
    row = {**NOOR, "dag": "05/10/2026", column: "8:00"}
    with pytest.raises(ProductError) as refused:
        users(tmp_path, csv_bytes([list(row), list(row.values())]))
    assert refused.value.code == "file-not-eitje"
