"""Log in and out, and one's own account."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Request, Response
from pydantic import Field, SecretStr

from application.attempts import Try
from domain.accounts import Right
from domain.errors import ProductError
from entrypoints.http.bodies import Body, Text
from entrypoints.http.caller import TheCaller, Who, Wired, needs
from entrypoints.http.identity import give_cookie, remote_address, take_cookie, token_in
from entrypoints.presentation import Json, account_json, caller_json, sessions_json

router = APIRouter(tags=["accounts"])

Password = Annotated[SecretStr, Field(max_length=1000)]


class LoginBody(Body):
    """The name, which is an e-mail address, and the password."""

    name: Text
    password: Password


class DescriptionBody(Body):
    """What pages call you, and in which language; null leaves that to the browser."""

    shown: Text
    language: Literal["en", "nl"] | None = None


class OwnPasswordBody(Body):
    """The present password and the new one."""

    present: Password
    new: Password


class SessionBody(Body):
    """One place where you are logged in, by its id; all but this one when absent."""

    session: Text | None = None


@router.post("/session", status_code=HTTPStatus.CREATED)
def log_in(body: LoginBody, container: Wired, request: Request, response: Response) -> Json:
    """Log in; the answer sets a cookie. A wrong password and an unknown name are answered alike."""
    tried = Try(
        body.name, body.password.get_secret_value(), remote_address(request), request.headers.get("user-agent", "")
    )
    logged_in = container.log_in()(tried)
    give_cookie(response, logged_in.token)
    return caller_json(f"web: {logged_in.account.name}", logged_in.account.role, logged_in.account)


@router.get("/session", dependencies=[needs(Right.SEE)])
def who_am_i(caller: TheCaller, who: Who) -> Json:
    """Who calls, and what they may."""
    return caller_json(who, caller.role, caller.account)


@router.delete("/session", dependencies=[needs(Right.SEE)])
def log_out(container: Wired, request: Request, response: Response, caller: TheCaller) -> Json:
    """Log out here: the session is over, whoever still has its cookie."""
    account, _ = caller.person
    container.sessions().log_out(token_in(request.headers) or "")
    take_cookie(response)
    return account_json(account)


@router.get("/account/sessions", dependencies=[needs(Right.SEE)])
def list_sessions(container: Wired, caller: TheCaller) -> Json:
    """Where you are logged in."""
    account, session = caller.person
    return sessions_json(container.sessions().of(account.name), session)


@router.post("/account/sessions/end", dependencies=[needs(Right.SEE)])
def end_sessions(body: SessionBody, container: Wired, caller: TheCaller, who: Who) -> Json:
    """Log out elsewhere: at one place, or everywhere but here."""
    account, session = caller.person
    sessions = container.sessions()
    if body.session == session.id:
        raise ProductError("request-invalid", detail="session: this one ends with DELETE /api/v1/session")
    if body.session is None:
        sessions.end_all(account.name, who, but=session)
    else:
        sessions.end(account.name, body.session, who)
    return sessions_json(sessions.of(account.name), session)


@router.put("/account", dependencies=[needs(Right.SEE)])
def describe(body: DescriptionBody, container: Wired, caller: TheCaller, who: Who) -> Json:
    """Change what pages call you, and in which language."""
    account, _ = caller.person
    return account_json(container.manage_accounts().describe(account.name, body.shown, body.language, who))


@router.put("/account/password", dependencies=[needs(Right.SEE)])
def set_own_password(body: OwnPasswordBody, container: Wired, caller: TheCaller, who: Who, request: Request) -> Json:
    """Change your password; you are logged out everywhere else."""
    account, session = caller.person
    present = Try(account.name, body.present.get_secret_value(), remote_address(request))
    return account_json(container.set_password().own(present, body.new.get_secret_value(), session, who))
