"""Bring a database to the tables that this version knows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from adapters.sql.engine import WRITES, unusable
from domain.errors import ProductError

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "r0016"
"""The newest revision. It stands here so that a database that is up to date opens without loading Alembic."""

MIGRATIONS = Path(__file__).with_name("migrations")
VERSIONS = "alembic_version"


def upgrade(engine: Engine) -> None:
    """Run the migrations that are missing, all or none. When several processes come at once, the first one does it.

    Raises ``database-too-new`` when the database is at a revision that this version does not know, and
    ``database-unusable`` when another program keeps its tables there.
    """
    with engine.connect() as connection:
        if _revision(connection) == HEAD:
            return
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        revision = _revision(connection)
        if revision != HEAD:
            _climb(connection, revision)


def alembic_config(connection: Connection) -> Config:
    """What Alembic works with: our migrations, on this connection and in its transaction."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _revision(connection: Connection) -> str | None:
    """The revision of the database; None for a new one."""
    if not inspect(connection).has_table(VERSIONS):
        return None
    found: str | None = connection.execute(text(f"SELECT version_num FROM {VERSIONS}")).scalar()
    return found


def _climb(connection: Connection, revision: str | None) -> None:
    from alembic import command
    from alembic.script import ScriptDirectory

    config = alembic_config(connection)
    url = connection.engine.url
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if revision is not None and revision not in known:
        raise ProductError("database-too-new", url=url.render_as_string(), revision=revision)
    if revision is None and set(inspect(connection).get_table_names()) - {VERSIONS}:
        raise unusable(url, "it holds tables of another program")
    command.upgrade(config, "head")
