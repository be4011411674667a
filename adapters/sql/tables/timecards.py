"""Timecards and the files that they came from."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, false
from sqlmodel import Field

from adapters.sql.tables.base import Json, Ordered, Table, json_of, one_of
from domain.hours import TimeNote
from domain.terms import ContractType
from domain.timecard import Extra, MealCount, TimecardKind, TimecardStatus
from domain.timecard_import import Coverage, PendingEntries


class Meals(Json):
    """Meals by kind."""

    shape = json_of(tuple[MealCount, ...])


class Extras(Json):
    """What rows say in the columns that function allowances name."""

    shape = json_of(tuple[Extra, ...])


class Notes(Json):
    """What a person should know about the times."""

    shape = json_of(tuple[TimeNote, ...])


class CoverageJson(Json):
    """The days and filters of a file."""

    shape = json_of(Coverage | None)


class Pending(Json):
    """People with entries that are not approved yet."""

    shape = json_of(tuple[PendingEntries, ...])


class TimecardRow(Table, table=True):
    """One registered shift. ``person_key`` is worked out from the columns of the person.

    ``stated_within`` is an exact number as text, such as ``3/10``.
    """

    __tablename__ = "timecard"
    __table_args__ = (
        one_of("kind", TimecardKind),
        one_of("status", TimecardStatus),
        one_of("contract_type", ContractType),
        CheckConstraint(
            "(starts_at IS NULL) = (ends_at IS NULL) AND (starts_at IS NULL) = (break_minutes IS NULL)", name="times"
        ),
        CheckConstraint("(stated_tenths IS NULL) = (stated_within IS NULL)", name="stated"),
        Index(None, "day"),
    )

    id: str = Field(primary_key=True, sa_type=Ordered)
    source: str
    entry_key: str
    person_key: str = Field(sa_type=Ordered)
    person_name: str
    eitje_user_id: str | None
    nmbrs_id: str | None
    email: str | None
    contract_venue: str | None
    day: date
    kind: str
    status: str
    venue: str
    team: str | None
    contract_type: str | None
    starts_at: datetime | None
    ends_at: datetime | None
    break_minutes: int | None
    stated_tenths: int | None
    stated_within: str | None
    meals: tuple[MealCount, ...] = Field(sa_type=Meals)
    notes: tuple[TimeNote, ...] = Field(sa_type=Notes)
    shift_type: str | None
    extras: tuple[Extra, ...] = Field(sa_type=Extras, sa_column_kwargs={"server_default": "[]"})
    sent_by_own_link: bool = Field(sa_column_kwargs={"server_default": false()})


class TimecardImportRow(Table, table=True):
    """A file that was imported."""

    __tablename__ = "timecard_import"

    number: int = Field(primary_key=True)
    digest: str
    name: str
    source: str
    imported_at: datetime
    exported_at: datetime | None
    coverage: Coverage | None = Field(sa_type=CoverageJson)
    pending: tuple[PendingEntries, ...] = Field(sa_type=Pending)
