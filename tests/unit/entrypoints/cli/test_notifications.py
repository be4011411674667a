"""What happened while nobody looked, as the command line tells it."""

from __future__ import annotations

import pytest
from dependency_injector import providers

from domain.notifications import NotificationKind
from entrypoints.cli.notifications import KINDS
from tests.scenarios.postbox import DOWN, Postbox
from tests.unit.entrypoints.cli.house import HOURS, House


@pytest.fixture
def post(house: House) -> Postbox:
    """A mail server, and nothing unread."""
    box = Postbox()
    house.container.mailer.override(providers.Object(box))
    house.ok("notifications", "read", "--all")
    return box


def export(house: House) -> None:
    house.ok("export", "apply", *HOURS, "--yes")


def test_the_kinds_on_offer_are_those_that_there_are() -> None:
    assert tuple(kind.value for kind in NotificationKind) == KINDS


def test_the_list_says_what_happened_who_may_act_and_what_helps(worked: House, post: Postbox) -> None:
    export(worked)
    screen = worked.ok("notifications")
    assert "2. NEW" in screen
    assert "the export of 2026-10: proved [export-proved]" in screen
    assert "Who may act: nobody. eitje-nmbrs verify --company 1200 --period 2026-10" in screen
    assert "1 unread." in screen
    document = worked.json("notifications", "list", "--unread")
    (told,) = document["notifications"]
    assert (document["unread"], told["id"], told["code"], told["kind"]) == (1, 2, "export-proved", "export-done")
    assert (told["company"], told["company_name"], told["period"]) == ("1200", "De Kade Horeca B.V.", "2026-10")
    assert post.got == []


def test_one_is_read_by_its_number_and_stays_in_the_list(worked: House, post: Postbox) -> None:
    export(worked)
    assert worked.json("notifications", "read", "2")["unread"] == 0
    assert "NEW" not in worked.ok("notifications", "read", "2")
    told = worked.json("notifications")["notifications"]
    assert [(each["id"], each["read_by"]) for each in told] == [(2, "Anja"), (1, "Anja")]
    assert [each["id"] for each in worked.json("notifications", "list", "--limit", "1")["notifications"]] == [2]
    assert worked.json("notifications", "read", "9", code=2)["error"]["code"] == "notification-unknown"
    assert post.got == []


@pytest.mark.parametrize("words", [("read",), ("read", "1", "--all"), ("read", "0"), ("read", "x")])
def test_what_to_read_is_said_in_one_way(house: House, words: tuple[str, ...]) -> None:
    assert house.run("notifications", *words).exit_code == 2


def test_it_speaks_dutch(worked: House, post: Postbox) -> None:
    export(worked)
    settings = worked.container.settings().model_copy(update={"language": "nl"})
    worked.container.settings.override(providers.Object(settings))
    assert "de export van 2026-10: bewezen" in worked.ok("notifications")
    assert post.got == []


def test_status_counts_what_is_unread_and_what_did_not_get_through(worked: House, post: Postbox) -> None:
    worked.ok("notifications", "recipients", "add", "anja@kade.example")
    export(worked)
    post.usual = DOWN
    assert worked.run("notifications", "send").exit_code == 4
    document = worked.json("status")
    assert document["notifications"] == {"unread": 1, "undelivered": 1}
    assert {"notifications", "undelivered"} <= {item["code"] for item in document["to_do"]}
    screen = worked.ok("status")
    assert "Notifications that nobody has read: 1." in screen
    worked.ok("notifications", "read", "--all")
    assert worked.json("status")["notifications"] == {"unread": 0, "undelivered": 0}


def test_recipients_are_added_and_removed(house: House, post: Postbox) -> None:
    house.ok("notifications", "recipients", "add", "anja@kade.example", "--language", "nl")
    house.ok("notifications", "recipients", "add", "bas@loon.example", "--company", "1200", "--kind", "export-done")
    document = house.json("notifications", "recipients")
    assert document == {
        "environment": "demo",
        "recipients": [
            {"address": "anja@kade.example", "language": "nl", "company": None, "kind": None},
            {"address": "bas@loon.example", "language": "en", "company": "1200", "kind": "export-done"},
        ],
        "mail_server": True,
    }
    refused = house.json("notifications", "recipients", "remove", "bas@loon.example", code=2)
    assert refused["error"]["code"] == "recipient-unknown"
    house.ok("notifications", "recipients", "remove", "bas@loon.example", "--company", "1200", "--kind", "export-done")
    house.ok("notifications", "recipients", "remove", "anja@kade.example")
    assert "Nobody is mailed." in house.ok("notifications", "recipients")
    with house.container.storage().read() as work:
        actions = [record.event.action for record in work.audit.records()][-4:]
    assert actions == ["recipient.added", "recipient.added", "recipient.removed", "recipient.removed"]
    assert post.got == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("anja",), "mail-address-invalid"),
        (("anja@kade.example", "--company", "9"), "company-unknown"),
        (("anja@kade.example", "--kind", "gossip"), "usage"),
        (("anja@kade.example", "--language", "fr"), "usage"),
    ],
)
def test_nonsense_is_refused(house: House, words: tuple[str, ...], code: str) -> None:
    assert house.json("notifications", "recipients", "add", *words, code=2)["error"]["code"] == code
    assert house.json("notifications", "recipients")["recipients"] == []


