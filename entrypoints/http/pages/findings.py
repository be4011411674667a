"""Findings: what stands in the way of an export, what to look at first, and what people said about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Final
from urllib.parse import quote

from fastapi import APIRouter, Query
from starlette.responses import Response

from application.find_place import Place
from application.list_findings import ListedFindings
from domain.errors import ProductError
from domain.findings import ACCEPTABLE, Finding, Reach
from entrypoints.http.pages.forms import Form, Typed
from entrypoints.http.pages.here import Here, Paying, Seeing
from entrypoints.http.pages.links import link
from entrypoints.http.pages.texts import mark
from entrypoints.http.pages.where import Where

router = APIRouter()
MOST_SHOWN: Final = 100
"""So many findings of one kind are listed; all of a kind can be set aside together."""
ORDER: Final = (Reach.EXPORT, Reach.PERSON, Reach.NOTHING)
EVERY: Final = "all"
"""Stands for all findings of a kind, where the others are named by their ids."""

SAID: Final = {
    "aside": mark("Set aside: %(n)s."),
    "accept": mark("Accepted: %(n)s."),
}
RESTORED: Final = mark("It counts again.")
CHOOSE: Final = mark("Choose at least one.")

PLACES: Final = {
    "unmapped": "/settings/mapping",
    "code-missing": "/settings/mapping",
    "paid-on-top": "/settings/mapping",
    "wage-year-proposed": "/settings/wage-periods",
    "period-length-differs": "/settings/wage-periods",
    "periods-out-of-step": "/settings/wage-periods",
    "outside-every-period": "/settings/wage-periods",
    "foreign-line": "/check",
    "open-difference": "/check",
    "unsettled": "/check",
    "own-link-sent": "/check",
    "own-link-sent-too": "/check",
}
"""Where something is done about a finding of this kind."""
ABOUT_PEOPLE: Final = frozenset(
    {
        "not-linked",
        "two-people-one-name",
        "employee-gone",
        "two-people-one-employee",
        "two-names-one-key",
        "link-name-differs",
        "people-together",
        "people-alike",
        "several-employments",
        "never-exported",
        "employed-elsewhere-too",
    }
)


@dataclass(frozen=True, slots=True)
class Group:
    """The open findings of one kind that stop the same."""

    code: str
    reach: Reach
    findings: tuple[Finding, ...]

    @property
    def acceptable(self) -> bool:
        """Whether it stops somebody until a person takes it upon them."""
        return self.code in ACCEPTABLE

    @property
    def open_to_words(self) -> bool:
        """Whether a person can set it aside or accept it."""
        return self.acceptable or self.reach is Reach.NOTHING

    @property
    def shown(self) -> Sequence[Finding]:
        """Those that are listed."""
        return self.findings[:MOST_SHOWN]


@router.get("/findings")
def findings(here: Seeing, place: Where, everything: Annotated[str, Query(max_length=3)] = "") -> Response:
    """What is found in the period now, of the contract types that are usually sent, or with ``everything`` of all."""
    return _list(here, place, Form(), bool(everything))


@router.post("/findings/words")
def say_about(here: Paying, place: Where, typed: Typed) -> Response:
    """Set warnings aside, or accept what stops people, with a reason."""
    code = typed.text("code", here.say) or ""
    what = typed.one_of("what", here.say, SAID)
    reason = typed.text("reason", here.say, most=500)
    ids = typed.many("finding")
    if not ids:
        typed.wrong("finding", here.say(CHOOSE))
    if not typed.ok or what is None or reason is None or place.company is None or place.period is None:
        return _list(here, place, typed, True, HTTPStatus.UNPROCESSABLE_ENTITY)
    use, company, period = here.container.set_findings_aside(), place.company.id, place.period.ref
    try:
        if EVERY in ids:
            every = use.accept_kind if what == "accept" else use.kind
            count = len(every(company, code, period, reason, here.who))
        else:
            one = use.accept if what == "accept" else use
            count = len([one(company, each, reason, here.who, period) for each in ids])
    except ProductError as error:
        typed.refused(error, here.language, "finding")
        return _list(here, place, typed, True, HTTPStatus.UNPROCESSABLE_ENTITY)
    return here.go(link("/findings", place), here.say(SAID[what], n=count))


@router.post("/findings/restore")
def restore(here: Paying, place: Where, typed: Typed) -> Response:
    """Take a word back."""
    finding = typed.text("finding", here.say) or ""
    company = place.company.id if place.company is not None else None
    period = place.period.ref if place.period is not None else None
    here.container.set_findings_aside().restore(company, finding, here.who, period)
    return here.go(link("/findings", place), here.say(RESTORED))


def _list(here: Here, place: Place, form: Form, everything: bool, status: int = HTTPStatus.OK) -> Response:
    if place.company is None or place.period is None:
        return here.page("hours/none.html", status, place=place)
    use = here.container.list_findings()
    if everything:
        listed = use.everything(place.company.id, place.period.ref)
    else:
        listed = use(place.company.id, place.period.ref)
    words = [(each, listed.said[each.id]) for each in listed.findings if each.id in listed.said]
    return here.page(
        "findings/list.html",
        status,
        place=place,
        form=form,
        groups=_groups(listed),
        words_about=words,
        selections=listed.selections,
        everything=everything,
        most_shown=MOST_SHOWN,
        Reach=Reach,
        where=lambda one: _where(place, one),
    )


def _groups(listed: ListedFindings) -> list[Group]:
    """What nobody said anything about, by kind: first what stops the export, then people, then nothing."""
    found: dict[tuple[Reach, str], list[Finding]] = {}
    for each in listed.findings:
        if each.id not in listed.said:
            found.setdefault((each.reach, each.code), []).append(each)
    groups = [Group(code, reach, tuple(same)) for (reach, code), same in found.items()]
    return sorted(groups, key=lambda group: ORDER.index(group.reach))


def _where(place: Place, finding: Finding) -> str | None:
    """The page on which something is done about it."""
    if finding.code in ABOUT_PEOPLE and finding.person_key:
        return "/team-members/person/" + quote(finding.person_key, safe="")
    if finding.code in PLACES:
        return link(PLACES[finding.code], place)
    if finding.person_key:
        return link("/hours/person/" + quote(finding.person_key, safe=""), place)
    return None
