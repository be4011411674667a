"""Sheets: tables that people open in a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from domain.amount import Amount

Cell = str | int | Amount | date | None
"""Texts stay texts, also when they begin with ``=``; whole numbers, amounts with two decimals, and days."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with a head. Every row has a cell for every column; None is an empty one."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class CsvStyle:
    """``separator`` stands between cells, ``decimal`` before the decimals. As they come: what Dutch Excel reads."""

    separator: str = ";"
    decimal: str = ","


class SheetWriter(Protocol):
    """Writes tables. No cell is ever a formula, whatever it says."""

    def csv(self, sheet: Sheet, style: CsvStyle) -> bytes:
        """One table as CSV, UTF-8 with a byte order mark, by which Excel knows it."""
        ...

    def xlsx(self, sheets: Sequence[Sheet]) -> bytes:
        """All tables in one workbook, in which numbers are numbers and days are days."""
        ...
