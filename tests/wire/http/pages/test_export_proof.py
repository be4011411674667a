"""The proof of an export: on a page, as a workbook, and for a program."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import Any

import pytest
from fastapi.testclient import TestClient

from adapters.nmbrs_fake.faults import Fault
from tests.wire.http.conftest import browser_of
from tests.wire.http.house import API, HOURS, NOOR, OCTOBER, House, agreed_plan, import_hours
from tests.wire.http.pages.test_export_pages import plain


@pytest.fixture
def export(ready: TestClient) -> str:
    """The id of an export of Noor's eight hours and one day."""
    import_hours(ready)
    answer = ready.post(f"{API}/exports", json=agreed_plan(ready, {**HOURS, "parts": ["hours", "days"]}))
    assert answer.json()["outcome"] == "proved"
    return str(answer.json()["export"]["id"])


@pytest.fixture
def browser(house: House) -> TestClient:
    """A browser of somebody at De Kade."""
    return browser_of(house, language="nl")


def cells(content: bytes) -> str:
    """Everything that stands in a workbook."""
    with zipfile.ZipFile(BytesIO(content)) as book:
        return "\n".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))


def test_the_page_says_who_when_what_and_every_line(browser: TestClient, house: House, export: str) -> None:
    words = plain(browser.get(f"/export/{export}/proof").text)
    assert "Bewijs van export 2026-10" in words
    assert "Oordeel Bewezen: dit staat precies zo in Nmbrs." in words
    assert "Bedrijf De Kade Horeca B.V. (12)" in words
    assert "Wat is verzonden gewerkte uren, gewerkte dagen" in words
    assert "Toestemmingen niet nodig" in words
    assert "Verzonden door api: planning" in words
    assert "Vergeleken met Nmbrs voor dit bewijs 20-10-2026 11:00:00" in words
    assert "Laatst vastgelegde controle 20-10-2026 11:00:00, api: planning" in words
    assert "Gemaakt met eitje-nmbrs 0.1.0" in words
    (line,) = house.nmbrs.office.lines(NOOR, OCTOBER)
    assert f"Noor van Dijk 503201 uren 2100 8,00 8,00 8,00 {line.id} klopt" in words
    assert "Noor van Dijk 503201 dagen 1 1 1 klopt" in words
    assert "uren 2100 8,00 8,00 0,00 0,00" in words
    assert "uren 2100 toegevoegd 0,00 8,00 teruggelezen in Nmbrs" in words


def test_the_newest_mark_of_the_trail_stands_on_it(browser: TestClient, house: House, export: str) -> None:
    with house.storage.read() as books:
        records = books.audit.records()
    words = plain(browser.get(f"/export/{export}/proof").text)
    assert f"Audittrail {len(records)} regels, ongeschonden" in words
    assert records[-1].hash in words
    with house.storage.read() as books:
        assert len(books.audit.records()) == len(records)  # looking leaves nothing behind


def test_the_workbook_holds_the_same_and_no_formula(browser: TestClient, export: str) -> None:
    answer = browser.get(f"/export/{export}/proof.xlsx")
    assert answer.headers["content-type"].endswith("spreadsheetml.sheet")
    assert answer.headers["content-disposition"] == f'attachment; filename="proof-2026-10-{export[:8]}.xlsx"'
    text = cells(answer.content)
    assert all(word in text for word in ("Bewijs", "Regels", "Totalen", "Geschreven", "Noor van Dijk", "klopt"))
    assert re.search(r"<v>8(\.00?)?</v>", text)
    assert "<f>" not in text


def test_a_program_gets_the_same(ready: TestClient, export: str) -> None:
    proof = ready.get(f"{API}/exports/{export}/proof").json()
    assert (proof["verdict"], proof["compared_at"]) == ("proved", "2026-10-20T09:00:00+00:00")
    assert [(row["kind"], row["eitje"], row["sent"], row["found"], row["verdict"]) for row in proof["rows"]] == [
        ("hours", "8.00", "8.00", "8.00", "agrees"),
        ("days", "1.00", "1.00", "1.00", "agrees"),
    ]
    assert proof["audit"]["whole"] is True
    book = ready.get(f"{API}/exports/{export}/proof", params={"format": "xlsx"})
    assert "Proof" in cells(book.content)


def test_what_was_edited_since_is_not_proved(browser: TestClient, ready: TestClient, house: House, export: str) -> None:
    (line,) = house.nmbrs.office.lines(NOOR, OCTOBER)
    house.nmbrs.office.edit_line(line.id, "7.50")
    house.nmbrs.office.type_line(NOOR, OCTOBER, 2190, "3.00")
    words = plain(browser.get(f"/export/{export}/proof").text)
    assert "Oordeel Niet bewezen: er zijn verschillen." in words
    assert f"uren 2100 8,00 8,00 7,50 {line.id} gewijzigd in Nmbrs" in words
    assert "niet van ons, met rust gelaten" in words
    assert ready.get(f"{API}/exports/{export}/proof").json()["verdict"] == "differences"


def test_an_undo_is_proved_by_what_stood_there_before(browser: TestClient, ready: TestClient, export: str) -> None:
    plan = ready.post(f"{API}/exports/{export}/undo/plans", json={}).json()["plan"]
    undo = ready.post(f"{API}/exports/{export}/undo", json={"plan": plan}).json()["export"]["id"]
    words = plain(browser.get(f"/export/{undo}/proof").text)
    assert "Oordeel Bewezen: dit staat precies zo in Nmbrs." in words
    assert f"Draait de export terug {export}" in words
    assert f"Teruggedraaid door {undo}" in plain(browser.get(f"/export/{export}/proof").text)
    assert "Deze export is teruggedraaid." in plain(browser.get(f"/export/{export}").text)
    assert browser.get(f"/export/{undo}").status_code == 200


def test_without_nmbrs_there_is_no_proof_and_the_page_says_so(browser: TestClient, house: House, export: str) -> None:
    house.nmbrs.faults.on(Fault.no_connection(), times=None)
    answer: Any = browser.get(f"/export/{export}/proof")
    assert answer.status_code == 502
    assert "Dit is niet gelukt" in plain(answer.text)
    assert browser.get(f"/export/{export}").status_code == 200
