"""The plan: look at it, confirm it, and have it sent."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from application.find_place import Place
from application.ports.storage import Export
from application.prepare_export import Prepared
from domain.errors import ProductError
from domain.jobs import Job, JobKind, JobState
from domain.pay_line import PayKind
from domain.plan import LineAction
from domain.wage_period import WagePeriod
from entrypoints.http.bodies import ExportBody, PlanBody
from entrypoints.http.pages.export_choice import CONSENTS, fields_of, planned
from entrypoints.http.pages.export_found import found_in
from entrypoints.http.pages.export_rows import (
    BASIS,
    STATES,
    VIEWS,
    Beside,
    Otherwise,
    Row,
    Total,
    beside_of,
    counted,
    otherwise_than,
    rows_of,
    totals_of,
)
from entrypoints.http.pages.forms import Form, Typed
from entrypoints.http.pages.here import Here, Paying, Seeing
from entrypoints.http.pages.where import place_of
from entrypoints.http.pages.work import begin, work_address
from entrypoints.orders import order_of

router = APIRouter()
ON_A_PAGE = 100
"""People on one page of a plan."""
RESULT = "/export/{export}"
SETTLED = ("proved", "differences")
"""How an export ends that there is no use in sending once more."""

LAPSES = ("plan-lapsed", "plan-unknown", "plan-for-other-selection", "export-blocked")
"""What says that a plan does not hold any more; after any other failure the same plan can be sent."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A plan that is still kept as a whole. ``problem`` is why sending it failed, if that was tried last."""

    job: Job
    order: PlanBody
    prepared: Prepared
    place: Place
    rows: list[Row]
    totals: list[Total]
    previous: WagePeriod | None
    otherwise: Otherwise | None
    problem: ProductError | None
    sent: Export | None
    running: Job | None

    @property
    def lapsed(self) -> bool:
        """Whether nobody can agree to it any more."""
        return self.problem is not None and self.problem.code in LAPSES

    @property
    def can_be_sent(self) -> bool:
        """Whether there is anything to confirm."""
        plan = self.prepared.plan
        return not plan.blocked and len(plan.left_behind) < len(plan.people) and not self.lapsed

    @property
    def removed(self) -> int:
        """How many of our lines the export takes away."""
        ready = self.prepared.plan.ready
        return sum(line.action is LineAction.REMOVE for person in ready for line in person.lines)

    @property
    def beside(self) -> list[Beside]:
        """Where ours comes on top of what others typed."""
        return beside_of(self.prepared.plan)

    @property
    def lines(self) -> int:
        """How many lines and numbers of days the export writes."""
        ready = self.prepared.plan.ready
        days = sum(person.days is not None and person.days.writes for person in ready)
        return sum(line.writes for person in ready for line in person.lines) + days


@router.get("/export/plan/{job}")
def look(
    here: Seeing,
    job: str,
    since: Annotated[str, Query(max_length=20)] = "",
    view: Annotated[str, Query(max_length=10)] = "",
    name: Annotated[str, Query(max_length=100)] = "",
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> Response:
    """What the export would do. Nothing is read anew: this is the plan that was made."""
    looked = _looked(here, job, since)
    if isinstance(looked, Response):
        return looked
    rows = looked.rows
    wanted = name.strip().casefold()
    fitting = [
        row
        for row in rows
        if row.fits(view) and (wanted in row.person.name.casefold() or wanted == (row.person.employee or ""))
    ]
    pages = -(-len(fitting) // ON_A_PAGE)
    at = min(page, max(1, pages))
    return here.page(
        "export/plan.html",
        looked=looked,
        plan=looked.prepared.plan,
        found=found_in(looked.prepared.plan, looked.prepared.set_aside),
        fields=fields_of(looked.order),
        place=looked.place,
        rows=fitting[(at - 1) * ON_A_PAGE : at * ON_A_PAGE],
        fitting=len(fitting),
        at=at,
        pages=pages,
        counts=counted(rows),
        view=view,
        name=name,
        since=since,
        views=VIEWS,
        states=STATES,
        basis=BASIS,
        consents=CONSENTS,
        settled=SETTLED,
        kinds={kind.value: kind for kind in PayKind},
    )


@router.get("/export/plan/{job}/confirm")
def confirm(here: Seeing, job: str) -> Response:
    """What will be sent, in one sentence."""
    looked = _looked(here, job)
    if isinstance(looked, Response):
        return looked
    if looked.sent is not None and looked.sent.result in SETTLED:
        said = here.say("This plan was sent already: here is the result. Nothing was sent a second time.")
        return here.go(f"/export/{looked.sent.id}", said, "note")
    if not looked.can_be_sent:
        return here.go(f"/export/plan/{job}")
    return here.page("export/confirm.html", looked=looked, plan=looked.prepared.plan, place=looked.place, form=Form())


@router.post("/export/plan/{job}/send")
def send(here: Paying, job: str, typed: Typed) -> Response:
    """Send the plan that was confirmed. Whoever presses twice, or in two tabs, comes to the same export."""
    made, order = planned(here, job)
    agreed = typed.shown("plan")
    if made.result.get("plan") != agreed:
        raise ProductError("plan-unknown", plan=agreed[:12])
    sent = _sent(here, order, agreed)
    if sent is not None and sent.result in SETTLED:
        said = here.say("This plan was sent already: here is the result. Nothing was sent a second time.")
        return here.go(f"/export/{sent.id}", said, "note")
    asked = ExportBody(**order.model_dump(), plan=agreed)
    return begin(here, JobKind.EXPORT, asked, RESULT, f"/export/plan/{job}")


def _looked(here: Here, job_id: str, since: str = "") -> Looked | Response:
    """The plan, or the page that says why it cannot be shown."""
    job, order = planned(here, job_id)
    place = place_of(here.request, order.company, order.period, order.contract_type.value)
    back = f"/export?of={job.id}"
    if job.open or job.problem is not None:
        return here.go(work_address(job, "/export/plan/{job}", back))
    kept, agreed = here.container.lately().get(job.id), str(job.result["plan"])
    sent, fields = _sent(here, order, agreed), fields_of(order)
    if not isinstance(kept, Prepared):
        shown = {"place": place, "job": job, "fields": fields, "hash": agreed, "sent": sent}
        return here.page("export/gone.html", HTTPStatus.OK, **shown)
    attempts = here.container.show_work().list(place.company.id if place.company else None, kept.plan.selection.period)
    mine = [each for each in attempts if each.kind is JobKind.EXPORT and order_of(each, ExportBody).plan == agreed]
    latest = next(iter(mine), None)
    problem = latest.problem if latest is not None and latest.state is JobState.FAILED else None
    previous = _before(place)
    offer = here.container.offer_export()
    held = offer.sent_before(kept.plan.selection, previous.ref) if previous is not None else {}
    with here.container.storage().read() as work:
        before = work.ledger.plan(since) if since else None
    otherwise = otherwise_than(before, kept.plan)
    return Looked(
        job,
        order,
        kept,
        place,
        rows_of(kept.plan, otherwise),
        totals_of(kept.plan, held),
        previous if held else None,
        otherwise,
        problem,
        sent,
        latest if latest is not None and latest.open else None,
    )


def _before(place: Place) -> WagePeriod | None:
    """The period before this one."""
    if place.period is None:
        return None
    return next((each for each in reversed(place.periods) if each.end < place.period.start), None)


def _sent(here: Here, order: PlanBody, agreed: str) -> Export | None:
    """The newest export of exactly this plan."""
    exports = here.container.export_history().list(order.company_id, order.request.period)
    return next((each for each in reversed(exports) if each.plan == agreed), None)
