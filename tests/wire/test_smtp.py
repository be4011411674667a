"""Mail over a real SMTP server: one that takes it, one that refuses, one that hangs and one that cuts the line."""

from __future__ import annotations

import asyncio
import email
import email.policy
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from adapters.smtp import NoMailer, Security, SmtpMailer, SmtpSettings
from application.ports.mail import Mail
from domain.errors import CATALOGUE
from domain.mailing import Delivery, MailAnswer

SENDER, ANJA, PASSWORD = "loon@kade.example", "anja@kade.example", "geheim-en-lang"
TEXT = "Beste Anja,\n\n.een punt vooraan, en een é\n"
MAIL = Mail("m1", ANJA, "eitje-nmbrs: De Kade: café", TEXT, "nl")


@dataclass
class Post:
    """What the server got, and what it says at each step; a word of the table takes the place of taking it."""

    answers: dict[str, str] = field(default_factory=dict)
    got: list[Envelope] = field(default_factory=list)
    logins: list[LoginPassword] = field(default_factory=list)
    cut: str = ""
    hang: str = ""
    ended: threading.Event = field(default_factory=threading.Event)

    async def _step(self, server: SMTP, step: str, usual: str) -> str:
        if self.hang == step:
            while not self.ended.is_set():
                await asyncio.sleep(0.01)
        if self.cut == step:
            assert server.transport is not None
            server.transport.abort()
        return self.answers.get(step, usual)

    async def handle_MAIL(self, server: SMTP, _s: Session, envelope: Envelope, address: str, options: Any) -> str:  # noqa: N802
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return await self._step(server, "MAIL", "250 OK")

    async def handle_RCPT(self, server: SMTP, _s: Session, envelope: Envelope, address: str, options: Any) -> str:  # noqa: N802
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return await self._step(server, "RCPT", "250 OK")

    async def handle_DATA(self, server: SMTP, _s: Session, envelope: Envelope) -> str:  # noqa: N802
        self.got.append(envelope)
        return await self._step(server, "DATA", "250 taken as 42")

    def log_in(self, _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: Any) -> AuthResult:
        """Only one password is right."""
        self.logins.append(data)
        return AuthResult(success=data.password == PASSWORD.encode(), handled=False)


@contextmanager
def serving(post: Post, **settings: Any) -> Iterator[int]:
    """A server on loopback, by its port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    controller = Controller(post, hostname="127.0.0.1", port=port, ready_timeout=20, **settings)
    controller.start()
    try:
        yield port
    finally:
        post.ended.set()
        controller.stop()


def mailer(
    port: int, security: Security = Security.NONE, trust: Callable[[], ssl.SSLContext] | None = None, **more: Any
):
    settings = SmtpSettings("localhost", port, security, SENDER, timedelta(seconds=more.pop("timeout", 20)), **more)
    return SmtpMailer(settings, trust) if trust else SmtpMailer(settings)


def answer(post: Post, **more: Any) -> MailAnswer:
    """What came of one mail on that server."""
    with serving(post) as port:
        return mailer(port, **more).send(MAIL)


def test_a_mail_arrives_as_it_was_written() -> None:
    post = Post()
    assert answer(post) == MailAnswer(Delivery.ACCEPTED, said="250 taken as 42")
    (envelope,) = post.got
    assert (envelope.mail_from, envelope.rcpt_tos) == (SENDER, [ANJA])
    assert isinstance(envelope.content, bytes)
    message = email.message_from_bytes(envelope.content, policy=email.policy.default)
    assert message["Subject"] == MAIL.subject
    assert message["To"] == ANJA
    assert message["Message-ID"] == "<m1@kade.example>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "nl"
    assert message.get_content().replace("\r\n", "\n") == TEXT


def test_the_same_message_bears_the_same_name() -> None:
    post = Post()
    with serving(post) as port:
        for _ in range(2):
            mailer(port).send(MAIL)
    names = {email.message_from_bytes(each.content)["Message-ID"] for each in post.got}  # type: ignore[arg-type]
    assert (len(post.got), len(names)) == (2, 1)


@pytest.mark.parametrize(
    ("step", "said", "delivery", "problem"),
    [
        ("MAIL", "550 no such sender here", Delivery.DOWN, "mail-sender-refused"),
        ("MAIL", "451 try later", Delivery.LATER, "mail-later"),
        ("RCPT", "550 no such mailbox", Delivery.REFUSED, "mail-recipient-refused"),
        ("RCPT", "452 mailbox full", Delivery.LATER, "mail-later"),
        ("DATA", "554 this looks like spam", Delivery.REFUSED, "mail-refused"),
        ("DATA", "451 greylisted", Delivery.LATER, "mail-later"),
    ],
)
def test_a_refusal_is_told_in_the_servers_words(step: str, said: str, delivery: Delivery, problem: str) -> None:
    assert answer(Post({step: said})) == MailAnswer(delivery, problem, said)


@pytest.mark.parametrize(
    ("step", "delivery", "problem"),
    [
        ("MAIL", Delivery.DOWN, "mail-server-unreachable"),
        ("RCPT", Delivery.DOWN, "mail-server-unreachable"),
        ("DATA", Delivery.UNKNOWN, "mail-outcome-unknown"),
    ],
)
def test_when_the_line_is_cut_only_a_message_that_was_handed_over_is_in_doubt(
    step: str, delivery: Delivery, problem: str
) -> None:
    post = Post(cut=step)
    found = answer(post)
    assert (found.delivery, found.problem) == (delivery, problem)
    assert len(post.got) == (step == "DATA")


@pytest.mark.parametrize(
    ("step", "delivery", "problem"),
    [
        ("RCPT", Delivery.DOWN, "mail-server-silent"),
        ("DATA", Delivery.UNKNOWN, "mail-outcome-unknown"),
    ],
)
def test_a_server_that_hangs_is_left_after_the_time_out(step: str, delivery: Delivery, problem: str) -> None:
    found = answer(Post(hang=step), timeout=0.3)
    assert (found.delivery, found.problem) == (delivery, problem)


def test_a_server_that_never_greets_is_left_too() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        found = mailer(silent.getsockname()[1], timeout=0.3).send(MAIL)
    assert (found.delivery, found.problem) == (Delivery.DOWN, "mail-server-silent")


def test_where_nobody_listens_it_says_so() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    found = mailer(port).send(MAIL)
    assert (found.delivery, found.problem) == (Delivery.DOWN, "mail-server-unreachable")


@pytest.mark.parametrize("greeting", [b"554 go away\r\n", b"\xff\x00nonsense\r\n"])
def test_something_else_that_answers_is_no_mail_server(greeting: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:

        def greet() -> None:
            line, _ = other.accept()
            with line:
                line.sendall(greeting)

        thread = threading.Thread(target=greet)
        thread.start()
        found = mailer(other.getsockname()[1]).send(MAIL)
        thread.join()
    assert (found.delivery, found.problem) == (Delivery.DOWN, "mail-server-unreachable")


def test_without_a_server_nothing_is_sent() -> None:
    assert not NoMailer().ready
    assert NoMailer().send(MAIL).problem in CATALOGUE


# -- encryption and login ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for localhost that no machine believes by itself, with its key in the same file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("certificate") / "server.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


def identity(certificate: Path) -> ssl.SSLContext:
    """What the server shows."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    return context


