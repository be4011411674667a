"""Inserting lines, one by one and in batches."""

from decimal import Decimal

import pytest

from adapters.nmbrs_fake.policy import (
    Batch,
    EqualInsert,
    InsertAnswer,
    NegativeLine,
    OverLargest,
    VendorPolicy,
    ZeroLine,
)
from adapters.nmbrs_fake.vendor_fault import VendorFault
from domain.pay_line import PayKind
from domain.wage_period import PeriodRef
from tests.unit.adapters.nmbrs_fake.desk import DAAN, EXTRA, MEAL, NOBODY, NOOR, OCTOBER, WORKED, Desk, refused

GOOD, BAD, LATER = (NOOR, WORKED, "7.50"), (NOOR, 1, "1.00"), (DAAN, WORKED, "3.00")


def test_the_same_line_twice_is_two_lines() -> None:
    desk = Desk()
    first, second = desk.insert(), desk.insert()
    assert first != second
    assert desk.hours() == [(WORKED, "7.50"), (WORKED, "7.50")]


def test_hours_and_wages_are_numbered_apart_from_the_same_number_on() -> None:
    desk = Desk()
    assert desk.insert() == desk.insert("2", code=MEAL, kind=PayKind.WAGE)


def test_lines_belong_to_one_employee_and_period() -> None:
    desk = Desk()
    desk.insert(period=PeriodRef(2026, 11))
    assert desk.hours() == []
    assert desk.hours(DAAN) == []
    assert desk.hours(period=PeriodRef(2026, 11)) == [(WORKED, "7.50")]


@pytest.mark.parametrize("code", [2100, 2190, 6050, 6150])
def test_codes_of_both_hour_models_are_good(code: int) -> None:
    desk = Desk()
    desk.insert(code=code)
    assert desk.hours() == [(code, "7.50")]


def test_unknown_code_employee_or_cost_centre_is_refused_and_nothing_inserted() -> None:
    desk = Desk()
    with refused("2001"):
        desk.insert(code=MEAL)
    with refused("2002"):
        desk.insert(code=WORKED, kind=PayKind.WAGE)
    with refused("2003"):
        desk.insert(employee=NOBODY)
    with refused("2037"):
        desk.insert(cost_centre=7)
    assert desk.hours() == []


def test_cost_centre_is_kept_by_its_id() -> None:
    desk = Desk()
    desk.insert(cost_centre=41)
    assert [line.cost_centre for line in desk.nmbrs.office.lines(NOOR, OCTOBER)] == [41]


@pytest.mark.parametrize(
    ("decimals", "stored"), [(1, ["7.3", "7.4"]), (2, ["7.33", "7.35"]), (4, ["7.3300", "7.3450"])]
)
def test_stored_decimals(decimals: int, stored: list[str]) -> None:
    desk = Desk(VendorPolicy(stored_decimals=decimals))
    desk.insert("7.33")
    desk.insert("7.345" if decimals > 1 else "7.35")
    assert [amount for _, amount in desk.hours()] == stored


def test_an_amount_beyond_all_bounds_is_refused() -> None:
    with refused("2030"):
        Desk().insert("1" + "0" * 30)


@pytest.mark.parametrize(
    ("policy", "answer"), [(InsertAnswer.LINE_ID, 9001), (InsertAnswer.ZERO, 0), (InsertAnswer.EMPLOYEE_ID, NOOR)]
)
def test_answer_of_a_single_insert(policy: InsertAnswer, answer: int) -> None:
    desk = Desk(VendorPolicy(insert_answer=policy))
    assert desk.insert() == answer
    assert [line.id for line in desk.nmbrs.office.lines(NOOR, OCTOBER)] == [9001]


def test_equal_insert_may_replace_and_an_unequal_one_never_does() -> None:
    desk = Desk(VendorPolicy(equal_insert=EqualInsert.REPLACES))
    first = desk.insert(cost_centre=41)
    desk.insert(cost_centre=42)
    desk.insert("7.51", cost_centre=41)
    desk.insert(code=EXTRA, cost_centre=41)
    assert len(desk.hours()) == 4
    again = desk.insert(cost_centre=41)
    assert again != first
    assert first not in {line.id for line in desk.nmbrs.office.lines(NOOR, OCTOBER)}
    assert len(desk.hours()) == 4


