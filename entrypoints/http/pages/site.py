"""Puts the pages into the application: every room, and the files that the browser needs."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, FastAPI
from starlette.staticfiles import StaticFiles

from entrypoints.http.pages import (
    home,
    language,
    settings_companies,
    settings_environments,
    settings_index,
    settings_rights,
    setup,
    setup_pay,
)
from entrypoints.http.pages.rendering import STATIC

ROOMS: Final = (
    home,
    language,
    setup,
    setup_pay,
    settings_index,
    settings_companies,
    settings_environments,
    settings_rights,
)


def add_pages(app: FastAPI) -> None:
    """All pages; they are no part of the description of the JSON routes."""
    pages = APIRouter(include_in_schema=False)
    for room in ROOMS:
        pages.include_router(room.router)
    app.include_router(pages)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
