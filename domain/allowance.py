"""Allowances: hours on top of the worked hours, for a function, for unsocial hours, or for public holidays.

An allowance may be defined anew from a day on; the definition of the timecard's date counts (docs/rules.md,
"Allowances").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from domain.amount import Amount
from domain.errors import ProductError
from domain.timecard import Timecard, plain_name

DAY = 24 * 60
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DUTCH = ("ma", "di", "wo", "do", "vr", "za", "zo")
_ENGLISH_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DUTCH_DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_WORDS = {word: day for words in (WEEKDAYS, _DUTCH, _ENGLISH_DAYS, _DUTCH_DAYS) for day, word in enumerate(words)}
_WINDOW = re.compile(r"(.*?)\s*(\d{1,2}):([0-5]\d)\s*-\s*(\d{1,2}):([0-5]\d)", re.ASCII)


class AllowanceKind(StrEnum):
    """For what it is paid."""

    FUNCTION = "function"
    UNSOCIAL = "unsocial-hours"
    HOLIDAY = "public-holiday"


FIELDS = {
    "teams": AllowanceKind.FUNCTION,
    "shift_types": AllowanceKind.FUNCTION,
    "column": AllowanceKind.FUNCTION,
    "windows": AllowanceKind.UNSOCIAL,
    "holidays": AllowanceKind.HOLIDAY,
}
"""To which kind of allowance each field belongs."""


@dataclass(frozen=True, slots=True)
class Window:
    """Clock times that come back every week: from ``start`` up to ``end``, both minutes after midnight.

    ``weekdays`` count from 0 for Monday and name the day on which it begins. An end that is not after the start lies
    on the next day; 1440 is 24:00.
    """

    weekdays: tuple[int, ...]
    start: int
    end: int

    @classmethod
    def parse(cls, text: str) -> Window:
        """Read ``sat 22:00-06:00``, ``mon-fri 20:00-24:00`` or ``ma,wo 00:00-07:00``; ``daily`` is every day.

        Anything else is a ProductError ``window-not-readable``; equal ends are ``window-ends-equal``.
        """
        match = _WINDOW.fullmatch(text.strip().lower())
        if match is None:
            raise ProductError("window-not-readable", window=text)
        start, end = int(match[2]) * 60 + int(match[3]), int(match[4]) * 60 + int(match[5])
        if start >= DAY or end > DAY:
            raise ProductError("window-not-readable", window=text)
        if start == end:
            raise ProductError("window-ends-equal", window=text)
        return cls(_weekdays(match[1], text), start, end)

    @property
    def overnight(self) -> bool:
        """True when it runs into the next day."""
        return self.end <= self.start

    def shows(self, day: date, minute: int) -> bool:
        """True when a clock that shows this minute of this day is within it."""
        today, yesterday = day.weekday() in self.weekdays, (day.weekday() - 1) % 7 in self.weekdays
        if not self.overnight:
            return today and self.start <= minute < self.end
        return (today and minute >= self.start) or (yesterday and minute < self.end)

    def __str__(self) -> str:
        return f"{_written(self.weekdays)} {clock_text(self.start)}-{clock_text(self.end)}"


@dataclass(frozen=True, slots=True)
class HolidayDates:
    """One chosen public holiday, by its Dutch name, with its date in every year that is known, in order."""

    name: str
    days: tuple[date, ...]

    def includes(self, day: date) -> bool:
        """True when it falls on that day."""
        place = bisect_left(self.days, day)
        return place < len(self.days) and self.days[place] == day


@dataclass(frozen=True, slots=True)
class Allowance:
    """One definition of an allowance. ``name`` is plain; ``percentage`` 50.00 means that it is paid as half an hour.

    It holds from ``valid_from`` to ``valid_until``, both included, by the timecard's date. Within a ``group`` each
    minute goes to one allowance. A *function* names teams, shift types or one extra column of the file; *unsocial
    hours* name windows, *public holidays* their dates.
    """

    name: str
    kind: AllowanceKind
    percentage: Amount
    group: str | None = None
    valid_from: date = date.min
    valid_until: date | None = None
    teams: tuple[str, ...] = ()
    shift_types: tuple[str, ...] = ()
    column: str | None = None
    windows: tuple[Window, ...] = ()
    holidays: tuple[HolidayDates, ...] = ()

    def __str__(self) -> str:
        """All of it in one line, but for the dates of the holidays."""
        lists = {"teams": self.teams, "shift types": self.shift_types, "windows": tuple(map(str, self.windows))}
        lists["holidays"] = tuple(holiday.name for holiday in self.holidays)
        words = [f"{name} {', '.join(values)}" for name, values in lists.items() if values]
        more = [
            f"column {self.column}" if self.column else "",
            f"group {self.group}" if self.group else "",
            f"from {self.valid_from}" if self.valid_from != date.min else "",
            f"until {self.valid_until}" if self.valid_until else "",
        ]
        return ", ".join(filter(None, (self.name, self.kind, f"{self.percentage} %", *words, *more)))

    @property
    def by_clock(self) -> bool:
        """True when start and end of a shift decide how much of it counts."""
        return self.kind is not AllowanceKind.FUNCTION

    def shows(self, local: datetime) -> bool:
        """True when it is paid at a moment, given as the clock in the Netherlands shows it."""
        if self.kind is AllowanceKind.UNSOCIAL:
            minute = local.hour * 60 + local.minute
            return any(window.shows(local.date(), minute) for window in self.windows)
        return any(holiday.includes(local.date()) for holiday in self.holidays)

    def is_function_of(self, card: Timecard) -> bool:
        """True when the team or the shift type of a timecard makes it count from start to end."""
        if self.kind is not AllowanceKind.FUNCTION or self.column is not None:
            return False
        if card.team is not None and card.team in self.teams:
            return True
        named = {plain_shift_type(each) for each in self.shift_types}
        return card.shift_type is not None and plain_shift_type(card.shift_type) in named

    def knows_year(self, year: int) -> bool:
        """False when it depends on public holidays of which the dates in that year are not known."""
        if self.kind is not AllowanceKind.HOLIDAY:
            return True
        years = {day.year for holiday in self.holidays for day in holiday.days}
        return year in years

    def check(self) -> None:
        """Raises ``allowance-…`` for what no allowance can be."""
        if not self.name:
            raise ProductError("allowance-name-needed")
        if not 0 < self.percentage.hundredths <= 100_000:
            raise ProductError("allowance-percentage", percentage=self.percentage)
        for name, kind in FIELDS.items():
            if getattr(self, name) and kind is not self.kind:
                raise ProductError("allowance-field-of-other-kind", allowance=self.name, field=name, kind=self.kind)
        named = bool(self.teams) + bool(self.shift_types) + bool(self.column)
        if self.kind is AllowanceKind.FUNCTION and (not named or (self.column and named > 1)):
            raise ProductError("allowance-function-needed", allowance=self.name)
        if self.kind is AllowanceKind.UNSOCIAL and not self.windows:
            raise ProductError("allowance-window-needed", allowance=self.name)
        if self.kind is AllowanceKind.HOLIDAY and not self.holidays:
            raise ProductError("allowance-holiday-needed", allowance=self.name)
        if self.column and self.group:
            raise ProductError("allowance-column-in-group", allowance=self.name, column=self.column)
        if self.valid_until is not None and self.valid_until < self.valid_from:
            raise ProductError("allowance-ends-before-start", allowance=self.name)


def plain_shift_type(text: str) -> str:
    """A shift type for comparing; eitje writes some with underscores."""
    return plain_name(text.replace("_", " "))


def allowances_on(allowances: Iterable[Allowance], day: date) -> tuple[Allowance, ...]:
    """The definitions that hold on a day, by name: of each allowance the one that started last, unless it ended."""
    latest: dict[str, Allowance] = {}
    for each in allowances:
        known = latest.get(each.name)
        if each.valid_from <= day and (known is None or known.valid_from < each.valid_from):
            latest[each.name] = each
    held = (each for each in latest.values() if each.valid_until is None or day <= each.valid_until)
    return tuple(sorted(held, key=lambda each: each.name))


def with_allowance(allowances: Sequence[Allowance], new: Allowance) -> tuple[tuple[Allowance, ...], Allowance | None]:
    """These with one more definition, in the place of one with the same name and first day, and that one."""
    new.check()
    before = next((x for x in allowances if (x.name, x.valid_from) == (new.name, new.valid_from)), None)
    return in_order((*(x for x in allowances if x is not before), new)), before


def without_allowance(allowances: Sequence[Allowance], name: str, day: date | None) -> tuple[Allowance, ...]:
    """These without one allowance: from a day on, or altogether. Raises ``allowance-unknown``."""
    _known(allowances, name)
    others = [x for x in allowances if x.name != name]
    kept = [x for x in allowances if x.name == name and day is not None and x.valid_from < day]
    if kept and day is not None:
        last = max(kept, key=lambda x: x.valid_from)
        ends = day - timedelta(days=1)
        until = ends if last.valid_until is None else min(ends, last.valid_until)
        kept = [*(x for x in kept if x is not last), replace(last, valid_until=until)]
    return in_order((*others, *kept))


def grouped(
    allowances: Sequence[Allowance], names: Iterable[str], group: str | None, day: date | None
) -> tuple[Allowance, ...]:
    """These with some in one exclusive group, or in none: from a day on, or altogether.

    Raises ``allowance-unknown`` and ``allowance-column-in-group``.
    """
    found = tuple(allowances)
    for name in names:
        own = _known(found, name)
        changed = [replace(x, group=group) for x in own if day is None or x.valid_from >= day]
        begun = {x.valid_from for x in changed}
        if day is not None and day not in begun:
            changed += [replace(x, group=group, valid_from=day) for x in allowances_on(own, day)]
        for each in changed:
            found, _ = with_allowance(found, each)
    return found


def _known(allowances: Sequence[Allowance], name: str) -> list[Allowance]:
    own = [x for x in allowances if x.name == name]
    if not own:
        known = ", ".join(dict.fromkeys(x.name for x in allowances)) or "none"
        raise ProductError("allowance-unknown", allowance=name, known=known)
    return own


def in_order(allowances: Iterable[Allowance]) -> tuple[Allowance, ...]:
    """By name, then first day."""
    return tuple(sorted(allowances, key=lambda x: (x.name, x.valid_from)))


def clock_text(minute: int) -> str:
    """Minutes after midnight as a clock shows them: 1440 is ``24:00``."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _weekdays(text: str, window: str) -> tuple[int, ...]:
    if text.strip() in ("", "daily", "dagelijks"):
        return tuple(range(7))
    found: set[int] = set()
    for part in text.split(","):
        first, dash, last = (word.strip() for word in part.partition("-"))
        if first not in _WORDS or (dash and last not in _WORDS):
            raise ProductError("window-not-readable", window=window)
        start = _WORDS[first]
        length = (_WORDS[last] - start) % 7 if dash else 0
        found.update((start + offset) % 7 for offset in range(length + 1))
    return tuple(sorted(found))


def _written(weekdays: Sequence[int]) -> str:
    if len(weekdays) == 7:
        return "daily"
    runs: list[list[int]] = []
    for day in weekdays:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ",".join(WEEKDAYS[r[0]] if len(r) == 1 else f"{WEEKDAYS[r[0]]}-{WEEKDAYS[r[-1]]}" for r in runs)
