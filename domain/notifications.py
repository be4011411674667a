"""What people are told when they are not at the screen, each thing with a stable code and in English and Dutch.

Notifications travel by e-mail, so they hold the company, the period and counts, and never a person, an amount, an hour
or a word that Nmbrs said: who wants to know more runs the command that stands in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from domain.errors import CATALOGUE, ProductError
from domain.terms import CompanyId
from domain.wage_period import PeriodRef

LANGUAGES = ("en", "nl")
LONGEST_ADDRESS = 254
_LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"{_LOCAL}(?:\.{_LOCAL})*@{_LABEL}(?:\.{_LABEL})+\Z")
_LONGEST_LOCAL = 64


class NotificationKind(StrEnum):
    """What somebody may choose to be mailed about."""

    SYNC_FAILED = "sync-failed"
    PEOPLE_CHANGED = "people-changed"
    EXPORT_DONE = "export-done"
    WATCH_ENDED = "watch-ended"
    DIFFERENCES_FOUND = "differences-found"
    PERIOD_CLOSING = "period-closing"
    TOKEN_REFUSED = "token-refused"


class WhoActs(StrEnum):
    """Who may do something about it."""

    USER = "user"
    PAYROLL_OFFICE = "payroll-office"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class NotificationText:
    """One entry of the catalogue. Title and text may hold ``{names}``; so may the command that helps."""

    kind: NotificationKind
    who: WhoActs
    command: str
    title: str
    text: str
    title_nl: str
    text_nl: str


K, W = NotificationKind, WhoActs
_SYNC = "eitje-nmbrs sync{of_company}"
_VERIFY = "eitje-nmbrs verify{of_company} --period {period}"

NOTIFICATIONS: dict[str, NotificationText] = {
    "sync-failed": NotificationText(
        K.SYNC_FAILED,
        W.USER,
        _SYNC,
        "sync failed",
        "The team members could not be taken from Nmbrs, and stay as they were. {problem}",
        "ophalen van teamleden mislukt",
        "De teamleden konden niet uit Nmbrs gehaald worden en blijven zoals ze waren. {problem}",
    ),
    "check-failed": NotificationText(
        K.SYNC_FAILED,
        W.USER,
        _VERIFY,
        "check of {period} failed",
        "Something in {period} waits for a look at Nmbrs, and Nmbrs could not be read. {problem}",
        "controle van {period} mislukt",
        "In {period} wacht iets op een blik in Nmbrs, en Nmbrs kon niet gelezen worden. {problem}",
    ),
    "people-changed": NotificationText(
        K.PEOPLE_CHANGED,
        W.USER,
        "eitje-nmbrs team-members",
        "team members changed",
        "The team members were taken from Nmbrs: {new} new, {changed} changed, {gone} gone. Look whether everybody "
        "is linked.",
        "teamleden gewijzigd",
        "De teamleden zijn uit Nmbrs gehaald: {new} nieuw, {changed} gewijzigd, {gone} verdwenen. Kijk of iedereen "
        "gekoppeld is.",
    ),
    "people-to-change": NotificationText(
        K.PEOPLE_CHANGED,
        W.USER,
        _SYNC,
        "team members differ from Nmbrs",
        "Nmbrs holds other team members than are stored here: {new} new, {changed} changed, {gone} gone. Nothing was "
        "stored; look at the changes with --dry-run, and store them without it.",
        "teamleden verschillen van Nmbrs",
        "In Nmbrs staan andere teamleden dan hier: {new} nieuw, {changed} gewijzigd, {gone} verdwenen. Er is niets "
        "opgeslagen; bekijk de wijzigingen met --dry-run en sla ze zonder op.",
    ),
    "export-proved": NotificationText(
        K.EXPORT_DONE,
        W.NOBODY,
        _VERIFY,
        "{what} of {period}: proved",
        "{What} of {period} has ended. All that it was to do stands in Nmbrs, and was read back.",
        "{what} van {period}: bewezen",
        "{What} van {period} is klaar. Alles wat het moest doen staat in Nmbrs en is teruggelezen.",
    ),
    "export-differences": NotificationText(
        K.EXPORT_DONE,
        W.USER,
        _VERIFY,
        "{what} of {period}: with differences",
        "{What} of {period} has ended, and not everything is as it should be: there are differences, or people were "
        "left out.",
        "{what} van {period}: met verschillen",
        "{What} van {period} is klaar, en niet alles is zoals het moet zijn: er zijn verschillen, of mensen zijn "
        "overgeslagen.",
    ),
    "export-unknown": NotificationText(
        K.EXPORT_DONE,
        W.USER,
        _VERIFY,
        "{what} of {period}: not all is known yet",
        "{What} of {period} has ended, and of some of it is not known yet what Nmbrs did. Nothing is sent twice: run "
        "the same export again, it finds out first.",
        "{what} van {period}: nog niet alles bekend",
        "{What} van {period} is klaar, en van een deel is nog niet bekend wat Nmbrs deed. Er wordt niets dubbel "
        "verstuurd: voer dezelfde export opnieuw uit, die zoekt dat eerst uit.",
    ),
    "export-interrupted": NotificationText(
        K.EXPORT_DONE,
        W.USER,
        "eitje-nmbrs status",
        "{what} of {period}: interrupted",
        "{What} of {period} was interrupted. Run the same export again: it goes on where that is safe.",
        "{what} van {period}: afgebroken",
        "{What} van {period} is afgebroken. Voer dezelfde export opnieuw uit: die gaat verder waar dat veilig is.",
    ),
    "export-nothing-sent": NotificationText(
        K.EXPORT_DONE,
        W.USER,
        "eitje-nmbrs export plan --help",
        "{what} of {period}: nothing sent",
        "{What} of {period} stopped before anything was sent. Plan it again.",
        "{what} van {period}: niets verstuurd",
        "{What} van {period} stopte voordat er iets verstuurd was. Plan opnieuw.",
    ),
    "watch-ended": NotificationText(
        K.WATCH_ENDED,
        W.NOBODY,
        _VERIFY,
        "watch over {period} ended: nothing landed",
        "What was under watch in {period} ({count}) did not land in Nmbrs after all. Nothing is left to wait for.",
        "volgen van {period} klaar: niets aangekomen",
        "Wat in {period} gevolgd werd ({count}) is niet alsnog in Nmbrs aangekomen. Er is niets meer om op te wachten.",
    ),
    "watch-landed": NotificationText(
        K.WATCH_ENDED,
        W.NOBODY,
        _VERIFY,
        "watch over {period} ended: it had landed",
        "What was under watch in {period} ({count}) had landed in Nmbrs late, and was adopted by a person's word. "
        "Nothing is left to wait for.",
        "volgen van {period} klaar: alsnog aangekomen",
        "Wat in {period} gevolgd werd ({count}) was later alsnog in Nmbrs aangekomen en is door iemand overgenomen. "
        "Er is niets meer om op te wachten.",
    ),
    "differences-found": NotificationText(
        K.DIFFERENCES_FOUND,
        W.USER,
        "eitje-nmbrs differences{of_company} --period {period}",
        "differences in {period}",
        "A check of {period} found differences between eitje and Nmbrs that were not there before; {count} wait now.",
        "verschillen in {period}",
        "Een controle van {period} vond verschillen tussen eitje en Nmbrs die er eerder niet waren; er wachten er nu "
        "{count}.",
    ),
    "period-closing": NotificationText(
        K.PERIOD_CLOSING,
        W.USER,
        "eitje-nmbrs export plan{of_company} --period {period} --contract-type {contract_type} --hours --days",
        "{period} closes on {closes}, hours not sent",
        "Period {period} runs to {last_day} and closes on {closes}. Hours of {count} people are not in Nmbrs yet, or "
        "changed since.",
        "{period} sluit op {closes}, uren niet verstuurd",
        "Periode {period} loopt tot en met {last_day} en sluit op {closes}. Uren van {count} mensen staan nog niet in "
        "Nmbrs of zijn daarna gewijzigd.",
    ),
    "token-refused": NotificationText(
        K.TOKEN_REFUSED,
        W.USER,
        "eitje-nmbrs activate --domain {domain} --email YOU@EXAMPLE.NL",
        "Nmbrs refuses the API token of {domain}",
        "Nmbrs no longer accepts the API token of {domain}, so nothing can be read or sent there. Make a new one in "
        "Nmbrs (user profile, tab API Token) and activate again.",
        "Nmbrs weigert het API-token van {domain}",
        "Nmbrs accepteert het API-token van {domain} niet meer; daar kan niets gelezen of verstuurd worden. Maak een "
        "nieuw in Nmbrs (gebruikersprofiel, tabblad API Token) en activeer opnieuw.",
    ),
}

WORDS = {"export": ("the export", "de export"), "undo": ("the undoing of an export", "het terugdraaien van een export")}
"""What ``{what}`` stands for."""

WHO_ACTS = {
    W.USER: ("Who may act: you, or whoever runs this product with you.", "Wie kan iets doen: u, of een collega."),
    W.PAYROLL_OFFICE: ("Who may act: your payroll office.", "Wie kan iets doen: uw salarisadministrateur."),
    W.NOBODY: ("Nobody has to do anything.", "Niemand hoeft iets te doen."),
}


@dataclass(frozen=True, slots=True)
class Notification:
    """One thing told. ``key`` names the thing, so that it is told once; ``number`` is its place in the list.

    ``values`` fill in the sentences. ``read_at`` is None while nobody has read it.
    """

    number: int
    key: str
    code: str
    company: CompanyId | None
    period: PeriodRef | None
    at: datetime
    values: Mapping[str, str] = field(default_factory=dict)
    read_at: datetime | None = None
    read_by: str | None = None

    @property
    def kind(self) -> NotificationKind:
        """What it is about."""
        return NOTIFICATIONS[self.code].kind

    @property
    def who(self) -> WhoActs:
        """Who may act."""
        return NOTIFICATIONS[self.code].who

    @property
    def command(self) -> str:
        """What to run to see more, or to do something about it."""
        return NOTIFICATIONS[self.code].command.format(**self._filled("en"))

    def title(self, language: str) -> str:
        """What it is about, in a few words."""
        told = NOTIFICATIONS[self.code]
        return (told.title_nl if language == "nl" else told.title).format(**self._filled(language))

    def text(self, language: str) -> str:
        """What happened and what it means."""
        told = NOTIFICATIONS[self.code]
        return (told.text_nl if language == "nl" else told.text).format(**self._filled(language))

    def _filled(self, language: str) -> dict[str, str]:
        dutch = language == "nl"
        what = WORDS[self.values.get("what", "export")][dutch]
        problem = without_details(self.values["error"], language) if "error" in self.values else ""
        return {
            **self.values,
            "company": self.company or "",
            "of_company": f" --company {self.company}" if self.company else "",
            "period": str(self.period or ""),
            "what": what,
            "What": what[0].upper() + what[1:],
            "problem": problem,
        }


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who is mailed: about one company or all of them, about one kind of thing or all of them."""

    address: str
    language: str
    company: CompanyId | None = None
    kind: NotificationKind | None = None

    def wants(self, notification: Notification) -> bool:
        """True when this is for them. What concerns no company in particular concerns everybody."""
        its = (self.company in (None, notification.company)) or notification.company is None
        return its and self.kind in (None, notification.kind)


