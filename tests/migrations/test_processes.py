"""Several processes on one database, and one that dies."""

import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest

from adapters.sql import SqlStorage
from adapters.sql.upgrade import HEAD
from domain.terms import CompanyId, EmployeeId
from domain.wage_period import PeriodRef

COMPANY, OCTOBER = CompanyId("1"), PeriodRef(2026, 10)

OPEN_AND_COUNT = """
import sys
from adapters.sql import SqlStorage
from domain.terms import CompanyId, EmployeeId
from domain.wage_period import PeriodRef
place = CompanyId("1"), PeriodRef(2026, 10)
print("ready", flush=True)
sys.stdin.readline()
storage = SqlStorage(sys.argv[1])
for _ in range(10):
    with storage.write() as work:
        counted = work.ledger.days(*place).get(EmployeeId("all"), 0)
        work.ledger.put_days(*place, {EmployeeId("all"): counted + 1})
        work.commit()
"""

WRITE_AND_WAIT = """
import sys
from adapters.sql import SqlStorage
from domain.terms import CompanyId, EmployeeId
from domain.wage_period import PeriodRef
place = CompanyId("1"), PeriodRef(2026, 10)
storage = SqlStorage(sys.argv[1])
with storage.write() as work:
    work.ledger.put_days(*place, {EmployeeId("first"): 1})
    work.commit()
with storage.write() as work:
    work.ledger.put_days(*place, {EmployeeId(str(n)): 1 for n in range(20_000)})
    work.ledger.put_days(*place, {EmployeeId("first"): 2})
    if sys.argv[2] == "commit":
        work.commit()
    print("written", flush=True)
    sys.stdin.readline()
"""


def start(script: str, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", script, *arguments]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def line_of(stream: IO[str] | None) -> str:
    assert stream is not None
    return stream.readline().strip()


def test_processes_that_open_a_new_database_at_once_make_it_once(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "ledger.db"
    processes = [start(OPEN_AND_COUNT, f"sqlite:///{path}") for _ in range(3)]
    assert [line_of(process.stdout) for process in processes] == ["ready"] * 3
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in processes:
        process.communicate()
    assert [process.returncode for process in processes] == [0, 0, 0]
    assert sqlite3.connect(path).execute("SELECT version_num FROM alembic_version").fetchall() == [(HEAD,)]
    storage = SqlStorage(f"sqlite:///{path}")
    with storage.read() as work:
        assert work.ledger.days(COMPANY, OCTOBER) == {"all": 30}
    storage.close()


@pytest.mark.parametrize(("until", "first", "others"), [("write", 1, 0), ("commit", 2, 20_000)])
def test_a_writer_that_is_killed_leaves_what_it_committed_and_nothing_else(
    tmp_path: Path, until: str, first: int, others: int
) -> None:
    url = f"sqlite:///{tmp_path / 'ledger.db'}"
    writer = start(WRITE_AND_WAIT, url, until)
    assert line_of(writer.stdout) == "written"
    writer.send_signal(signal.SIGKILL)
    writer.communicate()
    assert writer.returncode == -signal.SIGKILL
    storage = SqlStorage(url, patience=1)
    with storage.write() as work:
        days = dict(work.ledger.days(COMPANY, OCTOBER))
        work.ledger.put_days(COMPANY, OCTOBER, {EmployeeId("later"): 1})
        work.commit()
    assert days.pop(EmployeeId("first")) == first
    assert len(days) == others
    storage.close()
