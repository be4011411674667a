"""``export``: plan, apply, the history, and undo."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import click

from domain.errors import ProductError
from entrypoints.cli import export_screens as screens
from entrypoints.cli import parameters
from entrypoints.cli.base import Group, company_option, contract_type_option, examples, pass_session, period_option
from entrypoints.cli.session import Session
from entrypoints.outcomes import ExitCode, of_applied, of_plan

if TYPE_CHECKING:
    from application.export_attempt import Applied
    from application.ports.storage import Company
    from application.prepare_export import ExportRequest, Prepared
    from domain.terms import ContractType
    from domain.wage_period import PeriodRef

F = TypeVar("F", bound=Callable[..., Any])
CONSENTS = ("past", "locked", "future", "days")
BOXES = ("hours", "days", "allowances", "meals")


@click.group(
    cls=Group,
    default="list",
    epilog=examples(
        "export plan --period 2026-10 --contract-type zero-hours --hours --days --meals",
        "export apply --period 2026-10 --contract-type zero-hours --hours --days --meals",
        "export list",
        "export undo 5d0c",
    ),
)
def export() -> None:
    """Send hours, days and meals to Nmbrs: first a plan, then the export of that plan."""


def _request_options(function: F) -> F:
    """What an export is about; the same for a plan and its export."""
    boxes = {
        "hours": "Send worked hours.",
        "days": "Send the number of worked days.",
        "allowances": "Send allowances.",
        "meals": "Send meals.",
    }
    decorators = (
        period_option(),
        contract_type_option(required=True, text="The contract type whose hours are sent."),
        *(click.option(f"--{name}", is_flag=True, help=text) for name, text in boxes.items()),
        click.option(
            "--person",
            "--people",
            "people",
            multiple=True,
            metavar="PERSON",
            help="Only this person, by name, employee id or key; repeatable.",
        ),
        click.option(
            "--venue",
            "venues",
            multiple=True,
            metavar="NAME",
            help="Only lines behind which there are hours of this venue alone; repeatable.",
        ),
        click.option(
            "--team",
            "teams",
            multiple=True,
            metavar="NAME",
            help="Only lines behind which there are hours of this team alone; repeatable.",
        ),
        click.option(
            "--carry",
            multiple=True,
            metavar="YYYY-NN",
            type=parameters.period,
            help="Send along the late hours and meals of this closed period, as lines of their own; repeatable.",
        ),
        company_option,
        click.option(
            "--consent",
            "consents",
            multiple=True,
            type=click.Choice(CONSENTS),
            help="Consent to a past, locked or future period, or to overwriting Days; repeatable, with --by.",
        ),
        click.option("--by", metavar="NAME", default="", help="Who consents; it is kept on record."),
    )
    for decorate in reversed(decorators):
        function = decorate(function)
    return function


def _request(
    period: PeriodRef,
    contract_type: ContractType,
    people: tuple[str, ...],
    company: str | None,
    consents: tuple[str, ...],
    by: str,
    carry: tuple[PeriodRef, ...],
    venues: tuple[str, ...],
    teams: tuple[str, ...],
    **boxes: bool,
) -> ExportRequest:
    from application.ports.storage import Consent
    from application.prepare_export import ExportRequest
    from domain.pay_line import Part
    from domain.terms import CompanyId

    request = ExportRequest(
        CompanyId(company) if company else None,
        period,
        contract_type,
        frozenset(Part(name) for name in BOXES if boxes[name]),
        people,
        tuple(Consent(what, by.strip()) for what in dict.fromkeys(consents)),
        frozenset(carry),
        venues,
        teams,
    )
    request.check()
    return request


@export.command(
    epilog=examples(
        "export plan --period 2026-10 --contract-type zero-hours --hours --days",
        "export plan --period 2026-09 --contract-type zero-hours --hours --consent past --by Anja",
        "export plan --period 2026-10 --contract-type zero-hours --hours --carry 2026-09",
        'export plan --period 2026-10 --contract-type zero-hours --hours --person "Noor van Dijk"',
    )
)
@_request_options
@click.option("--all", "everything", is_flag=True, help="Every finding by itself, also of a kind with many.")
@pass_session
def plan(session: Session, /, everything: bool, **options: Any) -> ExitCode:
    """Findings, and what an export would add, change, remove and keep. Sends nothing."""
    from entrypoints.presentation import plan_json

    prepared = _prepare(session, _request(**options))
    draw = partial(screens.draw_plan, everything=everything)
    session.show(plan_json(prepared, session.language), draw, prepared.situation.company)
    return of_plan(prepared)


def _prepare(session: Session, request: ExportRequest, wait: bool = False) -> Prepared:
    with session.progress("Reading Nmbrs") as progress:
        prepared: Prepared = session.container.prepare_export()(request, session.who, progress, wait)
    return prepared


@export.command(
    epilog=examples(
        "export apply --period 2026-10 --contract-type zero-hours --hours --days",
        "export apply --period 2026-10 --contract-type zero-hours --hours --days --plan 3f2a9c01b7de",
        "export apply --period 2026-10 --contract-type zero-hours --hours --yes --wait --json",
    )
)
@_request_options
@click.option("--plan", "plan_hash", metavar="HASH", help="The plan that was agreed to, as export plan printed it.")
@click.option("--yes", is_flag=True, help="Agree to whatever the plan turns out to be, unseen.")
@click.option(
    "--wait",
    is_flag=True,
    help="Stay until all outcomes, earlier ones too, are known and none is under watch.",
)
@pass_session
def apply(session: Session, /, plan_hash: str | None, yes: bool, wait: bool, **options: Any) -> ExitCode:
    """Send the plan, read it back, and prove it line by line.

    Without --plan a plan is made and shown first, and you are asked. Applying the same plan again changes nothing: it
    goes on where an interrupted export stopped.
    """
    request = _request(**options)
    if plan_hash is None:
        plan_hash = _agree(session, lambda: _prepare(session, request, wait), yes)
    company = session.company(options["company"])
    with session.progress("Nmbrs") as progress:
        applied: Applied = session.container.apply_export()(request, plan_hash, session.who, wait, progress)
    return _show_applied(session, applied, company)


def _show_applied(session: Session, applied: Applied, company: Company | None) -> ExitCode:
    from entrypoints.presentation import applied_json

    session.show(applied_json(applied, session.language), screens.draw_applied, company)
    if applied.interrupted is not None and not session.json:
        session.fail(applied.interrupted)
    return of_applied(applied)


def _agree(session: Session, prepare: Callable[[], Prepared], yes: bool, verb: str = "Send") -> str:
    """The hash of a plan that a person saw and agreed to, or said yes to unseen."""
    from entrypoints.presentation import plan_json

    if not yes and not session.interactive:
        raise ProductError("plan-unconfirmed")
    prepared = prepare()
    if not yes:
        session.draw(plan_json(prepared, session.language), screens.draw_plan, prepared.situation.company)
        if prepared.plan.ready and not session.confirm(_question(session, prepared, verb)):
            session.refuse("declined", "Nothing was sent.", "")
            raise click.exceptions.Exit(ExitCode.BLOCKED)
    return prepared.plan.hash


def _question(session: Session, prepared: Prepared, verb: str) -> str:
    lines = sum(line.writes for person in prepared.plan.ready for line in person.lines)
    days = sum(person.days is not None and person.days.writes for person in prepared.plan.ready)
    what = (
        ", ".join(f"{count} {word}" for count, word in ((lines, "line(s)"), (days, "number(s) of days")) if count)
        or "nothing but our books"
    )
    people = len(prepared.plan.ready)
    whose = f"{people} {'person' if people == 1 else 'people'}"
    return (
        f"{verb} {what} of {whose} {'in' if prepared.situation.undo else 'to'} {session.container.door().kind} Nmbrs?"
    )


@export.command("list", epilog=examples("export list", "export list --period 2026-10"))
@click.option("--period", metavar="YYYY-NN", type=parameters.period, help="Only of this wage period.")
@company_option
@pass_session
def list_(session: Session, period: PeriodRef | None, company: str | None) -> ExitCode:
    """Every export, oldest first, with its result."""
    from domain.terms import CompanyId
    from entrypoints.presentation import exports_json

    exports = session.container.export_history().list(CompanyId(company) if company else None, period)
    session.show(exports_json(exports), screens.draw_exports, session.company(company))
    return ExitCode.DONE


@export.command(epilog=examples("export show 5d0c"))
@click.argument("export_id", metavar="ID")
@pass_session
def show(session: Session, export_id: str) -> ExitCode:
    """One export, line by line. The beginning of the ID is enough."""
    from entrypoints.presentation import shown_export_json

    shown = session.container.export_history().show(export_id)
    session.show(
        shown_export_json(shown, session.language), screens.draw_export, session.company(shown.export.selection.company)
    )
    return ExitCode.DONE


@export.command(
    epilog=examples(
        "export undo 5d0c",
        "export undo 5d0c --dry-run",
        "export undo 5d0c --plan 3f2a9c01b7de --wait",
    )
)
@click.argument("export_id", metavar="ID")
@click.option("--dry-run", is_flag=True, help="Show what would be taken back, and stop.")
@click.option("--plan", "plan_hash", metavar="HASH", help="The plan that was agreed to, as --dry-run printed it.")
@click.option("--yes", is_flag=True, help="Agree to whatever the plan turns out to be, unseen.")
@click.option("--wait", is_flag=True, help="Stay until all outcomes are known, earlier ones too.")
@click.option(
    "--consent",
    "consents",
    multiple=True,
    type=click.Choice(("future", "days")),
    help="Consent to a future period, or to overwriting Days; repeatable, with --by.",
)
@click.option("--by", metavar="NAME", default="", help="Who consents; it is kept on record.")
@pass_session
def undo(
    session: Session,
    /,
    export_id: str,
    dry_run: bool,
    plan_hash: str | None,
    yes: bool,
    wait: bool,
    consents: tuple[str, ...],
    by: str,
) -> ExitCode:
    """Take back what one export changed, as long as its period is open. The beginning of the ID is enough.

    Lines that it added go, lines that it changed or removed come back as they were; nothing else is touched. Without
    --plan it is shown first, per person, and you are asked. Running it again goes on where it stopped.
    """
    from application.ports.storage import Consent
    from application.undo_export import UndoRequest
    from entrypoints.presentation import plan_json

    request = UndoRequest(export_id, tuple(Consent(what, by.strip()) for what in dict.fromkeys(consents)))
    request.check()
    use = session.container.undo_export()

    def prepare() -> Prepared:
        with session.progress("Reading Nmbrs") as progress:
            prepared: Prepared = use.plan(request, session.who, progress, wait)
        return prepared

    if dry_run:
        prepared = prepare()
        session.show(plan_json(prepared, session.language), screens.draw_plan, prepared.situation.company)
        return of_plan(prepared)
    if plan_hash is None:
        plan_hash = _agree(session, prepare, yes, f"To undo export {export_id[:12]}, take back")
    with session.progress("Nmbrs") as progress:
        applied: Applied = use(request, plan_hash, session.who, wait, progress)
    return _show_applied(session, applied, session.company(applied.export.selection.company))
