"""Many calls at the same time."""

import threading

import pytest

from adapters.nmbrs_soap.parallel import all_of


def test_results_come_in_the_order_of_the_jobs() -> None:
    """The first job ends last."""
    last = threading.Event()

    def first() -> str:
        assert last.wait(10)
        return "first"

    def second() -> str:
        last.set()
        return "second"

    assert all_of([first, second], workers=2) == ["first", "second"]


def test_no_jobs_and_many_workers() -> None:
    assert all_of([], workers=8) == []


def test_never_more_than_the_workers_at_once() -> None:
    both = threading.Barrier(2)
    running = 0
    most = 0
    lock = threading.Lock()

    def job() -> None:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        both.wait(10)
        with lock:
            running -= 1

    all_of([job] * 10, workers=2)
    assert most == 2


def test_the_first_exception_comes_out_and_what_did_not_begin_never_does() -> None:
    begun: list[int] = []

    def job(number: int) -> None:
        begun.append(number)
        if number == 3:
            raise LookupError(number)

    with pytest.raises(LookupError, match="3"):
        all_of([lambda n=n: job(n) for n in range(10_000)], workers=1)  # type: ignore[misc]
    assert begun == [0, 1, 2, 3]


def test_an_exception_of_one_worker_stops_the_others() -> None:
    failed = threading.Event()
    begun: list[int] = []

    def job(number: int) -> None:
        begun.append(number)
        if number == 1:
            failed.set()
            raise LookupError(number)
        assert failed.wait(10)

    with pytest.raises(LookupError):
        all_of([lambda n=n: job(n) for n in range(1000)], workers=2)  # type: ignore[misc]
    assert len(begun) < 1000


def test_progress_that_raises_stops_it() -> None:
    begun: list[int] = []

    def interrupt(done: int, _: int) -> None:
        if done == 2:
            raise KeyError(done)

    with pytest.raises(KeyError):
        all_of([lambda n=n: begun.append(n) for n in range(1000)], 1, interrupt)  # type: ignore[misc]
    assert begun == [0, 1]


def test_progress_is_told_one_by_one() -> None:
    seen: list[tuple[int, int]] = []
    all_of([lambda: None] * 5, workers=3, progress=lambda done, of: seen.append((done, of)))
    assert seen == [(1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]
