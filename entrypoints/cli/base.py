"""What all commands share: ``--json``, the default subcommand of a group, and the options that recur."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from entrypoints.cli import parameters
from entrypoints.cli.session import Session

F = TypeVar("F", bound=Callable[..., Any])

pass_session = click.make_pass_decorator(Session)


# The root looks for --json before anything is parsed, so that wrong usage is answered in JSON too.
JSON_HELP = "One JSON document on stdout; messages go to stderr."


class Command(click.Command):
    """A command with ``--json``; what it returns is the exit code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.append(click.Option(["--json"], is_flag=True, expose_value=False, help=JSON_HELP))


class Group(click.Group):
    """A group of commands. Called without a subcommand it does its ``default``, if it has one."""

    command_class = Command

    def __init__(self, *args: Any, default: str | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.default = default

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        """Put the default in front of options, and in the place of nothing at all."""
        helping = any(arg in context.help_option_names for arg in args[:1])
        if self.default and not helping and not context.resilient_parsing and (not args or args[0].startswith("-")):
            args = [self.default, *args]
        return super().parse_args(context, args)

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """In the order in which they are written down, which is the order in which they are used."""
        return list(self.commands)

    def format_epilog(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Say what it does without a subcommand."""
        super().format_epilog(context, formatter)
        if self.default:
            formatter.write_paragraph()
            formatter.write_text(f"Without a command: {self.default}.")


def company_option(function: F) -> F:
    """``--company ID``."""
    text = "The company, by its Nmbrs id; may be left out while one company is linked."
    return click.option("--company", metavar="ID", help=text)(function)


def period_option(required: bool = True) -> Callable[[F], F]:
    """``--period 2026-10``."""
    text = "The wage period, such as 2026-10."
    return click.option("--period", metavar="YYYY-NN", type=parameters.period, required=required, help=text)


def contract_type_option(required: bool = False, text: str = "The contract type.") -> Callable[[F], F]:
    """``--contract-type zero-hours|hours-contract``."""
    return click.option(
        "--contract-type",
        metavar="[zero-hours|hours-contract]",
        type=parameters.contract_type,
        required=required,
        help=text,
    )


def examples(*lines: str) -> str:
    """An epilog with examples, one a line."""
    return "\b\nExamples:\n" + "\n".join(f"  eitje-nmbrs {line}" for line in lines)
