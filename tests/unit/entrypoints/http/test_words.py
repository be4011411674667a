"""Whoever asks for Dutch gets Dutch: every text of the pages is translated, with the same values in it, and no more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from jinja2 import Environment
from jinja2.ext import babel_extract

from entrypoints.http.pages import texts

ROOM = Path(texts.__file__).parent
TEMPLATES = sorted((ROOM / "templates").rglob("*.html"))
MODULES = sorted(ROOM.glob("*.py"))
CATALOGS = sorted((texts.LOCALES / "nl").glob("*.po"))
VALUE = re.compile(r"%\(\w+\)[sd]|%%|%[^(% ]")

AS_THEY_ARE = {"eitje", "nmbrs", "nmbrs.nl", "csv", "xlsx", "min"}
"""Names and units that are the same in every language."""
SPOKEN = {"alt", "aria-description", "aria-label", "aria-roledescription", "aria-valuetext", "placeholder", "title"}
"""Attributes that are read out or shown."""


def messages() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Where a text stands, and the text: one form, or the singular and the plural."""
    modules = {"say": None, "mark": None, "gettext": None, "ngettext": (1, 2)}
    options = {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false", "extensions": "jinja2.ext.do"}
    for path in MODULES:
        with path.open("rb") as file:
            for line, found, *_ in extract("python", file, modules):
                yield from _literal(f"{path.name}:{line}", found)
    for path in TEMPLATES:
        with path.open("rb") as file:
            for line, _, found, _ in babel_extract(file, ("_", "gettext", "ngettext"), (), options):
                yield from _literal(f"{path.relative_to(ROOM)}:{line}", found)


def _literal(where: str, found: object) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Nothing for a text that is only named there; Jinja gives the number of a plural as well, which is no text."""
    forms = tuple(each for each in (found if isinstance(found, tuple) else (found,)) if isinstance(each, str))
    if forms:
        yield where, forms


def translated() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Every text with its Dutch forms."""
    return {_both(each.id): _both(each.string) for each in _entries()}


def _entries() -> Iterator[Message]:
    for path in CATALOGS:
        with path.open("rb") as file:
            yield from (each for each in read_po(file, locale="nl") if each.id)


def _both(text: object) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)  # type: ignore[arg-type]


def test_every_text_is_translated() -> None:
    known, found = translated(), list(messages())
    assert len(found) > 100
    # A text that stands alone may borrow the singular of one that has both.
    singles = {forms[0] for forms in known}
    missing = {
        forms: where for where, forms in found if not (forms in known if len(forms) > 1 else forms[0] in singles)
    }
    assert not missing, "no Dutch for:\n" + "\n".join(f"{where}  {forms}" for forms, where in missing.items())


def test_no_translation_is_empty_or_in_doubt() -> None:
    entries = list(_entries())
    assert [each.id for each in entries if each.fuzzy or not all(map(str.strip, _both(each.string)))] == []
    assert [each.id for each in entries if len(_both(each.id)) != len(_both(each.string))] == []


def test_no_translation_is_left_over() -> None:
    used = {forms[0] for _, forms in messages()}
    assert sorted(forms[0] for forms in translated() if forms[0] not in used) == []


def test_no_text_is_translated_in_two_rooms() -> None:
    ids = [_both(each.id)[0] for each in _entries()]
    assert sorted({each for each in ids if ids.count(each) > 1}) == []


def test_a_translation_has_the_values_of_its_text() -> None:
    """The singular may leave out the number: *one line*."""
    wrong = []
    for english, dutch in translated().items():
        wanted = [set(VALUE.findall(each)) for each in english]
        given = [set(VALUE.findall(each)) for each in dutch]
        plural = wanted[-1]
        fits = given[-1] == plural and all(each <= plural for each in given) and len(wanted) == len(given)
        if not fits or (len(wanted) == 1 and given != wanted):
            wrong.append((english, dutch))
    assert wrong == []


class _Bare(HTMLParser):
    """Collects the words that stand in a template without being translated."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._unread: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style"):
            self._unread.append(tag)
        for name, value in attrs:
            if name in SPOKEN or (name == "value" and tag == "button" and not dict(attrs).get("name")):
                self._read(value or "")

    def handle_endtag(self, tag: str) -> None:
        if self._unread[-1:] == [tag]:
            self._unread.pop()

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self._read(re.sub(r'[\w-]+="[^"]*"', "", data))  # a macro may write the attributes of a tag elsewhere

    def _read(self, text: str) -> None:
        found = re.findall(r"[^\W\d_][\w.]+", text)
        self.words.extend(each for each in found if each.lower().strip(".") not in AS_THEY_ARE)


def bare_words(source: str) -> list[str]:
    """The words in a template outside ``_(…)`` and ``trans``."""
    html, within = [], False
    block: list[str] = []
    for _, kind, value in Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"]).lex(source):
        if kind == "block_begin":
            block = []
        elif kind == "name":
            block.append(value)
        elif kind == "block_end":
            within = block[:1] == ["trans"] or (within and block[:1] != ["endtrans"])
        elif kind == "variable_end":
            html.append("1")
        elif kind == "data" and not within:
            html.append(value)
    parser = _Bare()
    parser.feed("".join(html))
    parser.close()
    return parser.words


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOM / "templates")))
def test_no_word_stands_in_a_template_untranslated(path: Path) -> None:
    assert bare_words(path.read_text(encoding="utf-8")) == []


def test_words_that_are_not_translated_are_found() -> None:
    source = """<h1 title="Look">{{ _("Hours") }} Total {{ n }}</h1>{% trans %}well{% endtrans %}<p>eitje<br>bare</p>"""
    assert bare_words(source) == ["Look", "Total", "bare"]
