"""Six thousand hour entries of a year, with the traits of real ones. What was really worked is known in UTC minutes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from random import Random
from zoneinfo import ZoneInfo

from tests.year.people import VENUES, Person, cast

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
ENTRIES = 6_000
FREELANCE_SHARE = 0.16
WORKED, LEAVE, SICK, SPECIAL = "gewerkte uren", "verlof", "ziek", "bijzonder verlof"
CLOCK_NIGHTS = (date(2026, 3, 28), date(2026, 10, 24))
"""The clock changes in the night after these days."""
MEALS = (("", 60), ("lunch", 15), ("diner", 15), ("2 x lunch", 3), ("lunch, diner", 4), ("ontbijt", 3))
COUNTS = {
    "": {},
    "lunch": {"lunch": 1},
    "diner": {"diner": 1},
    "2 x lunch": {"lunch": 2},
    "lunch, diner": {"lunch": 1, "diner": 1},
    "ontbijt": {"ontbijt": 1},
}


@dataclass(frozen=True)
class Entry:
    """A row of eitje. ``start`` and ``end`` are minutes since 1970 in UTC; None for leave and sickness."""

    key: str
    person: Person
    contract: str
    day: date
    kind: str
    approved: bool
    venue: str
    team: str
    start: int | None
    end: int | None
    pause: int
    stated: int
    meals: str

    @property
    def net(self) -> int:
        """Worked minutes; for leave and sickness those that the row states."""
        return self.stated if self.start is None or self.end is None else self.end - self.start - self.pause

    @property
    def clock(self) -> str:
        """``18:00 - 02:00`` as the clock on the wall showed it."""
        if self.start is None or self.end is None:
            return ""
        return f"{wall(self.start):%H:%M} - {wall(self.end):%H:%M}"


def wall(minute: int) -> datetime:
    """A UTC minute on the clock in the Netherlands."""
    return datetime.fromtimestamp(minute * 60, AMSTERDAM)


def utc(day: date, minutes: int) -> int:
    """The UTC minute of a time of the day; of a time that occurs twice the first."""
    moment = datetime(day.year, day.month, day.day, minutes // 60, minutes % 60, tzinfo=AMSTERDAM)
    return int(moment.timestamp()) // 60


@dataclass(frozen=True)
class Year:
    """Who there is, and what was registered."""

    seed: int
    people: tuple[Person, ...]
    entries: tuple[Entry, ...]


def make_year(seed: int, entries: int = ENTRIES) -> Year:
    """The same year for the same seed and number of entries."""
    random = Random(seed)
    people = cast(random)
    freelance = [person for person in people if person.freelance]
    employed = [person for person in people if not person.freelance]
    of_freelance = round(entries * FREELANCE_SHARE)
    made = [
        *_of_group(random, freelance, of_freelance, "Z"),
        *_of_group(random, employed, entries - of_freelance, "E"),
    ]
    return Year(seed, people, tuple(made))


def _of_group(random: Random, people: list[Person], entries: int, mark: str) -> Iterator[Entry]:
    """So many entries, spread over people by the days on which they can work."""
    chances = {person: len(person.days()) for person in people}
    whole, number = sum(chances.values()), 0
    for place, person in enumerate(people):
        due = entries * sum(chances[each] for each in people[: place + 1]) // whole - number
        for made in _of_person(random, person, due):
            number += 1
            yield Entry(f"{mark}{number:05d}", person, *made)


def _of_person(random: Random, person: Person, due: int) -> Iterator[tuple[object, ...]]:
    """``due`` entries; on 8 % of the days there are two."""
    days = dict(person.days())
    chosen = sorted(days, key=lambda _: random.random())
    nights = [day for day in CLOCK_NIGHTS if day in days and random.random() < 0.3]
    chosen = [*nights, *(day for day in chosen if day not in nights)]
    while due > 0:
        day = chosen.pop(0)
        kind = days[day].kind
        if day in nights:
            shifts = [_shift(random, day, 18 * 60 + 15 * random.randrange(9), 6 * 60 + random.randrange(5 * 60))]
        elif due > 1 and random.random() < 0.08:
            shifts = [
                _shift(random, day, 10 * 60 + 15 * random.randrange(5), 3 * 60 + 15 * random.randrange(5)),
                _shift(random, day, 17 * 60 + 15 * random.randrange(5), 4 * 60 + 15 * random.randrange(17)),
            ]
        elif random.random() < 0.05:
            yield kind, day, *_absence(random, person)
            due -= 1
            continue
        else:
            start = random.choice((9 * 60, 11 * 60, 16 * 60, 17 * 60)) + 15 * random.randrange(5)
            shifts = [_shift(random, day, start, 4 * 60 + 15 * random.randrange(25))]
        for start, end, pause in shifts:
            elsewhere = person.several_venues and random.random() < 0.44
            venue = random.choice([v for v in VENUES if v != person.venue]) if elsewhere else person.venue
            meals = random.choices([text for text, _ in MEALS], [weight for _, weight in MEALS])[0]
            approved = random.random() >= 0.015
            yield kind, day, WORKED, approved, venue, person.team, start, end, pause, 0, meals
            due -= 1


def _shift(random: Random, day: date, start: int, length: int) -> tuple[int, int, int]:
    """A shift in UTC minutes with its break; 42 % not on a quarter of an hour, 2 % of no length at all."""
    first = utc(day, start)
    if random.random() < 0.02:
        return first, first, 0
    length -= length % 15
    if random.random() < 0.42:
        length += random.randrange(1, 15)
    pause = random.choice((15, 30, 30, 45, 60)) if length >= 270 else random.choice((0, 0, 15, 20))
    return first, first + length, pause


def _absence(random: Random, person: Person) -> tuple[object, ...]:
    kind = random.choices((LEAVE, SICK, SPECIAL), (6, 3, 1))[0]
    return kind, True, person.venue, person.team, None, None, 0, random.choice((240, 360, 480)), ""
