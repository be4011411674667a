"""Which periods may be changed, with and without UnprotectedMode. October 2026 is current, runs 1 to 9 are locked."""

import pytest

from adapters.nmbrs_fake.period_rules import following
from adapters.nmbrs_fake.policy import DEFAULT, FuturePeriod, LockedRun, NextPeriod, ProtectedCode, VendorPolicy
from domain.pay_line import PayKind
from domain.wage_period import PeriodLength, PeriodRef
from tests.unit.adapters.nmbrs_fake.desk import (
    AUGUST,
    DECEMBER,
    NOOR,
    NOVEMBER,
    OCTOBER,
    SEPTEMBER,
    WORKED,
    Desk,
    refused,
)

MONTH, FOUR_WEEKS, WEEK = PeriodLength.MONTH, PeriodLength.FOUR_WEEKS, PeriodLength.WEEK


@pytest.mark.parametrize(
    ("policy", "period", "code"),
    [
        (DEFAULT, AUGUST, "2011"),
        (DEFAULT, SEPTEMBER, "2011"),
        (DEFAULT, DECEMBER, "2011"),
        (DEFAULT, PeriodRef(2027, 1), "2011"),
        (VendorPolicy(protected_code=ProtectedCode.CODE_9999), SEPTEMBER, "9999"),
        (VendorPolicy(next_period=NextPeriod.REFUSED), NOVEMBER, "2011"),
    ],
)
def test_a_protected_period_is_refused_unless_unprotected(policy: VendorPolicy, period: PeriodRef, code: str) -> None:
    desk = Desk(policy)
    with refused(code):
        desk.insert(period=period)
    with refused(code):
        desk.set_days(3, period=period)
    with refused(code):
        desk.batch((NOOR, WORKED, "7.50"), period=period)
    assert desk.hours(period=period) == []
    desk.insert(period=period, unprotected=True)
    assert desk.hours(period=period) == [(WORKED, "7.50")]


@pytest.mark.parametrize(
    ("policy", "period"),
    [(DEFAULT, OCTOBER), (DEFAULT, NOVEMBER), (VendorPolicy(future_period=FuturePeriod.ALLOWED), DECEMBER)],
)
def test_an_open_period_needs_nothing(policy: VendorPolicy, period: PeriodRef) -> None:
    desk = Desk(policy)
    desk.insert(period=period)
    assert desk.hours(period=period) == [(WORKED, "7.50")]


@pytest.mark.parametrize(("policy", "code"), [(LockedRun.REFUSED_2011, "2011"), (LockedRun.REFUSED_9999, "9999")])
def test_a_locked_run_over_the_current_period(policy: LockedRun, code: str) -> None:
    desk = Desk(VendorPolicy(locked_run=policy))
    desk.nmbrs.office.lock_run(1200, OCTOBER)
    with refused(code):
        desk.insert()
    desk.insert(unprotected=True)
    desk.nmbrs.office.unlock_run(1200, OCTOBER)
    desk.insert()
    assert len(desk.hours()) == 2


def test_a_locked_run_may_be_no_obstacle() -> None:
    desk = Desk(VendorPolicy(locked_run=LockedRun.ALLOWED))
    desk.nmbrs.office.lock_run(1200, OCTOBER)
    desk.insert()
    assert desk.hours() == [(WORKED, "7.50")]


def test_the_current_period_moves_on() -> None:
    desk = Desk()
    desk.nmbrs.office.set_current_period(1200, NOVEMBER)
    with refused("2011"):
        desk.insert(period=OCTOBER)
    desk.insert(period=DECEMBER)
    assert desk.hours(period=DECEMBER) == [(WORKED, "7.50")]


@pytest.mark.parametrize(
    ("length", "last"), [(MONTH, 12), (FOUR_WEEKS, 13), (WEEK, 53)], ids=["month", "four weeks", "week"]
)
def test_period_numbers_are_those_of_the_company(length: PeriodLength, last: int) -> None:
    """2026 has 53 weeks."""
    desk = Desk()
    desk.core.companies[1200].length = length
    assert desk.core.lines(desk.user, NOOR, PayKind.HOURS, PeriodRef(2026, last)) == []
    for number in (0, -1, last + 1):
        with refused("2006"):
            desk.core.lines(desk.user, NOOR, PayKind.HOURS, PeriodRef(2026, number))
    with refused("2006"):
        desk.insert(period=PeriodRef(2026, last + 1), unprotected=True)
    with refused("2006"):
        desk.core.days(desk.user, NOOR, PeriodRef(0, 1))


@pytest.mark.parametrize(
    ("length", "period", "after"),
    [
        (MONTH, (2026, 11), (2026, 12)),
        (MONTH, (2026, 12), (2027, 1)),
        (FOUR_WEEKS, (2026, 12), (2026, 13)),
        (FOUR_WEEKS, (2026, 13), (2027, 1)),
        (WEEK, (2026, 52), (2026, 53)),
        (WEEK, (2025, 52), (2026, 1)),
    ],
)
def test_following_period(length: PeriodLength, period: tuple[int, int], after: tuple[int, int]) -> None:
    assert following(PeriodRef(*period), length) == PeriodRef(*after)
