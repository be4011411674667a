"""Whatever happens between looking and sending ends in a clear page, and pays nobody twice."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from adapters.nmbrs_fake.faults import Fault
from domain.terms import CompanyId
from entrypoints.worker import worker
from tests.wire.http.conftest import browser_of
from tests.wire.http.house import API, KEY, NOOR, OCTOBER, House, agreed_plan, import_hours
from tests.wire.http.pages.test_export_pages import CHOICE, hash_of, job_of, look, plain, send, work


@pytest.fixture
def browser(house: House, ready: TestClient) -> TestClient:
    """A browser of somebody at De Kade, with eight hours of Noor in October."""
    import_hours(ready)
    return tab(house)


def tab(house: House) -> TestClient:
    """One more browser."""
    return browser_of(house, language="nl")


def paid_once(house: House) -> bool:
    """Whether Noor's eight hours stand in Nmbrs, once."""
    return house.paid(NOOR) == [(2100, "8.00")]


def exports(house: House) -> int:
    """How many exports there are on record."""
    with house.storage.read() as books:
        return len(books.ledger.exports())


def test_two_clicks_and_two_tabs_come_to_one_export(house: House, browser: TestClient) -> None:
    plan = look(house, browser)
    agreed = hash_of(browser, plan)
    first, second = send(browser, plan, agreed), send(tab(house), plan, agreed)
    assert first.headers["location"] == second.headers["location"]
    work(house, browser, first)
    result = browser.get(second.headers["location"])
    assert "Bewezen: alles wat gekozen was" in plain(result.text)
    assert (exports(house), paid_once(house)) == (1, True)


def test_the_back_button_and_the_same_button_once_more_lead_to_the_result(house: House, browser: TestClient) -> None:
    plan = look(house, browser)
    agreed = hash_of(browser, plan)
    result = work(house, browser, send(browser, plan, agreed))
    again = send(browser, plan, agreed)
    assert (again.status_code, again.headers["location"]) == (303, str(result.url.path))
    words = plain(browser.get(again.headers["location"]).text)
    assert "Dit plan is al verzonden: hier is het resultaat. Er is niets een tweede keer verzonden." in words
    back = browser.get(f"/export/plan/{job_of(plan)}/confirm")
    assert str(back.url.path) == str(result.url.path)
    assert "Dit plan is verzonden." in plain(browser.get(f"/export/plan/{job_of(plan)}").text)
    assert (exports(house), paid_once(house)) == (1, True)


def test_two_people_with_a_plan_each_pay_once(house: House, browser: TestClient) -> None:
    colleague = tab(house)
    mine, theirs = look(house, browser), look(house, colleague, part=["hours"])
    first, second = send(browser, mine), send(colleague, theirs)
    work(house, browser, first)
    result = work(house, colleague, second)
    # What the colleague's plan would have added stands there now.
    words = plain(result.text)
    assert "Bewezen: alles wat gekozen was" in words
    assert "Er is niets gewijzigd" in words
    assert (exports(house), paid_once(house)) == (2, True)


def test_a_plan_that_lapsed_shows_what_changed(house: House, browser: TestClient, ready: TestClient) -> None:
    plan = look(house, browser)
    ready.put(f"{API}/mapping", json={"thing": "hours", "code": "2190", "contract_type": "zero-hours"})
    refused = work(house, browser, send(browser, plan))
    assert str(refused.url.path).startswith("/jobs/")
    assert f'href="/export/plan/{job_of(plan)}"' in refused.text
    assert house.paid(NOOR) == []

    lapsed = browser.get(f"/export/plan/{job_of(plan)}")
    assert "Opnieuw bekijken, en zien wat er veranderde" in plain(lapsed.text)
    assert "Doorgaan met" not in plain(lapsed.text)
    assert browser.get(f"/export/plan/{job_of(plan)}/confirm", follow_redirects=False).status_code == 303
    (since,) = set(re.findall(r'name="since" value="([0-9a-f]{12})"', lapsed.text))
    fresh = look(house, browser, since=since)
    words = plain(fresh.text)
    assert "Dit is anders dan wat je op 20 okt 2026 11:00 zag. Veranderd voor iedereen: de mapping." in words
    assert "Anders voor 1 persoon" in words
    assert "Uren 2190 0,00 8,00 8,00" in words
    work(house, browser, send(browser, fresh))
    assert house.paid(NOOR) == [(2190, "8.00")]


