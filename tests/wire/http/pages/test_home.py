"""Home: how a company stands at each moment of a period, what to do next, and hundreds of companies at once."""

from __future__ import annotations

import html
from dataclasses import replace
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from adapters.nmbrs_fake.sample_data import demo_payroll
from domain.terms import CompanyId
from tests.wire.http import conftest
from tests.wire.http.house import (
    ACTIVATION,
    API,
    AUTHORIZED,
    DAAN,
    HOURS,
    NOOR,
    OCTOBER,
    House,
    agreed_plan,
    hours_file,
    import_hours,
)

DE_KADE = CompanyId("1200")


@pytest.fixture
def browser(house: House, ready: TestClient) -> TestClient:
    """A browser on this machine, in Dutch; De Kade is ready to export October."""
    del ready
    return conftest.browser_of(house, language="nl", follow=False)


def shown(browser: TestClient, address: str = "/") -> str:
    """A page, as people read it."""
    answer = browser.get(address)
    assert answer.status_code == 200, answer.text
    return html.unescape(answer.text)


def standing(browser: TestClient) -> str:
    """How the only company stands."""
    (company,) = browser.get(f"{API}/home", headers=AUTHORIZED).json()["companies"]
    return str(company["standing"])


def steps(page: str) -> list[str]:
    """Where the chain of the period is: one word for each of its links."""
    chain = page.split('<ol class="chain"')[1].split("</ol>")[0]
    return [piece.split('"')[0] for piece in chain.split('<li class="')[1:]]


def exported(client: TestClient) -> None:
    """October is sent."""
    assert client.post(f"{API}/exports", json=agreed_plan(client)).status_code == 201


def test_a_period_from_no_hours_to_proved(browser: TestClient, ready: TestClient, house: House) -> None:
    page = shown(browser)
    assert (standing(browser), steps(page)) == ("no-hours", ["now", "later", "later", "later"])
    assert 'href="/hours/import?company=1200&period=2026-10&contract_type=zero-hours">Uren importeren' in page
    import_hours(ready)
    page = shown(browser)
    assert (standing(browser), steps(page)) == ("to-send", ["done", "now", "later", "later"])
    assert "Bekijk de export</a>" in page
    plan = agreed_plan(ready)
    assert steps(shown(browser)) == ["done", "done", "now", "later"]
    house.clock.sleep(60)
    assert ready.post(f"{API}/exports", json=plan).status_code == 201
    page = shown(browser)
    assert (standing(browser), steps(page)) == ("proved", ["done"] * 4)
    assert "Er is niets te doen." in page


def test_hours_that_come_in_after_the_export_are_said(browser: TestClient, ready: TestClient, house: House) -> None:
    import_hours(ready)
    exported(ready)
    house.clock.sleep(60)
    import_hours(ready, _more_hours())
    assert standing(browser) == "changed"
    assert "Na de export zijn er uren ingelezen." in shown(browser)
    house.clock.sleep(60)
    exported(ready)
    assert standing(browser) == "proved"


def test_a_difference_waits_until_somebody_decides(browser: TestClient, ready: TestClient, house: House) -> None:
    import_hours(ready)
    exported(ready)
    (line,) = house.nmbrs.office.lines(NOOR, OCTOBER)
    house.nmbrs.office.edit_line(line.id, "9.00")
    house.clock.sleep(60)
    ready.get(f"{API}/verification", params={"period": "2026-10"})
    assert standing(browser) == "differences"
    page = shown(browser)
    assert "1 verschil staat open." in page
    assert 'href="/check?company=1200&period=2026-10&contract_type=zero-hours">Bekijk de verschillen' in page


def test_an_export_that_was_broken_off_comes_before_everything(
    browser: TestClient, ready: TestClient, house: House
) -> None:
    import_hours(ready)
    exported(ready)
    with house.storage.write() as work:
        (export,) = work.ledger.exports()
        work.ledger.put_export(replace(export, id="second", result=None, ended_at=None))
        work.commit()
    assert standing(browser) == "interrupted"
    with house.storage.write() as work:
        work.leases.acquire(DE_KADE, OCTOBER, "another machine", timedelta(minutes=5))
        work.commit()
    assert standing(browser) == "busy"
    assert "another machine is aan het exporteren" in shown(browser)


def test_what_must_be_set_first_is_said(browser: TestClient, ready: TestClient, house: House) -> None:
    with house.storage.write() as work:
        (company,) = work.settings.companies()
        work.settings.put_company(replace(company, synced_at=None))
        work.commit()
    import_hours(ready)
    assert standing(browser) == "not-ready"
    assert 'href="/setup?company=1200">Verder met instellen' in shown(browser)


