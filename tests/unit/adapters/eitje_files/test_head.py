"""What the head and the log say: days, venues, filters, the moment of the export, entries that are not approved."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from application.ports.timecards import ReadOptions
from domain.terms import ContractType
from domain.timecard_import import Coverage, PendingEntries, TimecardFile
from tests.unit.adapters.eitje_files.making import (
    HOURS_LOG,
    csv_bytes,
    entries,
    hours_xlsx,
    read_bytes,
    refusal,
    table,
    xlsx_bytes,
)

PERIOD = ("Geëxporteerde periode", "donderdag 01-10-2026 – zaterdag 31-10-2026")
FIRST, LAST = date(2026, 10, 1), date(2026, 10, 31)
TWO_VENUES = entries({}, {"naam van vestiging": "Strandtent Zuid", "team naam": "Bar", "contracttype": "zzp"})


def read(folder: Path, *head: tuple[str, ...], log: tuple[tuple[str, str], ...] = ()) -> TimecardFile:
    return read_bytes(folder, hours_xlsx([*head, ()], TWO_VENUES, log))


def test_a_period_without_filters_covers_everything(tmp_path: Path) -> None:
    assert read(tmp_path, ("Gewerkte uren",), PERIOD).coverage == Coverage(FIRST, LAST)


@pytest.mark.parametrize(
    "period",
    [
        "01-10-2026 t/m 31-10-2026",
        "01/10/26 - 31/10/26",
        "1 oktober 2026 tot 31 oktober 2026",
        "2026-10-01..2026-10-31",
    ],
)
def test_ways_to_write_a_period(tmp_path: Path, period: str) -> None:
    assert read(tmp_path, ("Periode", period)).coverage == Coverage(FIRST, LAST)


def test_one_day_is_a_period(tmp_path: Path) -> None:
    day = date(2026, 10, 2)
    assert read(tmp_path, ("Periode", "vrijdag 02-10-2026")).coverage == Coverage(day, day)


@pytest.mark.parametrize(("first", "last"), [("01/10/2026", "31/10/2026"), ("2026-10-01", "2026-10-31")])
def test_the_log_names_the_period_too(tmp_path: Path, first: str, last: str) -> None:
    file = read(tmp_path, log=(("Start date", first), ("End date", last)))
    assert file.coverage == Coverage(FIRST, LAST)


def test_a_label_may_have_a_colon_and_stand_in_one_cell(tmp_path: Path) -> None:
    file = read(tmp_path, ("Geëxporteerde periode: 01-10-2026 – 31-10-2026",), ("Vestigingen:", "Alle vestigingen"))
    assert file.coverage == Coverage(FIRST, LAST)


def test_filters_limit_what_is_covered(tmp_path: Path) -> None:
    file = read(
        tmp_path,
        PERIOD,
        ("Vestigingen", "De Kade, Strandtent  Zuid"),
        ("Teams", "Bar", "Bediening"),
        ("Contracttypen", "nul uren; zzp"),
    )
    assert file.coverage == Coverage(
        FIRST,
        LAST,
        frozenset({"De Kade", "Strandtent Zuid"}),
        frozenset({"Bar", "Bediening"}),
        frozenset({ContractType.ZERO_HOURS, ContractType.SELF_EMPLOYED}),
    )


@pytest.mark.parametrize("value", ["Alle", "alle vestigingen", "geen", "-", "All"])
def test_a_filter_that_leaves_everything_in_is_none(tmp_path: Path, value: str) -> None:
    file = read(tmp_path, PERIOD, ("Vestigingen", value), ("Functies", value))
    assert file.coverage == Coverage(FIRST, LAST)


@pytest.mark.parametrize(
    "line",
    [
        ("Teamleden", "Noor van Dijk"),
        ("Status", "goedgekeurd"),
        ("Iets nieuws: ja",),
        ("Contracttype", "nul uren, stagiair"),
        ("Vestigingen", "De Kade"),
        ("Team", "Bediening"),
        ("Contracttype", "nul uren"),
    ],
)
def test_a_filter_that_is_not_understood_or_not_kept_removes_nothing(tmp_path: Path, line: tuple[str, ...]) -> None:
    file = read(tmp_path, PERIOD, line)
    assert file.coverage is not None
    assert not file.coverage.complete
    assert not any(file.coverage.includes(card) for card in file.timecards)
    assert any(remark.startswith("Nothing is removed") for remark in file.remarks)


@pytest.mark.parametrize("status", ["nog te accorderen", "niet goedgekeurd", "goedgekeurd, ingeklokt"])
def test_a_file_of_entries_that_are_not_approved_must_say_which(tmp_path: Path, status: str) -> None:
    head = [PERIOD, ("Status", status), ()]
    error = refusal(tmp_path, hours_xlsx(head, entries({})))
    assert error.code == "file-not-eitje"
    assert '"status"' in error.what()
    (card,) = read_bytes(tmp_path, hours_xlsx(head, entries({"status": "ingeklokt"}))).timecards
    assert not card.to_export


def test_a_filter_in_the_log_counts_as_well(tmp_path: Path) -> None:
    file = read(tmp_path, PERIOD, log=(("Filters", "team member 12"), ("Formats", "hh:mm"), ("Excel", "881")))
    assert file.coverage is not None
    assert not file.coverage.complete
    assert any('"Filters"' in remark for remark in file.remarks)


def test_a_file_without_rows_removes_nothing(tmp_path: Path) -> None:
    lines = [PERIOD, (), *table(entries({}))]
    full = read_bytes(tmp_path, xlsx_bytes(table=lines, log=HOURS_LOG))
    empty = read_bytes(tmp_path, xlsx_bytes(table=lines[:-1], log=HOURS_LOG))
    assert full.coverage is not None
    assert empty.coverage is not None
    assert (full.coverage.complete, empty.coverage.complete, empty.timecards) == (True, False, ())


def test_a_file_that_names_no_days_covers_none(tmp_path: Path) -> None:
    file = read(tmp_path, ("Geëxporteerde periode", "de hele maand"))
    assert file.coverage is None
    assert "Nothing is removed, because the file does not say which days it covers." in file.remarks


def test_a_csv_covers_what_the_person_says(tmp_path: Path) -> None:
    content = csv_bytes(table(TWO_VENUES))
    said = ReadOptions(covers=(FIRST, LAST), covers_venue="De Kade")
    assert read_bytes(tmp_path, content).coverage is None
    assert read_bytes(tmp_path, content, ReadOptions(covers=(FIRST, LAST))).coverage == Coverage(FIRST, LAST)
    covered = read_bytes(tmp_path, content, said).coverage
    assert covered == Coverage(FIRST, LAST, frozenset({"De Kade"}))


def test_a_csv_may_cover_the_venues_that_it_mentions_only(tmp_path: Path) -> None:
    said = ReadOptions(covers=(FIRST, LAST), covers_mentioned=True)
    covered = read_bytes(tmp_path, csv_bytes(table(TWO_VENUES)), said).coverage
    assert covered == Coverage(FIRST, LAST, frozenset({"De Kade", "Strandtent Zuid"}))


def test_rows_of_other_days_than_it_is_said_to_cover_make_it_doubtful(tmp_path: Path) -> None:
    """The file of another month, chosen by mistake, removes nobody's hours."""
    november = ReadOptions(covers=(date(2026, 11, 1), date(2026, 11, 30)))
    file = read_bytes(tmp_path, csv_bytes(table(TWO_VENUES)), november)
    assert file.coverage is not None
    assert not file.coverage.complete
    assert any("other days" in remark for remark in file.remarks)


