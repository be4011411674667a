"""The mapping: which rule decides, from which day, and which rules are refused."""

from dataclasses import replace
from datetime import date

import pytest

from domain.allowance import Allowance, AllowanceKind
from domain.amount import Amount
from domain.errors import ProductError
from domain.mapping import DAYS, HOURS, PayMapping, Rule, Target, Thing, ThingKind, allowance, check_rules, meal
from domain.pay_line import Part
from domain.terms import ContractType
from tests.unit.domain.samples import HOURS_CONTRACT, KADE, ZERO_HOURS, hours_rule, mapping, meal_rule

FIFTH = date(2026, 10, 5)


def code(
    rules: PayMapping,
    thing: Thing = HOURS,
    day: date = FIFTH,
    team: str | None = "Bar",
    venue: str = "De Kade",
    contract_type: ContractType = ZERO_HOURS,
) -> str | None:
    rule = rules.rule_for(thing, day, team, venue, contract_type)
    return rule.target.code if rule is not None and rule.target is not None else None


@pytest.mark.parametrize(
    ("text", "thing", "written", "part"),
    [
        ("hours", HOURS, "hours", Part.HOURS),
        (" days ", DAYS, "days", Part.DAYS),
        ("meal:Lunch", Thing(ThingKind.MEAL, "lunch"), "meal:lunch", Part.MEALS),
        ("allowance:Nacht 50%", Thing(ThingKind.ALLOWANCE, "nacht 50%"), "allowance:nacht 50%", Part.ALLOWANCES),
        ("meal:Crème brûlée", meal("creme brulee"), "meal:creme brulee", Part.MEALS),
    ],
)
def test_things_are_written_in_a_few_words(text: str, thing: Thing, written: str, part: Part) -> None:
    assert Thing.parse(text) == thing
    assert (str(thing), thing.part) == (written, part)


@pytest.mark.parametrize("text", ["", "hours:x", "days:1", "meal", "meal:", "meal: ", "allowance: ", "Hours"])
def test_other_things_cannot_be_mapped(text: str) -> None:
    with pytest.raises(ProductError) as raised:
        Thing.parse(text)
    assert raised.value.code == "thing-unknown"


def test_without_a_rule_nothing_is_decided() -> None:
    assert mapping(meal_rule()).rule_for(HOURS, FIFTH, None, "De Kade", ZERO_HOURS) is None
    assert code(mapping(hours_rule()), contract_type=HOURS_CONTRACT) is None
    assert code(mapping(meal_rule("lunch")), meal("diner")) is None


def test_a_condition_must_fit() -> None:
    rules = mapping(hours_rule("1", team="Bar", venue="De Kade"))
    assert code(rules) == "1"
    assert code(rules, team="Keuken") is None
    assert code(rules, team=None) is None
    assert code(rules, venue="Strandtent") is None


def test_team_goes_before_venue_and_venue_before_contract_type() -> None:
    general = [meal_rule(code="all"), meal_rule(code="type", contract_type=ZERO_HOURS)]
    venue = [meal_rule(code="venue", venue="De Kade")]
    team = [meal_rule(code="team", team="Bar")]
    lunch = meal("lunch")
    assert code(mapping(*general), lunch) == "type"
    assert code(mapping(*general, *venue), lunch) == "venue"
    assert code(mapping(*general, *venue, *team), lunch) == "team"
    assert code(mapping(*team, *venue, *general), lunch) == "team"  # whatever was saved first
    both = meal_rule(code="venue and type", venue="De Kade", contract_type=ZERO_HOURS)
    assert code(mapping(*general, *venue, both), lunch) == "venue and type"
    assert code(mapping(*general, both, *team), lunch) == "team"  # the first condition that the other lacks
    every = meal_rule(code="every", team="Bar", venue="De Kade", contract_type=ZERO_HOURS)
    assert code(mapping(every, *team), lunch) == "every"


def test_the_day_of_the_timecard_decides_which_rule_holds() -> None:
    rules = mapping(hours_rule("2100"), hours_rule("2190", valid_from=date(2026, 10, 15)))
    assert code(rules, day=date(2026, 10, 14)) == "2100"
    assert code(rules, day=date(2026, 10, 15)) == "2190"


def test_conditions_go_before_dates() -> None:
    rules = mapping(hours_rule("team", team="Bar"), hours_rule("later", valid_from=date(2026, 10, 1)))
    assert code(rules) == "team"


def test_before_its_first_day_a_rule_does_not_hold() -> None:
    assert code(mapping(hours_rule(valid_from=date(2026, 10, 6)))) is None


def test_a_rule_can_say_ignore() -> None:
    ignored = Rule(meal("lunch"), None)
    rule = mapping(ignored).rule_for(meal("LUNCH"), FIFTH, None, "De Kade", ZERO_HOURS)
    assert rule == ignored


def test_a_rule_for_worked_hours_names_its_contract_type() -> None:
    with pytest.raises(ProductError) as raised:
        mapping(Rule(HOURS, Target("2100")))
    assert raised.value.code == "mapping-contract-type-needed"


