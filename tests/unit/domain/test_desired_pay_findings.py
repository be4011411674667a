"""What desired pay tells about the entries: which person, day and contract type, for the right people are stopped."""

from dataclasses import replace
from datetime import date

import pytest

from domain.desired_pay import DesiredPay, desired_pay
from domain.findings import Finding, details
from domain.hours import StatedHours, TimeNote
from domain.pay_line import PayKey, PayKind
from domain.placing import Workforce
from domain.team_member import Match, MatchedBy, PersonLink, Span, TeamMember
from domain.terms import CompanyId, ContractType, EmployeeId
from domain.timecard import PersonRef, Timecard, TimecardStatus
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
    worked,
    workforce,
)

NAME, KEY = "Noor van Dijk", "eitje:u-Noor van Dijk"
FIFTH = date(2026, 10, 5)
PENDING = TimecardStatus.PENDING


def of_noor(code: str, contract_type: ContractType | None = ZERO_HOURS, **values: object) -> Finding:
    """About Noor's entry 1, of the fifth."""
    return Finding(code, NAME, NOOR, KEY, FIFTH, contract_type, details(entry="1", **values))


def stranger(code: str, contract_type: ContractType | None = None, day: date | None = None) -> Finding:
    told = details(name=NAME, key=KEY, count=2)
    return Finding(code, NAME, None, KEY, day, contract_type, told)


# -- where the amounts belong -----------------------------------------------------------------------------------------


def test_lines_carry_company_person_period_and_contract_type() -> None:
    pay = desired(worked("8", contract_type=HOURS_CONTRACT, meals={"lunch": 1}), people=[member(contracts=())])
    assert (pay.company, pay.period) == (KADE, OCTOBER)
    assert [line.key for line in pay.lines] == [
        PayKey(KADE, NOOR, OCTOBER, HOURS_CONTRACT, PayKind.HOURS, "2190"),
        PayKey(KADE, NOOR, OCTOBER, HOURS_CONTRACT, PayKind.WAGE, "4899"),
    ]


# -- entries that are not sent ----------------------------------------------------------------------------------------


def test_a_pending_entry_is_named_with_its_person_day_and_type() -> None:
    assert desired(worked("8", key="1", status=PENDING)).findings == (of_noor("pending-entry", name=NAME),)


def test_a_pending_entry_of_somebody_who_left_is_named_with_its_person_and_type() -> None:
    card = worked("8", key="1", status=PENDING, contract_type=HOURS_CONTRACT)
    pay = desired(card, people=[member(employments=())])
    assert pay.findings == (of_noor("pending-entry", HOURS_CONTRACT, name=NAME),)


def test_what_is_never_sent_is_named_with_its_person_and_type() -> None:
    pay = desired(worked("8", contract_type=ContractType.SELF_EMPLOYED))
    told = details(name=NAME, contract_type="self-employed")
    assert pay.findings == (Finding("never-exported", NAME, person_key=KEY, details=told),)


@pytest.mark.parametrize("contract_type", [None, HOURS_CONTRACT])
def test_somebody_without_a_link_is_named_for_the_contract_type_of_the_hours(
    contract_type: ContractType | None,
) -> None:
    card = worked("8", contract_type=contract_type)
    assert unlinked(card).findings == (stranger("not-linked", contract_type),)


def unlinked(card: Timecard) -> DesiredPay:
    return desired_pay(KADE, OCTOBER, [card], workforce(member(), cards=[card], links=False), CALENDARS, mapping())


def test_somebody_without_a_valid_contract_is_named_as_the_employee() -> None:
    pay = desired(worked("8"), people=[member(contracts=(contract(start=date(2026, 11, 1)),))])
    told = details(name=NAME, key=KEY, count=2)
    assert pay.findings == (Finding("no-valid-contract", NAME, NOOR, KEY, FIFTH, None, told),)


def test_somebody_with_two_employers_is_named_for_the_day() -> None:
    card = worked("8")
    people = [member(), member("70001", HAVEN, name=NAME)]
    pay = desired_pay(KADE, OCTOBER, [card], workforce(*people, cards=[card]), CALENDARS, mapping())
    assert [(each.code, each.employee, each.day) for each in pay.findings] == [("several-companies", NOOR, FIFTH)]


# -- entries that are doubtful ----------------------------------------------------------------------------------------


