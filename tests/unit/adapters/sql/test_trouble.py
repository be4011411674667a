"""What goes wrong with a database in use is told in the product's own words."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from adapters.sql import SqlStorage
from application.ports.storage import Lease, SetAside, StoredPlan, UnitOfWork
from domain.amount import Amount
from domain.audit import AuditEvent
from domain.errors import ProductError
from domain.ledger import Action, LedgerChange, Ownership, OwnLine, Step
from domain.pay_line import Part, PayKey, PayKind, Selection
from domain.team_member import TeamMember
from domain.terms import CompanyId, ContractType, EmployeeId, LineId
from domain.timecard import PersonRef, Timecard, TimecardKind, TimecardStatus
from domain.wage_period import PeriodRef

COMPANY, OCTOBER, NOOR = CompanyId("3001"), PeriodRef(2026, 10), EmployeeId("90001")
KEY = PayKey(COMPANY, NOOR, OCTOBER, ContractType.ZERO_HOURS, PayKind.HOURS, "2100")
LINE = OwnLine(KEY, LineId("501"), Amount(2950), frozenset({Part.HOURS}), (), Ownership.KNOWN, "e1")
CHANGE = LedgerChange("c1", "e1", Action.ADD, KEY, Amount(0), Amount(2950), Step.INSERT)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


@pytest.fixture
def storage(path: Path) -> Iterator[SqlStorage]:
    opened = SqlStorage(f"sqlite:///{path}", patience=0.05)
    yield opened
    opened.close()


def fill(storage: SqlStorage) -> None:
    with storage.write() as work:
        work.people.replace_members(COMPANY, [TeamMember(COMPANY, NOOR, 1, "Noor van Dijk")])
        card = Timecard(
            "csv", "1", PersonRef("Noor"), date(2026, 10, 1), TimecardKind.WORKED, TimecardStatus.APPROVED, "De Kade"
        )
        work.timecards.put([card])
        work.ledger.put_changes([CHANGE])
        work.ledger.put_own([LINE])
        work.ledger.put_days(COMPANY, OCTOBER, {NOOR: 4})
        work.leases.acquire(COMPANY, OCTOBER, "desk", timedelta(minutes=1))
        work.audit.append(AuditEvent("Sanne", "something", "else"))
        work.commit()


def run(path: Path, statement: str) -> list[tuple[object, ...]]:
    """Run a statement past the product."""
    with closing(sqlite3.connect(path)) as other, other:
        return other.execute(statement).fetchall()


def test_a_lock_of_another_program_is_named_after_a_while(storage: SqlStorage, path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ProductError) as refused, storage.write():
            pass
        assert refused.value.code == "database-busy"
        assert str(path) in refused.value.what()
    fill(storage)


def test_a_table_that_is_gone_is_named(storage: SqlStorage, path: Path) -> None:
    run(path, "DROP TABLE set_aside")
    with storage.write() as work:
        with pytest.raises(ProductError) as unreadable:
            work.decisions.set_aside(COMPANY, OCTOBER)
        with pytest.raises(ProductError) as unwritable:
            work.decisions.add_set_aside(SetAside(COMPANY, OCTOBER, "F1", "zero-time", "Sanne", "known", work.now()))
    for error in (unreadable.value, unwritable.value):
        assert error.code == "database-unusable"
        assert "set_aside" in error.what()
        assert "Sanne" not in str(error)


def members(work: UnitOfWork) -> object:
    return work.people.members()


def open_changes(work: UnitOfWork) -> object:
    return work.ledger.open_changes(COMPANY, OCTOBER)


def timecards(work: UnitOfWork) -> object:
    return work.timecards.people()


def records(work: UnitOfWork) -> object:
    return work.audit.records()


@pytest.mark.parametrize(
    ("table", "column", "junk", "read"),
    [
        ("team_member", "contracts", "'not json'", members),
        ("team_member", "employments", """'[{"start": "2026-13-01", "end": null}]'""", members),
        ("team_member", "employments", """'[{"start": "2026-01-01", "end": null, "secret": 1}]'""", members),
        ("team_member", "emails", "'[1]'", members),
        ("ledger_change", "parts", """'["wages"]'""", open_changes),
        ("ledger_change", "sources", """'{"timecard": "1"}'""", open_changes),
        ("ledger_change", "sent_at", "'yesterday'", open_changes),
        ("timecard", "day", "'2026-02-30'", timecards),
        ("timecard", "meals", """'[{"kind": "lunch", "count": "2"}]'""", timecards),
    ],
)
def test_a_row_that_was_damaged_is_not_taken_for_pay(
    storage: SqlStorage, path: Path, table: str, column: str, junk: str, read: Callable[[UnitOfWork], object]
) -> None:
    fill(storage)
    run(path, f"UPDATE {table} SET {column} = {junk}")
    with storage.read() as work, pytest.raises(ProductError) as refused:
        read(work)
    assert refused.value.code == "database-unusable"
    assert table in refused.value.what()
    assert junk.strip("'") not in refused.value.what()


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO own_line SELECT NULL, * FROM (SELECT * FROM own_line)",
        "UPDATE own_line SET amount = NULL",
        "UPDATE own_line SET kind = 'bonus'",
        "UPDATE own_line SET ownership = 'guessed'",
        "UPDATE own_line SET period_number = 54",
        "UPDATE own_line SET carried_year = 2026",
        "UPDATE own_line SET carried_year = 2026, carried_number = 0",
        "UPDATE ledger_change SET state = 'lost'",
        "UPDATE ledger_change SET action = 'clear'",
        "UPDATE ledger_change SET amount_after = NULL",
        "UPDATE ledger_change SET contract_type = 'hourly'",
        "UPDATE proved_days SET days = -1",
        "UPDATE lease SET fence = 0",
        "UPDATE lease SET owner = NULL",
        "UPDATE timecard SET status = 'maybe'",
        "UPDATE timecard SET kind = 'holiday'",
        "UPDATE timecard SET starts_at = '2026-10-01 10:00:00.000000'",
        "UPDATE timecard SET stated_tenths = 10",
        "UPDATE audit_record SET who = 'Bas'",
        "DELETE FROM audit_record",
    ],
)
def test_the_database_itself_refuses_rows_that_mean_nothing(storage: SqlStorage, path: Path, statement: str) -> None:
    fill(storage)
    if "SELECT NULL" in statement:
        columns = [str(row[1]) for row in run(path, "PRAGMA table_info(own_line)") if row[1] != "number"]
        statement = f"INSERT INTO own_line ({', '.join(columns)}) SELECT {', '.join(columns)} FROM own_line"
    with pytest.raises(sqlite3.IntegrityError):
        run(path, statement)


def test_a_moment_without_a_time_zone_is_refused(storage: SqlStorage) -> None:
    naive = datetime(2026, 10, 5, 8, 0, tzinfo=UTC).replace(tzinfo=None)
    with storage.write() as work:
        with pytest.raises(ValueError, match="timezone"):
            work.ledger.put_changes([replace(CHANGE, sent_at=naive)])
        with pytest.raises(ValueError, match="timezone"):
            work.decisions.add_set_aside(SetAside(COMPANY, OCTOBER, "F1", "zero-time", "Sanne", "known", naive))


def test_amounts_are_whole_hundredths(storage: SqlStorage, path: Path) -> None:
    fill(storage)
    assert run(path, "SELECT amount, typeof(amount) FROM own_line") == [(2950, "integer")]
    assert run(path, "SELECT amount_before, amount_after, typeof(amount_after) FROM ledger_change") == [
        (0, 2950, "integer")
    ]


def test_the_history_of_own_lines_is_kept(storage: SqlStorage, path: Path) -> None:
    moments: list[object] = []
    for amount in (100, 200):
        with storage.write() as work:
            work.ledger.put_own([replace(LINE, amount=Amount(amount))])
            work.commit()
        with storage.write() as work:
            work.ledger.end_own(COMPANY, [(PayKind.HOURS, LineId("501"))])
            work.commit()
        moments.append(run(path, "SELECT max(ended_at) FROM own_line")[0][0])
    rows = run(path, "SELECT line_id, amount, ended_at FROM own_line ORDER BY number")
    assert rows == [("501", 100, moments[0]), ("501", 200, moments[1])]


def test_equal_selections_are_stored_as_equal_texts(storage: SqlStorage, path: Path) -> None:
    people = frozenset(EmployeeId(str(number)) for number in range(30))
    chosen = Selection(COMPANY, OCTOBER, ContractType.ZERO_HOURS, frozenset(Part), people)
    with storage.write() as work:
        work.ledger.put_plan(StoredPlan("aaaa", chosen, {}, {}, (), work.now(), "Sanne"))
        work.commit()
    (parts, stored_people), *_ = run(path, "SELECT parts, people FROM export_plan")
    assert json.loads(str(parts)) == sorted(Part)
    assert json.loads(str(stored_people)) == sorted(people)


def test_the_clock_is_the_databases_and_runs_on(storage: SqlStorage) -> None:
    started = datetime.now(UTC)
    with storage.write() as work:
        lease = work.leases.acquire(COMPANY, OCTOBER, "desk", timedelta(milliseconds=1))
        assert isinstance(lease, Lease)
        while work.leases.holder(COMPANY, OCTOBER) is not None:
            assert datetime.now(UTC) - started < timedelta(seconds=30)
        now = work.now()
    # SQLite's clock shows whole milliseconds.
    assert started - timedelta(milliseconds=1) < now <= datetime.now(UTC)
    assert now.utcoffset() == timedelta(0)
    assert lease.expires_at <= now
