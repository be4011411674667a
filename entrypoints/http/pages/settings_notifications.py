"""Settings: who is mailed about what, when a company is reminded, and a mail to try."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from domain.errors import ErrorKind, ProductError
from domain.notifications import NotificationKind, Recipient
from domain.terms import CompanyId
from entrypoints.http.pages.forms import Form, Typed
from entrypoints.http.pages.here import Administering, Here, Seeing
from entrypoints.http.pages.texts import LANGUAGES, mark

router = APIRouter()

ADDRESS: Final = "/settings/notifications"
KINDS: Final[Mapping[NotificationKind, str]] = {
    NotificationKind.SYNC_FAILED: mark("Something could not be read from Nmbrs"),
    NotificationKind.PEOPLE_CHANGED: mark("Team members changed"),
    NotificationKind.EXPORT_DONE: mark("An export has ended"),
    NotificationKind.WATCH_ENDED: mark("Something under watch has ended"),
    NotificationKind.DIFFERENCES_FOUND: mark("A check found differences"),
    NotificationKind.PERIOD_CLOSING: mark("A period closes and hours are not sent"),
    NotificationKind.TOKEN_REFUSED: mark("Nmbrs refuses the API token"),
}
ADDED = mark("%(address)s is mailed from now on.")
GONE = mark("%(address)s is not mailed about this any more.")
REMINDED = mark("The reminder is stored.")
SENT = mark("The test mail is handed to the mail server, which said: %(said)s")
FIELDS: Final = {"mail-address-invalid": "address", "company-unknown": "company", "reminder-out-of-range": "days"}


@router.get(ADDRESS)
def notifications(here: Seeing) -> Response:
    """The recipients, the reminders, and the test mail."""
    return _page(here, Form.of(language=here.language))


@router.post(f"{ADDRESS}/recipient")
def add_recipient(here: Administering, typed: Typed) -> Response:
    """Mail somebody from now on."""
    recipient = _recipient(here, typed)
    if recipient is not None:
        try:
            added = here.container.set_recipients().add(recipient, here.who)
            return here.go(ADDRESS, here.say(ADDED, address=added.address))
        except ProductError as error:
            typed.refused(error, here.language, FIELDS.get(error.code, ""))
    return _page(here, typed, status=HTTPStatus.UNPROCESSABLE_ENTITY)


@router.post(f"{ADDRESS}/recipient/removal")
def remove_recipient(here: Administering, typed: Typed) -> Response:
    """Mail somebody no more about that company and kind."""
    recipient = _recipient(here, typed)
    if recipient is None:
        raise ProductError("request-invalid", detail=", ".join(typed.errors))
    here.container.set_recipients().remove(recipient, here.who)
    return here.go(ADDRESS, here.say(GONE, address=recipient.address))


def _recipient(here: Here, typed: Form) -> Recipient | None:
    address = typed.text("address", here.say, most=254)
    language = typed.one_of("language", here.say, LANGUAGES)
    company = typed.text("company", here.say, needed=False, most=64)
    kind = typed.choice("kind", here.say, NotificationKind, needed=False)
    if not typed.ok or address is None or language is None:
        return None
    return Recipient(address, language, CompanyId(company) if company else None, kind)


@router.post(f"{ADDRESS}/reminder")
def set_reminder(here: Administering, typed: Typed) -> Response:
    """When one company is reminded of hours that are not sent."""
    company = typed.text("company", here.say, most=64)
    never = typed.flag("never")
    days = None if never else typed.number("days", here.say, 0, 27)
    after = typed.number("run_after", here.say, 0, 60)
    if typed.ok and company is not None and after is not None:
        try:
            here.container.set_recipients().remind(CompanyId(company), days, after, here.who)
            return here.go(ADDRESS, here.say(REMINDED))
        except ProductError as error:
            typed.refused(error, here.language, FIELDS.get(error.code, ""))
    return _page(here, Form.of(language=here.language), typed, status=HTTPStatus.UNPROCESSABLE_ENTITY)


@router.post(f"{ADDRESS}/trial")
def send_trial(here: Administering, typed: Typed) -> Response:
    """Send a test mail and say what the mail server answered."""
    address = typed.text("to", here.say, most=254)
    if address is not None:
        try:
            answer = here.container.send_notifications().trial(address, here.language)
            return here.go(ADDRESS, here.say(SENT, said=answer.said))
        except ProductError as error:
            if error.kind not in (ErrorKind.MAIL, ErrorKind.USAGE):
                raise
            typed.refused(error, here.language, "to")
    return _page(here, Form.of(language=here.language), trial=typed, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _page(
    here: Here,
    form: Form,
    reminder: Form | None = None,
    trial: Form | None = None,
    status: int = HTTPStatus.OK,
) -> Response:
    use = here.container.set_recipients()
    reminders = use.reminders()
    forms = {each.company: Form.of(days=each.days, run_after=each.run_after) for _, each in reminders}
    if reminder is not None and reminder.shown("company") in forms:
        forms[CompanyId(reminder.shown("company"))] = reminder
    return here.page(
        "settings_notifications/settings.html",
        status,
        form=form,
        trial=trial or Form(),
        recipients=use.show(),
        reminders=[(company, each, forms[company.id]) for company, each in reminders],
        companies={company.id: company.name for company, _ in reminders},
        kinds=KINDS,
        ready=here.container.send_notifications().ready,
    )
