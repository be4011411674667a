"""Selecting: which pay lines an export of some people, venues or teams may touch.

A selection never decides which timecards count. A venue or team reaches a line when everything behind it was worked
there: the entries that ask for it now, and those that our line counts, where they were worked when it was sent. A line
behind which there are other places too is *shared*: it cannot be sent in part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from domain.amount import ZERO, Amount, total
from domain.desired_pay import DesiredPay
from domain.findings import Finding, Reach
from domain.ledger import OwnLine
from domain.pay_line import Part, PayKey, Selection, SourceRef
from domain.terms import ContractType, EmployeeId


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind one key: the desired amount, what our lines hold, and the entries of both."""

    desired: Amount = ZERO
    own: Amount = ZERO
    parts: frozenset[Part] = frozenset()
    sources: tuple[SourceRef, ...] = ()

    @property
    def agrees(self) -> bool:
        """True when our lines hold what is desired."""
        return self.desired == self.own


@dataclass(frozen=True, slots=True)
class Chosen:
    """A selection, held against everything that is desired and everything that is ours."""

    selection: Selection
    desired: DesiredPay
    behind: Mapping[PayKey, Behind]
    here: frozenset[EmployeeId] = frozenset()
    """With venues or teams: the people who have a line, of whatever box, with an entry from there."""
    keys_here: frozenset[str] = field(default=frozenset())
    """With venues or teams: the keys of the people of whom there is an entry from there."""

    @classmethod
    def of(cls, selection: Selection, desired: DesiredPay, own: Iterable[OwnLine]) -> Chosen:
        """Look up what stands behind every line, if not all is selected."""
        if not selection.partial or desired.stated:
            return cls(selection, desired, {})
        behind = what_stands_behind(desired, own)
        if not selection.by_place:
            return cls(selection, desired, behind)
        here = {key.employee for key, each in behind.items() if any(map(_within(selection), each.sources))}
        keys = {
            entry.card.person.key
            for entry in desired.entries
            if selection.takes_place(entry.card.venue, entry.card.team)
        }
        return cls(selection, desired, behind, frozenset(here), frozenset(keys))

    def includes(self, key: PayKey, parts: frozenset[Part]) -> bool:
        """True when a line may be added, changed or removed."""
        stated = self.desired.stated
        if stated is not None:
            return key in stated.keys and self.selection.includes_person(key.employee)
        if not self.selection.includes(key, parts):
            return False
        return not self.selection.by_place or self._taken(key) == {True}

    def is_beyond(self, key: PayKey, parts: frozenset[Part]) -> bool:
        """True for a line that an export of everybody and everywhere would touch, and this one does not."""
        whole = self.selection.partial and self.desired.stated is None and self.selection.whole.includes(key, parts)
        return whole and not self.includes(key, parts)

    def shares(self, key: PayKey, parts: frozenset[Part]) -> bool:
        """True for a line of which only a part was worked where it is selected."""
        asked = self.selection.by_place and self.desired.stated is None and self.selection.includes(key, parts)
        return asked and self._taken(key) == {True, False}

    def _taken(self, key: PayKey) -> set[bool]:
        return set(map(_within(self.selection), self.behind[key].sources)) if key in self.behind else set()

    def not_apart(self) -> Iterator[tuple[PayKey, Behind]]:
        """The shared lines that an export would have to change."""
        for key, each in self.behind.items():
            if not each.agrees and self.shares(key, each.parts):
                yield key, each

    def others(self, key: PayKey) -> str:
        """The venues and teams behind a line that are not selected, for a person to read."""
        left = [source for source in self.behind[key].sources if not _within(self.selection)(source)]
        return ", ".join(sorted({_place(source) for source in left}))

    def person(self, employee: EmployeeId) -> bool:
        """True when something of this person may be touched."""
        anywhere = not self.selection.by_place or self.desired.stated is not None
        return self.selection.includes_person(employee) and (anywhere or employee in self.here)

    def speaks_of(self, finding: Finding) -> bool:
        """True when a finding is about the contract type and boxes that are sent, and about somebody selected."""
        if not concerns(finding, self.selection):
            return False
        if finding.employee is not None and self.person(finding.employee):
            return True
        nobodys = finding.employee is None and finding.person_key is None
        if nobodys and finding.reach is not Reach.PERSON:
            return True
        named = self.selection.people is None or finding.employee in self.selection.people
        return named and (not self.selection.by_place or finding.person_key in self.keys_here)

    def days_wait(self, employee: EmployeeId, types: Iterable[ContractType | None]) -> bool:
        """True when hours of this person stay behind, because they were worked elsewhere: Days is one number.

        ``types`` are the contract types whose hours are counted.
        """
        if not self.selection.by_place or self.desired.stated is not None:
            return False
        counted = set(types)
        return any(
            not each.agrees and not self.includes(key, each.parts)
            for key, each in self.behind.items()
            if key.employee == employee
            and Part.HOURS in each.parts
            and key.contract_type in counted
            and key.carried_from is None
        )

    def beyond(self) -> Iterator[tuple[PayKey, Behind]]:
        """What of this contract type and these boxes is not selected, and is not in the payroll as desired."""
        for key in sorted(self.behind, key=lambda each: each.sort_key):
            each = self.behind[key]
            if not each.agrees and self.is_beyond(key, each.parts):
                yield key, each


def concerns(finding: Finding, selection: Selection) -> bool:
    """True when a finding is about the contract type and the parts that the selection sends."""
    if finding.contract_type not in (None, selection.contract_type):
        return False
    part = dict(finding.details).get("part")
    return part is None or Part(part) in selection.parts


def what_stands_behind(desired: DesiredPay, own: Iterable[OwnLine]) -> dict[PayKey, Behind]:
    """Per key both sides, as far as the ledger knows the other one."""
    mine: dict[PayKey, list[OwnLine]] = {}
    for line in own:
        mine.setdefault(line.key, []).append(line)
    wanted = {line.key: line for line in desired.lines}
    found: dict[PayKey, Behind] = {}
    for key in {**wanted, **mine}:
        target, lines = wanted.get(key), mine.get(key, [])
        parts = frozenset().union(*(line.parts for line in lines), target.parts if target else ())
        sources = (*(target.sources if target else ()), *(source for line in lines for source in line.sources))
        amount = target.amount if target else ZERO
        found[key] = Behind(amount, total(line.amount for line in lines), parts, sources)
    return found


def covered(key: PayKey, parts: frozenset[Part], exports: Sequence[Chosen]) -> bool:
    """True when one of these exports included the line."""
    return any(each.includes(key, parts) for each in exports)


def _within(selection: Selection) -> Callable[[SourceRef], bool]:
    """Whether an entry was worked where it is selected; where that is not known it was not."""
    return lambda source: source.venue is not None and selection.takes_place(source.venue, source.team)


def _place(source: SourceRef) -> str:
    return " ".join(part for part in (source.venue, f"({source.team})" if source.team else "") if part) or "not known"
