"""How often somebody may try, and how long a session lasts."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from domain.logging_in import Attempt, AttemptOutcome, LoginSession, limit_of, plain_agent

NOON = datetime(2026, 11, 4, 12, tzinfo=UTC)
MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)


def tries(count: int, name: str = "anja", address: str = "10.0.0.7") -> list[Attempt]:
    """One each ten seconds from noon on, all failed."""
    return [Attempt(f"{n:03}", name, address, NOON + n * 10 * SECOND) for n in range(count)]


def test_ten_failed_attempts_under_one_name_are_enough_wherever_they_come_from() -> None:
    spread = [replace(each, address=f"10.0.0.{n}") for n, each in enumerate(tries(10))]
    now = NOON + 5 * MINUTE
    assert limit_of(spread[:9], "anja", "10.9.9.9", now) is None
    limit = limit_of(spread, "anja", "10.9.9.9", now)
    assert limit is not None
    assert (limit.until, limit.told) == (NOON + 15 * MINUTE, False)


def test_waiting_ends_when_the_first_of_them_leaves_the_window() -> None:
    assert limit_of(tries(10), "anja", "10.0.0.7", NOON + 15 * MINUTE - SECOND) is not None
    assert limit_of(tries(10), "anja", "10.0.0.7", NOON + 15 * MINUTE) is None


def test_more_failed_attempts_make_it_longer() -> None:
    limit = limit_of(tries(12), "anja", "10.0.0.7", NOON + 5 * MINUTE)
    assert limit is not None
    assert limit.until == NOON + 20 * SECOND + 15 * MINUTE


def test_a_success_clears_the_name_and_not_the_address() -> None:
    many = [*tries(29), Attempt("s", "anja", "10.0.0.7", NOON + 5 * MINUTE, AttemptOutcome.SUCCEEDED)]
    now = NOON + 6 * MINUTE
    assert limit_of(many, "anja", "10.0.0.7", now) is None
    once_more = [*many, Attempt("t", "anja", "10.0.0.7", now)]
    assert limit_of(once_more, "anja", "10.0.0.7", now) is not None
    assert limit_of(once_more, "anja", "10.0.0.8", now) is None


def test_what_fails_in_the_moment_of_a_success_counts() -> None:
    success = Attempt("m", "anja", "10.0.0.7", NOON, AttemptOutcome.SUCCEEDED)
    at_once = [replace(each, at=NOON) for each in tries(10)]
    assert limit_of([*at_once, success], "anja", "10.0.0.9", NOON) is not None
    earlier = [replace(each, at=NOON - SECOND) for each in at_once]
    assert limit_of([*earlier, success], "anja", "10.0.0.9", NOON) is None


def test_thirty_failed_attempts_from_one_address_are_enough_whatever_the_names() -> None:
    spread = [replace(each, name=f"n{n}") for n, each in enumerate(tries(30))]
    now = NOON + 6 * MINUTE
    assert limit_of(spread[:29], "bas", "10.0.0.7", now) is None
    assert limit_of(spread, "bas", "10.0.0.7", now) is not None
    assert limit_of(spread, "bas", "10.0.0.8", now) is None


def test_what_was_not_looked_at_does_not_count_and_is_told_once() -> None:
    waited = Attempt("w", "anja", "10.0.0.7", NOON + 5 * MINUTE, AttemptOutcome.LIMITED)
    limit = limit_of([*tries(10), waited], "anja", "10.0.0.7", NOON + 6 * MINUTE)
    assert limit is not None
    assert (limit.until, limit.told) == (NOON + 15 * MINUTE, True)
    assert limit_of([*tries(9), waited], "anja", "10.0.0.7", NOON + 6 * MINUTE) is None


def test_a_session_ends_two_hours_after_it_was_seen_and_twelve_after_it_began() -> None:
    session = LoginSession("d", "anja", NOON, NOON)
    assert not session.ended(NOON + 120 * MINUTE - SECOND)
    assert session.ended(NOON + 120 * MINUTE)
    busy = replace(session, seen_at=NOON + 719 * MINUTE)
    assert not busy.ended(NOON + 720 * MINUTE - SECOND)
    assert busy.ended(NOON + 720 * MINUTE)


def test_it_is_seen_at_most_once_a_minute() -> None:
    session = LoginSession("d", "anja", NOON, NOON)
    assert [session.slides(NOON + seconds * SECOND) for seconds in (0, 59, 60)] == [False, False, True]


def test_a_browser_calls_itself_something_on_one_short_line() -> None:
    assert plain_agent("Fire\r\nfox\x00 é") == "Firefox é"
    assert len(plain_agent("x" * 1000)) == 200
