"""One's own account: what one is called, the language, the password, and where one is logged in."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from application.attempts import Try
from domain.accounts import LANGUAGES, SHORTEST_PASSWORD, Account
from domain.errors import ProductError
from domain.logging_in import LoginSession
from entrypoints.http.identity import remote_address
from entrypoints.http.pages.browsers import browser_name
from entrypoints.http.pages.forms import Form, Typed
from entrypoints.http.pages.here import LANGUAGE, Here, Seeing
from entrypoints.http.pages.new_password import field_of, new_password, typed_password
from entrypoints.http.pages.texts import mark
from entrypoints.http.problems import language_of

router = APIRouter()

SAVED: Final = mark("Saved.")
PASSWORD_SET: Final = mark("Your password is changed. Wherever else you were logged in, you are no longer.")
LOGGED_OUT: Final = mark("You are logged out there.")


@router.get("/account")
def account(here: Seeing) -> Response:
    """The page."""
    return _page(here)


@router.post("/account")
def describe(here: Seeing, typed: Typed) -> Response:
    """Change the name that pages show, and the language."""
    me, _ = _me(here)
    shown = typed.text("shown", here.say)
    language = typed.one_of("language", here.say, LANGUAGES, needed=False)
    if not typed.ok or shown is None:
        return _page(here, about=typed)
    try:
        here.container.manage_accounts().describe(me.name, shown, language, here.who)
    except ProductError as error:
        typed.refused(error, here.language, field_of(error))
        return _page(here, about=typed)
    said = replace(here, language=language or language_of(here.request.headers)).say(SAVED)
    answer = here.go("/account", said)
    # What was chosen in this browser before would win from what was chosen now.
    answer.delete_cookie(LANGUAGE, secure=True, httponly=True, samesite="lax")
    return answer


@router.post("/account/password")
def set_password(here: Seeing, typed: Typed) -> Response:
    """Change the password."""
    me, session = _me(here)
    present, new = typed_password(typed, "present", here.say), new_password(typed, here.say)
    if not typed.ok or present is None or new is None:
        return _page(here, password=typed)
    try:
        tried = Try(me.name, present, remote_address(here.request))
        here.container.set_password().own(tried, new, session, here.who)
    except ProductError as error:
        typed.refused(error, here.language, field_of(error))
        return _page(here, password=typed)
    return here.go("/account", here.say(PASSWORD_SET))


@router.post("/account/sessions")
def log_out_elsewhere(here: Seeing, typed: Typed) -> Response:
    """Log out at one place, or everywhere but here."""
    me, session = _me(here)
    chosen = typed.shown("session")
    if chosen and chosen != session.id:
        here.container.sessions().end(me.name, chosen, here.who)
    elif not chosen:
        here.container.sessions().end_all(me.name, here.who, but=session)
    return here.go("/account", here.say(LOGGED_OUT))


def _me(here: Here) -> tuple[Account, LoginSession]:
    me: tuple[Account, LoginSession] = here.request.state.caller.person
    return me


def _page(here: Here, about: Form | None = None, password: Form | None = None) -> Response:
    me, session = _me(here)
    wrong = about is not None or password is not None
    places = [
        (each, browser_name(each.agent), each.digest == session.digest)
        for each in here.container.sessions().of(me.name)
    ]
    return here.page(
        "accounts/account.html",
        HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK,
        me=me,
        about=about or Form.of(shown=me.shown, language=me.language or ""),
        password=password or Form(),
        places=places,
        least=SHORTEST_PASSWORD,
    )
