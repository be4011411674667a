"""The five stories in Dutch, by somebody who has only this browser: from the first page to a proved export, and after.

The figures are those of samples/README.md, "October 2026, worked out by hand". Buttons are pressed with the keyboard.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from adapters.nmbrs_fake.sample_data import DEMO_CREDENTIALS
from domain.pay_line import PayKind
from domain.wage_period import PeriodRef
from entrypoints.cli.demo import CORRECTED, HELD
from tests.browser.chrome import visit
from tests.browser.site import EMPLOYEE, PASSWORD, SAMPLES, Site

OCTOBER = PeriodRef(2026, 10)
PLACE = "?company=1200&period=2026-10&contract_type=zero-hours"
LONG_WORK = 30_000
"""Milliseconds in which work in the background comes to its end, on a busy machine too."""


@pytest.fixture
def window(chromium: Browser, site: Site) -> Iterator[Page]:
    """A window in which nobody is logged in."""
    with visit(chromium, site.address) as (page, _):
        yield page


def press(button: Locator) -> None:
    """With the keyboard, as whoever sees it in focus does."""
    button.focus()
    expect(button).to_be_focused()
    button.press("Enter")


def button(page: Page, name: str | re.Pattern[str]) -> Locator:
    return page.get_by_role("button", name=name)


def heading(page: Page, words: str | re.Pattern[str]) -> None:
    """The page has come that is called so."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(words, timeout=LONG_WORK)


def held(site: Site) -> dict[str, Any]:
    """What the payroll holds of October, of everybody: hours on 2100, days, and meals by code."""
    office, found = site.nmbrs.office, {}
    for employee in map(int, site.nmbrs.core.employees):
        hours = office.amounts(employee, OCTOBER)
        meals = {str(code): amount for code, amount in office.amounts(employee, OCTOBER, PayKind.WAGE)}
        days = office.days(employee, OCTOBER)
        if hours or meals or days:
            ((code, amount),) = hours
            assert code == 2100
            found[str(employee)] = (amount, days, meals)
    return found


def test_from_the_first_page_to_a_proved_export(window: Page, site: Site) -> None:
    make_the_first_account(window)
    activate(window)
    choose_companies(window)
    look_at_rights_and_sync(window)
    set_the_wage_period(window)
    link_codes(window)
    import_hours(window, "users.xlsx", "hours-2026-10.xlsx")
    assert held(site) == {}
    plan_and_export(window)
    assert held(site) == HELD
    prove(window)
    put_a_change_right(window, site)
    assert held(site) == CORRECTED
    assert site.nmbrs.log.forbidden() == []
    assert site.soap.violations == []


def make_the_first_account(page: Page) -> None:
    """Whoever comes first becomes the administrator."""
    page.goto("/")
    heading(page, "Welkom")
    expect(page.get_by_label("Je naam")).to_be_focused()
    page.keyboard.type("Petra Polman")
    page.get_by_label("E-mailadres").fill("petra@kade.example")
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_label("Wachtwoord, nog een keer").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Petra Polman")).to_be_visible()


def activate(page: Page) -> None:
    """The e-mail address and the token; a wrong token is said beside its field, and nothing typed is lost."""
    page.goto("/setup")
    heading(page, "Verbinden met Nmbrs")
    page.get_by_label("E-mailadres in Nmbrs").fill(DEMO_CREDENTIALS.email)
    page.get_by_label("API-token").fill("een-oude-token")
    page.get_by_label("Ja, die staat uit, of stond nooit aan").check()
    press(button(page, "Verbinden"))
    expect(page.locator("main .fault, main [role=alert]").first).to_be_visible()
    expect(page.get_by_label("E-mailadres in Nmbrs")).to_have_value(DEMO_CREDENTIALS.email)
    page.get_by_label("API-token").fill(DEMO_CREDENTIALS.token)
    page.keyboard.press("Enter")


def choose_companies(page: Page) -> None:
    """De Kade pays both venues."""
    heading(page, "Welke bedrijven doen mee?")
    page.get_by_label("Ja", exact=True).check()
    page.get_by_label("Vestigingen in eitje").fill("De Kade\nStrandtent Zuid")
    press(button(page, "Opslaan en verder"))


