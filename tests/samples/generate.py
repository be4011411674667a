"""Writes the files of ``samples/`` anew, byte for byte the same:

python -m tests.samples.generate
"""

from __future__ import annotations

import csv
import io
import sys
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import xlsxwriter

from domain.hours import AMSTERDAM
from tests.samples import story
from tests.samples.story import Entry

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = {3: "maart", 10: "oktober"}

OCTOBER_COLUMNS = {
    "▲ datum": "shift_date",
    "naam": "user_full_name",
    "naam van vestiging": "environment_name",
    "team naam": "team_name",
    "type": "shift_type",
    "contracttype": "contract_type",
    "contractvestiging": "contract_environment",
    "start- tot eindtijd": "shift_start_end_time_range",
    "pauze": "shift_break_time",
    "uren": "shift_hours",
    "maaltijden": "shift_meals",
    "e-mailadres": "user_email",
    "Nmbrs ID": "user_numbers_id",
    "support ID": "record_id",
}
MARCH_COLUMNS = (
    *("naam", "e-mailadres", "datum", "naam van vestiging", "team naam", "type", "contracttype"),
    *("contractvestiging", "start- tot eindtijd", "pauze", "uren", "maaltijden", "support ID"),
)
USER_COLUMNS = {
    "naam": "user_full_name",
    "e-mailadres": "user_email",
    "Nmbrs ID": "user_numbers_id",
    "contractvestiging": "contract_environment",
    "support ID": "record_id",
}


def long_day(day: date) -> str:
    """A day as the October export writes it: without the year."""
    return f"{WEEKDAYS[day.weekday()]} {day:%d} {MONTHS[day.month]}"


def workbook(made: datetime, table: Iterable[Sequence[str]], log: Iterable[Sequence[str]]) -> bytes:
    """An xlsx file in which every cell is text. Its parts are not compressed: that differs between machines."""
    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, {"in_memory": True})
    book.set_properties({"created": made.astimezone(UTC)})
    for name, rows in (("table", table), ("log", log)):
        sheet = book.add_worksheet(name)
        for row, cells in enumerate(rows):
            for column, text in enumerate(cells):
                if text:
                    sheet.write_string(row, column, text)
    book.close()
    stored = io.BytesIO()
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(stored, "w", zipfile.ZIP_STORED) as target:
        for part in source.infolist():
            target.writestr(zipfile.ZipInfo(part.filename), source.read(part))
    return stored.getvalue()


def log_columns(columns: Iterable[str]) -> str:
    """The log's way to name columns."""
    return ", ".join(f"{place}. {name}" for place, name in enumerate(columns))


def numbered(entries: Iterable[Entry], first: int) -> list[tuple[Entry, str]]:
    """Entries by day, each with its support ID."""
    by_day = sorted(entries, key=lambda entry: (entry.day, entry.times))
    return [(entry, str(first + 7 * place)) for place, entry in enumerate(by_day)]


def hours_xlsx(made: datetime, entries: Iterable[tuple[Entry, str]], total: str) -> bytes:
    """The export of October."""
    head = [
        ("Gewerkte uren",),
        ("Organisatie", "De Kade Horeca B.V."),
        ("Geëxporteerde periode", "donderdag 01-10-2026 – zaterdag 31-10-2026"),
        ("Vestigingen", "De Kade, Strandtent Zuid"),
        ("Geëxporteerd op", f"{made:%d-%m-%Y %H:%M}"),
        ("Let op: 2 gewerkte diensten zijn nog niet goedgekeurd", "Zoë van den Berg (2)"),
        (),
        tuple(OCTOBER_COLUMNS),
    ]
    rows = [
        (
            *(long_day(entry.day), entry.person.name, entry.venue or entry.person.venue, entry.person.team, entry.kind),
            *(entry.contract_type, entry.person.venue, entry.times, entry.pause, entry.hours, entry.meals),
            *(entry.person.email, entry.person.nmbrs_id, key),
        )
        for entry, key in entries
    ]
    totals = ["" if name != "uren" else total for name in OCTOBER_COLUMNS]
    log = [
        ("Table type", "time_registration_shift"),
        ("Columns", log_columns(OCTOBER_COLUMNS.values())),
        ("Formats", "shift_date: weekday, shift_hours: hh:mm"),
        ("Start date", "01/10/2026"),
        ("End date", "31/10/2026"),
    ]
    return workbook(made, [*head, *rows, totals], log)


def hours_csv(entries: Iterable[tuple[Entry, str]], total: str) -> bytes:
    """The export of March, with the columns in another order."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(MARCH_COLUMNS)
    for entry, key in entries:
        writer.writerow(
            (
                *(entry.person.name, entry.person.email, f"{entry.day:%d/%m/%Y}", entry.venue or entry.person.venue),
                *(entry.person.team, entry.kind, entry.contract_type, entry.person.venue, entry.times, entry.pause),
                *(entry.hours, entry.meals, key),
            )
        )
    writer.writerow("" if name != "uren" else total for name in MARCH_COLUMNS)
    return text.getvalue().encode()


def users_xlsx(made: datetime) -> bytes:
    """The export of team members."""
    rows = [
        (person.name, person.email, story.IDS_IN_USER_FILE.get(person.email, ""), person.venue, str(88_101 + place))
        for place, person in enumerate(story.PEOPLE)
    ]
    log = [("Table type", "user"), ("Columns", log_columns(USER_COLUMNS.values()))]
    return workbook(made, [("Teamleden",), (), tuple(USER_COLUMNS), *rows], log)


def samples() -> dict[str, bytes]:
    """Every sample by its file name."""
    exported, corrected_on, users_on = (
        datetime(2026, 11, 2, 9, 15, tzinfo=AMSTERDAM),
        datetime(2026, 11, 4, 16, 40, tzinfo=AMSTERDAM),
        datetime(2026, 11, 2, 9, 20, tzinfo=AMSTERDAM),
    )
    entries = numbered(story.OCTOBER, 52_610_004)
    corrected = [(story.AFTER if entry == story.BEFORE else entry, key) for entry, key in entries]
    return {
        "hours-2026-10.xlsx": hours_xlsx(exported, entries, story.OCTOBER_TOTAL),
        "hours-2026-10-corrected.xlsx": hours_xlsx(corrected_on, corrected, story.CORRECTED_TOTAL),
        "hours-2026-03.csv": hours_csv(numbered(story.MARCH, 47_200_002), story.MARCH_TOTAL),
        "users.xlsx": users_xlsx(users_on),
    }


def main(folder: Path) -> None:
    """Write them all."""
    for name, content in samples().items():
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES)
