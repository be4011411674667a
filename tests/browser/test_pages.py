"""Every page at every stage: in order, and nothing goes wrong behind it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from entrypoints.http.app import create_app
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


@pytest.mark.parametrize("shown", sorted(PAGES, key=lambda each: each.stage), ids=lambda each: each.name)
def test_a_page_is_in_order(chromium: Browser, at: Site, shown: Shown) -> None:
    with visit(chromium, at.address, shown.role and at.token(shown.role)) as (page, _):
        address = shown.address(at)
        page.goto(address)
        assert page.url == at.address + address
        assert page.locator("html").get_attribute("lang") == "nl"
        check_page(page)


def test_no_page_is_forgotten(site: Site) -> None:
    read = {
        context.path
        for included in create_app(site.container).routes
        for context in getattr(included, "effective_route_contexts", tuple)()
        if "GET" in context.methods and not context.path.startswith("/api/")
    }
    assert len(read) > 5
    assert read == {each.route for each in PAGES} | set(NO_PAGES)
