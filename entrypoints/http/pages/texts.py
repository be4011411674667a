"""The words of the pages in English and Dutch.

English stands in the templates and modules and is the key; Dutch stands in ``locale/nl/*.po``, one file for each room,
read when the first page is shown. ``say``, ``mark`` and in templates ``_`` and ``trans`` are what a word is found by.
"""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALES: Final = Path(__file__).with_name("locale")
LANGUAGES: Final[Mapping[str, str]] = {"nl": "Nederlands", "en": "English"}
"""What a visitor can choose, each by its own name."""


def mark(message: str) -> str:
    """The same text; marks a word that is translated where it is shown."""
    return message


@cache
def translations(language: str) -> gettext.NullTranslations:
    """The words of one language. Raises ValueError when two rooms translate one text differently."""
    if language == "en":
        return gettext.NullTranslations()
    whole = Catalog(locale=language)
    for path in sorted((LOCALES / language).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                before = whole.get(message.id) if message.id else None
                if before is not None and before.string != message.string:
                    raise ValueError(f"{path.name} translates {message.id!r} in another way than a room before it")
                if message.id:
                    whole.add(message.id, message.string)
    compiled = BytesIO()
    write_mo(compiled, whole)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
