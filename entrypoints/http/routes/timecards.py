"""Timecards: bring a file in, and see what became of each."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from domain.accounts import Right
from entrypoints.http.caller import AnyPeriod, Language, WhichCompany, WhichPeriod, Who, Wired, needs
from entrypoints.http.upload import covered_days, uploaded
from entrypoints.presentation import Json, import_json, timecards_json

router = APIRouter(tags=["export"])

FILE_IN_BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.post("/timecards", dependencies=[needs(Right.OPERATE)], openapi_extra=FILE_IN_BODY)
def import_timecards(
    container: Wired,
    who: Who,
    file: Annotated[Path, Depends(uploaded, scope="function")],
    period: AnyPeriod,
    covers: Annotated[tuple[date, date] | None, Depends(covered_days)],
    covers_venue: Annotated[str | None, Query(max_length=200, description="The one venue that a CSV covers.")] = None,
) -> Json:
    """Import a file of eitje, sent as the body; ``name`` is its name. All of it, or nothing."""
    return import_json(container.import_timecards()(file, who, period, covers, covers_venue))


@router.get("/timecards", dependencies=[needs(Right.SEE)])
def show_timecards(container: Wired, company: WhichCompany, period: WhichPeriod, language: Language) -> Json:
    """The timecards of a period, each with what became of it."""
    return timecards_json(str(period), container.show_timecards()(company, period), language)
