"""What outlives the processes that are killed: Nmbrs behind a socket, the database, and what the office typed."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import IO

from adapters.nmbrs_fake.call_log import Call
from adapters.nmbrs_fake.faults import Fault
from adapters.nmbrs_fake.policy import DEFAULT, InsertAnswer
from adapters.nmbrs_fake.records import Line
from adapters.nmbrs_fake.sample_data import DEMO_COMPANY, DEMO_CREDENTIALS, demo_payroll
from adapters.nmbrs_fake.soap_server import SoapServer
from application.ports.storage import Storage
from domain.decisions import Choice
from domain.mapping import DAYS, HOURS, Rule, Target, meal
from domain.pay_line import PayKind
from domain.terms import CompanyId, ContractType
from domain.wage_period import PeriodRef
from entrypoints.container import Container
from entrypoints.settings import PREFIX, Settings
from tests.scenarios.driver import WHO, InProcess
from tests.torture.month import MEALS, PEOPLE, TEAMS, Month

ROOT = Path(__file__).resolve().parents[2]
COMPANY, PERIOD = CompanyId(str(DEMO_COMPANY)), PeriodRef(2026, 10)
KINDS = (PayKind.HOURS, PayKind.WAGE)
COVERS = (date(2026, 10, 1), date(2026, 10, 31))
CENTRES = {None: "", 41: "K1", 43: "B1"}
LATENCY = 0.015
CALL_TIMEOUT, SETTLING, LEASE = 0.4, 0.4, 0.8
LATEST = 0.9 * (CALL_TIMEOUT + SETTLING)
"""When a late call lands at the latest; the product is promised that every call landed by the whole of it."""


def is_write(call: Call) -> bool:
    """True for a call that may change pay."""
    return any(word in call.operation for word in ("Insert", "Delete", "DaysVar_Set"))


class Stage:
    """De Kade, set up and with lines of the payroll office's own, over SOAP and with SQLite."""

    def __init__(self, folder: Path, dice: random.Random) -> None:
        self.folder = folder
        self.dice = dice
        self.month = Month(dice)
        policy = replace(DEFAULT, insert_answer=dice.choice(tuple(InsertAnswer)))
        self.nmbrs = demo_payroll(policy=policy)
        self.server = SoapServer(self.nmbrs)
        self.chosen = {
            "database_url": f"sqlite:///{folder / 'hours.db'}",
            "nmbrs_url": self.server.address,
            "secret_key_file": str(folder / "secret.key"),
            "call_timeout": CALL_TIMEOUT,
            "connect_timeout": CALL_TIMEOUT,
            "settling_time": SETTLING,
            "lease_time": LEASE,
            "workers": 2,
            "batch_size": 3,
            "actor": WHO,
        }
        self.container = Container(settings=Settings.model_validate(self.chosen))
        self.foreign: list[Line] = []

    @property
    def storage(self) -> Storage:
        """The database, as this process sees it."""
        return self.container.storage()

    @contextmanager
    def open(self) -> Iterator[None]:
        """Nmbrs answers for as long as this lasts."""
        with self.server:
            self._set_up()
            self.nmbrs.latency = LATENCY
            self.nmbrs.faults.decide = self._disturb
            yield

    def _set_up(self) -> None:
        use = InProcess(self.container)
        use.activate(DEMO_CREDENTIALS.email, DEMO_CREDENTIALS.token, DEMO_CREDENTIALS.domain, own_link_off=True)
        use.link_company(str(COMPANY), ["De Kade"])
        use.sync()
        use.set_wage_period(date(2026, 1, 1))
        rules = [Rule(DAYS, Target("")), *(Rule(meal(kind), Target(str(code))) for kind, code in MEALS.items())]
        for team, (code, centre) in TEAMS.items():
            rules.append(Rule(HOURS, Target(str(code), centre), team, None, ContractType.ZERO_HOURS))
        for rule in rules:
            self.container.set_mapping().set(None, rule, WHO)
        self._office_types(use)

    def _office_types(self, use: InProcess) -> None:
        """A bonus on a code of its own for everybody, and hours beside ours for two, on top by the office's word."""
        office = self.nmbrs.office
        for employee in PEOPLE:
            office.type_line(employee, PERIOD, 6050, "4.00", comment="bonus")
        while len({shift.employee for shift in self.month.shifts if shift.team != "Extra"}) < len(PEOPLE):
            self.month.change(3)
        self.import_hours()
        for employee in sorted(PEOPLE)[:2]:
            office.type_line(employee, PERIOD, 2100, "1.25", comment="typed")
        use.plan(str(PERIOD), {"hours", "days", "meals"}, ())
        for difference in use.differences(str(PERIOD))["open"]:
            use.resolve(difference["id"], Choice.ON_TOP)
        self.foreign = self.lines()

    def lines(self) -> list[Line]:
        """All lines that Nmbrs holds for the period, once no call is under way."""
        while any(entry.ended == "busy" for entry in list(self.nmbrs.log.entries)):
            time.sleep(LATENCY / 4)
        return [line for who in PEOPLE for kind in KINDS for line in self.nmbrs.office.lines(who, PERIOD, kind)]

    def import_hours(self) -> None:
        """What stands in eitje now."""
        path = self.folder / "hours.csv"
        self.month.write(path)
        self.container.import_timecards()(path, WHO, covers=COVERS)

    def command(self, *words: str, answer: IO[bytes]) -> subprocess.Popen[bytes]:
        """Start the program; its answer is written there."""
        return subprocess.Popen(
            [sys.executable, "-c", "from entrypoints.cli.main import main; main()", *words, "--json"],
            cwd=ROOT,
            env={**os.environ, **self._environment()},
            stdin=subprocess.DEVNULL,
            stdout=answer,
            stderr=subprocess.STDOUT,
        )

    def _environment(self) -> dict[str, str]:
        nothing = self.folder / "settings.toml"
        nothing.touch()
        chosen = {PREFIX + name.upper(): str(value) for name, value in self.chosen.items()}
        return {**chosen, PREFIX + "SETTINGS_FILE": str(nothing)}

    def _disturb(self, call: Call) -> Fault | None:
        """Nmbrs and the network have their days too: late landings mix with kills."""
        if not is_write(call) or self.dice.random() >= 0.25:
            return None
        return self.dice.choice(_faults(self.dice))


def _faults(dice: random.Random) -> Sequence[Fault]:
    return (
        Fault.late(dice.uniform(CALL_TIMEOUT + 0.1, LATEST)),
        Fault.late(dice.uniform(CALL_TIMEOUT + 0.1, LATEST)),
        Fault.late(dice.uniform(0, LATEST)),
        Fault.slow(dice.uniform(0, CALL_TIMEOUT)),
        Fault.drop_before(),
        Fault.drop_after(),
        Fault.http_error(502, done=dice.random() < 0.5),
        Fault.truncated(),
        Fault.refused("2010"),
    )
