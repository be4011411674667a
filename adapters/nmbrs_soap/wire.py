"""The bottom of every call: one HTTP request, of which it is always known whether any of it left.

Nothing is retried, redirected, or logged here, and no answer is read beyond its limit of size and time.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy
from socket import socket
from typing import Any

import requests
import urllib3
import zeep
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from adapters.nmbrs_soap.settings import SoapSettings

_CHUNK = 65_536


class TooLate(Exception):
    """The call was not sent, because the moment until which it might begin had passed."""


class TooLong(Exception):
    """The answer was not there in time."""


_BOOTTIME = getattr(time, "CLOCK_BOOTTIME", None)


def clock() -> float:
    """Seconds on a clock that only grows and, on Linux, runs on while the machine sleeps, as a lease does."""
    return time.monotonic() if _BOOTTIME is None else time.clock_gettime(_BOOTTIME)


class TooLarge(Exception):
    """The answer is larger than what is read."""


@dataclass(slots=True)
class Departure:
    """One call on its way out. ``left_at`` is set just before its first byte leaves, and stays None if none did."""

    not_after: float
    left_at: float | None = None
    connection: socket | None = None


@dataclass(frozen=True, slots=True)
class RawAnswer:
    """What came back, unread."""

    status: int
    content: bytes


class _Departing(threading.local):
    """The call that this thread is making; the connection reports to it."""

    call: Departure = Departure(float("inf"))


_departing = _Departing()


class _Watched(HTTPConnection):
    """A connection that says when the first byte of a call leaves, and lets none leave too late.

    An exception's type does not tell whether the payroll received something: a kept-alive connection that the server
    has closed fails like one that was never made, and a time-out may be that of the handshake.
    """

    def send(self, data: Any) -> None:
        if self.sock is None:
            self.connect()
        call = _departing.call
        if call.left_at is None:
            now = clock()
            if now > call.not_after:
                raise TooLate
            call.left_at = now
            call.connection = self.sock
        super().send(data)


class _WatchedSecure(_Watched, HTTPSConnection):
    """The same over TLS."""


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Watched


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _WatchedSecure


class _Adapter(HTTPAdapter):
    """Hands out watched connections, also behind a proxy."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _SecurePool}

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:
        manager = super().proxy_manager_for(*args, **kwargs)
        manager.pool_classes_by_scheme = {"http": _Pool, "https": _SecurePool}
        return manager


class Wire(zeep.Transport):
    """The transport of all services of one connection. Safe to use from many threads."""

    def __init__(self, settings: SoapSettings) -> None:
        super().__init__(session=_session(settings))  # type: ignore[no-untyped-call]
        self.session.headers["User-Agent"] = "eitje-nmbrs"
        self._call_timeout = settings.call_timeout.total_seconds()
        self._timeouts = (settings.connect_timeout.total_seconds(), self._call_timeout)
        self._answer_bytes = settings.answer_bytes

    def departing(self, not_after: float) -> Departure:
        """The call that this thread makes next; ``not_after`` is on `clock`."""
        _departing.call = Departure(not_after)
        return _departing.call

    def post(self, address: str, message: bytes, headers: Mapping[str, str]) -> RawAnswer:
        """Send one message and return what came back. Unlike zeep's own, this never logs a message."""
        response = self.session.post(
            address, data=message, headers=headers, timeout=self._timeouts, allow_redirects=False, stream=True
        )
        with response:
            return RawAnswer(response.status_code, self._content(response))

    def _content(self, response: requests.Response) -> bytes:
        """All of the answer, however slowly it drips in, or an exception at the end of the time."""
        call = _departing.call
        ends = (call.left_at or clock()) + self._call_timeout
        content = bytearray()
        while True:
            left = ends - clock()
            if left <= 0:
                raise TooLong
            if call.connection is not None:
                call.connection.settimeout(left)
            chunk = response.raw.read1(_CHUNK, decode_content=False)
            if not chunk:
                return bytes(content)
            content += chunk
            if len(content) > self._answer_bytes:
                raise TooLarge


def _session(settings: SoapSettings) -> requests.Session:
    session = requests.Session()
    adapter = _Adapter(max_retries=urllib3.Retry(0, read=False), pool_maxsize=settings.workers)
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    # Plain http is for this machine only, and must not wander off to a proxy from the environment.
    session.trust_env = settings.address.startswith("https:")
    # Whoever sends a session's cookie back is served one call at a time by ASP.NET.
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    # No compression, so that the limit on size is one on memory.
    session.headers["Accept-Encoding"] = "identity"
    return session
