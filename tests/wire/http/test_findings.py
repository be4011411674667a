"""Findings over HTTP: listed, set aside, accepted, taken back; and thresholds."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.wire.http.house import API, HOURS, NOOR, House, hours_file, import_hours

OF_OCTOBER = {"period": "2026-10"}
FOUND = f"{API}/findings"


@pytest.fixture
def odd(ready: TestClient) -> TestClient:
    """Noor has two shifts of no time, one of which eitje's own link sent, and one of seven and a half hours."""
    text = hours_file(
        (NOOR, "05/10/2026", "10:00 - 18:00", "0:30", ""),
        (NOOR, "06/10/2026", "10:00 - 10:00", "0:00", ""),
        (NOOR, "07/10/2026", "10:00 - 10:00", "0:00", ""),
    ).decode()
    head, first, *others = text.strip().splitlines()
    rows = [f"{head},status", f"{first},geëxporteerd", *(f"{row},goedgekeurd" for row in others)]
    assert import_hours(ready, ("\n".join(rows) + "\n").encode()).status_code == 200
    return ready


def found(caller: TestClient, code: str, **query: Any) -> list[dict[str, Any]]:
    answer = caller.get(FOUND, params={**OF_OCTOBER, **query})
    assert answer.status_code == 200, answer.text
    return [each for each in answer.json()["findings"] if each["code"] == code]


def problem(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def test_findings_are_listed_in_the_language_of_the_caller(odd: TestClient) -> None:
    document = odd.get(FOUND, params={**OF_OCTOBER, "contract_type": "zero-hours", "part": ["hours", "days"]}).json()
    assert [each["parts"] for each in document["selections"]] == [["days", "hours"]]
    (group,) = [each for each in document["groups"] if each["code"] == "zero-time"]
    assert (group["count"], group["people"], group["names"]) == (2, 1, ["Noor van Dijk"])
    dutch = odd.get(FOUND, params=OF_OCTOBER, headers={"Accept-Language": "nl"}).json()
    (cause,) = {each["cause"] for each in dutch["findings"] if each["code"] == "zero-time"}
    assert cause.startswith("Een goedgekeurde regel zonder tijd")


def test_a_finding_is_set_aside_and_taken_back(house: House, odd: TestClient) -> None:
    first, second = found(odd, "zero-time")
    body = {"reason": "was sent home", **OF_OCTOBER}
    said = odd.post(f"{FOUND}/{first['id']}/set-aside", json=body).json()
    assert (said["finding"], said["reason"], said["by"]) == (first["id"], "was sent home", house.last_actor())
    assert [each["set_aside"] for each in found(odd, "zero-time")] == [True, False]
    assert odd.post(f"{FOUND}/{first['id']}/restoration", json=OF_OCTOBER).json()["restored"] is True
    assert [each["set_aside"] for each in found(odd, "zero-time")] == [False, False]
    assert problem(odd.post(f"{FOUND}/{second['id']}/restoration", json=OF_OCTOBER)) == (404, "finding-not-aside")


def test_a_whole_kind_is_set_aside(odd: TestClient) -> None:
    body = {"kind": "zero-time", "reason": "no-shows", **OF_OCTOBER}
    assert len(odd.post(f"{FOUND}/set-aside", json=body).json()["said"]) == 2
    assert problem(odd.post(f"{FOUND}/set-aside", json=body)) == (404, "finding-kind-absent")
    assert problem(odd.post(f"{FOUND}/set-aside", json={**body, "kind": "x"})) == (404, "finding-kind-unknown")


def test_what_the_own_link_sent_is_accepted(odd: TestClient) -> None:
    assert odd.post(f"{API}/exports/plans", json=HOURS).json()["outcome"] == "blocked"
    (sent,) = found(odd, "own-link-sent")
    (zero, _) = found(odd, "zero-time")
    reason = {"reason": "taken back", **OF_OCTOBER}
    assert problem(odd.post(f"{FOUND}/{sent['id']}/set-aside", json=reason)) == (422, "finding-blocks")
    assert problem(odd.post(f"{FOUND}/{zero['id']}/acceptance", json=reason)) == (422, "finding-not-acceptable")
    assert problem(odd.post(f"{FOUND}/{sent['id']}/acceptance", json=OF_OCTOBER)) == (422, "reason-needed")
    assert odd.post(f"{FOUND}/{sent['id']}/acceptance", json=reason).status_code == 200
    assert odd.post(f"{API}/exports/plans", json=HOURS).json()["outcome"] == "ready"
    odd.post(f"{FOUND}/{sent['id']}/restoration", json=OF_OCTOBER)
    kind = {"kind": "own-link-sent", **reason}
    assert len(odd.post(f"{FOUND}/acceptance", json=kind).json()["said"]) == 1
    assert odd.post(f"{API}/exports/plans", json=HOURS).json()["outcome"] == "ready"


def test_thresholds(odd: TestClient) -> None:
    assert odd.get(f"{FOUND}/thresholds").json()["longest_shift"] == "16:00"
    body = {"longest_shift": "7:00", "unusual_percent": 40, "unusual_hours": "4,5", "unusual_periods": 2}
    changed = odd.put(f"{FOUND}/thresholds", json={**body, "off": ["zero-time"]}).json()
    assert (changed["longest_shift"], changed["unusual_hours"], changed["off"]) == ("7:00", "4.50", ["zero-time"])
    assert len(found(odd, "entry-too-long")) == 1
    assert found(odd, "zero-time") == []
    assert odd.put(f"{FOUND}/thresholds", json={"on": ["zero-time"]}).json()["off"] == []


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"longest_shift": "30:00"}, "threshold-invalid"),
        ({"longest_shift": "8"}, "request-invalid"),
        ({"unusual_percent": "40"}, "request-invalid"),
        ({"off": ["own-link-sent"]}, "finding-always-on"),
        ({"of": []}, "request-invalid"),
    ],
)
def test_thresholds_that_make_no_sense(odd: TestClient, body: dict[str, Any], code: str) -> None:
    assert problem(odd.put(f"{FOUND}/thresholds", json=body)) == (422, code)
