"""Which column holds what: by the name above it, or by the internal name in the log (docs/eitje.md, "Files")."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from adapters.eitje_files.problems import Unreadable, not_eitje
from domain.timecard import plain_name

HEAD_ROWS = 200
"""The names of the columns stand somewhere in the first so many rows."""

_MARKS = re.compile(r"[▲▼*]")
_LOG_COLUMN = re.compile(r"(\d{1,4})\.\s*([^,]+)")

Row = tuple[int, list[str]]
"""A row as a person finds it: its number, counted from 1, and its cells as text."""


class Field(StrEnum):
    """What a column holds; the value is eitje's Dutch name for it."""

    KEY = "support ID"
    DAY = "datum"
    NAME = "naam"
    FIRST_NAME = "voornaam"
    LAST_NAME = "achternaam"
    VENUE = "naam van vestiging"
    SHIFT_TEAM = "team"
    TEAM_NAME = "team naam"
    TYPE = "type"
    HOURS = "uren"
    TIMES = "start- tot eindtijd"
    BREAK = "pauze"
    MEALS = "maaltijden"
    CONTRACT_TYPE = "contracttype"
    CONTRACT_VENUE = "contractvestiging"
    NMBRS_ID = "Nmbrs ID"
    EMAIL = "e-mailadres"
    STATUS = "status"


_OTHER_NAMES = {
    "record_id": Field.KEY,
    "shift_date": Field.DAY,
    "user_full_name": Field.NAME,
    "user_first_name": Field.FIRST_NAME,
    "user_last_name": Field.LAST_NAME,
    "environment_name": Field.VENUE,
    "vestiging": Field.VENUE,
    "shift_team": Field.SHIFT_TEAM,
    "team_name": Field.TEAM_NAME,
    "shift_type": Field.TYPE,
    "shift_hours": Field.HOURS,
    "shift_start_end_time_range": Field.TIMES,
    "shift_break_time": Field.BREAK,
    "shift_meals": Field.MEALS,
    "contract_type": Field.CONTRACT_TYPE,
    "contract_environment": Field.CONTRACT_VENUE,
    "user_numbers_id": Field.NMBRS_ID,
    "user_email": Field.EMAIL,
    "email": Field.EMAIL,
    "e-mail": Field.EMAIL,
    "emailadres": Field.EMAIL,
    "shift_status": Field.STATUS,
}


def plain(text: str) -> str:
    """A name or label for comparing: without sorting marks, case, diacritics and superfluous blanks."""
    return plain_name(_MARKS.sub(" ", text))


_KNOWN = {plain(field): field for field in Field} | _OTHER_NAMES


def field_of(text: str) -> Field | None:
    """What a column of this name holds, or None."""
    return _KNOWN.get(plain(text)) if text and len(text) <= 100 else None


def is_header(cells: Sequence[str]) -> bool:
    """True for the row with the names of the columns: three of them known, or two and nothing else."""
    known = sum(1 for cell in cells if field_of(cell) is not None)
    return known >= 3 or (known == 2 and all(field_of(cell) is not None for cell in cells if cell.strip()))


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet or a CSV, opened: what stands above the names of the columns, the names, and the rows still to come.

    ``width`` is the number of cells that every row has, in a CSV; cells of a sheet may be absent.
    """

    sheet: str
    head: tuple[Row, ...]
    header: tuple[str, ...]
    rows: Iterator[Row]
    width: int | None = None


def find_table(sheet: str, rows: Iterator[Row]) -> Table | None:
    """Read as far as the names of the columns; None when they are not there."""
    head: list[Row] = []
    for number, cells in rows:
        if is_header(cells):
            return Table(sheet, tuple(head), tuple(cells), rows)
        head.append((number, cells))
        if max(number, len(head)) > HEAD_ROWS:
            break
    return None


def locate(header: Sequence[str], log_columns: str | None) -> dict[Field, int]:
    """The position of each known column, by its name and by the log.

    Raises Unreadable when the two disagree, or when a column stands there twice.
    """
    by_log = dict(_positions(log_columns or ""))
    found: dict[Field, int] = {}
    for position in sorted({*range(len(header)), *by_log}):
        named = field_of(header[position]) if position < len(header) else None
        logged = by_log.get(position)
        if named is not None and logged is not None and named != logged:
            raise Unreadable("file-contradicts-itself", field=f"column {position + 1}", head=named, log=logged)
        field = named or logged
        if field is None:
            continue
        if field in found:
            raise not_eitje(f'the column "{field}" stands there twice.')
        found[field] = position
    return found


def locate_extras(header: Sequence[str], log_columns: str | None, wanted: Collection[str]) -> dict[str, int]:
    """The positions of further columns by plain name, as they stand in the header or else in the log.

    Raises Unreadable when one stands there twice.
    """
    logged = {int(position): plain(name) for position, name in _LOG_COLUMN.findall(log_columns or "")}
    found: dict[str, int] = {}
    for position in sorted({*range(len(header)), *logged}):
        names = {plain(header[position]) if position < len(header) else "", logged.get(position, "")}
        for name in sorted(names.intersection(wanted)):
            if name in found:
                raise not_eitje(f'the column "{name}" stands there twice.')
            found[name] = position
    return found


def _positions(log_columns: str) -> Iterator[tuple[int, Field]]:
    for position, name in _LOG_COLUMN.findall(log_columns):
        field = field_of(name)
        if field is not None:
            yield int(position), field


def demand(found: Iterable[Field], *needed: Field) -> None:
    """Raises Unreadable when a column is missing."""
    present = set(found)
    missing = [f'"{field}"' for field in needed if field not in present]
    if missing:
        raise not_eitje(f"the column {' and '.join(missing)} is missing; add it to the export.")
