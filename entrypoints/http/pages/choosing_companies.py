"""The form that says which companies take part, which venues each pays, and when the day begins there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from typing import Final

from application.link_companies import CompanyVenues
from application.ports.storage import Company
from domain.errors import ProductError
from entrypoints.http.pages.forms import WHOLE, Form
from entrypoints.http.pages.here import Here
from entrypoints.http.pages.texts import mark

PART, VENUES, BEGINS = "part-", "venues-", "begins-"
YES, NO = "yes", "no"
LONGEST: Final = 4_000
NO_VENUES: Final = mark("Write at least one venue, as eitje writes it.")
NOT_TAKING_PART: Final = mark("A company that pays venues takes part. Choose that, or take its venues away.")


def filled(companies: Sequence[Company], only_one: bool = False) -> Form:
    """The form as it stands. ``only_one`` proposes that the only company takes part."""
    values: dict[str, object] = {}
    for each in companies:
        part = YES if each.linked or (only_one and each.undecided) else NO if each.inactive else ""
        values |= {
            f"{PART}{each.id}": part,
            f"{VENUES}{each.id}": "\n".join(each.venues),
            f"{BEGINS}{each.id}": each.new_day_begins.isoformat("minutes"),
        }
    return Form.of(**values)


def choose(here: Here, typed: Form, companies: Sequence[Company]) -> tuple[Company, ...] | None:
    """Store what was chosen for these companies, all of it or nothing; None when something is wrong.

    A company of which nothing is said stays as it is.
    """
    choices = [choice for each in companies if (choice := _choice(here, typed, each)) is not None]
    if not typed.ok:
        return None
    try:
        chosen: tuple[Company, ...] = here.container.link_companies().use_all(choices, here.who)
    except ProductError as error:
        typed.refused(error, here.language, _beside(error, choices))
        return None
    return chosen


def _choice(here: Here, typed: Form, company: Company) -> CompanyVenues | None:
    """What is said of a company, if that changes anything."""
    part = typed.one_of(f"{PART}{company.id}", here.say, (YES, NO), needed=False)
    text = typed.text(f"{VENUES}{company.id}", here.say, needed=False, most=LONGEST) or ""
    begins = typed.clock(f"{BEGINS}{company.id}", here.say, needed=False) or time(0)
    venues = tuple(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
    if part == YES and not venues:
        typed.wrong(f"{VENUES}{company.id}", here.say(NO_VENUES))
    if part != YES and venues:
        typed.wrong(f"{PART}{company.id}", here.say(NOT_TAKING_PART))
    same = venues == company.venues and begins == company.new_day_begins
    if part is None or (same and (company.linked or company.inactive)):
        return None
    return CompanyVenues(company.id, venues, begins)


def _beside(error: ProductError, choices: Sequence[CompanyVenues]) -> str:
    """The venue that another company pays stands beside the company that wanted it as well."""
    if error.code != "venue-taken":
        return WHOLE
    taken = str(error.details["venue"]).casefold()
    wanting = [c for c in choices if c.company != error.details["company"] and taken in map(str.casefold, c.venues)]
    return f"{VENUES}{wanting[0].company}" if wanting else WHOLE
