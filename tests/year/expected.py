"""What Nmbrs must hold in the end, worked out from the generated entries without any code of the product.

Everything is exact: minutes as Fractions, rounded once per person, contract type and code. The wage periods and the
nights in which the clock changes are written down, not computed by the product's calendar.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from fractions import Fraction

from tests.year.entries import COUNTS, WORKED, Entry, Year
from tests.year.payroll import (
    DINNER_CODE,
    FIXED_CODE,
    FLEX_CODE,
    LUNCH_CODE,
    NIGHT_CODE,
    TYPED_CODE,
    TYPED_HOURS,
    typed_for,
)
from tests.year.people import FIXED, FLEX, FOUR_WEEKLY, MONTHLY, SPANS

Place = tuple[int, int, int, str]
"""Company, employee, number of the period in 2026, and ``hour 2100``, ``wage 4899`` or ``days``."""

FORWARD = 29_579_100  # 29 March 2026, 01:00 UTC, in minutes since 1970
BACK = 29_881_500  # 25 October 2026, 01:00 UTC
PERIODS = {MONTHLY: 12, FOUR_WEEKLY: 13}
MEAL_CODES = {"lunch": LUNCH_CODE, "diner": DINNER_CODE}


def expected(year: Year) -> dict[Place, int]:
    """Hundredths, or a number of days; nothing that comes to zero."""
    exact: dict[tuple[int, int, int, str, str], Fraction] = defaultdict(Fraction)
    dates: dict[tuple[int, int, int], set[date]] = defaultdict(set)
    for entry in year.entries:
        if entry.kind == WORKED and entry.approved and entry.contract in (FLEX, FIXED):
            company, employee = entry.person.company, entry.person.employee
            number = period(company, entry.contract, entry.day)
            here = (company, employee, number, entry.contract)
            code = FLEX_CODE if entry.contract == FLEX else FIXED_CODE
            exact[*here, f"hour {code}"] += Fraction(entry.net, 60)
            exact[*here, f"hour {NIGHT_CODE}"] += night_hours(entry)
            for meal, count in COUNTS[entry.meals].items():
                if meal in MEAL_CODES:
                    exact[*here, f"wage {MEAL_CODES[meal]}"] += count
            if entry.net > 0:
                dates[company, employee, number].add(entry.day)
    found: dict[Place, int] = defaultdict(int)
    for (company, employee, number, _, what), amount in exact.items():
        found[company, employee, number, what] += int(amount * 100 + Fraction(1, 2))
    for (company, employee, number), worked in dates.items():
        found[company, employee, number, "days"] = len(worked)
    for person in typed_for(year):
        found[person.company, person.employee, 6, f"hour {TYPED_CODE}"] += int(Fraction(TYPED_HOURS) * 100)
    return {place: amount for place, amount in found.items() if amount}


def period(company: int, contract: str, day: date) -> int:
    """The number of the wage period in 2026: months from the 1st or from the 21st, or four weeks from 29 December."""
    first, last = SPANS[company, contract]
    assert first <= day <= last
    if company == FOUR_WEEKLY:
        return min(13, (day - date(2025, 12, 29)).days // 28 + 1)
    if contract == FIXED and day.day >= 21:
        return day.month % 12 + 1
    return day.month


def night_hours(entry: Entry) -> Fraction:
    """Minutes from 22:00 to 06:00 on the clock, less their share of the break, in hours."""
    assert entry.start is not None
    assert entry.end is not None
    elapsed = entry.end - entry.start
    if elapsed == 0:
        return Fraction(0)
    covered = sum(1 for minute in range(entry.start, entry.end) if not 360 <= clock_minute(minute) < 1320)
    return Fraction(covered) * (1 - Fraction(entry.pause, elapsed)) / 60


def clock_minute(minute: int) -> int:
    """The minute of the day that the clock in the Netherlands shows."""
    return (minute + (120 if FORWARD <= minute < BACK else 60)) % 1440
