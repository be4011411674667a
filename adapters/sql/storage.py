"""Units of work over a database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from adapters.sql.accounts import SqlAccounts
from adapters.sql.audit import SqlAudit
from adapters.sql.decisions import SqlDecisions
from adapters.sql.engine import WRITES, open_engine
from adapters.sql.jobs import SqlJobs
from adapters.sql.leases import SqlLeases
from adapters.sql.ledger import SqlLedger
from adapters.sql.notifications import SqlNotifications, SqlSchedule
from adapters.sql.people import SqlPeople
from adapters.sql.rows import Rows
from adapters.sql.settings import SqlSettings
from adapters.sql.timecards import SqlTimecards
from adapters.sql.upgrade import upgrade
from application.ports.accounts import AccountStore
from application.ports.jobs import JobStore
from application.ports.notifications import NotificationStore, ScheduleStore
from application.ports.storage import (
    AuditStore,
    DecisionStore,
    LeaseStore,
    LedgerStore,
    PeopleStore,
    SettingsStore,
    TimecardStore,
    UnitOfWork,
)


class SqlStorage:
    """A Storage in a database, which is made or brought up to date when this is made.

    ``url`` is SQLAlchemy's, such as ``sqlite:////var/lib/eitje-nmbrs/ledger.db``. A writer waits ``patience`` seconds
    for another one, then raises ``database-busy``. Only tests give ``now``, a clock in the place of the database's.
    Raises ``database-unusable`` and ``database-too-new``; the former also comes from any later use when the database
    fails.
    """

    def __init__(self, url: str, patience: float = 10.0, now: Callable[[], datetime] | None = None) -> None:
        self._engine = open_engine(url, patience)
        self._now = now
        upgrade(self._engine)

    @contextmanager
    def read(self) -> Iterator[UnitOfWork]:
        """A unit of work that only reads. It sees one state from its first look to its last."""
        with self._unit(writes=False) as unit:
            yield unit

    @contextmanager
    def write(self) -> Iterator[UnitOfWork]:
        """A unit of work that may write; there is one at a time. What follows a commit waits its turn anew."""
        with self._unit(writes=True) as unit:
            yield unit

    def close(self) -> None:
        """Let go of the connections to the database."""
        self._engine.dispose()

    @contextmanager
    def _unit(self, writes: bool) -> Iterator[UnitOfWork]:
        with self._engine.connect().execution_options(**{WRITES: writes}) as connection:
            connection.begin()
            rows = Rows(connection, writes, self._now)
            try:
                yield _SqlUnit(rows)
            finally:
                rows.end()


class _SqlUnit:
    """A UnitOfWork."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self.settings: SettingsStore = SqlSettings(rows)
        self.people: PeopleStore = SqlPeople(rows)
        self.timecards: TimecardStore = SqlTimecards(rows)
        self.ledger: LedgerStore = SqlLedger(rows)
        self.decisions: DecisionStore = SqlDecisions(rows)
        self.leases: LeaseStore = SqlLeases(rows)
        self.notifications: NotificationStore = SqlNotifications(rows)
        self.schedule: ScheduleStore = SqlSchedule(rows)
        self.jobs: JobStore = SqlJobs(rows)
        self.accounts: AccountStore = SqlAccounts(rows)
        self.audit: AuditStore = SqlAudit(rows)

    def now(self) -> datetime:
        """The database's clock."""
        return self._rows.now()

    def commit(self) -> None:
        """Make everything durable."""
        self._rows.commit()
