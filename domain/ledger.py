"""The ledger: every change this product intends or made in the payroll, and every line it owns there.

A change is recorded before its call leaves, and is settled only by reading the payroll back. Nothing whose outcome
is not known is ever sent again. The functions here are pure: they say what a record becomes, storage keeps it, the
use case sends it.

A change walks: planned, sending, answered or unknown, and then one of done, refused, not landed. A changed amount is
one record with two steps: delete our line, see it gone, insert the new amount; when that is refused, put the old
amount back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from domain.amount import ZERO, Amount
from domain.pay_line import Part, PayKey, PayKind, PayrollSnapshot, SourceRef
from domain.terms import EmployeeId, LineId


class Action(StrEnum):
    """What a change does to one line, or to Days."""

    ADD = "add"
    CHANGE = "change"
    REMOVE = "remove"
    SET_DAYS = "set-days"


class Step(StrEnum):
    """The call that a change makes next, or is making."""

    DELETE = "delete"
    INSERT = "insert"
    PUT_BACK = "put-back"
    SET = "set"


class ChangeState(StrEnum):
    """Where a change stands; a person reads these words in the status."""

    PLANNED = "planned"
    """Recorded, not sent."""
    SENDING = "sending"
    """About to leave, or left without an answer being recorded: after a crash nobody knows."""
    ANSWERED = "answered"
    """Nmbrs accepted it; not yet seen by reading back."""
    UNKNOWN = "unknown"
    """No usable answer; settled by reading back, not before ``settle_at``."""
    SURPLUS = "surplus"
    """Reading back shows new lines that may or may not be what was sent; a person has to say."""
    DONE = "done"
    """Seen by reading back."""
    REFUSED = "refused"
    """Nmbrs refused it, or did not keep it."""
    NOT_LANDED = "not-landed"
    """Never reached Nmbrs, as reading back after the settling time shows."""
    DROPPED = "dropped"
    """Not sent, and no longer wanted; what a deleted line leaves to be written, a later plan writes."""


OPEN = frozenset(
    {ChangeState.PLANNED, ChangeState.SENDING, ChangeState.ANSWERED, ChangeState.UNKNOWN, ChangeState.SURPLUS}
)
UNSETTLED = OPEN - {ChangeState.PLANNED}


class Ownership(StrEnum):
    """How it is known that a line is ours."""

    KNOWN = "known"
    """A call of its own answered the id, and a later reading shows it with our code and amount."""
    CLAIMED = "claimed"
    """New since the baseline, and no more of its kind than were sent."""
    ADOPTED = "adopted"
    """A person decided that a foreign line is ours."""


@dataclass(frozen=True, slots=True)
class OwnLine:
    """A line in the payroll that this product wrote or adopted. ``amount`` is the last proved one."""

    key: PayKey
    line_id: LineId
    amount: Amount
    parts: frozenset[Part]
    sources: tuple[SourceRef, ...]
    ownership: Ownership
    export: str


@dataclass(frozen=True, slots=True)
class LedgerChange:
    """One intended change of one line, or of Days.

    ``before`` and ``after`` are amounts (for Days whole counts); ``old_line`` is the id to delete. ``baseline``
    holds the ids that the payroll showed for this person and kind directly before the write. ``settle_at`` is the
    moment from which a reading that does not show it means that it did not land. ``attempt`` counts sends of the
    same insert; more than 1 means it was sent again after having been unknown. ``alone`` asks for a call of its own.
    ``answered_line`` is the id that the answer named or, once the old amount is put back, that of the line that was
    seen. ``watch_until`` is set while an insert that was given up may still land: only a reading made then or later
    ends the watch. ``gives_back`` marks a number of Days that is not ours once it is set: it stood there before us.
    """

    id: str
    export: str
    action: Action
    key: PayKey
    before: Amount
    after: Amount
    step: Step
    state: ChangeState = ChangeState.PLANNED
    old_line: LineId | None = None
    parts: frozenset[Part] = frozenset()
    sources: tuple[SourceRef, ...] = ()
    baseline: tuple[LineId, ...] = ()
    sent_at: datetime | None = None
    settle_at: datetime | None = None
    fence: int = 0
    attempt: int = 0
    alone: bool = False
    answered_line: LineId | None = None
    code: str = ""
    text: str = ""
    refusal: Refusal | None = None
    watch_until: datetime | None = None
    gives_back: bool = False

    @property
    def employee(self) -> EmployeeId:
        """Whose pay it concerns."""
        return self.key.employee

    @property
    def sends(self) -> Amount:
        """The amount that the present step writes."""
        return self.before if self.step is Step.PUT_BACK else self.after

    @property
    def settling(self) -> timedelta:
        """The settling time of the call, as it was recorded: from its sending to ``settle_at``, time-out included."""
        return self.settle_at - self.sent_at if self.settle_at and self.sent_at else timedelta(0)

    @property
    def missing(self) -> Amount:
        """What the payroll lacks because of this change: deleted and not (yet) written again."""
        deleted = self.action is Action.CHANGE and self.step in (Step.INSERT, Step.PUT_BACK)
        put_back = self.state is ChangeState.REFUSED and self.answered_line is not None
        over = self.state in (ChangeState.DONE, ChangeState.DROPPED)
        return self.before if deleted and not put_back and not over else ZERO


class Refusal(StrEnum):
    """Why the payroll refused, in the product's own words."""

    PROTECTED_PERIOD = "protected-period"
    """The period is protected; consent of a person may open it."""
    NO_RIGHT = "no-right"
    """The user may not make this call at all."""
    PERIOD_TYPE = "period-type"
    """The period does not fit the company."""
    LINE = "line"
    """Something about this one change, or a reason without a category."""

    @property
    def of_whole_call(self) -> bool:
        """True when the reason holds for every change alike, so that trying them one by one is of no use."""
        return self is not Refusal.LINE


