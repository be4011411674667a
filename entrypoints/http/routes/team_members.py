"""Sync team members from Nmbrs, and who of the hours is who in Nmbrs."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from domain.accounts import Right
from entrypoints.http.bodies import ConfirmAllBody, LinkBody, PersonBody, SyncBody, UnlinkBody
from entrypoints.http.caller import Language, Who, Wired, needs
from entrypoints.presentation import (
    Json,
    confirmable_json,
    ignored_json,
    link_json,
    restored_json,
    roster_json,
    sync_json,
    unlinked_json,
)

router = APIRouter(tags=["sync"])


@router.post("/sync", dependencies=[needs(Right.OPERATE)])
def sync(body: SyncBody, container: Wired, who: Who) -> Json:
    """Take the team members from Nmbrs, or with ``dry_run`` only look at what would change.

    To store exactly what was looked at, send its hash as ``agreed``.
    """
    return sync_json(container.sync_team_members()(body.company_id, who, body.dry_run, body.agreed))


@router.get("/team-members", dependencies=[needs(Right.SEE)])
def list_team_members(container: Wired, language: Language) -> Json:
    """Everybody in the imported hours with whom they are or may be in Nmbrs, and the team members without hours."""
    return roster_json(container.match_team_members().list(), language)


@router.put("/team-members/links", dependencies=[needs(Right.OPERATE)])
def link(body: LinkBody, container: Wired, who: Who) -> Json:
    """Link a person to an employee; the company is the employee's own."""
    linked = container.match_team_members().link(body.person, body.employee_id, who, body.also, body.same_person)
    return link_json(linked)


@router.post("/team-members/links/removal", dependencies=[needs(Right.OPERATE)])
def unlink(body: UnlinkBody, container: Wired, who: Who) -> Json:
    """Say that a person is not that employee: neither id, address nor name links them again, until you do."""
    return unlinked_json(container.match_team_members().unlink(body.person, body.employee_id, who))


@router.get("/team-members/proposals", dependencies=[needs(Right.SEE)])
def show_proposals(container: Wired, language: Language, at_least: Annotated[int, Query(ge=0, le=100)] = 90) -> Json:
    """Whose proposal would be confirmed from that score on, under a hash, and who is left open. Changes nothing."""
    return confirmable_json(container.confirm_proposals().look(at_least), language)


@router.post("/team-members/proposals/confirmation", dependencies=[needs(Right.OPERATE)])
def confirm(body: PersonBody, container: Wired, who: Who) -> Json:
    """Confirm the one employee who may be meant by a person."""
    return link_json(container.confirm_proposals().one(body.person, who))


@router.post("/team-members/proposals/confirmations", dependencies=[needs(Right.OPERATE)])
def confirm_all(body: ConfirmAllBody, container: Wired, who: Who, language: Language) -> Json:
    """Confirm exactly the proposals that were shown under a hash."""
    return confirmable_json(container.confirm_proposals().all(body.at_least, body.agreed, who), language)


@router.post("/team-members/ignored", dependencies=[needs(Right.OPERATE)])
def ignore(body: PersonBody, container: Wired, who: Who) -> Json:
    """Leave a person out of every export, until they are linked or restored."""
    return ignored_json(container.match_team_members().ignore(body.person, who))


@router.post("/team-members/restored", dependencies=[needs(Right.OPERATE)])
def restore(body: PersonBody, container: Wired, who: Who) -> Json:
    """A person who was ignored counts again."""
    return restored_json(container.match_team_members().restore(body.person, who))
