"""``timecards``: import hours from eitje, and see what became of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console

from domain.errors import ProductError
from entrypoints.cli import parameters
from entrypoints.cli.base import Group, company_option, examples, pass_session, period_option
from entrypoints.cli.session import Session
from entrypoints.cli.tables import add_row, counted, line, number, put, short, state, table, text
from entrypoints.outcomes import ExitCode, of_error
from entrypoints.presentation.values import Json

if TYPE_CHECKING:
    from domain.wage_period import PeriodRef


@click.group(
    cls=Group,
    default="list",
    epilog=examples("timecards import hours.xlsx", "timecards list --period 2026-10"),
)
def timecards() -> None:
    """Timecards: one registered shift each."""


@timecards.command(
    "import",
    epilog=examples(
        "timecards import hours.xlsx",
        "timecards import hours.csv --covers 2026-10-01..2026-10-31",
        "timecards import users.xlsx october.xlsx",
    ),
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--period", metavar="YYYY-NN", type=parameters.period, help="Gives the year to dates without one.")
@click.option(
    "--covers",
    metavar="FROM..TO",
    type=parameters.span,
    help="The days of which a CSV holds every entry; stored entries of those days that it lacks are removed.",
)
@click.option("--venue", metavar="NAME", help="With --covers: the CSV holds every entry of this venue only.")
@pass_session
def import_(
    session: Session,
    files: tuple[Path, ...],
    period: PeriodRef | None,
    covers: tuple[date, date] | None,
    venue: str | None,
) -> ExitCode:
    """Import files of eitje: hours or team members, xlsx or CSV.

    A file is imported whole or not at all; the same file twice changes nothing.
    """
    from entrypoints.presentation import import_json

    if venue is not None and covers is None:
        raise click.UsageError("--venue says more about --covers, which is not there.")
    use_case, done = session.container.import_timecards(), list[Json]()
    for file in files:
        try:
            done.append(import_json(use_case(file, session.who, period, covers, venue)))
        except ProductError as error:
            if not session.json and done:
                session.draw({"files": done}, _draw_imports)
            session.fail(error, **({"files": done} if done else {}))
            return of_error(error)
    session.show({"files": done}, _draw_imports)
    return ExitCode.DONE


@timecards.command("list", epilog=examples("timecards list --period 2026-10", "timecards list --period 2026-10 --json"))
@period_option()
@company_option
@pass_session
def list_(session: Session, period: PeriodRef, company: str | None) -> ExitCode:
    """The timecards of a period's days: not sent, sent, proved, changed since, or left out and why."""
    from domain.terms import CompanyId
    from entrypoints.presentation import timecards_json

    shown = session.container.show_timecards()(CompanyId(company) if company else None, period)
    session.show(timecards_json(str(period), shown, session.language), _draw_timecards, session.company(company))
    return ExitCode.DONE


def _draw_imports(console: Console, document: Json) -> None:
    for file in document["files"]:
        line(console, f"{file['file']}: {_sum(file)}", "bold")
        for change in file.get("changed", []):
            line(console, f"  changed  {_brief(change['before'])} → {_brief(change['after'])}", "yellow")
        for card in file.get("removed", []):
            line(console, f"  removed  {_brief(card)}", "red")
        for pending in file.get("pending", []):
            entries = counted(pending["count"], "entry", "entries")
            line(console, f"  not approved, so not sent: {entries} of {pending['person']}", "yellow")
        for remark in file.get("remarks", []):
            line(console, f"  {remark}", "dim")
        if file["newly_linked"]:
            people = counted(file["newly_linked"], "person was", "people were")
            line(console, f"  {people} linked by Nmbrs id or e-mail", "green")


def _sum(file: Json) -> str:
    if file["kind"] == "users":
        return f"{counted(file['rows'], 'team member')} of eitje"
    changed, removed = len(file["changed"]), len(file["removed"])
    counts = f"{file['added']} added, {changed} changed, {removed} removed, {file['unchanged']} unchanged"
    left = (
        f"; {file['not_mentioned']} stored ones of these days are not in it and stay" if file["not_mentioned"] else ""
    )
    return f"{counted(file['rows'], 'timecard')}: {counts}{left}"


def _draw_timecards(console: Console, document: Json) -> None:
    columns = (short("Day"), text("Person"), short("Times"), number("Hours"), short("State"))
    rows = table(console, *columns, text("Venue, meals, and why"))
    for card in document["timecards"]:
        remarks = (card["venue"], _meals(card["meals"]), card["because"])
        last = "; ".join(remark for remark in remarks if remark)
        add_row(rows, card["day"], card["name"], _times(card), card["hours"], state(card["state"]), last)
    put(console, rows)
    line(console, _states(document["timecards"]))


def _states(cards: Iterable[Json]) -> str:
    counts: dict[str, int] = {}
    for card in cards:
        counts[card["state"]] = counts.get(card["state"], 0) + 1
    return ", ".join(f"{count} {word}" for word, count in counts.items()) or "No timecards in these days."


def _brief(card: Json) -> str:
    meals = f", {_meals(card['meals'])}" if card["meals"] else ""
    return f"{card['day']} {card['name']} {_times(card)} {card['hours']} h {card['venue']}{meals}"


def _meals(meals: Iterable[Json]) -> str:
    return ", ".join(f"{meal['count']} × {meal['kind']}" for meal in meals)


def _times(card: Json) -> str:
    if card["start"] is None:
        return ""
    start, end = (datetime.fromisoformat(card[name]) for name in ("start", "end"))
    return f"{start:%H:%M}–{end:%H:%M}"
