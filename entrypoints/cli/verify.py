"""``verify``: the fifth story."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from entrypoints.cli.base import Command, company_option, examples, pass_session, period_option
from entrypoints.cli.export_screens import draw_verified
from entrypoints.cli.session import Session
from entrypoints.outcomes import ExitCode, of_verified

if TYPE_CHECKING:
    from domain.wage_period import PeriodRef


@click.command(cls=Command, epilog=examples("verify --period 2026-10", "verify --period 2026-10 --json"))
@period_option()
@company_option
@pass_session
def verify(session: Session, period: PeriodRef, company: str | None) -> ExitCode:
    """Put eitje and Nmbrs next to each other, per person and code, every difference with its cause."""
    from domain.terms import CompanyId
    from entrypoints.presentation import verified_json

    chosen = CompanyId(company) if company else None
    with session.progress("Reading Nmbrs") as progress:
        verified = session.container.verify_export()(chosen, period, session.who, progress)
    session.show(verified_json(verified, session.language), draw_verified, verified.situation.company)
    return of_verified(verified)
