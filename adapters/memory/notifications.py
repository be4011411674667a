"""What people are told, what became of each mail, and daily work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime

from adapters.memory.state import Books
from domain.mailing import Mailing, MailState
from domain.notifications import Notification, Recipient
from domain.schedule import DailyRun, Reminder
from domain.terms import CompanyId
from domain.wage_period import PeriodRef


class MemoryNotifications:
    """A NotificationStore."""

    __slots__ = ("_books", "_now")

    def __init__(self, books: Books, now: Callable[[], datetime]) -> None:
        self._books = books
        self._now = now

    def add(
        self, key: str, code: str, company: CompanyId | None, period: PeriodRef | None, values: Mapping[str, str]
    ) -> Notification | None:
        """Store a new one; None when that key was told before."""
        state = self._books.state
        if key in state.notifications:
            return None
        number = len(state.notifications) + 1
        notification = Notification(number, key, code, company, period, self._now(), dict(values))
        self._books.state = state._replace(notifications={**state.notifications, key: notification})
        return notification

    def all(self) -> Sequence[Notification]:
        """Newest first."""
        return sorted(self._books.state.notifications.values(), key=lambda told: -told.number)

    def unread(self) -> int:
        """How many nobody has read."""
        return sum(1 for told in self._books.state.notifications.values() if told.read_at is None)

    def put(self, notification: Notification) -> None:
        """Replace it."""
        state = self._books.state
        self._books.state = state._replace(notifications={**state.notifications, notification.key: notification})

    def recipients(self) -> Sequence[Recipient]:
        """By address, company and kind."""
        return [recipient for _, recipient in sorted(self._books.state.recipients.items(), key=lambda item: item[0])]

    def put_recipient(self, recipient: Recipient) -> None:
        """Store or replace by address, company and kind."""
        state = self._books.state
        self._books.state = state._replace(recipients={**state.recipients, _place(recipient): recipient})

    def remove_recipient(self, recipient: Recipient) -> None:
        """Remove by address, company and kind."""
        state = self._books.state
        left = {place: known for place, known in state.recipients.items() if place != _place(recipient)}
        self._books.state = state._replace(recipients=left)

    def mailings(self, open_only: bool = True) -> Sequence[Mailing]:
        """By number, then address."""
        found = sorted(self._books.state.mailings.items(), key=lambda item: item[0])
        return [mail for _, mail in found if not open_only or mail.state in (MailState.WAITING, MailState.SENDING)]

    def put_mailings(self, mailings: Iterable[Mailing]) -> None:
        """Store or replace by number and address."""
        state = self._books.state
        put = {(mail.notification, mail.address): mail for mail in mailings}
        self._books.state = state._replace(mailings={**state.mailings, **put})


class MemorySchedule:
    """A ScheduleStore."""

    __slots__ = ("_books",)

    def __init__(self, books: Books) -> None:
        self._books = books

    def daily(self, day: date) -> DailyRun | None:
        """The work of that day, or None."""
        return self._books.state.daily.get(day)

    def last_daily(self) -> DailyRun | None:
        """The work of the latest day, or None."""
        runs = self._books.state.daily
        return runs[max(runs)] if runs else None

    def put_daily(self, run: DailyRun) -> None:
        """Store or replace by day."""
        state = self._books.state
        self._books.state = state._replace(daily={**state.daily, run.day: run})

    def reminder(self, company: CompanyId) -> Reminder:
        """When that company is reminded."""
        return self._books.state.reminders.get(company, Reminder(company))

    def put_reminder(self, reminder: Reminder) -> None:
        """Store or replace by company."""
        state = self._books.state
        self._books.state = state._replace(reminders={**state.reminders, reminder.company: reminder})


def _place(recipient: Recipient) -> tuple[str, str, str]:
    return (recipient.address, recipient.company or "", recipient.kind or "")
