"""``differences``: what needs a person's word, and the word."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click
from rich.console import Console

from entrypoints.cli import parameters
from entrypoints.cli.base import Group, company_option, examples, pass_session
from entrypoints.cli.export_screens import draw_open_differences, what
from entrypoints.cli.session import Session
from entrypoints.cli.tables import add_row, line, put, short, table, text, when
from entrypoints.outcomes import ExitCode
from entrypoints.presentation.values import Json

if TYPE_CHECKING:
    from domain.wage_period import PeriodRef

F = TypeVar("F", bound=Callable[..., Any])
CHOICES = {
    "keep-theirs": "Leave Nmbrs as it is, and count it as right.",
    "restore-ours": "The next export puts back what eitje's hours come to.",
    "adopt": "The line in Nmbrs becomes ours, and is kept up to date from now on.",
    "on-top": "The line in Nmbrs stays theirs, and ours comes on top.",
    "leave-out": "Nothing is sent for this person.",
}


@click.group(
    cls=Group,
    default="list",
    epilog=examples(
        "differences", 'differences resolve D1234abcd --adopt --reason "typed by hand from the same hours"'
    ),
)
def differences() -> None:
    """Differences between what was sent and what Nmbrs shows, and the choices made about them."""


@differences.command("list", epilog=examples("differences", "differences --period 2026-10"))
@click.option("--period", metavar="YYYY-NN", type=parameters.period, help="Only of this wage period.")
@company_option
@pass_session
def list_(session: Session, period: PeriodRef | None, company: str | None) -> ExitCode:
    """What waits for a person's word, and what was decided."""
    from domain.terms import CompanyId
    from entrypoints.presentation import differences_json

    found = session.container.resolve_differences().list(CompanyId(company) if company else None, period)
    session.show(differences_json(found), _draw, session.company(company))
    return ExitCode.DONE


def _choices(function: F) -> F:
    for name, meaning in reversed(CHOICES.items()):
        function = click.option(f"--{name}", is_flag=True, help=meaning)(function)
    return function


@differences.command(epilog=examples('differences resolve D1234abcd --keep-theirs --reason "agreed with Anja"'))
@click.argument("difference", metavar="ID")
@_choices
@click.option("--reason", default="", metavar="TEXT", help="Why; it is kept on record.")
@click.option("--period", metavar="YYYY-NN", type=parameters.period, help="Look in this wage period only.")
@company_option
@pass_session
def resolve(
    session: Session, /, difference: str, reason: str, period: PeriodRef | None, company: str | None, **choices: Any
) -> ExitCode:
    """Decide about difference ID, with exactly one choice. Nothing is sent; the next export acts on it."""
    from domain.decisions import Choice
    from domain.terms import CompanyId
    from entrypoints.presentation import decision_json

    chosen = [name for name in CHOICES if choices[name.replace("-", "_")]]
    if len(chosen) != 1:
        offered = ", ".join(f"--{name}" for name in CHOICES)
        raise click.UsageError(f"Make exactly one choice: {offered}.")
    decision = session.container.resolve_differences().resolve(
        CompanyId(company) if company else None, difference, Choice(chosen[0]), reason, session.who, period
    )
    session.show(decision_json(decision), _draw_decision, session.company(company))
    return ExitCode.DONE


def _draw(console: Console, document: Json) -> None:
    if not document["open"]:
        line(console, "No difference waits for a word.", "green")
    draw_open_differences(console, document["open"])
    if document["decided"]:
        line(console, "Decided", "bold")
        columns = (short("Id"), short("Period"), text("Person"), short("What"), text("Cause"))
        rows = table(console, *columns, short("Choice"), text("By"), text("Reason"))
        for each in document["decided"]:
            seen = each["difference"]
            about = (seen["id"], each["period"], seen["name"], what(seen), seen["cause"])
            add_row(rows, *about, each["choice"], each["by"], each["reason"])
        put(console, rows)
        line(console, "Until an export acted on it, a choice can be changed: resolve the same id once more.", "dim")


def _draw_decision(console: Console, document: Json) -> None:
    line(console, f"{document['choice']}, by {document['by']}, {when(document['at'])}: {document['reason']}", "green")
    line(console, "Nothing was sent; the next export acts on it.")
