"""Every test here runs on each implementation of Storage."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from adapters.memory import MemoryStorage
from adapters.sql import SqlStorage
from application.ports.storage import Storage
from tests.contract.storage.samples import Clock
from tests.databases import empty_database


@pytest.fixture
def clock() -> Clock:
    return Clock()


OpenStorage = Callable[..., Storage]


@pytest.fixture(params=["memory", "sqlite"])
def open_storage(request: pytest.FixtureRequest, clock: Clock, tmp_path: Path) -> Iterator[OpenStorage]:
    """Opens a new storage, empty, whose writers wait ``patience`` seconds for each other."""
    opened: list[SqlStorage] = []

    def open_memory(patience: float = 10.0) -> Storage:
        return MemoryStorage(clock, patience)

    def open_sqlite(patience: float = 10.0) -> Storage:
        url = empty_database(tmp_path / f"{len(opened)}.db")
        opened.append(SqlStorage(url, patience=patience, now=clock))
        return opened[-1]

    yield open_memory if request.param == "memory" else open_sqlite
    for storage in opened:
        storage.close()


@pytest.fixture
def storage(open_storage: OpenStorage) -> Storage:
    """An empty storage."""
    return open_storage()
