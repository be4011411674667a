"""Export: choose what is sent, and begin the plan."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from application.find_place import Place
from domain.jobs import Job, JobKind
from entrypoints.http.pages.export_choice import first_form, form_of, given_in, narrowed, order_from, planned
from entrypoints.http.pages.forms import Form, Typed
from entrypoints.http.pages.here import Here, Operating, Seeing
from entrypoints.http.pages.links import link
from entrypoints.http.pages.where import Where, place_of
from entrypoints.http.pages.work import begin

router = APIRouter()
PLANNED = "/export/plan/{job}"
"""Where a plan is shown once it is made."""


@router.get("/export")
def choose(here: Seeing, place: Where, of: Annotated[str, Query(max_length=64)] = "") -> Response:
    """What to send; ``of`` is a plan whose choice is changed."""
    form = None
    if of:
        _, order = planned(here, of)
        place = place_of(here.request, order.company, order.period, order.contract_type.value)
        form = form_of(order)
    return _chosen(here, place, form)


@router.get("/export/plan")
def no_plan(here: Seeing) -> Response:
    """Whoever asks for the address of the form itself."""
    return here.go("/export")


@router.post("/export/plan")
def plan(here: Operating, typed: Typed) -> Response:
    """Begin the plan: Nmbrs is read in the background, and nothing is sent."""
    order = order_from(typed, here)
    if order is None:
        place = place_of(here.request, typed.shown("company"), typed.shown("period"), typed.shown("contract_type"))
        return _chosen(here, place, typed, HTTPStatus.UNPROCESSABLE_ENTITY)
    since = typed.shown("since")
    then = f"{PLANNED}?since={since}" if since.isalnum() else PLANNED
    back = link("/export", company=order.company, period=order.period, contract_type=order.contract_type.value)
    return begin(here, JobKind.PLAN, order, then, back)


def _chosen(here: Here, place: Place, form: Form | None, status: int = HTTPStatus.OK) -> Response:
    if place.company is None or place.period is None:
        return here.page("export/nothing.html", place=place)
    offer = here.container.offer_export()(place.company.id, place.contract_type, place.period, place.periods)
    asked = form or first_form(offer)
    return here.page(
        "export/choose.html",
        status,
        place=place,
        offer=offer,
        form=asked,
        narrowed=narrowed(asked),
        given=given_in(asked),
        pairs=lambda values: [(each, each) for each in values],
        running=_running(here, place),
    )


def _running(here: Here, place: Place) -> Job | None:
    """The export that runs now for this company, if there is one."""
    assert place.company is not None
    running = here.container.show_work().list(place.company.id, None, True)
    return next((job for job in running if job.kind.sends), None)
