"""When daily work is due, and when a company is reminded."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from domain.errors import ProductError
from domain.schedule import DailyRun, Reminder, last_slot
from domain.terms import CompanyId, ContractType
from domain.wage_period import PeriodLength, new_calendar

ONE = CompanyId("1")
NOW = datetime(2026, 11, 4, 21, 0, tzinfo=UTC)
HALF_HOUR = timedelta(minutes=30)


@pytest.mark.parametrize(
    ("run", "in_the_way"),
    [
        (DailyRun(NOW.date(), "a", NOW, NOW + HALF_HOUR), True),
        (DailyRun(NOW.date(), "a", NOW, NOW), False),
        (DailyRun(NOW.date(), "a", NOW, NOW, attempts=2), False),
        (DailyRun(NOW.date(), "a", NOW, NOW, attempts=3), True),
        (DailyRun(NOW.date(), "a", NOW, None, ended_at=NOW), True),
    ],
)
def test_when_a_day_is_taken(run: DailyRun, in_the_way: bool) -> None:
    assert run.stands_in_the_way(NOW) is in_the_way


@pytest.mark.parametrize(
    ("moment", "at", "day", "slot"),
    [
        # Before and after the clocks went back on 25 October 2026: 22:00 is 20:00, then 21:00 in UTC.
        ("2026-10-24T20:00:00", time(22), date(2026, 10, 24), "2026-10-24T20:00:00"),
        ("2026-10-25T20:30:00", time(22), date(2026, 10, 24), "2026-10-24T20:00:00"),
        ("2026-10-25T21:00:00", time(22), date(2026, 10, 25), "2026-10-25T21:00:00"),
        # The night in which 02:30 does not exist.
        ("2026-03-29T12:00:00", time(2, 30), date(2026, 3, 29), "2026-03-29T01:30:00"),
        ("2026-01-01T00:30:00", time(22), date(2025, 12, 31), "2025-12-31T21:00:00"),
    ],
)
def test_the_last_moment_at_which_it_was_due(moment: str, at: time, day: date, slot: str) -> None:
    found, when = last_slot(datetime.fromisoformat(moment).replace(tzinfo=UTC), at)
    assert (found, when.astimezone(UTC)) == (day, datetime.fromisoformat(slot).replace(tzinfo=UTC))


def due(reminder: Reminder, today: date, length: PeriodLength = PeriodLength.MONTH) -> list[str]:
    start = date(2025, 12, 29) if length is PeriodLength.FOUR_WEEKS else date(2026, 1, 1)
    year = new_calendar(ONE, ContractType.ZERO_HOURS, length, start)
    return [str(period.ref) for _, period in reminder.due([year], today)]


@pytest.mark.parametrize(
    ("reminder", "today", "periods"),
    [
        (Reminder(ONE), date(2026, 10, 27), []),
        (Reminder(ONE), date(2026, 10, 28), ["2026-10"]),
        (Reminder(ONE), date(2026, 10, 31), ["2026-10"]),
        (Reminder(ONE), date(2026, 11, 1), []),
        (Reminder(ONE, 0), date(2026, 10, 30), []),
        (Reminder(ONE, 0), date(2026, 10, 31), ["2026-10"]),
        # The payroll office runs October on 5 November: remind from the 3rd on.
        (Reminder(ONE, 2, 5), date(2026, 11, 2), []),
        (Reminder(ONE, 2, 5), date(2026, 11, 3), ["2026-10"]),
        (Reminder(ONE, 2, 5), date(2026, 11, 6), []),
        (Reminder(ONE, None, 5), date(2026, 11, 3), []),
        (Reminder(ONE, 27, 30), date(2026, 11, 5), ["2026-10"]),
    ],
)
def test_when_a_company_is_reminded(reminder: Reminder, today: date, periods: list[str]) -> None:
    assert due(reminder, today) == periods


def test_the_thirteenth_period_of_four_weeks_closes_when_its_fifth_week_ends() -> None:
    assert due(Reminder(ONE), date(2026, 12, 27), PeriodLength.FOUR_WEEKS) == []
    assert due(Reminder(ONE), date(2027, 1, 3), PeriodLength.FOUR_WEEKS) == ["2026-13"]


@pytest.mark.parametrize("wrong", [{"days": -1}, {"days": 28}, {"run_after": -1}, {"run_after": 61}])
def test_nonsense_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ProductError) as refused:
        replace(Reminder(ONE), **wrong).check()
    assert refused.value.code == "reminder-out-of-range"