def test_a_break_that_is_too_long_stops_the_person_whose_it_is() -> None:
    pay = desired(worked("09:00-10:00/1:30", key="1"))
    assert pay.findings == (of_noor("break-too-long", break_minutes=90, elapsed=60),)


def test_hours_that_disagree_are_told_of_the_person_whose_they_are() -> None:
    card = worked(
        "10:00-17:20", key="1", stated=StatedHours.of_minutes(450), notes=frozenset({TimeNote.HOURS_DISAGREE})
    )
    assert desired(card).findings == (of_noor("hours-disagree", stated="7.50", counted="7.33"),)


def test_a_clock_time_that_occurred_twice_is_told_of_the_person_whose_it_is() -> None:
    card = worked("8", key="1", notes=frozenset({TimeNote.CLOCK_TIME_TWICE}))
    assert desired(card).findings == (of_noor("clock-time-twice"),)


def test_a_contract_type_that_disagrees_is_told_of_the_person_and_the_type_that_leads() -> None:
    pay = desired(worked("8", key="1", contract_type=HOURS_CONTRACT))
    expected = of_noor("contract-type-disagrees", HOURS_CONTRACT, row="hours-contract", payroll="zero-hours")
    assert pay.findings == (expected,)


def test_two_contract_types_are_told_of_the_person_whose_they_are() -> None:
    cards = [worked("8", 5), worked("8", 6, contract_type=HOURS_CONTRACT)]
    (told,) = (each for each in desired(*cards).findings if each.code == "two-contract-types")
    assert told == Finding("two-contract-types", NAME, NOOR, details=details(name=NAME))


# -- two people on one e-mail address ---------------------------------------------------------------------------------


def shared_address(*names: str, by: MatchedBy = MatchedBy.EMAIL, company: CompanyId = KADE) -> DesiredPay:
    """An entry under each name, all with one e-mail address, which is linked to Noor."""
    people = [PersonRef(name, email="thuis@voorbeeld.example") for name in names]
    cards = [worked("1", day, key=str(day), person=person) for day, person in enumerate(people, 5)]
    key = people[0].key
    match = Match(people[0], {NOOR: PersonLink(key, company, NOOR, by)})
    force = Workforce({key: match}, {NOOR: member(company=company)}, {})
    return desired_pay(company, OCTOBER, cards, force, CALENDARS, mapping())


def test_two_names_on_one_address_stop_the_employee_until_somebody_says_it_is_one_person() -> None:
    key = "email:thuis@voorbeeld.example"
    told = details(key=key, names="Noor van Dijk, Teun van Dijk")
    expected = Finding("two-names-one-key", "Noor van Dijk", NOOR, key, details=told)
    assert [each for each in shared_address("Teun van Dijk", "Noor van Dijk").findings if each.blocks] == [expected]
    assert expected.blocks
    assert shared_address("Teun van Dijk", "Noor van Dijk", by=MatchedBy.HAND).findings == ()


def test_one_name_written_in_two_ways_is_one_person() -> None:
    assert shared_address("Nóór van Dijk", "NOOR VAN DIJK").findings == ()


# -- two people who were found to be one employee ---------------------------------------------------------------------


def found_together(*people: tuple[str, str, MatchedBy]) -> DesiredPay:
    """An entry of each (name, e-mail, how matched), all linked to Noor."""
    refs = [(PersonRef(name, email=email), by) for name, email, by in people]
    cards = [worked("1", day, key=str(day), person=ref) for day, (ref, _) in enumerate(refs, 5)]
    matches = {ref.key: Match(ref, {NOOR: PersonLink(ref.key, KADE, NOOR, by)}) for ref, by in refs}
    return desired_pay(KADE, OCTOBER, cards, Workforce(matches, {NOOR: member()}, {}), CALENDARS, mapping())


def test_two_people_found_to_be_one_employee_are_stopped_until_somebody_says_they_are_one() -> None:
    noor, pim = ("Noor van Dijk", "n@kade.example"), ("Pim Postma", "p@kade.example")
    found = [
        each for each in found_together((*noor, MatchedBy.EMAIL), (*pim, MatchedBy.NMBRS_ID)).findings if each.blocks
    ]
    assert [(each.code, each.person, each.employee, each.blocks) for each in found] == [
        ("two-people-one-employee", "Noor van Dijk", NOOR, True),
        ("two-people-one-employee", "Pim Postma", NOOR, True),
    ]
    assert "Noor van Dijk; Pim Postma were found to be one employee, 90001" in found[0].cause()
    assert found_together((*noor, MatchedBy.EMAIL), (*pim, MatchedBy.HAND)).findings == ()
    again = ("NOOR VAN DIJK", "p@kade.example", MatchedBy.EMAIL)
    assert found_together((*noor, MatchedBy.EMAIL), again).findings == ()


