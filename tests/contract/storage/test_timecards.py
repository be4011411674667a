"""Timecards and the files that they came from."""

from dataclasses import replace
from datetime import date, timedelta

from application.ports.storage import Storage, TimecardWords
from domain.timecard import MealCount, PersonRef, TimecardStatus
from domain.timecard_import import Coverage, PendingEntries
from tests.contract.storage.samples import MORNING, import_record, timecard

FIRST, SECOND, THIRD = date(2026, 10, 1), date(2026, 10, 2), date(2026, 10, 3)


def test_between_includes_both_ends(storage: Storage) -> None:
    cards = [timecard(str(n), date(2026, 9, 29) + timedelta(days=n)) for n in range(6)]
    with storage.write() as work:
        work.timecards.put(cards)
        assert work.timecards.between(date(2026, 9, 30), THIRD) == cards[1:5]
        assert work.timecards.between(FIRST, FIRST) == cards[2:3]
        assert work.timecards.between(THIRD, FIRST) == []


def test_timecards_come_by_day_person_key_and_id(storage: Storage) -> None:
    in_order = [
        timecard("9", FIRST, "Bram"),
        timecard("10", FIRST, "Noor"),
        timecard("2", FIRST, "Noor"),
        timecard("1", FIRST, "Zoë"),
        timecard("3", FIRST, "bram"),
        timecard("4", FIRST, "Éva"),
        timecard("0", SECOND, "Bram"),
    ]
    with storage.write() as work:
        work.timecards.put(reversed(in_order))
        assert work.timecards.between(FIRST, SECOND) == in_order


def test_a_timecard_is_replaced_by_id(storage: Storage) -> None:
    moved = replace(timecard("1", FIRST), day=THIRD, status=TimecardStatus.PENDING, person=PersonRef("Tess", "12"))
    with storage.write() as work:
        work.timecards.put([timecard("1", FIRST), timecard("2", FIRST)])
        work.timecards.put([moved])
        assert work.timecards.between(FIRST, THIRD) == [timecard("2", FIRST), moved]


def test_the_last_of_two_equal_ids_in_one_call_stays(storage: Storage) -> None:
    with storage.write() as work:
        work.timecards.put([timecard("1", FIRST), timecard("1", SECOND)])
        assert work.timecards.between(FIRST, SECOND) == [timecard("1", SECOND)]


def test_the_same_key_in_another_source_is_another_timecard(storage: Storage) -> None:
    ours, other = timecard("1"), timecard("1", source="eitje-api")
    with storage.write() as work:
        work.timecards.put([ours, other])
        assert work.timecards.between(FIRST, FIRST) == [other, ours]
        assert work.timecards.by_keys("eitje-csv", ["1"]) == [ours]
        assert work.timecards.by_keys("eitje-api", ["1", "1"]) == [other]


def test_by_keys_finds_any_day_and_skips_what_is_not_there(storage: Storage) -> None:
    long_ago, now = timecard("1", date(2019, 1, 1)), timecard("2", FIRST)
    with storage.write() as work:
        work.timecards.put([long_ago, now, timecard("3")])
        assert set(work.timecards.by_keys("eitje-csv", ["2", "1", "4"])) == {long_ago, now}
        assert list(work.timecards.by_keys("eitje-csv", [])) == []


def test_by_keys_takes_as_many_keys_as_a_large_file_has(storage: Storage) -> None:
    cards = [timecard(str(n)) for n in range(5_000)]
    with storage.write() as work:
        work.timecards.put(cards)
        found = work.timecards.by_keys("eitje-csv", (str(n) for n in range(1, 40_000)))
        assert set(found) == set(cards[1:])


def test_only_those_named_are_removed(storage: Storage) -> None:
    with storage.write() as work:
        work.timecards.put([timecard("1"), timecard("2"), timecard("3")])
        work.timecards.remove([timecard("1"), timecard("3", SECOND), timecard("4")])
        work.timecards.remove([])
        assert work.timecards.between(FIRST, SECOND) == [timecard("2")]


def test_people_are_the_latest_timecard_of_each_person_key(storage: Storage) -> None:
    old = timecard("1", FIRST, person=PersonRef("Noor", eitje_user_id="7"))
    new = timecard("2", THIRD, person=PersonRef("Noor van Dijk", eitje_user_id="7"))
    between = timecard("9", SECOND, person=PersonRef("N. van Dijk", eitje_user_id="7"))
    other = timecard("3", FIRST, person=PersonRef("Noor", email="noor@dekade.example"))
    with storage.write() as work:
        work.timecards.put([new, old, between, other])
        assert set(work.timecards.people()) == {new, other}


def test_imports_come_oldest_first(storage: Storage) -> None:
    october = Coverage(FIRST, date(2026, 10, 31), venues=frozenset({"De Kade", "Terras"}), complete=False)
    first = replace(
        import_record("b2"), exported_at=MORNING, coverage=october, pending=(PendingEntries("Noor van Dijk", 2),)
    )
    again = replace(import_record("b2"), imported_at=MORNING + timedelta(hours=2))
    between = replace(import_record("a1"), imported_at=MORNING + timedelta(hours=1))
    with storage.write() as work:
        for record in (first, again, between):
            work.timecards.add_import(record)
        work.commit()
    with storage.read() as work:
        assert work.timecards.imports() == [first, between, again]


def test_imports_of_the_same_moment_come_in_the_order_in_which_they_were_added(storage: Storage) -> None:
    records = [import_record(digest) for digest in ("c", "a", "b")]
    with storage.write() as work:
        for record in records:
            work.timecards.add_import(record)
        assert work.timecards.imports() == records


def test_the_names_that_stand_in_timecards(storage: Storage) -> None:
    lunch, dinner = MealCount("lunch", 1), MealCount("diner", 2)
    with storage.write() as work:
        assert work.timecards.words() == TimecardWords()
        work.timecards.put([timecard("1", team="Bar", meals=(lunch,)), timecard("2", venue="Terras", meals=())])
        work.timecards.put([timecard("3", team="Bar", meals=(lunch, dinner), shift_type="training")])
        assert work.timecards.words() == TimecardWords(
            frozenset({"De Kade", "Terras"}),
            frozenset({"Bar"}),
            frozenset({"training"}),
            frozenset({"lunch", "diner"}),
        )
