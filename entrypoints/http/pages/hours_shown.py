"""Hours as the pages show them: which entries were asked for, and their sums per person, day and venue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from typing import Annotated, Final

from fastapi import Depends, Query

from application.show_hours import Hours
from application.show_timecards import ShownTimecard, TimecardFate
from domain.amount import Amount
from domain.timecard import Timecard, TimecardKind, TimecardStatus, plain_name
from entrypoints.http.pages.texts import mark

ON_A_PAGE: Final = 100

FATES: Final[Mapping[TimecardFate, tuple[str, str]]] = {
    TimecardFate.NOT_SENT: ("note", mark("Not sent")),
    TimecardFate.SENT: ("wait", mark("Sent, outcome not known")),
    TimecardFate.PROVED: ("good", mark("In Nmbrs")),
    TimecardFate.CHANGED_SINCE: ("warn", mark("Changed since")),
    TimecardFate.LEFT_OUT: ("stop", mark("Left out")),
}
"""What became of an entry: its tone and its words."""
KINDS: Final[Mapping[TimecardKind, str]] = {
    TimecardKind.WORKED: mark("Worked hours"),
    TimecardKind.LEAVE: mark("Leave"),
    TimecardKind.SICK: mark("Sick"),
    TimecardKind.SPECIAL_LEAVE: mark("Special leave"),
}
STATUSES: Final[Mapping[TimecardStatus, str]] = {
    TimecardStatus.APPROVED: mark("Approved"),
    TimecardStatus.PENDING: mark("Not approved yet"),
}
VIEWS: Final[Mapping[str, str]] = {
    "people": mark("Per person"),
    "days": mark("Per day"),
    "entries": mark("Entries"),
    "periods": mark("Earlier periods"),
}

Word = Annotated[str, Query(max_length=200)]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries are asked for; an empty text is all of them. ``person`` is a part of a name."""

    person: str = ""
    venue: str = ""
    team: str = ""
    kind: str = ""
    status: str = ""
    fate: str = ""
    why: str = ""

    @property
    def query(self) -> dict[str, str]:
        """As parameters of an address."""
        return {name: value for name in self.__slots__ if (value := getattr(self, name))}

    def of(self, cards: Iterable[ShownTimecard]) -> list[ShownTimecard]:
        """Those of the entries."""
        if not self.query:
            return list(cards)
        tests: list[Callable[[ShownTimecard], bool]] = []
        for name in ("venue", "team", "kind", "status"):
            if value := getattr(self, name):
                tests.append(lambda one, name=name, value=value: getattr(one.card, name) == value)  # type: ignore[misc]
        if self.fate:
            tests.append(lambda one: one.fate == self.fate)
        if self.why:
            tests.append(lambda one: one.because == self.why)
        if self.person:
            part = plain_name(self.person)
            tests.append(lambda one: part in plain_name(one.card.person.name))
        return [one for one in cards if all(test(one) for test in tests)]


def _wanted(
    person: Word = "",
    venue: Word = "",
    team: Word = "",
    kind: Word = "",
    status: Word = "",
    fate: Word = "",
    why: Word = "",
) -> Wanted:
    return Wanted(person.strip(), venue, team, kind, status, fate, why)


Asked = Annotated[Wanted, Depends(_wanted)]


@dataclass(slots=True)
class Sums:
    """Some entries added up. Times are of worked hours only, in tenths of a minute, which are exact.

    ``reasons`` are those of what is left out.
    """

    tenths: int = 0
    pending_tenths: int = 0
    entries: int = 0
    pending: int = 0
    people: set[str] = field(default_factory=set)
    days: set[date] = field(default_factory=set)
    fates: Counter[TimecardFate] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    venues: Counter[str] = field(default_factory=Counter)

    def add(self, one: ShownTimecard) -> None:
        """Add one entry."""
        card = one.card
        self.entries += 1
        self.people.add(card.person.key)
        self.fates[one.fate] += 1
        if one.because:
            self.reasons[one.because] += 1
        if card.kind is not TimecardKind.WORKED:
            return
        self.venues[card.venue] += 1
        if card.status is TimecardStatus.PENDING:
            self.pending_tenths += tenths_of(card)
            self.pending += 1
        else:
            tenths = tenths_of(card)
            self.tenths += tenths
            if tenths > 0:
                self.days.add(card.day)

    @property
    def hours(self) -> Amount:
        """Approved hours, rounded once."""
        return in_hours(self.tenths)

    @property
    def pending_hours(self) -> Amount:
        """Hours that nobody approved yet, rounded once."""
        return in_hours(self.pending_tenths)


