"""The words of a mail. Plain text, in the recipient's language, and nothing in it that a stranger may not read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from domain.hours import shown
from domain.notifications import WHO_ACTS, Notification
from domain.terms import CompanyId

PREFIX = "eitje-nmbrs"


def mail_text(
    told: Sequence[Notification], names: Mapping[CompanyId, str], environment: str, language: str
) -> tuple[str, str]:
    """Subject and body. ``names`` are those of companies; ``environment`` is ``live``, ``sandbox`` or ``demo``."""
    dutch = language == "nl"
    if len(told) == 1:
        subject = f"{_company(told[0], names, dutch)}: {told[0].title(language)}"
    else:
        subject = f"{len(told)} meldingen" if dutch else f"{len(told)} notifications"
    body = [*(_one(each, names, language) for each in told), _foot(environment, dutch)]
    return f"{_mark(environment)}{subject}", "\n\n".join(body) + "\n"


def trial_text(environment: str, language: str) -> tuple[str, str]:
    """Subject and body of a mail that only tries whether mail arrives."""
    if language == "nl":
        return (
            f"{_mark(environment)}testmail",
            f"Deze mail is een proef: meldingen komen aan.\n\n{_foot(environment, True)}\n",
        )
    return (
        f"{_mark(environment)}test mail",
        f"This mail is a trial: notifications arrive.\n\n{_foot(environment, False)}\n",
    )


def _mark(environment: str) -> str:
    return f"{PREFIX}: " if environment == "live" else f"{PREFIX}: [{environment.upper()}] "


def _one(told: Notification, names: Mapping[CompanyId, str], language: str) -> str:
    dutch = language == "nl"
    return "\n".join(
        [
            f"{_company(told, names, dutch)} - {told.title(language)} ({shown(told.at)})",
            told.text(language),
            WHO_ACTS[told.who][dutch],
            f"{'Kijk verder met' if dutch else 'See more with'}: {told.command}",
        ]
    )


def _company(told: Notification, names: Mapping[CompanyId, str], dutch: bool) -> str:
    if told.company is None:
        return "alle bedrijven" if dutch else "all companies"
    name = names.get(told.company, "")
    named = "".join(c if c.isprintable() else " " for c in name).strip()
    return named or (f"bedrijf {told.company}" if dutch else f"company {told.company}")


def _foot(environment: str, dutch: bool) -> str:
    if dutch:
        return f"-- \nVerstuurd door eitje-nmbrs ({environment}). Met opzet staan hierin geen namen, uren of bedragen."
    return f"-- \nSent by eitje-nmbrs ({environment}). On purpose there are no names, hours or amounts in this mail."
