"""The pages of accounts: the first administrator, logging in and out, one's own account, users."""

from __future__ import annotations

import re
from typing import Any

import pytest
from fastapi.testclient import TestClient

from domain.accounts import Role
from tests.wire.http.conftest import browser_of
from tests.wire.http.house import API, PASSWORD, House

NEW = "vier heel korte woorden"
ANJA = "administrator@kade.example"
FIRST = {"shown": "Anja de Wit", "name": "anja@kade.example", "new": PASSWORD, "again": PASSWORD}
BAS = {"shown": "Bas", "name": "bas@kade.example", "role": "viewer", "language": "nl", "new": NEW, "again": NEW}


@pytest.fixture
def nobody(house: House) -> TestClient:
    """A browser in which nobody is logged in."""
    return browser_of(house, None)


@pytest.fixture
def anja(house: House) -> TestClient:
    """The browser of an administrator."""
    return browser_of(house)


def went(answer: Any) -> str:
    """Where a form ended."""
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def submit(browser: TestClient, path: str, /, **fields: str) -> Any:
    """Send a form, without following where it leads."""
    return browser.post(path, data=fields, follow_redirects=False)


def faults(answer: Any) -> dict[str, str]:
    """What stands beside the fields, by field; under "" what stands above the form."""
    assert answer.status_code in (401, 409, 422, 429)
    beside = re.findall(r'id="fault-([\w-]+)"><svg.*?</svg>([^<]+)<', answer.text)
    above = re.findall(r'<div role="alert"><div class="note stop"><svg.*?</svg><div><p>([^<]+)</p>', answer.text)
    return dict(beside) | ({"": above[0]} if above else {})


# -- the first administrator ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/", "/login", "/settings/users", "/account", "/nothing"])
def test_while_nobody_has_an_account_everything_leads_to_the_first(nobody: TestClient, path: str) -> None:
    assert went(nobody.get(path, follow_redirects=False)) == "/welcome"


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_the_first_account_is_made_on_the_machine_itself(house: House, method: str) -> None:
    stranger = browser_of(house, None, client=("192.0.2.7", 50000))
    answer = stranger.request(method, "/welcome", data=FIRST if method == "POST" else None)
    assert (answer.status_code, "first-account-elsewhere" in answer.text) == (409, True)
    assert house.container.manage_accounts().none_yet()


@pytest.mark.parametrize("header", [{"X-Forwarded-For": "192.0.2.7"}, {"Forwarded": "for=192.0.2.7"}])
def test_what_was_passed_on_may_come_from_anybody(house: House, nobody: TestClient, header: dict[str, str]) -> None:
    answer = nobody.post("/welcome", data=FIRST, headers=header)
    assert (answer.status_code, "first-account-elsewhere" in answer.text) == (409, True)
    assert house.container.manage_accounts().none_yet()


def test_the_first_becomes_administrator_and_is_logged_in(house: House, nobody: TestClient) -> None:
    assert nobody.get("/welcome").status_code == 200
    answer = nobody.post("/welcome", data=FIRST)
    assert (answer.status_code, answer.url.path) == (200, "/")
    assert "Anja de Wit" in answer.text
    assert house.trail() == [
        ("web: anja@kade.example", "account.added"),
        ("web: anja@kade.example", "login.succeeded"),
    ]
    assert nobody.get(f"{API}/session").json()["role"] == "administrator"


def test_the_second_finds_a_closed_door(house: House, anja: TestClient) -> None:
    late = browser_of(house, None)
    assert went(late.get("/welcome", follow_redirects=False)) == "/"
    answer = submit(late, "/welcome", **FIRST)
    assert answer.status_code == 409
    assert "accounts-exist" in answer.text
    assert len(anja.get(f"{API}/accounts").json()["accounts"]) == 1


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"shown": ""}, "shown", "Fill this in."),
        ({"name": "anja"}, "name", "anja is no e-mail address"),
        ({"new": "kort", "again": "kort"}, "new", "at least 12 characters"),
        ({"new": "anja@kade.example", "again": "anja@kade.example"}, "new", "somebody&#39;s own name"),
        ({"again": NEW}, "again", "not the same"),
        ({"new": "", "again": ""}, "new", "Fill this in."),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_the_rest_stays(
    house: House, nobody: TestClient, changed: dict[str, str], field: str, said: str
) -> None:
    answer = submit(nobody, "/welcome", **{**FIRST, **changed})
    assert said in faults(answer)[field]
    for name in {"shown", "name"} - {field}:
        assert f'value="{FIRST[name]}"' in answer.text
    assert PASSWORD not in answer.text
    assert house.trail() == []


