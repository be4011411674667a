"""The page of work in the background."""

from __future__ import annotations

import re

import pytest
from fastapi import APIRouter
from fastapi.testclient import TestClient
from starlette.responses import Response

from domain.jobs import JobKind
from entrypoints.http.app import create_app
from entrypoints.http.bodies import PlanBody, SyncBody
from entrypoints.http.pages.here import Operating
from entrypoints.http.pages.work import begin
from entrypoints.worker import worker
from tests.wire.http.conftest import browser_of, program
from tests.wire.http.house import HOURS, House, import_hours, set_up

DUTCH = {"Accept-Language": "nl"}


@pytest.fixture
def browser(house: House) -> TestClient:
    """A browser at De Kade, whose pages have one button."""
    set_up(program(house))
    import_hours(program(house))
    app = create_app(house.container)
    room = APIRouter()

    @room.post("/button/{what}")
    def button(what: str, here: Operating) -> Response:
        order = PlanBody.model_validate(HOURS if what == "plan" else {**HOURS, "period": "2030-01"})
        if what == "sync":
            return begin(here, JobKind.SYNC, SyncBody(), "//kade.example/{hash}", "https://kade.example/")
        return begin(here, JobKind.PLAN, order, "/plans/{plan}?job={job}", "/button")

    app.include_router(room)
    browser = TestClient(app, base_url="https://127.0.0.1:8023", follow_redirects=False)
    browser.cookies.update(browser_of(house).cookies)
    return browser


def press(browser: TestClient, what: str = "plan") -> str:
    answer = browser.post(f"/button/{what}")
    assert answer.status_code == 303
    return answer.headers["location"]


def events(text: str) -> list[tuple[str, str]]:
    """Name and data of each."""
    found = []
    for block in text.split("\n\n"):
        lines = block.splitlines()
        names = [line.removeprefix("event: ") for line in lines if line.startswith("event: ")]
        data = "\n".join(line.removeprefix("data: ") for line in lines if line.startswith("data:"))
        found += [(name, data) for name in names]
    return found


def test_a_button_leads_to_the_work_and_the_work_to_what_came_of_it(house: House, browser: TestClient) -> None:
    address = press(browser)
    page = browser.get(address, headers=DUTCH)
    assert page.status_code == 200
    assert "<h1>Export voorbereiden</h1>" in page.text
    assert "Dit wacht op zijn beurt" in page.text
    assert '<meta http-equiv="refresh"' in page.text
    job = address.split("/")[2].partition("?")[0]
    assert press(browser) == address
    assert browser.get(address).text == browser.get(address).text
    done = worker(house.container)(job)
    assert done is not None
    arrived = browser.get(address)
    assert (arrived.status_code, arrived.headers["location"]) == (303, f"/plans/{done.result['plan']}?job={job}")
    piece = browser.get(address, headers={"HX-Request": "true"})
    assert piece.headers["hx-redirect"] == arrived.headers["location"]


def test_work_that_failed_says_why_and_leads_back(house: House, browser: TestClient) -> None:
    address = press(browser, "later")
    failed = worker(house.container)(address.split("/")[2].partition("?")[0])
    assert failed is not None
    assert failed.error == "wage-period-not-set"
    page = browser.get(address, headers=DUTCH)
    assert page.status_code == 200
    assert failed.problem is not None
    assert failed.problem.what("nl") in page.text.replace("&#39;", "'")
    assert '<a href="/button">Terug</a>' in page.text
    assert "http-equiv" not in page.text


def test_no_address_leads_to_another_site(house: House, browser: TestClient) -> None:
    address = press(browser, "sync")
    assert "https://kade.example" not in browser.get(address).text.replace(address.replace("&", "&amp;"), "")
    worker(house.container)(address.split("/")[2].partition("?")[0])
    assert browser.get(address).headers["location"] == "/"


def test_the_page_is_kept_up_to_date_with_pieces_of_it(house: House, browser: TestClient) -> None:
    address = press(browser)
    page = browser.get(address, headers=DUTCH).text
    connect = re.search(r'sse-connect="([^"]+)"', page)
    assert connect is not None
    worker(house.container)(address.split("/")[2].partition("?")[0])
    followed = browser.get(connect.group(1).replace("&amp;", "&"), headers=DUTCH)
    assert followed.headers["content-type"].startswith("text/event-stream")
    ((name, piece),) = events(followed.text)
    assert name == "done"
    assert "Bekijk het resultaat" in piece
    assert 'hx-trigger="load"' in piece
    assert "<html" not in piece


def test_work_that_is_not_there_is_a_problem(browser: TestClient) -> None:
    assert browser.get("/jobs/none").status_code == 404
    assert browser.get("/jobs/none/events").status_code == 404
