"""Allowances in desired pay: hours on their own code, added exactly and rounded once."""

from dataclasses import replace
from datetime import date

from domain.allowance import Allowance, AllowanceKind, HolidayDates, Window
from domain.amount import Amount
from domain.desired_pay import DesiredPay
from domain.mapping import HOURS, PayMapping, Rule, Target, allowance
from domain.pay_line import Part
from domain.selecting import concerns
from domain.timecard import Extra
from tests.unit.domain.samples import (
    DAYS_RULE,
    HOURS_CONTRACT,
    ZERO_HOURS,
    desired,
    hours_rule,
    mapping,
    selection,
    worked,
)

NIGHT = Allowance("night", AllowanceKind.UNSOCIAL, Amount(5000), windows=(Window.parse("daily 22:00-06:00"),))
SUNDAY = Allowance("sunday", AllowanceKind.UNSOCIAL, Amount(5000), windows=(Window.parse("sun 00:00-24:00"),))
FROST = Allowance("frost", AllowanceKind.FUNCTION, Amount(2500), column="Vriescel")
BARISTA = Allowance("barista", AllowanceKind.FUNCTION, Amount(2500), teams=("Bar",))


def rules(*allowances: Allowance, **codes: str) -> PayMapping:
    """Hours go to 2100, and each allowance to the code that is given for it."""
    more = [Rule(allowance(name), Target(code)) for name, code in codes.items()]
    return mapping(hours_rule(), DAYS_RULE, *more).with_allowances(allowances)


def lines(pay: DesiredPay) -> dict[str, str]:
    return {"/".join(x for x in (e.key.code, e.key.cost_centre) if x): str(e.amount) for e in pay.lines}


def found(pay: DesiredPay) -> list[str]:
    return [finding.code for finding in pay.findings]


def test_the_example_of_the_rules() -> None:
    pay = desired(worked("20:00-04:00/0:30"), rules=rules(NIGHT, night="6050"))
    assert lines(pay) == {"2100": "7.50", "6050": "5.63"}
    assert {line.key.code: line.parts for line in pay.lines} == {
        "2100": {Part.HOURS},
        "6050": {Part.ALLOWANCES},
    }
    assert found(pay) == []


def test_each_shift_is_added_exactly_and_the_sum_is_rounded_once() -> None:
    # 337.5 minutes twice is 11.25 hours, and not two times 5.63.
    pay = desired(*(worked("20:00-04:00/0:30", day) for day in (5, 6)), rules=rules(NIGHT, night="6050"))
    assert lines(pay)["6050"] == "11.25"


def test_two_allowances_on_one_code_are_one_line() -> None:
    pay = desired(worked("20:00-04:00", 11), rules=rules(NIGHT, SUNDAY, night="6050", sunday="6050"))
    assert lines(pay) == {"2100": "8.00", "6050": "10.00"}  # 6 hours at night, 4 on Sunday


def test_allowances_follow_the_conditions_of_their_own_rules() -> None:
    own = Rule(allowance("night"), Target("6050", "BAR"), team="Bar")
    made = rules(NIGHT, night="6150").with_rule(own)
    pay = desired(worked("22:00-23:00", team="Bar"), worked("22:00-00:00", team="Keuken"), rules=made)
    assert lines(pay) == {"2100": "3.00", "6050/BAR": "1.00", "6150": "2.00"}


def test_an_allowance_without_a_rule_stops_only_an_export_of_allowances() -> None:
    pay = desired(worked("22:00-23:00"), rules=rules(NIGHT))
    (unmapped,) = pay.findings
    assert (unmapped.code, dict(unmapped.details)["thing"]) == ("unmapped", "allowance:night")
    assert concerns(unmapped, selection(Part.ALLOWANCES))
    assert not concerns(unmapped, selection(Part.HOURS, Part.DAYS, Part.MEALS))
    assert found(desired(worked("12:00-13:00"), rules=rules(NIGHT))) == []


