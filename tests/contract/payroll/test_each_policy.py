"""Whatever the vendor turns out to do where nothing is published, outcomes are true and nothing is sent twice."""

from collections import Counter

import pytest

from adapters.nmbrs_fake.policy import VendorPolicy, all_policies
from adapters.nmbrs_fake.records import Line
from domain.ledger import Landing
from domain.pay_line import PayKind
from domain.terms import EmployeeId, LineId
from domain.wage_period import PeriodRef
from tests.contract.payroll.house import (
    DAAN,
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

POLICIES = dict(all_policies())


@pytest.fixture(params=POLICIES)
def policy(request: pytest.FixtureRequest) -> VendorPolicy:
    found: VendorPolicy = POLICIES[request.param]
    return found


@pytest.fixture
def house(make_house: MakeHouse, policy: VendorPolicy) -> House:
    return make_house(policy)


def all_lines(house: House, period: PeriodRef = OCTOBER) -> list[Line]:
    return [
        line
        for kind in (PayKind.HOURS, PayKind.WAGE)
        for employee in (NOOR, DAAN, ZOE)
        for line in house.nmbrs.office.lines(int(employee), period, kind)
    ]


def test_reading_shows_what_is_there(house: House) -> None:
    for employee in (NOOR, DAAN):
        house.typed(employee, "7.50")
        house.typed(employee, "2.00", PayKind.WAGE)
    house.nmbrs.office.set_days(int(NOOR), OCTOBER, 11)
    wanted = [(employee, kind) for employee in (NOOR, DAAN, ZOE) for kind in PayKind]
    found = house.open().read_pay(KADE, OCTOBER, wanted)
    assert set(found.lines) == {pair for pair in wanted if pair[1] is not PayKind.DAYS}
    assert found.days == {NOOR: 11, DAAN: 0, ZOE: 0}
    assert [(line.employee, str(line.amount)) for lines in found.lines.values() for line in lines] == [
        (NOOR, "7.50"),
        (NOOR, "2.00"),
        (DAAN, "7.50"),
        (DAAN, "2.00"),
    ]


def test_people_codes_and_periods_are_the_same(house: House) -> None:
    payroll = house.open()
    assert [company.id for company in payroll.companies()] == [KADE]
    assert [member.number for member in payroll.team_members(KADE)] == list(range(1, 11))
    assert [code.code for code in payroll.codes(KADE).hours] == ["2100", "2190", "6050", "6150"]
    assert payroll.periods(KADE, 2026).current == OCTOBER


@pytest.mark.parametrize(
    ("amount", "period"),
    [
        *((amount, OCTOBER) for amount in ("7.33", "0.00", "-1.50")),
        *(("7.50", period) for period in (SEPTEMBER, NOVEMBER, PeriodRef(2026, 12))),
    ],
)
def test_what_is_refused_is_not_there(house: House, amount: str, period: PeriodRef) -> None:
    [outcome] = change(house.open(), [add(NOOR, amount, alone=True)], period=period)
    assert outcome.landing in (Landing.ACCEPTED, Landing.REFUSED)
    assert bool(outcome.code) is (outcome.landing is Landing.REFUSED)
    if outcome.landing is Landing.REFUSED:
        assert all_lines(house, period) == []
    else:
        assert len(all_lines(house, period)) == 1 or amount == "0.00"


def test_an_id_that_is_answered_is_a_number_above_zero(house: House) -> None:
    [outcome] = change(house.open(), [add(NOOR, "7.50", alone=True)])
    assert outcome.landing is Landing.ACCEPTED
    assert outcome.line is None or int(outcome.line) > 0


@pytest.mark.parametrize("kind", [PayKind.HOURS, PayKind.WAGE])
def test_a_delete_says_what_became_of_the_line(house: House, kind: PayKind) -> None:
    line = house.typed(NOOR, "7.50", kind)
    payroll = house.open()
    [once] = change(payroll, [remove(NOOR, line, kind)])
    assert once.landing is Landing.ACCEPTED
    assert all_lines(house) == []
    [again] = change(payroll, [remove(NOOR, line, kind)])
    assert again.landing in (Landing.ACCEPTED, Landing.ALREADY_GONE, Landing.REFUSED)


def test_a_delete_in_the_past_that_is_refused_leaves_the_line(house: House) -> None:
    line = house.nmbrs.office.type_line(int(NOOR), SEPTEMBER, 2100, "7.50")
    [outcome] = change(house.open(), [remove(NOOR, LineId(str(line)))], period=SEPTEMBER)
    there = len(all_lines(house, SEPTEMBER))
    assert (outcome.landing, there) in ((Landing.ACCEPTED, 0), (Landing.REFUSED, 1))


def test_a_batch_never_leaves_more_than_was_sent(house: House) -> None:
    stranger = EmployeeId("999999")
    changes = [add(NOOR, "1.00"), add(stranger, "2.00"), add(DAAN, "3.00"), add(ZOE, "4.00", code="1")]
    outcomes = change(house.open(), changes)
    found = Counter((line.employee, f"{line.amount:.2f}") for line in all_lines(house))
    assert found <= Counter([(int(NOOR), "1.00"), (int(DAAN), "3.00")])
    assert {o.landing for o in outcomes} <= {Landing.ACCEPTED, Landing.UNKNOWN}
    assert all(not o.may_land_late for o in outcomes if o.landing is Landing.UNKNOWN)


def test_days_are_written_once(house: House) -> None:
    payroll = house.open()
    change(payroll, [set_days(NOOR, 4)])
    change(payroll, [set_days(DAAN, 5), set_days(ZOE, 6)])
    assert [house.days(who) for who in (NOOR, DAAN, ZOE)] == [4, 5, 6]


def test_nothing_is_sent_twice_or_forbidden(house: House) -> None:
    line = house.typed(ZOE, "7.50")
    change(
        house.open(),
        [
            add(NOOR, "1.00"),
            add(NOOR, "2.00", alone=True),
            add(DAAN, "2.00", PayKind.WAGE),
            add(DAAN, "1.00", PayKind.WAGE, alone=True),
            remove(ZOE, line),
            set_days(NOOR, 3),
        ],
    )
    assert house.nmbrs.log.counts() == {
        "HourComponent_Delete": 1,
        "HourComponentVar_Insert": 1,
        "WageComponentVar_Insert": 1,
        "HourComponentVar_Insert_Batch": 1,
        "WageComponentVar_Insert_Batch": 1,
        "DaysVar_Set": 1,
    }
    assert house.nmbrs.log.forbidden() == []
