"""Undo: what stood in the payroll before an export changed it, as the pay that is desired now.

Only lines and numbers of Days that the export changed are spoken of; everything else stays as it is. Where that can
no longer be told, or would pay somebody twice, the person is left out with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from domain.amount import Amount, total
from domain.desired_pay import DesiredPay, Stated
from domain.findings import Finding, details
from domain.ledger import UNSETTLED, Action, ChangeState, LedgerChange, OwnLine, Step
from domain.pay_line import PayKey, PayKind, PayLine
from domain.plan import LedgerView
from domain.terms import EmployeeId, LineId


@dataclass(frozen=True, slots=True)
class PastExport:
    """An export of the period: ``undoes`` is the export that it took back, ``changes`` are all that it intended."""

    id: str
    undoes: str | None
    changes: tuple[LedgerChange, ...]


@dataclass(frozen=True, slots=True)
class Undo:
    """What is needed to say what stood there before ``export``.

    ``history`` are the exports of its company and period, oldest first; ``elsewhere`` the own lines of other periods
    and companies that were exported since; ``gone`` the lines of its period that are no longer ours, as they last were.
    """

    export: str
    history: tuple[PastExport, ...]
    elsewhere: tuple[OwnLine, ...] = ()
    gone: tuple[OwnLine, ...] = ()

    def has_something(self, ledger: LedgerView) -> bool:
        """True when the export changed anything, or may have."""
        changes = _as_known(self, ledger).undone.changes
        return any(took_effect(change) or change.state in UNSETTLED for change in changes)

    def pay_before(self, desired: DesiredPay, ledger: LedgerView, names: Mapping[EmployeeId, str]) -> DesiredPay:
        """What should be there: on the lines that the export changed what stood there before it.

        ``desired`` is what eitje's hours come to; the lines of which the export changed nothing are taken from it.
        """
        past = _as_known(self, ledger)
        lines: list[PayLine] = []
        findings: list[Finding] = []
        keys: set[PayKey] = set()
        days: dict[EmployeeId, int] = {}
        given_back: set[EmployeeId] = set()
        for employee in dict.fromkeys(change.employee for change in past.undone.changes if took_effect(change)):
            person = _Person(past, ledger, employee, names.get(employee, employee))
            reasons = tuple(dict.fromkeys(person.reasons()))
            findings.extend(reasons)
            if reasons:
                continue
            for change in person.changes:
                if change.action is Action.SET_DAYS:
                    days[employee] = change.before.hundredths // 100
                    given_back |= set() if past.days_were_ours(change) else {employee}
                else:
                    keys.add(change.key)
                    lines.extend(past.line_before(change))
        others = (line for line in desired.lines if line.key not in keys)
        stated = Stated(frozenset(keys), days, frozenset(given_back))
        return replace(desired, lines=(*lines, *others), findings=tuple(findings), stated=stated)


def took_effect(change: LedgerChange) -> bool:
    """True when the payroll is other than it was because of this change, as far as is known."""
    stands = change.state is ChangeState.REFUSED and change.answered_line is not None
    if change.step is Step.PUT_BACK and stands:
        return False
    deleted = change.action is Action.CHANGE and change.step is not Step.DELETE
    return change.state is ChangeState.DONE or deleted or stands


def _left_nothing(change: LedgerChange) -> bool:
    """True when no line of ours stands there after the change."""
    if change.action is Action.REMOVE:
        return True
    return change.state is not ChangeState.DONE and change.answered_line is None


def _as_known(undo: Undo, ledger: LedgerView) -> _Past:
    """The history, with what is known by now of the changes that were open."""
    known = {change.id: change for change in ledger.open_changes}
    history = [replace(e, changes=tuple(known.get(c.id, c) for c in e.changes)) for e in undo.history]
    return _Past(undo.export, history, undo.elsewhere, {(x.key.kind, x.line_id): x for x in undo.gone})


@dataclass(frozen=True, slots=True)
class _Past:
    """The history around the export that is undone."""

    export: str
    history: Sequence[PastExport]
    elsewhere: Sequence[OwnLine]
    gone: Mapping[tuple[PayKind, LineId], OwnLine]

    @property
    def _place(self) -> int:
        return next(place for place, each in enumerate(self.history) if each.id == self.export)

    @property
    def undone(self) -> PastExport:
        """The export itself."""
        return self.history[self._place]

    @property
    def later(self) -> Sequence[PastExport]:
        """The exports after it."""
        return self.history[self._place + 1 :]

    def earlier(self, key: PayKey) -> Iterator[LedgerChange]:
        """The changes of a key before it that took effect, newest first."""
        for each in reversed(self.history[: self._place]):
            yield from (c for c in reversed(each.changes) if c.key == key and took_effect(c))

    def _first(self, change: LedgerChange) -> LedgerChange:
        """The change that found what stood on the key before the export.

        Where an interrupted attempt had deleted the line, and this export wrote it: the one of that attempt.
        """
        overtaken = next(self.earlier(change.key), None)
        if change.action is not Action.ADD or overtaken is None or overtaken.state is not ChangeState.DROPPED:
            return change
        start = next(place for place, each in enumerate(self.history) if each.id == overtaken.export)
        between = self.history[start + 1 : self._place]
        went_on = all(any(c.key == change.key for c in each.changes) for each in between)
        return overtaken if went_on else change

    def amount_before(self, change: LedgerChange) -> Amount:
        """What stood on the key before the export."""
        return self._first(change).before

    def line_before(self, change: LedgerChange) -> Iterator[PayLine]:
        """The line that stood there, with what was behind it at last; nothing for none.

        The entries behind a line may have become others since it was written, for the same amount.
        """
        first = self._first(change)
        if first.before:
            last = self.gone.get((first.key.kind, first.old_line)) if first.old_line is not None else None
            written = next((c for c in self.earlier(change.key) if c.state is not ChangeState.DROPPED), None)
            behind = last or written
            parts, sources = (behind.parts, behind.sources) if behind else (change.parts, ())
            yield PayLine(change.key, first.before, parts, sources)

    def days_were_ours(self, change: LedgerChange) -> bool:
        """True when the number of Days before the export was one that this product had set."""
        last = next(self.earlier(change.key), None)
        return last is not None and not last.gives_back and last.after == change.before


@dataclass(frozen=True, slots=True)
class _Person:
    """What the export changed for one person, and whether that can be taken back."""

    past: _Past
    ledger: LedgerView
    employee: EmployeeId
    name: str

    @property
    def changes(self) -> list[LedgerChange]:
        """The changes that took effect."""
        return [c for c in self.past.undone.changes if c.employee == self.employee and took_effect(c)]

    def reasons(self) -> Iterator[Finding]:
        """Why this person's pay has to stay as it is."""
        for change in self.changes:
            again = self._changed_again(change.key)
            if again is not None:
                later = again.export[:12]
                yield self._finding("undo-changed-again", change, export=self.past.export[:12], later=later)
            elif change.action is not Action.SET_DAYS:
                yield from self._other_lines(change)
                yield from self._paid_elsewhere(change)

    def _changed_again(self, key: PayKey) -> LedgerChange | None:
        """The last change of the key by a later export, undoing this one aside."""
        later = (each for each in reversed(self.past.later) if each.undoes != self.past.export)
        return next((c for each in later for c in each.changes if c.key == key and took_effect(c)), None)

    def _other_lines(self, change: LedgerChange) -> Iterator[Finding]:
        """Where our lines on the key are not those that the export, or undoing it before, left there."""
        attempts = [self.past.undone, *(each for each in self.past.later if each.undoes == self.past.export)]
        last = [c for each in attempts for c in each.changes if c.key == change.key and took_effect(c)][-1]
        twice = sum(c.key == change.key for c in self.changes) > 1
        own = [line.amount for line in self.ledger.own if line.key == change.key]
        before = self.past.amount_before(change)
        left = [] if _left_nothing(last) else [last.after]
        as_left = own == left or (len(own) == len(left) == 1 and last.state is not ChangeState.DONE)
        as_before = own == ([before] if before else [])
        if twice or not (as_left or as_before):
            found = " + ".join(map(str, own)) or "nothing"
            yield self._finding("undo-line-changed", change, left=left[0] if left else "nothing", found=found)

    def _paid_elsewhere(self, change: LedgerChange) -> Iterator[Finding]:
        """Other lines of ours that meanwhile count an entry of which this line is to be paid again."""
        standing = [line.amount for line in self.ledger.own if line.key == change.key]
        for line in self.past.line_before(change):
            entries = {source.timecard for source in line.sources}
            taken_back = {each.key for each in self.changes}
            beside = [x for x in self.ledger.own if x.key.employee == self.employee and x.key not in taken_back]
            for other in (*beside, *self.past.elsewhere):
                counted = {source.timecard for source in other.sources} - self._counted_before(other)
                again = bool(other.parts & line.parts) and not counted.isdisjoint(entries)
                if again and line.amount > total(standing):
                    where = f"{other.key.code}, {other.key.period}"
                    yield self._finding("undo-paid-elsewhere", change, amount=other.amount, where=where)

    def _counted_before(self, other: OwnLine) -> set[str]:
        """The entries that the other line counted before the export already."""
        written = next((c for c in self.past.earlier(other.key) if c.state is not ChangeState.DROPPED), None)
        return {source.timecard for source in written.sources} if written else set()

    def _finding(self, code: str, change: LedgerChange, **values: object) -> Finding:
        on = "Days" if change.key.kind is PayKind.DAYS else change.key.code
        return Finding(code, self.name, self.employee, details=details(name=self.name, code=on, **values))