def believing(certificate: Path) -> Callable[[], ssl.SSLContext]:
    """A machine that believes it."""
    return lambda: ssl.create_default_context(cafile=certificate)


@contextmanager
def safe_server(post: Post, certificate: Path) -> Iterator[int]:
    """One that wants encryption first, and then a login."""
    with serving(
        post,
        tls_context=identity(certificate),
        require_starttls=True,
        auth_required=True,
        authenticator=post.log_in,
    ) as port:
        yield port


def test_the_password_goes_over_an_encrypted_line(certificate: Path) -> None:
    post = Post()
    with safe_server(post, certificate) as port:
        found = mailer(port, Security.STARTTLS, believing(certificate), user="loon", password=PASSWORD).send(MAIL)
    assert found.delivery is Delivery.ACCEPTED
    assert [login.login for login in post.logins] == [b"loon"]
    assert len(post.got) == 1


@pytest.mark.parametrize("password", ["wrong", "é"])
def test_a_wrong_password_is_said_and_not_shown(certificate: Path, password: str) -> None:
    post = Post()
    with safe_server(post, certificate) as port:
        sending = mailer(port, Security.STARTTLS, believing(certificate), user="loon", password=password)
        found = sending.send(MAIL)
    assert (found.delivery, found.problem) == (Delivery.DOWN, "mail-login-refused")
    assert password not in found.said
    assert password not in repr(sending)
    assert post.got == []


def test_a_certificate_that_is_not_believed_ends_it_before_the_password(certificate: Path) -> None:
    post = Post()
    with safe_server(post, certificate) as port:
        found = mailer(port, Security.STARTTLS, user="loon", password=PASSWORD).send(MAIL)
    assert (found.delivery, found.problem) == (Delivery.DOWN, "mail-not-encrypted")
    assert post.logins == []


def test_a_server_without_encryption_gets_no_password_and_no_mail() -> None:
    post = Post()
    with serving(post, authenticator=post.log_in, auth_require_tls=False) as port:
        found = mailer(port, Security.STARTTLS, user="loon", password=PASSWORD).send(MAIL)
    assert (found.delivery, found.problem) == (Delivery.DOWN, "mail-not-encrypted")
    assert (post.logins, post.got) == ([], [])


def test_a_server_that_knows_no_login_is_named() -> None:
    with serving(Post()) as port:
        found = mailer(port, user="loon", password=PASSWORD).send(MAIL)
    assert (found.delivery, found.problem) == (Delivery.DOWN, "mail-login-refused")


def test_encryption_from_the_first_byte(certificate: Path) -> None:
    post = Post()
    with serving(post, ssl_context=identity(certificate)) as port:
        trusted = mailer(port, Security.TLS, believing(certificate)).send(MAIL)
        strange = mailer(port, Security.TLS).send(MAIL)
    assert trusted.delivery is Delivery.ACCEPTED
    assert (strange.delivery, strange.problem) == (Delivery.DOWN, "mail-not-encrypted")
    assert len(post.got) == 1


def test_tls_on_a_port_that_speaks_in_the_open(certificate: Path) -> None:
    with serving(Post()) as port:
        found = mailer(port, Security.TLS, believing(certificate)).send(MAIL)
    assert (found.delivery, found.problem) == (Delivery.DOWN, "mail-not-encrypted")
