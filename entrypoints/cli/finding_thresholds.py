"""``findings thresholds``: when warnings come."""

from __future__ import annotations

from typing import Any

import click
from rich.console import Console

from entrypoints.cli.base import Group, company_option, examples, pass_session
from entrypoints.cli.session import Session
from entrypoints.cli.tables import add_row, line, put, short, table, text
from entrypoints.outcomes import ExitCode
from entrypoints.presentation.values import Json


def _duration(written: str) -> int:
    from entrypoints.presentation.findings import read_duration

    try:
        return read_duration(written)
    except ValueError as problem:
        raise click.BadParameter(f"{problem}.") from None


def _hours(written: str) -> Any:
    from domain.amount import Amount

    try:
        return Amount.parse(written)
    except ValueError:
        raise click.BadParameter(f"{written!r} is not a number of hours; write 8 or 7.50.") from None


@click.group(cls=Group, default="show", epilog=examples("findings thresholds", "findings thresholds set --unusual 40"))
def thresholds() -> None:
    """When warnings come, per company."""


@thresholds.command(epilog=examples("findings thresholds"))
@company_option
@pass_session
def show(session: Session, company: str | None) -> ExitCode:
    """The thresholds as they stand, and the kinds that were switched off."""
    from domain.terms import CompanyId
    from entrypoints.presentation import thresholds_json

    settings = session.container.set_finding_thresholds().show(CompanyId(company) if company else None)
    session.show(thresholds_json(settings), _draw, session.company(company))
    return ExitCode.DONE


@thresholds.command(
    "set",
    epilog=examples(
        "findings thresholds set --longest-shift 14:00",
        "findings thresholds set --unusual 40 --unusual-hours 12 --unusual-periods 6",
        "findings thresholds set --off zero-time --on paid-on-top",
    ),
)
@click.option("--longest-shift", metavar="H:MM", type=_duration, help="A longer shift is named; 16:00 at first.")
@click.option("--unusual", type=int, metavar="PERCENT", help="How far from usual is unusual; 50 at first.")
@click.option("--unusual-hours", metavar="HOURS", type=_hours, help="A smaller difference is never named; 8 at first.")
@click.option("--unusual-periods", type=int, metavar="COUNT", help="How many earlier periods count; 3 at first.")
@click.option("--off", multiple=True, metavar="CODE", help="Warnings of this kind do not come; repeatable.")
@click.option("--on", multiple=True, metavar="CODE", help="Warnings of this kind come again; repeatable.")
@company_option
@pass_session
def set_(session: Session, /, company: str | None, **options: Any) -> ExitCode:
    """Change the thresholds that are named, and leave the others."""
    from domain.finding_settings import FindingChange
    from domain.terms import CompanyId
    from entrypoints.presentation import thresholds_json

    if not any(value not in (None, ()) for value in options.values()):
        raise click.UsageError("Name at least one threshold.")
    change = FindingChange(
        options["longest_shift"],
        options["unusual"],
        options["unusual_hours"],
        options["unusual_periods"],
        frozenset(options["on"]),
        frozenset(options["off"]),
    )
    use = session.container.set_finding_thresholds()
    settings = use(CompanyId(company) if company else None, change, session.who)
    session.show(thresholds_json(settings), _draw, session.company(company))
    return ExitCode.DONE


def _draw(console: Console, document: Json) -> None:
    rows = table(console, short("Threshold"), short("Value"), text("Meaning"))
    add_row(rows, "longest-shift", document["longest_shift"], "a longer shift is named")
    unusual = f"{document['unusual_percent']} % and {document['unusual_hours']} h"
    meaning = f"hours further than that from the average of the last {document['unusual_periods']} periods are named"
    add_row(rows, "unusual", unusual, meaning)
    put(console, rows)
    off = ", ".join(document["off"]) or "none"
    line(console, f"Kinds that do not come: {off}.")
    line(console, f"These can be switched off: {', '.join(document['switchable'])}.", "dim")