def test_an_entry_without_times_stops_only_an_export_of_allowances() -> None:
    pay = desired(worked("7,33"), rules=rules(NIGHT, night="6050"))
    (needed,) = pay.findings
    assert (needed.code, needed.blocks) == ("times-needed", True)
    assert concerns(needed, selection(Part.ALLOWANCES))
    assert not concerns(needed, selection(Part.HOURS))
    assert lines(pay) == {"2100": "7.33"}
    ignored = mapping(hours_rule(), DAYS_RULE, Rule(allowance("night"), None)).with_allowances((NIGHT,))
    assert found(desired(worked("7,33"), rules=ignored)) == []
    assert lines(desired(worked("7,33", team="Bar"), rules=rules(BARISTA, barista="6050")))["6050"] == "7.33"


def test_a_file_without_the_column_stops_an_export_of_allowances() -> None:
    pay = desired(worked("10:00-18:00"), rules=rules(FROST, frost="6050"))
    (missing,) = pay.findings
    assert (missing.code, missing.blocks, dict(missing.details)["names"]) == ("column-missing", True, "Vriescel")
    filled = worked("10:00-18:00", extras=(Extra("vriescel", 900),))
    assert lines(desired(filled, rules=rules(FROST, frost="6050")))["6050"] == "1.50"


def test_a_year_without_holidays_stops_an_export_of_allowances() -> None:
    days = (HolidayDates("Koningsdag", (date(2025, 4, 26),)),)
    feast = Allowance("feast", AllowanceKind.HOLIDAY, Amount(10_000), holidays=days)
    pay = desired(worked("10:00-18:00"), rules=rules(feast, feast="6050"))
    assert found(pay) == ["holidays-unknown"]


def test_ignored_hours_have_allowances_all_the_same() -> None:
    made = mapping(Rule(HOURS, None, contract_type=ZERO_HOURS), Rule(allowance("night"), Target("6050")))
    pay = desired(worked("22:00-23:00"), rules=made.with_allowances((NIGHT,)))
    assert lines(pay) == {"6050": "1.00"}
    assert pay.days_worked == {}


def test_an_ignored_allowance_keeps_its_minutes_from_the_others_of_its_group() -> None:
    sunday = replace(SUNDAY, group="g", percentage=Amount(10_000))
    made = rules(replace(NIGHT, group="g"), sunday, night="6050").with_rule(Rule(allowance("sunday"), None))
    assert lines(desired(worked("22:00-02:00", 11), rules=made)) == {"2100": "4.00", "6050": "2.00"}


def test_the_definition_of_the_timecards_date_holds() -> None:
    later = replace(NIGHT, windows=(Window.parse("daily 23:00-06:00"),), valid_from=date(2026, 10, 6))
    made = rules(NIGHT, later, night="6050")
    assert lines(desired(worked("22:00-00:00", 5), rules=made))["6050"] == "2.00"
    assert lines(desired(worked("22:00-00:00", 6), rules=made))["6050"] == "1.00"


def test_the_contract_type_keeps_allowances_apart() -> None:
    made = mapping(
        hours_rule(),
        hours_rule("2190", contract_type=HOURS_CONTRACT),
        Rule(allowance("night"), Target("6050"), contract_type=ZERO_HOURS),
        Rule(allowance("night"), None, contract_type=HOURS_CONTRACT),
    ).with_allowances((NIGHT,))
    pay = desired(worked("22:00-23:00", 5), worked("22:00-23:00", 6, contract_type=HOURS_CONTRACT), rules=made)
    assert lines(pay) == {"2100": "1.00", "2190": "1.00", "6050": "1.00"}


def test_an_entry_without_times_needs_none_where_its_team_has_no_allowance() -> None:
    made = rules(NIGHT, night="6050").with_rule(Rule(allowance("night"), None, team="Bar"))
    assert found(desired(worked("7,33", team="Bar"), rules=made)) == []
    assert found(desired(worked("7,33", team="Keuken"), rules=made)) == ["times-needed"]
