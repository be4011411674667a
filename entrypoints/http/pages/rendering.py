"""Turns templates into pages; one set of compiled templates for each language."""

from __future__ import annotations

import hashlib
from functools import cache, partial
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from domain.accounts import Right
from domain.findings import Finding
from entrypoints.http.pages import words
from entrypoints.http.pages.causes import cause
from entrypoints.http.pages.remedies import remedy
from entrypoints.http.pages.shapes import as_shown, shapes
from entrypoints.http.pages.texts import LANGUAGES, translations

STATIC: Final = Path(__file__).with_name("static")
_TEMPLATES = Path(__file__).with_name("templates")


@cache
def environment(language: str) -> Environment:
    """The templates with that language's words and ways of writing. A name that is not there is an error."""
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.install_gettext_translations(translations(language), newstyle=True)  # type: ignore[attr-defined]
    made.filters.update(shapes(language))
    made.filters["as_shown"] = as_shown
    made.filters["cause"] = partial(_cause, language)
    made.filters["remedy"] = partial(remedy, language=language)
    made.globals.update(link=link, static=static, languages=LANGUAGES, language=language, words=words, Right=Right)
    return made


def _cause(language: str, finding: Finding, named: bool = False) -> str:
    return cause(finding, language, named)


def link(path: str, *places: Any, **query: object) -> str:
    """An address on this site with these parameters; of a place the company, period and contract type.

    A later value wins, None takes one away, and a list gives one parameter for each of its values.
    """
    values: dict[str, object] = {}
    for place in places:
        values |= place.query if place is not None else {}
    values |= query
    chosen = {name: value for name, value in values.items() if value not in (None, "", [], ())}
    if not chosen:
        return path
    pairs = [(n, each) for n, v in chosen.items() for each in (v if isinstance(v, (list, tuple)) else (v,))]
    return f"{path}?{urlencode([(name, str(value)) for name, value in pairs])}"


@cache
def static(name: str) -> str:
    """The address of a file in ``static``, with a mark that changes with its content, so that a browser may keep it."""
    content = (STATIC / name).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(content).hexdigest()[:12]}"
