"""Team members, eitje's users, and who is who."""

from __future__ import annotations

from sqlmodel import Field

from adapters.sql.tables.base import Json, Table, Words, json_of, one_of
from domain.team_member import Contract, MatchedBy, Span, WorkSchedule


class Spans(Json):
    """Employments."""

    shape = json_of(tuple[Span, ...])


class Contracts(Json):
    """Contracts; weekly hours as hundredths."""

    shape = json_of(tuple[Contract, ...])


class Schedules(Json):
    """Work schedules; weekly hours as hundredths."""

    shape = json_of(tuple[WorkSchedule, ...])


class TeamMemberRow(Table, table=True):
    """One employee of one company in the payroll."""

    __tablename__ = "team_member"

    company: str = Field(primary_key=True)
    employee: str = Field(primary_key=True)
    number: int
    name: str
    first_name: str
    prefix: str
    last_name: str
    emails: tuple[str, ...] = Field(sa_type=Words)
    employments: tuple[Span, ...] = Field(sa_type=Spans)
    contracts: tuple[Contract, ...] = Field(sa_type=Contracts)
    schedules: tuple[WorkSchedule, ...] = Field(sa_type=Schedules)


class EitjeUserRow(Table, table=True):
    """A line of eitje's own user file; ``number`` is its place in it."""

    __tablename__ = "eitje_user"

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    name: str
    email: str | None
    nmbrs_id: str | None
    contract_venue: str | None


class PersonLinkRow(Table, table=True):
    """A person in the timecards is this employee of this company."""

    __tablename__ = "person_link"
    __table_args__ = (one_of("matched_by", MatchedBy),)

    person: str = Field(primary_key=True)
    company: str
    employee: str = Field(primary_key=True)
    matched_by: str


class IgnoredPersonRow(Table, table=True):
    """A person in the timecards who is ignored."""

    __tablename__ = "ignored_person"

    person: str = Field(primary_key=True)


class RefusedLinkRow(Table, table=True):
    """A person in the timecards is not this employee."""

    __tablename__ = "refused_link"

    person: str = Field(primary_key=True)
    employee: str = Field(primary_key=True)
