"""Settling: what reading the payroll back tells about the changes whose outcome is not known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.amount import Amount
from domain.ledger import UNSETTLED, Action, ChangeState, LedgerChange, Ownership, OwnLine, Step, ended_by_refusal
from domain.pay_line import FoundLine, PayKind, PayrollSnapshot
from domain.terms import LineId
from domain.watching import given_up


@dataclass(frozen=True, slots=True)
class Settled:
    """What reading back tells about one change.

    ``own`` is the line that turned out to be ours; ``gone`` our line that was seen to be gone; ``days`` the number
    of Days now proved.
    """

    change: LedgerChange
    own: OwnLine | None = None
    gone: LineId | None = None
    days: int | None = None


def settle(
    changes: Sequence[LedgerChange],
    owned: frozenset[tuple[PayKind, LineId]],
    found: PayrollSnapshot,
    now: datetime,
    adopted: frozenset[tuple[PayKind, LineId]] = frozenset(),
) -> list[Settled]:
    """Settle the unsettled changes of a company and period by a reading made after they were sent.

    ``owned`` are the ids of all lines known to be ours, or known not to be; ``adopted`` those of which a person said
    that they are ours. Only changes of people and kinds that ``found`` covers are settled; what cannot be decided yet
    stays unknown.
    """
    settled: list[Settled] = []
    taken: set[tuple[PayKind, LineId]] = set(owned)
    waiting = [change for change in changes if change.state in UNSETTLED]
    # Whoever was answered an id has it before others of the same code and amount can claim it.
    for change in sorted(waiting, key=lambda c: c.answered_line is None):
        if not _was_read(change, found):
            continue
        if change.step is Step.SET:
            settled.append(_settle_days(change, found.days[change.employee], now))
        elif change.step is Step.DELETE:
            settled.append(_settle_delete(change, found, now))
        else:
            result = _settle_insert(change, waiting, taken, found, now, adopted)
            if result.own is not None:
                taken.add((change.key.kind, result.own.line_id))
                waiting.remove(change)
            settled.append(result)
    return settled


def _was_read(change: LedgerChange, found: PayrollSnapshot) -> bool:
    if change.step is Step.SET:
        return change.employee in found.days
    return (change.employee, change.key.kind) in found.lines


def _settle_days(change: LedgerChange, days: int, now: datetime) -> Settled:
    if Amount.whole(days) == change.after:
        return Settled(replace(change, state=ChangeState.DONE), days=days)
    waits = _not_seen(change, now)
    if waits.state is ChangeState.PLANNED and Amount.whole(days) != change.before:
        return Settled(ended_by_refusal(change))  # somebody set another number meanwhile, which is not ours to replace
    return Settled(waits)


def _settle_delete(change: LedgerChange, found: PayrollSnapshot, now: datetime) -> Settled:
    present = any(line.line_id == change.old_line for line in found.of_kind(change.employee, change.key.kind))
    if present:
        return Settled(_not_seen(change, now))
    if change.action is Action.CHANGE:
        following = replace(change, step=Step.INSERT, state=ChangeState.PLANNED, sent_at=None, settle_at=None)
        return Settled(following, gone=change.old_line)
    return Settled(replace(change, state=ChangeState.DONE), gone=change.old_line)


def _settle_insert(
    change: LedgerChange,
    waiting: Sequence[LedgerChange],
    taken: set[tuple[PayKind, LineId]],
    found: PayrollSnapshot,
    now: datetime,
    adopted: frozenset[tuple[PayKind, LineId]],
) -> Settled:
    kind = change.key.kind
    fresh = [
        line
        for line in found.of_kind(change.employee, kind)
        if line.code == change.key.code and line.line_id not in change.baseline and (kind, line.line_id) not in taken
    ]
    new = [line for line in fresh if _looks_like(line, change)]
    fresh = [line for line in fresh if not any(_looks_like(line, each) for each in waiting)]
    ours = next((line for line in new if line.line_id == change.answered_line), None)
    # Without an answer the call may still land beside a line that looks like it, whoever's that is said to be.
    over = change.settle_at is None or now >= change.settle_at or change.state is ChangeState.ANSWERED
    by_word = next((line for line in new or fresh if over and (kind, line.line_id) in adopted), None)
    # Of two that look alike, a word about one does not say whose the other is.
    if by_word is not None and any((kind, line.line_id) not in adopted for line in new):
        by_word = None
    certain = ours or by_word
    too_many = bool(new) and len(new) > sum(_looks_like(new[0], each) for each in waiting)
    if certain is None and too_many:
        return Settled(replace(change, state=ChangeState.SURPLUS))
    if certain is None and not (new and over):
        waiting_for = _not_seen(change, now)
        gives_up = waiting_for.state not in UNSETTLED
        return Settled(replace(change, state=ChangeState.SURPLUS) if gives_up and fresh else waiting_for)
    line = certain or new[0]
    ownership = Ownership.KNOWN if ours else Ownership.ADOPTED if by_word else Ownership.CLAIMED
    own = OwnLine(change.key, line.line_id, line.amount, change.parts, change.sources, ownership, change.export)
    if line.amount != change.sends:
        return Settled(
            replace(change, state=ChangeState.REFUSED, code=change.code or "not-kept", answered_line=line.line_id), own
        )
    if change.step is Step.PUT_BACK:
        return Settled(replace(change, state=ChangeState.REFUSED, answered_line=line.line_id), own=own)
    return Settled(replace(change, state=ChangeState.DONE), own=own)


def _looks_like(line: FoundLine, change: LedgerChange) -> bool:
    """True when the line may be what the change wrote, as far as reading back shows."""
    key = change.key
    return change.step is not Step.DELETE and (line.employee, line.kind, line.code, line.amount) == (
        key.employee,
        key.kind,
        key.code,
        change.sends,
    )


def _not_seen(change: LedgerChange, now: datetime) -> LedgerChange:
    """A change that the reading does not prove: unknown until its settling time, then not done, and watched."""
    if change.settle_at is not None and now < change.settle_at:
        return change if change.state is ChangeState.ANSWERED else replace(change, state=ChangeState.UNKNOWN)
    if change.step is Step.DELETE:
        refused = change.state is ChangeState.ANSWERED or change.refusal is not None
        return replace(change, state=ChangeState.REFUSED if refused else ChangeState.PLANNED)
    if change.state is ChangeState.ANSWERED:
        return ended_by_refusal(replace(change, code=change.code or "not-kept", answered_line=None))
    change = given_up(change, now)
    if change.refusal is not None and (change.refusal.of_whole_call or change.alone):
        return ended_by_refusal(change)
    if change.refusal is not None:
        return replace(change, state=ChangeState.PLANNED, alone=True, attempt=0)
    if change.missing:
        return replace(change, state=ChangeState.PLANNED)
    return replace(change, state=ChangeState.NOT_LANDED)
