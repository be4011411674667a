"""``explain``: what is behind the pay of one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from rich.console import Console

from entrypoints.cli.base import Command, company_option, examples, pass_session, period_option
from entrypoints.cli.export_screens import what
from entrypoints.cli.session import Session
from entrypoints.cli.tables import action, add_row, line, number, put, short, state, table, text, when
from entrypoints.outcomes import ExitCode
from entrypoints.presentation.values import Json

if TYPE_CHECKING:
    from domain.wage_period import PeriodRef


@click.command(cls=Command, epilog=examples("explain 503201 --period 2026-10"))
@click.argument("employee")
@period_option()
@company_option
@pass_session
def explain(session: Session, employee: str, period: PeriodRef, company: str | None) -> ExitCode:
    """The entries of eitje behind each amount of an employee, our lines in Nmbrs, and every change made."""
    from domain.terms import CompanyId, EmployeeId
    from entrypoints.presentation import explained_json

    chosen = CompanyId(company) if company else None
    explained = session.container.explain_pay()(chosen, period, EmployeeId(employee))
    session.show(explained_json(explained), _draw)
    return ExitCode.DONE


def _draw(console: Console, document: Json) -> None:
    line(console, f"{document['name']} ({document['employee']}), {document['period']}", "bold")
    for each in document["lines"]:
        sent = ", ".join(f"{own['amount']} as line {own['line_id']}" for own in each["own"]) or "nothing"
        line(console, f"\n{what(each)}: eitje {each['desired'] or 'nothing'}; proved in Nmbrs {sent}", "bold")
        rows = table(console, short("Day"), text("Venue"), short("Entry"), number("Hours"), short("Since sent"))
        for behind in each["behind"]:
            card = behind["card"] or {"day": "", "venue": "no longer in eitje", "hours": ""}
            since = "changed" if behind["changed"] else ""
            add_row(rows, card["day"], card["venue"], behind["timecard"], card["hours"], since)
        put(console, rows)
    rows = table(console, short("When"), short("Action"), text("What"), number("From"), number("To"), short("State"))
    for change in document["changes"]:
        amounts = (change["before"], change["after"])
        add_row(rows, when(change["sent_at"]), action(change["action"]), what(change), *amounts, state(change["state"]))
    put(console, rows)
