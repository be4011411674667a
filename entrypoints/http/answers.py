"""How an error is answered: a problem for programs, a page for people."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from domain.errors import ProductError
from entrypoints.http.pages.here import here_of
from entrypoints.http.problems import ProblemResponse, language_of, status_of

FOR_PROGRAMS: Final = ("/api/", "/healthz")
"""Addresses that begin so answer programs; all others are pages."""


def answer_to(request: Request, error: ProductError) -> Response:
    """The error in the form and language of whoever made the request."""
    if request.url.path.startswith(FOR_PROGRAMS):
        return ProblemResponse(error, language_of(request.headers))
    return here_of(request, None).problem(error, status_of(error))
