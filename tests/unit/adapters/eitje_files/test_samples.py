"""The shipped samples: written anew they are the same, and they read as their README works out by hand."""

from collections import Counter, defaultdict
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

import pytest

from adapters.eitje_files import EitjeFileReader
from application.ports.timecards import ReadOptions
from domain.terms import ContractType
from domain.timecard import TimecardKind, TimecardStatus
from domain.timecard_import import Coverage, EitjeUser, PendingEntries, TimecardFile, UserFile, merge
from tests.samples.generate import SAMPLES, samples

ZERO, FIXED, ZZP = ContractType.ZERO_HOURS, ContractType.HOURS_CONTRACT, ContractType.SELF_EMPLOYED


def read(name: str) -> TimecardFile:
    file = EitjeFileReader().read(SAMPLES / name, ReadOptions())
    assert isinstance(file, TimecardFile)
    return file


def sums(file: TimecardFile) -> dict[tuple[str, ContractType | None], tuple[str, int, dict[str, int]]]:
    """Worked hours, days and meals per person and contract type."""
    minutes: dict[tuple[str, ContractType | None], Fraction] = defaultdict(Fraction)
    days: dict[tuple[str, ContractType | None], set[date]] = defaultdict(set)
    meals: dict[tuple[str, ContractType | None], Counter[str]] = defaultdict(Counter)
    for card in file.timecards:
        if not card.to_export:
            continue
        place = (card.person.key, card.contract_type)
        minutes[place] += card.net_minutes
        days[place] |= {card.day} if card.net_minutes else set()
        meals[place].update({meal.kind: meal.count for meal in card.meals})
    return {
        place: (f"{int(net) // 60}:{int(net) % 60:02d}", len(days[place]), dict(meals[place]))
        for place, net in minutes.items()
    }


OCTOBER = {
    ("email:noor.vandijk@kade.example", ZERO): ("29:30", 4, {"lunch": 2}),
    ("email:daan.devries@kade.example", ZERO): ("29:00", 4, {"diner": 1}),
    ("email:zoe@kade.example", ZERO): ("43:04", 7, {"diner": 2}),
    ("email:emre@kade.example", ZERO): ("58:45", 7, {"diner": 1}),
    ("nmbrs:503205", ZERO): ("30:30", 4, {"lunch": 2}),
    ("nmbrs:503206", ZERO): ("22:00", 3, {"lunch": 2, "diner": 1}),
    ("email:bram@kade.example", FIXED): ("81:15", 10, {"lunch": 3}),
    ("email:fatima@kade.example", ZERO): ("25:45", 4, {}),
    ("email:fatima@kade.example", FIXED): ("29:30", 5, {"diner": 1}),
    ("name:Joost van der Meer@De Kade", ZERO): ("25:50", 5, {}),
    ("email:kees@vos.example", ZZP): ("32:00", 3, {}),
}


@pytest.mark.parametrize("name", sorted(samples()))
def test_a_sample_written_anew_has_the_same_bytes(name: str) -> None:
    assert samples()[name] == (SAMPLES / name).read_bytes()


def test_every_sample_is_described() -> None:
    described = (SAMPLES / "README.md").read_text(encoding="utf-8")
    shipped = {path.name for path in SAMPLES.iterdir()} - {"README.md"}
    assert shipped == set(samples())
    assert all(f"`{name}`" in described for name in shipped)


def test_october_adds_up_as_worked_out_by_hand() -> None:
    assert sums(read("hours-2026-10.xlsx")) == OCTOBER


def test_october_says_what_it_covers() -> None:
    file = read("hours-2026-10.xlsx")
    venues = frozenset({"De Kade", "Strandtent Zuid"})
    assert file.coverage == Coverage(date(2026, 10, 1), date(2026, 10, 31), venues)
    assert file.exported_at == datetime(2026, 11, 2, 8, 15, tzinfo=UTC)
    assert file.pending == (PendingEntries("Zoë van den Berg", 2),)
    assert file.source == "eitje"
    assert file.remarks == ()


