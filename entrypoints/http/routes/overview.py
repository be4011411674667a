"""Overview: what a period comes to, before it is sent; as JSON, or as a file for a spreadsheet."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Response

from application.ports.sheets import CsvStyle
from application.show_overview import OverviewRequest
from domain.accounts import Right
from domain.errors import ProductError
from domain.pay_line import Part
from domain.terms import ContractType
from entrypoints.http.caller import Language, WhichCompany, WhichPeriod, Wired, needs
from entrypoints.presentation import Json, overview_json
from entrypoints.presentation.overview_sheets import overview_sheets

router = APIRouter(tags=["export"])

SEPARATORS = {"semicolon": ";", "comma": ",", "tab": "\t"}
DECIMALS = {"comma": ",", "point": "."}
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILES: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {
            "text/csv": {"schema": {"type": "string", "format": "binary"}},
            WORKBOOK: {"schema": {"type": "string", "format": "binary"}},
        }
    }
}


@router.get("/overview", dependencies=[needs(Right.SEE)], responses=FILES, response_model=None)
def overview(
    container: Wired,
    company: WhichCompany,
    period: WhichPeriod,
    language: Language,
    contract_type: ContractType | None = None,
    parts: Annotated[list[Part] | None, Query(max_length=len(Part), description="All by default.")] = None,
    by: Annotated[Literal["person", "day"], Query(description="The rows of a CSV.")] = "person",
    form: Annotated[Literal["json", "csv", "xlsx"], Query(alias="format")] = "json",
    separator: Annotated[Literal["semicolon", "comma", "tab"], Query(description="Of a CSV.")] = "semicolon",
    decimal: Annotated[Literal["comma", "point"], Query(description="Of a CSV.")] = "comma",
) -> Json | Response:
    """What a period comes to, per person and per day, held against the plan. Sends nothing and keeps nothing.

    ``ties_out`` says whether every total is what the plan says; ``left_out`` lists apart what is no part of it.
    """
    style = CsvStyle(SEPARATORS[separator], DECIMALS[decimal])
    if style.separator == style.decimal:
        raise ProductError("request-invalid", detail="separator and decimal: not both a comma")
    request = OverviewRequest(company, period, contract_type, frozenset(parts or ()))
    shown = container.show_overview()(request)
    if form == "json":
        return overview_json(shown, language)
    sheets, writer = overview_sheets(shown, language), container.sheets()
    if form == "xlsx":
        return _download(writer.xlsx(list(sheets.values())), WORKBOOK, f"overview-{period}.xlsx")
    content = writer.csv(sheets["people" if by == "person" else "days"], style)
    return _download(content, "text/csv; charset=utf-8", f"overview-{period}-{by}.csv")


def _download(content: bytes, kind: str, name: str) -> Response:
    return Response(content, media_type=kind, headers={"content-disposition": f'attachment; filename="{name}"'})