class Landing(StrEnum):
    """How one call ended, as far as its answer tells."""

    ACCEPTED = "accepted"
    """Nmbrs answered that it was done."""
    ALREADY_GONE = "already-gone"
    """A delete found nothing to delete."""
    REFUSED = "refused"
    """Nmbrs answered that this very change was not done."""
    UNKNOWN = "unknown"
    """Done or not done; only a reading can tell."""
    NOT_SENT = "not-sent"
    """It certainly never left."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answer to one change.

    ``line`` is the id that the answer names, if it names one. ``may_land_late`` is True when an unknown call may
    still be carried out after this moment (a time-out), and False when the payroll has finished with it (a refused
    batch). ``code`` and ``text`` are the payroll's own.
    """

    landing: Landing
    line: LineId | None = None
    code: str = ""
    text: str = ""
    refusal: Refusal = Refusal.LINE
    may_land_late: bool = True


def first_step(action: Action) -> Step:
    """The call with which an action begins."""
    return {Action.ADD: Step.INSERT, Action.SET_DAYS: Step.SET}.get(action, Step.DELETE)


def next_wave(changes: Iterable[LedgerChange]) -> list[LedgerChange]:
    """The planned changes that may be sent now: per person one delete, or the inserts of one kind, or the days.

    At most one write per person is unsettled at any time. Inserts that reading back could not tell apart (same code
    and amount) go one after the other. Where an export could not take away or change a line, it adds nothing of that
    kind for the person: hours that move to another code would stand on both.
    """
    by_person: dict[EmployeeId, list[LedgerChange]] = {}
    for change in changes:
        by_person.setdefault(change.employee, []).append(change)
    wave: list[LedgerChange] = []
    for own in by_person.values():
        if not any(change.state in UNSETTLED for change in own):
            wave.extend(_next_of_person([c for c in own if c.state is ChangeState.PLANNED and not _held(c, own)]))
    return wave


def steps_left(changes: Iterable[LedgerChange]) -> int:
    """How many steps of the planned changes have not been sent: a changed line takes two."""
    planned = [change for change in changes if change.state is ChangeState.PLANNED]
    return sum(2 if (c.action, c.step) == (Action.CHANGE, Step.DELETE) else 1 for c in planned)


