"""When a warning comes, who is mailed about what, and what was told."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from tests.wire.http.house import API, House, agreed_plan, import_hours
from tests.wire.http.pages.settings_house import DUTCH, browser_at, fault_at, shown_in, text_of, went_to

FINDINGS = "/settings/findings"
AT = "/settings/notifications"
TOLD = "/notifications"
THRESHOLDS = {"longest_shift": "12:00", "unusual_percent": "40", "unusual_hours": "7,5", "unusual_periods": "4"}


@pytest.fixture
def browser(house: House, ready: TestClient) -> TestClient:
    """A browser at De Kade."""
    return browser_at(house, ready)


def test_thresholds_are_set_and_warnings_switched_off(browser: TestClient, ready: TestClient) -> None:
    form = browser.get(FINDINGS, headers=DUTCH)
    assert [shown_in(form, name) for name in THRESHOLDS] == ["16:00", "50", "8,00", "3"]
    assert len(re.findall(r'name="on" value="[^"]+" checked', form.text)) == 13
    went_to(browser.post(FINDINGS, data={**THRESHOLDS, "on": ["zero-time", "entries-overlap"]}))
    stored = ready.get(f"{API}/findings/thresholds").json()
    assert (stored["longest_shift"], stored["unusual_percent"], stored["unusual_hours"]) == ("12:00", 40, "7.50")
    assert set(stored["switchable"]) - set(stored["off"]) == {"zero-time", "entries-overlap"}


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("longest_shift", "lang", "Schrijf uren en minuten"),
        ("longest_shift", "0:30", "1:00 - 24:00"),
        ("unusual_percent", "0", "van 1 tot en met 1000"),
        ("unusual_hours", "veel", "Schrijf uren met"),
        ("unusual_periods", "14", "van 1 tot en met 13"),
    ],
)
def test_a_threshold_that_cannot_be_stands_beside_its_field(
    browser: TestClient, ready: TestClient, field: str, value: str, said: str
) -> None:
    answer = browser.post(FINDINGS, data={**THRESHOLDS, field: value}, headers=DUTCH)
    assert answer.status_code == 422
    assert said in fault_at(answer, field)
    assert shown_in(answer, field) == value
    assert ready.get(f"{API}/findings/thresholds").json()["longest_shift"] == "16:00"


def test_somebody_is_mailed_and_no_more(browser: TestClient, ready: TestClient) -> None:
    asked = {"address": "mirjam@kade.example", "language": "nl", "company": "1200", "kind": "export-done"}
    wrong = browser.post(f"{AT}/recipient", data={**asked, "address": "mirjam"}, headers=DUTCH)
    assert wrong.status_code == 422
    assert "mirjam" in fault_at(wrong, "address")
    assert shown_in(wrong, "address") == "mirjam"
    assert 'value="export-done" selected' in wrong.text
    went_to(browser.post(f"{AT}/recipient", data=asked))
    assert "mirjam@kade.example De Kade Horeca B.V. Een export is klaar Nederlands" in text_of(
        browser.get(AT, headers=DUTCH)
    )
    went_to(browser.post(f"{AT}/recipient/removal", data=asked))
    assert ready.get(f"{API}/notifications/recipients").json()["recipients"] == []


def test_a_company_is_reminded_or_never(browser: TestClient, ready: TestClient) -> None:
    asked = {"company": "1200", "days": "5", "run_after": "2"}
    wrong = browser.post(f"{AT}/reminder", data={**asked, "days": "90"}, headers=DUTCH)
    assert wrong.status_code == 422
    assert "van 0 tot en met 27" in text_of(wrong)
    assert shown_in(wrong, "days") == "90"
    went_to(browser.post(f"{AT}/reminder", data=asked))
    stored = ready.get(f"{API}/notifications/reminders").json()["reminders"][0]
    assert (stored["days"], stored["run_after"]) == (5, 2)
    went_to(browser.post(f"{AT}/reminder", data={**asked, "never": "yes"}))
    assert "nu nooit" in text_of(browser.get(AT, headers=DUTCH))


def test_a_test_mail_without_a_mail_server_says_who_sets_it(browser: TestClient) -> None:
    assert "Er is geen mailserver ingesteld" in text_of(browser.get(AT, headers=DUTCH))
    answer = browser.post(f"{AT}/trial", data={"to": "mirjam@kade.example"}, headers=DUTCH)
    assert answer.status_code == 422
    assert "Vraag wie deze server beheert" in fault_at(answer, "to")
    assert shown_in(answer, "to") == "mirjam@kade.example"


def test_what_was_told_is_unread_until_somebody_read_it(browser: TestClient, ready: TestClient, house: House) -> None:
    """The sync of ten team members was told."""
    said = text_of(browser.get(TOLD, headers=DUTCH))
    assert "Eén is ongelezen." in said
    assert "ongelezen Teamleden gewijzigd" in said
    number = ready.get(f"{API}/notifications").json()["notifications"][0]["id"]
    went_to(browser.post(f"{TOLD}/{number}/read", headers=DUTCH))
    said = text_of(browser.get(TOLD, headers=DUTCH))
    assert "0 zijn ongelezen." in said
    assert "gelezen op" in said
    assert house.last_actor().startswith("web: ")


def test_unread_ones_come_first_and_all_are_read_at_once(browser: TestClient, ready: TestClient) -> None:
    import_hours(ready)
    ready.post(f"{API}/exports", json=agreed_plan(ready))
    told = ready.get(f"{API}/notifications").json()["notifications"]
    assert len(told) == 2
    went_to(browser.post(f"{TOLD}/{told[0]['id']}/read"))
    said = text_of(browser.get(TOLD, headers=DUTCH))
    assert (
        said.index("ongelezen Teamleden gewijzigd")
        < said.index("De export van 2026-10: bewezen")
        < said.index("gelezen op")
    )
    went_to(browser.post(f"{TOLD}/read"))
    assert ready.get(f"{API}/notifications").json()["unread"] == 0
