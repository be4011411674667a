"""Overview: what a period comes to, per person and per day, before it is sent.

Nothing is worked out a second time: hours, allowances and meals are those of the pay lines, and the hours of one entry
are its share of its line. So every total is the sum of lines, and can be held against the plan.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TypeVar

from domain.amount import ZERO, Amount, total
from domain.desired_pay import DesiredPay, Entry
from domain.ledger import OwnLine
from domain.pay_line import Part, PayKey, PayKind, PayLine
from domain.placing import NOTHING_TO_SEND
from domain.plan import ExportPlan, LineAction, PersonPlan, PersonState
from domain.terms import ContractType, EmployeeId
from domain.timecard import Timecard

HOURS_IGNORED = "hours-ignored"
OTHER_CONTRACT_TYPE = "other-contract-type"
L = TypeVar("L", PayLine, OwnLine)
PLANNED = (PersonState.READY, PersonState.UNCHANGED)
NOT_YET_SENT, PARTLY_SENT, CHANGED, SENT = "not-yet-sent", "partly-sent", "changed", "sent"
NO_HOURS = "no-hours"


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person under one contract type.

    ``shifts`` are the entries behind the lines, ``days`` the dates with worked time. ``previous`` are the hours of the
    period before this one; None when nothing is known of it. ``sent`` are the hours that our lines hold. ``state`` is
    *not yet sent*, *partly sent*, *changed* or *sent*, *no hours* for who had some in the period before only, or that
    of the plan for who is left behind, and then ``because`` says why.
    """

    employee: EmployeeId
    name: str
    contract_type: ContractType
    shifts: int
    days: int
    hours: Amount
    allowances: Amount
    meals: Amount
    previous: Amount | None
    sent: Amount
    state: str
    because: str = ""

    @property
    def difference(self) -> Amount | None:
        """Hours more than in the period before."""
        return None if self.previous is None else self.hours - self.previous


@dataclass(frozen=True, slots=True)
class VenueRow:
    """One venue on one day, or in the whole period."""

    venue: str
    people: int
    shifts: int
    hours: Amount


@dataclass(frozen=True, slots=True)
class DayRow:
    """One day."""

    day: date
    people: int
    shifts: int
    hours: Amount
    venues: tuple[VenueRow, ...]


@dataclass(frozen=True, slots=True)
class CodeRow:
    """How what the hours come to becomes what the plan says, on one code of one contract type.

    ``comes_to`` − ``elsewhere`` (late hours that another period carries) − ``left_behind`` (people who are not sent)
    + ``kept`` (where somebody chose to keep what the payroll holds) is ``planned``.
    """

    contract_type: ContractType
    kind: PayKind
    code: str
    comes_to: Amount
    elsewhere: Amount
    left_behind: Amount
    kept: Amount
    planned: Amount

    @property
    def ties_out(self) -> bool:
        """True when it does."""
        return self.comes_to - self.elsewhere - self.left_behind + self.kept == self.planned


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Imported entries that are no part of the plan, for one reason: see `Entry.because`, or a finding's code."""

    because: str
    people: tuple[str, ...]
    entries: int
    hours: Amount


@dataclass(frozen=True, slots=True)
class Overview:
    """The whole picture of a period.

    ``imported`` entries and hours are those in the plan (``sent``) and those left out; every total is the sum of its
    rows. ``people_at_work`` are distinct.
    """

    people: tuple[PersonRow, ...]
    days: tuple[DayRow, ...]
    venues: tuple[VenueRow, ...]
    codes: tuple[CodeRow, ...]
    sent: LeftOut
    left_out: tuple[LeftOut, ...]
    people_at_work: int

    @property
    def entries(self) -> int:
        """How many were imported."""
        return self.sent.entries + sum(each.entries for each in self.left_out)

    @property
    def hours(self) -> Amount:
        """What the imported entries come to together."""
        return total([self.sent.hours, *(each.hours for each in self.left_out)])

    def sums(self) -> dict[str, Amount | None]:
        """The totals of the columns with amounts of ``people``."""
        before = [row.previous for row in self.people if row.previous is not None]
        hours = total(row.hours for row in self.people)
        known = any(row.previous is not None for row in self.people)
        return {
            "hours": hours,
            "allowances": total(row.allowances for row in self.people),
            "meals": total(row.meals for row in self.people),
            "previous": total(before) if known else None,
            "difference": hours - total(before) if known else None,
            "sent": total(row.sent for row in self.people),
        }

    @property
    def ties_out(self) -> bool:
        """True when every code does, and people, days and venues come to the same hours."""
        sums = {total(each.hours for each in rows) for rows in (self.people, self.days, self.venues)}
        return len(sums) == 1 and all(row.ties_out for row in self.codes)


