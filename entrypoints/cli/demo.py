"""``demo``: the five stories on the bundled fake Nmbrs, over SOAP on loopback, with a real SQLite file.

Every step is the command that a person would type. A step that does not end as it should, or that left something else
in the fake payroll than was worked out by hand, ends the demo with exit code 1.
"""

from __future__ import annotations

import io
import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from entrypoints.cli.base import Command, examples, pass_session
from entrypoints.cli.session import Session
from entrypoints.outcomes import ExitCode

if TYPE_CHECKING:
    from adapters.nmbrs_fake.nmbrs import FakeNmbrs
    from adapters.nmbrs_fake.soap_server import SoapServer
    from entrypoints.container import Container

PERIOD = "2026-10"
SELECTION = ("--period", PERIOD, "--contract-type", "zero-hours", "--hours", "--days", "--meals")

# Worked out by hand from the entries: samples/README.md, "October 2026, worked out by hand".
HELD = {
    "503201": ("29.50", 4, {"4899": "2.00"}),
    "503202": ("29.00", 4, {"4900": "1.00"}),
    "503203": ("43.07", 7, {"4900": "2.00"}),
    "503204": ("58.75", 7, {"4900": "1.00"}),
    "503205": ("30.50", 4, {"4899": "2.00"}),
    "503206": ("22.00", 3, {"4899": "2.00", "4900": "1.00"}),
    "503208": ("25.75", 4, {}),
    "503209": ("25.83", 5, {}),
}
CORRECTED = {**HELD, "503202": ("30.75", 4, {"4900": "1.00"})}


class NotAsItShouldBe(Exception):
    """A step did not prove itself."""


@click.command(cls=Command, epilog=examples("demo", "demo --folder my-demo", "demo --json"))
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the database and the reports go; by default a new folder for temporary files.",
)
@pass_session
def demo(session: Session, folder: Path | None) -> ExitCode:
    """The whole story on sample data, against the bundled fake Nmbrs. Nothing leaves this machine."""
    from adapters.nmbrs_fake.sample_data import demo_payroll
    from adapters.nmbrs_fake.soap_server import SoapServer

    folder = folder or Path(tempfile.mkdtemp(prefix="eitje-nmbrs-demo-"))
    folder.mkdir(parents=True, exist_ok=True)
    with SoapServer(demo_payroll()) as server:
        story = Story(folder.resolve(), server, quiet=session.json)
        try:
            story.tell()
            failed = None
        except NotAsItShouldBe as problem:
            failed = str(problem)
            story.say(f"\nThe demo stopped: {failed}", fg="red", bold=True)
    if session.json:
        files = [str(path) for path in story.files()]
        session.write_json({"proved": failed is None, "failed": failed, "steps": story.steps, "files": files})
    return ExitCode.DONE if failed is None else ExitCode.DIFFERENCES


