"""The last of the first steps: the first wage period, and what goes to which code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from application.ports.storage import Company
from application.show_setup import Setup, SetupStep
from application.show_wage_periods import Calendars
from domain.errors import ProductError
from domain.mapping import DAYS, HOURS, Rule, Target
from domain.mapping import meal as meal_of
from domain.terms import CompanyId, ContractType
from domain.wage_period import PeriodLength, WageCalendar, new_calendar
from entrypoints.http.pages.forms import WHOLE, Form, Typed
from entrypoints.http.pages.here import Administering, Here, company_id
from entrypoints.http.pages.links import link
from entrypoints.http.pages.setup import WhichCompany, address_of, shown
from entrypoints.http.pages.texts import mark

router = APIRouter()

FIELDS: Final = {
    "calendar-year-needed": "year",
    "calendar-start-outside-year": "start",
    "calendar-changes-last-period": "start",
    "calendar-in-use": "start",
    "calendar-year-skipped": "start",
    "calendar-overlaps": "start",
}
YEARS: Final = (2020, 2100)
USUAL_MEALS: Final = ("lunch", "diner")
MEALS: Final = 6
"""Rows for meals at most."""
NO_MEAL: Final = mark("Write which meal goes to this code, as eitje writes it.")


@router.get("/setup/period")
def show_period(here: Administering, company: WhichCompany = None) -> Response:
    """Asks for the first day of the first wage period, proposed by the length that Nmbrs has."""
    setup = here.container.show_setup()()
    chosen = setup.chosen(SetupStep.PERIOD, company_id(company))
    if chosen is None:
        return here.go(address_of(setup.now))
    calendars = here.container.show_wage_periods()(chosen.id)
    stored = next(iter(calendars.calendars), None)
    start = (
        stored.start if stored is not None else usual_start(calendars.payroll.length, calendars.payroll.current.year)
    )
    form = Form.of(start=start, year="", others="yes")
    return _period(here, setup, chosen, calendars, form, HTTPStatus.OK)


@router.get("/setup/period/preview")
def preview_periods(here: Administering, company: str, start: str = "", year: str = "") -> Response:
    """The periods that this first day gives; nothing is stored."""
    calendars = here.container.show_wage_periods()(CompanyId(company))
    form = Form.of(start=start, year=year)
    return here.page("setup/periods.html", preview=_preview(here, form, CompanyId(company), calendars), form=form)


@router.post("/setup/period")
def set_period(here: Administering, typed: Typed, company: WhichCompany = None) -> Response:
    """Set the wage periods of the company, and of the others that have none."""
    setup = here.container.show_setup()()
    chosen = setup.chosen(SetupStep.PERIOD, company_id(company))
    if chosen is None:
        return here.go(address_of(setup.now))
    start = typed.day("start", here.say)
    year = typed.number("year", here.say, *YEARS, needed=False)
    if typed.ok and start is not None:
        also = [each for each in setup.without_periods if each.id != chosen.id] if typed.flag("others") else []
        try:
            here.container.set_wage_period()(chosen.id, start, here.who, year)
            left = [each.name for each in also if not _set(here, each, start, year)]
        except ProductError as error:
            typed.refused(error, here.language, FIELDS.get(error.code, WHOLE))
        else:
            said = here.say("The wage periods are set.")
            if left:
                said = here.say("The wage periods are set, but not of: %(names)s.", names=", ".join(left))
            return here.go(_next(here), said, "warn" if left else "good")
    calendars = here.container.show_wage_periods()(chosen.id)
    return _period(here, setup, chosen, calendars, typed, HTTPStatus.UNPROCESSABLE_ENTITY)


def usual_start(length: PeriodLength, year: int) -> date:
    """1 January, or the Monday on which the first week of the year begins."""
    return date(year, 1, 1) if length is PeriodLength.MONTH else date.fromisocalendar(year, 1, 1)


def _set(here: Here, company: Company, start: date, year: int | None) -> bool:
    """Whether another company could be set alike."""
    try:
        here.container.set_wage_period()(company.id, start, here.who, year)
    except ProductError:
        return False
    return True


def _next(here: Here) -> str:
    """On to the codes, or to the wage periods of the next company."""
    setup = here.container.show_setup()()
    left = setup.without_periods
    return link(address_of(SetupStep.PERIOD), company=left[0].id) if left else address_of(SetupStep.CODES)


def _period(here: Here, setup: Setup, chosen: Company, calendars: Calendars, form: Form, status: int) -> Response:
    preview = _preview(here, form, chosen.id, calendars)
    others = [each for each in setup.without_periods if each.id != chosen.id]
    values = {"company": chosen, "others": others, "calendars": calendars, "preview": preview, "form": form}
    return shown(here, SetupStep.PERIOD, setup, status, **values)


def _preview(here: Here, form: Form, company: CompanyId, calendars: Calendars) -> WageCalendar | None:
    """The year that the form describes; None while it describes none."""
    trial = Form(form.values)
    start = trial.day("start", here.say, needed=False)
    year = trial.number("year", here.say, *YEARS, needed=False)
    if start is None or abs(start.year - calendars.today.year) > 5 or not trial.ok:
        return None
    try:
        return new_calendar(company, ContractType.ZERO_HOURS, calendars.payroll.length, start, year)
    except ProductError:
        return None


@dataclass(frozen=True, slots=True)
class MealRow:
    """The fields of one kind of meal."""

    name: str
    code: str


@router.get("/setup/codes")
def show_codes(here: Administering, company: WhichCompany = None) -> Response:
    """Asks which code in Nmbrs the hours, days and meals go to."""
    setup = here.container.show_setup()()
    chosen = setup.chosen(SetupStep.CODES, company_id(company))
    if chosen is None:
        return here.go(address_of(setup.now))
    return _codes(here, setup, chosen, _stored_codes(here, setup, chosen), HTTPStatus.OK)


@router.post("/setup/codes")
def set_codes(here: Administering, typed: Typed, company: WhichCompany = None) -> Response:
    """Store the rules, one after the other; each stands as soon as it is stored, and doing it again changes nothing."""
    setup = here.container.show_setup()()
    chosen = setup.chosen(SetupStep.CODES, company_id(company))
    if chosen is None:
        return here.go(address_of(setup.now))
    rules = _rules(here, typed)
    if typed.ok and _stored(here, typed, chosen, rules):
        left = here.container.show_setup()().without_codes
        on = link(address_of(SetupStep.CODES), company=left[0].id) if left else address_of(SetupStep.DONE)
        return here.go(on, here.say("The codes of %(name)s are set.", name=chosen.name))
    return _codes(here, setup, chosen, typed, HTTPStatus.UNPROCESSABLE_ENTITY)


def _codes(here: Here, setup: Setup, chosen: Company, form: Form, status: int) -> Response:
    codes = here.container.set_mapping().codes(chosen.id)
    meals = [MealRow(f"meal-{n}", f"meal-code-{n}") for n in range(1, MEALS + 1)]
    used = sum(1 for row in meals if form.shown(row.name) or form.shown(row.code))
    return shown(
        here,
        SetupStep.CODES,
        setup,
        status,
        company=chosen,
        form=form,
        hours=[(each.code, f"{each.code} · {each.description}") for each in codes.hours],
        wages=[(each.code, f"{each.code} · {each.description}") for each in codes.wages],
        meals=meals[: max(2, used + 1)],
    )


def _stored(here: Here, typed: Form, company: Company, rules: list[tuple[str, Rule]]) -> bool:
    """Store those that differ from what stands; a refusal stands beside its field."""
    mapping = here.container.set_mapping()
    standing = [rule for rule in mapping.show(company.id).mapping.rules if _plain(rule)]
    for field, rule in rules:
        if rule in standing:
            continue
        try:
            mapping.set(company.id, rule, here.who)
        except ProductError as error:
            typed.refused(error, here.language, field)
            return False
    return True


def _plain(rule: Rule) -> bool:
    """Whether this step could have made the rule."""
    kind = ContractType.ZERO_HOURS if rule.thing == HOURS else None
    return rule == Rule(rule.thing, rule.target, contract_type=kind) and rule.target is not None


def _stored_codes(here: Here, setup: Setup, company: Company) -> Form:
    """What stands now; else the meals that the hours name, or the usual ones, still without a code."""
    rules = [rule for rule in here.container.set_mapping().show(company.id).mapping.rules if _plain(rule)]
    codes = {str(rule.thing): rule.target.code for rule in rules if rule.target is not None}
    known = [thing.partition(":")[2] for thing in codes if thing.startswith("meal:")]
    found = {meal_of(name).name: name for name in (setup.meals or (() if known else USUAL_MEALS))}
    names = list(dict.fromkeys([*(found.get(name, name) for name in known), *found.values()]))[:MEALS]
    values: dict[str, object] = {"hours": codes.get("hours", ""), "days": "yes" if "days" in codes or not codes else ""}
    for number, name in enumerate(names, start=1):
        values |= {f"meal-{number}": name, f"meal-code-{number}": codes.get(str(meal_of(name)), "")}
    return Form.of(**values)


def _rules(here: Here, typed: Form) -> list[tuple[str, Rule]]:
    """The rules that the form asks for, each with the field beside which a refusal of it stands."""
    hours = typed.text("hours", here.say)
    rules: list[tuple[str, Rule]] = []
    if hours is not None:
        rules.append(("hours", Rule(HOURS, Target(hours), contract_type=ContractType.ZERO_HOURS)))
    if typed.flag("days"):
        rules.append(("days", Rule(DAYS, Target(""))))
    for number in range(1, MEALS + 1):
        name = typed.text(f"meal-{number}", here.say, needed=False)
        code = typed.text(f"meal-code-{number}", here.say, needed=False)
        if code is not None and name is None:
            typed.wrong(f"meal-{number}", here.say(NO_MEAL))
        elif code is not None and name is not None:
            rules.append((f"meal-code-{number}", Rule(meal_of(name), Target(code))))
    return rules
