"""What a person chose to export: from a form to an order, and back into a form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pydantic import ValidationError

from application.offer_export import Offer
from application.ports.storage import Consent
from domain.errors import ProductError
from domain.jobs import Job, JobKind
from entrypoints.http.bodies import PlanBody
from entrypoints.http.pages.forms import MISSING, WHOLE, Form
from entrypoints.http.pages.here import Here
from entrypoints.http.pages.texts import mark
from entrypoints.orders import order_of

BESIDE: Final[Mapping[str, str]] = {
    "nothing-selected": "part",
    "carry-needs-amounts": "carry",
    "carry-not-before": "carry",
    "period-not-in-calendar": "carry",
    "employee-unknown": "people",
    "person-ambiguous": "people",
    "person-not-linked": "people",
    "venue-unknown": "venue",
    "team-unknown": "team",
    "consent-needs-name": "by",
}
"""Beside which field of the form an error stands."""


@dataclass(frozen=True, slots=True)
class ConsentText:
    """What somebody consents to, and what follows from it."""

    title: str
    means: str


CONSENTS: Final[Mapping[str, ConsentText]] = {
    "past": ConsentText(
        mark("This period is closed in Nmbrs"),
        mark(
            "Nmbrs is in a later period already. What you send now is not paid with this period any more: Nmbrs puts"
            " it right in the next run, as a retroactive correction (TWK). Is it only about hours that came in late?"
            " Then send them along in the open period instead."
        ),
    ),
    "locked": ConsentText(
        mark("The run of this period is locked in Nmbrs"),
        mark(
            "It has been paid. What you send now is put right in the next run, as a retroactive correction (TWK). Is"
            " it only about hours that came in late? Then send them along in the open period instead."
        ),
    ),
    "future": ConsentText(
        mark("This period has not begun in Nmbrs"),
        mark(
            "It lies further ahead than the period after Nmbrs' current one. Nmbrs may not take it yet, and hours may"
            " still change. You can wait as well: nothing is lost."
        ),
    ),
    "days": ConsentText(
        mark("Somebody else set the number of days"),
        mark("With consent, the export replaces the number in Nmbrs by the days that were worked."),
    ),
}
BY_FINDING: Final[Mapping[str, str]] = {
    "period-past": "past",
    "run-locked": "locked",
    "period-future": "future",
    "days-theirs": "days",
}
"""Which consent takes away which finding."""


def order_from(typed: Form, here: Here) -> PlanBody | None:
    """What the form asks for; None when something is wrong, which then stands in the form.

    ``given`` are consents that were given before, each ``what|by``; ``consent`` are new ones, of whom ``by`` names.
    """
    consents = [{"what": what, "by": by} for what, _, by in (each.partition("|") for each in typed.many("given"))]
    if fresh := typed.many("consent"):
        by = typed.text("by", here.say)
        consents = [each for each in consents if each["what"] not in fresh]
        consents += [{"what": what, "by": by} for what in fresh if by]
    people = [line.strip() for line in typed.shown("people").splitlines() if line.strip()]
    try:
        order = PlanBody.model_validate(
            {
                "company": typed.shown("company"),
                "period": typed.shown("period"),
                "contract_type": typed.shown("contract_type"),
                "parts": typed.many("part"),
                "people": people,
                "venues": typed.many("venue"),
                "teams": typed.many("team"),
                "carry": typed.many("carry"),
                "consents": consents,
            }
        )
    except ValidationError as error:
        _invalid(typed, error, here)
        return None
    if not order.parts:
        typed.wrong("part", here.say("Tick at least one of these."))
    if not typed.ok:
        return None
    try:
        order.request.check()
        if order.people or order.venues or order.teams or order.carry:
            here.container.offer_export().selection(order.request)
    except ProductError as error:
        typed.refused(error, here.language, BESIDE.get(error.code, WHOLE))
        return None
    return order


def _invalid(typed: Form, error: ValidationError, here: Here) -> None:
    """What no form of ours sends, and what is too much of a good thing."""
    names = {"parts": "part", "venues": "venue", "teams": "team", "consents": "by"}
    for each in error.errors():
        field = str(each["loc"][0]) if each["loc"] else ""
        if field in ("company", "period", "contract_type"):
            raise ProductError("request-invalid", detail=field)
        empty = field == "consents" and each["type"] == "string_too_short"
        typed.wrong(
            names.get(field, field), here.say(MISSING if empty else mark("Too much, or not what can be chosen."))
        )


def planned(here: Here, job_id: str) -> tuple[Job, PlanBody]:
    """A plan, and what was asked for it. Raises ``job-unknown`` for what is no plan."""
    job = here.container.show_work()(job_id)
    if job.kind is not JobKind.PLAN:
        raise ProductError("job-unknown", job=job_id[:40])
    return job, order_of(job, PlanBody)


def form_of(order: PlanBody) -> Form:
    """The form in which this was asked."""
    return Form.of(
        part=[str(part) for part in order.parts],
        people="\n".join(order.people),
        venue=order.venues,
        team=order.teams,
        carry=order.carry,
        given=[given(consent) for consent in order.request.consents],
    )


def first_form(offer: Offer) -> Form:
    """The form before anybody chose."""
    return Form.of(part=[str(part) for part in offer.parts])


def given(consent: Consent) -> str:
    """A consent as a field of a form carries it."""
    return f"{consent.what}|{consent.by}"


def fields_of(order: PlanBody) -> list[tuple[str, str]]:
    """All that was chosen as hidden fields, so that a form can ask for the same once more."""
    asked = form_of(order)
    place = [("company", order.company or ""), ("period", order.period), ("contract_type", order.contract_type.value)]
    return [*place, *((name, value) for name, values in asked.values.items() for value in values if value)]


def narrowed(form: Form) -> bool:
    """Whether only some people, venues or teams are chosen, or something is wrong with that choice."""
    return any(form.many(name) or name in form.errors for name in ("people", "venue", "team"))


def given_in(form: Form) -> list[tuple[str, str]]:
    """The consents that a form carries along, in words, with who gave them."""
    carried = [each.partition("|") for each in form.many("given")]
    return [(CONSENTS[what].title, by) for what, _, by in carried if what in CONSENTS]
