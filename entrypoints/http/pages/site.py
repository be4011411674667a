"""Puts the pages into the application: every room, and the files that the browser needs."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, FastAPI
from starlette.staticfiles import StaticFiles

from entrypoints.http.pages import findings, home, hours, hours_import, language, team_members, team_sync
from entrypoints.http.pages.rendering import STATIC

ROOMS: Final = (home, language, hours, hours_import, team_members, team_sync, findings)


def add_pages(app: FastAPI) -> None:
    """All pages; they are no part of the description of the JSON routes."""
    pages = APIRouter(include_in_schema=False)
    for room in ROOMS:
        pages.include_router(room.router)
    app.include_router(pages)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
