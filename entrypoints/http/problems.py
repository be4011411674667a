"""Errors as ``application/problem+json`` (RFC 9457), in English or Dutch, from the one catalogue of errors."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
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
    "not-logged-in": HTTPStatus.UNAUTHORIZED,
    "login-refused": HTTPStatus.UNAUTHORIZED,
    "login-limited": HTTPStatus.TOO_MANY_REQUESTS,
    "not-allowed": HTTPStatus.FORBIDDEN,
    "proxy-only": HTTPStatus.FORBIDDEN,
    "cross-site-refused": HTTPStatus.FORBIDDEN,
    "host-refused": HTTPStatus.MISDIRECTED_REQUEST,
    "method-not-allowed": HTTPStatus.METHOD_NOT_ALLOWED,
    "body-too-large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "file-too-large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "internal-error": HTTPStatus.INTERNAL_SERVER_ERROR,
}
"""Codes for which HTTP has a status of its own."""
_EXCEPTIONS = [(status, code) for code, status in EXCEPTIONAL.items() if status is not HTTPStatus.METHOD_NOT_ALLOWED]

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
        if "minutes" in error.details and status is HTTPStatus.TOO_MANY_REQUESTS:
            headers["retry-after"] = str(60 * int(str(error.details["minutes"])))
        super().__init__(problem.model_dump(), status, headers)

    def render(self, content: Any) -> bytes:
        """JSON in ASCII: an error may name a text that UTF-8 has no bytes for."""
        return json.dumps(content).encode("ascii")


def documented_problems() -> dict[int | str, dict[str, Any]]:
    """The statuses that any request may be answered with, and why, for the description of the routes.

    405 is not among them: it answers what is not described.
    """
    why: dict[HTTPStatus, list[str]] = {}
    for status, reason in [*((STATUSES[kind], kind.value) for kind in ErrorKind), *_EXCEPTIONS]:
        why.setdefault(status, []).append(f"`{reason}`")
    return {
        int(status): {
            "description": f"{status.phrase}: {', '.join(reasons)}",
            "content": {MEDIA_TYPE: {"schema": {"$ref": f"#/components/schemas/{Problem.__name__}"}}},
        }
        for status, reasons in sorted(why.items())
    }


def describe_problems(app: FastAPI) -> None:
    """Put the schema that `documented_problems` points at into the description."""
    without = app.openapi

    def described() -> dict[str, Any]:
        document = without()
        document["components"]["schemas"].setdefault(Problem.__name__, Problem.model_json_schema())
        return document

    app.openapi = described  # type: ignore[method-assign]


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


Answer = Callable[[Request, ProductError], Response]
"""How an error is told to whoever made the request."""


def answer_problems(app: FastAPI, answer: Answer) -> None:
    """Let the app answer every error that it knows."""

    async def told(request: Request, error: Exception) -> Response:
        response = answer(request, as_product_error(request, error))
        allowed = (error.headers or {}) if isinstance(error, HTTPException) else {}
        response.headers.update({name: value for name, value in allowed.items() if name.lower() == "allow"})
        return response

    for kind in (ProductError, RequestValidationError, HTTPException):
        app.add_exception_handler(kind, told)


def as_product_error(request: Request, error: Exception) -> ProductError:
    """The error in our words. Raises the error itself when it is none that is foreseen."""
    if isinstance(error, ProductError):
        return error
    if isinstance(error, RequestValidationError):
        return _invalid_request(error)
    if isinstance(error, HTTPException):
        return _refused_by_framework(request, error)
    raise error


def _invalid_request(error: RequestValidationError) -> ProductError:
    """Names the fields and what is wrong with them, never what stood there: it may be a token or a person."""
    faults = [f"{_field(each['loc'])}: {each['msg']}" for each in error.errors()[:MOST_FIELDS]]
    return ProductError("request-invalid", detail="; ".join(faults))


def _field(location: Iterable[object]) -> str:
    return ".".join(str(step) for step in location)[:LONGEST_FIELD]


def _refused_by_framework(request: Request, error: HTTPException) -> ProductError:
    """What the framework itself refuses; of an error while reading the body it keeps ours as the cause."""
    if isinstance(error.__cause__, ProductError):
        return error.__cause__
    if error.status_code == HTTPStatus.NOT_FOUND:
        return ProductError("address-unknown")
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        return ProductError("method-not-allowed", method=request.method)
    return ProductError("request-invalid", detail="the body cannot be read")
