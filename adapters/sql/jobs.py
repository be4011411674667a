"""Work in the background."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from adapters.sql.rows import Rows, Values, table_of
from adapters.sql.tables.jobs import JobRow
from domain.jobs import OPEN, Job, JobKind, JobState, Phase
from domain.terms import CompanyId
from domain.wage_period import PeriodRef

JOB = table_of(JobRow)


class SqlJobs:
    """A JobStore."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def add(self, job: Job) -> Job:
        """Store a new one, with the next number."""
        added = replace(job, number=self._rows.next_number(JobRow))
        self._rows.add(JobRow, [_row(added)])
        return added

    def put(self, job: Job) -> None:
        """Replace one by id."""
        self._rows.put(JobRow, [_row(job)])

    def get(self, job: str) -> Job | None:
        """The one with that id, or None."""
        return self._rows.first(JobRow, _job, select(JOB).where(JOB.c.id == job))

    def open(self) -> Sequence[Job]:
        """All that wait or run, oldest first."""
        states = [state.value for state in OPEN]
        return self._rows.read(JobRow, _job, select(JOB).where(JOB.c.state.in_(states)).order_by(JOB.c.number))

    def latest(
        self, company: CompanyId | None = None, period: PeriodRef | None = None, most: int = 20
    ) -> Sequence[Job]:
        """Newest first."""
        statement = select(JOB).order_by(JOB.c.number.desc()).limit(most)
        if company is not None:
            statement = statement.where(JOB.c.company == company)
        if period is not None:
            statement = statement.where(JOB.c.period_year == period.year, JOB.c.period_number == period.number)
        return self._rows.read(JobRow, _job, statement)

    def remove_ended(self, before: datetime) -> int:
        """Forget those that ended before that moment."""
        old = (JOB.c.ended_at.is_not(None), JOB.c.ended_at < before)
        count = self._rows.count(JOB, *old)
        self._rows.delete(JobRow, *old)
        return count


def _row(job: Job) -> Values:
    return {
        "id": job.id,
        "number": job.number,
        "kind": job.kind.value,
        "asked": job.order,
        "company": job.company,
        "period_year": job.period.year if job.period else None,
        "period_number": job.period.number if job.period else None,
        "who": job.who,
        "created_at": job.created_at,
        "state": job.state.value,
        "phase": job.phase.value if job.phase else None,
        "done": job.done,
        "total": job.total,
        "result": dict(job.result),
        "error": job.error,
        "details": dict(job.details),
        "started_at": job.started_at,
        "ended_at": job.ended_at,
        "attempts": job.attempts,
        "owner": job.owner,
        "until": job.until,
    }


def _job(row: JobRow) -> Job:
    period = None
    if row.period_year is not None and row.period_number is not None:
        period = PeriodRef(row.period_year, row.period_number)
    return Job(
        row.id,
        JobKind(row.kind),
        row.asked,
        None if row.company is None else CompanyId(row.company),
        period,
        row.who,
        row.created_at,
        row.number,
        JobState(row.state),
        Phase(row.phase) if row.phase else None,
        row.done,
        row.total,
        row.result,
        row.error,
        row.details,
        row.started_at,
        row.ended_at,
        row.attempts,
        row.owner,
        row.until,
    )
