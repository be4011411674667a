"""A few kills in the middle of exports; ``make torture`` makes hundreds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.torture.torture import torture

_SEED = 4


@pytest.mark.timeout(180)
def test_killed_again_and_again_nothing_is_doubled_and_nothing_missing(tmp_path: Path) -> None:
    made = torture(8, _SEED, tmp_path, say=lambda _: None)
    assert made.kills >= 8
    assert made.exits["proved (0)"] >= 1, "the run that is let alone ends well"
