"""Reading pay: exactly what was asked, all of it, or an error."""

from decimal import Decimal

import pytest

from adapters.nmbrs_fake.faults import Fault
from adapters.nmbrs_fake.policy import EmptyList, VendorPolicy
from adapters.nmbrs_fake.records import Line
from application.ports.payroll import Payroll
from domain.amount import Amount
from domain.errors import ProductError
from domain.pay_line import FoundLine, PayKind, PayrollSnapshot
from domain.terms import EmployeeId, LineId
from domain.wage_period import PeriodRef
from tests.contract.payroll.house import DAAN, HOURS, KADE, MEALS, NOOR, OCTOBER, SEPTEMBER, ZOE, House, MakeHouse


def read(payroll: Payroll, *wanted: tuple[EmployeeId, PayKind], period: PeriodRef = OCTOBER) -> PayrollSnapshot:
    return payroll.read_pay(KADE, period, wanted)


def test_lines_of_both_kinds_and_days(house: House) -> None:
    hours, more = house.typed(NOOR, "29.50"), house.typed(NOOR, "0.25")
    meals = house.typed(NOOR, "3.00", PayKind.WAGE)
    house.nmbrs.office.set_days(int(NOOR), OCTOBER, 17)
    found = read(house.open(), (NOOR, PayKind.HOURS), (NOOR, PayKind.WAGE), (NOOR, PayKind.DAYS))
    assert found.lines == {
        (NOOR, PayKind.HOURS): (
            FoundLine(NOOR, PayKind.HOURS, hours, HOURS, Amount.parse("29.50")),
            FoundLine(NOOR, PayKind.HOURS, more, HOURS, Amount.parse("0.25")),
        ),
        (NOOR, PayKind.WAGE): (FoundLine(NOOR, PayKind.WAGE, meals, MEALS, Amount.parse("3.00")),),
    }
    assert found.days == {NOOR: 17}


@pytest.mark.parametrize("empty_list", EmptyList)
def test_what_is_empty_is_there_and_empty(make_house: MakeHouse, empty_list: EmptyList) -> None:
    house = make_house(VendorPolicy(empty_list=empty_list))
    found = read(house.open(), (NOOR, PayKind.HOURS), (DAAN, PayKind.WAGE), (ZOE, PayKind.DAYS))
    assert found.lines == {(NOOR, PayKind.HOURS): (), (DAAN, PayKind.WAGE): ()}
    assert found.days == {ZOE: 0}


def test_only_what_was_asked(house: House) -> None:
    for employee in (NOOR, DAAN):
        house.typed(employee, "8.00")
        house.typed(employee, "2.00", PayKind.WAGE)
    found = read(house.open(), (DAAN, PayKind.HOURS), (DAAN, PayKind.HOURS))
    assert list(found.lines) == [(DAAN, PayKind.HOURS)]
    assert found.days == {}


def test_nothing_asked_calls_nothing(house: House) -> None:
    assert read(house.open()) == PayrollSnapshot()
    assert house.nmbrs.log.operations() == []


def test_only_that_period(house: House) -> None:
    house.typed(NOOR, "8.00")
    house.nmbrs.office.set_days(int(NOOR), OCTOBER, 1)
    found = read(house.open(), (NOOR, PayKind.HOURS), (NOOR, PayKind.DAYS), period=SEPTEMBER)
    assert (found.lines, found.days) == ({(NOOR, PayKind.HOURS): ()}, {NOOR: 0})


def test_fixed_lines_are_not_among_them(house: House) -> None:
    fixed = Line(1, PayKind.HOURS, int(NOOR), OCTOBER, int(HOURS), Decimal(40))
    house.nmbrs.core.book.fixed[int(NOOR)] = [fixed]
    assert read(house.open(), (NOOR, PayKind.HOURS)).lines == {(NOOR, PayKind.HOURS): ()}


@pytest.mark.parametrize(
    ("stored", "read_as"),
    [("7.3349", "7.33"), ("7.335", "7.34"), ("60.0000", "60.00"), ("-1.005", "-1.01"), ("0", "0.00")],
)
def test_amounts_are_rounded_to_two_decimals_half_away_from_zero(
    make_house: MakeHouse, stored: str, read_as: str
) -> None:
    house = make_house(VendorPolicy(stored_decimals=4))
    house.typed(NOOR, stored)
    found = read(house.open(), (NOOR, PayKind.HOURS))
    assert [str(line.amount) for line in found.of_kind(NOOR, PayKind.HOURS)] == [read_as]


def test_one_failure_among_many_is_an_error(house: House) -> None:
    house.nmbrs.faults.on(Fault.garbage(), employee=int(ZOE), times=None)
    wanted = [(e, PayKind.HOURS) for e in (NOOR, DAAN, ZOE)]
    with pytest.raises(ProductError) as caught:
        read(house.open(), *wanted)
    assert caught.value.code == "payroll-answer-unreadable"


def test_progress_counts_to_the_end(house: House) -> None:
    seen: list[tuple[int, int]] = []
    wanted = [(e, k) for e in (NOOR, DAAN, ZOE) for k in PayKind]
    house.open().read_pay(KADE, OCTOBER, wanted, lambda done, of: seen.append((done, of)))
    assert sorted(seen) == [(n, 9) for n in range(1, 10)]


def test_a_period_that_the_company_does_not_have(house: House) -> None:
    with pytest.raises(ProductError) as caught:
        read(house.open(), (NOOR, PayKind.HOURS), period=PeriodRef(2026, 13))
    assert (caught.value.code, caught.value.details["code"]) == ("payroll-refused", "2006")


@pytest.mark.parametrize("stranger", ["999999", "0", "not-a-number", "99999999999"])
@pytest.mark.parametrize("kind", PayKind)
def test_somebody_whom_the_payroll_does_not_know(house: House, stranger: str, kind: PayKind) -> None:
    with pytest.raises(ProductError) as caught:
        read(house.open(), (NOOR, kind), (EmployeeId(stranger), kind))
    assert caught.value.code == "payroll-refused"


def test_reading_changes_nothing(house: House) -> None:
    line = house.typed(NOOR, "8.00")
    payroll = house.open()
    once = read(payroll, (NOOR, PayKind.HOURS))
    assert read(payroll, (NOOR, PayKind.HOURS)) == once
    assert [LineId(str(kept.id)) for kept in house.nmbrs.office.lines(int(NOOR), OCTOBER)] == [line]
    assert house.nmbrs.log.forbidden() == []
