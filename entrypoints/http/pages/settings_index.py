"""Settings: what can be set, and where."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from domain.accounts import Right
from entrypoints.http.pages.here import Seeing
from entrypoints.http.pages.texts import mark

router = APIRouter()

NMBRS: Final = (
    ("/settings/environments", mark("Nmbrs log-ins"), mark("With which e-mail and token this product enters Nmbrs.")),
    (
        "/settings/companies",
        mark("Companies and venues"),
        mark("Which companies take part, and which venues each pays."),
    ),
    (
        "/settings/rights",
        mark("Rights in Nmbrs"),
        mark("What the Nmbrs user may do, and what to ask the payroll office."),
    ),
)
PAY: Final = (
    ("/settings/wage-periods", mark("Wage periods"), mark("The calendar of each company.")),
    ("/settings/mapping", mark("Codes"), mark("What goes to which code in Nmbrs.")),
    ("/settings/allowances", mark("Allowances"), mark("What is paid on top of worked hours.")),
)
PEOPLE: Final = (
    ("/settings/findings", mark("Findings"), mark("From when on something is reported.")),
    ("/settings/notifications", mark("Notifications"), mark("What happened, who is mailed, and when to be reminded.")),
    ("/settings/users", mark("Users"), mark("Who may log in, and do what.")),
)


@router.get("/settings")
def show_settings(here: Seeing) -> Response:
    """The rooms of the settings."""
    groups = (("Nmbrs", NMBRS), (here.say(mark("Pay")), PAY), (here.say(mark("This product")), PEOPLE))
    return here.page("settings/index.html", groups=groups, may_set=here.may(Right.ADMINISTER))
