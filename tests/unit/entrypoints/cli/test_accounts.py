"""Accounts on the command line: for whoever hosts it, also when nobody can log in any more."""

from __future__ import annotations

from typing import Any

from application.attempts import Try
from tests.unit.entrypoints.cli.house import House

ANJA, BAS = "anja@kade.example", "bas@kade.example"
SECRET, OTHER = "drie korte woorden", "vier heel korte woorden"


def env(password: str = SECRET) -> dict[str, str | None]:
    return {"EITJE_NMBRS_PASSWORD": password}


def add(house: House, name: str = ANJA, role: str = "administrator", code: int = 0, **more: Any) -> dict[str, Any]:
    words = ("accounts", "add", name, "--name", "Anja de Wit", "--role", role)
    return house.json(*words, code=code, **{"env": env(), **more})


def code_of(document: dict[str, Any]) -> str:
    return str(document["error"]["code"])


def test_somebody_is_added_with_a_password_of_the_environment(empty_house: House) -> None:
    assert add(empty_house)["role"] == "administrator"
    tried = Try(ANJA, SECRET, "10.0.0.7")
    assert empty_house.container.log_in()(tried).account.shown == "Anja de Wit"
    (listed,) = empty_house.json("accounts")["accounts"]
    assert (listed["name"], listed["active"], listed["sessions"]) == (ANJA, True, 1)
    assert "Anja de Wit" in empty_house.ok("accounts")


def test_a_password_is_asked_twice_and_not_shown(empty_house: House) -> None:
    words = ("accounts", "add", ANJA, "--name", "Anja", "--role", "viewer")
    result = empty_house.run(*words, answers=f"{SECRET}\n{SECRET}\n", env={"EITJE_NMBRS_PASSWORD": None})
    assert result.exit_code == 0
    assert SECRET not in result.output
    assert "can log in as viewer" in result.stdout


def test_without_a_password_and_without_a_terminal_nothing_is_done(empty_house: House) -> None:
    assert code_of(add(empty_house, code=2, env={"EITJE_NMBRS_PASSWORD": None})) == "password-missing"
    assert empty_house.json("accounts")["accounts"] == []
    assert "None." in empty_house.ok("accounts")


def test_what_cannot_be_is_refused(empty_house: House) -> None:
    assert code_of(add(empty_house, name="anja", code=2)) == "account-name-invalid"
    assert code_of(add(empty_house, code=2, env=env("kort"))) == "password-too-short"
    add(empty_house)
    assert code_of(add(empty_house, code=3)) == "account-exists"
    assert code_of(empty_house.json("accounts", "disable", ANJA, code=3)) == "last-administrator"
    assert code_of(empty_house.json("accounts", "role", BAS, "viewer", code=2)) == "account-unknown"


def test_a_lost_password_is_replaced_and_sessions_end(empty_house: House) -> None:
    add(empty_house)
    container = empty_house.container
    token = container.log_in()(Try(ANJA, SECRET, "10.0.0.7")).token
    empty_house.ok("accounts", "password", "Anja@kade.example", env=env(OTHER))
    assert container.sessions().whose(token) is None
    assert container.log_in()(Try(ANJA, OTHER, "10.0.0.7"))
    assert empty_house.json("accounts", "logout", ANJA) == {"environment": "demo", "ended": 1}
    with container.storage().read() as work:
        by_whom = {(each.event.action, each.event.who) for each in work.audit.records()}
    assert {("password.set", "Anja"), ("session.revoked", "Anja"), ("account.added", "Anja")} <= by_whom


def test_a_role_and_the_right_to_log_in_are_changed(empty_house: House) -> None:
    add(empty_house)
    add(empty_house, BAS, "viewer")
    assert empty_house.json("accounts", "role", BAS, "payroll")["role"] == "payroll"
    assert empty_house.json("accounts", "disable", BAS)["active"] is False
    assert "NO" in empty_house.ok("accounts")
    assert "can log in again, as payroll" in empty_house.ok("accounts", "enable", BAS)
