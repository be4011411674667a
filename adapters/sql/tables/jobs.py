"""Work in the background."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from adapters.sql.tables.base import Json, Table, json_of, one_of, period
from adapters.sql.tables.notifications import Values
from domain.jobs import JobKind, JobState


class Findings(Json):
    """References and counts."""

    shape = json_of(dict[str, str | int | bool])


_OPEN = text("state IN ('waiting', 'running')")


class JobRow(Table, table=True):
    """One piece of work."""

    __tablename__ = "job"
    __table_args__ = (
        period(),
        one_of("kind", JobKind),
        one_of("state", JobState),
        CheckConstraint("(period_year IS NULL) = (period_number IS NULL)", name="period_whole"),
        CheckConstraint("(state = 'running') = (until IS NOT NULL)", name="running_until"),
        CheckConstraint("(state IN ('done', 'failed')) = (ended_at IS NOT NULL)", name="ended_whole"),
        Index("ix_job_open", "number", sqlite_where=_OPEN, postgresql_where=_OPEN),
    )

    id: str = Field(primary_key=True)
    number: int = Field(unique=True)
    kind: str
    asked: str
    company: str | None
    period_year: int | None
    period_number: int | None
    who: str
    created_at: datetime
    state: str
    phase: str | None
    done: int
    total: int
    result: dict[str, str | int | bool] = Field(sa_type=Findings)
    error: str
    details: dict[str, str] = Field(sa_type=Values)
    started_at: datetime | None
    ended_at: datetime | None
    attempts: int
    owner: str
    until: datetime | None
