"""On the pages nobody is told to type a command: every sentence that names one has words of its own there."""

from __future__ import annotations

import re
import string
from datetime import date

import pytest

from application.find_place import Place
from application.ports.storage import Company
from domain.errors import CATALOGUE, ProductError
from domain.findings import FINDINGS, Finding, details
from domain.terms import CompanyId, ContractType
from domain.wage_period import PeriodRef, WagePeriod
from entrypoints.cli.main import COMMANDS
from entrypoints.http.pages import remedy_words
from entrypoints.http.pages.remedies import plain_remedy, remedy
from entrypoints.presentation.status import TEXTS, ToDo

PROGRAM_ONLY = frozenset({"key-refused"})
"""What only a program can meet, which sends a header."""
SAID_AT_THE_START = frozenset({"http-key-too-short"})
"""What is told to whoever starts the server, at a terminal."""
GROUPS = "|".join(COMMANDS)
VERBS = "accept|check|confirm|ignore|link|list|plan|resolve|set|show|unlink|use"
TYPED = re.compile(rf"`eitje-nmbrs|(?<![\w-])--[a-z]|\b(?:{GROUPS}) (?:{VERBS})\b")
ERROR_SENTENCES = {code: (text.do, text.do_nl) for code, text in CATALOGUE.items()}
FINDING_SENTENCES = {code: (text.remedy, text.remedy_nl) for code, text in FINDINGS.items()}


def typed(sentences: tuple[str, str]) -> bool:
    """Whether one of them asks to type something."""
    return any(TYPED.search(sentence) for sentence in sentences)


def values_of(sentence: str) -> set[str]:
    """The names of what is filled in."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_every_sentence_that_names_a_command_is_said_otherwise_on_the_pages() -> None:
    errors = {code for code, sentences in ERROR_SENTENCES.items() if typed(sentences)}
    assert errors - set(remedy_words.ERRORS) - PROGRAM_ONLY - SAID_AT_THE_START == set()
    assert set(TEXTS) == set(remedy_words.TO_DO)
    findings = {code for code, sentences in FINDING_SENTENCES.items() if typed(sentences)}
    assert findings - set(remedy_words.FINDINGS) == set()


@pytest.mark.parametrize("table", [remedy_words.ERRORS, remedy_words.FINDINGS, remedy_words.TO_DO])
def test_the_words_of_the_pages_name_no_command_either(table: dict[str, tuple[str, str]]) -> None:
    assert [code for code, sentences in table.items() if typed(sentences)] == []
    assert [code for code, (english, dutch) in table.items() if values_of(english) != values_of(dutch)] == []


@pytest.mark.parametrize("code", sorted(remedy_words.ERRORS))
def test_the_words_of_an_error_use_only_what_the_error_knows(code: str) -> None:
    text = CATALOGUE[code]
    known = values_of(text.what) | values_of(text.do)
    assert values_of(remedy_words.ERRORS[code][0]) <= known


@pytest.mark.parametrize("code", sorted(remedy_words.FINDINGS))
def test_the_words_of_a_finding_use_only_what_the_finding_knows(code: str) -> None:
    text = FINDINGS[code]
    known = values_of(text.cause) | values_of(text.remedy)
    assert values_of(remedy_words.FINDINGS[code][0]) <= known


@pytest.mark.parametrize("code", sorted(remedy_words.TO_DO))
def test_the_words_of_what_waits_use_only_what_is_known_of_it(code: str) -> None:
    assert values_of(remedy_words.TO_DO[code][0]) <= values_of(TEXTS[code][0]) | {"company"}


def test_a_command_becomes_a_link_and_a_value_is_never_markup() -> None:
    error = ProductError("access-withdrawn", email="<b>@kade.example", domain="kade/<i>", detail="1001")
    said = remedy(error, "nl")
    assert '<a href="/settings/environments/kade%2F%3Ci%3E">zet het hier op de plaats van het oude</a>' in said
    assert "<i>" not in said
    assert "[" not in plain_remedy(error, "en")
    assert remedy(ProductError("address-unknown"), "en") == ProductError("address-unknown").do()
    waits = ToDo("run-again", "user", {"period": "2026-10"}, company=CompanyId("1200"))
    assert '<a href="/export?company=1200&amp;period=2026-10">export it again</a>' in remedy(waits, "en")
    late = Finding("under-watch", details=details(period="2026-10", until="12:00", amount="7.50", code="2100"))
    assert '<a href="/check?period=2026-10">Check 2026-10</a>' in remedy(late, "en")


def test_a_link_keeps_the_company_and_the_period() -> None:
    october = WagePeriod(PeriodRef(2026, 10), date(2026, 10, 1), date(2026, 10, 31))
    company = Company(CompanyId("1200"), "12", "De Kade", ("De Kade",))
    place = Place(company, (company,), ContractType.ZERO_HOURS, (ContractType.ZERO_HOURS,), october, (october,))
    said = remedy(Finding("foreign-line", details=details(amount="8.00", code="2100", difference="D1")), "nl", place)
    assert 'href="/check?company=1200&amp;period=2026-10&amp;contract_type=zero-hours"' in said
