"""``fake-nmbrs``: a Nmbrs to practise with, on this machine."""

from __future__ import annotations

import click

from entrypoints.cli.base import Command, examples, pass_session
from entrypoints.cli.session import Session
from entrypoints.outcomes import ExitCode


@click.command("fake-nmbrs", cls=Command, epilog=examples("fake-nmbrs", "fake-nmbrs --port 8081 --employees 500"))
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="The port on this machine; a free one by default."
)
@click.option("--companies", type=click.IntRange(1, 100), default=1, show_default=True, help="How many companies.")
@click.option("--employees", type=click.IntRange(1, 10_000), help="How many employees each has; ten by default.")
@pass_session
def fake_nmbrs(session: Session, port: int, companies: int, employees: int | None) -> ExitCode:
    """Serve an invented payroll that speaks SOAP as Nmbrs does, until Ctrl-C. Nothing of it is kept."""
    from adapters.nmbrs_fake.sample_data import DEMO_CREDENTIALS
    from adapters.nmbrs_fake.soap_server import serve_demo

    def announce(address: str) -> None:
        user = {"email": DEMO_CREDENTIALS.email, "token": DEMO_CREDENTIALS.token, "domain": DEMO_CREDENTIALS.domain}
        if session.json:
            session.write_json({"address": address, **user})
            return
        click.echo(f"A fake Nmbrs answers at {address} until Ctrl-C. In another window:\n")
        click.echo(f"  export EITJE_NMBRS_NMBRS_URL={address}")
        click.echo(f"  export EITJE_NMBRS_TOKEN={user['token']}")
        click.echo(f"  eitje-nmbrs activate --email {user['email']} --domain {user['domain']} --own-link-off")

    try:
        serve_demo(port, companies, employees, announce)
    except OSError as error:
        raise click.UsageError(f"Port {port} cannot be used: {error.strerror}.") from None
    return ExitCode.DONE
