"""Who may do what: every route that the application has, for every role, a program, and nobody."""

from __future__ import annotations

import re
from typing import Any

import pytest
from fastapi.routing import iter_route_contexts
from fastapi.testclient import TestClient

from domain.accounts import Right, Role
from entrypoints.http.app import OPEN, create_app
from entrypoints.http.caller import right_of
from tests.wire.http.conftest import browser_of, program
from tests.wire.http.house import API, HOURS, House

NAMED = re.compile(r"\{[^}]+\}")
WITHOUT_A_RIGHT = OPEN | {("GET", "/healthz"), ("GET", f"{API}/openapi.json"), ("HEAD", f"{API}/openapi.json")}
PAYING = {
    ("POST", f"{API}/exports"),
    ("POST", f"{API}/exports/{{export}}/undo"),
    ("POST", f"{API}/differences/{{difference}}/resolution"),
    ("POST", f"{API}/findings/{{finding}}/set-aside"),
    ("POST", f"{API}/findings/set-aside"),
    ("POST", f"{API}/findings/{{finding}}/acceptance"),
    ("POST", f"{API}/findings/acceptance"),
    ("POST", f"{API}/findings/{{finding}}/restoration"),
    ("GET", f"{API}/verification"),
    ("POST", f"{API}/daily"),
}
"""What ends in somebody's pay, written down once more by hand."""


ROUTES = {
    (method, route.path): right_of(route)
    for route in iter_route_contexts(create_app(House().container).routes)
    if route.path != "/static"
    for method in route.methods
}
CLOSED = [each for each in sorted(ROUTES) if each not in OPEN | {("GET", "/healthz")}]
ASKED = [(method, path, right) for (method, path), right in sorted(ROUTES.items()) if right is not None]


@pytest.fixture(scope="module")
def house() -> House:
    return House()


@pytest.fixture(scope="module")
def browsers(house: House) -> dict[Role, TestClient]:
    """One browser for each role."""
    return {role: browser_of(house, role) for role in Role}


@pytest.fixture(scope="module")
def nobody(house: House, browsers: dict[Role, TestClient]) -> TestClient:
    """A browser in which nobody is logged in, while there are accounts."""
    assert browsers
    return browser_of(house, None)


@pytest.fixture(scope="module")
def script(house: House) -> TestClient:
    """A program with the key."""
    return program(house)


def ask(browser: TestClient, method: str, path: str) -> Any:
    """A request with nothing in it that could be carried out."""
    return browser.request(method, NAMED.sub("77", path), follow_redirects=False)


def test_the_routes_are_found() -> None:
    assert {("POST", f"{API}/exports"), ("GET", "/"), ("POST", f"{API}/session"), ("GET", "/healthz")} <= set(ROUTES)
    assert len(ASKED) > 70


def test_every_route_declares_its_right_or_is_open() -> None:
    assert [each for each, right in ROUTES.items() if right is None and each not in WITHOUT_A_RIGHT] == []


def test_what_is_open_declares_no_right() -> None:
    assert [each for each in OPEN if ROUTES.get(each) is not None] == []
    assert {path for _, path in OPEN} == {f"{API}/session", "/login", "/logout", "/welcome", "/language"}


def test_what_ends_in_somebodys_pay_asks_for_that() -> None:
    assert {each for each, right in ROUTES.items() if right is Right.PAY and each[1].startswith(API)} == PAYING


@pytest.mark.parametrize(("method", "path", "right"), ASKED)
def test_each_role_may_what_it_may(
    house: House, browsers: dict[Role, TestClient], method: str, path: str, right: Right
) -> None:
    for role, browser in browsers.items():
        logs_out = (method, path) == ("DELETE", f"{API}/session")
        answer = ask(browser_of(house, role) if logs_out else browser, method, path)
        if role.may(right):
            assert answer.status_code not in (401, 403), (role, answer.text)
            assert not answer.headers.get("location", "").startswith("/login")
            continue
        assert answer.status_code == 403, (role, answer.text)
        assert "not-allowed" in answer.text
        if path.startswith(API):
            assert answer.json()["details"] == {"needed": Role.least(right), "role": role}


@pytest.mark.parametrize(
    ("kind", "order", "right"),
    [
        ("sync", {}, Right.OPERATE),
        ("plan", HOURS, Right.OPERATE),
        ("verify", {"period": "2026-10"}, Right.PAY),
        ("export", {**HOURS, "plan": "none"}, Right.PAY),
        ("undo", {"export": "77", "plan": "none"}, Right.PAY),
        ("probe", {"by": "Anja"}, Right.ADMINISTER),
    ],
)
def test_work_in_the_background_asks_what_the_direct_request_asks(
    browsers: dict[Role, TestClient], kind: str, order: dict[str, object], right: Right
) -> None:
    for role, browser in browsers.items():
        answer = browser.post(f"{API}/jobs", json={"kind": kind, "order": order})
        refused = answer.status_code == 403 and answer.json()["code"] == "not-allowed"
        assert refused != role.may(right), (role, answer.text)
        assert refused or answer.json().get("code") != "request-invalid", answer.text


@pytest.mark.parametrize(("method", "path"), CLOSED)
def test_nobody_gets_in(nobody: TestClient, method: str, path: str) -> None:
    answer = ask(nobody, method, path)
    if path.startswith(API):
        assert answer.status_code == 401
        assert method == "HEAD" or answer.json()["code"] == "not-logged-in"
    else:
        assert (answer.status_code, answer.headers["location"].partition("?")[0]) == (303, "/login")


@pytest.mark.parametrize(("method", "path", "right"), ASKED)
def test_a_program_may_everything_below_api_and_sees_no_page(
    script: TestClient, method: str, path: str, right: Right
) -> None:
    answer = ask(script, method, path)
    if path.startswith(API):
        assert answer.status_code not in (401, 403), right
    else:
        assert answer.status_code == 303
