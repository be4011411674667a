"""``sync``: the second story."""

from __future__ import annotations

import click
from rich.console import Console
from rich.table import Table

from entrypoints.cli.base import Command, company_option, examples, pass_session
from entrypoints.cli.session import Session
from entrypoints.cli.tables import add_row, counted, line, put, short, table, text
from entrypoints.outcomes import ExitCode
from entrypoints.presentation.values import Json


@click.command(cls=Command, epilog=examples("sync --dry-run", "sync"))
@company_option
@click.option("--dry-run", is_flag=True, help="Show the differences and store nothing.")
@pass_session
def sync(session: Session, company: str | None, dry_run: bool) -> ExitCode:
    """Take the team members from Nmbrs: who is new, what changed, who is gone.

    Without --company, of all linked companies. Nothing is ever written to Nmbrs, and the BSN is never asked.
    """
    from domain.terms import CompanyId
    from entrypoints.presentation import sync_json

    chosen = CompanyId(company) if company else None
    synced = session.container.sync_team_members()(chosen, session.who, dry_run)
    session.show(sync_json(synced), _draw, session.company(company) if company else None)
    return ExitCode.DONE


def _draw(console: Console, document: Json) -> None:
    for company in document["companies"]:
        counts = ", ".join(f"{len(company[what])} {what}" for what in ("new", "changed", "gone"))
        line(console, f"Company {company['company']}: {counts}, {company['unchanged']} unchanged", "bold")
        if company["new"] or company["changed"] or company["gone"]:
            put(console, _changes(console, company))
    if document["dry_run"]:
        line(console, "Nothing was stored. Without --dry-run it is.", "yellow")
    elif document["newly_linked"]:
        linked = counted(document["newly_linked"], "person was", "people were")
        line(console, f"{linked} linked by Nmbrs id or e-mail; see team-members.", "green")


def _changes(console: Console, company: Json) -> Table:
    columns = (short("Employee"), text("Name"), short("What"), text("Before"), text("Now in Nmbrs"))
    rows = table(console, *columns)
    for member in company["new"]:
        add_row(rows, member["employee"], member["name"], "new", "", _brief(member), style="green")
    for change in company["changed"]:
        who = (change["employee"], change["name"])
        for name, field in change["fields"].items():
            words = (name.replace("_", " "), _shown(field["before"]), _shown(field["after"]))
            add_row(rows, *who, *words, style="yellow")
            who = ("", "") if console.is_terminal else who
    for member in company["gone"]:
        add_row(rows, member["employee"], member["name"], "gone", _brief(member), "", style="red")
    return rows


def _brief(member: Json) -> str:
    return ", ".join([*member["emails"], *(_shown([span]) for span in member["employments"][-1:])])


def _shown(value: object) -> str:
    """A field of a team member in words: spans as *from – to*, hours a week behind them."""
    if isinstance(value, list):
        return "; ".join(_shown(each) for each in value) or "none"
    if isinstance(value, dict):
        end = f" – {value['end']}" if value.get("end") else " –" if "end" in value else ""
        hours = f", {value['hours_per_week']} h a week" if value.get("hours_per_week") else ""
        return f"{value['start']}{end}{hours}"
    return "none" if value in (None, "") else str(value)
