"""Accounts: who may log in, and in which role. Names travel in bodies, because addresses end up in logs."""

from __future__ import annotations

from http import HTTPStatus
from typing import Literal

from fastapi import APIRouter

from application.manage_accounts import NewAccount
from domain.accounts import Right, Role, plain_name
from entrypoints.http.bodies import Body, Text
from entrypoints.http.caller import Who, Wired, needs
from entrypoints.http.routes.session import Password
from entrypoints.presentation import Json, account_json, accounts_json

router = APIRouter(tags=["accounts"])


class NameBody(Body):
    """An account, by the e-mail address with which one logs in."""

    name: Text


class NewAccountBody(NameBody):
    """Somebody who may log in from now on."""

    shown: Text
    role: Role
    password: Password
    language: Literal["en", "nl"] | None = None

    @property
    def account(self) -> NewAccount:
        """As the use case takes it."""
        return NewAccount(self.name, self.shown, self.role, self.language)


class RoleBody(NameBody):
    """Another role."""

    role: Role


class PasswordBody(NameBody):
    """Another password."""

    password: Password


@router.get("/accounts", dependencies=[needs(Right.ADMINISTER)])
def list_accounts(container: Wired) -> Json:
    """Who may log in, and at how many places they are."""
    return accounts_json(container.manage_accounts().list())


@router.post("/accounts", dependencies=[needs(Right.ADMINISTER)], status_code=HTTPStatus.CREATED)
def add_account(body: NewAccountBody, container: Wired, who: Who) -> Json:
    """Let somebody log in."""
    return account_json(container.manage_accounts().add(body.account, body.password.get_secret_value(), who))


@router.put("/accounts/role", dependencies=[needs(Right.ADMINISTER)])
def set_role(body: RoleBody, container: Wired, who: Who) -> Json:
    """Give somebody another role, from their next request on."""
    return account_json(container.manage_accounts().set_role(body.name, body.role, who))


@router.put("/accounts/password", dependencies=[needs(Right.ADMINISTER)])
def set_password(body: PasswordBody, container: Wired, who: Who) -> Json:
    """Give somebody another password; they are logged out everywhere."""
    return account_json(container.set_password().of(body.name, body.password.get_secret_value(), who))


@router.post("/accounts/disable", dependencies=[needs(Right.ADMINISTER)])
def disable(body: NameBody, container: Wired, who: Who) -> Json:
    """Let somebody log in no more; they are logged out everywhere."""
    return account_json(container.manage_accounts().disable(body.name, who))


@router.post("/accounts/enable", dependencies=[needs(Right.ADMINISTER)])
def enable(body: NameBody, container: Wired, who: Who) -> Json:
    """Let somebody log in again."""
    return account_json(container.manage_accounts().enable(body.name, who))


@router.post("/accounts/logout", dependencies=[needs(Right.ADMINISTER)])
def log_out_everywhere(body: NameBody, container: Wired, who: Who) -> Json:
    """Log somebody out everywhere: ``{ended}``, at how many places they were."""
    return {"ended": container.sessions().end_all(plain_name(body.name), who)}
