"""A change whose call goes wrong: not sent, or unknown, but never guessed and never sent twice."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from adapters.nmbrs_fake.faults import Fault
from application.ports.payroll import Change
from domain.ledger import Landing
from domain.pay_line import PayKind
from tests.contract.payroll.house import DAAN, HOURS, NOOR, House, MakeHouse, add, change, remove, set_days


@dataclass(frozen=True, slots=True)
class Case:
    """One kind of call: the changes that it carries, its name, and what the office sees when it was carried out."""

    changes: Callable[[House], list[Change]]
    operation: str
    done: Callable[[House], bool]


def _is(kind: PayKind, *amounts: str) -> Callable[[House], bool]:
    return lambda house: [line[5:] for line in house.amounts(NOOR, kind)] == list(amounts)


CASES = {
    "hours alone": Case(
        lambda _: [add(NOOR, "8.00", alone=True)], "HourComponentVar_Insert", _is(PayKind.HOURS, "8.00")
    ),
    "wage alone": Case(
        lambda _: [add(NOOR, "2.00", PayKind.WAGE, alone=True)], "WageComponentVar_Insert", _is(PayKind.WAGE, "2.00")
    ),
    "hours together": Case(
        lambda _: [add(NOOR, "8.00"), add(DAAN, "7.00")], "HourComponentVar_Insert_Batch", _is(PayKind.HOURS, "8.00")
    ),
    "wages together": Case(
        lambda _: [add(NOOR, "2.00", PayKind.WAGE), add(DAAN, "3.00", PayKind.WAGE)],
        "WageComponentVar_Insert_Batch",
        _is(PayKind.WAGE, "2.00"),
    ),
    "delete of hours": Case(
        lambda house: [remove(NOOR, house.typed(NOOR, "8.00"))], "HourComponent_Delete", _is(PayKind.HOURS)
    ),
    "delete of wage": Case(
        lambda house: [remove(NOOR, house.typed(NOOR, "2.00", PayKind.WAGE), PayKind.WAGE)],
        "WageComponent_Delete",
        _is(PayKind.WAGE),
    ),
    "days of one": Case(lambda _: [set_days(NOOR, 5)], "DaysVar_Set", lambda house: house.days(NOOR) == 5),
    "days of several": Case(
        lambda _: [set_days(NOOR, 5), set_days(DAAN, 6)], "DaysVar_Set_Batch", lambda house: house.days(NOOR) == 5
    ),
}
BROKEN = {
    "lost on the way there": (Fault.drop_before(), False),
    "lost on the way back": (Fault.drop_after(), True),
    "502 and not done": (Fault.http_error(502), False),
    "504 and done": (Fault.http_error(504, done=True), True),
    "a page with 200": (Fault.http_error(200, "<html><body>Welcome</body></html>"), False),
    "half an answer": (Fault.truncated(), True),
    "garbage": (Fault.garbage(), True),
}


@pytest.mark.parametrize("what", BROKEN)
@pytest.mark.parametrize("name", CASES)
def test_a_broken_answer_is_unknown(house: House, name: str, what: str) -> None:
    case, (fault, done) = CASES[name], BROKEN[what]
    changes = case.changes(house)
    house.nmbrs.faults.on(fault, operation=case.operation)
    outcomes = change(house.open(), changes)
    assert {(o.landing, o.line, o.may_land_late) for o in outcomes} == {(Landing.UNKNOWN, None, True)}
    assert len(outcomes) == len(changes)
    assert case.done(house) is done
    assert house.nmbrs.log.counts()[case.operation] == 1


@pytest.mark.parametrize("name", CASES)
def test_a_time_out_may_land_late(make_house: MakeHouse, name: str) -> None:
    house = make_house(patience=0.6)
    case = CASES[name]
    changes = case.changes(house)
    house.nmbrs.faults.on(Fault.late(), operation=case.operation)
    outcomes = change(house.open(), changes)
    assert {(o.landing, o.line, o.may_land_late) for o in outcomes} == {(Landing.UNKNOWN, None, True)}
    assert not case.done(house)
    assert house.nmbrs.land() == 1
    assert case.done(house)
    assert house.nmbrs.log.counts()[case.operation] == 1


@pytest.mark.parametrize("name", CASES)
def test_a_slow_answer_is_an_answer(house: House, name: str) -> None:
    case = CASES[name]
    changes = case.changes(house)
    house.nmbrs.faults.on(Fault.slow(0.05), operation=case.operation)
    assert {o.landing for o in change(house.open(), changes)} == {Landing.ACCEPTED}
    assert case.done(house)


@pytest.mark.parametrize("name", CASES)
def test_without_a_connection_nothing_is_sent(house: House, name: str) -> None:
    case = CASES[name]
    changes = case.changes(house)
    payroll = house.open()
    house.cut_off()
    outcomes = change(payroll, changes)
    assert {o.landing for o in outcomes} == {Landing.NOT_SENT}
    assert all(o.text for o in outcomes)
    assert house.nmbrs.log.operations() == []
    assert not case.done(house)


@pytest.mark.parametrize("code", ["1006", "2003"])
@pytest.mark.parametrize("name", CASES)
def test_a_refusal_is_not_tried_again(house: House, name: str, code: str) -> None:
    case = CASES[name]
    changes = case.changes(house)
    house.nmbrs.faults.on(Fault.refused(code), operation=case.operation)
    outcomes = change(house.open(), changes)
    assert {o.code for o in outcomes} == {code}
    assert not case.done(house)
    assert house.nmbrs.log.counts()[case.operation] == 1


def test_one_broken_call_does_not_stop_the_others(house: House) -> None:
    house.nmbrs.faults.on(Fault.drop_after(), operation="HourComponentVar_Insert", employee=int(NOOR))
    changes = [add(NOOR, "8.00", alone=True), add(DAAN, "7.00", alone=True), set_days(NOOR, 3)]
    outcomes = change(house.open(), changes)
    assert [o.landing for o in outcomes] == [Landing.UNKNOWN, Landing.ACCEPTED, Landing.ACCEPTED]
    assert house.amounts(DAAN) == [f"{HOURS} 7.00"]


def test_cost_centres_that_cannot_be_read_keep_lines_from_being_sent(house: House) -> None:
    house.nmbrs.faults.on(Fault.garbage(), operation="CostCenter_GetList", times=None)
    [outcome] = change(house.open(), [add(NOOR, "8.00", cost_centre="K1")])
    assert outcome.landing is Landing.NOT_SENT
    assert house.amounts(NOOR) == []
    assert house.nmbrs.log.counts()["HourComponentVar_Insert_Batch"] == 0


@pytest.mark.parametrize("name", CASES)
def test_no_outcome_tells_the_token(house: House, name: str) -> None:
    token = "sesam-open-u-9000"
    for outcome in change(house.open(token=token), CASES[name].changes(house)):
        assert token not in repr(outcome)
