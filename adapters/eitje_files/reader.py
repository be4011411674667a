"""Reads a file that eitje exported: all of it, or an error that says what is wrong with it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from adapters.eitje_files.columns import Field, Table, demand, find_table, locate, locate_extras
from adapters.eitje_files.coverage import coverage_of, person_remarks
from adapters.eitje_files.csv_table import open_csv
from adapters.eitje_files.gather import BadRows, Gathered, gather_timecards, gather_users
from adapters.eitje_files.head import Statements, combine, read_statements
from adapters.eitje_files.problems import Unreadable, damaged, not_eitje, too_large
from adapters.eitje_files.rows import SOURCE, RowReader, Surroundings
from adapters.eitje_files.workbook import Bounds, Workbook
from application.ports.timecards import ReadOptions
from domain.errors import ProductError
from domain.timecard_import import TimecardFile, UserFile

TABLE, LOG = "table", "log"
HOURS, USERS = "time_registration_shift", "user"
"""What the log calls the table of an hours export, and of an export of team members."""

_ZIP = b"PK"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_LOG_ROWS = 1_000


@dataclass(frozen=True, slots=True)
class _Opened:
    """A file whose rows are still to be read."""

    table: Table
    said: Statements
    created: datetime | None = None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EitjeFileReader:
    """Reads xlsx and CSV exports of eitje; what a file is, it says by its content and not by its name.

    A file may have ``max_bytes`` bytes (ten times that, unpacked), ``max_rows`` rows and ``max_columns`` columns. All
    bad rows are counted, and ``max_listed`` of them are named.
    """

    max_bytes: int = 50_000_000
    max_rows: int = 1_000_000
    max_columns: int = 200
    max_listed: int = 1_000

    def read(self, path: Path, options: ReadOptions) -> TimecardFile | UserFile:
        """Read one file. Raises ProductError with a ``file-…`` code, and nothing else."""
        try:
            content = self._content(path)
            opened = self._open(content)
            columns = locate(opened.table.header, opened.said.columns)
            digest = hashlib.sha256(content).hexdigest()
            bad = BadRows(opened.table.sheet, self.max_listed)
            if _holds_users(opened.said.table_type, columns):
                _demand_names(columns)
                reader = RowReader(columns, Surroundings(None, None, None, {}))
                return UserFile(path.name, digest, gather_users(opened.table, reader, self.max_rows, bad))
            around = _surroundings(opened.said, options)
            _demand_timecards(columns, opened.said, around)
            extras = locate_extras(opened.table.header, opened.said.columns, options.columns)
            found = gather_timecards(opened.table, RowReader(columns, around, extras), self.max_rows, bad)
            return _timecard_file(path.name, digest, opened, found, options)
        except Unreadable as problem:
            raise ProductError(problem.code, file=path.name, **problem.details) from None

    def _content(self, path: Path) -> bytes:
        try:
            with path.open("rb") as file:
                content = file.read(self.max_bytes + 1)
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else None
            raise Unreadable("file-not-found", detail=reason or error) from None
        if len(content) > self.max_bytes:
            raise too_large(f"it has more than {self.max_bytes:,} bytes.")
        if not content.strip():
            raise damaged("it is empty.")
        return content

    def _open(self, content: bytes) -> _Opened:
        if content.startswith(_OLD_OFFICE):
            raise not_eitje("it is an old Excel file, or one with a password.")
        if content.startswith(_ZIP):
            return _open_workbook(Workbook(content, Bounds(self.max_bytes, self.max_rows, self.max_columns)))
        table, remarks = open_csv(content, self.max_columns)
        return _Opened(table, Statements(), remarks=tuple(remarks))


def _open_workbook(book: Workbook) -> _Opened:
    """The sheet called ``table``, else the first one with known columns; and what the block and the log say."""
    by_name = {name.casefold(): name for name in reversed(book.sheets)}
    candidates = [by_name[TABLE]] if TABLE in by_name else [name for name in book.sheets if name.casefold() != LOG]
    table = next((found for name in candidates if (found := find_table(name, book.rows(name)))), None)
    if table is None:
        raise not_eitje("no row of it holds the names of the columns.")
    log = islice(book.rows(by_name[LOG]), _LOG_ROWS) if LOG in by_name else ()
    said = combine(read_statements(table.head), read_statements(log))
    return _Opened(table, said, book.created())


def _holds_users(table_type: str | None, columns: Mapping[Field, int]) -> bool:
    """True for team members, False for hours; by the log, else by the columns."""
    if table_type is not None:
        if table_type not in (HOURS, USERS):
            raise not_eitje(f'its log says that it holds "{table_type}".')
        return table_type == USERS
    of_shifts = {Field.DAY, Field.HOURS, Field.TIMES, Field.BREAK, Field.MEALS}
    return of_shifts.isdisjoint(columns) and (Field.EMAIL in columns or Field.NMBRS_ID in columns)


def _demand_names(columns: Mapping[Field, int]) -> None:
    if Field.NAME not in columns:
        demand(columns, *((Field.FIRST_NAME, Field.LAST_NAME) if Field.FIRST_NAME in columns else (Field.NAME,)))


def _demand_timecards(columns: Mapping[Field, int], said: Statements, around: Surroundings) -> None:
    """Without a log, only the column *type* tells worked hours from leave, and from hours that are only planned.

    Rows count as approved unless a column says otherwise, so a file of other entries must have that column.
    """
    demand(columns, Field.KEY, Field.DAY)
    _demand_names(columns)
    if Field.TIMES not in columns:
        demand(columns, Field.HOURS)
    if said.table_type is None:
        demand(columns, Field.TYPE)
    if said.holds_unapproved:
        demand(columns, Field.STATUS)
    if around.venue is None:
        demand(columns, Field.VENUE)


def _surroundings(said: Statements, options: ReadOptions) -> Surroundings:
    only = said.venues if said.venues is not None else frozenset(filter(None, [options.covers_venue]))
    return Surroundings(
        days=said.period,
        years=said.period or options.span or options.covers,
        venue=next(iter(only)) if len(only) == 1 else None,
        new_day_begins=options.new_day_begins,
    )


def _timecard_file(name: str, digest: str, opened: _Opened, found: Gathered, options: ReadOptions) -> TimecardFile:
    cards = tuple(found.by_key.values())
    coverage, coverage_remarks = coverage_of(opened.said, options, cards)
    remarks: Iterable[str] = (*opened.remarks, *coverage_remarks, *_remarks(found), *person_remarks(cards))
    return TimecardFile(
        name=name,
        source=SOURCE,
        digest=digest,
        timecards=cards,
        coverage=coverage,
        exported_at=opened.said.exported_at or opened.created,
        pending=opened.said.pending,
        remarks=tuple(remarks),
    )


def _remarks(found: Gathered) -> Iterator[str]:
    if not found.has_totals_row:
        yield "The file has no totals row, so it cannot be seen whether rows are missing."
    if found.repeated:
        yield f"Rows that repeat another one with the same support ID: {found.repeated}. They count once."
