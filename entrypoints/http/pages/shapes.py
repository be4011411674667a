"""How values are written on a page, in the way of one language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from typing import Any

from babel.dates import format_date, format_datetime, format_time
from babel.numbers import format_decimal

from domain.amount import Amount
from domain.hours import AMSTERDAM
from domain.wage_period import WagePeriod

NOTHING = "–"
MONTH_LENGTHS = range(28, 32)


def shapes(language: str) -> Mapping[str, Callable[..., str]]:
    """The filters of the templates for that language.

    ``amount``: two decimals (``29,50``), an Amount or the text of one; ``number``: a whole one, also of an Amount;
    ``day`` (``3 okt 2026``), ``weekday`` (``za 3 okt``), ``moment`` (Dutch time, to the minute), ``clock`` (``09:30``),
    ``shift`` (a moment as Dutch clock time), ``hours`` (minutes as hours with two decimals), ``period`` (a
    WagePeriod by its name and days), ``who`` (an account, whom the audit
    trail names ``web: ACCOUNT``). What is not there is a dash.
    """
    locale = "nl_NL" if language == "nl" else "en_GB"

    def amount(value: Amount | str | None) -> str:
        return NOTHING if value is None else format_decimal(Decimal(str(value)), "#,##0.00", locale)

    def number(value: Amount | int | None) -> str:
        count = value.hundredths // 100 if isinstance(value, Amount) else value
        return NOTHING if count is None else format_decimal(count, locale=locale)

    def day(value: date | None) -> str:
        return NOTHING if value is None or value == date.min else format_date(value, "d MMM y", locale)

    def weekday(value: date | None) -> str:
        return NOTHING if value is None else format_date(value, "EEEEEE d MMM", locale)

    def moment(value: datetime | None) -> str:
        return NOTHING if value is None else format_datetime(value, "d MMM y HH:mm", AMSTERDAM, locale)

    def clock(value: time | None) -> str:
        return NOTHING if value is None else format_time(value, "HH:mm", locale=locale)

    def shift(value: datetime) -> str:
        return value.astimezone(AMSTERDAM).strftime("%H:%M")

    def hours(minutes: Fraction | int) -> str:
        return amount(Amount.from_fraction(Fraction(minutes) / 60))

    def period(value: WagePeriod | None) -> str:
        return NOTHING if value is None else _period(value, locale)

    return {
        "amount": amount,
        "number": number,
        "day": day,
        "weekday": weekday,
        "moment": moment,
        "clock": clock,
        "shift": shift,
        "hours": hours,
        "who": _who,
        "period": period,
    }


def _who(actor: str) -> str:
    return actor.removeprefix("web: ")


def _period(value: WagePeriod, locale: str) -> str:
    """``oktober 2026`` for a month of the calendar; else the number and the days."""
    whole = value.start.day == 1 and (value.start.year, value.start.month) == (value.end.year, value.end.month)
    if whole and value.days in MONTH_LENGTHS:
        return format_date(value.start, "LLLL y", locale)
    first = format_date(value.start, "d MMM", locale)
    return f"{value.ref} ({first} – {format_date(value.end, 'd MMM y', locale)})"


def as_shown(value: Any) -> str:
    """The text that stands in a form's field for this value: ISO for days and times, the value for an enum."""
    if value is None or value == date.min:
        return ""
    return value.isoformat() if isinstance(value, (date, time)) else str(value)
