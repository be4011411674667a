"""What people are told, who is mailed, what became of each mail; daily work and reminders."""

from dataclasses import replace
from datetime import date, timedelta

from application.ports.storage import Storage, UnitOfWork
from domain.mailing import Mailing, MailState
from domain.notifications import Notification, NotificationKind, Recipient
from domain.schedule import DailyRun, Reminder
from tests.contract.storage.conftest import OpenStorage
from tests.contract.storage.samples import HAVEN, KADE, MORNING, OCTOBER, Clock

HOUR = timedelta(hours=1)
ANJA, BAS = "anja@kade.example", "Bas@kade.example"


def told(work: UnitOfWork, key: str) -> Notification:
    """One that is new."""
    notification = work.notifications.add(key, "export-proved", KADE, OCTOBER, {"what": "export"})
    assert notification is not None
    return notification


def mailing(number: int = 1, address: str = ANJA, **values: object) -> Mailing:
    return replace(Mailing(number, address, "nl", MORNING, MORNING), **values)


def test_a_notification_comes_back_whole(storage: Storage) -> None:
    with storage.write() as work:
        put = told(work, "a")
        work.commit()
    assert put == Notification(1, "a", "export-proved", KADE, OCTOBER, MORNING, {"what": "export"})
    with storage.read() as work:
        assert work.notifications.all() == [put]


def test_one_that_concerns_no_company_and_no_period_too(storage: Storage) -> None:
    with storage.write() as work:
        put = work.notifications.add("a", "token-refused", None, None, {})
        assert work.notifications.all() == [put]
        assert put is not None
        assert (put.company, put.period, put.values) == (None, None, {})


def test_the_same_thing_is_told_once(storage: Storage) -> None:
    with storage.write() as work:
        first = told(work, "a")
        assert work.notifications.add("a", "export-unknown", HAVEN, None, {}) is None
        work.commit()
    with storage.write() as work:
        assert work.notifications.add("a", "export-proved", KADE, OCTOBER, {}) is None
        assert work.notifications.all() == [first]


def test_the_newest_comes_first_and_numbers_grow(storage: Storage, clock: Clock) -> None:
    with storage.write() as work:
        told(work, "z")
        clock.forward(HOUR)
        told(work, "a")
        work.commit()
    with storage.write() as work:
        told(work, "m")
        assert [(each.number, each.key) for each in work.notifications.all()] == [(3, "m"), (2, "a"), (1, "z")]
        assert [each.at for each in work.notifications.all()] == [MORNING + HOUR, MORNING + HOUR, MORNING]


def test_what_is_rolled_back_was_never_told(storage: Storage) -> None:
    with storage.write() as work:
        told(work, "a")
    with storage.write() as work:
        assert told(work, "a").number == 1


def test_unread_ones_are_counted(storage: Storage) -> None:
    with storage.write() as work:
        first, second = told(work, "a"), told(work, "b")
        assert work.notifications.unread() == 2
        read = replace(first, read_at=MORNING + HOUR, read_by="Anja")
        work.notifications.put(read)
        work.commit()
    with storage.read() as work:
        assert work.notifications.unread() == 1
        assert work.notifications.all() == [second, read]


def test_recipients_come_by_address_company_and_kind(storage: Storage) -> None:
    everything, of_kade = Recipient(ANJA, "nl"), Recipient(ANJA, "en", KADE)
    exports = Recipient(ANJA, "en", KADE, NotificationKind.EXPORT_DONE)
    bas = Recipient(BAS, "en", None, NotificationKind.SYNC_FAILED)
    with storage.write() as work:
        for each in (exports, bas, everything, of_kade):
            work.notifications.put_recipient(each)
        work.commit()
    with storage.read() as work:
        assert work.notifications.recipients() == [bas, everything, of_kade, exports]


def test_a_recipient_is_replaced_and_removed_by_address_company_and_kind(storage: Storage) -> None:
    with storage.write() as work:
        work.notifications.put_recipient(Recipient(ANJA, "nl"))
        work.notifications.put_recipient(Recipient(ANJA, "nl", KADE))
        work.notifications.put_recipient(Recipient(ANJA, "en", KADE))
        work.notifications.remove_recipient(Recipient(ANJA, "nl", HAVEN))
        work.notifications.remove_recipient(Recipient(ANJA, "en"))
        assert work.notifications.recipients() == [Recipient(ANJA, "en", KADE)]


def test_a_mail_comes_back_whole_and_is_replaced_by_number_and_address(storage: Storage) -> None:
    first, second = mailing(), mailing(address=BAS)
    sent = mailing(
        state=MailState.SENT,
        attempts=2,
        doubts=1,
        message="m1",
        until=MORNING + HOUR,
        problem="mail-later",
        said="451 é",
        not_before=MORNING + HOUR,
        ended_at=MORNING + 2 * HOUR,
    )
    with storage.write() as work:
        work.notifications.put_mailings([first, second])
        work.notifications.put_mailings([sent])
        work.commit()
    with storage.read() as work:
        assert work.notifications.mailings(open_only=False) == [second, sent]
        assert work.notifications.mailings() == [second]


def test_open_mails_are_those_that_wait_or_are_being_sent(storage: Storage) -> None:
    mails = [mailing(number, state=state) for number, state in enumerate(MailState, start=1)]
    with storage.write() as work:
        work.notifications.put_mailings(reversed(mails))
        assert work.notifications.mailings(open_only=False) == mails
        assert [mail.state for mail in work.notifications.mailings()] == [MailState.WAITING, MailState.SENDING]


def test_daily_work_is_kept_by_day(storage: Storage) -> None:
    third = DailyRun(date(2026, 11, 3), "desk", MORNING, MORNING + HOUR)
    fourth = DailyRun(date(2026, 11, 4), "desk", MORNING, None, 2, MORNING + HOUR, 1)
    with storage.write() as work:
        assert work.schedule.last_daily() is None
        for run in (fourth, third):
            work.schedule.put_daily(run)
        ended = replace(third, until=None, ended_at=MORNING + HOUR)
        work.schedule.put_daily(ended)
        work.commit()
    with storage.read() as work:
        assert work.schedule.daily(date(2026, 11, 3)) == ended
        assert work.schedule.daily(date(2026, 11, 5)) is None
        assert work.schedule.last_daily() == fourth


def test_a_company_has_the_usual_reminder_until_another_is_set(storage: Storage) -> None:
    off = Reminder(KADE, None, 4)
    with storage.write() as work:
        assert work.schedule.reminder(KADE) == Reminder(KADE, 3, 0)
        work.schedule.put_reminder(Reminder(KADE, 1))
        work.schedule.put_reminder(off)
        work.commit()
    with storage.read() as work:
        assert work.schedule.reminder(KADE) == off
        assert work.schedule.reminder(HAVEN) == Reminder(HAVEN)


def test_two_storages_share_nothing(open_storage: OpenStorage) -> None:
    one, other = open_storage(), open_storage()
    with one.write() as work:
        told(work, "a")
        work.commit()
    with other.read() as work:
        assert work.notifications.all() == []