def overview(
    period: DesiredPay,
    desired: DesiredPay,
    plans: Sequence[ExportPlan],
    own: Sequence[OwnLine],
    names: Mapping[EmployeeId, str],
    previous: DesiredPay | None,
) -> Overview:
    """Put it together.

    ``period`` is what the hours of the period come to, ``desired`` the same less what other periods carry of it;
    ``plans`` are one per contract type, for everybody.
    """
    return _Building(period, desired, plans, own, names, previous).all()


class _Building:
    """Sums and counts."""

    def __init__(
        self,
        period: DesiredPay,
        desired: DesiredPay,
        plans: Sequence[ExportPlan],
        own: Sequence[OwnLine],
        names: Mapping[EmployeeId, str],
        previous: DesiredPay | None,
    ) -> None:
        self.plans = {plan.selection.contract_type: plan for plan in plans}
        self.parts = frozenset().union(*(plan.selection.parts for plan in plans))
        self.lines = [line for line in period.lines if self._selected(line.key, line.parts)]
        self.desired = [x for x in desired.lines if self._selected(x.key, x.parts) and x.key.carried_from is None]
        self.own = [x for x in own if self._selected(x.key, x.parts) and x.key.carried_from is None]
        self.planned: dict[tuple[EmployeeId | None, ContractType | None], PersonPlan] = {
            (person.employee, contract_type): person
            for contract_type, plan in self.plans.items()
            for person in plan.people
        }
        self.period, self.names, self.previous = period, names, previous
        self.cards = {entry.card.id: entry.card for entry in period.entries}
        self.in_line = {s.timecard for line in self.lines for s in line.sources}
        self.shares = dict(_shares(self.lines, self.cards))

    def _selected(self, key: PayKey, parts: frozenset[Part]) -> bool:
        return key.contract_type in self.plans and bool(parts & self.parts)

    def all(self) -> Overview:
        at_work = [entry for entry in self.period.entries if not entry.because and entry.card.id in self.in_line]
        sent, left_out = self._entries()
        return Overview(
            tuple(self._people(at_work)),
            tuple(_days(at_work, self.shares)),
            tuple(_venues(at_work, self.shares)),
            tuple(self._codes()),
            sent,
            left_out,
            len({entry.employee for entry in at_work}),
        )

    def _why_not(self, entry: Entry) -> str:
        """Why an entry is no part of the plan; empty when it is."""
        card = entry.card
        if entry.because:
            return entry.because
        if entry.contract_type not in self.plans:
            return OTHER_CONTRACT_TYPE
        person = self.planned.get((entry.employee, entry.contract_type))
        if person is not None and person.state not in PLANNED:
            return _why_behind(person)
        if card.id in self.shares or (card.id in self.in_line and not card.net_minutes):
            return ""
        return HOURS_IGNORED if Amount.from_fraction(card.net_minutes / 60) else NOTHING_TO_SEND

    def _people(self, at_work: Sequence[Entry]) -> Iterator[PersonRow]:
        shifts = Counter((entry.employee, entry.contract_type) for entry in at_work)
        mine, ours = _by_place(self.lines), _by_place(self.own)
        earlier = self.previous.lines if self.previous is not None else ()
        before = _by_place(x for x in earlier if x.key.contract_type in self.plans and Part.HOURS in x.parts)
        for place in sorted({*mine, *ours, *before}, key=lambda each: (self.names.get(each[0], each[0]), each)):
            employee, contract_type = place
            person, lines, own = self.planned.get(place), mine.get(place, []), ours.get(place, [])
            yield PersonRow(
                employee,
                self.names.get(employee, employee),
                contract_type,
                shifts[place],
                len(self.period.days_worked.get(employee, {}).get(contract_type, ())),
                _of(lines, Part.HOURS),
                _of(lines, Part.ALLOWANCES),
                _of(lines, Part.MEALS),
                _of(before.get(place, []), Part.HOURS) if self.previous is not None else None,
                _of(own, Part.HOURS),
                _state(person, bool(own)) if lines or own else NO_HOURS,
                _why_behind(person) if person is not None else "",
            )

    def _codes(self) -> Iterator[CodeRow]:
        places = {(x.key.contract_type, x.key.kind, x.key.code) for x in self.lines}
        places |= {(t, kind, code) for t, plan in self.plans.items() for kind, code in plan.totals()}
        for contract_type, kind, code in sorted(places, key=lambda place: tuple(map(str, place))):
            if contract_type is None:
                continue
            place = (contract_type, kind, code)
            comes_to, here = _on(self.lines, place), _on(self.desired, place)
            behind = total(x.amount for x in self.desired if self._behind(x) and _place(x.key) == place)
            planned = self.plans[contract_type].totals().get((kind, code), ZERO)
            yield CodeRow(*place, comes_to, comes_to - here, behind, self._kept(place), planned)

    def _behind(self, line: PayLine) -> bool:
        person = self.planned.get((line.key.employee, line.key.contract_type))
        return person is None or person.state not in PLANNED

    def _kept(self, place: tuple[ContractType, PayKind, str]) -> Amount:
        """What the payroll holds and somebody chose to keep, less what is desired there."""
        wanted = {line.key: line.amount for line in self.desired}
        people = (person for person in self.planned.values() if person.state in PLANNED)
        kept = [x for each in people for x in each.lines if x.action is LineAction.ACCEPT and _place(x.key) == place]
        return total(x.after for x in kept) - total(wanted.get(key, ZERO) for key in {x.key for x in kept})

    def _entries(self) -> tuple[LeftOut, tuple[LeftOut, ...]]:
        """The entries in the plan, and the others by reason."""
        groups: dict[str, list[Entry]] = {"": []}
        for entry in self.period.entries:
            groups.setdefault(self._why_not(entry), []).append(entry)
        found = {because: self._group(because, entries) for because, entries in sorted(groups.items())}
        return found[""], tuple(each for because, each in found.items() if because)

    def _group(self, because: str, entries: Sequence[Entry]) -> LeftOut:
        """Entries on lines by their share; the time of the others is added and rounded once."""
        lined = total(self.shares[entry.card.id] for entry in entries if entry.card.id in self.shares)
        other = sum((x.card.net_minutes for x in entries if x.card.id not in self.shares), Fraction(0))
        people = tuple(sorted({entry.card.person.name for entry in entries}))
        return LeftOut(because, people, len(entries), lined + Amount.from_fraction(other / 60))


