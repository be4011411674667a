"""Export in a browser: choose, look, confirm, and see what came of it; with the figures of samples/README.md."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from domain.decisions import Choice
from entrypoints.worker import worker
from tests.wire.http.conftest import browser_of
from tests.wire.http.house import ACTIVATION, API, DAAN, KEY, NOOR, OCTOBER, House, hours_file

ROOT = Path(__file__).resolve().parents[4]
DUTCH = {"Accept-Language": "nl"}
PLACE = {"company": "1200", "period": "2026-10", "contract_type": "zero-hours"}
CHOICE: dict[str, Any] = {**PLACE, "part": ["hours", "days", "meals"]}


@pytest.fixture
def browser(house: House, ready: TestClient) -> TestClient:
    """A browser of somebody at De Kade, with the hours of October."""
    ready.put(f"{API}/mapping", json={"thing": "meal:diner", "code": "4900"})
    for name in ("users.xlsx", "hours-2026-10.xlsx"):
        answer = ready.post(f"{API}/timecards", params={"name": name}, content=(ROOT / "samples" / name).read_bytes())
        assert answer.status_code == 200, answer.text
    return browser_of(house, language="nl")


def plain(html: str) -> str:
    """The words of a page, as one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def work(house: House, browser: TestClient, answer: Any) -> Any:
    """Do what the form began, and go where it leads."""
    assert answer.status_code == 303, plain(answer.text)
    address = answer.headers["location"]
    assert address.startswith("/jobs/")
    worker(house.container)(re.split(r"[/?]", address)[2])
    return browser.get(address)


def look(house: House, browser: TestClient, **choice: Any) -> Any:
    """The plan of a choice."""
    return work(house, browser, browser.post("/export/plan", data={**CHOICE, **choice}, follow_redirects=False))


def job_of(plan: Any) -> str:
    """Whose plan it is."""
    return str(plan.url.path).split("/")[3]


def hash_of(browser: TestClient, plan: Any) -> str:
    """What is agreed to, from the form that confirms it."""
    (found,) = re.findall(
        r'name="plan" value="([0-9a-f]{12})"', browser.get(f"/export/plan/{job_of(plan)}/confirm").text
    )
    return str(found)


def send(browser: TestClient, plan: Any, agreed: str = "") -> Any:
    """Press the button."""
    data = {"plan": agreed or hash_of(browser, plan)}
    return browser.post(f"/export/plan/{job_of(plan)}/send", data=data, follow_redirects=False)


def test_what_can_be_sent_is_ticked_at_first_and_later_what_was_sent(house: House, browser: TestClient) -> None:
    page = browser.get("/export", params=PLACE).text
    ticked = re.findall(r'name="part" value="(\w+)" checked', page)
    assert ticked == ["hours", "days", "meals"]
    assert "Toeslagen nog geen code in de mapping" in plain(page)
    plan = look(house, browser, part=["hours"])
    work(house, browser, send(browser, plan))
    page = browser.get("/export", params=PLACE).text
    assert re.findall(r'name="part" value="(\w+)" checked', page) == ["hours"]
    assert "Deze periode is al eens geëxporteerd." in plain(page)


def test_a_period_goes_from_the_choice_to_the_proof(house: House, browser: TestClient) -> None:
    plan = look(house, browser)
    words = plain(plan.text)
    assert "<h1>Plan van oktober 2026</h1>" in plan.text
    assert "Uren 2100 0,00 264,40 264,40" in words  # 264:24 in 41 entries
    assert "Looncomponent 4899 0,00 6,00 6,00" in words  # 2 + 2 + 2 lunches
    assert "Looncomponent 4900 0,00 5,00 5,00" in words  # 1 + 2 + 1 + 1 dinners
    assert "Gewerkte dagen 0 38 38" in words  # 4 + 4 + 7 + 7 + 4 + 3 + 4 + 5
    assert "Noor van Dijk 503201 Er verandert iets Voeg toe 2" in words
    assert house.paid(NOOR) == []

    confirm = browser.get(f"/export/plan/{job_of(plan)}/confirm")
    words = plain(confirm.text)
    assert "Voor De Kade Horeca B.V. stuur je naar Nmbrs wat 8 mensen in oktober 2026 werkten." in words
    assert "264,40 uur op code 2100, 6,00 op looncomponent 4899, 5,00 op looncomponent 4900, 38 dagen" in words
    assert "Er worden 23 regels geschreven." in words  # 8 of hours, 7 of meals, 8 numbers of days
    assert "Kan het dubbel verzonden worden?" in words
    assert house.paid(NOOR) == []

    result = work(house, browser, send(browser, plan))
    words = plain(result.text)
    assert "<h1>Resultaat van oktober 2026" in result.text
    assert "Bewezen: alles wat gekozen was, staat regel voor regel in Nmbrs en is teruggelezen." in words
    assert "Daan de Vries 20 okt 2026 11:00 Uren 2100 Toegevoegd 0,00 29,00 Teruggelezen in Nmbrs" in words
    assert "Sophie Jansen (503206) 20 okt 2026 11:00 Uren 2100 Toegevoegd 0,00 22,00" in words
    assert (house.paid(NOOR), house.paid(DAAN)) == ([(2100, "29.50")], [(2100, "29.00")])


