"""Work in the background."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from application.ports.storage import Storage
from domain.errors import ProductError
from domain.jobs import Job, JobKind, Phase
from tests.contract.storage.samples import HAVEN, KADE, MORNING, NOVEMBER, OCTOBER

SECOND, DAY = timedelta(seconds=1), timedelta(days=1)


def a_job(id: str = "a1", **values: Any) -> Job:
    usual: dict[str, Any] = {
        "kind": JobKind.PLAN,
        "order": '{"period":"2026-10"}',
        "company": KADE,
        "period": OCTOBER,
        "who": "Anja",
        "created_at": MORNING,
    }
    return Job(id, **usual | values)


def add(storage: Storage, *jobs: Job) -> list[Job]:
    with storage.write() as work:
        added = [work.jobs.add(job) for job in jobs]
        work.commit()
    return added


def put(storage: Storage, job: Job) -> None:
    with storage.write() as work:
        work.jobs.put(job)
        work.commit()


def get(storage: Storage, job: str) -> Job | None:
    with storage.read() as work:
        return work.jobs.get(job)


def ids(jobs: Any) -> list[str]:
    return [job.id for job in jobs]


def test_a_job_comes_back_as_it_was_added_with_the_next_number(storage: Storage) -> None:
    first, second = add(storage, a_job("b2"), a_job("a1", company=None, period=None, kind=JobKind.SYNC, order="{}"))
    assert (first.number, second.number) == (1, 2)
    assert first == a_job("b2", number=1)
    assert (get(storage, "b2"), get(storage, "a1"), get(storage, "c3")) == (first, second, None)


def test_every_step_of_a_job_comes_back_as_it_was_put(storage: Storage) -> None:
    (asked,) = add(storage, a_job())
    taken = replace(asked.taken("desk/1", MORNING), phase=Phase.READING_BACK, done=12, total=40)
    failed = taken.ended(MORNING + SECOND, error=ProductError("plan-unknown", plan="abc"))
    done = taken.ended(MORNING + SECOND, {"outcome": "proved", "export": "e1", "lines": 12, "stored": True})
    for job in (taken, failed, done):
        put(storage, job)
        assert get(storage, "a1") == job
    assert failed.details == {"plan": "abc"}
    assert (done.result["lines"], done.result["stored"]) == (12, True)


def test_what_waits_or_runs_is_open_oldest_first(storage: Storage) -> None:
    jobs = add(storage, *(a_job(id) for id in ("d", "c", "b", "a")))
    put(storage, jobs[1].taken("desk/1", MORNING))
    put(storage, jobs[2].ended(MORNING, {}))
    with storage.read() as work:
        assert ids(work.jobs.open()) == ["d", "c", "a"]


def test_the_latest_of_a_company_and_period_come_first(storage: Storage) -> None:
    add(
        storage,
        a_job("a"),
        a_job("b", company=HAVEN),
        a_job("c", period=NOVEMBER),
        a_job("d"),
        a_job("e", company=None, period=None),
    )
    with storage.read() as work:
        assert ids(work.jobs.latest()) == ["e", "d", "c", "b", "a"]
        assert ids(work.jobs.latest(most=2)) == ["e", "d"]
        assert ids(work.jobs.latest(KADE)) == ["d", "c", "a"]
        assert ids(work.jobs.latest(KADE, OCTOBER)) == ["d", "a"]
        assert ids(work.jobs.latest(None, OCTOBER)) == ["d", "b", "a"]


def test_only_what_ended_long_ago_is_removed(storage: Storage) -> None:
    waiting, running, old, new = add(storage, a_job("w"), a_job("r"), a_job("o"), a_job("n"))
    put(storage, running.taken("desk/1", MORNING - 90 * DAY))
    put(storage, old.ended(MORNING - 31 * DAY, {}))
    put(storage, new.ended(MORNING - 30 * DAY, {}))
    with storage.write() as work:
        assert work.jobs.remove_ended(MORNING - 30 * DAY) == 1
        work.commit()
    with storage.read() as work:
        assert ids(work.jobs.latest()) == ["n", "r", "w"]
    assert get(storage, "w") == waiting


def test_what_is_not_committed_is_not_there(storage: Storage) -> None:
    with storage.write() as work:
        work.jobs.add(a_job())
    assert get(storage, "a1") is None


def test_one_id_is_not_added_twice(storage: Storage) -> None:
    add(storage, a_job())
    with pytest.raises(ValueError, match="job"), storage.write() as work:
        work.jobs.add(a_job())
