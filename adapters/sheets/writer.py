"""Writing CSV with the standard library, and workbooks with XlsxWriter."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from application.ports.sheets import Cell, CsvStyle, Sheet
from domain.amount import Amount

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for the beginning of a formula when it reads a CSV."""
LONGEST = 32767
"""Characters in a cell of a workbook."""


class Sheets:
    """A SheetWriter."""

    def csv(self, sheet: Sheet, style: CsvStyle) -> bytes:
        """Lines end as Excel ends them."""
        text = io.StringIO()
        writer = csv.writer(text, delimiter=style.separator, lineterminator="\r\n")
        writer.writerow([_harmless(title) for title in sheet.head])
        writer.writerows([_written(cell, style) for cell in row] for row in sheet.rows)
        return text.getvalue().encode("utf-8-sig")

    def xlsx(self, sheets: Sequence[Sheet]) -> bytes:
        """Heads stay in view and can be filtered."""
        from xlsxwriter import Workbook  # type: ignore[import-untyped]

        content = io.BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with Workbook(content, options) as book:
            bold = book.add_format({"bold": True})
            # Built in, so that every Excel shows them as its country writes them: 0.00 and a short date.
            formats = {Amount: book.add_format({"num_format": 2}), date: book.add_format({"num_format": 14})}
            for sheet in sheets:
                page = book.add_worksheet(sheet.title[:31])
                for column, title in enumerate(sheet.head):
                    page.write_string(0, column, title, bold)
                for number, row in enumerate(sheet.rows, 1):
                    for column, cell in enumerate(row):
                        _write(page, number, column, cell, formats)
                page.freeze_panes(1, 0)
                page.autofilter(0, 0, len(sheet.rows), max(len(sheet.head) - 1, 0))
                page.autofit()
        return content.getvalue()


def _written(cell: Cell, style: CsvStyle) -> str:
    if isinstance(cell, Amount):
        return str(cell).replace(".", style.decimal)
    if isinstance(cell, date):
        return cell.isoformat()
    return _harmless(cell) if isinstance(cell, str) else "" if cell is None else str(cell)


def _harmless(text: str) -> str:
    """With an apostrophe where a spreadsheet would take it for a formula, as OWASP advises."""
    return f"'{text}" if text.lstrip(" ").startswith(STARTS_A_FORMULA) else text


def _write(page: Worksheet, row: int, column: int, cell: Cell, formats: dict[type, Any]) -> None:
    if isinstance(cell, Amount):
        page.write_number(row, column, float(cell.to_decimal()), formats[Amount])
    elif isinstance(cell, date):
        page.write_datetime(row, column, cell, formats[date])
    elif isinstance(cell, str):
        page.write_string(row, column, cell[:LONGEST])
    elif cell is not None:
        page.write_number(row, column, cell)
