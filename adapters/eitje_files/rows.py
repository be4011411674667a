"""Rows of a table as timecards, or as eitje's users."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache

from adapters.eitje_files.cells import (
    is_clocked_in,
    is_exported,
    read_break,
    read_contract_type,
    read_email,
    read_extra,
    read_hours,
    read_kind,
    read_meals,
    read_nmbrs_id,
    read_status,
    read_times,
)
from adapters.eitje_files.columns import Field
from adapters.eitje_files.days import Days, read_day
from adapters.eitje_files.problems import BadValue
from domain.hours import MIDNIGHT, NoSuchClockTime, ShiftTimes, StatedHours, TimeNote, read_shift
from domain.terms import ContractType
from domain.timecard import Extra, MealCount, PersonRef, Timecard, TimecardKind, TimecardStatus
from domain.timecard_import import EitjeUser

SOURCE = "eitje"
"""Where these timecards come from. Another way out of eitje that bears the same ids uses the same name."""

LONGEST_VALUE = 1_000
"""Characters in a cell that is used."""

NOT_STATED = StatedHours(0)

_shift = lru_cache(maxsize=50_000)(read_shift)


@lru_cache(maxsize=20_000)
def _tidy(text: str) -> str:
    """Without superfluous blanks, and each letter written in one way."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the file as a whole, and the person who imports, say about every row.

    ``days`` is what the file covers by its own word, ``years`` the span from which a date takes its year.
    """

    days: Days | None
    years: Days | None
    venue: str | None
    new_day_begins: Mapping[str, time]


@dataclass(frozen=True, slots=True)
class _Circumstances:
    """What many rows have in common, worked out once for each combination of cells."""

    person: PersonRef
    venue: str
    team: str | None
    kind: TimecardKind
    contract_type: ContractType | None
    status: TimecardStatus


_COMMON = (
    *(Field.NAME, Field.FIRST_NAME, Field.LAST_NAME, Field.NMBRS_ID, Field.EMAIL, Field.CONTRACT_VENUE),
    *(Field.VENUE, Field.SHIFT_TEAM, Field.TEAM_NAME, Field.TYPE, Field.CONTRACT_TYPE, Field.STATUS),
)


class RowReader:
    """Reads the cells of one row after the other. ``column`` and ``value`` are those of the cell that was read last."""

    def __init__(
        self, columns: Mapping[Field, int], around: Surroundings, extras: Mapping[str, int] | None = None
    ) -> None:
        self.columns = columns
        self.column: str = Field.KEY
        self._extras = dict(sorted((extras or {}).items()))
        self.value = ""
        self._around = around
        self._width = max([*columns.values(), *self._extras.values()], default=-1) + 1
        self._common = [columns[column] for column in _COMMON if column in columns]
        self._seen: dict[tuple[str, ...], _Circumstances] = {}

    def begin(self, cells: list[str], width: int | None) -> None:
        """Take up a row: first of all, add the cells that it leaves away at its end.

        ``width`` is how many cells it must have. Raises BadValue when a comma too many or too few has moved values into
        the wrong columns.
        """
        count = len(cells)
        if count < self._width:
            cells.extend([""] * (self._width - count))
        if width is not None and (count < width or any(cells[width:])):
            self.column, self.value = next(iter(self.columns)), cells[0]
            raise BadValue(f"the row has {count} cells, the first line {width}")

    def text(self, cells: Sequence[str], column: Field) -> str:
        """The cell in this column, tidied; empty when there is no such column."""
        place = self.columns.get(column)
        return "" if place is None else self._cell(cells, column, place)

    def _cell(self, cells: Sequence[str], column: str, place: int) -> str:
        self.column, self.value = column, cells[place]
        if not self.value:
            return ""
        if len(self.value) > LONGEST_VALUE:
            raise BadValue(f"more than {LONGEST_VALUE} characters")
        return _tidy(self.value)

    def timecard(self, cells: Sequence[str], key: str) -> Timecard:
        """The row as a timecard. Raises BadValue, and YearNeeded."""
        day = self._day(cells)
        common = self._circumstances(cells)
        times, stated, notes = self._hours(cells, day, common)
        return Timecard(
            source=SOURCE,
            key=key,
            person=common.person,
            day=day,
            kind=common.kind,
            status=common.status,
            venue=common.venue,
            team=common.team,
            contract_type=common.contract_type,
            times=times,
            stated=stated,
            meals=self._meals(cells),
            notes=notes,
            extras=self._read_extras(cells) if self._extras else (),
            sent_by_own_link=is_exported(self.text(cells, Field.STATUS)),
        )

    def user(self, cells: Sequence[str]) -> EitjeUser:
        """The row as one of eitje's users. Raises BadValue."""
        return EitjeUser(
            name=self._name(cells),
            email=read_email(self.text(cells, Field.EMAIL)),
            nmbrs_id=read_nmbrs_id(self.text(cells, Field.NMBRS_ID)),
            contract_venue=self.text(cells, Field.CONTRACT_VENUE) or None,
        )

    def _circumstances(self, cells: Sequence[str]) -> _Circumstances:
        raw = tuple([cells[place] for place in self._common])
        known = self._seen.get(raw)
        if known is None:
            known = self._seen[raw] = _Circumstances(
                person=self._person(cells),
                venue=self._venue(cells),
                team=self.text(cells, Field.SHIFT_TEAM) or self.text(cells, Field.TEAM_NAME) or None,
                kind=self._kind(cells),
                contract_type=read_contract_type(self.text(cells, Field.CONTRACT_TYPE)),
                status=self._status(cells),
            )
        return known

    def _day(self, cells: Sequence[str]) -> date:
        text = self.text(cells, Field.DAY)
        day = read_day(text, self._around.years)
        if self._around.days is not None and not self._around.days[0] <= day <= self._around.days[1]:
            raise BadValue(f"outside the days of this file, {self._around.days[0]} to {self._around.days[1]}")
        return day

    def _name(self, cells: Sequence[str]) -> str:
        parts = (self.text(cells, column) for column in (Field.FIRST_NAME, Field.LAST_NAME))
        name = self.text(cells, Field.NAME) or " ".join(part for part in parts if part)
        if not name:
            raise BadValue("nobody is named")
        return name

    def _person(self, cells: Sequence[str]) -> PersonRef:
        return PersonRef(
            name=self._name(cells),
            nmbrs_id=read_nmbrs_id(self.text(cells, Field.NMBRS_ID)),
            email=read_email(self.text(cells, Field.EMAIL)),
            contract_venue=self.text(cells, Field.CONTRACT_VENUE) or None,
        )

    def _kind(self, cells: Sequence[str]) -> TimecardKind:
        text = self.text(cells, Field.TYPE)
        return read_kind(text) if Field.TYPE in self.columns else TimecardKind.WORKED

    def _status(self, cells: Sequence[str]) -> TimecardStatus:
        text = self.text(cells, Field.STATUS)
        return read_status(text) if Field.STATUS in self.columns else TimecardStatus.APPROVED

    def _venue(self, cells: Sequence[str]) -> str:
        venue = self.text(cells, Field.VENUE) or self._around.venue
        if not venue:
            raise BadValue("no venue is named")
        return venue

    def _meals(self, cells: Sequence[str]) -> tuple[MealCount, ...]:
        if not self.text(cells, Field.MEALS):
            return ()
        return read_meals(self.value.strip())  # untidied: its line breaks matter

    def _read_extras(self, cells: Sequence[str]) -> tuple[Extra, ...]:
        return tuple(Extra(name, read_extra(self._cell(cells, name, place))) for name, place in self._extras.items())

    def _hours(
        self, cells: Sequence[str], day: date, common: _Circumstances
    ) -> tuple[ShiftTimes | None, StatedHours | None, frozenset[TimeNote]]:
        """Times, what the hours column says, and what is doubtful about the two."""
        text = self.text(cells, Field.HOURS)
        stated = read_hours(text) if text else None
        pause = self.text(cells, Field.BREAK)
        break_minutes = read_break(pause) if pause else 0
        clock = self._clock(cells, common.status)
        if clock is None:
            if stated is None and common.status is TimecardStatus.APPROVED:
                self.text(cells, Field.HOURS)
                raise BadValue("neither hours nor a start and an end")
            begun = common.status is TimecardStatus.PENDING and is_clocked_in(
                self.text(cells, Field.STATUS), self.text(cells, Field.TIMES)
            )
            return None, stated or NOT_STATED, frozenset({TimeNote.CLOCKED_IN}) if begun else frozenset()
        begins = self._around.new_day_begins.get(common.venue, MIDNIGHT)
        try:
            times, notes = _shift(day, *clock, break_minutes, stated, begins)
        except NoSuchClockTime:
            raise BadValue(f"the clock skipped this time on {day} or the day after") from None
        return times, stated, notes

    def _clock(self, cells: Sequence[str], status: TimecardStatus) -> tuple[time, time] | None:
        """Start and end. Somebody who is still at work has a start only, which is no reason to refuse the others."""
        text = self.text(cells, Field.TIMES)
        try:
            return read_times(text)
        except BadValue:
            if status is TimecardStatus.APPROVED:
                raise
            return None
