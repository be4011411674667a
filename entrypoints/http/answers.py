"""How an error is answered: a problem for programs, a page for people, and the way in for whoever is not logged in."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from domain.accounts import Role
from domain.errors import ProductError
from entrypoints.http.pages import words
from entrypoints.http.pages.here import here_of
from entrypoints.http.pages.language import local
from entrypoints.http.pages.links import link
from entrypoints.http.pages.visitor import whoever
from entrypoints.http.problems import ProblemResponse, language_of, status_of

FOR_PROGRAMS: Final = ("/api/", "/healthz")
"""Addresses that begin so answer programs; all others are pages."""


def answer_to(request: Request, error: ProductError) -> Response:
    """The error in the form and language of whoever made the request."""
    if request.url.path.startswith(FOR_PROGRAMS):
        return ProblemResponse(error, language_of(request.headers))
    if error.code == "not-logged-in":
        return _the_way_in(request)
    here = here_of(request, whoever(request))
    if error.code == "not-allowed":
        named = {name: here.say(words.ROLES[Role(str(role))]) for name, role in error.details.items()}
        error = ProductError("not-allowed", needed=named["needed"], role=named["role"])
    return here.problem(error, status_of(error))


def _the_way_in(request: Request) -> Response:
    """To the first administrator while there is nobody, else to the log-in page, and back to here after it.

    A request by htmx cannot follow a redirect to a whole page, so the page that made it goes there.
    """
    first = request.app.state.container.manage_accounts().none_yet()
    piece = request.headers.get("hx-request") == "true"
    address = "/welcome" if first else link("/login", next=_back(request, piece))
    if piece:
        return Response(status_code=HTTPStatus.UNAUTHORIZED, headers={"hx-redirect": address})
    return RedirectResponse(address, HTTPStatus.SEE_OTHER)


def _back(request: Request, piece: bool) -> str | None:
    """Where the visitor was; what a form would have done is not done again after logging in."""
    if piece:
        try:
            there = urlsplit(request.headers.get("hx-current-url", ""))
        except ValueError:
            return None
        path, query = there.path, there.query
    elif request.method in ("GET", "HEAD"):
        path, query = request.url.path, request.url.query
    else:
        return None
    address = local(f"{path}?{query}" if query else path)
    return None if address == "/" else address
