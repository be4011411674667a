"""The form of an allowance: from a definition to fields, and back."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from babel.dates import get_day_names

from domain.allowance import WEEKDAYS, Allowance, AllowanceKind, Window, clock_text
from domain.amount import Amount
from domain.errors import ProductError
from entrypoints.http.pages.forms import Form
from entrypoints.http.pages.here import Here
from entrypoints.http.pages.texts import mark

MOST_ROWS: Final = 202
NO_PERCENTAGE = mark("Write a percentage such as 50 or 33,33.")
NO_DAYS = mark("Choose the days on which it begins.")
NO_ENDS = mark("Fill in where it begins and ends, such as 22:00 and 06:00.")
_PERCENTAGE = re.compile(r"[0-9]{1,4}(?:[.,][0-9]{1,2})?", re.ASCII)
_CLOCK = re.compile(r"\d{1,2}:[0-5]\d", re.ASCII)
_WORD = re.compile("[a-z]+")
DAILY: Final = {"en": "daily", "nl": "dagelijks"}


def window_text(window: Window, language: str) -> str:
    """A window in the words of a language: ``za 22:00-06:00``."""
    days = get_day_names("abbreviated", locale=language)
    words = {name: days[number].rstrip(".").lower() for number, name in enumerate(WEEKDAYS)}
    words["daily"] = DAILY[language]
    return _WORD.sub(lambda match: words[match[0]], str(window)).replace("-", "–")


def filled(allowance: Allowance) -> Form:
    """The fields of a definition that stands."""
    windows: dict[str, object] = {"rows": max(2, len(allowance.windows))}
    for number, window in enumerate(allowance.windows):
        windows[f"days-{number}"] = list(map(str, window.weekdays))
        windows[f"start-{number}"] = clock_text(window.start)
        windows[f"end-{number}"] = clock_text(window.end)
    return Form.of(
        name=allowance.name,
        percentage=_plain(allowance.percentage),
        group=allowance.group,
        first=allowance.valid_from,
        teams=allowance.teams,
        shift_types=allowance.shift_types,
        column=allowance.column,
        holidays=[each.name for each in allowance.holidays],
        **windows,
    )


def _plain(percentage: Amount) -> str:
    return str(percentage).removesuffix(".00")


def read_allowance(here: Here, form: Form, kind: AllowanceKind) -> Allowance | None:
    """The definition that was typed, still without the dates of holidays; None when something is wrong."""
    name = form.text("name", here.say)
    percentage = form.text("percentage", here.say)
    if percentage is not None and not _PERCENTAGE.fullmatch(percentage):
        form.wrong("percentage", here.say(NO_PERCENTAGE))
    group = form.text("group", here.say, needed=False)
    first = form.day("first", here.say, needed=False)
    column = form.text("column", here.say, needed=False)
    windows = _windows(here, form) if kind is AllowanceKind.UNSOCIAL else ()
    if not form.ok or name is None or percentage is None:
        return None
    function = kind is AllowanceKind.FUNCTION
    return Allowance(
        name,
        kind,
        Amount.parse(percentage),
        group,
        first or date.min,
        None,
        _named(form, "teams") if function else (),
        _named(form, "shift_types") if function else (),
        column if function else None,
        windows,
    )


def _named(form: Form, name: str) -> tuple[str, ...]:
    """What is ticked, and what was typed besides, divided by commas."""
    typed = (each.strip() for each in form.shown(f"more_{name}").split(","))
    return tuple(dict.fromkeys([*form.many(name), *filter(None, typed)]))


def _windows(here: Here, form: Form) -> tuple[Window, ...]:
    found = []
    for number in range(MOST_ROWS):
        days = [each for each in form.many(f"days-{number}") if each in set("0123456")]
        start, end = form.shown(f"start-{number}").strip(), form.shown(f"end-{number}").strip()
        if not days and not start and not end:
            continue
        field = f"window-{number}"
        if not days:
            form.wrong(field, here.say(NO_DAYS))
        elif not _CLOCK.fullmatch(start) or not _CLOCK.fullmatch(end):
            form.wrong(field, here.say(NO_ENDS))
        else:
            try:
                found.append(Window.parse(f"{','.join(WEEKDAYS[int(day)] for day in days)} {start}-{end}"))
            except ProductError as error:
                form.refused(error, here.language, field)
    return tuple(found)
