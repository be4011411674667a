"""CSV as bytes: encodings, separators, files that are cut off or are something else."""

from pathlib import Path

import pytest

from adapters.eitje_files import EitjeFileReader
from application.ports.timecards import ReadOptions
from domain.errors import ProductError
from tests.unit.adapters.eitje_files.making import csv_bytes, entries, read_bytes, refusal, table

ZOE = csv_bytes(table(entries({"naam": "Zoë van den Berg"}, {"naam": "Emre Bakker"})))
FALLBACK = "The file is not UTF-8; it was read as Windows-1252."


def names(folder: Path, content: bytes) -> list[str]:
    return [card.person.name for card in read_bytes(folder, content).timecards]


def test_with_and_without_byte_order_mark(tmp_path: Path) -> None:
    assert names(tmp_path, ZOE) == names(tmp_path, b"\xef\xbb\xbf" + ZOE) == ["Zoë van den Berg", "Emre Bakker"]


def test_windows_1252_is_read_and_said(tmp_path: Path) -> None:
    file = read_bytes(tmp_path, ZOE.decode().encode("cp1252"))
    assert file.timecards[0].person.name == "Zoë van den Berg"
    assert FALLBACK in file.remarks
    assert FALLBACK not in read_bytes(tmp_path, ZOE).remarks


def test_line_ends_and_semicolons(tmp_path: Path) -> None:
    lines = table(entries({"uren": "7,5"}))
    usual = read_bytes(tmp_path, csv_bytes(lines)).timecards
    assert read_bytes(tmp_path, csv_bytes(lines).replace(b"\n", b"\r\n")).timecards == usual
    assert read_bytes(tmp_path, csv_bytes(lines).rstrip(b"\n")).timecards == usual
    assert read_bytes(tmp_path, csv_bytes(lines, delimiter=";")).timecards == usual
    quoted = "\n".join(";".join(f'"{cell}"' for cell in line) for line in lines)
    assert read_bytes(tmp_path, quoted.encode()).timecards == usual


def test_quotes_and_line_breaks_in_a_cell(tmp_path: Path) -> None:
    rows = entries({"naam": 'Jan "de Kok", jr.', "maaltijden": "lunch\ndiner"}, {"uren": "-1:00"})
    assert names(tmp_path, csv_bytes(table(rows[:1]))) == ['Jan "de Kok", jr.']
    error = refusal(tmp_path, csv_bytes(table(rows)))
    assert "CSV, row 3, uren" in error.what()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file-damaged"),
        (b"  \n\n", "file-damaged"),
        (b"\xef\xbb\xbf", "file-not-eitje"),
        (b"naam,leeftijd\nNoor,21\n", "file-not-eitje"),
        (b"Dit is een brief.\n", "file-not-eitje"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\x00", "file-not-eitje"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "file-not-eitje"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "file-not-eitje"),
        ("datum,naam\n".encode("utf-16"), "file-not-eitje"),
        (b"<html><body>Log in</body></html>", "file-not-eitje"),
    ],
)
def test_something_else(tmp_path: Path, content: bytes, code: str) -> None:
    assert refusal(tmp_path, content).code == code


def test_bytes_that_are_no_letters(tmp_path: Path) -> None:
    assert refusal(tmp_path, ZOE.replace("ë".encode(), b"\x81")).code == "file-damaged"
    assert refusal(tmp_path, b"\xef\xbb\xbf" + ZOE.replace("ë".encode(), b"\xeb")).code == "file-damaged"


@pytest.mark.parametrize(
    "cut",
    [
        ZOE[: ZOE.index(b"De Kade", ZOE.index(b"Emre"))],
        ZOE[: ZOE.index(b"nul uren", ZOE.index(b"Emre"))],
        ZOE[: ZOE.index("ë".encode()) + 1],
        csv_bytes(table(entries({"naam": "Vos, Kees"})))[:160],
    ],
)
def test_a_file_that_is_cut_off(tmp_path: Path, cut: bytes) -> None:
    assert refusal(tmp_path, cut).code == "file-damaged"


def test_a_comma_too_many_or_too_few_is_a_bad_row(tmp_path: Path) -> None:
    good = csv_bytes(table(entries({}, {})))
    unquoted = good.replace(b"7:30,", b"7,5,", 1)
    error = refusal(tmp_path, unquoted)
    assert error.code == "file-has-bad-rows"
    assert 'CSV, row 2, datum "02/10/2026"' in error.what()
    assert "the row has 13 cells, the first line 12" in error.what()
    assert refusal(tmp_path, good.replace(b"0:30,", b"", 1)).code == "file-has-bad-rows"


def test_superfluous_commas_at_the_end_do_no_harm(tmp_path: Path) -> None:
    assert len(read_bytes(tmp_path, ZOE.replace(b",1\n", b",1,,\n")).timecards) == 2


def test_the_largest_file(tmp_path: Path) -> None:
    assert len(read_bytes(tmp_path, ZOE, reader=EitjeFileReader(max_bytes=len(ZOE))).timecards) == 2
    error = refusal(tmp_path, ZOE, EitjeFileReader(max_bytes=len(ZOE) - 1))
    assert error.code == "file-too-large"
    assert f"more than {len(ZOE) - 1} bytes" in error.what()


@pytest.mark.parametrize("name", ["no-such-file.csv", ".", "a\0b.csv"])
def test_a_file_that_cannot_be_opened(tmp_path: Path, name: str) -> None:
    with pytest.raises(ProductError) as caught:
        EitjeFileReader().read(tmp_path / name, ReadOptions())
    assert caught.value.code == "file-not-found"


def test_the_error_names_the_file(tmp_path: Path) -> None:
    (tmp_path / "uren {oktober}.csv").write_bytes(b"a,b\n")
    with pytest.raises(ProductError) as caught:
        EitjeFileReader().read(tmp_path / "uren {oktober}.csv", ReadOptions())
    assert caught.value.what("nl").startswith("uren {oktober}.csv is geen uren- of teamledenexport uit eitje")
