"""Tables as CSV and as an Excel workbook."""

from adapters.sheets.writer import Sheets

__all__ = ["Sheets"]
