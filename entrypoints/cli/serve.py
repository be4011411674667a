"""``serve``: the HTTP interface."""

from __future__ import annotations

import signal
import threading
from collections.abc import Mapping
from typing import NoReturn

import click

from entrypoints.cli.base import Command, examples, pass_session
from entrypoints.cli.session import Session
from entrypoints.outcomes import ExitCode

LOOPBACK = "127.0.0.1"


@click.command(
    cls=Command, epilog=examples("serve", "serve --port 8080", "serve --host 0.0.0.0 --port 443", "serve --demo")
)
@click.option("--host", help="The address; by default the one of the settings. Any but loopback needs TLS.")
@click.option("--port", type=click.IntRange(0, 65535), help="The port; by default the one of the settings.")
@click.option("--demo", is_flag=True, help="A restaurant to try everything with, in memory, on any free port.")
@pass_session
def serve(session: Session, host: str | None, port: int | None, demo: bool) -> ExitCode:
    """Serve the five stories until Ctrl-C: to people who log in, and as JSON to programs that know
    EITJE_NMBRS_HTTP_KEY.

    Meanwhile the daily work is done at EITJE_NMBRS_DAILY_AT, and mail that waits is sent every minute. Work in the
    background goes on where an earlier process left it.

    With --demo no setting is used and nothing is kept: the fake Nmbrs, sample data, and somebody who can log in.
    """
    from entrypoints.http.doors import listen
    from entrypoints.http.server import server
    from entrypoints.scheduler import scheduled
    from entrypoints.settings import OFF
    from entrypoints.worker import working

    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _end)
    if demo:
        from entrypoints.demo_house import demo_house, ready_login

        container = demo_house(session.language)
        login, host, port = ready_login(container), LOOPBACK, port or 0
    else:
        container, login = session.container, None
    settings = container.settings()
    chosen = host or settings.http_host
    serving = server(container, chosen)
    with listen(chosen, settings.http_port if port is None else port) as listening:
        bound_to, bound = listening.getsockname()[:2]
        scheme = "https" if settings.http_certificate else "http"
        name = f"[{bound_to}]" if ":" in bound_to else bound_to
        pages = f"{scheme}://{name}:{bound}/"
        address = f"{pages}api/v1"
        daily_at = settings.daily_at
        if session.json:
            told = {"address": address, "pages": pages, "daily_at": None if daily_at == OFF else daily_at}
            session.write_json({**told, **({"login": login} if login else {})})
        elif login:
            click.echo(_invitation(pages, login))
        else:
            click.echo(f"Serving {container.kind().upper()} at {pages} until Ctrl-C. Daily work: {daily_at}.")
        with scheduled(container), working(container):
            serving.run(sockets=[listening])
    return ExitCode.DONE


def _end(number: int, _frame: object) -> NoReturn:
    """A request to end, which the server passes on when it has let go of everybody: what runs is waited for."""
    raise SystemExit(128 + number)


def _invitation(pages: str, login: Mapping[str, str]) -> str:
    """What whoever starts the demo needs to know."""
    said = f"The demo is at {pages} until Ctrl-C. Nothing leaves this machine, and nothing is kept."
    return f"{said}\nLog in as {login['name']} with the password {login['password']}"
