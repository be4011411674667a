"""Connections, companies, wage calendars, mapping."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import BigInteger, CheckConstraint
from sqlalchemy import false as sa_false
from sqlmodel import Field

from adapters.sql.tables.base import Json, Table, Words, json_of, one_of
from application.ports.payroll import EnvironmentKind
from domain.allowance import Allowance
from domain.mapping import Rule
from domain.terms import ContractType
from domain.wage_period import PeriodLength


class Rules(Json):
    """The rules of a mapping."""

    shape = json_of(tuple[Rule, ...])


class Allowances(Json):
    """The allowances of a mapping."""

    shape = json_of(tuple[Allowance, ...])


class ConnectionRow(Table, table=True):
    """The link with one environment of the payroll."""

    __tablename__ = "connection"
    __table_args__ = (one_of("kind", EnvironmentKind),)

    domain: str = Field(primary_key=True)
    email: str
    sealed_token: str
    kind: str
    own_link_off: bool
    activated_at: datetime


class CompanyRow(Table, table=True):
    """A company that the token reaches."""

    __tablename__ = "company"

    id: str = Field(primary_key=True)
    number: str
    name: str
    venues: tuple[str, ...] = Field(sa_type=Words)
    new_day_begins: time
    synced_at: datetime | None
    environment: str = Field(sa_column_kwargs={"server_default": ""})
    inactive: bool = Field(sa_column_kwargs={"server_default": sa_false()})


class WageCalendarRow(Table, table=True):
    """One year of one company and contract type."""

    __tablename__ = "wage_calendar"
    __table_args__ = (
        one_of("contract_type", ContractType),
        one_of("length", PeriodLength),
        CheckConstraint("start <= last_day", name="days"),
    )

    company: str = Field(primary_key=True)
    contract_type: str = Field(primary_key=True)
    year: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    length: str
    start: date
    last_day: date


class PayMappingRow(Table, table=True):
    """One version of the mapping of a company; never changed."""

    __tablename__ = "pay_mapping"

    company: str = Field(primary_key=True)
    version: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    rules: tuple[Rule, ...] = Field(sa_type=Rules)
    allowances: tuple[Allowance, ...] = Field(sa_type=Allowances, sa_column_kwargs={"server_default": "[]"})


class FindingSettingsRow(Table, table=True):
    """When warnings come, per company; hours are hundredths."""

    __tablename__ = "finding_settings"

    company: str = Field(primary_key=True)
    longest_shift: int
    unusual_percent: int
    unusual_hours: int = Field(sa_type=BigInteger)
    unusual_periods: int
    switched_off: tuple[str, ...] = Field(sa_type=Words)
