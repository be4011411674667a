"""What the serving process does by itself."""

from __future__ import annotations

import logging
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from dependency_injector import providers

from adapters.memory import MemoryStorage
from adapters.nmbrs_fake.sample_data import DEMO_CREDENTIALS
from domain.notifications import Recipient
from entrypoints import scheduler
from entrypoints.container import Container
from entrypoints.scheduler import scheduled
from entrypoints.settings import Settings
from tests.scenarios.postbox import Postbox


class Clock:
    """Real time, moved on by a day or more."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


class Watched(Postbox):
    """Says when it got a mail."""

    def __init__(self) -> None:
        super().__init__()
        self.arrived = threading.Event()
        self.meanwhile = self.arrived.set


def house(folder: Path, clock: Clock, **settings: Any) -> Container:
    chosen = {"database_url": "memory", "nmbrs_url": "fake", "secret_key_file": folder / "key", **settings}
    container = Container(settings=Settings(**chosen))
    container.storage.override(providers.Object(MemoryStorage(clock)))
    container.activate()(DEMO_CREDENTIALS, True, "Anja")
    container.link_companies().use("1200", ["De Kade"], "Anja")
    return container


def ended(container: Container) -> int:
    with container.storage().read() as work:
        return [record.event.action for record in work.audit.records()].count("daily.ended")


def runs_until(container: Container, done: threading.Event) -> None:
    with scheduled(container):
        assert done.wait(30)


def test_what_was_missed_is_done_at_the_start_and_its_mail_leaves(tmp_path: Path) -> None:
    clock, post = Clock(), Watched()
    container = house(tmp_path, clock)
    container.mailer.override(providers.Object(post))
    container.set_recipients().add(Recipient("anja@kade.example", "en"), "Anja")
    clock.ahead = timedelta(days=2)
    runs_until(container, post.arrived)
    (mail,) = post.got
    assert "team members changed" in mail.subject
    with container.storage().read() as work:
        run = work.schedule.last_daily()
        who = {record.event.who for record in work.audit.records() if record.event.action == "daily.started"}
    assert run is not None
    assert who == {f"schedule: {container.settings().actor}"}


def jobs(monkeypatch: pytest.MonkeyPatch, container: Container) -> dict[str, Any]:
    """The jobs by name, with their triggers, of a scheduler that is not started."""
    found: dict[str, Any] = {}

    class Paused(scheduler.BackgroundScheduler):  # type: ignore[misc]
        def start(self, *_: Any, **__: Any) -> None:
            super().start(paused=True)
            found.update({job.name: job for job in self.get_jobs()})

    monkeypatch.setattr(scheduler, "BackgroundScheduler", Paused)
    with scheduled(container):
        pass
    return found


def test_the_time_is_that_of_the_netherlands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    daily = jobs(monkeypatch, house(tmp_path, Clock(), daily_at="21:30"))["daily"]
    summer = daily.trigger.get_next_fire_time(None, datetime(2026, 7, 1, tzinfo=UTC))
    winter = daily.trigger.get_next_fire_time(None, datetime(2026, 12, 1, tzinfo=UTC))
    assert [each.astimezone(UTC).strftime("%H:%M") for each in (summer, winter)] == ["19:30", "20:30"]
    assert (daily.coalesce, daily.max_instances, daily.misfire_grace_time) == (True, 1, None)


def test_it_can_be_switched_off_and_mail_needs_a_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    container = house(tmp_path, Clock(), daily_at="off")
    assert jobs(monkeypatch, container) == {}
    container.mailer.override(providers.Object(Postbox()))
    assert list(jobs(monkeypatch, container)) == ["mail"]


def test_work_that_fails_is_said_without_values_and_the_schedule_goes_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    clock, tried = Clock(), threading.Event()
    container = house(tmp_path, clock)
    clock.ahead = timedelta(days=2)

    class Broken:
        def if_due(self, *_: Any) -> None:
            tried.set()
            raise KeyError("Noor van Dijk")

    container.daily_work.override(providers.Factory(Broken))
    with caplog.at_level(logging.INFO):
        runs_until(container, tried)
    said = "\n".join(record.getMessage() for record in caplog.records)
    assert "Noor" not in said
    assert ended(container) == 0
