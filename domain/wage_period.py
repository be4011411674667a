"""Wage calendars: numbered periods of a year, per company and contract type.

The length is the company's own in Nmbrs and cannot be chosen; only the start may differ. Period numbers are Nmbrs'
own: 1 to 12 for months, 1 to 13 for four weeks, 1 to 52 or 53 for weeks (docs/nmbrs.md, "Periods").
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from domain.errors import ProductError
from domain.terms import CompanyId, ContractType

_PERIOD = re.compile(r"(\d{4})-(\d{1,2})\Z")
_LAST_YEAR = 9998


class PeriodLength(StrEnum):
    """How long a company's wage periods are. Fixed once the company exists in Nmbrs."""

    MONTH = "month"
    FOUR_WEEKS = "four-weeks"
    WEEK = "week"


@dataclass(frozen=True, slots=True, order=True)
class PeriodRef:
    """A wage period by year and number, written ``2026-10``."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> PeriodRef:
        """Read ``2026-10`` or ``2026-3``; anything else is a ProductError ``period-not-readable``."""
        match = _PERIOD.match(text.strip())
        if match is None or not 1 <= int(match[2]) <= 53 or not 1 <= int(match[1]) <= 9998:
            raise ProductError("period-not-readable", value=text)
        return cls(int(match[1]), int(match[2]))

    def __str__(self) -> str:
        return f"{self.year}-{self.number:02d}"


@dataclass(frozen=True, slots=True)
class WagePeriod:
    """One numbered period; it includes both its first and its last day."""

    ref: PeriodRef
    start: date
    end: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.end - self.start).days + 1

    def contains(self, day: date) -> bool:
        """True when the day lies in the period, its ends included."""
        return self.start <= day <= self.end

    def __str__(self) -> str:
        return f"{self.start:%d-%m-%Y} - {self.end:%d-%m-%Y} ({self.ref})"


@dataclass(frozen=True, slots=True)
class WageCalendar:
    """The periods of one year of one company and contract type, fixed by the first day of period 1.

    ``last_day`` is the last day of the year's last period. It is proposed from the start, and follows the next
    year's start when a person sets that to another day. A ``proposed`` year follows from the one before it and waits
    for a person to confirm it; it is never stored.
    """

    company: CompanyId
    contract_type: ContractType
    year: int
    length: PeriodLength
    start: date
    last_day: date
    proposed: bool = False

    @property
    def periods(self) -> tuple[WagePeriod, ...]:
        """All periods of the year, in order, without a gap or an overlap."""
        return _periods(self.start, self.length, self.year, self.last_day)


@lru_cache(maxsize=256)
def _periods(start: date, length: PeriodLength, year: int, last_day: date) -> tuple[WagePeriod, ...]:
    starts = _starts(start, length, year)
    ends = [following - timedelta(days=1) for following in starts[1:]] + [last_day]
    return tuple(
        WagePeriod(PeriodRef(year, number), first, last)
        for number, (first, last) in enumerate(zip(starts, ends, strict=True), start=1)
    )


def new_calendar(
    company: CompanyId,
    contract_type: ContractType,
    length: PeriodLength,
    start: date,
    year: int | None = None,
) -> WageCalendar:
    """The calendar whose first period starts on ``start``.

    A start in January belongs to that year and one in December to the next; any other start needs ``year``. Raises
    ``calendar-year-needed``, and ``calendar-start-outside-year`` when ``year`` is not one that the start can have.
    Four weeks from 29 December 2025: 13 periods, the last of five weeks because 2026 has 53 weeks.

    >>> four = new_calendar(CompanyId("1"), ContractType.ZERO_HOURS, PeriodLength.FOUR_WEEKS, date(2025, 12, 29))
    >>> str(four.periods[12]), four.last_day + timedelta(days=1)
    ('30-11-2026 - 03-01-2027 (2026-13)', datetime.date(2027, 1, 4))
    >>> month = new_calendar(CompanyId("1"), ContractType.ZERO_HOURS, PeriodLength.MONTH, date(2026, 1, 31))
    >>> [f"{p.start:%d %b}" for p in month.periods[:3]]
    ['31 Jan', '28 Feb', '31 Mar']
    """
    own_year = start.year + (start.month == 12) if start.month in (1, 12) else None
    year = own_year if year is None else year
    if year is None:
        raise ProductError("calendar-year-needed", start=start.isoformat())
    if own_year not in (None, year) or abs(start.year - year) > 1 or not 1900 < year < 9999:
        raise ProductError("calendar-start-outside-year", start=start.isoformat(), year=year)
    return WageCalendar(
        company, contract_type, year, length, start, _following_start(start, length, year) - timedelta(days=1)
    )


def join_years(calendars: Sequence[WageCalendar], added: WageCalendar) -> tuple[WageCalendar, ...]:
    """Place a calendar among those of other years, so that no day lies in two periods or in none.

    Returns the calendars that change: the added one, and the year before it when its last period becomes longer or
    shorter. Raises ``calendar-overlaps`` when the last period would have no day left, or would reach over a whole
    other period, and ``calendar-year-skipped`` when neither neighbour is there, so that a whole year would be left out.
    """
    others = sorted(c.year for c in calendars if c.year != added.year)
    if others and not {added.year - 1, added.year + 1} & set(others):
        nearest = min(others, key=lambda year: abs(year - added.year))
        missing = nearest + 1 if nearest < added.year else nearest - 1
        raise ProductError("calendar-year-skipped", year=added.year, known=nearest, missing=missing)
    before = next((c for c in calendars if c.year == added.year - 1), None)
    after = next((c for c in calendars if c.year == added.year + 1), None)
    changed = []
    if after is not None:
        added = _with_last_day(added, after.start - timedelta(days=1), after.year)
    if before is not None and before.last_day != added.start - timedelta(days=1):
        changed.append(_with_last_day(before, added.start - timedelta(days=1), added.year))
    return (*changed, added)


def propose_next(calendars: Sequence[WageCalendar]) -> WageCalendar | None:
    """The year after the last of these, which are of one contract type, as it follows by itself; None without any.

    It is 53 weeks long when its ISO year is, and starts where the last one ends.

    >>> known = new_calendar(CompanyId("1"), ContractType.ZERO_HOURS, PeriodLength.FOUR_WEEKS, date(2025, 12, 29))
    >>> following = propose_next([known])
    >>> str(following.periods[0]), str(following.periods[12])
    ('04-01-2027 - 31-01-2027 (2027-01)', '06-12-2027 - 02-01-2028 (2027-13)')
    """
    last = max(calendars, key=lambda calendar: calendar.year, default=None)
    if last is None or last.year >= _LAST_YEAR:
        return None
    start, year = last.last_day + timedelta(days=1), last.year + 1
    ends = _following_start(start, last.length, year) - timedelta(days=1)
    return replace(last, year=year, start=start, last_day=ends, proposed=True)


def moved_periods(before: WageCalendar, after: WageCalendar) -> tuple[tuple[WagePeriod, WagePeriod | None], ...]:
    """The periods of a year that would get other days, each with what it would become; None when it would vanish."""
    new = {period.ref: period for period in after.periods}
    return tuple((period, new.get(period.ref)) for period in before.periods if period != new.get(period.ref))


def periods_apart(length: PeriodLength, one: PeriodRef, other: PeriodRef) -> int:
    """How many periods lie from one to the other, whichever is first: 2026-12 and 2027-01 are one apart."""
    first, last = sorted((one, other))
    whole_years = sum(count_of_periods(length, year) for year in range(first.year, last.year))
    return whole_years + last.number - first.number


def find_period(calendars: Sequence[WageCalendar], ref: PeriodRef) -> WagePeriod | None:
    """The period with that year and number, or None."""
    years = (c.periods for c in calendars if c.year == ref.year)
    return next((periods[ref.number - 1] for periods in years if 0 < ref.number <= len(periods)), None)


def period_of_day(calendars: Sequence[WageCalendar], day: date) -> WagePeriod | None:
    """The period in which the day lies, or None."""
    return next((p for c in calendars if c.start <= day <= c.last_day for p in c.periods if p.contains(day)), None)


def count_of_periods(length: PeriodLength, year: int) -> int:
    """How many periods the year has: 12, 13, or as many weeks as its ISO year."""
    return {PeriodLength.MONTH: 12, PeriodLength.FOUR_WEEKS: 13}.get(length) or _iso_weeks(year)


def _with_last_day(year: WageCalendar, last_day: date, next_year: int) -> WageCalendar:
    last = year.periods[-1]
    usual = (_following_start(year.start, year.length, year.year) - last.start).days
    if not last.start <= last_day or (last_day - last.start).days + 1 >= 2 * usual:
        raise ProductError(
            "calendar-overlaps",
            year=year.year,
            next_year=next_year,
            last_start=last.start.isoformat(),
            next_start=(last_day + timedelta(days=1)).isoformat(),
        )
    return replace(year, last_day=last_day)


def _starts(start: date, length: PeriodLength, year: int) -> list[date]:
    count = count_of_periods(length, year)
    if length is PeriodLength.MONTH:
        return [_months_later(start, n) for n in range(count)]
    days = 28 if length is PeriodLength.FOUR_WEEKS else 7
    return [start + timedelta(days=days * n) for n in range(count)]


def _following_start(start: date, length: PeriodLength, year: int) -> date:
    if length is PeriodLength.MONTH:
        return _months_later(start, 12)
    return start + timedelta(weeks=_iso_weeks(year))


def _months_later(start: date, months: int) -> date:
    """The chosen day so many months later, or that month's last day."""
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def _iso_weeks(year: int) -> int:
    return date(year, 12, 28).isocalendar().week
