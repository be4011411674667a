"""Every test here runs on each implementation of Storage."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from adapters.memory import MemoryStorage
from adapters.sql import SqlStorage
from application.ports.storage import Storage
from tests.contract.storage.samples import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database in which nothing is stored yet, to copy: that is quicker than to make one for every test."""
    path = tmp_path_factory.mktemp("databases") / "empty.db"
    SqlStorage(f"sqlite:///{path}").close()
    return path


OpenStorage = Callable[..., Storage]


@pytest.fixture(params=["memory", "sqlite"])
def open_storage(
    request: pytest.FixtureRequest, clock: Clock, empty_database: Path, tmp_path: Path
) -> Iterator[OpenStorage]:
    """Opens a new storage, empty, whose writers wait ``patience`` seconds for each other."""
    opened: list[SqlStorage] = []

    def open_memory(patience: float = 10.0) -> Storage:
        return MemoryStorage(clock, patience)

    def open_sqlite(patience: float = 10.0) -> Storage:
        path = tmp_path / f"{len(opened)}.db"
        shutil.copy(empty_database, path)
        opened.append(SqlStorage(f"sqlite:///{path}", patience=patience, now=clock))
        return opened[-1]

    yield open_memory if request.param == "memory" else open_sqlite
    for storage in opened:
        storage.close()


@pytest.fixture
def storage(open_storage: OpenStorage) -> Storage:
    """An empty storage."""
    return open_storage()
