"""Plans of many people, plans that lost somebody, and exports that others run."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from adapters.nmbrs_fake.sample_data import demo_payroll
from domain.terms import CompanyId
from tests.wire.http.conftest import browser_of
from tests.wire.http.conftest import program as program_of
from tests.wire.http.house import (
    API,
    DAAN,
    HOURS,
    KEY,
    NOOR,
    OCTOBER,
    House,
    hours_file,
    import_hours,
    set_up,
)
from tests.wire.http.pages.test_export_pages import PLACE, hash_of, look, plain, send, work


def browser_at(house: House) -> TestClient:
    """A browser of somebody at De Kade."""
    return browser_of(house, language="nl")


@pytest.fixture
def browser(house: House, ready: TestClient) -> TestClient:
    """A browser of somebody at De Kade, with eight hours of Noor in October."""
    import_hours(ready)
    return browser_at(house)


def test_a_plan_of_many_people_is_cut_into_pages() -> None:
    house = House()
    house.nmbrs = demo_payroll(companies=1, employees=130, clock=house.clock)
    house.container = house.with_key(KEY)
    program = program_of(house)
    set_up(program)
    with house.storage.read() as books:
        members = books.people.members(CompanyId("1200"))
    head = hours_file().decode().splitlines()[0]
    rows = [
        f"05/10/2026,{each.name},{''.join(each.emails[:1])},De Kade,gewerkte uren,10:00 - 18:00,0:00,,nul uren,{number}"
        for number, each in enumerate(members)
    ]
    import_hours(program, "\n".join([head, *rows, ""]).encode())
    browser = browser_at(house)
    plan = look(house, browser, part=["hours"])
    people = program.post(f"{API}/exports/plans", json=HOURS).json()["people"]
    count = sum(person["state"] == "ready" for person in people)
    assert (len(people), count > 100) == (130, True)
    assert plan.text.count('<th scope="row">') == 100 + 1  # and the total of 2100
    assert "Pagina 1 van 2" in plain(plan.text)
    second = browser.get(str(plan.url.path), params={"page": "2", "view": "changes"}).text
    assert second.count('<th scope="row">') == count - 100 + 1
    assert "view=changes" in second


def test_a_program_sees_what_can_be_chosen(house: House, browser: TestClient, ready: TestClient) -> None:
    work(house, browser, send(browser, look(house, browser, part=["hours"])))
    offer = ready.get(f"{API}/exports/offer", params=PLACE).json()
    assert (offer["parts"], offer["can_be_sent"]) == (["hours"], ["hours", "days", "meals"])
    assert offer["here"]["result"] == "proved"
    assert offer["venues"] == ["De Kade", "Strandtent Zuid"]
    assert offer["earlier"][0]["period"] == "2026-09"


def test_whoever_has_nothing_to_send_any_more_is_counted(house: House, browser: TestClient, ready: TestClient) -> None:
    noor, daan = (NOOR, "05/10/2026", "10:00 - 18:00", "0:00", ""), (DAAN, "06/10/2026", "10:00 - 14:00", "0:00", "")
    import_hours(ready, hours_file(noor, daan))
    before = look(house, browser)
    assert "Uren 2100 0,00 12,00 12,00" in plain(before.text)
    import_hours(ready, hours_file(noor))
    after = look(house, browser, since=hash_of(browser, before))
    words = plain(after.text)
    assert "1 persoon heeft niets meer te verzenden." in words
    assert "Uren 2100 0,00 8,00 8,00" in words


def test_an_export_that_somebody_else_runs_is_not_called_broken_off(house: House, browser: TestClient) -> None:
    result = work(house, browser, send(browser, look(house, browser)))
    with house.storage.write() as books:
        (export,) = books.ledger.exports()
        books.ledger.put_export(replace(export, result=None, ended_at=None))
        books.leases.acquire(CompanyId("1200"), OCTOBER, "het andere kantoor", timedelta(minutes=5))
        books.commit()
    words = plain(browser.get(str(result.url.path)).text)
    assert "Iemand is met deze periode bezig: het andere kantoor." in words
    assert "Opnieuw bekijken en doorgaan" not in words
    house.clock.sleep(301)
    words = plain(browser.get(str(result.url.path)).text)
    assert "Deze export is afgebroken." in words
    assert "Opnieuw bekijken en doorgaan" in words
