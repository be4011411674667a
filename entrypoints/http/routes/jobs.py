"""Work in the background: start it, and follow it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http import HTTPStatus
from typing import Annotated, Any, Final

from fastapi import APIRouter, Body, Query, Request, Response
from starlette.responses import StreamingResponse

from domain.accounts import Right
from domain.jobs import Job, JobKind
from entrypoints.http.bodies import Work
from entrypoints.http.caller import AnyPeriod, Language, TheCaller, WhichCompany, Who, Wired, needs, require
from entrypoints.http.following import EVENT_STREAM, Event, ended_as, follow
from entrypoints.orders import start
from entrypoints.presentation.jobs import job_json, jobs_json
from entrypoints.presentation.values import Json

router = APIRouter(tags=["jobs"])

EVENTS: Final[dict[int | str, dict[str, Any]]] = {
    200: {"description": "Events", "content": {EVENT_STREAM: {"schema": {"type": "string"}}}}
}


@router.post("/jobs", status_code=HTTPStatus.ACCEPTED, dependencies=[needs(Right.OPERATE)])
def start_job(
    body: Annotated[Work, Body()],
    container: Wired,
    caller: TheCaller,
    who: Who,
    language: Language,
    response: Response,
) -> Json:
    """Start work in the background: ``order`` is the body of the direct request.

    The same order that waits or runs already is not started twice; that job is answered. It survives a restart of the
    server: whatever it was doing is begun anew, and nothing is sent twice. It asks for the same right as the direct
    request.
    """
    require(caller, JobKind(body.kind).right)
    job = start(container, JobKind(body.kind), body.order, who)
    response.headers["location"] = f"/api/v1/jobs/{job.id}"
    return job_json(job, language)


@router.get("/jobs", dependencies=[needs(Right.SEE)])
def list_jobs(
    container: Wired,
    company: WhichCompany,
    period: AnyPeriod,
    language: Language,
    running: Annotated[bool, Query(description="Only what waits or runs.")] = False,
) -> Json:
    """The latest work of a company and period, or of all, newest first."""
    return jobs_json(container.show_work().list(company, period, running), language)


@router.get("/jobs/{job}", dependencies=[needs(Right.SEE)])
def show_job(job: str, container: Wired, language: Language) -> Json:
    """How far it is, and how it ended."""
    return job_json(container.show_work()(job), language)


@router.get("/jobs/{job}/events", response_class=StreamingResponse, responses=EVENTS, dependencies=[needs(Right.SEE)])
def follow_job(job: str, request: Request, container: Wired, language: Language) -> StreamingResponse:
    """The same as server-sent events, each with the job as JSON: `progress` until it ends, then `done` or `failed`.

    Whoever connects again begins with the present state.
    """
    show = container.show_work()

    def render(seen: Job, _before: Job | None) -> Iterator[Event]:
        yield "progress" if seen.open else ended_as(seen), json.dumps(job_json(seen, language))

    return follow(request, show(job), show, render)
