"""``status``: where things stand."""

from __future__ import annotations

import click
from rich.console import Console

from entrypoints.cli.base import Command, examples, pass_session
from entrypoints.cli.export_screens import draw_watches, what
from entrypoints.cli.session import Session
from entrypoints.cli.tables import add_row, line, put, short, state, table, text, when
from entrypoints.outcomes import ExitCode, of_status
from entrypoints.presentation.values import Json

WHO = {"user": "you", "payroll-office": "payroll office", "nobody": "wait"}


@click.command(cls=Command, epilog=examples("status", "status --json"))
@pass_session
def status(session: Session) -> ExitCode:
    """Live, sandbox or demo; the environments; where each company stands on both sides; what waits; who must act."""
    from entrypoints.presentation import status_json

    shown = session.container.show_status()()
    with session.container.storage().read() as work:
        now = work.now()
    database = str(session.container.settings().database_url)
    session.show({"database": database, **status_json(shown, now, session.language)}, _draw)
    return of_status(shown)


def _draw(console: Console, document: Json) -> None:
    line(console, f"Database: {document['database']}", "dim")
    environments = document["environments"]
    if not environments:
        line(console, "Not activated.", "yellow")
    for each in environments:
        off = "off" if each["own_link_off"] else "ON"
        named = f"{each['domain']}: activated" if len(environments) > 1 else "Activated"
        line(console, f"{named} {when(each['activated_at'])} by {each['email']}; eitje's own link is {off}.")
        if each["problem"]:
            line(console, each["problem"]["what"], "bold red")
    if daily := document["daily"]:
        ended = when(daily["ended_at"]) if daily["ended_at"] else "not ended"
        failed = f", {daily['failed']} things failed" if daily["failed"] else ""
        line(console, f"Daily work of {daily['day']}: {ended}{failed}", "yellow" if failed else "")
    for company in document["companies"]:
        _draw_company(console, company, len(environments) > 1)
    if document["to_do"]:
        rows = table(console, short("Who"), text("What"))
        for item in document["to_do"]:
            about = f"[{item['company']}] " if item["company"] and len(document["companies"]) > 1 else ""
            if item["domain"] and not item["company"] and len(environments) > 1:
                about = f"[{item['domain']}] "
            add_row(rows, WHO[item["who"]], f"{about}{item['what']}")
        put(console, rows)
    else:
        line(console, "Nothing waits.", "green")


def _draw_company(console: Console, company: Json, several: bool) -> None:
    where = f", {company['domain']}" if several else ""
    line(console, f"{company['name']} (company {company['id']}{where})", "bold")
    ours, theirs, last = company["our_period"], company["payroll"], company["last_export"]
    facts = {
        "Today lies in": f"{ours['period']} ({ours['start']} – {ours['end']})" if ours else "no wage period",
        "Nmbrs' current period": theirs["current"] if theirs else "not known now",
        "Last sync": when(company["synced_at"]) or "never",
        "Last export": _exported(last) if last else "none",
        "Last check": _checked(company["last_check"]),
        "Open differences": f"{company['open_differences']} in the last checks",
        "Blocking findings": f"{company['open_findings']} in the last plan",
    }
    for name, value in facts.items():
        line(console, f"  {name + ':':23} {value}")
    for change in (*company["waiting"], *company["lacking"]):
        _draw_change(console, change)
    draw_watches(console, company["under_watch"])
    for lease in company["busy"]:
        line(
            console,
            f"  {lease['owner']} is exporting {lease['period']}, until {when(lease['until'])} at the latest",
            "yellow",
        )


def _exported(export: Json) -> str:
    undoing = f", undo of {export['undoes'][:12]}" if export["undoes"] else ""
    return f"{export['period']}, {when(export['started_at'])}{undoing}, {export['result'] or 'not ended'}"


def _checked(check: Json | None) -> str:
    if check is None:
        return "none"
    return f"{check['period']}, {when(check['at'])}, {'proved' if check['clean'] else 'not proved'}"


def _draw_change(console: Console, change: Json) -> None:
    until = f", known from {when(change['settles_at'])} on" if change["settles_at"] else ""
    missing = "" if change["missing"] == "0.00" else f"; {change['missing']} is missing in Nmbrs"
    words = f"  {change['action']} {what(change)} of {change['name']}: "
    line(console, f"{words}{state(change['state'])}{until}{missing}", "yellow")
