"""What a person typed into a form: kept as it was, read field by field, with what is wrong beside each field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import Enum
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Request
from starlette.datastructures import FormData, UploadFile

from domain.errors import ProductError
from entrypoints.http.pages.remedies import plain_remedy
from entrypoints.http.pages.shapes import as_shown
from entrypoints.http.pages.texts import mark

MOST_FIELDS = 20_000
LONGEST = 200
WHOLE = ""
"""The name under which stands what is wrong with the form as a whole."""

MISSING = mark("Fill this in.")
TOO_LONG = mark("This is longer than %(most)s characters.")
NO_CONTROL = mark("This holds characters that cannot be typed.")
NO_DAY = mark("Write a day as 31-01-2026 or 2026-01-31.")
NO_TIME = mark("Write a time as 06:00.")
NO_NUMBER = mark("Write a whole number from %(least)s to %(most)s.")
NO_CHOICE = mark("Choose one of these.")

Choice = TypeVar("Choice", bound=Enum)
Said = Callable[..., str]


@dataclass
class Form:
    """The fields by name, each with all its values; ``errors`` holds a sentence per field.

    Each reading notes what is wrong and answers None; after all were read, ``ok`` says whether nothing was. ``say``
    translates: pass ``here.say``.
    """

    values: Mapping[str, list[str]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    files: Mapping[str, list[UploadFile]] = field(default_factory=dict)

    @classmethod
    def of(cls, **values: Any) -> Form:
        """A form filled in with what stands now; lists and tuples give several values."""
        many = {n: list(v) if isinstance(v, (list, tuple, set, frozenset)) else [v] for n, v in values.items()}
        return cls({name: [as_shown(each) for each in each_value] for name, each_value in many.items()})

    @property
    def ok(self) -> bool:
        """Whether nothing was wrong so far."""
        return not self.errors

    def shown(self, name: str) -> str:
        """What stands in the field."""
        return next(iter(self.values.get(name, ())), "")

    def many(self, name: str) -> list[str]:
        """All values of a field, without the empty ones."""
        return [value for value in self.values.get(name, ()) if value.strip()]

    def flag(self, name: str) -> bool:
        """Whether a box is ticked."""
        return bool(self.many(name))

    def text(self, name: str, say: Said, needed: bool = True, most: int = LONGEST) -> str | None:
        """The text without blanks around it; None when empty or wrong."""
        value = self.shown(name).strip()
        if not value:
            if needed:
                self.wrong(name, say(MISSING))
            return None
        if len(value) > most:
            self.wrong(name, say(TOO_LONG, most=most))
            return None
        if any(not character.isprintable() and character not in "\n\r\t" for character in value):
            self.wrong(name, say(NO_CONTROL))
            return None
        return value

    def day(self, name: str, say: Said, needed: bool = True) -> date | None:
        """A day, as a browser sends it (``2026-01-31``) or as people write it in Dutch (``31-01-2026``)."""
        value = self.text(name, say, needed)
        if value is None:
            return None
        parts = value.replace("/", "-").replace(".", "-").split("-")
        try:
            return date.fromisoformat(value) if len(parts[0]) == 4 else date(*(int(part) for part in reversed(parts)))
        except (ValueError, TypeError):
            self.wrong(name, say(NO_DAY))
            return None

    def clock(self, name: str, say: Said, needed: bool = True) -> time | None:
        """A time of the day, ``06:00``."""
        value = self.text(name, say, needed)
        try:
            return None if value is None else time.fromisoformat(value)
        except ValueError:
            self.wrong(name, say(NO_TIME))
            return None

    def number(self, name: str, say: Said, least: int = 0, most: int = 1_000_000, needed: bool = True) -> int | None:
        """A whole number within these bounds, ends included."""
        value = self.text(name, say, needed)
        if value is None:
            return None
        if not value.isascii() or not value.isdecimal() or not least <= int(value[:12]) <= most:
            self.wrong(name, say(NO_NUMBER, least=least, most=most))
            return None
        return int(value)

    def choice(self, name: str, say: Said, options: type[Choice], needed: bool = True) -> Choice | None:
        """One of the values of an enum."""
        value = self.text(name, say, needed)
        try:
            return None if value is None else options(value)
        except ValueError:
            self.wrong(name, say(NO_CHOICE))
            return None

    def one_of(self, name: str, say: Said, options: Iterable[str], needed: bool = True) -> str | None:
        """One of these texts."""
        value = self.text(name, say, needed)
        if value is not None and value not in set(options):
            self.wrong(name, say(NO_CHOICE))
            return None
        return value

    def refused(self, error: ProductError, language: str, name: str = WHOLE) -> None:
        """The use case said no: what it says stands beside that field, or above the form."""
        self.errors[name] = f"{error.what(language)} {plain_remedy(error, language)}"

    def wrong(self, name: str, sentence: str) -> None:
        """Note what is wrong with a field, unless something is noted already."""
        self.errors.setdefault(name, sentence)


async def _typed(request: Request) -> Form:
    """The body of a request as a form; what is none is refused as ``request-invalid``."""
    try:
        data: FormData = await request.form(max_fields=MOST_FIELDS, max_files=20)
    except (LookupError, UnicodeError):
        raise ProductError("request-invalid", detail="the form cannot be read") from None
    values: dict[str, list[str]] = {}
    files: dict[str, list[UploadFile]] = {}
    for name, value in data.multi_items():
        if isinstance(value, UploadFile):
            files.setdefault(name, []).append(value)
        else:
            values.setdefault(name, []).append(value)
    try:
        "".join(each for many in values.values() for each in many).encode()
    except UnicodeEncodeError:
        raise ProductError("request-invalid", detail="the form holds what is no character") from None
    return Form(values, {}, files)


Typed = Annotated[Form, Depends(_typed)]
