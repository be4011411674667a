"""The limit on calls: at most so many in any window, wherever on their way one counts them."""

import threading
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.nmbrs_soap.rate import RateLimit


class Clock:
    """Time that passes only when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def most_at_once(calls: list[tuple[float, float]], window: float) -> int:
    """The most calls that can have arrived within one window; each was under way from its start to its end."""
    return max(sum(start < at + window and end >= at for start, end in calls) for at, _ in calls)


def test_the_first_calls_do_not_wait() -> None:
    clock = Clock()
    limit = RateLimit(3, 1.0, clock, clock.sleep)
    for _ in range(3):
        with limit.one_call():
            pass
    assert clock.slept == []


def test_the_next_waits_until_a_window_after_the_first_answer() -> None:
    clock = Clock()
    limit = RateLimit(2, 1.0, clock, clock.sleep)
    for seconds in (0.3, 0.1):
        with limit.one_call():
            clock.now += seconds
    with limit.one_call():
        assert clock.now == pytest.approx(1001.3)
    with limit.one_call():
        assert clock.now == pytest.approx(1001.4)


def test_no_wait_after_a_rest() -> None:
    clock = Clock()
    limit = RateLimit(1, 1.0, clock, clock.sleep)
    with limit.one_call():
        pass
    clock.now += 1.0
    with limit.one_call():
        pass
    assert clock.slept == []


def test_a_failed_call_counts() -> None:
    clock = Clock()
    limit = RateLimit(1, 1.0, clock, clock.sleep)
    with pytest.raises(LookupError), limit.one_call():
        raise LookupError
    with limit.one_call():
        assert clock.now == pytest.approx(1001.0)


def test_a_sleep_that_ends_early_is_slept_again() -> None:
    clock = Clock()
    limit = RateLimit(1, 1.0, clock, lambda seconds: clock.sleep(seconds * 0.5 if seconds > 0.01 else seconds))
    with limit.one_call():
        pass
    with limit.one_call():
        assert clock.now >= 1001.0


@given(
    st.integers(1, 6),
    st.lists(st.tuples(st.floats(0, 0.5), st.floats(0, 1.5)), min_size=1, max_size=60),
)
def test_never_more_than_allowed(allowed: int, calls: list[tuple[float, float]]) -> None:
    """Each call comes after a rest and takes its time."""
    clock = Clock()
    limit = RateLimit(allowed, 1.0, clock, clock.sleep)
    made: list[tuple[float, float]] = []
    for rest, duration in calls:
        clock.now += rest
        with limit.one_call():
            start = clock.now
            clock.now += duration
        made.append((start, clock.now))
    assert most_at_once(made, 1.0 - 1e-6) <= allowed
    assert all(earlier[0] <= later[0] for earlier, later in pairwise(made))


def test_never_more_than_allowed_over_threads() -> None:
    window = 0.05
    limit = RateLimit(5, window)
    made: list[tuple[float, float]] = []

    def call_often() -> None:
        for _ in range(10):
            with limit.one_call():
                start = time.monotonic()
                made.append((start, time.monotonic()))

    threads = [threading.Thread(target=call_often) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 80
    assert most_at_once(made, window - 1e-6) <= 5
