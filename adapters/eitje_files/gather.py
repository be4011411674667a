"""Goes through all rows of a table: what each one is, and which of them are bad."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from adapters.eitje_files.cells import read_total
from adapters.eitje_files.columns import Field, Row, Table, plain
from adapters.eitje_files.problems import BadRow, BadValue, Unreadable, YearNeeded, too_large
from adapters.eitje_files.rows import RowReader
from adapters.eitje_files.totals import Sum
from domain.hours import StatedHours
from domain.timecard import Timecard
from domain.timecard_import import EitjeUser

_NAMING = (Field.NAME, Field.FIRST_NAME, Field.LAST_NAME, Field.EMAIL, Field.NMBRS_ID)

_NO_DAY = frozenset({"", "totaal", "total"})


@dataclass(slots=True)
class BadRows:
    """Counts the bad rows of a sheet and keeps the first ``most`` of them."""

    sheet: str
    most: int
    count: int = 0
    kept: list[BadRow] = field(default_factory=list)

    def add(self, row: int, reader: RowReader, why: BadValue) -> None:
        """Note the cell that was read last."""
        self.count += 1
        if len(self.kept) < self.most:
            self.kept.append(BadRow(self.sheet, row, reader.column, reader.value, str(why)))

    def refuse(self) -> None:
        """Raises Unreadable when there were any."""
        if not self.count:
            return
        lines = [f"\n{row}" for row in self.kept]
        if self.count > len(self.kept):
            lines.append(f"\n(and {self.count - len(self.kept)} more)")
        raise Unreadable("file-has-bad-rows", count=self.count, detail="".join(lines))


@dataclass(slots=True)
class Gathered:
    """The timecards of a file by key, in its order, and what was noticed on the way."""

    by_key: dict[str, Timecard] = field(default_factory=dict)
    repeated: int = 0
    has_totals_row: bool = False


def gather_timecards(table: Table, reader: RowReader, max_rows: int, bad: BadRows) -> Gathered:
    """All timecards of a table.

    Raises Unreadable for bad rows, a support ID on rows of different content, hours that do not add up, and dates that
    need a year.
    """
    found, total, twice = Gathered(), Sum(), ""
    stated: StatedHours | None = None
    for count, (number, cells, is_last) in enumerate(_with_last(table.rows), 1):
        try:
            reader.begin(cells, table.width)
            key = reader.text(cells, Field.KEY)
            if not key and is_last and plain(reader.text(cells, Field.DAY)) in _NO_DAY:
                stated, found.has_totals_row = _totals_row(reader, cells), True
                break
            _check_count(count, max_rows)
            if not key:
                reader.text(cells, Field.KEY)
                raise BadValue("empty; only the totals row, the last one, has none")
            card = reader.timecard(cells, key)
        except BadValue as why:
            bad.add(number, reader, why)
            continue
        except YearNeeded:
            raise Unreadable("file-year-needed") from None
        known = found.by_key.setdefault(key, card)
        if known is not card:
            found.repeated += 1
            twice = twice or ("" if known == card else key)
        total.add(card)
    bad.refuse()
    if twice:
        raise Unreadable("file-key-twice", key=twice)
    if stated is not None:
        total.compare(stated)
    return found


def gather_users(table: Table, reader: RowReader, max_rows: int, bad: BadRows) -> tuple[EitjeUser, ...]:
    """All users of a table, each once. A last row without name and address holds totals. Raises Unreadable."""
    found: dict[EitjeUser, None] = {}
    for count, (number, cells, is_last) in enumerate(_with_last(table.rows), 1):
        _check_count(count, max_rows)
        try:
            reader.begin(cells, table.width)
            if is_last and not any(reader.text(cells, column) for column in _NAMING):
                break
            found[reader.user(cells)] = None
        except BadValue as why:
            bad.add(number, reader, why)
    bad.refuse()
    return tuple(found)


def _with_last(rows: Iterable[Row]) -> Iterator[tuple[int, list[str], bool]]:
    """The rows that are not blank, each with whether it is the last."""
    held: Row | None = None
    for row in rows:
        if not any(cell and not cell.isspace() for cell in row[1]):
            continue
        if held is not None:
            yield *held, False
        held = row
    if held is not None:
        yield *held, True


def _check_count(count: int, max_rows: int) -> None:
    if count > max_rows:
        raise too_large(f"it has more than {max_rows:,} rows.")


def _totals_row(reader: RowReader, cells: list[str]) -> StatedHours | None:
    """The hours of the totals row; None when the file has no such column."""
    if Field.HOURS not in reader.columns:
        return None
    text = reader.text(cells, Field.HOURS)
    if not text:
        raise BadValue("a last row without support ID holds totals, but this one has no hours")
    return read_total(text)
