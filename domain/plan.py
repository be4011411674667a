"""The plan of an export: the difference between what should be in the payroll and what is there.

Only lines that this product owns are changed. A foreign line on a code that the plan would write stops its person
until somebody decides.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from domain.amount import Amount, total
from domain.decisions import Difference
from domain.findings import Finding, Reach
from domain.ledger import Action, LedgerChange, OwnLine
from domain.pay_line import FoundLine, Part, PayKey, PayKind, Selection, SourceRef
from domain.terms import EmployeeId, LineId

RULES_VERSION = "1"
"""Changes whenever a rule that decides an amount changes, so that older plans lapse."""


class LineAction(StrEnum):
    """What the plan does about one line."""

    ADD = "add"
    CHANGE = "change"
    REMOVE = "remove"
    KEEP = "keep"
    ACCEPT = "accept"
    """It differs, and a person decided to keep what the payroll holds."""


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """One line of the plan. ``before`` is what the payroll holds on our line now (0.00 for none), ``after`` what it
    will hold.

    ``line_id`` is our line in the payroll; ``adopted`` says that it becomes ours by a person's choice, ``gone`` that
    the payroll no longer holds it, so that the ledger lets go of it.
    """

    action: LineAction
    key: PayKey
    before: Amount
    after: Amount
    line_id: LineId | None = None
    parts: frozenset[Part] = frozenset()
    sources: tuple[SourceRef, ...] = ()
    adopted: bool = False
    gone: bool = False

    @property
    def writes(self) -> bool:
        """True when it leads to a call."""
        return self.action in (LineAction.ADD, LineAction.CHANGE, LineAction.REMOVE)


@dataclass(frozen=True, slots=True)
class PlannedDays:
    """The number Days of one person: ``found`` now, ``after`` the export, and whether it is written.

    ``gives_back`` says that it is not ours once it is set.
    """

    key: PayKey
    found: int
    after: int
    writes: bool
    gives_back: bool = False


class PersonState(StrEnum):
    """What happens to one person."""

    READY = "ready"
    UNCHANGED = "unchanged"
    BLOCKED = "blocked"
    LEFT_OUT = "left-out"
    UNSETTLED = "unsettled"


@dataclass(frozen=True, slots=True)
class PersonPlan:
    """The plan for one person; nothing is written for a person who is not READY."""

    employee: EmployeeId | None
    name: str
    state: PersonState
    lines: tuple[PlannedLine, ...] = ()
    days: PlannedDays | None = None
    foreign: tuple[FoundLine, ...] = ()
    findings: tuple[Finding, ...] = ()
    differences: tuple[Difference, ...] = ()
    rests_on: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """Changes when anything personal that the plan rests on changes.

        Foreign lines count when they stand on a code that the plan writes. ``rests_on`` is what the payroll shows of
        this person in the periods whose late hours go along.
        """
        written = {(line.key.kind, line.key.code) for line in self.lines if line.writes}
        beside = [line for line in self.foreign if (line.kind, line.code) in written]
        return _digest(
            {
                "state": self.state,
                "lines": [
                    [x.action, *x.key.sort_key, x.before.hundredths, x.after.hundredths, x.line_id, x.adopted]
                    for x in self.lines
                ],
                "days": [self.days.found, self.days.after, self.days.writes] if self.days else None,
                "foreign": sorted([f.kind, f.line_id, f.code, f.amount.hundredths] for f in beside),
                "rests on": list(self.rests_on),
            }
        )


@dataclass(frozen=True, slots=True)
class NotSelected:
    """A line that is not selected, and that the payroll does not hold as desired: 0.00 own is *not yet sent*."""

    name: str
    key: PayKey
    desired: Amount
    own: Amount


@dataclass(frozen=True, slots=True)
class ExportPlan:
    """What an export would do. ``basis`` is what holds for the whole company; when it changes, the plan lapses.

    ``not_selected`` is what stays as it is because only some people, venues or teams are selected; it is no part of
    the hash.
    """

    selection: Selection
    basis: Mapping[str, str]
    people: tuple[PersonPlan, ...]
    findings: tuple[Finding, ...]
    not_selected: tuple[NotSelected, ...] = ()

    @property
    def hash(self) -> str:
        """What a person agrees to: selection, basis, and every person's part."""
        people = {person.employee: person.digest for person in self.people if person.employee is not None}
        return _digest({"selection": str(self.selection), "basis": dict(self.basis), "people": people})[:12]

    @property
    def blocked(self) -> bool:
        """True when the whole export is stopped."""
        return any(finding.reach is Reach.EXPORT for finding in self.findings)

    @property
    def ready(self) -> tuple[PersonPlan, ...]:
        """The people for whom something is written."""
        return tuple(person for person in self.people if person.state is PersonState.READY)

    @property
    def left_behind(self) -> tuple[PersonPlan, ...]:
        """The people who have something to send or to settle, and are not touched."""
        untouched = (PersonState.BLOCKED, PersonState.LEFT_OUT, PersonState.UNSETTLED)
        return tuple(person for person in self.people if person.state in untouched)

    def totals(self) -> dict[tuple[PayKind, str], Amount]:
        """What own lines will hold after the export, per kind and code, of the people not left behind."""
        sums: dict[tuple[PayKind, str], list[Amount]] = {}
        for person in self.people:
            if person.state in (PersonState.READY, PersonState.UNCHANGED):
                for line in person.lines:
                    sums.setdefault((line.key.kind, line.key.code), []).append(line.after)
        return {key: total(amounts) for key, amounts in sorted(sums.items())}


@dataclass(frozen=True, slots=True)
class Stray:
    """A line of ours in another period that still counts ``entries`` although the hours no longer ask for them there.

    ``waits_for_us`` says that entries go the other way too, so that its correction would wait for this export.
    """

    line: OwnLine
    entries: frozenset[str]
    waits_for_us: bool = False


@dataclass(frozen=True, slots=True)
class LedgerView:
    """What the ledger says of one company and period: own lines, proved Days, and changes that are not settled.

    ``watched`` are the inserts that were given up and are under watch, ``given_up`` all that were ever given up.
    ``strays`` are lines of other periods that count entries which this one may send.
    """

    own: Sequence[OwnLine] = ()
    days: Mapping[EmployeeId, int] = field(default_factory=dict)
    open_changes: Sequence[LedgerChange] = ()
    watched: Sequence[LedgerChange] = ()
    given_up: Sequence[LedgerChange] = ()
    strays: Sequence[Stray] = ()

    @property
    def late(self) -> tuple[LedgerChange, ...]:
        """Every insert that may show after it was given up."""
        return tuple({change.id: change for change in (*self.given_up, *self.watched)}.values())


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()


def line_changes(person: PersonPlan) -> Iterable[tuple[Action, PlannedLine]]:
    """The lines of a person that lead to a call, with the action of the ledger."""
    actions = {LineAction.ADD: Action.ADD, LineAction.CHANGE: Action.CHANGE, LineAction.REMOVE: Action.REMOVE}
    return [(actions[line.action], line) for line in person.lines if line.writes]
