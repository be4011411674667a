"""The audit trail."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from adapters.sql.tables.base import Json, Table, json_of


class Values(Json):
    """What JSON can hold, by name."""

    shape = json_of(dict[str, Any])


class AuditRow(Table, table=True):
    """One event. Triggers, made by the migration, refuse to change or delete a row."""

    __tablename__ = "audit_record"
    __table_args__ = (CheckConstraint("number >= 1", name="number"),)

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: datetime
    who: str
    action: str
    subject: str
    was: dict[str, Any] = Field(sa_type=Values)
    became: dict[str, Any] = Field(sa_type=Values)
    previous: str
    hash: str = Field(unique=True)
