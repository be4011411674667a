"""Empty databases for tests, and a place for them that needs no disk."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from adapters.sql import SqlStorage

_IN_MEMORY = Path("/dev/shm")


def in_memory() -> Path | None:
    """A folder that needs no disk, where there is one: a test that ends a process does not cut the power."""
    return _IN_MEMORY if _IN_MEMORY.is_dir() else None


def empty_database(path: Path) -> str:
    """Put a database with all tables, and nothing in them, into a new file; returns its address.

    It is a copy: to run the migrations takes longer than most tests.
    """
    path.write_bytes(_bytes())
    return f"sqlite:///{path}"


@cache
def _bytes() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "empty.db")
        SqlStorage(f"sqlite:///{file}").close()
        return file.read_bytes()
