"""Attempts to prove who one is: counted before they are looked at, so that many at once are not looked at either."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from application.ports.storage import Storage, UnitOfWork
from domain.accounts import checked_name
from domain.audit import AuditEvent
from domain.errors import ProductError
from domain.logging_in import WINDOW, Attempt, AttemptOutcome, Limit, limit_of

PROVED = "login.succeeded"
NOT_AN_ADDRESS = "(no e-mail address)"
"""Stands in the audit trail for what was typed as a name and is none: it may have been the password."""


@dataclass(frozen=True, slots=True)
class Try:
    """A password that somebody gives, under which name and from where."""

    name: str
    password: str
    address: str
    agent: str = ""

    def __repr__(self) -> str:
        return f"Try({self.address!r})"


def begin(storage: Storage, new_id: str, name: str, address: str) -> Attempt:
    """Put an attempt down as failed until it turns out otherwise. Raises ``login-limited``.

    One that has to wait is put on record once, and after that costs no more than a look, so that nobody can fill the
    trail or keep others from writing.
    """
    with storage.read() as work:
        now = work.now()
        known = limit_of(work.accounts.attempts(name, address), name, address, now)
    if known is not None and known.told:
        raise _to_wait(known, now)
    with storage.write() as work:
        now = work.now()
        work.accounts.end_attempts_before(now - WINDOW)
        limit = limit_of(work.accounts.attempts(name, address), name, address, now)
        attempt = Attempt(new_id, name, address, now)
        if limit is None:
            work.accounts.put_attempt(attempt)
        elif not limit.told:
            work.accounts.put_attempt(replace(attempt, outcome=AttemptOutcome.LIMITED))
            record(work, attempt, "login.limited", until=limit.until.isoformat(timespec="seconds"))
        work.commit()
    if limit is not None:
        raise _to_wait(limit, now)
    return attempt


def _to_wait(limit: Limit, now: datetime) -> ProductError:
    minutes = math.ceil((limit.until - now) / timedelta(minutes=1))
    return ProductError("login-limited", minutes=max(1, minutes))


def succeed(work: UnitOfWork, attempt: Attempt) -> None:
    """It was the right password."""
    work.accounts.put_attempt(replace(attempt, outcome=AttemptOutcome.SUCCEEDED))


def record(work: UnitOfWork, attempt: Attempt, action: str, **more: object) -> None:
    """What became of an attempt, in the audit trail, without the password. Whoever did not prove to be somebody is not
    named as who did it.
    """
    name = _told(attempt.name)
    who = f"web: {name}" if action == PROVED else "web"
    work.audit.append(AuditEvent(who, action, name, after={"address": attempt.address, **more}))


def _told(name: str) -> str:
    try:
        return checked_name(name)
    except ProductError:
        return NOT_AN_ADDRESS
