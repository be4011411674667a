"""Hours that change, an office that types, edits and deletes, people who decide, exports that fail halfway: after every
step the plan is held against a few lines of payroll.

``HYPOTHESIS_MACHINES=20`` plays twenty times as many histories.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import replace
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from domain.amount import ZERO, Amount, total
from domain.decisions import Choice, Difference
from domain.desired_pay import DesiredPay
from domain.ledger import OwnLine
from domain.pay_line import FoundLine, Part, PayKey, PayKind, PayLine, Selection
from domain.plan import ExportPlan, LineAction, PersonPlan, PersonState
from domain.terms import EmployeeId, LineId
from tests.unit.domain.house import Crash, House
from tests.unit.domain.machines import machine_settings
from tests.unit.domain.samples import (
    BRAM,
    EVERYTHING,
    MORNING,
    NOOR,
    PART_OF,
    ZERO_HOURS,
    amount,
    decide,
    pay_key,
    plan,
    selection,
    wants,
)

Place = tuple[PayKind, LineId]

KEYS = [
    *(
        pay_key(code, who, cost_centre=centre)
        for who in (NOOR, BRAM)
        for code, centre in (("2100", ""), ("2100", "10"))
    ),
    pay_key("2190", NOOR),
    pay_key("4899", NOOR, PayKind.WAGE),
]
keys, people, hours = st.sampled_from(KEYS), st.sampled_from([NOOR, BRAM]), st.sampled_from(["8.00", "7.33", "3.00"])
SELECTIONS = [
    selection(*EVERYTHING),
    selection(*EVERYTHING),
    selection(Part.HOURS),
    selection(Part.DAYS, Part.MEALS),
    selection(*EVERYTHING, people=[NOOR]),
]
ABOUT_OURS = (None, Choice.RESTORE_OURS, Choice.RESTORE_OURS, Choice.KEEP_THEIRS)
ABOUT_THEIRS = (None, Choice.ON_TOP, Choice.ON_TOP, Choice.LEAVE_OUT)
TOUCHED = (PersonState.READY, PersonState.UNCHANGED)


class PlanMachine(RuleBasedStateMachine):
    """One company and period. ``said`` are the latest words about what was exactly seen."""

    def __init__(self) -> None:
        super().__init__()
        self.house = House()
        self.wanted: dict[PayKey, str] = {}
        self.days: dict[EmployeeId, set[int]] = {}
        self.said: dict[tuple[object, ...], Choice] = {}
        self.chosen: Selection = SELECTIONS[0]
        self.consent = True
        self.mapping = 1
        self.rests: dict[object, str] = {}
        self.digests: dict[tuple[EmployeeId, str], object] = {}
        self.hashes: dict[str, object] = {}

    def _wish(self) -> DesiredPay:
        lines = [PayLine(k, amount(h), frozenset({PART_OF[k.kind]}), ()) for k, h in self.wanted.items()]
        return wants(*lines, days={who: {ZERO_HOURS: each} for who, each in self.days.items()})

    def _plan(self, house: House) -> ExportPlan:
        basis = {"mapping": str(self.mapping)}
        held, ledger = house.payroll.read(), house.ledger
        return plan(self._wish(), held, ledger, house.decisions, self.chosen, basis=basis, days_consent=self.consent)

    @initialize(wanted=st.dictionaries(keys, hours, min_size=1), days=st.integers(0, 3), consent=st.booleans())
    def something_was_exported(self, wanted: dict[PayKey, str], days: int, consent: bool) -> None:
        self.wanted, self.days[NOOR], self.consent = wanted, set(range(days)) - {0}, consent
        self.export([])

    # -- what happens -------------------------------------------------------------------------------------------------

    @rule(changed=st.dictionaries(keys, hours | st.just("0"), min_size=1, max_size=3), exported=st.booleans())
    def hours_change(self, changed: dict[PayKey, str], exported: bool) -> None:
        self.wanted.update(changed)
        self.wanted = {key: each for key, each in self.wanted.items() if each != "0"}
        if exported:
            self.export([])

    @rule(who=people, days=st.sets(st.integers(1, 9), max_size=4))
    def other_days_are_worked(self, who: EmployeeId, days: set[int]) -> None:
        self.days[who] = days

    @rule(chosen=st.sampled_from(SELECTIONS), consent=st.booleans())
    def other_boxes_are_ticked(self, chosen: Selection, consent: bool) -> None:
        self.chosen, self.consent = chosen, consent

    @rule()
    def the_mapping_changes(self) -> None:
        self.mapping += 1

    @rule(key=keys, hours=hours, word=st.sampled_from(ABOUT_THEIRS))
    def the_office_types(self, key: PayKey, hours: str, word: Choice | None) -> None:
        self.house.payroll.put(key.kind, key.employee, key.code, hours)
        self._say(word)

    @rule(key=keys, hours=hours)
    def the_office_types_elsewhere(self, key: PayKey, hours: str) -> None:
        self.house.payroll.put(key.kind, key.employee, "6050", hours)

    @precondition(lambda self: self.house.payroll.lines)
    @rule(data=st.data(), ours=st.booleans(), hours=hours | st.just("0"), word=st.sampled_from(ABOUT_OURS))
    def the_office_edits_or_deletes(self, data: st.DataObject, ours: bool, hours: str, word: Choice | None) -> None:
        lines = self.house.payroll.lines
        own = sorted({line_id for _, line_id in self.house.own if line_id in lines})
        place = data.draw(st.sampled_from(own if ours and own else sorted(lines)))
        line = lines.pop(place)
        if hours != "0":
            lines[place] = replace(line, amount=amount(hours))
        self._say(word)

    @rule(who=people, count=st.integers(0, 4))
    def the_office_sets_days(self, who: EmployeeId, count: int) -> None:
        self.house.payroll.days[who] = count

    @rule(word=st.sampled_from(Choice))
    def somebody_decides(self, word: Choice) -> None:
        self._say(word)

    def _say(self, word: Choice | None) -> None:
        """The same answer to everything that is asked and takes it."""
        asked = [each for person in self._plan(self.house).people for each in person.differences]
        for difference in asked:
            if word is not None and word in difference.offered:
                at = MORNING + timedelta(seconds=len(self.house.decisions))
                self.house.decisions.append(decide(difference, word, at))
                self.said[_seen(difference)] = word

    @rule(luck=st.lists(st.sampled_from(["done", "done", "answer lost", "late", "lost", "refused"]), max_size=6))
    def export(self, luck: list[str]) -> None:
        coming = iter(luck)
        self.house.finish_earlier()
        self.house.carry_out(self._plan(self.house), lambda: next(coming, "done"))

    @rule(patience=st.integers(0, 12), luck=st.lists(st.sampled_from(["done", "late", "lost"]), max_size=4))
    def an_export_dies(self, patience: int, luck: list[str]) -> None:
        coming = iter(luck)
        self.house.patience = patience
        try:
            self.house.finish_earlier()
            self.house.carry_out(self._plan(self.house), lambda: next(coming, "done"))
        except Crash:
            pass
        self.house.patience = None

    # -- what a plan promises -----------------------------------------------------------------------------------------

    @invariant()
    def every_wish_is_in_the_plan_or_its_person_is_named(self) -> None:
        made = {person.employee: person for person in self._plan(self.house).people}
        for line in self._wish().lines:
            if self.chosen.includes(line.key, line.parts):
                person = made[line.key.employee]
                after = [x.after for x in person.lines if x.key == line.key]
                accepted = any(x.key == line.key and x.action is LineAction.ACCEPT for x in person.lines)
                named = person.state not in TOUCHED and person.findings
                assert named or accepted or total(after) == line.amount

    @invariant()
    def nothing_is_written_for_a_person_who_waits(self) -> None:
        waiting = {change.employee for change in self.house.waiting()}
        assert waiting.isdisjoint(person.employee for person in self._plan(self.house).ready)

    @invariant()
    def no_write_touches_a_foreign_line_or_stands_beside_one_unasked(self) -> None:
        own = self.house.own
        for person in self._plan(self.house).ready:
            foreign = {place: line for place, line in self._lines_of(person) if place not in own}
            adopted = {place for place, line in foreign.items() if self._word_about(line) is Choice.ADOPT}
            for line in person.lines:
                if line.line_id is not None:
                    assert (line.key.kind, line.line_id) in own or (line.key.kind, line.line_id) in adopted
            written = {(line.key.kind, line.key.code) for line in person.lines if line.writes}
            beside = [line for place, line in foreign.items() if (line.kind, line.code) in written]
            assert {self._word_about(line) for line in beside} <= {Choice.ON_TOP, Choice.ADOPT}

    def _lines_of(self, person: PersonPlan) -> Iterable[tuple[Place, FoundLine]]:
        lines = self.house.payroll.lines.values()
        return [((line.kind, line.line_id), line) for line in lines if line.employee == person.employee]

    def _word_about(self, line: FoundLine) -> Choice | None:
        return self.said.get((line.employee, line.kind, line.line_id, None, line.amount, None))

    @invariant()
    def what_the_office_did_to_our_lines_is_not_undone_unasked(self) -> None:
        wanted = {line.key: line.amount for line in self._wish().lines}
        for person in self._plan(self.house).ready:
            for own in [] if self._adopts(person) else self._mine(person):
                found, want = self.house.payroll.lines.get(own.line_id), wanted.get(own.key, ZERO)
                changed = bool(want) if found is None else found.amount not in (own.amount, want)
                assert not changed or self._word_about_ours(own, found, want) is not None

    def _mine(self, person: PersonPlan) -> list[OwnLine]:
        mine = [own for own in self.house.own.values() if own.key.employee == person.employee]
        return [own for own in mine if self.chosen.includes(own.key, own.parts)]

    def _word_about_ours(self, own: OwnLine, found: FoundLine | None, wanted: Amount) -> Choice | None:
        seen = (own.key.employee, own.key.kind, own.line_id, own.amount, found.amount if found else None, wanted)
        return self.said.get(seen)

    @invariant()
    def carried_out_it_brings_what_is_wanted_and_the_next_one_writes_nothing(self) -> None:
        house = deepcopy(self.house)
        house.finish_earlier()
        then, before, own = deepcopy(house), dict(house.payroll.lines), dict(house.own)
        made = self._plan(house)
        house.carry_out(made)
        self._only_what_was_planned(made, before, house)
        for person in made.people:
            if person.state in TOUCHED:
                assert self._stands(house, person) == self._should_stand(then, person)
            else:
                assert _of(person.employee, own) == _of(person.employee, house.own)
        again = {person.employee: person for person in self._plan(house).people}
        for person in made.people:
            after = again.get(person.employee)
            if after is not None and person.state in TOUCHED:
                assert after.state is PersonState.UNCHANGED
                assert not any(line.writes for line in after.lines)

    def _only_what_was_planned(self, made: ExportPlan, before: dict[LineId, FoundLine], house: House) -> None:
        """Lines that no write names stand as they stood, and the sum moved by what the plan said."""
        writes = [line for person in made.ready for line in person.lines if line.writes]
        named = {line.line_id for line in writes}
        after = house.payroll.lines
        assert {i: x for i, x in before.items() if i not in named} == {i: x for i, x in after.items() if i in before}
        moved = sum(line.after.hundredths - line.before.hundredths for line in writes)
        assert _sum(after.values()) - _sum(before.values()) == moved

    def _stands(self, house: House, person: PersonPlan) -> dict[PayKey, Amount]:
        """What our selected lines hold, less those that a person wants left as they are."""
        held = house.payroll.lines
        mine = [x for x in house.own.values() if x.key.employee == person.employee and x.line_id in held]
        accepted = {line.key for line in person.lines if line.action is LineAction.ACCEPT}
        chosen = [x for x in mine if self.chosen.includes(x.key, x.parts) and x.key not in accepted]
        assert len({x.key for x in chosen}) == len(chosen), "two lines of ours for one key"
        found = {x.key: held[x.line_id].amount for x in chosen}
        if person.days is not None:
            found[person.days.key] = Amount.whole(house.payroll.days.get(person.days.key.employee, 0))
        return found

    def _should_stand(self, house: House, person: PersonPlan) -> dict[PayKey, Amount]:
        accepted = {line.key for line in person.lines if line.action is LineAction.ACCEPT}
        lines = [x for x in self._wish().lines if x.key.employee == person.employee and x.key not in accepted]
        wanted = {x.key: x.amount for x in lines if self.chosen.includes(x.key, x.parts)}
        if person.days is not None:
            wanted[person.days.key] = Amount.whole(person.days.after)
            assert person.days.after == self._days_to_be(house, person.days.key.employee, person.days.found)
        return wanted

    def _days_to_be(self, house: House, who: EmployeeId, found: int) -> int:
        """The days of hours that are sent, now or before, unless the number that stands there is somebody else's.

        Then what was said of exactly these numbers counts, and without a word the consent.
        """
        sent = Part.HOURS in self.chosen.parts or any(
            own.key.employee == who and own.key.kind is PayKind.HOURS for own in house.own.values()
        )
        count, proved = len(self.days.get(who, ())) if sent else 0, house.days.get(who)
        if found == (proved or 0):
            return count
        before = None if proved is None else Amount.whole(proved)
        seen = (who, PayKind.DAYS, LineId("2026-10"), before, Amount.whole(found), Amount.whole(count))
        word = self.said.get(seen, Choice.RESTORE_OURS if self.consent else None)
        return count if word is Choice.RESTORE_OURS else found

    # -- the hash -----------------------------------------------------------------------------------------------------

    @invariant()
    def the_hash_changes_when_and_only_when_something_it_rests_on_does(self) -> None:
        made = self._plan(self.house)
        for person in made.people:
            if person.state in TOUCHED and person.employee is not None and not self._adopts(person):
                rests = (person.employee, self._rests_on(person))
                assert self.rests.setdefault(rests, person.digest) == person.digest, "changed for nothing"
                place = (person.employee, person.digest)
                assert self.digests.setdefault(place, rests) == rests, "something changed, and the hash did not"
        whole = (str(self.chosen), self.mapping, tuple((person.employee, person.digest) for person in made.people))
        assert self.hashes.setdefault(made.hash, whole) == whole

    def _adopts(self, person: PersonPlan) -> bool:
        """Whether a line becomes ours by this plan, or did so earlier: then two may share a key."""
        return any(self._word_about(line) is Choice.ADOPT for _, line in self._lines_of(person))

    def _rests_on(self, person: PersonPlan) -> object:
        who, held = person.employee, self.house.payroll.lines
        assert who is not None
        wanted = {x.key: x.amount for x in self._wish().lines if x.key.employee == who}
        wanted = {k: a for k, a in wanted.items() if self.chosen.includes(k, frozenset({PART_OF[k.kind]}))}
        mine = self._mine(person)
        found = {x: held.get(x.line_id) for x in mine}
        kept = {x.key for x, line in found.items() if self._is_kept(x, line, wanted.get(x.key, ZERO))}
        amounts = {x.key: line.amount if line else ZERO for x, line in found.items()}
        written = {k for k in {*wanted, *amounts} - kept if wanted.get(k, ZERO) != amounts.get(k, ZERO)}
        codes = {(k.kind, k.code) for k in written}
        foreign = [(p, x) for p, x in self._lines_of(person) if p not in self.house.own and (x.kind, x.code) in codes]
        days = self.house.payroll.days.get(who, 0)
        return (
            frozenset((k, a) for k, a in wanted.items() if k not in kept),
            frozenset((x.key, x.line_id, amounts[x.key], x.key in kept) for x in mine),
            frozenset(foreign),
            (days, self._days_to_be(self.house, who, days)) if person.days else None,
            person.state,
        )

    def _is_kept(self, own: OwnLine, found: FoundLine | None, wanted: Amount) -> bool:
        agrees = (found.amount if found else ZERO) == wanted
        return not agrees and self._word_about_ours(own, found, wanted) is Choice.KEEP_THEIRS


def _seen(difference: Difference) -> tuple[object, ...]:
    amounts = (difference.sent, difference.found, difference.wanted)
    return (difference.employee, difference.kind, difference.line_id, *amounts)


def _of(who: EmployeeId | None, own: Mapping[Place, OwnLine]) -> dict[Place, OwnLine]:
    return {place: line for place, line in own.items() if line.key.employee == who}


def _sum(lines: Iterable[FoundLine]) -> int:
    return sum(line.amount.hundredths for line in lines)


TestPlan = PlanMachine.TestCase
TestPlan.settings = machine_settings(examples=120, steps=20)
