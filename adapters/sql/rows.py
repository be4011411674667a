"""Reading and writing rows within one unit of work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar, cast

from sqlalchemy import ColumnElement, Connection, Executable, delete, func, insert, inspect, select, text
from sqlalchemy import Table as CoreTable
from sqlalchemy.dialects import postgresql, sqlite

from adapters.sql.tables.base import Table
from domain.errors import ProductError

R = TypeVar("R", bound=Table)
V = TypeVar("V")

Values = dict[str, Any]
"""One row to write, by column."""


def table_of(model: type[Table]) -> CoreTable:
    """The table behind a table model."""
    return cast(CoreTable, inspect(model).local_table)


class Rows:
    """The rows as one unit of work sees them. A row that is read looks like its table model.

    To write in a unit of work that only reads, or to use one that has ended, is a RuntimeError.
    """

    def __init__(self, connection: Connection, writable: bool, clock: Callable[[], datetime] | None) -> None:
        self._connection = connection
        self._writable = writable
        self._clock = clock
        self._ended = False

    def end(self) -> None:
        """From now on nothing may be read or written."""
        self._ended = True

    def read(self, model: type[R], value: Callable[[R], V], statement: Executable) -> list[V]:
        """The values of all rows that a ``select`` of this model's columns finds, in its order.

        A row that does not hold what its table promises is a ProductError ``database-unusable``.
        """
        self._check(writes=False)
        try:
            return [value(cast(R, row)) for row in self._connection.execute(statement)]
        except ValueError as error:
            # Where it comes from is not told further: that would show what the row holds.
            url = self._connection.engine.url.render_as_string()
            detail = f"a row of {model.__tablename__} cannot be read ({type(error).__name__})"
            raise ProductError("database-unusable", url=url, detail=detail) from None

    def first(self, model: type[R], value: Callable[[R], V], statement: Executable) -> V | None:
        """The value of the first row, or None."""
        return next(iter(self.read(model, value, statement)), None)

    def count(self, table: CoreTable, *where: ColumnElement[bool]) -> int:
        """How many rows there are for which all conditions hold."""
        self._check(writes=False)
        counted: int = self._connection.execute(select(func.count()).select_from(table).where(*where)).scalar_one()
        return counted

    def add(self, model: type[Table], rows: Sequence[Values]) -> None:
        """Insert rows; one whose key exists is a ValueError."""
        self.execute(insert(table_of(model)), rows)

    def put(self, model: type[Table], rows: Sequence[Values], keep: Iterable[str] = ()) -> None:
        """Insert rows, or replace those with the same primary key. The columns in ``keep`` are not replaced."""
        table = table_of(model)
        self.put_by(model, [column.name for column in table.primary_key], rows, keep)

    def put_by(
        self,
        model: type[Table],
        key: Sequence[str],
        rows: Sequence[Values],
        keep: Iterable[str] = (),
        where: ColumnElement[bool] | None = None,
    ) -> None:
        """Like ``put``, by another unique key; ``where`` is the condition of a partial unique index."""
        self._check(writes=True)
        if not rows:
            return
        dialect = postgresql if self._connection.dialect.name == "postgresql" else sqlite
        statement = dialect.insert(table_of(model))
        replaced = {name: statement.excluded[name] for name in rows[0] if name not in {*key, *keep}}
        if replaced:
            self.execute(statement.on_conflict_do_update(index_elements=key, index_where=where, set_=replaced), rows)
        else:
            self.execute(statement.on_conflict_do_nothing(index_elements=key), rows)

    def delete(self, model: type[Table], *where: ColumnElement[bool]) -> None:
        """Delete the rows for which all conditions hold; without conditions all."""
        self._check(writes=True)
        self._connection.execute(delete(table_of(model)).where(*where))

    def execute(self, statement: Executable, rows: Sequence[Values]) -> None:
        """Run a statement that writes, once for each of these; not at all when there are none."""
        self._check(writes=True)
        if rows:
            self._connection.execute(statement, rows)

    def next_number(self, model: type[Table]) -> int:
        """One more than the highest ``number``; nobody else can take it, for there is one writer at a time."""
        self._check(writes=True)
        highest = self._connection.execute(select(func.max(table_of(model).c.number))).scalar()
        return 1 if highest is None else highest + 1

    def now(self) -> datetime:
        """The clock of the database, to the millisecond or better; the one of a test when it gave one."""
        self._check(writes=False)
        if self._clock is not None:
            return self._clock()
        if self._connection.dialect.name == "postgresql":
            moment: datetime = self._connection.execute(text("SELECT clock_timestamp()")).scalar_one()
            return moment.astimezone(UTC)
        shown = self._connection.execute(text("SELECT strftime('%Y-%m-%dT%H:%M:%f', 'now')")).scalar_one()
        return datetime.fromisoformat(shown).replace(tzinfo=UTC)

    def commit(self) -> None:
        """Make what was written durable."""
        self._check(writes=True)
        self._connection.commit()

    def _check(self, writes: bool) -> None:
        if self._ended:
            raise RuntimeError("this unit of work has ended")
        if writes and not self._writable:
            raise RuntimeError("this unit of work only reads")
