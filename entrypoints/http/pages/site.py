"""Puts the pages into the application: every room, and the files that the browser needs."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter
from starlette.staticfiles import StaticFiles

from entrypoints.http.pages import (
    account,
    check,
    entry,
    export,
    export_plan,
    export_result,
    findings,
    history,
    home,
    hours,
    hours_import,
    language,
    settings_allowances,
    settings_companies,
    settings_environments,
    settings_findings,
    settings_index,
    settings_mapping,
    settings_mapping_file,
    settings_notifications,
    settings_rights,
    settings_rule,
    settings_told,
    settings_trial,
    settings_wage_periods,
    setup,
    setup_pay,
    team_members,
    team_sync,
    users,
    work,
)
from entrypoints.http.pages.rendering import STATIC

ROOMS: Final = (
    account,
    check,
    entry,
    export,
    export_plan,
    export_result,
    findings,
    history,
    home,
    hours,
    hours_import,
    language,
    settings_allowances,
    settings_companies,
    settings_environments,
    settings_findings,
    settings_index,
    settings_mapping,
    settings_mapping_file,
    settings_notifications,
    settings_rights,
    settings_rule,
    settings_told,
    settings_trial,
    settings_wage_periods,
    setup,
    setup_pay,
    team_members,
    team_sync,
    users,
    work,
)

OPEN_PAGES: Final = frozenset(
    {
        ("GET", "/login"),
        ("POST", "/login"),
        ("POST", "/logout"),
        ("GET", "/welcome"),
        ("POST", "/welcome"),
        ("POST", "/language"),
    }
)
"""Methods and addresses that answer before anybody logged in."""


def add_pages(table: APIRouter) -> None:
    """All pages; they are no part of the description of the JSON routes."""
    pages = APIRouter(include_in_schema=False)
    for room in ROOMS:
        pages.include_router(room.router)
    table.include_router(pages)
    table.mount("/static", StaticFiles(directory=STATIC), name="static")
