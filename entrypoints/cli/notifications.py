"""``notifications``: what happened while nobody looked, and who is mailed about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click
from rich.console import Console

from entrypoints.cli.base import Group, company_option, examples, pass_session
from entrypoints.cli.session import Session
from entrypoints.cli.tables import add_row, counted, line, put, short, state, table, text, when
from entrypoints.outcomes import ExitCode
from entrypoints.presentation.values import Json

if TYPE_CHECKING:
    from domain.notifications import Recipient

F = TypeVar("F", bound=Callable[..., Any])
KINDS = (
    "sync-failed",
    "people-changed",
    "export-done",
    "watch-ended",
    "differences-found",
    "period-closing",
    "token-refused",
)
WHO = {"user": "you", "payroll-office": "payroll office", "nobody": "nobody"}


@click.group(
    cls=Group,
    default="list",
    epilog=examples(
        "notifications",
        "notifications read --all",
        "notifications recipients add anja@example.nl --kind export-done --language nl",
        "notifications test anja@example.nl",
    ),
)
def notifications() -> None:
    """What happened while nobody looked; and who is mailed about it."""


@notifications.command("list", epilog=examples("notifications", "notifications list --unread --json"))
@click.option("--unread", is_flag=True, help="Only those that nobody has read.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="At most so many.")
@pass_session
def list_(session: Session, unread: bool, limit: int) -> ExitCode:
    """Notifications, newest first, with who may act and the command that helps."""
    from entrypoints.presentation import notifications_json

    told = session.container.read_notifications().show(unread, limit)
    session.show(notifications_json(told, session.language), _draw)
    return ExitCode.DONE


@notifications.command(epilog=examples("notifications read 12", "notifications read --all"))
@click.argument("number", metavar="ID", type=click.IntRange(1), required=False)
@click.option("--all", "everything", is_flag=True, help="All that nobody has read.")
@pass_session
def read(session: Session, number: int | None, everything: bool) -> ExitCode:
    """Mark notification ID as read, and show it whole."""
    from entrypoints.presentation import notifications_json

    use = session.container.read_notifications()
    if (number is None) is not everything:
        raise click.UsageError("Name one notification by its ID, or use --all.")
    told = use.read_all(session.who) if number is None else use.read(number, session.who)
    session.show(notifications_json(told, session.language), _draw)
    return ExitCode.DONE


@notifications.command(epilog=examples("notifications mails"))
@pass_session
def mails(session: Session) -> ExitCode:
    """What became of every mail: sent, waiting, or given up, and why."""
    from entrypoints.presentation import mails_json

    told = session.container.read_notifications().show()
    session.show(mails_json(told, session.language), _draw_mails)
    return ExitCode.DONE


@notifications.command(epilog=examples("notifications send"))
@pass_session
def send(session: Session) -> ExitCode:
    """Send the mails that wait and are due. `serve` does this by itself every minute, `daily` at its end."""
    from entrypoints.presentation import sent_mails_json

    mailed = session.container.send_notifications()(session.who)
    document = sent_mails_json(mailed, session.language)
    session.show(document, _draw_sent)
    return ExitCode.DONE if all(mail["problem"] is None for mail in document["mails"]) else ExitCode.PAYROLL


@notifications.command(epilog=examples("notifications test anja@example.nl --language nl"))
@click.argument("address", metavar="EMAIL")
@click.option("--language", type=click.Choice(["en", "nl"]), default="en", help="The language of the mail.")
@pass_session
def test(session: Session, address: str, language: str) -> ExitCode:
    """Send a test mail to EMAIL, and say what the mail server answered."""
    answer = session.container.send_notifications().trial(address, language)
    document = {"address": address, "answer": answer.said}
    session.show(document, lambda console, _: _draw_trial(console, document))
    return ExitCode.DONE


@notifications.group(
    cls=Group,
    default="list",
    epilog=examples("notifications recipients", "notifications recipients add anja@example.nl"),
)
def recipients() -> None:
    """Who is mailed, about which company and kind, and in which language."""


@recipients.command("list", epilog=examples("notifications recipients"))
@pass_session
def list_recipients(session: Session) -> ExitCode:
    """The recipients."""
    return _show_recipients(session)


def _recipient_options(function: F) -> F:
    kind = click.option("--kind", type=click.Choice(KINDS), help="About this kind of thing; about all when left out.")
    company = click.option("--company", metavar="ID", help="About this company; about all when left out.")
    return company(kind(function))


@recipients.command(
    "add",
    epilog=examples(
        "notifications recipients add anja@example.nl --language nl",
        "notifications recipients add office@example.nl --company 1200 --kind period-closing",
    ),
)
@click.argument("address", metavar="EMAIL")
@_recipient_options
@click.option("--language", type=click.Choice(["en", "nl"]), default="en", show_default=True, help="Mails are in it.")
@pass_session
def add(session: Session, address: str, company: str | None, kind: str | None, language: str) -> ExitCode:
    """Mail EMAIL from now on. The same once more replaces the language."""
    session.container.set_recipients().add(_recipient(address, company, kind, language), session.who)
    return _show_recipients(session)


@recipients.command("remove", epilog=examples("notifications recipients remove anja@example.nl"))
@click.argument("address", metavar="EMAIL")
@_recipient_options
@pass_session
def remove(session: Session, address: str, company: str | None, kind: str | None) -> ExitCode:
    """Mail EMAIL no more; name the company and kind with which it was added."""
    session.container.set_recipients().remove(_recipient(address, company, kind, "en"), session.who)
    return _show_recipients(session)


@notifications.command(
    epilog=examples("notifications reminder", "notifications reminder --company 1200 --days 2 --run-after 5")
)
@click.option("--days", type=click.IntRange(0), help="So many days before the period closes.")
@click.option(
    "--run-after",
    type=click.IntRange(0),
    help="The payroll office runs a period so many days after its last day, and then it closes; 0 when left out.",
)
@click.option("--off", is_flag=True, help="No reminders for this company.")
@company_option
@pass_session
def reminder(session: Session, company: str | None, days: int | None, run_after: int | None, off: bool) -> ExitCode:
    """When to remind of hours that are not sent before a period closes; without options, as it stands."""
    from domain.terms import CompanyId
    from entrypoints.presentation import reminders_json

    if off and days is not None:
        raise click.UsageError("Use --days or --off, not both.")
    if run_after is not None and days is None:
        raise click.UsageError("--run-after goes with --days.")
    use = session.container.set_recipients()
    if off or days is not None:
        use.remind(CompanyId(company) if company else None, days, run_after or 0, session.who)
    session.show(reminders_json(use.reminders()), _draw_reminders)
    return ExitCode.DONE


def _recipient(address: str, company: str | None, kind: str | None, language: str) -> Recipient:
    from domain.notifications import NotificationKind, Recipient
    from domain.terms import CompanyId

    about = CompanyId(company) if company else None
    return Recipient(address, language, about, NotificationKind(kind) if kind else None)


def _show_recipients(session: Session) -> ExitCode:
    from entrypoints.presentation import recipients_json

    container = session.container
    document = recipients_json(container.set_recipients().show(), container.send_notifications().ready)
    session.show(document, _draw_recipients)
    return ExitCode.DONE


def _draw(console: Console, document: Json) -> None:
    several = len({told["company"] for told in document["notifications"]}) > 1
    for told in document["notifications"]:
        company = f" · {told['company_name'] or told['company'] or 'all companies'}" if several else ""
        mark = "" if told["read_at"] else "NEW "
        head = f"{told['id']}. {mark}{when(told['at'])}{company} · {told['title']} [{told['code']}]"
        line(console, head, "" if told["read_at"] else "bold")
        line(console, f"   {told['text']}")
        line(console, f"   Who may act: {WHO[told['who']]}. {told['command']}", "cyan")
        for mail in told["mails"]:
            line(
                console, f"   Mail to {mail['address']}: {_mail(mail)}", "dim" if mail["problem"] is None else "yellow"
            )
    if not document["notifications"]:
        line(console, "There are no notifications." if not document["unread"] else "Nothing to show.", "green")
    elif document["unread"]:
        line(console, f"{document['unread']} unread. Mark them with notifications read ID, or --all.", "yellow")


def _mail(mail: Json) -> str:
    words = str(mail["state"]).replace("-", " ")
    if mail["next_attempt"] and mail["attempts"]:
        words += f", next attempt from {when(mail['next_attempt'])} on"
    return f"{words}. {mail['problem']['what']}" if mail["problem"] else words


def _draw_mails(console: Console, document: Json) -> None:
    rows = table(console, short("Notification"), text("Address"), short("State"), short("Tried"), text("What happened"))
    for mail in document["mails"]:
        problem = mail["problem"]["what"] if mail["problem"] else ""
        moment = when(mail["ended_at"] or mail["next_attempt"])
        words = problem or (f"at {moment}" if mail["ended_at"] else "")
        add_row(rows, mail["notification"], mail["address"], state(mail["state"]), mail["attempts"], words)
    put(console, rows)
    if not document["mails"]:
        line(console, "There are no mails.", "green")


def _draw_sent(console: Console, document: Json) -> None:
    _draw_mails(console, document)
    mailed = counted(document["sent"], "mail")
    line(console, f"{mailed} sent, {document['waiting']} to be tried again, {document['given_up']} given up.")


def _draw_trial(console: Console, document: Json) -> None:
    line(console, f"The mail server accepted a test mail to {document['address']}: {document['answer']}", "green")
    line(console, "Look whether it arrived, also among unwanted mail.")


def _draw_recipients(console: Console, document: Json) -> None:
    rows = table(console, text("Address"), short("Company"), short("Kind"), short("Language"))
    for each in document["recipients"]:
        add_row(rows, each["address"], each["company"] or "all", each["kind"] or "all", each["language"])
    put(console, rows)
    if not document["recipients"]:
        line(console, "Nobody is mailed.", "yellow")
    elif not document["mail_server"]:
        line(console, "No mail server is set, so nothing leaves: see EITJE_NMBRS_SMTP_HOST.", "yellow")


def _draw_reminders(console: Console, document: Json) -> None:
    for each in document["reminders"]:
        run = f", {counted(each['run_after'], 'day')} after its last day" if each["run_after"] else ", on its last day"
        words = "off" if each["days"] is None else f"{counted(each['days'], 'day')} before a period closes{run}"
        line(console, f"{each['name']} (company {each['company']}): {words}")
    if not document["reminders"]:
        line(console, "No company is linked.", "yellow")
