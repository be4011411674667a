"""The gate: who may come in at all. It stands before everything else, so that nothing of a refused request is read.

A web page can make its visitor's browser call this server, under a name of its own that it lets point here (DNS
rebinding) or as a request from another site. So a request must be addressed by a known name, what changes anything must
not come from another site, and whoever calls must have the key or a session. What they may do is asked by each route:
``entrypoints.http.caller.needs``.
"""

from __future__ import annotations

import logging
import secrets
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from domain.errors import ProductError
from entrypoints.container import Container
from entrypoints.http.doors import HEALTH, LOOPBACK_NAMES, Doors, hostname
from entrypoints.http.identity import PROGRAM, Caller, has_key, person_of, token_in
from entrypoints.http.problems import Answer
from entrypoints.http.secure_headers import STATIC, SecureAnswer

LARGEST_BODY: Final = 1_000_000
"""Bytes in the body of a request, except for files."""
API: Final = "/api/"
SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})

INNERMOST: Final = 12
"""So many places in the code go into the log with an error that nobody foresaw."""

_log = logging.getLogger("eitje_nmbrs.http")


@dataclass(frozen=True, slots=True)
class Rules:
    """What the gate goes by.

    ``key`` is the digest of the key of programs; ``uploads`` are the paths whose bodies are files, each with its own
    limit in bytes, or None where the route itself stops reading; ``open`` are the methods and paths that answer before
    anybody logged in.
    """

    doors: Doors
    key: bytes | None
    uploads: Mapping[str, int | None]
    open: frozenset[tuple[str, str]]


class Gate:
    """ASGI middleware that refuses, and answers whatever nobody foresaw; ``answer`` may ask the database."""

    def __init__(self, app: ASGIApp, container: Container, rules: Rules, answer: Answer) -> None:
        self.app = app
        self.rules = rules
        self._container = container
        self._told = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            raise ValueError(f"this interface does not speak {scope['type']}")
        headers, answer = Headers(scope=scope), SecureAnswer(send, scope)
        try:
            scope = self.rules.doors.enter(scope, headers)
            answer.over_tls = scope["scheme"] == "https" and hostname(headers["host"]) not in LOOPBACK_NAMES
            check_site(scope, headers)
            caller = await self._identify(scope, headers)
            scope = {**scope, "state": {**scope.get("state", {}), "caller": caller}}
            limit = self.rules.uploads.get(scope["path"], LARGEST_BODY)
            await self.app(scope, receive if limit is None else _limited(receive, headers, limit), answer)
        except ProductError as refusal:
            await self._answer(scope, receive, answer, refusal)
        except Exception as error:
            if answer.started:
                raise
            unforeseen = ProductError("internal-error", reference=put_on_record(error))
            await self._answer(scope, receive, answer, unforeseen)

    async def _answer(self, scope: Scope, receive: Receive, send: Send, error: ProductError) -> None:
        request = Request({**scope, "state": {"caller": None, **scope.get("state", {})}})
        response = await run_in_threadpool(self._told, request, error)
        await response(scope, receive, send)

    async def _identify(self, scope: Scope, headers: Headers) -> Caller | None:
        """Who calls; None where that need not be known. Raises ``key-refused`` and ``not-logged-in``."""
        method, path = scope["method"], scope["path"]
        if path == HEALTH or path.startswith(STATIC):
            return None
        is_open = (method, path) in self.rules.open
        if path.startswith(API) and headers.get("authorization") and not is_open:
            if not has_key(headers, self.rules.key):
                raise ProductError("key-refused")
            return PROGRAM
        token = token_in(headers)
        caller = None if token is None else await run_in_threadpool(person_of, self._container, token)
        if caller is None and not is_open:
            raise ProductError("not-logged-in")
        return caller


def check_site(scope: Scope, headers: Headers) -> None:
    """Raise ``cross-site-refused`` for what another site makes a browser send.

    The browser says where a request comes from; a program that is no browser says nothing. Somebody who follows a link
    from another site, a mail for instance, may look at a page.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        foreign = site not in ("same-origin", "none")
    else:
        origin = headers.get("origin")
        foreign = origin is not None and origin != f"{scope['scheme']}://{headers['host']}"
    if foreign and not _follows_a_link(scope, headers):
        raise ProductError("cross-site-refused")


def _follows_a_link(scope: Scope, headers: Headers) -> bool:
    return (
        scope["method"] in SAFE
        and not scope["path"].startswith(API)
        and headers.get("sec-fetch-mode") == "navigate"
        and headers.get("sec-fetch-dest") == "document"
    )


def _limited(receive: Receive, headers: Headers, limit: int) -> Receive:
    """Stops reading a body that turns out larger than it may be, or says so itself."""
    stated = headers.get("content-length", "")
    if stated.isdecimal() and int(stated) > limit:
        raise ProductError("body-too-large", limit=limit)
    count = 0

    async def counted() -> Message:
        nonlocal count
        message = await receive()
        count += len(message.get("body", b""))
        if count > limit:
            raise ProductError("body-too-large", limit=limit)
        return message

    return counted


def put_on_record(error: Exception) -> str:
    """Log what kind of error it is and where it arose; its message is left out, for it may name a person.

    Returns the reference under which it stands in the log.
    """
    reference = secrets.token_hex(4)
    frames = traceback.extract_tb(error.__traceback__)[-INNERMOST:]
    where = " < ".join(f"{frame.filename}:{frame.lineno}" for frame in reversed(frames))
    _log.error("unforeseen error, reference %s: %s at %s", reference, type(error).__name__, where)
    return reference
