"""Cells that hold a number instead of text: eitje writes text only, but somebody may have saved the file anew."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Protocol

_DAY_ZERO = date(1899, 12, 30)
_FIRST_DATE = 1_000
"""From this many days on a number with the format of a date is one; below, it is a duration."""
_LAST_DATE = 73_000
_BUILT_IN_TIMES = frozenset({*range(14, 23), 45, 46, 47})
_NO_LETTERS_OF_TIME = re.compile(r'"[^"]*"|\\.|\[(?!h+\]|m+\]|s+\])[^\]]*\]')


class StyleElement(Protocol):
    """An element of the part with the styles."""

    name: str
    parent: str
    attributes: dict[str, str]


def time_styles(styles: Iterable[StyleElement]) -> frozenset[str]:
    """The numbers of the cell styles that show a date or a time."""
    formats: dict[str, str] = {}
    cell_formats: list[str] = []
    for element in styles:
        if element.name == "numFmt":
            formats[element.attributes.get("numFmtId", "")] = element.attributes.get("formatCode", "")
        elif element.name == "xf" and element.parent == "cellXfs":
            cell_formats.append(element.attributes.get("numFmtId", "0"))
    shows_time = {str(number) for number in _BUILT_IN_TIMES} | {
        number for number, code in formats.items() if re.search(r"[ydhms]", _NO_LETTERS_OF_TIME.sub("", code).lower())
    }
    return frozenset(str(place) for place, number in enumerate(cell_formats) if number in shows_time)


def as_text(number: str, is_time: bool) -> str:
    """A number as eitje would write it: a date, hours and minutes, or the number without its binary tail.

    A time of day with its date is given as the date alone.
    """
    try:
        value = float(number)
    except ValueError:
        return number
    if not math.isfinite(value):
        return number
    if not is_time:
        return number if number.isdigit() else f"{value:.15g}"
    if _FIRST_DATE <= value < _LAST_DATE:
        return (_DAY_ZERO + timedelta(days=int(value))).isoformat()
    minutes = round(abs(value) * 24 * 60)
    return f"{'-' if value < 0 else ''}{minutes // 60}:{minutes % 60:02d}"
