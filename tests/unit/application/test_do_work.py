"""A worker: one at a time, whoever dies, and what is written down meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from adapters.memory import MemoryStorage
from application.do_work import DoWork, Reporter
from application.ports.payroll import Progress, enter
from application.start_work import ShowWork, StartWork
from domain.errors import ProductError
from domain.jobs import HOLD, MOST_ATTEMPTS, Job, JobKind, JobState, Phase, Result
from domain.terms import CompanyId
from domain.wage_period import PeriodRef

KADE, OCTOBER = CompanyId("1"), PeriodRef(2026, 10)
Perform = Callable[[Job, Progress], Result]


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 2, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment


class Bell:
    """An engine that only hears who is woken."""

    def __init__(self) -> None:
        self.woken: list[str] = []

    def start(self, run: Any, due: Any) -> None: ...

    def wake(self, job: str) -> None:
        self.woken.append(job)

    def stop(self, _within: float) -> bool:
        return True


class Office:
    """A storage, and people who ask for work."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.storage = MemoryStorage(self.clock)
        self.bell = Bell()
        self._ids = iter("abcdefgh")
        self.start = StartWork(self.storage, self.bell, lambda: next(self._ids))
        self.show = ShowWork(self.storage)

    def asks(self, kind: JobKind = JobKind.EXPORT, order: str = "{}", who: str = "Anja") -> Job:
        return self.start(kind, order, KADE, OCTOBER, who)

    def worker(self, perform: Perform, owner: str = "desk", beat: float = 0.01) -> DoWork:
        return DoWork(self.storage, perform, owner, beat=beat)

    def actions(self) -> list[str]:
        with self.storage.read() as work:
            return [record.event.action for record in work.audit.records()]


@pytest.fixture
def office() -> Office:
    return Office()


def proved(_job: Job, _progress: Progress) -> Result:
    return {"outcome": "proved"}


def dies(_job: Job, _progress: Progress) -> Result:
    raise SystemExit


def test_work_that_is_asked_for_is_woken_done_and_on_record(office: Office) -> None:
    asked = office.asks()
    assert office.bell.woken == ["a"]
    assert office.worker(proved).due() == ["a"]
    office.worker(proved)("a")
    job = office.show("a")
    assert (job.state, job.result, job.attempts) == (JobState.DONE, {"outcome": "proved"}, 1)
    assert (asked.state, job.ended_at) == (JobState.WAITING, office.clock.moment)
    assert office.actions() == ["job.asked", "job.ended"]


def test_the_same_order_is_not_started_twice_until_it_ended(office: Office) -> None:
    first = office.asks()
    assert office.asks(who="Bram") == first
    assert office.asks(order='{"period":"2026-11"}').id == "c"
    office.worker(proved)("a")
    assert office.asks().id not in ("a", "c")
    assert office.actions().count("job.asked") == 3


def test_what_the_use_case_raises_is_how_it_ended(office: Office) -> None:
    def lapsed(_job: Job, _progress: Progress) -> Result:
        raise ProductError("plan-lapsed", plan="abc", changes="the mapping")

    office.asks()
    office.worker(lapsed)("a")
    job = office.show("a")
    assert (job.state, job.error) == (JobState.FAILED, "plan-lapsed")
    assert job.details == {"plan": "abc", "changes": "the mapping"}


def test_nobody_else_begins_what_is_in_hand(office: Office) -> None:
    office.asks()
    others: list[object] = []

    def perform(_job: Job, _progress: Progress) -> Result:
        other = office.worker(proved, "other")
        others.extend([other.due(), other("a")])
        return {"outcome": "mine"}

    office.worker(perform)("a")
    assert others == [[], None]
    assert office.show("a").result == {"outcome": "mine"}


def test_what_a_dead_process_had_in_hand_is_begun_anew_when_its_hold_is_over(office: Office) -> None:
    office.asks()
    with pytest.raises(SystemExit):
        office.worker(dies)("a")
    assert office.show("a").state is JobState.RUNNING
    after = office.worker(proved, "after")
    assert (after.due(), after("a")) == ([], None)
    office.clock.moment += HOLD
    assert after.due() == ["a"]
    after("a")
    job = office.show("a")
    assert (job.state, job.attempts, job.again) == (JobState.DONE, 2, True)


