"""Where the scenarios run: in memory, or over the wire with a real database."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

from dependency_injector import providers

from adapters.memory import MemoryStorage
from adapters.nmbrs_fake.clock import ManualClock, SystemClock
from adapters.nmbrs_fake.faults import Fault
from adapters.nmbrs_fake.sample_data import demo_payroll
from adapters.nmbrs_fake.soap_server import SoapServer
from domain.terms import CompanyId
from domain.wage_period import PeriodRef
from entrypoints.container import Container
from entrypoints.settings import Settings
from tests.scenarios.driver import Driver, InProcess

CALL_TIMEOUT, SETTLING = 0.4, 0.3


class MemoryStage:
    """The in-memory fake and in-memory storage, on a clock that is moved by hand."""

    def __init__(self, folder: Path, closing: ExitStack) -> None:  # noqa: ARG002 - every stage is made alike
        self._folder = folder
        self._clock = ManualClock()
        self.nmbrs = demo_payroll(clock=self._clock)
        self.container = self._container("fake")
        self.driver: Driver = InProcess(self.container)

    def _container(self, nmbrs_url: str) -> Container:
        container = Container(settings=self._settings(nmbrs_url))
        container.fake_nmbrs.override(providers.Object(self.nmbrs))
        container.storage.override(providers.Object(MemoryStorage(self._clock.now)))
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

    def lose_database(self) -> None:
        """Start with an empty storage."""
        self.container = self._container("fake")
        self.driver = InProcess(self.container)

    def point_to(self, nmbrs: str) -> None:
        """The same storage, with another setting for Nmbrs."""
        storage = self.container.storage()
        other = Container(settings=self._settings(nmbrs))
        other.storage.override(providers.Object(storage))
        self.driver = InProcess(other)

    def hold_lease(self, period: str) -> None:
        """Another process exports this period now."""
        hold_lease(self.container, period)

    def stored_text(self) -> str:
        """Everything that is stored about the link."""
        with self.container.storage().read() as work:
            return repr(work.settings.connection()) + repr(work.audit.records())

    def violations(self) -> list[str]:
        """Nothing went over a wire."""
        return []


class WireStage:
    """The real SOAP adapter over loopback and a real SQLite file; time-outs and settling take tenths of a second."""

    def __init__(self, folder: Path, closing: ExitStack) -> None:
        self._folder = folder
        self._closing = closing
        self._clock = SystemClock()
        self._databases = 0
        self.nmbrs = demo_payroll(clock=self._clock)
        self._server = closing.enter_context(SoapServer(self.nmbrs))
        self.container = self._container()
        self.driver: Driver = InProcess(self.container)

    def _settings(self, **changed: Any) -> Settings:
        return Settings(
            **{
                "database_url": f"sqlite:///{self._folder / f'hours-{self._databases}.db'}",
                "nmbrs_url": self._server.address,
                "secret_key_file": self._folder / "secret.key",
                "call_timeout": CALL_TIMEOUT,
                "connect_timeout": CALL_TIMEOUT,
                "settling_time": SETTLING,
                **changed,
            }
        )

    def _container(self) -> Container:
        return Container(settings=self._settings())

    def pass_settling_time(self) -> None:
        """As long as it takes."""
        self._clock.sleep(CALL_TIMEOUT + SETTLING)

    def pass_watch(self) -> None:
        """As long as the ledger says."""
        self._clock.sleep(left_of_watch(self.container))

    def unreachable(self) -> None:
        """Nobody listens any more."""
        self._closing.enter_context(self._server.deaf())

    def lose_database(self) -> None:
        """Start with another file."""
        self._databases += 1
        self.container = self._container()
        self.driver = InProcess(self.container)

    def point_to(self, nmbrs: str) -> None:
        """The same file, with another setting for Nmbrs."""
        self.driver = InProcess(Container(settings=self._settings(nmbrs_url=nmbrs)))

    def hold_lease(self, period: str) -> None:
        """Another process exports this period now."""
        hold_lease(self.container, period)

    def stored_text(self) -> str:
        """The bytes of everything on disk but the key."""
        files = [path for path in self._folder.iterdir() if path.suffix != ".key"]
        return "".join(path.read_bytes().decode("latin-1") for path in files)

    def violations(self) -> list[str]:
        """What the vendor's server would have dropped silently."""
        return list(self._server.violations)


def left_of_watch(container: Container) -> float:
    """How many seconds something of October is still under watch; it is an error when nothing is."""
    with container.storage().read() as work:
        watched = work.ledger.watched_changes(CompanyId("1200"), PeriodRef(2026, 10))
        ends = max(change.watch_until for change in watched if change.watch_until is not None)
        return max(0.0, (ends - work.now()).total_seconds())


def hold_lease(container: Container, period: str) -> None:
    """Take the lease of a period of De Kade for somebody else."""
    with container.storage().write() as work:
        lease = work.leases.acquire(CompanyId("1200"), PeriodRef.parse(period), "colleague", timedelta(minutes=5))
        assert lease is not None
        work.commit()