def test_a_csv_with_the_period_of_its_dates_still_covers_nothing(tmp_path: Path) -> None:
    assert read_bytes(tmp_path, csv_bytes(table(TWO_VENUES)), ReadOptions(span=(FIRST, LAST))).coverage is None


@pytest.mark.parametrize(
    ("head", "log", "field"),
    [
        (PERIOD, (("Start date", "01/10/2026"), ("End date", "30/10/2026")), "period"),
        (("Vestigingen", "De Kade"), (("Environments", "Strandtent Zuid"),), "venues"),
        (("Teams", "Bar"), (("Teams", "Keuken"),), "teams"),
        (("Contracttype", "zzp"), (("Contract types", "nul uren"),), "contract types"),
    ],
)
def test_head_and_log_that_disagree(
    tmp_path: Path, head: tuple[str, ...], log: tuple[tuple[str, str], ...], field: str
) -> None:
    error = refusal(tmp_path, hours_xlsx([head, ()], TWO_VENUES, log))
    assert (error.code, error.details["field"]) == ("file-contradicts-itself", field)


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        (("Geëxporteerd op", "02-11-2026 09:15"), datetime(2026, 11, 2, 8, 15, tzinfo=UTC)),
        (("Geëxporteerd op", "zondag 25/10/2026 om 14:05:30"), datetime(2026, 10, 25, 13, 5, 30, tzinfo=UTC)),
        (("Exported at", "2026-07-01T10:00:00+02:00"), datetime(2026, 7, 1, 8, 0, tzinfo=UTC)),
        (("Export time", "2026-07-01T10:00:00Z"), datetime(2026, 7, 1, 10, 0, tzinfo=UTC)),
        (("Exportdatum", "1 november 2026"), datetime(2026, 10, 31, 23, 0, tzinfo=UTC)),
    ],
)
def test_the_moment_of_the_export(tmp_path: Path, line: tuple[str, str], moment: datetime) -> None:
    assert read(tmp_path, line).exported_at == moment
    assert read(tmp_path, log=(line,)).exported_at == moment


