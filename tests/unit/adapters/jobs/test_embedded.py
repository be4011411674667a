"""The engine within a process: it wakes workers, finds what others left, and ends in time."""

from __future__ import annotations

import logging
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from adapters.jobs import EmbeddedEngine
from adapters.sql import SqlStorage
from application.do_work import DoWork
from application.ports.payroll import Progress
from application.start_work import StartWork
from domain.jobs import Job, JobKind, JobState, Result

PATIENCE = 20.0


@contextmanager
def running(engine: EmbeddedEngine, run: Callable[[str], object], due: Callable[[], list[str]]) -> Iterator[None]:
    engine.start(run, due)
    try:
        yield
    finally:
        assert engine.stop(PATIENCE)


def nothing() -> list[str]:
    return []


def test_whoever_is_woken_runs_and_what_is_due_is_found_without_waking() -> None:
    woken, found = threading.Event(), threading.Event()
    done = {"woken": woken.set, "due": found.set}
    engine = EmbeddedEngine(2, interval=0.01)
    with running(engine, lambda job: done[job](), lambda: ["due"]):
        engine.wake("woken")
        assert woken.wait(PATIENCE)
        assert found.wait(PATIENCE)


def test_what_is_being_done_here_is_not_begun_a_second_time() -> None:
    begun: Counter[str] = Counter()
    first, go_on, last = threading.Event(), threading.Event(), threading.Event()

    def run(job: str) -> None:
        begun[job] += 1
        if job == "slow":
            first.set()
            go_on.wait(PATIENCE)
        else:
            last.set()

    engine = EmbeddedEngine(2, interval=60)
    with running(engine, run, nothing):
        engine.wake("slow")
        assert first.wait(PATIENCE)
        engine.wake("slow")
        engine.wake("other")
        assert last.wait(PATIENCE)
        assert begun == {"slow": 1, "other": 1}
        go_on.set()


def test_a_failure_ends_no_worker_and_names_nobody(caplog: pytest.LogCaptureFixture) -> None:
    done = threading.Event()

    def run(job: str) -> None:
        if job == "bad":
            raise ValueError("Noor van Dijk")
        done.set()

    engine = EmbeddedEngine(1, interval=60)
    with caplog.at_level(logging.WARNING), running(engine, run, nothing):
        engine.wake("bad")
        engine.wake("good")
        assert done.wait(PATIENCE)
    assert "ValueError" in caplog.text
    assert "Noor" not in caplog.text


def test_an_end_is_not_waited_for_longer_than_it_may_take_and_nothing_new_is_begun() -> None:
    begun, go_on = threading.Event(), threading.Event()
    order: list[str] = []

    def run(job: str) -> None:
        order.append(job)
        begun.set()
        go_on.wait(PATIENCE)

    engine = EmbeddedEngine(1, interval=60)
    engine.start(run, nothing)
    engine.wake("slow")
    assert begun.wait(PATIENCE)
    engine.wake("next")
    assert not engine.stop(0.01)
    go_on.set()
    assert engine.stop(PATIENCE)
    engine.wake("late")
    assert order == ["slow"]


def test_an_engine_that_was_not_started_leaves_it_to_others() -> None:
    EmbeddedEngine(1).wake("job")


def test_two_servers_on_one_database_do_everything_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'jobs.db'}"
    storages = [SqlStorage(url), SqlStorage(url)]
    engines = [EmbeddedEngine(2, interval=0.01), EmbeddedEngine(2, interval=0.01)]
    lock, done = threading.Lock(), Counter[str]()
    all_done = threading.Event()

    def perform(job: Job, _progress: Progress) -> Result:
        with lock:
            done[job.id] += 1
            if len(done) == 30:
                all_done.set()
        return {}

    workers = [DoWork(s, perform, f"server-{n}", beat=5) for n, s in enumerate(storages)]
    ids = iter(f"job-{number:02}" for number in range(30))
    start = StartWork(storages[0], engines[0], lambda: next(ids))
    for number in range(30):
        start(JobKind.PLAN, f'{{"number":{number}}}', None, None, "Anja")
    for engine, worker in zip(engines, workers, strict=True):
        engine.start(worker, worker.due)
    assert all_done.wait(PATIENCE)
    assert all(engine.stop(PATIENCE) for engine in engines)
    assert set(done.values()) == {1}
    with storages[1].read() as work:
        assert {job.state for job in work.jobs.latest(most=30)} == {JobState.DONE}
    for storage in storages:
        storage.close()
