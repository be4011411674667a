"""Plans, exports, changes, own lines, Days."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, Index, false, text
from sqlmodel import Field

from adapters.sql.tables.base import Json, Ordered, Table, Words, json_of, one_of, period
from application.ports.storage import Consent
from domain.findings import Finding
from domain.ledger import Action, ChangeState, Ownership, Refusal, Step
from domain.pay_line import Part, PayKind, SourceRef
from domain.terms import ContractType
from domain.wage_period import PeriodRef


class Parts(Json):
    """The boxes of an export, sorted, so that equal sets are equal texts."""

    shape = json_of(tuple[Part, ...])


class Periods(Json):
    """Wage periods, sorted."""

    shape = json_of(tuple[PeriodRef, ...])


class Sources(Json):
    """The timecards behind an amount."""

    shape = json_of(tuple[SourceRef, ...])


class Findings(Json):
    """The findings of a plan."""

    shape = json_of(tuple[Finding, ...])


class Consents(Json):
    """What people consented to."""

    shape = json_of(tuple[Consent, ...])


class Pairs(Json):
    """Texts by text."""

    shape = json_of(dict[str, str])


class SelectionColumns(Table):
    """What an export may touch. ``people``, ``venues`` and ``teams`` are sorted; NULL is all of them.

    ``carry`` is sorted; NULL is none.
    """

    company: str
    period_year: int
    period_number: int
    contract_type: str
    parts: tuple[Part, ...] = Field(sa_type=Parts)
    people: tuple[str, ...] | None = Field(sa_type=Words)
    carry: tuple[PeriodRef, ...] | None = Field(sa_type=Periods)
    venues: tuple[str, ...] | None = Field(sa_type=Words)
    teams: tuple[str, ...] | None = Field(sa_type=Words)


class KeyColumns(Table):
    """What makes two amounts the same line."""

    company: str
    employee: str
    period_year: int
    period_number: int
    contract_type: str | None
    kind: str
    code: str
    cost_centre: str
    cost_unit: str
    carried_year: int | None
    carried_number: int | None


def _key_checks() -> tuple[CheckConstraint, ...]:
    return (
        period(),
        period("carried_year", "carried_number", "carried"),
        CheckConstraint("(carried_year IS NULL) = (carried_number IS NULL)", name="carried_whole"),
        one_of("contract_type", ContractType),
        one_of("kind", PayKind),
    )


class PlanRow(SelectionColumns, table=True):
    """What a person saw and may agree to. ``number`` grows with every put."""

    __tablename__ = "export_plan"
    __table_args__ = (period(), one_of("contract_type", ContractType), Index(None, "company"))

    hash: str = Field(primary_key=True)
    number: int = Field(unique=True)
    basis: dict[str, str] = Field(sa_type=Pairs)
    digests: dict[str, str] = Field(sa_type=Pairs)
    findings: tuple[Finding, ...] = Field(sa_type=Findings)
    made_at: datetime
    made_by: str


class ExportRow(SelectionColumns, table=True):
    """One run of a plan. ``number`` is the order in which exports were first put."""

    __tablename__ = "export"
    __table_args__ = (
        period(),
        one_of("contract_type", ContractType),
        Index(None, "company", "period_year", "period_number"),
    )

    id: str = Field(primary_key=True)
    number: int = Field(unique=True)
    plan: str
    mapping_version: int
    consents: tuple[Consent, ...] = Field(sa_type=Consents)
    started_by: str
    started_at: datetime
    ended_at: datetime | None
    result: str | None
    undoes: str | None


_CARRIED = text("carried_year IS NOT NULL")


class ChangeRow(KeyColumns, table=True):
    """One intended change. ``number`` is the order in which changes were first put; amounts are hundredths."""

    __tablename__ = "ledger_change"
    __table_args__ = (
        *_key_checks(),
        one_of("action", Action),
        one_of("step", Step),
        one_of("state", ChangeState),
        one_of("refusal", Refusal),
        Index(None, "company", "period_year", "period_number", "state"),
        Index(None, "export"),
        Index("ix_ledger_change_carried", "company", sqlite_where=_CARRIED, postgresql_where=_CARRIED),
    )

    id: str = Field(primary_key=True)
    number: int = Field(unique=True)
    export: str
    action: str
    amount_before: int = Field(sa_type=BigInteger)
    amount_after: int = Field(sa_type=BigInteger)
    step: str
    state: str
    old_line: str | None
    parts: tuple[Part, ...] = Field(sa_type=Parts)
    sources: tuple[SourceRef, ...] = Field(sa_type=Sources)
    baseline: tuple[str, ...] = Field(sa_type=Words)
    sent_at: datetime | None
    settle_at: datetime | None
    fence: int
    attempt: int
    alone: bool
    answered_line: str | None
    answer_code: str
    answer_text: str
    refusal: str | None
    watch_until: datetime | None
    gives_back: bool = Field(sa_column_kwargs={"server_default": false()})


_LIVE = text("ended_at IS NULL")


class OwnLineRow(KeyColumns, table=True):
    """A line in the payroll that this product wrote or adopted; ours until ``ended_at``."""

    __tablename__ = "own_line"
    __table_args__ = (
        *_key_checks(),
        one_of("ownership", Ownership),
        Index(
            "uq_own_line_live", "company", "kind", "line_id", unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE
        ),
        Index(None, "company", "period_year", "period_number"),
        Index("ix_own_line_carried", "company", sqlite_where=_CARRIED, postgresql_where=_CARRIED),
    )

    number: int = Field(primary_key=True)
    line_id: str
    amount: int = Field(sa_type=BigInteger)
    parts: tuple[Part, ...] = Field(sa_type=Parts)
    sources: tuple[SourceRef, ...] = Field(sa_type=Sources)
    ownership: str
    export: str
    ended_at: datetime | None


class CountedEntryRow(Table, table=True):
    """A timecard that a line of ours counts, with the period to which the line belongs: the one of its hours.

    It stands here once more, so that it can be asked which lines count the timecards of certain days.
    """

    __tablename__ = "counted_entry"
    __table_args__ = (
        one_of("kind", PayKind),
        period("home_year", "home_number", "home"),
        Index(None, "company", "kind", "line_id"),
    )

    timecard: str = Field(primary_key=True, sa_type=Ordered)
    company: str = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    line_id: str = Field(primary_key=True)
    home_year: int
    home_number: int


class ProvedDaysRow(Table, table=True):
    """The number Days of one employee and period, as last proved to be ours."""

    __tablename__ = "proved_days"
    __table_args__ = (period(), CheckConstraint("days >= 0", name="days"))

    company: str = Field(primary_key=True)
    period_year: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    period_number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    employee: str = Field(primary_key=True)
    days: int
