"""What was found, as a page says it: the values in its sentence are written in the visitor's language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Final

from domain.decisions import Cause
from domain.findings import Finding
from domain.pay_line import Part
from entrypoints.http.pages.texts import mark, translations
from entrypoints.http.pages.words import CAUSES, CONTRACT_TYPES, PARTS

AMOUNT: Final = re.compile(r"-?[0-9]+\.[0-9]{2}")
NAMED: Final[Mapping[str, str]] = {"allowance": mark("allowance %(name)s"), "meal": mark("meal %(name)s")}
"""What a mapping can be about besides hours and days, by what stands before the colon."""


def cause(finding: Finding, language: str, named: bool = False) -> str:
    """The sentence; ``named`` begins it with whom it is about, where it does not say so itself."""
    values = tuple((name, value_in(value, language)) for name, value in finding.details)
    said = replace(finding, details=values).cause(language)
    return said if not named or not finding.person or finding.person in said else f"{finding.person}: {said}"


def value_in(value: str, language: str) -> str:
    """A value of a finding as that language writes it; several between commas one by one.

    >>> value_in("29.50", "nl"), value_in("hours-contract, De Kade", "en")
    ('29,50', 'hours contract, De Kade')
    """
    if AMOUNT.fullmatch(value):
        return value.replace(".", ",") if language == "nl" else value
    return ", ".join(_piece(each, language) for each in value.split(", "))


def _piece(text: str, language: str) -> str:
    known = _known(language)
    if text in known:
        return known[text]
    kind, _, name = text.partition(":")
    if name and kind in NAMED:
        return translations(language).gettext(NAMED[kind]) % {"name": name}
    return text


@cache
def _known(language: str) -> Mapping[str, str]:
    say = translations(language).gettext
    words: dict[str, str] = {str(each): CAUSES[each][1] for each in Cause}
    words |= {str(each): word for each, word in CONTRACT_TYPES.items()}
    words |= {str(part): PARTS[part] for part in (Part.HOURS, Part.DAYS)}
    return {text: say(word).lower().replace("nmbrs", "Nmbrs") for text, word in words.items()}
