"""Desired pay: what should be in the payroll, from all approved timecards of a company and period."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.desired_pay import DesiredPay, desired_pay
from domain.findings import Finding
from domain.hours import StatedHours, TimeNote
from domain.mapping import DAYS, HOURS, PayMapping, Rule, meal
from domain.pay_line import Part, PayKind
from domain.placing import Workforce, goes_to
from domain.team_member import Match, MatchedBy, PersonLink, Span, TeamMember
from domain.terms import CompanyId, ContractType, EmployeeId
from domain.timecard import Timecard, TimecardKind, TimecardStatus
from domain.wage_period import PeriodLength, PeriodRef, WageCalendar, new_calendar
from tests.unit.domain.samples import (
    BRAM,
    CALENDARS,
    DAYS_RULE,
    HAVEN,
    HOURS_CONTRACT,
    KADE,
    NOOR,
    OCTOBER,
    SOFIE,
    ZERO_HOURS,
    contract,
    desired,
    hours_rule,
    mapping,
    meal_rule,
    member,
    month_calendar,
    worked,
    workforce,
)

PENDING = TimecardStatus.PENDING


def lines(pay: DesiredPay) -> dict[str, str]:
    """The amounts, by code with cost centre and cost unit."""
    return {
        "/".join(x for x in (e.key.code, e.key.cost_centre, e.key.cost_unit) if x): str(e.amount) for e in pay.lines
    }


def codes(pay: DesiredPay) -> list[str]:
    return [finding.code for finding in pay.findings]


def finding(pay: DesiredPay, code: str) -> Finding:
    return next(each for each in pay.findings if each.code == code)


def days(pay: DesiredPay, employee: EmployeeId = NOOR) -> dict[ContractType, list[int]]:
    return {t: sorted(day.day for day in dates) for t, dates in pay.days_worked.get(employee, {}).items()}


# -- amounts ----------------------------------------------------------------------------------------------------------


def test_the_example_of_the_manual() -> None:
    pay = desired(
        worked("10:00-18:00/0:30", 5, meals={"Lunch": 1}),
        worked("16:00-00:30/0:30", 9),
        worked("11:15-17:45", 10, meals={"lunch": 1}),
        worked("18:00-01:30", 17),
    )
    assert lines(pay) == {"2100": "29.50", "4899": "2.00"}
    assert days(pay) == {ZERO_HOURS: [5, 9, 10, 17]}
    assert pay.findings == ()


def test_minutes_are_added_first_and_rounded_once() -> None:
    assert lines(desired(*(worked("10:00-17:20", day) for day in (5, 6, 7)))) == {"2100": "22.00"}


def test_the_same_on_three_cost_centres_the_lowest_gets_the_hundredth() -> None:
    rules = mapping(*(hours_rule("2100", centre, team=team) for centre, team in (("20", "A"), ("9", "B"), ("10", "C"))))
    pay = desired(*(worked("10:00-17:20", 5, team=team) for team in "ABC"), rules=rules)
    assert lines(pay) == {"2100/9": "7.34", "2100/10": "7.33", "2100/20": "7.33"}


def test_on_one_cost_centre_the_lowest_cost_unit_gets_the_hundredth() -> None:
    rules = mapping(*(hours_rule("2100", "10", unit, team=unit) for unit in ("Z", "K")))
    pay = desired(*(worked("10:00-17:20", 5, team=unit) for unit in "ZK"), rules=rules)
    assert lines(pay) == {"2100/10/K": "7.34", "2100/10/Z": "7.33"}


def test_the_largest_remainder_goes_before_the_lowest_cost_centre() -> None:
    rules = mapping(*(hours_rule("2100", centre, team=centre) for centre in ("10", "20")))
    # 20 and 40 minutes are 0.3333 and 0.6667 h: 1.00 together.
    assert lines(desired(worked("10:00-10:20", team="10"), worked("10:00-10:40", team="20"), rules=rules)) == {
        "2100/10": "0.33",
        "2100/20": "0.67",
    }


def test_different_codes_are_rounded_apart() -> None:
    rules = mapping(hours_rule("2100", team="A"), hours_rule("2190", team="B"))
    pay = desired(worked("10:00-17:20", team="A"), worked("10:00-17:20", team="B"), rules=rules)
    assert lines(pay) == {"2100": "7.33", "2190": "7.33"}


def test_stated_decimal_hours_are_taken_at_their_word() -> None:
    assert lines(desired(*(worked("7,33", day) for day in (5, 6, 7)))) == {"2100": "21.99"}


def test_things_mapped_to_one_key_are_one_line() -> None:
    rules = mapping(meal_rule("lunch", "4899"), meal_rule("diner", "4899"), meal_rule("ontbijt", "4900"))
    pay = desired(worked("0", meals={"Lunch": 1, "Diner": 2, "Ontbijt": 3}), rules=rules)
    assert lines(pay) == {"4899": "3.00", "4900": "3.00"}
    assert {line.key.kind for line in pay.lines} == {PayKind.WAGE}


def test_overlapping_entries_all_count() -> None:
    assert lines(desired(worked("10:00-18:00", key="1"), worked("12:00-14:00", key="2"))) == {"2100": "10.00"}


def test_every_line_names_its_timecards_and_its_part() -> None:
    cards = [worked("8", 5, key="1", meals={"lunch": 1}), worked("8", 6, key="2")]
    hours, meals = sorted(desired(*cards).lines, key=lambda line: line.key.kind)
    assert [(ref.timecard, ref.digest) for ref in hours.sources] == [(card.id, card.digest) for card in cards]
    assert [ref.timecard for ref in meals.sources] == ["eitje:1"]
    assert (hours.parts, meals.parts) == (frozenset({Part.HOURS}), frozenset({Part.MEALS}))


def test_an_hour_with_two_meals_of_one_code_names_its_timecard_once() -> None:
    rules = mapping(meal_rule("lunch"), meal_rule("diner"))
    (line,) = desired(worked("0", key="1", meals={"lunch": 1, "diner": 1}), rules=rules).lines
    assert [ref.timecard for ref in line.sources] == ["eitje:1"]


# -- days and meals ---------------------------------------------------------------------------------------------------


def test_days_are_distinct_dates_with_time_above_zero_over_venues_and_teams() -> None:
    pay = desired(
        worked("09:00-12:00", 5, venue="De Kade", team="Bar"),
        worked("18:00-02:00", 5, venue="Strandtent"),  # ends on the 6th, belongs to the 5th
        worked("09:00-09:00", 7),  # zero minutes
        worked("09:00-10:00", 8),
    )
    assert days(pay) == {ZERO_HOURS: [5, 8]}


def test_meals_of_an_entry_without_time_count_all_the_same() -> None:
    pay = desired(worked("09:00-09:00", meals={"lunch": 1}))
    assert (lines(pay), pay.days_worked) == ({"4899": "1.00"}, {})


def test_no_line_of_zero_is_made() -> None:
    pay = desired(worked("09:00-09:00", meals={"lunch": 0}))
    assert (pay.lines, pay.findings) == ((), ())


def test_ignored_hours_make_no_line_and_no_day_but_their_meals_count() -> None:
    rules = mapping(Rule(HOURS, None, contract_type=ZERO_HOURS), DAYS_RULE, meal_rule())
    pay = desired(worked("8", meals={"lunch": 1}), rules=rules)
    assert (lines(pay), pay.days_worked, codes(pay)) == ({"4899": "1.00"}, {}, [])


def test_ignored_meals_make_no_line_and_no_finding() -> None:
    pay = desired(worked("8", meals={"lunch": 1}), rules=mapping(hours_rule(), DAYS_RULE, Rule(meal("lunch"), None)))
    assert (lines(pay), codes(pay)) == ({"2100": "8.00"}, [])


def test_ignored_days_are_not_counted() -> None:
    pay = desired(worked("8"), rules=mapping(hours_rule(), Rule(DAYS, None)))
    assert (days(pay), codes(pay)) == ({}, [])


def test_days_may_be_ignored_for_one_contract_type() -> None:
    rules = mapping(
        hours_rule(), hours_rule(contract_type=HOURS_CONTRACT), DAYS_RULE, Rule(DAYS, None, contract_type=ZERO_HOURS)
    )
    pay = desired(worked("8", 5), worked("8", 6, contract_type=HOURS_CONTRACT), rules=rules)
    assert days(pay) == {HOURS_CONTRACT: [6]}


# -- mapping ----------------------------------------------------------------------------------------------------------


def test_hours_meals_and_days_without_a_rule_block_their_part() -> None:
    pay = desired(worked("8", meals={"lunch": 1}, team="Bar"), rules=PayMapping(KADE))
    unmapped = [dict(each.details) for each in pay.findings if each.code == "unmapped"]
    assert unmapped == [
        {
            "part": "hours",
            "rule": "hours --contract-type zero-hours",
            "thing": "hours",
            "where": "zero-hours, De Kade, Bar",
        },
        {"part": "meals", "rule": "meal:lunch", "thing": "meal:lunch", "where": "zero-hours, De Kade, Bar"},
    ]
    assert pay.lines == ()
    only_days = desired(worked("8"), rules=mapping(hours_rule()))
    assert [dict(each.details)["thing"] for each in only_days.findings] == ["days"]
    assert lines(only_days) == {"2100": "8.00"}


def test_the_rule_is_that_of_the_day_worked_and_for_days_that_of_the_first_day() -> None:
    later = hours_rule("2190", valid_from=date(2026, 10, 15))
    rules = mapping(hours_rule("2100"), later, replace(DAYS_RULE, valid_from=date(2026, 10, 2)))
    pay = desired(worked("8", 14), worked("6", 15), rules=rules)
    assert lines(pay) == {"2100": "8.00", "2190": "6.00"}
    assert [dict(each.details)["thing"] for each in pay.findings] == ["days"]


def test_venue_in_a_rule_is_the_venue_worked_in() -> None:
    rules = mapping(hours_rule("2100"), hours_rule("2190", venue="Strandtent"), DAYS_RULE)
    pay = desired(worked("8", venue="Strandtent", contract_venue="De Kade"), rules=rules)
    assert lines(pay) == {"2190": "8.00"}


# -- periods and contract types ---------------------------------------------------------------------------------------


def test_only_days_of_the_period_count_both_its_ends_included() -> None:
    cards = [worked("1", day, key=str(day)) for day in (1, 31)]
    before = replace(worked("1", key="before"), day=date(2026, 9, 30))
    after = replace(worked("1", key="after"), day=date(2026, 11, 1))
    assert lines(desired(*cards, before, after)) == {"2100": "2.00"}


def test_each_contract_type_has_its_own_calendar() -> None:
    hours_contracts = new_calendar(KADE, HOURS_CONTRACT, PeriodLength.MONTH, date(2025, 12, 21))
    calendars = {ZERO_HOURS: CALENDARS[ZERO_HOURS], HOURS_CONTRACT: (hours_contracts,)}  # 21 September to 20 October
    cards = [
        worked("1", 20, key="zero"),
        worked("2", 20, key="fixed", contract_type=HOURS_CONTRACT),
        worked("4", 21, key="fixed too late", contract_type=HOURS_CONTRACT),
        replace(worked("8", key="zero too early"), day=date(2026, 9, 25)),
    ]
    pay = _pay(cards, calendars=calendars)
    assert lines(pay) == {"2100": "1.00", "2190": "2.00"}


def test_findings_are_about_entries_of_the_period_of_their_own_contract_type() -> None:
    hours_contracts = new_calendar(KADE, HOURS_CONTRACT, PeriodLength.MONTH, date(2025, 12, 21))
    calendars = {ZERO_HOURS: CALENDARS[ZERO_HOURS], HOURS_CONTRACT: (hours_contracts,)}
    broken = replace(worked("09:00-10:00/1:30"), day=date(2026, 9, 25))
    assert codes(_pay([broken], calendars=calendars)) == []
    assert codes(_pay([replace(broken, contract_type=HOURS_CONTRACT)], calendars=calendars)) == [
        "break-too-long",
        "contract-type-disagrees",
    ]


def test_a_contract_type_without_a_calendar_makes_no_lines() -> None:
    pay = _pay([worked("8", contract_type=HOURS_CONTRACT)], calendars={ZERO_HOURS: CALENDARS[ZERO_HOURS]})
    assert pay.lines == ()


def test_a_person_may_have_two_contract_types_by_date() -> None:
    contracts = (contract("0", end=date(2026, 10, 14)), contract("20", start=date(2026, 10, 15), id="C2"))
    pay = desired(worked("8", 14), worked("6", 15), worked("2", 14, key="late"), people=[member(contracts=contracts)])
    assert {(line.key.contract_type, line.key.code, str(line.amount)) for line in pay.lines} == {
        (ZERO_HOURS, "2100", "10.00"),
        (HOURS_CONTRACT, "2190", "6.00"),
    }
    assert days(pay) == {ZERO_HOURS: [14], HOURS_CONTRACT: [15]}
    assert codes(pay) == ["two-contract-types"]


def test_two_contract_types_on_one_code_are_two_lines_rounded_apart() -> None:
    rules = mapping(hours_rule("2100"), hours_rule("2100", contract_type=HOURS_CONTRACT), DAYS_RULE)
    pay = desired(worked("10:00-17:20", 5), worked("10:00-17:20", 6, contract_type=HOURS_CONTRACT), rules=rules)
    assert sorted(str(line.amount) for line in pay.lines) == ["7.33", "7.33"]


def test_the_row_leads_over_the_contract_in_nmbrs_with_a_warning() -> None:
    pay = desired(worked("8", contract_type=HOURS_CONTRACT))
    assert lines(pay) == {"2190": "8.00"}
    assert finding(pay, "contract-type-disagrees").cause() == (
        "The hours say hours-contract, the contract in Nmbrs says zero-hours; the hours lead."
    )
    assert not finding(pay, "contract-type-disagrees").blocks


def test_a_row_that_agrees_with_the_contract_in_nmbrs_is_no_warning() -> None:
    assert codes(desired(worked("8", contract_type=ZERO_HOURS))) == []


def test_a_row_that_names_its_type_needs_no_contract_in_nmbrs() -> None:
    pay = desired(worked("8", contract_type=ZERO_HOURS), people=[member(contracts=())])
    assert (lines(pay), codes(pay)) == ({"2100": "8.00"}, ["contract-type-disagrees"])
    assert "the contract in Nmbrs says none" in pay.findings[0].cause()


def test_no_type_in_the_row_and_no_valid_contract_blocks() -> None:
    pay = desired(worked("8", 5), people=[member(contracts=(contract(end=date(2026, 10, 4)),))])
    assert (pay.lines, codes(pay)) == ((), ["no-valid-contract"])
    assert finding(pay, "no-valid-contract").day == date(2026, 10, 5)


@pytest.mark.parametrize("contract_type", [ContractType.SELF_EMPLOYED, ContractType.PAYROLL, ContractType.NONE])
def test_some_contract_types_are_never_sent_and_named_once(contract_type: ContractType) -> None:
    pay = desired(*(worked("8", day, contract_type=contract_type) for day in (5, 6)))
    assert (pay.lines, codes(pay)) == ((), ["never-exported"])
    assert not pay.findings[0].blocks


def test_a_freelancer_needs_no_link() -> None:
    pay = _pay([worked("8", contract_type=ContractType.SELF_EMPLOYED)], people=[])
    assert codes(pay) == ["never-exported"]


# -- who ---------------------------------------------------------------------------------------------------------------


def _pay(
    cards: Sequence[Timecard],
    people: Sequence[TeamMember] | None = None,
    company: CompanyId = KADE,
    force: Workforce | None = None,
    calendars: Mapping[ContractType, tuple[WageCalendar, ...]] | None = None,
    period: PeriodRef = OCTOBER,
) -> DesiredPay:
    everybody = [member(NOOR), member(BRAM)] if people is None else people
    force = force or workforce(*everybody, cards=cards)
    return desired_pay(company, period, cards, force, calendars or CALENDARS, mapping())


def test_leave_and_sickness_are_not_sent_nor_named() -> None:
    kinds = (TimecardKind.LEAVE, TimecardKind.SICK, TimecardKind.SPECIAL_LEAVE)
    pay = desired(*(worked("8", day, kind=kind) for day, kind in enumerate(kinds, 5)))
    assert (pay.lines, pay.findings, pay.days_worked) == ((), (), {})


def test_pending_entries_are_named_and_not_sent() -> None:
    pay = desired(worked("8", 5), worked("8", 6, status=PENDING, meals={"lunch": 1}))
    assert (lines(pay), days(pay)) == ({"2100": "8.00"}, {ZERO_HOURS: [5]})
    pending = finding(pay, "pending-entry")
    assert (pending.employee, pending.day, pending.blocks) == (NOOR, date(2026, 10, 6), False)


def test_a_person_without_a_link_is_named_once_and_blocks() -> None:
    pay = _pay([worked("8", 5), worked("8", 6)], people=[])
    assert codes(pay) == ["not-linked"]
    assert pay.findings[0].blocks
    assert "eitje:u-Noor van Dijk" in pay.findings[0].remedy()


def test_somebody_nobody_looked_up_is_not_dropped_in_silence() -> None:
    force = Workforce({}, {NOOR: member(NOOR)}, {"De Kade": KADE})
    assert codes(_pay([worked("8")], force=force)) == ["not-linked"]


def test_a_person_with_only_pending_entries_needs_no_link() -> None:
    pay = _pay([worked("8", status=PENDING)], people=[])
    assert codes(pay) == ["pending-entry"]


@pytest.mark.parametrize("employments", [(), (Span(date(2024, 1, 1), date(2026, 10, 4)),)])
def test_pending_entries_of_somebody_who_left_stop_nobody(employments: tuple[Span, ...]) -> None:
    pay = desired(worked("8", status=PENDING), people=[member(employments=employments)])
    assert codes(pay) == ["pending-entry"]


def test_an_entry_of_no_time_and_no_meals_needs_no_link() -> None:
    assert codes(_pay([worked("09:00-09:00")], people=[])) == []
    assert codes(_pay([worked("09:00-09:00", meals={"lunch": 1})], people=[])) == ["not-linked"]
    assert codes(_pay([worked("09:00-10:00/2:00")], people=[])) == ["not-linked"]
    assert codes(_pay([worked("09:00-09:01")], people=[])) == ["not-linked"]


def test_an_ignored_person_has_nothing_to_send() -> None:
    cards = [worked("8")]
    ignored = {key: replace(match, ignored=True) for key, match in workforce(cards=cards).matches.items()}
    assert _pay(cards, force=Workforce(ignored, {}, {})).findings == ()


def test_two_people_behind_one_name_block() -> None:
    card = worked("8")
    force = Workforce({card.person.key: Match(card.person, {}, ambiguous=True, alike=(NOOR, BRAM))}, {}, {})
    pay = _pay([card], force=force)
    assert codes(pay) == ["two-people-one-name"]
    assert pay.findings[0].cause().startswith("2 people are called Noor van Dijk")


def test_somebody_who_left_before_the_day_blocks_for_each_day() -> None:
    left = member(employments=(Span(date(2024, 1, 1), date(2026, 10, 5)),))
    pay = desired(worked("8", 5), worked("8", 6), worked("8", 7), people=[left])
    assert lines(pay) == {"2100": "8.00"}
    assert [(each.code, each.day, each.employee) for each in pay.findings] == [
        ("left-before-day", date(2026, 10, 6), NOOR),
        ("left-before-day", date(2026, 10, 7), NOOR),
    ]


def test_the_last_day_is_said_of_somebody_who_left() -> None:
    spells = (Span(date(2024, 1, 1), date(2024, 12, 31)), Span(date(2025, 6, 1), date(2026, 9, 30)))
    pay = desired(worked("8", 5), people=[member(employments=spells)])
    assert pay.findings[0].cause() == "Noor van Dijk left on 30-09-2026, says Nmbrs; this entry is of a later day."


@pytest.mark.parametrize(
    "employments",
    [
        (Span(date(2026, 11, 1)),),
        (Span(date(2024, 1, 1), date(2026, 10, 4)), Span(date(2026, 11, 1))),
        (),
    ],
)
def test_somebody_who_is_still_to_come_or_to_come_back_did_not_leave(employments: tuple[Span, ...]) -> None:
    pay = desired(worked("8", 5), people=[member(employments=employments)])
    assert codes(pay) == ["not-employed"]


def test_an_employer_that_takes_no_part_pays_nobody_and_hides_nobody() -> None:
    away = member("70009", CompanyId("3009"), name="Noor van Dijk")
    pay = desired(worked("8"), people=[away])
    assert [(each.code, each.blocks, each.employee) for each in pay.findings] == [("not-in-company", True, None)]
    assert lines(desired(worked("8"), people=[away, member(NOOR)])) == {"2100": "8.00"}
    there = desired(worked("8", venue="De Haven"), people=[away])
    assert there.findings == (), "the company of that venue says it"


def _two_employers(contract_venue: str | None) -> tuple[Timecard, list[TeamMember]]:
    here = member(NOOR)
    there = member("70001", HAVEN, name="Noor van Dijk")
    return worked("8", venue="De Haven", contract_venue=contract_venue), [here, there]


@pytest.mark.parametrize(("contract_venue", "kade", "haven"), [("De Kade", "8.00", None), ("De Haven", None, "8.00")])
def test_of_two_employers_the_one_of_the_contract_venue_pays_and_only_that_one(
    contract_venue: str, kade: str | None, haven: str | None
) -> None:
    card, people = _two_employers(contract_venue)
    paid = {company: lines(_pay([card], people, company)).get("2100") for company in (KADE, HAVEN)}
    assert paid == {KADE: kade, HAVEN: haven}


@pytest.mark.parametrize("contract_venue", [None, "Elders"])
def test_two_employers_and_no_contract_venue_that_decides_block_in_both(contract_venue: str | None) -> None:
    card, people = _two_employers(contract_venue)
    for company in (KADE, HAVEN):
        pay = _pay([card], people, company)
        assert (pay.lines, codes(pay)) == ((), ["several-companies"])


def test_the_only_company_that_employs_the_person_that_day_pays_wherever_was_worked() -> None:
    moved = date(2026, 10, 15)
    here = member(NOOR, employments=(Span(date(2024, 1, 1), date(2026, 10, 14)),))
    there = member("70001", HAVEN, name="Noor van Dijk", employments=(Span(moved),))
    cards = [worked("8", 14, venue="De Haven"), worked("6", 15, venue="De Kade")]
    assert lines(_pay(cards, [here, there], KADE)) == {"2100": "8.00"}
    assert lines(_pay(cards, [here, there], HAVEN)) == {"2100": "6.00"}
    assert _pay(cards, [here, there], KADE).findings == ()


def test_a_stranger_is_named_by_the_company_of_the_venue_or_by_all() -> None:
    known, unknown = worked("8", venue="De Haven"), worked("8", venue="Elders")
    assert codes(_pay([known], [], KADE)) == []
    assert codes(_pay([known], [], HAVEN)) == ["not-linked"]
    assert [codes(_pay([unknown], [], company)) for company in (KADE, HAVEN)] == [["not-linked"]] * 2
    lent = worked("8", venue="De Kade", contract_venue="De Haven")
    assert [codes(_pay([lent], [], company)) for company in (KADE, HAVEN)] == [[], ["not-linked"]]


def test_people_of_two_keys_linked_to_one_employee_are_added_up() -> None:
    cards = [worked("10:00-17:20", 5), worked("10:00-17:20", 6, who="N. van Dijk")]
    links = {
        card.person.key: Match(card.person, {NOOR: PersonLink(card.person.key, KADE, NOOR, MatchedBy.HAND)})
        for card in cards
    }
    assert lines(_pay(cards, force=Workforce(links, {NOOR: member(NOOR)}, {}))) == {"2100": "14.67"}


# -- doubtful entries -------------------------------------------------------------------------------------------------


def test_a_break_longer_than_the_shift_blocks_and_tells_both() -> None:
    pay = desired(worked("09:00-10:00/1:30", 5), worked("8", 6))
    assert lines(pay) == {"2100": "8.00"}
    assert finding(pay, "break-too-long").blocks
    assert finding(pay, "break-too-long").cause() == "The break of 90 minutes is longer than the shift of 60 minutes."


def test_hours_that_disagree_with_their_times_are_told_in_hours() -> None:
    notes = frozenset({TimeNote.HOURS_DISAGREE})
    pay = desired(worked("10:00-17:20", stated=StatedHours.of_minutes(450), notes=notes))
    assert lines(pay) == {"2100": "7.33"}
    assert finding(pay, "hours-disagree").cause() == (
        "The hours in the file (7.50) differ from its own times (7.33); the times count."
    )


def test_a_clock_time_that_occurred_twice_is_told() -> None:
    pay = desired(worked("18:00-02:30", 24))
    assert (lines(pay), codes(pay)) == ({"2100": "8.50"}, ["clock-time-twice"])
    assert not pay.findings[0].blocks


def test_every_finding_can_be_told_in_both_languages() -> None:
    pay = desired(
        worked("09:00-10:00/1:30", 5),
        worked("18:00-02:30", 24, contract_type=HOURS_CONTRACT, meals={"taart": 1}),
        worked("8", 6, status=PENDING),
        worked("8", 7, contract_type=ContractType.SELF_EMPLOYED),
        worked("8", 8, who="Onbekende Invaller"),
    )
    assert len(pay.findings) >= 6
    for each in pay.findings:
        assert each.cause("nl") != each.cause()
        assert each.remedy("nl")


# -- properties -------------------------------------------------------------------------------------------------------

minutes = st.lists(st.tuples(st.integers(1, 31), st.integers(0, 12 * 60), st.sampled_from("ABC")), max_size=12)


@given(minutes)
def test_the_total_of_all_cost_lines_is_never_off_by_more_than_half_a_hundredth(
    entries: list[tuple[int, int, str]],
) -> None:
    rules = mapping(*(hours_rule("2100", team, team=team) for team in "ABC"), DAYS_RULE)
    cards = [
        worked("0", day, key=str(n), team=team, stated=StatedHours.of_minutes(each))
        for n, (day, each, team) in enumerate(entries)
    ]
    pay = desired(*cards, rules=rules)
    off = sum(line.amount.hundredths for line in pay.lines) * 60 - sum(each for _, each, _ in entries) * 100
    assert abs(off) <= 30  # half a hundredth of an hour, in hundredths of minutes
    assert len(days(pay).get(ZERO_HOURS, [])) == len({day for day, each, _ in entries if each})


@given(st.permutations([worked("10:00-17:20", day, team=team) for day, team in ((5, "A"), (6, "B"), (7, "C"))]))
def test_the_order_of_timecards_decides_nothing(cards: list[Timecard]) -> None:
    rules = mapping(*(hours_rule("2100", team, team=team) for team in "ABC"), DAYS_RULE)
    assert lines(desired(*cards, rules=rules)) == {"2100/A": "7.34", "2100/B": "7.33", "2100/C": "7.33"}


def test_a_period_that_no_calendar_has_is_empty() -> None:
    pay = _pay([worked("8")], calendars={ZERO_HOURS: (month_calendar(),)}, period=PeriodRef(2026, 13))
    assert (pay.lines, pay.findings) == ((), ())


# -- another mapping for some -----------------------------------------------------------------------------------------


def test_the_pay_of_some_people_is_that_of_another_mapping() -> None:
    monday, brams = worked("10:00-18:00"), worked("10:00-16:00", 6, who="Bram de Boer")
    newest = desired(monday, brams, worked("8,00", 7, who="Sofie Jansen"))
    longer = desired(monday, worked("10:00-11:00", 8), brams, rules=mapping(hours_rule("2199"), DAYS_RULE))
    mixed = newest.with_people_of({NOOR: longer, BRAM: desired(brams, rules=mapping(hours_rule("2198")))})
    paid = sorted((line.key.employee, line.key.code, str(line.amount)) for line in mixed.lines)
    assert paid == [(NOOR, "2199", "9.00"), (BRAM, "2198", "6.00"), (SOFIE, "2100", "8.00")]
    assert {e: sorted(day.day for day in by_type[ZERO_HOURS]) for e, by_type in mixed.days_worked.items()} == {
        NOOR: [5, 8],
        BRAM: [6],
        SOFIE: [7],
    }
    assert newest.with_people_of({}) == newest


def test_so_are_the_findings_about_them() -> None:
    cards = [worked("10:00-18:00"), worked("10:00-16:00", 6, who="Bram de Boer")]
    unmapped = desired(*cards, rules=mapping(DAYS_RULE))
    newest = desired(*cards)
    of_bram = {(finding.code, finding.employee) for finding in unmapped.findings if finding.employee == BRAM}
    assert of_bram
    assert {(f.code, f.employee) for f in newest.with_people_of({BRAM: unmapped}).findings} == of_bram
    assert {f.employee for f in unmapped.with_people_of({BRAM: newest}).findings} == {NOOR}


def test_a_person_who_has_nothing_by_another_mapping_has_nothing() -> None:
    newest = desired(worked("10:00-18:00"))
    assert newest.with_people_of({NOOR: desired()}).lines == ()
    assert NOOR not in newest.with_people_of({NOOR: desired()}).days_worked


# -- whose an entry is ------------------------------------------------------------------------------------------------


def test_an_entry_goes_to_whoever_is_paid_for_it_here() -> None:
    card = worked("10:00-18:00")
    known = workforce(member(NOOR), cards=[card])
    assert goes_to(card, KADE, known) == (NOOR, ZERO_HOURS)
    assert goes_to(card, HAVEN, known) is None
    assert goes_to(card, KADE, workforce(member(NOOR), cards=[card], links=False)) is None
    assert goes_to(worked("8,00", kind=TimecardKind.LEAVE), KADE, known) is None
    assert goes_to(card, KADE, workforce(member(NOOR, contracts=()), cards=[card])) is None
