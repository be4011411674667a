"""Changing pay: what is asked for, once, with an outcome for each change."""

from datetime import timedelta

import pytest

from adapters.nmbrs_fake.faults import Fault
from application.ports.payroll import AddLine
from domain.amount import Amount
from domain.ledger import Landing, Refusal
from domain.pay_line import PayKind
from domain.terms import EmployeeId, LineId
from domain.wage_period import PeriodRef
from tests.contract.payroll.house import (
    AMPLE,
    DAAN,
    EMRE,
    EXTRA,
    HOURS,
    KADE,
    NOOR,
    NOVEMBER,
    OCTOBER,
    SEPTEMBER,
    ZOE,
    House,
    MakeHouse,
    add,
    change,
    remove,
    set_days,
)

LINE_KINDS = [PayKind.HOURS, PayKind.WAGE]
WRITES = ("Insert", "Delete", "Set")


def writes(house: House) -> list[str]:
    """The names of the calls that were made to change something."""
    return [name for name in house.nmbrs.log.operations() if any(word in name for word in WRITES)]


def batches(house: House, operation: str) -> list[tuple[int, ...]]:
    """Who was in each batch."""
    return [entry.call.employees for entry in house.nmbrs.log.entries if entry.call.operation == operation]


class TestAdding:
    @pytest.mark.parametrize("kind", LINE_KINDS)
    def test_alone_answers_the_id(self, house: House, kind: PayKind) -> None:
        [outcome] = change(house.open(), [add(NOOR, "29.50", kind, alone=True)])
        [line] = house.nmbrs.office.lines(int(NOOR), OCTOBER, kind)
        assert (outcome.landing, outcome.line) == (Landing.ACCEPTED, LineId(str(line.id)))
        assert [amount[-5:] for amount in house.amounts(NOOR, kind)] == ["29.50"]

    @pytest.mark.parametrize("kind", LINE_KINDS)
    def test_together_is_one_call_without_ids(self, house: House, kind: PayKind) -> None:
        outcomes = change(house.open(), [add(NOOR, "29.50", kind), add(DAAN, "7.33", kind), add(NOOR, "1.00", kind)])
        assert [(o.landing, o.line) for o in outcomes] == [(Landing.ACCEPTED, None)] * 3
        assert len(writes(house)) == 1
        assert [amount[5:] for amount in house.amounts(NOOR, kind)] == ["29.50", "1.00"]
        assert [amount[5:] for amount in house.amounts(DAAN, kind)] == ["7.33"]

    @pytest.mark.parametrize("amount", ["0.01", "7.33", "21.99", "100.00", "12345.67", "-2.50"])
    @pytest.mark.parametrize("alone", [True, False])
    def test_amounts_arrive_as_they_are(self, house: House, amount: str, alone: bool) -> None:
        change(house.open(), [add(NOOR, amount, alone=alone)])
        assert house.amounts(NOOR) == [f"{HOURS} {amount}"]

    @pytest.mark.parametrize("alone", [True, False])
    @pytest.mark.parametrize("kind", LINE_KINDS)
    def test_cost_centre_and_comment_arrive(self, house: House, kind: PayKind, alone: bool) -> None:
        lines = [
            add(NOOR, "8.00", kind, alone=alone, cost_centre="Z1", comment="eitje-nmbrs 1 <&> é"),
            add(DAAN, "8.00", kind, alone=alone),
        ]
        outcomes = change(house.open(), lines)
        assert [o.landing for o in outcomes] == [Landing.ACCEPTED] * 2
        [noors] = house.nmbrs.office.lines(int(NOOR), OCTOBER, kind)
        [daans] = house.nmbrs.office.lines(int(DAAN), OCTOBER, kind)
        assert (noors.cost_centre, noors.cost_unit, noors.comment) == (42, None, "eitje-nmbrs 1 <&> é")
        assert (daans.cost_centre, daans.cost_unit, daans.comment) == (None, None, "")

    def test_a_cost_centre_that_does_not_exist_refuses_that_line_only(self, house: House) -> None:
        lines = [add(NOOR, "8.00", cost_centre="X9"), add(NOOR, "4.00", cost_centre="K1"), add(DAAN, "2.00")]
        outcomes = change(house.open(), lines)
        assert [o.landing for o in outcomes] == [Landing.REFUSED, Landing.ACCEPTED, Landing.ACCEPTED]
        assert (outcomes[0].refusal, outcomes[0].code) == (Refusal.LINE, "2038")
        assert "X9" in outcomes[0].text
        assert (house.amounts(NOOR), house.amounts(DAAN)) == ([f"{HOURS} 4.00"], [f"{HOURS} 2.00"])

    def test_a_cost_unit_that_does_not_exist(self, house: House) -> None:
        line = AddLine("ref", NOOR, PayKind.HOURS, HOURS, Amount.parse("8.00"), cost_unit="U7")
        [outcome] = change(house.open(), [line])
        assert (outcome.landing, outcome.code) == (Landing.REFUSED, "2038")
        assert "U7" in outcome.text
        assert writes(house) == []

    def test_only_into_the_period_that_was_named(self, house: House) -> None:
        change(house.open(), [add(NOOR, "8.00"), add(NOOR, "9.00", alone=True)], period=NOVEMBER)
        assert house.amounts(NOOR) == []
        assert sorted(house.amounts(NOOR, period=NOVEMBER)) == [f"{HOURS} 8.00", f"{HOURS} 9.00"]

    def test_foreign_lines_stay(self, house: House) -> None:
        foreign = house.typed(NOOR, "8.00")
        change(house.open(), [add(NOOR, "8.00"), add(NOOR, "8.00", alone=True)])
        assert house.amounts(NOOR) == [f"{HOURS} 8.00"] * 3
        assert foreign in [LineId(str(line.id)) for line in house.nmbrs.office.lines(int(NOOR), OCTOBER)]


