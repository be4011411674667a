"""Work in the background: what was asked, how far it is, and how it ended.

The work itself may be started again at any time, for it converges. So a record says who has it in hand, and until
when: whoever comes later may take it over, and no record is ever the reason that something is sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from domain.accounts import Right
from domain.errors import ProductError
from domain.terms import CompanyId
from domain.wage_period import PeriodRef

HOLD = timedelta(seconds=20)
"""How long a killed process keeps its work from others; a living one asks for it anew all the time."""
MOST_ATTEMPTS = 5
"""So often work is begun that never comes to an end; then something about it kills whoever does it."""

Result = Mapping[str, str | int | bool]
"""References and counts, never whole documents."""


class JobKind(StrEnum):
    """What can be done in the background."""

    SYNC = "sync"
    RIGHTS = "rights"
    PROBE = "probe"
    PLAN = "plan"
    UNDO_PLAN = "undo-plan"
    EXPORT = "export"
    UNDO = "undo"
    VERIFY = "verify"

    @property
    def right(self) -> Right:
        """What it asks of whoever starts it."""
        return _RIGHTS[self]

    @property
    def sends(self) -> bool:
        """True for what may change pay; a company has one of these in hand at a time."""
        return self in (JobKind.EXPORT, JobKind.UNDO)

    def words(self, language: str = "en") -> str:
        """What it is, as a person says it."""
        return _KIND_WORDS[self][language == "nl"]


_RIGHTS = {
    JobKind.SYNC: Right.OPERATE,
    JobKind.RIGHTS: Right.OPERATE,
    JobKind.PROBE: Right.ADMINISTER,
    JobKind.PLAN: Right.OPERATE,
    JobKind.UNDO_PLAN: Right.OPERATE,
    JobKind.EXPORT: Right.PAY,
    JobKind.UNDO: Right.PAY,
    JobKind.VERIFY: Right.PAY,
}
_KIND_WORDS = {
    JobKind.SYNC: ("Synchronise team members", "Teamleden synchroniseren"),
    JobKind.RIGHTS: ("Check the rights in Nmbrs", "Rechten in Nmbrs controleren"),
    JobKind.PROBE: ("Try the rights to write in Nmbrs", "Schrijfrechten in Nmbrs proberen"),
    JobKind.PLAN: ("Plan an export", "Export voorbereiden"),
    JobKind.UNDO_PLAN: ("Plan to undo an export", "Terugdraaien van een export voorbereiden"),
    JobKind.EXPORT: ("Export", "Exporteren"),
    JobKind.UNDO: ("Undo an export", "Export terugdraaien"),
    JobKind.VERIFY: ("Check against Nmbrs", "Controleren met Nmbrs"),
}


class Phase(StrEnum):
    """What is being done right now."""

    READING = "reading"
    SENDING = "sending"
    READING_BACK = "reading-back"
    COMPARING = "comparing"

    def words(self, language: str = "en") -> str:
        """The same as a person says it."""
        return _PHASE_WORDS[self][language == "nl"]


_PHASE_WORDS = {
    Phase.READING: ("Reading Nmbrs", "Nmbrs lezen"),
    Phase.SENDING: ("Sending to Nmbrs", "Verzenden naar Nmbrs"),
    Phase.READING_BACK: ("Reading back what was sent", "Teruglezen wat verzonden is"),
    Phase.COMPARING: ("Comparing", "Vergelijken"),
}


class JobState(StrEnum):
    """Where it stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"

    def words(self, language: str = "en") -> str:
        """The same as a person says it."""
        return _STATE_WORDS[self][language == "nl"]


_STATE_WORDS = {
    JobState.WAITING: ("waits its turn", "wacht op zijn beurt"),
    JobState.RUNNING: ("busy", "bezig"),
    JobState.DONE: ("done", "klaar"),
    JobState.FAILED: ("failed", "mislukt"),
}
OPEN = (JobState.WAITING, JobState.RUNNING)


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work. ``number`` tells the order in which they were asked for; it is given when it is stored.

    ``order`` is what was asked, as canonical JSON text: the same order reads the same. ``company`` and ``period`` are
    what it concerns, None for more than one. ``error`` is a code of ``domain.errors``, ``details`` fill in its words.
    ``owner`` has it in hand until ``until``.
    """

    id: str
    kind: JobKind
    order: str
    company: CompanyId | None
    period: PeriodRef | None
    who: str
    created_at: datetime
    number: int = 0
    state: JobState = JobState.WAITING
    phase: Phase | None = None
    done: int = 0
    total: int = 0
    result: Result = field(default_factory=lambda: MappingProxyType({}))
    error: str = ""
    details: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    started_at: datetime | None = None
    ended_at: datetime | None = None
    attempts: int = 0
    owner: str = ""
    until: datetime | None = None

    @property
    def open(self) -> bool:
        """True while it waits or runs."""
        return self.state in OPEN

    @property
    def again(self) -> bool:
        """True when it was taken up again after whoever did it was gone."""
        return self.attempts > 1

    @property
    def problem(self) -> ProductError | None:
        """What went wrong, in the product's words."""
        return ProductError(self.error, **self.details) if self.error else None

    def same_order(self, other: Job) -> bool:
        """True when the other asks for exactly this."""
        asked = (self.kind, self.company, self.period, self.order)
        return asked == (other.kind, other.company, other.period, other.order)

    def in_hand(self, now: datetime) -> bool:
        """True while somebody has it."""
        return self.state is JobState.RUNNING and self.until is not None and now < self.until

    def free(self, now: datetime, others: Mapping[str, Job]) -> bool:
        """True when it may be begun: nobody has it, and nothing else that sends is in hand for that company."""
        if not self.open or self.in_hand(now):
            return False
        return not self.kind.sends or not any(
            other.kind.sends and other.company == self.company and other.in_hand(now)
            for other in others.values()
            if other.id != self.id
        )

    def taken(self, owner: str, now: datetime, hold: timedelta = HOLD) -> Job:
        """In hand of this owner, from the beginning."""
        return replace(
            self,
            state=JobState.RUNNING,
            phase=None,
            done=0,
            total=0,
            owner=owner,
            until=now + hold,
            attempts=self.attempts + 1,
            started_at=self.started_at or now,
        )

    def still(self, taken: Job) -> bool:
        """True while it is in hand as it was when it was taken: nobody took it over."""
        return self.state is JobState.RUNNING and (self.owner, self.attempts) == (taken.owner, taken.attempts)

    def ended(self, now: datetime, result: Result | None = None, error: ProductError | None = None) -> Job:
        """Done with this result, or failed with this error."""
        details = {name: str(value) for name, value in error.details.items()} if error else {}
        return replace(
            self,
            state=JobState.FAILED if error else JobState.DONE,
            phase=None,
            result=result or {},
            error=error.code if error else "",
            details=details,
            ended_at=now,
            owner="",
            until=None,
        )
