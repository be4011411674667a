"""What came of an export: proved or not, line by line, what waits, and the proof to keep."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from application.export_history import ShownExport
from application.ports.sheets import Sheet
from application.ports.storage import Check, Export
from domain.amount import Amount
from domain.jobs import Job, JobKind
from domain.ledger import UNSETTLED, ChangeState, LedgerChange, Refusal
from domain.terms import EmployeeId
from domain.wage_period import PeriodRef
from entrypoints.http.bodies import ConsentBody, PlanBody
from entrypoints.http.pages.export_choice import CONSENTS, fields_of
from entrypoints.http.pages.here import Here, Seeing
from entrypoints.http.pages.where import place_of
from entrypoints.presentation.proof_sheets import WORKBOOK, facts, proof_name, proof_sheets, result

router = APIRouter()
ON_A_PAGE = 100


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of every change. ``waits`` are not known yet, ``until`` says when time will have told.

    ``watched`` were given up and may still land, until ``watched_until``. ``protected`` is the consent that opens the
    period, when Nmbrs refused lines because it is closed.
    """

    written: tuple[LedgerChange, ...]
    refused: tuple[LedgerChange, ...]
    waits: tuple[LedgerChange, ...]
    watched: tuple[LedgerChange, ...]
    lacking: tuple[LedgerChange, ...]
    protected: str | None

    @property
    def until(self) -> datetime | None:
        """When reading back decides about all that waits; None when only a person can."""
        return _latest(change.settle_at for change in self.waits if change.state is not ChangeState.SURPLUS)

    @property
    def watched_until(self) -> datetime | None:
        """When a reading ends the watch."""
        return _latest(change.watch_until for change in self.watched)

    @property
    def people(self) -> int:
        """For how many people something was written."""
        return len({change.employee for change in self.written})


@dataclass(frozen=True, slots=True)
class Printed:
    """A sheet on paper, without its empty columns. ``columns`` and ``numbers`` count from 0."""

    sheet: Sheet

    @property
    def columns(self) -> list[int]:
        """The columns that hold anything."""
        return [at for at in range(len(self.sheet.head)) if any(row[at] is not None for row in self.sheet.rows)]

    @property
    def numbers(self) -> frozenset[int]:
        """The columns with amounts."""
        return frozenset(at for row in self.sheet.rows for at, cell in enumerate(row) if isinstance(cell, Amount | int))


def _latest(moments: Iterable[datetime | None]) -> datetime | None:
    return max((each for each in moments if each is not None), default=None)


def outcome_of(shown: ShownExport, current: PeriodRef | None) -> Outcome:
    """What is on record about every change of an export."""
    changes = shown.changes
    refused = [c for c in changes if c.state in (ChangeState.REFUSED, ChangeState.NOT_LANDED)]
    closed = any(change.refusal is Refusal.PROTECTED_PERIOD for change in refused)
    ahead = current is not None and shown.export.selection.period > current
    return Outcome(
        tuple(c for c in changes if c.state is ChangeState.DONE),
        tuple(refused),
        tuple(c for c in changes if c.state in UNSETTLED),
        tuple(c for c in changes if c.watch_until is not None),
        tuple(c for c in changes if c.missing and c.state not in UNSETTLED),
        ("future" if ahead else "past") if closed else None,
    )


@router.get("/export/{export}")
def show(here: Seeing, export: str, page: Annotated[int, Query(ge=1, le=10_000)] = 1) -> Response:
    """How the export ended, from what is on record: the same after a restart, and for whoever looks."""
    shown = here.container.export_history().show(export)
    made = shown.export
    selection = made.selection
    with here.container.storage().read() as work:
        agreed = work.ledger.plan(made.plan)
        checks = {each.period: each for each in work.decisions.checks(selection.company)}
        holder = work.leases.holder(selection.company, selection.period) if made.result is None else None
        held = holder is not None and holder.expires_at > work.now()
        later = [e for e in work.ledger.exports(selection.company, selection.period) if e.started_at > made.started_at]
    outcome = outcome_of(shown, _current(agreed.basis.get("current period", "") if agreed else ""))
    place = place_of(here.request, selection.company, str(selection.period), selection.contract_type.value)
    # What asks for a look comes first; in the order in which it was sent otherwise.
    rank = {ChangeState.DONE: 1, ChangeState.DROPPED: 2}
    lines = sorted(shown.changes, key=lambda change: rank.get(change.state, 0))
    pages = -(-len(lines) // ON_A_PAGE)
    at = min(page, max(1, pages))
    return here.page(
        "export/result.html",
        shown=shown,
        names=_names(shown),
        export=made,
        place=place,
        outcome=outcome,
        lines=lines[(at - 1) * ON_A_PAGE : at * ON_A_PAGE],
        at=at,
        pages=pages,
        check=_after(made, checks.get(selection.period)),
        later=later,
        running=_running(here, made),
        holder=holder if held else None,
        order=fields_of(_order(made)),
        consents=CONSENTS,
    )


@router.get("/export/{export}/proof")
def proof(here: Seeing, export: str) -> Response:
    """The proof, to print or to keep. Both sides are compared anew for it."""
    made = here.container.prove_export()(export, here.who)
    sheets = proof_sheets(made, here.language)
    return here.page(
        "export/proof.html",
        proof=made,
        export=made.shown.export,
        facts=facts(made, here.language),
        sheets=[Printed(sheet) for name, sheet in sheets.items() if name != "summary" and sheet.rows],
        verdict=result(made, here.language),
    )


@router.get("/export/{export}/proof.xlsx")
def workbook(here: Seeing, export: str) -> Response:
    """The same as a workbook."""
    made = here.container.prove_export()(export, here.who)
    content = here.container.sheets().xlsx(list(proof_sheets(made, here.language).values()))
    headers = {"content-disposition": f'attachment; filename="{proof_name(made)}"'}
    return Response(content, media_type=WORKBOOK, headers=headers)


def _current(text: str) -> PeriodRef | None:
    return PeriodRef.parse(text) if text else None


def _after(export: Export, check: Check | None) -> Check | None:
    """A check that was made after the export ended."""
    ended = export.ended_at
    return check if check is not None and (ended is None or check.at > ended) else None


def _running(here: Here, export: Export) -> Job | None:
    """The work that does this very export now."""
    if export.result is not None:
        return None
    selection = export.selection
    running = here.container.show_work().list(selection.company, selection.period, True)
    return next((job for job in running if job.kind in (JobKind.EXPORT, JobKind.UNDO)), None)


def _names(shown: ShownExport) -> dict[EmployeeId, str]:
    """How to name everybody: by name, and by number too where two share a name."""
    concerned = {change.employee for change in shown.changes}
    names = {employee: shown.names.get(employee, employee) for employee in concerned}
    shared = Counter(names.values())
    return {who: f"{name} ({who})" if shared[name] > 1 else name for who, name in names.items()}


def _order(export: Export) -> PlanBody:
    """The same choice once more."""
    chosen = export.selection
    return PlanBody(
        company=chosen.company,
        period=str(chosen.period),
        contract_type=chosen.contract_type,
        parts=sorted(chosen.parts),
        people=sorted(chosen.people or ()),
        venues=sorted(chosen.venues or ()),
        teams=sorted(chosen.teams or ()),
        carry=[str(each) for each in sorted(chosen.carry)],
        consents=[ConsentBody.model_validate({"what": each.what, "by": each.by}) for each in export.consents],
    )
