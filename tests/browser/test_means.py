"""The means themselves: a page that does what it must not fails its test, and what is vendored is as published."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from domain.accounts import Role
from tests.browser import machine
from tests.browser.checks import VENDOR, check_accessible, check_fits_a_telephone, check_page
from tests.browser.chrome import Watch, visit
from tests.browser.site import Site


@pytest.mark.parametrize(
    ("script", "complaint"),
    [
        ("setTimeout(() => { throw new Error('spilled') })", "spilled"),
        ("console.error('burnt')", "console: burnt"),
        ("document.body.setAttribute('onclick', 'go()'); document.body.click()", "Content Security Policy"),
        ("fetch('/nothing')", "answered 404"),
        ("fetch('https://elsewhere.example/').catch(() => 0)", "Content Security Policy"),
        ("location = 'https://elsewhere.example/'", "asked of somebody else"),
    ],
    ids=["JavaScript", "console", "inline", "not found", "elsewhere", "link to elsewhere"],
)
def test_what_goes_wrong_behind_a_page_fails_its_test(
    chromium: Browser, site: Site, script: str, complaint: str
) -> None:
    with pytest.raises(AssertionError, match=complaint):
        _visit_and_run(chromium, site, script, complaint)


def _visit_and_run(chromium: Browser, site: Site, script: str, complaint: str) -> None:
    with visit(chromium, site.address, site.token(Role.ADMINISTRATOR)) as (page, watch):
        page.goto("/")
        page.evaluate(script)
        while not any(complaint in each for each in watch.wrong):
            page.wait_for_timeout(10)


def test_an_answer_that_is_expected_is_no_failure(page: Page, watch: Watch) -> None:
    watch.expected.add(404)
    page.goto("/nothing")
    check_page(page)


def test_a_page_in_order_passes(page: Page) -> None:
    page.goto("/")
    check_page(page)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ("document.querySelector('h1').remove()", "has headings"),
        ("document.title = ' · eitje-nmbrs'", "has no title"),
        ("document.querySelector('main').append(document.createElement('input'))", "label"),
        ("document.querySelector('h1').insertAdjacentHTML('afterend', '<button></button>')", "button-name"),
    ],
)
def test_a_page_that_is_not_in_order_is_told(page: Page, change: str, complaint: str) -> None:
    page.goto("/")
    page.evaluate(change)
    with pytest.raises(AssertionError, match=complaint):
        check_page(page)


def test_text_that_cannot_be_read_is_told(page: Page) -> None:
    page.goto("/")
    page.evaluate("document.querySelector('h1').attributeStyleMap.set('color', '#ddd')")
    with pytest.raises(AssertionError, match="color-contrast"):
        check_accessible(page)


def test_what_sticks_out_on_a_telephone_is_told(page: Page) -> None:
    page.goto("/")
    page.evaluate("document.querySelector('h1').attributeStyleMap.set('width', CSS.px(500))")
    with pytest.raises(AssertionError, match=r"too wide are .*<h1"):
        check_fits_a_telephone(page)


def test_axe_is_as_it_was_published() -> None:
    stated = dict(re.findall(r"\| `([\w.]+)` \|.*\| ([0-9a-f]{64}) \|", (VENDOR / "README.md").read_text("utf-8")))
    found = {each.name: hashlib.sha256(each.read_bytes()).hexdigest() for each in VENDOR.glob("*.js")}
    assert found == stated


def test_a_machine_without_a_browser_is_told_what_to_install(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, Path(machine.__file__)],
        env={"PATH": str(tmp_path), "HOME": os.environ.get("HOME", "/")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1
    assert "apt-get install chromium" in ran.stderr
