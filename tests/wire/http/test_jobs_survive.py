"""Background work of a real server that is killed, or told to end, in the middle of it."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import requests

from adapters.nmbrs_fake.faults import Fault
from adapters.nmbrs_fake.nmbrs import FakeNmbrs
from adapters.nmbrs_fake.sample_data import DEMO_CREDENTIALS, demo_payroll
from adapters.nmbrs_fake.soap_server import SoapServer
from domain.jobs import JobState, Phase
from domain.mapping import HOURS, Rule, Target
from domain.terms import ContractType
from domain.wage_period import PeriodRef
from entrypoints.container import Container
from entrypoints.settings import PREFIX, Settings
from tests.scenarios.driver import InProcess
from tests.wire.http.house import KEY

PROGRAM = (sys.executable, "-c", "from entrypoints.cli.main import main; main()", "serve", "--json", "--port", "0")
OCTOBER = PeriodRef(2026, 10)
CHOICES = {"period": "2026-10", "contract_type": "zero-hours", "parts": ["hours"]}
PEOPLE = {
    503201: ("Noor van Dijk", "noor.vandijk@kade.example"),
    503202: ("Daan de Vries", "daan.devries@kade.example"),
    503203: ("Zoë van den Berg", "zoe@kade.example"),
    503204: ("Emre Yılmaz", "emre@kade.example"),
    503205: ("Sophie Jansen", "sophie.jansen@kade.example"),
    503206: ("Sophie Jansen", "s.jansen2@kade.example"),
}
PATIENCE = 60.0
Event = tuple[str, dict[str, Any]]


class Server:
    """`serve` in a process of its own, and a program that may call it."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        assert process.stdout is not None
        text = ""
        while not text.rstrip().endswith("}"):
            text += process.stdout.readline()
        self.address = json.loads(text)["address"]
        self.session = requests.Session()
        self.session.headers["Authorization"] = f"Bearer {KEY}"

    def post(self, path: str, body: dict[str, Any]) -> Any:
        answer = self.session.post(f"{self.address}{path}", json=body, timeout=PATIENCE)
        assert answer.ok, answer.text
        return answer.json()

    def order(self, kind: str, body: dict[str, Any]) -> str:
        return str(self.post("/jobs", {"kind": kind, "order": body})["id"])

    def job(self, job: str) -> Any:
        return self.session.get(f"{self.address}/jobs/{job}", timeout=PATIENCE).json()

    def events(self, job: str) -> Iterator[Event]:
        """As they come, until the stream ends or breaks."""
        with self.session.get(f"{self.address}/jobs/{job}/events", stream=True, timeout=PATIENCE) as answer:
            name = ""
            try:
                for line in answer.iter_lines(chunk_size=1, decode_unicode=True):
                    field, _, value = line.partition(": ")
                    if field == "event":
                        name = value
                    elif field == "data":
                        yield name, json.loads(value)
            except requests.RequestException:
                return


class Office:
    """De Kade with an hour for each of six people, over SOAP on loopback and with SQLite."""

    def __init__(self, folder: Path, nmbrs: FakeNmbrs, address: str) -> None:
        self.nmbrs = nmbrs
        self.chosen = {
            "database_url": f"sqlite:///{folder / 'hours.db'}",
            "nmbrs_url": address,
            "secret_key_file": str(folder / "secret.key"),
            "http_key": KEY,
            "call_timeout": 0.6,
            "connect_timeout": 0.6,
            "settling_time": 0.2,
            "lease_time": 2,
            "workers": 2,
            "batch_size": 1,
            "daily_at": "off",
            "jobs_lease_time": 1.5,
        }
        self.container = container = Container(settings=Settings.model_validate(self.chosen))
        use = InProcess(container)
        use.activate(DEMO_CREDENTIALS.email, DEMO_CREDENTIALS.token, DEMO_CREDENTIALS.domain, own_link_off=True)
        use.link_company("1200", ["De Kade"])
        use.sync()
        use.set_wage_period(date(2026, 1, 1))
        rule = Rule(HOURS, Target("2100"), None, None, ContractType.ZERO_HOURS)
        container.set_mapping().set(None, rule, "Anja")
        container.import_timecards()(_hours(folder), "Anja", covers=(date(2026, 10, 1), date(2026, 10, 31)))
        self._environment = {PREFIX + name.upper(): str(value) for name, value in self.chosen.items()}

    @contextmanager
    def serving(self) -> Iterator[Server]:
        """A server, which is gone afterwards."""
        with subprocess.Popen(
            PROGRAM, env={**os.environ, **self._environment}, stdout=subprocess.PIPE, text=True
        ) as process:
            try:
                yield Server(process)
            finally:
                process.kill()

    def paid(self) -> dict[int, list[tuple[int, str]]]:
        """What Nmbrs holds for each of them."""
        return {employee: self.nmbrs.office.amounts(employee, OCTOBER) for employee in PEOPLE}

    def slow_down(self) -> None:
        """From now on every call that writes takes its time."""
        self.nmbrs.faults.on(Fault.slow(0.3), when=lambda call: "Insert" in call.operation, times=None)

    def writes(self) -> int:
        """How many calls that write have ended."""
        return sum(1 for e in list(self.nmbrs.log.entries) if "Insert" in e.call.operation and e.ended != "busy")

    def until_written(self, count: int) -> None:
        deadline = time.monotonic() + PATIENCE
        while self.writes() < count:
            assert time.monotonic() < deadline


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    nmbrs = demo_payroll()
    with SoapServer(nmbrs) as server:
        yield Office(tmp_path, nmbrs, server.address)


