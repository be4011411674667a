"""Who calls: a program with the key, or a person with a session, known by a cookie that scripts cannot read."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pydantic import SecretStr
from starlette.datastructures import Headers
from starlette.requests import Request, cookie_parser
from starlette.responses import Response

from domain.accounts import Account, Role
from domain.errors import ProductError
from domain.logging_in import LoginSession
from entrypoints.container import Container

COOKIE: Final = "__Host-eitje-nmbrs"
"""By this beginning of its name browsers keep it only when it is Secure, for ``/``, and of this very host."""
SHORTEST_KEY: Final = 16


@dataclass(frozen=True, slots=True)
class Caller:
    """Whose request it is, and in which role. Without an account it is a program that has the key."""

    role: Role
    account: Account | None = None
    session: LoginSession | None = None

    @property
    def person(self) -> tuple[Account, LoginSession]:
        """Who is logged in, and how. Raises ``account-needed`` for a program."""
        if self.account is None or self.session is None:
            raise ProductError("account-needed")
        return self.account, self.session


PROGRAM: Final = Caller(Role.ADMINISTRATOR)


def key_digest(key: SecretStr | None) -> bytes | None:
    """What is kept of the key; None without one. Raises ``http-key-too-short`` for one that could be guessed."""
    if key is None or not key.get_secret_value():
        return None
    if len(key.get_secret_value()) < SHORTEST_KEY:
        raise ProductError("http-key-too-short", least=SHORTEST_KEY)
    return _digest(key.get_secret_value().encode())


def has_key(headers: Headers, digest: bytes | None) -> bool:
    """Compares digests, so that the time it takes says nothing about the key."""
    scheme, _, key = headers.get("authorization", "").partition(" ")
    given = _digest(key.strip().encode("latin-1"))
    return digest is not None and hmac.compare_digest(given, digest) and scheme.lower() == "bearer"


def token_in(headers: Mapping[str, str]) -> str | None:
    """The token of the session in the cookie, if there is one."""
    return cookie_parser(headers.get("cookie", "")).get(COOKIE) or None


def person_of(container: Container, token: str) -> Caller | None:
    """Who is logged in with that token. Asks the database."""
    found = container.sessions().whose(token)
    return None if found is None else Caller(found[0].role, *found)


def give_cookie(response: Response, token: str) -> None:
    """Let the browser keep the token until it is closed; the server ends the session when it is time."""
    response.set_cookie(COOKIE, token, path="/", secure=True, httponly=True, samesite="lax")


def take_cookie(response: Response) -> None:
    """Let the browser forget it."""
    response.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="lax")


def _digest(key: bytes) -> bytes:
    return hashlib.sha256(key).digest()


def remote_address(request: Request) -> str:
    """From where the request comes, as far as that is known."""
    return request.client.host if request.client else ""
