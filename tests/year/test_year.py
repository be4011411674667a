"""A year of three venues: what the generated year is like, and that all of it arrives, proved, once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from tests.year.carry import Carried, carry, found, house
from tests.year.entries import CLOCK_NIGHTS, WORKED, Entry, Year, make_year, utc, wall
from tests.year.expected import Place, expected, night_hours, period
from tests.year.files import write_files
from tests.year.people import FIXED, FLEX, FOUR_WEEKLY, FREELANCE, MONTHLY, VENUES, Person

SEED = 1
whole_year = pytest.mark.timeout(180)
"""The year is carried once, by whichever of the two comes first: half a minute on a quiet machine."""
EMPLOYED = Person(0, "Aart Brink", "a@havengroep.example", "Havenhuis", "Bar", "e-mail", False, ())


@pytest.fixture(scope="module")
def year() -> Year:
    """The year of the seed."""
    return make_year(SEED)


@pytest.fixture(scope="module")
def carried(year: Year, tmp_path_factory: pytest.TempPathFactory) -> tuple[Carried, dict[Place, int]]:
    """What became of it, and what Nmbrs holds in the end."""
    folder = tmp_path_factory.mktemp("year")
    with house(year, folder) as (container, nmbrs):
        done = carry(year, container, nmbrs, folder)
        return done, found(year, nmbrs)


@whole_year
def test_everything_was_imported_and_every_period_is_proved(carried: tuple[Carried, dict[Place, int]]) -> None:
    done, _ = carried
    assert done.complaints == []
    assert (done.imported, done.exports) == (6000, 2 * 2 * (12 + 13))
    assert done.findings["pending-entry"] > 0
    assert done.findings["two-contract-types"] > 0
    assert done.findings["never-exported"] > 0


@whole_year
def test_nmbrs_holds_exactly_what_was_worked_out_without_the_product(
    year: Year, carried: tuple[Carried, dict[Place, int]]
) -> None:
    _, held = carried
    due = expected(year)
    assert len(due) > 3000
    assert {place: (held.get(place), due.get(place)) for place in held.keys() ^ due.keys()} == {}
    assert [(place, held[place], due[place]) for place in due if held[place] != due[place]] == []


def test_the_year_has_the_traits_of_real_ones(year: Year) -> None:
    entries, worked = year.entries, [entry for entry in year.entries if entry.kind == WORKED]
    assert (len(entries), len(year.people), len({entry.key for entry in entries})) == (6000, 100, 6000)
    assert {entry.venue for entry in entries} == set(VENUES)
    assert share(off_the_quarter(entry) for entry in worked) == pytest.approx(0.42, abs=0.02)
    assert share(entry.net == 0 for entry in worked) == pytest.approx(0.02, abs=0.006)
    assert share(entry.contract == FREELANCE for entry in entries) == pytest.approx(0.16, abs=0.001)
    assert share(entry.venue != entry.person.venue for entry in entries) == pytest.approx(0.10, abs=0.01)
    person_days = Counter((entry.person, entry.day) for entry in worked)
    assert share(count > 1 for count in person_days.values()) == pytest.approx(0.08, abs=0.01)
    venues_of = {person: {e.venue for e in entries if e.person is person} for person in year.people}
    assert share(len(venues) > 1 for venues in venues_of.values()) == pytest.approx(0.25, abs=0.02)
    employed = [person for person in year.people if not person.freelance]
    assert sum(len(person.contracts) == 2 for person in employed) == 5  # one in twenty
    assert sum(person.contracts[-1].last is not None for person in employed) == 8
    assert sum(person.contracts[0].first.year == 2026 for person in employed) == 10
    assert {(person.company, kind.kind) for person in employed for kind in person.contracts} == {
        (company, kind) for company in (MONTHLY, FOUR_WEEKLY) for kind in (FLEX, FIXED)
    }


def test_the_year_has_what_is_rare_as_well(year: Year) -> None:
    assert sum(not entry.approved for entry in year.entries) > 50
    assert {entry.kind for entry in year.entries} == {WORKED, "verlof", "ziek", "bijzonder verlof"}
    assert {entry.meals for entry in year.entries} == {"", "lunch", "diner", "2 x lunch", "lunch, diner", "ontbijt"}
    assert sum(past_midnight(entry) for entry in year.entries) > 500
    for night in CLOCK_NIGHTS:
        nightly = [e for e in year.entries if e.day == night and e.start is not None and e.end is not None]
        assert [e for e in nightly if wall(e.start or 0).utcoffset() != wall(e.end or 0).utcoffset()]


def test_the_same_seed_makes_the_same_year_and_the_same_files(year: Year, tmp_path: Path) -> None:
    again = make_year(SEED)
    assert again == year
    assert make_year(SEED + 1, 200).entries != make_year(SEED, 200).entries
    _, files = write_files(year, tmp_path)
    assert [file.path.name for file in files][:3] == ["uren-2025-12.csv", "uren-2026-01.xlsx", "uren-2026-02.csv"]
    assert len(files) == 14


@pytest.mark.parametrize(
    ("company", "contract", "day", "number"),
    [
        (MONTHLY, FLEX, "2026-01-31", 1),
        (MONTHLY, FLEX, "2026-02-01", 2),
        (MONTHLY, FIXED, "2025-12-21", 1),
        (MONTHLY, FIXED, "2026-01-20", 1),
        (MONTHLY, FIXED, "2026-01-21", 2),
        (MONTHLY, FIXED, "2026-12-20", 12),
        (FOUR_WEEKLY, FLEX, "2026-01-25", 1),
        (FOUR_WEEKLY, FIXED, "2026-01-26", 2),
        (FOUR_WEEKLY, FLEX, "2026-11-29", 12),
        (FOUR_WEEKLY, FLEX, "2026-11-30", 13),
        (FOUR_WEEKLY, FLEX, "2027-01-03", 13),
    ],
)
def test_the_periods_are_those_of_the_wall_calendar(company: int, contract: str, day: str, number: int) -> None:
    assert period(company, contract, date.fromisoformat(day)) == number


@pytest.mark.parametrize(
    ("day", "start", "length", "pause", "hours"),
    [
        ("2026-10-10", 20 * 60, 8 * 60, 30, Fraction(225, 40)),  # 337.5 minutes
        ("2026-10-24", 18 * 60, 11 * 60, 60, Fraction(420 * 600, 660 * 60)),  # the night of 25 hours
        ("2026-03-28", 18 * 60, 9 * 60, 0, Fraction(5)),  # and that of 23
        ("2026-10-10", 9 * 60, 8 * 60, 30, Fraction(0)),
        ("2026-10-10", 5 * 60, 2 * 60, 0, Fraction(1)),
    ],
)
def test_the_nights_are_worked_out_by_the_minute(
    day: str, start: int, length: int, pause: int, hours: Fraction
) -> None:
    began = utc(date.fromisoformat(day), start)
    shift = entry_of(date.fromisoformat(day), began, began + length, pause)
    assert night_hours(shift) == hours


def entry_of(day: date, start: int, end: int, pause: int) -> Entry:
    return Entry("E1", EMPLOYED, FLEX, day, WORKED, True, "Havenhuis", "Bar", start, end, pause, 0, "")


def share(said: Iterable[bool]) -> float:
    """The part of them that is true."""
    counted = Counter(said)
    return counted[True] / counted.total()


def off_the_quarter(entry: Entry) -> bool:
    return any(minute is not None and minute % 15 for minute in (entry.start, entry.end))


def past_midnight(entry: Entry) -> bool:
    return entry.end is not None and wall(entry.end).date() > entry.day
