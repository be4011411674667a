"""docs/errors.md lists every message, in both languages."""

import string

import pytest

from domain.errors import CATALOGUE
from domain.findings import FINDINGS
from tests.docs.generate import ERRORS_PAGE
from tests.docs.markdown import headings, section

PAGE = ERRORS_PAGE.read_text(encoding="utf-8") if ERRORS_PAGE.exists() else ""
TEXTS = {
    **{f"error {code}": (text.what, text.do, text.what_nl, text.do_nl) for code, text in CATALOGUE.items()},
    **{f"finding {code}": (x.cause, x.remedy, x.cause_nl, x.remedy_nl) for code, x in FINDINGS.items()},
}


def test_it_has_a_heading_for_every_code() -> None:
    listed = headings(PAGE)
    split = listed.index("Findings")
    assert sorted(CATALOGUE) == listed[listed.index("Errors") + 1 : split]
    assert sorted(FINDINGS) == listed[split + 1 :]


def test_an_entry_says_it_in_both_languages() -> None:
    entry = section(PAGE, "not-activated")
    assert "The link with Nmbrs is not activated" in entry
    assert "De koppeling met Nmbrs is nog niet geactiveerd" in entry


@pytest.mark.parametrize("entry", TEXTS)
def test_dutch_names_what_english_names(entry: str) -> None:
    what, do, what_nl, do_nl = TEXTS[entry]
    assert all((what, do, what_nl, do_nl))
    assert _filled_in(what_nl + do_nl) == _filled_in(what + do)


def _filled_in(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field}
