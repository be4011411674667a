"""Work in the background over HTTP: ordered, done by workers of this process, followed."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from dependency_injector import providers
from fastapi.testclient import TestClient

from application.do_work import Reporter
from domain.jobs import Job, Result
from domain.terms import CompanyId
from entrypoints.worker import worker, working
from tests.wire.http.house import API, DAAN, HOURS, NOOR, OCTOBER, House, agreed_plan, import_hours

PATIENCE = 30


def order(client: TestClient, kind: str, body: dict[str, Any], status: int = 202) -> Any:
    answer = client.post(f"{API}/jobs", json={"kind": kind, "order": body})
    assert answer.status_code == status, answer.text
    return answer.json()


def events(client: TestClient, job: str, **headers: str) -> list[tuple[str, Any]]:
    """Every event until the stream ends."""
    with client.stream("GET", f"{API}/jobs/{job}/events", headers=headers, timeout=PATIENCE) as answer:
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/event-stream")
        assert answer.headers["cache-control"] == "no-store"
        blocks = "".join(answer.iter_text()).split("\n\n")
    fields = [dict(line.split(": ", 1) for line in block.splitlines() if ": " in line) for block in blocks]
    return [(each["event"], json.loads(each["data"])) for each in fields if "event" in each]


def ended(client: TestClient, job: str) -> Any:
    name, last = events(client, job)[-1]
    assert name == last["state"]
    return last


@pytest.fixture
def at_work(house: House, ready: TestClient) -> Iterator[TestClient]:
    """A program that may call, while work is done."""
    with working(house.container):
        yield ready


def test_a_plan_made_in_the_background_can_be_agreed_to(house: House, at_work: TestClient) -> None:
    import_hours(at_work)
    asked = order(at_work, "plan", HOURS)
    assert (asked["company"], asked["period"], asked["state"], asked["title"]) == (
        "1200",
        "2026-10",
        "waiting",
        "Plan an export",
    )
    plan = ended(at_work, asked["id"])
    assert plan["state"] == "done"
    assert plan["result"]["outcome"] == "ready"
    assert at_work.get(f"{API}/jobs/{asked['id']}").json() == plan
    sent = ended(at_work, order(at_work, "export", {**HOURS, "plan": plan["result"]["plan"]})["id"])
    assert (sent["state"], sent["result"]["outcome"]) == ("done", "proved")
    assert (sent["done"], sent["total"]) == (1, 1)
    assert house.paid(NOOR) == [(2100, "8.00")]
    assert at_work.get(f"{API}/exports/{sent['result']['export']}").json()["export"]["by"] == "api: planning"
    assert house.container.lately().get(sent["id"]).export.id == sent["result"]["export"]


def test_the_other_kinds_of_work_say_what_they_found(house: House, at_work: TestClient) -> None:
    import_hours(at_work)
    sent = ended(at_work, order(at_work, "export", agreed_plan(at_work))["id"])["result"]
    checked = ended(at_work, order(at_work, "verify", {"period": "2026-10"})["id"])
    assert checked["result"] == {"outcome": "proved", "differences": 0}
    looked = ended(at_work, order(at_work, "sync", {"dry_run": True})["id"])["result"]
    assert (looked["outcome"], looked["stored"], len(looked["hash"])) == ("unchanged", False, 12)
    stored = ended(at_work, order(at_work, "sync", {"agreed": looked["hash"]})["id"])["result"]
    assert (stored["stored"], stored["hash"]) == (True, looked["hash"])
    rights = ended(at_work, order(at_work, "rights", {})["id"])["result"]
    assert rights == {"outcome": "complete"}
    probed = ended(at_work, order(at_work, "probe", {"by": "Anja"})["id"])
    assert probed["result"]["outcome"] == "complete"
    undoing = ended(at_work, order(at_work, "undo-plan", {"export": sent["export"][:12]})["id"])["result"]
    assert (undoing["outcome"], undoing["undoes"]) == ("ready", sent["export"])
    undone = ended(at_work, order(at_work, "undo", {"export": sent["export"], "plan": undoing["plan"]})["id"])
    assert (undone["company"], undone["period"], undone["result"]["outcome"]) == ("1200", "2026-10", "proved")
    assert house.paid(NOOR) == []


def test_a_plan_that_lapsed_meanwhile_ends_with_the_error_of_an_export(house: House, at_work: TestClient) -> None:
    import_hours(at_work)
    agreed = agreed_plan(at_work)
    changed = {"thing": "hours", "code": "2190", "contract_type": "zero-hours"}
    assert at_work.put(f"{API}/mapping", json=changed).status_code == 200
    failed = ended(at_work, order(at_work, "export", agreed)["id"])
    assert (failed["state"], failed["error"]["code"], failed["result"]) == ("failed", "plan-lapsed", {})
    assert house.paid(NOOR) == []
    dutch = at_work.get(f"{API}/jobs/{failed['id']}", headers={"Accept-Language": "nl"}).json()
    assert (dutch["state_text"], dutch["title"]) == ("mislukt", "Exporteren")
    assert "Er is niets verzonden" in dutch["error"]["what"]


def test_what_nobody_does_yet_waits_and_is_not_asked_twice(ready: TestClient) -> None:
    first = order(ready, "plan", HOURS)
    same = order(ready, "plan", {**HOURS, "company": "1200", "parts": ["hours", "hours"]})
    other = order(ready, "plan", {**HOURS, "parts": ["hours", "days"]})
    assert same == first
    assert other["id"] != first["id"]
    listed = ready.get(f"{API}/jobs", params={"company": "1200", "period": "2026-10"}).json()["jobs"]
    assert [job["id"] for job in listed] == [other["id"], first["id"]]
    assert ready.get(f"{API}/jobs", params={"period": "2026-11"}).json() == {"jobs": []}
    assert len(ready.get(f"{API}/jobs", params={"running": "true"}).json()["jobs"]) == 2


def test_two_who_look_see_the_same_and_both_are_told_the_end(house: House, ready: TestClient) -> None:
    import_hours(ready)
    job = order(ready, "plan", HOURS)["id"]
    told: list[list[tuple[str, Any]]] = []
    threads = [
        threading.Thread(target=lambda: told.append(events(ready, job, **{"Last-Event-ID": "1-0-0"}))) for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    with working(house.container):
        for thread in threads:
            thread.join(PATIENCE)
    assert [each[-1][0] for each in told] == ["done", "done"]
    assert told[0][-1] == told[1][-1]
    assert events(ready, job) == [told[0][-1]]


@pytest.mark.parametrize(
    ("kind", "body", "status", "code"),
    [
        ("plan", {**HOURS, "parts": []}, 422, "nothing-selected"),
        ("plan", {**HOURS, "company": "9999"}, 404, "company-unknown"),
        ("verify", {"period": "October"}, 422, "period-not-readable"),
        ("undo", {"export": "none", "plan": "abc"}, 404, "export-unknown"),
        ("plan", {**HOURS, "typo": 1}, 422, "request-invalid"),
        ("clear", {}, 422, "request-invalid"),
        ("sync", {"dry_run": "yes"}, 422, "request-invalid"),
    ],
)
def test_what_cannot_be_asked_is_said_at_once(
    ready: TestClient, kind: str, body: dict[str, Any], status: int, code: str
) -> None:
    assert order(ready, kind, body, status)["code"] == code
    assert ready.get(f"{API}/jobs").json() == {"jobs": []}


def test_a_job_that_is_not_there_is_not_found(ready: TestClient) -> None:
    for address in (f"{API}/jobs/none", f"{API}/jobs/none/events"):
        answer = ready.get(address)
        assert (answer.status_code, answer.json()["code"]) == (404, "job-unknown")


def inserts(house: House) -> int:
    return sum(count for name, count in house.nmbrs.log.counts().items() if "Insert" in name)


def dies_after_it_was_done(house: House, job: str) -> None:
    """Whoever does this work does all of it, and dies before saying so."""
    whole = worker(house.container)

    def perform(taken: Job, progress: Reporter) -> Result:
        whole.perform(taken, progress)
        raise SystemExit

    with pytest.raises(SystemExit):
        replace(whole, perform=perform)(job)
    house.clock.sleep(20)


def test_a_sync_that_was_stored_by_whoever_died_is_not_called_outdated(house: House, ready: TestClient) -> None:
    house.nmbrs.office.dismiss(DAAN, date(2026, 10, 31))
    agreed = ready.post(f"{API}/sync", json={"dry_run": True}).json()["hash"]
    job = order(ready, "sync", {"agreed": agreed})["id"]
    dies_after_it_was_done(house, job)
    done = worker(house.container)(job)
    assert done is not None
    assert (done.error, done.attempts) == ("", 2)
    assert (done.result["outcome"], done.result["stored"]) == ("unchanged", True)


def test_an_export_and_its_undo_by_whoever_died_are_found_done(house: House, ready: TestClient) -> None:
    import_hours(ready)
    job = order(ready, "export", agreed_plan(ready))["id"]
    dies_after_it_was_done(house, job)
    assert inserts(house) == 1
    done = worker(house.container)(job)
    assert done is not None
    assert done.result["outcome"] == "proved"
    assert (house.paid(NOOR), inserts(house)) == ([(2100, "8.00")], 1)
    first = ready.get(f"{API}/exports").json()["exports"][0]["id"]
    plan = ready.post(f"{API}/exports/{first}/undo/plans", json={}).json()["plan"]
    undo = order(ready, "undo", {"export": first, "plan": plan})["id"]
    dies_after_it_was_done(house, undo)
    assert house.paid(NOOR) == []
    undone = worker(house.container)(undo)
    assert undone is not None
    assert (undone.error, undone.result["outcome"], undone.result["undoes"]) == ("", "proved", first)


def test_what_nobody_foresaw_ends_it_with_a_reference_and_names_nobody(house: House, ready: TestClient) -> None:
    job = order(ready, "sync", {})["id"]
    house.container.sync_team_members.override(providers.Object(None))
    failed = worker(house.container)(job)
    assert failed is not None
    assert failed.error == "internal-error"
    assert set(failed.details) == {"reference"}


@pytest.mark.parametrize(("owner", "error"), [("job {job}", ""), ("desk/4711", "export-busy")])
def test_only_the_lease_of_whoever_died_with_this_very_work_is_taken_over_at_once(
    house: House, ready: TestClient, owner: str, error: str
) -> None:
    import_hours(ready)
    job = order(ready, "export", agreed_plan(ready))["id"]
    with house.storage.write() as work:
        work.leases.acquire(CompanyId("1200"), OCTOBER, owner.format(job=job), timedelta(minutes=5))
        work.commit()
    ended = worker(house.container)(job)
    assert ended is not None
    assert ended.error == error
    assert house.paid(NOOR) == ([] if error else [(2100, "8.00")])
