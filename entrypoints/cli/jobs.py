"""``jobs``: work in the background of ``serve``."""

from __future__ import annotations

import click
from rich.console import Console

from domain.terms import CompanyId
from domain.wage_period import PeriodRef
from entrypoints.cli.base import Group, examples, pass_session, period_option
from entrypoints.cli.session import Session
from entrypoints.cli.tables import add_row, line, put, short, state, table, text, when
from entrypoints.outcomes import ExitCode, of_error
from entrypoints.presentation.values import Json


@click.group(cls=Group, default="list", epilog=examples("jobs", "jobs show 5f2c8e0a97d44f4d8f5f0c6f4f7f3c21"))
def jobs() -> None:
    """Work in the background of `serve`: what waits or runs, and how it ended."""


@jobs.command("list", epilog=examples("jobs list", "jobs list --running"))
@click.option("--company", metavar="ID", help="Only of that company, by its Nmbrs id.")
@period_option(required=False)
@click.option("--running", is_flag=True, help="Only what waits or runs.")
@pass_session
def list_jobs(session: Session, company: str | None, period: PeriodRef | None, running: bool) -> ExitCode:
    """The latest work, newest first."""
    from entrypoints.presentation.jobs import jobs_json

    chosen = None if company is None else CompanyId(company)
    found = session.container.show_work().list(chosen, period, running)
    session.show(jobs_json(found, session.language), _draw_all)
    return ExitCode.DONE


@jobs.command("show", epilog=examples("jobs show 5f2c8e0a97d44f4d8f5f0c6f4f7f3c21"))
@click.argument("job")
@pass_session
def show(session: Session, job: str) -> ExitCode:
    """How far one is, or how it ended. The exit code is that of the error with which it failed."""
    from entrypoints.presentation.jobs import job_json

    found = session.container.show_work()(job)
    session.show(job_json(found, session.language), _draw_one)
    return of_error(found.problem) if found.problem else ExitCode.DONE


def _draw_all(console: Console, document: Json) -> None:
    if not document["jobs"]:
        line(console, "There is no work in the background.", "default")
        return
    columns = (short("Id"), text("What"), short("Company"), short("Period"), short("Asked at"), short("State"))
    rows = table(console, *columns, text("How far"))
    for job in document["jobs"]:
        place = (job["company"] or "all", job["period"] or "")
        words = (job["id"], job["title"], *place, when(job["created_at"]), state(job["state_text"]), _how_far(job))
        add_row(rows, *words, style="red" if job["error"] else "")
    put(console, rows)


def _draw_one(console: Console, job: Json) -> None:
    place = " ".join(word for word in (job["company"], job["period"]) if word)
    line(console, f"{job['title']} {place}".strip(), "bold")
    line(console, f"{job['state_text']}: {_how_far(job)}", "red" if job["error"] else "default")
    asked = f"Asked by {job['who']} at {when(job['created_at'])}."
    ended = f" Ended at {when(job['ended_at'])}." if job["ended_at"] else ""
    line(console, asked + ended, "default")
    if job["error"]:
        line(console, job["error"]["do"], "cyan")


def _how_far(job: Json) -> str:
    if job["error"]:
        return str(job["error"]["what"])
    if job["result"]:
        return ", ".join(f"{name} {value}" for name, value in job["result"].items())
    counted = f"{job['done']} of {job['total']}" if job["total"] else ""
    return " ".join(word for word in (job["phase_text"], counted) if word)
