"""The wage periods of a company: a calendar to look at, a start to set, and what is refused."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

import pytest
from fastapi.testclient import TestClient

from adapters.nmbrs_fake.faults import Fault
from domain.terms import CompanyId, ContractType
from domain.wage_period import PeriodLength, new_calendar
from entrypoints.http.pages.settings_calendar import DayDrawn, drawn, shown_periods
from tests.wire.http.house import ACTIVATION, API, House, agreed_plan, import_hours
from tests.wire.http.pages.settings_house import DUTCH, browser_at, fault_at, shown_in, text_of, went_to

AT = "/settings/wage-periods"
SET = f"{AT}/set"


@pytest.fixture
def browser(house: House, ready: TestClient) -> TestClient:
    """A browser at De Kade, which has months from 1 January 2026 on."""
    return browser_at(house, ready)


def _rows(page: str) -> list[list[str]]:
    body = re.findall(r"<tbody>(.*?)</tbody>", page, re.DOTALL)[0]
    cells = [
        re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in re.findall(r"<tr.*?</tr>", body, re.DOTALL)
    ]
    return [[" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in row] for row in cells]


def test_a_year_is_drawn_and_listed(browser: TestClient) -> None:
    answer = browser.get(AT, params={"year": 2026}, headers=DUTCH)
    rows = _rows(answer.text)
    assert len(rows) == 12
    assert rows[1][:4] == ["2", "1 feb 2026", "28 feb 2026", "28"]
    assert rows[8][4] == "Betaald, run 9"
    assert rows[9][4] == "Huidig"
    assert answer.text.count('class="month" role="img"') == 12
    assert "januari 2026: periode 1 van 1 jan 2026 tot en met 31 jan 2026" in text_of(answer)


def test_what_was_exported_and_proved_stands_beside_its_period(browser: TestClient, ready: TestClient) -> None:
    import_hours(ready)
    assert ready.post(f"{API}/exports", json=agreed_plan(ready)).json()["outcome"] == "proved"
    rows = _rows(browser.get(AT, headers=DUTCH).text)
    assert [row[5] for row in rows if row[5]] == ["Bewezen"]
    assert rows[9][5] == "Bewezen"


def test_when_nmbrs_cannot_be_reached_what_is_stored_is_shown(browser: TestClient, house: House) -> None:
    house.nmbrs.faults.on(Fault.no_connection(), times=None)
    answer = browser.get(AT, params={"year": 2026}, headers=DUTCH)
    assert answer.status_code == 200
    assert "waar Nmbrs staat is nu niet bekend" in text_of(answer)
    assert {row[4] for row in _rows(answer.text)} == {"niet bekend"}


def test_a_company_without_wage_periods_is_told_what_to_do(house: House, client: TestClient) -> None:
    browser = browser_at(house, client)
    assert "/settings/companies" in browser.get(AT).text
    client.post(f"{API}/activation", json=ACTIVATION)
    client.put(f"{API}/companies/1200", json={"venues": ["De Kade"]})
    assert "Nog geen loonperioden" in text_of(browser.get(AT, headers=DUTCH))


def test_a_start_is_shown_before_it_is_stored(browser: TestClient, house: House) -> None:
    answer = browser.get(SET, params={"start": "2026-01-15", "only": "both"}, headers=DUTCH)
    said = text_of(answer)
    assert "Dit geeft loonjaar 2026" in said
    assert _rows(answer.text)[0][:4] == ["1", "15 jan 2026", "14 feb 2026", "31"]
    with house.storage.read() as work:
        assert {each.start for each in work.settings.calendars(CompanyId("1200"))} == {date(2026, 1, 1)}
    piece = browser.get(SET, params={"start": "2026-01-15"}, headers={**DUTCH, "HX-Request": "true"})
    assert "<html" not in piece.text
    assert "15 jan 2026" in piece.text


def test_a_start_is_set_for_one_contract_type(browser: TestClient, house: House) -> None:
    asked = {"start": "2026-01-15", "only": "hours-contract"}
    address = went_to(browser.post(SET, data=asked, headers=DUTCH))
    assert address == f"{AT}?company=1200&contract_type=hours-contract&year=2026"
    assert "De loonperioden van 2026 zijn ingesteld." in text_of(browser.get(address, headers=DUTCH))
    with house.storage.read() as work:
        starts = {each.contract_type: each.start for each in work.settings.calendars(CompanyId("1200"))}
    assert starts == {ContractType.HOURS_CONTRACT: date(2026, 1, 15), ContractType.ZERO_HOURS: date(2026, 1, 1)}


def test_a_last_period_becomes_longer_only_with_a_name(browser: TestClient, house: House) -> None:
    asked = {"start": "2027-01-04", "year": "2027", "only": "zero-hours"}
    shown = text_of(browser.get(SET, params=asked, headers=DUTCH))
    assert "de laatste periode van 2026 krijgt 34 dagen in plaats van 31" in shown
    refused = browser.post(SET, data=asked, headers=DUTCH)
    assert refused.status_code == 422
    assert "34 dagen in plaats van 31" in fault_at(refused, "accepted_by")
    assert "--last-period" not in refused.text
    assert shown_in(refused, "start") == "2027-01-04"
    went_to(browser.post(SET, data={**asked, "accepted_by": "Mirjam Bakker"}, headers=DUTCH))
    with house.storage.read() as work:
        last = {(each.contract_type, each.year): each.last_day for each in work.settings.calendars(CompanyId("1200"))}
        accepted = [record.event.after.get("accepted_by") for record in work.audit.records()]
    assert last[ContractType.ZERO_HOURS, 2026] == date(2027, 1, 3)
    assert last[ContractType.HOURS_CONTRACT, 2026] == date(2026, 12, 31)
    assert "Mirjam Bakker" in accepted


@pytest.mark.parametrize(
    ("asked", "field", "said"),
    [
        ({"start": "31-02-2026"}, "start", "Schrijf een dag als"),
        ({"start": "2026-06-01"}, "year", "Vul het loonjaar in."),
        ({"start": "2026-06-01", "year": "nul"}, "year", "Schrijf een heel getal"),
        ({"start": "2030-01-01"}, "start", "Loonjaar 2030 sluit niet aan"),
    ],
)
def test_what_is_refused_stands_beside_its_field(
    browser: TestClient, asked: dict[str, str], field: str, said: str
) -> None:
    for answer in (browser.get(SET, params=asked, headers=DUTCH), browser.post(SET, data=asked, headers=DUTCH)):
        assert answer.status_code == 422
        assert said in fault_at(answer, field)
        assert shown_in(answer, "start") == asked["start"]


def test_days_into_which_something_was_exported_keep_their_period(browser: TestClient, ready: TestClient) -> None:
    import_hours(ready)
    ready.post(f"{API}/exports", json=agreed_plan(ready))
    refused = browser.post(SET, data={"start": "2026-01-15", "only": "zero-hours"}, headers=DUTCH)
    assert "al iets geëxporteerd" in fault_at(refused, "start")


def test_a_proposed_year_waits_for_a_word(browser: TestClient) -> None:
    place = {"contract_type": "zero-hours", "company": "1200"}
    assert "wacht op jouw akkoord" in text_of(browser.get(AT, params={**place, "year": 2027}, headers=DUTCH))
    address = went_to(browser.post(f"{AT}/confirmation", params=place, data={"year": "2027"}, headers=DUTCH))
    said = text_of(browser.get(address, headers=DUTCH))
    assert "Loonjaar 2027 is bevestigd." in said
    assert "wacht op jouw akkoord" not in said


def test_a_program_can_look_before_it_sets(ready: TestClient) -> None:
    body = {"start": "2027-01-04", "contract_type": "zero-hours"}
    told = ready.post(f"{API}/wage-periods/preview", json=body).json()
    assert [each["start"] for each in told["years"]] == ["2027-01-04"]
    first = told["changes"][0]
    assert (first["year"], first["last"]["end"], first["usual_last"]["end"]) == (2026, "2027-01-03", "2026-12-31")
    years = {each["year"]: each for each in ready.get(f"{API}/wage-periods").json()["calendars"]}
    assert (years[2026]["last_day"], years[2027]["proposed"]) == ("2026-12-31", True)


def _drawn(days: Sequence[DayDrawn], day: date) -> DayDrawn:
    return next(each for each in days if each.day == day)


def test_four_weeks_are_drawn_through_the_months() -> None:
    """From 29 December 2025: period 2 begins on Monday 26 January, and 13 ends on 3 January 2027."""
    year = new_calendar(CompanyId("1"), ContractType.ZERO_HOURS, PeriodLength.FOUR_WEEKS, date(2025, 12, 29))
    months = drawn(shown_periods(year, date(2026, 1, 7)), date(2026, 1, 7), "nl")
    assert [month.name for month in (months[0], months[-1])] == ["december 2025", "januari 2027"]
    assert len(months) == 14
    before, begins = (_drawn(months[1].days, date(2026, 1, day)) for day in (25, 26))
    assert before.shown is not None
    assert before.shown.period.ref.number == 1
    assert (begins.starts, begins.edge_top) == (True, True)
    after = _drawn(months[1].days, date(2026, 1, 27))
    assert (after.starts, after.edge_top, after.edge_left) == (False, True, False)
    assert not before.edge_top
    assert [shown.period.ref.number for _, shown in months[1].numbers] == [2]
    outside = _drawn(months[0].days, date(2025, 12, 28))
    assert (outside.shown, outside.edge_left, outside.edge_top) == (None, False, False)
    beyond = _drawn(months[-1].days, date(2027, 1, 4))
    assert (beyond.shown, beyond.edge_left, beyond.edge_top) == (None, False, False)
    assert _drawn(months[1].days, date(2026, 1, 7)).today
