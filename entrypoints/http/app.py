"""The HTTP interface: the five stories as pages, and as JSON under ``/api/v1`` for programs."""

from __future__ import annotations

from functools import cache
from typing import Final

from fastapi import APIRouter, Depends, FastAPI
from fastapi.security import APIKeyCookie, HTTPBearer
from starlette.routing import BaseRoute

from entrypoints.container import Container
from entrypoints.http.answers import answer_to
from entrypoints.http.caller import Wired
from entrypoints.http.doors import HEALTH, Doors
from entrypoints.http.gate import LARGEST_BODY, Gate, Rules
from entrypoints.http.identity import COOKIE, key_digest
from entrypoints.http.pages.site import OPEN_PAGES, add_pages
from entrypoints.http.problems import answer_problems, describe_problems, documented_problems
from entrypoints.http.routes import (
    accounts,
    activation,
    allowances,
    checks,
    exports,
    findings,
    home,
    jobs,
    notifications,
    offers,
    overview,
    session,
    settings,
    team_members,
    timecards,
    trail,
)
from entrypoints.presentation import Json

API: Final = "/api/v1"

OPEN: Final = frozenset({("POST", f"{API}/session")}) | OPEN_PAGES
"""What answers before anybody logged in, besides health and the files of the pages."""
LOOPBACK_ONLY: Final = Doors()

DESCRIPTION: Final = """\
Carries hours, days and meals from eitje to Visma Nmbrs: once, completely, into the right wage period, and proves it.

A program sends the key as `Authorization: Bearer KEY`, and may do everything. All programs have the same key, so the
audit trail names the server's own actor: `api: ACTOR`. With a header `X-Actor: NAME` it says for whom the program
calls, as the program's word: `api: ACTOR for NAME`. A person logs in at `/api/v1/session`, may do what their role
allows (`not-allowed` says what is needed), and is recorded as `web: ACCOUNT`.

Amounts are texts with two decimals, a wage period is written `2026-10`. `outcome` says in a word what the command line
says with its exit code: `proved`, `differences`, `blocked` or `unknown`, and of a plan without objections `ready`.

What goes wrong is answered as `application/problem+json` with a stable `code`, in English or Dutch (`Accept-Language`).
"""


def create_app(container: Container, doors: Doors = LOOPBACK_ONLY) -> FastAPI:
    """The application on this container. Raises ``http-key-too-short``."""
    key = key_digest(container.settings().http_key)
    app = FastAPI(
        title="eitje-nmbrs",
        description=DESCRIPTION,
        version="1",
        openapi_url=f"{API}/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        # What passes here is about people's pay; traces of requests and errors would carry it to other places.
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
    )
    app.state.container = container
    app.router.routes.extend(routes())
    answer_problems(app, answer_to)
    describe_problems(app)
    # A form with a file is read before its page is asked; the JSON route stops reading by itself.
    uploads = {f"{API}/timecards": None, "/hours/import": container.settings().file_bytes + LARGEST_BODY}
    rules = Rules(doors, key, uploads, OPEN)
    app.add_middleware(Gate, container=container, rules=rules, answer=answer_to)
    return app


@cache
def routes() -> tuple[BaseRoute, ...]:
    """All addresses; they are the same for every container, and making them takes a tenth of a second."""
    problems = documented_problems()
    # The gate looks at these; here they only stand in the description.
    known_by = [Depends(HTTPBearer(auto_error=False)), Depends(APIKeyCookie(name=COOKIE, auto_error=False))]
    stories = APIRouter(prefix=API, dependencies=known_by, responses=problems)
    for room in (
        session,
        accounts,
        activation,
        team_members,
        settings,
        allowances,
        timecards,
        overview,
        offers,
        exports,
        findings,
        checks,
        home,
        jobs,
        notifications,
        trail,
    ):
        stories.include_router(room.router)
    table = APIRouter()
    table.get(HEALTH, tags=["health"], responses=problems)(health)
    table.include_router(stories)
    add_pages(table)
    return tuple(table.routes)


def health(container: Wired) -> Json:
    """That this runs, and on which Nmbrs: ``live``, ``sandbox`` or ``demo``. Asks neither Nmbrs nor the database."""
    return {"status": "ok", "nmbrs": container.kind()}
