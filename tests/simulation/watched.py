"""Storage and payroll as one process has them: every boundary is a step at which something may happen to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from application.ports.payroll import Payroll
from application.ports.storage import LedgerStore, Storage, UnitOfWork
from domain.ledger import OwnLine
from tests.simulation.hazards import Hazard, Process
from tests.simulation.violation import Violation


class WatchedStorage:
    """Storage whose every boundary is a step."""

    def __init__(self, storage: Storage, hazard: Hazard, process: Process) -> None:
        self._storage, self._hazard, self._process = storage, hazard, process

    @contextmanager
    def read(self) -> Iterator[UnitOfWork]:
        self._process.check()
        with self._storage.read() as work:
            yield work

    @contextmanager
    def write(self) -> Iterator[UnitOfWork]:
        self._process.check()
        self._hazard.step(free=True)
        with self._storage.write() as work:
            yield _WatchedUnit(work, self._hazard, self._process)  # type: ignore[misc]
        self._hazard.step(free=True)


class _WatchedUnit:
    def __init__(self, work: UnitOfWork, hazard: Hazard, process: Process) -> None:
        self._work, self._hazard = work, hazard
        self.ledger = _WatchedLedger(work.ledger, hazard, process)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._work, name)

    def commit(self) -> None:
        self._hazard.step(free=False, may_pause=False)
        self._work.commit()
        self._hazard.step(free=False)


class _WatchedLedger:
    def __init__(self, ledger: LedgerStore, hazard: Hazard, process: Process) -> None:
        self._ledger, self._hazard, self._process = ledger, hazard, process

    def __getattr__(self, name: str) -> Any:
        return getattr(self._ledger, name)

    def put_own(self, lines: Iterable[OwnLine]) -> None:
        lines = list(lines)
        if lines and self._hazard.claims is not None:
            self._hazard.claims(lines, self._process)
        self._ledger.put_own(lines)


class WatchedPayroll:
    """A payroll whose answers may be the last thing that happens, and whose calls a dead process does not make."""

    def __init__(self, payroll: Payroll, hazard: Hazard, process: Process) -> None:
        self._payroll, self._hazard, self._process = payroll, hazard, process

    def __getattr__(self, name: str) -> Any:
        self._process.check()
        found = getattr(self._payroll, name)
        return self._watched(found) if callable(found) else found

    def change_pay(self, *arguments: Any) -> Any:
        """The port's, with a step after the answer. A protected period is opened only where a person consented."""
        protected_consent = arguments[3]
        if protected_consent and not self._process.period_consent:
            raise Violation("a protected period was opened without a word")
        outcomes = self._watched(self._payroll.change_pay)(*arguments)
        self._hazard.step(free=True)
        return outcomes

    def _watched(self, method: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            self._process.check()
            try:
                return method(*arguments)
            finally:
                self._process.check()

        return call
