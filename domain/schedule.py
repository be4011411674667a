"""What is done once a day, and what is reminded of before a wage period closes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from domain.errors import ProductError
from domain.hours import AMSTERDAM
from domain.terms import CompanyId
from domain.wage_period import WageCalendar, WagePeriod

MOST_ATTEMPTS = 3
"""How often the work of one day is begun when the process that does it is killed."""
LONGEST_DAYS, LONGEST_RUN_AFTER = 27, 60


@dataclass(frozen=True, slots=True)
class DailyRun:
    """The work of one day. ``until`` is how long its owner keeps others out; None once it has ended.

    ``failed`` counts what went wrong in it, by itself and without stopping the rest.
    """

    day: date
    owner: str
    started_at: datetime
    until: datetime | None
    attempts: int = 1
    ended_at: datetime | None = None
    failed: int = 0

    def stands_in_the_way(self, now: datetime) -> bool:
        """True when the day's work is done, is being done, or was begun too often."""
        working = self.until is not None and now < self.until
        return self.ended_at is not None or working or self.attempts >= MOST_ATTEMPTS


def last_slot(now: datetime, at: time) -> tuple[date, datetime]:
    """The last moment at which daily work was due, with its day; clock times are those of the Netherlands.

    >>> from datetime import UTC
    >>> last_slot(datetime(2026, 11, 4, 20, 59, tzinfo=UTC), time(22))[0]
    datetime.date(2026, 11, 3)
    >>> last_slot(datetime(2026, 11, 4, 21, 0, tzinfo=UTC), time(22))[0]
    datetime.date(2026, 11, 4)
    """
    today = now.astimezone(AMSTERDAM).date()
    moments = [(day, datetime.combine(day, at, AMSTERDAM)) for day in (today, today - timedelta(days=1))]
    return next((day, moment) for day, moment in moments if moment <= now)


@dataclass(frozen=True, slots=True)
class Reminder:
    """When a company is reminded of hours that are not sent. ``days`` None: never.

    A period closes ``run_after`` days after its last day, when the payroll office runs it; the reminder comes ``days``
    days before that.
    """

    company: CompanyId
    days: int | None = 3
    run_after: int = 0

    def check(self) -> None:
        """Raises ``reminder-out-of-range``."""
        if not (self.days is None or 0 <= self.days <= LONGEST_DAYS) or not 0 <= self.run_after <= LONGEST_RUN_AFTER:
            raise ProductError("reminder-out-of-range", days=LONGEST_DAYS, run_after=LONGEST_RUN_AFTER)

    def closes(self, period: WagePeriod) -> date:
        """The day on which the period closes."""
        return period.end + timedelta(days=self.run_after)

    def due(self, calendars: Sequence[WageCalendar], today: date) -> list[tuple[WageCalendar, WagePeriod]]:
        """The periods of which to remind today, each once per contract type.

        October, three days before its last day: from the 28th on, until the 31st.

        >>> from domain.terms import ContractType
        >>> from domain.wage_period import PeriodLength, new_calendar
        >>> one = CompanyId("1")
        >>> year = new_calendar(one, ContractType.ZERO_HOURS, PeriodLength.MONTH, date(2026, 1, 1))
        >>> [bool(Reminder(one, 3).due([year], date(2026, 10, day))) for day in (27, 28, 31)]
        [False, True, True]
        """
        if self.days is None:
            return []
        days = timedelta(days=self.days)
        return [
            (calendar, period)
            for calendar in calendars
            for period in calendar.periods
            if self.closes(period) - days <= today <= self.closes(period)
        ]
