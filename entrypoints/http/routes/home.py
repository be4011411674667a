"""Home and the first steps: where everything stands, from what is stored."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from domain.accounts import Right
from domain.terms import CompanyId
from entrypoints.http.caller import Wired, needs
from entrypoints.presentation import Json, home_json, setup_json

router = APIRouter(tags=["verify"])


@router.get("/home", dependencies=[needs(Right.SEE)])
def home(
    container: Wired,
    company: Annotated[str | None, Query(max_length=64, description="Only this one.")] = None,
) -> Json:
    """Where every company stands in its current period, the most urgent first. Asks nothing of Nmbrs."""
    return home_json(container.show_home()(CompanyId(company) if company else None))


@router.get("/setup", dependencies=[needs(Right.SEE)])
def setup(container: Wired) -> Json:
    """Which of the first steps are done, and which companies lack one. Asks nothing of Nmbrs."""
    return setup_json(container.show_setup()())
