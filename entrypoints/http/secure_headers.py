"""What every answer says to the browser: how it may be used, and that no cache keeps it."""

from __future__ import annotations

from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import Message, Scope, Send

STATIC: Final = "/static/"
"""Below this stand files of the product itself, about nobody; they may be kept."""

CONTENT_SECURITY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "manifest-src 'self'",
    )
)
SECURE: Final = {
    "content-security-policy": CONTENT_SECURITY,
    # Not no-referrer: with that, browsers hide the Origin of forms on our own pages.
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
TWO_YEARS: Final = "max-age=63072000"
KEPT: Final = "public, max-age=3600"
KEPT_FOR_GOOD: Final = "public, max-age=31536000, immutable"
"""For an address with a mark that changes with the file's content."""


class SecureAnswer:
    """Sends an answer with these headers. ``started`` once its beginning is on its way."""

    def __init__(self, send: Send, scope: Scope) -> None:
        self._send = send
        self._kept = None
        if scope["path"].startswith(STATIC):
            self._kept = KEPT_FOR_GOOD if scope.get("query_string", b"").startswith(b"v=") else KEPT
        self.started = False
        self.over_tls = False
        """Whether the browser may be told never to come without TLS again; not on loopback, which others use too."""

    async def __call__(self, message: Message) -> None:
        """Add the headers to the beginning, and pass on."""
        if message["type"] == "http.response.start":
            self.started = True
            headers = MutableHeaders(scope=message)
            for name, value in SECURE.items():
                headers[name] = value
            found = message["status"] in (200, 304)
            headers["cache-control"] = self._kept if self._kept is not None and found else "no-store"
            if self.over_tls:
                headers["strict-transport-security"] = TWO_YEARS
        await self._send(message)
