"""Building blocks of screens: tables that stay readable on 80 columns, and plain text when piped."""

from __future__ import annotations

import unicodedata
from datetime import datetime

from rich import box
from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from domain.hours import AMSTERDAM

ACTION_STYLES = {
    "add": "green",
    "change": "yellow",
    "remove": "red",
    "keep": "dim",
    "accept": "dim",
    "foreign": "magenta",
    "set-days": "green",
}
STATE_STYLES = {
    "ready": "green",
    "linked": "green",
    "proved": "green",
    "done": "green",
    "agrees": "green",
    "unchanged": "dim",
    "ignored": "dim",
    "dropped": "dim",
    "blocked": "red",
    "unsettled": "yellow",
    "unknown": "yellow",
    "surplus": "red",
    "refused": "red",
    "not-landed": "red",
    "left-out": "yellow",
    "left out": "yellow",
    "changed since": "yellow",
    "ambiguous": "red",
    "proposed": "yellow",
    "differences": "yellow",
    "nothing-sent": "dim",
}


def clean(text: object) -> str:
    """Without control characters: a name from a file must not steer the terminal."""
    return "".join(" " if c in "\n\t" else c for c in str(text) if c in "\n\t" or unicodedata.category(c) != "Cc")


def text(title: str) -> Column:
    """A column of words, which may be broken between words."""
    return Column(title, overflow="fold", min_width=10)


def short(title: str) -> Column:
    """A column of codes and states, never broken."""
    return Column(title, no_wrap=True)


def number(title: str) -> Column:
    """A column of amounts, never broken, flush right."""
    return Column(title, justify="right", no_wrap=True)


def table(console: Console, *columns: Column) -> Table:
    """A table with one line under its head; without lines when piped."""
    lines = box.SIMPLE_HEAD if console.is_terminal else None
    return Table(*columns, box=lines, pad_edge=False, padding=(0, 2, 0, 0) if lines is None else (0, 1, 0, 0))


def put(console: Console, rows: Table) -> None:
    """Print a table, unless it has no rows."""
    if rows.row_count:
        console.print(rows)


def add_row(to: Table, *cells: object, style: str = "") -> None:
    """A row; what is None or empty stays empty."""
    shown = (cell if isinstance(cell, Text) else clean("" if cell is None else cell) for cell in cells)
    to.add_row(*shown, style=style)


def state(word: object) -> Text:
    """A state in its colour."""
    return Text(clean(word), STATE_STYLES.get(str(word), ""))


def action(word: object) -> Text:
    """What is done to a line, in its colour."""
    return Text(clean(word), ACTION_STYLES.get(str(word), ""))


def line(console: Console, words: str = "", style: str = "") -> None:
    """A line of words."""
    console.print(Text(clean(words), style))


def when(moment: str | None) -> str:
    """A moment as people in the Netherlands read it; empty for none."""
    if moment is None:
        return ""
    return datetime.fromisoformat(moment).astimezone(AMSTERDAM).strftime("%Y-%m-%d %H:%M:%S")


def counted(count: int, one: str, many: str | None = None) -> str:
    """``1 line``, ``2 lines``."""
    return f"{count} {one if count == 1 else many or one + 's'}"
