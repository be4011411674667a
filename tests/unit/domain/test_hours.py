"""Clock times of a shift: over midnight, across both clock changes, against the hours that a source states."""

from datetime import UTC, date, datetime, time
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.hours import NoSuchClockTime, ShiftTimes, StatedHours, TimeNote, read_shift

ORDINARY = date(2026, 10, 5)
BACK = date(2026, 10, 24)  # the night to 25 October: 03:00 becomes 02:00
FORWARD = date(2026, 3, 28)  # the night to 29 March: 02:00 becomes 03:00
TWICE = frozenset({TimeNote.CLOCK_TIME_TWICE})
DISAGREE = frozenset({TimeNote.HOURS_DISAGREE})


def shift(
    day: date, text: str, pause: int = 0, stated: StatedHours | None = None, begins: str = "00:00"
) -> tuple[int, frozenset[TimeNote]]:
    start, end = (time.fromisoformat(clock) for clock in text.split("-"))
    times, notes = read_shift(day, start, end, pause, stated, time.fromisoformat(begins))
    return times.net_minutes, notes


def hhmm(hours: int, minutes: int = 0) -> StatedHours:
    return StatedHours.of_minutes(hours * 60 + minutes)


@pytest.mark.parametrize(
    ("text", "pause", "net"),
    [
        ("10:00-18:00", 30, 450),
        ("16:00-00:30", 30, 480),  # over midnight
        ("18:00-01:30", 0, 450),
        ("23:59-00:00", 0, 1),
        ("00:00-23:59", 0, 1439),
        ("09:00-09:00", 0, 0),  # equal: nothing, not a whole day
        ("09:00-08:59", 0, 1439),  # end before start: the next day
    ],
)
def test_net_time_is_elapsed_time_less_the_break(text: str, pause: int, net: int) -> None:
    assert shift(ORDINARY, text, pause) == (net, frozenset())


@pytest.mark.parametrize(
    ("day", "text", "net"),
    [
        (BACK, "18:00-04:00", 11 * 60),  # one hour more than the clock says
        (BACK, "22:00-03:00", 6 * 60),
        (FORWARD, "18:00-04:00", 9 * 60),  # one hour less
        (FORWARD, "22:00-03:00", 4 * 60),
        (date(2026, 10, 25), "01:00-05:00", 5 * 60),  # the shift of the Sunday itself
        (date(2026, 3, 29), "01:00-05:00", 3 * 60),
        (date(2026, 10, 25), "10:00-18:00", 8 * 60),  # by day nothing changes
        (date(2026, 3, 29), "10:00-18:00", 8 * 60),
        (date(2026, 7, 1), "18:00-04:00", 10 * 60),
    ],
)
def test_real_time_counts_when_the_clock_changes(day: date, text: str, net: int) -> None:
    assert shift(day, text) == (net, frozenset())


def test_instants_are_kept_in_utc() -> None:
    times, _ = read_shift(BACK, time(23), time(4), 0)
    assert times.start == datetime(2026, 10, 24, 21, tzinfo=UTC)
    assert times.end == datetime(2026, 10, 25, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("stated", "net", "notes"),
    [
        (None, 510, TWICE),  # 18:00 to the first 02:30
        (hhmm(8, 30), 510, frozenset()),
        (hhmm(9, 30), 570, frozenset()),  # the hours say that the second was meant
        (hhmm(7), 510, TWICE | DISAGREE),
    ],
)
def test_a_clock_time_that_occurs_twice_takes_the_reading_that_agrees(
    stated: StatedHours | None, net: int, notes: frozenset[TimeNote]
) -> None:
    assert shift(BACK, "18:00-02:30", 0, stated) == (net, notes)


@pytest.mark.parametrize(
    ("stated", "net", "notes"),
    [(None, 330 + 60, TWICE), (hhmm(5, 30), 330, frozenset()), (hhmm(6, 30), 390, frozenset())],
)
def test_a_start_that_occurs_twice_takes_the_first_unless_the_hours_decide(
    stated: StatedHours | None, net: int, notes: frozenset[TimeNote]
) -> None:
    assert shift(date(2026, 10, 25), "02:30-08:00", 0, stated) == (net, notes)


@pytest.mark.parametrize(
    ("stated", "net", "notes"),
    [
        (None, 30, TWICE),  # 02:40 summer time to 02:10 winter time, not a day later
        (hhmm(0, 30), 30, frozenset()),
        (hhmm(24, 30), 24 * 60 + 30, frozenset()),  # a whole day, if the hours say so
    ],
)
def test_an_end_before_the_start_may_lie_in_the_same_repeated_hour(
    stated: StatedHours | None, net: int, notes: frozenset[TimeNote]
) -> None:
    assert shift(date(2026, 10, 25), "02:40-02:10", 0, stated) == (net, notes)


@pytest.mark.parametrize("text", ["18:00-02:30", "22:00-02:00", "02:15-06:00"])
def test_a_clock_time_that_was_skipped_does_not_exist(text: str) -> None:
    day = FORWARD if text[0] != "0" else date(2026, 3, 29)
    with pytest.raises(NoSuchClockTime, match="29"):
        shift(day, text)


def test_the_evening_after_the_clock_went_forward_is_an_ordinary_one() -> None:
    assert shift(date(2026, 3, 29), "18:00-02:30") == (510, frozenset())