def test_mail_is_sent_and_what_became_of_it_is_shown(worked: House, post: Postbox) -> None:
    worked.ok("notifications", "recipients", "add", "anja@kade.example", "--language", "nl")
    export(worked)
    post.answers = [DOWN]
    document = worked.json("notifications", "send", code=4)
    assert (document["sent"], document["waiting"], document["given_up"]) == (0, 1, 0)
    assert document["mails"][0]["problem"]["code"] == "mail-server-unreachable"
    assert "next attempt from" in worked.ok("notifications")
    assert "could not be reached" in worked.ok("notifications", "mails")
    assert "0 mails sent" in worked.ok("notifications", "send")
    assert len(post.got) == 0


def test_without_a_mail_server_it_says_what_to_set(house: House) -> None:
    house.ok("notifications", "recipients", "add", "anja@kade.example")
    assert "No mail server is set" in house.ok("notifications", "recipients")
    for words in (("send",), ("test", "anja@kade.example")):
        assert house.json("notifications", *words, code=2)["error"]["code"] == "mail-not-set-up"


def test_a_test_mail_says_what_the_server_answered(house: House, post: Postbox) -> None:
    screen = house.ok("notifications", "test", "anja@kade.example", "--language", "nl")
    assert "accepted a test mail to anja@kade.example: 250 taken" in screen
    assert post.got[0].language == "nl"
    post.usual = DOWN
    refused = house.json("notifications", "test", "anja@kade.example", code=4)
    assert refused["error"]["code"] == "mail-server-unreachable"
    assert "connection refused" in refused["error"]["what"]


def test_the_reminder_of_a_company(house: House) -> None:
    assert "3 days before a period closes, on its last day" in house.ok("notifications", "reminder")
    screen = house.ok("notifications", "reminder", "--days", "2", "--run-after", "5")
    assert "De Kade Horeca B.V. (company 1200): 2 days before a period closes, 5 days after its last day" in screen
    assert house.json("notifications", "reminder", "--off")["reminders"][0]["days"] is None
    assert "off" in house.ok("notifications", "reminder")
    refused = house.json("notifications", "reminder", "--days", "28", code=2)
    assert refused["error"]["code"] == "reminder-out-of-range"
    for words in (("--days", "2", "--off"), ("--run-after", "5"), ("--days", "-1")):
        assert house.run("notifications", "reminder", *words).exit_code == 2


def test_the_daily_work_is_done_once_a_day(worked: House, post: Postbox) -> None:
    worked.ok("notifications", "recipients", "add", "anja@kade.example")
    document = worked.json("daily")
    assert document["done_before"] is None
    assert [(step["what"], step["outcome"]) for step in document["steps"]][:1] == [("sync", "unchanged")]
    assert "--again does it once more" in worked.ok("daily")
    assert "The daily work of" in worked.ok("daily", "--again")
    assert worked.json("daily", "--again", "--announce")["steps"][0]["what"] == "announce"
    assert worked.json("status")["daily"]["failed"] == 0
    assert "Daily work of" in worked.ok("status")
    assert all("Noor" not in mail.text for mail in post.got)


def test_the_exit_code_of_daily_work_says_that_something_failed(house: House, post: Postbox) -> None:
    house.nmbrs.office.user("salaris@kadegroep.example").token = "another"
    document = house.json("daily", code=4)
    assert (document["failed"], document["steps"][0]["error"]["code"]) == (1, "access-withdrawn")
    assert "1 step failed" in house.run("daily", "--again").stdout
    assert [each["code"] for each in house.json("notifications", "list", "--unread")["notifications"]] == [
        "token-refused"
    ]
    assert post.got == []
