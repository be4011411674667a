"""The way in and out: the first administrator, logging in, logging out."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from application.attempts import Try
from domain.accounts import SHORTEST_PASSWORD
from domain.errors import ProductError
from entrypoints.http.doors import LOOPBACK_NAMES, hostname, is_loopback
from entrypoints.http.identity import give_cookie, remote_address, take_cookie, token_in
from entrypoints.http.pages.forms import Form, Typed
from entrypoints.http.pages.here import Anybody, Here
from entrypoints.http.pages.language import local
from entrypoints.http.pages.new_password import field_of, new_password, typed_password
from entrypoints.http.pages.texts import mark
from entrypoints.http.problems import status_of

router = APIRouter()

WELCOME: Final = mark("Your account is made and you are logged in.")


@router.get("/welcome")
def welcome(here: Anybody) -> Response:
    """Where everything leads to while there is no account. Raises ``first-account-elsewhere``."""
    if not here.container.manage_accounts().none_yet():
        return here.go("/")
    _only_here(here)
    return _welcome(here, Form())


@router.post("/welcome")
def make_first_administrator(here: Anybody, typed: Typed) -> Response:
    """Make the first administrator, and log them in."""
    accounts = here.container.manage_accounts()
    if not accounts.none_yet():
        raise ProductError("accounts-exist")
    _only_here(here)
    shown, name = typed.text("shown", here.say), typed.text("name", here.say)
    password = new_password(typed, here.say)
    if not typed.ok or shown is None or name is None or password is None:
        return _welcome(here, typed, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        account = accounts.first(name, shown, password)
    except ProductError as error:
        if error.code == "accounts-exist":
            raise
        typed.refused(error, here.language, field_of(error))
        return _welcome(here, typed, HTTPStatus.UNPROCESSABLE_ENTITY)
    logged_in = here.container.log_in()(_tried(here, account.name, password))
    answer = here.go("/", here.say(WELCOME))
    give_cookie(answer, logged_in.token)
    return answer


def _only_here(here: Here) -> None:
    """Whoever comes from another machine could be anybody, and would be everybody's administrator."""
    headers = here.request.headers
    passed_on = "x-forwarded-for" in headers or "forwarded" in headers
    named = hostname(headers.get("host", "")) in LOOPBACK_NAMES
    if passed_on or not named or not is_loopback(remote_address(here.request)):
        raise ProductError("first-account-elsewhere")


@router.get("/login")
def login(here: Anybody, next: str = "") -> Response:
    """The log-in page; ``next`` is where the visitor was going."""
    if here.container.manage_accounts().none_yet():
        return here.go("/welcome")
    if here.visitor is not None:
        return here.go(local(next))
    return here.page("accounts/login.html", form=Form.of(next=next))


@router.post("/login")
def log_in(here: Anybody, typed: Typed) -> Response:
    """Log in, and go on to where the visitor was going."""
    name, password = typed.text("name", here.say), typed_password(typed, "password", here.say)
    if name is None or password is None:
        return here.page("accounts/login.html", HTTPStatus.UNPROCESSABLE_ENTITY, form=typed)
    try:
        logged_in = here.container.log_in()(_tried(here, name, password))
    except ProductError as error:
        typed.refused(error, here.language)
        return here.page("accounts/login.html", status_of(error), form=typed)
    _end_session(here)
    answer = here.go(local(typed.shown("next")))
    give_cookie(answer, logged_in.token)
    return answer


@router.post("/logout")
def log_out(here: Anybody) -> Response:
    """End the session; also when it had ended already."""
    _end_session(here)
    answer = RedirectResponse("/login", HTTPStatus.SEE_OTHER)
    take_cookie(answer)
    return answer


def _welcome(here: Here, form: Form, status: int = HTTPStatus.OK) -> Response:
    return here.page("accounts/welcome.html", status, form=form, least=SHORTEST_PASSWORD)


def _tried(here: Here, name: str, password: str) -> Try:
    return Try(name, password, remote_address(here.request), here.request.headers.get("user-agent", ""))


def _end_session(here: Here) -> None:
    token = token_in(here.request.headers)
    if token is not None:
        here.container.sessions().log_out(token)