@pytest.mark.parametrize(
    ("text", "begins", "start"),
    [
        ("01:00-03:00", "06:00", datetime(2026, 10, 5, 23, tzinfo=UTC)),  # 6 October 01:00 in summer time
        ("05:59-09:00", "06:00", datetime(2026, 10, 6, 3, 59, tzinfo=UTC)),
        ("06:00-09:00", "06:00", datetime(2026, 10, 5, 4, tzinfo=UTC)),  # the boundary itself is the day
        ("01:00-03:00", "00:00", datetime(2026, 10, 4, 23, tzinfo=UTC)),
        ("23:00-02:00", "06:00", datetime(2026, 10, 5, 21, tzinfo=UTC)),
    ],
)
def test_a_start_before_the_new_day_begins_lies_on_the_next_day(text: str, begins: str, start: datetime) -> None:
    first, last = (time.fromisoformat(clock) for clock in text.split("-"))
    assert read_shift(ORDINARY, first, last, 0, None, time.fromisoformat(begins))[0].start == start


def test_a_day_begins_at_midnight_unless_the_venue_says_otherwise() -> None:
    times, _ = read_shift(ORDINARY, time(0), time(3), 0)
    assert times.start == datetime(2026, 10, 4, 22, tzinfo=UTC)


def test_the_night_of_the_change_is_found_through_the_new_day() -> None:
    # 00:30 to 04:00 registered on Saturday with a day that begins at 06:00 was worked on Sunday 25 October.
    assert shift(BACK, "00:30-04:00", begins="06:00") == (270, frozenset())
    assert shift(BACK, "00:30-04:00") == (210, frozenset())


@pytest.mark.parametrize(("pause", "too_long"), [(60, False), (61, True)])
def test_a_break_longer_than_the_shift_is_noticed_and_gives_zero(pause: int, too_long: bool) -> None:
    times, _ = read_shift(ORDINARY, time(9), time(10), pause)
    assert (times.break_too_long, times.net_minutes) == (too_long, 0)


def test_seconds_are_dropped() -> None:
    times, _ = read_shift(ORDINARY, time(9, 0, 59), time(10, 0, 1), 0)
    assert times.net_minutes == 60


@pytest.mark.parametrize(
    ("stated", "agrees"),
    [
        (hhmm(7, 30), True),
        (hhmm(7, 29), False),  # a whole minute
        (hhmm(7, 31), False),
        (StatedHours.of_hundredths(750), True),
        (StatedHours.of_hundredths(751), True),  # 7.51 h is 450.6 minutes: less than a minute
        (StatedHours.of_hundredths(752), False),  # 451.2
        (StatedHours.of_hundredths(740, decimals=1), False),  # 7,4 shown: anything from 441 to 447
        (StatedHours.of_hundredths(750, decimals=1), True),
    ],
)
def test_times_lead_and_hours_that_disagree_are_noted(stated: StatedHours, agrees: bool) -> None:
    assert shift(ORDINARY, "10:00-18:00", 30, stated) == (450, frozenset() if agrees else DISAGREE)


def test_one_decimal_may_be_three_minutes_off() -> None:
    assert StatedHours.of_hundredths(740, decimals=1).agrees_with(Fraction(447))
    assert not StatedHours.of_hundredths(740, decimals=1).agrees_with(Fraction(448))


def test_decimal_hours_are_exact() -> None:
    assert StatedHours.of_hundredths(733).minutes == Fraction("439.8")
    assert sum([StatedHours.of_hundredths(733).minutes] * 3) / 60 == Fraction("21.99")


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)), st.times(), st.times(), st.integers(0, 180))
def test_a_shift_never_runs_backwards_nor_longer_than_a_day_and_an_hour(
    day: date, start: time, end: time, pause: int
) -> None:
    try:
        times, _ = read_shift(day, start, end, pause)
    except NoSuchClockTime:
        return
    assert 0 <= times.elapsed_minutes <= 25 * 60
    assert times.net_minutes == max(0, times.elapsed_minutes - pause)


def test_a_shift_given_as_instants() -> None:
    times = ShiftTimes(datetime(2026, 10, 5, 8, tzinfo=UTC), datetime(2026, 10, 5, 9, 30, 59, tzinfo=UTC), 15)
    assert (times.elapsed_minutes, times.net_minutes) == (90, 75)


def test_decimal_hours_may_be_off_by_half_of_their_last_decimal() -> None:
    assert StatedHours.of_hundredths(733).within == Fraction(3, 10)  # 0.005 h
    assert StatedHours.of_hundredths(730, decimals=1).within == 3  # 0.05 h
    assert StatedHours.of_hundredths(700, decimals=0).within == 30  # 0.5 h
    assert StatedHours.of_minutes(440).within == 0


def test_a_clock_time_is_taken_as_the_clock_showed_it_whatever_else_a_cell_holds() -> None:
    times, _ = read_shift(ORDINARY, time(10, 0, 0, 500_000), time(11, tzinfo=UTC), 0)
    assert times == ShiftTimes(datetime(2026, 10, 5, 8, 0, tzinfo=UTC), datetime(2026, 10, 5, 9, 0, tzinfo=UTC), 0)
