"""De Kade's office: a real server with a database of its own, over a fake Nmbrs that tests can reach into."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from functools import cached_property
from pathlib import Path
from typing import Any

import httpx2
from cryptography.fernet import Fernet

from adapters.nmbrs_fake.nmbrs import FakeNmbrs
from adapters.nmbrs_fake.sample_data import DEMO_CREDENTIALS, demo_payroll
from adapters.nmbrs_fake.soap_server import SoapServer
from application.attempts import Try
from application.manage_accounts import NewAccount
from domain.accounts import Role
from domain.wage_period import PeriodRef
from entrypoints.cli.main import cli
from entrypoints.cli.session import Session
from entrypoints.container import Container
from entrypoints.http.pages.users import mark_of
from entrypoints.outcomes import ExitCode
from entrypoints.settings import Settings

PROGRAM = (sys.executable, "-c", "from entrypoints.cli.main import main; main()", "serve", "--json", "--port", "0")
SAMPLES = Path(__file__).resolve().parents[2] / "samples"
KEY = "only-for-the-browser-tests-0123456789"
OCTOBER = ("--period", "2026-10", "--contract-type", "zero-hours")
EVERYTHING = (*OCTOBER, "--hours", "--days", "--meals")
TARGETS = (("hours", "2100"), ("days", "days"), ("meal:lunch", "4899"), ("meal:diner", "4900"))
PASSWORD = "drie korte woorden"
NAMES = {
    Role.VIEWER: "Vera Visser",
    Role.OPERATOR: "Otto Ooms",
    Role.PAYROLL: "Petra Polman",
    Role.ADMINISTRATOR: "Anja Admiraal",
}
EMPLOYEE = 503201
"""Noor van Dijk in Nmbrs."""
PATIENCE = 20
"""Seconds in which a server must start and end."""


class Site:
    """One installation while its server runs: ``address`` for browsers, `run` for commands on the same database."""

    def __init__(self, folder: Path, soap: SoapServer) -> None:
        self.folder = folder
        self.soap = soap
        self.address = ""
        self.names: dict[str, str] = {
            "company": "1200",
            "domain": DEMO_CREDENTIALS.domain,
            "employee": str(EMPLOYEE),
        }
        """What the names in the address of a page stand for on this site."""
        self._tokens: dict[Role, str] = {}
        self._settings = {
            "database_url": f"sqlite:///{folder / 'hours.db'}",
            "nmbrs_url": soap.address,
            "secret_key": Fernet.generate_key().decode(),
            "http_key": KEY,
            "actor": "Kade",
            "daily_at": "off",
        }

    @property
    def nmbrs(self) -> FakeNmbrs:
        """The payroll behind the SOAP server."""
        assert isinstance(self.soap.nmbrs, FakeNmbrs)
        return self.soap.nmbrs

    @cached_property
    def container(self) -> Container:
        """The product on this database, in the process of the tests."""
        return Container(settings=Settings.model_validate(self._settings))

    @cached_property
    def program(self) -> httpx2.Client:
        """A program that may call the JSON routes."""
        return httpx2.Client(base_url=f"{self.address}/api/v1", headers={"Authorization": f"Bearer {KEY}"})

    @contextmanager
    def served(self) -> Iterator[Site]:
        """For as long as this lasts the server runs. What it wrote to stderr is in ``server.log``."""
        names = {f"EITJE_NMBRS_{name.upper()}": value for name, value in self._settings.items()}
        with (
            (self.folder / "server.log").open("ab") as log,
            subprocess.Popen(PROGRAM, env={**os.environ, **names}, stdout=subprocess.PIPE, stderr=log) as process,
        ):
            try:
                self.address = _announced(process).removesuffix("/api/v1")
                yield self
            finally:
                self.program.close()
                del self.program
                process.send_signal(signal.SIGTERM)
                process.wait(PATIENCE)

    def run(self, *words: str, expect: ExitCode = ExitCode.DONE) -> dict[str, Any]:
        """A command as it would be typed, on this database; what it answers to a program."""
        out = io.StringIO()
        session = Session(self.container, interactive=False, json=True)
        with redirect_stdout(out):
            code = cli.main([*words, "--json"], prog_name="eitje-nmbrs", standalone_mode=False, obj=session)
        assert ExitCode(code or 0) == expect, f"{' '.join(words)} ended with {code}: {out.getvalue()}"
        answer: dict[str, Any] = json.loads(out.getvalue())
        return answer

    def employ(self, role: Role = Role.ADMINISTRATOR) -> str:
        """Somebody in that role, who may log in with ``PASSWORD``: the name of their account."""
        name = f"{role}@kade.example"
        with self.container.storage().read() as work:
            known = work.accounts.get(name)
        if known is None:
            self.container.manage_accounts().add(NewAccount(name, NAMES[role], role), PASSWORD, "the tests")
        return name

    def employ_all(self) -> None:
        """Somebody in every role."""
        for role in Role:
            self.employ(role)
        with self.container.storage().read() as work:
            self.names["user"] = next(mark_of(each) for each in work.accounts.all() if each.role is Role.OPERATOR)

    def work(self, kind: str, order: dict[str, Any]) -> str:
        """Work in the background, done; the id of the job."""
        started = self.program.post("/jobs", json={"kind": kind, "order": order})
        assert started.status_code == 202, started.text
        job: str = started.json()["id"]
        with self.program.stream("GET", f"/jobs/{job}/events", timeout=PATIENCE) as events:
            ended = [line for line in events.iter_lines() if line in ("event: done", "event: failed")]
        assert ended == ["event: done"]
        return job

    def token(self, role: Role) -> str:
        """What a browser has in which somebody in that role logged in."""
        if role not in self._tokens:
            tried = Try(self.employ(role), PASSWORD, "127.0.0.1", "the tests")
            self._tokens[role] = self.container.log_in()(tried).token
        return self._tokens[role]

    def activate(self) -> None:
        """Link eitje with the Kade group in Nmbrs; no company is chosen."""
        environ = {"EITJE_NMBRS_TOKEN": DEMO_CREDENTIALS.token}
        with _environment(environ):
            self.run("activate", "--email", DEMO_CREDENTIALS.email, "--domain", "kadegroep", "--own-link-off")

    def set_up(self) -> None:
        """All that has to be done once before De Kade can export October."""
        for step in (self.activate, self.link_company, self.sync, self.set_wage_period, self.link_codes):
            step()

    def link_company(self) -> None:
        """De Kade pays both venues."""
        self.run("companies", "use", "1200", "--venue", "De Kade", "--venue", "Strandtent Zuid")

    def sync(self) -> None:
        """Take the team members from Nmbrs."""
        self.run("sync", "--yes")

    def set_wage_period(self) -> None:
        """Months, from the first of January."""
        self.run("wage-period", "set", "--start", "2026-01-01")

    def link_codes(self) -> None:
        """What goes to which code."""
        for thing, code in TARGETS:
            contract = ("--contract-type", "zero-hours") if thing == "hours" else ()
            self.run("mapping", "set", thing, "--to", code, *contract)

    def import_hours(self, name: str = "hours-2026-10.xlsx") -> None:
        """Import the sample month of October."""
        self.run("timecards", "import", str(SAMPLES / "users.xlsx"), str(SAMPLES / name))

    def export(self) -> str:
        """Export October, proved; the id of the export."""
        done: str = self.run("export", "apply", *EVERYTHING, "--yes")["export"]["id"]
        self.names["export"] = done
        return done

    def edit_line(self, employee: int, amount: str) -> None:
        """The payroll office types another amount in the only hour line of that person in October."""
        (line,) = self.nmbrs.office.lines(employee, PeriodRef(2026, 10))
        self.nmbrs.office.edit_line(line.id, amount)


@contextmanager
def opened(folder: Path, payroll: Callable[[], FakeNmbrs] = demo_payroll) -> Iterator[Site]:
    """A new site on an empty database in that folder, and its server."""
    with SoapServer(payroll()) as soap, Site(folder, soap).served() as site:
        yield site


@contextmanager
def _environment(values: dict[str, str]) -> Iterator[None]:
    os.environ.update(values)
    try:
        yield
    finally:
        for name in values:
            del os.environ[name]


def _announced(process: subprocess.Popen[bytes]) -> str:
    """Where the server says it is; it says so when it listens, and says nothing more."""
    assert process.stdout is not None
    text = b""
    while not text.rstrip().endswith(b"}"):
        line = process.stdout.readline()
        assert line, "the server ended before it served; see server.log"
        text += line
    address: str = json.loads(text)["address"]
    return address
