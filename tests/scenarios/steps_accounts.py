"""Steps about accounts: people in front of a browser, and whoever hosts it."""

from __future__ import annotations

from typing import Any

from click.testing import CliRunner
from dependency_injector import providers
from fastapi.testclient import TestClient
from pytest_bdd import given, parsers, then, when

from adapters.passwords import Argon2Passwords
from application.manage_accounts import NewAccount
from domain.accounts import Role
from domain.errors import ProductError
from entrypoints.cli.main import cli
from entrypoints.cli.session import Session
from entrypoints.container import Container
from entrypoints.http.app import create_app
from tests.scenarios.world import World

API = "/api/v1"
CHEAP = Argon2Passwords(memory=64, rounds=1)
SECRET, OTHER = "drie korte woorden", "vier heel korte woorden"


def _container(world: World) -> Container:
    return world.stage.container


def _browser(world: World) -> TestClient:
    """A browser of somebody's own, in which nobody is logged in yet."""
    if "app" not in world.remembered:
        container = _container(world)
        container.passwords.override(providers.Object(CHEAP))
        world.remembered["app"] = create_app(container)
    return TestClient(world.remembered["app"], base_url="https://127.0.0.1:8765", client=("127.0.0.1", 50000))


def _log_in(world: World, name: str, password: str = SECRET) -> TestClient:
    browser = _browser(world)
    world.answer = browser.post(f"{API}/session", json={"name": name, "password": password})
    return browser


def _browsers(world: World) -> dict[str, TestClient]:
    """Where people are logged in, by name."""
    found: dict[str, TestClient] = world.remembered
    return found


def _code(answer: Any) -> str | None:
    return None if answer.status_code < 400 else str(answer.json()["code"])


# -- what is so -------------------------------------------------------------------------------------------------------


@given(parsers.parse('"{name}" made the first administrator'))
def first(world: World, name: str) -> None:
    form = {"shown": "Anja de Wit", "name": name, "new": SECRET, "again": SECRET}
    browser = _browser(world)
    assert browser.post("/welcome", data=form).url.path == "/"
    _browsers(world)[name] = browser


@given(parsers.parse('"{name}" has an account as {role}'))
def has_account(world: World, name: str, role: str) -> None:
    _container(world).manage_accounts().add(NewAccount(name, "Bas Visser", Role(role)), SECRET, "the office")


@given(parsers.parse('"{name}" is also logged in on a telephone'))
def on_a_telephone(world: World, name: str) -> None:
    _browsers(world)["telephone"] = _log_in(world, name)


# -- what is done -----------------------------------------------------------------------------------------------------


@when(parsers.parse('"{name}" tries to make the first administrator'))
def another_first(world: World, name: str) -> None:
    try:
        _container(world).manage_accounts().first(name, "Bas Visser", SECRET)
    except ProductError as error:
        world.told = {error.code}


@given(parsers.parse('"{name}" logs in'))
@when(parsers.parse('"{name}" logs in'))
def logs_in(world: World, name: str) -> None:
    _browsers(world)[name] = _browsers(world)["last"] = _log_in(world, name)
    assert world.answer.status_code == 201


@when(parsers.parse('"{name}" lets "{other}" log in as {role}'))
def lets_in(world: World, name: str, other: str, role: str) -> None:
    body = {"name": other, "shown": "Bas Visser", "role": role, "password": SECRET}
    assert _browsers(world)[name].post(f"{API}/accounts", json=body).status_code == 201


@when(parsers.parse('"{name}" disables "{other}"'))
def disables(world: World, name: str, other: str) -> None:
    answer = _browsers(world)[name].post(f"{API}/accounts/disable", json={"name": other})
    world.told = {_code(answer) or "done"}


@when(parsers.parse('somebody guesses the password of "{name}" {count:d} times'))
def guesses(world: World, name: str, count: int) -> None:
    for _ in range(count):
        _log_in(world, name, "dat is het vast")
        assert _code(world.answer) == "login-refused"


@when(parsers.parse('"{name}" changes the password'))
def changes_password(world: World, name: str) -> None:
    answer = _browsers(world)[name].put(f"{API}/account/password", json={"present": SECRET, "new": OTHER})
    assert answer.status_code == 200


@when(parsers.parse('whoever hosts it gives "{name}" another password on the command line'))
def hosted(world: World, name: str) -> None:
    runner = CliRunner(env={"EITJE_NMBRS_PASSWORD": OTHER})
    assert runner.invoke(cli, ["accounts", "password", name], obj=Session(_container(world))).exit_code == 0


# -- what comes of it -------------------------------------------------------------------------------------------------


@then(parsers.parse('the pages say "{code}"'))
def pages_say(world: World, code: str) -> None:
    assert world.told == {code}


@then(parsers.parse('only "{name}" has an account'))
def only_one(world: World, name: str) -> None:
    assert [each.account.name for each in _container(world).manage_accounts().list()] == [name]


@then(parsers.parse("they may {what}: {whether}"))
def they_may(world: World, what: str, whether: str) -> None:
    """What is asked cannot be carried out, so that only the right is looked at."""
    method, path = {
        "look": ("GET", "/status"),
        "import hours": ("POST", "/timecards"),
        "export": ("POST", "/exports"),
        "keep accounts": ("POST", "/accounts"),
    }[what]
    code = _code(_browsers(world)["last"].request(method, f"{API}{path}"))
    assert (code != "not-allowed") == (whether == "yes"), code
    assert code in (None, "not-allowed", "request-invalid")


@then(parsers.parse('it is on record that "{who}" did "{action}"'))
def on_record(world: World, who: str, action: str) -> None:
    with _container(world).storage().read() as work:
        assert (who, action) in {(each.event.who, each.event.action) for each in work.audit.records()}


@then("no password is on record")
def no_password(world: World) -> None:
    with _container(world).storage().read() as work:
        trail = str(work.audit.records())
    assert [word for word in (SECRET, "dat is het vast") if word in trail] == []


@then(parsers.parse('"{name}" is no longer logged in'))
def no_longer(world: World, name: str) -> None:
    assert _code(_browsers(world)[name].get(f"{API}/status")) == "not-logged-in"


@then("the telephone is no longer logged in")
def telephone(world: World) -> None:
    no_longer(world, "telephone")


@then("the browser still is")
def still(world: World) -> None:
    assert _code(_browsers(world)["anja@kade.example"].get(f"{API}/status")) is None


@then(parsers.parse('"{name}" cannot log in'))
def cannot(world: World, name: str) -> None:
    _log_in(world, name)
    assert _code(world.answer) == "login-refused"


@then(parsers.parse('"{name}" can log in'))
def can(world: World, name: str) -> None:
    _log_in(world, name)
    assert _code(world.answer) is None


@then(parsers.parse('"{name}" can log in with it'))
def can_with_it(world: World, name: str) -> None:
    _log_in(world, name, OTHER)
    assert _code(world.answer) is None


@then(parsers.parse('"{name}" has to wait'))
def has_to_wait(world: World, name: str) -> None:
    _log_in(world, name)
    assert _code(world.answer) == "login-limited"
    assert world.answer.json()["details"] == {"minutes": "15"}
