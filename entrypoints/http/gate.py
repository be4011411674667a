"""The gate: who may call at all. It stands before everything else, so that nothing of a refused request is read.

The server listens on loopback only, but that alone does not keep others out: a web page can make its visitor's browser
call this machine, under a name of its own that it lets point here (DNS rebinding) or as a request from another site.
So a request must be addressed to loopback by name, must not come from another site, and must carry the key.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import secrets
import traceback
from typing import Final

from pydantic import SecretStr
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from domain.errors import ProductError
from entrypoints.http.problems import Answer

HEALTH: Final = "/healthz"
"""The only address that answers without the key."""
LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "[::1]"})
SHORTEST_KEY: Final = 16
LARGEST_BODY: Final = 1_000_000
"""Bytes in the body of a request, except for files."""

CONTENT: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
"""What a page may load: only what comes from here, and nothing written into the page itself."""

INNERMOST: Final = 12
"""So many places in the code go into the log with an error that nobody foresaw."""

_log = logging.getLogger("eitje_nmbrs.http")


def key_digest(key: SecretStr | None) -> bytes:
    """What the gate keeps of the key. Raises ``http-key-missing`` without one, and for one that could be guessed."""
    if key is None or len(key.get_secret_value()) < SHORTEST_KEY:
        raise ProductError("http-key-missing", least=SHORTEST_KEY)
    return _digest(key.get_secret_value().encode())


class Gate:
    """ASGI middleware that refuses with a problem, and answers whatever nobody foresaw.

    ``key`` is the digest of the key; ``uploads`` are the paths whose bodies are files, with a limit of their own.
    """

    def __init__(self, app: ASGIApp, key: bytes, uploads: frozenset[str], answer: Answer) -> None:
        self.app = app
        self.uploads = uploads
        self._told = answer
        self._key = key

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            raise ValueError(f"this interface does not speak {scope['type']}")
        answer = _Answer(send)
        headers = Headers(scope=scope)
        try:
            self._check(scope, headers)
            limited = receive if scope["path"] in self.uploads else _limited(receive, headers)
            await self.app(scope, limited, answer)
        except ProductError as refusal:
            await self._told(Request(scope), refusal)(scope, receive, answer)
        except Exception as error:
            if answer.started:
                raise
            unforeseen = ProductError("internal-error", reference=_put_on_record(error))
            await self._told(Request(scope), unforeseen)(scope, receive, answer)

    def _check(self, scope: Scope, headers: Headers) -> None:
        hosts = headers.getlist("host")
        if len(hosts) != 1 or _hostname(hosts[0]) not in LOOPBACK:
            raise ProductError("host-refused")
        if _from_another_site(scope, headers):
            raise ProductError("cross-site-refused")
        if scope["path"].startswith("/api/") and not self._has_key(headers):
            raise ProductError("key-refused")

    def _has_key(self, headers: Headers) -> bool:
        """Compares digests, so that the time it takes says nothing about the key."""
        scheme, _, key = headers.get("authorization", "").partition(" ")
        given = _digest(key.strip().encode("latin-1"))
        return hmac.compare_digest(given, self._key) and scheme.lower() == "bearer"


class _Answer:
    """Sends an answer that no cache keeps: it is about people's pay."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.started = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.started = True
            headers = MutableHeaders(scope=message)
            headers["cache-control"] = "no-store"
            headers["x-content-type-options"] = "nosniff"
            headers["content-security-policy"] = CONTENT
        await self._send(message)


def _digest(key: bytes) -> bytes:
    return hashlib.sha256(key).digest()


def _hostname(host: str) -> str:
    """The name in a Host header, without the port."""
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isdigit() else host).lower()


def _from_another_site(scope: Scope, headers: Headers) -> bool:
    """What the browser says of where the request comes from; a program that is no browser says nothing."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is not None and origin != f"{scope['scheme']}://{headers['host']}"


def _limited(receive: Receive, headers: Headers) -> Receive:
    """Stops reading a body that turns out larger than it may be, or says so itself."""
    stated = headers.get("content-length", "")
    if stated.isdecimal() and int(stated) > LARGEST_BODY:
        raise ProductError("body-too-large", limit=LARGEST_BODY)
    count = 0

    async def counted() -> Message:
        nonlocal count
        message = await receive()
        count += len(message.get("body", b""))
        if count > LARGEST_BODY:
            raise ProductError("body-too-large", limit=LARGEST_BODY)
        return message

    return counted


def _put_on_record(error: Exception) -> str:
    """Log what kind of error it is and where it arose; its message is left out, for it may name a person.

    Returns the reference under which it stands in the log.
    """
    reference = secrets.token_hex(4)
    frames = traceback.extract_tb(error.__traceback__)[-INNERMOST:]
    where = " < ".join(f"{frame.filename}:{frame.lineno}" for frame in reversed(frames))
    _log.error("unforeseen error, reference %s: %s at %s", reference, type(error).__name__, where)
    return reference
