"""What the pages of an export say about a finding names no command and is written in the visitor's way."""

from __future__ import annotations

from domain.findings import Finding, details
from entrypoints.http.pages.export_ways import said


def test_values_are_written_as_dutch_writes_them() -> None:
    values = details(amount="29.50", code="2100", difference="D1")
    found = Finding("foreign-line", "Noor van Dijk", details=values)
    assert (
        said(found, "nl") == "Noor van Dijk: In Nmbrs staat al 29,50 op 2100, die niet door dit product is geschreven."
    )
    assert said(found, "en", named=False) == "Nmbrs already holds 29.50 on 2100, which this product did not write."
    edited = details(cause="edited in Nmbrs", sent="8.00", code="2100", found="7.50", difference="D1")
    assert said(Finding("open-difference", "Noor", details=edited), "nl").startswith(
        "Noor: gewijzigd in Nmbrs: verzonden 8,00"
    )
