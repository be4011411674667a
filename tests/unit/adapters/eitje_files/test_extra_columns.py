"""Columns that a function allowance names: only those are read, whatever else the file holds."""

from pathlib import Path

import pytest

from application.ports.timecards import ReadOptions
from domain.timecard import Extra
from tests.unit.adapters.eitje_files.making import csv_bytes, entries, read_bytes, refusal, table, total, xlsx_bytes

FROST = ReadOptions(columns=frozenset({"vriescel"}))


def extras(folder: Path, cell: str, options: ReadOptions = FROST) -> tuple[Extra, ...]:
    return read_bytes(folder, csv_bytes(table(entries({"Vriescel *": cell}))), options).timecards[0].extras


@pytest.mark.parametrize(
    ("cell", "tenths"),
    [
        ("1:30", 900),
        ("1,5", 900),
        ("1,33", 798),
        ("2", 1200),
        ("x", None),
        (" Ja ", None),
        ("", 0),
        ("-", 0),
        ("nee", 0),
        ("0", 0),
    ],
)
def test_hours_or_a_mark(tmp_path: Path, cell: str, tenths: int | None) -> None:
    assert extras(tmp_path, cell) == (Extra("vriescel", tenths),)


def test_what_was_not_asked_for_is_not_read(tmp_path: Path) -> None:
    assert extras(tmp_path, "geheim", ReadOptions()) == ()
    other = ReadOptions(columns=frozenset({"stoker"}))
    assert extras(tmp_path, "geheim", other) == ()


@pytest.mark.parametrize("cell", ["misschien", "-1:00", "100"])
def test_anything_else_is_a_bad_row(tmp_path: Path, cell: str) -> None:
    error = refusal(tmp_path, csv_bytes(table(entries({"Vriescel": cell}))), options=FROST)
    assert error.code == "file-has-bad-rows"
    assert f'CSV, row 2, vriescel "{cell}"' in error.what()


def test_a_column_that_stands_there_twice(tmp_path: Path) -> None:
    lines = table(entries({"Vriescel": "1:00"}))
    lines = [[*line, line[-1]] for line in lines]
    assert refusal(tmp_path, csv_bytes(lines), options=FROST).code == "file-not-eitje"


def test_the_last_column_of_a_workbook_with_a_totals_row(tmp_path: Path) -> None:
    rows = [*entries({"Vriescel": "1:00"}, {}), total("15:00")]
    lines = table(rows)
    log = [["Table type", "time_registration_shift"]]
    cards = read_bytes(tmp_path, xlsx_bytes(table=lines, log=log), FROST).timecards
    assert [card.extras for card in cards] == [(Extra("vriescel", 600),), (Extra("vriescel", 0),)]
