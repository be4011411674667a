"""Random histories: hours that change, a payroll office that types, a network and processes that fail, other operators.

Each seed is one history, the same on every machine. In the end the disturbances stop, time passes, and the office
answers truthfully until nothing changes any more; then everybody must be paid as they should be, or be named.

    python -m tests.unit.application.test_random_walks 4711            one seed, with everything that happened
    python -m tests.unit.application.test_random_walks 1 20000         many seeds
"""

from __future__ import annotations

import sys

import pytest

from tests.unit.application.walk import Walk

SEEDS = range(1, 301)


def _played(seed: int) -> str:
    """What went wrong, with the command that plays it again; empty when nothing did."""
    walk = Walk(seed)
    try:
        walk.play()
    except Exception as error:  # noqa: BLE001 - every kind of failure belongs to its seed
        return f"{error}\n{walk.name}\nplay it again: python -m {__name__} {seed}"
    return ""


@pytest.mark.parametrize("first", SEEDS[::50])
def test_nobody_is_paid_twice_forgotten_or_overwritten(first: int) -> None:
    assert [problem for seed in range(first, first + 50) if (problem := _played(seed))] == []


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


def _by_hand(words: list[str]) -> None:
    first = int(words[0])
    seeds = range(first, first + int(words[1])) if len(words) > 1 else [first]
    failed = 0
    for seed in seeds:
        walk = Walk(seed)
        try:
            walk.play()
        except Exception as error:
            failed += 1
            sys.stdout.write(f"{walk.name}\n  {type(error).__name__} {str(error)[:300]}\n")
            if len(words) == 1:
                walk.tell(_say)
                raise
    sys.stdout.write(f"{len(seeds)} seeds, {failed} failed\n")


if __name__ == "__main__":
    _by_hand(sys.argv[1:])
