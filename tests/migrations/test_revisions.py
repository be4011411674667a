"""Every revision goes up, down and up again, and the last one makes the tables that the product uses."""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine

from adapters.sql import SqlStorage
from adapters.sql.engine import WRITES, open_engine
from adapters.sql.tables.base import Table
from adapters.sql.upgrade import HEAD, MIGRATIONS, alembic_config

LINES = re.compile(r"\n|, (?=\w+ (?:BOOLEAN|DATETIME|INTEGER|TEXT|VARCHAR))")
REVISIONS = [script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()][::-1]


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    opened = open_engine(f"sqlite:///{tmp_path / 'ledger.db'}", patience=1)
    yield opened
    opened.dispose()


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        yield connection


def shape(connection: Connection) -> dict[str, list[str]]:
    """Every table, index and trigger with the lines of its definition, in whatever order they were written.

    A column that was added later stands on the line of the one before it.
    """
    rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").all()
    return {
        name: sorted(filter(None, (line.strip(" ,\t\n)") for line in LINES.split(sql))))
        for name, sql in rows
        if name != "alembic_version"
    }


def test_there_is_one_line_of_revisions_and_its_head_is_known() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_heads() == [HEAD]
    assert REVISIONS[-1] == HEAD


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_revision_goes_up_down_and_up_again(connection: Connection, revision: str) -> None:
    config = alembic_config(connection)
    place = REVISIONS.index(revision)
    below = REVISIONS[place - 1] if place else "base"
    command.upgrade(config, below)
    before = shape(connection)
    command.upgrade(config, revision)
    after = shape(connection)
    assert after != before
    command.downgrade(config, below)
    assert shape(connection) == before
    command.upgrade(config, revision)
    assert shape(connection) == after


def test_models_and_migrations_agree_says_alembic(connection: Connection) -> None:
    command.upgrade(alembic_config(connection), "head")
    assert compare_metadata(MigrationContext.configure(connection), Table.metadata) == []


def test_models_and_migrations_agree_in_every_column_and_constraint(connection: Connection) -> None:
    command.upgrade(alembic_config(connection), "head")
    migrated = {name: lines for name, lines in shape(connection).items() if "TRIGGER" not in lines[0]}
    migrated = {name: lines for name, lines in migrated.items() if not name.startswith("audit_record_")}
    fresh = create_engine("sqlite://")
    with fresh.connect() as made:
        Table.metadata.create_all(made)
        assert migrated == shape(made)
    fresh.dispose()


def test_an_older_database_is_brought_up_to_date_with_what_it_holds(tmp_path: Path, engine: Engine) -> None:
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        command.upgrade(alembic_config(connection), REVISIONS[0])
        connection.exec_driver_sql("INSERT INTO ignored_person (person) VALUES ('eitje:7')")
    engine.dispose()
    storage = SqlStorage(f"sqlite:///{tmp_path / 'ledger.db'}")
    with storage.read() as work:
        assert work.people.ignored() == {"eitje:7"}
        assert work.audit.records() == []
    storage.close()


def test_an_upgrade_that_fails_leaves_nothing_half(tmp_path: Path, engine: Engine) -> None:
    path = tmp_path / "ledger.db"
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        command.upgrade(alembic_config(connection), REVISIONS[0])
        connection.exec_driver_sql("CREATE TABLE audit_record (in_the_way INTEGER)")
    engine.dispose()
    with pytest.raises(Exception, match="audit_record"):
        SqlStorage(f"sqlite:///{path}")
    names = {name for (name,) in sqlite3.connect(path).execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert "timecard" not in names
    assert "team_member" in names


def test_what_lines_count_is_filled_in_from_the_lines_that_are_ours_now(connection: Connection) -> None:
    command.upgrade(alembic_config(connection), "r0006")
    row = (
        "INSERT INTO own_line (company, employee, period_year, period_number, contract_type, kind, code, cost_centre,"
        " cost_unit, carried_year, carried_number, line_id, amount, parts, sources, ownership, export, ended_at)"
        " VALUES ('1', '7', 2026, 10, 'zero-hours', 'hours', '2100', '', '', {carried}, '{line}', 800, '[\"hours\"]',"
        ' \'[{{"timecard":"a","digest":"1"}},{{"timecard":"b","digest":"2"}}]\', \'known\', \'e1\', {ended})'
    )
    for carried, line, ended in (
        ("NULL, NULL", "11", "NULL"),
        ("2026, 9", "12", "NULL"),
        ("NULL, NULL", "13", "'2026-11-01'"),
    ):
        connection.exec_driver_sql(row.format(carried=carried, line=line, ended=ended))
    command.upgrade(alembic_config(connection), "r0007")
    found = connection.exec_driver_sql(
        "SELECT line_id, timecard, company, kind, home_year, home_number FROM counted_entry ORDER BY 1, 2"
    ).all()
    assert [tuple(each) for each in found] == [
        ("11", "a", "1", "hours", 2026, 10),
        ("11", "b", "1", "hours", 2026, 10),
        ("12", "a", "1", "hours", 2026, 9),
        ("12", "b", "1", "hours", 2026, 9),
    ]


def test_links_keep_one_employee_a_company_on_the_way_down(connection: Connection) -> None:
    insert = "INSERT INTO person_link (person, company, employee, matched_by) VALUES ('eitje:7', '1', '{}', 'e-mail')"
    links = "SELECT employee, matched_by FROM person_link ORDER BY employee"
    command.upgrade(alembic_config(connection), "r0008")
    connection.exec_driver_sql(insert.format("11"))
    command.upgrade(alembic_config(connection), "r0010")
    assert connection.exec_driver_sql(links).all() == [("11", "e-mail")]
    connection.exec_driver_sql(insert.format("12"))
    command.downgrade(alembic_config(connection), "r0008")
    assert connection.exec_driver_sql(links).all() == [("12", "e-mail")]


LINK = (
    "INSERT INTO connection (id, email, domain, sealed_token, kind, own_link_off, activated_at)"
    " VALUES (1, 'salaris@kade.example', 'KadeGroep', 'sealed', 'live', 1, '2026-01-02 03:04:05.000000')"
)
FOUND = "SELECT domain, email, sealed_token, kind, own_link_off FROM connection ORDER BY domain"


def test_the_one_link_becomes_an_environment_to_which_the_companies_belong(connection: Connection) -> None:
    command.upgrade(alembic_config(connection), "r0008")
    connection.exec_driver_sql(LINK)
    connection.exec_driver_sql(
        "INSERT INTO company (id, number, name, venues, new_day_begins) VALUES ('1200', '12', 'De Kade', '[]', '00:00')"
    )
    command.upgrade(alembic_config(connection), "r0009")
    found = [tuple(row) for row in connection.exec_driver_sql(FOUND).all()]
    assert found == [("kadegroep", "salaris@kade.example", "sealed", "live", 1)]
    companies = connection.exec_driver_sql("SELECT id, environment, inactive FROM company").all()
    assert [tuple(row) for row in companies] == [("1200", "kadegroep", 0)]
    command.downgrade(alembic_config(connection), "r0008")
    back = connection.exec_driver_sql("SELECT id, domain, activated_at FROM connection").all()
    assert [tuple(row) for row in back] == [(1, "kadegroep", "2026-01-02 03:04:05.000000")]
