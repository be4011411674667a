"""Settings: which thing goes to which code of Nmbrs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from fastapi import APIRouter
from starlette.responses import Response

from application.known_names import UnknownName
from domain.mapping import DAYS, PayMapping, Rule, Thing, ThingKind
from entrypoints.http.pages.here import Here, Seeing
from entrypoints.http.pages.settings_codes import CodeLists, read_codes
from entrypoints.http.pages.where import Where

router = APIRouter()

ADDRESS = "/settings/mapping"
MISSING_RULES = f"{ADDRESS}/missing"


@dataclass(frozen=True, slots=True)
class RuleShown:
    """A rule as a row. ``description`` is that of its code; ``until`` the first day of the rule that follows it.

    ``unknown`` are names in it that no hours bear; ``missing`` says that Nmbrs does not have its code.
    """

    rule: Rule
    description: str
    until: date | None
    unknown: tuple[UnknownName, ...]
    missing: bool

    @property
    def place(self) -> dict[str, object]:
        """What names it in an address."""
        return place_of_rule(self.rule)


def place_of_rule(rule: Rule) -> dict[str, object]:
    """Thing, conditions and first day, as parameters of an address."""
    first = None if rule.valid_from == date.min else rule.valid_from
    values = {"thing": rule.thing, "for_type": rule.contract_type, "venue": rule.venue, "team": rule.team}
    return {**values, "first": first}


@router.get(ADDRESS)
def mapping(here: Seeing, place: Where) -> Response:
    """The rules of a company; what has no rule yet is asked for by the page itself."""
    if place.company is None:
        return here.page("settings_mapping/none.html", place=place)
    shown = here.container.set_mapping().show(place.company.id)
    codes = read_codes(here, place.company.id)
    return here.page(
        "settings_mapping/list.html",
        place=place,
        rules=[_shown(each, shown.mapping, codes, shown.unknown) for each in _in_order(shown.mapping)],
        version=shown.mapping.version,
        codes=codes,
        called=partial(said_thing, here),
    )


@router.get(MISSING_RULES)
def missing(here: Seeing, place: Where) -> Response:
    """What of the hours of a period has no rule yet, as a piece of the page that asked or as a page of its own.

    Apart, because thousands of people have a hundred thousand entries in a period.
    """
    if place.company is None or place.period is None:
        return here.page("settings_mapping/none.html", place=place)
    gaps = here.container.mapping_gaps()(place.company.id, place.period.ref)
    template = "settings_mapping/missing.html" if here.partial else "settings_mapping/missing_page.html"
    return here.page(template, place=place, gaps=gaps, called=partial(said_thing, here))


def _in_order(mapping: PayMapping) -> list[Rule]:
    kinds = list(ThingKind)
    return sorted(
        mapping.rules,
        key=lambda rule: (
            kinds.index(rule.thing.kind),
            rule.thing.name,
            rule.contract_type or "",
            rule.venue or "",
            rule.team or "",
            rule.valid_from,
        ),
    )


def _shown(rule: Rule, mapping: PayMapping, codes: CodeLists, unknown: tuple[UnknownName, ...]) -> RuleShown:
    follows = mapping.until(rule)
    offered = codes.of(rule.thing.kind)
    code = rule.target.code if rule.target is not None and rule.thing != DAYS else ""
    return RuleShown(
        rule,
        offered.get(code, ""),
        follows.valid_from if follows else None,
        tuple(each for each in unknown if each.where == str(rule)),
        bool(code) and codes.fault is None and code not in offered,
    )


def said_thing(here: Here, thing: Thing) -> str:
    """A thing in the visitor's words."""
    return {
        ThingKind.HOURS: here.say("Worked hours"),
        ThingKind.DAYS: here.say("Worked days"),
        ThingKind.ALLOWANCE: here.say("Allowance: %(name)s", name=thing.name),
        ThingKind.MEAL: here.say("Meal: %(name)s", name=thing.name),
    }[thing.kind]
