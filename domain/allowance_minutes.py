"""Where the minutes of a shift go: which allowance is paid for which of them, exactly and in real time.

A minute counts when the clock in the Netherlands shows a time for which the allowance is paid, so that in the night
the clock goes back an hour counts twice, and in that of March not at all (docs/rules.md, "Allowances").
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from domain.allowance import DAY, Allowance
from domain.hours import AMSTERDAM, UTC, ShiftTimes, instants
from domain.pay_line import in_order
from domain.timecard import Timecard, plain_name

CLOCK_CHANGES = time(1)
"""In UTC, the hour at which the clock is changed in the Netherlands."""

_instants = lru_cache(maxsize=10_000)(instants)

CodeOf = Callable[[str], str | None]
"""The hour code of an allowance by name; None when it has no rule or is ignored."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a shift, in UTC, during which nothing changes: what is paid, and what gave way within its group."""

    start: datetime
    end: datetime
    paid: tuple[str, ...]
    gave_way: tuple[str, ...] = ()

    @property
    def minutes(self) -> int:
        """Its real length."""
        return int((self.end - self.start).total_seconds()) // 60


@dataclass(frozen=True, slots=True)
class Allocation:
    """The minutes of each allowance, the break taken off; 0 is left out. ``stretches`` is empty without times."""

    minutes: Mapping[str, Fraction]
    stretches: tuple[Stretch, ...] = ()


def allocate(card: Timecard, allowances: Sequence[Allowance], code_of: CodeOf) -> Allocation:
    """Divide a shift over the allowances that hold on its day.

    Covered time counts for the part of the shift that was not break. 20:00 to 04:00 with a break of 30 minutes, and an
    allowance from 22:00 to 06:00: 360 × 450 ÷ 480 = 337.5 minutes. Without times, only functions count.
    """
    found: dict[str, Fraction] = {}
    functions = [each for each in allowances if each.is_function_of(card)]
    stretches: tuple[Stretch, ...] = ()
    if card.times is None:
        for winner in _winners(functions, code_of):
            found[winner.name] = card.net_minutes
    elif card.times.elapsed_minutes and not card.times.break_too_long:
        by_clock = [each for each in allowances if each.by_clock]
        stretches = tuple(_stretches(card.times, functions, by_clock, code_of))
        share = Fraction(card.times.net_minutes, card.times.elapsed_minutes)
        for stretch in stretches:
            for name in stretch.paid:
                found[name] = found.get(name, Fraction(0)) + stretch.minutes * share
    for each in allowances:
        if each.column is not None:
            found[each.name] = _in_column(card, each.column)
    return Allocation({name: minutes for name, minutes in found.items() if minutes}, stretches)


def clock_needed(card: Timecard, allowances: Sequence[Allowance]) -> tuple[Allowance, ...]:
    """The allowances of which nothing can be said, for the source gives hours without times."""
    if card.times is not None or not card.net_minutes:
        return ()
    groups = {each.group for each in allowances if each.by_clock and each.group is not None}
    return tuple(each for each in allowances if each.by_clock or (each.is_function_of(card) and each.group in groups))


def columns_missing(card: Timecard, allowances: Iterable[Allowance]) -> tuple[Allowance, ...]:
    """The allowances whose column the file of this timecard did not have."""
    present = {extra.column for extra in card.extras}
    return tuple(each for each in allowances if each.column is not None and plain_name(each.column) not in present)


def years_unknown(card: Timecard, allowances: Iterable[Allowance]) -> tuple[Allowance, ...]:
    """The allowances for public holidays of which the dates in the year of this shift are not known."""
    if card.times is None:
        return ()
    years = {day.year for day in _days(card.times)}
    return tuple(each for each in allowances if not all(each.knows_year(year) for year in years))


def _in_column(card: Timecard, column: str) -> Fraction:
    for extra in card.extras:
        if extra.column == plain_name(column):
            return card.net_minutes if extra.tenths is None else Fraction(extra.tenths, 10)
    return Fraction(0)


def _stretches(
    times: ShiftTimes, functions: Sequence[Allowance], by_clock: Sequence[Allowance], code_of: CodeOf
) -> Iterator[Stretch]:
    """Cut at every moment at which something may begin or end, and joined again where nothing did."""
    held: Stretch | None = None
    cuts = sorted({times.start, times.end, *_edges(times, by_clock)})
    for start, end in pairwise(cuts):
        local = start.astimezone(AMSTERDAM)
        covering = [*functions, *(each for each in by_clock if each.shows(local))]
        winners = {each.name for each in _winners(covering, code_of)}
        paid = tuple(sorted(winners))
        gave_way = tuple(sorted({each.name for each in covering} - winners))
        if held is not None and (held.paid, held.gave_way) == (paid, gave_way):
            held = Stretch(held.start, end, paid, gave_way)
            continue
        if held is not None:
            yield held
        held = Stretch(start, end, paid, gave_way)
    if held is not None:
        yield held


def _edges(times: ShiftTimes, by_clock: Sequence[Allowance]) -> Iterator[datetime]:
    clocks = {minute % DAY for each in by_clock for window in each.windows for minute in (window.start, window.end)}
    clocks |= {0} if by_clock else set()
    for day in _days(times):
        moments = [datetime.combine(day, CLOCK_CHANGES, UTC)]
        for minute in clocks:
            moments.extend(_instants(day, time(minute // 60, minute % 60)))
        yield from (moment for moment in moments if times.start < moment < times.end)


def _days(times: ShiftTimes) -> Iterator[date]:
    day = times.start.astimezone(AMSTERDAM).date()
    last = times.end.astimezone(AMSTERDAM).date()
    while day <= last:
        yield day
        day += timedelta(days=1)


def _winners(covering: Iterable[Allowance], code_of: CodeOf) -> Iterator[Allowance]:
    """All that are in no group, and of each group the highest percentage; of equal ones the lower code.

    One without a code comes after those with a code.
    """
    groups: dict[str, list[Allowance]] = {}
    for each in covering:
        if each.group is None:
            yield each
        else:
            groups.setdefault(each.group, []).append(each)
    for rivals in groups.values():
        yield min(rivals, key=lambda each: (-each.percentage.hundredths, *_rank(code_of(each.name)), each.name))


def _rank(code: str | None) -> tuple[bool, str]:
    return (code is None, in_order(code or ""))
