"""Allowances: how they are written, which definition holds, and where the minutes of a shift go."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, time, timedelta
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from domain.allowance import (
    Allowance,
    AllowanceKind,
    HolidayDates,
    Window,
    allowances_on,
    grouped,
    with_allowance,
    without_allowance,
)
from domain.allowance_minutes import allocate, clock_needed, columns_missing, years_unknown
from domain.amount import Amount
from domain.errors import ProductError
from domain.hours import AMSTERDAM, StatedHours, read_shift
from domain.timecard import Extra, PersonRef, Timecard, TimecardKind, TimecardStatus

UNSOCIAL, HOLIDAY, FUNCTION = AllowanceKind.UNSOCIAL, AllowanceKind.HOLIDAY, AllowanceKind.FUNCTION
MINUTE = timedelta(minutes=1)
Minutes = Mapping[str, Fraction]


def unsocial(name: str, *windows: str, percentage: str = "50", group: str | None = None, **values: object) -> Allowance:
    parsed = tuple(map(Window.parse, windows))
    made = Allowance(name, UNSOCIAL, Amount.parse(percentage), group, windows=parsed)
    return replace(made, **values)  # type: ignore[arg-type]


def holiday(name: str, *days: date, percentage: str = "100", group: str | None = None) -> Allowance:
    return Allowance(name, HOLIDAY, Amount.parse(percentage), group, holidays=(HolidayDates("a day", days),))


def function(name: str, percentage: str = "25", group: str | None = None, **values: object) -> Allowance:
    made = Allowance(name, FUNCTION, Amount.parse(percentage), group)
    return replace(made, **values)  # type: ignore[arg-type]


def shift(day: str, clock: str, pause: int = 0, stated: int | None = None, **values: object) -> Timecard:
    """``clock`` is ``20:00-04:00``; ``stated`` are hours that decide between two readings."""
    start, end = (time.fromisoformat(text) for text in clock.split("-"))
    said = None if stated is None else StatedHours.of_minutes(stated)
    times, _ = read_shift(date.fromisoformat(day), start, end, pause, said)
    return card(day, times=times, **values)


def card(day: str, **values: object) -> Timecard:
    kind, status = TimecardKind.WORKED, TimecardStatus.APPROVED
    made = Timecard("eitje", "1", PersonRef("Noor"), date.fromisoformat(day), kind, status, "De Kade", "Bar")
    return replace(made, **values)  # type: ignore[arg-type]


def no_code(_name: str) -> str | None:
    return None


def minutes(worked: Timecard, *allowances: Allowance, code_of: Callable[[str], str | None] = no_code) -> Minutes:
    return allocate(worked, allowances, code_of).minutes


NIGHT = unsocial("night", "daily 22:00-06:00")


# -- windows ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("sat 22:00-06:00", "sat 22:00-06:00"),
        ("za 22:00 - 06:00", "sat 22:00-06:00"),
        ("mon-fri 20:00-24:00", "mon-fri 20:00-24:00"),
        ("Zaterdag,zondag 0:00-24:00", "sat-sun 00:00-24:00"),
        ("fri-mon 1:30-2:30", "mon,fri-sun 01:30-02:30"),
        ("daily 00:00-07:00", "daily 00:00-07:00"),
        ("22:00-06:00", "daily 22:00-06:00"),
        ("wo 22:00-00:00", "wed 22:00-00:00"),
    ],
)
def test_a_window_is_written_in_days_and_times(text: str, written: str) -> None:
    assert str(Window.parse(text)) == written
    assert Window.parse(written) == Window.parse(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "window-not-readable"),
        ("sat", "window-not-readable"),
        ("someday 22:00-06:00", "window-not-readable"),
        ("mon-someday 22:00-06:00", "window-not-readable"),
        ("sat 22:00-24:01", "window-not-readable"),
        ("sat 24:00-06:00", "window-not-readable"),
        ("sat 22:60-06:00", "window-not-readable"),
        ("sat 06:00-06:00", "window-ends-equal"),
        ("sat 00:00-00:00", "window-ends-equal"),
    ],
)
def test_what_is_no_window(text: str, code: str) -> None:
    with pytest.raises(ProductError) as raised:
        Window.parse(text)
    assert raised.value.code == code


# -- minutes ----------------------------------------------------------------------------------------------------------


def test_a_break_takes_its_share() -> None:
    # 20:00-04:00 is 480 minutes, of which 360 after 22:00; of the 480, 450 are paid.
    assert minutes(shift("2026-10-06", "20:00-04:00", 30), NIGHT) == {"night": Fraction(675, 2)}


def test_the_weekday_of_a_window_is_the_day_on_which_it_begins() -> None:
    saturday = unsocial("saturday", "sat 22:00-06:00")
    assert minutes(shift("2026-10-10", "20:00-04:00"), saturday) == {"saturday": 360}  # Saturday into Sunday
    assert minutes(shift("2026-10-09", "20:00-04:00"), saturday) == {}  # Friday into Saturday
    assert minutes(shift("2026-10-11", "04:00-08:00"), saturday) == {"saturday": 120}  # Sunday morning


def test_windows_of_one_allowance_are_merged_first() -> None:
    both = unsocial("late", "daily 20:00-24:00", "daily 22:00-06:00")
    assert minutes(shift("2026-10-06", "19:00-03:00"), both) == {"late": 420}


def test_different_allowances_each_count() -> None:
    sunday = unsocial("sunday", "sun 00:00-24:00")
    worked = shift("2026-10-11", "20:00-04:00")
    assert minutes(worked, NIGHT, sunday) == {"night": 360, "sunday": 240}


def test_twenty_four_hours_may_be_an_end() -> None:
    worked = shift("2026-10-10", "20:00-04:00")
    assert minutes(worked, unsocial("evening", "sat 18:00-24:00")) == {"evening": 240}
    assert minutes(worked, unsocial("evening", "sat 18:00-00:00")) == {"evening": 240}


def test_the_night_the_clock_goes_back() -> None:
    # 18:00 to 04:00 is eleven hours; from 22:00 on it is seven.
    assert minutes(shift("2026-10-24", "18:00-04:00"), NIGHT) == {"night": 420}
    # With a break of an hour, 420 × 600 ÷ 660.
    assert minutes(shift("2026-10-24", "18:00-04:00", 60), NIGHT) == {"night": Fraction(4200, 11)}


def test_an_hour_that_comes_twice_counts_twice_by_the_clock() -> None:
    worked = shift("2026-10-24", "22:00-06:00", stated=540)
    assert minutes(worked, unsocial("small hours", "sun 02:00-03:00")) == {"small hours": 120}
    assert minutes(worked, unsocial("until half past", "daily 22:00-02:30")) == {"until half past": 300}


def test_the_night_the_clock_goes_forward() -> None:
    # 18:00 to 04:00 is nine hours; from 22:00 on it is five.
    assert minutes(shift("2026-03-28", "18:00-04:00"), NIGHT) == {"night": 300}
    assert minutes(shift("2026-03-28", "18:00-04:00"), unsocial("skipped", "sun 02:00-03:00")) == {}
    assert minutes(shift("2026-03-28", "18:00-04:00"), unsocial("from half past", "sun 02:30-06:00")) == {
        "from half past": 60
    }


def test_a_public_holiday_is_from_midnight_to_midnight_where_it_was_worked() -> None:
    new_year = holiday("holiday", date(2027, 1, 1))
    assert minutes(shift("2026-12-31", "20:00-04:00"), new_year) == {"holiday": 240}
    assert minutes(shift("2027-01-01", "20:00-04:00"), new_year) == {"holiday": 240}
    assert minutes(shift("2027-01-02", "00:00-04:00"), new_year) == {}


def test_a_public_holiday_in_the_night_of_the_clock() -> None:
    # Easter Sunday 2024 was the day on which the clock went forward: 23 hours.
    easter = holiday("holiday", date(2024, 3, 31))
    assert minutes(shift("2024-03-30", "23:00-08:00"), easter) == {"holiday": 420}


# -- exclusive groups -------------------------------------------------------------------------------------------------


def test_in_a_group_each_minute_goes_to_the_highest_percentage() -> None:
    night = unsocial("night", "daily 22:00-06:00", percentage="30", group="g")
    sunday = unsocial("sunday", "sun 00:00-24:00", percentage="50", group="g")
    worked = shift("2026-10-10", "20:00-04:00")  # Saturday: two hours at night, then four on Sunday
    assert minutes(worked, night, sunday) == {"night": 120, "sunday": 240}
    stretches = allocate(worked, [night, sunday], no_code).stretches
    assert [(each.minutes, each.paid, each.gave_way) for each in stretches] == [
        (120, (), ()),
        (120, ("night",), ()),
        (240, ("sunday",), ("night",)),
    ]


def test_of_equal_percentages_the_lower_code_goes_first() -> None:
    night = unsocial("night", "daily 22:00-06:00", group="g")
    sunday = unsocial("sunday", "sun 00:00-24:00", group="g")
    worked = shift("2026-10-11", "22:00-23:00")
    codes = {"night": "900", "sunday": "1000"}
    assert minutes(worked, night, sunday, code_of=codes.get) == {"night": 60}  # 900 is lower than 1000
    codes = {"night": "6150", "sunday": "6050"}
    assert minutes(worked, night, sunday, code_of=codes.get) == {"sunday": 60}
    assert minutes(worked, night, sunday, code_of={"sunday": "9"}.get) == {"sunday": 60}  # without a code: last


def test_groups_do_not_concern_each_other() -> None:
    night = unsocial("night", "daily 22:00-06:00", group="g")
    sunday = unsocial("sunday", "sun 00:00-24:00", group="h")
    free = unsocial("free", "sun 20:00-24:00")
    assert minutes(shift("2026-10-11", "22:00-23:00"), night, sunday, free) == {"night": 60, "sunday": 60, "free": 60}


# -- functions --------------------------------------------------------------------------------------------------------


def test_a_function_counts_the_whole_shift_of_its_teams() -> None:
    barista = function("barista", teams=("Bar", "Terras"))
    assert minutes(shift("2026-10-06", "10:00-18:00", 30), barista) == {"barista": 450}
    assert minutes(shift("2026-10-06", "10:00-18:00", 30, team="Keuken"), barista) == {}
    assert minutes(shift("2026-10-06", "10:00-18:00", 30, team=None), barista) == {}
    assert minutes(card("2026-10-06", stated=StatedHours.of_hundredths(733)), barista) == {
        "barista": Fraction(4398, 10)
    }


def test_a_function_by_the_type_of_the_shift() -> None:
    trainer = function("trainer", shift_types=("Training gegeven",))
    assert minutes(shift("2026-10-06", "10:00-12:00", shift_type="training_gegeven"), trainer) == {"trainer": 120}
    assert minutes(shift("2026-10-06", "10:00-12:00"), trainer) == {}


def test_a_function_by_a_column_of_the_file() -> None:
    cold = function("cold store", column="Vriescel")
    some = shift("2026-10-06", "10:00-18:00", 30, extras=(Extra("vriescel", 900),))
    assert minutes(some, cold) == {"cold store": 90}
    whole = shift("2026-10-06", "10:00-18:00", 30, extras=(Extra("vriescel", None),))
    assert minutes(whole, cold) == {"cold store": 450}
    empty = shift("2026-10-06", "10:00-18:00", 30, extras=(Extra("vriescel", 0),))
    assert minutes(empty, cold) == {}
    assert columns_missing(empty, [cold]) == ()
    assert columns_missing(shift("2026-10-06", "10:00-18:00"), [cold]) == (cold,)


def test_a_function_in_a_group_with_a_night() -> None:
    barista = function("barista", "60", "g", teams=("Bar",))
    night = unsocial("night", "daily 22:00-06:00", group="g", percentage="100")
    assert minutes(shift("2026-10-06", "20:00-00:00"), barista, night) == {
        "barista": 120,
        "night": 120,
    }


# -- what cannot be said ----------------------------------------------------------------------------------------------


def test_without_times_nothing_is_known_of_what_depends_on_the_clock() -> None:
    free, tied = function("free", teams=("Bar",)), function("tied", group="g", teams=("Bar",))
    night = unsocial("night", "daily 22:00-06:00", group="g")
    stated = card("2026-10-06", stated=StatedHours.of_minutes(480))
    assert clock_needed(stated, [free, tied, night]) == (tied, night)
    assert clock_needed(card("2026-10-06", stated=StatedHours(0)), [night]) == ()
    assert clock_needed(shift("2026-10-06", "10:00-18:00"), [night]) == ()


def test_a_break_longer_than_the_shift_and_a_shift_of_nothing_give_nothing() -> None:
    assert minutes(shift("2026-10-06", "23:00-23:30", 60), NIGHT) == {}
    assert minutes(shift("2026-10-06", "23:00-23:00"), NIGHT) == {}


def test_a_year_of_which_the_holidays_are_not_known() -> None:
    new_year = holiday("holiday", date(2026, 1, 1), date(2027, 1, 1))
    assert years_unknown(shift("2027-12-31", "20:00-23:00"), [new_year, NIGHT]) == ()
    assert years_unknown(shift("2027-12-31", "20:00-04:00"), [new_year, NIGHT]) == (new_year,)


# -- definitions ------------------------------------------------------------------------------------------------------


def test_a_definition_holds_from_its_first_day() -> None:
    old, new = NIGHT, unsocial("night", "daily 23:00-06:00", valid_from=date(2026, 7, 1))
    both, before = with_allowance((old,), new)
    assert before is None
    assert allowances_on(both, date(2026, 6, 30)) == (old,)
    assert allowances_on(both, date(2026, 7, 1)) == (new,)
    again, before = with_allowance(both, replace(new, percentage=Amount.parse("40")))
    assert (len(again), before) == (2, new)


def test_an_allowance_stops_or_goes() -> None:
    old, new = NIGHT, unsocial("night", "daily 23:00-06:00", valid_from=date(2026, 7, 1))
    other = unsocial("sunday", "sun 00:00-24:00")
    stopped = without_allowance((old, new, other), "night", date(2026, 10, 1))
    assert allowances_on(stopped, date(2026, 9, 30)) == (replace(new, valid_until=date(2026, 9, 30)), other)
    assert allowances_on(stopped, date(2026, 10, 1)) == (other,)
    earlier = without_allowance((old, new, other), "night", date(2026, 7, 1))
    assert allowances_on(earlier, date(2026, 7, 1)) == (other,)
    assert allowances_on(earlier, date(2026, 6, 30)) == (replace(old, valid_until=date(2026, 6, 30)), other)
    assert without_allowance((old, new, other), "night", None) == (other,)
    with pytest.raises(ProductError) as raised:
        without_allowance((old,), "evening", None)
    assert raised.value.code == "allowance-unknown"


def test_a_group_from_a_day_on() -> None:
    sunday = unsocial("sunday", "sun 00:00-24:00")
    since = date(2026, 7, 1)
    found = grouped((NIGHT, sunday), ["night", "sunday"], "g", since)
    assert [each.group for each in allowances_on(found, date(2026, 6, 30))] == [None, None]
    assert [each.group for each in allowances_on(found, since)] == ["g", "g"]
    assert grouped(grouped((NIGHT, sunday), ["night"], "g", None), ["night"], None, None) == (NIGHT, sunday)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (unsocial("", "daily 22:00-06:00"), "allowance-name-needed"),
        (unsocial("night", "daily 22:00-06:00", percentage="0"), "allowance-percentage"),
        (unsocial("night", "daily 22:00-06:00", percentage="1000.01"), "allowance-percentage"),
        (unsocial("night"), "allowance-window-needed"),
        (Allowance("day", HOLIDAY, Amount(100)), "allowance-holiday-needed"),
        (function("cook"), "allowance-function-needed"),
        (unsocial("night", "daily 22:00-06:00", teams=("Bar",)), "allowance-field-of-other-kind"),
        (function("cook", teams=("Keuken",), windows=NIGHT.windows), "allowance-field-of-other-kind"),
        (function("cook", teams=("Keuken",), column="kok"), "allowance-function-needed"),
        (function("cook", group="g", column="kok"), "allowance-column-in-group"),
        (
            replace(NIGHT, valid_from=date(2026, 2, 1), valid_until=date(2026, 1, 31)),
            "allowance-ends-before-start",
        ),
    ],
)
def test_what_no_allowance_can_be(wrong: Allowance, code: str) -> None:
    with pytest.raises(ProductError) as raised:
        with_allowance((), wrong)
    assert raised.value.code == code


# -- laws -------------------------------------------------------------------------------------------------------------

CLOCKS = st.integers(0, 95).map(lambda quarter: quarter * 15)


@st.composite
def windows(draw: st.DrawFn) -> Window:
    days = tuple(sorted(draw(st.sets(st.integers(0, 6), min_size=1))))
    start = draw(CLOCKS)
    end = draw(st.integers(1, 96).map(lambda quarter: quarter * 15).filter(lambda end: end != start))
    return Window(days, start, end)


@given(
    day=st.sampled_from([date(2026, 3, 28), date(2026, 10, 24), date(2026, 10, 10), date(2026, 12, 31)]),
    start=st.integers(18, 23),
    hours=st.integers(5, 8),
    pause=st.integers(0, 60),
    one=st.lists(windows(), min_size=1, max_size=3),
    two=st.lists(windows(), min_size=1, max_size=2),
    together=st.booleans(),
)
def test_cut_by_cut_is_the_same_as_minute_by_minute(
    day: date, start: int, hours: int, pause: int, one: list[Window], two: list[Window], together: bool
) -> None:
    assume((start + hours) % 24 != 2)  # in March there is no such time
    group = "g" if together else None
    first = Allowance("one", UNSOCIAL, Amount(5000), group, windows=tuple(one))
    second = Allowance("two", UNSOCIAL, Amount(3000), group, windows=tuple(two))
    worked = shift(day.isoformat(), f"{start}:00-{(start + hours) % 24:02d}:00", pause)
    assert worked.times is not None
    expected = {"one": 0, "two": 0}
    for stretch in range(worked.times.elapsed_minutes):
        local = (worked.times.start + stretch * MINUTE).astimezone(AMSTERDAM)
        if first.shows(local):
            expected["one"] += 1
        if second.shows(local) and not (together and first.shows(local)):
            expected["two"] += 1
    share = Fraction(worked.times.net_minutes, worked.times.elapsed_minutes)
    assert minutes(worked, first, second) == {name: count * share for name, count in expected.items() if count}
