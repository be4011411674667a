"""``completion``: the script that completes commands in a shell."""

from __future__ import annotations

import click

from entrypoints.cli.base import Command, examples, pass_session
from entrypoints.cli.session import Session
from entrypoints.outcomes import ExitCode


@click.command(
    cls=Command,
    epilog=examples("completion bash >> ~/.bashrc", "completion zsh >> ~/.zshrc"),
)
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
@pass_session
def completion(session: Session, shell: str) -> ExitCode:
    """Print the completion script of SHELL; put it where your shell reads it at start."""
    from click.shell_completion import get_completion_class

    from entrypoints.cli.main import cli

    made = get_completion_class(shell)
    if made is None:
        raise click.UsageError(f"There is no completion for {shell}.")
    script = made(cli, {}, "eitje-nmbrs", "_EITJE_NMBRS_COMPLETE").source()
    if session.json:
        session.write_json({"shell": shell, "script": script})
    else:
        click.echo(script)
    return ExitCode.DONE
