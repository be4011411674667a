"""Importing hours in a browser: every file whole or not at all, and what became of it."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.wire.http.house import DAAN, EIGHT_HOURS, FILE_BYTES, NOOR, House, hours_file
from tests.wire.http.pages.test_hours import text_of

ADDRESS = "/hours/import?company=1200&period=2026-10&contract_type=zero-hours"


def send(browser: TestClient, *files: tuple[str, bytes], **fields: str) -> Any:
    return browser.post(ADDRESS, data=fields, files=[("files", (name, content)) for name, content in files])


def stored(house: House) -> int:
    with house.storage.read() as work:
        return len(work.timecards.people())


def test_the_form_asks_for_files(browser: TestClient) -> None:
    page = browser.get(ADDRESS).text
    assert 'enctype="multipart/form-data"' in page
    assert 'type="file" multiple' in page


def test_a_csv_is_taken_for_the_days_that_it_holds(browser: TestClient, house: House) -> None:
    answer = send(browser, ("hours.csv", EIGHT_HOURS), covers="period")
    assert answer.status_code == 200
    assert "hours.csv Ingelezen Toegevoegd 1 Gewijzigd 0 Verwijderd 0 Ongewijzigd 0" in text_of(answer.text)
    assert "van 1 okt 2026 tot en met 31 okt 2026" in text_of(answer.text)
    assert stored(house) == 1
    assert house.last_actor() == "web: administrator@kade.example"


def test_what_the_file_no_longer_holds_is_removed_only_within_its_days(browser: TestClient) -> None:
    two = hours_file(
        (NOOR, "05/10/2026", "10:00 - 18:00", "0:00", ""), (NOOR, "06/10/2026", "10:00 - 18:00", "0:00", "")
    )
    send(browser, ("hours.csv", two), covers="period")
    kept = send(browser, ("hours.csv", EIGHT_HOURS), covers="days", first="2026-10-05", last="05-10-2026")
    assert "Verwijderd 0" in text_of(kept.text)
    gone = send(browser, ("hours.csv", EIGHT_HOURS.replace(b"18:00", b"19:00")), covers="period")
    text = text_of(gone.text)
    assert "Toegevoegd 0 Gewijzigd 1 Verwijderd 1 Ongewijzigd 0" in text
    assert "ma 5 okt Noor van Dijk De Kade 8,00 9,00" in text
    assert "di 6 okt Noor van Dijk De Kade 8,00 verwijderd" in text


def test_a_file_of_one_venue_takes_nothing_from_another(browser: TestClient) -> None:
    both = hours_file(
        (NOOR, "05/10/2026", "10:00 - 18:00", "0:00", ""), (DAAN, "06/10/2026", "10:00 - 16:00", "0:00", "")
    )
    head, noor, daan, _ = both.split(b"\n")
    zuid = b"\n".join((head, daan.replace(b"De Kade", b"Strandtent Zuid"), b""))
    send(browser, ("kade.csv", b"\n".join((head, noor, b""))), covers="period")
    later = send(browser, ("zuid.csv", zuid), covers="period")
    assert "Toegevoegd 1 Gewijzigd 0 Verwijderd 0" in text_of(later.text)
    everywhere = send(browser, ("zuid.csv", zuid.replace(b"16:00", b"17:00")), covers="period", covers_venue="*")
    assert "Toegevoegd 0 Gewijzigd 1 Verwijderd 1" in text_of(everywhere.text)


def test_the_same_file_twice_is_said(browser: TestClient) -> None:
    send(browser, ("hours.csv", EIGHT_HOURS), covers="period")
    again = send(browser, ("hours.csv", EIGHT_HOURS), covers="period")
    assert again.status_code == 200
    assert "Precies dit bestand is al eerder ingelezen" in text_of(again.text)


def test_a_csv_that_does_not_say_its_days_is_asked_about(browser: TestClient, house: House) -> None:
    answer = send(browser, ("hours.csv", EIGHT_HOURS))
    assert answer.status_code == 422
    assert 'id="fault-covers"' in answer.text
    assert stored(house) == 0
    assert send(browser, ("hours.csv", EIGHT_HOURS), covers="unknown").status_code == 200


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"covers": "always"}, "covers"),
        ({"covers": "days"}, "first"),
        ({"covers": "days", "first": "2026-10-01", "last": "morgen"}, "last"),
        ({"covers": "days", "first": "2026-10-02", "last": "2026-10-01"}, "last"),
        ({"covers": "period", "year": "2031-01"}, "year"),
    ],
)
def test_a_fault_stands_beside_its_field_and_nothing_is_lost(
    browser: TestClient, house: House, fields: dict[str, str], fault: str
) -> None:
    answer = send(browser, ("hours.csv", EIGHT_HOURS), **fields)
    assert answer.status_code == 422
    assert f'id="fault-{fault}"' in answer.text
    assert all(value in answer.text for name, value in fields.items() if name in ("first", "last"))
    assert stored(house) == 0


def test_without_a_file_it_is_asked_for(browser: TestClient) -> None:
    answer = browser.post(ADDRESS, data={"covers": "unknown"})
    assert (answer.status_code, 'id="fault-files"' in answer.text) == (422, True)


def test_one_bad_file_stops_no_other_and_is_not_taken_in_part(browser: TestClient, house: House) -> None:
    bad = hours_file(
        (NOOR, "05/10/2026", "10:00 - 18:00", "0:00", ""), (NOOR, "36/10/2026", "10:00 - 18:00", "0:00", "")
    )
    answer = send(browser, ("bad.csv", bad), ("hours.csv", EIGHT_HOURS), covers="unknown")
    text = text_of(answer.text)
    assert answer.status_code == 422
    assert "bad.csv Niet ingelezen 1 rij kan niet gelezen worden" in text
    assert "row 3, datum &#34;36/10/2026&#34;" in text
    assert "hours.csv Ingelezen" in text
    assert stored(house) == 1


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("hours.csv", EIGHT_HOURS + b"\n" * FILE_BYTES, "file-too-large"),
        ("photo.xlsx", b"\x89PNG", "file-not-eitje"),
        (".hidden.csv", EIGHT_HOURS, "request-invalid"),
        ("a/b.csv", EIGHT_HOURS, "request-invalid"),
    ],
)
def test_what_is_no_file_of_eitje_is_refused(
    browser: TestClient, house: House, name: str, content: bytes, code: str
) -> None:
    answer = send(browser, (name, content), covers="unknown")
    assert answer.status_code == 422
    assert f"<code>{code}</code>" in answer.text
    assert stored(house) == 0


def test_nothing_of_a_file_stays_behind(browser: TestClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    send(browser, ("hours.csv", EIGHT_HOURS), covers="unknown")
    send(browser, ("photo.xlsx", b"\x89PNG"))
    assert list(tmp_path.iterdir()) == []


def test_a_large_file_passes_the_gate(browser: TestClient, house: House) -> None:
    assert send(browser, ("hours.csv", EIGHT_HOURS), covers="unknown", filler="x" * 100).status_code == 200
    large = b"\n".join([EIGHT_HOURS] + [b""] * 1_100_000)
    assert "file-too-large" in send(browser, ("hours.csv", large), covers="unknown").text
    assert stored(house) == 1
