"""The form that connects with Nmbrs, on the first steps and among the settings."""

from __future__ import annotations

from typing import Final

from application.activate import Activated
from application.ports.payroll import Credentials
from domain.errors import ProductError
from entrypoints.http.pages.forms import MISSING, WHOLE, Form
from entrypoints.http.pages.here import Here

LONGEST_TOKEN: Final = 500
FIELDS: Final = {
    "email-not-readable": "email",
    "domain-not-readable": "domain",
    "domain-wrong": "domain",
    "own-link-unanswered": "own_link",
    "credentials-refused": "token",
}
"""The field beside which a refusal stands."""
ANSWERS: Final = {"off": True, "on": False}


def connect(here: Here, typed: Form, domain: str | None = None) -> Activated | None:
    """Try what was typed, and store it; None when something is wrong, which then stands in the form.

    With ``domain`` it is the token of that environment that is replaced. The token is never put back into the form.
    """
    email = typed.text("email", here.say)
    token = typed.text("token", here.say, most=LONGEST_TOKEN)
    named = domain if domain is not None else typed.text("domain", here.say, needed=False)
    answer = ANSWERS.get(typed.shown("own_link"))
    if answer is None:
        typed.wrong("own_link", here.say(MISSING))
    if not typed.ok or email is None or token is None:
        return None
    try:
        activated: Activated = here.container.activate()(Credentials(email, token, named or ""), answer, here.who)
    except ProductError as error:
        typed.refused(error, here.language, FIELDS.get(error.code, WHOLE))
        return None
    return activated


def connected(here: Here, activated: Activated) -> str:
    """The sentence after it."""
    count = len(activated.companies)
    return here.say(
        "Connected with %(domain)s. It has %(count)s companies.", domain=activated.environment.domain, count=count
    )
