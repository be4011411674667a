"""What goes to which code of the payroll.

A rule names one thing, up to three conditions, one target and the day from which it holds. A thing without a rule
blocks.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from domain.errors import ProductError
from domain.pay_line import Part
from domain.terms import CompanyId, ContractType
from domain.timecard import plain_name


class ThingKind(StrEnum):
    """The kinds of things that can be sent."""

    HOURS = "hours"
    DAYS = "days"
    MEAL = "meal"


@dataclass(frozen=True, slots=True)
class Thing:
    """Worked hours, worked days, or the meals of one kind; written ``hours``, ``days``, ``meal:lunch``."""

    kind: ThingKind
    name: str = ""

    @classmethod
    def parse(cls, text: str) -> Thing:
        """Read the written form; anything else is a ProductError ``thing-unknown``."""
        kind, _, name = text.strip().partition(":")
        if kind in (ThingKind.HOURS, ThingKind.DAYS) and not name:
            return cls(ThingKind(kind))
        if kind == ThingKind.MEAL and name.strip():
            return meal(name)
        raise ProductError("thing-unknown", thing=text)

    @property
    def part(self) -> Part:
        """Which of the boxes of an export sends it."""
        return {ThingKind.HOURS: Part.HOURS, ThingKind.DAYS: Part.DAYS, ThingKind.MEAL: Part.MEALS}[self.kind]

    def __str__(self) -> str:
        return f"{self.kind}:{self.name}" if self.name else str(self.kind)


HOURS = Thing(ThingKind.HOURS)
DAYS = Thing(ThingKind.DAYS)


def meal(name: str) -> Thing:
    """The meals of one kind; case and diacritics do not distinguish kinds."""
    return Thing(ThingKind.MEAL, plain_name(name))


@dataclass(frozen=True, slots=True)
class Target:
    """A code, with a cost centre and cost unit by their codes in the payroll, or none.

    The target of *days* has no code: it is the one number Days of an employee and period.
    """

    code: str
    cost_centre: str = ""
    cost_unit: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the mapping. ``target`` None is *ignore*.

    ``on_top_of_salary_by`` names who confirmed that hours of hours contracts are paid on top of the salary.
    """

    thing: Thing
    target: Target | None
    team: str | None = None
    venue: str | None = None
    contract_type: ContractType | None = None
    valid_from: date = date.min
    on_top_of_salary_by: str | None = None

    @property
    def place(self) -> tuple[object, ...]:
        """Thing, conditions and first day: two rules cannot share them."""
        return (self.thing, self.team, self.venue, self.contract_type, self.valid_from)

    @property
    def precedence(self) -> tuple[bool, bool, bool, date]:
        """Of two rules that fit, the one with the first condition that the other lacks wins; then the later one."""
        return (self.team is not None, self.venue is not None, self.contract_type is not None, self.valid_from)

    def fits(self, thing: Thing, day: date, team: str | None, venue: str, contract_type: ContractType | None) -> bool:
        """True when the rule speaks about this thing on this day."""
        return (
            self.thing == thing
            and self.valid_from <= day
            and self.team in (None, team)
            and self.venue in (None, venue)
            and self.contract_type in (None, contract_type)
        )


@dataclass(frozen=True, slots=True)
class PayMapping:
    """All rules of one company. Each change makes a new version; versions are kept."""

    company: CompanyId
    version: int = 0
    rules: tuple[Rule, ...] = ()

    def rule_for(
        self, thing: Thing, day: date, team: str | None, venue: str, contract_type: ContractType | None
    ) -> Rule | None:
        """The rule that decides, or None."""
        fitting = [rule for rule in self.rules if rule.fits(thing, day, team, venue, contract_type)]
        return max(fitting, key=lambda rule: rule.precedence, default=None)

    def with_rule(self, rule: Rule) -> PayMapping:
        """The next version, in which this rule stands in the place of one with the same conditions and first day.

        Raises ``mapping-contract-type-needed`` and ``mapping-salary-unconfirmed``.
        """
        if rule.thing == HOURS and rule.contract_type is None:
            raise ProductError("mapping-contract-type-needed")
        if rule.contract_type is not None and not rule.contract_type.exportable:
            raise ProductError("contract-type-not-exported", contract_type=rule.contract_type)
        salaried = rule.thing == HOURS and rule.contract_type is ContractType.HOURS_CONTRACT
        if salaried and rule.target is not None and not rule.on_top_of_salary_by:
            raise ProductError("mapping-salary-unconfirmed", code=rule.target.code)
        others = tuple(other for other in self.rules if other.place != rule.place)
        return replace(self, version=self.version + 1, rules=(*others, rule))

    def replaced_by(self, rule: Rule) -> Rule | None:
        """The rule whose place the given one would take, or None."""
        return next((other for other in self.rules if other.place == rule.place), None)