# -- in and out -------------------------------------------------------------------------------------------------------


def test_whoever_logs_in_goes_on_to_where_they_were_going(house: House) -> None:
    house.employ(Role.ADMINISTRATOR)
    nobody = browser_of(house, None)
    there = went(nobody.get("/settings/users?a=1&b=2", follow_redirects=False))
    assert there == "/login?next=%2Fsettings%2Fusers%3Fa%3D1%26b%3D2"
    assert 'name="next" value="/settings/users?a=1&amp;b=2"' in nobody.get(there).text
    assert went(submit(nobody, "/login", name=ANJA, password=PASSWORD, next="/settings/users?a=1")) == (
        "/settings/users?a=1"
    )
    assert nobody.get("/settings/users").status_code == 200
    assert went(nobody.get("/login?next=/account", follow_redirects=False)) == "/account"


@pytest.mark.parametrize("elsewhere", ["https://kade.example/", "//kade.example", "/\\kade.example", "javascript:x"])
def test_logging_in_never_leads_to_another_site(house: House, elsewhere: str) -> None:
    house.employ(Role.ADMINISTRATOR)
    browser = browser_of(house, None)
    assert went(submit(browser, "/login", name=ANJA, password=PASSWORD, next=elsewhere)) == "/"
    assert went(browser.get("/login", params={"next": elsewhere}, follow_redirects=False)) == "/"


def test_what_a_form_would_have_done_is_not_done_again_after_logging_in(house: House) -> None:
    house.employ(Role.ADMINISTRATOR)
    assert went(submit(browser_of(house, None), "/settings/users/new", **BAS)) == "/login"


def test_a_piece_of_a_page_sends_the_whole_page_to_log_in(house: House) -> None:
    house.employ(Role.ADMINISTRATOR)
    headers = {"HX-Request": "true", "HX-Current-URL": "https://127.0.0.1:8023/account?x=1"}
    answer = browser_of(house, None).get("/account", headers=headers, follow_redirects=False)
    assert (answer.status_code, answer.headers["hx-redirect"]) == (401, "/login?next=%2Faccount%3Fx%3D1")


def test_a_wrong_password_loses_nothing_but_the_password(house: House) -> None:
    house.employ(Role.ADMINISTRATOR)
    browser = browser_of(house, None)
    answer = submit(browser, "/login", name=ANJA, password="iets heel anders", next="/account")
    assert answer.status_code == 401
    assert "do not go together" in faults(answer)[""]
    assert f'value="{ANJA}"' in answer.text
    assert 'name="next" value="/account"' in answer.text
    assert "iets heel anders" not in answer.text
    assert faults(submit(browser, "/login", name="", password="")) == {
        "name": "Fill this in.",
        "password": "Fill this in.",
    }


def test_too_many_attempts_are_told_with_how_long_to_wait(house: House) -> None:
    house.employ(Role.ADMINISTRATOR)
    browser = browser_of(house, None)
    answers = [submit(browser, "/login", name=ANJA, password="iets heel anders") for _ in range(11)]
    assert [answer.status_code for answer in answers] == [401] * 10 + [429]
    assert "Wait 15 minutes" in faults(answers[-1])[""]


def test_logging_out_ends_the_session(anja: TestClient) -> None:
    assert went(submit(anja, "/logout")) == "/login"
    assert went(anja.get("/account", follow_redirects=False)) == "/login?next=%2Faccount"
    assert went(submit(anja, "/logout")) == "/login"


# -- one's own account ------------------------------------------------------------------------------------------------


def test_a_name_and_a_language_of_ones_own(anja: TestClient) -> None:
    anja.post("/language", data={"language": "en", "next": "/"})
    answer = anja.post("/account", data={"shown": "Anja de Wit", "language": "nl"})
    assert "Opgeslagen." in answer.text
    assert "Anja de Wit" in answer.text
    assert "<h1>Je account</h1>" in anja.get("/account", headers={"Accept-Language": "en"}).text
    assert faults(submit(anja, "/account", shown="", language="nl")) == {"shown": "Vul dit in."}
    assert "language" in faults(submit(anja, "/account", shown="A", language="fr"))


def test_a_password_of_ones_own(house: House, anja: TestClient) -> None:
    other = browser_of(house)
    wrong = submit(anja, "/account/password", present="iets heel anders", new=NEW, again=NEW)
    assert "not your present password" in faults(wrong)["present"]
    assert "at least 12" in faults(submit(anja, "/account/password", present=PASSWORD, new="kort", again="kort"))["new"]
    assert "not the same" in faults(submit(anja, "/account/password", present=PASSWORD, new=NEW, again="x"))["again"]
    assert went(submit(anja, "/account/password", present=PASSWORD, new=NEW, again=NEW)) == "/account"
    assert anja.get("/account").status_code == 200
    assert other.get("/account", follow_redirects=False).status_code == 303


