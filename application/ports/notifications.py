"""What is kept about what people are told: notifications, who is mailed, what became of each mail, and daily work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

from domain.mailing import Mailing
from domain.notifications import Notification, Recipient
from domain.schedule import DailyRun, Reminder
from domain.terms import CompanyId
from domain.wage_period import PeriodRef


class NotificationStore(Protocol):
    """Notifications and their mails."""

    def add(
        self, key: str, code: str, company: CompanyId | None, period: PeriodRef | None, values: Mapping[str, str]
    ) -> Notification | None:
        """Store a new one, with the next number and the moment of now; None when that key was told before."""
        ...

    def all(self) -> Sequence[Notification]:
        """All of them, newest first."""
        ...

    def unread(self) -> int:
        """How many nobody has read."""
        ...

    def put(self, notification: Notification) -> None:
        """Replace by number what may change: who read it, and when."""
        ...

    def recipients(self) -> Sequence[Recipient]:
        """By address, company and kind; what concerns all comes first."""
        ...

    def put_recipient(self, recipient: Recipient) -> None:
        """Store or replace by address, company and kind."""
        ...

    def remove_recipient(self, recipient: Recipient) -> None:
        """Remove by address, company and kind."""
        ...

    def mailings(self, open_only: bool = True) -> Sequence[Mailing]:
        """By number, then address; by default only those that wait or are being sent."""
        ...

    def put_mailings(self, mailings: Iterable[Mailing]) -> None:
        """Store or replace by number and address."""
        ...


class ScheduleStore(Protocol):
    """Daily work and reminders."""

    def daily(self, day: date) -> DailyRun | None:
        """The work of that day, or None when it was not begun."""
        ...

    def last_daily(self) -> DailyRun | None:
        """The work of the latest day, or None."""
        ...

    def put_daily(self, run: DailyRun) -> None:
        """Store or replace by day."""
        ...

    def reminder(self, company: CompanyId) -> Reminder:
        """When that company is reminded; the usual when nothing was set."""
        ...

    def put_reminder(self, reminder: Reminder) -> None:
        """Store or replace by company."""
        ...
