"""What a settings page says beside a field when a use case refuses: the remedy in words of the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from domain.errors import ProductError
from entrypoints.http.pages.forms import Form
from entrypoints.http.pages.here import Here
from entrypoints.http.pages.texts import mark

REMEDIES: Final[Mapping[str, str]] = {
    "calendar-year-needed": mark("Fill in the wage year."),
    "calendar-changes-last-period": mark("If that is meant, fill in who accepts it."),
    "calendar-nothing-proposed": mark("Look at the years that are set."),
    "code-unknown": mark("Choose another code. New codes are made in Nmbrs."),
    "mapping-contract-type-needed": mark("Choose the contract type."),
    "mapping-salary-unconfirmed": mark("If it is meant, fill in who confirms it."),
    "mapping-code-shared": mark("Choose another hour code."),
    "rule-unknown": mark("Look at the rules as they stand now."),
    "mapping-import-outdated": mark("Look at the changes below once more, and agree to them again."),
    "allowance-function-needed": mark("Choose teams, shift types, or a column of the file."),
    "allowance-window-needed": mark("Fill in at least one window."),
    "allowance-holiday-needed": mark("Choose at least one holiday."),
    "mail-not-set-up": mark("Whoever hosts this product sets the mail server in its settings."),
}
"""Where the remedy of an error names a command, the page says what to do here instead."""


def refuse(form: Form, error: ProductError, here: Here, name: str = "") -> None:
    """Note the error beside a field, or with name "" above the form."""
    form.errors[name] = f"{error.what(here.language)} {remedy(error, here)}"


def remedy(error: ProductError, here: Here) -> str:
    """What to do about it, on a page."""
    said = REMEDIES.get(error.code)
    return here.say(said) if said else error.do(here.language)
