"""History: every export, what it changed, how to take it back, and the audit trail."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from application.ports.storage import Consent
from application.read_audit_trail import AuditQuestion
from application.undo_export import UndoRequest
from domain.errors import ProductError
from entrypoints.http.pages.acts import ACTS
from entrypoints.http.pages.forms import Form, Typed
from entrypoints.http.pages.here import Here, Paying, Seeing
from entrypoints.http.pages.where import Where

router = APIRouter()
ON_A_PAGE = 100


@router.get("/history")
def history(here: Seeing, place: Where, page: Annotated[int, Query(ge=1)] = 1) -> Response:
    """The exports of a company, newest first."""
    if place.company is None:
        return here.page("check/nothing.html", place=place)
    exports = list(reversed(here.container.export_history().list(place.company.id)))
    undone = {export.undoes for export in exports if export.undoes and export.result == "proved"}
    shown = exports[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    pages = -(-len(exports) // ON_A_PAGE)
    return here.page("history/list.html", place=place, exports=shown, undone=undone, at=page, pages=pages)


@router.get("/history/audit")
def audit(
    here: Seeing,
    who: Annotated[str, Query(max_length=200)] = "",
    action: Annotated[str, Query(max_length=60)] = "",
    about: Annotated[str, Query(max_length=200)] = "",
    first: Annotated[str, Query(max_length=20)] = "",
    last: Annotated[str, Query(max_length=20)] = "",
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Response:
    """Who did what, newest first."""
    form = Form.of(who=who, action=action, about=about, first=first, last=last)
    days = form.day("first", here.say, needed=False), form.day("last", here.say, needed=False)
    question = AuditQuestion(who.strip(), action, about.strip(), *days)
    trail = here.container.read_audit_trail()(question, (page - 1) * ON_A_PAGE, ON_A_PAGE)
    status = HTTPStatus.OK if form.ok else HTTPStatus.UNPROCESSABLE_ENTITY
    pages = -(-trail.found // ON_A_PAGE)
    return here.page("history/audit.html", status, trail=trail, form=form, at=page, pages=pages, acts=ACTS)


@router.get("/history/{export}")
def show(here: Seeing, export: str) -> Response:
    """One export with every change that it made."""
    shown = here.container.export_history().show(export)
    return here.page("history/export.html", shown=shown)


@router.get("/history/{export}/undo")
def plan_undo(here: Paying, export: str) -> Response:
    """What would be taken back."""
    return _undo_page(here, export, Form())


@router.post("/history/{export}/undo")
def undo(here: Paying, export: str, typed: Typed) -> Response:
    """Take back what was agreed to; with another consent than the plan had, the plan comes first again."""
    request = _request(export, typed)
    plan = typed.shown("plan")
    if plan:
        try:
            applied = here.container.undo_export()(request, plan, here.who)
        except ProductError as error:
            typed.refused(error, here.language)
        else:
            proved = applied.export.result == "proved"
            said = here.say("The export was taken back.") if proved else here.say("See what is still open.")
            return here.go(f"/history/{applied.export.id}", said, "good" if proved else "warn")
    return _undo_page(here, export, typed, HTTPStatus.UNPROCESSABLE_ENTITY if typed.errors else HTTPStatus.OK)


def _request(export: str, typed: Form) -> UndoRequest:
    by = typed.shown("by").strip()
    return UndoRequest(export, tuple(Consent(what, by) for what in typed.many("consent") if by))


def _undo_page(here: Here, export: str, typed: Form, status: int = HTTPStatus.OK) -> Response:
    shown = here.container.export_history().show(export)
    prepared = here.container.undo_export().plan(_request(export, typed), here.who)
    return here.page("history/undo.html", status, shown=shown, prepared=prepared, form=typed)
