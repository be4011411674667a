"""What the application needs to send mail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from domain.mailing import MailAnswer


@dataclass(frozen=True, slots=True)
class Mail:
    """One message of plain text to one address. ``name`` stays the same when the same message is sent again."""

    name: str
    to: str
    subject: str
    text: str
    language: str


class Mailer(Protocol):
    """Hands messages to a mail server."""

    @property
    def ready(self) -> bool:
        """True when a mail server is set at all."""
        ...

    def send(self, mail: Mail) -> MailAnswer:
        """Hand over one message, and answer what the server said.

        Never raises for what goes wrong on the way, and ends within the time-outs of its settings. Only a message that
        was answered with ``UNKNOWN`` may have been delivered without an answer.
        """
        ...
