"""What the cells of a row may say, and what they then mean."""

from datetime import date, time, timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from application.ports.timecards import ReadOptions
from domain.hours import AMSTERDAM, StatedHours, TimeNote
from domain.terms import ContractType
from domain.timecard import MealCount, PersonRef, TimecardKind, TimecardStatus
from tests.unit.adapters.eitje_files.making import bad_row, entries, read_one, read_rows


def test_a_plain_entry(tmp_path: Path) -> None:
    card = read_one(tmp_path, {"support ID": "52610004"})
    assert (card.id, card.day, card.venue, card.team) == (
        "eitje:52610004",
        date(2026, 10, 2),
        "De Kade",
        "Bediening",
    )
    assert card.person == PersonRef("Noor van Dijk", email="noor.vandijk@kade.example")
    assert (card.kind, card.status) == (TimecardKind.WORKED, TimecardStatus.APPROVED)
    assert card.contract_type is ContractType.ZERO_HOURS
    assert (card.net_minutes, card.meals, card.notes) == (450, (), frozenset())


@pytest.mark.parametrize(
    ("written", "tenths"),
    [("7:30", 4500), ("07:30", 4500), ("7:30:59", 4500), ("7,33", 4398), ("7.33", 4398), ("7,5", 4500), ("8", 4800)],
)
def test_hours(tmp_path: Path, written: str, tenths: int) -> None:
    card = read_one(tmp_path, {"uren": written, "start- tot eindtijd": ""})
    assert card.stated is not None
    assert card.net_minutes * 10 == card.stated.tenths == tenths


def test_three_times_7_33_are_exact(tmp_path: Path) -> None:
    file = read_rows(tmp_path, *entries(*[{"uren": "7,33", "start- tot eindtijd": ""}] * 3))
    assert sum(card.net_minutes for card in file.timecards) == Fraction(2199 * 60, 100)


def test_decimals_agree_with_times_within_what_they_show(tmp_path: Path) -> None:
    shown = {"start- tot eindtijd": "10:00 - 17:50", "uren": "7,33"}
    card = read_one(tmp_path, shown)
    assert (card.net_minutes, card.notes) == (440, frozenset())


@pytest.mark.parametrize("written", ["7:31", "7:29", "7,48", "8", "7"])
def test_hours_that_differ_from_the_times_are_noted_and_the_times_lead(tmp_path: Path, written: str) -> None:
    card = read_one(tmp_path, {"uren": written})
    assert (card.net_minutes, card.notes) == (450, frozenset({TimeNote.HOURS_DISAGREE}))


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("-1:00", "negative"),
        ("-0,5", "negative"),
        ("99:01", "more than 99 hours"),
        ("100", "more than 99 hours"),
        ("7:60", "7:20 or 7,33"),
        ("7,333", "7:20 or 7,33"),
        ("zeven", "7:20 or 7,33"),
        ("€14,5", "7:20 or 7,33"),
    ],
)
def test_hours_that_cannot_be(tmp_path: Path, written: str, reason: str) -> None:
    said = bad_row(tmp_path, {"uren": written})
    assert said.startswith(f'CSV, row 3, uren "{written}": ')
    assert reason in said


@pytest.mark.parametrize(
    ("written", "minutes"),
    [
        *[("", 480), ("0", 480), ("0:00", 480), ("0:30", 450), ("00:45", 435), ("0,5", 450), ("0,33", 460)],
        *[("0,13", 472), ("1", 420), ("30 min", 450), ("30m", 450), ("45 minuten", 435)],
    ],
)
def test_breaks(tmp_path: Path, written: str, minutes: int) -> None:
    assert read_one(tmp_path, {"pauze": written, "uren": ""}).net_minutes == minutes


@pytest.mark.parametrize("written", ["30", "-0:30", "25:00", "half uur"])
def test_breaks_that_cannot_be(tmp_path: Path, written: str) -> None:
    assert bad_row(tmp_path, {"pauze": written}).startswith(f'CSV, row 3, pauze "{written}": ')


def test_a_break_longer_than_the_entry_is_read_for_a_person_to_correct(tmp_path: Path) -> None:
    card = read_one(tmp_path, {"pauze": "9:00", "uren": "0:00"})
    assert card.times is not None
    assert card.times.break_too_long


