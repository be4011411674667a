"""Pay lines: one amount under one key, as they should be and as the payroll holds them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from domain.amount import Amount
from domain.terms import CompanyId, ContractType, EmployeeId, LineId
from domain.wage_period import PeriodLength, PeriodRef


class PayKind(StrEnum):
    """Where an amount lands: on an hour code, on a wage code, or in the one number Days."""

    HOURS = "hours"
    WAGE = "wage"
    DAYS = "days"


class Part(StrEnum):
    """The boxes of an export: what is sent."""

    HOURS = "hours"
    DAYS = "days"
    ALLOWANCES = "allowances"
    MEALS = "meals"


@dataclass(frozen=True, slots=True)
class PayKey:
    """What makes two amounts the same line.

    For ``PayKind.DAYS`` there is no contract type and no code: it is one number per employee and period.
    """

    company: CompanyId
    employee: EmployeeId
    period: PeriodRef
    contract_type: ContractType | None
    kind: PayKind
    code: str
    cost_centre: str = ""
    cost_unit: str = ""
    carried_from: PeriodRef | None = None

    @property
    def at_home(self) -> PayKey:
        """The key of the same amount in the period to which its hours belong; itself when it carries none along."""
        return self if self.carried_from is None else replace(self, period=self.carried_from, carried_from=None)

    @property
    def sort_key(self) -> tuple[str, ...]:
        """Orders keys the same way everywhere: kind, code, cost centre, cost unit, contract type.

        Codes that are numbers go in the order of numbers, 9 before 10.
        """
        return (
            self.employee,
            str(self.period),
            self.kind,
            in_order(self.code),
            in_order(self.cost_centre),
            in_order(self.cost_unit),
            str(self.contract_type or ""),
            str(self.carried_from or ""),
        )


def in_order(code: str) -> str:
    """A code for sorting: numbers in the order of numbers, 9 before 10."""
    return code.rjust(12) if code.isdecimal() else code


@dataclass(frozen=True, slots=True)
class SourceRef:
    """A timecard behind an amount, its content at that moment, and where it was worked then.

    ``venue`` None is not known: lines that were written before places were kept. The digest covers both.
    """

    timecard: str
    digest: str
    venue: str | None = field(default=None, compare=False)
    team: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class PayLine:
    """An amount that should be in the payroll, never 0.00, with the timecards behind it."""

    key: PayKey
    amount: Amount
    parts: frozenset[Part]
    sources: tuple[SourceRef, ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """What an export may add, change and remove.

    ``people``, ``venues`` and ``teams`` None is all of them; a line must fit what is given of the three. A venue or
    team reaches the lines behind which there is nothing else (`domain.selecting`). ``carry`` are the closed periods
    whose late hours it carries along; lines that carry other periods are not touched.
    """

    company: CompanyId
    period: PeriodRef
    contract_type: ContractType
    parts: frozenset[Part]
    people: frozenset[EmployeeId] | None = None
    carry: frozenset[PeriodRef] = frozenset()
    venues: frozenset[str] | None = None
    teams: frozenset[str] | None = None

    @property
    def by_place(self) -> bool:
        """True when only some venues or teams are selected."""
        return self.venues is not None or self.teams is not None

    @property
    def partial(self) -> bool:
        """True when somebody or somewhere is not selected."""
        return self.people is not None or self.by_place

    @property
    def whole(self) -> Selection:
        """The same of everybody and everywhere."""
        return replace(self, people=None, venues=None, teams=None)

    def takes_place(self, venue: str | None, team: str | None) -> bool:
        """True when what was worked there is selected."""
        return (self.venues is None or venue in self.venues) and (self.teams is None or team in self.teams)

    def includes_person(self, employee: EmployeeId) -> bool:
        """True when the export may touch this person, as far as people were chosen."""
        return self.people is None or employee in self.people

    def includes(self, key: PayKey, parts: frozenset[Part]) -> bool:
        """True when the export may touch this line, as far as it does not depend on where was worked."""
        return (
            key.company == self.company
            and key.period == self.period
            and key.contract_type == self.contract_type
            and self.includes_person(key.employee)
            and (key.carried_from is None or key.carried_from in self.carry)
            and bool(parts & self.parts)
        )

    def __str__(self) -> str:
        people = "everybody" if self.people is None else ", ".join(sorted(self.people))
        parts = ", ".join(sorted(self.parts))
        carry = f", with late hours of {', '.join(map(str, sorted(self.carry)))}" if self.carry else ""
        return f"company {self.company}, {self.period}, {self.contract_type}, {parts}, {people}{self._places}{carry}"

    @property
    def _places(self) -> str:
        """As JSON, because names may hold commas."""
        chosen = (("venues", self.venues), ("teams", self.teams))
        return "".join(f", {what} {json.dumps(sorted(names))}" for what, names in chosen if names is not None)


@dataclass(frozen=True, slots=True)
class FoundLine:
    """A variable line that the payroll holds."""

    employee: EmployeeId
    kind: PayKind
    line_id: LineId
    code: str
    amount: Amount


@dataclass(frozen=True, slots=True)
class PayrollSnapshot:
    """What the payroll holds for one company and period, as far as it was read.

    ``lines`` are the variable hour and wage lines by employee and kind; ``days`` the number Days. What was not read
    is absent, what was read and is empty is an empty tuple.
    """

    lines: Mapping[tuple[EmployeeId, PayKind], tuple[FoundLine, ...]] = field(default_factory=dict)
    days: Mapping[EmployeeId, int] = field(default_factory=dict)

    def of(self, employee: EmployeeId) -> dict[tuple[PayKind, LineId], FoundLine]:
        """All lines of one person. Hours and wages are numbered apart, so the kind belongs to the id."""
        both = (*self.of_kind(employee, PayKind.HOURS), *self.of_kind(employee, PayKind.WAGE))
        return {(line.kind, line.line_id): line for line in both}

    def of_kind(self, employee: EmployeeId, kind: PayKind) -> tuple[FoundLine, ...]:
        """The lines of one person and kind."""
        return self.lines.get((employee, kind), ())

    def updated(self, later: PayrollSnapshot) -> PayrollSnapshot:
        """This reading with everything that a later one read put in its place."""
        return replace(self, lines={**self.lines, **later.lines}, days={**self.days, **later.days})


@dataclass(frozen=True, slots=True)
class Run:
    """A payroll run over periods of a year. A locked run has been paid."""

    number: int
    year: int
    first_period: int
    last_period: int
    description: str
    locked: bool

    def covers(self, period: PeriodRef) -> bool:
        """True when the run includes the period."""
        return self.year == period.year and self.first_period <= period.number <= self.last_period


@dataclass(frozen=True, slots=True)
class PayrollPeriods:
    """Where a company stands in the payroll: its period length, its current period, and its runs."""

    length: PeriodLength
    current: PeriodRef
    runs: tuple[Run, ...] = ()

    def locked_run(self, period: PeriodRef) -> Run | None:
        """A locked run that includes the period, or None."""
        return next((run for run in self.runs if run.locked and run.covers(period)), None)
