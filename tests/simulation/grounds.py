"""What a history is played on: storage in memory, a database file, or Nmbrs behind a real SOAP connection."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

import adapters.nmbrs_soap.client as soap_client
import adapters.nmbrs_soap.payroll as soap_payroll
from adapters.memory import MemoryStorage
from adapters.nmbrs_fake.clock import ManualClock
from adapters.nmbrs_fake.nmbrs import FakeNmbrs
from adapters.nmbrs_fake.soap_server import SoapServer
from adapters.nmbrs_soap import SoapPayroll, SoapSettings
from adapters.sql import SqlStorage
from application.ports.payroll import Connect, Credentials
from application.ports.storage import Storage
from tests.databases import empty_database, in_memory

PATIENCE = timedelta(seconds=0.2)
"""How long the SOAP client really waits for an answer that does not come; in the history it is a minute."""


@dataclass(frozen=True)
class Ground:
    """Where to store, and how to reach Nmbrs. ``elsewhere`` when calls are carried out in another thread."""

    storage: Storage
    connect: Connect
    elsewhere: bool = False


@contextmanager
def _memory(nmbrs: FakeNmbrs, clock: ManualClock) -> Iterator[Ground]:
    yield Ground(MemoryStorage(clock.now), nmbrs.connect)


@contextmanager
def _sqlite(nmbrs: FakeNmbrs, clock: ManualClock) -> Iterator[Ground]:
    with tempfile.TemporaryDirectory(dir=in_memory()) as folder:
        storage = SqlStorage(empty_database(Path(folder, "ledger.db")), now=clock.now)
        try:
            yield Ground(storage, nmbrs.connect)
        finally:
            storage.close()


@contextmanager
def _soap(nmbrs: FakeNmbrs, clock: ManualClock) -> Iterator[Ground]:
    """One call at a time, so that the dice fall alike in every run. Only a lost answer takes real time."""
    with ExitStack() as running:
        server = running.enter_context(SoapServer(nmbrs))
        running.enter_context(patch.object(server, "keep_pace", lambda: None))
        running.enter_context(patch.object(soap_client, "time", SimpleNamespace(sleep=clock.sleep)))
        for module in (soap_client, soap_payroll):
            running.enter_context(patch.object(module, "clock", lambda: clock.now().timestamp()))
        settings = SoapSettings(
            server.address,
            call_timeout=PATIENCE,
            workers=1,
            calls_per_second=1000,
            batch_size=nmbrs.batch_size or 1000,
            read_attempts=2,
        )

        def connect(credentials: Credentials) -> SoapPayroll:
            return _Patient(credentials, settings, nmbrs.call_timeout)

        yield Ground(MemoryStorage(clock.now), connect, elsewhere=True)


class _Patient(SoapPayroll):
    """Says how long it waits on the clock of the history."""

    def __init__(self, credentials: Credentials, settings: SoapSettings, call_timeout: timedelta) -> None:
        super().__init__(credentials, settings)
        self._patience = call_timeout

    @property
    def call_timeout(self) -> timedelta:
        return self._patience


Make = Callable[[FakeNmbrs, ManualClock], AbstractContextManager[Ground]]
GROUNDS: dict[str, Make] = {"memory": _memory, "sqlite": _sqlite, "soap": _soap}
