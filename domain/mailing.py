"""When a mail leaves, is tried again, and is given up. Told once is the rule; a lost mail is never a lost hour.

A mail is one notification to one address. Those that wait for one address leave together, in one message, so that a
hundred things at once are one mail and not a hundred.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720))
"""How long after each failed attempt the next one is made."""
MOST_ATTEMPTS = len(BACK_OFF) + 1
"""A mail is tried at most eight times, over about 22 hours."""
MOST_DOUBTS = 2
"""Of these may a message have arrived without an answer that says so; then it is not sent once more."""
KEEPS = timedelta(days=7)
"""A mail that could not leave for so long is old news, and does not leave any more."""
CLAIM = timedelta(minutes=10)
"""How long one process has for one message; it outlasts all time-outs of a conversation with a mail server."""
MOST_IN_ONE = 50
"""The most notifications in one message."""


class MailState(StrEnum):
    """Where a mail is."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    GIVEN_UP = "given-up"


class Delivery(StrEnum):
    """What came of handing a message to the mail server."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    """This address or message is refused for good."""
    LATER = "later"
    """Not accepted now; nothing was delivered."""
    DOWN = "down"
    """The server as a whole cannot be used now; nothing was delivered."""
    UNKNOWN = "unknown"
    """The line broke after the message was handed over: it may have been delivered."""


@dataclass(frozen=True, slots=True)
class MailAnswer:
    """How it went. ``problem`` is the code of the error that says so; ``said`` the server's own words."""

    delivery: Delivery
    problem: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class Mailing:
    """One notification to one address. ``until`` is set while a process has it in hand, ``message`` names the message.

    ``not_before`` is the moment of the next attempt; ``doubts`` counts the attempts that may have arrived.
    """

    notification: int
    address: str
    language: str
    queued_at: datetime
    not_before: datetime
    state: MailState = MailState.WAITING
    attempts: int = 0
    doubts: int = 0
    message: str | None = None
    until: datetime | None = None
    problem: str = ""
    said: str = ""
    ended_at: datetime | None = None

    def claimed(self, message: str, now: datetime) -> Mailing:
        """In hand, as part of that message. This is recorded before the message leaves."""
        return replace(self, state=MailState.SENDING, message=message, until=now + CLAIM, attempts=self.attempts + 1)

    def answered(self, answer: MailAnswer, now: datetime) -> Mailing:
        """What follows from the answer: sent, given up, or to be tried again."""
        told = replace(self, until=None, problem=answer.problem, said=answer.said)
        if answer.delivery is Delivery.ACCEPTED:
            return replace(told, state=MailState.SENT, ended_at=now)
        doubt = answer.delivery is Delivery.UNKNOWN
        told = replace(told, doubts=told.doubts + doubt)
        if answer.delivery is Delivery.REFUSED or told.attempts >= MOST_ATTEMPTS or told.doubts >= MOST_DOUBTS:
            return replace(told, state=MailState.GIVEN_UP, ended_at=now)
        # What may have arrived goes again as it was, under the name by which a mail program knows it.
        message = told.message if doubt else None
        wait = BACK_OFF[max(told.attempts, 1) - 1]
        return replace(told, state=MailState.WAITING, message=message, not_before=now + wait)

    def postponed(self, answer: MailAnswer, now: datetime) -> Mailing:
        """The server is down, which another mail found out: that counts as an attempt of this one too."""
        return replace(self, attempts=self.attempts + 1).answered(answer, now)

    def dropped(self, problem: str, now: datetime) -> Mailing:
        """It does not leave any more."""
        return replace(self, state=MailState.GIVEN_UP, until=None, problem=problem, ended_at=now)


KILLED = MailAnswer(Delivery.UNKNOWN, "mail-outcome-unknown")
"""The process that had it in hand never said how it went."""


def freshened(mailings: Iterable[Mailing], wanted: Collection[tuple[int, str]], now: datetime) -> list[Mailing]:
    """What changed by the passing of time, before anything is sent.

    Who had a mail in hand and did not end in time was killed; what is old news, or goes to an address that is no
    longer a recipient of it (``wanted`` holds number and address), does not leave.
    """
    changed: list[Mailing] = []
    for mail in mailings:
        if mail.state is MailState.SENDING and mail.until is not None and mail.until <= now:
            changed.append(mail.answered(KILLED, now))
        elif mail.state is MailState.WAITING and now - mail.queued_at > KEEPS:
            changed.append(mail.dropped("mail-too-old", now))
        elif mail.state is MailState.WAITING and (mail.notification, mail.address) not in wanted:
            changed.append(mail.dropped("mail-recipient-gone", now))
    return changed


def next_message(mailings: Sequence[Mailing], now: datetime) -> list[Mailing]:
    """The mails that leave together now; none when nothing is due."""
    due = [mail for mail in mailings if mail.state is MailState.WAITING and mail.not_before <= now]
    if not due:
        return []
    first = min(due, key=lambda mail: (mail.not_before, mail.notification, mail.address))
    together = [
        mail
        for mail in due
        if (mail.address, mail.language, mail.message) == (first.address, first.language, first.message)
    ]
    return sorted(together, key=lambda mail: mail.notification)[:MOST_IN_ONE]
