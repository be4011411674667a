"""``sync``: the second story."""

from __future__ import annotations

import click

from domain.errors import ProductError
from entrypoints.cli import people_screens as screens
from entrypoints.cli.base import Command, company_option, examples, pass_session
from entrypoints.cli.session import Session
from entrypoints.outcomes import ExitCode


@click.command(cls=Command, epilog=examples("sync", "sync --dry-run", "sync --shown 3f2a9c01b7de", "sync --yes --json"))
@company_option
@click.option("--dry-run", is_flag=True, help="Show the differences and store nothing.")
@click.option("--shown", metavar="HASH", help="Store exactly the differences that were shown under this hash.")
@click.option("--yes", is_flag=True, help="Store whatever Nmbrs says, unseen: for scripts.")
@pass_session
def sync(session: Session, company: str | None, dry_run: bool, shown: str | None, yes: bool) -> ExitCode:
    """Take the team members from Nmbrs: who is new, what changed, who is gone, and whose link comes or goes with it.

    The differences are shown, and you are asked before they are stored. Where nobody can be asked, nothing is stored
    unless there is no difference, or --yes or --shown was said. Without --company, of all linked companies. Nothing is
    ever written to Nmbrs, and the BSN is never asked.
    """
    from domain.terms import CompanyId
    from entrypoints.presentation import sync_json

    chosen = CompanyId(company) if company else None
    use = session.container.sync_team_members()
    head = session.company(company) if company else None
    if dry_run:
        session.show(sync_json(use(chosen, session.who, dry_run=True)), screens.draw_differences, head)
        return ExitCode.DONE
    draw = screens.draw_synced
    if not yes and shown is None:
        looked = use(chosen, session.who, dry_run=True)
        shown = looked.hash
        if looked.differs:
            session.draw(sync_json(looked), screens.draw_question, head)
            if not session.interactive:
                raise ProductError("sync-unconfirmed", hash=shown)
            if not session.confirm("Store this?"):
                session.refuse("declined", "Nothing was stored.", "")
                raise click.exceptions.Exit(ExitCode.BLOCKED)
            draw = screens.draw_stored
    session.show(sync_json(use(chosen, session.who, agreed=shown)), draw, head)
    return ExitCode.DONE