def test_hours_on_top_of_a_salary_are_confirmed_by_name() -> None:
    rule = Rule(HOURS, Target("2100"), contract_type=HOURS_CONTRACT)
    with pytest.raises(ProductError) as raised:
        mapping(rule)
    assert raised.value.code == "mapping-salary-unconfirmed"
    assert mapping(Rule(HOURS, None, contract_type=HOURS_CONTRACT)).version == 1  # to ignore them needs no word
    assert mapping(hours_rule(contract_type=HOURS_CONTRACT, on_top_of_salary_by="Anja")).version == 1
    assert mapping(meal_rule(contract_type=HOURS_CONTRACT)).version == 1
    assert mapping(hours_rule(on_top_of_salary_by=None)).version == 1


@pytest.mark.parametrize("contract_type", [ContractType.SELF_EMPLOYED, ContractType.PAYROLL, ContractType.NONE])
def test_a_contract_type_that_is_never_exported_has_no_rules(contract_type: ContractType) -> None:
    with pytest.raises(ProductError) as raised:
        mapping(meal_rule(contract_type=contract_type))
    assert raised.value.code == "contract-type-not-exported"


def test_each_change_is_a_new_version_and_the_old_one_stays_as_it_was() -> None:
    first = PayMapping(KADE).with_rule(hours_rule("2100"))
    second = first.with_rule(hours_rule("2190"))
    assert (first.version, code(first)) == (1, "2100")
    assert (second.version, code(second), len(second.rules)) == (2, "2190", 1)


def test_a_rule_takes_the_place_of_one_with_the_same_conditions_and_first_day() -> None:
    old = hours_rule("2100", team="Bar")
    rules = mapping(old, hours_rule("2200"))
    assert rules.replaced_by(hours_rule("2190", team="Bar")) == old
    assert rules.replaced_by(hours_rule("2190", team="Bar", valid_from=date(2026, 1, 1))) is None
    assert rules.replaced_by(hours_rule("2190", team="Keuken")) is None


def test_hours_and_allowances_never_share_a_code() -> None:
    night = Rule(allowance("night"), Target("6050"))
    assert mapping(hours_rule("2100"), night, Rule(allowance("sunday"), Target("6050"))).version == 3
    for rules in ([hours_rule("6050"), night], [night, hours_rule("6050")]):
        with pytest.raises(ProductError) as raised:
            mapping(*rules)
        assert raised.value.code == "mapping-code-shared"


def test_two_rules_with_equal_conditions_and_first_day_are_no_mapping() -> None:
    with pytest.raises(ProductError) as raised:
        check_rules([meal_rule(code="4899"), meal_rule(code="4900")])
    assert raised.value.code == "mapping-overlap"
    check_rules([meal_rule(code="4899"), meal_rule(code="4900", valid_from=date(2026, 1, 1))])


def test_rules_with_equal_conditions_follow_each_other() -> None:
    first, second = meal_rule(code="1"), meal_rule(code="2", valid_from=date(2026, 3, 1))
    third = meal_rule(code="3", valid_from=date(2026, 7, 1))
    other = meal_rule(code="4", team="Bar")
    rules = mapping(third, first, second, other)
    assert (rules.since(first), rules.until(first)) == (None, second)
    assert (rules.since(second), rules.until(second)) == (first, third)
    assert rules.since(third) == second
    assert (rules.since(other), rules.until(other)) == (None, None)
    assert set(rules.on(date(2026, 2, 28)).rules) == {first, other}
    assert set(rules.on(date(2026, 7, 1)).rules) == {third, other}


def test_a_rule_is_removed_by_its_conditions_and_first_day() -> None:
    first, second = meal_rule(code="1"), meal_rule(code="2", valid_from=date(2026, 3, 1))
    rules = mapping(first, second)
    left, gone = rules.without_rule(Rule(meal("Lunch"), None, valid_from=date(2026, 3, 1)))
    assert (left.version, left.rules, gone) == (3, (first,), second)
    with pytest.raises(ProductError) as raised:
        left.without_rule(Rule(meal("lunch"), None, team="Bar"))
    assert raised.value.code == "rule-unknown"
    assert "meal:lunch, team Bar" in raised.value.what()
    assert raised.value.details["known"] == "meal:lunch"
    dated = mapping(meal_rule(), meal_rule(venue="De Kade", team="Bar", valid_from=date(2026, 3, 1)), hours_rule())
    with pytest.raises(ProductError) as raised:
        dated.without_rule(Rule(meal("diner"), None))
    assert raised.value.details["known"] == "none"
    with pytest.raises(ProductError) as raised:
        dated.without_rule(Rule(meal("lunch"), None, team="Keuken"))
    assert raised.value.details["known"] == "meal:lunch; meal:lunch, venue De Kade, team Bar, from 2026-03-01"


def test_the_allowances_of_a_day_are_those_that_hold_then() -> None:
    cook = Allowance("cook", AllowanceKind.FUNCTION, Amount.parse("25"), teams=("Keuken",))
    more = replace(cook, percentage=Amount.parse("30"), valid_from=date(2026, 7, 1))
    rules = mapping(meal_rule()).with_allowances((cook, more))
    assert rules.on(date(2026, 6, 30)).allowances == (cook,)
    assert rules.on(date(2026, 7, 1)).allowances == (more,)
