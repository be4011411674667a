"""Every page at every stage: in order, and nothing goes wrong behind it."""

from __future__ import annotations

import gettext
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser

from entrypoints.http.app import create_app
from entrypoints.http.identity import COOKIE
from entrypoints.http.pages.rendering import environment
from entrypoints.http.pages.texts import translations
from tests.browser.checks import check_page
from tests.browser.chrome import visit
from tests.browser.pages import NO_PAGES, PAGES, Shown, Stage, reach
from tests.browser.site import Site


@pytest.fixture(scope="module")
def journey() -> list[Stage]:
    """The stages that the site has seen."""
    return [Stage.NEW]


@pytest.fixture
def at(site: Site, journey: list[Stage], shown: Shown) -> Site:
    """The site at the stage of the page."""
    reach(site, shown.stage, journey[-1])
    journey.append(shown.stage)
    return site


class Untranslated(gettext.NullTranslations):
    """Is asked for what has no Dutch."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: set[str] = set()

    def gettext(self, message: str) -> str:
        """Keep it."""
        self.texts.add(message)
        return message

    def ngettext(self, one: str, more: str, n: int) -> str:
        """The same."""
        return self.gettext(one if n == 1 else more)


@pytest.fixture(scope="module")
def untranslated() -> Iterator[Untranslated]:
    """The texts that were shown in English to whoever asked for Dutch, by an application in this process."""
    found = Untranslated()
    translations("nl").add_fallback(found)
    yield found
    translations.cache_clear()
    environment.cache_clear()


@pytest.fixture(scope="module")
def inside(site: Site) -> TestClient:
    """The same pages in this process, so that it is seen which texts they ask for."""
    return TestClient(create_app(site.container), "https://127.0.0.1", client=("127.0.0.1", 50000))


@pytest.mark.parametrize("shown", sorted(PAGES, key=lambda each: each.stage), ids=lambda each: each.name)
def test_a_page_is_in_order(
    chromium: Browser, at: Site, shown: Shown, inside: TestClient, untranslated: Untranslated
) -> None:
    with visit(chromium, at.address, shown.role and at.token(shown.role)) as (page, _):
        address = shown.address(at)
        page.goto(address)
        assert page.url == at.address + address
        assert page.locator("html").get_attribute("lang") == "nl"
        check_page(page)
    known = {} if shown.role is None else {"Cookie": f"{COOKIE}={at.token(shown.role)}"}
    untranslated.texts.clear()
    answer = inside.get(address, headers={"Accept-Language": "nl", **known})
    assert (answer.status_code, answer.headers["content-language"]) == (200, "nl")
    assert untranslated.texts == set()


def test_no_page_is_forgotten(site: Site) -> None:
    read = {
        context.path
        for included in create_app(site.container).routes
        for context in getattr(included, "effective_route_contexts", tuple)()
        if "GET" in context.methods and not context.path.startswith("/api/")
    }
    assert len(read) > 5
    assert read == {each.route for each in PAGES} | set(NO_PAGES)
