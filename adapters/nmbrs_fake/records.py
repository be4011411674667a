"""What the fake payroll keeps: users, companies, people, and their variable lines.

Ids are whole numbers, as in the SOAP API (docs/nmbrs.md, "Identifiers").
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import IntEnum

from domain.pay_line import PayKind
from domain.wage_period import PeriodLength, PeriodRef

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class EmployeeType(IntEnum):
    """Where somebody stands; the number is the vendor's, of which only 2 is published."""

    APPLICANT = 0
    NEW_HIRE = 1
    PAYROLL = 2
    FORMER_PAYROLL = 3
    EXTERNAL = 4
    FORMER_EXTERNAL = 5
    REJECTED_APPLICANT = 6

    @property
    def description(self) -> str:
        """The name that EmployeeType_GetList answers, in the spelling of the vendor's REST API."""
        first, *rest = self.name.lower().split("_")
        return first + "".join(word.capitalize() for word in rest)


@dataclass(slots=True)
class User:
    """Somebody with an API token. ``companies`` None is every company of the environment ``domain``.

    ``switched_off`` holds the calls that the API template of this user does not allow, by operation name.
    """

    email: str
    token: str = field(repr=False)
    domain: str = ""
    companies: frozenset[int] | None = None
    switched_off: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Debtor:
    """A customer of the payroll provider, in one environment."""

    id: int
    number: str
    name: str
    domain: str


@dataclass(frozen=True, slots=True)
class Code:
    """An hour code or a wage code."""

    code: int
    description: str


@dataclass(frozen=True, slots=True)
class CostCode:
    """A cost centre or a cost unit: lines name it by its id, people by its code."""

    id: int
    code: str
    description: str


@dataclass(slots=True)
class PayrollRun:
    """A run over one or more periods of a year."""

    id: int
    number: int
    year: int
    first: int
    last: int
    description: str
    run_at: datetime
    locked: bool = False

    def covers(self, period: PeriodRef) -> bool:
        """True when the run includes the period."""
        return self.year == period.year and self.first <= period.number <= self.last


@dataclass(slots=True)
class Company:
    """An employer. Codes may stand in either of two models; the codes that may be used are those of both."""

    id: int
    number: int
    name: str
    debtor: int
    current: PeriodRef
    length: PeriodLength = PeriodLength.MONTH
    hour_models: tuple[list[Code], list[Code]] = field(default_factory=lambda: ([], []))
    wage_models: tuple[list[Code], list[Code]] = field(default_factory=lambda: ([], []))
    cost_centres: list[CostCode] = field(default_factory=list)
    cost_units: list[CostCode] = field(default_factory=list)
    runs: list[PayrollRun] = field(default_factory=list)

    def knows_code(self, kind: PayKind, code: int) -> bool:
        """True when either model has the code."""
        models = self.hour_models if kind is PayKind.HOURS else self.wage_models
        return any(known.code == code for model in models for known in model)


@dataclass(frozen=True, slots=True)
class PersonalInfo:
    """One version of somebody's personal data; the newest by ``created`` is the current one."""

    created: datetime
    first_name: str
    last_name: str
    prefix: str = ""
    email_work: str = ""
    email_private: str = ""

    @property
    def display_name(self) -> str:
        """The whole name."""
        return " ".join(part for part in (self.first_name, self.prefix, self.last_name) if part)


@dataclass(frozen=True, slots=True)
class Employment:
    """A time in service; ``end`` is the last day."""

    id: int
    start: date
    end: date | None = None


@dataclass(frozen=True, slots=True)
class ContractVersion:
    """One version of a contract; several may bear the same id. ``hours_per_week`` None was not filled in."""

    id: int
    created: datetime
    start: date
    end: date | None = None
    hours_per_week: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Schedule:
    """The hours of each weekday from a day on, for two alternating weeks, Monday first."""

    id: int
    created: datetime
    start: date
    week_one: tuple[Decimal, ...] = (Decimal(0),) * 7
    week_two: tuple[Decimal, ...] = (Decimal(0),) * 7


@dataclass(slots=True)
class Employee:
    """Somebody in one company. ``bsn`` leaves the payroll through no other door than the calls that name it."""

    id: int
    company: int
    number: int
    infos: list[PersonalInfo]
    bsn: str = field(default="", repr=False)
    type: EmployeeType = EmployeeType.PAYROLL
    employments: list[Employment] = field(default_factory=list)
    contracts: list[ContractVersion] = field(default_factory=list)
    schedules: list[Schedule] = field(default_factory=list)

    @property
    def info(self) -> PersonalInfo:
        """The current personal data."""
        return max(self.infos, key=lambda info: info.created)


@dataclass(frozen=True, slots=True)
class NewLine:
    """A line that somebody wants inserted."""

    employee: int
    code: int
    amount: Decimal
    cost_centre: int | None = None
    cost_unit: int | None = None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A variable line as stored. Hours and wages are numbered apart, so the kind belongs to the id."""

    id: int
    kind: PayKind
    employee: int
    period: PeriodRef
    code: int
    amount: Decimal
    cost_centre: int | None = None
    cost_unit: int | None = None
    comment: str = ""
