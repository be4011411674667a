"""``team-members``: who in the hours is who in Nmbrs."""

from __future__ import annotations

import click
from rich.console import Console

from entrypoints.cli.base import Group, examples, pass_session
from entrypoints.cli.session import Session
from entrypoints.cli.tables import add_row, counted, line, put, short, state, table, text
from entrypoints.outcomes import ExitCode
from entrypoints.presentation.values import Json


@click.group(
    cls=Group,
    default="list",
    epilog=examples("team-members", 'team-members link "Noor van Dijk" 503201', 'team-members ignore "Test Persoon"'),
)
def team_members() -> None:
    """Everybody in the imported hours, matched with Nmbrs by id or e-mail, or by you. A name only proposes."""


@team_members.command("list", epilog=examples("team-members", "team-members list --json"))
@pass_session
def list_(session: Session) -> ExitCode:
    """Who is matched, how, and who is not."""
    from entrypoints.presentation import roster_json

    session.show(roster_json(session.container.match_team_members().list()), _draw)
    return ExitCode.DONE


@team_members.command(epilog=examples('team-members link "name:Noor van Dijk@De Kade" 503201'))
@click.argument("person")
@click.argument("employee")
@pass_session
def link(session: Session, person: str, employee: str) -> ExitCode:
    """Link PERSON, by whole name or by the key in the list, to EMPLOYEE, an id in Nmbrs."""
    from domain.terms import EmployeeId
    from entrypoints.presentation import link_json

    linked = session.container.match_team_members().link(person, EmployeeId(employee), session.who)
    session.show(link_json(linked), _draw_link)
    return ExitCode.DONE


@team_members.command(epilog=examples('team-members ignore "Test Persoon"'))
@click.argument("person")
@pass_session
def ignore(session: Session, person: str) -> ExitCode:
    """Leave PERSON out of every export."""
    from entrypoints.presentation import ignored_json

    session.show(ignored_json(session.container.match_team_members().ignore(person, session.who)), _draw_ignored)
    return ExitCode.DONE


def _draw(console: Console, document: Json) -> None:
    rows = table(console, text("Person"), short("State"), text("In Nmbrs"), short("Matched by"), text("Key"))
    for person in document["people"]:
        matched_by = ", ".join(link["matched_by"] for link in person["links"])
        add_row(rows, person["name"], state(person["state"]), _in_nmbrs(person), matched_by, person["person"])
    put(console, rows)
    missing = [person for person in document["people"] if person["state"] not in ("linked", "ignored")]
    if missing:
        sentence = f"{counted(len(missing), 'person is', 'people are')} not linked, and not exported until they are."
        line(console, f"{sentence} team-members link PERSON EMPLOYEE, or team-members ignore PERSON.", "yellow")
    if document["without_hours"]:
        names = ", ".join(f"{member['name']} ({member['employee']})" for member in document["without_hours"])
        line(console, f"In Nmbrs and not in the imported hours: {names}", "dim")


def _in_nmbrs(person: Json) -> str:
    if person["links"]:
        return ", ".join(f"{link['name']} ({link['employee']})" for link in person["links"])
    proposals = ", ".join(f"{one['name']} ({one['employee']})" for one in person["proposals"])
    return f"perhaps {proposals}" if proposals else ""


def _draw_link(console: Console, document: Json) -> None:
    line(console, f"{document['person']} is employee {document['employee']} of company {document['company']}.", "green")


def _draw_ignored(console: Console, document: Json) -> None:
    line(console, f"{document['name']} is left out of every export.", "yellow")
