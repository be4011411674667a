"""Notifications: what was told, who is mailed, what became of the mails; and the daily work."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query
from pydantic import Field, StrictBool, StrictInt

from domain.accounts import Right
from domain.notifications import NotificationKind, Recipient
from domain.terms import CompanyId
from entrypoints.http.bodies import Body, OfCompany, Text
from entrypoints.http.caller import Language, Who, Wired, needs
from entrypoints.presentation import (
    Json,
    daily_json,
    mails_json,
    notifications_json,
    recipient_json,
    recipients_json,
    reminder_json,
    reminders_json,
    sent_mails_json,
)

router = APIRouter(tags=["notifications"])

Number = Annotated[int, Path(ge=1, le=2**31 - 1)]


class RecipientPlaceBody(Body):
    """An address, with the company and kind of thing it is mailed about; all when absent."""

    address: Text
    company: Annotated[Text | None, Field(description="The id of the company; all when absent.")] = None
    kind: NotificationKind | None = None

    @property
    def recipient(self) -> Recipient:
        """As the use case takes it."""
        return Recipient(self.address, "en", CompanyId(self.company) if self.company else None, self.kind)


class RecipientBody(RecipientPlaceBody):
    """And the language of its mails."""

    language: Literal["en", "nl"] = "en"

    @property
    def recipient(self) -> Recipient:
        """As the use case takes it."""
        about = CompanyId(self.company) if self.company else None
        return Recipient(self.address, self.language, about, self.kind)


class ReminderBody(OfCompany):
    """So many ``days`` before a period closes, or null for never; it closes ``run_after`` days after its end."""

    days: StrictInt | None
    run_after: StrictInt = 0


class TrialMailBody(Body):
    """Where the test mail goes."""

    address: Text
    language: Literal["en", "nl"] = "en"


class DailyBody(Body):
    """``again``: also when the day's work was done already. ``announce``: only tell which team members would change."""

    again: StrictBool = False
    announce: Annotated[StrictBool | None, Field(description="By default as the settings say.")] = None


@router.get("/notifications", dependencies=[needs(Right.SEE)])
def list_notifications(
    container: Wired,
    language: Language,
    unread: Annotated[bool, Query(description="Only unread ones.")] = False,
    limit: Annotated[int, Query(ge=1, le=1000, description="At most so many, the newest.")] = 50,
) -> Json:
    """What was told, newest first, with its mails."""
    return notifications_json(container.read_notifications().show(unread, limit), language)


@router.post("/notifications/{number}/read", dependencies=[needs(Right.OPERATE)])
def read(number: Number, container: Wired, who: Who, language: Language) -> Json:
    """Mark one as read."""
    return notifications_json(container.read_notifications().read(number, who), language)


@router.post("/notifications/read", dependencies=[needs(Right.OPERATE)])
def read_all(container: Wired, who: Who, language: Language) -> Json:
    """Mark all as read; answers those that nobody had read."""
    return notifications_json(container.read_notifications().read_all(who), language)


@router.get("/notifications/mails", dependencies=[needs(Right.SEE)])
def list_mails(container: Wired, language: Language) -> Json:
    """What became of every mail."""
    return mails_json(container.read_notifications().show(), language)


@router.post("/notifications/mails", dependencies=[needs(Right.OPERATE)])
def send_mails(container: Wired, who: Who, language: Language) -> Json:
    """Send the mails that wait and are due."""
    return sent_mails_json(container.send_notifications()(who), language)


@router.post("/notifications/test", dependencies=[needs(Right.ADMINISTER)])
def send_test(body: TrialMailBody, container: Wired) -> Json:
    """Send a test mail, and answer what the mail server said."""
    return {"address": body.address, "answer": container.send_notifications().trial(body.address, body.language).said}


@router.get("/notifications/recipients", dependencies=[needs(Right.SEE)])
def list_recipients(container: Wired) -> Json:
    """Who is mailed about what."""
    return recipients_json(container.set_recipients().show(), container.send_notifications().ready)


@router.put("/notifications/recipients", dependencies=[needs(Right.ADMINISTER)])
def add_recipient(body: RecipientBody, container: Wired, who: Who) -> Json:
    """Mail an address from now on; the same company and kind once more replaces the language."""
    return recipient_json(container.set_recipients().add(body.recipient, who))


@router.post("/notifications/recipients/removal", dependencies=[needs(Right.ADMINISTER)])
def remove_recipient(body: RecipientPlaceBody, container: Wired, who: Who) -> Json:
    """Mail an address no more about that company and kind."""
    return recipient_json(container.set_recipients().remove(body.recipient, who))


@router.get("/notifications/reminders", dependencies=[needs(Right.SEE)])
def list_reminders(container: Wired) -> Json:
    """When each linked company is reminded of hours that are not sent."""
    return reminders_json(container.set_recipients().reminders())


@router.put("/notifications/reminders", dependencies=[needs(Right.ADMINISTER)])
def set_reminder(body: ReminderBody, container: Wired, who: Who) -> Json:
    """Set that for one company."""
    return reminder_json(container.set_recipients().remind(body.company_id, body.days, body.run_after, who))


@router.post("/daily", dependencies=[needs(Right.PAY)])
def do_daily_work(body: DailyBody, container: Wired, who: Who, language: Language) -> Json:
    """Do the work of today, unless that was done already."""
    return daily_json(container.daily_work()(who, body.again, body.announce), language)
