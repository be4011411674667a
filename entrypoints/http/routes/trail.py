"""What is on record: the audit trail, and what is behind somebody's pay."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query

from application.read_audit_trail import AuditQuestion
from domain.accounts import Right
from domain.terms import EmployeeId
from entrypoints.http.caller import WhichCompany, WhichPeriod, Wired, needs
from entrypoints.presentation import Json, audit_trail_json, explained_json

router = APIRouter(tags=["verify"])

Piece = Annotated[str, Query(max_length=200)]


@router.get("/audit", dependencies=[needs(Right.SEE)])
def read_audit_trail(
    container: Wired,
    who: Piece = "",
    action: Annotated[str, Query(max_length=60, description="Whole, or the part before its dot.")] = "",
    about: Piece = "",
    first: date | None = None,
    last: date | None = None,
    skip: Annotated[int, Query(ge=0, le=10_000_000, description="Leave out so many of the newest.")] = 0,
    limit: Annotated[int, Query(ge=1, le=1000, description="At most so many.")] = 100,
) -> Json:
    """Who did what, newest first, and whether the chain of records is whole."""
    question = AuditQuestion(who, action, about, first, last)
    return audit_trail_json(container.read_audit_trail()(question, skip, limit))


@router.get("/pay/{employee}", dependencies=[needs(Right.SEE)])
def explain_pay(employee: str, container: Wired, company: WhichCompany, period: WhichPeriod) -> Json:
    """What is behind somebody's pay: entries of eitje, our lines, every change made. Asks nothing of Nmbrs."""
    return explained_json(container.explain_pay()(company, period, EmployeeId(employee)))
