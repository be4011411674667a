"""Where the scenarios run: in memory, or over the wire with a real database."""

from __future__ import annotations

from contextlib import ExitStack, closing
from datetime import timedelta
from pathlib import Path
from sqlite3 import connect
from typing import Any

from dependency_injector import providers

from adapters.memory import MemoryStorage
from adapters.nmbrs_fake.clock import ManualClock, SystemClock
from adapters.nmbrs_fake.faults import Fault
from adapters.nmbrs_fake.sample_data import demo_payroll
from adapters.nmbrs_fake.soap_server import SoapServer
from domain.audit import AuditEvent
from domain.terms import CompanyId
from domain.wage_period import PeriodRef
from entrypoints.container import Container
from entrypoints.settings import Settings
from tests.databases import empty_database
from tests.scenarios.driver import Driver, InProcess

CALL_TIMEOUT, SETTLING = 0.8, 0.3


class MemoryStage:
    """The in-memory fake and in-memory storage, on a clock that is moved by hand."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:  # noqa: ARG002 - every stage is made alike
        self._folder = folder
        self._clock = ManualClock()
        self.nmbrs = demo_payroll(clock=self._clock)
        self._databases: dict[str, MemoryStorage] = {}
        self.open_database("first")

    def _container(self, storage: MemoryStorage) -> Container:
        container = Container(settings=self._settings("fake"))
        container.fake_nmbrs.override(providers.Object(self.nmbrs))
        container.storage.override(providers.Object(storage))
        return container

    def _settings(self, nmbrs_url: str) -> Settings:
        return Settings(database_url="memory", nmbrs_url=nmbrs_url, secret_key_file=self._folder / "secret.key")

    def pass_settling_time(self) -> None:
        """An hour goes by."""
        self._clock.sleep(3600)

    def pass_watch(self) -> None:
        """As long as the ledger says."""
        self._clock.sleep(left_of_watch(self.container))

    def unreachable(self) -> None:
        """No call gets through."""
        self.nmbrs.faults.on(Fault.no_connection(), times=None)

    def copy_database(self, name: str) -> None:
        """Everything that is kept now is kept under another name too."""
        self._databases[name] = self._storage.copy()

    def open_database(self, name: str) -> None:
        """Go on with that one; a new one is empty."""
        self._storage = self._databases.setdefault(name, MemoryStorage(self._clock.now))
        self.container = self._container(self._storage)
        self.driver: Driver = InProcess(self.container)

    def point_to(self, nmbrs: str) -> None:
        """The same storage, with another setting for Nmbrs."""
        storage = self.container.storage()
        other = Container(settings=self._settings(nmbrs))
        other.storage.override(providers.Object(storage))
        self.driver = InProcess(other)

    def hold_lease(self, period: str) -> None:
        """Another process exports this period now."""
        hold_lease(self.container, period)

    def release_lease(self, period: str) -> None:
        """The other process is done."""
        hold_lease(self.container, period, release=True)

    def stored_text(self) -> str:
        """Everything that is stored about the link."""
        with self.container.storage().read() as work:
            return repr(work.settings.connections()) + repr(work.audit.records())

    def trail(self) -> list[AuditEvent]:
        """Everything on record, oldest first."""
        return trail(self.container)

    def violations(self) -> list[str]:
        """Nothing went over a wire."""
        return []


class WireStage:
    """The real SOAP adapter over loopback and a real SQLite file; time-outs and settling take tenths of a second."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._folder = folder
        self._stack = stack
        self._clock = SystemClock()
        self.nmbrs = demo_payroll(clock=self._clock)
        self._server = stack.enter_context(SoapServer(self.nmbrs))
        self.open_database("first")

    def _settings(self, **changed: Any) -> Settings:
        return Settings(
            **{
                "database_url": f"sqlite:///{self._file(self._database)}",
                "nmbrs_url": self._server.address,
                "secret_key_file": self._folder / "secret.key",
                "call_timeout": CALL_TIMEOUT,
                "connect_timeout": CALL_TIMEOUT,
                "settling_time": SETTLING,
                **changed,
            }
        )

    def pass_settling_time(self) -> None:
        """As long as it takes."""
        self._clock.sleep(CALL_TIMEOUT + SETTLING)

    def pass_watch(self) -> None:
        """As long as the ledger says."""
        self._clock.sleep(left_of_watch(self.container))

    def unreachable(self) -> None:
        """Nobody listens any more."""
        self._stack.enter_context(self._server.deaf())

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}.db"

    def copy_database(self, name: str) -> None:
        """A backup of the file as it stands, in use or not."""
        copy_database(self._file(self._database), self._file(name))

    def open_database(self, name: str) -> None:
        """Go on with that file; a new one is empty."""
        self._database = name
        if not self._file(name).exists():
            empty_database(self._file(name))
        self.container = Container(settings=self._settings())
        self.driver: Driver = InProcess(self.container)

    def point_to(self, nmbrs: str) -> None:
        """The same file, with another setting for Nmbrs."""
        self.driver = InProcess(Container(settings=self._settings(nmbrs_url=nmbrs)))

    def hold_lease(self, period: str) -> None:
        """Another process exports this period now."""
        hold_lease(self.container, period)

    def release_lease(self, period: str) -> None:
        """The other process is done."""
        hold_lease(self.container, period, release=True)

    def stored_text(self) -> str:
        """The bytes of everything on disk but the key."""
        files = [path for path in self._folder.iterdir() if path.suffix != ".key"]
        return "".join(path.read_bytes().decode("latin-1") for path in files)

    def trail(self) -> list[AuditEvent]:
        """Everything on record, oldest first."""
        return trail(self.container)

    def violations(self) -> list[str]:
        """What the vendor's server would have dropped silently."""
        return list(self._server.violations)


def left_of_watch(container: Container) -> float:
    """How many seconds something of October is still under watch; it is an error when nothing is."""
    with container.storage().read() as work:
        watched = work.ledger.watched_changes(CompanyId("1200"), PeriodRef(2026, 10))
        ends = max(change.watch_until for change in watched if change.watch_until is not None)
        return max(0.0, (ends - work.now()).total_seconds())


def trail(container: Container) -> list[AuditEvent]:
    """The audit trail, oldest first."""
    with container.storage().read() as work:
        return [record.event for record in work.audit.records()]


def hold_lease(container: Container, period: str, release: bool = False) -> None:
    """Take the lease of a period of De Kade for somebody else, or give it back."""
    with container.storage().write() as work:
        lease = work.leases.acquire(CompanyId("1200"), PeriodRef.parse(period), "colleague", timedelta(minutes=5))
        assert lease is not None
        if release:
            work.leases.release(lease)
        work.commit()


def copy_database(source: Path, target: Path) -> None:
    """A copy of an SQLite file, also while it is in use."""
    with closing(connect(source)) as one, closing(connect(target)) as other:
        one.backup(other)