class TestBatches:
    @pytest.mark.parametrize("size", [1, 2, 3, 4, 100])
    @pytest.mark.parametrize("kind", LINE_KINDS)
    def test_nobody_straddles_two(self, make_house: MakeHouse, size: int, kind: PayKind) -> None:
        house = make_house(batch_size=size)
        word = "Hour" if kind is PayKind.HOURS else "Wage"
        people = [NOOR, DAAN, ZOE, NOOR, EMRE, NOOR, DAAN]
        outcomes = change(house.open(), [add(who, f"{place}.25", kind) for place, who in enumerate(people, start=1)])
        assert [o.landing for o in outcomes] == [Landing.ACCEPTED] * len(people)
        found = batches(house, f"{word}ComponentVar_Insert_Batch")
        everybody = [employee for batch in found for employee in set(batch)]
        assert sorted(everybody) == sorted({int(who) for who in people})
        lines = [sum(people.count(EmployeeId(str(employee))) for employee in set(batch)) for batch in found]
        assert all(count <= size or len(set(batch)) == 1 for count, batch in zip(lines, found, strict=True))
        assert sum(lines) == len(people)
        assert len(writes(house)) == len(found) == {1: 4, 2: 3, 3: 3, 4: 2, 100: 1}[size]
        assert [amount[5:] for amount in house.amounts(NOOR, kind)] == ["1.25", "4.25", "6.25"]

    def test_days_of_several_people(self, make_house: MakeHouse) -> None:
        house = make_house(batch_size=2)
        outcomes = change(house.open(), [set_days(NOOR, 3), set_days(DAAN, 4), set_days(ZOE, 5)])
        assert [o.landing for o in outcomes] == [Landing.ACCEPTED] * 3
        assert (house.days(NOOR), house.days(DAAN), house.days(ZOE)) == (3, 4, 5)


