"""A mail server for scenarios and tests: it keeps what it gets, and says what it is told to say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from application.ports.mail import Mail
from domain.mailing import Delivery, MailAnswer

TAKEN = MailAnswer(Delivery.ACCEPTED, said="250 taken")
DOWN = MailAnswer(Delivery.DOWN, "mail-server-unreachable", "connection refused")


@dataclass
class Postbox:
    """A Mailer. ``answers`` are given in turn before ``usual``; ``meanwhile`` is called while a mail is on its way."""

    usual: MailAnswer = TAKEN
    answers: list[MailAnswer] = field(default_factory=list)
    got: list[Mail] = field(default_factory=list)
    asked: int = 0
    ready: bool = True
    meanwhile: Callable[[], None] | None = None

    def send(self, mail: Mail) -> MailAnswer:
        """Keep it, unless the answer says that it did not come through."""
        self.asked += 1
        answer = self.answers.pop(0) if self.answers else self.usual
        if answer.delivery in (Delivery.ACCEPTED, Delivery.UNKNOWN):
            self.got.append(mail)
        if self.meanwhile is not None:
            self.meanwhile()
        return answer
