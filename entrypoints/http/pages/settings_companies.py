"""Settings: which companies take part, which venues each pays, and when the day begins there."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Final

from fastapi import APIRouter, Query
from starlette.responses import Response

from application.desk import known_company
from application.ports.storage import Company
from domain.accounts import Right
from domain.terms import CompanyId
from entrypoints.http.pages import choosing_companies
from entrypoints.http.pages.forms import Form, Typed
from entrypoints.http.pages.here import Administering, Here, Seeing
from entrypoints.http.pages.texts import mark

router = APIRouter()

ADDRESS: Final = "/settings/companies"
PAGE: Final = 100
STATES: Final = {
    "undecided": ("warn", mark("Nobody said")),
    "linked": ("good", mark("Takes part")),
    "inactive": ("note", mark("Does not take part")),
}


def state_of(company: Company) -> str:
    """``undecided``, ``linked`` or ``inactive``."""
    return "undecided" if company.undecided else "linked" if company.linked else "inactive"


@router.get(ADDRESS)
def list_companies(
    here: Seeing,
    q: Annotated[str, Query(max_length=100)] = "",
    state: Annotated[str, Query(max_length=20)] = "",
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> Response:
    """All companies that the tokens reach; those that nobody decided about first."""
    use_case = here.container.link_companies()
    order = list(STATES)
    wanted = q.strip().casefold()
    found = [
        each
        for each in sorted(use_case.list(), key=lambda each: order.index(state_of(each)))
        if (not state or state_of(each) == state)
        and (not wanted or wanted in " ".join((each.number, each.name, each.id, *each.venues)).casefold())
    ]
    pages = max(1, -(-len(found) // PAGE))
    at = min(page, pages)
    return here.page(
        "settings/companies.html",
        rows=[(each, *STATES[state_of(each)]) for each in found[(at - 1) * PAGE : at * PAGE]],
        found=len(found),
        undecided=use_case.undecided(),
        states=STATES,
        q=q,
        state=state,
        at=at,
        pages=pages,
        may_set=here.may(Right.ADMINISTER),
    )


@router.get(f"{ADDRESS}/{{company}}")
def show_company(here: Administering, company: str) -> Response:
    """One company, to change."""
    known = _known(here, company)
    return _company(here, known, choosing_companies.filled([known]), HTTPStatus.OK)


@router.post(f"{ADDRESS}/{{company}}")
def set_company(here: Administering, typed: Typed, company: str) -> Response:
    """Store which venues it pays, or that it does not take part."""
    known = _known(here, company)
    typed.one_of(f"{choosing_companies.PART}{known.id}", here.say, (choosing_companies.YES, choosing_companies.NO))
    if choosing_companies.choose(here, typed, [known]) is None:
        return _company(here, known, typed, HTTPStatus.UNPROCESSABLE_ENTITY)
    return here.go(ADDRESS, here.say("%(name)s is saved.", name=known.name))


def _known(here: Here, company: str) -> Company:
    with here.container.storage().read() as work:
        return known_company(work, CompanyId(company))


def _company(here: Here, company: Company, form: Form, status: int) -> Response:
    undecided = here.container.link_companies().undecided()
    return here.page("settings/company.html", status, company=company, form=form, venues=undecided.venues)
