"""The settings of the link with Nmbrs: companies, log-ins, rights."""

from __future__ import annotations

import html

import pytest
from fastapi.testclient import TestClient

from tests.wire.http import conftest
from tests.wire.http.house import ACTIVATION, House, import_hours

COMPANY = "/settings/companies/1200"
CONNECTING = {"email": str(ACTIVATION["email"]), "token": str(ACTIVATION["token"]), "own_link": "off"}


@pytest.fixture
def browser(house: House, ready: TestClient) -> TestClient:
    """A browser on this machine, in Dutch; De Kade is ready to export October."""
    del ready
    return conftest.browser_of(house, language="nl", follow=False)


def shown(browser: TestClient, address: str) -> str:
    """A page, as people read it."""
    answer = browser.get(address)
    assert answer.status_code == 200, answer.text
    return html.unescape(answer.text)


def test_the_index_names_every_room(browser: TestClient) -> None:
    page = shown(browser, "/settings")
    rooms = ("environments", "companies", "rights", "wage-periods", "mapping", "allowances", "findings", "users")
    assert [room for room in rooms if f'href="/settings/{room}"' not in page] == []


def test_a_company_can_change_its_venues_and_stop_taking_part(browser: TestClient, house: House) -> None:
    assert "De Kade, Strandtent Zuid" in shown(browser, "/settings/companies")
    data = {"part-1200": "yes", "venues-1200": "De Kade", "begins-1200": "05:30"}
    answer = browser.post(COMPANY, data=data)
    assert (answer.status_code, answer.headers["location"]) == (303, "/settings/companies")
    assert "De Kade Horeca B.V. is opgeslagen." in shown(browser, "/settings/companies")
    with house.storage.read() as work:
        (company,) = work.settings.companies()
    assert (company.venues, company.new_day_begins.isoformat("minutes")) == (("De Kade",), "05:30")
    assert browser.post(COMPANY, data={"part-1200": "no", "venues-1200": ""}).status_code == 303
    assert "Doet niet mee" in shown(browser, "/settings/companies?state=inactive")
    answer = browser.post(COMPANY, data={"venues-1200": ""})
    assert (answer.status_code, "Vul dit in." in answer.text) == (422, True)
    assert browser.get("/settings/companies/77").status_code == 404


def test_venues_in_the_hours_that_nobody_pays_are_named(browser: TestClient, ready: TestClient) -> None:
    browser.post(COMPANY, data={"part-1200": "yes", "venues-1200": "Strandtent Zuid"})
    import_hours(ready)
    assert "Geen bedrijf betaalt de uren van: De Kade." in shown(browser, "/settings/companies")
    assert "In de uren: De Kade." in shown(browser, COMPANY)


def test_a_token_is_replaced_and_an_environment_removed(browser: TestClient, house: House) -> None:
    address = "/settings/environments/kadegroep"
    assert browser.get("/settings/environments/elders").status_code == 404
    page = browser.post(address, data=CONNECTING | {"token": "wrong"})
    assert (page.status_code, 'id="fault-token"' in page.text, "wrong" in page.text) == (422, True, False)
    assert browser.post(address, data=CONNECTING | {"own_link": "on"}).headers["location"] == "/settings/environments"
    assert "eigen koppeling van eitje staat aan" in shown(browser, "/settings/environments")
    answer = browser.post(f"{address}/removal")
    assert (answer.status_code, "environment-in-use" in answer.text) == (409, True)
    assert "eitje-nmbrs companies" not in answer.text
    browser.post(COMPANY, data={"part-1200": "no", "venues-1200": ""})
    assert browser.post(f"{address}/removal").status_code == 303
    with house.storage.read() as work:
        assert work.settings.connections() == []
    assert "not-activated" in browser.get(address).text


def test_the_rights_to_write_are_tried_only_when_somebody_signs(browser: TestClient, house: House) -> None:
    assert "Blijkt bij de eerste keer schrijven" in shown(browser, "/settings/rights/found")
    page = browser.post("/settings/rights/probe", data={"by": "", "company": ""})
    assert (page.status_code, page.text.count('class="fault"')) == (422, 2)
    assert not [name for name in house.nmbrs.log.operations() if "Insert" in name]
    page = browser.post("/settings/rights/probe", data={"by": "Iris Vermeer", "allowed": "yes", "company": "1200"})
    assert (page.status_code, "De schrijfrechten zijn geprobeerd" in page.text) == (200, True)
    with house.storage.read() as work:
        allowed = [r.event for r in work.audit.records() if r.event.action == "rights.probe-allowed"]
    assert [event.after["allowed_by"] for event in allowed] == ["Iris Vermeer"]
