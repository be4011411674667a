"""What the serving process does by itself: the daily work at its time, and mail every minute.

Both are use cases that may be started by any number of processes: the database says who does the day's work, and who
has a mail in hand. So nothing of the schedule is kept here.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from domain.errors import ProductError
from domain.hours import AMSTERDAM
from entrypoints.container import Container

LOG = logging.getLogger(__name__)
JOBS = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
"""However late: what was missed is done once."""


@contextmanager
def scheduled(container: Container) -> Iterator[None]:
    """Does it while it is open. What was missed is done once, at the start."""
    settings = container.settings()
    who = f"schedule: {settings.actor}"
    scheduler = BackgroundScheduler(timezone=AMSTERDAM, job_defaults=JOBS)
    at = settings.daily_time
    if at is not None:
        scheduler.add_job(
            _minded(lambda: container.daily_work().if_due(who, at)),
            CronTrigger(hour=at.hour, minute=at.minute, timezone=AMSTERDAM),
            next_run_time=datetime.now(AMSTERDAM),
            name="daily",
        )
    if container.mailer().ready:
        scheduler.add_job(_minded(lambda: container.send_notifications()(who)), IntervalTrigger(minutes=1), name="mail")
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)


def _minded(work: Callable[[], object]) -> Callable[[], None]:
    """The same, that says what went wrong and goes on; without values, for those may be personal."""

    def minded() -> None:
        try:
            work()
        except ProductError as error:
            LOG.warning("%s: %s", error.code, error.what())
        except Exception as error:
            LOG.error("the scheduled work failed (%s)", type(error).__name__)
            LOG.debug("where it failed", exc_info=error)

    return minded
