"""Findings in a browser: what stands in the way, set aside with a reason, and taken back."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.wire.http.house import NOOR, House, hours_file, import_hours
from tests.wire.http.pages.test_hours import text_of

PLACE = "company=1200&period=2026-10&contract_type=zero-hours"
PAGE = f"/findings?{PLACE}"


@pytest.fixture
def odd(ready: TestClient, browser: TestClient) -> TestClient:
    """Noor has two shifts of no time, one that eitje's own link sent, and a meal that goes nowhere."""
    text = hours_file(
        (NOOR, "05/10/2026", "10:00 - 18:00", "0:30", "brunch"),
        (NOOR, "06/10/2026", "10:00 - 10:00", "0:00", ""),
        (NOOR, "07/10/2026", "10:00 - 10:00", "0:00", ""),
    ).decode()
    head, first, *others = text.strip().splitlines()
    rows = [f"{head},status", f"{first},geëxporteerd", *(f"{row},goedgekeurd" for row in others)]
    assert import_hours(ready, ("\n".join(rows) + "\n").encode()).status_code == 200
    return browser


def ids(page: str, code: str) -> list[str]:
    """The findings of that kind that can be ticked."""
    section = page.partition(f'id="{code}"')[2].partition("</section>")[0]
    found = [part.partition('"')[0] for part in section.split('name="finding" value="')[1:]]
    return [each for each in found if each != "all"]


def say(browser: TestClient, code: str, **fields: Any) -> Any:
    return browser.post(f"/findings/words?{PLACE}", data={"code": code, **fields})


def test_what_blocks_comes_first(odd: TestClient) -> None:
    text = text_of(odd.get(PAGE).text)
    stopped, warned = text.index("Houdt de persoon tegen"), text.index("Eerst bekijken")
    assert stopped < warned
    assert "Er is geen regel voor maaltijd brunch" in text
    assert "Een goedgekeurde regel zonder tijd: die levert geen uren en geen dag op. en nog zo een" in text


def test_a_warning_is_set_aside_with_a_reason_and_counts_again(odd: TestClient, house: House) -> None:
    first, second = ids(odd.get(PAGE).text, "zero-time")
    answer = say(odd, "zero-time", what="aside", finding=first, reason="naar huis gestuurd")
    assert answer.status_code == 303
    assert house.last_actor() == "web: administrator@kade.example"
    page = odd.get(PAGE).text
    assert ids(page, "zero-time") == [second]
    assert "1 is terzijde gelegd of aanvaard" in text_of(page)
    assert "naar huis gestuurd" in page
    assert odd.post(f"/findings/restore?{PLACE}", data={"finding": first}).status_code == 303
    assert set(ids(odd.get(PAGE).text, "zero-time")) == {first, second}


def test_all_of_a_kind_with_one_reason(odd: TestClient) -> None:
    assert say(odd, "zero-time", what="aside", finding="all", reason="klopt").status_code == 303
    page = odd.get(PAGE).text
    assert ids(page, "zero-time") == []
    assert "2 zijn terzijde gelegd of aanvaard" in text_of(page)


def test_what_stops_a_person_is_accepted(odd: TestClient) -> None:
    (sent,) = ids(odd.get(PAGE).text, "own-link-sent")
    assert say(odd, "own-link-sent", what="accept", finding=sent, reason="stond er niet").status_code == 303
    assert ids(odd.get(PAGE).text, "own-link-sent") == []


def test_without_a_reason_it_is_asked_for_and_the_choice_stays(odd: TestClient) -> None:
    first, second = ids(odd.get(PAGE).text, "zero-time")
    answer = say(odd, "zero-time", what="aside", finding=second, reason=" ")
    assert answer.status_code == 422
    assert 'id="fault-reason"' in answer.text
    assert f'value="{second}" checked' in answer.text
    assert f'value="{first}" checked' not in answer.text


def test_nothing_chosen_is_asked_about_and_the_reason_stays(odd: TestClient) -> None:
    answer = say(odd, "zero-time", what="aside", reason="klopt zo")
    assert (answer.status_code, 'id="fault-finding"' in answer.text) == (422, True)
    assert 'value="klopt zo"' in answer.text


@pytest.mark.parametrize(("code", "what"), [("own-link-sent", "aside"), ("zero-time", "accept")])
def test_what_may_not_be_said_is_refused_beside_it(odd: TestClient, house: House, code: str, what: str) -> None:
    (first, *_) = ids(odd.get(PAGE).text, code)
    answer = say(odd, code, what=what, finding=first, reason="toch")
    assert (answer.status_code, 'id="fault-finding"' in answer.text) == (422, True)
    with house.storage.read() as work:
        assert not [each for each in work.audit.records() if each.event.action.startswith("finding.")]


def test_what_can_only_be_typed_is_not_shown_on_a_page(odd: TestClient) -> None:
    text = text_of(odd.get(PAGE).text)
    assert "mapping set" not in text
    assert "findings accept" not in text
    assert "Verbeter of verwijder de regel in eitje" in text


def test_without_findings_it_says_so(ready: TestClient, browser: TestClient) -> None:
    import_hours(ready)
    text = text_of(browser.get(PAGE).text)
    assert "Houdt de persoon tegen" not in text
