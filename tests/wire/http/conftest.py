"""A house, and a program that may call it."""

from __future__ import annotations

import threading

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from domain.accounts import Role
from entrypoints.container import Container
from tests.wire.http.house import API, AUTHORIZED, PASSWORD, House, set_up


def program(house: House) -> TestClient:
    """A program on this machine that has the key."""
    return TestClient(house.app(), base_url="http://127.0.0.1:8023", headers=AUTHORIZED)


def browser_of(
    house: House,
    role: Role | None = Role.ADMINISTRATOR,
    language: str = "",
    container: Container | None = None,
    follow: bool = True,
    client: tuple[str, int] = ("127.0.0.1", 50000),
) -> TestClient:
    """A browser on this machine, over TLS so that it keeps our cookies, where somebody in that role is logged in.

    ``language`` is what it asks for; ``container`` another process of the same house; without ``follow`` it stays
    where a form leads away. It comes from the address ``client``.
    """
    headers = {"Accept-Language": language} if language else {}
    browser = TestClient(house.app(container), base_url="https://127.0.0.1:8023", headers=headers, client=client)
    if role is not None:
        answer = browser.post(f"{API}/session", json={"name": house.employ(role), "password": PASSWORD})
        assert answer.status_code == 201, answer.text
    browser.follow_redirects = follow
    return browser


def arrived(browser: TestClient, started: Response) -> Response:
    """The page to which work in the background leads. Somebody has to be working."""
    assert started.status_code == 303, started.text
    for _ in range(1000):
        answer = browser.get(started.headers["location"], follow_redirects=False)
        if answer.status_code == 303:
            return browser.get(answer.headers["location"], follow_redirects=True)
        threading.Event().wait(0.02)
    raise AssertionError(answer.text)


@pytest.fixture
def house() -> House:
    """De Kade, nothing done yet."""
    return House()


@pytest.fixture
def client(house: House) -> TestClient:
    """A program that may call."""
    return program(house)


@pytest.fixture
def ready(client: TestClient) -> TestClient:
    """The same program, when De Kade is ready to export October."""
    set_up(client)
    return client


@pytest.fixture(scope="module")
def shared() -> TestClient:
    """The same once for all tests of a module: for requests that must change nothing."""
    client = program(House())
    set_up(client)
    return client
