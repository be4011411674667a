"""The command line ``eitje-nmbrs``. Commands are loaded when they are used, so that ``--help`` answers at once."""

from __future__ import annotations

import importlib
import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import click

from domain.errors import ProductError
from entrypoints.cli.base import JSON_HELP, Group
from entrypoints.cli.session import Session
from entrypoints.outcomes import ExitCode, of_error

COMMANDS = {
    "activate": ("activate:activate", "Link with Nmbrs: e-mail and API token."),
    "doctor": ("doctor:doctor", "What this machine and the Nmbrs user need, and what is missing."),
    "environments": ("environments:environments", "The Nmbrs environments that are linked."),
    "companies": ("companies:companies", "The companies, and which eitje venues each pays."),
    "sync": ("sync:sync", "Take the team members from Nmbrs."),
    "team-members": ("team_members:team_members", "Who in the hours is who in Nmbrs."),
    "wage-period": ("wage_period:wage_period", "The calendar of wage periods."),
    "mapping": ("mapping:mapping", "What goes to which code in Nmbrs."),
    "allowances": ("allowances:allowances", "What is paid on top of worked hours."),
    "timecards": ("timecards:timecards", "Import hours from eitje, and see what became of them."),
    "overview": ("overview:overview", "What a period comes to, before it is sent."),
    "export": ("export_proof:export", "Plan and send hours, days and meals; the history."),
    "differences": ("differences:differences", "What in Nmbrs needs a person's word."),
    "findings": ("findings:findings", "What stands in the way, and words about it, on record."),
    "verify": ("verify:verify", "Both sides next to each other."),
    "explain": ("explain:explain", "What is behind somebody's pay: entries, lines, changes."),
    "audit": ("audit:audit", "Who did what."),
    "status": ("status:status", "Where things stand, and who must act."),
    "notifications": ("notifications:notifications", "What happened while nobody looked; who is mailed."),
    "daily": ("daily:daily", "Do what is due: sync, look at watches, remind, send mail."),
    "accounts": ("accounts:accounts", "Who may log in to the pages, and in which role."),
    "jobs": ("jobs:jobs", "Work in the background of serve: how far it is, how it ended."),
    "serve": ("serve:serve", "The pages and the HTTP interface."),
    "demo": ("demo:demo", "The whole story on sample data, in memory."),
    "fake-nmbrs": ("fake_nmbrs:fake_nmbrs", "A Nmbrs to practise with, on this machine."),
    "completion": ("completion:completion", "The script that completes commands in your shell."),
}
"""Where each command is, as ``module:name`` within this package, and its line in the help."""

EPILOG = """\b
Start here:
  eitje-nmbrs activate --email YOU@EXAMPLE.NL
  eitje-nmbrs companies use ID --venue "De Kade"
  eitje-nmbrs sync
  eitje-nmbrs wage-period set --start 2026-01-01
  eitje-nmbrs mapping set hours --contract-type zero-hours --to 2100
  eitje-nmbrs timecards import hours.xlsx
  eitje-nmbrs export plan --period 2026-10 --contract-type zero-hours --hours

\b
Exit codes:
  0 done and proved · 1 with differences · 2 wrong usage · 3 blocked, nothing sent
  4 Nmbrs refused or not reached · 5 an outcome is not known yet
"""


class Root(Group):
    """Loads commands by name, and turns every ending into words and an exit code."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """In the order in which they are used."""
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        return cast("click.Command", getattr(importlib.import_module(f"entrypoints.cli.{module}"), name))

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """From the table, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run, say what went wrong if anything did, and exit with a code of ``entrypoints.outcomes``."""
        words = list(sys.argv[1:] if args is None else args)
        session = extra.setdefault("obj", Session())
        session.json = "--json" in words
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")
        try:
            code = super().main(
                args=args,
                prog_name=prog_name,
                complete_var=complete_var,
                standalone_mode=False,
                windows_expand_args=windows_expand_args,
                **extra,
            )
        except ProductError as error:
            session.fail(error)
            code = of_error(error)
        except click.ClickException as error:
            code = _wrong_usage(session, error)
        except click.Abort as abort:
            code = _interrupted(session, abort)
        except Exception as error:  # noqa: BLE001 - the outermost floor: whatever it is, say so and name no values
            code = _fault(session, error)
        if not standalone_mode:
            return code
        sys.exit(int(code or 0))


def _wrong_usage(session: Session, error: click.ClickException) -> ExitCode:
    if session.json:
        context = getattr(error, "ctx", None)
        command = context.command_path if context is not None else "eitje-nmbrs"
        session.refuse("usage", error.format_message(), f"See {command} --help.")
    else:
        error.show()
    return ExitCode.USAGE


def _interrupted(session: Session, abort: click.Abort) -> ExitCode:
    """Ctrl-C while something ran leaves an unknown outcome; no answer to a question leaves nothing."""
    if isinstance(abort.__cause__, KeyboardInterrupt):
        session.refuse(
            "interrupted",
            "Interrupted. What was sent before that is on record.",
            "Look at `eitje-nmbrs status`; running the same export again goes on where it is safe.",
        )
        return ExitCode.UNKNOWN
    session.refuse("no-answer", "The question was not answered, so nothing was done.", "")
    return ExitCode.USAGE


def _fault(session: Session, error: Exception) -> ExitCode:
    """A fault of this program: its kind and place, without values, for those may be secret or personal."""
    logging.getLogger(__name__).debug("unexpected %s", type(error).__name__, exc_info=error)
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f" at {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace is not None else ""
    session.refuse(
        "unexpected",
        f"This program failed ({type(error).__name__}{place}); whether it finished what it did is not known.",
        "Look at `eitje-nmbrs status`, and please report this; EITJE_NMBRS_LOG_LEVEL=DEBUG shows more.",
    )
    return ExitCode.UNKNOWN


@click.group(
    cls=Root,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option("--json", is_flag=True, expose_value=False, help=JSON_HELP)
@click.version_option(package_name="eitje-nmbrs", prog_name="eitje-nmbrs")
def cli() -> None:
    """Carries hours, days and meals from eitje to Visma Nmbrs: once, completely, into the right wage period, and proves
    it."""


def main() -> None:
    """The console script."""
    cli.main(prog_name="eitje-nmbrs")
