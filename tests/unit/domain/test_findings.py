"""The catalogue of findings: what each stops, and its words in both languages."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from domain.findings import ACCEPTABLE, FINDINGS, Finding, Reach, details
from domain.terms import ContractType
from tests.unit.domain.samples import BRAM, NOOR
from tests.unit.domain.test_errors import DOMAIN, codes_in, names

STOPS_ALL = {"period-length-differs", "period-past", "run-locked", "period-future"}
STOPS_ONE = {
    "not-linked",
    "two-people-one-name",
    "several-companies",
    "not-employed",
    "no-valid-contract",
    "unmapped",
    "code-missing",
    "break-too-long",
    "foreign-line",
    "open-difference",
    "unsettled",
    "left-out",
    "changed-since-plan",
}


def test_no_code_is_listed_twice() -> None:
    listed = Counter(codes_in(DOMAIN / "findings.py", "FINDINGS"))
    assert [code for code, count in listed.items() if count > 1] == []
    assert set(listed) == set(FINDINGS)


@pytest.mark.parametrize("code", FINDINGS)
def test_every_entry_speaks_both_languages_and_can_be_filled_in(code: str) -> None:
    entry = FINDINGS[code]
    for sentence in (entry.cause, entry.remedy, entry.cause_nl, entry.remedy_nl):
        assert sentence.strip() == sentence != ""
    assert entry.cause != entry.cause_nl
    assert names(entry.cause) == names(entry.cause_nl)
    assert names(entry.remedy) == names(entry.remedy_nl)
    filled = Finding(code, details=details(**{name: name.upper() for name in names(entry.cause, entry.remedy)}))
    for language in ("en", "nl"):
        assert "{" not in filled.cause(language) + filled.remedy(language)


def test_what_stops_everybody_what_stops_one_and_what_only_warns() -> None:
    reaches = {reach: {code for code, entry in FINDINGS.items() if entry.reach is reach} for reach in Reach}
    assert reaches[Reach.EXPORT] >= STOPS_ALL
    assert reaches[Reach.PERSON] >= STOPS_ONE
    assert {"period-next", "own-link-on", "pending-entry", "hours-disagree", "never-exported"} <= reaches[Reach.NOTHING]
    assert Finding("not-linked").blocks
    assert Finding("period-past").blocks
    assert not Finding("pending-entry").blocks


def test_details_have_a_fixed_order_and_are_text() -> None:
    assert details(name="Noor", count=2) == details(count=2, name="Noor") == (("count", "2"), ("name", "Noor"))


FOUND = Finding("not-employed", "Noor van Dijk", NOOR, "eitje:17", date(2026, 10, 5), details=details(name="Noor"))


@pytest.mark.parametrize(
    "other",
    [
        replace(FOUND, code="no-valid-contract"),
        replace(FOUND, person_key="eitje:18"),
        replace(FOUND, person_key=None),
        replace(FOUND, person_key=None, employee=BRAM),
        replace(FOUND, day=date(2026, 10, 6)),
        replace(FOUND, details=details(name="Bram")),
    ],
)
def test_an_id_stands_for_one_thing(other: Finding) -> None:
    assert other.id != FOUND.id


def test_without_a_key_the_employee_or_else_the_name_tells_findings_apart() -> None:
    by_name = replace(FOUND, person_key=None, employee=None)
    assert len({FOUND.id, replace(FOUND, person_key=None).id, by_name.id, replace(by_name, person="Bram").id}) == 4


def test_a_finding_is_told_in_english_unless_dutch_is_asked() -> None:
    assert FOUND.cause() == FOUND.cause("en") == "Noor is not employed in Nmbrs on that day."
    assert FOUND.cause("nl") == "Noor is die dag niet in dienst in Nmbrs."
    assert FOUND.remedy("nl").endswith("en synchroniseer.")
    assert FOUND.remedy().endswith("then sync.")


def test_what_a_person_accepted_stops_nothing_and_is_the_same_finding() -> None:
    accepted = replace(FOUND, accepted=True)
    assert (FOUND.reach, accepted.reach, accepted.blocks) == (Reach.PERSON, Reach.NOTHING, False)
    assert accepted.id == FOUND.id


def test_only_what_stops_one_person_can_be_accepted() -> None:
    assert {FINDINGS[code].reach for code in ACCEPTABLE} == {Reach.PERSON}


def test_an_id_stays_when_the_same_is_found_again() -> None:
    assert replace(FOUND, person="N. van Dijk", contract_type=ContractType.ZERO_HOURS).id == FOUND.id
    assert FOUND.id.startswith("F")
