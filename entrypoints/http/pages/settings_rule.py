"""Settings: one rule of the mapping, added, changed or removed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from application.find_place import Place
from domain.errors import ProductError
from domain.mapping import DAYS, HOURS, Rule, Target, Thing, allowance, meal
from domain.terms import ContractType
from entrypoints.http.pages.forms import MISSING, NO_CHOICE, Form, Typed
from entrypoints.http.pages.here import Administering, Here
from entrypoints.http.pages.links import link
from entrypoints.http.pages.settings_codes import read_codes
from entrypoints.http.pages.settings_mapping import ADDRESS, place_of_rule, said_thing
from entrypoints.http.pages.texts import mark
from entrypoints.http.pages.where import Where

router = APIRouter()

RULE = f"{ADDRESS}/rule"
REMOVAL = f"{ADDRESS}/removal"
OTHER_MEAL = "meal:"
"""Stands for a meal that is named in a field of its own."""
CODE = "code"
IGNORED = "ignored"
EXPORTED = (ContractType.ZERO_HOURS, ContractType.HOURS_CONTRACT)
SAVED = mark("The rule is stored: %(thing)s.")
REPLACED = mark("The rule is changed: %(thing)s.")
REMOVED = mark("The rule is removed: %(thing)s.")
LONGEST_CODE = 20
FIELDS = {
    "code-unknown": "code",
    "mapping-code-shared": "code",
    "mapping-contract-type-needed": "for_type",
    "contract-type-not-exported": "for_type",
    "mapping-salary-unconfirmed": "on_top_of_salary_by",
    "thing-unknown": "thing",
}
"""Beside which field a refusal stands."""
KINDS = {
    "hour code": "code",
    "wage code": "code",
    "cost centre": "cost_centre",
    "cost unit": "cost_unit",
}
"""Which field holds the code that Nmbrs does not have."""


@dataclass(frozen=True, slots=True)
class RulePlace:
    """A rule as an address names it; every part may be absent."""

    thing: str
    for_type: str
    venue: str
    team: str
    first: str

    def rule(self) -> Rule:
        """Raises ProductError for what no rule can be."""
        try:
            kind = ContractType(self.for_type) if self.for_type else None
            first = date.fromisoformat(self.first) if self.first else date.min
        except ValueError:
            raise ProductError("request-invalid", detail="for_type, first") from None
        return Rule(Thing.parse(self.thing), None, self.team or None, self.venue or None, kind, first)


def _place(
    thing: Annotated[str, Query(max_length=200)] = "",
    for_type: Annotated[str, Query(max_length=20)] = "",
    venue: Annotated[str, Query(max_length=200)] = "",
    team: Annotated[str, Query(max_length=200)] = "",
    first: Annotated[str, Query(max_length=10)] = "",
    other_meal: Annotated[str, Query(max_length=200)] = "",
) -> RulePlace:
    if thing == OTHER_MEAL and other_meal.strip():
        thing = f"{OTHER_MEAL}{other_meal.strip()}"
    return RulePlace(thing, for_type, venue, team, first)


Named = Annotated[RulePlace, Depends(_place)]


@router.get(RULE)
def rule_form(here: Administering, place: Where, named: Named, request: Request) -> Response:
    """What a rule is about, and then the form of that rule: a new one, or the one that stands already."""
    if place.company is None:
        return here.page("settings_mapping/none.html", place=place)
    asked = Form.of(thing=named.thing, for_type=named.for_type)
    if "thing" not in request.query_params:
        return _about(here, place, asked)
    if not named.thing or named.thing == OTHER_MEAL:
        asked.wrong("other_meal" if named.thing else "thing", here.say(MISSING))
    elif named.thing == HOURS.kind and not named.for_type:
        asked.wrong("for_type", here.say(MISSING))
    if not asked.ok:
        return _about(here, place, asked, HTTPStatus.UNPROCESSABLE_ENTITY)
    before = _standing(here, place, named)
    about = before or named.rule()
    target = about.target or Target("")
    form = Form.of(
        thing=about.thing,
        for_type=about.contract_type,
        venue=about.venue,
        team=about.team,
        first=about.valid_from,
        code=target.code,
        cost_centre=target.cost_centre,
        cost_unit=target.cost_unit,
        on_top_of_salary_by=about.on_top_of_salary_by,
    )
    return _form(here, place, form, before)


def _about(here: Here, place: Place, form: Form, status: int = HTTPStatus.OK) -> Response:
    """The first step: which thing, of which contract type."""
    assert place.company is not None
    names = here.container.mapping_gaps().names(place.company.id)
    things = [HOURS, DAYS, *(allowance(each) for each in names.allowances), *(meal(each) for each in names.meals)]
    options = [(str(each), said_thing(here, each)) for each in things]
    return here.page("settings_mapping/about.html", status, place=place, form=form, things=options, types=EXPORTED)


def _standing(here: Here, place: Place, named: RulePlace) -> Rule | None:
    """The stored rule with that place; None when the address names none, or none that is stored."""
    if not named.thing:
        return None
    assert place.company is not None
    shown = here.container.set_mapping().show(place.company.id)
    return shown.mapping.replaced_by(named.rule())


@router.post(RULE)
def set_rule(here: Administering, place: Where, named: Named, typed: Typed) -> Response:
    """Store the rule, or show the form with what is wrong."""
    if place.company is None:
        return here.page("settings_mapping/none.html", place=place)
    before = _standing(here, place, named)
    rule = _read(here, typed)
    if typed.ok and rule is not None:
        try:
            done = here.container.set_mapping().set(place.company.id, rule, here.who)
            said = here.say(REPLACED if done.before else SAVED, thing=said_thing(here, rule.thing))
            return here.go(link(ADDRESS, place), said)
        except ProductError as error:
            about = FIELDS.get(error.code, "")
            if error.code == "code-unknown":
                about = KINDS.get(str(error.details.get("kind")), about)
            typed.refused(error, here.language, about)
    return _form(here, place, typed, before, HTTPStatus.UNPROCESSABLE_ENTITY)


def _read(here: Here, typed: Form) -> Rule | None:
    named = typed.text("thing", here.say)
    kind = typed.choice("for_type", here.say, ContractType, needed=False)
    venue, team = (typed.text(name, here.say, needed=False) for name in ("venue", "team"))
    first = typed.day("first", here.say, needed=False)
    goes = typed.one_of("target", here.say, (CODE, IGNORED))
    by = typed.text("on_top_of_salary_by", here.say, needed=False)
    if named is None or goes is None:
        return None
    try:
        thing = Thing.parse(named)
    except ProductError:
        typed.wrong("thing", here.say(NO_CHOICE))
        return None
    target = None if goes == IGNORED else Target("") if thing == DAYS else _target(here, typed)
    return Rule(thing, target, team, venue, kind, first or date.min, by)


def _target(here: Here, typed: Form) -> Target:
    code = typed.text("code", here.say, most=LONGEST_CODE)
    centre, unit = (
        typed.text(name, here.say, needed=False, most=LONGEST_CODE) for name in ("cost_centre", "cost_unit")
    )
    return Target(code or "", centre or "", unit or "")


def _form(here: Here, place: Place, form: Form, before: Rule | None, status: int = HTTPStatus.OK) -> Response:
    """The second step: where, from when, and to which code."""
    assert place.company is not None
    about = before or RulePlace(form.shown("thing"), form.shown("for_type"), "", "", "").rule()
    return here.page(
        "settings_mapping/rule.html",
        status,
        place=place,
        form=form,
        before=before,
        about=about,
        called=partial(said_thing, here),
        names=here.container.mapping_gaps().names(place.company.id),
        codes=read_codes(here, place.company.id),
        here_address=link(RULE, place, **place_of_rule(about)),
    )


@router.get(REMOVAL)
def removal(here: Administering, place: Where, named: Named) -> Response:
    """Ask once more before a rule goes."""
    if place.company is None:
        return here.page("settings_mapping/none.html", place=place)
    shown = here.container.set_mapping().show(place.company.id)
    changed, rule = shown.mapping.without_rule(named.rule())
    return here.page(
        "settings_mapping/remove.html",
        place=place,
        rule=rule,
        called=partial(said_thing, here),
        since=changed.since(rule),
        until=changed.until(rule),
        here_address=link(REMOVAL, place, **place_of_rule(rule)),
    )


@router.post(REMOVAL)
def remove(here: Administering, place: Where, named: Named) -> Response:
    """Take a rule away."""
    gone = here.container.set_mapping().remove(place.company.id if place.company else None, named.rule(), here.who)
    return here.go(link(ADDRESS, place), here.say(REMOVED, thing=said_thing(here, gone.rule.thing)))
