"""Settings: the wage periods of a company, as a calendar that can be seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from application.find_place import Place
from application.set_wage_period import EXPORTED, Preview
from application.show_wage_periods import Calendars, StoredCalendars
from domain.errors import ErrorKind, ProductError
from domain.terms import ContractType
from domain.wage_period import WageCalendar
from entrypoints.http.pages.forms import Form, Typed
from entrypoints.http.pages.here import Administering, Here, Seeing
from entrypoints.http.pages.links import link
from entrypoints.http.pages.settings_calendar import drawn, shown_periods, weekdays
from entrypoints.http.pages.texts import mark
from entrypoints.http.pages.where import Where

router = APIRouter()

ADDRESS = "/settings/wage-periods"
SETTING = f"{ADDRESS}/set"
SET = mark("The wage periods of %(year)s are set.")
CONFIRMED = mark("Wage year %(year)s is confirmed.")
FIELDS = {
    "calendar-year-needed": "year",
    "calendar-start-outside-year": "start",
    "calendar-overlaps": "start",
    "calendar-year-skipped": "start",
    "calendar-in-use": "start",
    "export-busy": "start",
    "calendar-changes-last-period": "accepted_by",
}
"""Beside which field a refusal stands."""
BOTH = "both"
YEARS = range(1901, 9999)


@router.get(ADDRESS)
def wage_periods(here: Seeing, place: Where, year: Annotated[int | None, Query(ge=1900, le=9999)] = None) -> Response:
    """The wage years of a company: the picture, the table, and what can be done."""
    if place.company is None:
        return here.page("settings_wage_periods/none.html", place=place)
    known, fault = _known(here, place)
    payroll, findings = (known.payroll, known.findings) if isinstance(known, Calendars) else (None, ())
    years = [each for each in known.calendars if each.contract_type is place.contract_type]
    chosen = _chosen(years, year, known.today)
    periods = shown_periods(chosen, known.today, payroll, known.uses) if chosen else ()
    return here.page(
        "settings_wage_periods/list.html",
        place=replace(place, period=None, periods=()),
        fault=fault,
        payroll=payroll,
        findings=findings,
        today=known.today,
        years=years,
        chosen=chosen,
        periods=periods,
        months=drawn(periods, known.today, here.language) if periods else (),
        weekdays=weekdays(here.language),
    )


def _known(here: Here, place: Place) -> tuple[Calendars | StoredCalendars, ProductError | None]:
    """All of it; when Nmbrs cannot be read what is stored, and why."""
    assert place.company is not None
    use = here.container.show_wage_periods()
    try:
        return use(place.company.id), None
    except ProductError as error:
        if error.kind is not ErrorKind.PAYROLL:
            raise
        return use.stored(place.company.id), error


def _chosen(years: list[WageCalendar], asked: int | None, today: date) -> WageCalendar | None:
    """The year that was asked for, else the one in which today lies, else the last one that is confirmed."""
    if asked is not None:
        return next((each for each in years if each.year == asked), None)
    around = [each for each in years if each.start <= today <= each.last_day]
    confirmed = [each for each in years if not each.proposed]
    return next(iter([*around, *reversed(confirmed)]), None)


@router.get(SETTING)
def start_form(request: Request, here: Administering, place: Where) -> Response:
    """Set the start of a year: the form, and when a day stands in it what that day would give."""
    if place.company is None:
        return here.page("settings_wage_periods/none.html", place=place)
    asked = request.query_params
    form = Form({name: asked.getlist(name) for name in ("start", "year", "only")})
    preview = None
    if form.shown("start"):
        preview = _preview(here, place, form)
    template = "settings_wage_periods/preview.html" if here.partial else "settings_wage_periods/set.html"
    status = HTTPStatus.OK if form.ok or here.partial else HTTPStatus.UNPROCESSABLE_ENTITY
    return _form(here, place, form, preview, status, template)


@router.post(SETTING)
def set_start(here: Administering, place: Where, typed: Typed) -> Response:
    """Store a start, or show the form with what is wrong."""
    if place.company is None:
        return here.page("settings_wage_periods/none.html", place=place)
    start, year, only = _read(here, typed)
    name = typed.text("accepted_by", here.say, needed=False)
    if typed.ok and start is not None:
        try:
            use = here.container.set_wage_period()
            done = use(place.company.id, start, here.who, year, only, name or "")
            years = [each.year for each in done.calendars if each.start == start]
            said = here.say(SET, year=years[0] if years else start.year)
            shown = only or place.contract_type
            return here.go(
                link(ADDRESS, company=place.company.id, contract_type=shown, year=next(iter(years), None)), said
            )
        except ProductError as error:
            typed.refused(error, here.language, FIELDS.get(error.code, ""))
    preview = _preview(here, place, Form(typed.values))
    return _form(here, place, typed, preview, HTTPStatus.UNPROCESSABLE_ENTITY, "settings_wage_periods/set.html")


@router.post(f"{ADDRESS}/confirmation")
def confirm(here: Administering, place: Where, typed: Typed) -> Response:
    """Confirm the year that is proposed, for one contract type."""
    year = typed.number("year", here.say, YEARS[0], YEARS[-1])
    if year is None or place.company is None:
        raise ProductError("request-invalid", detail="year")
    here.container.set_wage_period().confirm(place.company.id, year, here.who, place.contract_type)
    address = link(ADDRESS, company=place.company.id, contract_type=place.contract_type, year=year)
    return here.go(address, here.say(CONFIRMED, year=year))


def _read(here: Here, form: Form) -> tuple[date | None, int | None, ContractType | None]:
    return (
        form.day("start", here.say),
        form.number("year", here.say, YEARS[0], YEARS[-1], needed=False),
        None if form.shown("only") in ("", BOTH) else form.choice("only", here.say, ContractType),
    )


def _preview(here: Here, place: Place, form: Form) -> Preview | None:
    """What was typed would give this; None when it is refused, which then stands in the form."""
    start, year, only = _read(here, form)
    if not form.ok or start is None:
        return None
    try:
        return here.container.set_wage_period().preview(place.company.id if place.company else None, start, year, only)
    except ProductError as error:
        form.refused(error, here.language, FIELDS.get(error.code, ""))
        return None


def _form(here: Here, place: Place, form: Form, preview: Preview | None, status: int, template: str) -> Response:
    with_today = here.container.show_wage_periods().stored(place.company.id if place.company else None)
    periods = shown_periods(preview.years[0], with_today.today) if preview else ()
    return here.page(
        template,
        status,
        place=replace(place, period=None, periods=()),
        form=form,
        preview=preview,
        kinds=EXPORTED,
        today=with_today.today,
        periods=periods,
        months=drawn(periods, with_today.today, here.language) if periods else (),
        weekdays=weekdays(here.language),
    )
