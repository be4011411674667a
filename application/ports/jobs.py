"""What work in the background needs: its records, and an engine that wakes workers.

The engine is never the truth about anything. Whether work may be begun stands in the record, and what was sent stands
in the ledger. So an engine may wake a worker too often, too late, or on another machine.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from domain.jobs import Job
from domain.terms import CompanyId
from domain.wage_period import PeriodRef


class JobStore(Protocol):
    """The records."""

    def add(self, job: Job) -> Job:
        """Store a new one; it comes back with the next number. An id that exists is a ValueError."""
        ...

    def put(self, job: Job) -> None:
        """Replace one by id."""
        ...

    def get(self, job: str) -> Job | None:
        """The one with that id, or None."""
        ...

    def open(self) -> Sequence[Job]:
        """All that wait or run, oldest first."""
        ...

    def latest(
        self, company: CompanyId | None = None, period: PeriodRef | None = None, most: int = 20
    ) -> Sequence[Job]:
        """The latest of that company and period, or of all, newest first; at most so many."""
        ...

    def remove_ended(self, before: datetime) -> int:
        """Forget those that ended before that moment; returns how many."""
        ...


class JobEngine(Protocol):
    """Wakes workers, each with the id of a job."""

    def start(self, run: Callable[[str], object], due: Callable[[], Sequence[str]]) -> None:
        """From now on call ``run`` for each job that is woken, and for those that ``due`` names, also later.

        ``run`` says itself whether there is anything to do, and may be called for one job more than once.
        """
        ...

    def wake(self, job: str) -> None:
        """There is work. Without an engine that was started, somebody else's ``due`` finds it."""
        ...

    def stop(self, within: float) -> bool:
        """Begin nothing more, and wait so many seconds for what runs; False when something still does."""
        ...
