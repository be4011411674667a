"""Choosing a language; it is remembered on this browser."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from entrypoints.http.pages.forms import Typed
from entrypoints.http.pages.here import LANGUAGE
from entrypoints.http.pages.texts import LANGUAGES

router = APIRouter()
A_YEAR = 31_536_000


def local(address: str) -> str:
    """The address when it is one on this site, else the first page."""
    plain = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if plain else "/"


@router.post("/language")
def choose_language(typed: Typed) -> Response:
    """Show the pages in that language from now on, and go back to where the visitor was."""
    answer = RedirectResponse(local(typed.shown("next")), HTTPStatus.SEE_OTHER)
    if typed.shown("language") in LANGUAGES:
        chosen = typed.shown("language")
        answer.set_cookie(LANGUAGE, chosen, max_age=A_YEAR, secure=True, httponly=True, samesite="lax")
    return answer