def test_the_places_where_one_is_logged_in(house: House, anja: TestClient) -> None:
    phone = browser_of(house)
    agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1"
    submit(phone, "/logout")
    phone.headers["user-agent"] = agent
    submit(phone, "/login", name=ANJA, password=PASSWORD)
    page = anja.get("/account").text
    assert "Safari, iPhone" in page
    assert page.count("This one") == 1
    (place,) = re.findall(r'name="session" value="(\w+)"', page)
    assert went(submit(anja, "/account/sessions", session=place)) == "/account"
    assert phone.get("/account", follow_redirects=False).status_code == 303
    third = browser_of(house)
    assert went(submit(anja, "/account/sessions")) == "/account"
    assert third.get("/account", follow_redirects=False).status_code == 303
    assert anja.get("/account").status_code == 200


# -- users ------------------------------------------------------------------------------------------------------------


def user_page(anja: TestClient, name: str) -> str:
    """The address of somebody's page, from the list."""
    rows = re.findall(
        r'<a href="(/settings/users/\w+)">[^<]+</a></th><td>([^<]+)</td>', anja.get("/settings/users").text
    )
    return next(address for address, each in rows if each == name)


def test_somebody_is_added_and_can_log_in(house: House, anja: TestClient) -> None:
    assert went(submit(anja, "/settings/users/new", **BAS)) == "/settings/users"
    assert house.trail()[-1] == (f"web: {ANJA}", "account.added")
    assert "bas@kade.example" in anja.get("/settings/users").text
    bas = browser_of(house, None)
    assert went(submit(bas, "/login", name=BAS["name"], password=NEW)) == "/"
    assert bas.get("/settings/users").status_code == 403
    assert "exists" not in (again := faults(submit(anja, "/settings/users/new", **BAS)))
    assert "There is an account bas@kade.example already" in again["name"]
    assert faults(submit(anja, "/settings/users/new", **{**BAS, "role": "boss"}))["role"] == "Choose one of these."


def test_missing_rights_are_told_on_a_page_with_the_words_of_pages(house: House) -> None:
    answer = browser_of(house, Role.OPERATOR).get("/settings/users", headers={"Accept-Language": "nl"})
    assert answer.status_code == 403
    assert "de rol Beheerder nodig; de jouwe is Medewerker" in answer.text
    assert "<nav" in answer.text


def test_what_administrators_do_with_an_account(house: House, anja: TestClient) -> None:
    bas = browser_of(house, Role.PAYROLL)
    page = user_page(anja, "payroll@kade.example")
    assert anja.get(page).status_code == 200
    assert went(submit(anja, f"{page}/role", role="operator")) == "/settings/users"
    assert bas.get(f"{API}/session").json()["role"] == "operator"
    assert went(submit(anja, f"{page}/logout")) == "/settings/users"
    assert bas.get("/account", follow_redirects=False).status_code == 303
    submit(bas, "/login", name="payroll@kade.example", password=PASSWORD)
    assert went(submit(anja, f"{page}/disable")) == "/settings/users"
    assert bas.get("/account", follow_redirects=False).status_code == 303
    assert submit(bas, "/login", name="payroll@kade.example", password=PASSWORD).status_code == 401
    assert went(submit(anja, f"{page}/enable")) == "/settings/users"
    assert went(submit(anja, f"{page}/password", new=NEW, again=NEW)) == "/settings/users"
    assert went(submit(bas, "/login", name="payroll@kade.example", password=NEW)) == "/"
    assert "not the same" in faults(submit(anja, f"{page}/password", new=NEW, again="x"))["again"]


def test_the_last_administrator_stays(anja: TestClient) -> None:
    page = user_page(anja, ANJA)
    assert "last administrator" in faults(submit(anja, f"{page}/disable"))[""]
    assert "last administrator" in faults(submit(anja, f"{page}/role", role="viewer"))["role"]
    assert anja.get("/settings/users").status_code == 200


def test_no_address_of_a_page_names_anybody(anja: TestClient) -> None:
    addresses = re.findall(r'(?:href|action)="([^"]+)"', anja.get("/settings/users").text)
    assert addresses
    assert [each for each in addresses if "@" in each or "%40" in each or "kade" in each] == []
