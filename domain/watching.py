"""Under watch: an insert that was given up may still land, and is looked out for until a reading shows that it did not.

A watch begins when an unknown insert is given up, and runs for four of its settling times. Only a reading made at its
end or later ends it, and only one that shows no line which may be that insert: new since it was sent, on its code, not
ours, and not decided about. Such a line is a *surplus*.

After that it is no longer looked out for, and not forgotten either: a line that may be it is still asked about,
whenever it is seen.

Deletes and Days are not watched. A delete names the id of a line of ours, so that a late one takes away that line or
nothing, and shows as *missing*; a late number of days shows as a difference. Neither pays anything twice, and every
comparison shows both, whenever it is made.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, replace
from datetime import datetime

from domain.ledger import ChangeState, LedgerChange, Step
from domain.pay_line import FoundLine, PayKind, PayrollSnapshot
from domain.terms import LineId

SETTLING_TIMES = 4
"""How long a watch runs, in settling times of the call that was given up."""

INSERTS = frozenset({Step.INSERT, Step.PUT_BACK})
UNSEEN = frozenset({ChangeState.NOT_LANDED, ChangeState.DROPPED, ChangeState.PLANNED})
"""Where an insert ends, or waits, that was sent and not seen."""

Place = tuple[PayKind, LineId]


@dataclass(frozen=True, slots=True)
class Watch:
    """A change under watch as a reading shows it.

    ``surplus`` are lines that may be the insert that was given up; a person has to say. ``begun`` is False while the
    reading would give it up, and no export has done so yet.
    """

    change: LedgerChange
    surplus: tuple[FoundLine, ...] = ()
    begun: bool = True


def given_up(change: LedgerChange, now: datetime) -> LedgerChange:
    """The record of an insert that a reading of ``now`` does not show, put under watch if it may still land.

    A call that was answered has ended, and so has a batch that was refused as a whole.
    """
    ended = change.step is Step.INSERT and change.refusal is not None
    if change.step not in INSERTS or ended:
        return change
    until = now + SETTLING_TIMES * change.settling
    return replace(change, watch_until=max(until, change.watch_until or until))


def was_given_up(change: LedgerChange) -> bool:
    """True when a call of this record was given up, however long ago and whatever became of the record since."""
    return change.step in INSERTS and (change.attempt > 1 or (change.attempt == 1 and change.state in UNSEEN))


def may_be(change: LedgerChange, line: FoundLine) -> bool:
    """True when the line may be what was given up: new on its code since it was sent, whatever its amount."""
    key = change.key
    place = (line.employee, line.kind, line.code)
    return place == (key.employee, key.kind, key.code) and line.line_id not in change.baseline


def is_the_amount(change: LedgerChange, line: FoundLine) -> bool:
    """True when the line may be what was given up, and holds the amount that was sent."""
    return may_be(change, line) and line.amount in (change.sends, change.after)


def surplus(change: LedgerChange, found: PayrollSnapshot, known: Set[Place]) -> tuple[FoundLine, ...]:
    """The lines that may be what was given up; ``known`` are ours and those that a person decided about."""
    held = found.of_kind(change.employee, change.key.kind)
    return tuple(line for line in held if may_be(change, line) and (line.kind, line.line_id) not in known)


def has_ended(change: LedgerChange, found: PayrollSnapshot, known: Set[Place], read_at: datetime) -> bool:
    """True when a reading that began at ``read_at`` ends the watch over a change; it must cover person and kind."""
    if change.watch_until is None:
        return True
    covered = (change.employee, change.key.kind) in found.lines
    return covered and read_at >= change.watch_until and not surplus(change, found, known)
