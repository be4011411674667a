"""The button *Sync Nmbrs*: what would change, and storing exactly that."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from application.sync_team_members import Synced
from domain.errors import ProductError
from entrypoints.http.pages.forms import Typed
from entrypoints.http.pages.here import Here, Operating
from entrypoints.http.pages.team_members import HOW
from entrypoints.http.pages.texts import mark
from entrypoints.presentation import sync_json

router = APIRouter()

SYNCED = mark("The team members are those of Nmbrs now: %(new)s added, %(changed)s changed, %(gone)s left.")
OUTDATED = mark("Nmbrs says something else than what you looked at. This is what would change now.")
FIELDS = {
    "number": mark("Number"),
    "name": mark("Name"),
    "emails": mark("E-mail addresses"),
    "employments": mark("Employment"),
    "contracts": mark("Contract"),
    "schedules": mark("Schedule"),
}
"""What is said to differ; the parts of a name go with the name."""


@router.get("/team-members/sync")
def look(here: Operating) -> Response:
    """What would change. Nothing is stored."""
    return _preview(here, _sync(here))


@router.post("/team-members/sync")
def store(here: Operating, typed: Typed) -> Response:
    """Store exactly what was looked at."""
    agreed = typed.text("agreed", here.say)
    if agreed is None:
        raise ProductError("request-invalid", detail="agreed")
    try:
        done = _sync(here, agreed)
    except ProductError as error:
        if error.code != "sync-outdated":
            raise
        return _preview(here, _sync(here), here.say(OUTDATED))
    counts = {
        name: sum(len(getattr(each, name)) for each in done.changes.values()) for name in ("new", "changed", "gone")
    }
    return here.go("/team-members", here.say(SYNCED, **counts))


def _sync(here: Here, agreed: str | None = None) -> Synced:
    """The only place that asks Nmbrs: to look, or to store what was agreed to."""
    synced: Synced = here.container.sync_team_members()(None, here.who, agreed is None, agreed)
    return synced


def _preview(here: Here, found: Synced, outdated: str = "") -> Response:
    names = {each.id: each.name for each in here.container.find_place()().companies}
    return here.page(
        "team_members/sync.html",
        found=found,
        told=sync_json(found),
        fields=FIELDS,
        how=HOW,
        company_names=names,
        outdated=outdated,
    )
