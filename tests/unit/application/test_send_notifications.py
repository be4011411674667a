"""Mail leaves after the thing it tells, once, and nothing waits for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from application.ports.mail import Mail
from domain.errors import ProductError
from domain.mailing import BACK_OFF, KEEPS, MOST_ATTEMPTS, Delivery, MailAnswer, MailState
from domain.notifications import Recipient
from tests.scenarios.postbox import DOWN, TAKEN
from tests.unit.application.office_hours import ANJA, BAS, OfficeHours
from tests.unit.application.test_crash import Bomb, Crash, CrashingStorage

UNKNOWN = MailAnswer(Delivery.UNKNOWN, "mail-outcome-unknown", "connection lost")


@pytest.fixture(params=["memory", "sqlite"])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[OfficeHours]:
    made = OfficeHours(tmp_path, database=request.param == "sqlite")
    yield made
    made.close()


def test_what_is_told_is_mailed_once(office: OfficeHours) -> None:
    office.recipient()
    office.tell("a")
    (mail,) = office.send()
    assert (mail.state, mail.attempts, mail.address) == (MailState.SENT, 1, ANJA)
    assert office.send() == ()
    (got,) = office.post.got
    assert (got.to, got.language) == (ANJA, "nl")
    assert "Nmbrs weigert het API-token" in got.subject
    assert office.actions()[-1] == "notification.mailed"


def test_the_same_thing_is_not_told_or_mailed_again(office: OfficeHours) -> None:
    office.recipient()
    for _ in range(3):
        office.tell("a")
        office.send()
    assert len(office.post.got) == 1
    assert office.codes() == ["token-refused"]


def test_a_hundred_things_are_one_mail(office: OfficeHours) -> None:
    office.recipient()
    office.recipient(BAS, "en")
    for key in range(40):
        office.tell(str(key))
    assert len(office.send()) == 80
    assert sorted(mail.to for mail in office.post.got) == [ANJA, BAS]
    assert {mail.subject for mail in office.post.got} == {
        "eitje-nmbrs: [DEMO] 40 meldingen",
        "eitje-nmbrs: [DEMO] 40 notifications",
    }


def test_a_server_that_is_down_is_asked_once_and_again_later(office: OfficeHours) -> None:
    office.recipient()
    office.recipient(BAS)
    office.tell("a")
    office.post.usual = DOWN
    office.send()
    office.send()
    assert office.post.asked == 1
    assert [(mail.state, mail.attempts, mail.problem) for mail in office.mailings()] == [
        (MailState.WAITING, 1, "mail-server-unreachable")
    ] * 2
    office.sleep(seconds=59)
    office.send()
    assert office.post.asked == 1
    office.sleep(seconds=1)
    office.post.usual = TAKEN
    office.send()
    assert sorted(mail.to for mail in office.post.got) == [ANJA, BAS]


def test_a_mail_is_given_up_after_a_stated_number_of_attempts(office: OfficeHours) -> None:
    office.recipient()
    office.tell("a")
    office.post.usual = DOWN
    for wait in (*BACK_OFF, timedelta(days=1), timedelta(days=1)):
        office.send()
        office.sleep(seconds=wait.total_seconds())
    (mail,) = office.mailings()
    assert (mail.state, mail.attempts) == (MailState.GIVEN_UP, MOST_ATTEMPTS)
    assert office.post.asked == MOST_ATTEMPTS
    assert office.actions()[-1] == "notification.not-mailed"


def test_an_address_that_does_not_exist_keeps_nobody_else_from_his_mail(office: OfficeHours) -> None:
    office.recipient()
    office.recipient(BAS)
    office.tell("a")
    office.post.answers = [MailAnswer(Delivery.REFUSED, "mail-recipient-refused", "550 no such mailbox")]
    results = {mail.address: mail.state for mail in office.send()}
    assert results == {ANJA: MailState.GIVEN_UP, BAS: MailState.SENT}
    assert (office.send(), [mail.to for mail in office.post.got]) == ((), [BAS])


def test_a_mail_that_may_have_arrived_goes_once_more_under_the_same_name(office: OfficeHours) -> None:
    office.recipient()
    office.tell("a")
    office.post.usual = UNKNOWN
    office.send()
    office.tell("b")
    for _ in range(5):
        office.sleep(hours=6)
        office.send()
    with_a = [mail for mail in office.post.got if mail.name == office.post.got[0].name]
    assert len(with_a) == 2
    assert {mail.text for mail in with_a} == {office.post.got[0].text}
    assert len(office.post.got) == 4
    assert {mail.state for mail in office.mailings()} == {MailState.GIVEN_UP}


def test_what_waited_for_a_week_is_old_news(office: OfficeHours) -> None:
    office.recipient()
    office.tell("a")
    office.sleep(seconds=KEEPS.total_seconds() + 1)
    office.tell("b")
    states = {mail.notification: (mail.state, mail.problem) for mail in office.send()}
    first, second = sorted(states)
    assert states[first] == (MailState.GIVEN_UP, "mail-too-old")
    assert states[second] == (MailState.SENT, "")


def test_who_is_no_longer_a_recipient_gets_nothing_that_waited(office: OfficeHours) -> None:
    office.recipient()
    office.tell("a")
    office.use.set_recipients().remove(Recipient(ANJA, "en"), "Anja")
    (mail,) = office.send()
    assert (mail.state, mail.problem, office.post.got) == (MailState.GIVEN_UP, "mail-recipient-gone", [])


def test_a_new_recipient_is_not_mailed_about_the_past(office: OfficeHours) -> None:
    office.tell("a")
    office.recipient()
    assert office.send() == ()
    office.tell("b")
    assert [mail.notification for mail in office.send()] == [office.told()[-1].number]


def test_two_processes_send_each_mail_once(office: OfficeHours) -> None:
    office.recipient()
    office.tell("a")
    office.post.meanwhile = lambda: (setattr(office.post, "meanwhile", None), office.send())[0]  # type: ignore[func-returns-value]
    office.send()
    assert len(office.post.got) == 1


@pytest.mark.parametrize("at", range(1, 7))
def test_a_process_that_is_killed_sends_at_most_one_mail_twice(tmp_path: Path, at: int) -> None:
    """It dies before or after each of its commits: freshen, claim and record. Then somebody else goes on."""
    office = OfficeHours(tmp_path)
    office.recipient()
    office.recipient(BAS)
    office.tell("a")
    sending = office.use.send_notifications()
    crashing = type(sending)(CrashingStorage(office.storage(), Bomb(at)), sending.mailer, sending.new_id, sending.kind)
    with pytest.raises(Crash):
        crashing("Anja")
    for _ in range(3):
        office.sleep(minutes=11)
        office.send()
    names = [mail.name for mail in office.post.got]
    assert len(names) - len(set(names)) == (at == 5)
    assert {mail.to for mail in office.post.got} == {ANJA, BAS}
    assert {mail.state for mail in office.mailings()} == {MailState.SENT}


def test_without_a_mail_server_it_says_so_and_the_rest_goes_on(office: OfficeHours) -> None:
    office.recipient()
    office.tell("a")
    office.post.ready = False
    with pytest.raises(ProductError) as refused:
        office.send()
    assert refused.value.code == "mail-not-set-up"
    with pytest.raises(ProductError) as also:
        office.use.send_notifications().trial(ANJA, "nl")
    assert also.value.code == "mail-not-set-up"
    assert office.daily().mailings == ()


def test_a_test_mail_says_what_the_server_answered(office: OfficeHours) -> None:
    assert office.use.send_notifications().trial(ANJA, "en") == TAKEN
    assert office.post.got[0].subject == "eitje-nmbrs: [DEMO] test mail"
    office.post.usual = DOWN
    with pytest.raises(ProductError) as refused:
        office.use.send_notifications().trial(ANJA, "en")
    assert refused.value.what().endswith("(connection refused).")
    with pytest.raises(ProductError) as nonsense:
        office.use.send_notifications().trial("anja", "en")
    assert nonsense.value.code == "mail-address-invalid"
    assert office.mailings() == []


def test_a_mail_holds_no_name_hour_or_amount(office: OfficeHours) -> None:
    office.recipient(language="en")
    office.work(8)
    office.world.export({"hours"})
    office.world.office.edit_line("Noor van Dijk", "7.25")
    office.world.driver.verify("2026-10")
    office.nmbrs.office.dismiss(office.world.office.employee("Noor van Dijk"), _today(office))
    office.world.driver.sync()
    office.send()
    (mail,) = office.post.got
    for word in ("Noor", "Dijk", "noor", "8.00", "7.25", "2100", "503201", "Anja", "token"):
        assert word not in _without_address(mail)
    for word in ("De Kade Horeca B.V.", "2026-10", "differences", "proved", "1 changed"):
        assert word in mail.text


def _without_address(mail: Mail) -> str:
    return (mail.subject + mail.text).replace(ANJA, "")


def _today(office: OfficeHours):  # type: ignore[no-untyped-def]
    return office.nmbrs.clock.now().date()
