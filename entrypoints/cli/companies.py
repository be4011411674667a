"""``companies``: which company pays which venue."""

from __future__ import annotations

from datetime import time

import click
from rich.console import Console

from entrypoints.cli import parameters
from entrypoints.cli.base import Group, examples, pass_session
from entrypoints.cli.session import Session
from entrypoints.cli.tables import add_row, line, put, short, state, table, text, when
from entrypoints.outcomes import ExitCode
from entrypoints.presentation.values import Json


@click.group(
    cls=Group,
    default="list",
    epilog=examples(
        "companies", 'companies use 1200 --venue "De Kade" --venue "Strandtent Zuid"', "companies use 1300"
    ),
)
def companies() -> None:
    """The companies that the tokens reach; each is linked to the eitje venues that it pays, or inactive."""


@companies.command("list", epilog=examples("companies", "companies --json"))
@pass_session
def list_(session: Session) -> ExitCode:
    """The companies with their venues, and what nobody decided about yet."""
    from entrypoints.presentation import companies_json

    use_case = session.container.link_companies()
    session.show(companies_json(use_case.list(), use_case.undecided()), draw_companies)
    return ExitCode.DONE


@companies.command(
    epilog=examples(
        'companies use 1200 --venue "De Kade"', 'companies use 1200 --venue "De Kade" --new-day-begins 06:00'
    )
)
@click.argument("company", metavar="ID")
@click.option("--venue", "venues", multiple=True, metavar="NAME", help="An eitje venue; repeat it for more.")
@click.option(
    "--new-day-begins",
    metavar="HH:MM",
    type=parameters.clock,
    help="A shift that starts before this time is on the calendar day after its date; 00:00 at first.",
)
@pass_session
def use(session: Session, company: str, venues: tuple[str, ...], new_day_begins: time | None) -> ExitCode:
    """Link company ID to exactly these venues; without any it becomes inactive."""
    from domain.terms import CompanyId
    from entrypoints.presentation import companies_json

    linked = session.container.link_companies().use(CompanyId(company), venues, session.who, new_day_begins)
    session.show(companies_json([linked]), draw_companies)
    return ExitCode.DONE


def draw_companies(console: Console, document: Json) -> None:
    """A table of companies."""
    several = len({company["domain"] for company in document["companies"]}) > 1
    columns = [short("Id"), short("Number"), text("Company"), text("Venues"), short("New day"), short("Synced")]
    rows = table(console, *([short("Environment")] if several else []), *columns)
    for company in document["companies"]:
        venues = ", ".join(company["venues"]) if company["linked"] else state(company["state"])
        names = ([company["domain"]] if several else []) + [company["id"], company["number"], company["name"]]
        add_row(rows, *names, venues, company["new_day_begins"], when(company["synced_at"]) or "never")
    put(console, rows)
    if not document["companies"]:
        line(console, "This token reaches no company.", "yellow")
    if "undecided" in document:
        _draw_undecided(console, document)


def _draw_undecided(console: Console, document: Json) -> None:
    undecided = document["undecided"]
    if undecided["companies"]:
        ids = ", ".join(undecided["companies"])
        line(console, f"Undecided companies: {ids}. Link each, or make it inactive: companies use ID.", "yellow")
    if undecided["venues"]:
        names = ", ".join(undecided["venues"])
        line(console, f"Venues in the hours that no company pays: {names}.", "yellow")
    if undecided["unseen_venues"]:
        names = ", ".join(undecided["unseen_venues"])
        line(console, f"Venues that a company pays and that stand in no imported hours: {names}. Misspelt?", "yellow")
    if document["companies"] and not undecided["companies"] and not undecided["venues"]:
        line(console, "Nothing is left open.", "green")
