"""What must be true of every page: usable by everybody, on a telephone, and saying what it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.browser.chrome import PHONE

VENDOR = Path(__file__).with_name("vendor")
AXE = (VENDOR / "axe.min.js").read_text(encoding="utf-8")
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")


def check_page(page: Page) -> None:
    """Accessible in light and dark; one heading, a title and a language; no scrolling sideways on a telephone."""
    assert page.title().rpartition("·")[0].strip(), f"{page.url} has no title"
    assert page.locator("html").get_attribute("lang") in ("nl", "en")
    headings = page.locator("h1").all_inner_texts()
    assert len(headings) == 1, f"{page.url} has headings {headings}"
    assert headings[0].strip()
    check_accessible(page)
    check_contrast_in_the_dark(page)
    check_fits_a_telephone(page)


def check_accessible(page: Page) -> None:
    """WCAG 2.2 A and AA, as far as axe-core can tell."""
    _axe(page, {"runOnly": {"type": "tag", "values": list(RULES)}})


def check_contrast_in_the_dark(page: Page) -> None:
    """The only one of these rules that colours decide."""
    page.emulate_media(color_scheme="dark")
    _axe(page, {"runOnly": {"type": "rule", "values": ["color-contrast"]}})
    page.emulate_media(color_scheme="light")


def check_fits_a_telephone(page: Page) -> None:
    """Nothing sticks out on the right at 375 pixels; a wide table scrolls within itself."""
    before = page.viewport_size
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    try:
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= PHONE[0], f"{page.url} is {width} pixels wide on a telephone; too wide are {_too_wide(page)}"
    finally:
        if before is not None:
            page.set_viewport_size(before)


def _axe(page: Page, options: dict[str, Any]) -> None:
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(AXE)  # by way of the debugger: a script in the page would be forbidden
    found = page.evaluate("options => window.axe.run(document, options)", {**options, "resultTypes": ["violations"]})
    told = [
        f"{each['id']} ({each['help']}): {node['html'][:200]} — {node['failureSummary']}"
        for each in found["violations"]
        for node in each["nodes"][:5]
    ]
    assert not told, f"{page.url} is not accessible:\n" + "\n".join(told)


def _too_wide(page: Page) -> list[str]:
    """The outermost elements that stick out, and are not within something that scrolls by itself."""
    found: list[str] = page.evaluate(
        """width => [...document.body.querySelectorAll('*')].filter(each => {
             if (each.getBoundingClientRect().right <= width) return false;
             for (let up = each.parentElement; up && up !== document.body; up = up.parentElement)
               if (getComputedStyle(up).overflowX !== 'visible') return false;
             return true;
           }).slice(0, 5).map(each => each.cloneNode(false).outerHTML)""",
        PHONE[0],
    )
    return found
