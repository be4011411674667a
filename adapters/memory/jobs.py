"""Work in the background."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from adapters.memory.state import Books
from domain.jobs import Job
from domain.terms import CompanyId
from domain.wage_period import PeriodRef


class MemoryJobs:
    """A JobStore."""

    __slots__ = ("_books",)

    def __init__(self, books: Books) -> None:
        self._books = books

    def add(self, job: Job) -> Job:
        """Store a new one, with the next number."""
        if self.get(job.id) is not None:
            raise ValueError(f"there is a job {job.id} already")
        number = max((each.number for each in self._books.state.jobs.values()), default=0) + 1
        added = replace(job, number=number)
        self.put(added)
        return added

    def put(self, job: Job) -> None:
        """Replace one by id."""
        state = self._books.state
        self._books.state = state._replace(jobs={**state.jobs, job.id: job})

    def get(self, job: str) -> Job | None:
        """The one with that id, or None."""
        return self._books.state.jobs.get(job)

    def open(self) -> Sequence[Job]:
        """All that wait or run, oldest first."""
        return [job for job in self._by_number() if job.open]

    def latest(
        self, company: CompanyId | None = None, period: PeriodRef | None = None, most: int = 20
    ) -> Sequence[Job]:
        """Newest first."""
        found = [j for j in self._by_number() if company in (None, j.company) and period in (None, j.period)]
        return found[::-1][:most]

    def remove_ended(self, before: datetime) -> int:
        """Forget those that ended before that moment."""
        state = self._books.state
        left = {each.id: each for each in state.jobs.values() if each.ended_at is None or each.ended_at >= before}
        self._books.state = state._replace(jobs=left)
        return len(state.jobs) - len(left)

    def _by_number(self) -> list[Job]:
        return sorted(self._books.state.jobs.values(), key=lambda job: job.number)
