"""Settings: the log-ins for Nmbrs. A token goes in, and never comes out again."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from application.desk import the_connection
from application.environments import LinkedEnvironment
from domain.accounts import Right
from entrypoints.http.pages import connecting
from entrypoints.http.pages.forms import Form, Typed
from entrypoints.http.pages.here import Administering, Here, Seeing

router = APIRouter()

ADDRESS: Final = "/settings/environments"


@router.get(ADDRESS)
def list_environments(here: Seeing) -> Response:
    """All environments, each with its companies."""
    environments = here.container.environments().list()
    return here.page("settings/environments.html", environments=environments, may_set=here.may(Right.ADMINISTER))


@router.get(f"{ADDRESS}/new")
def new_environment(here: Administering) -> Response:
    """What is asked to add one."""
    return here.page("settings/environment.html", form=Form(), environment=None)


@router.post(f"{ADDRESS}/new")
def add_environment(here: Administering, typed: Typed) -> Response:
    """Add one, or replace the token of one that is there."""
    activated = connecting.connect(here, typed)
    if activated is None:
        return here.page("settings/environment.html", HTTPStatus.UNPROCESSABLE_ENTITY, form=typed, environment=None)
    return here.go("/settings/companies", connecting.connected(here, activated))


@router.get(f"{ADDRESS}/{{domain}}")
def show_environment(here: Administering, domain: str) -> Response:
    """One environment, to put in another token or to remove it."""
    found = _found(here, domain)
    form = Form.of(email=found.connection.email, own_link="off" if found.connection.own_link_off else "on")
    return here.page("settings/environment.html", form=form, environment=found)


@router.post(f"{ADDRESS}/{{domain}}")
def replace_token(here: Administering, typed: Typed, domain: str) -> Response:
    """Put this e-mail and token in the place of the old ones."""
    found = _found(here, domain)
    activated = connecting.connect(here, typed, found.connection.domain)
    if activated is None:
        return here.page("settings/environment.html", HTTPStatus.UNPROCESSABLE_ENTITY, form=typed, environment=found)
    return here.go(ADDRESS, connecting.connected(here, activated))


@router.post(f"{ADDRESS}/{{domain}}/removal")
def remove_environment(here: Administering, domain: str) -> Response:
    """Forget it and its token, unless companies of it take part. Nothing is changed in Nmbrs."""
    removed = here.container.environments().remove(domain, here.who)
    return here.go(ADDRESS, here.say("%(domain)s is removed.", domain=removed.connection.domain))


def _found(here: Here, domain: str) -> LinkedEnvironment:
    with here.container.storage().read() as work:
        connection = the_connection(work, domain)
    return next(each for each in here.container.environments().list() if each.connection == connection)
