"""An export that may not go on is 409 with nothing sent; two at once never pay twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path
from threading import Barrier, Event
from typing import Any

import pytest
from fastapi.testclient import TestClient

from adapters.nmbrs_fake.call_log import Call
from adapters.sql import SqlStorage
from domain.terms import CompanyId
from tests.databases import empty_database
from tests.wire.http.house import API, HOURS, NOOR, OCTOBER, House, agreed_plan, import_hours

LAST_MONTH = {**HOURS, "period": "2026-09"}


@pytest.fixture(params=["memory", "sqlite"])
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    """De Kade on either storage, for two requests at once are two threads in it."""
    if request.param == "memory":
        yield House()
        return
    with ExitStack() as ending:

        def in_a_file(now: Callable[[], datetime]) -> SqlStorage:
            storage = SqlStorage(empty_database(tmp_path / "kade.db"), now=now)
            ending.callback(storage.close)
            return storage

        yield House(in_a_file)


def apply(client: TestClient, agreed: dict[str, Any]) -> Any:
    return client.post(f"{API}/exports", json=agreed)


def test_a_period_that_is_closed_blocks_until_somebody_consents(ready: TestClient) -> None:
    import_hours(ready)
    plan = ready.post(f"{API}/exports/plans", json=LAST_MONTH).json()
    assert plan["outcome"] == "blocked"
    answer = apply(ready, {**LAST_MONTH, "plan": plan["plan"]})
    assert (answer.status_code, answer.json()["code"]) == (409, "export-blocked")
    consented = {**LAST_MONTH, "consents": [{"what": "locked", "by": "Anja"}]}
    assert ready.post(f"{API}/exports/plans", json=consented).json()["outcome"] != "blocked"


def test_a_mapping_that_changed_since_the_plan(house: House, ready: TestClient) -> None:
    import_hours(ready)
    agreed = agreed_plan(ready)
    ready.put(f"{API}/mapping", json={"thing": "hours", "code": "2190", "contract_type": "zero-hours"})
    answer = apply(ready, agreed)
    assert (answer.status_code, answer.json()["code"]) == (409, "plan-lapsed")
    assert house.paid(NOOR) == []


def test_a_person_who_is_blocked_is_named(house: House, ready: TestClient) -> None:
    import_hours(ready)
    house.nmbrs.office.type_line(NOOR, OCTOBER, 2100, "8.00")
    export = apply(ready, agreed_plan(ready)).json()
    assert (export["outcome"], export["wrote"]) == ("blocked", False)
    (left,) = export["left_behind"]
    assert (left["name"], left["findings"][0]["code"]) == ("Noor van Dijk", "foreign-line")


def test_a_colleague_who_exports_at_this_moment(house: House, ready: TestClient) -> None:
    import_hours(ready)
    agreed = agreed_plan(ready)
    with house.storage.write() as work:
        work.leases.acquire(CompanyId("1200"), OCTOBER, "a colleague", timedelta(minutes=5))
        work.commit()
    answer = apply(ready, agreed)
    assert (answer.status_code, answer.json()["code"]) == (409, "export-busy")
    assert "a colleague" in answer.json()["detail"]
    assert house.paid(NOOR) == []


def test_the_same_export_while_it_is_being_written(house: House, ready: TestClient) -> None:
    import_hours(ready)
    agreed = agreed_plan(ready)
    writing, may_go_on = Event(), Event()

    def hold_the_insert(call: Call) -> None:
        if "Insert" in call.operation:
            writing.set()
            assert may_go_on.wait(20)

    house.nmbrs.faults.decide = hold_the_insert
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(apply, ready, agreed)
        assert writing.wait(20)
        second = apply(ready, agreed)
        may_go_on.set()
        assert first.result(20).json()["outcome"] == "proved"
    assert (second.status_code, second.json()["code"]) == (409, "export-busy")
    assert house.paid(NOOR) == [(2100, "8.00")]


@pytest.mark.parametrize("attempt", range(5))
def test_two_who_press_the_button_together(house: House, ready: TestClient, attempt: int) -> None:
    import_hours(ready)
    agreed = agreed_plan(ready)
    together = Barrier(2 + attempt % 2)

    def press(_: int) -> Any:
        together.wait(20)
        return apply(ready, agreed)

    with ThreadPoolExecutor(together.parties) as pool:
        answers = list(pool.map(press, range(together.parties)))
    ended = {answer.json().get("outcome") or answer.json()["code"] for answer in answers}
    assert "proved" in ended
    assert ended <= {"proved", "export-busy"}
    assert house.paid(NOOR) == [(2100, "8.00")]


def test_an_export_is_undone_by_the_plan_that_was_agreed_to(house: House, ready: TestClient) -> None:
    import_hours(ready)
    export = apply(ready, agreed_plan(ready)).json()["export"]["id"]
    assert house.paid(NOOR) == [(2100, "8.00")]
    plan = ready.post(f"{API}/exports/{export}/undo/plans", json={}).json()
    assert (plan["outcome"], plan["undoes"], house.paid(NOOR)) == ("ready", export, [(2100, "8.00")])
    lapsed = ready.post(f"{API}/exports/{export}/undo", json={"plan": "0123456789ab"})
    assert (lapsed.status_code, lapsed.json()["code"]) == (404, "plan-unknown")
    answer = ready.post(f"{API}/exports/{export}/undo", json={"plan": plan["plan"]})
    undo = answer.json()["export"]
    assert (answer.status_code, answer.json()["outcome"], undo["undoes"]) == (201, "proved", export)
    assert answer.headers["location"] == f"{API}/exports/{undo['id']}"
    assert house.paid(NOOR) == []
    assert ready.get(f"{API}/exports/{export}").json()["undone_by"] == [undo["id"]]


def test_what_is_paid_is_not_undone(house: House, ready: TestClient) -> None:
    import_hours(ready)
    export = apply(ready, agreed_plan(ready)).json()["export"]["id"]
    plan = ready.post(f"{API}/exports/{export}/undo/plans", json={}).json()["plan"]
    house.nmbrs.office.lock_run(1200, OCTOBER)
    for answer in (
        ready.post(f"{API}/exports/{export}/undo/plans", json={}),
        ready.post(f"{API}/exports/{export}/undo", json={"plan": plan}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (409, "undo-period-closed")
    assert house.paid(NOOR) == [(2100, "8.00")]
