"""``mapping``: what goes to which code."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click
from rich.console import Console

from entrypoints.cli import mapping_file, parameters
from entrypoints.cli.base import Group, company_option, contract_type_option, examples, pass_session
from entrypoints.cli.mapping_file import draw_unknown
from entrypoints.cli.session import Session
from entrypoints.cli.tables import add_row, line, put, short, state, table, text
from entrypoints.outcomes import ExitCode
from entrypoints.presentation.values import Json

if TYPE_CHECKING:
    from domain.mapping import Rule, Target
    from domain.terms import CompanyId, ContractType

F = TypeVar("F", bound=Callable[..., Any])
THING = "THING is hours, days, allowance:NAME or meal:NAME."


@click.group(
    cls=Group,
    default="show",
    epilog=examples(
        "mapping",
        "mapping show --codes",
        "mapping set hours --contract-type zero-hours --to 2100",
        "mapping set days --to days",
        "mapping set meal:lunch --to 4899",
        "mapping set allowance:night --to 6050",
        "mapping ignore meal:water",
        "mapping remove meal:water",
        "mapping show --on 2026-12-31",
        "mapping export mapping.toml",
        "mapping check mapping.toml",
        "mapping import mapping.toml",
    ),
)
def mapping() -> None:
    """What goes to which code in Nmbrs. A thing without a rule stops the people who have it."""


@mapping.command(epilog=examples("mapping", "mapping --codes"))
@click.option("--codes", is_flag=True, help="The codes that Nmbrs offers for this company.")
@click.option("--on", "day", metavar="DATE", type=parameters.day, help="Only the rules that hold on this day.")
@company_option
@pass_session
def show(session: Session, codes: bool, day: date | None, company: str | None) -> ExitCode:
    """The rules as they stand."""
    from domain.terms import CompanyId
    from entrypoints.presentation import codes_json, mapping_json

    use_case, chosen = session.container.set_mapping(), CompanyId(company) if company else None
    document = mapping_json(use_case.show(chosen, day))
    if codes:
        document["codes"] = codes_json(use_case.codes(chosen))
    session.show(document, _draw, session.company(company))
    return ExitCode.DONE


def _conditions(function: F) -> F:
    """The options that say when a rule holds."""
    for decorate in reversed(
        (
            contract_type_option(text="Only under this contract type; hours must name one."),
            click.option("--venue", metavar="NAME", help="Only for hours worked in this venue."),
            click.option("--team", metavar="NAME", help="Only for this team."),
            click.option("--from", "valid_from", metavar="DATE", type=parameters.day, help="Only from this day on."),
            company_option,
        )
    ):
        function = decorate(function)
    return function


@mapping.command("set", epilog=examples("mapping set hours --contract-type zero-hours --to 2100 --cost-centre KEUKEN"))
@click.argument("thing")
@click.option("--to", "code", metavar="CODE", required=True, help="The hour or wage code; for days: days.")
@click.option("--cost-centre", default="", metavar="C", help="A cost centre, by its code.")
@click.option("--cost-unit", default="", metavar="U", help="A cost unit, by its code.")
@click.option(
    "--on-top-of-salary-by",
    metavar="NAME",
    help="Who says that hours of hours contracts are paid on top of the salary.",
)
@_conditions
@pass_session
def set_(
    session: Session,
    thing: str,
    code: str,
    cost_centre: str,
    cost_unit: str,
    on_top_of_salary_by: str | None,
    contract_type: ContractType | None,
    venue: str | None,
    team: str | None,
    valid_from: date | None,
    company: str | None,
) -> ExitCode:
    """Send THING to a code. A rule with the same conditions and first day makes place for this one, and is shown.

    THING is hours, days, allowance:NAME or meal:NAME.
    """
    from domain.mapping import Rule, Thing
    from domain.terms import CompanyId

    chosen = CompanyId(company) if company else None
    named = Thing.parse(thing)
    target = _target(named.kind, code, cost_centre, cost_unit)
    rule = Rule(named, target, team, venue, contract_type, valid_from or date.min, on_top_of_salary_by)
    return _store(session, chosen, _on_top_of_salary(session, chosen, rule))


@mapping.command(epilog=examples("mapping ignore meal:water", "mapping ignore hours --contract-type hours-contract"))
@click.argument("thing")
@_conditions
@pass_session
def ignore(
    session: Session,
    thing: str,
    contract_type: ContractType | None,
    venue: str | None,
    team: str | None,
    valid_from: date | None,
    company: str | None,
) -> ExitCode:
    """Never send THING, on purpose. THING is hours, days, allowance:NAME or meal:NAME."""
    from domain.mapping import Rule, Thing
    from domain.terms import CompanyId

    rule = Rule(Thing.parse(thing), None, team, venue, contract_type, valid_from or date.min)
    return _store(session, CompanyId(company) if company else None, rule)


@mapping.command(
    epilog=examples("mapping remove meal:water", "mapping remove hours --contract-type zero-hours --team Bar")
)
@click.argument("thing")
@_conditions
@pass_session
def remove(
    session: Session,
    thing: str,
    contract_type: ContractType | None,
    venue: str | None,
    team: str | None,
    valid_from: date | None,
    company: str | None,
) -> ExitCode:
    """Take a rule away: the one with exactly these conditions and this first day.

    THING is hours, days, allowance:NAME or meal:NAME.
    """
    from domain.mapping import Rule, Thing
    from domain.terms import CompanyId
    from entrypoints.presentation import rule_set_json

    place = Rule(Thing.parse(thing), None, team, venue, contract_type, valid_from or date.min)
    gone = session.container.set_mapping().remove(CompanyId(company) if company else None, place, session.who)
    session.show(rule_set_json(gone), _draw_removed, session.company(company))
    return ExitCode.DONE


def _target(kind: str, code: str, cost_centre: str, cost_unit: str) -> Target:
    """The number Days has no code: its one target is written ``days``."""
    from domain.mapping import Target, ThingKind

    if kind != ThingKind.DAYS:
        return Target(code.strip(), cost_centre.strip(), cost_unit.strip())
    if code.strip() != "days" or cost_centre or cost_unit:
        raise click.UsageError("Days go to the one number Days in Nmbrs: mapping set days --to days.")
    return Target("")


def _on_top_of_salary(session: Session, company: CompanyId | None, rule: Rule) -> Rule:
    """Ask once per code whether hours of hours contracts are meant to be paid on top of the salary."""
    from dataclasses import replace

    from domain.mapping import HOURS
    from domain.terms import ContractType

    salaried = rule.thing == HOURS and rule.contract_type is ContractType.HOURS_CONTRACT
    if not salaried or rule.target is None or rule.on_top_of_salary_by:
        return rule
    for known in session.container.set_mapping().show(company).mapping.rules:
        same = known.thing == HOURS and known.contract_type is rule.contract_type
        if same and known.target is not None and known.target.code == rule.target.code:
            return replace(rule, on_top_of_salary_by=known.on_top_of_salary_by)
    question = f"Hours of hours contracts on code {rule.target.code}: this code is paid on top of salary; intended?"
    if session.interactive and session.confirm(question):
        return replace(rule, on_top_of_salary_by=session.who)
    return rule


def _store(session: Session, company: CompanyId | None, rule: Rule) -> ExitCode:
    from entrypoints.presentation import rule_set_json

    changed = session.container.set_mapping().set(company, rule, session.who)
    session.show(rule_set_json(changed), _draw_change, session.company(company))
    return ExitCode.DONE


def _draw(console: Console, document: Json) -> None:
    line(console, f"Mapping, version {document['version']}", "bold")
    columns = (short("Thing"), short("To"), short("Contract type"), text("Venue"), text("Team"), short("From"))
    rows = table(console, *columns, text("On top of salary, says"))
    for rule in document["rules"]:
        words = (
            rule["contract_type"] or "all",
            rule["venue"] or "all",
            rule["team"] or "all",
            rule["from"] or "always",
        )
        add_row(rows, rule["thing"], _to(rule), *words, rule["on_top_of_salary_by"])
    put(console, rows)
    if not document["rules"]:
        line(console, "There is no rule yet, so nothing can be exported. See mapping show --codes.", "yellow")
    draw_unknown(console, document["unknown"])
    for title, codes in document.get("codes", {}).items():
        line(console, title.replace("_", " ").capitalize(), "bold")
        offered = table(console, short("Code"), text("Description"))
        for each in codes:
            add_row(offered, each["code"], each["description"])
        put(console, offered)


def _to(rule: Json) -> object:
    if rule["ignored"]:
        return state("ignored")
    return " / ".join(part for part in (rule["code"] or "Days", rule["cost_centre"], rule["cost_unit"]) if part)


def _draw_change(console: Console, document: Json) -> None:
    before, since, until = document["before"], document["since"], document["until"]
    replaced = f", in the place of {_to(before)}" if before else ""
    line(console, f"{document['rule']['thing']} → {_to(document['rule'])}{replaced}", "green")
    if since:
        line(console, f"Until {document['rule']['from']} it was {_to(since)}.", "dim")
    if until:
        line(console, f"From {until['from']} on it is {_to(until)}.", "dim")
    draw_unknown(console, document["unknown"])
    line(console, "Plans made before this have lapsed.", "dim")


def _draw_removed(console: Console, document: Json) -> None:
    line(console, f"Removed: {document['rule']['thing']} → {_to(document['rule'])}", "green")
    if document["since"]:
        line(console, f"{_to(document['since'])} goes on to hold.", "dim")
    line(console, "Plans made before this have lapsed.", "dim")


mapping.add_command(mapping_file.export_)
mapping.add_command(mapping_file.check)
mapping.add_command(mapping_file.import_)
