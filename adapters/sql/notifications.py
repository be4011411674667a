"""What people are told, what became of each mail, and daily work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import select

from adapters.sql.rows import Rows, table_of
from adapters.sql.tables.notifications import DailyRow, MailRow, NotificationRow, RecipientRow, ReminderRow
from domain.mailing import Mailing, MailState
from domain.notifications import Notification, NotificationKind, Recipient
from domain.schedule import DailyRun, Reminder
from domain.terms import CompanyId
from domain.wage_period import PeriodRef

NOTIFICATION = table_of(NotificationRow)
RECIPIENT = table_of(RecipientRow)
MAIL = table_of(MailRow)
DAILY = table_of(DailyRow)
REMINDER = table_of(ReminderRow)
OPEN = (MailState.WAITING.value, MailState.SENDING.value)


class SqlNotifications:
    """A NotificationStore."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def add(
        self, key: str, code: str, company: CompanyId | None, period: PeriodRef | None, values: Mapping[str, str]
    ) -> Notification | None:
        """Store a new one; None when that key was told before."""
        number = self._rows.next_number(NotificationRow)
        known = select(NOTIFICATION).where(NOTIFICATION.c.key == key)
        if self._rows.first(NotificationRow, _notification, known) is not None:
            return None
        told = Notification(number, key, code, company, period, self._rows.now(), dict(values))
        self._rows.add(NotificationRow, [_row(told)])
        return told

    def all(self) -> Sequence[Notification]:
        """Newest first."""
        return self._rows.read(
            NotificationRow, _notification, select(NOTIFICATION).order_by(NOTIFICATION.c.number.desc())
        )

    def unread(self) -> int:
        """How many nobody has read."""
        return self._rows.count(NOTIFICATION, NOTIFICATION.c.read_at.is_(None))

    def put(self, notification: Notification) -> None:
        """Replace it."""
        self._rows.put(NotificationRow, [_row(notification)])

    def recipients(self) -> Sequence[Recipient]:
        """By address, company and kind."""
        order = (RECIPIENT.c.address, RECIPIENT.c.company, RECIPIENT.c.kind)
        return self._rows.read(RecipientRow, _recipient, select(RECIPIENT).order_by(*order))

    def put_recipient(self, recipient: Recipient) -> None:
        """Store or replace by address, company and kind."""
        row = {
            "address": recipient.address,
            "company": recipient.company or "",
            "kind": recipient.kind.value if recipient.kind else "",
            "language": recipient.language,
        }
        self._rows.put(RecipientRow, [row])

    def remove_recipient(self, recipient: Recipient) -> None:
        """Remove by address, company and kind."""
        self._rows.delete(
            RecipientRow,
            RECIPIENT.c.address == recipient.address,
            RECIPIENT.c.company == (recipient.company or ""),
            RECIPIENT.c.kind == (recipient.kind.value if recipient.kind else ""),
        )

    def mailings(self, open_only: bool = True) -> Sequence[Mailing]:
        """By number, then address."""
        statement = select(MAIL).order_by(MAIL.c.notification, MAIL.c.address)
        return self._rows.read(MailRow, _mail, statement.where(MAIL.c.state.in_(OPEN)) if open_only else statement)

    def put_mailings(self, mailings: Iterable[Mailing]) -> None:
        """Store or replace by number and address."""
        rows = [
            {
                "notification": mail.notification,
                "address": mail.address,
                "language": mail.language,
                "queued_at": mail.queued_at,
                "not_before": mail.not_before,
                "state": mail.state.value,
                "attempts": mail.attempts,
                "doubts": mail.doubts,
                "message": mail.message,
                "until": mail.until,
                "problem": mail.problem,
                "said": mail.said,
                "ended_at": mail.ended_at,
            }
            for mail in mailings
        ]
        self._rows.put(MailRow, rows)


class SqlSchedule:
    """A ScheduleStore."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def daily(self, day: date) -> DailyRun | None:
        """The work of that day, or None."""
        return self._rows.first(DailyRow, _daily, select(DAILY).where(DAILY.c.day == day))

    def last_daily(self) -> DailyRun | None:
        """The work of the latest day, or None."""
        return self._rows.first(DailyRow, _daily, select(DAILY).order_by(DAILY.c.day.desc()).limit(1))

    def put_daily(self, run: DailyRun) -> None:
        """Store or replace by day."""
        row = {
            "day": run.day,
            "owner": run.owner,
            "started_at": run.started_at,
            "until": run.until,
            "attempts": run.attempts,
            "ended_at": run.ended_at,
            "failed": run.failed,
        }
        self._rows.put(DailyRow, [row])

    def reminder(self, company: CompanyId) -> Reminder:
        """When that company is reminded."""
        statement = select(REMINDER).where(REMINDER.c.company == company)
        return self._rows.first(ReminderRow, _reminder, statement) or Reminder(company)

    def put_reminder(self, reminder: Reminder) -> None:
        """Store or replace by company."""
        row = {"company": reminder.company, "days": reminder.days, "run_after": reminder.run_after}
        self._rows.put(ReminderRow, [row])


def _row(told: Notification) -> dict[str, object]:
    return {
        "number": told.number,
        "key": told.key,
        "code": told.code,
        "company": told.company,
        "period_year": told.period.year if told.period else None,
        "period_number": told.period.number if told.period else None,
        "told_at": told.at,
        "details": dict(told.values),
        "read_at": told.read_at,
        "read_by": told.read_by,
    }


def _notification(row: NotificationRow) -> Notification:
    period = None
    if row.period_year is not None and row.period_number is not None:
        period = PeriodRef(row.period_year, row.period_number)
    company = None if row.company is None else CompanyId(row.company)
    return Notification(
        row.number, row.key, row.code, company, period, row.told_at, row.details, row.read_at, row.read_by
    )


def _recipient(row: RecipientRow) -> Recipient:
    company = CompanyId(row.company) if row.company else None
    return Recipient(row.address, row.language, company, NotificationKind(row.kind) if row.kind else None)


def _mail(row: MailRow) -> Mailing:
    return Mailing(
        row.notification,
        row.address,
        row.language,
        row.queued_at,
        row.not_before,
        MailState(row.state),
        row.attempts,
        row.doubts,
        row.message,
        row.until,
        row.problem,
        row.said,
        row.ended_at,
    )


def _daily(row: DailyRow) -> DailyRun:
    return DailyRun(row.day, row.owner, row.started_at, row.until, row.attempts, row.ended_at, row.failed)


def _reminder(row: ReminderRow) -> Reminder:
    return Reminder(CompanyId(row.company), row.days, row.run_after)
