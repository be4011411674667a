"""What was found is written in the visitor's way, the values in it too."""

from __future__ import annotations

from domain.findings import Finding, details
from entrypoints.http.pages.causes import cause


def test_values_are_written_as_dutch_writes_them() -> None:
    values = details(amount="29.50", code="2100", difference="D1")
    found = Finding("foreign-line", "Noor van Dijk", details=values)
    assert (
        cause(found, "nl", named=True)
        == "Noor van Dijk: In Nmbrs staat al 29,50 op 2100, die niet door dit product is geschreven."
    )
    assert cause(found, "en") == "Nmbrs already holds 29.50 on 2100, which this product did not write."
    edited = details(cause="edited in Nmbrs", sent="8.00", code="2100", found="7.50", difference="D1")
    assert cause(Finding("open-difference", "Noor", details=edited), "nl", named=True).startswith(
        "Noor: gewijzigd in Nmbrs: verzonden 8,00"
    )


def test_what_a_rule_is_about_is_said_in_words() -> None:
    values = details(thing="allowance:nacht", where="zero-hours, De Kade, Bediening")
    said = cause(Finding("unmapped", "Noor", details=values), "nl")
    assert "toeslag nacht (nulurencontract, De Kade, Bediening)" in said
    english = cause(Finding("unmapped", "Noor", details=values), "en")
    assert "allowance nacht (zero-hours contract, De Kade, Bediening)" in english
