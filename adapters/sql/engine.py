"""The way to a database: SQLite in one file, or PostgreSQL.

Whatever goes wrong there is told in the product's own words; nothing of SQLAlchemy or of a driver leaves this folder.
"""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL, ExceptionContext
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError

from domain.errors import ProductError

WRITES = "writes"
"""The execution option of a connection that takes the right to write when its transaction begins."""

ADVISORY_LOCK = 7_300_421
"""The number under which writers on PostgreSQL wait for each other; it only has to be the same everywhere."""

_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_BUSY_STATES = {"55P03", "40P01"}  # PostgreSQL: lock_not_available, deadlock_detected


def open_engine(address: str, patience: float) -> Engine:
    """Prepare to use the database; the file of SQLite and its folder are made when needed.

    ``address`` is a URL such as ``sqlite:////var/lib/eitje-nmbrs/ledger.db``. Raises ``database-unusable``.
    """
    try:
        url = make_url(address)
    except SQLAlchemyError:
        raise ProductError("database-unusable", url="(unreadable)", detail="this is not a database URL") from None
    backend = url.get_backend_name()
    if backend not in ("sqlite", "postgresql"):
        raise unusable(url, f"{backend} is not supported, use sqlite or postgresql")
    if backend == "sqlite":
        _make_file(url)
    try:
        engine = create_engine(url, max_overflow=-1, hide_parameters=True)
    except (ImportError, SQLAlchemyError) as error:
        raise unusable(url, str(error)) from error
    event.listen(engine, "handle_error", _translate)
    if backend == "sqlite":
        event.listen(engine, "connect", _SqliteSettings(url, patience))
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "begin", _PostgresBegin(patience))
    return engine


def unusable(url: URL, detail: str) -> ProductError:
    """The error that says why; a password in the URL does not show."""
    return ProductError("database-unusable", url=url.render_as_string(), detail=detail)


def _make_file(url: URL) -> None:
    """Make the file so that only its owner can read it: it holds people's pay. SQLite gives its own files beside it
    the same rights.
    """
    if url.database in (None, "", ":memory:"):
        raise unusable(url, "name a file, for what is kept in memory is gone when the process ends")
    path = Path(str(url.database))
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise unusable(url, error.strerror or str(error)) from error


class _SqliteSettings:
    """Sets up each new connection to SQLite."""

    def __init__(self, url: URL, patience: float) -> None:
        self._url = url
        self._patience = patience

    def __call__(self, connection: sqlite3.Connection, _: object) -> None:
        """Readers beside a writer (WAL); what is committed survives a loss of power; transactions begin when we say."""
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout = {round(self._patience * 1000)}")
        if self._use_wal(connection) != "wal":
            raise unusable(self._url, "this file system does not let readers and a writer work side by side")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")

    def _use_wal(self, connection: sqlite3.Connection) -> str:
        """Switch to WAL, which happens once in the life of a file, and answer the mode that it has then.

        When several processes open a new file, SQLite's own waiting does not cover this switch.
        """
        deadline = time.monotonic() + self._patience
        while True:
            try:
                mode: str = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
                return mode
            except sqlite3.OperationalError as error:
                if not _is_busy(error) or time.monotonic() >= deadline:
                    raise
            time.sleep(0.01)


def _begin_sqlite(connection: Connection) -> None:
    """Take the right to write at once: a reader that becomes a writer later could fail without waiting."""
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


class _PostgresBegin:
    """Begins each transaction on PostgreSQL."""

    def __init__(self, patience: float) -> None:
        self._milliseconds = round(patience * 1000)

    def __call__(self, connection: Connection) -> None:
        """A reader sees one state throughout; writers wait for each other."""
        if not connection.get_execution_options().get(WRITES, False):
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            return
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {self._milliseconds}")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({ADVISORY_LOCK})")


def _translate(context: ExceptionContext) -> None:
    """Every error on a connection: of the driver in the product's words, of our own making as it is."""
    error = context.original_exception
    if isinstance(error, ProductError) or not isinstance(error, Exception):
        return
    if isinstance(context.sqlalchemy_exception, IntegrityError):
        raise ValueError(f"the database refused a row: {_first_line(error)}") from None
    if isinstance(context.sqlalchemy_exception, DBAPIError) and context.engine is not None:
        raise _told(context.engine.url, error) from error
    if isinstance(context.sqlalchemy_exception, SQLAlchemyError) and not isinstance(error, SQLAlchemyError):
        raise error


def _told(url: URL, error: Exception) -> ProductError:
    if _is_busy(error):
        return ProductError("database-busy", url=url.render_as_string())
    return unusable(url, _first_line(error))


def _is_busy(error: Any) -> bool:
    """Locked by somebody else. SQLite adds details in the higher bits of its code."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return code in _BUSY or getattr(error, "sqlstate", None) in _BUSY_STATES


def _first_line(error: Exception) -> str:
    """What happened, without the values that PostgreSQL adds on the lines that follow."""
    return str(error).partition("\n")[0]
