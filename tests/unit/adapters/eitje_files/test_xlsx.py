"""xlsx as a container: what it may hold, and what it may not do to whoever opens it."""

import io
import re
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from adapters.eitje_files import EitjeFileReader
from domain.errors import ProductError
from tests.unit.adapters.eitje_files.making import (
    HOURS_LOG,
    PLAIN_ENTRY,
    entries,
    hours_xlsx,
    read_bytes,
    refusal,
    table,
    xlsx_bytes,
)

PLAIN = xlsx_bytes(table=table(entries({}, {})), log=HOURS_LOG)
SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORKBOOK = (
    f'<workbook xmlns="{SPREADSHEET}" xmlns:r="{RELATIONS}"><sheets><sheet name="table" sheetId="1" r:id="rId1"/>'
    "</sheets></workbook>"
)
LINKS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="/xl/worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
)


def inline(text: str, place: str = "") -> str:
    return f'<c{place and f" r={place!r}"} t="inlineStr"><is><t>{text}</t></is></c>'


def row(cells: list[str], number: str = "") -> str:
    return f"<row{number and f' r={number!r}'}>{''.join(cells)}</row>"


HEADER = row([inline(name) for name in PLAIN_ENTRY])
ENTRY = row([inline(text) for text in PLAIN_ENTRY.values()])


def sheet(*rows: str) -> str:
    return f'<worksheet xmlns="{SPREADSHEET}"><sheetData>{"".join(rows)}</sheetData></worksheet>'


def workbook(*rows: str, changes: dict[str, str | bytes] | None = None) -> bytes:
    """A workbook made by hand, of one sheet, with parts changed or added."""
    packed = io.BytesIO()
    parts: dict[str, str | bytes] = {
        "xl/workbook.xml": WORKBOOK,
        "xl/_rels/workbook.xml.rels": LINKS,
        "xl/worksheets/sheet1.xml": sheet(*rows),
    }
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in (parts | (changes or {})).items():
            target.writestr(name, content)
    return packed.getvalue()


def styled(cells: dict[str, tuple[float, str]]) -> bytes:
    """An entry in which some cells are numbers with a format, as a spreadsheet program saves them."""
    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, {"in_memory": True})
    sheet = book.add_worksheet("table")
    for column, (name, text) in enumerate(PLAIN_ENTRY.items()):
        sheet.write_string(0, column, name)
        if name in cells:
            number, shown = cells[name]
            sheet.write_number(1, column, number, book.add_format({"num_format": shown}))
        elif text:
            sheet.write_string(1, column, text)
    book.close()
    return packed.getvalue()


def test_a_workbook_made_by_hand_is_read_like_any_other(tmp_path: Path) -> None:
    usual = read_bytes(tmp_path, xlsx_bytes(table=table([PLAIN_ENTRY])))
    assert read_bytes(tmp_path, workbook(HEADER, ENTRY)).timecards == usual.timecards


def test_cells_may_be_named_out_of_order_and_left_out(tmp_path: Path) -> None:
    names = list(PLAIN_ENTRY)
    cells = [inline(PLAIN_ENTRY[name], f"{'ABCDEFGHIJKL'[place]}7") for place, name in enumerate(names)]
    cells = [cell for cell, name in zip(cells, names, strict=True) if name not in ("maaltijden", "team naam")]
    (card,) = read_bytes(tmp_path, workbook(HEADER, row(list(reversed(cells)), "7"))).timecards
    assert (card.key, card.team, card.net_minutes) == ("4711", None, 450)


def test_a_bad_row_bears_its_number_in_the_sheet(tmp_path: Path) -> None:
    bad = ENTRY.replace("7:30", "-7:30").replace("<row>", '<row r="41">')
    error = refusal(tmp_path, workbook(HEADER, ENTRY, bad))
    assert 'table, row 41, uren "-7:30": hours cannot be negative' in error.what()


def test_names_of_elements_may_have_a_prefix(tmp_path: Path) -> None:
    prefixed = re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", sheet(HEADER, ENTRY)).replace("xmlns=", "xmlns:x=")
    usual = read_bytes(tmp_path, workbook(HEADER, ENTRY))
    assert "<x:row>" in prefixed
    content = workbook(changes={"xl/worksheets/sheet1.xml": prefixed})
    assert read_bytes(tmp_path, content).timecards == usual.timecards


def test_rich_text_and_phonetic_readings(tmp_path: Path) -> None:
    rich = '<c t="inlineStr"><is><r><t>Noor </t></r><r><t>van Dijk</t></r><rPh><t>noor</t></rPh></is></c>'
    (card,) = read_bytes(tmp_path, workbook(HEADER, ENTRY.replace(inline("Noor van Dijk"), rich))).timecards
    assert card.person.name == "Noor van Dijk"


