"""What can be asked of workers: for each kind of work the body of the direct request, as canonical JSON and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final, TypeVar

from application.desk import known_company, the_company
from application.export_history import find_export
from application.ports.storage import UnitOfWork
from domain.jobs import Job, JobKind
from domain.terms import CompanyId
from domain.wage_period import PeriodRef
from entrypoints.container import Container
from entrypoints.http.bodies import (
    Body,
    ExportBody,
    OfCompany,
    PlanBody,
    ProbeBody,
    RightsBody,
    SyncBody,
    UndoOrder,
    UndoPlanOrder,
    VerifyBody,
)

ORDERS: Final[Mapping[JobKind, type[Body]]] = {
    JobKind.SYNC: SyncBody,
    JobKind.RIGHTS: RightsBody,
    JobKind.PROBE: ProbeBody,
    JobKind.PLAN: PlanBody,
    JobKind.UNDO_PLAN: UndoPlanOrder,
    JobKind.EXPORT: ExportBody,
    JobKind.UNDO: UndoOrder,
    JobKind.VERIFY: VerifyBody,
}

B = TypeVar("B", bound=Body)


def start(container: Container, kind: JobKind, order: Body, who: str) -> Job:
    """Start it, or return the same order that waits or runs already.

    Raises at once what can be said without Nmbrs: a company or an export that is not known, nothing selected.
    """
    if type(order) is not ORDERS[kind]:
        raise TypeError(f"{kind} is asked with {ORDERS[kind].__name__}")
    with container.storage().read() as work:
        order, company, period = _concerned(work, order)
    return container.start_work()(kind, _canonical(order), company, period, who)


def order_of(job: Job, shape: type[B]) -> B:
    """What was asked, as it was asked."""
    return shape.model_validate_json(job.order)


def _concerned(work: UnitOfWork, order: Body) -> tuple[Body, CompanyId | None, PeriodRef | None]:
    """The order with the company by name, so that the same order reads the same; and what it concerns."""
    if isinstance(order, UndoOrder | UndoPlanOrder):
        order.request.check()
        export = find_export(work, order.export)
        return order.model_copy(update={"export": export.id}), export.selection.company, export.selection.period
    if isinstance(order, PlanBody):
        order.request.check()
    if isinstance(order, PlanBody | VerifyBody):
        company = the_company(work, order.company_id)
        return order.model_copy(update={"company": company.id}), company.id, PeriodRef.parse(order.period)
    if isinstance(order, OfCompany) and order.company_id is not None:
        return order, known_company(work, order.company_id).id, None
    return order, None, None


def _canonical(order: Body) -> str:
    """Defaults left out, and lists of choices in an order of their own."""
    given = order.model_dump(mode="json", exclude_defaults=True)
    sorted_out = {
        name: sorted(set(value)) if isinstance(value, list) and all(isinstance(each, str) for each in value) else value
        for name, value in given.items()
    }
    return json.dumps(sorted_out, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