def test_what_waits_names_pages_and_asks_nmbrs_only_then(browser: TestClient, ready: TestClient, house: House) -> None:
    import_hours(ready)
    before = len(house.nmbrs.log.operations())
    shown(browser)
    assert len(house.nmbrs.log.operations()) == before
    page = shown(browser, "/what-waits?company=1200")
    assert "Uren van 2026-10 die nog niet in Nmbrs staan, of daarna gewijzigd: van 1 mensen." in page
    assert "Nmbrs staat in periode 2026-10." in page
    assert "export plan" not in page
    piece = browser.get("/what-waits?company=1200", headers={"HX-Request": "true"})
    assert "<html" not in piece.text


def test_the_day_on_which_a_period_closes_counts_down(browser: TestClient, ready: TestClient, house: House) -> None:
    import_hours(ready)
    house.container.set_recipients().remind(DE_KADE, 3, 6, "test")
    assert house.clock.now().date().isoformat() == "2026-10-20"
    assert "Sluit op 6 nov 2026 · 17 dagen" in shown(browser)


def _more_hours() -> bytes:
    return hours_file(
        (NOOR, "05/10/2026", "10:00 - 18:00", "0:00", ""), (NOOR, "06/10/2026", "10:00 - 14:00", "0:00", "")
    )


@pytest.fixture(scope="module")
def group() -> TestClient:
    """A browser of a payroll office with 120 companies, of which only the first got hours."""
    house = House()
    nmbrs = demo_payroll(companies=120, employees=1, clock=house.clock)
    house.container.fake_nmbrs.override(nmbrs)
    browser = conftest.browser_of(house, follow=False)
    assert browser.post(f"{API}/activation", json=ACTIVATION).status_code == 200
    chosen = [{"company": str(1200 + n), "venues": [f"Zaak {n}"] if n else ["De Kade"]} for n in range(120)]
    assert browser.put(f"{API}/companies", json={"companies": chosen}).status_code == 200
    assert browser.post(f"{API}/sync", json={"company": "1200"}).status_code == 200
    assert browser.put(f"{API}/wage-periods", json={"company": "1200", "start": "2026-01-01"}).status_code == 200
    rule = {"company": "1200", "thing": "hours", "code": "2100", "contract_type": "zero-hours"}
    assert browser.put(f"{API}/mapping", json=rule).status_code == 200
    browser.headers["Accept-Language"] = "nl"
    assert import_hours(browser).status_code < 300
    return browser


def rows(page: str) -> list[str]:
    """The names of the companies in the table."""
    return [piece.split('">')[1].split("</a>")[0] for piece in page.split('<tr><th scope="row"><a href="')[1:]]


def test_a_file_without_hours_of_a_company_brings_it_nothing(browser: TestClient, ready: TestClient) -> None:
    import_hours(ready)
    ready.put(f"{API}/companies/1200", json={"venues": ["Strandtent Zuid"]})
    assert standing(browser) == "no-hours"


def test_hundreds_of_companies_come_in_pages_the_most_urgent_first(group: TestClient) -> None:
    first, second = shown(group), shown(group, "/?page=2")
    assert (len(rows(first)), len(rows(second))) == (100, 20)
    assert rows(second)[-1] == "De Kade Horeca B.V."
    assert "120 bedrijven" in first
    assert "Pagina 1 van 2" in first
    assert "Niet ingesteld</span> <strong>119</strong>" in first


def test_a_company_is_found_by_name_number_and_state(group: TestClient) -> None:
    assert rows(shown(group, "/?q=de+kade+horeca")) == ["De Kade Horeca B.V."]
    assert rows(shown(group, "/?standing=to-send")) == ["De Kade Horeca B.V."]
    assert "Geen bedrijf is zo" in shown(group, "/?q=nergens")
    page = shown(group, "/?company=1200")
    assert "<h1>De Kade Horeca B.V.</h1>" in page
    assert "Alle bedrijven" in page


def test_hours_of_another_contract_type_are_not_passed_over(
    house: House, ready: TestClient, browser: TestClient
) -> None:
    """Noor's hours go along; Daan's stand under the other contract type, which nobody exported."""
    both = hours_file(
        (NOOR, "05/10/2026", "10:00 - 18:00", "0:00", ""), (DAAN, "06/10/2026", "10:00 - 16:00", "0:00", "")
    )
    head, noor, daan, _ = both.split(b"\n")
    mixed = b"\n".join((head, noor, daan.replace(b"nul uren", b"uren contract (24)"), b""))
    query = {"name": "hours.csv", "covers": "2026-10-01..2026-10-31"}
    assert ready.post(f"{API}/timecards", params=query, content=mixed).status_code == 200
    plan = ready.post(f"{API}/exports/plans", json=HOURS).json()["plan"]
    assert ready.post(f"{API}/exports", json={**HOURS, "plan": plan}).status_code == 201
    said = "heeft goedgekeurde uren onder een contracttype dat in deze periode niet geëxporteerd is: Urencontract."
    assert said in shown(browser)
    assert said in shown(browser, "/check?company=1200&period=2026-10&contract_type=zero-hours")
    assert house.paid(NOOR) == [(2100, "8.00")]
