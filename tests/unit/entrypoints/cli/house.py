"""The command line on a database in memory and the fake Nmbrs, for the tests in this folder."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from entrypoints.cli.main import cli
from entrypoints.cli.session import Session
from entrypoints.container import Container
from entrypoints.settings import Settings

EMAIL = "salaris@kadegroep.example"
TOKEN = "demo-token-kadegroep-2026"
NOOR, DAAN, BRAM = 503201, 503202, 503207
EMAILS = {
    "Noor van Dijk": "noor.vandijk@kade.example",
    "Daan de Vries": "daan.devries@kade.example",
    "Bram Bakker": "bram@kade.example",
    "Nieuwe Invaller": "nieuw@kade.example",
}
HEAD = "datum,naam,e-mailadres,naam van vestiging,type,start- tot eindtijd,pauze,maaltijden,contracttype,support ID"
OCTOBER = ("--period", "2026-10", "--contract-type", "zero-hours")
HOURS = (*OCTOBER, "--hours")
EVERYTHING = (*OCTOBER, "--hours", "--days", "--meals")
NOORS_MONTH = (
    ("Noor van Dijk", "05/10/2026", "10:00 - 18:00", "0:30", "lunch"),
    ("Noor van Dijk", "09/10/2026", "16:00 - 00:30", "0:30", ""),
    ("Noor van Dijk", "10/10/2026", "11:15 - 17:45", "0:00", "lunch"),
    ("Noor van Dijk", "17/10/2026", "18:00 - 01:30", "0:00", ""),
)
"""The example of the manual: 29:30 hours on four days, and two meals."""


@dataclass
class House:
    """One installation. Each call of ``run`` is one command; what was stored before is still there."""

    folder: Path
    container: Container

    @property
    def nmbrs(self) -> Any:
        """The fake payroll."""
        return self.container.fake_nmbrs()

    def run(self, *words: str, answers: str | None = None, env: dict[str, str | None] | None = None) -> Result:
        """Run a command; with ``answers`` somebody sits at a terminal and types them."""
        session = Session(self.container, interactive=answers is not None)
        return CliRunner(env={"EITJE_NMBRS_TOKEN": None, **(env or {})}).invoke(cli, words, input=answers, obj=session)

    def ok(self, *words: str, **more: Any) -> str:
        """Run a command that ends well; its stdout."""
        result = self.run(*words, **more)
        assert result.exit_code == 0, result.output
        return result.stdout

    def json(self, *words: str, code: int = 0, **more: Any) -> dict[str, Any]:
        """Run a command with ``--json``; the one document on stdout."""
        result = self.run(*words, "--json", **more)
        assert result.exit_code == code, result.output
        document: dict[str, Any] = json.loads(result.stdout)
        return document

    def activate(self) -> None:
        """Activate and link the company."""
        self.ok("activate", "--email", EMAIL, "--own-link-off", env={"EITJE_NMBRS_TOKEN": TOKEN})
        self.ok("companies", "use", "1200", "--venue", "De Kade", "--venue", "Strandtent Zuid")

    def set_up(self) -> None:
        """Everything that has to be done once before De Kade can export."""
        self.activate()
        self.ok("sync", "--yes")
        self.ok("wage-period", "set", "--start", "2026-01-01")
        self.ok("mapping", "set", "hours", "--contract-type", "zero-hours", "--to", "2100")
        self.ok("mapping", "set", "days", "--to", "days")
        self.ok("mapping", "set", "meal:lunch", "--to", "4899")

    def write_hours(self, *entries: tuple[str, str, str, str, str], name: str = "hours.csv") -> Path:
        """A CSV as eitje exports it: name, date, times, break, meals."""
        path = self.folder / name
        rows = [
            f"{day},{who},{EMAILS.get(who, '')},De Kade,gewerkte uren,{times},{pause},{meals},nul uren,{key}"
            for who, day, times, pause, meals in entries
            for key in [f"{who[:4]}{day[:2]}"]
        ]
        path.write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
        return path

    def work(self, *entries: tuple[str, str, str, str, str]) -> None:
        """These are all the hours of October in eitje."""
        path = self.write_hours(*entries)
        self.ok("timecards", "import", str(path), "--covers", "2026-10-01..2026-10-31")


def make_house(folder: Path, **settings: Any) -> House:
    """An installation with nothing in it yet."""
    chosen: dict[str, Any] = {
        "database_url": "memory",
        "nmbrs_url": "fake",
        "secret_key_file": folder / "secret.key",
        "actor": "Anja",
        "settling_time": 0.01,
        **settings,
    }
    return House(folder, Container(settings=Settings(**chosen)))
