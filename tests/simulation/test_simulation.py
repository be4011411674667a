"""Nobody is paid twice, forgotten or overwritten: a thousand histories in memory, fifty on SQLite, fifty over SOAP."""

from __future__ import annotations

import pytest

from tests.simulation.run import Setting, failures

GROUNDS = [*(("memory", first, 100) for first in range(1, 1001, 100)), ("sqlite", 1, 50), ("soap", 1, 50)]


@pytest.mark.timeout(300)
@pytest.mark.parametrize(("on", "first", "count"), GROUNDS)
def test_every_history_ends_well(on: str, first: int, count: int) -> None:
    seeds = range(first, first + count)
    assert [str(failure) for failure in failures(Setting(on), seeds) if failure] == []
