"""The first steps in a browser: from nothing to a company that can export, in Dutch."""

from __future__ import annotations

import html
from typing import Any

import pytest
from fastapi.testclient import TestClient

from adapters.nmbrs_fake.sample_data import demo_payroll
from tests.wire.http import conftest
from tests.wire.http.house import ACTIVATION, API, AUTHORIZED, NOOR, House

CONNECTING = {"email": str(ACTIVATION["email"]), "token": str(ACTIVATION["token"]), "own_link": "off"}
VENUES = {"part-1200": "yes", "venues-1200": "De Kade\r\nStrandtent Zuid\r\n", "begins-1200": "06:00"}
CODES = {"hours": "2100", "days": "yes", "meal-1": "lunch", "meal-code-1": "4899", "meal-2": "diner"}


def browser_of(house: House) -> TestClient:
    """A browser on this machine, in Dutch, over TLS so that it keeps our cookies."""
    return conftest.browser_of(house, language="nl", follow=False)


@pytest.fixture
def browser(house: House) -> TestClient:
    """A browser in which nothing was done yet."""
    return browser_of(house)


def sent(browser: TestClient, address: str, data: dict[str, str]) -> str:
    """Where a form leads that was accepted."""
    answer = browser.post(address, data=data)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def refused(browser: TestClient, address: str, data: dict[str, str]) -> str:
    """The page that comes back for a form in which something is wrong."""
    answer = browser.post(address, data=data)
    assert answer.status_code == 422, answer.text
    return html.unescape(answer.text)


def fault(page: str, field: str) -> str:
    """What stands beside a field."""
    assert f'id="fault-{field}"' in page, page
    piece = page.split(f'id="fault-{field}"')[1]
    return piece.split("</svg>")[1].split("</small>")[0].strip()


def shown(browser: TestClient, address: str) -> str:
    """A page, as people read it."""
    answer = browser.get(address)
    assert answer.status_code == 200, answer.text
    return html.unescape(answer.text)


def agreed(browser: TestClient) -> str:
    """The mark of the differences that are shown."""
    return shown(browser, "/setup/sync/found").split('name="agreed" value="')[1].split('"')[0]


def connected(browser: TestClient) -> None:
    """Two steps further."""
    sent(browser, "/setup/connect", CONNECTING)
    sent(browser, "/setup/companies", VENUES)


def test_from_the_token_to_a_company_that_can_export(browser: TestClient, house: House) -> None:
    assert "Beginnen" in shown(browser, "/")
    assert browser.get("/setup").headers["location"] == "/setup/connect"
    assert sent(browser, "/setup/connect", CONNECTING) == "/setup/companies"
    assert "Verbonden met kadegroep. Aantal bedrijven: 1." in shown(browser, "/setup/companies")
    assert sent(browser, "/setup/companies", VENUES) == "/setup/rights"
    assert "Alles wat door lezen te testen is, is er." in shown(browser, "/setup/rights/found")
    found = shown(browser, "/setup/sync/found")
    assert "Noor van Dijk" in found
    assert sent(browser, "/setup/sync", {"agreed": agreed(browser)}) == "/setup/period"
    assert 'value="2026-01-01"' in shown(browser, "/setup/period")
    assert sent(browser, "/setup/period", {"start": "2026-01-01"}) == "/setup/codes"
    assert "2100 · Gewerkte uren" in shown(browser, "/setup/codes")
    assert sent(browser, "/setup/codes", CODES) == "/setup/done"
    assert "Alles is ingesteld" in shown(browser, "/setup/done")
    with house.storage.read() as work:
        (company,) = work.settings.companies()
        rules = [str(rule) for rule in work.settings.mapping(company.id).rules]
        actors = {record.event.who for record in work.audit.records() if record.event.action != "account.added"}
    assert (company.venues, str(company.new_day_begins)) == (("De Kade", "Strandtent Zuid"), "06:00:00")
    assert len(rules) == 3
    assert all(actor.startswith("web: ") for actor in actors)
    assert browser.get(f"{API}/setup", headers=AUTHORIZED).json()["now"] == "done"


def test_whoever_comes_back_goes_on_where_they_were(browser: TestClient) -> None:
    sent(browser, "/setup/connect", CONNECTING)
    assert browser.get("/setup").headers["location"] == "/setup/companies"
    assert browser.get("/setup/codes").headers["location"] == "/setup/companies"
    sent(browser, "/setup/companies", VENUES)
    assert browser.get("/setup").headers["location"] == "/setup/rights"
    sent(browser, "/setup/sync", {"agreed": agreed(browser)})
    assert browser.get("/setup").headers["location"] == "/setup/period"
    assert "kadegroep" in shown(browser, "/setup/connect")
    setup = browser.get(f"{API}/setup", headers=AUTHORIZED).json()
    assert (setup["now"], setup["without_periods"], setup["unsynced"]) == ("period", ["1200"], [])


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"token": "wrong"}, "token", "Nmbrs accepteert deze combinatie"),
        ({"email": "salaris"}, "email", "salaris is geen e-mailadres"),
        ({"own_link": ""}, "own_link", "Vul dit in."),
        ({"token": ""}, "token", "Vul dit in."),
        ({"domain": "elders"}, "domain", "horen bij de omgeving kadegroep"),
        ({"domain": "el ders"}, "domain", "is geen domein"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(
    browser: TestClient, changed: dict[str, str], field: str, sentence: str
) -> None:
    page = refused(browser, "/setup/connect", CONNECTING | changed)
    assert sentence in fault(page, field)
    assert (CONNECTING | changed)["email"] in page


def test_the_token_never_comes_back(browser: TestClient) -> None:
    token = "a-token-that-was-typed-just-now"
    assert token not in refused(browser, "/setup/connect", CONNECTING | {"token": token})
    sent(browser, "/setup/connect", CONNECTING)
    for address in ("/setup/connect", "/settings/environments", "/settings/environments/kadegroep"):
        assert CONNECTING["token"] not in shown(browser, address)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"venues-1200": " "}, "venues-1200"),
        ({"part-1200": "no"}, "part-1200"),
        ({"part-1200": ""}, "part-1200"),
        ({"begins-1200": "25:00"}, "begins-1200"),
    ],
)
def test_a_choice_of_companies_that_contradicts_itself_is_refused(
    browser: TestClient, house: House, changed: dict[str, str], field: str
) -> None:
    sent(browser, "/setup/connect", CONNECTING)
    page = refused(browser, "/setup/companies", VENUES | changed)
    assert fault(page, field)
    with house.storage.read() as work:
        assert [company.venues for company in work.settings.companies()] == [()]


