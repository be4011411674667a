"""What was found when both sides were compared, and what people decided."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index, false
from sqlmodel import Field

from adapters.sql.tables.base import Json, Table, json_of, one_of, period
from domain.decisions import Cause, Choice, Difference
from domain.pay_line import PayKind


class DecisionRow(Table, table=True):
    """A person's answer to one difference; amounts are hundredths."""

    __tablename__ = "decision"
    __table_args__ = (
        period(),
        one_of("cause", Cause),
        one_of("kind", PayKind),
        one_of("choice", Choice),
        Index(None, "company", "period_year", "period_number"),
    )

    number: int = Field(primary_key=True)
    company: str
    period_year: int
    period_number: int
    cause: str
    employee: str
    kind: str
    code: str
    line_id: str | None
    sent: int | None = Field(sa_type=BigInteger)
    found: int | None = Field(sa_type=BigInteger)
    wanted: int | None = Field(sa_type=BigInteger)
    choice: str
    decided_by: str
    reason: str
    decided_at: datetime


class Differences(Json):
    """Differences, as they were seen."""

    shape = json_of(tuple[Difference, ...])


class CheckRow(Table, table=True):
    """How both sides of a period compared when they were last put next to each other."""

    __tablename__ = "period_check"
    __table_args__ = (period(),)

    company: str = Field(primary_key=True)
    period_year: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    period_number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    checked_at: datetime
    checked_by: str
    clean: bool
    differences: tuple[Difference, ...] = Field(sa_type=Differences)


class SetAsideRow(Table, table=True):
    """A person's word about a finding. Those without a company date from before they had one, and hold no more."""

    __tablename__ = "set_aside"
    __table_args__ = (Index(None, "company", "period_year", "period_number"),)

    number: int = Field(primary_key=True)
    finding: str
    set_by: str
    reason: str
    set_at: datetime
    company: str | None
    period_year: int | None
    period_number: int | None
    code: str | None
    restored: bool = Field(sa_column_kwargs={"server_default": false()})