@pytest.mark.parametrize(
    ("written", "start", "net"),
    [
        ("18:00 - 02:00", "18:00", 450),
        ("18:00-02:00", "18:00", 450),
        ("18:00  –  02:00", "18:00", 450),
        ("18:00 — 02:00", "18:00", 450),
        ("18:00 tot 02:00", "18:00", 450),
        ("18.00 - 2.00", "18:00", 450),
        ("18:00:30 - 02:00:10", "18:00", 450),
        ("16:30 - 24:00", "16:30", 420),
        ("00:00 - 09:00", "00:00", 510),
        ("10:15 - 10:15", "10:15", 0),
    ],
)
def test_start_and_end(tmp_path: Path, written: str, start: str, net: int) -> None:
    card = read_one(tmp_path, {"start- tot eindtijd": written, "uren": "", "pauze": "" if net == 0 else "0:30"})
    assert card.times is not None
    assert card.net_minutes == net
    assert f"{card.times.start.astimezone(AMSTERDAM):%H:%M}" == start


@pytest.mark.parametrize(
    "written",
    ["18:00 -", "- 02:00", "18:00", "25:00 - 02:00", "18:00 - 24:01", "00:00 - 24:00", "18:61 - 02:00", "avond"],
)
def test_start_and_end_that_cannot_be(tmp_path: Path, written: str) -> None:
    assert bad_row(tmp_path, {"start- tot eindtijd": written}).startswith(
        f'CSV, row 3, start- tot eindtijd "{written}": '
    )


def test_neither_hours_nor_times(tmp_path: Path) -> None:
    said = bad_row(tmp_path, {"start- tot eindtijd": "", "uren": ""})
    assert said == 'CSV, row 3, uren "": neither hours nor a start and an end'


def test_a_time_that_the_clock_skipped(tmp_path: Path) -> None:
    said = bad_row(tmp_path, {"datum": "28/03/2026", "start- tot eindtijd": "20:00 - 02:30"})
    assert said.startswith('CSV, row 3, start- tot eindtijd "20:00 - 02:30": the clock skipped this time')


def test_a_time_that_came_twice_without_hours_to_decide(tmp_path: Path) -> None:
    card = read_one(tmp_path, {"datum": "24/10/2026", "start- tot eindtijd": "18:00 - 02:30", "uren": ""})
    assert (card.net_minutes, card.notes) == (480, frozenset({TimeNote.CLOCK_TIME_TWICE}))


def test_the_new_day_begins_per_venue(tmp_path: Path) -> None:
    night = {"start- tot eindtijd": "01:00 - 05:00", "uren": "", "pauze": ""}
    options = ReadOptions(new_day_begins={"De Kade": time(6)})
    kade = read_one(tmp_path, night, options)
    zuid = read_one(tmp_path, night | {"naam van vestiging": "Strandtent Zuid"}, options)
    assert kade.times is not None
    assert zuid.times is not None
    assert kade.day == zuid.day == date(2026, 10, 2)
    assert kade.times.start - zuid.times.start == timedelta(days=1)


@pytest.mark.parametrize(
    ("written", "meals"),
    [
        ("", ()),
        ("-", ()),
        ("0", ()),
        ("2", (("maaltijd", 2),)),
        ("lunch", (("lunch", 1),)),
        ("2 x lunch", (("lunch", 2),)),
        ("2x lunch, diner", (("diner", 1), ("lunch", 2))),
        ("Lunch;lunch\ndiner", (("diner", 1), ("lunch", 2))),
        ("diner, 3 × Eigen  Hapje", (("diner", 1), ("eigen hapje", 3))),
        ("0 x lunch, diner", (("diner", 1),)),
        ("3-gangen menu", (("3-gangen menu", 1),)),
    ],
)
def test_meals(tmp_path: Path, written: str, meals: tuple[tuple[str, int], ...]) -> None:
    assert read_one(tmp_path, {"maaltijden": written}).meals == tuple(MealCount(kind, count) for kind, count in meals)


@pytest.mark.parametrize("written", ["1,5", "-1", "lunch, 2", "100"])
def test_meals_that_cannot_be(tmp_path: Path, written: str) -> None:
    assert bad_row(tmp_path, {"maaltijden": written}).startswith(f'CSV, row 3, maaltijden "{written}": ')


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("gewerkte uren", TimecardKind.WORKED),
        ("Gewerkte_uren", TimecardKind.WORKED),
        ("verlof", TimecardKind.LEAVE),
        ("Ziek", TimecardKind.SICK),
        ("bijzonder verlof", TimecardKind.SPECIAL_LEAVE),
    ],
)
def test_types(tmp_path: Path, written: str, kind: TimecardKind) -> None:
    assert read_one(tmp_path, {"type": written}).kind is kind


