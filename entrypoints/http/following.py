"""Follow work in the background: server-sent events, from its record.

The record is read, off the event loop, as long as somebody listens. So any process can show what another one does,
and whoever comes back later sees what everybody sees.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable
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

Event = tuple[str, str]
"""Its name and what it carries."""
Render = Callable[[Job, Job | None], Iterable[Event]]
"""What to tell of the work, and what of it was told before; None at first."""


def follow(request: Request, job: Job, show: Callable[[str], Job], render: Render) -> StreamingResponse:
    """What ``render`` tells each time that something changed, until the work has ended.

    Whoever connects again, with Last-Event-ID or without, begins with the present state. It ends too when the server
    does; a browser then connects again by itself.
    """
    leaving: Callable[[], bool] = getattr(request.app.state, "leaving", lambda: False)
    events = _events(request, job, show, render, leaving)
    return StreamingResponse(events, media_type=EVENT_STREAM, headers={"x-accel-buffering": "no"})


def ended_as(job: Job) -> str:
    """The name of the last event."""
    return "done" if job.state is JobState.DONE else "failed"


async def _events(
    request: Request, job: Job, show: Callable[[str], Job], render: Render, leaving: Callable[[], bool]
) -> AsyncIterator[str]:
    before, job = None, _shown(job)
    quiet = 0.0
    yield "retry: 1000\n\n"
    while True:
        if job != before:
            for name, text in await anyio.to_thread.run_sync(_told, render, job, before):
                yield _written(job, name, text)
            before, quiet = job, 0.0
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


def _told(render: Render, job: Job, before: Job | None) -> list[Event]:
    return list(render(job, before))


def _shown(job: Job) -> Job:
    """Without what changes all the time and says nothing."""
    return replace(job, until=None)


def _written(job: Job, name: str, text: str) -> str:
    data = "\n".join(f"data: {line}" for line in text.splitlines() or [""])
    return f"event: {name}\nid: {job.number}-{job.attempts}-{job.done}\n{data}\n\n"
