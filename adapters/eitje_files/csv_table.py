"""A CSV export: read as a stream, in UTF-8 or else Windows-1252."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator

from adapters.eitje_files.columns import Row, Table, is_header
from adapters.eitje_files.problems import Unreadable, damaged, not_eitje, too_large

SHEET = "CSV"
"""What the one sheet is called in messages."""

_CHUNK = 1 << 16
_DELIMITERS = ",;"


def open_csv(content: bytes, max_columns: int) -> tuple[Table, list[str]]:
    """The table, and what to say about how it was read. Raises Unreadable when it is no CSV with known columns."""
    if b"\x00" in content:
        raise not_eitje("it is neither an xlsx file nor text.")
    encoding = _encoding(content)
    remarks = [] if encoding == "utf-8-sig" else ["The file is not UTF-8; it was read as Windows-1252."]
    trouble: Unreadable | None = None
    for delimiter in _DELIMITERS:
        rows = _rows(content, encoding, delimiter, max_columns)
        try:
            _, header = next(rows, (0, []))
        except Unreadable as problem:
            trouble = trouble or problem
            continue
        if is_header(header):
            return Table(SHEET, (), tuple(header), _whole(rows, len(header)), len(header)), remarks
    raise trouble or not_eitje("its first line does not hold the names of the columns.")


def _encoding(content: bytes) -> str:
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    try:
        for start in range(0, len(content), _CHUNK):
            decoder.decode(content[start : start + _CHUNK])
    except UnicodeDecodeError:
        if content.startswith(codecs.BOM_UTF8):
            raise damaged("it says that it is UTF-8, and is not.") from None
        return "cp1252"
    try:
        decoder.decode(b"", True)
    except UnicodeDecodeError:
        raise damaged("it ends in the middle of a letter.") from None
    return "utf-8-sig"


def _rows(content: bytes, encoding: str, delimiter: str, max_columns: int) -> Iterator[Row]:
    """The rows that are not blank."""
    text = io.TextIOWrapper(io.BytesIO(content), encoding, newline="")
    number = 0
    try:
        for number, cells in enumerate(csv.reader(text, delimiter=delimiter, strict=True), 1):
            if len(cells) > max_columns:
                raise too_large(f"row {number} has more than {max_columns} columns.")
            if any(cells):
                yield number, cells
    except csv.Error as error:
        raise damaged(f"row {number + 1} cannot be read ({error}).") from None
    except UnicodeDecodeError:
        raise damaged("it holds bytes that are no letters.") from None


def _whole(rows: Iterator[Row], width: int) -> Iterator[Row]:
    """The rows, after checking that the last one is not cut off."""
    last: Row | None = None
    for row in rows:
        if last is not None:
            yield last
        last = row
    if last is not None and len(last[1]) < width:
        raise damaged(f"its last row, {last[0]}, has {len(last[1])} of {width} columns.")
    if last is not None:
        yield last
