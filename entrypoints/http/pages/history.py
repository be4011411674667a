"""History: every export, what it changed, how to take it back, and the audit trail."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query
from starlette.responses import Response

from application.prepare_export import Prepared
from application.read_audit_trail import AuditQuestion
from application.undo_export import CONSENTS
from domain.errors import ProductError
from domain.jobs import JobKind
from entrypoints.http.bodies import UndoConsentBody, UndoOrder, UndoPlanOrder
from entrypoints.http.pages.acts import ACTS
from entrypoints.http.pages.forms import Form, Typed
from entrypoints.http.pages.here import Here, Paying, Seeing
from entrypoints.http.pages.links import link
from entrypoints.http.pages.where import Where
from entrypoints.http.pages.work import begin

router = APIRouter()
ON_A_PAGE = 100


@router.get("/history")
def history(here: Seeing, place: Where, page: Annotated[int, Query(ge=1)] = 1) -> Response:
    """The exports of a company, newest first."""
    if place.company is None:
        return here.page("check/nothing.html", place=place, title=here.say("History"))
    exports = list(reversed(here.container.export_history().list(place.company.id)))
    undone = {export.undoes: export.result == "proved" for export in exports if export.undoes}
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


@router.post("/history/{export}/undo/plan")
def plan_undo(here: Paying, export: str, typed: Typed) -> Response:
    """Work out what would be taken back, with the consents that are ticked, in the visitor's name."""
    consents = _consents(here, typed.many("consent"))
    here.container.export_history().show(export)
    then = link(_undo(export), consent=[each.what for each in consents])
    then += f"{'&' if consents else '?'}job={{job}}"
    order = UndoPlanOrder(export=export, consents=consents)
    return begin(here, JobKind.UNDO_PLAN, order, then=then, back=_back(export))


@router.get("/history/{export}/undo")
def show_undo(
    here: Paying,
    export: str,
    job: Annotated[str, Query(max_length=64)] = "",
    consent: Annotated[list[str] | None, Query(max_length=len(CONSENTS))] = None,
) -> Response:
    """What would be taken back, as work in the background found it."""
    shown, prepared = here.container.export_history().show(export), here.container.lately().get(job)
    if not isinstance(prepared, Prepared) or prepared.plan.basis.get("undoes") != shown.export.id:
        prepared = None
    return here.page("history/undo.html", shown=shown, prepared=prepared, consents=consent or [])


@router.post("/history/{export}/undo")
def undo(here: Paying, export: str, typed: Typed) -> Response:
    """Take back what was agreed to."""
    plan = typed.text("plan", here.say)
    if plan is None:
        raise ProductError("plan-unknown", plan="")
    order = UndoOrder(export=export, plan=plan, consents=_consents(here, typed.many("consent")))
    return begin(here, JobKind.UNDO, order, then="/history/{export}", back=_back(export))


def _undo(export: str) -> str:
    return f"{_back(export)}/undo"


def _back(export: str) -> str:
    return f"/history/{quote(export, safe='')}"


def _consents(here: Here, chosen: list[str]) -> list[UndoConsentBody]:
    by = here.visitor.name if here.visitor else ""
    known = {"future": UndoConsentBody(what="future", by=by), "days": UndoConsentBody(what="days", by=by)}
    return [known[what] for what in sorted(set(chosen)) if what in known]
