"""What people are told, what became of each mail, and daily work."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from adapters.sql.tables.base import Json, Ordered, Table, json_of, one_of, period
from domain.mailing import MailState


class Values(Json):
    """What fills in the sentences."""

    shape = json_of(dict[str, str])


class NotificationRow(Table, table=True):
    """One thing told."""

    __tablename__ = "notification"
    __table_args__ = (
        period(),
        CheckConstraint("(period_year IS NULL) = (period_number IS NULL)", name="period_whole"),
        CheckConstraint("(read_at IS NULL) = (read_by IS NULL)", name="read_whole"),
    )

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    key: str = Field(unique=True)
    code: str
    company: str | None
    period_year: int | None
    period_number: int | None
    told_at: datetime
    details: dict[str, str] = Field(sa_type=Values)
    read_at: datetime | None
    read_by: str | None


class RecipientRow(Table, table=True):
    """Somebody who is mailed; an empty company or kind stands for all."""

    __tablename__ = "notification_recipient"
    __table_args__ = (CheckConstraint("language IN ('en', 'nl')", name="language_known"),)

    address: str = Field(primary_key=True, sa_type=Ordered)
    company: str = Field(primary_key=True, sa_type=Ordered)
    kind: str = Field(primary_key=True, sa_type=Ordered)
    language: str


_OPEN = text("state IN ('waiting', 'sending')")


class MailRow(Table, table=True):
    """One notification to one address."""

    __tablename__ = "notification_mail"
    __table_args__ = (
        one_of("state", MailState),
        Index("ix_notification_mail_open", "notification", sqlite_where=_OPEN, postgresql_where=_OPEN),
    )

    notification: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    address: str = Field(primary_key=True, sa_type=Ordered)
    language: str
    queued_at: datetime
    not_before: datetime
    state: str
    attempts: int
    doubts: int
    message: str | None
    until: datetime | None
    problem: str
    said: str
    ended_at: datetime | None


class DailyRow(Table, table=True):
    """The work of one day."""

    __tablename__ = "daily_run"

    day: date = Field(primary_key=True)
    owner: str
    started_at: datetime
    until: datetime | None
    attempts: int
    ended_at: datetime | None
    failed: int


class ReminderRow(Table, table=True):
    """When a company is reminded of hours that are not sent; no days: never."""

    __tablename__ = "period_reminder"

    company: str = Field(primary_key=True)
    days: int | None
    run_after: int
