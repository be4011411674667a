"""``findings``: set warnings aside."""

from __future__ import annotations

import click
from rich.console import Console

from entrypoints.cli.base import Group, company_option, examples, pass_session
from entrypoints.cli.session import Session
from entrypoints.cli.tables import line
from entrypoints.outcomes import ExitCode
from entrypoints.presentation.values import Json


@click.group(cls=Group, epilog=examples('findings ignore F1234abcd --reason "checked with Noor"'))
def findings() -> None:
    """Findings stand in a plan: see export plan."""


@findings.command(epilog=examples('findings ignore F1234abcd --reason "checked with Noor"'))
@click.argument("finding", metavar="ID")
@click.option("--reason", default="", metavar="TEXT", help="Why; it is kept on record.")
@company_option
@pass_session
def ignore(session: Session, finding: str, reason: str, company: str | None) -> ExitCode:
    """Set warning ID aside, so that plans only count it. What blocks cannot be set aside."""
    from domain.terms import CompanyId
    from entrypoints.presentation import set_aside_json

    chosen = CompanyId(company) if company else None
    aside = session.container.set_findings_aside()(chosen, finding, reason, session.who)
    session.show(set_aside_json(aside), _draw, session.company(company))
    return ExitCode.DONE


def _draw(console: Console, document: Json) -> None:
    line(console, f"{document['finding']} is set aside by {document['by']}: {document['reason']}", "green")
