"""``overview``: what a period comes to, before it is sent."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console

from entrypoints.cli.base import Command, company_option, contract_type_option, examples, pass_session, period_option
from entrypoints.cli.export_screens import people
from entrypoints.cli.finding_screens import draw_findings
from entrypoints.cli.session import Session
from entrypoints.cli.tables import add_row, counted, line, number, put, short, state, table, text
from entrypoints.outcomes import ExitCode
from entrypoints.presentation.values import Json

if TYPE_CHECKING:
    from application.show_overview import ShownOverview
    from domain.terms import ContractType
    from domain.wage_period import PeriodRef

SEPARATORS = {"semicolon": ";", "comma": ",", "tab": "\t"}
DECIMALS = {"comma": ",", "point": "."}
BOXES = ("hours", "days", "allowances", "meals")


@click.command(
    cls=Command,
    epilog=examples(
        "overview --period 2026-10",
        "overview --period 2026-10 --by day",
        "overview --period 2026-10 --format xlsx --out october.xlsx",
        "overview --period 2026-10 --format csv --separator comma --decimal point",
    ),
)
@period_option()
@contract_type_option(text="Only this contract type.")
@click.option("--by", type=click.Choice(("person", "day")), default="person", help="A row per person or per day.")
@click.option("--hours", is_flag=True, help="Only worked hours and what else is ticked, as in an export.")
@click.option("--days", is_flag=True, help="The number of worked days.")
@click.option("--allowances", is_flag=True, help="Allowances.")
@click.option("--meals", is_flag=True, help="Meals. Without any of the four: everything.")
@click.option(
    "--format", "form", type=click.Choice(("table", "json", "csv", "xlsx")), default="table", help="As what to show it."
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write it to this file; needed for xlsx.")
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
@click.option(
    "--separator",
    type=click.Choice(tuple(SEPARATORS)),
    default="semicolon",
    help="Between the cells of a CSV; as it comes Dutch Excel opens it.",
)
@click.option("--decimal", type=click.Choice(tuple(DECIMALS)), default="comma", help="The decimal sign in a CSV.")
@company_option
@pass_session
def overview(
    session: Session,
    /,
    period: PeriodRef,
    contract_type: ContractType | None,
    by: str,
    form: str,
    out: Path | None,
    force: bool,
    separator: str,
    decimal: str,
    company: str | None,
    **boxes: bool,
) -> ExitCode:
    """What a period comes to before it is sent, per person or per day, and that it ties out with the plan.

    What is no part of the plan is listed apart. Sends nothing. Exit code 1 when it does not tie out.
    """
    from application.show_overview import OverviewRequest
    from domain.pay_line import Part
    from domain.terms import CompanyId
    from entrypoints.presentation import overview_json

    form = "json" if session.json and form == "table" else form
    if form == "xlsx" and out is None:
        raise click.UsageError("A workbook goes to a file: add --out FILE.")
    if form == "table" and out is not None:
        raise click.UsageError("--out goes with --format json, csv or xlsx.")
    if SEPARATORS[separator] == DECIMALS[decimal]:
        raise click.UsageError("The separator and the decimal sign of a CSV cannot both be a comma.")
    if out is not None and not force and out.exists():
        raise click.UsageError(f"{out} is there already; --force writes over it.")
    parts = frozenset(Part(name) for name in BOXES if boxes[name])
    request = OverviewRequest(CompanyId(company) if company else None, period, contract_type, parts)
    with session.progress("Reading Nmbrs") as progress:
        shown: ShownOverview = session.container.show_overview()(request, progress)
    document = overview_json(shown, session.language)
    if form == "table" or (form == "json" and out is None):
        session.json = form == "json"
        session.show({"by": by, **document}, _draw, shown.situation.company)
    else:
        content = _content(session, shown, form, by, (SEPARATORS[separator], DECIMALS[decimal]))
        if out is None:
            click.echo(content, nl=False)
        else:
            write_whole(out, content, force)
            written = {"file": str(out), "bytes": len(content), "ties_out": document["ties_out"]}
            session.show(written, _draw_written, shown.situation.company)
    return ExitCode.DONE if shown.overview.ties_out else ExitCode.DIFFERENCES


def _content(session: Session, shown: ShownOverview, form: str, by: str, style: tuple[str, str]) -> bytes:
    import json

    from application.ports.sheets import CsvStyle
    from entrypoints.presentation import overview_json
    from entrypoints.presentation.overview_sheets import overview_sheets

    if form == "json":
        return (json.dumps(overview_json(shown, session.language), indent=2, ensure_ascii=False) + "\n").encode()
    sheets, writer = overview_sheets(shown, session.language), session.container.sheets()
    content: bytes = (
        writer.xlsx(list(sheets.values()))
        if form == "xlsx"
        else writer.csv(sheets["people" if by == "person" else "days"], CsvStyle(*style))
    )
    return content


def write_whole(file: Path, content: bytes, force: bool) -> None:
    """The whole file, or none: it is written beside its place, and then put there."""
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with beside.open("xb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        if force:
            beside.replace(file)
        else:
            file.hardlink_to(beside)
    except FileExistsError:
        raise click.UsageError(f"{file} is there already; --force writes over it.") from None
    except OSError as error:
        raise click.UsageError(f"{file} cannot be written: {error.strerror or error}.") from None
    finally:
        beside.unlink(missing_ok=True)


def _draw_written(console: Console, document: Json) -> None:
    line(console, f"Written: {document['file']}", "green")
    if not document["ties_out"]:
        line(console, "It DOES NOT TIE OUT with the plan: see overview.", "bold red")


def _draw(console: Console, document: Json) -> None:
    before = f"; difference with {document['previous_period']}" if document["previous_period"] else ""
    types = ", ".join(document["contract_types"])
    line(console, f"{document['period']}, {document['start']} – {document['end']}, {types}{before}", "bold")
    if document["by"] == "day":
        _draw_days(console, document)
    else:
        _draw_people(console, document)
    _draw_plan(console, document["totals"]["codes"])
    _draw_entries(console, document)
    draw_findings(console, document["blocked_by"])
    if document["ties_out"]:
        line(console, "TIES OUT with the plan: people, days and codes come to the same hours.", "bold green")
    else:
        line(console, "DOES NOT TIE OUT with the plan: see the codes above; plan again if hours were imported.", "red")


def _draw_people(console: Console, document: Json) -> None:
    amounts = ("Hours", "Allow.", "Meals", "Differs", "Sent")
    rows = table(console, text("Person"), number("Shifts"), number("Days"), *map(number, amounts), text("State"))
    several, names = len(document["contract_types"]) > 1, people(document["people"])
    for person in document["people"]:
        name = names[person["employee"]] + (f", {person['contract_type']}" if several else "")
        add_row(rows, name, person["shifts"], person["days"], *_amounts(person), state(_state(person)))
    rows.add_section()
    totals = document["totals"]
    who = f"Total: {counted(totals['people'], 'person', 'people')}"
    add_row(rows, who, totals["shifts"], totals["days"], *_amounts(totals), style="bold")
    put(console, rows)


def _amounts(row: Json) -> Sequence[str | None]:
    difference = row["difference"]
    signed = f"+{difference}" if difference and not difference.startswith("-") and difference != "0.00" else difference
    return row["hours"], row["allowances"], row["meals"], signed, row["sent"]


def _state(person: Json) -> str:
    words = str(person["state"]).replace("-", " ")
    return f"{words}: {person['because']}" if person["because"] else words


def _draw_days(console: Console, document: Json) -> None:
    rows = table(console, short("Day"), text("Venue"), number("People"), number("Shifts"), number("Hours"))
    for day in document["days"]:
        shown = day["day"]
        for venue in day["venues"]:
            add_row(rows, shown, venue["venue"], venue["people"], venue["shifts"], venue["hours"])
            shown = "" if console.is_terminal else shown
    rows.add_section()
    for venue in document["venues"]:
        add_row(rows, "Total", venue["venue"], venue["people"], venue["shifts"], venue["hours"])
    totals = document["totals"]
    add_row(rows, "Total", "", totals["people"], totals["shifts"], totals["hours"], style="bold")
    put(console, rows)


def _draw_plan(console: Console, codes: Sequence[Json]) -> None:
    """From what the hours come to, to what the plan says."""
    columns = ("Comes to", "Elsewhere", "Left out", "Kept", "Plan")
    rows = table(console, short("On"), *map(number, columns), short(""))
    for row in codes:
        amounts = [row[name] for name in ("comes_to", "elsewhere", "left_behind", "kept", "planned")]
        ties = "ties out" if row["ties_out"] else "DIFFERS"
        add_row(rows, f"{row['kind']} {row['code']} ({row['contract_type']})", *amounts, ties)
    put(console, rows)


def _draw_entries(console: Console, document: Json) -> None:
    """Every imported entry, in the plan or not."""
    rows = table(console, text("Imported entries"), number("Entries"), number("Hours"), text("Of"))
    add_row(rows, "in the plan", document["sent"]["entries"], document["sent"]["hours"])
    for group in document["left_out"]:
        named = group["people"]
        who = ", ".join(named[:3]) + (f" and {len(named) - 3} more" if len(named) > 3 else "")
        add_row(rows, group["reason"], group["entries"], group["hours"], who)
    add_row(rows, "together", document["imported"]["entries"], document["imported"]["hours"], style="bold")
    put(console, rows)
