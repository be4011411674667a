"""The first steps: from the API token to the first plan. Where somebody is follows from what is stored."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query
from starlette.responses import Response

from application.show_setup import Setup, SetupStep
from domain.errors import ProductError
from entrypoints.http.pages import choosing_companies, connecting, rights_shown
from entrypoints.http.pages.forms import Form, Typed
from entrypoints.http.pages.here import Administering, Here
from entrypoints.http.pages.links import link
from entrypoints.http.pages.texts import mark
from entrypoints.machine import examine

router = APIRouter()

STEPS: Final = {
    SetupStep.CONNECT: mark("Connect"),
    SetupStep.COMPANIES: mark("Companies"),
    SetupStep.RIGHTS: mark("Rights"),
    SetupStep.SYNC: mark("Team members"),
    SetupStep.PERIOD: mark("Wage period"),
    SetupStep.CODES: mark("Codes"),
    SetupStep.DONE: mark("Done"),
}
MOST_AT_ONCE: Final = 20
"""Companies whose team members are read while somebody waits; more are read with their progress shown."""
PAGE: Final = 50
WhichCompany = Annotated[str | None, Query(max_length=64)]
WhichPage = Annotated[int, Query(ge=1, le=10_000)]


def address_of(step: SetupStep) -> str:
    """Where that step is."""
    return f"/setup/{step}"


def shown(here: Here, step: SetupStep, setup: Setup, status: int = HTTPStatus.OK, /, **values: Any) -> Response:
    """A step as a page, with the way through all of them."""
    ways = [(address_of(each), word, each in setup.done, each is step) for each, word in STEPS.items()]
    return here.page(f"setup/{step}.html", status, setup=setup, ways=ways, step=step, **values)


@router.get("/setup")
def go_on(here: Administering, company: WhichCompany = None) -> Response:
    """On to the first step that is not done."""
    return here.go(link(address_of(here.container.show_setup()().now), company=company))


@router.get("/setup/connect")
def show_connect(here: Administering) -> Response:
    """What is asked to connect with Nmbrs, or with what it is connected."""
    return shown(here, SetupStep.CONNECT, here.container.show_setup()(), form=Form())


@router.post("/setup/connect")
def connect(here: Administering, typed: Typed) -> Response:
    """Try the e-mail and token, and list the companies."""
    activated = connecting.connect(here, typed)
    if activated is not None:
        return here.go(address_of(SetupStep.COMPANIES), connecting.connected(here, activated))
    setup = here.container.show_setup()()
    return shown(here, SetupStep.CONNECT, setup, HTTPStatus.UNPROCESSABLE_ENTITY, form=typed)


@router.get("/setup/companies")
def show_companies(here: Administering, page: WhichPage = 1) -> Response:
    """Which companies take part, and which venues each pays."""
    setup = here.container.show_setup()()
    if not setup.connections:
        return here.go(address_of(SetupStep.CONNECT))
    return _companies(here, setup, page, None)


@router.post("/setup/companies")
def choose_companies(here: Administering, typed: Typed, page: WhichPage = 1) -> Response:
    """Store it for the companies of this page."""
    setup = here.container.show_setup()()
    own = setup.companies[(page - 1) * PAGE : page * PAGE]
    chosen = choosing_companies.choose(here, typed, own)
    if chosen is None:
        return _companies(here, setup, page, typed)
    if page * PAGE < len(setup.companies):
        return here.go(link(address_of(SetupStep.COMPANIES), page=page + 1), here.say("Saved."))
    if not here.container.show_setup()().linked:
        typed.wrong("", here.say("At least one company has to take part."))
        return _companies(here, here.container.show_setup()(), page, typed)
    return here.go(address_of(SetupStep.RIGHTS))


def _companies(here: Here, setup: Setup, page: int, typed: Form | None) -> Response:
    pages = max(1, -(-len(setup.companies) // PAGE))
    at = min(page, pages)
    own = setup.companies[(at - 1) * PAGE : at * PAGE]
    form = typed or choosing_companies.filled(own, only_one=len(setup.companies) == 1)
    status = HTTPStatus.OK if typed is None else HTTPStatus.UNPROCESSABLE_ENTITY
    return shown(here, SetupStep.COMPANIES, setup, status, form=form, rows=own, at=at, pages=pages)


@router.get("/setup/rights")
def show_rights(here: Administering) -> Response:
    """What the rights are needed for; what is there is asked of Nmbrs by the page itself."""
    setup = here.container.show_setup()()
    return shown(here, SetupStep.RIGHTS, setup) if setup.linked else here.go(address_of(setup.now))


@router.get("/setup/rights/found")
def find_rights(here: Administering) -> Response:
    """What the user may do, tested by reading, with the list for the payroll office."""
    machine, found = examine(here.container, None, here.who)
    values = {
        "machine": rights_shown.problems(machine),
        "environments": [rights_shown.shown_rights(here, each) for each in found],
        "states": rights_shown.STATES,
    }
    if here.partial:
        return here.page("setup/rights_found.html", **values)
    return shown(here, SetupStep.RIGHTS, here.container.show_setup()(), **values)


@router.get("/setup/sync")
def show_sync(here: Administering) -> Response:
    """What is taken from Nmbrs; what it would be is asked of Nmbrs by the page itself."""
    setup = here.container.show_setup()()
    if not setup.linked:
        return here.go(address_of(setup.now))
    return shown(here, SetupStep.SYNC, setup, many=len(setup.linked) > MOST_AT_ONCE)


@router.get("/setup/sync/found")
def look_at_sync(here: Administering) -> Response:
    """The team members that Nmbrs has; nothing is stored."""
    synced = here.container.sync_team_members()(None, here.who, dry_run=True)
    setup = here.container.show_setup()()
    if here.partial:
        return here.page("setup/sync_found.html", synced=synced, setup=setup)
    return shown(here, SetupStep.SYNC, setup, synced=synced, many=False)


@router.post("/setup/sync")
def sync(here: Administering, typed: Typed) -> Response:
    """Store exactly what was shown."""
    agreed = typed.text("agreed", here.say)
    try:
        here.container.sync_team_members()(None, here.who, agreed=agreed or "")
    except ProductError as error:
        if error.code != "sync-outdated":
            raise
        return here.go(address_of(SetupStep.SYNC), here.say("Nmbrs has changed in the meantime. Look again."), "warn")
    return here.go(address_of(SetupStep.PERIOD), here.say("The team members were taken from Nmbrs."))


@router.get("/setup/done")
def show_done(here: Administering) -> Response:
    """What can be done now."""
    setup = here.container.show_setup()()
    return shown(
        here,
        SetupStep.DONE,
        setup,
        undecided=here.container.link_companies().undecided() if setup.connections else None,
    )
