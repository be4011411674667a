"""A browser that looks at De Kade."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.wire.http.conftest import browser_of
from tests.wire.http.house import House

Browse = Callable[..., Any]


@pytest.fixture
def browser(ready: TestClient, house: House) -> TestClient:
    """A browser in Dutch, when De Kade is ready to export October; over TLS, so that it keeps our cookies."""
    del ready
    return browser_of(house, language="nl", follow=False)
