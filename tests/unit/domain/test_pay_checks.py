"""What contracts, calendars and earlier periods show."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.amount import Amount
from domain.errors import ProductError
from domain.finding_settings import FindingChange, FindingSettings
from domain.findings import FINDINGS, SWITCHABLE, Reach
from domain.hour_checks import Entry
from domain.pay_checks import (
    outside_every_period,
    paid_on_top,
    period_not_over,
    unusual_hours,
    venues_without_hours,
    worked_before,
    zero_hours_without_hours,
)
from domain.pay_line import Part, PayKind, PayLine, SourceRef
from domain.team_member import Span, WorkSchedule
from domain.timecard import TimecardStatus
from domain.wage_period import PeriodRef, WagePeriod
from tests.unit.domain.samples import (
    BRAM,
    CALENDARS,
    HOURS_CONTRACT,
    KADE,
    NAMES,
    NOOR,
    OCTOBER,
    SOFIE,
    ZERO_HOURS,
    amount,
    contract,
    hours_rule,
    mapping,
    member,
    own_line,
    pay_key,
    selection,
    wanted_line,
    worked,
)

SPAN = WagePeriod(OCTOBER, date(2026, 10, 1), date(2026, 10, 31))
SETTINGS = FindingSettings(KADE)
AUGUST, SEPTEMBER = PeriodRef(2026, 8), PeriodRef(2026, 9)


# -- calendars --------------------------------------------------------------------------------------------------------


def test_an_entry_in_no_period_of_its_contract_type() -> None:
    new_year = replace(worked("10:00-18:00", key="9"), day=date(2027, 1, 2))
    entry = Entry(new_year, "p", NOOR, ZERO_HOURS)
    (finding,) = outside_every_period([entry, Entry(worked("8,00"), "p", NOOR, ZERO_HOURS)], CALENDARS)
    assert (finding.code, finding.day, finding.contract_type) == ("outside-every-period", date(2027, 1, 2), None)
    who = new_year.person
    assert (finding.person, finding.employee, finding.person_key) == ("Noor van Dijk", NOOR, who.key)
    assert dict(finding.details) == {"entry": "9", "name": "Noor van Dijk", "type": "zero-hours"}
    assert [f.day for f in outside_every_period([Entry(worked("8,00"), "p", NOOR, ZERO_HOURS), entry], CALENDARS)] == [
        date(2027, 1, 2)
    ]
    assert list(outside_every_period([replace(entry, employee=None, contract_type=None)], CALENDARS)) == []


def test_a_contract_type_without_a_calendar_has_no_periods() -> None:
    entry = Entry(worked("8,00"), "p", NOOR, HOURS_CONTRACT)
    (finding,) = outside_every_period([entry], {ZERO_HOURS: CALENDARS[ZERO_HOURS]})
    assert "hours-contract" in finding.cause()


@pytest.mark.parametrize(("today", "count"), [(date(2026, 10, 30), 1), (date(2026, 10, 31), 1), (date(2026, 11, 1), 0)])
def test_a_period_is_over_after_its_last_day(today: date, count: int) -> None:
    assert len(list(period_not_over(SPAN, today))) == count


def test_a_period_that_is_not_over_says_when_it_ends() -> None:
    (finding,) = period_not_over(SPAN, date(2026, 10, 20))
    assert (finding.code, dict(finding.details)) == ("period-not-over", {"end": "31-10-2026"})


# -- venues -----------------------------------------------------------------------------------------------------------


def line_of(*cards: Any) -> PayLine:
    sources = tuple(SourceRef(card.id, card.digest) for card in cards)
    return replace(wanted_line("8.00"), sources=sources)


def test_a_venue_of_which_nothing_is_paid() -> None:
    kade, beach = worked("8,00"), worked("8,00", venue="Strandtent", who="Bram de Boer")
    pending = replace(worked("8,00", 6, venue="Strandtent"), status=TimecardStatus.PENDING)
    before = replace(beach, day=date(2026, 9, 30), key="earlier")
    entries = [Entry(card, "p") for card in (kade, beach, pending, before)]
    (finding,) = venues_without_hours(["De Kade", "Strandtent"], entries, [line_of(kade)], SPAN)
    assert (finding.code, dict(finding.details)) == ("venue-without-hours", {"venue": "Strandtent", "count": "1"})
    assert list(venues_without_hours(["De Kade", "Strandtent"], entries, [line_of(kade, beach)], SPAN)) == []


# -- contracts --------------------------------------------------------------------------------------------------------


def without(*members: Any, seen: Any = frozenset()) -> list[str | None]:
    return [finding.employee for finding in zero_hours_without_hours(members, SPAN, seen)]


def test_whoever_has_no_hours_is_named() -> None:
    (finding,) = zero_hours_without_hours([member(BRAM)], SPAN, set())
    assert (finding.code, finding.person, finding.employee) == ("zero-hours-without-hours", "Bram de Boer", BRAM)
    assert dict(finding.details) == {"name": "Bram de Boer"}


def test_an_active_zero_hours_contract_without_hours() -> None:
    assert without(member(NOOR), member(BRAM)) == [NOOR, BRAM]
    assert without(member(NOOR), member(BRAM), seen={NOOR}) == [BRAM]
    assert without(member(NOOR, contracts=(contract("24"),))) == []


def test_a_contract_of_part_of_the_period_counts_too() -> None:
    starts = (contract(start=date(2026, 10, 20)),)
    assert without(member(NOOR, employments=(Span(date(2026, 10, 20)),), contracts=starts)) == [NOOR]
    assert without(member(NOOR, employments=(Span(date(2026, 10, 10), date(2026, 10, 12)),))) == [NOOR]
    assert without(member(NOOR, employments=(Span(date(2024, 1, 1), date(2026, 9, 30)),))) == []
    assert without(member(NOOR, employments=(Span(date(2026, 11, 1)),))) == []
    later = (WorkSchedule(date(2024, 1, 1), amount("16")), WorkSchedule(date(2026, 10, 15), amount("0")))
    assert without(member(NOOR, schedules=later)) == [NOOR]


# -- on top of the salary ---------------------------------------------------------------------------------------------


def test_hours_of_an_hours_contract_name_who_confirmed_them() -> None:
    lines = [
        wanted_line("5.50", pay_key("2190", BRAM, contract_type=HOURS_CONTRACT)),
        wanted_line("2.00", pay_key("4899", BRAM, PayKind.WAGE, contract_type=HOURS_CONTRACT)),
        wanted_line("8.00"),
    ]
    chosen = selection(Part.HOURS, contract_type=HOURS_CONTRACT)
    (finding,) = paid_on_top(chosen, lines, mapping(), NAMES)
    assert (finding.code, finding.person, finding.employee) == ("paid-on-top", "Bram de Boer", BRAM)
    assert finding.contract_type is HOURS_CONTRACT
    assert dict(finding.details) == {"amount": "5.50", "by": "Anja", "code": "2190", "name": "Bram de Boer"}
    assert list(paid_on_top(selection(Part.HOURS), lines, mapping(), NAMES)) == []
    assert list(paid_on_top(selection(Part.DAYS, contract_type=HOURS_CONTRACT), lines, mapping(), NAMES)) == []


def test_who_confirmed_it_is_looked_up_among_the_rules_of_hours_contracts() -> None:
    """The rule of zero-hours contracts with the same code was confirmed by nobody, and says nothing about it."""
    rules = mapping(hours_rule("2190", contract_type=HOURS_CONTRACT), hours_rule("2190", on_top_of_salary_by=""))
    line = wanted_line("5.50", pay_key("2190", BRAM, contract_type=HOURS_CONTRACT))
    chosen = selection(Part.HOURS, contract_type=HOURS_CONTRACT)
    (finding,) = paid_on_top(chosen, [line], rules, {})
    assert (dict(finding.details)["by"], finding.person) == ("Anja", BRAM)


# -- earlier periods --------------------------------------------------------------------------------------------------


def test_what_was_worked_before_is_what_our_lines_of_worked_hours_hold() -> None:
    lines = [
        own_line("1", "10.00"),
        own_line("2", "2.50", pay_key("2101")),
        own_line("3", "4.00", pay_key("2190", contract_type=HOURS_CONTRACT)),
        own_line("4", "1.00", pay_key("4899", kind=PayKind.WAGE)),
        own_line("5", "9.00", pay_key(carried_from=SEPTEMBER)),
        replace(own_line("6", "3.00", pay_key("6050")), parts=frozenset({Part.ALLOWANCES})),
    ]
    assert worked_before(lines, ZERO_HOURS) == {NOOR: amount("12.50")}


def unusual(now: str, *before: str, settings: FindingSettings = SETTINGS, **values: Any) -> list[str]:
    periods = [PeriodRef(2026, 7), AUGUST, SEPTEMBER][-len(before) :] if before else []
    history = {period: {NOOR: amount(hours)} for period, hours in zip(periods, before, strict=True)}
    chosen = values.get("chosen", selection(Part.HOURS))
    return [f.cause() for f in unusual_hours(chosen, [wanted_line(now)], history, NAMES, settings)]


@pytest.mark.parametrize(
    ("now", "before", "says"),
    [
        ("60.00", ("20.00", "24.00"), True),
        ("33.00", ("22.00",), False),
        ("33.01", ("22.00",), True),
        ("11.00", ("22.00",), False),
        ("10.99", ("22.00",), True),
        ("10.00", ("3.00",), False),
        ("11.00", ("3.00",), True),
        ("60.00", (), False),
    ],
)
def test_hours_are_unusual_beyond_half_of_the_average_and_by_eight_hours(
    now: str, before: tuple[str, ...], says: bool
) -> None:
    assert bool(unusual(now, *before)) is says


def test_the_thresholds_decide() -> None:
    assert unusual("24.00", "20.00") == []
    assert unusual("24.00", "20.00", settings=replace(SETTINGS, unusual_percent=19, unusual_hours=amount("4")))
    assert unusual("24.00", "20.00", settings=replace(SETTINGS, unusual_percent=19, unusual_hours=amount("4.01"))) == []


def test_the_average_is_of_the_periods_with_hours_and_is_said() -> None:
    (said,) = unusual("60.00", "20.00", "24.01")
    assert said == ("Noor van Dijk has 60.00 hours; in the last periods (2026-08, 2026-09) it was 22.01 on average.")
    history = {AUGUST: {BRAM: amount("5.00")}, SEPTEMBER: {NOOR: amount("20.00")}}
    lines = [wanted_line("30.00"), wanted_line("25.00", pay_key("2101")), wanted_line("99.00", pay_key(employee=SOFIE))]
    (finding,) = unusual_hours(selection(Part.HOURS), lines, history, NAMES, SETTINGS)
    assert (finding.employee, dict(finding.details)["hours"], dict(finding.details)["periods"]) == (
        NOOR,
        "55.00",
        "2026-09",
    )


def test_without_the_box_of_hours_nothing_is_unusual() -> None:
    assert unusual("60.00", "20.00", chosen=selection(Part.DAYS)) == []
    assert unusual("60.00", "20.00", chosen=selection(Part.HOURS, people=[BRAM])) == []


# -- thresholds -------------------------------------------------------------------------------------------------------


def test_only_warnings_can_be_switched_off() -> None:
    assert {FINDINGS[code].reach for code in SWITCHABLE} == {Reach.NOTHING}


def test_a_change_leaves_what_it_does_not_name() -> None:
    before = replace(SETTINGS, off=frozenset({"zero-time", "paid-on-top"}))
    change = FindingChange(longest_shift=720, on=frozenset({"paid-on-top"}), off=frozenset({"unusual-hours"}))
    after = change.applied_to(before)
    assert after == replace(SETTINGS, longest_shift=720, off=frozenset({"zero-time", "unusual-hours"}))
    after.check()


@pytest.mark.parametrize("code", ["own-link-sent", "pending-entry", "entry-twice", "no-such-kind"])
def test_what_cannot_be_switched(code: str) -> None:
    for change in (FindingChange(on=frozenset({code})), FindingChange(off=frozenset({code}))):
        with pytest.raises(ProductError) as refused:
            change.applied_to(SETTINGS)
        assert (refused.value.code, refused.value.details["code"]) == ("finding-always-on", code)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (FindingChange(longest_shift=59), "longest-shift"),
        (FindingChange(longest_shift=1441), "longest-shift"),
        (FindingChange(unusual_percent=0), "unusual-percent"),
        (FindingChange(unusual_percent=1001), "unusual-percent"),
        (FindingChange(unusual_hours=Amount(-1)), "unusual-hours"),
        (FindingChange(unusual_hours=Amount(100_000)), "unusual-hours"),
        (FindingChange(unusual_periods=0), "unusual-periods"),
        (FindingChange(unusual_periods=14), "unusual-periods"),
    ],
)
def test_thresholds_have_bounds(change: FindingChange, named: str) -> None:
    with pytest.raises(ProductError) as refused:
        change.applied_to(SETTINGS).check()
    assert (refused.value.code, refused.value.details["threshold"]) == ("threshold-invalid", named)


@pytest.mark.parametrize(
    "change",
    [
        FindingChange(60, 1, Amount(0), 1),
        FindingChange(1440, 1000, Amount(99_999), 13),
    ],
)
def test_the_bounds_themselves_are_allowed(change: FindingChange) -> None:
    change.applied_to(SETTINGS).check()