def test_a_name_that_has_nothing_in_common_with_the_employees_is_a_warning_until_a_person_links() -> None:
    (told,) = found_together(("Pim Postma", "p@kade.example", MatchedBy.EMAIL)).findings
    assert (told.code, told.employee, told.blocks) == ("link-name-differs", NOOR, False)
    assert "Pim Postma in the hours was found to be Noor van Dijk (90001, #1) by e-mail" in told.cause()
    assert found_together(("Pim Postma", "p@kade.example", MatchedBy.HAND)).findings == ()
    assert found_together(("N. Dijk", "p@kade.example", MatchedBy.EMAIL)).findings == ()


# -- several employments, and an employee who is gone -----------------------------------------------------------------


def with_links(*members: TeamMember, lost: tuple[PersonLink, ...] = ()) -> DesiredPay:
    """One entry of 5 October, of somebody linked to all of these."""
    card = worked("8", 5, contract_venue="De Kade")
    key = card.person.key
    links = {m.employee: PersonLink(key, m.company, m.employee, MatchedBy.HAND) for m in members}
    venues = {"De Kade": KADE, "De Haven": HAVEN}
    force = Workforce({key: Match(card.person, links, lost=lost)}, {m.employee: m for m in members}, venues)
    return desired_pay(KADE, OCTOBER, [card], force, CALENDARS, mapping())


def until(day: date | None, start: date = date(2024, 1, 1)) -> tuple[Span, ...]:
    return (Span(start, day),)


def test_hours_go_to_the_employment_of_that_day() -> None:
    ended, started = date(2026, 10, 4), date(2026, 10, 5)
    pay = with_links(member(NOOR, employments=until(ended)), member(BRAM, employments=until(None, started)))
    assert ([line.key.employee for line in pay.lines], pay.findings) == ([BRAM], ())


def test_two_employments_on_one_day_stop_both_and_are_named() -> None:
    pay = with_links(member(NOOR), replace(member(BRAM), number=11))
    assert pay.lines == ()
    assert [(each.code, each.employee, each.day) for each in pay.findings] == [
        ("several-employments", NOOR, FIFTH),
        ("several-employments", BRAM, FIFTH),
    ]
    assert "90001 (#1), 90002 (#11)" in pay.findings[0].cause()


def test_of_three_employments_the_one_of_the_contract_venue_is_clear() -> None:
    here, there, also = member(NOOR), member(BRAM, HAVEN), member(SOFIE, HAVEN)
    assert [line.key.employee for line in with_links(here, there, also).lines] == [NOOR]


def test_an_employee_who_is_gone_is_named_in_the_company_where_they_were() -> None:
    for company, expected in ((KADE, ["employee-gone"]), (HAVEN, [])):
        lost = PersonLink("x", company, EmployeeId("90009"), MatchedBy.EMAIL)
        found = with_links(lost=(lost,)).findings
        assert [each.code for each in found] == expected
        assert all("90009" in each.cause() and each.blocks for each in found)


# -- what has no rule -------------------------------------------------------------------------------------------------


def test_what_has_no_rule_stops_the_person_for_that_part() -> None:
    pay = desired(worked("8", meals={"warme maaltijd": 1}), rules=mapping(hours_rule(), DAYS_RULE))
    told = details(thing="meal:warme maaltijd", where="zero-hours, De Kade", part="meals", rule='"meal:warme maaltijd"')
    assert pay.findings == (Finding("unmapped", NAME, NOOR, KEY, None, ZERO_HOURS, told),)


def test_days_without_a_rule_stop_the_person_under_that_contract_type() -> None:
    pay = desired(worked("8"), rules=mapping(hours_rule(), meal_rule()))
    told = details(thing="days", where="zero-hours", part="days", rule="days")
    assert pay.findings == (Finding("unmapped", NAME, NOOR, None, None, ZERO_HOURS, told),)


def test_no_meals_of_a_kind_need_no_rule_for_it() -> None:
    assert desired(worked("8", meals={"taart": 0})).findings == ()
