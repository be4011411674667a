"""The HTTP interface: the five stories as pages, and as JSON under ``/api/v1`` for programs."""

from __future__ import annotations

from typing import Any, Final

from fastapi import APIRouter, Depends, FastAPI
from fastapi.security import HTTPBearer

from entrypoints.container import Container
from entrypoints.http.answers import answer_to
from entrypoints.http.caller import Wired
from entrypoints.http.gate import HEALTH, Gate, key_digest
from entrypoints.http.pages.site import add_pages
from entrypoints.http.problems import MEDIA_TYPE, Problem, answer_problems
from entrypoints.http.routes import (
    activation,
    allowances,
    checks,
    exports,
    findings,
    notifications,
    overview,
    settings,
    team_members,
    timecards,
)
from entrypoints.presentation import Json

API: Final = "/api/v1"

DESCRIPTION: Final = """\
Carries hours, days and meals from eitje to Visma Nmbrs: once, completely, into the right wage period, and proves it.

Send the key as `Authorization: Bearer KEY`. Everybody who calls has the same key, so the audit trail names the server's
own actor: `api: ACTOR`. With a header `X-Actor: NAME` it says for whom the program calls, as the program's word:
`api: ACTOR for NAME`.

Amounts are texts with two decimals, a wage period is written `2026-10`. `outcome` says in a word what the command line
says with its exit code: `proved`, `differences`, `blocked` or `unknown`, and of a plan without objections `ready`.

What goes wrong is answered as `application/problem+json` with a stable `code`, in English or Dutch (`Accept-Language`).
"""

# What a program is told: a problem can follow every request. Named `default`, it takes the place of the framework's own
# description of invalid requests, which is not what is answered here.
PROBLEMS: Final[dict[int | str, dict[str, Any]]] = {
    "default": {"description": "A problem", "content": {MEDIA_TYPE: {"schema": Problem.model_json_schema()}}}
}


def create_app(container: Container) -> FastAPI:
    """The application on this container. Raises ``http-key-missing`` unless the settings hold a key."""
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
    app.get(HEALTH, tags=["health"])(health)
    # The gate checks the key; this only says in the description that there is one.
    stories = APIRouter(prefix=API, dependencies=[Depends(HTTPBearer(auto_error=False))], responses=PROBLEMS)
    for room in (
        activation,
        team_members,
        settings,
        allowances,
        timecards,
        overview,
        exports,
        findings,
        checks,
        notifications,
    ):
        stories.include_router(room.router)
    app.include_router(stories)
    add_pages(app)
    answer_problems(app, answer_to)
    app.add_middleware(Gate, key=key, uploads=frozenset({f"{API}/timecards", "/hours/import"}), answer=answer_to)
    return app


def health(container: Wired) -> Json:
    """That this runs, and on which Nmbrs: ``live``, ``sandbox`` or ``demo``. Asks neither Nmbrs nor the database."""
    return {"status": "ok", "nmbrs": container.kind()}
