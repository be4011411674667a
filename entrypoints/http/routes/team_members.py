"""Sync team members from Nmbrs, and who of the hours is who in Nmbrs."""

from __future__ import annotations

from fastapi import APIRouter

from entrypoints.http.bodies import LinkBody, PersonBody, SyncBody
from entrypoints.http.caller import Who, Wired
from entrypoints.presentation import Json, ignored_json, link_json, roster_json, sync_json

router = APIRouter(tags=["sync"])


@router.post("/sync")
def sync(body: SyncBody, container: Wired, who: Who) -> Json:
    """Take the team members from Nmbrs, or with ``dry_run`` only look at what would change."""
    return sync_json(container.sync_team_members()(body.company_id, who, body.dry_run))


@router.get("/team-members")
def list_team_members(container: Wired) -> Json:
    """Everybody in the imported hours with whom they are in Nmbrs, and the team members without hours."""
    return roster_json(container.match_team_members().list())


@router.put("/team-members/links")
def link(body: LinkBody, container: Wired, who: Who) -> Json:
    """Link a person to an employee; the company is the employee's own."""
    return link_json(container.match_team_members().link(body.person, body.employee_id, who))


@router.post("/team-members/ignored")
def ignore(body: PersonBody, container: Wired, who: Who) -> Json:
    """Leave a person out of every export, until they are linked."""
    return ignored_json(container.match_team_members().ignore(body.person, who))
