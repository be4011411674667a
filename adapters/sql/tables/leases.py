"""One writer per company and period."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from adapters.sql.tables.base import Table, period


class LeaseRow(Table, table=True):
    """The last lease of a company and period. The row stays when it is released, so that its fence is not forgotten."""

    __tablename__ = "lease"
    __table_args__ = (
        period(),
        CheckConstraint("fence >= 1", name="fence"),
        CheckConstraint("(owner IS NULL) = (expires_at IS NULL)", name="held_whole"),
    )

    company: str = Field(primary_key=True)
    period_year: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    period_number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    owner: str | None
    fence: int
    expires_at: datetime | None