def addressees(recipients: Iterable[Recipient], notification: Notification) -> dict[str, str]:
    """Who is mailed about it, each address once, with its language: that of what was said most precisely."""
    chosen: dict[str, tuple[int, str]] = {}
    for recipient in recipients:
        precise = 2 * (recipient.company is not None) + (recipient.kind is not None)
        if recipient.wants(notification) and precise >= chosen.get(recipient.address, (-1, ""))[0]:
            chosen[recipient.address] = (precise, recipient.language)
    return {address: language for address, (_, language) in chosen.items()}


def checked_address(text: str) -> str:
    """The e-mail address, in lower case behind the ``@``; anything else is a ProductError ``mail-address-invalid``.

    >>> checked_address(" Anja@DeKade.example ")
    'Anja@dekade.example'
    """
    address = text.strip()
    local, _, domain = address.rpartition("@")
    if len(address) > LONGEST_ADDRESS or len(local) > _LONGEST_LOCAL or not _ADDRESS.match(address):
        raise ProductError("mail-address-invalid", value="".join(c if c.isprintable() else " " for c in text[:100]))
    return f"{local}@{domain.lower()}"


def without_details(error: str, language: str) -> str:
    """What an error says, without what Nmbrs or a file put in it: that could be somebody's name.

    >>> without_details("payroll-unreachable", "en")
    'Nmbrs could not be reached or did not answer in time. Nothing was sent.'
    """
    text = CATALOGUE[error]
    sentence = text.what_nl if language == "nl" else text.what
    return re.sub(r"\{\w+\}", "…", re.sub(r"\s*\(\{\w+\}\)|\s+\{detail\}|:\s*\{code\}", "", sentence))
