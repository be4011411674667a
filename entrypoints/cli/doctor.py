"""``doctor``: what this machine and the Nmbrs user need, and what is missing."""

from __future__ import annotations

import click
from rich.console import Console

from entrypoints.cli.base import Command, examples, pass_session
from entrypoints.cli.session import Session
from entrypoints.cli.tables import add_row, counted, line, put, short, state, table, text
from entrypoints.outcomes import ExitCode, of_doctor
from entrypoints.presentation.values import Json

CHECKS = {"database": "Database", "secret-key": "Key of the tokens", "import-names": "Import names"}
UNTESTED = "shows at the first write"


@click.command(
    cls=Command, epilog=examples("doctor", "doctor --company 1200", 'doctor --probe-writes --by "Anja de Wit"')
)
@click.option("--company", metavar="ID", help="The company, by its Nmbrs id; by default all that are linked.")
@click.option(
    "--probe-writes",
    is_flag=True,
    help="Try the rights to write as well, for employee 0, who does not exist: nobody's pay can change.",
)
@click.option("--by", metavar="NAME", default="", help="The administrator who allows that; goes on record.")
@pass_session
def doctor(session: Session, company: str | None, probe_writes: bool, by: str) -> ExitCode:
    """Test what this machine needs, and every right of the Nmbrs user that the product needs.

    Rights to read are tested by reading. Rights to write show at the first write, unless an administrator allows
    --probe-writes. What is missing is named, with a text for your payroll office in English and Dutch. Ends with 0
    when all is fine, 1 when something is missing or not certain, 4 when Nmbrs could not be asked.
    """
    from domain.terms import CompanyId
    from entrypoints.machine import examine
    from entrypoints.presentation import doctor_json

    chosen = CompanyId(company) if company else None
    with session.progress("Testing rights") as progress:
        machine, found = examine(session.container, chosen, session.who, probe_writes, by, progress)
    document = doctor_json(machine, found, session.language)
    if session.json or any(check.problem is not None for check in machine):
        # The usual head is read from the database.
        session.show_without_database(document, _draw)
    else:
        session.show(document, _draw)
    return of_doctor(machine, found)


def _draw(console: Console, document: Json) -> None:
    for check in document["machine"]:
        name = CHECKS[check["check"]]
        if check["problem"]:
            line(console, f"{name}: {check['problem']['what']}", "bold red")
            line(console, f"  {check['problem']['do']}", "cyan")
        else:
            line(console, f"{name}: {check['detail']}", "green")
    for environment in document["environments"]:
        _draw_environment(console, environment)
    if document["healthy"]:
        line(console, "All is fine.", "green")
    elif all(not check["problem"] for check in document["machine"]) and not document["environments"]:
        line(console, "Not activated yet: eitje-nmbrs activate --email YOU@EXAMPLE.NL", "yellow")


def _draw_environment(console: Console, environment: Json) -> None:
    line(console)
    line(console, f"{environment['domain']}, as {environment['email']}", "bold")
    if environment["problem"]:
        _draw_problem(console, environment["problem"])
        return
    _draw_rights(console, environment["rights"])
    for company in environment["companies"]:
        line(console, f"{company['name']} (company {company['id']})", "bold")
        if company["problem"]:
            _draw_problem(console, company["problem"])
        _draw_rights(console, company["rights"])
    if not environment["companies"]:
        line(console, "This token reaches no company.", "yellow")
    if not environment["complete"] and environment["letter"]:
        for language, title in (("nl", "For your payroll office, in Dutch"), ("en", "The same in English")):
            line(console)
            line(console, f"── {title} ──", "blue")
            for words in environment["letter"][language].splitlines():
                line(console, words)


def _draw_problem(console: Console, problem: Json) -> None:
    line(console, problem["what"], "bold red")
    line(console, problem["do"], "cyan")


def _draw_rights(console: Console, rights: list[Json]) -> None:
    """Those that are present in one line; a row for each of the others."""
    present = sum(right["state"] == "present" for right in rights)
    if present:
        line(console, f"  {counted(present, 'right is', 'rights are')} present.", "green")
    rows = table(console, short("Right"), text("Needed for"), text("State"), text("Answer"))
    for right in rights:
        if right["state"] != "present":
            shown = UNTESTED if right["state"] == "untested" else right["state"]
            add_row(rows, f"  {right['name']}", right["needed_for"], state(shown), right["detail"])
    put(console, rows)
