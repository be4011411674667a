"""``allowances``: what is paid on top of worked hours."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, TypeVar

import click
from rich.console import Console

from entrypoints.cli import parameters
from entrypoints.cli.base import Group, company_option, contract_type_option, examples, pass_session
from entrypoints.cli.mapping_file import draw_unknown
from entrypoints.cli.session import Session
from entrypoints.cli.tables import add_row, line, number, put, short, state, table, text
from entrypoints.outcomes import ExitCode
from entrypoints.presentation.values import Json

if TYPE_CHECKING:
    from application.set_allowances import AllowanceSet, SetAllowances
    from domain.amount import Amount
    from domain.terms import CompanyId, ContractType

F = TypeVar("F", bound=Callable[..., Any])


@click.group(
    cls=Group,
    default="list",
    epilog=examples(
        "allowances",
        'allowances set-unsocial night --percentage 50 --window "daily 22:00-06:00"',
        "allowances set-holidays feestdag --percentage 100",
        "allowances set-function barista --percentage 10 --team Bar",
        "allowances group times night feestdag",
        "mapping set allowance:night --to 6050",
        "allowances try --on 2026-10-24 --time 20:00-04:00 --break 30",
    ),
)
def allowances() -> None:
    """What is paid on top of worked hours: functions, unsocial hours, public holidays. The hours themselves go to a
    code through the mapping."""


def _company(company: str | None) -> CompanyId | None:
    from domain.terms import CompanyId

    return CompanyId(company) if company else None


def _use_case(session: Session) -> SetAllowances:
    found: SetAllowances = session.container.set_allowances()
    return found


@allowances.command("list", epilog=examples("allowances", "allowances list --on 2026-12-31"))
@click.option("--on", "day", metavar="DATE", type=parameters.day, help="Only those that hold on this day.")
@company_option
@pass_session
def list_(session: Session, day: date | None, company: str | None) -> ExitCode:
    """The allowances as they stand."""
    from entrypoints.presentation import allowances_json

    mapping = _use_case(session).show(_company(company), day)
    document = allowances_json(mapping, _use_case(session).outdated(mapping))
    session.show(document, _draw, session.company(company))
    return ExitCode.DONE


def _percentage(words: str) -> Amount:
    from domain.amount import Amount

    try:
        return Amount.parse(words.strip().removesuffix("%").strip())
    except ValueError:
        raise click.BadParameter(f"{words!r} is not a percentage; write 50 or 33,33.") from None


def _definition(function: F) -> F:
    """The options that every kind of allowance has."""
    for decorate in reversed(
        (
            click.argument("name"),
            click.option(
                "--percentage",
                metavar="P",
                type=_percentage,
                required=True,
                help="What is paid on top: 50 is half the wage. It also decides within a group.",
            ),
            click.option("--group", metavar="GROUP", help="The exclusive group; else the one that it was in."),
            click.option("--from", "valid_from", metavar="DATE", type=parameters.day, help="Only from this day on."),
            company_option,
        )
    ):
        function = decorate(function)
    return function


@allowances.command(
    epilog=examples(
        "allowances set-function barista --percentage 10 --team Bar --team Terras",
        "allowances set-function vriescel --percentage 25 --column Vriescel",
    )
)
@_definition
@click.option("--team", "teams", metavar="TEAM", multiple=True, help="Shifts of this team; repeatable.")
@click.option("--shift-type", "shift_types", metavar="TYPE", multiple=True, help="Shifts of this type; repeatable.")
@click.option("--column", metavar="NAME", help="A column of eitje's file with hours, or x for the whole shift.")
@pass_session
def set_function(
    session: Session,
    name: str,
    percentage: Amount,
    group: str | None,
    valid_from: date | None,
    company: str | None,
    teams: tuple[str, ...],
    shift_types: tuple[str, ...],
    column: str | None,
) -> ExitCode:
    """An allowance for a function: whole shifts of a team or type, or hours in a column of the file."""
    from domain.allowance import Allowance, AllowanceKind

    first = valid_from or date.min
    new = Allowance(name, AllowanceKind.FUNCTION, percentage, group, first, None, teams, shift_types, column)
    return _stored(session, company, _use_case(session).set(_company(company), new, session.who))


@allowances.command(
    epilog=examples(
        'allowances set-unsocial night --percentage 50 --window "daily 22:00-06:00"',
        'allowances set-unsocial weekend --percentage 25 --window "za,zo 00:00-24:00"',
    )
)
@_definition
@click.option(
    "--window",
    "windows",
    metavar="WINDOW",
    multiple=True,
    required=True,
    help="Days and times, such as mon-fri 20:00-24:00; the day is that on which it begins. Repeatable.",
)
@pass_session
def set_unsocial(
    session: Session,
    name: str,
    percentage: Amount,
    group: str | None,
    valid_from: date | None,
    company: str | None,
    windows: tuple[str, ...],
) -> ExitCode:
    """An allowance for unsocial hours: windows of days and times."""
    from domain.allowance import Allowance, AllowanceKind, Window

    parsed = tuple(map(Window.parse, windows))
    first = valid_from or date.min
    new = Allowance(name, AllowanceKind.UNSOCIAL, percentage, group, first, windows=parsed)
    return _stored(session, company, _use_case(session).set(_company(company), new, session.who))


@allowances.command(
    epilog=examples(
        "allowances set-holidays feestdag --percentage 100",
        'allowances set-holidays feestdag --percentage 100 --also "Goede Vrijdag"',
        "allowances set-holidays kerst --percentage 100 --only 'Eerste kerstdag'",
    )
)
@_definition
@click.option("--only", metavar="HOLIDAY", multiple=True, help="Only this holiday, by its Dutch name; repeatable.")
@click.option("--also", metavar="HOLIDAY", multiple=True, help="The usual ones and this one; repeatable.")
@click.option("--without", metavar="HOLIDAY", multiple=True, help="The usual ones but not this one; repeatable.")
@pass_session
def set_holidays(
    session: Session,
    name: str,
    percentage: Amount,
    group: str | None,
    valid_from: date | None,
    company: str | None,
    only: tuple[str, ...],
    also: tuple[str, ...],
    without: tuple[str, ...],
) -> ExitCode:
    """An allowance for public holidays, from midnight to midnight. See allowances holidays for their names."""
    from domain.allowance import Allowance, AllowanceKind

    if only and (also or without):
        raise click.UsageError("Use --only, or --also and --without; not both.")
    use_case = _use_case(session)
    chosen = only or use_case.usual_holidays(also, without)
    new = Allowance(name, AllowanceKind.HOLIDAY, percentage, group, valid_from or date.min)
    return _stored(session, company, use_case.set(_company(company), new, session.who, chosen))


@allowances.command(epilog=examples("allowances holidays", "allowances holidays --year 2027"))
@click.option("--year", type=click.IntRange(2020, 2050), help="The year; by default this one.")
@pass_session
def holidays(session: Session, year: int | None) -> ExitCode:
    """The public holidays that can be chosen, with their dates."""
    from entrypoints.presentation import holidays_json

    with session.container.storage().read() as work:
        chosen = year or work.now().year
    session.show(holidays_json(chosen, _use_case(session).holidays(chosen)), _draw_holidays)
    return ExitCode.DONE


@allowances.command(epilog=examples("allowances group times night feestdag"))
@click.argument("group")
@click.argument("names", nargs=-1, required=True)
@click.option("--from", "day", metavar="DATE", type=parameters.day, help="Only from this day on.")
@company_option
@pass_session
def group(session: Session, group: str, names: tuple[str, ...], day: date | None, company: str | None) -> ExitCode:
    """Put allowances in one exclusive group: each minute goes to the highest percentage among them."""
    return _stored(session, company, _use_case(session).group(_company(company), group, names, session.who, day))


@allowances.command(epilog=examples("allowances ungroup night"))
@click.argument("names", nargs=-1, required=True)
@click.option("--from", "day", metavar="DATE", type=parameters.day, help="Only from this day on.")
@company_option
@pass_session
def ungroup(session: Session, names: tuple[str, ...], day: date | None, company: str | None) -> ExitCode:
    """Take allowances out of their group: each counts by itself."""
    return _stored(session, company, _use_case(session).group(_company(company), None, names, session.who, day))


@allowances.command(epilog=examples("allowances remove night", "allowances remove night --from 2027-01-01"))
@click.argument("name")
@click.option("--from", "day", metavar="DATE", type=parameters.day, help="It stops on this day; earlier ones keep it.")
@company_option
@pass_session
def remove(session: Session, name: str, day: date | None, company: str | None) -> ExitCode:
    """Stop an allowance, from a day on or altogether."""
    return _stored(session, company, _use_case(session).remove(_company(company), name, session.who, day))


def _times(words: str) -> tuple[time, time]:
    """Start and end, written ``20:00-04:00``; ``24:00`` may be the end."""
    start, dash, end = words.partition("-")
    if not dash:
        raise click.BadParameter(f"{words!r} is not a start and an end; write 20:00-04:00.")
    return parameters.clock(start), time(0) if end.strip() == "24:00" else parameters.clock(end)


@allowances.command(
    "try",
    epilog=examples(
        "allowances try --on 2026-10-24 --time 20:00-04:00 --break 30",
        "allowances try --on 31-12-2026 --time 20:00-04:00",
    ),
)
@click.option("--on", "day", metavar="DATE", type=parameters.day, required=True, help="The date of the shift.")
@click.option("--time", "times", metavar="START-END", type=_times, required=True, help="Its times.")
@click.option("--break", "pause", metavar="MINUTES", type=click.IntRange(0, 1440), default=0, help="Its break.")
@click.option("--venue", metavar="NAME", help="Where it is worked; by default the company's first venue.")
@click.option("--team", metavar="NAME", help="For which team.")
@click.option("--shift-type", metavar="TYPE", help="Its type, if it is not ordinary work.")
@contract_type_option(text="By default zero-hours.")
@company_option
@pass_session
def try_(
    session: Session,
    day: date,
    times: tuple[time, time],
    pause: int,
    venue: str | None,
    team: str | None,
    shift_type: str | None,
    contract_type: ContractType | None,
    company: str | None,
) -> ExitCode:
    """Work out one shift, and show where its minutes go. Nothing is stored."""
    from application.set_allowances import Trial
    from domain.terms import ContractType
    from entrypoints.presentation import tried_json

    trial = Trial(day, *times, pause, venue, team, contract_type or ContractType.ZERO_HOURS, shift_type)
    tried = _use_case(session).try_(_company(company), trial)
    session.show(tried_json(tried), _draw_trial, session.company(company))
    return ExitCode.DONE


def _stored(session: Session, company: str | None, changed: AllowanceSet) -> ExitCode:
    from entrypoints.presentation import allowance_set_json

    session.show(allowance_set_json(changed), _draw_change, session.company(company))
    return ExitCode.DONE


def _draw(console: Console, document: Json) -> None:
    line(console, f"Allowances, mapping version {document['version']}", "bold")
    columns = (short("Name"), number("%"), text("For"), short("Group"), short("From"), short("Until"))
    rows = table(console, *columns)
    for each in document["allowances"]:
        dates = (each["from"] or "always", each["until"])
        add_row(rows, each["name"], each["percentage"], _for(each), each["group"], *dates)
    put(console, rows)
    if not document["allowances"]:
        line(console, "There are none.", "dim")
    for name in document.get("outdated", []):
        line(console, f"{name}: the calendar has other dates by now; set it again to take them over.", "yellow")


def _for(each: Json) -> str:
    column = [f"column {each['column']}"] if each["column"] else []
    lists = (*each["windows"], *each["holidays"], *each["teams"], *each["shift_types"], *column)
    return ", ".join(lists)


def _draw_change(console: Console, document: Json) -> None:
    changed, before = document["allowance"], document["before"]
    if changed:
        line(console, f"{changed['name']}: {changed['percentage']} %, {_for(changed)}", "green")
    if before:
        line(console, f"In the place of: {before['percentage']} %, {_for(before)}", "yellow")
    _draw(console, document)
    for name in document["without_rule"]:
        shown = f'"allowance:{name}"' if " " in name else f"allowance:{name}"
        line(console, f"Next: mapping set {shown} --to CODE, or mapping ignore {shown}.", "cyan")
    draw_unknown(console, document["unknown"])
    line(console, "Plans made before this have lapsed.", "dim")


def _draw_holidays(console: Console, document: Json) -> None:
    line(console, f"Public holidays in {document['year']}", "bold")
    rows = table(console, short("Day"), text("Name"), short("Chosen by default"))
    for each in document["holidays"]:
        add_row(rows, each["day"], each["name"], "yes" if each["usual"] else "no")
    put(console, rows)


def _draw_trial(console: Console, document: Json) -> None:
    said = f"{document['elapsed']} minutes from start to end, break {document['break']}, net {document['net']}"
    line(console, f"{document['day']}: {said}", "bold")
    if document["doubtful"]:
        line(console, "A clock time occurs twice that night; the first was taken.", "yellow")
    rows = table(console, short("From"), short("Until"), number("Minutes"), text("Paid"), text("Gives way"))
    for each in document["stretches"]:
        ends = (_clock(each["start"]), _clock(each["end"]))
        add_row(rows, *ends, each["minutes"], ", ".join(each["paid"]), ", ".join(each["gave_way"]))
    put(console, rows)
    totals = table(console, short("Allowance"), number("Minutes less break"), number("Hours"), short("To"))
    for each in document["allowances"]:
        to = state("ignored") if each["to"] == "ignored" else each["to"] or "no rule: stops the export of allowances"
        add_row(totals, each["name"], each["minutes"], each["hours"], to)
    put(console, totals)


def _clock(moment: str) -> str:
    return f"{datetime.fromisoformat(moment):%d-%m %H:%M}"
