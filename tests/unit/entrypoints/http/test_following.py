"""Following work: events as long as somebody listens."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import anyio
import pytest

from domain.errors import ProductError
from domain.jobs import Job, JobKind
from entrypoints.http import following
from entrypoints.http.following import Event, follow

NOW = datetime(2026, 11, 2, 12, tzinfo=UTC)
TAKEN = Job("a", JobKind.PLAN, "{}", None, None, "Anja", NOW, number=1).taken("desk", NOW)


class Listener:
    """Somebody who hangs up after so many looks."""

    def __init__(self, looks: int = 99, leaving: bool = False) -> None:
        self.left = looks
        self.app = SimpleNamespace(state=SimpleNamespace(leaving=lambda: leaving))

    async def is_disconnected(self) -> bool:
        self.left -= 1
        return self.left < 0


def tell(job: Job, _before: Job | None) -> Iterator[Event]:
    yield "progress" if job.open else "done", json.dumps({"done": job.done})


def heard(listener: Listener, *seen: Job | ProductError) -> list[str]:
    """What is sent when the record is seen like this, one look after the other."""
    looks = iter(seen[1:])

    def show(_job: str) -> Job:
        look = next(looks)
        if isinstance(look, ProductError):
            raise look
        return look

    first = seen[0]
    assert isinstance(first, Job)
    response = follow(listener, first, show, tell)  # type: ignore[arg-type]

    async def all_of_it() -> list[Any]:
        return [chunk async for chunk in response.body_iterator]

    return [str(chunk) for chunk in anyio.run(all_of_it)][1:]


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "LOOK", 0.001)


def test_only_what_is_new_is_told_until_it_has_ended() -> None:
    held = replace(TAKEN, until=NOW + timedelta(minutes=1))
    done = TAKEN.ended(NOW, {})
    assert heard(Listener(), TAKEN, held, replace(TAKEN, done=2), replace(done, done=3)) == [
        'event: progress\nid: 1-1-0\ndata: {"done": 0}\n\n',
        'event: progress\nid: 1-1-2\ndata: {"done": 2}\n\n',
        'event: done\nid: 1-1-3\ndata: {"done": 3}\n\n',
    ]


def test_whoever_hangs_up_is_not_looked_for_any_more() -> None:
    assert len(heard(Listener(looks=2), TAKEN, TAKEN, replace(TAKEN, done=1))) == 2


def test_a_server_that_ends_lets_go() -> None:
    assert len(heard(Listener(leaving=True), TAKEN)) == 1


def test_a_silence_is_broken_by_a_comment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "QUIET", 0.0025)
    assert heard(Listener(looks=4), TAKEN, *[TAKEN] * 4)[1:] == [": still here\n\n"]


def test_what_is_gone_ends_it() -> None:
    assert len(heard(Listener(), TAKEN, ProductError("job-unknown", job="a"))) == 1
