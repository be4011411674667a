"""Cells of eitje's files as values (docs/eitje.md, "Files"). Every function raises BadValue with the reason."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import time
from fractions import Fraction
from functools import lru_cache

from adapters.eitje_files.problems import BadValue
from domain.hours import StatedHours
from domain.terms import ContractType
from domain.timecard import MealCount, TimecardKind, TimecardStatus, plain_name

MEAL = "maaltijd"
"""What meals are called when the cell holds only their number."""

MOST_HOURS = 99
LONGEST_BARE_BREAK = 4

_CLOCK = re.compile(r"(-?)(\d{1,9}):([0-5]\d)(?::[0-5]\d)?", re.ASCII)
_DECIMAL = re.compile(r"(-?)(\d{1,9})(?:[.,](\d{1,2}))?", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+,\d{1,2}", re.ASCII)
_MINUTES = re.compile(r"(\d{1,3})\s*(?:m|min|minuten)\.?", re.ASCII | re.IGNORECASE)
_RANGE = re.compile(
    r"(\d{1,2})[:.]([0-5]\d)(?::[0-5]\d)?\s*(?:[-\u2010-\u2015\u2212]|tot|t/m)\s*(\d{1,2})[:.]([0-5]\d)(?::[0-5]\d)?",
    re.ASCII,
)
_NOTHING = re.compile(r"[-\s\u2010-\u2015\u2212]*")
_WHOLE = re.compile(r"(\d{1,3})(?:[.,]0+)?", re.ASCII)
_SEVERAL = re.compile(r"(\d{1,2})\s*[xX×]\s+(\S.*)", re.ASCII)
_BRACKETS = re.compile(r"\s*\([^()]*\)$")
_NMBRS_ID = re.compile(r"\d{1,15}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.ASCII | re.IGNORECASE)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")

_KINDS = {
    "gewerkte uren": TimecardKind.WORKED,
    "verlof": TimecardKind.LEAVE,
    "ziek": TimecardKind.SICK,
    "bijzonder verlof": TimecardKind.SPECIAL_LEAVE,
}
_CONTRACT_TYPES = {
    "nul uren": ContractType.ZERO_HOURS,
    "uren contract": ContractType.HOURS_CONTRACT,
    "zzp": ContractType.SELF_EMPLOYED,
    "payroll": ContractType.PAYROLL,
    "geen contract": ContractType.NONE,
}
_MARKS = frozenset({"x", "v", "ja", "yes", "waar", "true", "✓", "✔"})
_NO = frozenset({"nee", "no", "onwaar", "false"})
_EXPORTED = "geexporteerd"
_APPROVED = frozenset({"goedgekeurd", "verwerkt", _EXPORTED})
_CLOCKED_IN = "ingeklokt"
_BEGUN = re.compile(
    r"\d{1,2}[:.][0-5]\d(?::[0-5]\d)?\s*(?:[-\u2010-\u2015\u2212]|tot)?[-\s\u2010-\u2015\u2212]*", re.ASCII
)


@lru_cache(maxsize=2_000)
def read_extra(text: str) -> int | None:
    """What a column of a function allowance says, in tenths of a minute; None is a mark for the whole shift.

    Hours as ``1:30`` or ``1,5``; ``x`` or ``ja``; or nothing, ``-`` or ``nee``. A bare number is hours.
    """
    word = plain_name(text)
    if word in _MARKS:
        return None
    if word in _NO or _NOTHING.fullmatch(text):
        return 0
    return read_hours(text).tenths


@lru_cache(maxsize=10_000)
def read_hours(text: str) -> StatedHours:
    """Net hours of one entry: ``7:20``, or decimals as in ``7,33``.

    Decimals are taken as shown to one place at least, so that ``8`` does not agree with 8:20.
    """
    stated = _hours(text)
    if stated.tenths < 0:
        raise BadValue("hours cannot be negative")
    if stated.tenths > MOST_HOURS * 600:
        raise BadValue(f"more than {MOST_HOURS} hours in one entry")
    return stated


def read_total(text: str) -> StatedHours:
    """The hours of the totals row, of any size; thousands may have a point, as in ``1.234,50``."""
    return _hours(text.replace(".", "") if _GROUPED.fullmatch(text) else text)


def _hours(text: str) -> StatedHours:
    if match := _CLOCK.fullmatch(text):
        sign, hours, minutes = match.groups()
        return StatedHours.of_minutes((int(hours) * 60 + int(minutes)) * (-1 if sign else 1))
    if match := _DECIMAL.fullmatch(text):
        sign, whole, decimals = match.groups()
        hundredths = int(whole) * 100 + int((decimals or "").ljust(2, "0"))
        return StatedHours.of_hundredths(hundredths * (-1 if sign else 1), max(1, len(decimals or "")))
    raise BadValue("hours are written 7:20 or 7,33")


@lru_cache(maxsize=2_000)
def read_break(text: str) -> int:
    """A break in whole minutes: ``0:30``, ``30 min``, or decimal hours, to the nearest minute.

    A whole number is decimal hours too, as eitje leaves out zeros after the comma; above 4 it can only be meant as
    minutes, and is not guessed at.
    """
    if match := _MINUTES.fullmatch(text):
        return int(match[1])
    stated = _hours(text)
    if stated.tenths < 0:
        raise BadValue("a break cannot be negative")
    if text.isdigit() and int(text) > LONGEST_BARE_BREAK:
        raise BadValue("is that hours or minutes? A break is written 0:30, 0,5 or 30 min")
    if stated.tenths > 24 * 600:
        raise BadValue("a break of more than a day")
    return int(stated.minutes + Fraction(1, 2))


@lru_cache(maxsize=50_000)
def read_times(text: str) -> tuple[time, time] | None:
    """Start and end: ``18:00 - 02:00``. None when the cell says nothing; ``24:00`` may be an end."""
    match = _RANGE.fullmatch(text)
    if match is None:
        if _NOTHING.fullmatch(text):
            return None
        raise BadValue("a start and an end are needed, written 18:00 - 02:00")
    start_hour, start_minute, end_hour, end_minute = map(int, match.groups())
    if (end_hour, end_minute) == (24, 0):
        if (start_hour, start_minute) == (0, 0):
            raise BadValue("an entry of 24 hours; split it in two")
        end_hour = 0
    if start_hour > 23 or end_hour > 23:
        raise BadValue("this time of day does not exist")
    return time(start_hour, start_minute), time(end_hour, end_minute)


@lru_cache(maxsize=2_000)
def read_meals(text: str) -> tuple[MealCount, ...]:
    """A number, or names between commas, semicolons or line breaks, each perhaps with ``2 x`` before it.

    Kinds are in lower case, and in alphabetical order.
    """
    if match := _WHOLE.fullmatch(text):
        counts = Counter({MEAL: int(match[1])})
    else:
        counts = Counter()
        for count, kind in _named_meals(text):
            counts[kind] += count
    if any(count > MOST_HOURS for count in counts.values()):
        raise BadValue("more than 99 meals in one entry")
    return tuple(MealCount(kind, count) for kind, count in sorted(counts.items()) if count)


def _named_meals(text: str) -> Iterator[tuple[int, str]]:
    for part in re.split(r"[,;\r\n]", text):
        name = part.strip()
        if _NOTHING.fullmatch(name):
            continue
        several = _SEVERAL.fullmatch(name)
        count, kind = (int(several[1]), several[2]) if several else (1, name)
        if not any(letter.isalpha() for letter in kind):
            raise BadValue("meals are a number, or names such as 2 x lunch")
        yield count, " ".join(kind.lower().split())


@lru_cache(maxsize=1_000)
def read_kind(text: str) -> TimecardKind:
    """What the entry is; underscores count as blanks."""
    kind = _KINDS.get(plain_name(text.replace("_", " ")))
    if kind is None:
        raise BadValue(f"unknown type; known are {', '.join(_KINDS)}")
    return kind


@lru_cache(maxsize=1_000)
def read_contract_type(text: str) -> ContractType | None:
    """The contract type, perhaps with hours in brackets behind it; None for an empty cell."""
    if not text:
        return None
    found = _CONTRACT_TYPES.get(plain_name(_BRACKETS.sub("", text).replace("_", " ")))
    if found is None:
        raise BadValue(f"unknown contract type; known are {', '.join(_CONTRACT_TYPES)}")
    return found


@lru_cache(maxsize=1_000)
def read_status(text: str) -> TimecardStatus:
    """Approved only when the cell says so."""
    return TimecardStatus.APPROVED if plain_name(text) in _APPROVED else TimecardStatus.PENDING


@lru_cache(maxsize=1_000)
def is_exported(text: str) -> bool:
    """True when the cell of the status says that eitje's own link with the payroll sent the entry."""
    return plain_name(text) == _EXPORTED


@lru_cache(maxsize=10_000)
def is_clocked_in(status: str, times: str) -> bool:
    """True for somebody who is still at work: the status says so, or there is a start and no end."""
    return plain_name(status) == _CLOCKED_IN or _BEGUN.fullmatch(times) is not None


def read_nmbrs_id(text: str) -> str | None:
    """A whole number or a UUID; None for an empty cell and for 0."""
    if not text or not text.strip("0"):
        return None
    if not _NMBRS_ID.fullmatch(text):
        raise BadValue("a Nmbrs ID is a whole number or a UUID")
    return text.lower()


def read_email(text: str) -> str | None:
    """An e-mail address; None for an empty cell."""
    if _NOTHING.fullmatch(text):
        return None
    if not _EMAIL.fullmatch(text):
        raise BadValue("this is not an e-mail address")
    return text
