"""Makes small files of eitje, to be changed in one place by a test."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pytest
import xlsxwriter

from adapters.eitje_files import EitjeFileReader
from application.ports.timecards import ReadOptions
from domain.errors import ProductError
from domain.timecard import Timecard
from domain.timecard_import import TimecardFile

PLAIN_ENTRY = {
    "datum": "02/10/2026",
    "naam": "Noor van Dijk",
    "naam van vestiging": "De Kade",
    "team naam": "Bediening",
    "type": "gewerkte uren",
    "contracttype": "nul uren",
    "start- tot eindtijd": "10:00 - 18:00",
    "pauze": "0:30",
    "uren": "7:30",
    "maaltijden": "",
    "e-mailadres": "noor.vandijk@kade.example",
    "support ID": "4711",
}
NO_OPTIONS = ReadOptions()
HOURS_LOG = (("Table type", "time_registration_shift"),)


def entries(*changes: Mapping[str, str]) -> list[dict[str, str]]:
    """Approved entries of 7:30 with other cells by column, and support IDs 1, 2, 3 unless a change says another."""
    return [PLAIN_ENTRY | {"support ID": str(number)} | dict(change) for number, change in enumerate(changes, 1)]


def total(hours: str) -> dict[str, str]:
    """A totals row."""
    return {"uren": hours}


def table(rows: Iterable[Mapping[str, str]], columns: Sequence[str] | None = None) -> list[list[str]]:
    """Header and rows; the columns are those of the rows unless named."""
    rows = list(rows)
    columns = list(columns or dict.fromkeys(column for row in rows for column in row))
    return [columns, *([row.get(column, "") for column in columns] for row in rows)]


def csv_bytes(lines: Iterable[Sequence[str]], encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    """Lines as a CSV file."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows(lines)
    return text.getvalue().encode(encoding)


def xlsx_bytes(**sheets: Iterable[Sequence[str]]) -> bytes:
    """Sheets of text cells as an xlsx file."""
    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, {"in_memory": True})
    for name, lines in sheets.items():
        sheet = book.add_worksheet(name)
        for row, cells in enumerate(lines):
            for column, text in enumerate(cells):
                if text:
                    sheet.write_string(row, column, text)
    book.close()
    return packed.getvalue()


def hours_xlsx(
    head: Iterable[Sequence[str]], rows: Iterable[Mapping[str, str]], log: Iterable[Sequence[str]] = ()
) -> bytes:
    """An hours export with this head, and a log of at least its table type."""
    return xlsx_bytes(table=[*head, *table(rows)], log=[*HOURS_LOG, *log])


def read_bytes(
    folder: Path, content: bytes, options: ReadOptions = NO_OPTIONS, reader: EitjeFileReader | None = None
) -> TimecardFile:
    """Read bytes as a file called ``export``; it has to hold timecards."""
    path = folder / "export"
    path.write_bytes(content)
    file = (reader or EitjeFileReader()).read(path, options)
    assert isinstance(file, TimecardFile)
    return file


def read_rows(folder: Path, *rows: Mapping[str, str], options: ReadOptions = NO_OPTIONS) -> TimecardFile:
    """Read rows as a CSV."""
    return read_bytes(folder, csv_bytes(table(rows)), options)


def read_one(folder: Path, cells: Mapping[str, str], options: ReadOptions = NO_OPTIONS) -> Timecard:
    """The timecard of one entry with these cells."""
    (card,) = read_rows(folder, *entries(cells), options=options).timecards
    return card


def refusal(
    folder: Path, content: bytes, reader: EitjeFileReader | None = None, options: ReadOptions = NO_OPTIONS
) -> ProductError:
    """The error with which a file is refused."""
    with pytest.raises(ProductError) as caught:
        read_bytes(folder, content, options, reader)
    return caught.value


def bad_row(folder: Path, cells: Mapping[str, str]) -> str:
    """What is said of the one bad row of a file: an entry with these cells, after a good one."""
    error = refusal(folder, csv_bytes(table(entries({}, cells))))
    assert (error.code, error.details["count"]) == ("file-has-bad-rows", 1)
    return str(error.details["detail"]).strip()
