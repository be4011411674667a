"""Opening a database: the file, its rights, and what is refused."""

import os
import shutil
import sqlite3
import stat
import threading
from contextlib import closing
from pathlib import Path

import pytest

from adapters.sql import SqlStorage
from adapters.sql.engine import open_engine
from domain.errors import ProductError
from domain.terms import CompanyId, EmployeeId
from domain.wage_period import PeriodRef

COMPANY, OCTOBER, NOOR = CompanyId("1"), PeriodRef(2026, 10), EmployeeId("90001")


def refusal(url: str) -> ProductError:
    with pytest.raises(ProductError) as refused:
        SqlStorage(url)
    return refused.value


def put_days(storage: SqlStorage, days: int) -> None:
    with storage.write() as work:
        work.ledger.put_days(COMPANY, OCTOBER, {NOOR: days})
        work.commit()


def days(storage: SqlStorage) -> dict[EmployeeId, int]:
    with storage.read() as work:
        return dict(work.ledger.days(COMPANY, OCTOBER))


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_file_and_those_beside_it_are_their_owners_only(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "ledger.db"
    before = os.umask(0)
    try:
        storage = SqlStorage(f"sqlite:///{path}")
        put_days(storage, 4)
    finally:
        os.umask(before)
    assert {file.name: mode(file) for file in path.parent.iterdir()} == {
        "ledger.db": 0o600,
        "ledger.db-wal": 0o600,
        "ledger.db-shm": 0o600,
    }
    assert mode(path.parent) == 0o700
    storage.close()


def test_a_file_that_exists_keeps_its_rights_and_its_content(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    first = SqlStorage(f"sqlite:///{path}")
    put_days(first, 4)
    first.close()
    path.chmod(0o640)
    again = SqlStorage(f"sqlite:///{path}")
    assert days(again) == {NOOR: 4}
    assert mode(path) == 0o640
    again.close()


def test_a_copy_is_a_database_of_its_own(tmp_path: Path) -> None:
    original = SqlStorage(f"sqlite:///{tmp_path / 'ledger.db'}")
    put_days(original, 4)
    original.close()
    shutil.copy(tmp_path / "ledger.db", tmp_path / "copy.db")
    copy = SqlStorage(f"sqlite:///{tmp_path / 'copy.db'}")
    put_days(copy, 5)
    original = SqlStorage(f"sqlite:///{tmp_path / 'ledger.db'}")
    assert (days(original), days(copy)) == ({NOOR: 4}, {NOOR: 5})
    original.close()
    copy.close()


def test_what_is_committed_survives_a_loss_of_power(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'ledger.db'}", patience=2.5)
    settings = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
    with engine.connect() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in settings}
    full = 2
    assert found == {"journal_mode": "wal", "synchronous": full, "foreign_keys": 1, "busy_timeout": 2500}
    engine.dispose()


def test_a_new_file_in_which_another_process_is_at_work_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    release = threading.Timer(0.2, lambda: other.execute("ROLLBACK"))
    release.start()
    storage = SqlStorage(f"sqlite:///{path}")
    put_days(storage, 4)
    assert days(storage) == {NOOR: 4}
    storage.close()
    release.join()
    other.close()


def test_a_new_file_that_stays_locked_is_named(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ProductError) as refused:
            SqlStorage(f"sqlite:///{path}", patience=0.05)
    assert refused.value.code == "database-busy"
    assert str(path) in refused.value.what()


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_a_database_in_memory_is_refused(url: str) -> None:
    assert refusal(url).code == "database-unusable"


def test_a_place_where_no_file_can_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    for path in (tmp_path / "file" / "ledger.db", tmp_path):
        error = refusal(f"sqlite:///{path}")
        assert error.code == "database-unusable"
        assert str(path) in error.what()


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "hours.csv"
    path.write_text("Naam;Uren\n" * 200)
    error = refusal(f"sqlite:///{path}")
    assert error.code == "database-unusable"
    assert "not a database" in error.what()
    assert path.read_text() == "Naam;Uren\n" * 200


def test_tables_of_another_program_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE company (id INTEGER)")
    error = refusal(f"sqlite:///{path}")
    assert error.code == "database-unusable"
    assert "another program" in error.what()
    assert sqlite3.connect(path).execute("SELECT name FROM sqlite_master").fetchall() == [("company",)]


def test_a_newer_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    SqlStorage(f"sqlite:///{path}").close()
    with sqlite3.connect(path) as other:
        other.execute("UPDATE alembic_version SET version_num = 'r9999'")
    error = refusal(f"sqlite:///{path}")
    assert error.code == "database-too-new"
    assert error.details["revision"] == "r9999"
    assert sqlite3.connect(path).execute("SELECT version_num FROM alembic_version").fetchall() == [("r9999",)]


@pytest.mark.parametrize("url", ["", "ledger.db", "mysql://root:hush@host/db", "oracle://root:hush@host/db"])
def test_what_is_no_address_of_a_database_that_is_known_is_refused(url: str) -> None:
    error = refusal(url)
    assert error.code == "database-unusable"
    assert "hush" not in str(error)
