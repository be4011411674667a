"""Columns by name or by the log, in any order; and what a file must have."""

from pathlib import Path

import pytest

from adapters.eitje_files import EitjeFileReader
from application.ports.timecards import ReadOptions
from tests.unit.adapters.eitje_files.making import (
    HOURS_LOG,
    PLAIN_ENTRY,
    csv_bytes,
    entries,
    hours_xlsx,
    read_bytes,
    refusal,
    table,
    xlsx_bytes,
)

INTERNAL = {
    "datum": "shift_date",
    "naam": "user_full_name",
    "naam van vestiging": "environment_name",
    "team naam": "team_name",
    "type": "shift_type",
    "contracttype": "contract_type",
    "start- tot eindtijd": "shift_start_end_time_range",
    "pauze": "shift_break_time",
    "uren": "shift_hours",
    "maaltijden": "shift_meals",
    "e-mailadres": "user_email",
    "support ID": "record_id",
}


def without(*columns: str) -> list[str]:
    return [column for column in PLAIN_ENTRY if column not in columns]


def test_the_order_of_the_columns_does_not_matter(tmp_path: Path) -> None:
    usual = read_bytes(tmp_path, csv_bytes(table(entries({}))))
    backwards = read_bytes(tmp_path, csv_bytes(table(entries({}), list(reversed(PLAIN_ENTRY)))))
    assert backwards.timecards == usual.timecards


def test_marks_capitals_and_blanks_in_names_do_not_matter(tmp_path: Path) -> None:
    lines = table(entries({}))
    usual = read_bytes(tmp_path, csv_bytes(lines))
    lines[0] = [f"▲ {name.upper()}  *" if place % 2 else f"{name} ▼" for place, name in enumerate(lines[0])]
    assert read_bytes(tmp_path, csv_bytes(lines)).timecards == usual.timecards


def test_internal_names_are_column_names_too(tmp_path: Path) -> None:
    lines = table(entries({}))
    usual = read_bytes(tmp_path, csv_bytes(lines))
    lines[0] = [INTERNAL[name] for name in lines[0]]
    assert read_bytes(tmp_path, csv_bytes(lines)).timecards == usual.timecards


def test_the_log_names_columns_that_bear_another_name(tmp_path: Path) -> None:
    lines = table(entries({}))
    usual = read_bytes(tmp_path, csv_bytes(lines))
    columns = ", ".join(f"{place}. {INTERNAL[name]}" for place, name in enumerate(lines[0]))
    lines[0] = [name if name in ("datum", "naam", "uren") else f"kolom {name}" for name in lines[0]]
    file = read_bytes(tmp_path, xlsx_bytes(table=lines, log=[*HOURS_LOG, ("Columns", columns)]))
    assert file.timecards == usual.timecards


def test_names_and_log_that_disagree(tmp_path: Path) -> None:
    content = hours_xlsx([], entries({}), [("Columns", "0. shift_date, 1. shift_team")])
    error = refusal(tmp_path, content)
    assert error.code == "file-contradicts-itself"
    assert error.details == {"file": "export", "field": "column 2", "head": "naam", "log": "team"}


def test_columns_that_nobody_asked_for_are_passed_over(tmp_path: Path) -> None:
    extra = {"opmerking": 'late bus, "sorry"', "vloer ID": "12", "wekelijkse contracturen": "0,0", "uurloon": "€14,5"}
    plain = read_bytes(tmp_path, csv_bytes(table(entries({}))))
    assert read_bytes(tmp_path, csv_bytes(table(entries(extra)))).timecards == plain.timecards


def test_first_and_last_name_in_two_columns(tmp_path: Path) -> None:
    row = entries({"voornaam": "Zoë", "achternaam": "van den Berg"})
    columns = [*without("naam"), "achternaam", "voornaam"]
    (card,) = read_bytes(tmp_path, csv_bytes(table(row, columns))).timecards
    assert card.person.name == "Zoë van den Berg"


