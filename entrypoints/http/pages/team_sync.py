"""The button *Sync Nmbrs*: what would change, and storing exactly that."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from application.sync_team_members import Synced
from domain.errors import ProductError
from domain.jobs import JobKind
from entrypoints.http.bodies import SyncBody
from entrypoints.http.pages.forms import Typed
from entrypoints.http.pages.here import Here, Operating
from entrypoints.http.pages.team_members import HOW
from entrypoints.http.pages.texts import mark
from entrypoints.http.pages.work import begin
from entrypoints.presentation import sync_json

router = APIRouter()

SYNCED = mark("The team members are those of Nmbrs now: %(new)s added, %(changed)s changed, %(gone)s left.")
FIELDS = {
    "number": mark("Number"),
    "name": mark("Name"),
    "emails": mark("E-mail addresses"),
    "employments": mark("Employment"),
    "contracts": mark("Contract"),
    "schedules": mark("Schedule"),
}
"""What is said to differ; the parts of a name go with the name."""


@router.post("/team-members/sync/look")
def look(here: Operating) -> Response:
    """Ask Nmbrs what would change. Nothing is stored."""
    order = SyncBody(dry_run=True)
    return begin(here, JobKind.SYNC, order, then="/team-members/sync?job={job}", back="/team-members")


@router.get("/team-members/sync")
def preview(here: Operating, job: Annotated[str, Query(max_length=64)] = "") -> Response:
    """What would change, as that work in the background found it; without it, the button to look."""
    found = here.container.lately().get(job)
    return _preview(here, found if isinstance(found, Synced) else None)


@router.post("/team-members/sync")
def store(here: Operating, typed: Typed) -> Response:
    """Store exactly what was looked at."""
    agreed = typed.text("agreed", here.say)
    if agreed is None:
        raise ProductError("request-invalid", detail="agreed")
    stored = "/team-members/sync/stored?new={new}&changed={changed}&gone={gone}"
    return begin(here, JobKind.SYNC, SyncBody(agreed=agreed), then=stored, back="/team-members/sync")


@router.get("/team-members/sync/stored")
def say_what_was_stored(here: Operating, new: int = 0, changed: int = 0, gone: int = 0) -> Response:
    """On to everybody, with what the sync came to."""
    return here.go("/team-members", here.say(SYNCED, new=new, changed=changed, gone=gone))


def _preview(here: Here, found: Synced | None) -> Response:
    names = {each.id: each.name for each in here.container.find_place()().companies}
    told = sync_json(found) if found is not None else None
    return here.page("team_members/sync.html", told=told, fields=FIELDS, how=HOW, company_names=names)
