"""Planning: what should be in the payroll, compared with what is there, person by person.

Only lines that this product owns are changed. A foreign line on a code that the plan would write stops its person until
somebody decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime

from domain.amount import ZERO, Amount
from domain.decisions import Cause, Choice, Decision, Difference, compare_own, days_of_others, decided
from domain.desired_pay import DesiredPay
from domain.findings import Finding, Reach, details
from domain.ledger import UNSETTLED, ChangeState, LedgerChange, Ownership, OwnLine
from domain.moved_entries import moves_beyond, sent_in_another_period
from domain.pay_line import FoundLine, Part, PayKey, PayKind, PayLine, PayrollSnapshot, Selection
from domain.plan import (
    ExportPlan,
    LedgerView,
    LineAction,
    NotSelected,
    PersonPlan,
    PersonState,
    PlannedDays,
    PlannedLine,
)
from domain.plan_findings import (
    difference_finding,
    left_out_finding,
    undo_finding,
    unsettled_finding,
    watched_finding,
)
from domain.selecting import Chosen
from domain.settling import settle
from domain.terms import ContractType, EmployeeId, LineId
from domain.watching import has_ended


@dataclass(frozen=True, slots=True)
class Words:
    """What people said about the foreign lines that a reading shows: ours by choice, or to be left as they are."""

    adopted: frozenset[tuple[PayKind, LineId]] = frozenset()
    theirs: frozenset[tuple[PayKind, LineId]] = frozenset()

    @classmethod
    def about(cls, found: PayrollSnapshot, decisions: Sequence[Decision]) -> Words:
        """Look up every line of a reading."""
        return cls.of([line for each in found.lines.values() for line in each], decisions) if decisions else cls()

    @classmethod
    def of(cls, lines: Iterable[FoundLine], decisions: Sequence[Decision]) -> Words:
        """Look up these lines."""
        said = {line: decision.choice for line in lines if (decision := decided(decisions, Cause.FOREIGN, line))}
        adopted = frozenset((line.kind, line.line_id) for line, choice in said.items() if choice is Choice.ADOPT)
        return cls(adopted, frozenset((line.kind, line.line_id) for line in said) - adopted)


def foresee(
    ledger: LedgerView, found: PayrollSnapshot, now: datetime, decisions: Sequence[Decision] = ()
) -> LedgerView:
    """The ledger as it will be once this reading has settled what it can; for a plan, which records nothing itself."""
    owned = frozenset((line.key.kind, line.line_id) for line in ledger.own)
    words = Words.about(found, decisions)
    results = settle(ledger.open_changes, owned | words.theirs, found, now, words.adopted)
    settled = {result.change.id: result.change for result in results}
    gone = {(result.change.key.kind, result.gone) for result in results if result.gone is not None}
    own = [line for line in ledger.own if (line.key.kind, line.line_id) not in gone]
    own += [result.own for result in results if result.own is not None]
    set_days = {result.change.employee: result for result in results if result.days is not None}
    days = {e: result.days for e, result in set_days.items() if result.days is not None}
    given_back = {employee for employee, result in set_days.items() if result.change.gives_back}
    ours = {employee: number for employee, number in {**ledger.days, **days}.items() if employee not in given_back}
    changes = [settled.get(change.id, change) for change in ledger.open_changes]
    known = {(line.key.kind, line.line_id) for line in own} | words.adopted | words.theirs
    watched = {change.id: change for change in (*ledger.watched, *changes)}.values()
    still = [change for change in watched if not has_ended(change, found, known, now)]
    return replace(ledger, own=own, days=ours, open_changes=changes, watched=still)


def make_plan(
    selection: Selection,
    desired: DesiredPay,
    ledger: LedgerView,
    found: PayrollSnapshot,
    decisions: Sequence[Decision],
    findings: Sequence[Finding],
    basis: Mapping[str, str],
    names: Mapping[EmployeeId, str],
    days_consent: bool = False,
) -> ExportPlan:
    """Compare desired pay with the payroll, person by person.

    ``findings`` are those beyond the timecards' own: period, codes, calendar. Findings of other contract types or of
    parts that are not selected do not count.
    """
    every = dict.fromkeys((*findings, *desired.findings))
    chosen = Chosen.of(selection, desired, ledger.own)
    relevant = [finding for finding in every if chosen.speaks_of(finding)]
    planner = _Planner(selection, desired, ledger, found, decisions, days_consent, chosen, names)
    people: list[PersonPlan] = []
    for employee in sorted(planner.employees(), key=lambda e: (names.get(e, ""), e)):
        if chosen.person(employee):
            own = tuple(f for f in relevant if f.employee == employee)
            people.append(planner.person(employee, names.get(employee, employee), own))
    people.extend(_strangers(relevant, {person.employee for person in people}))
    spoken_for = {finding for person in people for finding in person.findings}
    rest = tuple(f for f in relevant if f not in spoken_for and f.reach is not Reach.PERSON)
    return ExportPlan(selection, basis, tuple(people), rest, tuple(planner.not_selected()))


def _strangers(findings: Iterable[Finding], planned: Set[EmployeeId | None]) -> Iterator[PersonPlan]:
    """The people about whom nothing is known but that they are stopped."""
    stopped: dict[str, list[Finding]] = {}
    for finding in findings:
        employee = finding.employee
        if finding.reach is Reach.PERSON and (employee is None or employee not in planned):
            stopped.setdefault(employee or finding.person_key or finding.person, []).append(finding)
    for own in stopped.values():
        yield PersonPlan(own[0].employee, own[0].person, PersonState.BLOCKED, findings=tuple(own))


@dataclass(frozen=True, slots=True)
class _Planner:
    """Plans one person after the other from the same inputs."""

    selection: Selection
    desired: DesiredPay
    ledger: LedgerView
    found: PayrollSnapshot
    decisions: Sequence[Decision]
    days_consent: bool
    chosen: Chosen
    names: Mapping[EmployeeId, str]

    def employees(self) -> set[EmployeeId]:
        """Everybody with something to send, something sent, or something unsettled."""
        wanted = {line.key.employee for line in self.desired.lines if self._selects(line.key, line.parts)}
        owned = {line.key.employee for line in self.ledger.own if self._selects(line.key, line.parts)}
        unsettled = {change.employee for change in self.ledger.open_changes if change.state in UNSETTLED}
        unsettled |= {change.employee for change in self.ledger.watched}
        days = set(self.desired.days_worked) | set(self.ledger.days) if Part.DAYS in self.selection.parts else set()
        stated = self.desired.stated.people if self.desired.stated else set()
        in_part = {key.employee for key, _ in self.chosen.not_apart()}
        people = wanted | owned | in_part | unsettled | self._adopting() | stated
        return people | {e for e in days if self._days_apply(e)}

    def _adopting(self) -> set[EmployeeId]:
        """The people of whom a line is to become ours although no hours ask for its code any more."""
        if self.desired.stated:
            return set()
        asked = {(x.key.employee, x.key.kind, x.key.code) for x in self.desired.lines}
        said = adoptions(self.selection, self.ledger, self.decisions)
        lines = [line for employee, kind in said for line in self.found.of_kind(employee, kind)]
        adopted = Words.of(lines, self.decisions).adopted
        return {
            line.employee
            for line in lines
            if (line.kind, line.line_id) in adopted and (line.employee, line.kind, line.code) not in asked
        }

    def not_selected(self) -> Iterator[NotSelected]:
        """What stays as it is, because it is not selected or waits for what is not."""
        for key, each in self.chosen.beyond():
            yield NotSelected(self.names.get(key.employee, key.employee), key, each.desired, each.own)
        if Part.DAYS in self.selection.parts:
            for employee in sorted(self.chosen.here):
                days, sent = self._days_count(employee), self.ledger.days.get(employee, 0)
                if self.chosen.person(employee) and self._days_wait(employee) and days != sent:
                    key, name = days_key(self.selection, employee), self.names.get(employee, employee)
                    yield NotSelected(name, key, Amount.whole(days), Amount.whole(sent))

    def _selects(self, key: PayKey, parts: frozenset[Part]) -> bool:
        return self.chosen.includes(key, parts)

    def person(self, employee: EmployeeId, name: str, findings: tuple[Finding, ...]) -> PersonPlan:
        """The plan for one person."""
        held = self.found.of(employee)
        findings = (*findings, *(watched_finding(c, name) for c in self.ledger.watched if c.employee == employee))
        unsettled = [c for c in self.ledger.open_changes if c.employee == employee and c.state in UNSETTLED]
        if unsettled:
            asked = tuple(surplus_lines(unsettled, self.ledger, held.values(), self.decisions))
            found = (
                *(unsettled_finding(change, name) for change in unsettled),
                *(difference_finding(d, name) for d in asked),
            )
            return PersonPlan(employee, name, PersonState.UNSETTLED, findings=(*findings, *found), differences=asked)
        own, foreign, adopted = self._ownership(employee, held)
        lines, differences = self._lines(employee, own, held, adopted)
        if any((employee, line.key.kind) not in self.found.lines for line in lines):
            unread = Finding("changed-since-plan", name, employee, details=details(name=name))
            return PersonPlan(employee, name, PersonState.BLOCKED, findings=(*findings, unread))
        days, days_difference = self._days(employee)
        written = {(line.key.kind, line.key.code) for line in lines if line.writes}
        # Where our line is gone, the one beside it may be what it became.
        written |= {(difference.kind, difference.code) for difference in differences}
        in_the_way = [line for line in foreign if (line.kind, line.code) in written]
        choices = {line: self._said_of(line) for line in in_the_way}
        undecided = [line for line, choice in choices.items() if choice is None]
        open_foreign = [Difference.of_foreign(line, own, self.ledger.late) for line in undecided]
        left_out = next((c for c in choices.values() if c is not None and c.choice is Choice.LEAVE_OUT), None)
        open_differences = (*differences, *open_foreign, *days_difference)
        as_finding = difference_finding
        elsewhere: tuple[Finding, ...] = (
            *self._sent_elsewhere(own, lines, name),
            *moves_beyond(self.chosen, self.ledger.own, employee, lines, self.names),
            *sent_in_another_period(self.ledger.strays, employee, lines, name),
        )
        asked = open_differences
        if self.desired.stated:
            # Differences of what is ours are decided about against eitje's hours, not against what is taken back.
            asked, as_finding, elsewhere = tuple(open_foreign), undo_finding, ()
        found_out = (
            *findings,
            *elsewhere,
            *self._not_apart(employee, name),
            *(as_finding(difference, name) for difference in open_differences),
            *([left_out_finding(employee, name, left_out)] if left_out else []),
        )
        if left_out is not None or any(finding.code == "left-out" for finding in findings):
            state = PersonState.LEFT_OUT
        elif any(finding.blocks for finding in found_out):
            state = PersonState.BLOCKED
        else:
            writes = any(line.writes or line.adopted for line in lines) or (days is not None and days.writes)
            state = PersonState.READY if writes else PersonState.UNCHANGED
        behind = self.desired.rests_on.get(employee, ())
        shown = (tuple(lines), days, tuple(foreign), found_out, asked, behind)
        return PersonPlan(employee, name, state, *shown)

    def _not_apart(self, employee: EmployeeId, name: str) -> Iterator[Finding]:
        """What cannot be done for a person of whom only some venues or teams are selected."""
        for key, each in self.chosen.not_apart():
            if key.employee == employee:
                values = details(name=name, code=key.code, amount=each.desired, others=self.chosen.others(key))
                yield Finding("place-not-apart", name, employee, details=values)
        if Part.DAYS in self.selection.parts and self._days_apply(employee) and self._days_wait(employee):
            yield Finding("days-wait", name, employee, details=details(name=name))

    def _sent_elsewhere(self, own: Sequence[OwnLine], lines: Sequence[PlannedLine], name: str) -> Iterator[Finding]:
        """Own lines that this plan leaves alone and that still count an entry which it would send on another line.

        Only a line that grows can pay an entry twice. Where two exports would wait for each other, the first in the
        order of contract types goes first.
        """
        planned = {(line.key.kind, line.line_id) for line in lines}
        wanted = {line.key: {source.timecard for source in line.sources} for line in self.desired.lines}
        sends = [line for line in lines if line.writes and line.after > line.before]
        for other in own:
            stale = {source.timecard for source in other.sources} - wanted.get(other.key, set())
            again = any(
                line.parts & other.parts and not stale.isdisjoint(source.timecard for source in line.sources)
                for line in sends
            )
            if (
                again
                and not self.chosen.is_beyond(other.key, other.parts)
                and (other.key.kind, other.line_id) not in planned
            ):
                code = "sent-as-late-hours" if other.key.carried_from else "sent-elsewhere"
                if self._waits_for_us(other, own):
                    code = "moves-both-ways"
                values = details(
                    name=name,
                    amount=other.amount,
                    code=other.key.code,
                    contract_type=other.key.contract_type or "",
                    period=other.key.carried_from or "",
                )
                yield Finding(code, name, other.key.employee, details=values)

    def _waits_for_us(self, other: OwnLine, own: Sequence[OwnLine]) -> bool:
        """True when the export of the other line's contract type would wait for this one, and comes after it."""
        theirs, held = other.key.contract_type, {line.key: line.amount for line in own}
        if theirs is None or self.selection.contract_type >= theirs:
            return False
        lines = [line for line in self.desired.lines if line.key.employee == other.key.employee]
        wanted = {line.key: {source.timecard for source in line.sources} for line in lines}
        grow = [x for x in lines if x.key.contract_type == theirs and x.amount > held.get(x.key, ZERO)]
        ours = [line for line in own if self._selects(line.key, line.parts)]
        stale = [(line, {source.timecard for source in line.sources} - wanted.get(line.key, set())) for line in ours]
        return any(x.parts & line.parts and wanted[x.key] & gone for x in grow for line, gone in stale)

    def _ownership(
        self, employee: EmployeeId, held: Mapping[tuple[PayKind, LineId], FoundLine]
    ) -> tuple[list[OwnLine], list[FoundLine], frozenset[tuple[PayKind, LineId]]]:
        """Our lines with those that a person adopted, and the foreign ones that remain."""
        own = [line for line in self.ledger.own if line.key.employee == employee]
        ours = {(line.key.kind, line.line_id) for line in own}
        foreign = [line for place, line in held.items() if place not in ours]
        adopted: list[OwnLine] = []
        for line in foreign:
            decision = self._said_of(line)
            if decision is not None and decision.choice is Choice.ADOPT:
                adopted.append(self._adopted(line, own + adopted))
        taken = frozenset((line.key.kind, line.line_id) for line in adopted)
        return own + adopted, [line for line in foreign if (line.kind, line.line_id) not in taken], taken

    def _said_of(self, line: FoundLine) -> Decision | None:
        """The decision about a foreign line. An undo makes nothing ours, so there adoption is no answer."""
        decision = decided(self.decisions, Cause.FOREIGN, line)
        adopts = decision is not None and decision.choice is Choice.ADOPT
        return None if adopts and self.desired.stated else decision

    def _adopted(self, line: FoundLine, own: Sequence[OwnLine]) -> OwnLine:
        """A foreign line under the key that wants it: one of the same code, if possible without a line of its own.

        Where another box wants that code, the line is left to an export with that box.
        """
        has_line = {known.key for known in own}
        wanted = [
            x
            for x in self.desired.lines
            if (x.key.employee, x.key.kind, x.key.code) == (line.employee, line.kind, line.code)
            and x.key.contract_type == self.selection.contract_type
        ]
        fitting = sorted(
            wanted,
            key=lambda x: (
                not self._selects(x.key, x.parts),
                x.key in has_line,
                x.amount != line.amount,
                x.key.sort_key,
            ),
        )
        if fitting:
            key, parts = fitting[0].key, fitting[0].parts
        else:
            kind_part = Part.HOURS if line.kind is PayKind.HOURS else Part.MEALS
            selection = self.selection
            key = PayKey(
                selection.company, line.employee, selection.period, selection.contract_type, line.kind, line.code
            )
            parts = frozenset({kind_part})
        return OwnLine(key, line.line_id, line.amount, parts, (), Ownership.ADOPTED, "")

    def _lines(
        self,
        employee: EmployeeId,
        own: Sequence[OwnLine],
        held: Mapping[tuple[PayKind, LineId], FoundLine],
        adopted: frozenset[tuple[PayKind, LineId]],
    ) -> tuple[list[PlannedLine], list[Difference]]:
        wanted = {
            line.key: line
            for line in self.desired.lines
            if line.key.employee == employee and self._selects(line.key, line.parts)
        }
        mine: dict[PayKey, list[OwnLine]] = {}
        for line in sorted(own, key=lambda x: (x.key.kind, x.line_id) not in held):
            if line.key in wanted or self._selects(line.key, line.parts):
                mine.setdefault(line.key, []).append(line)
        planned: list[PlannedLine] = []
        differences: list[Difference] = []
        for key in sorted({*wanted, *mine}, key=lambda k: k.sort_key):
            pending = wanted.get(key)
            lost: LineId | None = None
            for line in mine.get(key, []):
                place = (key.kind, line.line_id)
                # Where one line is written anew, another one that is gone is not missed.
                result = self._own_line(line, held.get(place), pending if lost is None else None, place in adopted)
                if result is None:
                    lost = line.line_id
                    continue
                if isinstance(result, Difference):
                    differences.append(result)
                else:
                    planned.append(result)
                pending = pending if lost is not None else None
            if pending is not None:
                add, parts, sources = LineAction.ADD, pending.parts, pending.sources
                planned.append(PlannedLine(add, key, ZERO, pending.amount, lost, parts, sources, gone=lost is not None))
        return planned, differences

    def _own_line(
        self, line: OwnLine, found: FoundLine | None, target: PayLine | None, adopted: bool
    ) -> PlannedLine | Difference | None:
        """What to do about one own line; None when it is gone and may be written anew."""
        want = target.amount if target else ZERO
        parts, sources = (target.parts, target.sources) if target else (line.parts, ())
        shown = found.amount if found else ZERO
        compared = compare_own(line, found, want)
        if compared.difference is not None:
            decision = decided(self.decisions, compared.difference.cause, compared.difference)
            if decision is None:
                return compared.difference
            if decision.choice is Choice.KEEP_THEIRS:
                return PlannedLine(LineAction.ACCEPT, line.key, shown, shown, line.line_id, parts, sources)
            if found is None:
                return None
        action = LineAction.KEEP if compared.agrees else LineAction.CHANGE if want else LineAction.REMOVE
        return PlannedLine(action, line.key, shown, want, line.line_id, parts, sources, adopted, gone=found is None)

    def _days_apply(self, employee: EmployeeId) -> bool:
        if self.desired.stated:
            return employee in self.desired.stated.days
        return bool(self._days_count(employee)) or employee in self.ledger.days

    def _days_count(self, employee: EmployeeId) -> int:
        """Distinct dates over all contract types whose hours are sent, now or before; or the number that is stated."""
        if self.desired.stated:
            return self.desired.stated.days[employee]
        sent = self._types_sent(employee)
        by_type = self.desired.days_worked.get(employee, {})
        return len(frozenset().union(*(days for contract_type, days in by_type.items() if contract_type in sent)))

    def _types_sent(self, employee: EmployeeId) -> set[ContractType | None]:
        """The contract types whose hours are sent, now or before."""
        sent: set[ContractType | None] = {
            line.key.contract_type
            for line in self.ledger.own
            if line.key.employee == employee and Part.HOURS in line.parts and line.key.carried_from is None
        }
        return sent | ({self.selection.contract_type} if Part.HOURS in self.selection.parts else set())

    def _days_wait(self, employee: EmployeeId) -> bool:
        return self.chosen.days_wait(employee, self._types_sent(employee))

    def _days(self, employee: EmployeeId) -> tuple[PlannedDays | None, list[Difference]]:
        """Days is one shared number: ours, free, or theirs; theirs is changed only when a person said so.

        A choice about exactly these numbers goes before a consent to overwrite whatever is there.
        """
        if Part.DAYS not in self.selection.parts or employee not in self.found.days or not self._days_apply(employee):
            return None, []
        if self._days_wait(employee):
            return None, []
        count, found = self._days_count(employee), self.found.days[employee]
        key = days_key(self.selection, employee)
        theirs = days_of_others(key, self.ledger.days.get(employee), found, count)
        decision = decided(self.decisions, theirs.cause, theirs) if theirs else None
        keeps = decision is not None and decision.choice is Choice.KEEP_THEIRS
        undecided = theirs is not None and decision is None and not self.days_consent
        if keeps or undecided:
            return PlannedDays(key, found, found, writes=False), [theirs] if theirs and undecided else []
        gives_back = self.desired.stated is not None and employee in self.desired.stated.given_back
        return PlannedDays(key, found, count, writes=found != count, gives_back=gives_back and found != count), []


