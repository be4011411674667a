"""Allowances in a browser: defined, changed, stopped, grouped; and a shift to try."""

from __future__ import annotations

import re
from typing import Any

import pytest
from fastapi.testclient import TestClient

from domain.allowance import Window
from entrypoints.http.pages.settings_allowance_form import window_text
from tests.wire.http.house import API, House
from tests.wire.http.pages.settings_house import DUTCH, browser_at, fault_at, shown_in, text_of, went_to

AT = "/settings/allowances"
EDIT = f"{AT}/edit"
TRY = f"{AT}/try"
NIGHT = {
    "kind": "unsocial-hours",
    "name": "Nacht",
    "percentage": "50",
    "rows": "2",
    "days-0": ["0", "1", "2", "3", "4", "5", "6"],
    "start-0": "22:00",
    "end-0": "06:00",
}
LATE = {"day": "2026-10-05", "start": "20:00", "end": "04:00", "rest": "30"}


@pytest.fixture
def browser(house: House, ready: TestClient) -> TestClient:
    """A browser at De Kade, which pays no allowances yet."""
    return browser_at(house, ready)


def _stored(client: TestClient) -> list[dict[str, Any]]:
    return list(client.get(f"{API}/allowances").json()["allowances"])


def test_without_allowances_it_is_said_that_nothing_is_needed(browser: TestClient) -> None:
    assert "Dan hoef je hier niets te doen." in text_of(browser.get(AT, headers=DUTCH))


def test_unsocial_hours_are_defined_and_need_a_code(browser: TestClient, ready: TestClient) -> None:
    address = went_to(browser.post(EDIT, data=NIGHT, headers=DUTCH))
    answer = browser.get(address, headers=DUTCH)
    assert "Toeslag nacht is opgeslagen. Er hoort nog geen code bij" in text_of(answer)
    assert "nacht Onregelmatigheid 50,00 % dagelijks 22:00–06:00 altijd nog geen regel" in text_of(answer)
    assert "/settings/mapping/rule?company=1200&amp;thing=allowance%3Anacht" in answer.text
    assert _stored(ready)[0]["windows"] == ["daily 22:00-06:00"]
    ready.put(f"{API}/mapping", json={"thing": "allowance:nacht", "code": "6050"})
    assert "6050 Toeslaguren 50%" in text_of(browser.get(AT, headers=DUTCH))


