"""The list of notifications: what was told, what became of the mails, and that somebody read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from application.ports.storage import Storage, UnitOfWork
from domain.audit import AuditEvent
from domain.errors import ProductError
from domain.mailing import Mailing
from domain.notifications import Notification
from domain.terms import CompanyId


@dataclass(frozen=True, slots=True)
class Told:
    """Notifications, newest first, each with its mails. ``unread`` counts all that nobody has read."""

    notifications: tuple[Notification, ...]
    mailings: Mapping[int, tuple[Mailing, ...]]
    companies: Mapping[CompanyId, str]
    unread: int


@dataclass(frozen=True, slots=True)
class ReadNotifications:
    """Shows them, and marks them as read."""

    storage: Storage

    def show(self, unread_only: bool = False, most: int | None = None) -> Told:
        """All of them, or those that nobody has read; of these the newest, when there are more than ``most``."""
        with self.storage.read() as work:
            found = [n for n in work.notifications.all() if not (unread_only and n.read_at)]
            return self._told(work, found[:most])

    def read(self, number: int, who: str) -> Told:
        """Mark one as read and show it. Raises ``notification-unknown``."""
        with self.storage.write() as work:
            found = [each for each in work.notifications.all() if each.number == number]
            if not found:
                raise ProductError("notification-unknown", number=number)
            told = self._told(work, self._mark(work, found, who))
            work.commit()
        return told

    def read_all(self, who: str) -> Told:
        """Mark all as read and show those that nobody had read."""
        with self.storage.write() as work:
            unread = [each for each in work.notifications.all() if each.read_at is None]
            told = self._told(work, self._mark(work, unread, who))
            work.commit()
        return told

    def _mark(self, work: UnitOfWork, found: list[Notification], who: str) -> list[Notification]:
        """Who reads it first is the one on record."""
        now = work.now()
        read = [each if each.read_at else replace(each, read_at=now, read_by=who) for each in found]
        for before, after in zip(found, read, strict=True):
            if before.read_at is None:
                work.notifications.put(after)
                work.audit.append(AuditEvent(who, "notification.read", str(after.number), after={"code": after.code}))
        return read

    def _told(self, work: UnitOfWork, notifications: list[Notification]) -> Told:
        numbers = {each.number for each in notifications}
        mailings: dict[int, list[Mailing]] = {}
        for mail in work.notifications.mailings(open_only=False):
            if mail.notification in numbers:
                mailings.setdefault(mail.notification, []).append(mail)
        return Told(
            tuple(notifications),
            {number: tuple(mails) for number, mails in mailings.items()},
            {company.id: company.name for company in work.settings.companies()},
            work.notifications.unread(),
        )
