"""Settings: allowances, what is paid on top of worked hours."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from application.find_place import Place
from domain.allowance import Allowance, AllowanceKind
from domain.errors import ProductError
from domain.mapping import PayMapping, Rule, ThingKind
from entrypoints.http.pages.forms import Form, Typed
from entrypoints.http.pages.here import Administering, Here, Seeing
from entrypoints.http.pages.links import link
from entrypoints.http.pages.settings_allowance_form import MOST_ROWS, filled, read_allowance, window_text
from entrypoints.http.pages.settings_codes import read_codes
from entrypoints.http.pages.settings_trial import TRIAL, trial_form
from entrypoints.http.pages.texts import mark
from entrypoints.http.pages.where import Where

router = APIRouter()

ADDRESS = "/settings/allowances"
EDIT = f"{ADDRESS}/edit"
REMOVAL = f"{ADDRESS}/removal"
GROUP = f"{ADDRESS}/group"
YEARS = range(2020, 2051)
KINDS = {
    AllowanceKind.FUNCTION: mark("Function"),
    AllowanceKind.UNSOCIAL: mark("Unsocial hours"),
    AllowanceKind.HOLIDAY: mark("Public holidays"),
}
SAVED = mark("Allowance %(name)s is stored.")
NO_RULE = mark("Allowance %(name)s is stored. It has no code yet: add a rule for it.")
STOPPED = mark("Allowance %(name)s stops on %(day)s.")
REMOVED = mark("Allowance %(name)s is removed.")
GROUPED = mark("The group is stored.")
FIELDS = {
    "allowance-name-needed": "name",
    "allowance-percentage": "percentage",
    "allowance-function-needed": "teams",
    "allowance-window-needed": "windows",
    "allowance-holiday-needed": "holidays",
    "holiday-unknown": "holidays",
    "allowance-column-in-group": "group",
    "allowance-unknown": "names",
}
"""Beside which field a refusal stands."""


@router.get(ADDRESS)
def allowances(
    here: Seeing, place: Where, holidays: Annotated[int | None, Query(ge=YEARS[0], le=YEARS[-1])] = None
) -> Response:
    """The allowances, the holidays of a year, and a shift to try."""
    if place.company is None:
        return here.page("settings_allowances/none.html", place=place)
    use = here.container.set_allowances()
    mapping = use.show(place.company.id)
    codes = read_codes(here, place.company.id)
    today = here.container.show_wage_periods().stored(place.company.id).today
    year = holidays or today.year
    return here.page(
        "settings_allowances/list.html",
        place=_of_company(place),
        mapping=mapping,
        kinds=KINDS,
        rules={name: _rules(mapping, name) for name in {each.name for each in mapping.allowances}},
        codes=codes.hours,
        outdated=use.outdated(mapping),
        window_text=partial(window_text, language=here.language),
        year=year,
        years=YEARS,
        holidays=use.holidays(year),
        form=trial_form(today),
        names=here.container.mapping_gaps().names(place.company.id),
        trial=TRIAL,
        today=today,
    )


def _of_company(place: Place) -> Place:
    """The place without a period, which says nothing here."""
    return replace(place, period=None, periods=())


def _rules(mapping: PayMapping, name: str) -> list[Rule]:
    return [each for each in mapping.rules if (each.thing.kind, each.thing.name) == (ThingKind.ALLOWANCE, name)]


@router.get(EDIT)
def edit_form(
    here: Administering,
    place: Where,
    kind: Annotated[str, Query(max_length=20)] = AllowanceKind.UNSOCIAL,
    name: Annotated[str | None, Query(max_length=200)] = None,
    first: Annotated[date | None, Query()] = None,
) -> Response:
    """The form of an allowance: a new one of that kind, or a definition that stands already."""
    if place.company is None:
        return here.page("settings_allowances/none.html", place=place)
    before = _standing(here, place, name, first)
    if before is not None:
        return _form(here, place, before.kind, filled(before), before)
    chosen = next((each for each in AllowanceKind if each == kind), AllowanceKind.UNSOCIAL)
    form = Form.of(name="", rows=2)
    if chosen is AllowanceKind.HOLIDAY:
        form = Form.of(name="", holidays=here.container.set_allowances().usual_holidays())
    return _form(here, place, chosen, form)


def _standing(here: Here, place: Place, name: str | None, first: date | None) -> Allowance | None:
    assert place.company is not None
    known = here.container.set_allowances().show(place.company.id).allowances
    return next((each for each in known if (each.name, each.valid_from) == (name, first or date.min)), None)


@router.post(EDIT)
def set_allowance(
    here: Administering,
    place: Where,
    typed: Typed,
    name: Annotated[str | None, Query(max_length=200)] = None,
    first: Annotated[date | None, Query()] = None,
) -> Response:
    """Store the definition, or show the form with what is wrong, or with more windows."""
    if place.company is None:
        return here.page("settings_allowances/none.html", place=place)
    before = _standing(here, place, name, first)
    kind = before.kind if before else typed.choice("kind", here.say, AllowanceKind)
    if kind is None:
        raise ProductError("request-invalid", detail="kind")
    if typed.flag("more"):
        return _form(here, place, kind, typed, before)
    new = read_allowance(here, typed, kind)
    if typed.ok and new is not None:
        try:
            holidays = typed.many("holidays") if kind is AllowanceKind.HOLIDAY else None
            done = here.container.set_allowances().set(place.company.id, new, here.who, holidays)
            made = done.allowance or new
            missing = made.name in done.without_rule
            said = here.say(NO_RULE if missing else SAVED, name=made.name)
            return here.go(link(ADDRESS, company=place.company.id), said, "note" if missing else "good")
        except ProductError as error:
            typed.refused(error, here.language, FIELDS.get(error.code, ""))
    return _form(here, place, kind, typed, before, HTTPStatus.UNPROCESSABLE_ENTITY)


def _form(
    here: Here,
    place: Place,
    kind: AllowanceKind,
    form: Form,
    before: Allowance | None = None,
    status: int = HTTPStatus.OK,
) -> Response:
    assert place.company is not None
    use = here.container.set_allowances()
    today = here.container.show_wage_periods().stored(place.company.id).today
    shown = form.shown("rows")
    rows = min(int(shown) if shown.isdecimal() else 2, MOST_ROWS - 2) + (2 if form.flag("more") else 0)
    groups = {each.group for each in use.show(place.company.id).allowances if each.group}
    here_address = link(EDIT, company=place.company.id, name=before.name if before else None)
    if before is not None and before.valid_from != date.min:
        here_address = link(EDIT, company=place.company.id, name=before.name, first=before.valid_from)
    return here.page(
        "settings_allowances/edit.html",
        status,
        place=_of_company(place),
        sort=kind,
        kinds=KINDS,
        form=form,
        before=before,
        rows=rows,
        names=here.container.mapping_gaps().names(place.company.id),
        holidays=use.holidays(today.year),
        groups=sorted(groups),
        here_address=here_address,
    )


@router.get(REMOVAL)
def removal(here: Administering, place: Where, name: Annotated[str, Query(max_length=200)]) -> Response:
    """Stop an allowance, or take it away altogether."""
    return _removal(here, place, name, Form())


@router.post(REMOVAL)
def remove(here: Administering, place: Where, name: Annotated[str, Query(max_length=200)], typed: Typed) -> Response:
    """Stop it from the day typed, or with the other button take it away."""
    whole = typed.flag("whole")
    day = None if whole else typed.day("day", here.say)
    if not typed.ok or place.company is None:
        return _removal(here, place, name, typed, HTTPStatus.UNPROCESSABLE_ENTITY)
    here.container.set_allowances().remove(place.company.id, name, here.who, day)
    said = here.say(REMOVED, name=name) if day is None else here.say(STOPPED, name=name, day=day.isoformat())
    return here.go(link(ADDRESS, company=place.company.id), said)


def _removal(here: Here, place: Place, name: str, form: Form, status: int = HTTPStatus.OK) -> Response:
    if place.company is None:
        return here.page("settings_allowances/none.html", place=place)
    known = here.container.set_allowances().show(place.company.id).allowances
    if not any(each.name == name for each in known):
        raise ProductError("allowance-unknown", allowance=name, known=", ".join(sorted({x.name for x in known})) or "-")
    address = link(REMOVAL, company=place.company.id, name=name)
    shown = {"place": _of_company(place), "name": name, "form": form, "here_address": address}
    return here.page("settings_allowances/remove.html", status, **shown)


@router.get(GROUP)
def group_form(here: Administering, place: Where, request: Request) -> Response:
    """Which allowances share a group."""
    form = Form.of(names=request.query_params.getlist("names"), group=request.query_params.get("group", ""))
    return _group(here, place, form)


@router.post(GROUP)
def group(here: Administering, place: Where, typed: Typed) -> Response:
    """Put allowances in a group, or with the other button in none."""
    names = typed.many("names")
    if not names:
        typed.wrong("names", here.say(mark("Choose at least one allowance.")))
    called = None if typed.flag("none") else typed.text("group", here.say)
    first = typed.day("first", here.say, needed=False)
    if typed.ok and place.company is not None:
        try:
            here.container.set_allowances().group(place.company.id, called, names, here.who, first)
            return here.go(link(ADDRESS, company=place.company.id), here.say(GROUPED))
        except ProductError as error:
            typed.refused(error, here.language, FIELDS.get(error.code, ""))
    return _group(here, place, typed, HTTPStatus.UNPROCESSABLE_ENTITY)


def _group(here: Here, place: Place, form: Form, status: int = HTTPStatus.OK) -> Response:
    if place.company is None:
        return here.page("settings_allowances/none.html", place=place)
    known = here.container.set_allowances().show(place.company.id).allowances
    inside = {each.name: each.group for each in known}
    return here.page("settings_allowances/group.html", status, place=_of_company(place), form=form, inside=inside)