def test_shared_texts(tmp_path: Path) -> None:
    strings = f'<sst xmlns="{SPREADSHEET}"><si><t>Zo\u00eb</t><rPh><t>zoe</t></rPh></si><si><t/></si></sst>'
    shared = ENTRY.replace(inline("Noor van Dijk"), '<c t="s"><v>0</v></c>').replace(
        inline("Bediening"), '<c t="s"><v>1</v></c>'
    )
    (card,) = read_bytes(tmp_path, workbook(HEADER, shared, changes={"xl/sharedStrings.xml": strings})).timecards
    assert (card.person.name, card.team) == ("Zoë", None)
    for number in ("2", "-1", "x", "99999999999"):
        missing = shared.replace("<v>0</v>", f"<v>{number}</v>")
        error = refusal(tmp_path, workbook(HEADER, missing, changes={"xl/sharedStrings.xml": strings}))
        assert error.code == "file-damaged"


def test_the_stored_result_of_a_formula_is_read(tmp_path: Path) -> None:
    formula = '<c t="str"><f>CONCATENATE("7",":30")</f><v>7:30</v></c>'
    (card,) = read_bytes(tmp_path, workbook(HEADER, ENTRY.replace(inline("7:30"), formula))).timecards
    assert card.stated is not None
    assert card.net_minutes == card.stated.minutes == 450


@pytest.mark.parametrize(
    ("column", "number", "shown", "net"),
    [
        ("uren", 0.3125, "h:mm", 450),
        ("uren", 0.3125, "[h]:mm", 450),
        ("uren", 7.5, "0.00", 450),
        ("uren", 7.5, "General", 450),
        ("pauze", 0.5 / 24, "hh:mm;@", 450),
        ("pauze", 0.5, '0.00" days"', 450),
        ("datum", 46297, "dd/mm/yyyy", 450),
        ("datum", 46297.0, "d mmmm yyyy", 450),
        ("support ID", 4711, "0", 450),
    ],
)
def test_numbers_are_read_as_their_format_shows_them(
    tmp_path: Path, column: str, number: float, shown: str, net: int
) -> None:
    (card,) = read_bytes(tmp_path, styled({column: (number, shown)})).timecards
    assert (card.key, card.day, card.net_minutes, card.notes) == ("4711", date(2026, 10, 2), net, frozenset())


def test_a_number_without_the_format_of_a_date_is_no_date(tmp_path: Path) -> None:
    assert 'datum "46297"' in refusal(tmp_path, styled({"datum": (46297, "0")})).what()


def test_days_counted_from_1904_are_refused(tmp_path: Path) -> None:
    counted = WORKBOOK.replace("<sheets>", '<workbookPr date1904="1"/><sheets>')
    assert refusal(tmp_path, workbook(HEADER, ENTRY, changes={"xl/workbook.xml": counted})).code == "file-damaged"


def test_the_moment_the_file_was_made_stands_in_for_the_export(tmp_path: Path) -> None:
    made = (
        '<cp:coreProperties xmlns:cp="a" xmlns:dcterms="b"><dcterms:created>2026-11-02T08:15:00Z</dcterms:created>'
        "</cp:coreProperties>"
    )
    content = workbook(HEADER, ENTRY, changes={"docProps/core.xml": made})
    assert read_bytes(tmp_path, content).exported_at == datetime(2026, 11, 2, 8, 15, tzinfo=UTC)
    assert read_bytes(tmp_path, workbook(HEADER, ENTRY)).exported_at is None


def test_what_the_head_says_of_the_export_goes_first(tmp_path: Path) -> None:
    content = hours_xlsx([("Geëxporteerd op", "01-11-2026 10:00"), ()], entries({}))
    assert read_bytes(tmp_path, content).exported_at == datetime(2026, 11, 1, 9, 0, tzinfo=UTC)


def test_macros_are_left_alone(tmp_path: Path) -> None:
    content = workbook(HEADER, ENTRY, changes={"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 Shell"})
    assert read_bytes(tmp_path, content).timecards == read_bytes(tmp_path, workbook(HEADER, ENTRY)).timecards


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "docProps/core.xml", "xl/styles.xml"])
def test_document_types_and_entities_are_refused(tmp_path: Path, part: str) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><a>&c;&c;&c;&c;</a>'
    error = refusal(tmp_path, workbook(HEADER, ENTRY, changes={part: bomb}))
    assert error.code == "file-not-eitje"
    assert "document type" in error.what()


def test_a_file_that_unpacks_to_too_much(tmp_path: Path) -> None:
    blank = HEADER + " " * 1_000_000
    content = workbook(blank, ENTRY)
    assert len(content) < 10_000
    assert refusal(tmp_path, content, EitjeFileReader(max_bytes=20_000)).code == "file-too-large"
    assert len(read_bytes(tmp_path, content).timecards) == 1


