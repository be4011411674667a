"""Clock times of one shift, in Europe/Amsterdam, across both clock changes.

Net time is elapsed real time between start and end, less the break. A shift belongs to its ``date`` even when it ends
after midnight (docs/eitje.md, "Hour entries").
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from fractions import Fraction
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
UTC = ZoneInfo("UTC")
MIDNIGHT = time(0)
YEARS = range(1970, 2100)
"""In which a shift can have been worked; a day of another year is a mistake."""


def shown(moment: datetime) -> str:
    """A moment as people in the Netherlands write it: ``24-11-2026 22:05:03``."""
    return f"{moment.astimezone(AMSTERDAM):%d-%m-%Y %H:%M:%S}"


class TimeNote(StrEnum):
    """Something about a shift's times that a person should know."""

    HOURS_DISAGREE = "hours-disagree"
    """The source gives hours that differ from its own times; the times were taken."""
    CLOCK_TIME_TWICE = "clock-time-twice"
    """A clock time occurred twice that night and the source's hours did not decide; the first reading was taken."""
    CLOCKED_IN = "clocked-in"
    """Somebody began and has not stopped yet, so there is no end."""


class NoSuchClockTime(ValueError):
    """The clock skipped this time that night (last Sunday of March, 02:00 to 03:00)."""


@dataclass(frozen=True, slots=True)
class StatedHours:
    """Hours as a source writes them. ``tenths`` are tenths of a minute, so that ``7,33`` h (439.8 min) is exact.

    ``within`` is how far, in minutes, the shown text may be from the truth: half of its last decimal.
    """

    tenths: int
    within: Fraction = Fraction(0)

    @property
    def minutes(self) -> Fraction:
        """The stated net time in minutes."""
        return Fraction(self.tenths, 10)

    @classmethod
    def of_minutes(cls, minutes: int) -> StatedHours:
        """From ``hh:mm``."""
        return cls(minutes * 10)

    @classmethod
    def of_hundredths(cls, hundredths: int, decimals: int = 2) -> StatedHours:
        """From decimal hours in hundredths, shown with so many decimals: 733 is 7.33 h, 439.8 minutes."""
        return cls(hundredths * 6, Fraction(60, 2 * 10**decimals))

    def agrees_with(self, net_minutes: Fraction) -> bool:
        """True when they differ by less than a minute, or by no more than the decimals shown."""
        apart = abs(self.minutes - net_minutes)
        return apart < 1 or apart <= self.within


@dataclass(frozen=True, slots=True)
class ShiftTimes:
    """Start and end as instants in UTC, and the break in whole minutes."""

    start: datetime
    end: datetime
    break_minutes: int

    @property
    def elapsed_minutes(self) -> int:
        """Real minutes between start and end; one hour more or less when the clock changed in between."""
        return int((self.end - self.start).total_seconds()) // 60

    @property
    def break_too_long(self) -> bool:
        """A break longer than the shift: net time is zero and somebody has to correct it."""
        return self.break_minutes > self.elapsed_minutes

    @property
    def net_minutes(self) -> int:
        """Elapsed less break, never below zero."""
        return max(0, self.elapsed_minutes - self.break_minutes)


def read_shift(
    day: date,
    start: time,
    end: time,
    break_minutes: int,
    stated: StatedHours | None = None,
    new_day_begins: time = MIDNIGHT,
) -> tuple[ShiftTimes, frozenset[TimeNote]]:
    """Place two clock times of a shift on ``day`` and say what is doubtful about them.

    An end before the start lies on the next day; equal times are zero minutes. A start before ``new_day_begins``
    lies on the calendar day after ``day``. Seconds are dropped. A time that occurs twice takes the reading that
    agrees with the stated hours, else the first; 02:40 to 02:10 in the night the clock goes back is half an hour.

    >>> times, notes = read_shift(date(2026, 10, 24), time(18), time(2, 30), 30)     # the night the clock goes back
    >>> times.net_minutes, sorted(notes)
    (480, [<TimeNote.CLOCK_TIME_TWICE: 'clock-time-twice'>])
    >>> times, notes = read_shift(date(2026, 10, 24), time(18), time(2, 30), 30, StatedHours.of_minutes(540))
    >>> times.net_minutes, sorted(notes)
    (540, [])

    Raises NoSuchClockTime when the clock skipped the start or the end.
    """
    start, end = (clock.replace(second=0, microsecond=0, tzinfo=None) for clock in (start, end))
    start_day = day + timedelta(days=1) if start < new_day_begins else day
    end_day = start_day + timedelta(days=1) if end < start else start_day
    starts, ends = _existing(start_day, start), _existing(end_day, end)
    same_night = instants(start_day, end) if end_day != start_day else []
    readings = [
        ShiftTimes(first, last, break_minutes) for first in starts for last in (*same_night, *ends) if first <= last
    ]
    if stated is not None:
        for times in readings:
            if stated.agrees_with(Fraction(times.net_minutes)):
                return times, frozenset()
    notes = set()
    if len(readings) > 1:
        notes.add(TimeNote.CLOCK_TIME_TWICE)
    if stated is not None:
        notes.add(TimeNote.HOURS_DISAGREE)
    return readings[0], frozenset(notes)


def _existing(day: date, clock: time) -> list[datetime]:
    found = instants(day, clock)
    if not found:
        raise NoSuchClockTime(f"{clock:%H:%M} did not occur on {day:%Y-%m-%d}: the clock went forward")
    return found


def instants(day: date, clock: time) -> list[datetime]:
    """The instants at which the clock in Amsterdam showed this time.

    One; two when it was set back, none when it went forward.
    """
    found: list[datetime] = []
    for fold in (0, 1):
        local = datetime.combine(day, clock, AMSTERDAM).replace(fold=fold)
        instant = local.astimezone(UTC)
        shown = instant.astimezone(AMSTERDAM).replace(tzinfo=None)
        if shown == local.replace(tzinfo=None) and instant not in found:
            found.append(instant)
    return found
