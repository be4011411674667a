"""Deleting lines, and the one number Days."""

import pytest

from adapters.nmbrs_fake.policy import (
    Batch,
    DaysWrite,
    DeleteInPast,
    DeleteMissing,
    OverLargest,
    ProtectedCode,
    VendorPolicy,
)
from adapters.nmbrs_fake.vendor_fault import VendorFault
from domain.pay_line import PayKind
from tests.unit.adapters.nmbrs_fake.desk import (
    DAAN,
    MEAL,
    NOBODY,
    NOOR,
    OCTOBER,
    SEPTEMBER,
    WORKED,
    Desk,
    refused,
)


def test_delete_takes_one_line_of_that_kind() -> None:
    desk = Desk()
    line = desk.insert()
    desk.insert("3.00")
    assert line == desk.insert("2", code=MEAL, kind=PayKind.WAGE)
    assert desk.delete(line)
    assert desk.hours() == [(WORKED, "3.00")]
    assert desk.nmbrs.office.amounts(NOOR, OCTOBER, PayKind.WAGE) == [(MEAL, "2.00")]


def test_the_line_of_somebody_else_is_missing() -> None:
    desk = Desk()
    line = desk.insert()
    assert not desk.delete(line, employee=DAAN)
    assert desk.hours() == [(WORKED, "7.50")]


def test_delete_of_a_missing_line() -> None:
    assert not Desk().delete(77)
    assert Desk(VendorPolicy(delete_missing=DeleteMissing.TRUE)).delete(77)
    for policy, code in ((DeleteMissing.FAULT_1003, "1003"), (DeleteMissing.FAULT_2030, "2030")):
        with refused(code):
            Desk(VendorPolicy(delete_missing=policy)).delete(77)


def test_an_id_is_never_used_again() -> None:
    desk = Desk()
    line = desk.insert()
    desk.delete(line)
    assert desk.insert() != line


def test_delete_in_the_past() -> None:
    usual = Desk()
    assert usual.delete(usual.insert(period=SEPTEMBER, unprotected=True))
    assert usual.hours(period=SEPTEMBER) == []
    for code in ProtectedCode:
        strict = Desk(VendorPolicy(delete_in_past=DeleteInPast.REFUSED, protected_code=code))
        line = strict.insert(period=SEPTEMBER, unprotected=True)
        with refused(code.value):
            strict.delete(line)
        assert strict.hours(period=SEPTEMBER) == [(WORKED, "7.50")]


def test_delete_for_an_unknown_employee() -> None:
    with refused("2003"):
        Desk().delete(9001, employee=NOBODY)


@pytest.mark.parametrize(("policy", "after_second"), [(DaysWrite.SETS, 4), (DaysWrite.ADDS, 7)])
def test_days_are_set_or_added(policy: DaysWrite, after_second: int) -> None:
    desk = Desk(VendorPolicy(days_write=policy))
    assert desk.nmbrs.office.days(NOOR, OCTOBER) == 0
    desk.set_days(3)
    desk.set_days(4)
    assert desk.nmbrs.office.days(NOOR, OCTOBER) == after_second
    assert desk.nmbrs.office.days(DAAN, OCTOBER) == 0


@pytest.mark.parametrize(
    ("policy", "fault", "noor", "daan"),
    [(Batch.ATOMIC, True, 0, 0), (Batch.PARTIAL, True, 3, 0), (Batch.SKIPPING, False, 3, 5)],
)
def test_days_in_a_batch(policy: Batch, fault: bool, noor: int, daan: int) -> None:
    desk = Desk(VendorPolicy(batch=policy))
    wanted = [(NOOR, 3, OCTOBER), (NOBODY, 4, OCTOBER), (DAAN, 5, OCTOBER)]
    try:
        desk.core.set_days_batch(desk.user, wanted, False)
    except VendorFault:
        assert fault
    else:
        assert not fault
    assert desk.nmbrs.office.days(NOOR, OCTOBER) == noor
    assert desk.nmbrs.office.days(DAAN, OCTOBER) == daan


def test_days_batch_in_a_protected_period_or_too_large() -> None:
    desk = Desk(VendorPolicy(largest_batch=1))
    with refused("2011"):
        desk.core.set_days_batch(desk.user, [(NOOR, 3, SEPTEMBER)], False)
    with refused("9999"):
        desk.core.set_days_batch(desk.user, [(NOOR, 3, OCTOBER), (DAAN, 3, OCTOBER)], False)
    silent = Desk(VendorPolicy(largest_batch=1, over_largest=OverLargest.SILENT))
    silent.core.set_days_batch(silent.user, [(NOOR, 3, OCTOBER), (DAAN, 3, OCTOBER)], False)
    assert [silent.nmbrs.office.days(who, OCTOBER) for who in (NOOR, DAAN)] == [3, 0]
