"""What an import adds, changes and removes, and when a file comes too late."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from domain.terms import ContractType
from domain.timecard import Timecard
from domain.timecard_import import Coverage, ImportRecord, TimecardFile, merge, newer_import
from tests.unit.domain.samples import worked

OCTOBER = Coverage(date(2026, 10, 1), date(2026, 10, 31))
NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)


def file(*cards: Timecard, coverage: Coverage | None = OCTOBER, exported_at: datetime | None = None) -> TimecardFile:
    return TimecardFile("hours.xlsx", "eitje", "d1", cards, coverage, exported_at)


def entry(key: str, hours: str = "8", day: int = 5, **values: Any) -> Timecard:
    return worked(hours, day, key=key, **values)


def keys(cards: tuple[Timecard, ...]) -> set[str]:
    return {card.key for card in cards}


def test_new_changed_removed_and_unchanged() -> None:
    stored = [entry("1"), entry("2"), entry("3")]
    changes = merge(stored, file(entry("1"), entry("2", "7,5"), entry("4")))
    assert keys(changes.added) == {"4"}
    assert [(c.before, c.after) for c in changes.changed] == [(entry("2"), entry("2", "7,5"))]
    assert keys(changes.removed) == {"3"}
    assert (changes.unchanged, changes.not_mentioned) == (1, 0)


def test_importing_the_same_again_changes_nothing() -> None:
    cards = (entry("1"), entry("2", day=6))
    changes = merge(cards, file(*cards))
    assert (changes.added, changes.changed, changes.removed, changes.unchanged) == ((), (), (), 2)


def test_days_outside_the_file_stay() -> None:
    week = Coverage(date(2026, 10, 5), date(2026, 10, 11))
    stored = [entry("before", day=4), entry("first", day=5), entry("last", day=11), entry("after", day=12)]
    changes = merge(stored, file(coverage=week))
    assert keys(changes.removed) == {"first", "last"}
    assert changes.not_mentioned == 0


def test_an_entry_that_moved_to_another_day_is_changed() -> None:
    week = Coverage(date(2026, 10, 5), date(2026, 10, 11))
    moved = entry("1", day=6)
    changes = merge([entry("1", day=20)], file(moved, coverage=week))
    assert [c.after for c in changes.changed] == [moved]
    assert changes.removed == ()


def test_only_what_a_filter_lets_through_can_be_missing() -> None:
    stored = [
        entry("kade", venue="De Kade", team="Bar", contract_type=ContractType.ZERO_HOURS),
        entry("strand", venue="Strandtent", team="Bar", contract_type=ContractType.ZERO_HOURS),
        entry("keuken", venue="De Kade", team="Keuken", contract_type=ContractType.ZERO_HOURS),
        entry("vast", venue="De Kade", team="Bar", contract_type=ContractType.HOURS_CONTRACT),
        entry("onbekend", venue="De Kade", team=None, contract_type=None),
    ]
    venue = replace(OCTOBER, venues=frozenset({"De Kade"}))
    team = replace(venue, teams=frozenset({"Bar"}))
    one_type = replace(team, contract_types=frozenset({ContractType.ZERO_HOURS}))
    assert keys(merge(stored, file(coverage=venue)).removed) == {"kade", "keuken", "vast", "onbekend"}
    assert keys(merge(stored, file(coverage=team)).removed) == {"kade", "vast"}
    changes = merge(stored, file(coverage=one_type))
    assert keys(changes.removed) == {"kade"}
    assert changes.not_mentioned == 4


def test_a_filter_that_is_not_understood_removes_nothing() -> None:
    changes = merge([entry("1")], file(coverage=replace(OCTOBER, complete=False)))
    assert (changes.removed, changes.not_mentioned) == ((), 1)


def test_a_csv_that_names_no_days_removes_nothing() -> None:
    stored = [entry("1", day=5), entry("2", day=6), entry("3", day=9)]
    changes = merge(stored, file(entry("1", "6", day=5), entry("4", day=7), coverage=None))
    assert (keys(changes.added), len(changes.changed), changes.removed) == ({"4"}, 1, ())
    assert changes.not_mentioned == 1  # the sixth lies within the days of its own rows, the ninth does not


def test_a_file_speaks_of_the_days_it_names_or_else_of_those_of_its_rows() -> None:
    assert file(entry("1")).span == OCTOBER
    span = file(entry("1", day=9), entry("2", day=5), coverage=None).span
    assert span == Coverage(date(2026, 10, 5), date(2026, 10, 9), complete=False)


def test_an_empty_file_without_days_says_nothing() -> None:
    assert file(coverage=None).span is None
    assert merge([entry("1")], file(coverage=None)).not_mentioned == 0


def test_an_empty_file_with_days_removes_them() -> None:
    assert keys(merge([entry("1")], file()).removed) == {"1"}


def test_entries_of_another_source_are_left_alone() -> None:
    changes = merge([entry("1", source="elsewhere")], file())
    assert (changes.removed, changes.not_mentioned) == ((), 0)


def record(exported_at: datetime | None, coverage: Coverage | None = OCTOBER) -> ImportRecord:
    return ImportRecord("d0", "earlier.xlsx", "eitje", NOON, exported_at, coverage, ())


def test_an_older_file_of_the_same_days_is_outdated() -> None:
    newer = record(NOON)
    assert newer_import([newer], file(exported_at=NOON.replace(hour=11))) == newer


def test_the_latest_of_several_is_named() -> None:
    late, later = record(NOON), record(NOON.replace(hour=13))
    assert newer_import([later, late], file(exported_at=NOON.replace(hour=11))) == later


def test_files_that_are_not_outdated() -> None:
    eleven = NOON.replace(hour=11)
    september = Coverage(date(2026, 9, 1), date(2026, 9, 30))
    assert newer_import([record(eleven)], file(exported_at=NOON)) is None
    assert newer_import([record(NOON)], file(exported_at=NOON)) is None
    november = Coverage(date(2026, 11, 1), date(2026, 11, 30))
    assert newer_import([record(NOON, september), record(NOON, november)], file(exported_at=eleven)) is None
    assert newer_import([record(NOON)], file(coverage=None, exported_at=eleven)) is None
    assert newer_import([record(None), record(NOON, None)], file(exported_at=eleven)) is None
    assert newer_import([record(NOON)], file(exported_at=None)) is None


def test_one_shared_day_is_enough_to_be_outdated() -> None:
    week = Coverage(date(2026, 10, 31), date(2026, 11, 6))
    assert newer_import([record(NOON, week)], file(exported_at=NOON.replace(hour=11))) is not None


def test_other_venues_do_not_make_an_older_file_safe() -> None:
    # An entry may have moved between venues in the meantime: the older file would put it back.
    harbour = replace(OCTOBER, venues=frozenset({"De Haven"}))
    kade = replace(OCTOBER, venues=frozenset({"De Kade"}))
    older = file(coverage=kade, exported_at=NOON.replace(hour=11))
    assert newer_import([record(NOON, harbour)], older) is not None


def test_days_overlap_from_the_first_to_the_last() -> None:
    third = Coverage(date(2026, 10, 3), date(2026, 10, 3))
    for first, last, overlaps in ((1, 3, True), (3, 5, True), (1, 2, False), (4, 5, False)):
        other = Coverage(date(2026, 10, first), date(2026, 10, last))
        assert (third.overlaps(other), other.overlaps(third)) == (overlaps, overlaps)


def test_of_two_files_of_the_same_moment_either_will_do() -> None:
    twice = [record(NOON), replace(record(NOON), name="copy.xlsx")]
    assert newer_import(twice, file(exported_at=NOON.replace(hour=11))) in twice
