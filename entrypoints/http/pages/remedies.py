"""What to do next, for somebody who reads it in a browser: there nobody is told to type a command.

The catalogues of errors and findings, and the list of what is to do, say it for whoever sits at a terminal. Where they
name a command or an option, the tables here say it for the pages, in English and Dutch, with the same ``{values}``;
``[words](address)`` is a link. What is not in a table is said as the catalogue says it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import quote

from markupsafe import Markup, escape

from application.find_place import Place
from domain.errors import ProductError
from domain.findings import Finding
from entrypoints.http.pages.links import link
from entrypoints.http.pages.remedy_words import ERRORS, FINDINGS, TO_DO
from entrypoints.presentation.status import ToDo

_LINK: Final = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")
PLACED: Final = frozenset(
    {
        "/check",
        "/export",
        "/findings",
        "/history",
        "/hours",
        "/settings/allowances",
        "/settings/mapping",
        "/settings/wage-periods",
    }
)
"""Pages that are about a company, and most of them about a period."""

Words = tuple[str, str]
"""In English and in Dutch."""


def remedy(of: ProductError | Finding | ToDo, language: str, place: Place | None = None) -> Markup:
    """What to do about an error or a finding, or what waits; as a piece of a page.

    Links to pages that are about a company and period keep the place.
    """
    words, values, otherwise = _found(of, language)
    return linked(words, values, language, place) if words is not None else escape(otherwise)


def plain_remedy(of: ProductError | Finding | ToDo, language: str) -> str:
    """The same as a text without links, for the fault of a field."""
    words, values, otherwise = _found(of, language)
    return unlinked(words, values, language) if words is not None else otherwise


def linked(words: Words, values: Mapping[str, object], language: str, place: Place | None = None) -> Markup:
    """One of the sentences of the tables, filled in, as a piece of a page."""
    return Markup("").join(
        Markup('<a href="{}">{}</a>').format(link(address, place if address in PLACED else None), text)
        if address
        else escape(text)
        for text, address in _pieces(words, values, language)
    )


def unlinked(words: Words, values: Mapping[str, object], language: str) -> str:
    """The same as a text."""
    return "".join(text for text, _ in _pieces(words, values, language))


def _found(of: ProductError | Finding | ToDo, language: str) -> tuple[Words | None, Mapping[str, object], str]:
    if isinstance(of, ToDo):
        if of.problem is not None:
            return _found(of.problem, language)
        return TO_DO[of.code], {"company": of.company or "", **of.filled}, of.what(language)
    if isinstance(of, ProductError):
        return ERRORS.get(of.code), of.details, of.do(language)
    return FINDINGS.get(of.code), dict(of.details), of.remedy(language)


def _pieces(words: Words, values: Mapping[str, object], language: str) -> Iterator[tuple[str, str]]:
    """Text and address of each piece; the address is empty where there is no link."""
    sentence, at = words[language == "nl"], 0
    in_address = {name: quote(str(value), safe="") for name, value in values.items()}
    for found in _LINK.finditer(sentence):
        yield sentence[at : found.start()].format(**values), ""
        yield found[1].format(**values), found[2].format(**in_address)
        at = found.end()
    yield sentence[at:].format(**values), ""
