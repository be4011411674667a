"""Errors as ``application/problem+json`` (RFC 9457), in English or Dutch, from the one catalogue of errors."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import Response

from domain.errors import ErrorKind, ProductError
from entrypoints.presentation import error_json

STATUSES = {
    ErrorKind.USAGE: HTTPStatus.UNPROCESSABLE_ENTITY,
    ErrorKind.NOT_FOUND: HTTPStatus.NOT_FOUND,
    ErrorKind.PAYROLL: HTTPStatus.BAD_GATEWAY,
    ErrorKind.MAIL: HTTPStatus.BAD_GATEWAY,
    ErrorKind.BLOCKED: HTTPStatus.CONFLICT,
    ErrorKind.UNKNOWN: HTTPStatus.CONFLICT,
}
EXCEPTIONAL = {
    "key-refused": HTTPStatus.UNAUTHORIZED,
    "cross-site-refused": HTTPStatus.FORBIDDEN,
    "host-refused": HTTPStatus.MISDIRECTED_REQUEST,
    "method-not-allowed": HTTPStatus.METHOD_NOT_ALLOWED,
    "body-too-large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "file-too-large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "internal-error": HTTPStatus.INTERNAL_SERVER_ERROR,
}
"""Codes for which HTTP has a status of its own."""

MEDIA_TYPE = "application/problem+json"
MOST_FIELDS = 10
LONGEST_FIELD = 100


class Problem(BaseModel):
    """What every answer with a status from 400 on says."""

    type: str = Field("about:blank", description="Always about:blank: `code` tells errors apart.")
    title: str = Field(description="The HTTP status in words.")
    status: int = Field(description="The HTTP status.")
    code: str = Field(description="Stable; the documentation lists all codes.")
    kind: str = Field(description="Who has to act: usage, not-found, payroll, mail, blocked or unknown.")
    detail: str = Field(description="What happened and what it means, in the language asked for.")
    remedy: str = Field(description="What to do next, in the language asked for.")
    details: dict[str, str] = Field(description="The values in these sentences.")


class ProblemResponse(Response):
    """A problem as an answer."""

    media_type = MEDIA_TYPE

    def __init__(self, error: ProductError, language: str) -> None:
        status, told = status_of(error), error_json(error, language)
        problem = Problem(
            title=status.phrase,
            status=status,
            code=told["code"],
            kind=told["kind"],
            detail=told["what"],
            remedy=told["do"],
            details=told["details"],
        )
        headers = {"content-language": language, "vary": "accept-language"}
        if status is HTTPStatus.UNAUTHORIZED:
            headers["www-authenticate"] = 'Bearer realm="eitje-nmbrs"'
        super().__init__(problem.model_dump(), status, headers)

    def render(self, content: Any) -> bytes:
        """JSON in ASCII: an error may name a text that UTF-8 has no bytes for."""
        return json.dumps(content).encode("ascii")


def status_of(error: ProductError) -> HTTPStatus:
    """The HTTP status of an error."""
    return EXCEPTIONAL.get(error.code) or STATUSES[error.kind]


def language_of(headers: Mapping[str, str]) -> str:
    """``nl`` or ``en``, whichever the header Accept-Language likes better; English without one."""
    liking = {"nl": 0.0, "en": 0.0}
    for part in headers.get("accept-language", "").split(","):
        tag, _, weight = part.strip().partition(";")
        language = tag.strip().lower().partition("-")[0]
        if language in liking:
            liking[language] = max(liking[language], _quality(weight))
    return "nl" if liking["nl"] > liking["en"] else "en"


def _quality(weight: str) -> float:
    name, _, value = weight.partition("=")
    if not name.strip():
        return 1.0
    try:
        return min(1.0, max(0.0, float(value)))
    except ValueError:
        return 0.0


def answer_problems(app: FastAPI) -> None:
    """Let the app answer every error that it knows as a problem."""
    app.add_exception_handler(ProductError, _product_error)
    app.add_exception_handler(RequestValidationError, _invalid_request)
    app.add_exception_handler(HTTPException, _refused_by_framework)


async def _product_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, ProductError):
        raise error
    return ProblemResponse(error, language_of(request.headers))


async def _invalid_request(request: Request, error: Exception) -> Response:
    """Names the fields and what is wrong with them, never what stood there: it may be a token or a person."""
    if not isinstance(error, RequestValidationError):
        raise error
    faults = [f"{_field(each['loc'])}: {each['msg']}" for each in error.errors()[:MOST_FIELDS]]
    return ProblemResponse(ProductError("request-invalid", detail="; ".join(faults)), language_of(request.headers))


def _field(location: Iterable[object]) -> str:
    return ".".join(str(step) for step in location)[:LONGEST_FIELD]


async def _refused_by_framework(request: Request, error: Exception) -> Response:
    """What the framework itself refuses; of an error while reading the body it keeps ours as the cause."""
    if not isinstance(error, HTTPException):
        raise error
    if isinstance(error.__cause__, ProductError):
        known = error.__cause__
    elif error.status_code == HTTPStatus.NOT_FOUND:
        known = ProductError("address-unknown")
    elif error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        known = ProductError("method-not-allowed", method=request.method)
    else:
        known = ProductError("request-invalid", detail="the body cannot be read")
    response = ProblemResponse(known, language_of(request.headers))
    response.headers.update({name: value for name, value in (error.headers or {}).items() if name.lower() == "allow"})
    return response