def test_a_second_plan_shows_only_the_difference(house: House, browser: TestClient, ready: TestClient) -> None:
    work(house, browser, send(browser, look(house, browser)))
    file = ROOT / "samples" / "hours-2026-10-corrected.xlsx"
    ready.post(f"{API}/timecards", params={"name": file.name}, content=file.read_bytes())
    plan = look(house, browser)
    words = plain(plan.text)
    assert "Uren 2100 264,40 1,75 266,15" in words  # 6:00 became 7:45
    assert "Daan de Vries 503202 Er verandert iets Wijzig 1 Houd 1" in words
    assert "30,75 was 29,00" in words
    assert "Noor van Dijk 503201 Staat er al Houd 2" in words
    assert "Iedereen 8" in words
    assert "Er verandert iets 1" in words
    only = plain(browser.get(f"/export/plan/{job_of(plan)}", params={"view": "changes"}).text)
    assert "Daan de Vries 503202" in only
    assert "Noor van Dijk 503201" not in only
    found = plain(browser.get(f"/export/plan/{job_of(plan)}", params={"name": "503201"}).text)
    assert "Noor van Dijk 503201" in found
    assert "Daan de Vries 503202" not in found
    confirm = plain(browser.get(f"/export/plan/{job_of(plan)}/confirm").text)
    assert "wat één persoon in oktober 2026 werkte" in confirm
    assert "Er wordt 1 regel geschreven." in confirm
    work(house, browser, send(browser, plan))
    assert house.paid(DAAN) == [(2100, "30.75")]


def test_the_period_before_stands_beside_the_totals(house: House, browser: TestClient, ready: TestClient) -> None:
    rows = hours_file((NOOR, "05/09/2026", "10:00 - 18:00", "0:00", "")).replace(b",1\n", b",901\n")
    ready.post(f"{API}/timecards", params={"name": "s.csv", "covers": "2026-09-01..2026-09-30"}, content=rows)
    september = {**PLACE, "period": "2026-09", "part": ["hours"], "consent": "locked", "by": "Anja"}
    before = work(house, browser, browser.post("/export/plan", data=september, follow_redirects=False))
    work(house, browser, send(browser, before))
    words = plain(look(house, browser, part=["hours"]).text)
    assert "september 2026 Verschil" in words
    assert "Uren 2100 0,00 264,40 264,40 8,00 256,40" in words


def test_a_line_of_somebody_else_stops_only_that_person(house: House, browser: TestClient) -> None:
    house.nmbrs.office.type_line(NOOR, OCTOBER, 2100, "29.50")
    plan = look(house, browser)
    words = plain(plan.text)
    assert "Wat er in de weg staat" in words
    assert "1 persoon wordt niet geraakt tot dit is opgelost; de anderen kunnen verzonden worden." in words
    assert "Kies bij Controleren : ze wordt van ons" in words
    assert "Noor van Dijk 503201 Tegengehouden" in words
    assert "Uren 2100 0,00 234,90 234,90" in words  # 264,40 less the 29,50 of Noor
    assert "Doorgaan met 7 mensen" in words
    result = work(house, browser, send(browser, plan))
    words = plain(result.text)
    assert "Niet alles is bewezen" in words
    assert "Niet geraakt Noor van Dijk 503201" in words
    assert "Noor van Dijk 503201 In Nmbrs staat al 29,50 op 2100" in words
    assert house.paid(NOOR) == [(2100, "29.50")]
    # What is on record says the same to whoever looks after a restart.
    restarted = browser_of(house, language="nl", container=house.with_key(KEY))
    assert plain(restarted.get(str(result.url.path)).text) == plain(browser.get(str(result.url.path)).text)


