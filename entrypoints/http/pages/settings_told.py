"""The list of what was told: unread first, and marked as read."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from application.read_notifications import Told
from domain.errors import ProductError
from domain.notifications import Notification, NotificationKind, WhoActs
from entrypoints.http.pages.here import Here, Operating, Seeing
from entrypoints.http.pages.links import link
from entrypoints.http.pages.texts import mark

router = APIRouter()

ADDRESS: Final = "/notifications"
ON_A_PAGE: Final = 100
NUMBERS: Final = 2**31 - 1
READ = mark("Everything is marked as read.")
ROOMS: Final = {
    NotificationKind.SYNC_FAILED: "/team-members",
    NotificationKind.PEOPLE_CHANGED: "/team-members",
    NotificationKind.EXPORT_DONE: "/check",
    NotificationKind.WATCH_ENDED: "/check",
    NotificationKind.DIFFERENCES_FOUND: "/check",
    NotificationKind.PERIOD_CLOSING: "/export",
    NotificationKind.TOKEN_REFUSED: "/settings",
}
"""Where to see more, or to do something about it."""
WHO: Final = {
    WhoActs.USER: mark("You can do something about it."),
    WhoActs.PAYROLL_OFFICE: mark("The payroll office can do something about it."),
    WhoActs.NOBODY: mark("Nobody has to do anything."),
}


@router.get(ADDRESS)
def told(here: Seeing, page: Annotated[int, Query(ge=1, le=100_000)] = 1) -> Response:
    """Unread first, then the newest."""
    shown = here.container.read_notifications().show()
    ordered = sorted(shown.notifications, key=lambda each: (each.read_at is not None, -each.number))
    pages = max(1, -(-len(ordered) // ON_A_PAGE))
    at = min(page, pages)
    return here.page(
        "settings_notifications/told.html",
        told=shown,
        notifications=ordered[(at - 1) * ON_A_PAGE : at * ON_A_PAGE],
        at=at,
        pages=pages,
        who_acts=WHO,
        room=lambda each: room_of(shown, each),
        problem=lambda mail: _problem(here, mail.problem, mail.said),
    )


def room_of(shown: Told, told: Notification) -> str:
    """The address of the room where something can be done; without the company when it takes part no more."""
    company = told.company if told.company in shown.companies else None
    address = ROOMS[told.kind]
    if address == "/check" or address == "/export":
        kind = told.values.get("contract_type")
        return link(address, company=company, period=told.period, contract_type=kind)
    return link(address, company=company)


def _problem(here: Here, code: str, said: str) -> str:
    return ProductError(code, said=said).what(here.language) if code else ""


@router.post(f"{ADDRESS}/read")
def read_all(here: Operating) -> Response:
    """Mark all as read."""
    here.container.read_notifications().read_all(here.who)
    return here.go(ADDRESS, here.say(READ))


@router.post(f"{ADDRESS}/{{number}}/read")
def read(here: Operating, number: Annotated[int, Path(ge=1, le=NUMBERS)]) -> Response:
    """Mark one as read."""
    here.container.read_notifications().read(number, here.who)
    return here.go(ADDRESS)
