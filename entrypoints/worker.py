"""What the workers of the serving process do: turn an order into the call of its use case."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

from application.do_work import DoWork
from application.ports.payroll import Progress
from application.ports.storage import Export
from domain.errors import ProductError
from domain.jobs import Job, JobKind, Result
from entrypoints.container import Container
from entrypoints.http.bodies import (
    ExportBody,
    PlanBody,
    ProbeBody,
    SyncBody,
    UndoOrder,
    UndoPlanOrder,
    VerifyBody,
)
from entrypoints.machine import examine
from entrypoints.orders import order_of
from entrypoints.outcomes import ExitCode, export_outcome, of_doctor, plan_outcome, verification_outcome

LOG = logging.getLogger(__name__)
Done = tuple[Result, object]
"""The result for the record, and what the use case answered."""


def worker(container: Container) -> DoWork:
    """A worker of this process."""

    def perform(job: Job, progress: Progress) -> Result:
        try:
            result, answer = _PERFORM[job.kind](container, job, progress)
        except ProductError:
            raise
        except Exception as error:
            raise _unforeseen(error) from error
        container.lately().keep(job.id, answer)
        return result

    hold = timedelta(seconds=container.settings().jobs_lease_time)
    return DoWork(container.storage(), perform, container.process_name(), hold)


@contextmanager
def working(container: Container) -> Iterator[None]:
    """Work is done while this is open, what an earlier process left first."""
    engine, doing = container.job_engine(), worker(container)
    engine.start(doing, doing.due)
    try:
        yield
    finally:
        if not engine.stop(container.settings().stop_time):
            LOG.warning("work in the background goes on at the next start")


def _unforeseen(error: Exception) -> ProductError:
    """Its message is left out, for it may name a person."""
    reference = secrets.token_hex(4)
    LOG.error("unforeseen error in the background, reference %s: %s", reference, type(error).__name__)
    LOG.debug("where it arose", exc_info=error)
    return ProductError("internal-error", reference=reference)


def _sync(container: Container, job: Job, progress: Progress) -> Done:
    order = order_of(job, SyncBody)
    use_case = container.sync_team_members()
    stored = not order.dry_run
    try:
        synced = use_case(order.company_id, job.who, order.dry_run, order.agreed, progress)
    except ProductError as error:
        if error.code != "sync-outdated" or not job.again:
            raise
        # Whoever had it before may have stored what was agreed, and died before saying so.
        synced = use_case(order.company_id, job.who, dry_run=True, progress=progress)
        if synced.differs:
            raise
    changes = synced.changes.values()
    return {
        "outcome": "changed" if synced.differs else "unchanged",
        "stored": stored,
        "hash": synced.hash,
        "new": sum(len(each.new) for each in changes),
        "changed": sum(len(each.changed) for each in changes),
        "gone": sum(len(each.gone) for each in changes),
        "matched": len(synced.matched),
        "lost": len(synced.lost),
    }, synced


def _rights(container: Container, job: Job, progress: Progress) -> Done:
    by = order_of(job, ProbeBody).by if job.kind is JobKind.PROBE else ""
    examined = examine(container, job.company, job.who, bool(by), by, progress)
    return {"outcome": "complete" if of_doctor(*examined) is ExitCode.DONE else "incomplete"}, examined


def _plan(container: Container, job: Job, progress: Progress) -> Done:
    prepared = container.prepare_export()(order_of(job, PlanBody).request, job.who, progress)
    return {"outcome": plan_outcome(prepared), "plan": prepared.plan.hash}, prepared


def _undo_plan(container: Container, job: Job, progress: Progress) -> Done:
    order = order_of(job, UndoPlanOrder)
    prepared = container.undo_export().plan(order.request, job.who, progress)
    return {"outcome": plan_outcome(prepared), "plan": prepared.plan.hash, "undoes": order.export}, prepared


def _export(container: Container, job: Job, progress: Progress) -> Done:
    order = order_of(job, ExportBody)
    apply = replace(container.apply_export(), owner=_lease_owner(job))
    applied = apply(order.request, order.plan, job.who, progress=progress)
    return {"outcome": export_outcome(applied), "plan": order.plan, "export": applied.export.id}, applied


def _undo(container: Container, job: Job, progress: Progress) -> Done:
    order = order_of(job, UndoOrder)
    undo = container.undo_export()
    undo = replace(undo, apply=replace(undo.apply, owner=_lease_owner(job)))
    said = {"plan": order.plan, "undoes": order.export}
    try:
        applied = undo(order.request, order.plan, job.who, progress=progress)
    except ProductError as error:
        before = _undone_before(container, job, order) if error.code == "undo-nothing" and job.again else None
        if before is None:
            raise
        outcome = before.result if before.result in ("proved", "differences") else "unknown"
        return {**said, "outcome": outcome, "export": before.id}, before
    return {**said, "outcome": export_outcome(applied), "export": applied.export.id}, applied


def _undone_before(container: Container, job: Job, order: UndoOrder) -> Export | None:
    """What whoever had this work before undid in full, and died before saying so."""
    with container.storage().read() as work:
        exports = work.ledger.exports(job.company, job.period)
    mine = (e for e in reversed(exports) if (e.plan, e.undoes) == (order.plan, order.export))
    return next((e for e in mine if job.started_at is not None and e.started_at >= job.started_at), None)


def _verify(container: Container, job: Job, progress: Progress) -> Done:
    order = order_of(job, VerifyBody)
    verified = container.verify_export()(order.company_id, order.period_ref, job.who, progress)
    differences = len({each.id for one in verified.verifications for each in one.differences})
    return {"outcome": verification_outcome(verified), "differences": differences}, verified


def _lease_owner(job: Job) -> str:
    """Whoever takes the work over takes its lease over too, at once and with a new fence, which shuts out the one who
    had it. What that one may have sent counts as unknown, as ever.
    """
    return f"job {job.id}"


_PERFORM: Mapping[JobKind, Callable[[Container, Job, Any], Done]] = {
    JobKind.SYNC: _sync,
    JobKind.RIGHTS: _rights,
    JobKind.PROBE: _rights,
    JobKind.PLAN: _plan,
    JobKind.UNDO_PLAN: _undo_plan,
    JobKind.EXPORT: _export,
    JobKind.UNDO: _undo,
    JobKind.VERIFY: _verify,
}