def test_what_is_paid_on_top_of_somebody_elses_line_is_added_up(house: House, browser: TestClient) -> None:
    """29.50 of others and 29.50 of ours: whoever confirms sees that 59.00 is paid."""
    house.nmbrs.office.type_line(NOOR, OCTOBER, 2100, "29.50")
    look(house, browser)
    resolve = house.container.resolve_differences()
    (difference,) = resolve.list(None, OCTOBER).open
    resolve.resolve(None, difference.difference.id, Choice.ON_TOP, "een bonus", "Anja", OCTOBER)
    plan = look(house, browser)
    said = "Noor van Dijk, Uren 2100 : 29,50 van anderen en 29,50 van ons, samen 59,00"
    assert said in plain(plan.text)
    confirm = browser.get(f"{plan.url.path}/confirm")
    assert "het onze wordt er bovenop betaald" in plain(confirm.text)
    assert said in plain(confirm.text)
    work(house, browser, send(browser, plan))
    assert house.paid(NOOR) == [(2100, "29.50"), (2100, "29.50")]


def test_a_closed_period_asks_for_consent_by_name_only_when_it_is_needed(house: House, browser: TestClient) -> None:
    assert "Wie geeft toestemming" not in browser.get("/export", params=PLACE).text
    house.nmbrs.office.lock_run(1200, OCTOBER)
    plan = look(house, browser)
    words = plain(plan.text)
    assert "Er is al betaald." in words
    assert "correctie met terugwerkende kracht (TWK)" in words
    assert "Doorgaan met" not in words
    assert browser.get(f"/export/plan/{job_of(plan)}/confirm", follow_redirects=False).status_code == 303
    nameless = browser.post("/export/plan", data={**CHOICE, "consent": "locked", "by": " "})
    assert nameless.status_code == 422
    assert 'id="fault-by"' in nameless.text
    opened = look(house, browser, consent="locked", by="Anja")
    words = plain(opened.text)
    assert "Doorgaan met 8 mensen" in words
    work(house, browser, send(browser, opened))
    with house.storage.read() as books:
        (export,) = books.ledger.exports()
    assert [(consent.what, consent.by) for consent in export.consents] == [("locked", "Anja")]


def test_a_consent_stays_when_the_choice_is_changed(house: House, browser: TestClient) -> None:
    house.nmbrs.office.lock_run(1200, OCTOBER)
    opened = look(house, browser, consent="locked", by="Anja")
    page = browser.get("/export", params={"of": job_of(opened)}).text
    assert 'name="given" value="locked|Anja"' in page
    assert "De loonrun van deze periode is vergrendeld in Nmbrs (Anja)" in plain(page)
    kept = look(house, browser, given="locked|Anja", part=["hours"])
    assert "Doorgaan met 8 mensen" in plain(kept.text)


@pytest.mark.parametrize(
    ("choice", "field"),
    [
        ({"part": []}, "part"),
        ({"people": "Niemand Bekend"}, "people"),
        ({"venue": "Elders"}, "venue"),
        ({"team": "Elders"}, "team"),
        ({"carry": "2026-11"}, "carry"),
        ({"carry": "2026-09", "part": ["days"]}, "carry"),
    ],
)
def test_what_is_wrong_with_a_choice_stands_beside_it(browser: TestClient, choice: dict[str, Any], field: str) -> None:
    answer = browser.post("/export/plan", data={**CHOICE, **choice})
    assert answer.status_code == 422
    assert f'id="fault-{field}"' in answer.text
    if "people" in choice:
        assert "Niemand Bekend" in answer.text


def test_only_some_people_are_sent_and_the_rest_is_named(house: House, browser: TestClient) -> None:
    plan = look(house, browser, people="Noor van Dijk\n503202")
    words = plain(plan.text)
    assert "Uren 2100 0,00 58,50 58,50" in words  # 29,50 + 29,00
    assert "regels zijn niet gekozen en blijven zoals ze zijn" in words
    work(house, browser, send(browser, plan))
    assert house.paid(503203) == []


def test_names_are_not_html(browser: TestClient) -> None:
    answer = browser.post("/export/plan", data={**CHOICE, "people": "<script>alert(1)</script>"})
    assert answer.status_code == 422
    assert "<script>alert" not in answer.text


def test_without_hours_or_periods_the_page_says_what_to_do(house: House, client: TestClient) -> None:
    browser = browser_of(house, language="nl")
    assert "Er doet nog geen bedrijf mee" in plain(browser.get("/export").text)
    client.post(f"{API}/activation", json=ACTIVATION)
    client.put(f"{API}/companies/1200", json={"venues": ["De Kade"]})
    assert "Er zijn nog geen loonperioden" in plain(browser.get("/export").text)
    client.post(f"{API}/sync", json={})
    client.put(f"{API}/wage-periods", json={"start": "2026-01-01"})
    assert "Er zijn nog geen uren" in plain(browser.get("/export").text)