def test_the_team_of_the_shift_goes_before_the_name_of_the_team(tmp_path: Path) -> None:
    (card,) = read_bytes(tmp_path, csv_bytes(table(entries({"team": "Bar"})))).timecards
    assert card.team == "Bar"


def test_optional_columns_may_be_absent(tmp_path: Path) -> None:
    columns = without("team naam", "contracttype", "pauze", "uren", "maaltijden", "e-mailadres")
    (card,) = read_bytes(tmp_path, csv_bytes(table(entries({}), columns))).timecards
    assert (card.team, card.contract_type, card.meals, card.stated) == (None, None, (), None)
    assert card.net_minutes == 480


def test_hours_alone_are_taken_at_their_word(tmp_path: Path) -> None:
    (card,) = read_bytes(tmp_path, csv_bytes(table(entries({}), without("start- tot eindtijd", "pauze")))).timecards
    assert (card.times, card.net_minutes) == (None, 450)


@pytest.mark.parametrize(
    ("gone", "missing"),
    [
        (("support ID",), '"support ID"'),
        (("datum", "e-mailadres"), '"datum"'),
        (("naam",), '"naam"'),
        (("start- tot eindtijd", "uren"), '"uren"'),
        (("naam van vestiging",), '"naam van vestiging"'),
        (("type",), '"type"'),
    ],
)
def test_a_csv_must_have(tmp_path: Path, gone: tuple[str, ...], missing: str) -> None:
    error = refusal(tmp_path, csv_bytes(table(entries({}), without(*gone))))
    assert error.code == "file-not-eitje"
    assert missing in error.what()


def test_without_a_type_only_the_log_says_that_hours_were_worked(tmp_path: Path) -> None:
    lines = table(entries({}), without("type"))
    (card,) = read_bytes(tmp_path, xlsx_bytes(table=lines, log=HOURS_LOG)).timecards
    assert card.to_export
    assert refusal(tmp_path, xlsx_bytes(table=lines)).code == "file-not-eitje"


def test_the_venue_of_a_file_of_one_venue(tmp_path: Path) -> None:
    lines = [("Vestigingen", "De Kade"), (), *table(entries({}), without("naam van vestiging"))]
    (card,) = read_bytes(tmp_path, xlsx_bytes(table=lines, log=HOURS_LOG)).timecards
    assert card.venue == "De Kade"


def test_the_venue_that_a_csv_is_said_to_cover(tmp_path: Path) -> None:
    content = csv_bytes(table(entries({}), without("naam van vestiging")))
    (card,) = read_bytes(tmp_path, content, ReadOptions(covers_venue="De Kade")).timecards
    assert card.venue == "De Kade"


def test_a_column_twice(tmp_path: Path) -> None:
    lines = [[*line, line[0]] for line in table(entries({}))]
    assert 'the column "datum" stands there twice' in refusal(tmp_path, csv_bytes(lines)).what()


@pytest.mark.parametrize("table_type", ["planning_shift", "revenue"])
def test_other_exports_of_eitje(tmp_path: Path, table_type: str) -> None:
    error = refusal(tmp_path, xlsx_bytes(table=table(entries({})), log=[("Table type", table_type)]))
    assert error.code == "file-not-eitje"
    assert table_type in error.what()


def test_the_table_is_found_by_its_columns_when_it_bears_another_name(tmp_path: Path) -> None:
    content = xlsx_bytes(Toelichting=[("Lees mij",)], Uren=table(entries({})))
    assert len(read_bytes(tmp_path, content).timecards) == 1


def test_a_sheet_without_known_columns(tmp_path: Path) -> None:
    error = refusal(tmp_path, xlsx_bytes(table=[("a", "b"), ("1", "2")], log=HOURS_LOG))
    assert "no row of it holds the names of the columns" in error.what()


def test_too_many_columns(tmp_path: Path) -> None:
    content = table(entries({f"kolom {number}": "x" for number in range(20)}))
    narrow = EitjeFileReader(max_columns=20)
    assert refusal(tmp_path, csv_bytes(content), narrow).code == "file-too-large"
    assert refusal(tmp_path, xlsx_bytes(table=content), narrow).code == "file-too-large"
