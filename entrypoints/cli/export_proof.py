"""``export proof``: what can be shown to somebody who was not there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
from rich.console import Console

from entrypoints.cli.base import examples, pass_session
from entrypoints.cli.export import export
from entrypoints.cli.export_screens import export_name, people, what
from entrypoints.cli.overview import write_whole
from entrypoints.cli.session import Session
from entrypoints.cli.tables import add_row, line, number, put, short, table, text, when
from entrypoints.outcomes import ExitCode
from entrypoints.presentation.values import Json

if TYPE_CHECKING:
    from application.prove_export import ExportProof

VERDICTS: Final[Mapping[str, tuple[str, str, ExitCode]]] = {
    "proved": ("PROVED: Nmbrs holds exactly this.", "bold green", ExitCode.DONE),
    "differences": ("NOT PROVED: there are differences.", "bold red", ExitCode.DIFFERENCES),
    "unknown": ("NOT KNOWN YET: something is still open.", "bold yellow", ExitCode.UNKNOWN),
}


@export.command(epilog=examples("export proof 5d0c", "export proof 5d0c --out proof.xlsx", "export proof 5d0c --json"))
@click.argument("export_id", metavar="ID")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write a workbook to this file.")
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
@pass_session
def proof(session: Session, export_id: str, out: Path | None, force: bool) -> ExitCode:
    """The proof of one export, compared with Nmbrs at this moment. Sends nothing and keeps nothing.

    Who, when and what, both sides of every line, and the newest mark of the audit trail. Exit code 1 when something
    differs, 5 when something is not known yet.
    """
    from entrypoints.presentation import proof_json
    from entrypoints.presentation.proof_sheets import proof_sheets

    if out is not None and not force and out.exists():
        raise click.UsageError(f"{out} is there already; --force writes over it.")
    with session.progress("Reading Nmbrs") as progress:
        made: ExportProof = session.container.prove_export()(export_id, session.who, progress)
    document = proof_json(made, session.language)
    if out is None:
        session.show(document, _draw, made.company)
    else:
        content = session.container.sheets().xlsx(list(proof_sheets(made, session.language).values()))
        write_whole(out, content, force)
        written = {"file": str(out), "bytes": len(content), "verdict": made.verdict}
        session.show(written, _draw_written, made.company)
    return VERDICTS[made.verdict][2]


def _draw_written(console: Console, document: Json) -> None:
    line(console, f"Written: {document['file']}", "green")
    line(console, *VERDICTS[document["verdict"]][:2])


def _draw(console: Console, document: Json) -> None:
    made, audit = document["export"], document["audit"]
    line(console, export_name(made), "bold")
    line(console, f"By {made['by']}, {when(made['started_at'])} – {when(made['ended_at']) or 'not ended'}")
    for consent in made["consents"]:
        line(console, f"Consent to {consent['what']} by {consent['by']}", "yellow")
    line(console, f"Compared with Nmbrs at {when(document['compared_at'])}, for this proof")
    rows = table(
        console, text("Person"), text("What"), number("eitje"), number("Sent"), number("Nmbrs"), short("Line"), text("")
    )
    names = people(document["rows"])
    for row in document["rows"]:
        amounts = (row["eitje"], row["sent"], row["found"])
        add_row(rows, names[row["employee"]], what(row), *amounts, row["line_id"] or "", row["verdict"])
    put(console, rows)
    for person in document["left_behind"]:
        because = " ".join(finding["cause"] for finding in person["findings"])
        line(console, f"Not touched: {person['name']}. {because}", "yellow")
    whole = "whole" if audit["whole"] else "BROKEN"
    line(console, f"Audit trail: {audit['records']} records, {whole}, newest mark {audit['head']}")
    line(console, *VERDICTS[document["verdict"]][:2])
