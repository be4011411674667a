"""Verification: eitje and the payroll side by side, per person and code, every difference with its cause.

*Proved* means: in the selection every desired line has exactly one own line in the payroll with that code and
amount, no other own line exists, Days agree, and nothing is unsettled or under watch. Differences that a person
accepted are listed apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from domain.amount import ZERO, Amount
from domain.decisions import Cause, Choice, Decision, Difference, compare_own, days_of_others, decided
from domain.desired_pay import DesiredPay
from domain.findings import Finding
from domain.ledger import OPEN, UNSETTLED, ChangeState, LedgerChange, OwnLine
from domain.pay_line import FoundLine, Part, PayKey, PayKind, PayLine, PayrollSnapshot, Selection
from domain.plan import LedgerView
from domain.planning import Words, adoptions, days_key
from domain.selecting import Chosen, covered
from domain.terms import ContractType, EmployeeId, LineId
from domain.watching import Watch, surplus


@dataclass(frozen=True, slots=True)
class CheckedLine:
    """One row of the comparison. None means that there is no such line on that side.

    ``desired`` is what eitje's hours come to now, ``sent`` the last proved amount of our line, ``found`` what the
    payroll shows. ``accepted`` is the decision that was made about a difference; ``not_sent`` says that no export
    included it.
    """

    employee: EmployeeId
    name: str
    key: PayKey | None
    kind: PayKind
    code: str
    line_id: LineId | None
    desired: Amount | None
    sent: Amount | None
    found: Amount | None
    causes: tuple[Cause, ...] = ()
    accepted: Decision | None = None
    not_sent: bool = False

    @property
    def proved(self) -> bool:
        """True when our line is there as desired."""
        return not self.causes and self.key is not None and not self.not_sent

    @property
    def disproves(self) -> bool:
        """True when it stands against the proof: our own line differs from what is desired, undecided.

        So does a foreign line that is ours by a person's choice, until an export has carried that out.
        """
        if self.accepted is not None:
            return self.accepted.choice is Choice.ADOPT
        return any(cause not in (Cause.FOREIGN, Cause.DOUBLED) for cause in self.causes)


@dataclass(frozen=True, slots=True)
class CheckedDays:
    """The number Days of one person on both sides.

    ``causes`` is *edited in Nmbrs* or *foreign* where somebody else set it, *edited in eitje* where other hours are
    behind it now; ``accepted`` is the decision to keep what Nmbrs holds; ``not_sent`` says that no export included it.
    """

    employee: EmployeeId
    name: str
    desired: int
    sent: int | None
    found: int
    causes: tuple[Cause, ...] = ()
    accepted: Decision | None = None
    not_sent: bool = False

    @property
    def agrees(self) -> bool:
        """True when Nmbrs shows the number of days worked."""
        return self.desired == self.found

    @property
    def disproves(self) -> bool:
        """True when it stands against the proof."""
        return not self.agrees and self.accepted is None and not self.not_sent


@dataclass(frozen=True, slots=True)
class Verification:
    """The comparison of one selection with the payroll as it was just read."""

    selection: Selection
    lines: tuple[CheckedLine, ...]
    days: tuple[CheckedDays, ...]
    unsettled: tuple[LedgerChange, ...]
    missing_writes: tuple[LedgerChange, ...]
    findings: tuple[Finding, ...]
    differences: tuple[Difference, ...]
    watched: tuple[Watch, ...] = ()

    @property
    def compared(self) -> bool:
        """True when at least one line of ours, or one number of days, was compared."""
        lines = any(line.key is not None and not line.not_sent for line in self.lines)
        return lines or any(not days.not_sent for days in self.days)

    @property
    def empty(self) -> bool:
        """True when there is nothing to compare and nothing to say, foreign lines aside."""
        told = self.unsettled or self.missing_writes or self.findings or self.differences or self.watched
        return not self.compared and not told and not self.not_sent and not any(x.disproves for x in self.lines)

    @property
    def not_sent(self) -> tuple[CheckedLine | CheckedDays, ...]:
        """What no export included: some people, venues or teams were selected, and not these."""
        return (*(x for x in self.lines if x.not_sent), *(x for x in self.days if x.not_sent))

    @property
    def proved(self) -> bool:
        """True when everything of the definition above holds, and at least one line or number of days was compared."""
        return (
            self.compared
            and not any(line.disproves for line in self.lines)
            and not any(days.disproves for days in self.days)
            and not self.unsettled
            and not self.missing_writes
            and not self.watched
        )

    @property
    def clean(self) -> bool:
        """Proved, no difference waits for a person's word, and nobody with something to send is left out.

        Nor is anything not yet sent.
        """
        return self.proved and not self.differences and not self.findings and not self.not_sent


def verify(
    selection: Selection,
    desired: DesiredPay,
    ledger: LedgerView,
    found: PayrollSnapshot,
    decisions: Sequence[Decision],
    names: Mapping[EmployeeId, str],
    exported: Sequence[Selection] | None = None,
) -> Verification:
    """Compare both sides within a selection.

    ``exported`` are the selections of the exports so far: what none of them included is *not yet sent*. Without it,
    everything of the selection should be there.
    """
    chosen = Chosen.of(selection, desired, ledger.own)
    exports = None if exported is None else [Chosen.of(each, desired, ledger.own) for each in exported]
    check = _Check(selection, desired, ledger, found, decisions, names, chosen, exports)
    lines: list[CheckedLine] = []
    differences: list[Difference] = []
    for employee in sorted(check.employees(), key=lambda e: (names.get(e, ""), e)):
        own_lines, own_differences = check.person(employee)
        lines.extend(own_lines)
        differences.extend(own_differences)
    days, days_differences = check.days()
    differences.extend(days_differences)
    unsettled = tuple(c for c in ledger.open_changes if c.state in UNSETTLED)
    missing = tuple(c for c in ledger.open_changes if c.state not in UNSETTLED and c.missing)
    return Verification(
        selection,
        tuple(lines),
        tuple(days),
        unsettled,
        missing,
        _findings(desired, chosen),
        tuple(differences),
        check.watches(),
    )


def _findings(desired: DesiredPay, chosen: Chosen) -> tuple[Finding, ...]:
    """What keeps people with something to send out of the payroll."""
    return tuple(f for f in desired.findings if f.blocks and chosen.speaks_of(f))


@dataclass(frozen=True, slots=True)
class _Check:
    """Compares one person after the other."""

    selection: Selection
    desired: DesiredPay
    ledger: LedgerView
    found: PayrollSnapshot
    decisions: Sequence[Decision]
    names: Mapping[EmployeeId, str]
    chosen: Chosen
    exports: Sequence[Chosen] | None

    def employees(self) -> set[EmployeeId]:
        """Everybody with a desired line or an own line in the selection."""
        wanted = {x.key.employee for x in self.desired.lines if self._compares(x.key, x.parts)}
        owned = {x.key.employee for x in self.ledger.own if self._compares(x.key, x.parts)}
        asking = {change.employee for change in (*self._surplus(), *self.ledger.watched, *self._landed())}
        if self.desired.stated:
            return wanted | owned | asking | {key.employee for key in self.desired.stated.keys}
        adopting = {employee for employee, _ in adoptions(self.selection, self.ledger, self.decisions)}
        return wanted | owned | adopting | asking

    def _compares(self, key: PayKey, parts: frozenset[Part]) -> bool:
        return self.chosen.includes(key, parts)

    def _not_sent(self, line: PayLine) -> bool:
        return self.exports is not None and not covered(line.key, line.parts, self.exports)

    def _days_not_sent(self, employee: EmployeeId, types: Iterable[ContractType | None]) -> bool:
        """True when no export included the whole person with the box days."""
        if self.exports is None:
            return False
        counted = set(types)
        return not any(
            Part.DAYS in each.selection.parts and each.person(employee) and not each.days_wait(employee, counted)
            for each in self.exports
        )

    def _surplus(self) -> list[LedgerChange]:
        return [c for c in self.ledger.open_changes if c.state is ChangeState.SURPLUS]

    def _landed(self) -> list[LedgerChange]:
        """What was given up long ago, where a line may be it."""
        known = self._known()
        return [c for c in self.ledger.given_up if surplus(c, self.found, known)]

    def _known(self) -> frozenset[tuple[PayKind, LineId]]:
        """The lines that are ours, and those that a person decided about."""
        words = Words.about(self.found, self.decisions)
        own = {(line.key.kind, line.line_id) for line in self.ledger.own}
        return words.adopted | words.theirs | own

    def person(self, employee: EmployeeId) -> tuple[list[CheckedLine], list[Difference]]:
        """The rows of one person, and what waits for a word."""
        held = self.found.of(employee)
        own = [line for line in self.ledger.own if line.key.employee == employee]
        chosen = [line for line in own if self._compares(line.key, line.parts)]
        wanted = {
            line.key: line
            for line in self.desired.lines
            if line.key.employee == employee and self._compares(line.key, line.parts)
        }
        rows: list[CheckedLine] = []
        differences: list[Difference] = []
        answered: set[PayKey] = set()
        for line in sorted(chosen, key=lambda x: (x.key.sort_key, (x.key.kind, x.line_id) not in held)):
            target = None if line.key in answered else wanted.get(line.key)
            answered.add(line.key)
            row, difference = self._own(line, target, held.get((line.key.kind, line.line_id)))
            rows.append(row)
            # Against what was taken back nothing is decided.
            differences.extend([difference] if difference and not row.accepted and not self.desired.stated else [])
        for key, target in wanted.items():
            if key not in answered:
                passed_over = self._not_sent(target)
                row = self._row(key, None, target.amount, None, None, () if passed_over else (Cause.EDITED_IN_EITJE,))
                rows.append(replace(row, not_sent=passed_over))
        mine = {(line.key.kind, line.line_id) for line in own}
        codes = {(row.kind, row.code) for row in rows}
        asking = [c for c in (*self._surplus(), *self.ledger.late) if c.employee == employee]
        codes |= {(c.key.kind, c.key.code) for c in asking}
        stated = self.desired.stated.keys if self.desired.stated else frozenset()
        for key in sorted((k for k in stated if k.employee == employee), key=lambda k: k.sort_key):
            if key not in answered and key not in wanted:
                rows.append(self._row(key, None, None, None, None, ()))  # nothing should be there, and nothing is
        adopted = Words.of(held.values(), self.decisions).adopted
        codes |= {(line.kind, line.code) for place, line in held.items() if place in adopted}
        for place, line_found in held.items():
            if place not in mine:
                asks = (line_found.kind, line_found.code) in codes and not self._may_be_ours(line_found)
                foreign, difference = self._foreign(line_found, own, asks)
                rows.append(foreign)
                differences.extend([difference] if difference else [])
        return rows, differences

    def _may_be_ours(self, line: FoundLine) -> bool:
        """True for a new line on a code to which a change of ours is under way; nobody can decide about it yet.

        Where reading back cannot tell, a person has to.
        """
        states = {
            change.state
            for change in self.ledger.open_changes
            if (change.employee, change.key.kind, change.key.code) == (line.employee, line.kind, line.code)
            and change.state in UNSETTLED
            and line.line_id not in change.baseline
        }
        return bool(states) and ChangeState.SURPLUS not in states

    def _own(
        self, line: OwnLine, target: PayLine | None, found: FoundLine | None
    ) -> tuple[CheckedLine, Difference | None]:
        compared = compare_own(line, found, target.amount if target else ZERO)
        difference = compared.difference
        decision = decided(self.decisions, difference.cause, difference) if difference else None
        accepted = decision if decision and decision.choice is Choice.KEEP_THEIRS else None
        desired, shown = target.amount if target else None, found.amount if found else None
        row = self._row(line.key, line.line_id, desired, line.amount, shown, compared.causes, accepted)
        return row, None if decision else difference

    def _foreign(self, line: FoundLine, own: Sequence[OwnLine], asks: bool) -> tuple[CheckedLine, Difference | None]:
        difference = Difference.of_foreign(line, own, self.ledger.late)
        decision = decided(self.decisions, Cause.FOREIGN, line)
        name = self.names.get(line.employee, line.employee)
        row = CheckedLine(
            line.employee,
            name,
            None,
            line.kind,
            line.code,
            line.line_id,
            None,
            None,
            line.amount,
            (difference.cause,),
            decision,
        )
        return row, difference if asks and decision is None else None

    def _row(
        self,
        key: PayKey,
        line_id: LineId | None,
        desired: Amount | None,
        sent: Amount | None,
        found: Amount | None,
        causes: tuple[Cause, ...],
        accepted: Decision | None = None,
    ) -> CheckedLine:
        name = self.names.get(key.employee, key.employee)
        return CheckedLine(key.employee, name, key, key.kind, key.code, line_id, desired, sent, found, causes, accepted)

    def watches(self) -> tuple[Watch, ...]:
        """Everything under watch in the company and period, with the lines that may be it."""
        known = self._known()
        foreseen = {c.id for c in self.ledger.open_changes if c.state not in OPEN}
        watches: list[Watch] = []
        for change in self.ledger.watched:
            lines = [line for line in surplus(change, self.found, known) if not self._may_be_ours(line)]
            watches.append(Watch(change, tuple(lines), change.id not in foreseen))
        return tuple(watches)

    def days(self) -> tuple[list[CheckedDays], list[Difference]]:
        """Days of everybody whose hours were sent or are to be, when days are selected, and what waits for a word."""
        if Part.DAYS not in self.selection.parts:
            return [], []
        if self.desired.stated:
            return list(self._stated_days(self.desired.stated.days)), []
        wanted = [line for line in self.desired.lines if self._compares(line.key, line.parts)]
        sent_or_wanted = [*((x.key, x.parts) for x in self.ledger.own), *((x.key, x.parts) for x in wanted)]
        here = [key for key, parts in sent_or_wanted if Part.HOURS in parts and key.carried_from is None]
        hours = {(key.employee, key.contract_type) for key in here}
        rows: list[CheckedDays] = []
        differences: list[Difference] = []
        for employee in sorted({e for e, _ in hours} | set(self.ledger.days), key=lambda e: (self.names.get(e, ""), e)):
            worked = self.desired.days_worked.get(employee, {})
            dates = frozenset().union(*(d for t, d in worked.items() if (employee, t) in hours))
            sent = self.ledger.days.get(employee)
            applies = bool(dates) or sent is not None
            types = {t for e, t in hours if e == employee}
            chosen = self.chosen.person(employee) and not self.chosen.days_wait(employee, types)
            if applies and chosen and employee in self.found.days:
                if sent is None and self._days_not_sent(employee, types):
                    name, found = self.names.get(employee, employee), self.found.days[employee]
                    rows.append(CheckedDays(employee, name, len(dates), None, found, not_sent=True))
                    continue
                row, difference = self._days_of(employee, len(dates), sent, self.found.days[employee])
                rows.append(row)
                differences.extend([difference] if difference else [])
        return rows, differences

    def _days_of(
        self, employee: EmployeeId, count: int, sent: int | None, found: int
    ) -> tuple[CheckedDays, Difference | None]:
        theirs = days_of_others(days_key(self.selection, employee), sent, found, count)
        decision = decided(self.decisions, theirs.cause, theirs) if theirs else None
        accepted = decision if decision and decision.choice is Choice.KEEP_THEIRS else None
        causes = (
            *((theirs.cause,) if theirs else ()),
            *((Cause.EDITED_IN_EITJE,) if count not in (sent, found) else ()),
        )
        row = CheckedDays(employee, self.names.get(employee, employee), count, sent, found, causes, accepted)
        # What is on its way to Nmbrs may be what is found there.
        under_way = any(c.employee == employee and c.key.kind is PayKind.DAYS for c in self.ledger.open_changes)
        return row, None if decision or under_way else theirs

    def _stated_days(self, stated: Mapping[EmployeeId, int]) -> Iterator[CheckedDays]:
        for employee in sorted(stated, key=lambda e: (self.names.get(e, ""), e)):
            if self.selection.includes_person(employee) and employee in self.found.days:
                name, sent = self.names.get(employee, employee), self.ledger.days.get(employee)
                yield CheckedDays(employee, name, stated[employee], sent, self.found.days[employee])
