"""Accounts, their passwords, who is logged in, and who tried."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from adapters.sql.tables.base import Ordered, Table, one_of
from domain.accounts import Role
from domain.logging_in import AttemptOutcome


class AccountRow(Table, table=True):
    """A person who may log in."""

    __tablename__ = "account"
    __table_args__ = (one_of("role", Role), CheckConstraint("language IN ('en', 'nl')", name="language_known"))

    name: str = Field(primary_key=True, sa_type=Ordered)
    shown: str
    role: str
    made_at: datetime
    active: bool
    language: str | None


class PasswordRow(Table, table=True):
    """What is stored of the password of an account."""

    __tablename__ = "account_password"

    account: str = Field(primary_key=True)
    stored: str


class SessionRow(Table, table=True):
    """Somebody who is logged in, by the digest of a token."""

    __tablename__ = "login_session"

    digest: str = Field(primary_key=True, sa_type=Ordered)
    account: str = Field(index=True)
    began_at: datetime
    seen_at: datetime
    address: str
    agent: str


class AttemptRow(Table, table=True):
    """Somebody who tried to log in."""

    __tablename__ = "login_attempt"
    __table_args__ = (one_of("outcome", AttemptOutcome),)

    id: str = Field(primary_key=True, sa_type=Ordered)
    name: str = Field(index=True)
    address: str = Field(index=True)
    tried_at: datetime
    outcome: str