def _hours(folder: Path) -> Path:
    """One hour for everybody."""
    path = folder / "hours.csv"
    head = ["datum", "naam", "e-mailadres", "naam van vestiging", "type", "start- tot eindtijd", "pauze"]
    head += ["maaltijden", "contracttype", "support ID"]
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(head)
        for number, (name, mail) in enumerate(PEOPLE.values(), start=1):
            shift = ("05/10/2026", name, mail, "De Kade", "gewerkte uren", "10:00 - 11:00", "0:00", "", "nul uren")
            rows.writerow((*shift, str(number)))
    return path


ONCE = {employee: [(2100, "1.00")] for employee in PEOPLE}


def test_an_export_goes_on_after_the_server_was_killed_and_sends_nothing_twice(office: Office) -> None:
    with office.serving() as server:
        agreed = {**CHOICES, "plan": server.post("/exports/plans", CHOICES)["plan"]}
        office.slow_down()
        job = server.order("export", agreed)
        for name, seen in server.events(job):
            if seen["phase"] == "sending" and seen["done"] >= 1:
                break
            assert name == "progress"
        office.until_written(2)
        server.process.send_signal(signal.SIGKILL)
        server.process.wait(PATIENCE)
    assert 2 <= office.writes() < len(PEOPLE)
    left = office.container.show_work()(job)
    assert (left.state, left.phase, left.attempts) == (JobState.RUNNING, Phase.SENDING, 1)
    office.nmbrs.faults.clear()
    with office.serving() as server:
        told = list(server.events(job))
        names = [name for name, _ in told]
        assert names[-1] == "done"
        assert set(names[:-1]) == {"progress"}
        ended = told[-1][1]
        assert (ended["attempts"], ended["result"]["plan"]) == (2, agreed["plan"])
        outcome, deadline = ended["result"]["outcome"], time.monotonic() + PATIENCE
        while outcome == "unknown" and time.monotonic() < deadline:  # until the settling time is over
            outcome = list(server.events(server.order("export", agreed)))[-1][1]["result"]["outcome"]
        assert outcome == "proved"
    assert office.paid() == ONCE
    assert not office.nmbrs.log.forbidden()


def test_a_page_that_is_loaded_again_sees_what_the_first_one_sees(office: Office) -> None:
    with office.serving() as server:
        agreed = {**CHOICES, "plan": server.post("/exports/plans", CHOICES)["plan"]}
        office.slow_down()
        job = server.order("export", agreed)
        first = server.events(job)
        while next(first)[1]["phase"] != "sending":
            pass
        second = server.events(job)
        name, seen = next(second)
        assert (name, seen["state"]) == ("progress", "running")
        assert seen["total"] == len(PEOPLE)
        assert list(first)[-1] == list(second)[-1] == ("done", server.job(job))
    assert office.paid() == ONCE


def test_a_server_that_is_told_to_end_lets_go_of_who_follows_and_finishes_what_runs(office: Office) -> None:
    with office.serving() as server:
        agreed = {**CHOICES, "plan": server.post("/exports/plans", CHOICES)["plan"]}
        office.slow_down()
        job = server.order("export", agreed)
        following = server.events(job)
        while next(following)[1]["phase"] != "sending":
            pass
        server.process.send_signal(signal.SIGTERM)
        assert all(seen["state"] == "running" for _, seen in following)
        server.process.wait(PATIENCE)
    assert office.paid() == ONCE
    with office.serving() as server:
        assert server.job(job)["result"]["outcome"] == "proved"
