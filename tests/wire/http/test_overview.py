"""The overview over HTTP: as JSON, and as files to download."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from tests.wire.http.house import API, HOURS, import_hours

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def test_a_csv_to_download(ready: TestClient) -> None:
    import_hours(ready)
    answer = ready.get(f"{API}/overview", params={"period": "2026-10", "format": "csv", "by": "day", "parts": "hours"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="overview-2026-10-day.csv"'
    assert answer.content.decode("utf-8-sig").splitlines()[1] == "2026-10-05;De Kade;1;1;8,00"


def test_a_workbook_to_download(ready: TestClient) -> None:
    import_hours(ready)
    answer = ready.get(f"{API}/overview", params={"period": "2026-10", "format": "xlsx"})
    assert (answer.headers["content-type"], answer.content[:2]) == (WORKBOOK, b"PK")


@pytest.mark.parametrize(
    "query",
    [{"format": "pdf"}, {"separator": "comma", "format": "csv"}, {"parts": "tips"}, {"contract_type": "intern"}],
)
def test_nonsense_is_refused(ready: TestClient, query: dict[str, str]) -> None:
    answer = ready.get(f"{API}/overview", params={"period": "2026-10", **query})
    assert (answer.status_code, answer.json()["code"]) == (422, "request-invalid")


def test_a_venue_that_nobody_knows(ready: TestClient) -> None:
    import_hours(ready)
    answer = ready.post(f"{API}/exports/plans", json={**HOURS, "venues": ["De Kaade"]})
    assert (answer.status_code, answer.json()["code"]) == (404, "venue-unknown")


def test_a_plan_of_one_person_is_kept_as_such(ready: TestClient) -> None:
    import_hours(ready)
    chosen = {**HOURS, "people": ["Noor van Dijk"]}
    plan = ready.post(f"{API}/exports/plans", json=chosen).json()
    assert (plan["people_selected"], plan["venues_selected"]) == (["503201"], None)
    other = ready.post(f"{API}/exports", json={**HOURS, "plan": plan["plan"]})
    assert (other.status_code, other.json()["code"]) == (422, "plan-for-other-selection")
    assert ready.post(f"{API}/exports", json={**chosen, "plan": plan["plan"]}).json()["outcome"] == "proved"
