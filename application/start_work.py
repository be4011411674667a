"""Start work in the background, and see how far it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from application.ports.jobs import JobEngine
from application.ports.storage import Storage, UnitOfWork
from domain.audit import AuditEvent
from domain.errors import ProductError
from domain.jobs import Job, JobKind
from domain.terms import CompanyId
from domain.wage_period import PeriodRef


@dataclass(frozen=True, slots=True)
class StartWork:
    """Puts it on record, and wakes a worker."""

    storage: Storage
    engine: JobEngine
    new_id: Callable[[], str]

    def __call__(self, kind: JobKind, order: str, company: CompanyId | None, period: PeriodRef | None, who: str) -> Job:
        """The work that was asked for. While the same order waits or runs already, that one is returned.

        ``order`` is canonical JSON, from which the use case can be called again.
        """
        with self.storage.write() as work:
            asked = Job(self.new_id(), kind, order, company, period, who, work.now())
            job = next((each for each in work.jobs.open() if each.same_order(asked)), None)
            if job is None:
                job = work.jobs.add(asked)
                after = {"kind": kind, "company": company or "", "period": str(period or "")}
                work.audit.append(AuditEvent(who, "job.asked", job.id, after=after))
                work.commit()
        self.engine.wake(job.id)
        return job


@dataclass(frozen=True, slots=True)
class ShowWork:
    """How far it is."""

    storage: Storage

    def __call__(self, job: str) -> Job:
        """One. Raises ``job-unknown``."""
        with self.storage.read() as work:
            return the_job(work, job)

    def list(
        self, company: CompanyId | None = None, period: PeriodRef | None = None, running: bool = False
    ) -> Sequence[Job]:
        """The latest of a company and period, or of all, newest first; or only what waits or runs."""
        with self.storage.read() as work:
            if not running:
                return work.jobs.latest(company, period)
            found = reversed(work.jobs.open())
            return [j for j in found if company in (None, j.company) and period in (None, j.period)]


def the_job(work: UnitOfWork, job: str) -> Job:
    """The one with that id. Raises ``job-unknown``."""
    found = work.jobs.get(job)
    if found is None:
        raise ProductError("job-unknown", job=job[:40])
    return found
