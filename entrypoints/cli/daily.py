"""``daily``: what is due without anybody asking."""

from __future__ import annotations

import click
from rich.console import Console

from entrypoints.cli.base import Command, examples, pass_session
from entrypoints.cli.session import Session
from entrypoints.cli.tables import add_row, counted, line, put, short, state, table, text, when
from entrypoints.outcomes import ExitCode, of_error
from entrypoints.presentation.values import Json

WORDS = {
    "sync": "Team members",
    "announce": "Team members, only told",
    "check": "Look whether a watch has ended",
    "interrupted": "Interrupted export",
    "remind": "Period that closes soon",
}


@click.command(cls=Command, epilog=examples("daily", "daily --announce", "daily --again"))
@click.option("--announce/--store", default=None, help="Only tell which team members would change, or store them.")
@click.option("--again", is_flag=True, help="Also when the work of today was done already.")
@pass_session
def daily(session: Session, announce: bool | None, again: bool) -> ExitCode:
    """Do the daily work, once a day: sync every linked company, look whether watches have ended, remind of periods that
    close with hours not sent, and send the mail that waits.

    Made for cron or a timer; `serve` does it by itself. Without --announce or --store, EITJE_NMBRS_DAILY_SYNC says.
    """
    from entrypoints.presentation import daily_json

    done = session.container.daily_work()(session.who, again, announce)
    session.show(daily_json(done, session.language), _draw)
    errors = [step.error for step in done.failed if step.error is not None]
    return of_error(errors[0]) if errors else ExitCode.DONE


def _draw(console: Console, document: Json) -> None:
    if before := document["done_before"]:
        ended = f"was done at {when(before['ended_at'])}" if before["ended_at"] else "was begun too often and failed"
        line(console, f"The daily work of {document['day']} {ended}; --again does it once more.", "yellow")
        return
    rows = table(console, text("What"), short("Company"), short("Period"), short("Outcome"), text("Why"))
    for step in document["steps"]:
        why = step["error"]["what"] if step["error"] else ""
        words = (WORDS[step["what"]], step["company"] or "all", step["period"] or "")
        add_row(rows, *words, state(step["outcome"]), why, style="red" if step["error"] else "")
    put(console, rows)
    mail = document["mail"]
    failed = f" {counted(document['failed'], 'step')} failed." if document["failed"] else ""
    mailed = f"{counted(mail['sent'], 'mail')} sent"
    line(console, f"The daily work of {document['day']} is done: {mailed}.{failed}", "yellow" if failed else "green")
