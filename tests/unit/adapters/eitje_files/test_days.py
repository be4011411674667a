"""Dates with and without a year, and the year that they get."""

from datetime import date
from pathlib import Path

import pytest

from application.ports.timecards import ReadOptions
from domain.errors import ProductError
from tests.unit.adapters.eitje_files.making import (
    bad_row,
    csv_bytes,
    entries,
    hours_xlsx,
    read_bytes,
    read_one,
    refusal,
    table,
)

OCTOBER = ReadOptions(span=(date(2026, 10, 1), date(2026, 10, 31)))
NEW_YEAR = ReadOptions(span=(date(2026, 12, 21), date(2027, 1, 20)))


def refusal_with(folder: Path, day: str, options: ReadOptions) -> str:
    with pytest.raises(ProductError, match="file-has-bad-rows") as caught:
        read_one(folder, {"datum": day}, options)
    return str(caught.value)


@pytest.mark.parametrize(
    "written",
    [
        *["31/10/2026", "31/10/26", "31-10-2026", "2026-10-31", "31.10.2026", "zaterdag 31/10/2026"],
        *[
            "zaterdag 31 oktober 2026",
            "31 okt 2026",
            "za 31 okt. 2026",
            "Zaterdag, 31 Oktober 2026",
            "2026-10-31 00:00",
        ],
    ],
)
def test_dates_with_a_year(tmp_path: Path, written: str) -> None:
    assert read_one(tmp_path, {"datum": written}).day == date(2026, 10, 31)


@pytest.mark.parametrize("written", ["vrijdag 02 oktober", "2 oktober", "vr 2 okt"])
def test_a_date_without_a_year_takes_the_one_inside_the_period(tmp_path: Path, written: str) -> None:
    assert read_one(tmp_path, {"datum": written}, OCTOBER).day == date(2026, 10, 2)


@pytest.mark.parametrize(
    ("written", "day"), [("maandag 28 december", date(2026, 12, 28)), ("vrijdag 01 januari", date(2027, 1, 1))]
)
def test_a_period_may_cross_new_year(tmp_path: Path, written: str, day: date) -> None:
    assert read_one(tmp_path, {"datum": written}, NEW_YEAR).day == day


def test_the_weekday_decides_when_two_years_fit(tmp_path: Path) -> None:
    long = ReadOptions(span=(date(2025, 1, 1), date(2026, 12, 31)))
    assert read_one(tmp_path, {"datum": "donderdag 2 oktober"}, long).day == date(2025, 10, 2)
    error = refusal_with(tmp_path, "2 oktober", long)
    assert "more than one year fits" in error


def test_a_date_outside_the_period_is_a_bad_row(tmp_path: Path) -> None:
    assert "there is no such day from 2026-10-01 to 2026-10-31" in refusal_with(tmp_path, "1 november", OCTOBER)


def test_a_year_is_needed(tmp_path: Path) -> None:
    error = refusal(tmp_path, csv_bytes(table(entries({"datum": "vrijdag 02 oktober"}))))
    assert error.code == "file-year-needed"
    assert "--period" in error.do()


def test_the_days_that_a_csv_is_said_to_cover_give_the_year_too(tmp_path: Path) -> None:
    covers = ReadOptions(covers=(date(2026, 10, 1), date(2026, 10, 31)))
    assert read_one(tmp_path, {"datum": "2 oktober"}, covers).day == date(2026, 10, 2)


def test_the_files_own_period_goes_before_that_of_the_person(tmp_path: Path) -> None:
    head = [("Geëxporteerde periode", "donderdag 01-10-2026 – zaterdag 31-10-2026"), ()]
    content = hours_xlsx(head, entries({"datum": "vrijdag 02 oktober"}))
    other = ReadOptions(span=(date(2020, 10, 1), date(2020, 10, 31)))
    (card,) = read_bytes(tmp_path, content, other).timecards
    assert card.day == date(2026, 10, 2)


def test_a_row_outside_the_files_own_period_is_bad(tmp_path: Path) -> None:
    head = [("Geëxporteerde periode", "01-10-2026 – 31-10-2026"), ()]
    error = refusal(tmp_path, hours_xlsx(head, entries({"datum": "01/11/2026"})))
    assert 'table, row 4, datum "01/11/2026": outside the days of this file, 2026-10-01 to 2026-10-31' in error.what()


@pytest.mark.parametrize(
    "written",
    [
        *["", "31/02/2026", "31/10/1969", "01/01/1900", "31/10/2100", "10/31/2026", "gisteren", "vrijdag"],
        *["zondag 31/10/2026", "blaasdag 31/10/2026", "31 brumaire 2026", "46326", "2026-13-01"],
    ],
)
def test_dates_that_cannot_be(tmp_path: Path, written: str) -> None:
    assert bad_row(tmp_path, {"datum": written}).startswith(f'CSV, row 3, datum "{written}": ')
