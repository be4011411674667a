"""A browser that looks at De Kade."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from entrypoints.http.app import create_app
from tests.wire.http.house import House

Browse = Callable[..., Any]


@pytest.fixture
def browser(ready: TestClient, house: House) -> TestClient:
    """A browser in Dutch, when De Kade is ready to export October; over TLS, so that it keeps our cookies."""
    del ready
    return TestClient(
        create_app(house.container),
        base_url="https://127.0.0.1:8023",
        headers={"Accept-Language": "nl"},
        follow_redirects=False,
    )
