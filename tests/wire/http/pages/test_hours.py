"""Hours in a browser: who worked when, what became of it and why, and what stands out."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from tests.wire.http.house import DAAN, NOOR, House, agreed_plan, hours_file, import_hours

OCTOBER = "company=1200&period=2026-10&contract_type=zero-hours"
FILE = hours_file(
    (NOOR, "05/10/2026", "10:00 - 18:00", "0:00", "lunch"),
    (NOOR, "06/10/2026", "10:00 - 14:30", "0:00", ""),
    (DAAN, "05/10/2026", "12:00 - 20:00", "0:30", "brunch"),
)
WHO = "Noor van Dijk,noor.vandijk@kade.example,De Kade"
STRANGER = f"""\
datum,naam,e-mailadres,naam van vestiging,type,start- tot eindtijd,pauze,contracttype,status,support ID
05/10/2026,{WHO},gewerkte uren,10:00 - 18:00,0:30,nul uren,goedgekeurd,1
06/10/2026,{WHO},gewerkte uren,10:00 - 14:00,0:00,nul uren,nog te accorderen,2
07/10/2026,{WHO},verlof,10:00 - 18:00,0:00,nul uren,goedgekeurd,3
08/10/2026,Vreemde Vogel,vogel@elders.example,De Kade,gewerkte uren,10:00 - 18:00,0:00,nul uren,goedgekeurd,4
""".encode()


def text_of(page: str) -> str:
    """What can be read, with single blanks."""
    body = re.sub(r"<(script|style|svg).*?</\1>", " ", page.partition("<main")[2], flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def shown(browser: TestClient, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, answer.text
    return text_of(answer.text)


def test_without_hours_the_page_says_what_to_do(browser: TestClient) -> None:
    text = shown(browser, "/hours")
    assert "Er zijn geen uren in deze periode" in text
    assert 'href="/hours/import?company=1200' in browser.get("/hours").text


def test_per_person_with_sums(ready: TestClient, browser: TestClient) -> None:
    import_hours(ready, FILE)
    text = shown(browser, f"/hours?{OCTOBER}")
    assert "Noor van Dijk 12,50 2 2 Niet verzonden 2" in text
    assert "Daan de Vries 7,50 1 1 Niet meegenomen 1 iets van de persoon heeft geen regel in de mapping" in text
    assert "Totaal 20,00 3" in text
    assert "Er is geen regel voor maaltijd brunch" in text


def test_per_day_with_a_chart(ready: TestClient, browser: TestClient) -> None:
    import_hours(ready, FILE)
    answer = browser.get(f"/hours?{OCTOBER}&view=days")
    text = text_of(answer.text)
    assert "ma 5 okt 15,50 2 2" in text
    assert "wo 7 okt 0,00 0 0" in text
    assert 'role="img"' in answer.text
    assert '<th scope="row">ma 5</th><td class="num">15,50</td>' in answer.text


def test_entries_speak_the_visitors_language(ready: TestClient, browser: TestClient) -> None:
    import_hours(ready, STRANGER)
    text = shown(browser, f"/hours?{OCTOBER}&view=entries")
    assert "wo 7 okt Noor van Dijk 10:00–18:00 8,00 De Kade Verlof Niet meegenomen verlof" in text
    assert "Nog niet geaccordeerd Niet meegenomen" in text
    assert "not linked" not in text
    english = browser.get(f"/hours?{OCTOBER}&view=entries", headers={"Accept-Language": "en"}).text
    assert "not linked" in text_of(english)


@pytest.mark.parametrize(
    ("chosen", "there", "gone"),
    [
        ("person=vogel", "Vreemde Vogel", "Noor van Dijk"),
        ("person=NOOR", "Noor van Dijk", "Vreemde Vogel"),
        ("status=pending", "di 6 okt", "ma 5 okt"),
        ("kind=leave", "wo 7 okt", "ma 5 okt"),
        ("fate=not+sent", "ma 5 okt", "do 8 okt"),
        ("why=not-linked", "do 8 okt", "ma 5 okt"),
        ("venue=Elders", "In deze periode is er niets dat hieraan voldoet", "Vogel"),
    ],
)
def test_filters(ready: TestClient, browser: TestClient, chosen: str, there: str, gone: str) -> None:
    import_hours(ready, STRANGER)
    page = browser.get(f"/hours?{OCTOBER}&view=entries&{chosen}").text
    rows = text_of(page).partition("Eerdere perioden")[2]
    assert there in rows
    assert gone not in rows


def test_pending_hours_stand_apart(ready: TestClient, browser: TestClient) -> None:
    import_hours(ready, STRANGER)
    text = shown(browser, f"/hours?{OCTOBER}")
    assert "Noor van Dijk 7,50 4,00 1 3" in text


def test_what_was_sent_is_seen_at_once(ready: TestClient, browser: TestClient) -> None:
    import_hours(ready, hours_file((NOOR, "05/10/2026", "10:00 - 18:00", "0:00", "")))
    assert "Niet verzonden 1" in shown(browser, f"/hours?{OCTOBER}")
    assert ready.post("/api/v1/exports", json=agreed_plan(ready)).status_code == 201
    assert "In Nmbrs 1" in shown(browser, f"/hours?{OCTOBER}")


def test_one_person(ready: TestClient, browser: TestClient) -> None:
    import_hours(ready, FILE)
    key = "email:noor.vandijk@kade.example"
    text = shown(browser, f"/hours/person/{key}?{OCTOBER}")
    assert "ma 5 okt 10:00–18:00 8,00 De Kade 1 × lunch" in text
    assert "Totaal 12,50" in text
    assert "Deze persoon heeft geen uren" in shown(browser, f"/hours/person/{key}?period=2026-09")
    missing = browser.get("/hours/person/email:nobody@kade.example")
    assert (missing.status_code, "person-unknown" in missing.text) == (404, True)


def test_earlier_periods_stand_beside_this_one(ready: TestClient, browser: TestClient) -> None:
    september = hours_file((NOOR, "07/09/2026", "10:00 - 14:00", "0:00", "")).replace(b",1\n", b",91\n")
    query = {"name": "september.csv", "covers": "2026-09-01..2026-09-30"}
    assert ready.post("/api/v1/timecards", params=query, content=september).status_code == 200
    import_hours(ready, FILE)
    page = browser.get(f"/hours?{OCTOBER}&view=periods").text
    assert '<th scope="row">2026-09</th><td class="num">4,00</td>' in page
    assert '<th scope="row">2026-10</th><td class="num">20,00</td>' in page


def test_long_lists_are_cut_into_pages(ready: TestClient, browser: TestClient) -> None:
    header = "datum,naam,e-mailadres,naam van vestiging,type,start- tot eindtijd,pauze,contracttype,support ID"
    rows = [
        f"05/10/2026,Persoon {n:03d},p{n}@kade.example,De Kade,gewerkte uren,10:00 - 18:00,0:00,nul uren,{n}"
        for n in range(1, 102)
    ]
    import_hours(ready, "\n".join([header, *rows, ""]).encode())
    first, last = (browser.get(f"/hours?{OCTOBER}&page={n}").text for n in (1, 2))
    assert ("Persoon 100</a>" in first, "Persoon 101</a>" in first) == (True, False)
    assert ("Persoon 100</a>" in last, "Persoon 101</a>" in last) == (False, True)
    assert "Pagina 2 van 2" in text_of(last)
    assert "Totaal 808,00 101" in text_of(first)


def test_names_of_others_stay_words(ready: TestClient, browser: TestClient) -> None:
    import_hours(ready, FILE.replace(b"De Kade", b"<b>Kade</b>"))
    for view in ("people", "days", "entries"):
        assert "<b>Kade" not in browser.get(f"/hours?{OCTOBER}&view={view}").text


def test_programs_are_told_why_in_their_language(ready: TestClient, house: House) -> None:
    del house
    import_hours(ready, STRANGER)
    cards = ready.get("/api/v1/timecards?period=2026-10", headers={"Accept-Language": "nl"}).json()["timecards"]
    leave = next(card for card in cards if card["kind"] == "leave")
    assert (leave["state"], leave["because_code"], leave["because"]) == ("left out", "leave", "verlof")
    assert [card["because_code"] for card in cards] == [None, "pending-entry", "leave", "not-linked"]
