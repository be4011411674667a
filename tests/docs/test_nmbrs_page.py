"""docs/nmbrs.md says what the code does: the calls, the unknowns, the sources."""

import re
from dataclasses import fields
from enum import Enum
from xml.etree import ElementTree

from adapters.nmbrs_fake.policy import DEFAULT, VendorPolicy, all_policies
from adapters.nmbrs_wsdl import Service, wsdl_path
from tests.docs.markdown import ROOT, code_words, section, table

PAGE = (ROOT / "docs" / "nmbrs.md").read_text(encoding="utf-8")
WSDL = "{http://schemas.xmlsoap.org/wsdl/}"


def test_calls_are_those_of_the_wsdl() -> None:
    declared = {
        operation.get("name")
        for service in Service
        for operation in ElementTree.parse(wsdl_path(service)).iter(f"{WSDL}operation")
    }
    made, never_made = _calls("SOAP calls"), _calls("Calls that are never made")
    assert made & never_made == set()
    assert made | never_made == declared


def _calls(heading: str) -> set[str]:
    return {call for row in table(section(PAGE, heading)) for call in code_words(row[0]) if "_" in call}


def test_vendor_unknowns_are_the_settings_of_the_fake() -> None:
    told = {code_words(row[0])[0]: code_words(row[2]) for row in table(section(PAGE, "Vendor unknowns"))}
    assert told == {setting.name: _values(setting.name) for setting in fields(VendorPolicy)}


def _values(name: str) -> list[str]:
    """The values of a setting, the default first; of a number those under which the tests run."""
    usual = getattr(DEFAULT, name)
    tried = type(usual) if isinstance(usual, Enum) else (getattr(policy, name) for _, policy in all_policies())
    return [_word(value) for value in dict.fromkeys([usual, *tried])]


def _word(value: object) -> str:
    return str(value.value if isinstance(value, Enum) else value).lower()


def test_every_source_is_listed_and_used() -> None:
    body, _, sources = PAGE.partition("## Sources")
    cited = {mark for group in re.findall(r"\[([VCO]\d+(?:, [VCO]\d+)*)\]", body) for mark in group.split(", ")}
    listed = re.findall(r"^\* ([VCO]\d+):", sources, re.MULTILINE)
    assert sorted(cited) == sorted(listed)