def test_whoever_was_too_slow_does_not_write_over_whoever_took_over(office: Office) -> None:
    office.asks()

    def slow(_job: Job, _progress: Progress) -> Result:
        office.clock.moment += HOLD
        office.worker(proved, "other")("a")
        return {"outcome": "stale"}

    assert office.worker(slow, beat=30)("a") is None
    assert (office.show("a").result, office.show("a").attempts) == ({"outcome": "proved"}, 2)


def test_work_that_kills_everybody_is_given_up(office: Office) -> None:
    office.asks()
    for _ in range(MOST_ATTEMPTS):
        with pytest.raises(SystemExit):
            office.worker(dies)("a")
        office.clock.moment += HOLD
    assert office.worker(proved)("a") is None
    job = office.show("a")
    assert (job.state, job.error, job.details) == (JobState.FAILED, "job-given-up", {"attempts": "5"})
    assert office.actions() == ["job.asked", "job.ended"]


def test_a_second_export_of_the_company_waits_until_the_first_has_ended(office: Office) -> None:
    office.asks()
    office.asks(order='{"plan":"2"}')
    seen: list[object] = []

    def perform(_job: Job, _progress: Progress) -> Result:
        seen.extend([office.worker(proved).due(), office.worker(proved)("b")])
        return {}

    office.worker(perform)("a")
    assert seen == [[], None]
    assert office.worker(proved).due() == ["b"]


def test_progress_is_on_record_while_it_runs(office: Office) -> None:
    office.asks()
    seen = threading.Event()

    def perform(job: Job, progress: Progress) -> Result:
        enter(progress, Phase.READING)
        progress(3, 8)
        while office.show(job.id).done != 3:
            seen.wait(0.005)
        reading = office.show(job.id)
        assert (reading.phase, reading.done, reading.total) == (Phase.READING, 3, 8)
        assert reading.state is JobState.RUNNING
        return {}

    ended = office.worker(perform)("a")
    assert ended is not None
    assert ended.state is JobState.DONE


def test_whoever_lives_keeps_it_in_hand(office: Office) -> None:
    office.asks()
    waits, hold = threading.Event(), timedelta(seconds=0.3)

    def perform(job: Job, _progress: Progress) -> Result:
        office.clock.moment += hold - timedelta(milliseconds=1)
        while office.show(job.id).until != office.clock.moment + hold:
            waits.wait(0.005)
        return {}

    assert DoWork(office.storage, perform, "desk", hold=hold, beat=0.01)("a") is not None


def test_while_it_is_read_back_the_number_sent_stays() -> None:
    reporter = Reporter()
    job = Job("a", JobKind.EXPORT, "{}", KADE, OCTOBER, "Anja", datetime(2026, 11, 2, tzinfo=UTC))
    told = []
    for phase, done, of in (
        (Phase.READING, 40, 40),
        (Phase.SENDING, 16, 40),
        (Phase.READING_BACK, 3, 16),
        (Phase.SENDING, 20, 40),
    ):
        enter(reporter, phase)
        reporter(done, of)
        seen = reporter.on(job)
        told.append((seen.phase, seen.done, seen.total))
    assert told == [
        (Phase.READING, 40, 40),
        (Phase.SENDING, 16, 40),
        (Phase.READING_BACK, 16, 40),
        (Phase.SENDING, 20, 40),
    ]


def test_threads_that_overtake_each_other_do_not_turn_progress_back() -> None:
    reporter = Reporter()
    job = Job("a", JobKind.PLAN, "{}", KADE, OCTOBER, "Anja", datetime(2026, 11, 2, tzinfo=UTC))
    for done in (1, 3, 2):
        reporter(done, 8)
    assert reporter.on(job).done == 3


def test_work_that_is_not_there_is_said(office: Office) -> None:
    with pytest.raises(ProductError) as caught:
        office.show("zzz")
    assert caught.value.code == "job-unknown"


def test_what_runs_is_listed_apart_from_what_ended(office: Office) -> None:
    office.asks()
    office.worker(proved)("a")
    office.asks()
    assert [job.id for job in office.show.list(KADE, OCTOBER)] == ["b", "a"]
    assert [job.id for job in office.show.list(KADE, OCTOBER, running=True)] == ["b"]
    assert office.show.list(CompanyId("2"), None, running=True) == []
