"""Work in the background: who may begin it, and when."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.accounts import Right
from domain.errors import ProductError
from domain.jobs import HOLD, Job, JobKind, JobState, Phase
from domain.terms import CompanyId
from domain.wage_period import PeriodRef

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
KADE, HAVEN = CompanyId("1"), CompanyId("2")
OCTOBER, NOVEMBER = PeriodRef(2026, 10), PeriodRef(2026, 11)


def a_job(id: str = "a", kind: JobKind = JobKind.EXPORT, **values: Any) -> Job:
    return Job(id, kind, "{}", **{"company": KADE, "period": OCTOBER, "who": "Anja", "created_at": NOON, **values})


def free(job: Job, *others: Job, now: datetime = NOON) -> bool:
    return job.free(now, {each.id: each for each in (job, *others)})


def test_work_that_waits_is_free_and_work_that_ended_is_not() -> None:
    taken = a_job().taken("desk", NOON)
    assert free(a_job())
    assert not free(taken.ended(NOON, {}))
    assert not free(taken.ended(NOON, error=ProductError("plan-unknown", plan="x")))


def test_work_in_hand_is_free_again_when_nobody_asked_for_it_anew() -> None:
    taken = a_job().taken("desk", NOON)
    assert not free(taken, now=NOON + HOLD - timedelta(milliseconds=1))
    assert free(taken, now=NOON + HOLD)


@pytest.mark.parametrize("kind", [JobKind.EXPORT, JobKind.UNDO])
def test_a_company_has_one_job_that_sends_in_hand(kind: JobKind) -> None:
    busy = a_job("b", kind, period=NOVEMBER).taken("desk", NOON)
    assert not free(a_job(), busy)
    assert free(a_job(), busy, now=NOON + HOLD)
    assert free(a_job(company=HAVEN), busy)
    assert free(a_job(kind=JobKind.PLAN), busy)
    assert free(a_job(), a_job("b", JobKind.VERIFY).taken("desk", NOON))


def test_taking_it_over_begins_it_anew_and_shuts_out_whoever_had_it() -> None:
    first = a_job().taken("desk", NOON)
    second = first.taken("desk", NOON + HOLD)
    assert (second.attempts, second.again, first.again) == (2, True, False)
    assert (second.started_at, second.until) == (NOON, NOON + 2 * HOLD)
    assert second.still(second)
    assert not second.still(first)
    assert not second.ended(NOON, {}).still(second)


def test_the_same_order_is_the_same_kind_place_and_text() -> None:
    asked = a_job()
    assert asked.same_order(a_job("b", who="Bram", number=7))
    others = (a_job(kind=JobKind.PLAN), a_job(company=HAVEN), a_job(period=NOVEMBER), a_job(company=None))
    assert not any(asked.same_order(other) for other in others)


def test_it_says_in_words_how_it_ended() -> None:
    failed = a_job().taken("desk", NOON).ended(NOON, error=ProductError("plan-unknown", plan="abc"))
    assert failed.state is JobState.FAILED
    assert failed.problem is not None
    assert failed.problem.what() == ProductError("plan-unknown", plan="abc").what()
    assert a_job().problem is None


def test_everything_has_words_in_both_languages() -> None:
    for words in (*JobKind, *JobState, *Phase):
        english, dutch = words.words("en"), words.words("nl")
        assert english
        assert dutch
        assert english != dutch


def test_what_sends_or_proves_pay_asks_for_the_right_to_pay() -> None:
    assert {kind for kind in JobKind if kind.right is Right.PAY} == {JobKind.EXPORT, JobKind.UNDO, JobKind.VERIFY}
    assert JobKind.PROBE.right is Right.ADMINISTER
