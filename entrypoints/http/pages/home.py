"""Home: where every company stands, and what to do next."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from entrypoints.http.pages.here import Seeing
from entrypoints.http.pages.where import Where

router = APIRouter()


@router.get("/")
def home(here: Seeing, place: Where) -> Response:
    """The first page."""
    return here.page("home.html", place=place)
