"""Wage calendars: months, four weeks and weeks from any day, leap and 53-week years, and years side by side."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import ProductError
from domain.wage_period import (
    PeriodLength,
    PeriodRef,
    WageCalendar,
    WagePeriod,
    count_of_periods,
    find_period,
    join_years,
    moved_periods,
    new_calendar,
    period_of_day,
    periods_apart,
    propose_next,
)
from tests.unit.domain.samples import KADE, ZERO_HOURS

MONTH, FOUR_WEEKS, WEEK = PeriodLength.MONTH, PeriodLength.FOUR_WEEKS, PeriodLength.WEEK


def calendar(start: str, length: PeriodLength = MONTH, year: int | None = None) -> WageCalendar:
    return new_calendar(KADE, ZERO_HOURS, length, date.fromisoformat(start), year)


def starts(year: WageCalendar) -> list[str]:
    return [f"{period.start:%d-%m}" for period in year.periods]


def last(year: WageCalendar) -> str:
    return str(year.periods[-1])


@pytest.mark.parametrize("text", ["2026-10", " 2026-10 "])
def test_a_period_is_written_as_year_and_number(text: str) -> None:
    assert PeriodRef.parse(text) == PeriodRef(2026, 10)
    assert str(PeriodRef.parse("2026-3")) == "2026-03"


@pytest.mark.parametrize("text", ["2026-1", "2026-53", "0001-01", "9998-12"])
def test_the_first_and_the_last_that_can_be_written(text: str) -> None:
    year, number = text.split("-")
    assert PeriodRef.parse(text) == PeriodRef(int(year), int(number))


@pytest.mark.parametrize(
    "text", ["9999-01", "", "2026", "2026-0", "2026-54", "26-10", "2026/10", "0000-01", "2026-10-01", "x"]
)
def test_anything_else_is_no_period(text: str) -> None:
    with pytest.raises(ProductError) as raised:
        PeriodRef.parse(text)
    assert raised.value.code == "period-not-readable"


def test_periods_go_in_the_order_of_time() -> None:
    assert PeriodRef(2025, 13) < PeriodRef(2026, 2) < PeriodRef(2026, 10)


def test_months_from_the_first() -> None:
    year = calendar("2026-01-01")
    assert starts(year) == [f"01-{month:02d}" for month in range(1, 13)]
    assert (last(year), year.last_day) == ("01-12-2026 - 31-12-2026 (2026-12)", date(2026, 12, 31))


def test_months_from_the_31st_are_counted_from_the_chosen_day() -> None:
    year = calendar("2026-01-31")
    expected = [
        "31-01",
        "28-02",
        "31-03",
        "30-04",
        "31-05",
        "30-06",
        "31-07",
        "31-08",
        "30-09",
        "31-10",
        "30-11",
        "31-12",
    ]
    assert starts(year) == expected
    assert year.last_day == date(2027, 1, 30)


def test_months_from_the_28th_stay_on_the_28th() -> None:
    assert set(starts(calendar("2025-12-28"))) == {f"28-{month:02d}" for month in range(1, 13)}


def test_months_from_the_29th_in_leap_and_other_years() -> None:
    assert starts(calendar("2026-01-29"))[1:3] == ["28-02", "29-03"]
    assert starts(calendar("2028-01-29"))[1:3] == ["29-02", "29-03"]


def test_months_from_leap_day() -> None:
    year = calendar("2028-02-29", year=2028)
    assert starts(year)[:3] == ["29-02", "29-03", "29-04"]
    assert (starts(year)[11], year.last_day) == ("29-01", date(2029, 2, 27))  # 2029 would start on 28 February


def test_months_from_the_21st_of_december_belong_to_the_next_year() -> None:
    year = calendar("2025-12-21")
    assert (year.year, str(year.periods[0])) == (2026, "21-12-2025 - 20-01-2026 (2026-01)")
    assert last(year) == "21-11-2026 - 20-12-2026 (2026-12)"


@pytest.mark.parametrize(
    ("start", "year"), [("2026-01-01", 2026), ("2026-01-31", 2026), ("2025-12-01", 2026), ("2025-12-31", 2026)]
)
def test_january_belongs_to_its_year_and_december_to_the_next(start: str, year: int) -> None:
    assert calendar(start).year == year
    assert calendar(start, year=year).year == year


@pytest.mark.parametrize("start", ["2026-02-01", "2026-11-30", "2026-06-15"])
def test_any_other_start_needs_the_year(start: str) -> None:
    with pytest.raises(ProductError) as raised:
        calendar(start)
    assert raised.value.code == "calendar-year-needed"
    assert calendar(start, year=2026).year == 2026


@pytest.mark.parametrize(
    ("start", "year"),
    [
        ("2026-03-01", 2028),
        ("2026-03-01", 2024),
        ("2025-01-01", 2026),  # January speaks for itself: hours of 2025 would be paid in 2026
        ("2026-12-29", 2026),  # and so does December
        ("2026-01-01", 2027),
        ("2026-03-01", 0),
        ("1900-01-01", 1900),
        ("9999-03-01", 9999),
    ],
)
def test_a_year_that_the_start_cannot_have_is_refused(start: str, year: int) -> None:
    with pytest.raises(ProductError) as raised:
        calendar(start, year=year)
    assert raised.value.code == "calendar-start-outside-year"


def test_years_that_a_calendar_can_have() -> None:
    assert [calendar(f"{year}-01-01").periods[0].ref.year for year in (1901, 9998)] == [1901, 9998]


def test_four_weeks_in_a_year_of_53_weeks() -> None:
    year = calendar("2025-12-29", FOUR_WEEKS)
    assert str(year.periods[0]) == "29-12-2025 - 25-01-2026 (2026-01)"
    assert last(year) == "30-11-2026 - 03-01-2027 (2026-13)"
    assert calendar("2027-01-04", FOUR_WEEKS).start == year.last_day + timedelta(days=1)


def test_four_weeks_in_a_year_of_52_weeks() -> None:
    assert last(calendar("2027-01-04", FOUR_WEEKS)) == "06-12-2027 - 02-01-2028 (2027-13)"


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2025-12-29", 53, "28-12-2026 - 03-01-2027 (2026-53)"),
        ("2024-12-30", 52, "22-12-2025 - 28-12-2025 (2025-52)"),
        ("2031-12-29", 53, "27-12-2032 - 02-01-2033 (2032-53)"),
    ],
)
def test_weeks(start: str, count: int, end: str) -> None:
    year = calendar(start, WEEK)
    assert (len(year.periods), last(year)) == (count, end)


@pytest.mark.parametrize(
    ("year", "weeks"), [(2020, 53), (2024, 52), (2025, 52), (2026, 53), (2027, 52), (2031, 52), (2032, 53), (2033, 52)]
)
def test_years_of_53_weeks(year: int, weeks: int) -> None:
    assert [count_of_periods(length, year) for length in (WEEK, FOUR_WEEKS, MONTH)] == [weeks, 13, 12]


def test_four_weeks_of_2032_end_with_five_weeks() -> None:
    final = calendar("2031-12-29", FOUR_WEEKS).periods[-1]
    assert (final.end - final.start).days + 1 == 35


def test_a_period_includes_both_its_ends() -> None:
    october = WagePeriod(PeriodRef(2026, 10), date(2026, 10, 1), date(2026, 10, 31))
    inside = [date(2026, 10, 1), date(2026, 10, 31)]
    outside = [date(2026, 9, 30), date(2026, 11, 1)]
    assert all(october.contains(day) for day in inside)
    assert not any(october.contains(day) for day in outside)


def test_finds_a_period_by_number_and_by_day() -> None:
    years = (calendar("2025-01-01"), calendar("2026-01-01"))
    assert str(find_period(years, PeriodRef(2026, 2))) == "01-02-2026 - 28-02-2026 (2026-02)"
    assert find_period(years, PeriodRef(2026, 13)) is None
    assert find_period(years, PeriodRef(2027, 1)) is None
    assert str(period_of_day(years, date(2025, 12, 31))) == "01-12-2025 - 31-12-2025 (2025-12)"
    assert str(period_of_day(years, date(2026, 1, 1))) == "01-01-2026 - 31-01-2026 (2026-01)"
    assert period_of_day(years, date(2027, 1, 1)) is None


def test_a_next_year_that_follows_at_once_changes_nothing() -> None:
    added = calendar("2027-01-01")
    assert join_years((calendar("2026-01-01"),), added) == (added,)


def test_a_new_start_day_makes_the_last_period_shorter() -> None:
    before, added = join_years((calendar("2026-01-01"),), calendar("2026-12-21"))
    assert (last(before), before.last_day) == ("01-12-2026 - 20-12-2026 (2026-12)", date(2026, 12, 20))
    assert added.start == date(2026, 12, 21)


def test_a_new_start_day_makes_the_last_period_longer() -> None:
    before, _ = join_years((calendar("2025-12-21"),), calendar("2027-01-01"))
    assert last(before) == "21-11-2026 - 31-12-2026 (2026-12)"


def test_a_year_set_after_the_next_one_ends_where_that_begins() -> None:
    (added,) = join_years((calendar("2027-01-04", year=2027),), calendar("2026-01-01"))
    assert last(added) == "01-12-2026 - 03-01-2027 (2026-12)"


def test_a_year_between_two_others_touches_both() -> None:
    years = (calendar("2025-01-01"), calendar("2026-12-21"))
    before, added = join_years(years, calendar("2025-12-21"))
    assert (before.last_day, added.last_day) == (date(2025, 12, 20), date(2026, 12, 20))


@pytest.mark.parametrize(
    ("known", "added", "told"),
    [
        (["2026-01-01"], "2028-01-01", "the days of 2027 would"),
        (["2027-01-01"], "2025-01-01", "the days of 2026 would"),
        (["2024-01-01", "2025-01-01"], "2030-01-01", "the days of 2026 would"),
    ],
)
def test_a_year_that_leaves_a_whole_year_out_is_refused(known: list[str], added: str, told: str) -> None:
    with pytest.raises(ProductError) as raised:
        join_years([calendar(each) for each in known], calendar(added))
    assert raised.value.code == "calendar-year-skipped"
    assert told in raised.value.what()


def test_the_only_year_may_be_set_anew() -> None:
    added = calendar("2026-01-15")
    assert join_years((calendar("2026-01-01"),), added) == (added,)


@pytest.mark.parametrize(
    ("known", "length", "first", "final", "count"),
    [
        ("2026-01-01", MONTH, "01-01-2027 - 31-01-2027 (2027-01)", "01-12-2027 - 31-12-2027 (2027-12)", 12),
        ("2026-01-31", MONTH, "31-01-2027 - 27-02-2027 (2027-01)", "31-12-2027 - 30-01-2028 (2027-12)", 12),
        ("2025-12-21", MONTH, "21-12-2026 - 20-01-2027 (2027-01)", "21-11-2027 - 20-12-2027 (2027-12)", 12),
        ("2025-12-28", MONTH, "28-12-2026 - 27-01-2027 (2027-01)", "28-11-2027 - 27-12-2027 (2027-12)", 12),
        ("2025-12-29", FOUR_WEEKS, "04-01-2027 - 31-01-2027 (2027-01)", "06-12-2027 - 02-01-2028 (2027-13)", 13),
        ("2030-12-30", FOUR_WEEKS, "29-12-2031 - 25-01-2032 (2032-01)", "29-11-2032 - 02-01-2033 (2032-13)", 13),
        ("2025-12-29", WEEK, "04-01-2027 - 10-01-2027 (2027-01)", "27-12-2027 - 02-01-2028 (2027-52)", 52),
        ("2030-12-30", WEEK, "29-12-2031 - 04-01-2032 (2032-01)", "27-12-2032 - 02-01-2033 (2032-53)", 53),
    ],
)
def test_the_next_year_is_proposed(known: str, length: PeriodLength, first: str, final: str, count: int) -> None:
    year = calendar(known, length)
    proposed = propose_next([year])
    assert proposed is not None
    assert (proposed.year, proposed.proposed, year.proposed) == (year.year + 1, True, False)
    assert (str(proposed.periods[0]), last(proposed), len(proposed.periods)) == (first, final, count)


def test_the_proposal_follows_the_last_year_that_is_set() -> None:
    joined = join_years((calendar("2026-01-01"),), calendar("2026-12-21"))
    proposed = propose_next(joined)
    assert proposed is not None
    assert (proposed.year, proposed.start, proposed.last_day) == (2028, date(2027, 12, 21), date(2028, 12, 20))


def test_a_year_named_by_hand_can_be_followed_across_the_turn_of_the_year() -> None:
    proposed = propose_next([calendar("2027-02-01", WEEK, 2028)])  # 52 weeks later it is 31 January 2028
    assert proposed is not None
    assert (proposed.year, proposed.start) == (2029, date(2028, 1, 31))


@given(st.sampled_from(PeriodLength), st.integers(2001, 2060), st.integers(-28, 30))
def test_proposed_years_follow_each_other_without_a_gap(length: PeriodLength, year: int, shift: int) -> None:
    chain = [new_calendar(KADE, ZERO_HOURS, length, date(year, 1, 1) + timedelta(days=shift), year)]
    for _ in range(7):
        proposed = propose_next(chain)
        assert proposed is not None
        assert (proposed.year, proposed.start) == (chain[-1].year + 1, chain[-1].last_day + timedelta(days=1))
        assert len(proposed.periods) == count_of_periods(length, proposed.year)
        assert join_years(chain, proposed) == (proposed,)
        chain.append(proposed)
    if length is not PeriodLength.MONTH:
        assert {calendar.start.weekday() for calendar in chain} == {chain[0].start.weekday()}
        assert abs((chain[-1].start - date(year + 7, 1, 1)).days - shift) <= 6  # whole weeks never drift


def test_nothing_follows_from_nothing_and_after_the_last_year() -> None:
    assert propose_next([]) is None
    assert propose_next([calendar("9998-01-01")]) is None


def test_the_periods_that_a_new_start_moves() -> None:
    shortened, _ = join_years((calendar("2026-01-01"),), calendar("2026-12-21"))
    ((before, after),) = moved_periods(calendar("2026-01-01"), shortened)
    assert (str(before), str(after)) == ("01-12-2026 - 31-12-2026 (2026-12)", "01-12-2026 - 20-12-2026 (2026-12)")
    everything = moved_periods(calendar("2026-01-01"), calendar("2026-01-02"))
    assert [str(before.ref) for before, _ in everything] == [f"2026-{n:02d}" for n in range(1, 13)]
    assert moved_periods(calendar("2026-01-01"), calendar("2026-01-01")) == ()


def test_periods_that_vanish_move_nowhere() -> None:
    weeks = moved_periods(calendar("2025-12-29", WEEK), calendar("2025-12-29", FOUR_WEEKS))
    assert [after for _, after in weeks[13:]] == [None] * 40


@pytest.mark.parametrize(
    ("length", "one", "other", "apart"),
    [
        (MONTH, "2026-10", "2026-10", 0),
        (MONTH, "2026-10", "2026-12", 2),
        (MONTH, "2026-12", "2027-01", 1),
        (MONTH, "2027-02", "2025-11", 15),
        (FOUR_WEEKS, "2026-13", "2027-01", 1),
        (WEEK, "2026-53", "2027-01", 1),
        (WEEK, "2026-01", "2027-01", 53),
        (WEEK, "2025-01", "2026-01", 52),
    ],
)
def test_how_far_two_periods_are_apart(length: PeriodLength, one: str, other: str, apart: int) -> None:
    assert periods_apart(length, PeriodRef.parse(one), PeriodRef.parse(other)) == apart
    assert periods_apart(length, PeriodRef.parse(other), PeriodRef.parse(one)) == apart


def test_a_period_has_as_many_days_as_lie_in_it() -> None:
    assert [period.days for period in calendar("2026-01-01").periods[:3]] == [31, 28, 31]
    assert [period.days for period in calendar("2025-12-29", FOUR_WEEKS).periods[-2:]] == [28, 35]


@pytest.mark.parametrize(
    "start",
    [
        "2026-11-30",  # the last period, 1 to 31 December, would vanish
        "2026-12-01",  # and here have no day left
        "2027-02-01",  # here reach over a whole other period
    ],
)
def test_a_last_period_that_vanishes_or_doubles_is_refused(start: str) -> None:
    with pytest.raises(ProductError) as raised:
        join_years((calendar("2026-01-01"),), calendar(start, year=2027))
    assert raised.value.code == "calendar-overlaps"
    assert f"2026 starts on 2026-12-01; with 2027 starting on {start}" in raised.value.what()


def test_a_start_day_set_by_mistake_can_be_set_right() -> None:
    shortened, _ = join_years((calendar("2026-01-01"),), calendar("2026-12-05"))
    assert last(shortened) == "01-12-2026 - 04-12-2026 (2026-12)"
    restored, _ = join_years((shortened,), calendar("2027-01-01"))
    assert restored == calendar("2026-01-01")


lengths = st.sampled_from(PeriodLength)


@given(lengths, st.dates(date(2000, 1, 1), date(2060, 12, 31)))
def test_a_calendar_covers_each_day_once(length: PeriodLength, start: date) -> None:
    year = new_calendar(KADE, ZERO_HOURS, length, start, start.year + (start.month == 12))
    periods = year.periods
    assert len(periods) == count_of_periods(length, year.year)
    assert (periods[0].start, periods[-1].end) == (start, year.last_day)
    for one, following in pairwise(periods):
        assert one.start <= one.end
        assert following.start == one.end + timedelta(days=1)


@given(lengths, st.integers(2001, 2060), st.integers(-28, 30), st.integers(-28, 30))
def test_two_years_joined_leave_no_day_out_and_none_twice(length: PeriodLength, year: int, one: int, two: int) -> None:
    first, second = (date(each, 1, 1) + timedelta(days=shift) for each, shift in ((year, one), (year + 1, two)))
    before = new_calendar(KADE, ZERO_HOURS, length, first, year)
    final, after = before.periods[-1], new_calendar(KADE, ZERO_HOURS, length, second, year + 1)
    usual, days = (before.last_day - final.start).days + 1, (second - final.start).days
    if not 0 < days < 2 * usual:
        with pytest.raises(ProductError, match="calendar-overlaps"):
            join_years((before,), after)
        return
    *changed, after = join_years((before,), after)
    before = changed[0] if changed else before
    assert after.start == before.last_day + timedelta(days=1)
    assert before.periods[-1].start <= before.last_day


def test_a_last_period_of_one_day_is_a_period() -> None:
    shortened, _ = join_years((calendar("2026-01-01"),), calendar("2026-12-02"))
    assert last(shortened) == "01-12-2026 - 01-12-2026 (2026-12)"


def test_a_calendar_belongs_to_one_company_and_contract_type() -> None:
    year = new_calendar(KADE, ZERO_HOURS, PeriodLength.MONTH, date(2026, 1, 1))
    assert year == WageCalendar(KADE, ZERO_HOURS, 2026, PeriodLength.MONTH, date(2026, 1, 1), date(2026, 12, 31))
