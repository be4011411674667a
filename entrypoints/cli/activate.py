"""``activate``: the first story."""

from __future__ import annotations

import os
from pathlib import Path

import click
from rich.console import Console

from domain.errors import ProductError
from entrypoints.cli.base import Command, examples, pass_session
from entrypoints.cli.companies import draw_companies
from entrypoints.cli.session import Session
from entrypoints.cli.tables import line
from entrypoints.outcomes import ExitCode
from entrypoints.presentation.values import Json

TOKEN_VARIABLE = "EITJE_NMBRS_TOKEN"
WHERE = "The API token stands in Nmbrs: user menu, user profile, tab API Token; activate it there and copy it."
NOT_THERE = "Is that tab not there? Ask your payroll provider."
LONGEST_TOKEN_FILE = 10_000


@click.command(
    cls=Command,
    epilog=examples(
        "activate --email YOU@EXAMPLE.NL",
        "activate --email YOU@EXAMPLE.NL --domain kadegroep --token-file token.txt --own-link-off",
    ),
)
@click.option("--email", required=True, help="The e-mail address of the Nmbrs user.")
@click.option("--domain", default="", help="The part before .nmbrs.nl; Nmbrs is asked when it is left out.")
@click.option(
    "--token-file",
    type=click.Path(path_type=Path),
    help=f"A file with the API token. Else {TOKEN_VARIABLE} is read, else it is asked.",
)
@click.option(
    "--own-link-off/--own-link-on",
    default=None,
    help="Whether eitje's own Nmbrs link is switched off; if both send hours, people are paid twice.",
)
@pass_session
def activate(session: Session, email: str, domain: str, token_file: Path | None, own_link_off: bool | None) -> ExitCode:
    """Link with Nmbrs: the credentials are tried at once, and the token is stored encrypted.

    Activating a domain again replaces its e-mail and token, also when the old one is withdrawn; companies keep their
    venues. Activating another domain adds that environment.
    """
    from application.ports.payroll import Credentials
    from entrypoints.presentation import activated_json

    use_case = session.container.activate()
    token = _token(session, token_file)
    if own_link_off is None and session.interactive:
        own_link_off = session.confirm("Is eitje's own Nmbrs link switched off in eitje?", default=None)
    activated = use_case(Credentials(email.strip(), token, domain.strip()), own_link_off, session.who)
    session.show(activated_json(activated), _draw)
    return ExitCode.DONE


def _token(session: Session, file: Path | None) -> str:
    """From the file, the environment, or a person; never from an argument, where other users would see it."""
    if file is not None:
        token = _from_file(file)
    else:
        token = os.environ.get(TOKEN_VARIABLE, "").strip()
        if not token and session.interactive:
            session.say(WHERE)
            session.say(NOT_THERE)
            token = str(click.prompt("API token (not shown)", hide_input=True, err=True)).strip()
    if not token:
        raise ProductError("token-missing")
    return token


def _from_file(file: Path) -> str:
    try:
        with file.open(encoding="utf-8") as opened:
            return opened.read(LONGEST_TOKEN_FILE).strip()
    except OSError as error:
        raise ProductError("file-not-found", file=file, detail=error.strerror) from None
    except UnicodeDecodeError:
        raise ProductError("token-missing") from None


def _draw(console: Console, document: Json) -> None:
    done = "The token is replaced; everything else stays as it was." if document["replaced"] else "Activated."
    line(console, f"{done} The token is stored encrypted and is never shown again.", "green")
    draw_companies(console, document)
    for company in document["out_of_reach"]:
        line(
            console,
            f"This token does not reach {company['name']} (company {company['id']}), which is linked: ask your payroll"
            " provider to give this Nmbrs user access to it.",
            "yellow",
        )
    if not document["own_link_off"]:
        line(
            console,
            "eitje's own Nmbrs link is still on: every export will warn that people may be paid twice.",
            "yellow",
        )
    if not any(company["linked"] for company in document["companies"]):
        line(console, "Next: eitje-nmbrs companies use ID --venue NAME")
    line(console, "Link an environment in one installation only: two cannot see each other's exports while they run.")