def test_a_part_that_is_larger_than_it_says(tmp_path: Path) -> None:
    content = bytearray(workbook(HEADER, ENTRY, "<!-- " + "x" * 70_000 + " -->"))
    packed = zipfile.ZipFile(io.BytesIO(content)).getinfo("xl/worksheets/sheet1.xml")
    claim, size = (1_000).to_bytes(4, "little"), packed.file_size.to_bytes(4, "little")
    assert content.count(size) == 2
    assert refusal(tmp_path, bytes(content).replace(size, claim)).code == "file-damaged"


def test_too_many_parts(tmp_path: Path) -> None:
    content = workbook(HEADER, ENTRY, changes={f"xl/media/{number}.png": b"" for number in range(1_000)})
    assert refusal(tmp_path, content).code == "file-too-large"


@pytest.mark.parametrize("place", ["XFD1048576", "ZZZZZZ1"])
def test_a_cell_far_out_is_refused_before_anything_is_laid_out(tmp_path: Path, place: str) -> None:
    assert refusal(tmp_path, workbook(HEADER, row([inline("x", place)]))).code == "file-too-large"


@pytest.mark.parametrize("place", ["1", "a1", "É1", "-1", ""])
def test_a_place_that_does_not_exist(tmp_path: Path, place: str) -> None:
    assert refusal(tmp_path, workbook(HEADER, row([f'<c r="{place}"/>']))).code == "file-damaged"


def test_a_row_far_down_is_a_row(tmp_path: Path) -> None:
    far = ENTRY.replace("<row>", '<row r="1048576">')
    assert len(read_bytes(tmp_path, workbook(HEADER, far)).timecards) == 1


def test_a_head_without_end(tmp_path: Path) -> None:
    lines = [row([inline("x")], "0")] * 250
    assert refusal(tmp_path, workbook(*lines, HEADER, ENTRY)).code == "file-not-eitje"


def test_a_cell_longer_than_the_format_allows(tmp_path: Path) -> None:
    long = ENTRY.replace("Noor van Dijk", "N" * 32_768)
    assert refusal(tmp_path, workbook(HEADER, long)).code == "file-too-large"


def test_more_texts_than_rows_can_use(tmp_path: Path) -> None:
    strings = f'<sst xmlns="{SPREADSHEET}">{"<si/>" * 5_001}</sst>'
    content = workbook(HEADER, ENTRY, changes={"xl/sharedStrings.xml": strings})
    assert refusal(tmp_path, content, EitjeFileReader(max_rows=1_000)).code == "file-too-large"


def test_a_zip_file_that_is_no_workbook(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as target:
        target.writestr("word/document.xml", "<w/>")
    assert refusal(tmp_path, packed.getvalue()).code == "file-not-eitje"


def test_a_part_that_is_protected_with_a_password(tmp_path: Path) -> None:
    content = bytearray(workbook(HEADER, ENTRY))
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        content[content.index(mark) + place] |= 1
    assert refusal(tmp_path, bytes(content)).code == "file-not-eitje"


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"])
@pytest.mark.parametrize("content", ["", "<a><b></a>", "no xml", '<?xml version="1.0" encoding="klingon"?><a/>'])
def test_parts_that_are_no_xml(tmp_path: Path, part: str, content: str) -> None:
    assert refusal(tmp_path, workbook(HEADER, ENTRY, changes={part: content})).code == "file-damaged"


@pytest.mark.parametrize("tenths", range(1, 10))
def test_a_workbook_that_is_cut_off(tmp_path: Path, tenths: int) -> None:
    assert refusal(tmp_path, PLAIN[: len(PLAIN) * tenths // 10]).code == "file-damaged"


def test_a_workbook_without_sheets(tmp_path: Path) -> None:
    empty = WORKBOOK.replace('<sheet name="table" sheetId="1" r:id="rId1"/>', "")
    assert refusal(tmp_path, workbook(changes={"xl/workbook.xml": empty})).code == "file-not-eitje"


def test_a_sheet_whose_part_is_not_there(tmp_path: Path) -> None:
    wrong = LINKS.replace("sheet1.xml", "sheet9.xml")
    assert refusal(tmp_path, workbook(HEADER, changes={"xl/_rels/workbook.xml.rels": wrong})).code == "file-damaged"


def test_every_refusal_speaks_both_languages(tmp_path: Path) -> None:
    error = refusal(tmp_path, PLAIN[:100])
    assert isinstance(error, ProductError)
    assert "is damaged or cut off" in error.what()
    assert "is beschadigd of afgekapt" in error.what("nl")