class TestRemoving:
    @pytest.mark.parametrize("kind", LINE_KINDS)
    def test_by_id(self, house: House, kind: PayKind) -> None:
        gone, stays = house.typed(NOOR, "8.00", kind), house.typed(NOOR, "8.00", kind)
        [outcome] = change(house.open(), [remove(NOOR, gone, kind)])
        assert outcome.landing is Landing.ACCEPTED
        assert [str(line.id) for line in house.nmbrs.office.lines(int(NOOR), OCTOBER, kind)] == [stays]

    @pytest.mark.parametrize("kind", LINE_KINDS)
    def test_twice_is_already_gone(self, house: House, kind: PayKind) -> None:
        line = house.typed(NOOR, "8.00", kind)
        payroll = house.open()
        change(payroll, [remove(NOOR, line, kind)])
        assert [o.landing for o in change(payroll, [remove(NOOR, line, kind)])] == [Landing.ALREADY_GONE]

    def test_hours_and_wages_are_numbered_apart(self, house: House) -> None:
        hours, meals = house.typed(NOOR, "8.00"), house.typed(NOOR, "2.00", PayKind.WAGE)
        assert hours == meals
        change(house.open(), [remove(NOOR, meals, PayKind.WAGE)])
        assert (house.amounts(NOOR), house.amounts(NOOR, PayKind.WAGE)) == ([f"{HOURS} 8.00"], [])

    def test_somebody_elses_line_stays(self, house: House) -> None:
        daans = house.typed(DAAN, "8.00")
        [outcome] = change(house.open(), [remove(NOOR, daans)])
        assert outcome.landing is Landing.ALREADY_GONE
        assert house.amounts(DAAN) == [f"{HOURS} 8.00"]


class TestDays:
    @pytest.mark.parametrize("days", [0, 1, 23])
    def test_are_set(self, house: House, days: int) -> None:
        house.nmbrs.office.set_days(int(NOOR), OCTOBER, 7)
        [outcome] = change(house.open(), [set_days(NOOR, days)])
        assert outcome.landing is Landing.ACCEPTED
        assert house.days(NOOR) == days


