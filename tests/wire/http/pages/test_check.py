"""Check and history in a browser: both sides, what is behind an amount, a word about a difference, undo, the trail."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from entrypoints.http.pages.acts import ACTS
from entrypoints.worker import working
from tests.wire.http.conftest import arrived, browser_of
from tests.wire.http.house import API, EIGHT_HOURS, HOURS, NOOR, OCTOBER, House, hours_file

ROOT = Path(__file__).resolve().parents[4]
PLACE = {"company": "1200", "period": "2026-10", "contract_type": "zero-hours"}


@pytest.fixture
def browser(house: House, ready: TestClient) -> TestClient:
    """A browser of somebody at De Kade, after Noor's eight hours were sent."""
    ready.post(
        f"{API}/timecards", params={"name": "hours.csv", "covers": "2026-10-01..2026-10-31"}, content=EIGHT_HOURS
    )
    plan = ready.post(f"{API}/exports/plans", json=HOURS).json()["plan"]
    assert ready.post(f"{API}/exports", json={**HOURS, "plan": plan}).json()["outcome"] == "proved"
    return browser_of(house, language="nl")


def plain(html: str) -> str:
    """The words of a page, as one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def export_of(browser: TestClient) -> str:
    """The id of the only export, from its link on the page."""
    (found,) = set(re.findall(r'href="/history/([0-9a-f]{32})"', browser.get("/history").text))
    return str(found)


def test_what_was_sent_is_proved_side_by_side(browser: TestClient) -> None:
    words = plain(browser.get("/check", params=PLACE).text)
    assert "Bewezen: in Nmbrs staat precies waar de uren van eitje op uitkomen." in words
    assert "Noor van Dijk 503201 Uren 2100 8,00 8,00 8,00 Klopt" in words


def test_an_edited_line_asks_for_a_word_and_remembers_it(browser: TestClient, house: House) -> None:
    (line,) = house.nmbrs.office.lines(NOOR, OCTOBER)
    house.nmbrs.office.edit_line(line.id, "7.50")
    page = browser.get("/check", params=PLACE)
    assert "Uren 2100 8,00 8,00 7,50 Gewijzigd in Nmbrs" in plain(page.text)
    (difference,) = re.findall(r"/check/differences/(D[0-9a-f]{8})", page.text)

    refused = browser.post(f"/check/differences/{difference}", data={**PLACE, "choice": "keep-theirs", "reason": " "})
    assert refused.status_code == 422
    assert "Vul dit in." in refused.text
    assert re.search(r'value="keep-theirs" required checked', refused.text)

    answer = browser.post(
        f"/check/differences/{difference}",
        data={**PLACE, "choice": "keep-theirs", "reason": "een half uur pauze"},
        follow_redirects=False,
    )
    assert answer.status_code == 303
    words = plain(browser.get(answer.headers["location"]).text)
    assert "Vastgelegd: Die van Nmbrs houden." in words
    assert "Bewezen" in words
    assert house.paid(NOOR) == [(2100, "7.50")]


@pytest.mark.parametrize("choice", ["adopt", "everything", ""])
def test_a_choice_that_is_not_offered_is_refused_beside_it(browser: TestClient, house: House, choice: str) -> None:
    (line,) = house.nmbrs.office.lines(NOOR, OCTOBER)
    house.nmbrs.office.edit_line(line.id, "7.50")
    (difference,) = re.findall(r"/check/differences/(D[0-9a-f]{8})", browser.get("/check", params=PLACE).text)
    data = {**PLACE, "choice": choice, "reason": "want zo is het"}
    refused = browser.post(f"/check/differences/{difference}", data=data)
    assert refused.status_code == 422
    assert 'id="fault-choice"' in refused.text
    assert "want zo is het" in refused.text


def test_behind_an_amount_stand_its_shifts_and_changes(browser: TestClient) -> None:
    words = plain(browser.get("/check/503201", params=PLACE).text)
    assert "ma 5 okt De Kade – 10:00–18:00 0 8,00" in words
    assert "Toegevoegd 0,00 8,00 Teruggelezen in Nmbrs" in words


def test_a_shift_that_changed_after_sending_is_named(browser: TestClient, ready: TestClient) -> None:
    later = hours_file((NOOR, "05/10/2026", "10:00 - 19:00", "0:00", ""))
    ready.post(f"{API}/timecards", params={"name": "later.csv", "covers": "2026-10-01..2026-10-31"}, content=later)
    assert "Uren 2100 9,00 8,00 8,00 Gewijzigd in eitje" in plain(browser.get("/check", params=PLACE).text)
    assert "10:00–19:00 0 9,00 Gewijzigd" in plain(browser.get("/check/503201", params=PLACE).text)


def test_nobody_by_that_number(browser: TestClient) -> None:
    assert browser.get("/check/999999", params=PLACE).status_code == 404


def plain_arrived(browser: TestClient, started: Response) -> str:
    """The words of the page to which work in the background leads."""
    return plain(arrived(browser, started).text)


def planned_undo(browser: TestClient, export: str) -> tuple[str, str]:
    """The words of the plan and its hash."""
    started = browser.post(f"/history/{export}/undo/plan", follow_redirects=False)
    words = plain_arrived(browser, started)
    job = re.findall(r"/jobs/([0-9a-f]+)", started.headers["location"])[0]
    page = browser.get(f"/history/{export}/undo", params={"job": job})
    (plan,) = re.findall(r'name="plan" value="([0-9a-f]+)"', page.text)
    return words, plan


def test_a_comparison_is_kept_only_when_asked(browser: TestClient, ready: TestClient, house: House) -> None:
    browser.get("/check", params=PLACE)
    kept = {"action": "export.verified"}
    assert ready.get(f"{API}/audit", params=kept).json()["found"] == 0
    with working(house.container):
        words = plain_arrived(browser, browser.post("/check", data=PLACE, follow_redirects=False))
    assert "Voor het laatst vastgelegd op" in words
    (newest,) = ready.get(f"{API}/audit", params=kept).json()["records"]
    assert (newest["action"], newest["subject"]) == ("export.verified", "1200 2026-10")
    assert newest["who"].startswith("web:")


def test_an_export_is_taken_back_after_looking(browser: TestClient, house: House) -> None:
    export = export_of(browser)
    with working(house.container):
        words, plan = planned_undo(browser, export)
        assert "Noor van Dijk Uren 2100 Verwijder 8,00 0,00" in words
        assert house.paid(NOOR) == [(2100, "8.00")]
        words = plain_arrived(
            browser, browser.post(f"/history/{export}/undo", data={"plan": plan}, follow_redirects=False)
        )
    assert "Deze export heeft een andere teruggedraaid." in words
    assert house.paid(NOOR) == []
    assert "Teruggedraaid" in plain(browser.get("/history").text)


def test_an_undo_that_was_agreed_to_before_something_changed_is_not_done(browser: TestClient, house: House) -> None:
    export = export_of(browser)
    with working(house.container):
        _, plan = planned_undo(browser, export)
        (line,) = house.nmbrs.office.lines(NOOR, OCTOBER)
        house.nmbrs.office.edit_line(line.id, "7.50")
        words = plain_arrived(
            browser, browser.post(f"/history/{export}/undo", data={"plan": plan}, follow_redirects=False)
        )
    assert "Er is niets gewijzigd" in words
    assert house.paid(NOOR) == [(2100, "7.50")]


def test_a_plan_of_an_undo_that_is_forgotten_is_asked_for_anew(browser: TestClient) -> None:
    words = plain(browser.get(f"/history/{export_of(browser)}/undo", params={"job": "ffff"}).text)
    assert "Bekijk wat er teruggedraaid wordt" in words
    assert "Verwijder" not in words


def test_every_act_has_a_word() -> None:
    acts = {
        found
        for module in (ROOT / "application").glob("*.py")
        for found in re.findall(r'"([a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*)"', module.read_text(encoding="utf-8"))
    }
    assert len(acts) > 30
    assert acts == set(ACTS)


def test_the_trail_is_read_by_who_what_and_when(browser: TestClient) -> None:
    words = plain(browser.get("/history/audit").text)
    assert "De keten van regels is heel." in words
    assert "Export klaar" in words
    page = browser.get("/history/audit", params={"action": "export", "who": "PLANNING"})
    assert "Uren geïmporteerd" not in plain(page.text.partition("<tbody>")[2])
    assert "Niets gevonden" in browser.get("/history/audit", params={"last": "2020-01-01"}).text
    wrong = browser.get("/history/audit", params={"first": "gisteren"})
    assert (wrong.status_code, 'value="gisteren"' in wrong.text) == (422, True)
