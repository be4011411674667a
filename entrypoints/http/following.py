"""Follow work in the background: server-sent events, from its record.

The record is read, off the event loop, as long as somebody listens. So any process can show what another one does,
and whoever comes back later sees what everybody sees.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import Final

import anyio
import anyio.to_thread
from fastapi import Request
from starlette.responses import StreamingResponse

from domain.errors import ProductError
from domain.jobs import Job, JobState

EVENT_STREAM: Final = "text/event-stream"
LOOK: Final = 0.4
"""Seconds between two looks at the record."""
QUIET: Final = 15.0
"""Seconds without anything new after which a comment is sent, so that nobody on the way hangs up."""

Render = Callable[[Job], str]


def follow(request: Request, job: Job, show: Callable[[str], Job], render: Render) -> StreamingResponse:
    """Events ``progress`` as long as it is open, then one ``done`` or ``failed``, each with what ``render`` writes.

    Whoever connects again, with Last-Event-ID or without, begins with the present state. It ends too when the server
    does; a browser then connects again by itself.
    """
    leaving: Callable[[], bool] = getattr(request.app.state, "leaving", lambda: False)
    headers = {"x-accel-buffering": "no"}
    return StreamingResponse(_events(request, job, show, render, leaving), media_type=EVENT_STREAM, headers=headers)


async def _events(
    request: Request, job: Job, show: Callable[[str], Job], render: Render, leaving: Callable[[], bool]
) -> AsyncIterator[str]:
    shown, job = None, _shown(job)
    quiet = 0.0
    yield "retry: 1000\n\n"
    while True:
        if job != shown:
            yield _event(job, await anyio.to_thread.run_sync(render, job))
            shown, quiet = job, 0.0
        elif quiet >= QUIET:
            yield ": still here\n\n"
            quiet = 0.0
        if not job.open or leaving() or await request.is_disconnected():
            return
        await anyio.sleep(LOOK)
        quiet += LOOK
        try:
            job = _shown(await anyio.to_thread.run_sync(show, job.id))
        except ProductError:
            return  # it was removed, or the database is gone: whoever connects again is told


def _shown(job: Job) -> Job:
    """Without what changes all the time and says nothing."""
    return replace(job, until=None)


def _event(job: Job, text: str) -> str:
    name = "progress" if job.open else ("done" if job.state is JobState.DONE else "failed")
    data = "\n".join(f"data: {line}" for line in text.splitlines() or [""])
    return f"event: {name}\nid: {job.number}-{job.attempts}-{job.done}\n{data}\n\n"