def test_zero_lines() -> None:
    kept, dropped, strict = (
        Desk(VendorPolicy(zero_line=zero)) for zero in (ZeroLine.KEPT, ZeroLine.DROPPED, ZeroLine.REFUSED)
    )
    kept.insert("0.00")
    assert kept.hours() == [(WORKED, "0.00")]
    assert dropped.insert("0.00") == 0
    assert dropped.hours() == []
    with refused("2030"):
        strict.insert("0.001")
    assert strict.hours() == []


def test_negative_lines() -> None:
    kept, strict = Desk(), Desk(VendorPolicy(negative_line=NegativeLine.REFUSED))
    kept.insert("-2.00")
    assert kept.hours() == [(WORKED, "-2.00")]
    with refused("2030"):
        strict.insert("-2.00")


@pytest.mark.parametrize(
    ("policy", "fault", "noor", "daan"),
    [(Batch.ATOMIC, True, [], []), (Batch.PARTIAL, True, ["7.50"], []), (Batch.SKIPPING, False, ["7.50"], ["3.00"])],
)
@pytest.mark.parametrize("bad", [BAD, (NOBODY, WORKED, "1.00")])
def test_a_bad_line_in_a_batch(
    policy: Batch, fault: bool, noor: list[str], daan: list[str], bad: tuple[int, int, str]
) -> None:
    desk = Desk(VendorPolicy(batch=policy))
    try:
        desk.batch(GOOD, bad, LATER)
    except VendorFault:
        assert fault
    else:
        assert not fault
    assert [amount for _, amount in desk.hours(NOOR)] == noor
    assert [amount for _, amount in desk.hours(DAAN)] == daan


def test_a_period_that_may_not_be_changed_refuses_the_whole_batch_even_where_bad_lines_are_skipped() -> None:
    desk = Desk(VendorPolicy(batch=Batch.SKIPPING))
    with refused("2011"):
        desk.batch(GOOD, LATER, period=PeriodRef(2026, 9))
    assert desk.hours(period=PeriodRef(2026, 9)) == []


def test_largest_batch() -> None:
    strict = Desk(VendorPolicy(largest_batch=2))
    strict.batch(GOOD, LATER)
    with refused("9999"):
        strict.batch(GOOD, GOOD, LATER)
    assert (len(strict.hours(NOOR)), len(strict.hours(DAAN))) == (1, 1)
    silent = Desk(VendorPolicy(largest_batch=2, over_largest=OverLargest.SILENT))
    silent.batch(GOOD, GOOD, LATER)
    assert (len(silent.hours(NOOR)), len(silent.hours(DAAN))) == (2, 0)


def test_clear_takes_what_was_typed_by_hand_as_well() -> None:
    """The reason why no such call is ever made."""
    desk = Desk()
    desk.insert()
    desk.nmbrs.office.type_line(NOOR, OCTOBER, EXTRA, "1.00")
    desk.insert("2", code=MEAL, kind=PayKind.WAGE)
    desk.core.clear(desk.user, NOOR, PayKind.HOURS, OCTOBER, False)
    assert desk.hours() == []
    assert desk.nmbrs.office.amounts(NOOR, OCTOBER, PayKind.WAGE) == [(MEAL, "2.00")]


def test_update_keeps_the_id_and_fixed_lines_are_kept_apart() -> None:
    desk = Desk()
    line = desk.insert()
    desk.core.update(desk.user, NOOR, PayKind.HOURS, line, Decimal("8"))
    assert [(one.id, f"{one.amount}") for one in desk.nmbrs.office.lines(NOOR, OCTOBER)] == [(line, "8.00")]
    with refused("2030"):
        desk.core.update(desk.user, DAAN, PayKind.HOURS, line, Decimal("8"))
