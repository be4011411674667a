"""Turns templates into pages; one set of compiled templates for each language."""

from __future__ import annotations

import hashlib
from functools import cache, partial
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from domain.accounts import Right
from domain.errors import ProductError
from domain.findings import Finding
from entrypoints.http.pages import words
from entrypoints.http.pages.causes import cause
from entrypoints.http.pages.links import link
from entrypoints.http.pages.remedies import remedy
from entrypoints.http.pages.shapes import as_shown, shapes
from entrypoints.http.pages.texts import LANGUAGES, translations
from entrypoints.presentation.status import ToDo

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
    made.filters["remedy"] = _remedy
    made.globals.update(link=link, static=static, languages=LANGUAGES, language=language, words=words, Right=Right)
    return made


@pass_context
def _remedy(context: Context, of: ProductError | Finding | ToDo) -> Markup:
    return remedy(of, context["language"], context.get("place"))


def _cause(language: str, finding: Finding, named: bool = False) -> str:
    return cause(finding, language, named)


@cache
def static(name: str) -> str:
    """The address of a file in ``static``, with a mark that changes with its content, so that a browser may keep it."""
    content = (STATIC / name).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(content).hexdigest()[:12]}"