class TestOutcomes:
    def test_one_for_each_in_the_same_order(self, house: House) -> None:
        line = house.typed(ZOE, "8.00")
        outcomes = change(
            house.open(),
            [
                set_days(NOOR, 9),
                add(DAAN, "1.00", code="1"),
                add(NOOR, "2.00", alone=True),
                remove(ZOE, line),
                add(EMRE, "3.00", PayKind.WAGE),
                remove(ZOE, LineId("123456")),
                add(NOOR, "4.00", code="1", alone=True),
                add(EMRE, "5.00", cost_centre="X9"),
            ],
        )
        assert [o.landing for o in outcomes] == [
            Landing.ACCEPTED,
            Landing.UNKNOWN,
            Landing.ACCEPTED,
            Landing.ACCEPTED,
            Landing.ACCEPTED,
            Landing.ALREADY_GONE,
            Landing.REFUSED,
            Landing.REFUSED,
        ]
        assert [o.code for o in outcomes] == ["", "2001", "", "", "", "", "2001", "2038"]

    def test_nothing_to_do_calls_nothing(self, house: House) -> None:
        assert change(house.open(), []) == []
        assert house.nmbrs.log.operations() == []

    def test_progress_counts_to_the_end(self, house: House) -> None:
        seen: list[tuple[int, int]] = []
        changes = [add(NOOR, "1.00"), add(DAAN, "2.00", alone=True), set_days(NOOR, 1)]
        house.open().change_pay(KADE, OCTOBER, changes, False, AMPLE, lambda done, of: seen.append((done, of)))
        assert seen
        assert seen[-1][0] == seen[-1][1]
        assert seen == sorted(seen)

    @pytest.mark.parametrize(
        ("code", "refusal"),
        [
            ("1001", Refusal.NO_RIGHT),
            ("1002", Refusal.NO_RIGHT),
            ("2001", Refusal.LINE),
            ("2003", Refusal.LINE),
            ("2006", Refusal.PERIOD_TYPE),
            ("2011", Refusal.PROTECTED_PERIOD),
            ("2012", Refusal.LINE),
            ("2030", Refusal.LINE),
            ("9999", Refusal.PROTECTED_PERIOD),
        ],
    )
    def test_a_refusal_speaks_about_a_change_of_its_own_and_leaves_a_batch_open(
        self, house: House, code: str, refusal: Refusal
    ) -> None:
        house.nmbrs.faults.on(Fault.refused(code, "Because"), times=None)
        alone = [add(NOOR, "8.00", alone=True), remove(NOOR, house.typed(NOOR, "1.00")), set_days(NOOR, 2)]
        together = [add(DAAN, "8.00"), add(ZOE, "8.00", PayKind.WAGE)]
        outcomes = change(house.open(), alone + together)
        assert {(o.code, o.refusal, o.may_land_late) for o in outcomes} == {(code, refusal, False)}
        assert all("Because" in o.text for o in outcomes)
        assert [o.landing for o in outcomes] == [Landing.REFUSED] * 3 + [Landing.UNKNOWN] * 2

    def test_days_of_several_people_are_a_batch(self, house: House) -> None:
        house.nmbrs.faults.on(Fault.refused("2003"), times=None)
        outcomes = change(house.open(), [set_days(NOOR, 2), set_days(DAAN, 3)])
        assert {(o.landing, o.code, o.may_land_late) for o in outcomes} == {(Landing.UNKNOWN, "2003", False)}

    def test_a_bad_line_in_a_batch_leaves_all_of_it_open(self, house: House) -> None:
        outcomes = change(house.open(), [add(NOOR, "8.00"), add(DAAN, "8.00", code="1"), add(ZOE, "8.00")])
        assert {(o.landing, o.code, o.refusal, o.may_land_late) for o in outcomes} == {
            (Landing.UNKNOWN, "2001", Refusal.LINE, False)
        }

    @pytest.mark.parametrize("wrong", [{"token": "wrong"}, {"email": "x@y.example"}, {"domain": "elsewhere"}])
    def test_refused_credentials_do_not_raise(self, house: House, wrong: dict[str, str]) -> None:
        outcomes = change(house.open(**wrong), [add(NOOR, "8.00", alone=True), set_days(NOOR, 2)])
        assert {(o.landing, o.code, o.refusal) for o in outcomes} == {(Landing.REFUSED, "1001", Refusal.NO_RIGHT)}

    @pytest.mark.parametrize("stranger", ["999999", "not-a-number", "99999999999", ""])
    def test_somebody_whom_the_payroll_does_not_know(self, house: House, stranger: str) -> None:
        nobody = EmployeeId(stranger)
        changes = [add(nobody, "8.00", alone=True), remove(nobody, LineId("9001")), set_days(nobody, 2)]
        outcomes = change(house.open(), changes)
        assert {(o.landing, o.refusal) for o in outcomes} == {(Landing.REFUSED, Refusal.LINE)}

    def test_ids_and_codes_that_the_payroll_cannot_have_stop_nobody_else(self, house: House) -> None:
        changes = [
            add(EmployeeId("x"), "8.00"),
            add(NOOR, "8.00", code="HOURS"),
            remove(NOOR, LineId("0f8fad5b-d9cb-469f-a165-70867728950e")),
            add(NOOR, "4.00", code=EXTRA),
        ]
        outcomes = change(house.open(), changes)
        assert [o.landing for o in outcomes] == [Landing.REFUSED] * 3 + [Landing.ACCEPTED]
        assert house.amounts(NOOR) == [f"{EXTRA} 4.00"]


