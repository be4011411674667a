"""What is wrong with a file, before it is known under which name the file came."""

from __future__ import annotations

from dataclasses import dataclass


class Unreadable(Exception):
    """The file as a whole cannot be taken: a ``file-…`` code of the catalogue, and its details but the file's name."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


def not_eitje(detail: str) -> Unreadable:
    """It is something else than an export of hours or of team members."""
    return Unreadable("file-not-eitje", detail=detail)


def damaged(detail: str) -> Unreadable:
    """It was an export once, but is cut off or broken."""
    return Unreadable("file-damaged", detail=detail)


def too_large(detail: str) -> Unreadable:
    """It exceeds a limit."""
    return Unreadable("file-too-large", detail=detail)


class BadValue(ValueError):
    """A cell that cannot be read; the text is the reason."""


class YearNeeded(Exception):
    """A date without a year, and nothing from which the year could follow."""


@dataclass(frozen=True, slots=True)
class BadRow:
    """One row that cannot be read: where it stands, which cell, what it says and why that is wrong."""

    sheet: str
    row: int
    column: str
    value: str
    reason: str

    def __str__(self) -> str:
        shown = self.value if len(self.value) <= 60 else self.value[:59] + "…"
        return f'{self.sheet}, row {self.row}, {self.column} "{shown}": {self.reason}'
