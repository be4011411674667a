"""Passwords in forms, and beside which field it stands what is wrong with an account."""

from __future__ import annotations

from domain.errors import ProductError
from entrypoints.http.pages.forms import MISSING, WHOLE, Form, Said
from entrypoints.http.pages.texts import mark

NOT_THE_SAME = mark("These two are not the same.")
LONGEST = 1_000

FIELDS = {
    "account-name-invalid": "name",
    "account-exists": "name",
    "account-shown-invalid": "shown",
    "account-language-unknown": "language",
    "last-administrator": "role",
    "password-too-short": "new",
    "password-too-long": "new",
    "password-is-name": "new",
    "password-wrong": "present",
    "login-limited": "present",
}


def field_of(error: ProductError) -> str:
    """The field that caused it; the form as a whole for anything else."""
    return FIELDS.get(error.code, WHOLE)


def typed_password(form: Form, name: str, say: Said) -> str | None:
    """A password exactly as it was typed, blanks and all; None when there is none."""
    value = form.shown(name)[:LONGEST]
    if not value:
        form.wrong(name, say(MISSING))
    return value or None


def new_password(form: Form, say: Said) -> str | None:
    """The new password, typed twice; None when it is missing or the two differ."""
    new, again = typed_password(form, "new", say), typed_password(form, "again", say)
    if new is not None and again is not None and new != again:
        form.wrong("again", say(NOT_THE_SAME))
        return None
    return new
