"""Logging in over HTTP: the cookie, what it opens and when that ends; other sites; headers; the accounts themselves."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from domain.accounts import Role
from entrypoints.http.identity import COOKIE
from tests.wire.http.conftest import browser_of
from tests.wire.http.house import API, AUTHORIZED, PASSWORD, House

ANJA = "administrator@kade.example"
NEW = "vier heel korte woorden"
BAS = {"name": "bas@kade.example", "shown": "Bas", "role": "viewer", "password": NEW}
ADDRESS = "https://127.0.0.1:8023"


@pytest.fixture
def anja(house: House) -> TestClient:
    """The browser of an administrator."""
    return browser_of(house, Role.ADMINISTRATOR)


@pytest.fixture(scope="module")
def seen() -> TestClient:
    """The same once for all tests: for requests that change nothing."""
    return browser_of(House())


def at_login(house: House, name: str = ANJA, password: str = PASSWORD, address: str = "10.0.0.7") -> TestClient:
    """A browser that is at the log-in page; ``last`` is what it got."""
    house.employ(Role.ADMINISTRATOR)
    browser = TestClient(house.app(), base_url=ADDRESS, client=(address, 50000))
    browser.last = browser.post(f"{API}/session", json={"name": name, "password": password})  # type: ignore[attr-defined]
    return browser


def code(browser: TestClient, path: str = "/status") -> str | None:
    """The code of the problem that asking gives; None when there is none."""
    answer = browser.get(f"{API}{path}")
    return None if answer.status_code == 200 else str(answer.json()["code"])


def test_the_cookie_is_kept_from_scripts_other_sites_and_open_lines(house: House) -> None:
    answer = at_login(house).last  # type: ignore[attr-defined]
    (cookie,) = answer.headers.get_list("set-cookie")
    name, _, rest = cookie.partition("=")
    assert name == "__Host-eitje-nmbrs"
    assert sorted(each.strip().lower() for each in rest.split(";")[1:]) == [
        "httponly",
        "path=/",
        "samesite=lax",
        "secure",
    ]
    assert answer.status_code == 201
    assert answer.json()["account"]["name"] == ANJA
    assert answer.json()["rights"] == ["see", "operate", "pay", "administer"]
    assert rest.split(";")[0] not in answer.text


def test_who_is_logged_in_is_recorded_by_account(house: House, anja: TestClient) -> None:
    anja.post(f"{API}/accounts", json=BAS)
    assert house.trail()[-1] == (f"web: {ANJA}", "account.added")
    assert anja.get(f"{API}/session").json()["who"] == f"web: {ANJA}"


def test_a_name_that_a_person_sends_along_is_not_believed(house: House, anja: TestClient) -> None:
    anja.post(f"{API}/accounts", json=BAS, headers={"X-Actor": "Director"})
    assert house.trail()[-1] == (f"web: {ANJA}", "account.added")


def test_a_program_has_no_account(client: TestClient) -> None:
    shown = client.get(f"{API}/session").json()
    assert (shown["who"], shown["role"], shown["account"]) == ("api: planning", "administrator", None)
    for method, path, body in (
        ("DELETE", "/session", None),
        ("GET", "/account/sessions", None),
        ("PUT", "/account", {"shown": "P"}),
        ("PUT", "/account/password", {"present": "a", "new": NEW}),
    ):
        answer = client.request(method, f"{API}{path}", json=body)
        assert (answer.status_code, answer.json()["code"]) == (409, "account-needed")


def test_a_wrong_key_is_refused_even_with_a_session(anja: TestClient) -> None:
    answer = anja.get(f"{API}/status", headers={"Authorization": "Bearer no-such-key-at-all"})
    assert (answer.status_code, answer.json()["code"]) == (401, "key-refused")


@pytest.mark.parametrize("cookie", ["", "x", '"', "é", "a" * 5000, "; =;;"])
def test_a_cookie_that_is_none_is_nobody(house: House, cookie: str) -> None:
    browser = browser_of(house, None)
    answer = browser.get(f"{API}/status", headers={"Cookie": f"{COOKIE}={cookie}".encode("latin-1")})
    assert answer.json()["code"] == "not-logged-in"


@pytest.mark.parametrize(
    ("name", "password"), [(ANJA, "iets heel anders"), ("nobody@kade.example", PASSWORD), ("x", "")]
)
def test_wrong_is_wrong_whatever_is_wrong(house: House, name: str, password: str) -> None:
    answer = at_login(house, name, password).last  # type: ignore[attr-defined]
    assert (answer.status_code, answer.json()["code"], answer.json()["details"]) == (401, "login-refused", {})
    assert "set-cookie" not in answer.headers


def test_too_many_attempts_wait_and_say_how_long(house: House) -> None:
    for number in range(10):
        at_login(house, password="iets heel anders", address=f"10.0.1.{number}")
    answer = at_login(house).last  # type: ignore[attr-defined]
    assert (answer.status_code, answer.json()["code"]) == (429, "login-limited")
    assert answer.headers["retry-after"] == "900"
    house.clock.sleep(15 * 60)
    assert code(at_login(house)) is None


def test_what_was_typed_as_a_password_is_nowhere(house: House, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    said = [at_login(house, password=each).last.text for each in (PASSWORD, NEW)]  # type: ignore[attr-defined]
    wrong = browser_of(house, None).post(f"{API}/session", json={"name": 7, "password": NEW})
    with house.storage.read() as work:
        said += [str(work.audit.records()), caplog.text, wrong.text]
    assert [each for each in (PASSWORD, NEW) if each in "".join(said)] == []


def test_logging_out_ends_the_session_for_whoever_kept_the_cookie(house: House, anja: TestClient) -> None:
    token = anja.cookies[COOKIE]
    answer = anja.delete(f"{API}/session")
    assert answer.status_code == 200
    assert COOKIE not in anja.cookies
    kept = browser_of(house, None)
    kept.cookies[COOKIE] = token
    assert code(kept) == "not-logged-in"


def test_the_next_request_of_a_disabled_account_fails(house: House, anja: TestClient) -> None:
    bas = browser_of(house, Role.PAYROLL)
    assert code(bas) is None
    anja.post(f"{API}/accounts/disable", json={"name": "payroll@kade.example"})
    assert code(bas) == "not-logged-in"
    assert code(at_login(house, "payroll@kade.example")) == "not-logged-in"
    anja.post(f"{API}/accounts/enable", json={"name": "payroll@kade.example"})
    assert code(at_login(house, "payroll@kade.example")) is None


def test_another_role_holds_from_the_next_request_on(house: House, anja: TestClient) -> None:
    viewer = browser_of(house, Role.VIEWER)
    assert code(viewer, "/accounts") == "not-allowed"
    anja.put(f"{API}/accounts/role", json={"name": "viewer@kade.example", "role": "administrator"})
    assert code(viewer, "/accounts") is None


def test_a_session_ends_two_hours_after_the_last_request(house: House, anja: TestClient) -> None:
    house.clock.sleep(119 * 60)
    assert code(anja) is None
    house.clock.sleep(119 * 60)
    assert code(anja) is None
    house.clock.sleep(120 * 60)
    assert code(anja) == "not-logged-in"


def test_one_place_or_all_others_can_be_logged_out(house: House, anja: TestClient) -> None:
    second, third = (browser_of(house) for _ in range(2))
    sessions = anja.get(f"{API}/account/sessions").json()["sessions"]
    assert [each["this"] for each in sessions].count(True) == 1
    assert len(sessions) == 3
    mine = next(each["id"] for each in second.get(f"{API}/account/sessions").json()["sessions"] if each["this"])
    assert len(anja.post(f"{API}/account/sessions/end", json={"session": mine}).json()["sessions"]) == 2
    assert code(second) == "not-logged-in"
    assert len(anja.post(f"{API}/account/sessions/end", json={}).json()["sessions"]) == 1
    assert (code(third), code(anja)) == ("not-logged-in", None)


def test_nobody_ends_the_session_of_another(house: House, anja: TestClient) -> None:
    viewer = browser_of(house, Role.VIEWER)
    (hers,) = anja.get(f"{API}/account/sessions").json()["sessions"]
    assert viewer.post(f"{API}/account/sessions/end", json={"session": hers["id"]}).status_code == 404
    assert code(anja) is None


def test_ones_own_password_is_changed_by_knowing_it(house: House, anja: TestClient) -> None:
    other = browser_of(house)
    wrong = anja.put(f"{API}/account/password", json={"present": "iets heel anders", "new": NEW})
    assert wrong.json()["code"] == "password-wrong"
    assert anja.put(f"{API}/account/password", json={"present": PASSWORD, "new": NEW}).status_code == 200
    assert (code(anja), code(other)) == (None, "not-logged-in")
    assert code(at_login(house, password=NEW)) is None


def test_accounts_are_kept_by_administrators(house: House, anja: TestClient) -> None:
    assert anja.post(f"{API}/accounts", json=BAS).status_code == 201
    assert anja.post(f"{API}/accounts", json=BAS).json()["code"] == "account-exists"
    assert code(at_login(house, BAS["name"], NEW)) is None
    listed = {each["name"]: each for each in anja.get(f"{API}/accounts").json()["accounts"]}
    assert {name: (each["role"], each["sessions"]) for name, each in listed.items()} == {
        ANJA: ("administrator", 1),
        "bas@kade.example": ("viewer", 1),
    }
    assert anja.post(f"{API}/accounts/logout", json={"name": "Bas@kade.example"}).json() == {"ended": 1}
    assert anja.put(f"{API}/accounts/password", json={"name": BAS["name"], "password": PASSWORD}).status_code == 200
    assert code(at_login(house, BAS["name"], NEW)) == "not-logged-in"
    assert code(at_login(house, BAS["name"], PASSWORD)) is None


def test_the_last_administrator_stays(anja: TestClient) -> None:
    for answer in (
        anja.post(f"{API}/accounts/disable", json={"name": ANJA}),
        anja.put(f"{API}/accounts/role", json={"name": ANJA, "role": "payroll"}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (409, "last-administrator")


def test_one_says_what_one_is_called_and_in_which_language(anja: TestClient) -> None:
    anja.put(f"{API}/account", json={"shown": "Anja", "language": "nl"})
    shown = anja.get(f"{API}/session").json()["account"]
    assert (shown["shown"], shown["language"]) == ("Anja", "nl")


# -- other sites ------------------------------------------------------------------------------------------------------

FROM_ELSEWHERE = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"},
    {"Sec-Fetch-Site": "cross-site", "Origin": ADDRESS},
    {"Origin": "https://kade.example"},
    {"Origin": "null"},
    {"Origin": "http://127.0.0.1:8023"},
]


@pytest.mark.parametrize("headers", FROM_ELSEWHERE)
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", f"{API}/sync"),
        ("GET", f"{API}/status"),
        ("DELETE", f"{API}/session"),
        ("POST", f"{API}/session"),
        ("POST", "/login"),
        ("POST", "/language"),
        ("POST", "/logout"),
    ],
)
def test_another_site_changes_nothing_and_reads_nothing_below_api(
    seen: TestClient, method: str, path: str, headers: dict[str, str]
) -> None:
    answer = seen.request(method, path, headers=headers)
    assert answer.status_code == 403
    assert "cross-site-refused" in answer.text


@pytest.mark.parametrize(
    "headers", [{}, {"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}, {"Origin": ADDRESS}]
)
def test_our_own_pages_may_ask(seen: TestClient, headers: dict[str, str]) -> None:
    assert seen.post(f"{API}/sync", json={}, headers=headers).status_code not in (401, 403)


def test_a_link_in_a_mail_leads_to_a_page_and_nothing_else_of_another_site_does(seen: TestClient) -> None:
    link = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    assert seen.get("/", headers=link).status_code == 200
    for other in ({"Sec-Fetch-Dest": "iframe"}, {"Sec-Fetch-Mode": "no-cors"}, {"Sec-Fetch-Mode": "cors"}):
        assert seen.get("/", headers={**link, **other}).status_code == 403


# -- headers ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", ["/", "/login", f"{API}/status", f"{API}/nothing", "/healthz", "/static/style.css", "/no"]
)
def test_every_answer_says_how_it_may_be_used(seen: TestClient, path: str) -> None:
    for headers in ({}, {"Cookie": f"{COOKIE}=x"}, {"Sec-Fetch-Site": "cross-site"}, {"Host": "kade.example"}):
        answer = seen.get(path, headers=headers, follow_redirects=False).headers
        assert answer["content-security-policy"] == (
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
            "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'"
        )
        assert answer["referrer-policy"] == "same-origin"
        assert answer["x-content-type-options"] == "nosniff"
        assert answer["cross-origin-opener-policy"] == "same-origin"
        assert answer["cross-origin-resource-policy"] == "same-origin"
        assert "camera=()" in answer["permissions-policy"]


def test_only_the_files_of_the_product_itself_are_kept_by_a_cache(house: House) -> None:
    nobody = browser_of(house, None)
    assert nobody.get("/static/style.css").headers["cache-control"] == "public, max-age=3600"
    assert "immutable" in nobody.get("/static/style.css?v=0123456789ab").headers["cache-control"]
    for path in ("/static/nothing.css", "/static/../app.py", "/", "/login", f"{API}/status", "/healthz"):
        assert nobody.get(path, follow_redirects=False).headers["cache-control"] == "no-store", path


def test_without_a_host_that_is_known_a_page_is_refused_too(seen: TestClient) -> None:
    answer = seen.get("/", headers={"Host": "kade.example"})
    assert answer.status_code == 421
    assert "host-refused" in answer.text


def test_a_key_opens_no_page(house: House) -> None:
    house.employ(Role.ADMINISTRATOR)
    answer = browser_of(house, None).get("/", headers=AUTHORIZED, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/login")
