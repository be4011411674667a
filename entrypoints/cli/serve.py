"""``serve``: the HTTP interface, on this machine only."""

from __future__ import annotations

import click

from entrypoints.cli.base import Command, examples, pass_session
from entrypoints.cli.session import Session
from entrypoints.outcomes import ExitCode


@click.command(cls=Command, epilog=examples("serve", "serve --port 8080"))
@click.option("--port", type=click.IntRange(0, 65535), help="The port; by default the one of the settings.")
@pass_session
def serve(session: Session, port: int | None) -> ExitCode:
    """Serve the five stories as JSON on loopback until Ctrl-C. Callers must know EITJE_NMBRS_HTTP_KEY."""
    from entrypoints.http.server import listen, server

    container = session.container
    serving = server(container)
    with listen(container.settings().http_port if port is None else port) as listening:
        host, bound = listening.getsockname()[:2]
        address = f"http://{host}:{bound}/api/v1"
        if session.json:
            session.write_json({"address": address})
        else:
            click.echo(f"Serving {container.kind().upper()} at {address} until Ctrl-C.")
        serving.run(sockets=[listening])
    return ExitCode.DONE