def _state(person: PersonPlan | None, sent_before: bool) -> str:
    if person is not None and person.state not in PLANNED:
        return person.state
    if not sent_before:
        return NOT_YET_SENT
    writes = {line.action for line in person.lines if line.writes or line.adopted} if person is not None else set()
    if writes == {LineAction.ADD}:
        return PARTLY_SENT
    return CHANGED if writes else SENT


def _why_behind(person: PersonPlan) -> str:
    """The code of the finding that stops somebody, or the state; empty for who is sent."""
    if person.state in PLANNED:
        return ""
    return next((finding.code for finding in person.findings if finding.blocks), person.state)


def _shares(lines: Iterable[PayLine], cards: Mapping[str, Timecard]) -> Iterator[tuple[str, Amount]]:
    """The hundredths of each line of worked hours, spread over its entries by largest remainder."""
    for line in lines:
        if Part.HOURS in line.parts:
            behind = [cards[source.timecard] for source in line.sources if cards[source.timecard].net_minutes > 0]
            exact = {card.id: card.net_minutes * 100 / 60 for card in behind}
            floors = {entry: int(value) for entry, value in exact.items()}
            left = line.amount.hundredths - sum(floors.values())
            winners = set(sorted(exact, key=lambda entry: floors[entry] - exact[entry])[: max(left, 0)])
            for entry, floor in floors.items():
                yield entry, Amount(floor + (entry in winners))


def _days(entries: Iterable[Entry], shares: Mapping[str, Amount]) -> Iterator[DayRow]:
    by_day: dict[date, list[Entry]] = {}
    for entry in entries:
        by_day.setdefault(entry.card.day, []).append(entry)
    for day, mine in sorted(by_day.items()):
        people = len({entry.employee for entry in mine})
        yield DayRow(day, people, len(mine), _shared(mine, shares), tuple(_venues(mine, shares)))


def _venues(entries: Iterable[Entry], shares: Mapping[str, Amount]) -> Iterator[VenueRow]:
    by_venue: dict[str, list[Entry]] = {}
    for entry in entries:
        by_venue.setdefault(entry.card.venue, []).append(entry)
    for venue, mine in sorted(by_venue.items()):
        yield VenueRow(venue, len({entry.employee for entry in mine}), len(mine), _shared(mine, shares))


def _shared(entries: Iterable[Entry], shares: Mapping[str, Amount]) -> Amount:
    return total(shares.get(entry.card.id, ZERO) for entry in entries)


def _place(key: PayKey) -> tuple[ContractType | None, PayKind, str]:
    return key.contract_type, key.kind, key.code


def _by_place(lines: Iterable[L]) -> dict[tuple[EmployeeId, ContractType], list[L]]:
    """Lines by employee and contract type."""
    found: dict[tuple[EmployeeId, ContractType], list[L]] = {}
    for line in lines:
        if line.key.contract_type is not None:
            found.setdefault((line.key.employee, line.key.contract_type), []).append(line)
    return found


def _of(lines: Iterable[PayLine | OwnLine], part: Part) -> Amount:
    return total(line.amount for line in lines if part in line.parts)


def _on(lines: Iterable[PayLine], place: tuple[ContractType, PayKind, str]) -> Amount:
    return total(line.amount for line in lines if _place(line.key) == place)