@dataclass
class Story:
    """Tells the stories, one command after the other."""

    folder: Path
    server: SoapServer
    quiet: bool
    database: str = "hours.db"
    steps: list[dict[str, Any]] = field(default_factory=list)
    container: Container | None = None

    @property
    def nmbrs(self) -> FakeNmbrs:
        """The payroll behind the server."""
        from adapters.nmbrs_fake.nmbrs import FakeNmbrs

        assert isinstance(self.server.nmbrs, FakeNmbrs)
        return self.server.nmbrs

    def tell(self) -> None:
        """From the activation to the proof, and once more from an empty database."""
        self.say(f"The fake Nmbrs listens at {self.server.address}; everything is kept in {self.folder}.")
        self._set_up("hours-2026-10.xlsx")
        self._export_and_prove()
        self._change_both_sides()
        self._put_right()
        self._start_over()
        self._finish()

    def _set_up(self, hours: str) -> None:
        self.title("Activate the link, and choose the company")
        self.run("activate", "--email", _credentials().email, "--domain", "kadegroep", "--own-link-off")
        self.run("companies", "use", "1200", "--venue", "De Kade", "--venue", "Strandtent Zuid")
        self.title("Sync team members from Nmbrs")
        self.run("sync", "--yes")
        self.title("Set the wage period")
        self.run("wage-period", "set", "--start", "2026-01-01")
        self.title("Say what goes to which code")
        for thing, code in (("hours", "2100"), ("days", "days"), ("meal:lunch", "4899"), ("meal:diner", "4900")):
            contract = ("--contract-type", "zero-hours") if thing == "hours" else ()
            self.run("mapping", "set", thing, "--to", code, *contract)
        self.title("Import the hours of October from eitje")
        self.run("timecards", "import", _sample("users.xlsx"), _sample(hours))

    def _export_and_prove(self) -> None:
        self.title("Look first: the plan sends nothing")
        plan = self.plan()
        self.check(not self.written(), "the plan wrote to Nmbrs")
        self.title("Export exactly that plan")
        self.run("export", "apply", *SELECTION, "--plan", plan["plan"])
        self.check_payroll(HELD)
        self.title("Verify: both sides next to each other")
        self.run("verify", "--period", PERIOD)
        self.title("Export again: nothing changes")
        before = len(self.written())
        self.run("export", "apply", *SELECTION, "--yes")
        self.check(len(self.written()) == before, "the second export wrote to Nmbrs")
        self.check_payroll(HELD)

    def _change_both_sides(self) -> None:
        from domain.wage_period import PeriodRef

        self.title("Afterwards: one shift is corrected in eitje, and the payroll office edits a line in Nmbrs")
        (line,) = self.nmbrs.office.lines(503201, PeriodRef.parse(PERIOD))
        self.nmbrs.office.edit_line(line.id, "25.00")
        self.run("timecards", "import", _sample("hours-2026-10-corrected.xlsx"))
        self.run("verify", "--period", PERIOD, expect=ExitCode.DIFFERENCES)
        causes = {
            (line["name"], cause)
            for comparison in self.ask("verify", "--period", PERIOD)["comparisons"]
            for line in comparison["lines"]
            for cause in line["causes"]
        }
        expected = {("Noor van Dijk", "edited in Nmbrs"), ("Daan de Vries", "edited in eitje")}
        self.check(causes == expected, f"verify found {causes}")

    def _put_right(self) -> None:
        self.title("Somebody decides: ours is right")
        (difference,) = self.ask("differences", "list", "--period", PERIOD)["open"]
        reason = ("--reason", "typed in the wrong row")
        self.run("differences", "resolve", difference["id"], "--restore-ours", *reason)
        self.run("export", "apply", *SELECTION, "--yes")
        self.run("verify", "--period", PERIOD)
        self.check_payroll(CORRECTED)
        proof = self.ask("verify", "--period", PERIOD)
        self.check(proof["clean"], "the period is not proved")
        (self.folder / f"proof-{PERIOD}.json").write_text(json.dumps(proof, indent=2, ensure_ascii=False))

    def _start_over(self) -> None:
        self.title("The same period from an empty database: nothing is paid twice")
        before = len(self.written())
        self.database, self.container = "empty.db", None
        self._set_up("hours-2026-10-corrected.xlsx")
        self.plan(expect=ExitCode.BLOCKED)
        self.run("export", "apply", *SELECTION, "--yes", expect=ExitCode.BLOCKED)
        self.check(len(self.written()) == before, "something was written to Nmbrs")
        people = self.ask("export", "plan", *SELECTION, expect=ExitCode.BLOCKED)["people"]
        blocked = {person["employee"] for person in people if person["state"] == "blocked"}
        self.check(blocked == set(CORRECTED), f"only {sorted(blocked)} are blocked")
        self.check_payroll(CORRECTED)

    def _finish(self) -> None:
        self.check(
            not self.nmbrs.log.forbidden(), f"calls were made that never should be: {self.nmbrs.log.forbidden()}"
        )
        self.check(not self.server.violations, f"requests did not follow the WSDL: {self.server.violations}")
        self.say("\nEvery step proved itself. Left behind:", fg="green", bold=True)
        for path in self.files():
            self.say(f"  {path}")

    def files(self) -> list[Path]:
        """The databases and reports."""
        return sorted(path for path in self.folder.iterdir() if path.suffix in (".db", ".json"))

    # -- how a step is told ----------------------------------------------------------------------------------

    def say(self, text: str, **style: Any) -> None:
        """A line for the person who watches."""
        if not self.quiet:
            click.secho(text, **style)

    def title(self, text: str) -> None:
        """The heading of what follows."""
        self.say(f"\n── {text} " + "─" * max(0, 96 - len(text)), fg="blue", bold=True)

    def run(self, *words: str, expect: ExitCode = ExitCode.DONE) -> None:
        """Run a command as it would be typed, and check how it ends."""
        self.say(f"\n$ eitje-nmbrs {' '.join(_shown(word) for word in words)}", bold=True)
        out = io.StringIO()
        code = self._invoke(words, out if self.quiet else None)
        self.steps.append({"command": list(words), "exit_code": int(code)})
        self.check(
            code == expect, f"{' '.join(words)} ended with {int(code)} in place of {int(expect)} {out.getvalue()}"
        )

    def plan(self, expect: ExitCode = ExitCode.DONE) -> dict[str, Any]:
        """Show the plan, and return it."""
        self.run("export", "plan", *SELECTION, expect=expect)
        return self.ask("export", "plan", *SELECTION, expect=expect)

    def ask(self, *words: str, expect: ExitCode | None = None) -> dict[str, Any]:
        """What the same command answers to a program."""
        out = io.StringIO()
        code = self._invoke((*words, "--json"), out)
        self.check(expect in (None, code), f"{' '.join(words)} ended with {int(code)}")
        answer: dict[str, Any] = json.loads(out.getvalue())
        return answer

    def _invoke(self, words: Sequence[str], out: io.StringIO | None) -> ExitCode:
        from entrypoints.cli.main import cli

        inner = Session(self._open(), interactive=False)
        with _token(), redirect_stdout(out) if out else _nothing(), redirect_stderr(out) if out else _nothing():
            code = cli.main(list(words), prog_name="eitje-nmbrs", standalone_mode=False, obj=inner)
        return ExitCode(code or 0)

    def _open(self) -> Container:
        if self.container is None:
            from entrypoints.container import Container
            from entrypoints.settings import Settings

            settings = Settings(
                database_url=f"sqlite:///{self.folder / self.database}",
                nmbrs_url=self.server.address,
                secret_key_file=self.folder / "secret.key",
            )
            self.container = Container(settings=settings)
        return self.container

    # -- what the payroll itself says ------------------------------------------------------------------------

    def check(self, true: bool, otherwise: str) -> None:
        """Stop when it is not so."""
        if not true:
            raise NotAsItShouldBe(otherwise)

    def written(self) -> list[str]:
        """Every call so far that may have changed pay."""
        changing = ("Insert", "Delete", "_Set")
        return [name for name in self.nmbrs.log.operations() if any(word in name for word in changing)]

    def check_payroll(self, expected: dict[str, tuple[str, int, dict[str, str]]]) -> None:
        """Compare the fake payroll with what was worked out by hand."""
        from domain.pay_line import PayKind
        from domain.wage_period import PeriodRef

        office, period = self.nmbrs.office, PeriodRef.parse(PERIOD)
        for employee in (int(known) for known in self.nmbrs.core.employees):
            hours, days, meals = expected.get(str(employee), ("", 0, {}))
            wanted = [(2100, hours)] if hours else []
            found = office.amounts(employee, period)
            self.check(found == wanted, f"Nmbrs holds {found} for {employee}, not {wanted}")
            self.check(office.days(employee, period) == days, f"Days of {employee} are not {days}")
            wages = {str(code): amount for code, amount in office.amounts(employee, period, PayKind.WAGE)}
            self.check(wages == meals, f"Nmbrs holds {wages} for {employee}, not {meals}")


def _credentials() -> Any:
    from adapters.nmbrs_fake.sample_data import DEMO_CREDENTIALS

    return DEMO_CREDENTIALS


def _sample(name: str) -> str:
    from entrypoints.demo_house import sample

    return str(sample(name))


def _shown(word: str) -> str:
    return f'"{word}"' if " " in word else word


@contextmanager
def _token() -> Iterator[None]:
    """The token of the demo in the environment, for as long as a command runs."""
    before = os.environ.get("EITJE_NMBRS_TOKEN")
    os.environ["EITJE_NMBRS_TOKEN"] = _credentials().token
    try:
        yield
    finally:
        if before is None:
            del os.environ["EITJE_NMBRS_TOKEN"]
        else:
            os.environ["EITJE_NMBRS_TOKEN"] = before


@contextmanager
def _nothing() -> Iterator[None]:
    yield
