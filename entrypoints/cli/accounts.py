"""``accounts``: who may log in to the pages, also when nobody can any more."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click
from rich.console import Console

from domain.errors import ProductError
from entrypoints.cli.base import Group, examples, pass_session
from entrypoints.cli.session import Session
from entrypoints.cli.tables import add_row, line, number, put, short, table, text, when
from entrypoints.outcomes import ExitCode
from entrypoints.presentation.values import Json

if TYPE_CHECKING:
    from domain.accounts import Account

PASSWORD_VARIABLE = "EITJE_NMBRS_PASSWORD"
ROLES = ("viewer", "operator", "payroll", "administrator")
role_choice = click.Choice(ROLES)


@click.group(
    cls=Group,
    default="list",
    epilog=examples(
        "accounts",
        'accounts add anja@example.nl --name "Anja de Wit" --role administrator',
        "accounts password anja@example.nl",
    ),
)
def accounts() -> None:
    """Who may log in to the pages, and in which role.

    An operator also syncs, matches, imports hours and plans; payroll also exports, verifies, undoes and decides; an
    administrator also links, sets and keeps accounts. A viewer looks.
    """


@accounts.command("list", epilog=examples("accounts", "accounts --json"))
@pass_session
def list_(session: Session) -> ExitCode:
    """The accounts, and at how many places each is logged in."""
    from entrypoints.presentation import accounts_json

    session.show(accounts_json(session.container.manage_accounts().list()), _draw)
    return ExitCode.DONE


@accounts.command(epilog=examples('accounts add bas@example.nl --name "Bas Visser" --role payroll --language nl'))
@click.argument("email")
@click.option("--name", "shown", required=True, help="What pages call them.")
@click.option("--role", type=role_choice, required=True, help="What they may do.")
@click.option("--language", type=click.Choice(("en", "nl")), help="The language of their pages; else their browser's.")
@pass_session
def add(session: Session, email: str, shown: str, role: str, language: str | None) -> ExitCode:
    """Let EMAIL log in. The password is asked, or read from EITJE_NMBRS_PASSWORD; it is never an argument."""
    from application.manage_accounts import NewAccount
    from domain.accounts import Role

    made = NewAccount(email, shown, Role(role), language)
    use_case, password = session.container.manage_accounts(), _password(session)
    return _told(session, use_case.add(made, password, session.who), "{name} can log in as {role}.")


@accounts.command("role", epilog=examples("accounts role bas@example.nl operator"))
@click.argument("email")
@click.argument("role", type=role_choice)
@pass_session
def set_role(session: Session, email: str, role: str) -> ExitCode:
    """Give EMAIL another ROLE, from the next request on. The last administrator stays one."""
    from domain.accounts import Role

    use_case = session.container.manage_accounts()
    return _told(session, use_case.set_role(email, Role(role), session.who), "{name} is {role} now.")


@accounts.command(epilog=examples("accounts disable bas@example.nl"))
@click.argument("email")
@pass_session
def disable(session: Session, email: str) -> ExitCode:
    """Let EMAIL log in no more, and log them out everywhere."""
    done = session.container.manage_accounts().disable(email, session.who)
    return _told(session, done, "{name} can no longer log in, and is logged out everywhere.")


@accounts.command(epilog=examples("accounts enable bas@example.nl"))
@click.argument("email")
@pass_session
def enable(session: Session, email: str) -> ExitCode:
    """Let EMAIL log in again, with the password of before."""
    done = session.container.manage_accounts().enable(email, session.who)
    return _told(session, done, "{name} can log in again, as {role}.")


@accounts.command("password", epilog=examples("accounts password anja@example.nl"))
@click.argument("email")
@pass_session
def set_password(session: Session, email: str) -> ExitCode:
    """Give EMAIL another password, and log them out everywhere.

    The password is asked, or read from EITJE_NMBRS_PASSWORD; it is never an argument.
    """
    use_case, password = session.container.set_password(), _password(session)
    return _told(session, use_case.of(email, password, session.who), "{name} has another password.")


@accounts.command(epilog=examples("accounts logout bas@example.nl"))
@click.argument("email")
@pass_session
def logout(session: Session, email: str) -> ExitCode:
    """Log EMAIL out everywhere."""
    from domain.accounts import plain_name

    ended = session.container.sessions().end_all(plain_name(email), session.who)
    session.show({"ended": ended}, lambda console, _: line(console, f"Logged out at {ended} places.", "green"))
    return ExitCode.DONE


def _password(session: Session) -> str:
    """From the environment or a person, never from an argument, where other users would see it."""
    password = os.environ.get(PASSWORD_VARIABLE, "")
    if not password and session.interactive:
        password = str(click.prompt("Password (not shown)", hide_input=True, confirmation_prompt=True, err=True))
    if not password:
        raise ProductError("password-missing", variable=PASSWORD_VARIABLE)
    return password


def _told(session: Session, account: Account, sentence: str) -> ExitCode:
    from entrypoints.presentation import account_json

    document = account_json(account)
    session.show(document, lambda console, shown: line(console, sentence.format(**shown), "green"))
    return ExitCode.DONE


def _draw(console: Console, document: Json) -> None:
    rows = table(
        console, text("E-mail"), text("Name"), short("Role"), short("May log in"), short("Since"), number("Logged in")
    )
    for each in document["accounts"]:
        active = "yes" if each["active"] else "NO"
        add_row(rows, each["name"], each["shown"], each["role"], active, when(each["created_at"]), each["sessions"])
    put(console, rows)
    if not document["accounts"]:
        line(console, "None. Whoever opens the pages first makes the first administrator; or: accounts add", "yellow")
