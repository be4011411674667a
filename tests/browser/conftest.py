"""A browser once for all tests, and a site once for each module of tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from domain.accounts import Role
from tests.browser.chrome import Watch, running, visit
from tests.browser.site import Site, opened


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser."""
    with running() as browser:
        yield browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A running server over an empty database and the demo's payroll, for all tests of the module."""
    with opened(tmp_path_factory.mktemp("site")) as running_site:
        yield running_site


@pytest.fixture
def visited(chromium: Browser, site: Site) -> Iterator[tuple[Page, Watch]]:
    """A new window in Dutch on that site, in which an administrator is logged in; and who watches it."""
    with visit(chromium, site.address, site.token(Role.ADMINISTRATOR)) as page_and_watch:
        yield page_and_watch


@pytest.fixture
def page(visited: tuple[Page, Watch]) -> Page:
    """That window. The test fails when anything goes wrong behind it."""
    return visited[0]


@pytest.fixture
def watch(visited: tuple[Page, Watch]) -> Watch:
    """Who watches ``page``: a test that provokes an answer such as 404 adds it to ``expected``."""
    return visited[1]
