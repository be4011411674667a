"""Export: plan, agree by the hash, look back, and undo."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Query, Response

from entrypoints.http.bodies import ExportBody, PlanBody, UndoBody, UndoPlanBody
from entrypoints.http.caller import AnyPeriod, Language, WhichCompany, Who, Wired
from entrypoints.outcomes import export_outcome, plan_outcome
from entrypoints.presentation import Json, applied_json, exports_json, plan_json, proof_json, shown_export_json
from entrypoints.presentation.proof_sheets import WORKBOOK, proof_name, proof_sheets

router = APIRouter(tags=["export"])
FILES: Final[dict[int | str, dict[str, Any]]] = {
    200: {"content": {WORKBOOK: {"schema": {"type": "string", "format": "binary"}}}}
}


@router.post("/exports/plans")
def plan(body: PlanBody, container: Wired, who: Who, language: Language) -> Json:
    """What an export would change, and what stands in its way. Sends nothing.

    The outcome is ``ready`` when nothing does, ``differences`` when people are left behind, ``blocked`` when nothing
    can be sent.
    """
    prepared = container.prepare_export()(body.request, who)
    return {"outcome": plan_outcome(prepared), **plan_json(prepared, language)}


@router.post("/exports", status_code=HTTPStatus.CREATED)
def apply(body: ExportBody, container: Wired, who: Who, language: Language, response: Response) -> Json:
    """Carry out the plan that was agreed to: read again, change only the difference, read back.

    The outcome is ``proved``; ``differences`` when something else was found or people were left behind; ``blocked``
    when for that reason nothing was sent; ``unknown`` when it is not known yet what Nmbrs did, or something is under
    watch: it was given up and may still land. Then the same request may be sent again at any time: it reads back
    first, and sends nothing twice.
    """
    applied = container.apply_export()(body.request, body.plan, who)
    response.headers["location"] = f"/api/v1/exports/{applied.export.id}"
    return {**applied_json(applied, language), "outcome": export_outcome(applied)}


@router.get("/exports")
def list_exports(container: Wired, company: WhichCompany, period: AnyPeriod) -> Json:
    """The exports of a company, oldest first."""
    return exports_json(container.export_history().list(company, period))


@router.get("/exports/{export}")
def show_export(export: str, container: Wired, language: Language) -> Json:
    """One export with every change that it made, and whom it left behind."""
    return shown_export_json(container.export_history().show(export), language)


@router.get("/exports/{export}/proof", responses=FILES, response_model=None)
def prove_export(
    export: str,
    container: Wired,
    who: Who,
    language: Language,
    form: Annotated[Literal["json", "xlsx"], Query(alias="format")] = "json",
) -> Json | Response:
    """The proof of an export: who, when, what, and both sides of every line, compared with Nmbrs at this moment.

    Sends nothing and keeps nothing. ``verdict`` is ``proved``, ``differences`` or ``unknown``.
    """
    proof = container.prove_export()(export, who)
    if form == "json":
        return proof_json(proof, language)
    content = container.sheets().xlsx(list(proof_sheets(proof, language).values()))
    name = proof_name(proof)
    return Response(content, media_type=WORKBOOK, headers={"content-disposition": f'attachment; filename="{name}"'})


@router.post("/exports/{export}/undo/plans")
def plan_undo(export: str, body: UndoPlanBody, container: Wired, who: Who, language: Language) -> Json:
    """What would be taken back of an export, per person, and what stands in the way. Sends nothing.

    The outcome is that of any plan.
    """
    prepared = container.undo_export().plan(body.request_for(export), who)
    return {"outcome": plan_outcome(prepared), **plan_json(prepared, language)}


@router.post("/exports/{export}/undo", status_code=HTTPStatus.CREATED)
def undo(export: str, body: UndoBody, container: Wired, who: Who, language: Language, response: Response) -> Json:
    """Take back what an export changed, as the plan says that was agreed to; an export of its own, with that outcome.

    Here ``proved`` means that what stood in Nmbrs before stands there again. The same request may be sent again.
    """
    applied = container.undo_export()(body.request_for(export), body.plan, who)
    response.headers["location"] = f"/api/v1/exports/{applied.export.id}"
    return {**applied_json(applied, language), "outcome": export_outcome(applied)}
