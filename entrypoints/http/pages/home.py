"""Home: where every company stands, and what to do next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

from fastapi import APIRouter, Query
from starlette.responses import Response

from application.show_home import AtHome, Home, Standing
from domain.accounts import Right
from entrypoints.http.pages.here import Here, Seeing, company_id
from entrypoints.http.pages.links import link
from entrypoints.http.pages.texts import mark
from entrypoints.http.pages.where import Where
from entrypoints.presentation.status import to_do

router = APIRouter()
PAGE: Final = 100


@dataclass(frozen=True, slots=True)
class Shown:
    """How a standing is shown: the badge, a sentence, and the one thing to do next with its address."""

    tone: str
    badge: str
    sentence: str
    button: str
    address: str
    urgent: bool = True


STANDINGS: Final[Mapping[Standing, Shown]] = {
    Standing.INTERRUPTED: Shown(
        "stop",
        mark("Broken off"),
        mark("An export was broken off. Nothing is sent twice: exporting again first finds out what arrived."),
        mark("Export again"),
        "/export",
    ),
    Standing.MISSING: Shown(
        "stop",
        mark("Line missing"),
        mark("A line that was to be replaced is missing in Nmbrs. Exporting again writes it."),
        mark("Export again"),
        "/export",
    ),
    Standing.DIFFERENCES: Shown(
        "warn",
        mark("Differences"),
        mark("eitje and Nmbrs differ, and somebody has to say which is right."),
        mark("Look at the differences"),
        "/check",
    ),
    Standing.STOPPED: Shown(
        "warn",
        mark("Somebody is stopped"),
        mark("The hours are in, but something stands in the way for somebody."),
        mark("Look what it is"),
        "/export",
    ),
    Standing.CHANGED: Shown(
        "warn",
        mark("Changed since"),
        mark("Hours were imported after the export. Look whether something has to be sent as well."),
        mark("Look what changes"),
        "/export",
    ),
    Standing.UNKNOWN: Shown(
        "wait",
        mark("Not known yet"),
        mark("Of something that was sent it is not known yet whether it arrived. Nothing is sent twice."),
        mark("Find out"),
        "/export",
    ),
    Standing.NOT_READY: Shown(
        "note",
        mark("Not set up"),
        mark("A few things have to be set once before hours can be sent."),
        mark("Go on setting up"),
        "/setup",
    ),
    Standing.TO_SEND: Shown(
        "note",
        mark("To be sent"),
        mark("The hours are in and were not sent. Looking sends nothing."),
        mark("Look at the export"),
        "/export",
    ),
    Standing.NO_HOURS: Shown(
        "note",
        mark("Waiting for hours"),
        mark("Export the hours from eitje as a file, and drop that file here."),
        mark("Import hours"),
        "/hours/import",
    ),
    Standing.BUSY: Shown(
        "wait",
        mark("Being exported"),
        mark("Somebody is exporting now. Wait until that has ended."),
        mark("Look at the history"),
        "/history",
        urgent=False,
    ),
    Standing.SENT: Shown(
        "note",
        mark("Sent, not proved"),
        mark("Hours were sent. Checking puts both sides next to each other and proves them."),
        mark("Check"),
        "/check",
    ),
    Standing.PROVED: Shown(
        "good",
        mark("Proved"),
        mark("What was sent stands in Nmbrs, line by line. There is nothing to do."),
        mark("Look at the proof"),
        "/check",
        urgent=False,
    ),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One link of the chain of a period: ``state`` is ``done``, ``now`` or ``later``."""

    word: str
    state: str
    address: str


@router.get("/")
def home(
    here: Seeing,
    place: Where,
    company: Annotated[str | None, Query(max_length=64)] = None,
    q: Annotated[str, Query(max_length=100)] = "",
    standing: Annotated[str, Query(max_length=20)] = "",
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> Response:
    """One company calmly, or all of them with the most urgent first."""
    shown: Home = here.container.show_home()(company_id(company))
    if not shown.companies:
        return here.page("home/empty.html", setup=here.container.show_setup()(), may_set_up=here.may(Right.ADMINISTER))
    if len(shown.companies) == 1:
        (only,) = shown.companies
        several = len(place.companies) > 1
        return here.page(
            "home/one.html", place=place, home=shown, at=only, several=several, **_words(here, only, shown)
        )
    found = _filtered(shown.companies, q, standing)
    pages = max(1, -(-len(found) // PAGE))
    at = min(page, pages)
    return here.page(
        "home/many.html",
        home=shown,
        standings=STANDINGS,
        counts=Counter(each.standing for each in shown.companies),
        rows=found[(at - 1) * PAGE : at * PAGE],
        found=len(found),
        q=q,
        standing=standing,
        at=at,
        pages=pages,
        days_left=days_left,
        step=_button,
    )


@router.get("/what-waits")
def look_closer(here: Seeing, company: Annotated[str, Query(max_length=64)]) -> Response:
    """What of one company waits exactly, and where Nmbrs stands: this asks Nmbrs."""
    status = here.container.show_status()(company_id(company))
    with here.container.storage().read() as work:
        now = work.now()
    own = [item for item in to_do(status, now) if item.company == company or item.problem is not None]
    template = "home/closer.html" if here.partial else "home/closer_page.html"
    return here.page(template, status=status, companies=status.companies, items=own, now=now)


def days_left(at: AtHome, today: date) -> int | None:
    """Until the period closes; None once that is past, or when nothing of it has to be sent any more."""
    if at.closes is None or at.closes < today or at.standing is Standing.PROVED:
        return None
    return (at.closes - today).days


def _words(here: Here, at: AtHome, shown: Home) -> dict[str, object]:
    return {
        "state": STANDINGS[at.standing],
        "next": _button(at),
        "may_set_up": here.may(Right.ADMINISTER),
        "left": days_left(at, shown.today),
        "chain": _chain(at),
    }


def _button(at: AtHome) -> tuple[str, str]:
    """The one thing to do next: its word and its address."""
    chosen = STANDINGS[at.standing]
    if at.standing is Standing.NOT_READY:
        return chosen.button, link(chosen.address, company=at.company.id)
    return chosen.button, link(chosen.address, **at.place)


def _chain(at: AtHome) -> Sequence[Step]:
    """The steps of this period, up to the proof. The first that is not done is the one to do now."""
    sent = at.exported is not None and at.exported.result is not None
    done = {
        (mark("Hours in"), "/hours"): at.hours_until is not None,
        (mark("Looked at"), "/export"): at.looked_at or sent,
        (mark("Sent"), "/history"): sent,
        (mark("Proved"), "/check"): at.standing is Standing.PROVED,
    }
    steps: list[Step] = []
    reached = True
    for (word, address), true in done.items():
        state = "done" if true and reached else "now" if reached else "later"
        reached = reached and true
        steps.append(Step(word, state, link(address, **at.place)))
    return steps


def _filtered(companies: Sequence[AtHome], q: str, standing: str) -> list[AtHome]:
    wanted = q.strip().casefold()
    return [
        each
        for each in companies
        if (not standing or each.standing == standing)
        and (not wanted or wanted in f"{each.company.number} {each.company.name} {each.company.id}".casefold())
    ]