@dataclass(slots=True)
class PersonSums(Sums):
    """The entries of one person; ``apart`` is the contract venue of somebody whose name another has too."""

    key: str = ""
    name: str = ""
    apart: str = ""


def summed(cards: Iterable[ShownTimecard]) -> Sums:
    """All of them together."""
    sums = Sums()
    for one in cards:
        sums.add(one)
    return sums


def by_person(cards: Iterable[ShownTimecard]) -> list[PersonSums]:
    """By name."""
    found: dict[str, PersonSums] = {}
    for one in cards:
        person = one.card.person
        sums = found.get(person.key)
        if sums is None:
            sums = found[person.key] = PersonSums(key=person.key, name=person.name, apart=person.contract_venue or "")
        sums.add(one)
    names = Counter(each.name for each in found.values())
    for each in found.values():
        if names[each.name] == 1:
            each.apart = ""
    return sorted(found.values(), key=lambda each: (plain_name(each.name), each.key))


def by_day(hours: Hours, cards: Iterable[ShownTimecard]) -> list[tuple[date, Sums]]:
    """Every day of the period, also those without an entry."""
    found = {day: Sums() for day in days_between(hours.first, hours.last)}
    for one in cards:
        found.setdefault(one.card.day, Sums()).add(one)
    return sorted(found.items(), key=lambda pair: pair[0])


def days_between(first: date, last: date) -> list[date]:
    """All of them; both ends belong to it."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def tenths_by_venue(cards: Iterable[ShownTimecard]) -> dict[str, dict[date, int]]:
    """Worked time per venue and day, approved or not, in tenths of a minute."""
    found: dict[str, dict[date, int]] = {}
    for one in cards:
        card = one.card
        if card.kind is TimecardKind.WORKED:
            days = found.setdefault(card.venue, {})
            days[card.day] = days.get(card.day, 0) + tenths_of(card)
    return found


def tenths_of(card: Timecard) -> int:
    """The net time of one entry in tenths of a minute, without the cost of a fraction for each of many."""
    if card.times is not None:
        return card.times.net_minutes * 10
    return card.stated.tenths if card.stated is not None else 0


def in_hours(tenths: int) -> Amount:
    """Tenths of a minute as hours, rounded once."""
    return Amount.from_fraction(Fraction(tenths, 600))


def hours_of(card: Timecard) -> Amount:
    """The net time of one entry, for reading."""
    return in_hours(tenths_of(card))


def choices(cards: Iterable[ShownTimecard]) -> dict[str, list[str]]:
    """What can be chosen in the filters: the venues, teams and reasons that occur."""
    venues: set[str] = set()
    teams: set[str] = set()
    reasons: set[str] = set()
    for one in cards:
        venues.add(one.card.venue)
        teams.add(one.card.team or "")
        reasons.add(one.because)
    return {"venues": sorted(venues), "teams": sorted(teams - {""}), "reasons": sorted(reasons - {""})}


def page_of(rows: Sequence[object], page: int) -> tuple[Sequence[object], int, int]:
    """The rows of one page, its number, which is one that there is, and how many pages there are."""
    pages = max(1, -(-len(rows) // ON_A_PAGE))
    at = min(max(page, 1), pages)
    return rows[(at - 1) * ON_A_PAGE : at * ON_A_PAGE], at, pages
