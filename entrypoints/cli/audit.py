"""``audit``: who did what."""

from __future__ import annotations

from datetime import date

import click
from rich.console import Console

from entrypoints.cli import parameters
from entrypoints.cli.base import Command, examples, pass_session
from entrypoints.cli.session import Session
from entrypoints.cli.tables import add_row, line, number, put, short, table, text, when
from entrypoints.outcomes import ExitCode
from entrypoints.presentation.values import Json


@click.command(cls=Command, epilog=examples("audit", "audit --action export --first 2026-11-01", "audit --json"))
@click.option("--who", default="", help="Only by whoever has this in their name.")
@click.option("--action", default="", help="Only this action, such as export.started, or export for all that begin so.")
@click.option("--about", default="", help="Only with this in what it is about.")
@click.option("--first", metavar="DAY", type=parameters.day, help="From this day on.")
@click.option("--last", metavar="DAY", type=parameters.day, help="Until this day.")
@click.option("--limit", type=click.IntRange(1, 1_000_000), default=50, show_default=True, help="At most so many.")
@pass_session
def audit(
    session: Session, who: str, action: str, about: str, first: date | None, last: date | None, limit: int
) -> ExitCode:
    """Who did what, newest first, and whether the chain of records is whole."""
    from application.read_audit_trail import AuditQuestion
    from entrypoints.presentation import audit_trail_json

    trail = session.container.read_audit_trail()(AuditQuestion(who, action, about, first, last), most=limit)
    session.show(audit_trail_json(trail), _draw)
    return ExitCode.DONE if trail.broken_at is None else ExitCode.DIFFERENCES


def _draw(console: Console, document: Json) -> None:
    rows = table(console, number("No."), short("When"), short("Who"), short("Action"), text("About"))
    for record in document["records"]:
        cells = (when(record["at"]), record["who"], record["action"], record["subject"])
        add_row(rows, record["number"], *cells)
    put(console, rows)
    if len(document["records"]) < document["found"]:
        line(console, f"The newest {len(document['records'])} of {document['found']}.", "dim")
    if document["broken_at"] is None:
        line(console, "The chain of records is whole.", "green")
    else:
        line(console, f"Record {document['broken_at']} was changed afterwards, or one before it is gone.", "bold red")
