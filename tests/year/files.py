"""The year as a customer would export it from eitje: a file each month, xlsx and CSV by turns, and the team members."""

from __future__ import annotations

import csv
import io
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from tests.samples.generate import USER_COLUMNS, WEEKDAYS, log_columns, workbook
from tests.year.entries import AMSTERDAM, Entry, Year
from tests.year.people import VENUES, Person

MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
COLUMNS = {
    "▲ datum": "shift_date",
    "naam": "user_full_name",
    "naam van vestiging": "environment_name",
    "team naam": "team_name",
    "type": "shift_type",
    "status": "shift_status",
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


@dataclass(frozen=True)
class Exported:
    """A file, and the days that it covers; a CSV does not say so itself."""

    path: Path
    first: date
    last: date


def write_files(year: Year, folder: Path) -> tuple[Path, list[Exported]]:
    """The file of team members, and one file for each month in which there are entries."""
    users = folder / "teamleden.xlsx"
    users.write_bytes(_users(year.people))
    months = sorted({(entry.day.year, entry.day.month) for entry in year.entries})
    return users, [_month(year, folder, *each) for each in months]


def _month(year: Year, folder: Path, number: int, month: int) -> Exported:
    first, last = date(number, month, 1), date(number, month, monthrange(number, month)[1])
    entries = [entry for entry in year.entries if first <= entry.day <= last]
    entries.sort(key=lambda entry: (entry.day, entry.clock, entry.key))
    as_csv = month % 2 == 0
    path = folder / f"uren-{first:%Y-%m}.{'csv' if as_csv else 'xlsx'}"
    path.write_bytes(_csv(entries) if as_csv else _xlsx(entries, first, last))
    return Exported(path, first, last)


def _row(entry: Entry, day: str, pause: str, hours: str) -> tuple[str, ...]:
    person = entry.person
    email = person.email if person.known_by == "e-mail" else ""
    nmbrs_id = str(person.employee) if person.known_by == "Nmbrs id" else ""
    status = "goedgekeurd" if entry.approved else "nog te accorderen"
    contract = f"{entry.contract} (24)" if entry.contract == "uren contract" else entry.contract
    return (
        *(day, person.name, entry.venue, entry.team, entry.kind, status, contract, person.venue),
        *(entry.clock, pause, hours, entry.meals, email, nmbrs_id, entry.key),
    )


def _xlsx(entries: Iterable[Entry], first: date, last: date) -> bytes:
    """Days without a year, hours and minutes; the head says which days they are."""
    made = datetime(last.year, last.month, last.day, 9, 15, tzinfo=AMSTERDAM) + timedelta(days=2)
    head = [
        ("Gewerkte uren",),
        ("Organisatie", "Havengroep"),
        (
            "Geëxporteerde periode",
            f"{WEEKDAYS[first.weekday()]} {first:%d-%m-%Y} – {WEEKDAYS[last.weekday()]} {last:%d-%m-%Y}",
        ),
        ("Vestigingen", ", ".join(VENUES)),
        ("Geëxporteerd op", f"{made:%d-%m-%Y %H:%M}"),
        (),
        tuple(COLUMNS),
    ]
    rows, total = [], 0
    for entry in entries:
        day = f"{WEEKDAYS[entry.day.weekday()]} {entry.day:%d} {MONTHS[entry.day.month - 1]}"
        rows.append(_row(entry, day, _clock(entry.pause), _clock(entry.net)))
        total += entry.net
    log = [
        ("Table type", "time_registration_shift"),
        ("Columns", log_columns(COLUMNS.values())),
        ("Start date", f"{first:%d/%m/%Y}"),
        ("End date", f"{last:%d/%m/%Y}"),
    ]
    return workbook(made, [*head, *rows, _totals(_clock(total))], log)


def _csv(entries: Iterable[Entry]) -> bytes:
    """Decimal hours with a comma."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(name.removeprefix("▲ ") for name in COLUMNS)
    total = 0
    for entry in entries:
        writer.writerow(_row(entry, f"{entry.day:%d/%m/%Y}", _clock(entry.pause), _decimal(entry.net)))
        total += entry.net
    writer.writerow(_totals(_decimal(total)))
    return text.getvalue().encode()


def _named(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day:%d-%m-%Y}"


def _totals(total: str) -> tuple[str, ...]:
    return tuple(total if name == "uren" else "" for name in COLUMNS)


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02d}"


def _decimal(minutes: int) -> str:
    return str((Decimal(minutes) / 60).quantize(Decimal("0.01"), ROUND_HALF_UP)).replace(".", ",")


def _users(people: Iterable[Person]) -> bytes:
    rows = [(p.name, p.email, "" if p.freelance else str(p.employee), p.venue, str(90_000 + p.number)) for p in people]
    log = [("Table type", "user"), ("Columns", log_columns(USER_COLUMNS.values()))]
    made = datetime(2025, 12, 1, 9, 0, tzinfo=AMSTERDAM)
    return workbook(made, [("Teamleden",), (), tuple(USER_COLUMNS), *rows], log)