def test_after_a_restart_a_plan_is_made_again_and_compared(house: House, browser: TestClient) -> None:
    plan = look(house, browser)
    restarted = browser_of(house, language="nl", container=house.with_key(KEY))
    gone = restarted.get(f"/export/plan/{job_of(plan)}")
    assert gone.status_code == 200
    assert "wordt niet meer in zijn geheel bewaard" in plain(gone.text)
    fields = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', gone.text)
    form: dict[str, Any] = {}
    for name, value in fields:
        form.setdefault(name, []).append(value)
    assert form["part"] == ["days", "hours", "meals"]
    again = work(house, browser, browser.post("/export/plan", data=form, follow_redirects=False))
    assert "Er is niets veranderd sinds je de vorige keer keek." in plain(again.text)
    confirm = restarted.get(f"/export/plan/{job_of(plan)}/confirm")
    assert "wordt niet meer in zijn geheel bewaard" in plain(confirm.text)


def test_agreeing_to_something_else_than_was_shown_sends_nothing(house: House, browser: TestClient) -> None:
    plan = look(house, browser)
    answer = send(browser, plan, "0123456789ab")
    assert answer.status_code == 404
    assert "Dit is niet gelukt" in plain(answer.text)
    assert (exports(house), house.paid(NOOR)) == (0, [])


def test_a_plan_without_nmbrs_says_so_and_leads_back(house: House, browser: TestClient) -> None:
    house.nmbrs.faults.on(Fault.no_connection(), times=None)
    answer = look(house, browser)
    words = plain(answer.text)
    assert str(answer.url.path).startswith("/jobs/")
    assert "Nmbrs" in words
    assert 'role="alert"' in answer.text
    assert 'href="/export?company=1200&amp;period=2026-10&amp;contract_type=zero-hours"' in answer.text


def test_nmbrs_that_goes_away_before_anything_was_sent(house: House, browser: TestClient) -> None:
    plan = look(house, browser)
    agreed = hash_of(browser, plan)
    house.nmbrs.faults.on(Fault.no_connection(), times=None)
    answer = work(house, browser, send(browser, plan, agreed))
    assert 'role="alert"' in answer.text
    house.nmbrs.faults.clear()
    # The plan still holds: the very same button goes on.
    assert "Doorgaan met 1 persoon" in plain(browser.get(f"/export/plan/{job_of(plan)}").text)
    result = work(house, browser, send(browser, plan, agreed))
    assert "Bewezen: alles wat gekozen was" in plain(result.text)
    assert paid_once(house)


def test_an_answer_that_never_came_waits_and_is_read_back(house: House, browser: TestClient) -> None:
    plan = look(house, browser)
    house.nmbrs.faults.on(Fault.drop_before(), employee=NOOR, when=lambda call: "Insert" in call.operation)
    result = work(house, browser, send(browser, plan))
    words = plain(result.text)
    assert "Van sommige regels is nog niet bekend of Nmbrs ze heeft." in words
    assert "Teruglezen geeft uitsluitsel na 20 okt 2026" in words
    assert "Voer niets met de hand in" in words
    proof = plain(browser.get(f"{result.url.path}/proof").text)
    assert "Oordeel Nog niet bekend: er staat nog iets open." in proof
    assert house.paid(NOOR) == []
    house.clock.sleep(3600)
    later = look(house, browser)
    final = work(house, browser, send(browser, later))
    assert paid_once(house), plain(final.text)


def test_a_token_that_was_withdrawn_is_named_on_the_page(house: House, browser: TestClient) -> None:
    plan = look(house, browser)
    agreed = hash_of(browser, plan)
    house.nmbrs.office.user("salaris@kadegroep.example").token = "another"
    answer = work(house, browser, send(browser, plan, agreed))
    assert 'role="alert"' in answer.text
    assert "access-withdrawn" in answer.text
    assert house.paid(NOOR) == []


