"""Hands messages to a mail server over SMTP (RFC 5321), and says in the product's own codes what came of it.

Each message has a connection of its own. Nothing secret and nothing of the message goes over a line that is not
encrypted when encryption was asked for: a server that does not offer it is not used.
"""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP as CRLF
from email.utils import format_datetime
from enum import StrEnum
from typing import NoReturn

from application.ports.mail import Mail
from domain.mailing import Delivery, MailAnswer

LONGEST_SAID = 300
_TRY_LATER = range(400, 500)


class Security(StrEnum):
    """How the line is encrypted: after a greeting in the open, from the first byte, or not at all."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    """The mail server. ``timeout`` is how long each answer of it may take; without ``user`` nobody logs in."""

    host: str
    port: int
    security: Security
    sender: str
    timeout: timedelta
    user: str = ""
    password: str = field(default="", repr=False)


class NoMailer:
    """A Mailer without a mail server."""

    @property
    def ready(self) -> bool:
        """Never."""
        return False

    def send(self, mail: Mail) -> MailAnswer:  # noqa: ARG002 (there is nobody to give it to)
        """That nothing is set up."""
        return MailAnswer(Delivery.DOWN, "mail-not-set-up")


class _Ended(Exception):
    """The conversation with the server ended early; the answer says how."""

    def __init__(self, delivery: Delivery, problem: str, said: object) -> None:
        super().__init__(problem)
        self.answer = MailAnswer(delivery, problem, _plain(said))


@dataclass(frozen=True, slots=True)
class SmtpMailer:
    """A Mailer. ``trust`` says which certificates are believed, by default those that the machine believes."""

    settings: SmtpSettings
    trust: Callable[[], ssl.SSLContext] = ssl.create_default_context

    @property
    def ready(self) -> bool:
        """Always."""
        return True

    def send(self, mail: Mail) -> MailAnswer:
        """Connect, log in, hand over the message."""
        try:
            connection = self._connect()
            try:
                self._enter(connection)
                return self._hand_over(connection, mail)
            finally:
                with suppress(OSError, smtplib.SMTPException):
                    connection.putcmd("QUIT")  # a farewell; nobody waits for what the server says to it
                connection.close()
        except _Ended as ended:
            return ended.answer

    def _connect(self) -> smtplib.SMTP:
        settings, seconds = self.settings, self.settings.timeout.total_seconds()
        try:
            if settings.security is Security.TLS:
                return smtplib.SMTP_SSL(settings.host, settings.port, timeout=seconds, context=self.trust())
            return smtplib.SMTP(settings.host, settings.port, timeout=seconds)
        except (OSError, smtplib.SMTPException, UnicodeError) as error:
            _down(error)

    def _enter(self, connection: smtplib.SMTP) -> None:
        """Encrypt and log in, as the settings ask for."""
        settings = self.settings
        try:
            if settings.security is Security.STARTTLS:
                connection.starttls(context=self.trust())
            if settings.user:
                connection.login(settings.user, settings.password)
        except smtplib.SMTPNotSupportedError as error:
            encrypting = settings.security is Security.STARTTLS and not isinstance(connection.sock, ssl.SSLSocket)
            raise _Ended(Delivery.DOWN, "mail-not-encrypted" if encrypting else "mail-login-refused", error) from None
        except smtplib.SMTPAuthenticationError as error:
            later = error.smtp_code in _TRY_LATER
            problem = "mail-later" if later else "mail-login-refused"
            raise _Ended(Delivery.DOWN, problem, _said(error.smtp_code, error.smtp_error)) from None
        except UnicodeError:
            said = "user name and password can only hold ASCII here"  # the error itself would show where and what
            raise _Ended(Delivery.DOWN, "mail-login-refused", said) from None
        except (OSError, smtplib.SMTPException) as error:
            _down(error)

    def _hand_over(self, connection: smtplib.SMTP, mail: Mail) -> MailAnswer:
        try:
            connection.ehlo_or_helo_if_needed()
            for command, words, problem in (
                ("MAIL", f"FROM:<{self.settings.sender}>", "mail-sender-refused"),
                ("RCPT", f"TO:<{mail.to}>", "mail-recipient-refused"),
                ("DATA", "", "mail-refused"),
            ):
                code, text = connection.docmd(command, words)
                if not (code == 354 if command == "DATA" else 200 <= code < 300):
                    raise _Ended(*_refusal(code, problem), _said(code, text))
        except (OSError, smtplib.SMTPException) as error:
            _down(error)
        # From here on the server may have taken the message, whatever happens to the line.
        try:
            connection.send(_on_the_wire(self._message(mail)))
            code, text = connection.getreply()
        except (OSError, smtplib.SMTPException) as error:
            raise _Ended(Delivery.UNKNOWN, "mail-outcome-unknown", error) from None
        if code != 250:
            raise _Ended(*_refusal(code, "mail-refused"), _said(code, text))
        return MailAnswer(Delivery.ACCEPTED, said=_said(code, text))

    def _message(self, mail: Mail) -> bytes:
        message = EmailMessage(policy=CRLF)
        message["From"] = f"eitje-nmbrs <{self.settings.sender}>"
        message["To"] = mail.to
        message["Subject"] = mail.subject
        message["Date"] = format_datetime(datetime.now(UTC))
        message["Message-ID"] = f"<{mail.name}@{self.settings.sender.rpartition('@')[2]}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(mail.text, cte="quoted-printable")
        message["Content-Language"] = mail.language  # after the content, which sets the headers about it anew
        return message.as_bytes()


def _refusal(code: int, problem: str) -> tuple[Delivery, str]:
    """A number from 400 on asks to come back later. A sender who is refused is our setting, not this mail's fault."""
    if code in _TRY_LATER or code < 0:
        return Delivery.LATER, "mail-later"
    return Delivery.DOWN if problem == "mail-sender-refused" else Delivery.REFUSED, problem


def _down(error: Exception) -> NoReturn:
    """What keeps every mail from leaving now. smtplib hides a time-out behind an error of its own."""
    causes = (error, error.__context__)
    said: object = error
    if any(isinstance(each, TimeoutError) for each in causes):
        problem = "mail-server-silent"
    elif any(isinstance(each, ssl.SSLError) for each in causes):
        problem = "mail-not-encrypted"
    else:
        problem = "mail-server-unreachable"
    if isinstance(error, smtplib.SMTPResponseException):
        said = _said(error.smtp_code, error.smtp_error)
    raise _Ended(Delivery.DOWN, problem, said) from None


def _on_the_wire(message: bytes) -> bytes:
    """With its end marked, and a dot before each line that begins with one (RFC 5321, 4.5.2)."""
    return re.sub(rb"(?m)^\.", b"..", message) + b".\r\n"


def _said(code: int, text: object) -> str:
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)
    return _plain(f"{code} {words}")


def _plain(said: object) -> str:
    text = "".join(c if c.isprintable() else " " for c in str(said))
    return text[:LONGEST_SAID].strip()
