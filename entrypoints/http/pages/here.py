"""What every page needs: who looks, in which language, and the ways to answer."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Any, Final, Literal

from fastapi import Depends, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from domain.accounts import Right
from domain.errors import ProductError
from domain.terms import CompanyId
from entrypoints.container import Container
from entrypoints.http.pages.rendering import environment
from entrypoints.http.pages.texts import LANGUAGES, translations
from entrypoints.http.pages.visitor import Visitor, visitor_of, whoever
from entrypoints.http.problems import language_of

SAID: Final = "__Host-eitje-nmbrs-said"
"""The cookie that carries a sentence to the next page."""
LANGUAGE: Final = "__Host-eitje-nmbrs-language"
"""The cookie that remembers the language chosen here."""
LONGEST_SENTENCE: Final = 1_000
"""Characters; a browser keeps about 4,000 bytes in a cookie."""

Tone = Literal["good", "note", "warn"]


@dataclass(frozen=True, slots=True)
class Here:
    """One request for a page, and the answers to it."""

    request: Request
    container: Container
    visitor: Visitor | None
    language: str

    @property
    def who(self) -> str:
        """How the audit trail names whoever acts."""
        return self.visitor.actor if self.visitor else ""

    @property
    def partial(self) -> bool:
        """Whether a piece of a page is asked for, to be put into the page that is there."""
        return self.request.headers.get("hx-request") == "true"

    @property
    def own_link_on(self) -> list[str]:
        """The environments of which it was not said that eitje's own link is switched off."""
        linked = [each.connection for each in self.container.environments().list()]
        return [connection.domain for connection in linked if not connection.own_link_off]

    def may(self, right: Right) -> bool:
        """Whether the visitor has that right."""
        return self.visitor is not None and self.visitor.may(right)

    def say(self, message: str, /, **values: object) -> str:
        """A text in the visitor's language, with ``%(name)s`` filled in."""
        said = translations(self.language).gettext(message)
        return said % values if values else said

    def page(self, template: str, status: int = HTTPStatus.OK, /, **values: Any) -> Response:
        """The template as an answer; a sentence that the page before left is shown once."""
        said = _read(self.request.cookies.get(SAID))
        values.setdefault("place", None)
        text = environment(self.language).get_template(template).render(here=self, said=said, **values)
        answer = HTMLResponse(text, status, {"content-language": self.language, "vary": "accept-language, cookie"})
        if said is not None and not self.partial:
            answer.delete_cookie(SAID, secure=True, httponly=True, samesite="lax")
        return answer

    def go(self, address: str, said: str = "", tone: Tone = "good") -> Response:
        """On to another page, which shows this sentence. The way every form ends that did something."""
        answer = RedirectResponse(address, HTTPStatus.SEE_OTHER)
        if self.partial:
            answer = RedirectResponse(address, HTTPStatus.OK, {"hx-redirect": address})
            del answer.headers["location"]
        if said:
            packed = urlsafe_b64encode(json.dumps([tone, said[:LONGEST_SENTENCE]]).encode()).decode()
            answer.set_cookie(SAID, packed, secure=True, httponly=True, samesite="lax", max_age=60)
        return answer

    def problem(self, error: ProductError, status: int) -> Response:
        """The error as a page of its own, or as a piece that htmx puts at the top of the page."""
        if not self.partial:
            return self.page("problem.html", status, error=error)
        answer = self.page("parts/problem.html", status, error=error)
        answer.headers.update({"hx-retarget": "#problems", "hx-reswap": "innerHTML show:top"})
        return answer


def _read(packed: str | None) -> tuple[str, str] | None:
    """The sentence in the cookie and its tone; None for none, or for what is not ours."""
    if not packed:
        return None
    try:
        tone, said = json.loads(urlsafe_b64decode(packed))
        str(said).encode()
    except (ValueError, TypeError, RecursionError):
        return None
    return (tone, said) if tone in ("good", "note", "warn") and isinstance(said, str) else None


def language_here(request: Request, visitor: Visitor | None) -> str:
    """The language chosen on this browser, else by the visitor, else what the browser asks for."""
    chosen = request.cookies.get(LANGUAGE) or (visitor.language if visitor else None)
    return chosen if chosen is not None and chosen in LANGUAGES else language_of(request.headers)


def here_of(request: Request, visitor: Visitor | None) -> Here:
    """This request, for whoever looks."""
    return Here(request, request.app.state.container, visitor, language_here(request, visitor))


def _with(right: Right) -> Callable[[Request], Here]:
    def here(request: Request) -> Here:
        return here_of(request, visitor_of(request, right))

    here.right = right  # type: ignore[attr-defined]
    return here


def _anybody(request: Request) -> Here:
    return here_of(request, whoever(request))


Anybody = Annotated[Here, Depends(_anybody)]
"""For the few pages that answer before anybody logged in: those in ``site.OPEN_PAGES``."""
Seeing = Annotated[Here, Depends(_with(Right.SEE))]
Operating = Annotated[Here, Depends(_with(Right.OPERATE))]
Paying = Annotated[Here, Depends(_with(Right.PAY))]
Administering = Annotated[Here, Depends(_with(Right.ADMINISTER))]


def company_id(text: str | None) -> CompanyId | None:
    """The id as the use cases take it; None for none."""
    return CompanyId(text) if text else None
