"""Everybody logs in with the keyboard, once in each role, sees what is theirs, and leaves nothing behind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from domain.accounts import Role
from tests.browser.checks import check_page
from tests.browser.chrome import Watch, visit
from tests.browser.site import NAMES, PASSWORD, Site

UNAUTHORIZED, FORBIDDEN = 401, 403


@pytest.fixture(scope="module")
def office(site: Site) -> Site:
    """De Kade with hours, and people in every role."""
    site.employ_all()
    site.set_up()
    site.import_hours()
    return site


@pytest.fixture
def stranger(chromium: Browser, office: Site) -> Iterator[tuple[Page, Watch]]:
    """A window in which nobody is logged in."""
    with visit(chromium, office.address) as page_and_watch:
        yield page_and_watch


def log_in(page: Page, name: str, password: str = PASSWORD) -> None:
    """Type the name and the password, and press Enter."""
    expect(page.get_by_label("E-mailadres")).to_be_focused()
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.type(password)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("role", Role)
def test_everybody_comes_in_and_goes_again(office: Site, stranger: tuple[Page, Watch], role: Role) -> None:
    page, watch = stranger
    page.goto("/history?company=1200")
    assert page.url.startswith(f"{office.address}/login?")
    log_in(page, f"{role}@kade.example")
    expect(page).to_have_url(f"{office.address}/history?company=1200")
    expect(page.get_by_role("link", name=NAMES[role])).to_be_visible()
    watch.expected.add(FORBIDDEN)
    for address, least in (
        ("/settings/users", Role.ADMINISTRATOR),
        ("/check?company=1200&period=2026-10", Role.VIEWER),
    ):
        answer = page.goto(address)
        assert answer is not None
        allowed = role is least or least is Role.VIEWER
        assert answer.status == (200 if allowed else FORBIDDEN)
        check_page(page)
    page.get_by_role("button", name="Uitloggen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Inloggen")
    page.goto("/")
    assert page.url.startswith(f"{office.address}/login")


@pytest.mark.parametrize(("role", "sends"), [(Role.OPERATOR, False), (Role.PAYROLL, True)])
def test_who_may_plan_may_not_always_send(chromium: Browser, office: Site, role: Role, sends: bool) -> None:
    with visit(chromium, office.address, office.token(role)) as (page, _):
        page.goto("/export?company=1200&period=2026-10&contract_type=zero-hours")
        page.get_by_role("button", name="Bekijk wat er verandert").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Plan van oktober 2026", timeout=30_000)
        expect(page.get_by_role("button", name="Doorgaan met 8")).to_have_count(1 if sends else 0)


def test_a_wrong_password_is_said_beside_the_form(stranger: tuple[Page, Watch]) -> None:
    page, watch = stranger
    watch.expected.add(UNAUTHORIZED)
    page.goto("/login")
    log_in(page, "viewer@kade.example", "iets heel anders")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("E-mailadres")).to_have_value("viewer@kade.example")
    check_page(page)


@pytest.mark.usefixtures("office")
def test_a_language_that_is_chosen_stays(page: Page) -> None:
    page.goto("/check?company=1200&period=2026-10")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Check")
    page.goto("/history?company=1200")
    expect(page.get_by_role("button", name="Nederlands")).to_be_visible()
    check_page(page)
