"""Users: who may log in, in which role. An account is found by a mark, for addresses of pages end up in logs."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from application.manage_accounts import ListedAccount, NewAccount
from domain.accounts import LANGUAGES, SHORTEST_PASSWORD, Account, Role
from domain.errors import ProductError
from entrypoints.http.pages.forms import Form, Typed
from entrypoints.http.pages.here import Administering, Here
from entrypoints.http.pages.new_password import field_of, new_password
from entrypoints.http.pages.texts import mark

router = APIRouter()

ROLES: Final[Mapping[Role, str]] = {
    Role.VIEWER: mark("Viewer: sees everything and changes nothing."),
    Role.OPERATOR: mark("Operator: also syncs and matches team members, imports hours and makes plans. Sends nothing."),
    Role.PAYROLL: mark("Payroll: also exports, checks, undoes and decides about differences."),
    Role.ADMINISTRATOR: mark("Administrator: also the link with Nmbrs, the settings and the users."),
}
ADDED: Final = mark("%(name)s can log in now. Tell them the password in person.")
ROLE_SET: Final = mark("%(name)s has another role from now on.")
PASSWORD_SET: Final = mark("%(name)s has another password. Tell it in person.")
DISABLED: Final = mark("%(name)s can no longer log in, and is logged out everywhere.")
ENABLED: Final = mark("%(name)s can log in again, with the password of before.")
LOGGED_OUT: Final = mark("%(name)s is logged out everywhere.")


@router.get("/settings/users")
def users(here: Administering) -> Response:
    """Everybody who has an account."""
    listed = [(each, mark_of(each.account)) for each in here.container.manage_accounts().list()]
    return here.page("accounts/users.html", listed=listed)


@router.get("/settings/users/new")
def new_user(here: Administering) -> Response:
    """The form for somebody new."""
    return _new(here, Form.of(role=Role.VIEWER))


@router.post("/settings/users/new")
def add_user(here: Administering, typed: Typed) -> Response:
    """Add somebody."""
    shown, name = typed.text("shown", here.say), typed.text("name", here.say)
    role = typed.choice("role", here.say, Role)
    language = typed.one_of("language", here.say, LANGUAGES, needed=False)
    password = new_password(typed, here.say)
    if not typed.ok or shown is None or name is None or role is None or password is None:
        return _new(here, typed, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        added = here.container.manage_accounts().add(NewAccount(name, shown, role, language), password, here.who)
    except ProductError as error:
        typed.refused(error, here.language, field_of(error))
        return _new(here, typed, HTTPStatus.UNPROCESSABLE_ENTITY)
    return here.go("/settings/users", here.say(ADDED, name=added.shown))


@router.get("/settings/users/{user}")
def user(here: Administering, user: str) -> Response:
    """One account, and what can be done with it."""
    return _user(here, _found(here, user))


@router.post("/settings/users/{user}/role")
def set_role(here: Administering, user: str, typed: Typed) -> Response:
    """Give another role."""
    found = _found(here, user)
    role = typed.choice("role", here.say, Role)
    if role is None:
        return _user(here, found, role=typed)
    try:
        here.container.manage_accounts().set_role(found.account.name, role, here.who)
    except ProductError as error:
        typed.refused(error, here.language, field_of(error))
        return _user(here, found, role=typed)
    return here.go("/settings/users", here.say(ROLE_SET, name=found.account.shown))


@router.post("/settings/users/{user}/password")
def set_password(here: Administering, user: str, typed: Typed) -> Response:
    """Give another password."""
    found = _found(here, user)
    password = new_password(typed, here.say)
    if password is None:
        return _user(here, found, password=typed)
    try:
        here.container.set_password().of(found.account.name, password, here.who)
    except ProductError as error:
        typed.refused(error, here.language, field_of(error))
        return _user(here, found, password=typed)
    return here.go("/settings/users", here.say(PASSWORD_SET, name=found.account.shown))


@router.post("/settings/users/{user}/disable")
def disable(here: Administering, user: str) -> Response:
    """Let somebody log in no more."""
    return _done(here, user, DISABLED, lambda name: here.container.manage_accounts().disable(name, here.who))


@router.post("/settings/users/{user}/enable")
def enable(here: Administering, user: str) -> Response:
    """Let somebody log in again."""
    return _done(here, user, ENABLED, lambda name: here.container.manage_accounts().enable(name, here.who))


@router.post("/settings/users/{user}/logout")
def log_out(here: Administering, user: str) -> Response:
    """Log somebody out everywhere."""
    return _done(here, user, LOGGED_OUT, lambda name: here.container.sessions().end_all(name, here.who))


def mark_of(account: Account) -> str:
    """What stands for an account in an address."""
    return hashlib.sha256(account.name.encode()).hexdigest()[:16]


def _found(here: Here, user: str) -> ListedAccount:
    for each in here.container.manage_accounts().list():
        if mark_of(each.account) == user:
            return each
    raise ProductError("account-unknown", name=user)


def _done(here: Here, user: str, said: str, do: Callable[[str], object]) -> Response:
    found = _found(here, user)
    try:
        do(found.account.name)
    except ProductError as error:
        form = Form.of(role=found.account.role)
        form.refused(error, here.language)
        return _user(here, found, role=form)
    return here.go("/settings/users", here.say(said, name=found.account.shown))


def _new(here: Here, form: Form, status: int = HTTPStatus.OK) -> Response:
    return here.page("accounts/new.html", status, form=form, roles=ROLES, least=SHORTEST_PASSWORD)


def _user(here: Here, found: ListedAccount, role: Form | None = None, password: Form | None = None) -> Response:
    wrong = role is not None or password is not None
    return here.page(
        "accounts/user.html",
        HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK,
        account=found.account,
        sessions=found.sessions,
        address=f"/settings/users/{mark_of(found.account)}",
        role=role or Form.of(role=found.account.role),
        password=password or Form(),
        roles=ROLES,
        least=SHORTEST_PASSWORD,
    )
