"""Settings: what the Nmbrs user may do; the rights to write only after somebody signed that they may be tried."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Final

from fastapi import APIRouter, Query
from starlette.responses import Response

from application.show_setup import Setup
from domain.errors import ProductError
from entrypoints.http.pages import rights_shown
from entrypoints.http.pages.forms import Form, Typed
from entrypoints.http.pages.here import Administering, Here, Operating, company_id
from entrypoints.machine import examine

router = APIRouter()

ADDRESS: Final = "/settings/rights"
LONGEST_NAME: Final = 80
WhichCompany = Annotated[str | None, Query(max_length=64)]


@router.get(ADDRESS)
def show_rights(here: Operating, company: WhichCompany = None) -> Response:
    """Of which company, or of all; what is there is asked of Nmbrs by the page itself."""
    return _page(here, company or "", Form.of(company=company or ""))


@router.get(f"{ADDRESS}/found")
def find_rights(here: Operating, company: WhichCompany = None) -> Response:
    """What the user may do, tested by reading."""
    values = _found(here, company, False, "")
    if here.partial:
        return here.page("setup/rights_found.html", **values)
    return _page(here, company or "", Form.of(company=company or ""), **values)


@router.post(f"{ADDRESS}/probe")
def probe(here: Administering, typed: Typed) -> Response:
    """Try the rights to write for employee 0, who does not exist; who allows it goes on record."""
    by = typed.text("by", here.say, most=LONGEST_NAME)
    if not typed.flag("allowed"):
        typed.wrong("allowed", here.say("Tick this to go on."))
    company = typed.shown("company")
    if not typed.ok or by is None:
        return _page(here, company, typed, HTTPStatus.UNPROCESSABLE_ENTITY)
    return _page(here, company, Form.of(company=company), **_found(here, company, True, by), probed=True)


def _found(here: Here, company: str | None, probe_writes: bool, by: str) -> dict[str, object]:
    machine, found = examine(here.container, company_id(company), here.who, probe_writes=probe_writes, by=by)
    return {
        "machine": rights_shown.problems(machine),
        "environments": [rights_shown.shown_rights(here, each) for each in found],
        "states": rights_shown.STATES,
    }


def _page(here: Here, company: str, form: Form, status: int = HTTPStatus.OK, /, **values: object) -> Response:
    setup: Setup = here.container.show_setup()()
    if not setup.connections:
        raise ProductError("not-activated")
    return here.page("settings/rights.html", status, setup=setup, company=company, form=form, **values)
