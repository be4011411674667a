"""Timecards: one registered shift each, and who worked it."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from domain.hours import ShiftTimes, StatedHours, TimeNote
from domain.terms import ContractType


class TimecardKind(StrEnum):
    """What the entry is. Only worked hours are exported."""

    WORKED = "worked"
    LEAVE = "leave"
    SICK = "sick"
    SPECIAL_LEAVE = "special-leave"


class TimecardStatus(StrEnum):
    """Approved entries are exported; pending ones are named and never sent."""

    APPROVED = "approved"
    PENDING = "pending"


@dataclass(frozen=True, slots=True)
class MealCount:
    """So many meals of one kind, such as two lunches."""

    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class Extra:
    """What a row says in a column that a function allowance names; ``column`` is a plain name.

    ``tenths`` are tenths of a minute, 0 for an empty cell; None is a mark for the whole shift.
    """

    column: str
    tenths: int | None


@dataclass(frozen=True, slots=True)
class PersonRef:
    """Who worked, by everything the source says. ``key`` uses the best of it."""

    name: str
    eitje_user_id: str | None = None
    nmbrs_id: str | None = None
    email: str | None = None
    contract_venue: str | None = None

    @property
    def key(self) -> str:
        """eitje user id, else Nmbrs id, else e-mail, else the exact name with the contract venue.

        >>> PersonRef("Noor van Dijk", contract_venue="De Kade").key
        'name:Noor van Dijk@De Kade'
        """
        if self.eitje_user_id:
            return f"eitje:{self.eitje_user_id}"
        if self.nmbrs_id:
            return f"nmbrs:{self.nmbrs_id.lower()}"
        if email := plain_email(self.email or ""):
            return f"email:{email}"
        return f"name:{unicodedata.normalize('NFC', self.name)}@{self.contract_venue or ''}"

    @property
    def by_name_only(self) -> bool:
        """True when nothing better than a name is known."""
        return self.key.startswith("name:")


@dataclass(frozen=True, slots=True)
class Timecard:
    """One shift, or one day of leave, as a source registered it.

    ``source`` and ``key`` identify it for ever; ``day`` is the day to which it belongs, also when it ends after
    midnight. Without ``times``, ``stated`` is taken at its word; one of the two is there. ``shift_type`` is None for
    ordinary work; ``extras`` are the columns that were asked for and that the source has. ``sent_by_own_link`` says
    that eitje's own link with the payroll sent it.
    """

    source: str
    key: str
    person: PersonRef
    day: date
    kind: TimecardKind
    status: TimecardStatus
    venue: str
    team: str | None = None
    contract_type: ContractType | None = None
    times: ShiftTimes | None = None
    stated: StatedHours | None = None
    meals: tuple[MealCount, ...] = ()
    notes: frozenset[TimeNote] = frozenset()
    shift_type: str | None = None
    extras: tuple[Extra, ...] = ()
    sent_by_own_link: bool = False

    @property
    def id(self) -> str:
        """Source and key in one text."""
        return f"{self.source}:{self.key}"

    @property
    def net_minutes(self) -> Fraction:
        """Net time in minutes; times lead."""
        if self.times is not None:
            return Fraction(self.times.net_minutes)
        return self.stated.minutes if self.stated is not None else Fraction(0)

    @property
    def to_export(self) -> bool:
        """Approved worked hours; everything else is never sent."""
        return self.kind is TimecardKind.WORKED and self.status is TimecardStatus.APPROVED

    @property
    def digest(self) -> str:
        """Changes when anything that may decide an amount or its place changes."""
        parts = (
            self.id,
            self.person.key,
            self.person.contract_venue or "",
            self.day.isoformat(),
            self.kind,
            self.status,
            self.venue,
            self.team or "",
            self.contract_type or "",
            str(self.net_minutes),
            ";".join(f"{meal.kind}={meal.count}" for meal in self.meals),
            f"{self.times.start.isoformat()}/{self.times.end.isoformat()}" if self.times else "",
            self.shift_type or "",
            ";".join(f"{extra.column}={extra.tenths}" for extra in self.extras),
        )
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def plain_email(text: str) -> str:
    """Trimmed and in lower case: how e-mail addresses are compared."""
    return text.strip().lower()


@lru_cache(maxsize=65_536)
def plain_name(text: str) -> str:
    """A name for comparing: no diacritics, no case, single blanks.

    >>> plain_name("  Zoë  VAN DEN BERG ")
    'zoe van den berg'
    """
    decomposed = unicodedata.normalize("NFKD", text)
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).casefold().split())


def people_of(timecards: Iterable[Timecard]) -> dict[str, PersonRef]:
    """The people behind the timecards by key, each as last seen."""
    return {card.person.key: card.person for card in timecards}
