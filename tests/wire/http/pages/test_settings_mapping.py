"""What goes to which code, in a browser: rules, what has no rule yet, and the mapping as a file."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from adapters.nmbrs_fake.faults import Fault
from tests.wire.http.house import API, EIGHT_HOURS, House, agreed_plan, hours_file, import_hours
from tests.wire.http.pages.settings_house import (
    DAAN,
    DUTCH,
    TWO_KINDS,
    browser_at,
    fault_at,
    shown_in,
    text_of,
    went_to,
)

AT = "/settings/mapping"
RULE = f"{AT}/rule"
FILE = f"{AT}/file"
MISSING = f"{AT}/missing"
OF_OCTOBER = {"period": "2026-10"}
SALARIED = {"thing": "hours", "for_type": "hours-contract", "code": "2190", "target": "code"}


@pytest.fixture
def browser(house: House, ready: TestClient) -> TestClient:
    """A browser at De Kade, whose hours of zero-hours contracts, days and lunches have rules."""
    return browser_at(house, ready)


def _rules(client: TestClient) -> dict[str, Any]:
    rules = client.get(f"{API}/mapping").json()["rules"]
    return {f"{each['thing']} {each['contract_type'] or ''} {each['from'] or ''}".strip(): each for each in rules}


def test_rules_are_listed_with_the_words_of_nmbrs(browser: TestClient) -> None:
    said = text_of(browser.get(AT, headers=DUTCH))
    assert "2100 Gewerkte uren" in said
    assert "Maaltijd: lunch elk elk elk het begin 4899 Bijtelling Maaltijd per aantal" in said


def test_what_has_no_rule_is_named_with_a_button(browser: TestClient, ready: TestClient) -> None:
    import_hours(ready, TWO_KINDS)
    assert (
        'hx-get="/settings/mapping/missing?company=1200&amp;period=2026-10' in browser.get(AT, params=OF_OCTOBER).text
    )
    answer = browser.get(MISSING, params=OF_OCTOBER, headers=DUTCH)
    assert "Maaltijd: diner Nulurencontract · De Kade (één persoon)" in text_of(answer)
    assert "thing=meal%3Adiner" in answer.text
    told = ready.get(f"{API}/mapping/missing", params=OF_OCTOBER).json()
    missing = {"thing": "meal:diner", "contract_type": "zero-hours", "places": ["De Kade"], "people": 1}
    assert (told["missing"], told["names"]["meals"]) == ([missing], ["diner", "lunch"])
    went_to(browser.post(RULE, params=OF_OCTOBER, data={"thing": "meal:diner", "code": "4899", "target": "code"}))
    piece = browser.get(MISSING, params=OF_OCTOBER, headers={**DUTCH, "HX-Request": "true"})
    assert "Voor alles in de uren van deze periode is een regel." in piece.text
    assert "<html" not in piece.text


def test_a_rule_begins_with_what_it_is_about(browser: TestClient) -> None:
    assert "Een andere soort maaltijd" in text_of(browser.get(RULE, headers=DUTCH))
    nothing = browser.get(RULE, params={"thing": ""}, headers=DUTCH)
    assert (nothing.status_code, fault_at(nothing, "thing")) == (422, "Vul dit in.")
    hours = browser.get(RULE, params={"thing": "hours"}, headers=DUTCH)
    assert (hours.status_code, fault_at(hours, "for_type")) == (422, "Vul dit in.")
    other = browser.get(RULE, params={"thing": "meal:", "other_meal": "Borrel"}, headers=DUTCH)
    assert "Maaltijd: borrel" in text_of(other)
    assert '<option value="4899">4899 Bijtelling Maaltijd per aantal</option>' in other.text
    assert '<option value="2100">' not in other.text


def test_a_code_that_nmbrs_does_not_have_is_refused_beside_its_field(browser: TestClient, ready: TestClient) -> None:
    typed = {"thing": "meal:diner", "code": "2100", "target": "code", "team": "Keuken", "first": "2026-11-01"}
    answer = browser.post(RULE, data=typed, headers=DUTCH)
    assert answer.status_code == 422
    assert "Nmbrs kent geen wage code 2100" in fault_at(answer, "code")
    assert "eitje-nmbrs" not in fault_at(answer, "code")
    assert [shown_in(answer, name) for name in ("code", "team", "first")] == ["2100", "Keuken", "2026-11-01"]
    centre = browser.post(RULE, data={**typed, "code": "4899", "cost_centre": "none"}, headers=DUTCH)
    assert "none" in fault_at(centre, "cost_centre")
    assert "meal:diner  2026-11-01" not in _rules(ready)


def test_hours_on_top_of_a_salary_are_confirmed_by_name(browser: TestClient, ready: TestClient) -> None:
    form = text_of(browser.get(RULE, params={"thing": "hours", "for_type": "hours-contract"}, headers=DUTCH))
    assert "boven op het salaris" in form
    refused = browser.post(RULE, data=SALARIED, headers=DUTCH)
    assert "Als dat zo is, bevestig het dan op naam." in fault_at(refused, "on_top_of_salary_by")
    assert shown_in(refused, "code") == "2190"
    went_to(browser.post(RULE, data={**SALARIED, "on_top_of_salary_by": "Mirjam Bakker"}))
    assert _rules(ready)["hours hours-contract"]["on_top_of_salary_by"] == "Mirjam Bakker"
    assert "bevestigd door Mirjam Bakker" in text_of(browser.get(AT, headers=DUTCH))


def test_a_rule_changes_from_a_day_on(browser: TestClient, ready: TestClient) -> None:
    lunch = {"thing": "meal:lunch"}
    form = browser.get(RULE, params=lunch, headers=DUTCH)
    assert "Regel wijzigen" in text_of(form)
    assert shown_in(form, "code") == "4899"
    dated = {**lunch, "target": "ignored", "first": "2026-11-01"}
    went_to(browser.post(RULE, params=lunch, data=dated))
    rules = _rules(ready)
    assert (rules["meal:lunch"]["code"], rules["meal:lunch  2026-11-01"]["ignored"]) == ("4899", True)
    said = text_of(browser.get(AT, headers=DUTCH))
    assert "het begin tot 1 nov 2026" in said
    assert "1 nov 2026 genegeerd" in said


def test_days_go_to_a_number_without_a_code(browser: TestClient, ready: TestClient) -> None:
    went_to(browser.post(RULE, data={"thing": "days", "for_type": "zero-hours", "target": "ignored"}))
    went_to(browser.post(RULE, data={"thing": "days", "for_type": "hours-contract", "target": "code"}))
    rules = _rules(ready)
    assert (rules["days zero-hours"]["ignored"], rules["days hours-contract"]["ignored"]) == (True, False)


def test_a_rule_goes_after_a_second_look(browser: TestClient, ready: TestClient) -> None:
    lunch = {"thing": "meal:lunch"}
    asked = browser.get(f"{AT}/removal", params=lunch, headers=DUTCH)
    assert "wordt dan niet meer geëxporteerd" in text_of(asked)
    assert "meal:lunch" in _rules(ready)
    went_to(browser.post(f"{AT}/removal", params=lunch))
    assert "meal:lunch" not in _rules(ready)
    assert browser.get(f"{AT}/removal", params=lunch).status_code == 404


def test_without_the_lists_of_nmbrs_a_code_is_typed(browser: TestClient, house: House) -> None:
    house.nmbrs.faults.on(Fault.no_connection(), times=None)
    shown = text_of(browser.get(AT, headers=DUTCH))
    assert "De codelijsten van Nmbrs zijn nu niet te tonen." in shown
    assert "2100" in shown
    form = browser.get(RULE, params={"thing": "meal:diner"}, headers=DUTCH)
    assert (form.status_code, shown_in(form, "code")) == (200, "")
    refused = browser.post(RULE, data={"thing": "meal:diner", "code": "4899", "target": "code"}, headers=DUTCH)
    assert refused.status_code == 422
    assert shown_in(refused, "code") == "4899"
    assert "niet bereikbaar" in text_of(refused) or "bereikt" in text_of(refused)


def test_a_misspelt_name_is_pointed_out(browser: TestClient, ready: TestClient) -> None:
    import_hours(ready)
    went_to(
        browser.post(
            RULE,
            data={"thing": "hours", "for_type": "zero-hours", "venue": "De Kaden", "code": "2100", "target": "code"},
        )
    )
    assert "geen uren met De Kaden De Kade bedoeld?" in text_of(browser.get(AT, headers=DUTCH))


def test_the_mapping_is_taken_away_as_a_file(browser: TestClient, ready: TestClient) -> None:
    answer = browser.get(f"{FILE}/mapping.toml")
    assert answer.headers["content-disposition"] == 'attachment; filename="mapping-1200.toml"'
    assert answer.text == ready.get(f"{API}/mapping/file").json()["text"]


def _file(browser: TestClient, old: str, new: str) -> str:
    text = browser.get(f"{FILE}/mapping.toml").text
    assert old in text
    return text.replace(old, new)


def test_a_file_is_looked_at_before_it_is_taken_over(browser: TestClient, ready: TestClient) -> None:
    import_hours(ready, EIGHT_HOURS)
    ready.post(f"{API}/exports", json=agreed_plan(ready))
    text = _file(browser, 'to = "2100"', 'to = "2190"')
    shown = browser.post(FILE, files={"file": ("m.toml", text.encode())}, headers=DUTCH)
    said = text_of(shown)
    assert "Gewijzigd Gewerkte uren Nulurencontract 2100 2190" in said
    assert "Het loon van één persoon zou anders zijn dan wat is verzonden." in said
    assert "2100 8,00 8,00 0,00" in said
    assert _rules(ready)["hours zero-hours"]["code"] == "2100"
    agreed = {"text": text, "agreed": shown_in(shown, "agreed")}
    address = went_to(browser.post(f"{FILE}/taken", data=agreed, headers=DUTCH))
    assert "Het bestand is overgenomen als versie 4." in text_of(browser.get(address, headers=DUTCH))
    assert _rules(ready)["hours zero-hours"]["code"] == "2190"


def test_a_file_is_looked_at_again_when_the_mapping_changed(browser: TestClient, ready: TestClient) -> None:
    text = _file(browser, 'to = "4899"', "ignore = true")
    agreed = shown_in(browser.post(FILE, data={"text": text}, headers=DUTCH), "agreed")
    ready.put(f"{API}/mapping", json={"thing": "meal:diner", "code": "4899"})
    refused = browser.post(f"{FILE}/taken", data={"text": text, "agreed": agreed}, headers=DUTCH)
    assert refused.status_code == 422
    assert "Weg Maaltijd: diner" in text_of(refused)
    assert shown_in(refused, "agreed") != agreed
    assert "meal:diner" in _rules(ready)


@pytest.mark.parametrize(
    ("sent", "field", "said"),
    [
        ({"data": {"text": " "}}, "file", "Kies een bestand of plak de tekst."),
        ({"files": {"file": ("m.toml", b"\xff\xfe\x00")}}, "file", "Dit is geen tekstbestand"),
        ({"data": {"text": "[[rule]]\nthing = 'hours'"}}, "text", "rule 1, to: is needed"),
        ({"data": {"text": "not = toml ="}}, "text", "Het koppelingsbestand is niet te lezen."),
    ],
)
def test_a_file_that_cannot_be_read_is_kept_and_refused(
    browser: TestClient, sent: dict[str, Any], field: str, said: str
) -> None:
    answer = browser.post(FILE, headers=DUTCH, **sent)
    assert answer.status_code == 422
    assert said in fault_at(answer, field)
    typed = sent.get("data", {}).get("text", "").strip()
    assert typed in answer.text.replace("&#39;", "'")


def test_another_contract_type_is_missing_apart(browser: TestClient, ready: TestClient) -> None:
    content = hours_file((DAAN, "05/10/2026", "10:00 - 18:00", "0:00", "")).replace(b"nul uren", b"uren contract")
    import_hours(ready, content)
    answer = browser.get(MISSING, params=OF_OCTOBER, headers=DUTCH)
    assert "Gewerkte uren Urencontract · De Kade (één persoon)" in text_of(answer)
    assert "thing=hours&amp;for_type=hours-contract" in answer.text
