"""An xlsx file, opened with care: a zip of XML parts, read as a stream and never trusted for its sizes.

Only the parts that hold text are opened: macros, pictures, links and formulas are left alone (a formula's stored result
is read). Document types and entities are refused. A spreadsheet library is not used here: those lay out the whole
rectangle of cells that a sheet claims to have, and two cells in a file of 6 kB then ask for half a terabyte.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO
from xml.parsers import expat

from adapters.eitje_files.columns import Row
from adapters.eitje_files.days import read_moment
from adapters.eitje_files.number_cells import time_styles
from adapters.eitje_files.problems import damaged, not_eitje, too_large
from adapters.eitje_files.spreadsheet_xml import Attributes, Element, ElementReader, SheetReader, StringReader, local

MOST_PARTS = 1_000
UNPACKED = 10
"""So many times the largest file may its parts be together, unpacked."""
TEXTS = 5
"""So many times the most rows may the texts be that cells share."""

_CHUNK = 1 << 16
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, KeyError)


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much of a file is read at most."""

    max_bytes: int
    max_rows: int
    max_columns: int


class Workbook:
    """The sheets of an xlsx file by name, in order.

    Everything here raises Unreadable when the file is damaged, too large, or no workbook.
    """

    def __init__(self, content: bytes, bounds: Bounds) -> None:
        self._bounds = bounds
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except _BROKEN:
            raise damaged("it cannot be unpacked.") from None
        self._check_parts()
        self._strings: Sequence[str] | None = None
        workbook = self._small("xl/workbook.xml")
        if any(e.name == "workbookPr" and e.attributes.get("date1904") in ("1", "true") for e in workbook):
            raise damaged("it was saved anew by a program that counts days from 1904.")
        links = self._links()
        self._parts = {
            e.attributes.get("name", ""): links.get(_attribute(e, "id"), "") for e in workbook if e.name == "sheet"
        }
        self._texts = next((part for part in links.values() if part.endswith("sharedStrings.xml")), None)
        self._time_styles = time_styles(self._small("xl/styles.xml")) if self._has("xl/styles.xml") else frozenset()

    @property
    def sheets(self) -> list[str]:
        """The names of the sheets, in order."""
        return list(self._parts)

    def created(self) -> datetime | None:
        """When the file was made, in UTC, as its properties say; None when they do not."""
        if not self._has("docProps/core.xml"):
            return None
        made = [e.text for e in self._small("docProps/core.xml") if e.name == "created"]
        return read_moment(made[0]) if made else None

    def rows(self, sheet: str) -> Iterator[Row]:
        """The rows of a sheet that are there, as text, with the number that they bear."""
        if self._strings is None:
            self._strings = self._read_strings()
        reader = SheetReader(self._strings, self._time_styles, self._bounds.max_columns)
        for _ in self._parse(self._parts[sheet], reader.start, reader.end, reader.characters):
            yield from reader.take()
        yield from reader.take()

    def _check_parts(self) -> None:
        parts = self._zip.infolist()
        if len(parts) > MOST_PARTS:
            raise too_large(f"it has {len(parts)} parts, {MOST_PARTS} is the most.")
        names = {part.filename for part in parts}
        if "xl/workbook.xml" not in names:
            raise not_eitje("it is a zip file, but no Excel workbook.")
        if len(names) != len(parts):
            raise damaged("it holds two parts of the same name.")
        if any(part.flag_bits & 1 for part in parts):
            raise not_eitje("it is protected with a password.")
        unpacked, most = sum(part.file_size for part in parts), UNPACKED * self._bounds.max_bytes
        if unpacked > most:
            raise too_large(f"unpacked it has {unpacked:,} bytes, {most:,} is the most.")

    def _has(self, part: str) -> bool:
        return part in self._zip.NameToInfo

    def _links(self) -> dict[str, str]:
        """The parts to which the workbook refers, by the id of the reference."""
        return {
            e.attributes.get("Id", ""): posixpath.normpath(
                posixpath.join("/xl", e.attributes.get("Target", ""))
            ).lstrip("/")
            for e in self._small("xl/_rels/workbook.xml.rels")
            if e.name == "Relationship" and e.attributes.get("TargetMode") != "External"
        }

    def _small(self, part: str) -> list[Element]:
        """All elements of a part that is never large."""
        reader = ElementReader()
        for _ in self._parse(part, reader.start, reader.end, reader.characters):
            pass
        return reader.found

    def _read_strings(self) -> Sequence[str]:
        if self._texts is None or not self._has(self._texts):
            return ()
        reader = StringReader(TEXTS * max(self._bounds.max_rows, 1_000))
        for _ in self._parse(self._texts, reader.start, reader.end, reader.characters):
            pass
        return reader.found

    def _parse(
        self,
        part: str,
        start: Callable[[str, Attributes], None],
        end: Callable[[str], None],
        characters: Callable[[str], None],
    ) -> Iterator[None]:
        """Feed a part to an XML parser, yielding after each piece; zipfile stops at the size that was checked."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = characters
        parser.StartDoctypeDeclHandler = _refuse_document_type
        try:
            with self._zip.open(part) as stream:
                for piece in _pieces(stream):
                    parser.Parse(piece)
                    yield
                parser.Parse(b"", True)
        except (expat.ExpatError, LookupError, *_BROKEN):
            raise damaged(f"its part {part[:80] or 'of a sheet'} cannot be read.") from None


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    while piece := stream.read(_CHUNK):
        yield piece


def _refuse_document_type(*_: object) -> None:
    raise not_eitje("it declares an XML document type, which no export does.")


def _attribute(element: Element, name: str) -> str:
    """An attribute whatever its prefix."""
    return next((value for key, value in element.attributes.items() if local(key) == name), "")
