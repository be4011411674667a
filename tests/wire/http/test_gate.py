"""Who may call: loopback by name, no other site, the key. And what is never said or logged."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from domain.errors import ProductError
from entrypoints.container import Container
from entrypoints.http.app import create_app
from entrypoints.http.doors import listen
from entrypoints.http.server import server
from entrypoints.settings import Settings
from tests.wire.http.house import ACTIVATION, API, AUTHORIZED, KEY, House

NOBODY = {"Authorization": ""}


def test_health_needs_no_key_and_names_the_kind_of_nmbrs(client: TestClient) -> None:
    answer = client.get("/healthz", headers=NOBODY)
    assert (answer.status_code, answer.json()) == (200, {"status": "ok", "nmbrs": "demo"})


@pytest.mark.parametrize(
    "authorization",
    ["", "Bearer", "Bearer ", f"Bearer {KEY}x", f"Bearer {KEY[:-1]}", f"Basic {KEY}", KEY, f"Bearer {KEY} {KEY}"],
)
def test_without_the_right_key_nothing_answers(client: TestClient, authorization: str) -> None:
    answer = client.get(f"{API}/status", headers={"Authorization": authorization})
    assert answer.status_code == 401
    assert answer.json()["code"] == ("key-refused" if authorization else "not-logged-in")
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert answer.headers["content-type"] == "application/problem+json"


def test_the_scheme_may_be_written_in_any_case(client: TestClient) -> None:
    assert client.get(f"{API}/status", headers={"Authorization": f"bearer {KEY}"}).status_code == 200


def test_every_address_that_is_described_needs_the_key(client: TestClient) -> None:
    paths = client.get(f"{API}/openapi.json").json()["paths"]
    asked = [(path, method) for path, methods in paths.items() for method in methods]
    assert len(asked) > 20
    asked = [each for each in asked if each not in {("/healthz", "get"), (f"{API}/session", "post")}]
    for path, method in [*asked, (f"{API}/openapi.json", "get"), (f"{API}/nothing", "get")]:
        assert client.request(method, path, headers=NOBODY).status_code == 401, path


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8023", "localhost:9", "LocalHost", "[::1]:8023"])
def test_loopback_has_these_names(client: TestClient, host: str) -> None:
    assert client.get("/healthz", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["kade.example", "127.0.0.1.kade.example:8023", "localhost.", "10.0.0.7:8023", "", "::1"]
)
def test_another_name_is_refused_even_with_the_key(client: TestClient, host: str) -> None:
    answer = client.get(f"{API}/status", headers={"Host": host})
    assert (answer.status_code, answer.json()["code"]) == (421, "host-refused")


def test_two_names_at_once_are_refused(client: TestClient) -> None:
    headers = [("Host", "localhost"), ("Host", "kade.example"), *AUTHORIZED.items()]
    assert client.get("/healthz", headers=headers).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://127.0.0.1:8023"},
        {"Origin": "https://kade.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": "https://127.0.0.1:8023"},
    ],
)
def test_a_page_of_another_site_is_refused_even_with_the_key(client: TestClient, headers: dict[str, str]) -> None:
    answer = client.post(f"{API}/sync", json={}, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "cross-site-refused")


@pytest.mark.parametrize(
    "headers", [{}, {"Sec-Fetch-Site": "none"}, {"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://127.0.0.1:8023"}]
)
def test_a_program_or_our_own_page_may_call(client: TestClient, headers: dict[str, str]) -> None:
    assert client.get(f"{API}/status", headers=headers).status_code == 200


def test_it_does_not_start_with_a_key_that_can_be_guessed(house: House) -> None:
    with pytest.raises(ProductError) as refused:
        create_app(house.with_key("fifteen-letters"))
    assert refused.value.code == "http-key-too-short"


@pytest.mark.parametrize("key", [None, ""])
def test_without_a_key_no_program_is_let_in(house: House, key: str | None) -> None:
    client = TestClient(create_app(house.with_key(key)), base_url="http://localhost")
    for authorization in ("Bearer ", "Bearer", "Bearer None", f"Bearer {KEY}"):
        answer = client.get(f"{API}/status", headers={"Authorization": authorization})
        assert (answer.status_code, answer.json()["code"]) == (401, "key-refused")


def test_a_port_is_listened_to_by_one() -> None:
    with listen("127.0.0.1", 0) as listening:
        assert listening.getsockname()[0] == "127.0.0.1"
        with pytest.raises(ProductError) as refused:
            listen("127.0.0.1", listening.getsockname()[1])
    assert refused.value.code == "port-not-free"


def test_it_does_not_start_on_a_database_that_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    settings = Settings(database_url=f"sqlite:///{tmp_path}/file/kade.db", nmbrs_url="fake", http_key=KEY)
    with pytest.raises(ProductError) as refused:
        server(Container(settings=settings), "127.0.0.1")
    assert refused.value.code == "database-unusable"


def test_neither_key_nor_token_is_logged_or_answered(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    answers = [
        client.post(f"{API}/activation", json=ACTIVATION),
        client.post(f"{API}/activation", json={**ACTIVATION, "unknown": 1}),
        client.post(f"{API}/activation", json={**ACTIVATION, "token": ["demo-token-kadegroep-2026"]}),
        client.get(f"{API}/status", headers={"Authorization": f"Bearer {KEY}x"}),
        client.get(f"{API}/status"),
    ]
    assert [answer.status_code for answer in answers] == [200, 422, 422, 401, 200]
    said = caplog.text + "".join(answer.text for answer in answers)
    assert KEY not in said
    assert ACTIVATION["token"] not in said


def test_what_nobody_foresaw_is_answered_without_its_inside(house: House, caplog: pytest.LogCaptureFixture) -> None:
    app = create_app(house.container)

    def broken() -> None:
        raise RuntimeError("Noor van Dijk has no line")

    app.get(f"{API}/broken")(broken)
    answer = TestClient(app, base_url="http://localhost", headers=AUTHORIZED).get(f"{API}/broken")
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (500, "internal-error")
    assert problem["details"]["reference"] in caplog.text
    assert "RuntimeError" in caplog.text
    assert "RuntimeError" not in answer.text
    assert "Noor" not in caplog.text + answer.text


def test_no_answer_is_kept_by_a_cache(client: TestClient) -> None:
    for answer in (client.get(f"{API}/status"), client.get(f"{API}/nothing"), client.get("/healthz", headers=NOBODY)):
        assert answer.headers["cache-control"] == "no-store"