@pytest.mark.parametrize(
    ("other", "field", "said"),
    [
        ({"name": " "}, "name", "Vul dit in."),
        ({"percentage": "veel"}, "percentage", "Schrijf een percentage"),
        ({"percentage": "0"}, "percentage", "percentage"),
        ({"days-0": []}, "window-0", "Kies de dagen"),
        ({"end-0": "zes"}, "window-0", "Vul in waar het begint en eindigt"),
        ({"end-0": "22:00"}, "window-0", "22:00"),
        ({"days-0": [], "start-0": "", "end-0": ""}, "windows", "Voeg ten minste één venster van dagen en tijden toe"),
        ({"first": "ooit"}, "first", "Schrijf een dag"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(
    browser: TestClient, ready: TestClient, other: dict[str, Any], field: str, said: str
) -> None:
    typed = {**NIGHT, "group": "tijd", **other}
    answer = browser.post(EDIT, data=typed, headers=DUTCH)
    assert answer.status_code == 422
    assert said in fault_at(answer, field)
    for name in ("name", "percentage", "group", "start-0", "end-0"):
        assert shown_in(answer, name) == typed[name]
    ticked = re.findall(r'name="days-0" value="(\d)" checked', answer.text)
    assert ticked == typed["days-0"]
    assert _stored(ready) == []


def test_there_can_be_more_windows(browser: TestClient, ready: TestClient) -> None:
    more = browser.post(EDIT, data={**NIGHT, "more": "yes"}, headers=DUTCH)
    assert (more.status_code, shown_in(more, "start-0"), shown_in(more, "start-3")) == (200, "22:00", "")
    sunday = {"days-3": ["6"], "start-3": "0:00", "end-3": "24:00"}
    went_to(browser.post(EDIT, data={**NIGHT, "rows": "4", **sunday}))
    assert _stored(ready)[0]["windows"] == ["daily 22:00-06:00", "sun 00:00-24:00"]


def test_a_definition_changes_from_a_day_on(browser: TestClient, ready: TestClient) -> None:
    went_to(browser.post(EDIT, data=NIGHT))
    form = browser.get(EDIT, params={"name": "nacht"}, headers=DUTCH)
    assert [shown_in(form, name) for name in ("percentage", "start-0", "end-0")] == ["50", "22:00", "06:00"]
    went_to(browser.post(EDIT, params={"name": "nacht"}, data={**NIGHT, "percentage": "75", "first": "2026-11-01"}))
    assert [(each["percentage"], each["from"]) for each in _stored(ready)] == [("50.00", None), ("75.00", "2026-11-01")]


def test_a_function_names_teams(browser: TestClient, ready: TestClient) -> None:
    chef = {"kind": "function", "name": "chef", "percentage": "12,5"}
    refused = browser.post(EDIT, data=chef, headers=DUTCH)
    assert "Noem teams of diensttypen, of één kolom" in fault_at(refused, "teams")
    went_to(browser.post(EDIT, data={**chef, "teams": ["Keuken"], "more_teams": "Bar, Terras"}))
    stored = _stored(ready)[0]
    assert (stored["teams"], stored["percentage"]) == (["Keuken", "Bar", "Terras"], "12.50")


def test_holidays_are_chosen_by_name(browser: TestClient, ready: TestClient) -> None:
    form = browser.get(EDIT, params={"kind": "public-holiday"}, headers=DUTCH)
    ticked = re.findall(r'name="holidays" value="([^"]+)" checked', form.text)
    assert "Koningsdag" in ticked
    assert "Goede vrijdag" not in ticked
    asked = {"kind": "public-holiday", "name": "feestdag", "percentage": "100"}
    refused = browser.post(EDIT, data=asked, headers=DUTCH)
    assert "Kies er minstens één." in fault_at(refused, "holidays")
    went_to(browser.post(EDIT, data={**asked, "holidays": ["Koningsdag", "Goede vrijdag"]}))
    assert _stored(ready)[0]["holidays"] == ["Goede vrijdag", "Koningsdag"]


def test_the_holidays_of_a_year_are_listed(browser: TestClient) -> None:
    said = text_of(browser.get(AT, params={"holidays": 2027}, headers=DUTCH))
    assert "Feestdagen van 2027" in said
    assert "di 27 apr Koningsdag Ja" in said.replace("ja", "Ja")


def test_an_allowance_stops_or_goes(browser: TestClient, ready: TestClient) -> None:
    went_to(browser.post(EDIT, data=NIGHT))
    refused = browser.post(f"{AT}/removal", params={"name": "nacht"}, data={"day": ""}, headers=DUTCH)
    assert (refused.status_code, fault_at(refused, "day")) == (422, "Vul dit in.")
    went_to(browser.post(f"{AT}/removal", params={"name": "nacht"}, data={"day": "2026-11-01"}))
    assert _stored(ready)[0]["until"] == "2026-10-31"
    assert "Of helemaal verwijderen" in text_of(browser.get(f"{AT}/removal", params={"name": "nacht"}, headers=DUTCH))
    went_to(browser.post(f"{AT}/removal", params={"name": "nacht"}, data={"whole": "yes"}))
    assert _stored(ready) == []
    assert browser.get(f"{AT}/removal", params={"name": "nacht"}).status_code == 404


def test_allowances_share_a_group_and_leave_it(browser: TestClient, ready: TestClient) -> None:
    went_to(browser.post(EDIT, data=NIGHT))
    refused = browser.post(f"{AT}/group", data={"group": "tijd"}, headers=DUTCH)
    assert "Kies minstens één toeslag." in fault_at(refused, "names")
    assert shown_in(refused, "group") == "tijd"
    went_to(browser.post(f"{AT}/group", data={"names": "nacht", "group": "tijd"}))
    assert _stored(ready)[0]["group"] == "tijd"
    assert "nu in tijd" in text_of(browser.get(f"{AT}/group", headers=DUTCH))
    went_to(browser.post(f"{AT}/group", data={"names": "nacht", "none": "yes"}))
    assert _stored(ready)[0]["group"] is None


def test_a_shift_is_tried_live_and_on_a_page_of_its_own(browser: TestClient) -> None:
    """20:00 to 04:00 with half an hour of break, and 22:00 to 06:00: 360 × 450 ÷ 480 = 337.5 minutes, 5.63 hours."""
    went_to(browser.post(EDIT, data=NIGHT))
    assert 'hx-get="/settings/allowances/try"' in browser.get(AT).text
    piece = browser.get(TRY, params=LATE, headers={**DUTCH, "HX-Request": "true"})
    assert "<html" not in piece.text
    whole = browser.get(TRY, params=LATE, headers=DUTCH)
    for answer in (piece, whole):
        assert ">337,5<" in answer.text
        assert ">5,63<" in answer.text
        assert 'class="paid" x="222.5"' in answer.text
    assert shown_in(whole, "start") == "20:00"


def test_what_gives_way_within_a_group_is_drawn_apart(browser: TestClient) -> None:
    """Saturday 20:00 to Sunday 04:00: two hours of night, four of Sunday; the night of Sunday gives way."""
    went_to(browser.post(EDIT, data={**NIGHT, "group": "tijd"}))
    sunday = {"name": "zondag", "percentage": "100", "days-0": ["6"], "start-0": "0:00", "end-0": "24:00"}
    went_to(browser.post(EDIT, data={**NIGHT, **sunday, "group": "tijd"}))
    answer = browser.get(TRY, params={**LATE, "day": "2026-10-10", "rest": "0"}, headers=DUTCH)
    drawn = re.findall(r'class="(paid|gave-way)" x="([\d.]+)" y="\d+" width="([\d.]+)"', answer.text)
    assert drawn == [("paid", "222.5", "112.5"), ("gave-way", "335.0", "225.0"), ("paid", "335.0", "225.0")]
    assert "nacht wijkt binnen de groep." in text_of(answer)
    assert [">120<" in answer.text, ">240<" in answer.text] == [True, True]


def test_a_shift_that_cannot_be_tried_is_told(browser: TestClient) -> None:
    went_to(browser.post(EDIT, data=NIGHT))
    wrong = browser.get(TRY, params={**LATE, "end": "laat"}, headers=DUTCH)
    assert "Schrijf een tijd als 06:00." in fault_at(wrong, "end")
    zoned = browser.get(TRY, params={**LATE, "end": "04:00+01:00"}, headers=DUTCH)
    assert "Schrijf een tijd als 06:00." in fault_at(zoned, "end")
    skipped = {"day": "2026-03-29", "start": "02:30", "end": "06:00"}
    piece = browser.get(TRY, params=skipped, headers={**DUTCH, "HX-Request": "true"})
    assert "02:30" in piece.text
    assert 'class="note stop"' in piece.text


@pytest.mark.parametrize(
    ("written", "dutch"),
    [
        ("sat 22:00-06:00", "za 22:00–06:00"),
        ("mon-fri 20:00-24:00", "ma–vr 20:00–24:00"),
        ("daily 00:00-07:00", "dagelijks 00:00–07:00"),
    ],
)
def test_a_window_is_written_in_the_words_of_the_visitor(written: str, dutch: str) -> None:
    assert window_text(Window.parse(written), "nl") == dutch
