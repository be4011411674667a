"""``wage-period``: the third story."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table

from domain.errors import ProductError
from entrypoints.cli import parameters
from entrypoints.cli.base import Group, company_option, contract_type_option, examples, pass_session
from entrypoints.cli.session import Session
from entrypoints.cli.tables import add_row, line, number, put, short, table
from entrypoints.outcomes import ExitCode
from entrypoints.presentation.values import Json

if TYPE_CHECKING:
    from domain.terms import ContractType


@click.group(
    cls=Group,
    default="list",
    epilog=examples("wage-period", "wage-period set --start 2026-01-01", "wage-period set --start 29-12-2025"),
)
def wage_period() -> None:
    """The calendar of numbered wage periods, per contract type. Without it nothing is exported."""


@wage_period.command("list", epilog=examples("wage-period", "wage-period list --year 2027"))
@company_option
@click.option("--year", type=int, help="Only this wage year; also the year whose runs are shown.")
@pass_session
def list_(session: Session, company: str | None, year: int | None) -> ExitCode:
    """The periods, next to where Nmbrs stands."""
    from domain.terms import CompanyId
    from entrypoints.presentation import calendars_json

    calendars = session.container.set_wage_period().list(CompanyId(company) if company else None, year)
    document = calendars_json(calendars)
    if year is not None:
        document["calendars"] = [calendar for calendar in document["calendars"] if calendar["year"] == year]
    session.show(document, draw_calendars, session.company(company))
    return ExitCode.DONE


@wage_period.command("set", epilog=examples("wage-period set --start 2026-01-01", "wage-period set --start 29-12-2025"))
@click.option(
    "--start",
    metavar="DATE",
    type=parameters.day,
    required=True,
    help="The first day of the first wage period of the year. How long the periods are is the company's own in Nmbrs.",
)
@click.option("--year", type=int, help="The wage year, when the start is not in January or December.")
@contract_type_option(text="Only for this contract type; else for both.")
@click.option(
    "--accept-last-period",
    is_flag=True,
    help="Accept that the last period of the year before becomes longer or shorter.",
)
@company_option
@pass_session
def set_(
    session: Session,
    start: date,
    year: int | None,
    contract_type: ContractType | None,
    accept_last_period: bool,
    company: str | None,
) -> ExitCode:
    """Set the calendar of a year by its first day."""
    from domain.terms import CompanyId
    from entrypoints.presentation import calendars_json

    use_case, chosen = session.container.set_wage_period(), CompanyId(company) if company else None
    try:
        calendars = use_case(chosen, start, session.who, year, contract_type, accept_last_period)
    except ProductError as error:
        if error.code != "calendar-changes-last-period" or not session.interactive:
            raise
        if not session.confirm(f"{error.what(session.language)} Is that meant?"):
            raise
        calendars = use_case(chosen, start, session.who, year, contract_type, accept_last_period=True)
    session.show(calendars_json(calendars), draw_calendars, session.company(company))
    return ExitCode.DONE


def draw_calendars(console: Console, document: Json) -> None:
    """Every calendar as a table; calendars that are the same for both contract types once."""
    payroll = document["payroll"]
    line(console, f"Nmbrs: periods of one {payroll['length'].replace('-', ' ')}, current period {payroll['current']}")
    same: dict[tuple[str, ...], list[Json]] = {}
    for calendar in document["calendars"]:
        same.setdefault((str(calendar["year"]), calendar["start"], calendar["last_day"]), []).append(calendar)
    for alike in same.values():
        types = " and ".join(calendar["contract_type"] for calendar in alike)
        line(console, f"{alike[0]['year']}, {types}", "bold")
        put(console, _periods(console, alike[0], payroll))
    if not same:
        line(console, "No wage period is set: eitje-nmbrs wage-period set --start DATE", "yellow")


def _periods(console: Console, calendar: Json, payroll: Json) -> Table:
    rows = table(console, short("Period"), short("Start"), short("End"), number("Days"), short("In Nmbrs"))
    for period in calendar["periods"]:
        first, last = date.fromisoformat(period["start"]), date.fromisoformat(period["end"])
        current = period["period"] == payroll["current"]
        words = [
            word for word, holds in (("current", current), ("locked", _locked(period["period"], payroll))) if holds
        ]
        days = (last - first).days + 1
        add_row(rows, period["period"], first, last, days, ", ".join(words), style="bold" if current else "")
    return rows


def _locked(period: str, payroll: Json) -> bool:
    year, number_ = (int(part) for part in period.split("-"))
    return any(
        run["locked"] and run["year"] == year and run["first_period"] <= number_ <= run["last_period"]
        for run in payroll["runs"]
    )
