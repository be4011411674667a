"""The XML of an xlsx file, element by element: small descriptive parts, shared texts, and sheets as rows of text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from adapters.eitje_files.columns import Row
from adapters.eitje_files.number_cells import as_text
from adapters.eitje_files.problems import damaged, too_large

LONGEST_CELL = 32_767
"""Characters in a cell: the format's own limit."""
MOST_ELEMENTS = 200_000
"""Elements in a part that only describes."""

Attributes = dict[str, str]


@dataclass(slots=True)
class Element:
    """An element of a small part: its name and parent without prefix, its attributes and text."""

    name: str
    parent: str
    attributes: Attributes
    text: str = ""


@lru_cache(maxsize=1_000)
def local(name: str) -> str:
    """A name without its prefix."""
    return name.rpartition(":")[2]


class ElementReader:
    """Collects all elements of a small part, flat."""

    def __init__(self) -> None:
        self.found: list[Element] = []
        self._open: list[Element] = []

    def start(self, name: str, attributes: Attributes) -> None:
        """An element opens."""
        element = Element(local(name), self._open[-1].name if self._open else "", attributes)
        self._open.append(element)
        self.found.append(element)
        if len(self.found) > MOST_ELEMENTS:
            raise too_large("its description of itself has too many elements.")

    def end(self, _: str) -> None:
        """An element closes."""
        self._open.pop()

    def characters(self, text: str) -> None:
        """Text between two tags."""
        if len(self._open[-1].text) < LONGEST_CELL:
            self._open[-1].text += text


class StringReader:
    """Collects the texts that cells share; phonetic readings are left out."""

    def __init__(self, most: int) -> None:
        self.found: list[str] = []
        self._most = most
        self._pieces: list[str] = []
        self._inside = False
        self._phonetic = False

    def start(self, name: str, _: Attributes) -> None:
        """An element opens."""
        tag = local(name)
        if tag == "t":
            self._inside = not self._phonetic
        elif tag == "si":
            self._pieces = []
        elif tag == "rPh":
            self._phonetic = True

    def end(self, name: str) -> None:
        """An element closes."""
        tag = local(name)
        if tag == "t":
            self._inside = False
        elif tag == "rPh":
            self._phonetic = False
        elif tag == "si":
            if len(self.found) == self._most:
                raise too_large(f"it has more than {self._most:,} texts.")
            self.found.append(_cell_text(self._pieces))

    def characters(self, text: str) -> None:
        """Text between two tags."""
        if self._inside:
            self._pieces.append(text)


def _cell_text(pieces: Sequence[str]) -> str:
    text = pieces[0] if len(pieces) == 1 else "".join(pieces)
    if len(text) > LONGEST_CELL:
        raise too_large(f"a cell holds more than {LONGEST_CELL:,} characters.")
    return text.replace("_x000D_", "\r") if "_x000D_" in text else text


@lru_cache(maxsize=2_000)
def _column(letters: str) -> int:
    """The position of a column by its letters: A is 0."""
    if not letters or not all("A" <= letter <= "Z" for letter in letters):
        raise damaged("a cell has a place that does not exist.")
    position = 0
    for letter in letters[:8]:
        position = position * 26 + ord(letter) - 64
    return position - 1


class SheetReader:
    """Turns the elements of a sheet into rows."""

    def __init__(self, strings: Sequence[str], time_styles: frozenset[str], max_columns: int) -> None:
        self._strings = strings
        self._time_styles = time_styles
        self._max_columns = max_columns
        self._done: list[Row] = []
        self._number = 0
        self._cells: list[str] = []
        self._column = -1
        self._kind = ""
        self._style = ""
        self._pieces: list[str] = []
        self._inside = False
        self._phonetic = False

    def take(self) -> list[Row]:
        """The rows that were completed since the last time."""
        done, self._done = self._done, []
        return done

    def start(self, name: str, attributes: Attributes) -> None:
        """An element opens."""
        tag = local(name)
        if tag == "c":
            place = attributes.get("r")
            self._column = self._column + 1 if place is None else _column(place.rstrip("0123456789"))
            if self._column >= self._max_columns:
                raise too_large(f"it has more than {self._max_columns} columns.")
            self._kind = attributes.get("t", "n")
            self._style = attributes.get("s", "")
            self._pieces = []
        elif tag in ("v", "t"):
            self._inside = not self._phonetic
        elif tag == "row":
            number = attributes.get("r", "")
            self._number = int(number) if number.isascii() and number[:9].isdigit() else self._number + 1
            self._cells, self._column = [], -1
        elif tag == "rPh":
            self._phonetic = True

    def end(self, name: str) -> None:
        """An element closes."""
        tag = local(name)
        if tag in ("v", "t"):
            self._inside = False
        elif tag == "c":
            cells, text = self._cells, self._value()
            if self._column == len(cells):
                cells.append(text)
            elif self._column > len(cells):
                cells.extend([""] * (self._column - len(cells)))
                cells.append(text)
            else:
                cells[self._column] = text
        elif tag == "row":
            self._done.append((self._number, self._cells))
        elif tag == "rPh":
            self._phonetic = False

    def characters(self, text: str) -> None:
        """Text between two tags."""
        if self._inside:
            self._pieces.append(text)

    def _value(self) -> str:
        text = _cell_text(self._pieces)
        if self._kind == "s":
            if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) < len(self._strings)):
                raise damaged("a cell refers to a text that is not there.")
            return self._strings[int(text)]
        if self._kind == "n" and text:
            return as_text(text, self._style in self._time_styles)
        return text
