"""What goes to which code of the payroll.

A rule names one thing, up to three conditions, one target and the day from which it holds. A thing without a rule
blocks. The allowances of a company are kept in the same versions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from domain.allowance import Allowance, allowances_on
from domain.errors import ProductError
from domain.pay_line import Part
from domain.terms import CompanyId, ContractType
from domain.timecard import plain_name


class ThingKind(StrEnum):
    """The kinds of things that can be sent."""

    HOURS = "hours"
    DAYS = "days"
    ALLOWANCE = "allowance"
    MEAL = "meal"


PARTS = {
    ThingKind.HOURS: Part.HOURS,
    ThingKind.DAYS: Part.DAYS,
    ThingKind.ALLOWANCE: Part.ALLOWANCES,
    ThingKind.MEAL: Part.MEALS,
}


@dataclass(frozen=True, slots=True)
class Thing:
    """Worked hours, worked days, one allowance, or the meals of one kind.

    Written ``hours``, ``days``, ``allowance:night``, ``meal:lunch``.
    """

    kind: ThingKind
    name: str = ""

    @classmethod
    def parse(cls, text: str) -> Thing:
        """Read the written form; anything else is a ProductError ``thing-unknown``."""
        kind, _, name = text.strip().partition(":")
        if kind in (ThingKind.HOURS, ThingKind.DAYS) and not name:
            return cls(ThingKind(kind))
        if kind in (ThingKind.MEAL, ThingKind.ALLOWANCE) and plain_name(name):
            return cls(ThingKind(kind), plain_name(name))
        raise ProductError("thing-unknown", thing=text)

    @property
    def part(self) -> Part:
        """Which of the boxes of an export sends it."""
        return PARTS[self.kind]

    def __str__(self) -> str:
        return f"{self.kind}:{self.name}" if self.name else str(self.kind)


HOURS = Thing(ThingKind.HOURS)
DAYS = Thing(ThingKind.DAYS)


def meal(name: str) -> Thing:
    """The meals of one kind; case and diacritics do not distinguish kinds."""
    return Thing(ThingKind.MEAL, plain_name(name))


def allowance(name: str) -> Thing:
    """One allowance; case and diacritics do not distinguish allowances."""
    return Thing(ThingKind.ALLOWANCE, plain_name(name))


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

    def __str__(self) -> str:
        where = [
            str(self.contract_type or ""),
            f"venue {self.venue}" if self.venue is not None else "",
            f"team {self.team}" if self.team is not None else "",
            f"from {self.valid_from}" if self.valid_from != date.min else "",
        ]
        return ", ".join(filter(None, (str(self.thing), *where)))

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
    """All rules of one company, and its allowances. Each change makes a new version; versions are kept."""

    company: CompanyId
    version: int = 0
    rules: tuple[Rule, ...] = ()
    allowances: tuple[Allowance, ...] = ()

    def rule_for(
        self, thing: Thing, day: date, team: str | None, venue: str, contract_type: ContractType | None
    ) -> Rule | None:
        """The rule that decides, or None."""
        fitting = [rule for rule in self.rules if rule.fits(thing, day, team, venue, contract_type)]
        return max(fitting, key=lambda rule: rule.precedence, default=None)

    def on(self, day: date) -> PayMapping:
        """Only the rules and allowances that hold on a day: the last of those with equal conditions."""
        begun = [rule for rule in self.rules if rule.valid_from <= day]
        held = tuple(rule for rule in begun if not any(_follows(other, rule) for other in begun))
        return replace(self, rules=held, allowances=allowances_on(self.allowances, day))

    def with_rule(self, rule: Rule) -> PayMapping:
        """The next version, in which this rule stands in the place of one with the same conditions and first day.

        Raises what ``check_rules`` raises.
        """
        others = tuple(other for other in self.rules if other.place != rule.place)
        check_rules((*others, rule))
        return replace(self, version=self.version + 1, rules=(*others, rule))

    def replaced_by(self, rule: Rule) -> Rule | None:
        """The rule whose place the given one would take, or None."""
        return next((other for other in self.rules if other.place == rule.place), None)

    def without_rule(self, place: Rule) -> tuple[PayMapping, Rule]:
        """The next version without the rule of that thing, with those conditions and first day; and that rule.

        Raises ``rule-unknown``.
        """
        found = self.replaced_by(place)
        if found is None:
            known = "; ".join(str(rule) for rule in self.rules if rule.thing == place.thing) or "none"
            raise ProductError("rule-unknown", rule=place, known=known)
        kept = tuple(rule for rule in self.rules if rule is not found)
        return replace(self, version=self.version + 1, rules=kept), found

    def until(self, rule: Rule) -> Rule | None:
        """The rule with equal conditions that takes over from a later day on, or None."""
        later = [other for other in self.rules if _follows(other, rule)]
        return min(later, key=lambda other: other.valid_from, default=None)

    def since(self, rule: Rule) -> Rule | None:
        """The rule with equal conditions that holds until this one begins, or None."""
        earlier = [other for other in self.rules if _follows(rule, other)]
        return max(earlier, key=lambda other: other.valid_from, default=None)

    def with_allowances(self, allowances: tuple[Allowance, ...]) -> PayMapping:
        """The next version, with exactly these."""
        return replace(self, version=self.version + 1, allowances=allowances)


def _follows(later: Rule, earlier: Rule) -> bool:
    return later.place[:-1] == earlier.place[:-1] and later.valid_from > earlier.valid_from


def check_rules(rules: Sequence[Rule]) -> None:
    """Raises what is wrong with one of them, or with two together.

    ``mapping-contract-type-needed``, ``contract-type-not-exported``, ``mapping-salary-unconfirmed``,
    ``mapping-overlap``, and ``mapping-code-shared``.
    """
    seen: set[tuple[object, ...]] = set()
    for rule in rules:
        check_rule(rule)
        if rule.place in seen:
            raise ProductError("mapping-overlap", rule=rule)
        seen.add(rule.place)
    worked = {rule.target.code for rule in rules if rule.thing == HOURS and rule.target is not None}
    for rule in rules:
        if rule.thing.kind is ThingKind.ALLOWANCE and rule.target is not None and rule.target.code in worked:
            raise ProductError("mapping-code-shared", code=rule.target.code, thing=rule.thing)


def check_rule(rule: Rule) -> None:
    """Raises what is wrong with a rule by itself."""
    if rule.thing == HOURS and rule.contract_type is None:
        raise ProductError("mapping-contract-type-needed")
    if rule.contract_type is not None and not rule.contract_type.exportable:
        raise ProductError("contract-type-not-exported", contract_type=rule.contract_type)
    salaried = rule.thing == HOURS and rule.contract_type is ContractType.HOURS_CONTRACT
    if salaried and rule.target is not None and not rule.on_top_of_salary_by:
        raise ProductError("mapping-salary-unconfirmed", code=rule.target.code)
