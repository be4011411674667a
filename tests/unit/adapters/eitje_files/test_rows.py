"""Rows taken together: the totals row, bad rows, a support ID on two rows."""

from pathlib import Path

import pytest

from adapters.eitje_files import EitjeFileReader
from domain.timecard_import import TimecardFile
from tests.unit.adapters.eitje_files.making import csv_bytes, entries, read_bytes, read_rows, refusal, table, total

NO_TOTALS = "The file has no totals row, so it cannot be seen whether rows are missing."
LEAVE = {"type": "verlof", "start- tot eindtijd": "", "pauze": "", "uren": "8:00"}


def shown(hours: str, times: str = "", pause: str = "") -> dict[str, str]:
    return {"uren": hours, "start- tot eindtijd": times, "pauze": pause}


def read(folder: Path, *rows: dict[str, str]) -> TimecardFile:
    return read_rows(folder, *rows)


def test_a_totals_row_that_adds_up(tmp_path: Path) -> None:
    file = read(tmp_path, *entries({}, {}, LEAVE), total("23:00"))
    assert (len(file.timecards), file.remarks.count(NO_TOTALS)) == (3, 0)


def test_a_totals_row_may_say_that_it_is_one(tmp_path: Path) -> None:
    assert len(read(tmp_path, *entries({}, {}), total("15:00") | {"datum": "Totaal"}).timecards) == 2


def test_a_totals_row_may_be_large(tmp_path: Path) -> None:
    assert len(read(tmp_path, *entries(*[{}] * 200), total("1500:00")).timecards) == 200
    assert len(read(tmp_path, *entries(*[shown("7,5")] * 200), total("1.500,00")).timecards) == 200


@pytest.mark.parametrize("stated", ["22:30", "23:01", "15:00", "0:00", "23,02"])
def test_a_totals_row_that_does_not_add_up(tmp_path: Path, stated: str) -> None:
    error = refusal(tmp_path, csv_bytes(table([*entries({}, {}, LEAVE), total(stated)])))
    assert error.code == "file-does-not-add-up"
    assert error.details["counted"] == "23:00"


@pytest.mark.parametrize("stated", ["22,00", "21,99", "22"])
def test_the_total_may_be_of_the_exact_times_or_of_what_is_shown(tmp_path: Path, stated: str) -> None:
    rows = entries(*[shown("7,33", "10:00 - 17:50", "0:30")] * 3)
    assert len(read(tmp_path, *rows, total(stated)).timecards) == 3


def test_rounded_hours_without_times_may_add_up_to_as_much_as_they_were_rounded(tmp_path: Path) -> None:
    rows = entries(*[shown("7,33")] * 3)
    assert len(read(tmp_path, *rows, total("22,00")).timecards) == 3
    error = refusal(tmp_path, csv_bytes(table([*rows, total("22,02")])))
    assert (error.code, error.details["stated"]) == ("file-does-not-add-up", "22:01")


def test_an_entry_whose_hours_and_times_differ_counts_as_shown(tmp_path: Path) -> None:
    rows = entries(*[shown("7,33", "10:00 - 17:50", "0:30")] * 3, shown("9,5", "10:00 - 18:00"))
    assert len(read(tmp_path, *rows, total("31,5")).timecards) == 4


def test_without_an_hours_column_there_is_nothing_to_add_up(tmp_path: Path) -> None:
    lines = table([*entries({}), {"maaltijden": "1"}], [column for column in entries({})[0] if column != "uren"])
    assert len(read_bytes(tmp_path, csv_bytes(lines)).timecards) == 1


def test_a_missing_totals_row_is_said(tmp_path: Path) -> None:
    assert NO_TOTALS in read(tmp_path, *entries({})).remarks


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            [total("7:30"), *entries({})],
            'CSV, row 2, support ID "": empty; only the totals row, the last one, has none',
        ),
        (
            [*entries({}), {"datum": "02/10/2026", "naam": "Noor van Dijk", "uren": "7:30"}],
            'CSV, row 3, support ID "": empty; only the totals row, the last one, has none',
        ),
        (
            [*entries({}), {"naam": "Noor van Dijk"}],
            'CSV, row 3, uren "": a last row without support ID holds totals, but this one has no hours',
        ),
        ([*entries({}), total("veel")], 'CSV, row 3, uren "veel": hours are written 7:20 or 7,33'),
    ],
)
def test_a_row_without_support_id_that_is_no_totals_row(tmp_path: Path, rows: list[dict[str, str]], said: str) -> None:
    error = refusal(tmp_path, csv_bytes(table(rows)))
    assert (error.code, error.details["count"], error.details["detail"]) == ("file-has-bad-rows", 1, f"\n{said}")


def test_blank_rows_are_passed_over(tmp_path: Path) -> None:
    first, second = entries({}, {})
    assert len(read(tmp_path, first, {}, {"naam": "  "}, second, total("15:00"), {}).timecards) == 2


def test_all_bad_rows_are_named_and_nothing_is_read(tmp_path: Path) -> None:
    rows = entries({}, {"uren": "-1:00"}, {}, {"datum": "31/02/2026"}, {"type": "feest"})
    error = refusal(tmp_path, csv_bytes(table(rows)))
    assert error.details["count"] == 3
    assert str(error.details["detail"]).splitlines() == [
        "",
        'CSV, row 3, uren "-1:00": hours cannot be negative',
        'CSV, row 5, datum "31/02/2026": there is no such day',
        'CSV, row 6, type "feest": unknown type; known are gewerkte uren, verlof, ziek, bijzonder verlof',
    ]


def test_more_bad_rows_than_are_listed_are_counted(tmp_path: Path) -> None:
    rows = entries(*[{"uren": "-1:00"}] * 5)
    error = refusal(tmp_path, csv_bytes(table(rows)), EitjeFileReader(max_listed=2))
    assert error.details["count"] == 5
    assert str(error.details["detail"]).endswith("(and 3 more)")
    assert str(error.details["detail"]).count("CSV, row") == 2


def test_the_same_row_twice_counts_once(tmp_path: Path) -> None:
    file = read(tmp_path, *entries({"support ID": "9"}, {"support ID": "9"}), total("15:00"))
    assert len(file.timecards) == 1
    assert any(remark.endswith("the same support ID: 1. They count once.") for remark in file.remarks)


@pytest.mark.parametrize("change", [{"uren": "7:00"}, {"maaltijden": "lunch"}, {"naam": "Daan de Vries"}])
def test_a_support_id_on_rows_of_different_content(tmp_path: Path, change: dict[str, str]) -> None:
    rows = entries({"support ID": "9"}, {"support ID": "9"} | change)
    error = refusal(tmp_path, csv_bytes(table(rows)))
    assert (error.code, error.details["key"]) == ("file-key-twice", "9")


def test_more_rows_than_allowed(tmp_path: Path) -> None:
    rows = [*entries({}, {}, {}), total("22:30")]
    assert len(read_bytes(tmp_path, csv_bytes(table(rows)), reader=EitjeFileReader(max_rows=3)).timecards) == 3
    error = refusal(tmp_path, csv_bytes(table(rows)), EitjeFileReader(max_rows=2))
    assert error.code == "file-too-large"
    assert "more than 2 rows" in error.what()
