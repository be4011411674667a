"""Late hours: of a period that is closed, sent in the open one by choice, as lines of their own.

A carried line holds what the hours of its own period come to now, less what is proved there, and less what other
periods carry of it. So the lines of all periods together are what the hours come to, and nothing is paid twice. What
would be negative is never sent: it is named, for a correction in the period itself (TWK).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from domain.amount import ZERO, Amount, total
from domain.decisions import Cause, Choice, Decision, Difference, compare_own, decided
from domain.desired_pay import DesiredPay
from domain.findings import NOT_APPROVED, Finding, details
from domain.ledger import UNSETTLED, LedgerChange, OwnLine
from domain.pay_line import FoundLine, Part, PayKey, PayKind, PayLine, PayrollSnapshot, SourceRef
from domain.terms import ContractType, EmployeeId
from domain.wage_period import PeriodRef

Names = Mapping[EmployeeId, str]

CARRIED_PARTS = frozenset({Part.HOURS, Part.ALLOWANCES, Part.MEALS})
"""The boxes that late hours go by. Days are one number of the period itself."""


@dataclass(frozen=True, slots=True)
class Home:
    """A period and all that is stored about the hours that belong to it.

    ``desired`` is what they come to, whatever was sent where; ``own`` our lines in the period; ``carried`` our lines
    that carry its hours along in other periods. ``open_changes`` are those of the period and of such lines.
    ``exported`` are the contract types and boxes that were exported for the period itself.
    """

    desired: DesiredPay
    own: Sequence[OwnLine] = ()
    carried: Sequence[OwnLine] = ()
    open_changes: Sequence[LedgerChange] = ()
    decisions: Sequence[Decision] = ()
    exported: AbstractSet[tuple[ContractType, Part]] = frozenset()

    @property
    def period(self) -> PeriodRef:
        """Which period it is."""
        return self.desired.period

    def uncertain(self, but: PeriodRef) -> list[LedgerChange]:
        """Changes outside period ``but`` of which it is not known what became, or that left a line missing."""
        return [
            change
            for change in self.open_changes
            if change.key.period != but
            and change.key.kind is not PayKind.DAYS
            and (change.state in UNSETTLED or change.missing)
        ]


def less_carried(home: Home, names: Names) -> DesiredPay:
    """What the period itself should hold: all its hours, less what other periods carry of them.

    Where they carry more than there is (hours were taken away since), or may still be carrying, a finding says so.
    """
    findings = [_uncertain(change, change.key, change.parts, names) for change in home.uncertain(home.period)]
    carried = _at_home(home.carried)
    if not carried and not findings:
        return home.desired
    mine = _at_home(line for line in home.own if line.key.carried_from is None)
    lines: list[PayLine] = []
    for line in home.desired.lines:
        left = line.amount - _sum(carried[line.key])
        if left > ZERO:
            sources = _still_counted_here(line, carried[line.key], mine[line.key])
            lines.append(replace(line, amount=left, sources=sources))
    wanted = {line.key: line.amount for line in home.desired.lines}
    for key, away in carried.items():
        surplus = _sum(away) - wanted.get(key, ZERO)
        if surplus > ZERO:
            where = ", ".join(str(period) for period in sorted({line.key.period for line in away}))
            parts = frozenset(part for line in away for part in line.parts)
            findings.append(
                _about(key, parts, "carried-too-much", names, amount=surplus, period=key.period, where=where)
            )
    return replace(home.desired, lines=tuple(lines), findings=(*home.desired.findings, *findings))


@dataclass(frozen=True, slots=True)
class Carried:
    """The late hours of one period as they should stand in another.

    ``concerned`` are the lines, with their boxes, that do not stand there so: the people whose pay in the closed period
    must be read first. ``rests_on`` is what that reading shows of them.
    """

    lines: tuple[PayLine, ...] = ()
    findings: tuple[Finding, ...] = ()
    concerned: Mapping[PayKey, frozenset[Part]] = field(default_factory=dict)
    rests_on: Mapping[EmployeeId, tuple[str, ...]] = field(default_factory=dict)


def carried_into(into: PeriodRef, home: Home, names: Names, seen: PayrollSnapshot | None = None) -> Carried:
    """What period ``into`` should carry of the hours of ``home``, per line, in exact hundredths.

    7.33 proved and 14.67 desired: 7.34. Without a reading of the closed period (``seen``) what the ledger proved there
    counts. With one, what it shows counts: somebody may have typed these very hours, or changed our line. Then the
    person waits for a word, as in a plan of that period; who was not read is not carried.
    """
    return _Carrying(into, home, names, seen).all()


@dataclass(slots=True)
class _Own:
    """Our lines under one key in the closed period: what they pay, and what stands in the way."""

    paid: Amount = ZERO
    accepted: bool = False
    differences: list[Difference] = field(default_factory=list)


class _Carrying:
    """Works it out for one closed period."""

    def __init__(self, into: PeriodRef, home: Home, names: Names, seen: PayrollSnapshot | None) -> None:
        self.into, self.home, self.names, self.seen = into, home, names, seen
        self.wanted = {line.key: line for line in home.desired.lines}
        self.mine = _at_home(line for line in home.own if line.key.carried_from is None)
        self.here = _at_home(line for line in home.carried if line.key.period == into)
        self.away = _at_home(line for line in home.carried if line.key.period != into)
        self.keys = sorted({*self.wanted, *self.mine, *self.here, *self.away}, key=lambda key: key.sort_key)
        self.at_home = {line.key: line.amount for line in less_carried(home, names).lines}

    def all(self) -> Carried:
        own = {key: self._own(key) for key in self.keys}
        rest = self._rest(own)
        concerned = {
            self._there(key): self._parts(key) for key in self.keys if max(rest[key], ZERO) != _sum(self.here[key])
        }
        findings = [
            self._about(key, "retro-correction", amount=Amount(-amount.hundredths), period=key.period)
            for key, amount in rest.items()
            if amount < ZERO
        ]
        findings += dict.fromkeys(finding for key in concerned for finding in self._in_the_way(key.at_home, own))
        lines = tuple(
            PayLine(self._there(key), rest[key], self._parts(key), self._late(key, own[key]))
            for key in self.keys
            if rest[key] > ZERO
        )
        return Carried(lines, tuple(findings), concerned, self._rests_on(concerned))

    def _there(self, key: PayKey) -> PayKey:
        return replace(key, period=self.into, carried_from=self.home.period)

    def _parts(self, key: PayKey) -> frozenset[Part]:
        if key in self.wanted:
            return self.wanted[key].parts
        return next(line.parts for line in (*self.here[key], *self.mine[key], *self.away[key]))

    def _held(self, employee: EmployeeId, kind: PayKind) -> dict[str, FoundLine] | None:
        """The lines of the closed period by id; None when they were not read."""
        if self.seen is None or (employee, kind) not in self.seen.lines:
            return None
        return {line.line_id: line for line in self.seen.of_kind(employee, kind)}

    def _own(self, key: PayKey) -> _Own:
        """Compared as a check of the closed period compares them, so that a person decides there."""
        held = self._held(key.employee, key.kind)
        if held is None:
            return _Own(_sum(self.mine[key]))
        result, target = _Own(), self.at_home.get(key, ZERO)
        for line in sorted(self.mine[key], key=lambda each: each.line_id not in held):
            found = held.get(line.line_id)
            difference = compare_own(line, found, target).difference
            decision = decided(self.home.decisions, difference.cause, difference) if difference else None
            if difference is None:
                result.paid += found.amount if found else ZERO
            elif decision is not None and decision.choice is Choice.KEEP_THEIRS:
                result.accepted = True
            else:
                result.paid += line.amount
                result.differences.append(difference)
            target = ZERO
        return result

    def _rest(self, own: Mapping[PayKey, _Own]) -> dict[PayKey, Amount]:
        """Per key what is left for this period, below zero when too much was sent.

        Where somebody chose to leave our line as the payroll office changed it, what is carried stays as it is.
        """
        rest: dict[PayKey, Amount] = {}
        for key in self.keys:
            if own[key].accepted:
                rest[key] = _sum(self.here[key]) + self._lacking(key)
            else:
                wanted = self.wanted[key].amount if key in self.wanted else ZERO
                rest[key] = wanted - own[key].paid - _sum(self.away[key])
        for place, adopted in self._adopted().items():
            keys = [key for key in self.keys if (key.employee, key.kind, key.code) == place and not own[key].accepted]
            left = adopted
            for key in keys:
                taken = min(left, max(rest[key], ZERO))
                rest[key], left = rest[key] - taken, left - taken
            if keys:
                rest[keys[-1]] -= left
        return rest

    def _lacking(self, key: PayKey) -> Amount:
        """What a crash in the middle of a change left to be written of the carried line."""
        there = self._there(key)
        return total(change.missing for change in self.home.open_changes if change.key == there)

    def _foreign(self, employee: EmployeeId, kind: PayKind) -> Iterator[tuple[FoundLine, Decision | None]]:
        ours = {(line.key.kind, line.line_id) for line in self.home.own}
        for line in (self._held(employee, kind) or {}).values():
            if (line.kind, line.line_id) not in ours:
                yield line, decided(self.home.decisions, Cause.FOREIGN, line)

    def _adopted(self) -> dict[tuple[EmployeeId, PayKind, str], Amount]:
        """Lines of the closed period of which somebody said that they are ours: these hours were paid."""
        sums: dict[tuple[EmployeeId, PayKind, str], Amount] = {}
        for employee, kind in sorted({(key.employee, key.kind) for key in self.keys}) if self.seen else ():
            for line, decision in self._foreign(employee, kind):
                if decision is not None and decision.choice is Choice.ADOPT:
                    place = (employee, kind, line.code)
                    sums[place] = sums.get(place, ZERO) + line.amount
        return sums

    def _about(self, key: PayKey, code: str, **values: object) -> Finding:
        return _about(key, self._parts(key), code, self.names, **values)

    def _in_the_way(self, key: PayKey, own: Mapping[PayKey, _Own]) -> Iterator[Finding]:
        """What stops a person of whom hours would be carried on this key."""
        waiting = [c for c in self.home.uncertain(self.into) if (c.employee, c.key.kind) == (key.employee, key.kind)]
        yield from (_uncertain(change, key, self._parts(key), self.names) for change in waiting)
        if waiting or self.seen is None:
            return
        if self._held(key.employee, key.kind) is None:
            yield self._about(key, "changed-since-plan")
            return
        for other in self.keys:
            if (other.employee, other.kind) == (key.employee, key.kind):
                for difference in own[other].differences:
                    yield self._difference(key, difference)
        for line, decision in self._foreign(key.employee, key.kind):
            if line.code == key.code and decision is None:
                yield self._foreign_line(key, line)
            elif line.code == key.code and decision is not None and decision.choice is Choice.LEAVE_OUT:
                yield self._about(key, "left-out", by=decision.by)

    def _difference(self, key: PayKey, seen: Difference) -> Finding:
        values = {"cause": seen.cause, "sent": seen.sent or ZERO, "on": seen.code, "difference": seen.id}
        found = seen.found if seen.found is not None else "nothing"
        return self._about(key, "carry-difference", **values, found=found, period=self.home.period)

    def _foreign_line(self, key: PayKey, line: FoundLine) -> Finding:
        difference = Difference.of_foreign(line, self.home.own).id
        values = {"amount": line.amount, "difference": difference, "period": self.home.period, "into": self.into}
        return self._about(key, "carry-foreign-line", **values)

    def _late(self, key: PayKey, own: _Own) -> tuple[SourceRef, ...]:
        """The entries that neither the closed period nor another one counts as they are now."""
        if own.accepted or key not in self.wanted:
            return tuple(source for line in self.here[key] for source in line.sources)
        counted = {source for line in (*self.mine[key], *self.away[key]) for source in line.sources}
        return tuple(source for source in self.wanted[key].sources if source not in counted)

    def _rests_on(self, concerned: Iterable[PayKey]) -> dict[EmployeeId, tuple[str, ...]]:
        """Our lines, and those of others on the codes concerned."""
        ours = {(line.key.kind, line.line_id) for line in self.home.own}
        codes = {(key.employee, key.kind, key.code) for key in concerned}
        shown: dict[EmployeeId, list[str]] = {}
        for employee, kind in sorted({(key.employee, key.kind) for key in concerned}):
            for line in (self._held(employee, kind) or {}).values():
                if (kind, line.line_id) in ours or (employee, kind, line.code) in codes:
                    text = f"{self.home.period} {kind} {line.line_id} {line.code} {line.amount}"
                    shown.setdefault(employee, []).append(text)
        return {employee: tuple(sorted(lines)) for employee, lines in shown.items()}


def with_carried(
    home: Home,
    others: Iterable[Home],
    chosen: AbstractSet[PeriodRef],
    names: Names,
    seen: Mapping[PeriodRef, PayrollSnapshot],
) -> DesiredPay:
    """Everything that should stand in a period: its own hours, less what is carried away, and the late hours of others.

    Late hours of periods that were not ``chosen`` are there so that it is known what their lines stand for; what is to
    say about them is said where they are chosen.
    """
    own = less_carried(home, names)
    lines, findings, rests_on = list(own.lines), list(own.findings), dict(own.rests_on)
    for other in others:
        carried = carried_into(home.period, other, names, seen.get(other.period))
        lines += carried.lines
        if other.period in chosen:
            findings += [finding for finding in other.desired.findings if _stops_carrying(finding)]
            findings += carried.findings
            for employee, shown in carried.rests_on.items():
                rests_on[employee] = (*rests_on.get(employee, ()), *shown)
    return replace(own, lines=tuple(lines), findings=tuple(dict.fromkeys(findings)), rests_on=rests_on)


def _stops_carrying(finding: Finding) -> bool:
    """True for what is to be known of the hours of a closed period: who is stopped, and what is not approved yet."""
    about_days = dict(finding.details).get("part") == Part.DAYS
    return (finding.blocks and not about_days) or finding.code in NOT_APPROVED


def _at_home(lines: Iterable[OwnLine]) -> defaultdict[PayKey, list[OwnLine]]:
    found: defaultdict[PayKey, list[OwnLine]] = defaultdict(list)
    for line in lines:
        found[line.key.at_home].append(line)
    return found


def _sum(lines: Iterable[OwnLine]) -> Amount:
    return total(line.amount for line in lines)


def _still_counted_here(line: PayLine, away: Sequence[OwnLine], mine: Sequence[OwnLine]) -> tuple[SourceRef, ...]:
    """The entries behind what is left: not those that only lines elsewhere count."""
    here = {source.timecard for own in mine for source in own.sources}
    elsewhere = {source.timecard for own in away for source in own.sources} - here
    return tuple(source for source in line.sources if source.timecard not in elsewhere)


def _uncertain(change: LedgerChange, about: PayKey, parts: frozenset[Part], names: Names) -> Finding:
    what = f"{change.action} {change.sends} on {change.key.code}"
    return _about(about, parts, "carry-unsettled", names, what=what, period=change.key.period)


def _about(key: PayKey, parts: frozenset[Part], code: str, names: Names, **values: object) -> Finding:
    """About a line of these boxes: an export of none of them has nothing to do with it."""
    name = names.get(key.employee, key.employee)
    box = {"part": next(iter(parts))} if len(parts) == 1 else {}
    told = details(name=name, code=key.code, **box, **values)
    return Finding(code, name, key.employee, contract_type=key.contract_type, details=told)
