"""Work in the background: begin it, see how far it is, and go on to what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Final
from urllib.parse import quote

from fastapi import APIRouter, Query
from starlette.responses import Response

from domain.jobs import Job, JobKind
from entrypoints.http.bodies import Body
from entrypoints.http.following import Event, ended_as, follow
from entrypoints.http.pages.here import Here, Seeing
from entrypoints.http.pages.language import local
from entrypoints.http.pages.links import link
from entrypoints.http.pages.rendering import environment
from entrypoints.orders import start

router = APIRouter()
LONGEST: Final = 500
Address = Annotated[str | None, Query(max_length=LONGEST)]


def begin(here: Here, kind: JobKind, order: Body, then: str, back: str) -> Response:
    """Begin it, and go to the page that shows how far it is. The way a form ends that starts long work.

    ``then`` is the address of what comes of it, with the names of its result in braces, such as ``/exports/{export}``;
    ``{job}`` is always there. ``back`` is where the visitor can go when it failed. Raises at once what can be said
    without Nmbrs. The same order that waits or runs already is not begun twice.
    """
    return here.go(work_address(start(here.container, kind, order, here.who), then, back))


def work_address(job: Job, then: str, back: str) -> str:
    """Where that work is shown, for a link to what runs already."""
    return link(f"/jobs/{job.id}", then=then, back=back)


@router.get("/jobs/{job}")
def show_work(job: str, here: Seeing, then: Address = None, back: Address = None) -> Response:
    """How far it is; when it has ended, what came of it."""
    found = here.container.show_work()(job)
    if then and not found.open and found.problem is None:
        return here.go(_result(found, then))
    with here.container.storage().read() as work:
        names = {company.id: company.name for company in work.settings.companies()}
    company = names.get(found.company, "") if found.company else ""
    who = found.who.partition(": ")[2] or found.who
    return here.page("work/show.html", job=found, then=then, back=_back(back), company=company, who=who)


@router.get("/jobs/{job}/events")
def follow_work(job: str, here: Seeing, then: Address = None, back: Address = None) -> Response:
    """Pieces of that page as server-sent events: ``doing`` when it does something else, ``progress``, and the end."""
    show = here.container.show_work()

    def piece(name: str, seen: Job) -> str:
        template = environment(here.language).get_template("work/piece.html")
        return template.render(piece=name, job=seen, then=then, back=_back(back))

    def render(seen: Job, before: Job | None) -> Iterator[Event]:
        if not seen.open:
            yield ended_as(seen), piece("ended", seen)
            return
        if before is None or _doing(before) != _doing(seen):
            yield "doing", piece("doing", seen)
        yield "progress", piece("bar", seen)

    return follow(here.request, show(job), show, render)


def _doing(job: Job) -> tuple[object, ...]:
    return (job.state, job.phase, job.again)


def _back(address: str | None) -> str | None:
    return local(address) if address else None


def _result(job: Job, then: str) -> str:
    """The address with the names filled in; the first page when it is not one on this site."""
    for name, value in {**job.result, "job": job.id}.items():
        then = then.replace(f"{{{name}}}", quote(str(value), safe=""))
    return local(then)