def test_a_lease_that_somebody_else_holds_is_named_and_nothing_is_sent(house: House, browser: TestClient) -> None:
    plan = look(house, browser)
    agreed = hash_of(browser, plan)
    with house.storage.write() as books:
        lease = books.leases.acquire(CompanyId("1200"), OCTOBER, "het andere kantoor", timedelta(minutes=5))
        books.commit()
    assert lease is not None
    answer = work(house, browser, send(browser, plan, agreed))
    words = plain(answer.text)
    assert "export-busy" in answer.text
    assert "het andere kantoor" in words
    assert house.paid(NOOR) == []
    with house.storage.write() as books:
        books.leases.release(lease)
        books.commit()
    work(house, browser, send(browser, plan, agreed))
    assert paid_once(house)


def test_a_running_export_shows_on_the_first_page_and_on_its_plan(house: House, browser: TestClient) -> None:
    plan = look(house, browser)
    began = send(browser, plan)
    job = re.split(r"[/?]", began.headers["location"])[2]
    assert "Er loopt een export van dit bedrijf." in plain(browser.get("/export", params={"period": "2026-10"}).text)
    assert "Dit plan wordt nu verzonden." in plain(browser.get(f"/export/plan/{job_of(plan)}").text)
    worker(house.container)(job)
    assert "Er loopt een export" not in plain(browser.get("/export", params={"period": "2026-10"}).text)


def test_what_nmbrs_refuses_is_named_with_its_words(house: House, browser: TestClient) -> None:
    plan = look(house, browser)
    house.nmbrs.faults.on(
        Fault.refused("2011", "period is protected"), when=lambda c: "Insert" in c.operation, times=None
    )
    result = work(house, browser, send(browser, plan))
    words = plain(result.text)
    assert "Geweigerd door Nmbrs" in words
    assert "2011" in words
    assert "Nmbrs weigerde regels omdat de periode beveiligd is." in words
    assert "Wie geeft toestemming" in words
    assert house.paid(NOOR) == []
    house.nmbrs.faults.clear()
    asking = result.text.split('class="consent"')[1].split("</form>")[0]
    form: dict[str, Any] = {"by": "Anja"}
    for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', asking):
        form.setdefault(name, []).append(value)
    again = work(house, browser, browser.post("/export/plan", data=form, follow_redirects=False))
    work(house, browser, send(browser, again))
    assert paid_once(house)
    with house.storage.read() as books:
        assert [consent.by for consent in books.ledger.exports()[-1].consents] == ["Anja"]


def test_a_program_sees_who_was_left_behind(house: House, ready: TestClient) -> None:
    import_hours(ready)
    agreed = agreed_plan(ready)
    house.nmbrs.office.type_line(NOOR, OCTOBER, 2100, "8.00")
    export = ready.post(f"{API}/exports", json=agreed).json()["export"]["id"]
    (left,) = ready.get(f"{API}/exports/{export}").json()["left_behind"]
    assert (left["employee"], left["name"]) == (str(NOOR), "Noor van Dijk")
    assert "changed-since-plan" in [finding["code"] for finding in left["findings"]]


def test_addresses_of_what_is_no_plan(browser: TestClient, ready: TestClient) -> None:
    assert str(browser.get("/export/plan").url.path) == "/export"
    assert browser.get("/export/plan/nothing").status_code == 404
    began = browser.post("/export/plan", data=CHOICE, follow_redirects=False).headers["location"]
    job = re.split(r"[/?]", began)[2]
    waiting = browser.get(f"/export/plan/{job}", follow_redirects=False)
    assert (waiting.status_code, waiting.headers["location"].startswith(f"/jobs/{job}?")) == (303, True)
    sync = ready.post(f"{API}/jobs", json={"kind": "sync", "order": {}}).json()["id"]
    for address in (f"/export/plan/{sync}", f"/export/plan/{sync}/confirm", f"/export?of={sync}"):
        assert browser.get(address).status_code == 404
    assert browser.post(f"/export/plan/{sync}/send", data={"plan": "0123456789ab"}).status_code == 404
    assert browser.get("/export/0000").status_code == 404
    assert browser.post("/export/plan", data={**CHOICE, "period": "x"}).status_code == 422
