"""The picture of a wage year: its months, with the periods drawn into them. Sizes are in units of the drawing."""

from __future__ import annotations

import calendar as months
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from babel.dates import format_date, get_day_names

from application.show_wage_periods import PeriodUse
from domain.pay_line import PayrollPeriods
from domain.terms import ContractType
from domain.wage_period import PeriodRef, WageCalendar, WagePeriod

CELL_WIDTH: Final = 24
CELL_HEIGHT: Final = 22
GUTTER: Final = 30
"""What stands left of the days: the number of the period that begins in that row."""
HEAD: Final = 18
"""The names of the weekdays."""
DAYS: Final = 7


@dataclass(frozen=True, slots=True)
class PeriodShown:
    """A period with all that is known of it. ``locked`` is the number of its run that is locked in Nmbrs, or None.

    ``runs`` are the numbers of the runs that include it; ``current`` is None when Nmbrs could not be asked.
    """

    period: WagePeriod
    today: bool
    current: bool | None
    locked: int | None
    runs: tuple[str, ...]
    use: PeriodUse | None

    @property
    def state(self) -> str:
        """``proved``, another state of what was exported, or empty when nothing was."""
        return self.use.state if self.use else ""


@dataclass(frozen=True, slots=True)
class DayDrawn:
    """One day. ``shown`` is its period, None outside the year; ``starts`` says that the period begins on it.

    ``edge_left`` and ``edge_top`` say that another period, or none, lies left of it and above it.
    """

    day: date
    x: int
    y: int
    shown: PeriodShown | None
    starts: bool
    edge_left: bool
    edge_top: bool
    today: bool


@dataclass(frozen=True, slots=True)
class MonthDrawn:
    """A month; ``numbers`` are the periods that begin in it, each with the height at which its number stands."""

    name: str
    width: int
    height: int
    days: tuple[DayDrawn, ...]
    numbers: tuple[tuple[int, PeriodShown], ...]
    periods: tuple[PeriodShown, ...]


def shown_periods(
    year: WageCalendar,
    today: date,
    payroll: PayrollPeriods | None = None,
    uses: Mapping[tuple[ContractType, PeriodRef], PeriodUse] | None = None,
) -> tuple[PeriodShown, ...]:
    """The periods of a year, each with where it stands."""
    return tuple(
        PeriodShown(
            each,
            each.contains(today),
            None if payroll is None else payroll.current == each.ref,
            None if payroll is None or (run := payroll.locked_run(each.ref)) is None else run.number,
            () if payroll is None else tuple(str(run.number) for run in payroll.runs if run.covers(each.ref)),
            (uses or {}).get((year.contract_type, each.ref)),
        )
        for each in year.periods
    )


def weekdays(language: str) -> tuple[str, ...]:
    """The weekdays from Monday on, in two letters."""
    names = get_day_names("short", locale=_locale(language))
    return tuple(names[day][:2] for day in range(DAYS))


def _locale(language: str) -> str:
    return "nl_NL" if language == "nl" else "en_GB"


def drawn(periods: tuple[PeriodShown, ...], today: date, language: str) -> tuple[MonthDrawn, ...]:
    """The months from the first day of the first period to the last day of the last one."""
    by_day = {each.period.start + timedelta(days=n): each for each in periods for n in range(each.period.days)}
    first, last = periods[0].period.start, periods[-1].period.end
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return tuple(_month(_months_after(first, n), by_day, today, language) for n in range(count))


def _months_after(first: date, count: int) -> date:
    years, month = divmod(first.month - 1 + count, 12)
    return date(first.year + years, month + 1, 1)


def _month(first: date, by_day: Mapping[date, PeriodShown], today: date, language: str) -> MonthDrawn:
    length = months.monthrange(first.year, first.month)[1]
    days: list[DayDrawn] = []
    numbers: list[tuple[int, PeriodShown]] = []
    for n in range(length):
        day = first + timedelta(days=n)
        place = n + first.weekday()
        x, y = GUTTER + CELL_WIDTH * (place % DAYS), HEAD + CELL_HEIGHT * (place // DAYS)
        shown = by_day.get(day)
        starts = shown is not None and shown.period.start == day
        left = by_day.get(day - timedelta(days=1)) if place % DAYS and n else None
        above = by_day.get(day - timedelta(days=DAYS)) if n >= DAYS else None
        edge_left, edge_top = (shown is not None and other is not shown for other in (left, above))
        days.append(DayDrawn(day, x, y, shown, starts, edge_left, edge_top, day == today))
        if starts and shown is not None:
            numbers.append((y, shown))
    inside = tuple({each.shown.period.ref: each.shown for each in days if each.shown is not None}.values())
    rows = (length + first.weekday() + DAYS - 1) // DAYS
    size = (GUTTER + CELL_WIDTH * DAYS + 2, HEAD + CELL_HEIGHT * rows + 2)
    name = format_date(first, "LLLL y", _locale(language))
    return MonthDrawn(name, *size, tuple(days), tuple(numbers), inside)
