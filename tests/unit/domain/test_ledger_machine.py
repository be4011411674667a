"""Any interleaving of sending, answering, landing late, typing in the office, crashing and reading back.

A payroll of a few lines knows who wrote each of them; the ledger knows only what it is told. After every step both are
held against each other. ``HYPOTHESIS_MACHINES=20`` plays twenty times as many histories.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from domain.ledger import (
    OPEN,
    UNSETTLED,
    Action,
    ChangeState,
    LedgerChange,
    Ownership,
    OwnLine,
    Step,
    abandon,
    answered,
    next_wave,
    sending,
)
from domain.pay_line import FoundLine, PayKey, PayKind, PayrollSnapshot
from domain.settling import settle
from domain.terms import EmployeeId
from tests.unit.domain.machines import machine_settings
from tests.unit.domain.model_payroll import FATES, Flight, ModelPayroll, Place
from tests.unit.domain.samples import (
    BRAM,
    MORNING,
    NOOR,
    SETTLING,
    amount,
    change,
    days_change,
    own_line,
    pay_key,
)

LINES = [
    *(pay_key("2100", who, cost_centre=centre) for who in (NOOR, BRAM) for centre in ("", "10")),
    *(pay_key("2190", who) for who in (NOOR, BRAM)),
    pay_key("4899", NOOR, PayKind.WAGE),
]
OFTEN = ("done", "done", "answer lost", "late", "refused")
KEYS = [*LINES, days_change().key]
fates, keys, seconds = st.sampled_from([*OFTEN, *FATES]), st.sampled_from(KEYS), st.sampled_from([0, 0, 1, 60, 119])
endings = st.lists(st.tuples(fates, seconds), max_size=6)
wishes = st.sampled_from(["8.00", "8.00", "8.00", "7.33", "3.00", "0"])
hours = st.sampled_from(["8.00", "7.33"])
WRITES_A_LINE = (Step.INSERT, Step.PUT_BACK)


@dataclass
class Excused:
    """People of whom less can be asked."""

    touched: set[EmployeeId] = field(default_factory=set)
    """The office edited or deleted a line of ours, or typed one that looks like ours."""
    too_late: set[EmployeeId] = field(default_factory=set)
    """A call landed after the settling time."""


class LedgerMachine(RuleBasedStateMachine):
    """One company and period: a process that writes, now and then another after a crash, and an office that types."""

    def __init__(self) -> None:
        super().__init__()
        self.now = MORNING
        self.payroll = ModelPayroll()
        self.changes: dict[str, LedgerChange] = {}
        self.own: dict[Place, OwnLine] = {}
        self.export = 1
        self.leaving: list[LedgerChange] = []
        self.stood: dict[str, set[Place]] = {}
        self.seen: set[str] = set()
        self.reading: tuple[PayrollSnapshot, datetime] | None = None
        self.adopted: set[tuple[Place, str]] = set()
        self.theirs: set[tuple[Place, str]] = set()
        self.excused = Excused()

    # -- what an export sets out to do --------------------------------------------------------------------------------

    def _open(self) -> list[LedgerChange]:
        return [each for each in self.changes.values() if each.state in OPEN]

    @initialize(ours=st.sets(st.sampled_from(LINES)), theirs=st.lists(st.sampled_from(LINES), max_size=2))
    def something_stands_there(self, ours: set[PayKey], theirs: list[PayKey]) -> None:
        for key in theirs:
            self.payroll.put(key, "8.00", None)
        for key in sorted(ours, key=lambda each: each.sort_key):
            place = self.payroll.put(key, "8.00", "earlier")
            self.own[place] = own_line(place[1], "8.00", key)

    @precondition(lambda self: not self.leaving)
    @rule(
        wishes=st.lists(st.tuples(keys, wishes, st.integers(0, 5)), min_size=1, max_size=4),
        ends=endings,
        waits=st.lists(seconds, min_size=3, max_size=3),
        typed=st.booleans(),
    )
    def export_once(
        self, wishes: list[tuple[PayKey, str, int]], ends: list[tuple[str, int]], waits: list[int], typed: bool
    ) -> None:
        """The usual way: everything is sent, heard and read back, wave after wave. Somebody may type the same."""
        for wish in wishes:
            self.intend(*wish)
        for wait in waits:
            self.send_and_hear(ends)
            for each in self._inserting()[: 1 if typed else 0]:
                self.the_office_types(each.key, str(each.sends))
            self.time_passes(wait)
            self.read_and_settle()

    @rule(key=keys, hours=wishes, count=st.integers(0, 5))
    def intend(self, key: PayKey, hours: str, count: int) -> None:
        """Whatever it takes to have this on that key; 0 takes the line away."""
        if any(each.key == key for each in self._open()):
            return
        if key.kind is PayKind.DAYS:
            self._plan(days_change(self.payroll.days[key.employee], count, key.employee))
            return
        own = next((own for own in self.own.values() if own.key == key), None)
        if own is None:
            self._plan(*([change(key=key, after=hours)] if amount(hours) else []))
        elif amount(hours) != own.amount:
            action = Action.CHANGE if amount(hours) else Action.REMOVE
            self._plan(change(action, str(own.amount), hours, key, old_line=own.line_id))

    def _plan(self, *made: LedgerChange) -> None:
        for each in made:
            number = f"c-{len(self.changes) + 1}"
            self.changes[number] = replace(each, id=number, export=f"x-{self.export}")

    @precondition(lambda self: not self.leaving)
    @rule()
    def begin_another_export(self) -> None:
        self.changes.update((each.id, abandon(each)) for each in self._open())
        self.export += 1

    # -- calls --------------------------------------------------------------------------------------------------------

    def _may_send(self) -> bool:
        return not self.leaving and any(each.state is ChangeState.PLANNED for each in self.changes.values())

    @precondition(_may_send)
    @rule(ends=endings)
    def send_and_hear(self, ends: list[tuple[str, int]]) -> None:
        self.send()
        while self.leaving:
            self.a_call_ends(*(ends.pop(0) if ends else ("done",)))

    @precondition(_may_send)
    @rule()
    def send(self) -> None:
        pending = [each for each in self.changes.values() if each.export == f"x-{self.export}" or each.state in OPEN]
        found = self.payroll.read()
        for each in next_wave(pending):
            self._may_be_sent(each)
            self.stood[each.id] = set(self.payroll.lines)
            self.leaving.append(sending(each, found, 1, self.now, SETTLING))
        self.changes.update((each.id, each) for each in self.leaving)
        self.reading = None

    def _may_be_sent(self, each: LedgerChange) -> None:
        """Nothing that was sent for this change before can still land, and nothing of it stands."""
        assert not self.payroll.may_still_land(each, self.now), "sent while it may still land"
        if each.step in WRITES_A_LINE and each.employee not in self.excused.too_late:
            assert not self.payroll.written_by(each.id), "sent again although it stands there"

    @precondition(lambda self: self.leaving)
    @rule(fate=fates, seconds=seconds)
    def a_call_ends(self, fate: str, seconds: int = 0) -> None:
        self.time_passes(seconds)
        leaving = self.leaving.pop(0)
        self.reading = None
        outcome = self.payroll.end(leaving, fate, self.now)
        self.changes[leaving.id] = answered(leaving, outcome, self.now)

    @precondition(lambda self: self.leaving)
    @rule(ends=st.lists(st.sampled_from(["done", "late", "late", "too late", "lost"]), min_size=4, max_size=4))
    def crash(self, ends: list[str]) -> None:
        """Nobody lives to record how the calls under way ended; they land before the recorded time, if at all."""
        for leaving in self.leaving:
            fate = ends.pop() if ends else "done"
            assert leaving.settle_at is not None
            if fate == "too late" or (fate == "late" and self.now < leaving.settle_at):
                self.payroll.flights.append(Flight(leaving, leaving.settle_at, fate == "too late"))
            elif fate != "lost":
                self.payroll.carry_out(leaving)
        self.leaving.clear()
        self.reading = None

    @precondition(lambda self: self.payroll.flights)
    @rule(data=st.data())
    def one_lands(self, data: st.DataObject) -> None:
        self._land(data.draw(st.sampled_from(self.payroll.flights)))

    def _land(self, flight: Flight) -> None:
        if self.now >= flight.until:
            self.excused.too_late.add(flight.change.employee)
        self.payroll.land(flight)

    @precondition(lambda self: any(each.state in UNSETTLED for each in self.changes.values()))
    @rule(seconds=st.sampled_from([1, 60, 119, 120, 121, 600]))
    def time_passes(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)
        self.payroll.land_until(self.now)

    # -- the office ---------------------------------------------------------------------------------------------------

    @rule(key=st.sampled_from(LINES), hours=hours)
    def the_office_types(self, key: PayKey, hours: str) -> None:
        self.payroll.put(key, hours, None)
        alike = (key.employee, key.kind, key.code)
        if any((each.employee, each.key.kind, each.key.code) == alike for each in self._open()):
            self.excused.touched.add(key.employee)

    def _inserting(self) -> list[LedgerChange]:
        waiting = [each for each in self.changes.values() if each.state in UNSETTLED]
        return [each for each in waiting if each.step in WRITES_A_LINE]

    @precondition(_inserting)
    @rule(data=st.data())
    def the_office_types_the_same(self, data: st.DataObject) -> None:
        each = data.draw(st.sampled_from(self._inserting()))
        self.the_office_types(each.key, str(each.sends))

    @precondition(lambda self: self.payroll.lines)
    @rule(data=st.data(), hours=hours, deletes=st.booleans())
    def the_office_edits_or_deletes(self, data: st.DataObject, hours: str, deletes: bool) -> None:
        place = data.draw(st.sampled_from(sorted(self.payroll.lines)))
        if self.payroll.authors[place] is not None or place in self.own:
            self.excused.touched.add(self.payroll.lines[place].employee)
        if deletes:
            del self.payroll.lines[place]
        else:
            self.payroll.edit(place, hours)

    @precondition(lambda self: any(each.state is ChangeState.SURPLUS for each in self.changes.values()))
    @rule()
    def a_person_says_whose_lines_these_are(self) -> None:
        for each in self.changes.values():
            if each.state is ChangeState.SURPLUS:
                for place, line in self.payroll.lines.items():
                    alike = (line.employee, line.kind, line.code) == (each.employee, each.key.kind, each.key.code)
                    if alike and place not in self.stood[each.id]:
                        words = self.theirs if self.payroll.authors[place] is None else self.adopted
                        words.add((place, str(line.amount)))

    # -- reading back -------------------------------------------------------------------------------------------------

    def _may_settle(self) -> bool:
        return not self.leaving and any(each.state in UNSETTLED for each in self.changes.values())

    @precondition(_may_settle)
    @rule()
    def read(self) -> None:
        self.reading = (self.payroll.read(), self.now)

    @precondition(_may_settle)
    @rule()
    def read_and_settle(self) -> None:
        found, read_at = self.reading or (self.payroll.read(), self.now)
        self.reading = None
        shown = {(line.kind, line.line_id): line for lines in found.lines.values() for line in lines}
        said = {place: str(line.amount) for place, line in shown.items()}
        adopted = frozenset(place for place, text in self.adopted if said.get(place) == text)
        theirs = frozenset(place for place, text in self.theirs if said.get(place) == text)
        for result in settle(list(self.changes.values()), frozenset(self.own) | theirs, found, read_at, adopted):
            before, after = self.changes[result.change.id], result.change
            if result.gone is not None:
                assert (after.key.kind, result.gone) not in shown
                self.own.pop((after.key.kind, result.gone), None)
            if result.own is not None:
                self._may_be_claimed(before, result.own, shown, adopted)
                self.own[after.key.kind, result.own.line_id] = result.own
                self.seen.add(after.id)
            if result.days is not None:
                assert found.days[after.employee] == result.days
            if after.state is ChangeState.DONE:
                assert self._is_true(before, result.own, found)
            if after.state not in UNSETTLED and result.own is None and result.gone is None and result.days is None:
                assert not self.payroll.may_still_land(before, self.now), "given up while it may still land"
            self.changes[after.id] = after

    def _may_be_claimed(
        self, each: LedgerChange, own: OwnLine, shown: dict[Place, FoundLine], adopted: frozenset[Place]
    ) -> None:
        """It is the line that this change wrote, or nobody could tell it from that."""
        place = (own.key.kind, own.line_id)
        assert own.key == each.key
        assert own.amount == shown[place].amount
        assert place not in self.own
        assert place not in self.stood[each.id], "claimed a line that stood there before the call left"
        if place in adopted or self.payroll.authors[place] == each.id:
            return
        assert (shown[place].code, own.amount) == (each.key.code, each.sends)
        twin = [
            other for other in self.payroll.written_by(each.id) if other in shown and shown[other].amount == each.sends
        ]
        assert not twin, "claimed one of two lines that cannot be told apart"
        assert own.ownership is Ownership.CLAIMED

    @staticmethod
    def _is_true(each: LedgerChange, own: OwnLine | None, found: PayrollSnapshot) -> bool:
        if each.step is Step.SET:
            return found.days[each.employee] == each.after.hundredths // 100
        return each.step is Step.DELETE or (own is not None and own.amount == each.after)

    # -- what always holds --------------------------------------------------------------------------------------------

    @invariant()
    def nobody_has_two_writes_under_way(self) -> None:
        for who in (NOOR, BRAM):
            waiting = [each for each in self.changes.values() if each.employee == who and each.state in UNSETTLED]
            assert len({(each.step, each.key.kind) for each in waiting}) <= 1
            assert len(waiting) <= 1 or all(each.step is Step.INSERT and not each.alone for each in waiting)
            assert len({(each.key.code, each.sends) for each in waiting}) == len(waiting), "cannot be told apart"

    @invariant()
    def nothing_of_ours_stands_twice(self) -> None:
        wrote = self.payroll.wrote
        written = Counter(wrote[place] for place in self.payroll.lines if place in wrote)
        doubled = {key.employee for key, count in written.items() if count > 1}
        assert doubled <= self.excused.too_late | self.excused.touched

    @invariant()
    def what_is_deleted_and_not_written_again_is_called_missing(self) -> None:
        for each in self.changes.values():
            if each.action is Action.CHANGE and each.step in WRITES_A_LINE and each.id not in self.seen:
                assert each.missing == each.before
                assert each.state is not ChangeState.DROPPED
                assert (each.step, each.state) != (Step.INSERT, ChangeState.REFUSED), "not even tried to put back"

    @invariant()
    def when_nothing_waits_the_books_agree(self) -> None:
        """Every hundredth that stands there by our hand is in the books, and the other way round."""
        busy = {each.employee for each in self.changes.values() if each.state in UNSETTLED}
        busy |= {each.change.employee for each in self.payroll.flights} | self.excused.touched | self.excused.too_late
        books = {place: own.amount for place, own in self.own.items() if own.key.employee not in busy}
        mine = {place: line for place, line in self.payroll.lines.items() if self.payroll.authors[place] is not None}
        assert books == {place: line.amount for place, line in mine.items() if line.employee not in busy}

    def teardown(self) -> None:
        """Whatever happened: after the settling time and a truthful word nothing is left undecided."""
        while self.leaving:
            self.a_call_ends("answer lost")
        for flight in list(self.payroll.flights):
            self._land(flight)
        self.now += 2 * SETTLING
        for _ in range(3):
            self.reading = None
            self.read_and_settle()
            self.a_person_says_whose_lines_these_are()
        waiting = [each for each in self.changes.values() if each.state in UNSETTLED]
        assert [each for each in waiting if each.employee not in self.excused.touched] == []
        self.when_nothing_waits_the_books_agree()


TestLedger = LedgerMachine.TestCase
TestLedger.settings = machine_settings(examples=350, steps=30)
