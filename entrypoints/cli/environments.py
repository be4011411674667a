"""``environments``: which environments of Nmbrs are linked."""

from __future__ import annotations

import click
from rich.console import Console

from entrypoints.cli.base import Group, examples, pass_session
from entrypoints.cli.session import Session
from entrypoints.cli.tables import add_row, line, number, put, short, table, text, when
from entrypoints.outcomes import ExitCode
from entrypoints.presentation.values import Json


@click.group(cls=Group, default="list", epilog=examples("environments", "environments remove bruggroep"))
def environments() -> None:
    """The Nmbrs environments that are linked, each by its domain; `activate` adds one or replaces its token."""


@environments.command("list", epilog=examples("environments", "environments --json"))
@pass_session
def list_(session: Session) -> ExitCode:
    """The environments with who activated them and how many companies they have."""
    from entrypoints.presentation import environments_json

    session.show(environments_json(session.container.environments().list()), _draw)
    return ExitCode.DONE


@environments.command(epilog=examples("environments remove bruggroep"))
@click.argument("domain")
@pass_session
def remove(session: Session, domain: str) -> ExitCode:
    """Forget environment DOMAIN and its token, unless companies of it are linked.

    Nothing is changed in Nmbrs; what was exported stays on record.
    """
    from entrypoints.presentation import environment_json

    session.show(environment_json(session.container.environments().remove(domain, session.who)), _draw_removed)
    return ExitCode.DONE


def _draw(console: Console, document: Json) -> None:
    columns = (short("Environment"), text("E-mail"), short("Activated"), short("eitje's own link"))
    rows = table(console, *columns, number("Companies"), number("Linked"))
    for each in document["environments"]:
        linked = sum(company["linked"] for company in each["companies"])
        off = "off" if each["own_link_off"] else "ON"
        add_row(rows, each["domain"], each["email"], when(each["activated_at"]), off, len(each["companies"]), linked)
    put(console, rows)
    if not document["environments"]:
        line(console, "None. Next: eitje-nmbrs activate --email YOU@EXAMPLE.NL", "yellow")


def _draw_removed(console: Console, document: Json) -> None:
    line(
        console, f"{document['domain']} is removed, and its token with it. What was exported stays on record.", "green"
    )
    line(console, "Withdraw the token in Nmbrs as well, so that nobody can use it.")