class TestProtectedPeriods:
    CHANGES = (add(NOOR, "8.00", alone=True), set_days(NOOR, 2))

    @pytest.mark.parametrize("period", [SEPTEMBER, PeriodRef(2026, 12)])
    def test_without_consent(self, house: House, period: PeriodRef) -> None:
        outcomes = change(house.open(), [*self.CHANGES, add(DAAN, "8.00")], period=period)
        assert {(o.code, o.refusal) for o in outcomes} == {("2011", Refusal.PROTECTED_PERIOD)}
        assert [o.landing for o in outcomes] == [Landing.REFUSED, Landing.REFUSED, Landing.UNKNOWN]
        assert (house.amounts(NOOR, period=period), house.amounts(DAAN, period=period)) == ([], [])

    @pytest.mark.parametrize("period", [SEPTEMBER, PeriodRef(2026, 12)])
    def test_with_consent(self, house: House, period: PeriodRef) -> None:
        changes = [*self.CHANGES, add(DAAN, "8.00"), add(DAAN, "1.00", PayKind.WAGE), set_days(DAAN, 3)]
        outcomes = change(house.open(), changes, period=period, consent=True)
        assert [o.landing for o in outcomes] == [Landing.ACCEPTED] * 5
        assert (house.amounts(NOOR, period=period), house.amounts(DAAN, period=period)) == (
            [f"{HOURS} 8.00"],
            [f"{HOURS} 8.00"],
        )
        assert (house.days(NOOR, period), house.days(DAAN, period)) == (2, 3)

    def test_a_locked_run(self, house: House) -> None:
        house.nmbrs.office.lock_run(int(KADE), OCTOBER)
        assert {o.refusal for o in change(house.open(), self.CHANGES)} == {Refusal.PROTECTED_PERIOD}
        assert {o.landing for o in change(house.open(), self.CHANGES, consent=True)} == {Landing.ACCEPTED}

    def test_a_period_that_the_company_does_not_have(self, house: House) -> None:
        outcomes = change(house.open(), self.CHANGES, period=PeriodRef(2026, 13), consent=True)
        assert {(o.landing, o.code, o.refusal) for o in outcomes} == {(Landing.REFUSED, "2006", Refusal.PERIOD_TYPE)}


class TestWithin:
    def test_no_call_begins_after_it(self, house: House) -> None:
        changes = [
            add(NOOR, "8.00"),
            add(NOOR, "8.00", alone=True),
            remove(NOOR, house.typed(NOOR, "1.00")),
            set_days(NOOR, 1),
        ]
        outcomes = change(house.open(), changes, within=timedelta(seconds=-1))
        assert {o.landing for o in outcomes} == {Landing.NOT_SENT}
        assert writes(house) == []
        assert house.amounts(NOOR) == [f"{HOURS} 1.00"]

    def test_what_did_not_begin_in_time_is_not_sent(self, house: House) -> None:
        house.nmbrs.faults.on(Fault.slow(0.8))
        changes = [add(NOOR, f"{n}.00", alone=True) for n in range(1, 4)]
        outcomes = change(house.open(), changes, within=timedelta(seconds=0.6))
        assert [o.landing for o in outcomes] == [Landing.ACCEPTED, Landing.NOT_SENT, Landing.NOT_SENT]
        assert house.amounts(NOOR) == [f"{HOURS} 1.00"]


def test_the_longest_call_is_known(house: House) -> None:
    assert house.open().call_timeout > timedelta(0)


def test_calls_that_must_never_be_made(house: House) -> None:
    line = house.typed(NOOR, "8.00")
    payroll = house.open()
    change(payroll, [add(NOOR, "1.00"), add(NOOR, "2.00", alone=True), remove(NOOR, line), set_days(NOOR, 2)])
    payroll.read_pay(KADE, OCTOBER, [(NOOR, kind) for kind in PayKind])
    payroll.team_members(KADE)
    payroll.codes(KADE)
    payroll.periods(KADE, 2026)
    assert house.nmbrs.log.forbidden() == []
    assert all(entry.call.period in (None, OCTOBER) for entry in house.nmbrs.log.entries)