def adoptions(
    selection: Selection, ledger: LedgerView, decisions: Sequence[Decision]
) -> set[tuple[EmployeeId, PayKind]]:
    """The people and kinds of which a person made a foreign line ours that the ledger does not hold (yet)."""
    parts = {PayKind.HOURS: Part.HOURS, PayKind.WAGE: Part.MEALS}
    held = {(line.key.kind, line.line_id) for line in ledger.own}
    said = {d.difference for d in decisions if d.choice is Choice.ADOPT}
    return {
        (d.employee, d.kind)
        for d in said
        if (d.kind, d.line_id) not in held
        and parts.get(d.kind) in selection.parts
        and selection.includes_person(d.employee)
    }


def surplus_lines(
    changes: Iterable[LedgerChange],
    ledger: LedgerView,
    held: Iterable[FoundLine],
    decisions: Sequence[Decision],
) -> Iterator[Difference]:
    """Where new lines stand that may or may not be what was sent: those lines, for a person to say which are ours."""
    owned = {(line.key.kind, line.line_id) for line in ledger.own}
    surplus = [change for change in changes if change.state is ChangeState.SURPLUS]
    for line in held:
        new = any(
            (change.employee, change.key.kind, change.key.code) == (line.employee, line.kind, line.code)
            and line.line_id not in change.baseline
            for change in surplus
        )
        if new and (line.kind, line.line_id) not in owned and decided(decisions, Cause.FOREIGN, line) is None:
            yield Difference.of_foreign(line, ledger.own, ledger.late)


def days_key(selection: Selection, employee: EmployeeId) -> PayKey:
    """The key of the number Days."""
    return PayKey(selection.company, employee, selection.period, None, PayKind.DAYS, "")
