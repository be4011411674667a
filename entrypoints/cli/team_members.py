"""``team-members``: who in the hours is who in Nmbrs."""

from __future__ import annotations

import click

from domain.errors import ProductError
from entrypoints.cli import people_screens as screens
from entrypoints.cli.base import Group, examples, pass_session
from entrypoints.cli.session import Session
from entrypoints.outcomes import ExitCode


@click.group(
    cls=Group,
    default="list",
    epilog=examples(
        "team-members",
        'team-members confirm "N. van Dijk"',
        "team-members confirm --all --at-least 90",
        'team-members link "Noor van Dijk" 503201',
        'team-members ignore "Test Persoon"',
    ),
)
def team_members() -> None:
    """Everybody in the imported hours, matched with Nmbrs by id or e-mail, or by you. A name only proposes."""


@team_members.command("list", epilog=examples("team-members", "team-members list --json"))
@pass_session
def list_(session: Session) -> ExitCode:
    """Who is matched and how, who is not, who is proposed and why, and what should be looked at."""
    from entrypoints.presentation import roster_json

    session.show(roster_json(session.container.match_team_members().list(), session.language), screens.draw_roster)
    return ExitCode.DONE


@team_members.command(
    epilog=examples(
        'team-members confirm "N. van Dijk"',
        "team-members confirm --all",
        "team-members confirm --all --at-least 85 --yes",
    )
)
@click.argument("person", required=False)
@click.option("--all", "everybody", is_flag=True, help="Everybody whose proposal is sure enough; shown first.")
@click.option(
    "--at-least",
    type=click.IntRange(0, 100),
    default=90,
    show_default=True,
    help="With --all: the lowest score that is confirmed.",
)
@click.option("--yes", is_flag=True, help="With --all: confirm whatever the list turns out to be, unseen.")
@click.option("--shown", metavar="HASH", help="With --all: confirm exactly the list that was shown under this hash.")
@pass_session
def confirm(
    session: Session, person: str | None, everybody: bool, at_least: int, yes: bool, shown: str | None
) -> ExitCode:
    """Confirm the proposal for PERSON, by whole name or by the key in the list, when only one employee may be meant.

    With --all those of everybody from a score on: who is linked to whom is shown, and asked, before it is done.
    """
    if everybody == (person is not None):
        raise click.UsageError("Name one PERSON, or say --all.")
    if person is not None:
        from entrypoints.presentation import link_json

        linked = session.container.confirm_proposals().one(person, session.who)
        session.show(link_json(linked), screens.draw_link)
        return ExitCode.DONE
    return _confirm_all(session, at_least, yes, shown)


def _confirm_all(session: Session, at_least: int, yes: bool, agreed: str | None) -> ExitCode:
    from entrypoints.presentation import confirmable_json

    use = session.container.confirm_proposals()
    if agreed is None:
        looked = use.look(at_least)
        document = confirmable_json(looked, session.language)
        if not looked.sure:
            session.show(document, screens.draw_confirmable)
            return ExitCode.DONE
        if not yes:
            session.draw(document, screens.draw_confirmable)
            if not session.interactive:
                raise ProductError("confirmation-unasked", hash=looked.hash)
            whom = "1 person" if len(looked.sure) == 1 else f"{len(looked.sure)} people"
            if not session.confirm(f"Link {whom} as shown?"):
                session.refuse("declined", "Nobody was linked.", "")
                raise click.exceptions.Exit(ExitCode.BLOCKED)
        agreed = looked.hash
    done = use.all(at_least, agreed, session.who)
    session.show(confirmable_json(done, session.language), screens.draw_confirmed)
    return ExitCode.DONE


@team_members.command(
    epilog=examples(
        'team-members link "name:Noor van Dijk@De Kade" 503201',
        'team-members link "Noor van Dijk" 503244 --also',
    )
)
@click.argument("person")
@click.argument("employee")
@click.option("--also", is_flag=True, help="Beside the employment that PERSON has in that company already.")
@click.option("--same-person", is_flag=True, help="Whoever has that employee already is PERSON under another name.")
@pass_session
def link(session: Session, person: str, employee: str, also: bool, same_person: bool) -> ExitCode:
    """Link PERSON, by whole name or by the key in the list, to EMPLOYEE, an id in Nmbrs."""
    from domain.terms import EmployeeId
    from entrypoints.presentation import link_json

    use = session.container.match_team_members()
    linked = use.link(person, EmployeeId(employee), session.who, also, same_person)
    session.show(link_json(linked), screens.draw_link)
    return ExitCode.DONE


@team_members.command(epilog=examples('team-members unlink "Noor van Dijk"', 'team-members unlink "N. Dijk" 503201'))
@click.argument("person")
@click.argument("employee", required=False)
@pass_session
def unlink(session: Session, person: str, employee: str | None) -> ExitCode:
    """Say that PERSON is not EMPLOYEE: neither id, e-mail nor name links or proposes them again.

    Without EMPLOYEE it is the only one whom PERSON is linked to. The way back is to link them.
    """
    from domain.terms import EmployeeId
    from entrypoints.presentation import unlinked_json

    which = EmployeeId(employee) if employee else None
    ended = session.container.match_team_members().unlink(person, which, session.who)
    session.show(unlinked_json(ended), screens.draw_unlinked)
    return ExitCode.DONE


@team_members.command(epilog=examples('team-members ignore "Test Persoon"'))
@click.argument("person")
@pass_session
def ignore(session: Session, person: str) -> ExitCode:
    """Leave PERSON out of every export, until restored or linked."""
    from entrypoints.presentation import ignored_json

    ignored = session.container.match_team_members().ignore(person, session.who)
    session.show(ignored_json(ignored), screens.draw_ignored)
    return ExitCode.DONE


@team_members.command(epilog=examples('team-members restore "Test Persoon"'))
@click.argument("person")
@pass_session
def restore(session: Session, person: str) -> ExitCode:
    """Let PERSON, who was ignored, count again."""
    from entrypoints.presentation import restored_json

    restored = session.container.match_team_members().restore(person, session.who)
    session.show(restored_json(restored), screens.draw_restored)
    return ExitCode.DONE
