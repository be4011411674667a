"""Settings: when a warning comes, and which ones do not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from http import HTTPStatus
from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from application.find_place import Place
from domain.amount import Amount
from domain.errors import ProductError
from domain.finding_settings import FindingChange, FindingSettings
from domain.findings import SWITCHABLE
from entrypoints.http.pages.forms import Form, Typed
from entrypoints.http.pages.here import Administering, Here, Seeing
from entrypoints.http.pages.links import link
from entrypoints.http.pages.texts import mark
from entrypoints.http.pages.where import Where
from entrypoints.presentation.findings import read_duration

router = APIRouter()

ADDRESS: Final = "/settings/findings"
SAVED = mark("What you see from now on is stored.")
NO_DURATION = mark("Write hours and minutes, such as 16:00.")
NO_HOURS = mark("Write hours with at most two decimals, such as 8 or 7,50.")
_HOURS = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{1,2})?", re.ASCII)
FIELDS: Final = {
    "longest-shift": "longest_shift",
    "unusual-percent": "unusual_percent",
    "unusual-hours": "unusual_hours",
    "unusual-periods": "unusual_periods",
}
"""Beside which field a threshold that is refused stands."""
WARNINGS: Final[Mapping[str, str]] = {
    "entry-too-long": mark("A shift that is longer than the length above"),
    "unusual-hours": mark("Somebody has many more or fewer hours than before"),
    "entries-overlap": mark("Two entries of one person overlap"),
    "hours-on-leave": mark("Hours on a day of leave"),
    "hours-while-sick": mark("Hours while somebody is ill"),
    "contract-type-disagrees": mark("The contract type in eitje is another one than in Nmbrs"),
    "two-contract-types": mark("Somebody has hours under both contract types"),
    "paid-on-top": mark("Hours are paid on top of a salary"),
    "period-not-over": mark("The wage period is not over yet"),
    "never-exported": mark("Hours of somebody whose contract type is never sent"),
    "venue-without-hours": mark("Nothing is sent for a venue with hours"),
    "zero-hours-without-hours": mark("Somebody with a zero-hours contract has no hours"),
    "zero-time": mark("An approved entry of no time at all"),
}
"""Those that may be switched off, in the order in which they are shown."""


@router.get(ADDRESS)
def thresholds(here: Seeing, place: Where) -> Response:
    """As they stand."""
    if place.company is None:
        return here.page("settings_findings/none.html", place=place)
    settings = here.container.set_finding_thresholds().show(place.company.id)
    return _page(here, place, _filled(settings, here))


def _filled(settings: FindingSettings, here: Here) -> Form:
    return Form.of(
        longest_shift=f"{settings.longest_shift // 60}:{settings.longest_shift % 60:02d}",
        unusual_percent=settings.unusual_percent,
        unusual_hours=str(settings.unusual_hours).replace(".", "," if here.language == "nl" else "."),
        unusual_periods=settings.unusual_periods,
        on=sorted(SWITCHABLE - settings.off),
    )


@router.post(ADDRESS)
def set_thresholds(here: Administering, place: Where, typed: Typed) -> Response:
    """Change them, or show what is wrong beside its field."""
    change = _read(here, typed)
    if change is not None and place.company is not None:
        try:
            here.container.set_finding_thresholds()(place.company.id, change, here.who)
            return here.go(link(ADDRESS, company=place.company.id), here.say(SAVED))
        except ProductError as error:
            typed.refused(error, here.language, FIELDS.get(str(error.details.get("threshold")), ""))
    return _page(here, place, typed, HTTPStatus.UNPROCESSABLE_ENTITY)


def _read(here: Here, typed: Form) -> FindingChange | None:
    longest, hours = typed.text("longest_shift", here.say), typed.text("unusual_hours", here.say)
    percent = typed.number("unusual_percent", here.say, 1, 1000)
    periods = typed.number("unusual_periods", here.say, 1, 13)
    minutes = None
    if longest is not None:
        try:
            minutes = read_duration(longest)
        except ValueError:
            typed.wrong("longest_shift", here.say(NO_DURATION))
    if hours is not None and not _HOURS.fullmatch(hours):
        typed.wrong("unusual_hours", here.say(NO_HOURS))
    if not typed.ok or hours is None:
        return None
    on = frozenset(typed.many("on")) & SWITCHABLE
    return FindingChange(minutes, percent, Amount.parse(hours), periods, on, SWITCHABLE - on)


def _page(here: Here, place: Place, form: Form, status: int = HTTPStatus.OK) -> Response:
    if place.company is None:
        return here.page("settings_findings/none.html", place=place)
    options = [(code, here.say(word)) for code, word in WARNINGS.items()]
    options += [(code, code) for code in sorted(SWITCHABLE - WARNINGS.keys())]
    shown = replace(place, period=None, periods=())
    return here.page("settings_findings/form.html", status, place=shown, form=form, warnings=options)
