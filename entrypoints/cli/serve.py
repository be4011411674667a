"""``serve``: the HTTP interface, on this machine only."""

from __future__ import annotations

from collections.abc import Mapping

import click

from entrypoints.cli.base import Command, examples, pass_session
from entrypoints.cli.session import Session
from entrypoints.outcomes import ExitCode


@click.command(cls=Command, epilog=examples("serve", "serve --port 8080", "serve --demo"))
@click.option("--port", type=click.IntRange(0, 65535), help="The port; by default the one of the settings.")
@click.option("--demo", is_flag=True, help="A restaurant to try everything with, in memory, on any free port.")
@pass_session
def serve(session: Session, port: int | None, demo: bool) -> ExitCode:
    """Serve the five stories as JSON on loopback until Ctrl-C. Callers must know EITJE_NMBRS_HTTP_KEY.

    Meanwhile the daily work is done at EITJE_NMBRS_DAILY_AT, and mail that waits is sent every minute.

    With --demo no setting is used and nothing is kept: the fake Nmbrs, sample data, and somebody who can log in.
    """
    from entrypoints.http.server import listen, server
    from entrypoints.scheduler import scheduled
    from entrypoints.settings import OFF

    if demo:
        from entrypoints.demo_house import demo_house, ready_login

        container = demo_house(session.language)
        login, port = ready_login(container), port or 0
    else:
        container, login = session.container, None
    serving = server(container)
    with listen(container.settings().http_port if port is None else port) as listening:
        host, bound = listening.getsockname()[:2]
        pages = f"http://{host}:{bound}/"
        address = f"{pages}api/v1"
        daily_at = container.settings().daily_at
        if session.json:
            told = {"address": address, "daily_at": None if daily_at == OFF else daily_at}
            session.write_json({**told, **({"pages": pages, "login": login} if demo else {})})
        elif demo:
            click.echo(_invitation(pages, login))
        else:
            click.echo(f"Serving {container.kind().upper()} at {address} until Ctrl-C. Daily work: {daily_at}.")
        with scheduled(container):
            serving.run(sockets=[listening])
    return ExitCode.DONE


def _invitation(pages: str, login: Mapping[str, str] | None) -> str:
    """What whoever starts the demo needs to know."""
    lines = [f"The demo is at {pages} until Ctrl-C. Nothing leaves this machine, and nothing is kept."]
    if login is not None:
        lines.append(f"Log in as {login['name']} with the password {login['password']}")
    return "\n".join(lines)
