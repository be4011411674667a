"""What the tests of the command line start from."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.entrypoints.cli.house import NOORS_MONTH, House, make_house


@pytest.fixture
def empty_house(tmp_path: Path) -> House:
    """Nothing is activated."""
    return make_house(tmp_path)


@pytest.fixture
def house(empty_house: House) -> House:
    """Everything is set up; no hours yet."""
    empty_house.set_up()
    return empty_house


@pytest.fixture
def worked(house: House) -> House:
    """Noor worked the month of the manual."""
    house.work(*NOORS_MONTH)
    return house
