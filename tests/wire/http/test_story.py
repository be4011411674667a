"""The five stories once through a real server on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event, Thread

import httpx2
import pytest
import uvicorn

from adapters.nmbrs_fake.call_log import Call
from adapters.nmbrs_fake.faults import Fault
from domain.pay_line import PayKind
from entrypoints.http.doors import listen
from entrypoints.http.server import server
from tests.wire.http.house import (
    ACTIVATION,
    API,
    AUTHORIZED,
    DAAN,
    HOURS,
    NOOR,
    OCTOBER,
    House,
    agreed_plan,
    hours_file,
    import_hours,
    set_up,
)

# The example of the manual: 29:30 hours on four days, and two lunches. Daan works six hours.
OCTOBER_HOURS = hours_file(
    (NOOR, "05/10/2026", "10:00 - 18:00", "0:30", "lunch"),
    (NOOR, "09/10/2026", "16:00 - 00:30", "0:30", ""),
    (NOOR, "10/10/2026", "11:15 - 17:45", "0:00", "lunch"),
    (NOOR, "17/10/2026", "18:00 - 01:30", "0:00", ""),
    (DAAN, "05/10/2026", "10:00 - 16:00", "0:00", ""),
)
EVERYTHING = {**HOURS, "parts": ["hours", "days", "meals"]}


@contextmanager
def serving(house: House) -> Iterator[tuple[httpx2.Client, uvicorn.Server]]:
    """A server on any free port, and a program that calls it over a real connection."""
    served = server(house.container, "127.0.0.1")
    with listen("127.0.0.1", 0) as listening:
        address, port = listening.getsockname()
        thread = Thread(target=served.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            with httpx2.Client(base_url=f"http://{address}:{port}", headers=AUTHORIZED, timeout=20) as client:
                yield client, served
        finally:
            served.should_exit = True
            thread.join(20)


@pytest.fixture
def caller(house: House) -> Iterator[httpx2.Client]:
    """That program."""
    with serving(house) as (client, _):
        yield client


def test_from_activation_to_proof(house: House, caller: httpx2.Client) -> None:
    assert caller.get("/healthz").json() == {"status": "ok", "nmbrs": "demo"}
    set_up(caller)

    imported = import_hours(caller, OCTOBER_HOURS).json()
    assert (imported["kind"], imported["file"], imported["added"]) == ("timecards", "hours.csv", 5)

    plan = caller.post(f"{API}/exports/plans", json=EVERYTHING).json()
    assert plan["outcome"] == "ready"
    assert plan["counts"]["add"] == 3
    assert house.paid(NOOR) == []

    answer = caller.post(f"{API}/exports", json={**EVERYTHING, "plan": plan["plan"]})
    export = answer.json()
    assert (answer.status_code, export["outcome"], export["proved"]) == (201, "proved", True)
    assert house.paid(NOOR) == [(2100, "29.50")]
    assert house.paid(DAAN) == [(2100, "6.00")]
    assert house.nmbrs.office.amounts(NOOR, OCTOBER, PayKind.WAGE) == [(4899, "2.00")]
    assert house.nmbrs.office.days(NOOR, OCTOBER) == 4

    shown = caller.get(answer.headers["location"]).json()
    assert shown["export"]["id"] == export["export"]["id"]
    assert shown["export"]["by"] == "api: planning"
    listed = caller.get(f"{API}/exports", params={"period": "2026-10"}).json()
    assert [each["id"] for each in listed["exports"]] == [export["export"]["id"]]

    verified = caller.get(f"{API}/verification", params={"period": "2026-10"}).json()
    assert (verified["outcome"], verified["proved"]) == ("proved", True)
    amounts = {(line["name"], line["code"]): line["found"] for line in verified["comparisons"][0]["lines"]}
    assert amounts == {
        ("Noor van Dijk", "2100"): "29.50",
        ("Noor van Dijk", "4899"): "2.00",
        ("Daan de Vries", "2100"): "6.00",
    }
    states = {card["state"] for card in caller.get(f"{API}/timecards?period=2026-10").json()["timecards"]}
    assert states == {"proved"}


def test_again_changes_nothing(house: House, caller: httpx2.Client) -> None:
    set_up(caller)
    import_hours(caller)
    caller.post(f"{API}/exports", json=agreed_plan(caller))
    assert import_hours(caller).json()["unchanged"] == 1
    again = caller.post(f"{API}/exports/plans", json=HOURS).json()
    assert (again["outcome"], again["counts"]["people"]) == ("ready", {"unchanged": 1})
    export = caller.post(f"{API}/exports", json={**HOURS, "plan": again["plan"]}).json()
    assert (export["outcome"], export["wrote"]) == ("proved", False)
    assert house.paid(NOOR) == [(2100, "8.00")]


def test_unknown_is_said_and_settled_by_sending_the_same_request_again(house: House, caller: httpx2.Client) -> None:
    set_up(caller)
    import_hours(caller)
    agreed = agreed_plan(caller)
    house.nmbrs.faults.on(Fault.drop_before(), when=lambda call: "Insert" in call.operation)
    first = caller.post(f"{API}/exports", json=agreed)
    assert (first.status_code, first.json()["outcome"]) == (201, "unknown")
    to_do = caller.get(f"{API}/status").json()["to_do"]
    assert "wait" in [item["code"] for item in to_do]
    house.clock.sleep(3600)
    again = caller.post(f"{API}/exports", json=agreed).json()
    assert (again["outcome"], house.paid(NOOR)) == ("unknown", [(2100, "8.00")])
    (watch,) = again["verification"]["under_watch"]
    assert (watch["name"], watch["amount"], watch["code"]) == ("Noor van Dijk", "8.00", "2100")
    (item,) = [item for item in caller.get(f"{API}/status").json()["to_do"] if item["code"] == "watch"]
    assert item["until"] == watch["watch_until"]
    house.clock.sleep(3600)
    checked = caller.get(f"{API}/verification", params={"period": "2026-10"}).json()
    assert (checked["outcome"], checked["under_watch"]) == ("proved", False)


def test_a_difference_is_shown_decided_and_restored(house: House, caller: httpx2.Client) -> None:
    set_up(caller)
    import_hours(caller)
    caller.post(f"{API}/exports", json=agreed_plan(caller))
    (line,) = house.nmbrs.office.lines(NOOR, OCTOBER)
    house.nmbrs.office.edit_line(line.id, "5.00")

    verified = caller.get(f"{API}/verification", params={"period": "2026-10"}).json()
    assert verified["outcome"] == "differences"
    (difference,) = caller.get(f"{API}/differences").json()["open"]
    assert (difference["cause"], difference["sent"], difference["found"]) == ("edited in Nmbrs", "8.00", "5.00")

    word = {"choice": "restore-ours", "reason": "typed by mistake"}
    decided = caller.post(
        f"{API}/differences/{difference['id']}/resolution", json=word, headers={"X-Actor": "Zoë".encode()}
    )
    assert decided.json()["by"] == "api: planning for Zoë"
    assert caller.post(f"{API}/exports", json=agreed_plan(caller)).json()["outcome"] == "proved"
    assert house.paid(NOOR) == [(2100, "8.00")]


def own_link_on(caller: httpx2.Client) -> dict[str, object]:
    found: list[dict[str, object]] = caller.post(f"{API}/exports/plans", json=HOURS).json()["findings"]
    (warning,) = [each for each in found if each["code"] == "own-link-on"]
    return warning


def test_a_warning_is_set_aside(caller: httpx2.Client) -> None:
    set_up(caller)
    caller.post(f"{API}/activation", json={**ACTIVATION, "own_link_off": False})
    import_hours(caller)
    warning = own_link_on(caller)
    assert warning["set_aside"] is False
    caller.post(f"{API}/findings/{warning['id']}/set-aside", json={"reason": "off from Monday on"})
    assert own_link_on(caller)["set_aside"] is True


def test_people_are_linked_and_ignored_by_hand(house: House, caller: httpx2.Client) -> None:
    set_up(caller)
    stranger = hours_file((DAAN, "05/10/2026", "10:00 - 16:00", "0:00", "")).replace(b"daan.devries@", b"onbekend@")
    import_hours(caller, stranger)

    def daan() -> dict[str, object]:
        (person,) = caller.get(f"{API}/team-members").json()["people"]
        return {"state": person["state"], "links": [link["employee"] for link in person["links"]]}

    assert daan() == {"state": "proposed", "links": []}
    linked = caller.put(f"{API}/team-members/links", json={"person": "Daan de Vries", "employee": str(DAAN)})
    assert linked.json()["matched_by"] == "by hand"
    assert daan() == {"state": "linked", "links": [str(DAAN)]}
    caller.post(f"{API}/team-members/ignored", json={"person": "Daan de Vries"})
    assert daan() == {"state": "ignored", "links": []}
    assert house.last_actor() == "api: planning"


def test_looking_at_a_sync_stores_nothing(caller: httpx2.Client) -> None:
    caller.post(f"{API}/activation", json=ACTIVATION)
    caller.put(f"{API}/companies/1200", json={"venues": ["De Kade"]})
    looked = caller.post(f"{API}/sync", json={"dry_run": True}).json()
    assert (looked["dry_run"], len(looked["companies"][0]["new"])) == (True, 10)
    assert caller.get(f"{API}/team-members").json()["without_hours"] == []


def test_the_settings_come_back_as_they_were_set(caller: httpx2.Client) -> None:
    set_up(caller)
    company = caller.put(f"{API}/companies/1200", json={"venues": ["De Kade"], "new_day_begins": "06:00"}).json()
    assert (company["venues"], company["new_day_begins"]) == (["De Kade"], "06:00")
    calendars = caller.get(f"{API}/wage-periods", params={"year": 2026}).json()
    assert calendars["payroll"]["current"] == "2026-10"
    october = {"period": "2026-10", "start": "2026-10-01", "end": "2026-10-31", "days": 31}
    stands = {"today": True, "current": True, "locked": False, "exported": None}
    assert calendars["calendars"][0]["periods"][9] == {**october, **stands}
    assert (calendars["today"], calendars["findings"]) == ("2026-10-20", [])
    assert [each["proposed"] for each in calendars["calendars"]] == [False, False]
    confirmed = caller.post(f"{API}/wage-periods/confirmation", json={"year": 2027}).json()
    stand = [(each["contract_type"], each["year"], each["proposed"]) for each in confirmed["calendars"]]
    assert stand[:3] == [(each, year, year == 2028) for each in ["hours-contract"] for year in (2026, 2027, 2028)]
    shorter = {"start": "2027-12-21"}
    refused = caller.put(f"{API}/wage-periods", json=shorter)
    assert (refused.status_code, refused.json()["code"]) == (422, "calendar-changes-last-period")
    accepted = caller.put(f"{API}/wage-periods", json={**shorter, "last_period_accepted_by": "Piet"}).json()
    assert accepted["calendars"][1]["last_day"] == "2027-12-20"
    codes = caller.get(f"{API}/mapping/codes").json()
    assert [each["code"] for each in codes["hours"]] == ["2100", "2190", "6050", "6150"]
    rule = {"thing": "meal:lunch", "ignored": True, "venue": "De Kade", "from": "2026-10-01"}
    assert caller.put(f"{API}/mapping", json=rule).json()["version"] == 4
    shown = caller.get(f"{API}/mapping").json()["rules"][-1]
    assert {name: shown[name] for name in rule} == rule
    assert shown["code"] is None


def test_a_name_that_is_not_utf_8_is_refused(caller: httpx2.Client) -> None:
    answer = caller.post(f"{API}/activation", json=ACTIVATION, headers={"X-Actor": b"Zo\xeb"})
    assert (answer.status_code, answer.json()["code"]) == (422, "request-invalid")


def test_an_export_that_is_running_is_finished_before_the_server_ends(house: House) -> None:
    writing, told_to_end = Event(), Event()

    def hold_the_insert(call: Call) -> None:
        if "Insert" in call.operation:
            writing.set()
            assert told_to_end.wait(20)

    with serving(house) as (client, served), ThreadPoolExecutor(1) as pool:
        set_up(client)
        import_hours(client)
        agreed = agreed_plan(client)
        house.nmbrs.faults.decide = hold_the_insert
        export = pool.submit(client.post, f"{API}/exports", json=agreed)
        assert writing.wait(20)
        served.should_exit = True
        told_to_end.set()
        assert export.result(20).json()["outcome"] == "proved"