def test_at_least_one_company_takes_part(browser: TestClient) -> None:
    sent(browser, "/setup/connect", CONNECTING)
    page = refused(browser, "/setup/companies", {"part-1200": "no", "venues-1200": ""})
    assert "Er moet ten minste één bedrijf meedoen." in page


def test_missing_rights_come_with_a_letter(browser: TestClient, house: House) -> None:
    connected(browser)
    house.nmbrs.core.users[CONNECTING["email"]].switched_off.add("HourComponentVar_Get")
    page = shown(browser, "/setup/rights/found")
    assert "Wilt u deze aanzetten:" in page
    assert "mailto:?subject=" in page


def test_team_members_are_stored_only_as_they_were_shown(browser: TestClient, house: House) -> None:
    connected(browser)
    mark = agreed(browser)
    house.nmbrs.core.take_out(NOOR)
    assert sent(browser, "/setup/sync", {"agreed": mark}) == "/setup/sync"
    assert "In Nmbrs is intussen iets gewijzigd" in shown(browser, "/setup/sync")
    with house.storage.read() as work:
        assert work.people.members() == []


def test_the_periods_are_shown_before_they_are_set(browser: TestClient, house: House) -> None:
    connected(browser)
    answer = browser.get("/setup/period/preview", params={"company": "1200", "start": "2026-01-31", "year": ""})
    assert "zo 31 mei" in answer.text
    assert "zo 28 feb" not in answer.text
    assert "za 28 feb" in answer.text
    with house.storage.read() as work:
        assert list(work.settings.calendars(work.settings.companies()[0].id)) == []


def test_a_start_that_cannot_be_keeps_what_was_typed(browser: TestClient) -> None:
    connected(browser)
    page = refused(browser, "/setup/period", {"start": "2026-05-01"})
    assert 'value="2026-05-01"' in page
    assert "loonjaar" in fault(page, "year")
    assert fault(refused(browser, "/setup/period", {"start": "gisteren"}), "start").startswith("Schrijf een dag")
    assert sent(browser, "/setup/period", {"start": "01-01-2026"}) == "/setup/codes"


def test_a_code_that_is_not_there_and_a_code_without_its_meal_are_refused(browser: TestClient, house: House) -> None:
    connected(browser)
    page = refused(browser, "/setup/codes", CODES | {"hours": "9999"})
    assert "9999" in fault(page, "hours")
    page = refused(browser, "/setup/codes", CODES | {"meal-1": "", "hours": ""})
    assert fault(page, "hours") == "Vul dit in."
    assert fault(page, "meal-1").startswith("Schrijf welke maaltijd")
    with house.storage.read() as work:
        assert work.settings.mapping(work.settings.companies()[0].id).rules == ()


def test_saving_the_same_codes_again_makes_no_new_version(browser: TestClient, house: House) -> None:
    connected(browser)
    sent(browser, "/setup/codes", CODES)
    assert '<option value="2100" selected' in shown(browser, "/setup/codes")
    sent(browser, "/setup/codes", CODES)
    with house.storage.read() as work:
        assert work.settings.mapping(work.settings.companies()[0].id).version == 3


def test_several_companies_are_set_up_in_one_go(house: House) -> None:
    house.container.fake_nmbrs.override(demo_payroll(companies=3, clock=house.clock))
    browser = browser_of(house)
    sent(browser, "/setup/connect", CONNECTING)
    twice: dict[str, Any] = {**VENUES, "part-1201": "yes", "venues-1201": "de kade", "part-1202": "no"}
    page = refused(browser, "/setup/companies", twice)
    assert "De Kade is al gekoppeld aan bedrijf 1201" in fault(page, "venues-1200")
    assert sent(browser, "/setup/companies", {**twice, "venues-1201": "De Brug"}) == "/setup/rights"
    assert sent(browser, "/setup/period", {"start": "2026-01-01", "others": "yes"}) == "/setup/codes"
    assert sent(browser, "/setup/codes?company=1200", CODES) == "/setup/codes?company=1201"
    assert sent(browser, "/setup/codes?company=1201", CODES) == "/setup/done"
    state = browser.get(f"{API}/companies", headers=AUTHORIZED).json()["companies"]
    assert [company["state"] for company in state] == ["linked", "linked", "inactive"]
