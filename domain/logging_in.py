"""How often somebody may try to log in, and how long they stay logged in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

WINDOW = timedelta(minutes=15)
MOST_PER_ACCOUNT = 10
MOST_PER_ADDRESS = 30
"""Failed attempts within the window; an address may stand for a whole office."""

LONGEST_SESSION = timedelta(hours=12)
LONGEST_IDLE = timedelta(hours=2)
SLIDES_EVERY = timedelta(minutes=1)
"""A session is seen at most this often, so that looking around writes little."""

LONGEST_AGENT = 200


class AttemptOutcome(StrEnum):
    """What became of an attempt to log in."""

    FAILED = "failed"
    """Also while it is being looked at: an attempt counts from its beginning."""
    SUCCEEDED = "succeeded"
    LIMITED = "limited"
    """It was not looked at."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """Somebody tried to log in under this name, known or not, from this address."""

    id: str
    name: str
    address: str
    at: datetime
    outcome: AttemptOutcome = AttemptOutcome.FAILED


@dataclass(frozen=True, slots=True)
class Limit:
    """Why and until when an attempt is not looked at. ``told`` when that was put on record already."""

    until: datetime
    told: bool


def limit_of(attempts: Sequence[Attempt], name: str, address: str, now: datetime) -> Limit | None:
    """Whether one more attempt has to wait, by the attempts under that name or from that address; oldest first.

    Under a name count the failed ones since the last that succeeded, from an address all that failed. What was not
    looked at does not count, so waiting comes to an end.

    >>> from datetime import UTC
    >>> noon = datetime(2026, 11, 4, 12, tzinfo=UTC)
    >>> tries = [Attempt(str(n), "anja", "10.0.0.7", noon + timedelta(minutes=n)) for n in range(10)]
    >>> limit_of(tries[:9], "anja", "10.0.0.7", noon + timedelta(minutes=10)) is None
    True
    >>> limit_of(tries, "anja", "10.0.0.8", noon + timedelta(minutes=10)).until.strftime("%H:%M")
    '12:15'
    """
    recent = [attempt for attempt in attempts if now < attempt.at + WINDOW]
    under_name = [attempt for attempt in recent if attempt.name == name]
    from_address = [attempt for attempt in recent if attempt.address == address]
    limits = [
        (_waits_until(_since_success(under_name), MOST_PER_ACCOUNT), under_name),
        (_waits_until(from_address, MOST_PER_ADDRESS), from_address),
    ]
    waits = [(until, tries) for until, tries in limits if until is not None]
    if not waits:
        return None
    told = all(any(each.outcome is AttemptOutcome.LIMITED for each in tries) for _, tries in waits)
    return Limit(max(until for until, _ in waits), told)


def _since_success(attempts: Sequence[Attempt]) -> list[Attempt]:
    """Those from the moment of the last success on."""
    last = max((each.at for each in attempts if each.outcome is AttemptOutcome.SUCCEEDED), default=None)
    return [each for each in attempts if last is None or each.at >= last]


def _waits_until(attempts: Sequence[Attempt], most: int) -> datetime | None:
    failed = [attempt for attempt in attempts if attempt.outcome is AttemptOutcome.FAILED]
    return failed[-most].at + WINDOW if len(failed) >= most else None


@dataclass(frozen=True, slots=True)
class LoginSession:
    """Somebody who is logged in. ``digest`` is the SHA-256 of the token that only their browser has, in hexadecimals.

    ``address`` and ``agent`` say from where, as the browser told.
    """

    digest: str
    account: str
    began_at: datetime
    seen_at: datetime
    address: str = ""
    agent: str = ""

    @property
    def id(self) -> str:
        """What it is called where it is listed."""
        return self.digest[:16]

    @property
    def ends_at(self) -> datetime:
        """When it ends if nothing is asked any more."""
        return min(self.began_at + LONGEST_SESSION, self.seen_at + LONGEST_IDLE)

    def ended(self, now: datetime) -> bool:
        """Whether it is over: twelve hours after it began, or two hours after anything was asked."""
        return now >= self.ends_at

    def slides(self, now: datetime) -> bool:
        """Whether it is time to put down that it was seen."""
        return now >= self.seen_at + SLIDES_EVERY


def plain_agent(agent: str) -> str:
    """What a browser calls itself, as one short line."""
    return "".join(sign for sign in agent if sign.isprintable())[:LONGEST_AGENT]
