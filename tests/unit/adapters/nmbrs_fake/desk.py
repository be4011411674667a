"""Somebody with all rights who makes single calls on a fresh demo payroll."""

from decimal import Decimal

import pytest

from adapters.nmbrs_fake.clock import ManualClock
from adapters.nmbrs_fake.policy import DEFAULT, VendorPolicy
from adapters.nmbrs_fake.records import NewLine
from adapters.nmbrs_fake.sample_data import DEMO_CREDENTIALS, demo_payroll
from adapters.nmbrs_fake.vendor_fault import VendorFault
from domain.pay_line import PayKind
from domain.wage_period import PeriodRef

NOOR, DAAN, NOBODY = 503201, 503202, 999
WORKED, EXTRA, MEAL = 2100, 2190, 4900
AUGUST, SEPTEMBER, OCTOBER, NOVEMBER, DECEMBER = (PeriodRef(2026, number) for number in range(8, 13))


class Desk:
    """The core's calls with the usual arguments filled in. October is the company's current period."""

    def __init__(self, policy: VendorPolicy = DEFAULT) -> None:
        self.nmbrs = demo_payroll(policy=policy, clock=ManualClock())
        self.core = self.nmbrs.core
        self.user = self.core.log_in(DEMO_CREDENTIALS, "")

    def insert(
        self,
        amount: str = "7.50",
        employee: int = NOOR,
        code: int = WORKED,
        kind: PayKind = PayKind.HOURS,
        period: PeriodRef = OCTOBER,
        unprotected: bool = False,
        cost_centre: int | None = None,
    ) -> int:
        new = NewLine(employee, code, Decimal(amount), cost_centre)
        return self.core.insert(self.user, kind, period, new, unprotected)

    def batch(self, *lines: tuple[int, int, str], period: PeriodRef = OCTOBER) -> None:
        """Lines of hours by (employee, code, amount)."""
        new = [NewLine(employee, code, Decimal(amount)) for employee, code, amount in lines]
        self.core.insert_batch(self.user, PayKind.HOURS, period, new, False)

    def delete(self, line: int, employee: int = NOOR, kind: PayKind = PayKind.HOURS) -> bool:
        return self.core.delete(self.user, employee, kind, line)

    def set_days(self, days: int, employee: int = NOOR, period: PeriodRef = OCTOBER) -> None:
        self.core.set_days(self.user, employee, days, period, False)

    def hours(self, employee: int = NOOR, period: PeriodRef = OCTOBER) -> list[tuple[int, str]]:
        """What Nmbrs shows, as code and amount."""
        return self.nmbrs.office.amounts(employee, period)


def refused(code: str) -> pytest.RaisesExc[VendorFault]:
    """Expects a refusal with this number."""
    return pytest.raises(VendorFault, match=rf"\A{code}: ")
