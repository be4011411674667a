"""``findings``: what was found in a period, and what people say about it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import click
from rich.console import Console

from entrypoints.cli.base import Group, company_option, contract_type_option, examples, pass_session, period_option
from entrypoints.cli.finding_screens import draw_findings, draw_said
from entrypoints.cli.finding_thresholds import thresholds
from entrypoints.cli.session import Session
from entrypoints.cli.tables import counted, line
from entrypoints.outcomes import ExitCode
from entrypoints.presentation.values import Json

if TYPE_CHECKING:
    from application.ports.storage import SetAside
    from domain.terms import ContractType
    from domain.wage_period import PeriodRef

F = TypeVar("F", bound=Callable[..., Any])
BOXES = ("hours", "days", "allowances", "meals")


@click.group(
    cls=Group,
    default="list",
    epilog=examples(
        "findings --period 2026-10",
        'findings ignore F1234abcd --reason "checked with Noor"',
        'findings ignore --kind zero-time --period 2026-10 --reason "no-shows"',
        "findings thresholds set --longest-shift 14:00",
    ),
)
def findings() -> None:
    """What stands in the way of an export, and what a person should look at first."""


findings.add_command(thresholds)


@findings.command("list", epilog=examples("findings --period 2026-10", "findings list --period 2026-10 --all"))
@period_option()
@contract_type_option(text="Only for this contract type; else for those that were ever planned.")
@click.option("--part", "parts", multiple=True, type=click.Choice(BOXES), help="What is sent; else as planned last.")
@click.option("--all", "everything", is_flag=True, help="Every finding, and what was said about it.")
@company_option
@pass_session
def list_(
    session: Session,
    period: PeriodRef,
    contract_type: ContractType | None,
    parts: tuple[str, ...],
    everything: bool,
    company: str | None,
) -> ExitCode:
    """What is found in a period now. Makes no plan, and keeps nothing."""
    from domain.pay_line import Part
    from domain.terms import CompanyId
    from entrypoints.presentation import listed_findings_json

    chosen = CompanyId(company) if company else None
    with session.progress("Reading Nmbrs") as progress:
        boxes = frozenset(Part(part) for part in parts)
        listed = session.container.list_findings()(chosen, period, contract_type, boxes, progress)
    session.show(listed_findings_json(listed, session.language), partial(_draw_list, everything), listed.company)
    return ExitCode.DONE


def _word_options(function: F) -> F:
    """Which findings are meant, and why."""
    decorators = (
        click.argument("finding", metavar="[ID]", required=False),
        click.option("--kind", metavar="CODE", help="All of this kind that are there now; with --period."),
        period_option(required=False),
        click.option("--reason", default="", metavar="TEXT", help="Why; it is kept on record."),
        company_option,
    )
    for decorate in reversed(decorators):
        function = decorate(function)
    return function


@findings.command(
    epilog=examples(
        'findings ignore F1234abcd --reason "checked with Noor"',
        'findings ignore --kind zero-time --period 2026-10 --reason "no-shows"',
    )
)
@_word_options
@pass_session
def ignore(session: Session, /, **options: Any) -> ExitCode:
    """Set warning ID aside for its period, so that plans only count it. What blocks cannot be set aside."""
    use = session.container.set_findings_aside()
    return _say(session, use, use.kind, "set aside", options)


@findings.command(
    epilog=examples(
        'findings accept F1234abcd --reason "not in Nmbrs"',
        'findings accept --kind own-link-sent --period 2026-10 --reason "that export was taken back"',
    )
)
@_word_options
@pass_session
def accept(session: Session, /, **options: Any) -> ExitCode:
    """Accept what stops a person until somebody does: the hours are sent after all."""
    use = session.container.set_findings_aside()
    return _say(session, use.accept, use.accept_kind, "accepted", options)


def _say(
    session: Session,
    one: Callable[..., SetAside],
    kind: Callable[..., tuple[SetAside, ...]],
    how: str,
    options: dict[str, Any],
) -> ExitCode:
    """One finding by its id, or all of a kind in a period."""
    from domain.terms import CompanyId
    from entrypoints.presentation import set_aside_json

    finding, code, period, reason = (options[name] for name in ("finding", "kind", "period", "reason"))
    if (finding is None) == (code is None) or (code is not None and period is None):
        raise click.UsageError(
            "Name one finding by its ID, or all of a kind in a period: --kind CODE --period YYYY-NN."
        )
    chosen = CompanyId(options["company"]) if options["company"] else None
    draw = partial(_draw_said, how)
    if finding is not None:
        aside = one(chosen, finding, reason, session.who, period)
        session.show(set_aside_json(aside), draw, session.company(options["company"]))
    else:
        words = kind(chosen, code, period, reason, session.who)
        document = {"said": [set_aside_json(each) for each in words]}
        session.show(document, draw, session.company(options["company"]))
    return ExitCode.DONE


@findings.command(epilog=examples("findings restore F1234abcd"))
@click.argument("finding", metavar="ID")
@period_option(required=False)
@click.option("--reason", default="", metavar="TEXT", help="Why; it is kept on record.")
@company_option
@pass_session
def restore(session: Session, finding: str, period: PeriodRef | None, reason: str, company: str | None) -> ExitCode:
    """Take back that finding ID was set aside or accepted: it stands again."""
    from domain.terms import CompanyId
    from entrypoints.presentation import set_aside_json

    use = session.container.set_findings_aside()
    restored = use.restore(CompanyId(company) if company else None, finding, session.who, period, reason)
    session.show(set_aside_json(restored), _draw_restored, session.company(company))
    return ExitCode.DONE


def _draw_list(everything: bool, console: Console, document: Json) -> None:
    types = " and ".join(each["contract_type"] for each in document["selections"])
    parts = sorted({part for each in document["selections"] for part in each["parts"]})
    line(console, f"Found in {document['period']}, {types}: {', '.join(parts)}", "bold")
    if not any(not each["set_aside"] for each in document["findings"]):
        line(console, "Nothing stands in the way.", "green")
    draw_findings(console, document["findings"], everything, document["period"])
    if everything:
        draw_said(console, document["findings"])


def _draw_said(how: str, console: Console, document: Json) -> None:
    words = document.get("said", [document])
    first = words[0]
    what = first["finding"] if "said" not in document else counted(len(words), f"{first['code']} finding")
    verb = "are" if len(words) > 1 else "is"
    line(console, f"{what} {verb} {how} for {first['period']} by {first['by']}: {first['reason']}", "green")


def _draw_restored(console: Console, document: Json) -> None:
    line(console, f"{document['finding']} ({document['code']}) stands again in {document['period']}.", "green")
