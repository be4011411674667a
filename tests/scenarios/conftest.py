"""Every scenario gets a world of its own; the test module says on which stage it plays."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.scenarios.steps_accounts import *  # noqa: F403
from tests.scenarios.steps_allowances import *  # noqa: F403
from tests.scenarios.steps_doctor import *  # noqa: F403
from tests.scenarios.steps_env import *  # noqa: F403
from tests.scenarios.steps_findings import *  # noqa: F403
from tests.scenarios.steps_given import *  # noqa: F403 - steps are found by name
from tests.scenarios.steps_mapping import *  # noqa: F403
from tests.scenarios.steps_notifications import *  # noqa: F403
from tests.scenarios.steps_overview import *  # noqa: F403
from tests.scenarios.steps_people import *  # noqa: F403
from tests.scenarios.steps_periods import *  # noqa: F403
from tests.scenarios.steps_selection import *  # noqa: F403
from tests.scenarios.steps_then import *  # noqa: F403
from tests.scenarios.steps_when import *  # noqa: F403
from tests.scenarios.world import Stage, World


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A module that names a tag plays only the scenarios with that tag."""
    others = [item for item in items if (tag := _tag(item)) is not None and item.get_closest_marker(tag) is None]
    config.hook.pytest_deselected(items=others)
    items[:] = [item for item in items if item not in others]


def _tag(item: pytest.Item) -> str | None:
    tag: str | None = getattr(getattr(item, "module", None), "TAG", None)
    return tag


@pytest.fixture
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    """A world on the stage of the test module."""
    with ExitStack() as closing:
        stage: Stage = request.module.STAGE(tmp_path, closing)
        yield World(stage, tmp_path)
        assert stage.nmbrs.log.forbidden() == []
        assert stage.violations() == []
