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
from entrypoints.cli.tables import add_row, line, number, put, short, table, text, when
from entrypoints.outcomes import ExitCode
from entrypoints.presentation.values import Json

if TYPE_CHECKING:
    from domain.terms import ContractType


@click.group(
    cls=Group,
    default="list",
    epilog=examples(
        "wage-period",
        "wage-period set --start 2026-01-01",
        "wage-period set --start 29-12-2025",
        "wage-period confirm 2027",
    ),
)
def wage_period() -> None:
    """The calendar of numbered wage periods, per contract type. Without it nothing is exported."""


@wage_period.command("list", epilog=examples("wage-period", "wage-period list --year 2027"))
@company_option
@click.option("--year", type=int, help="Only this wage year.")
@pass_session
def list_(session: Session, company: str | None, year: int | None) -> ExitCode:
    """The periods of all years, next to where Nmbrs stands and what was exported."""
    from domain.terms import CompanyId
    from entrypoints.presentation import calendars_json

    calendars = session.container.show_wage_periods()(CompanyId(company) if company else None, year)
    session.show(calendars_json(calendars, session.language), draw_calendars, session.company(company))
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
    "--last-period-accepted-by",
    metavar="NAME",
    default="",
    help="Who accepts that the last period of the year before becomes longer or shorter; it is kept on record.",
)
@company_option
@pass_session
def set_(
    session: Session,
    start: date,
    year: int | None,
    contract_type: ContractType | None,
    last_period_accepted_by: str,
    company: str | None,
) -> ExitCode:
    """Set the calendar of a year by its first day."""
    from domain.terms import CompanyId
    from entrypoints.presentation import calendars_json

    use_case, chosen = session.container.set_wage_period(), CompanyId(company) if company else None
    try:
        calendars = use_case(chosen, start, session.who, year, contract_type, last_period_accepted_by)
    except ProductError as error:
        if error.code != "calendar-changes-last-period" or not session.interactive:
            raise
        if not session.confirm(f"{error.what(session.language)} Is that meant?"):
            raise
        calendars = use_case(chosen, start, session.who, year, contract_type, session.who)
    session.show(calendars_json(calendars, session.language), draw_calendars, session.company(company))
    return ExitCode.DONE


@wage_period.command("confirm", epilog=examples("wage-period list --year 2027", "wage-period confirm 2027"))
@click.argument("year", type=int)
@contract_type_option(text="Only for this contract type; else for every one for which the year is proposed.")
@company_option
@pass_session
def confirm(session: Session, year: int, contract_type: ContractType | None, company: str | None) -> ExitCode:
    """Confirm a proposed year; until then nothing is exported into it.

    At a terminal its periods are shown first, and asked about.
    """
    from domain.terms import CompanyId
    from entrypoints.presentation import calendars_json

    chosen = CompanyId(company) if company else None
    if session.interactive:
        proposed = calendars_json(session.container.show_wage_periods()(chosen, year), session.language)
        asked = [c for c in proposed["calendars"] if c["proposed"] and contract_type in (None, c["contract_type"])]
        if asked:
            session.draw({**proposed, "calendars": asked}, draw_calendars, session.company(company))
            if not session.confirm(f"Are these the periods of {year}?"):
                session.say("Nothing was confirmed.")
                return ExitCode.DONE
    calendars = session.container.set_wage_period().confirm(chosen, year, session.who, contract_type)
    session.show(calendars_json(calendars, session.language), draw_calendars, session.company(company))
    return ExitCode.DONE


def draw_calendars(console: Console, document: Json) -> None:
    """Every calendar as a table; calendars that are the same for both contract types once."""
    payroll = document["payroll"]
    line(console, f"Nmbrs: periods of one {payroll['length'].replace('-', ' ')}, current period {payroll['current']}")
    line(console, f"Today: {document['today']}{_todays(document['calendars'])}")
    for finding in document["findings"]:
        line(console, f"{finding['cause']} {finding['remedy']}", "yellow")
    same: dict[str, list[Json]] = {}
    for calendar in sorted(document["calendars"], key=lambda each: each["year"]):
        same.setdefault(f"{calendar['year']} {calendar['periods']}", []).append(calendar)
    for alike in same.values():
        types = " and ".join(calendar["contract_type"] for calendar in alike)
        if not alike[0]["proposed"]:
            line(console, f"{alike[0]['year']}, {types}", "bold")
            put(console, _periods(console, alike[0]))
        else:
            _proposed(console, alike[0], types, alone=not any(not c["proposed"] for c in document["calendars"]))
    if not same:
        line(console, "No wage period is set: eitje-nmbrs wage-period set --start DATE", "yellow")


def _proposed(console: Console, calendar: Json, types: str, alone: bool) -> None:
    """A year that waits to be confirmed: its periods when nothing else is shown, else its ends."""
    year, span = calendar["year"], f"{calendar['start']} to {calendar['last_day']}"
    line(console, f"{year}, {types}: proposed, {len(calendar['periods'])} periods, {span}", "bold")
    if alone:
        put(console, _periods(console, calendar))
        line(console, f"Nobody confirmed {year} yet: eitje-nmbrs wage-period confirm {year}", "yellow")
    else:
        line(console, f"Look at it: eitje-nmbrs wage-period list --year {year}; then: wage-period confirm {year}")


def _todays(calendars: list[Json]) -> str:
    """The period in which today lies, for each contract type once."""
    found: dict[str, list[str]] = {}
    for calendar in calendars:
        for period in calendar["periods"]:
            if period["today"]:
                found.setdefault(period["period"], []).append(calendar["contract_type"])
    words = [f"period {period} for {' and '.join(types)}" for period, types in found.items()]
    return f", {', '.join(words)}" if words else ""


def _periods(console: Console, calendar: Json) -> Table:
    named = (short("Period"), short("Start"), short("End"), number("Days"))
    rows = table(console, *named, short("Now"), short("In Nmbrs"), text("Exported"))
    for period in calendar["periods"]:
        first, last = date.fromisoformat(period["start"]), date.fromisoformat(period["end"])
        words = [word for word in ("current", "locked") if period[word]]
        style = "bold" if period["current"] or period["today"] else ""
        now = "today" if period["today"] else ""
        span = (period["period"], first, last, period["days"], now)
        add_row(rows, *span, ", ".join(words), _exported(period["exported"]), style=style)
    return rows


def _exported(use: Json | None) -> str:
    """``days, hours: proved 2026-11-02``."""
    if use is None:
        return ""
    at = when(use["at"])[:10]
    return f"{', '.join(use['parts'])}: {use['state']} {at}"
