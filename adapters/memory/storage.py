"""Units of work over a state in memory."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from adapters.memory.accounts import MemoryAccounts
from adapters.memory.audit import MemoryAudit
from adapters.memory.decisions import MemoryDecisions
from adapters.memory.jobs import MemoryJobs
from adapters.memory.leases import MemoryLeases
from adapters.memory.ledger import MemoryLedger
from adapters.memory.notifications import MemoryNotifications, MemorySchedule
from adapters.memory.people import MemoryPeople
from adapters.memory.settings import MemorySettings
from adapters.memory.state import Books, State
from adapters.memory.timecards import MemoryTimecards
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
from domain.errors import ProductError


class MemoryStorage:
    """A Storage for one process.

    ``now`` is the clock, in UTC. A writer waits ``patience`` seconds for another one, then raises ``database-busy``.
    """

    def __init__(self, now: Callable[[], datetime], patience: float = 5.0) -> None:
        self._now = now
        self._patience = patience
        self._writing = threading.Lock()
        self._committed = State()

    @contextmanager
    def read(self) -> Iterator[UnitOfWork]:
        """A unit of work that sees the last committed state, and stays with it."""
        yield _MemoryUnit(Books(self._committed, writable=False), self._now, self._keep)

    @contextmanager
    def write(self) -> Iterator[UnitOfWork]:
        """A unit of work that may write; there is one at a time."""
        if not self._writing.acquire(timeout=self._patience):
            raise ProductError("database-busy", url="memory")
        books = Books(self._committed, writable=True)
        try:
            yield _MemoryUnit(books, self._now, self._keep)
        finally:
            books.writable = False
            self._writing.release()

    def copy(self) -> MemoryStorage:
        """A storage that begins with what this one holds, as a restored backup does."""
        other = MemoryStorage(self._now, self._patience)
        other._keep(self._committed)
        return other

    def _keep(self, state: State) -> None:
        self._committed = state


class _MemoryUnit:
    """A UnitOfWork."""

    __slots__ = (
        "_books",
        "_keep",
        "_now",
        "accounts",
        "audit",
        "decisions",
        "jobs",
        "leases",
        "ledger",
        "notifications",
        "people",
        "schedule",
        "settings",
        "timecards",
    )

    def __init__(self, books: Books, now: Callable[[], datetime], keep: Callable[[State], None]) -> None:
        self._books, self._now, self._keep = books, now, keep
        self.settings: SettingsStore = MemorySettings(books)
        self.people: PeopleStore = MemoryPeople(books)
        self.timecards: TimecardStore = MemoryTimecards(books)
        self.ledger: LedgerStore = MemoryLedger(books)
        self.decisions: DecisionStore = MemoryDecisions(books)
        self.leases: LeaseStore = MemoryLeases(books, now)
        self.notifications: NotificationStore = MemoryNotifications(books, now)
        self.schedule: ScheduleStore = MemorySchedule(books)
        self.jobs: JobStore = MemoryJobs(books)
        self.accounts: AccountStore = MemoryAccounts(books)
        self.audit: AuditStore = MemoryAudit(books, now)

    def now(self) -> datetime:
        """The clock that was given."""
        return self._now()

    def commit(self) -> None:
        """Make what was changed the state that others see."""
        if not self._books.writable:
            raise RuntimeError("this unit of work cannot commit: it only reads, or it has ended")
        self._keep(self._books.state)