def _held(change: LedgerChange, own: Sequence[LedgerChange]) -> bool:
    """True for an addition beside a line of the same kind that still stands because its own change was refused."""
    return change.action is Action.ADD and any(
        (other.export, other.key.kind) == (change.export, change.key.kind)
        and other.action in (Action.CHANGE, Action.REMOVE)
        and other.state is ChangeState.REFUSED
        and not other.missing
        for other in own
    )


_ORDER = (Step.PUT_BACK, Step.DELETE, Step.INSERT, Step.SET)
_KINDS = (PayKind.HOURS, PayKind.WAGE, PayKind.DAYS)


def _next_of_person(planned: list[LedgerChange]) -> list[LedgerChange]:
    if not planned:
        return []
    planned = sorted(planned, key=lambda c: (_ORDER.index(c.step), _KINDS.index(c.key.kind), c.key.sort_key, c.id))
    first = planned[0]
    if first.step is not Step.INSERT or first.alone:
        return [first]
    together: dict[tuple[str, Amount], LedgerChange] = {}
    for change in planned:
        if change.step is Step.INSERT and change.key.kind is first.key.kind and not change.alone:
            together.setdefault((change.key.code, change.sends), change)
    return list(together.values())


def sending(
    change: LedgerChange, snapshot: PayrollSnapshot, fence: int, now: datetime, settling: timedelta
) -> LedgerChange:
    """The record just before its call leaves.

    ``settling`` is how long from ``now`` on it may still land, should nobody live to record an answer. While an
    earlier sending of the same record is under watch its baseline stays: what has landed since may be that one.
    """
    baseline = change.baseline
    if change.watch_until is None:
        baseline = tuple(line.line_id for line in snapshot.of_kind(change.employee, change.key.kind))
    inserts = change.step in (Step.INSERT, Step.PUT_BACK)
    if change.step is not Step.PUT_BACK:
        change = replace(change, code="", text="", refusal=None)
    return replace(
        change,
        state=ChangeState.SENDING,
        baseline=baseline,
        fence=fence,
        sent_at=now,
        settle_at=now + settling,
        attempt=change.attempt + inserts,
        answered_line=None,
    )


def answered(change: LedgerChange, outcome: Outcome, now: datetime) -> LedgerChange:
    """The record after the answer to its call.

    The settling time is counted anew from ``now``: of many calls recorded together, the last may have left much later
    than the first.
    """
    if outcome.code or outcome.text:
        change = replace(change, code=outcome.code, text=outcome.text)
    if outcome.landing is Landing.REFUSED or (outcome.landing is Landing.UNKNOWN and not outcome.may_land_late):
        change = replace(change, refusal=outcome.refusal)
    if outcome.landing is Landing.NOT_SENT:
        inserts = change.step in (Step.INSERT, Step.PUT_BACK)
        return replace(
            change, state=ChangeState.PLANNED, sent_at=None, settle_at=None, attempt=change.attempt - inserts
        )
    settle_at = change.settle_at
    if settle_at is not None and change.sent_at is not None:
        settle_at += now - change.sent_at
    if outcome.landing is Landing.ACCEPTED:
        return replace(change, state=ChangeState.ANSWERED, settle_at=settle_at, answered_line=outcome.line)
    if outcome.landing is Landing.UNKNOWN:
        return replace(change, state=ChangeState.UNKNOWN, settle_at=settle_at if outcome.may_land_late else now)
    if outcome.landing is Landing.ALREADY_GONE:
        change = replace(change, code=change.code or "already-gone")
    return ended_by_refusal(change)


def ended_by_refusal(change: LedgerChange) -> LedgerChange:
    """A refused step ends the change, unless our line is already deleted: then the old amount is put back."""
    if change.action is Action.CHANGE and change.step is Step.INSERT:
        return replace(change, step=Step.PUT_BACK, state=ChangeState.PLANNED, alone=True, attempt=0)
    return replace(change, state=ChangeState.REFUSED)


def abandon(change: LedgerChange) -> LedgerChange:
    """What becomes of a planned change of an interrupted export: dropped, unless our line is already deleted.

    Then it is finished first, so that no line is lost without the ledger knowing.
    """
    if change.state is ChangeState.PLANNED and not change.missing:
        return replace(change, state=ChangeState.DROPPED)
    return change
