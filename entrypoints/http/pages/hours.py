"""Hours: the entries of a period per person, per day and one by one, and what stands out in them."""

from __future__ import annotations

from typing import Annotated, Any

from babel.dates import format_date
from fastapi import APIRouter, Query
from starlette.responses import Response

from application.find_place import Place
from application.show_hours import Hours, PeriodSum
from domain.amount import Amount
from domain.errors import ProductError
from domain.findings import NOT_APPROVED, Finding
from domain.hours import AMSTERDAM
from entrypoints.http.pages import hours_shown as shown
from entrypoints.http.pages.charts import Chart, Series, chart
from entrypoints.http.pages.here import Here, Seeing
from entrypoints.http.pages.hours_shown import Asked
from entrypoints.http.pages.where import Where
from entrypoints.presentation.overview import reason
from entrypoints.presentation.timecards import because_of

router = APIRouter()
Page = Annotated[int, Query(ge=1, le=1_000_000)]
View = Annotated[str, Query(max_length=20)]

STANDS_OUT = 3
"""So many names are given of each thing that stands out."""


@router.get("/hours")
def hours(here: Seeing, place: Where, wanted: Asked, view: View = "people", page: Page = 1) -> Response:
    """The hours of a period."""
    if place.company is None or place.period is None:
        return here.page("hours/none.html", place=place)
    found = here.container.show_hours()(place.company.id, place.period.ref)
    cards = wanted.of(found.cards)
    view = view if view in shown.VIEWS else "people"
    return here.page(
        "hours/list.html",
        place=place,
        hours=found,
        wanted=wanted,
        view=view,
        views=shown.VIEWS,
        sums=shown.summed(cards),
        options=shown.choices(found.cards),
        stands_out=standing_out(found),
        **_words(here),
        **_view(here, place, found, cards, view, page),
    )


@router.get("/hours/person/{key:path}")
def person(here: Seeing, key: str, place: Where, page: Page = 1) -> Response:
    """The entries of one person in the period."""
    if place.company is None or place.period is None:
        return here.page("hours/none.html", place=place)
    found = here.container.show_hours()(place.company.id, place.period.ref)
    cards = [one for one in found.cards if one.card.person.key == key]
    if not cards:
        known = here.container.match_team_members().list()
        if key not in {match.person.key for match in known.matches}:
            raise ProductError("person-unknown", person=key)
        name = next(match.person.name for match in known.matches if match.person.key == key)
    else:
        name = cards[-1].card.person.name
    rows, at, pages = shown.page_of(cards, page)
    findings = [each for each in found.findings if each.person_key == key and each.id not in found.said]
    return here.page(
        "hours/person.html",
        place=place,
        key=key,
        name=name,
        rows=rows,
        at=at,
        pages=pages,
        sums=shown.summed(cards),
        findings=findings,
        **_words(here),
    )


def standing_out(hours: Hours) -> list[tuple[str, Finding, int, list[str]]]:
    """What nobody set aside, by kind: its tone, the first of it, how often it comes, and the first names."""
    groups: dict[tuple[bool, str], list[Finding]] = {}
    for each in hours.findings:
        if each.id not in hours.said:
            groups.setdefault((not each.blocks, each.code), []).append(each)
    found = []
    for (harmless, code), same in sorted(groups.items(), key=lambda pair: pair[0][0]):
        tone = "wait" if code in NOT_APPROVED or code == "pending-in-head" else "warn" if harmless else "stop"
        names = list(dict.fromkeys(one.person for one in same if one.person))
        found.append((tone, same[0], len(same), names[:STANDS_OUT]))
    return found


def _words(here: Here) -> dict[str, Any]:
    return {
        "fates": shown.FATES,
        "kinds": shown.KINDS,
        "statuses": shown.STATUSES,
        "hours_of": shown.hours_of,
        "clock_of": lambda moment: moment.astimezone(AMSTERDAM).time(),
        "because": lambda one: because_of(one, here.language),
        "reason": lambda code: reason(code, here.language),
    }


def _view(here: Here, place: Place, found: Hours, cards: list[Any], view: str, page: int) -> dict[str, Any]:
    """The rows of the view, and its chart."""
    if view == "people":
        return _paged(shown.by_person(cards), page)
    if view == "days":
        return {**_paged(shown.by_day(found, cards), page), "drawing": hours_per_day(here, found, cards)}
    if view == "entries":
        return _paged(cards, page)
    sums = here.container.show_hours().earlier(found.company.id, found.period, place.contract_type)
    return {**_paged(sums, 1), "drawing": compared(here, sums)}


def _paged(rows: list[Any], page: int) -> dict[str, Any]:
    part, at, pages = shown.page_of(rows, page)
    return {"rows": part, "at": at, "pages": pages, "count": len(rows)}


def hours_per_day(here: Here, found: Hours, cards: list[Any]) -> Chart:
    """Worked hours per day, a colour for each venue."""
    days = shown.days_between(found.first, found.last)
    venues = shown.tenths_by_venue(cards)
    locale = "nl_NL" if here.language == "nl" else "en_GB"
    names = [format_date(day, "EEEEEE d", locale) for day in days]
    series = [
        Series.of(venue, [shown.in_hours(tenths[day]) if day in tenths else None for day in days])
        for venue, tenths in sorted(venues.items())
    ]
    title = here.say("Hours per day and venue")
    return chart(title, names, series, here.language, "stacked", here.say("Day"), totals=True)


def compared(here: Here, sums: list[PeriodSum]) -> Chart:
    """Worked hours of each period, a colour for each venue."""
    venues = sorted({venue for each in sums for venue in each.minutes})
    series = [
        Series.of(
            venue,
            [Amount.from_fraction(each.minutes[venue] / 60) if venue in each.minutes else None for each in sums],
        )
        for venue in venues
    ]
    names = [str(each.period.ref) for each in sums]
    title = here.say("Hours per period and venue")
    return chart(title, names, series, here.language, "stacked", here.say("Wage period"), totals=True)
