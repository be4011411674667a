"""Days and moments as eitje writes them: ``31/10/2026``, ``zaterdag 31 oktober``, ``02-11-2026 09:15``."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import lru_cache

from adapters.eitje_files.problems import BadValue, YearNeeded
from domain.hours import AMSTERDAM, YEARS
from domain.timecard import plain_name

Days = tuple[date, date]
"""The first and the last day of a span."""

_MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
_MONTH = {name: number for number, name in enumerate(_MONTHS, 1)}
_MONTH |= {name[:3]: number for name, number in _MONTH.items()} | {"mrt": 3, "sept": 9}
_WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_WEEKDAY = {name: number for number, name in enumerate(_WEEKDAYS)}
_WEEKDAY |= {name[:2]: number for name, number in _WEEKDAY.items()}

_NUMERIC = re.compile(r"(?:([a-z]+)\.?,? )?(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ]00:00(?::00)?)?", re.ASCII)
_NAMED = re.compile(r"(?:([a-z]+)\.?,? )?(\d{1,2}) ([a-z]+)\.?(?: (\d{4}))?", re.ASCII)
_DATE_IN_TEXT = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})|\d{1,2} [a-z]+ \d{4}", re.ASCII
)
_CLOCK_IN_TEXT = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?", re.ASCII)


@lru_cache(maxsize=5_000)
def read_day(text: str, span: Days | None) -> date:
    """A date; without a year it takes the year that puts it inside ``span``, on the weekday that it names.

    Raises BadValue, and YearNeeded for a date without a year when there is no span.
    """
    plain = plain_name(text)
    if match := _ISO.fullmatch(plain):
        return _date(*map(int, match.groups()))
    if match := _NUMERIC.fullmatch(plain):
        weekday, day, month, year = match.groups()
        return _on(weekday, _date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day)))
    match = _NAMED.fullmatch(plain)
    if match is None or match[3] not in _MONTH:
        raise BadValue("a date is written 31/10/2026 or zaterdag 31 oktober")
    weekday, day, month_name, year = match.groups()
    if year is not None:
        return _on(weekday, _date(int(year), _MONTH[month_name], int(day)))
    if span is None:
        raise YearNeeded
    return _within(span, weekday, _MONTH[month_name], int(day))


def _within(span: Days, weekday: str | None, month: int, day: int) -> date:
    fits: list[date] = []
    for year in range(span[0].year, span[1].year + 1):
        try:
            found = _on(weekday, _date(year, month, day))
        except BadValue:
            continue
        if span[0] <= found <= span[1]:
            fits.append(found)
    if len(fits) != 1:
        why = "more than one year fits" if fits else "there is no such day"
        raise BadValue(f"{why} from {span[0]} to {span[1]}")
    return fits[0]


def _date(year: int, month: int, day: int) -> date:
    if year not in YEARS:
        raise BadValue(f"the year must lie between {YEARS[0]} and {YEARS[-1]}")
    try:
        return date(year, month, day)
    except ValueError:
        raise BadValue("there is no such day") from None


def _on(weekday: str | None, day: date) -> date:
    if weekday is None:
        return day
    if weekday not in _WEEKDAY:
        raise BadValue("this weekday is not known")
    if _WEEKDAY[weekday] != day.weekday():
        raise BadValue(f"{day} is a {_WEEKDAYS[day.weekday()]}")
    return day


def read_span(text: str) -> Days | None:
    """The two dates in a text such as ``donderdag 01-10-2026 – zaterdag 31-10-2026``, or one day; else None."""
    try:
        found = [read_day(part, None) for part in _DATE_IN_TEXT.findall(plain_name(text))]
    except BadValue:
        return None
    if not 1 <= len(found) <= 2 or found[0] > found[-1]:
        return None
    return found[0], found[-1]


def read_moment(text: str) -> datetime | None:
    """A moment in UTC, or None; without an offset it is the clock in the Netherlands, without a time it is midnight."""
    plain = plain_name(text)
    try:
        moment = datetime.fromisoformat(plain.upper())
    except ValueError:
        found = _moment_in(plain)
        if found is None:
            return None
        moment = found
    if moment.year not in YEARS:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=AMSTERDAM)).astimezone(UTC)


def _moment_in(plain: str) -> datetime | None:
    day = _DATE_IN_TEXT.search(plain)
    if day is None:
        return None
    clock = _CLOCK_IN_TEXT.search(plain, day.end())
    hour, minute, second = (int(part or 0) for part in clock.groups()) if clock else (0, 0, 0)
    try:
        found = read_day(day[0], None)
        return datetime(found.year, found.month, found.day, hour, minute, second, tzinfo=AMSTERDAM)
    except ValueError:
        return None
