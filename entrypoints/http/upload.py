"""Files that come in as the body of a request."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, BinaryIO

from fastapi import Query, Request
from pydantic import AfterValidator
from starlette.requests import ClientDisconnect

from domain.errors import ProductError

CHUNK = 1 << 20
LONGEST_NAME = 200
"""Bytes; file systems allow 255."""


def plain_file_name(name: str) -> str:
    """The name of a file, which names no folder; raises ValueError for any other."""
    if not name.isprintable() or set(name) & set("/\\") or name.startswith(".") or len(name.encode()) > LONGEST_NAME:
        raise ValueError(f"a file name has no folder, no leading dot and at most {LONGEST_NAME} bytes")
    return name


FileName = Annotated[str, Query(min_length=1, description="The file's name."), AfterValidator(plain_file_name)]


def covered_days(
    covers: Annotated[
        str | None, Query(description="The days that a CSV covers.", examples=["2026-10-01..2026-10-31"])
    ] = None,
) -> tuple[date, date] | None:
    """The first and the last day that a file covers; raises ``covers-not-readable``."""
    if covers is None:
        return None
    try:
        first, last = (date.fromisoformat(text) for text in covers.split(".."))
    except ValueError:
        raise ProductError("covers-not-readable", value=covers) from None
    if last < first:
        raise ProductError("covers-not-readable", value=covers)
    return first, last


def larger_than_allowed(name: str, limit: int) -> ProductError:
    """That a file has more bytes than the settings allow."""
    return ProductError("file-too-large", file=name, detail=f"it has more than {limit} bytes.")


@contextmanager
def as_file(name: str, content: BinaryIO, limit: int) -> Iterator[Path]:
    """A file that came in a form, under that name in a folder of its own, which is gone afterwards.

    Raises ``file-too-large``, and ``request-invalid`` for a name that is none.
    """
    try:
        plain_file_name(name)
    except ValueError as error:
        raise ProductError("request-invalid", detail=str(error)) from None
    with TemporaryDirectory(prefix="eitje-nmbrs-") as folder:
        path = Path(folder, name)
        with path.open("wb") as file:
            left = limit
            while chunk := content.read(CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise larger_than_allowed(name, limit)
                file.write(chunk)
        yield path


async def uploaded(request: Request, name: FileName) -> AsyncIterator[Path]:
    """The body as a file of that name in a folder of its own, which is gone when the use case has ended.

    Raises ``file-too-large`` as soon as it is known that more bytes come than the settings allow.
    """
    limit: int = request.app.state.container.settings().file_bytes
    too_large = larger_than_allowed(name, limit)
    stated = request.headers.get("content-length", "")
    if stated.isdecimal() and int(stated) > limit:
        raise too_large
    with TemporaryDirectory(prefix="eitje-nmbrs-") as folder:
        path = Path(folder, name)
        size = 0
        with path.open("wb") as file:
            async for chunk in _chunks(request):
                size += len(chunk)
                if size > limit:
                    raise too_large
                file.write(chunk)
        yield path


async def _chunks(request: Request) -> AsyncIterator[bytes]:
    try:
        async for chunk in request.stream():
            yield chunk
    except ClientDisconnect:
        raise ProductError("request-invalid", detail="the file broke off") from None
