"""What people are told: in two languages, without anything that a stranger may not read."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from string import Formatter

import pytest

from domain.errors import CATALOGUE, ProductError
from domain.mail_text import mail_text, trial_text
from domain.notifications import (
    NOTIFICATIONS,
    WHO_ACTS,
    Notification,
    NotificationKind,
    Recipient,
    WhoActs,
    addressees,
    checked_address,
    without_details,
)
from domain.terms import CompanyId
from domain.wage_period import PeriodRef

KADE, HAVEN = CompanyId("1200"), CompanyId("1300")
VALUES = {
    "domain": "kadegroep",
    "error": "payroll-unreachable",
    "new": "2",
    "changed": "1",
    "gone": "0",
    "count": "3",
    "last_day": "31-10-2026",
    "closes": "05-11-2026",
    "contract_type": "zero-hours",
    "what": "undo",
}
NAMES = {KADE: "De Kade\r\nBcc: x@y.example"}


def one(code: str, **values: object) -> Notification:
    told = Notification(7, "k", code, KADE, PeriodRef(2026, 10), datetime(2026, 11, 1, 21, 0, tzinfo=UTC), VALUES)
    return replace(told, **values)


def names(*sentences: str) -> set[str]:
    return {name for sentence in sentences for _, name, _, _ in Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize("code", NOTIFICATIONS)
def test_every_entry_speaks_both_languages(code: str) -> None:
    entry = NOTIFICATIONS[code]
    assert entry.title != entry.title_nl
    assert entry.text != entry.text_nl
    assert names(entry.title) == names(entry.title_nl)
    assert names(entry.text) == names(entry.text_nl)


@pytest.mark.parametrize("code", NOTIFICATIONS)
@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_sentence_is_filled_in(code: str, language: str) -> None:
    told = one(code)
    for sentence in (told.title(language), told.text(language), told.command):
        assert "{" not in sentence
        assert sentence == sentence.strip() != ""
    assert told.kind in NotificationKind
    assert told.who in WHO_ACTS


def test_every_kind_is_told_by_something() -> None:
    assert {entry.kind for entry in NOTIFICATIONS.values()} == set(NotificationKind)
    assert set(WHO_ACTS) == set(WhoActs)


def test_what_it_says() -> None:
    told = one("export-proved")
    assert told.title("en") == "the undoing of an export of 2026-10: proved"
    assert told.text("nl").startswith("Het terugdraaien van een export van 2026-10 is klaar.")
    assert told.command == "eitje-nmbrs verify --company 1200 --period 2026-10"
    assert replace(told, values={}).title("nl") == "de export van 2026-10: bewezen"
    assert one("sync-failed", company=None).command == "eitje-nmbrs sync"
    closing = one("period-closing")
    assert closing.text("en").endswith("Hours of 3 people are not in Nmbrs yet, or changed since.")
    assert "--contract-type zero-hours" in closing.command


@pytest.mark.parametrize("code", CATALOGUE)
@pytest.mark.parametrize("language", ["en", "nl"])
def test_of_an_error_nothing_is_told_that_was_filled_in(code: str, language: str) -> None:
    sentence = without_details(code, language)
    assert "{" not in sentence
    assert "}" not in sentence


def test_a_mail_about_one_thing_says_it_in_its_subject() -> None:
    subject, text = mail_text([one("sync-failed")], NAMES, "live", "nl")
    assert subject == "eitje-nmbrs: De Kade  Bcc: x@y.example: ophalen van teamleden mislukt"
    assert "Nmbrs is niet bereikbaar of antwoordde niet op tijd." in text
    assert "Wie kan iets doen: u, of een collega." in text
    assert "Kijk verder met: eitje-nmbrs sync --company 1200" in text
    assert "(01-11-2026 22:00:00)" in text


def test_a_mail_about_more_things_counts_them_and_says_which_nmbrs_it_is() -> None:
    told = [one("export-proved"), one("token-refused", company=None)]
    subject, text = mail_text(told, {}, "sandbox", "en")
    assert subject == "eitje-nmbrs: [SANDBOX] 2 notifications"
    assert text.index("company 1200 - the undoing") < text.index("all companies - Nmbrs refuses")
    assert trial_text("demo", "en")[0] == "eitje-nmbrs: [DEMO] test mail"
    assert trial_text("demo", "nl")[1].startswith("Deze mail is een proef")


@pytest.mark.parametrize(
    ("recipient", "told", "wants"),
    [
        (Recipient("a@b.nl", "nl"), one("export-proved"), True),
        (Recipient("a@b.nl", "nl", KADE), one("export-proved"), True),
        (Recipient("a@b.nl", "nl", HAVEN), one("export-proved"), False),
        (Recipient("a@b.nl", "nl", HAVEN), one("token-refused", company=None), True),
        (Recipient("a@b.nl", "nl", None, NotificationKind.EXPORT_DONE), one("export-unknown"), True),
        (Recipient("a@b.nl", "nl", KADE, NotificationKind.SYNC_FAILED), one("export-unknown"), False),
    ],
)
def test_who_is_mailed(recipient: Recipient, told: Notification, wants: bool) -> None:
    assert recipient.wants(told) is wants


def test_an_address_is_mailed_once_in_the_language_that_was_said_most_precisely() -> None:
    recipients = [
        Recipient("a@b.nl", "nl", KADE, NotificationKind.EXPORT_DONE),
        Recipient("a@b.nl", "en"),
        Recipient("c@d.nl", "en", KADE),
        Recipient("c@d.nl", "nl", None, NotificationKind.EXPORT_DONE),
        Recipient("e@f.nl", "nl", HAVEN),
    ]
    assert addressees(recipients, one("export-proved")) == {"a@b.nl": "nl", "c@d.nl": "en"}
    assert addressees(reversed(recipients), one("export-proved")) == {"a@b.nl": "nl", "c@d.nl": "en"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "anja",
        "anja@",
        "@kade.example",
        "anja@kade",
        "an ja@kade.example",
        "Anja <anja@kade.example>",
        "anja@kade.example, bas@kade.example",
        "anja@kade.example\r\nBcc: bas@kade.example",
        "anja..k@kade.example",
        ".anja@kade.example",
        "anja@-kade.example",
        "anja@kade..example",
        "änja@kade.example",
        f"{'a' * 65}@kade.example",
        f"anja@{'kade.' * 60}example",
    ],
)
def test_nonsense_is_not_an_address(text: str) -> None:
    with pytest.raises(ProductError) as refused:
        checked_address(text)
    assert refused.value.code == "mail-address-invalid"
    assert "\n" not in refused.value.what()


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (" anja@kade.example ", "anja@kade.example"),
        ("Anja+Loon@KADE.Example", "Anja+Loon@kade.example"),
        ("o'brien.j@mail.kade-groep.example", "o'brien.j@mail.kade-groep.example"),
        (f"{'a' * 64}@kade.example", f"{'a' * 64}@kade.example"),
    ],
)
def test_an_address_is_taken_as_it_is(text: str, address: str) -> None:
    assert checked_address(text) == address
