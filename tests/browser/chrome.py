"""Chromium, and somebody who watches what it does behind the page."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    sync_playwright,
)

from entrypoints.http.identity import COOKIE
from tests.browser.machine import MISSING, chromium

# Chromium asks nothing of its makers, and reaches nobody but this machine.
FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
    "--no-first-run",
)
DESKTOP, PHONE = (1280, 900), (375, 812)
LOCALES = {"nl": "nl-NL", "en": "en-GB"}
REFUSED = 422
"""A form that comes back with its faults: an answer, and no failure."""
_LEFT = "net::ERR_ABORTED"
"""The page was left, or became a download, before the answer was read."""


@contextmanager
def running() -> Iterator[Browser]:
    """The browser. Fails, and does not skip, where there is none."""
    program = chromium()
    assert program is not None, MISSING
    with sync_playwright() as driver:
        sandbox = os.geteuid() != 0  # root may not have one
        browser = driver.chromium.launch(executable_path=program, args=list(FLAGS), chromium_sandbox=sandbox)
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Watch:
    """What went wrong behind the pages of one site; statuses from 400 on go wrong unless they are ``expected``."""

    site: str
    expected: set[int] = field(default_factory=lambda: {REFUSED})
    wrong: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        """Look at everything that the pages of this context do from now on."""
        context.on("weberror", lambda error: self.wrong.append(f"JavaScript: {error.error}"))
        context.on("console", self._said)
        context.on("request", self._asked)
        context.on("requestfailed", self._failed)
        context.on("response", self._answered)

    def _said(self, message: ConsoleMessage) -> None:
        # Chromium also says that an answer had a status from 400 on; the answer itself is judged, below.
        if message.type in ("error", "warning") and "the server responded with a status of" not in message.text:
            self.wrong.append(f"console: {message.text}")

    def _asked(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob") and f"{address.scheme}://{address.netloc}" != self.site:
            self.wrong.append(f"asked of somebody else: {request.url}")

    def _failed(self, request: Request) -> None:
        if request.failure != _LEFT:
            self.wrong.append(f"failed: {request.method} {request.url}: {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self.wrong.append(f"answered {response.status}: {response.request.method} {response.url}")


def log_in(context: BrowserContext, address: str, token: str | None) -> None:
    """Be somebody else from now on, or nobody."""
    context.clear_cookies(name=COOKIE)
    if token is not None:
        # To Chromium this machine is as safe as TLS, so a Secure cookie travels; but it is set as one of TLS.
        where = address.replace("http:", "https:")
        context.add_cookies([{"name": COOKIE, "value": token, "url": where, "httpOnly": True, "sameSite": "Lax"}])


@contextmanager
def visit(
    browser: Browser,
    address: str,
    token: str | None = None,
    *,
    language: str = "nl",
    size: tuple[int, int] = DESKTOP,
    dark: bool = False,
) -> Iterator[tuple[Page, Watch]]:
    """A browser window of its own on this site; with a token somebody is logged in, without nobody is.

    At its end everything must have gone well.
    """
    watch = Watch(address)
    context = browser.new_context(
        base_url=address,
        locale=LOCALES[language],
        timezone_id="Europe/Amsterdam",
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
    )
    context.set_default_timeout(10_000)
    try:
        if token is not None:
            log_in(context, address, token)
        watch.over(context)
        yield context.new_page(), watch
    finally:
        context.close()
    assert not watch.wrong, "\n".join(watch.wrong)