def look_at_rights_and_sync(page: Page) -> None:
    """What the user may do, and who is in Nmbrs: shown before it is stored."""
    heading(page, "Wat mag de Nmbrs-gebruiker?")
    expect(page.get_by_text("Alles wat door lezen te testen is, is er.")).to_be_visible(timeout=LONG_WORK)
    press(button(page, "Volgende"))
    heading(page, "Haal de teamleden uit Nmbrs")
    take_over = button(page, "Neem deze over")
    expect(take_over).to_be_focused(timeout=LONG_WORK)
    page.keyboard.press("Enter")


def set_the_wage_period(page: Page) -> None:
    """Months, from the first of January."""
    heading(page, "Wanneer begint de eerste loonperiode?")
    page.get_by_label("Eerste dag van de eerste loonperiode").fill("2026-01-01")
    expect(page.get_by_role("row").filter(has_text="2026-10")).to_contain_text("31")
    press(button(page, "Opslaan en verder"))


def link_codes(page: Page) -> None:
    """The hours, the days and both meals."""
    heading(page, "Wat gaat naar welke code?")
    page.get_by_label("Gewerkte uren van mensen met een nulurencontract").select_option("2100")
    page.get_by_label("Het aantal gewerkte dagen verzenden").check()
    wages = page.get_by_label("Looncode")
    for row, (meal, code) in enumerate((("lunch", "4899"), ("diner", "4900"))):
        page.get_by_label("Maaltijd in eitje").nth(row).fill(meal)
        wages.nth(row).select_option(code)
    press(button(page, "Opslaan en verder"))
    heading(page, "Alles is ingesteld")


def import_hours(page: Page, *names: str) -> None:
    """The files that eitje gave."""
    page.goto(f"/hours/import{PLACE}")
    page.get_by_label("Bestanden van eitje, xlsx of CSV").set_input_files([SAMPLES / name for name in names])
    press(button(page, "Inlezen"))
    for name in names:
        expect(page.get_by_role("heading", name=name)).to_contain_text("Ingelezen", timeout=LONG_WORK)


def plan_and_export(page: Page) -> None:
    """Look first, then agree, then see every line proved."""
    page.goto(f"/export{PLACE}")
    press(button(page, "Bekijk wat er verandert"))
    heading(page, "Plan van oktober 2026")
    row = page.get_by_role("row").filter(has_text="Noor van Dijk").first
    expect(row).to_contain_text("29,50")
    press(button(page, re.compile(r"^Doorgaan met 8 ")))
    heading(page, "Bevestigen")
    press(button(page, re.compile(r"^Naar Nmbrs sturen")))
    heading(page, "Resultaat van oktober 2026")


def prove(page: Page) -> None:
    """The result says so, and the workbook can be kept; the check finds the same."""
    expect(page.get_by_text("Bewezen: alles wat gekozen was, staat regel voor regel in Nmbrs")).to_be_visible()
    with page.expect_download() as kept:
        page.get_by_role("button", name="Bewijs als Excel-bestand").click()
    assert kept.value.suggested_filename.endswith(".xlsx")
    assert kept.value.path().read_bytes().startswith(b"PK")
    page.goto(f"/check{PLACE}")
    expect(page.get_by_text("Gewijzigd in")).to_have_count(0)


def put_a_change_right(page: Page, site: Site) -> None:
    """A shift is corrected in eitje, and somebody edits a line in Nmbrs: both are named, and one is decided."""
    site.edit_line(EMPLOYEE, "25.00")
    import_hours(page, "hours-2026-10-corrected.xlsx")
    page.goto(f"/check{PLACE}")
    expect(page.get_by_role("row").filter(has_text="Gewijzigd in Nmbrs")).to_contain_text(["25,00"])
    expect(page.get_by_role("row").filter(has_text="Gewijzigd in eitje")).to_contain_text(["30,75"])
    page.get_by_role("radio", name=re.compile("De onze herstellen")).check()
    page.get_by_label("Waarom").fill("in de verkeerde rij getypt")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Vastgelegd: De onze herstellen.")).to_be_visible()
    page.goto(f"/export{PLACE}")
    press(button(page, "Bekijk wat er verandert"))
    heading(page, "Plan van oktober 2026")
    press(button(page, re.compile(r"^Doorgaan met 2 ")))
    press(button(page, re.compile(r"^Naar Nmbrs sturen")))
    heading(page, "Resultaat van oktober 2026")
    expect(page.get_by_text("Bewezen: alles wat gekozen was, staat regel voor regel in Nmbrs")).to_be_visible()