@pytest.mark.parametrize("value", ["gisteren", "31-02-2026 10:00", "01-01-1900 10:00", "02-11-2026 25:00"])
def test_a_moment_that_cannot_be_read_is_said(tmp_path: Path, value: str) -> None:
    assert any(value in remark for remark in read(tmp_path, ("Geëxporteerd op", value)).remarks)


@pytest.mark.parametrize(
    ("line", "pending"),
    [
        (
            ("Let op: 2 gewerkte diensten zijn nog niet goedgekeurd: Zoë van den Berg (2)",),
            [("Zoë van den Berg", 2)],
        ),
        (
            ("3 gewerkte diensten zijn nog niet goedgekeurd", "Zoë van den Berg (2), Emre Yılmaz (1)"),
            [("Zoë van den Berg", 2), ("Emre Yılmaz", 1)],
        ),
        (
            ("Nog te accorderen: 2 x Zoë van den Berg en 1 x Emre Yılmaz",),
            [("Zoë van den Berg", 2), ("Emre Yılmaz", 1)],
        ),
        (("Nog te accorderen", "Bram Bakker: 4\nEmre Yılmaz"), [("Bram Bakker", 4), ("Emre Yılmaz", 1)]),
        (("2 diensten nog niet geaccordeerd", "Kees Vos"), [("Kees Vos", 2)]),
        (("Nog te accorderen diensten", "3"), [("?", 3)]),
        (("3 diensten zijn niet goedgekeurd",), [("?", 3)]),
        (("0 diensten zijn nog niet goedgekeurd",), []),
        (("Nog te accorderen", "0"), []),
    ],
)
def test_entries_that_are_not_approved(tmp_path: Path, line: tuple[str, ...], pending: list[tuple[str, int]]) -> None:
    file = read(tmp_path, PERIOD, line)
    assert file.pending == tuple(PendingEntries(name, count) for name, count in pending)
    assert file.coverage == Coverage(FIRST, LAST)


def test_a_warning_whose_count_and_names_differ_is_said(tmp_path: Path) -> None:
    file = read(tmp_path, ("5 diensten zijn nog niet goedgekeurd: Zoë van den Berg (2), Kees Vos",))
    assert "The head counts 5 entries that are not approved, but names 3." in file.remarks


def test_people_who_share_an_address_are_named(tmp_path: Path) -> None:
    file = read_bytes(tmp_path, csv_bytes(table(entries({}, {"naam": "Daan de Vries"}))))
    expected = "Noor van Dijk and Daan de Vries have the same noor.vandijk@kade.example, and count as one person."
    assert expected in file.remarks