@pytest.mark.parametrize(
    ("written", "contract_type"),
    [
        ("nul uren", ContractType.ZERO_HOURS),
        ("Nul Uren", ContractType.ZERO_HOURS),
        ("uren contract", ContractType.HOURS_CONTRACT),
        ("uren contract (24)", ContractType.HOURS_CONTRACT),
        ("uren contract (24:00 uur)", ContractType.HOURS_CONTRACT),
        ("zzp", ContractType.SELF_EMPLOYED),
        ("payroll", ContractType.PAYROLL),
        ("geen contract", ContractType.NONE),
        ("", None),
    ],
)
def test_contract_types(tmp_path: Path, written: str, contract_type: ContractType | None) -> None:
    assert read_one(tmp_path, {"contracttype": written}).contract_type is contract_type


@pytest.mark.parametrize(
    ("column", "written"), [("type", "vergadering"), ("type", ""), ("contracttype", "stage"), ("contracttype", "(24)")]
)
def test_unknown_types_are_bad_rows(tmp_path: Path, column: str, written: str) -> None:
    assert bad_row(tmp_path, {column: written}).startswith(f'CSV, row 3, {column} "{written}": unknown')


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("goedgekeurd", TimecardStatus.APPROVED),
        ("Verwerkt", TimecardStatus.APPROVED),
        ("geëxporteerd", TimecardStatus.APPROVED),
        ("nog te accorderen", TimecardStatus.PENDING),
        ("nog in te vullen", TimecardStatus.PENDING),
        ("ingeklokt", TimecardStatus.PENDING),
        ("iets anders", TimecardStatus.PENDING),
        ("", TimecardStatus.PENDING),
    ],
)
def test_status_when_there_is_such_a_column(tmp_path: Path, written: str, status: TimecardStatus) -> None:
    assert read_one(tmp_path, {"status": written}).status is status


@pytest.mark.parametrize("times", ["18:00 -", ""])
def test_somebody_still_at_work_is_pending_without_times(tmp_path: Path, times: str) -> None:
    card = read_one(tmp_path, {"status": "ingeklokt", "start- tot eindtijd": times, "uren": ""})
    assert (card.status, card.times, card.stated) == (TimecardStatus.PENDING, None, StatedHours(0))


@pytest.mark.parametrize(
    ("written", "nmbrs_id"),
    [
        ("503205", "503205"),
        ("3F2504E0-4F89-11D3-9A0C-0305E82C3301", "3f2504e0-4f89-11d3-9a0c-0305e82c3301"),
        ("", None),
        ("0", None),
    ],
)
def test_nmbrs_ids(tmp_path: Path, written: str, nmbrs_id: str | None) -> None:
    assert read_one(tmp_path, {"Nmbrs ID": written}).person.nmbrs_id == nmbrs_id


@pytest.mark.parametrize(
    ("column", "written"),
    [
        ("Nmbrs ID", "50 32"),
        ("Nmbrs ID", "abc"),
        ("e-mailadres", "noor.kade.example"),
        ("e-mailadres", "a b@c.example"),
    ],
)
def test_who_it_is_must_be_readable(tmp_path: Path, column: str, written: str) -> None:
    assert bad_row(tmp_path, {column: written}).startswith(f'CSV, row 3, {column} "{written}": ')


def test_an_empty_email_leaves_the_name_and_the_venue_of_the_contract(tmp_path: Path) -> None:
    card = read_one(tmp_path, {"e-mailadres": "-", "naam": " Zoë  van den Berg ", "contractvestiging": "De Kade"})
    assert card.person.key == "name:Zoë van den Berg@De Kade"


def test_a_name_that_looks_like_a_formula_is_a_name(tmp_path: Path) -> None:
    assert read_one(tmp_path, {"naam": "=HYPERLINK(1)"}).person.name == "=HYPERLINK(1)"


def test_a_letter_written_in_two_ways_is_one_name(tmp_path: Path) -> None:
    assert read_one(tmp_path, {"naam": "Zoe\u0308"}).person.name == "Zo\u00eb"


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"naam": " "}, 'CSV, row 3, naam " ": nobody is named'),
        ({"naam van vestiging": ""}, 'CSV, row 3, naam van vestiging "": no venue is named'),
        ({"naam": "x" * 1001}, f'CSV, row 3, naam "{"x" * 59}…": more than 1000 characters'),
    ],
)
def test_names_that_cannot_be(tmp_path: Path, cells: dict[str, str], said: str) -> None:
    assert bad_row(tmp_path, cells) == said