def test_october_has_rows_of_every_kind_and_nothing_doubtful() -> None:
    cards = read("hours-2026-10.xlsx").timecards
    kinds = Counter(card.kind for card in cards)
    assert kinds == {
        TimecardKind.WORKED: 59,
        TimecardKind.SICK: 1,
        TimecardKind.LEAVE: 1,
        TimecardKind.SPECIAL_LEAVE: 1,
    }
    assert {card.status for card in cards} == {TimecardStatus.APPROVED}
    assert not any(card.notes for card in cards)


def test_in_the_night_of_the_clock_change_the_hours_say_which_end_is_meant() -> None:
    cards = read("hours-2026-10.xlsx").timecards
    (emre,) = [c for c in cards if c.person.name == "Emre Yılmaz" and c.day == date(2026, 10, 24)]
    (fatima,) = [c for c in cards if c.person.name == "Fatima el Amrani" and c.day == date(2026, 10, 24)]
    assert emre.times is not None
    assert emre.times.end == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert (emre.net_minutes, fatima.net_minutes) == (540, 510)


def test_the_correction_changes_one_timecard_of_daan() -> None:
    before, after = read("hours-2026-10.xlsx"), read("hours-2026-10-corrected.xlsx")
    changes = merge(before.timecards, after)
    ((changed),) = changes.changed
    assert (changed.before.person.name, changed.before.day) == ("Daan de Vries", date(2026, 10, 17))
    assert (changed.before.net_minutes, changed.after.net_minutes) == (360, 465)
    assert (changes.added, changes.removed, changes.unchanged) == ((), (), 61)
    assert after.exported_at == datetime(2026, 11, 4, 15, 40, tzinfo=UTC)
    assert sums(after)["email:daan.devries@kade.example", ZERO] == ("30:45", 4, {"diner": 1})


def test_reading_a_file_again_changes_nothing() -> None:
    first, again = read("hours-2026-10.xlsx"), read("hours-2026-10.xlsx")
    changes = merge(first.timecards, again)
    assert (changes.added, changes.changed, changes.removed, changes.unchanged) == ((), (), (), 62)
    assert first == again


def test_march_adds_up_as_worked_out_by_hand() -> None:
    assert sums(read("hours-2026-03.csv")) == {
        ("email:noor.vandijk@kade.example", ZERO): ("14:20", 2, {"lunch": 1}),
        ("email:daan.devries@kade.example", ZERO): ("15:00", 2, {}),
        ("email:zoe@kade.example", ZERO): ("22:00", 3, {"diner": 1}),
        ("email:emre@kade.example", ZERO): ("14:00", 2, {}),
        ("email:fatima@kade.example", ZERO): ("8:00", 1, {}),
        ("name:Joost van der Meer@De Kade", ZERO): ("4:00", 1, {}),
        ("email:bram@kade.example", FIXED): ("8:00", 1, {"lunch": 1}),
    }


def test_march_covers_nothing_of_itself() -> None:
    file = read("hours-2026-03.csv")
    assert (file.coverage, file.exported_at) == (None, None)
    assert any("does not say which days" in remark for remark in file.remarks)


def test_the_user_file_lists_ten_people() -> None:
    file = EitjeFileReader().read(SAMPLES / "users.xlsx", ReadOptions())
    assert isinstance(file, UserFile)
    assert len(file.users) == 10
    assert EitjeUser("Sophie Jansen", "s.jansen2@kade.example", "503206", "Strandtent Zuid") in file.users
    assert EitjeUser("Joost van der Meer", None, "503209", "De Kade") in file.users


def test_samples_hold_no_address_that_could_exist() -> None:
    people = [card.person for name in ("hours-2026-10.xlsx", "hours-2026-03.csv") for card in read(name).timecards]
    assert all(person.email is None or person.email.endswith(".example") for person in people)


def test_a_file_is_known_by_its_bytes(tmp_path: Path) -> None:
    copy = tmp_path / "another-name.dat"
    copy.write_bytes((SAMPLES / "hours-2026-03.csv").read_bytes())
    file = EitjeFileReader().read(copy, ReadOptions())
    assert file.digest == read("hours-2026-03.csv").digest
    assert file.name == "another-name.dat"
