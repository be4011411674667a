"""Tables as files: numbers stay numbers, texts stay texts, and nothing is ever a formula."""

import io
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.sheets import Sheets
from application.ports.sheets import CsvStyle, Sheet
from domain.amount import Amount

SHEET = Sheet(
    "People",
    ("Name", "Shifts", "Hours", "Difference", "Day"),
    (
        ("Zoë van den Berg", 4, Amount(2950), Amount(-125), date(2026, 10, 5)),
        ("=HYPERLINK(1)", 0, Amount(0), None, None),
    ),
)
FORMULAS = ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1", "  =1", "=cmd|' /C calc'!A0"]


def test_csv_as_dutch_excel_reads_it() -> None:
    assert Sheets().csv(SHEET, CsvStyle()) == (
        b"\xef\xbb\xbfName;Shifts;Hours;Difference;Day\r\n"
        b"Zo\xc3\xab van den Berg;4;29,50;-1,25;2026-10-05\r\n"
        b"'=HYPERLINK(1);0;0,00;;\r\n"
    )


def test_csv_as_other_programs_read_it() -> None:
    written = Sheets().csv(SHEET, CsvStyle(",", ".")).decode("utf-8-sig")
    assert written.splitlines()[1] == "Zoë van den Berg,4,29.50,-1.25,2026-10-05"


def test_cells_with_the_separator_quotes_and_line_breaks_stay_one_cell() -> None:
    sheet = Sheet("X", ("A",), (('De "Kade"; Zuid\nvloer',),))
    assert Sheets().csv(sheet, CsvStyle()).decode("utf-8-sig") == 'A\r\n"De ""Kade""; Zuid\nvloer"\r\n'


@pytest.mark.parametrize("text", FORMULAS)
def test_what_begins_as_a_formula_is_made_harmless_in_a_csv(text: str) -> None:
    import csv

    sheet = Sheet("X", (text, "B"), ((text, 1),))
    rows = list(csv.reader(io.StringIO(Sheets().csv(sheet, CsvStyle()).decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows == [[f"'{text}", "B"], [f"'{text}", "1"]]


@pytest.mark.parametrize("text", [*FORMULAS, "http://example.org", "1e5", "TRUE"])
def test_a_text_in_a_workbook_is_that_text(text: str) -> None:
    content = Sheets().xlsx([Sheet("X", ("A",), ((text,),))])
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert b"hyperlink" not in sheet
    assert b'<c r="A2" t="s"><v>1</v></c>' in sheet


def test_numbers_and_days_in_a_workbook_are_numbers() -> None:
    content = Sheets().xlsx([SHEET, Sheet("Days", ("A",), ())])
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheet, styles = book.read("xl/worksheets/sheet1.xml"), book.read("xl/styles.xml")
        assert b'name="Days"' in book.read("xl/workbook.xml")
    assert b"<v>4</v>" in sheet
    assert b"<v>29.5</v>" in sheet
    assert b"<v>-1.25</v>" in sheet
    assert b"<v>46300</v>" in sheet  # 5 October 2026
    assert b'numFmtId="2"' in styles
    assert b'numFmtId="14"' in styles


@given(st.integers(-(10**9), 10**9))
def test_every_amount_is_written_to_the_hundredth(hundredths: int) -> None:
    content = Sheets().xlsx([Sheet("X", ("A",), ((Amount(hundredths),),))])
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        value = book.read("xl/worksheets/sheet1.xml").decode().split("<v>")[2].split("</v>")[0]
    assert Amount.parse(f"{float(value):.2f}") == Amount(hundredths)
