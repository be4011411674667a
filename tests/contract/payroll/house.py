"""A payroll to hold to its contract, with the fake Nmbrs that stands behind it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from adapters.nmbrs_fake.nmbrs import FakeNmbrs
from adapters.nmbrs_fake.sample_data import DEMO_COMPANY, DEMO_CREDENTIALS
from application.ports.payroll import AddLine, Change, Connect, Payroll, RemoveLine, SetDays
from domain.amount import Amount
from domain.ledger import Outcome
from domain.pay_line import PayKind
from domain.terms import CompanyId, EmployeeId, LineId
from domain.wage_period import PeriodRef

KADE = CompanyId(str(DEMO_COMPANY))
NOOR, DAAN, ZOE, EMRE = (EmployeeId(str(id_)) for id_ in (503201, 503202, 503203, 503204))
OCTOBER = PeriodRef(2026, 10)
"""The current period of the company; September is protected, November comes next."""
SEPTEMBER, NOVEMBER = PeriodRef(2026, 9), PeriodRef(2026, 11)
HOURS, EXTRA, MEALS = "2100", "2190", "4899"
AMPLE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class House:
    """``connect`` opens the implementation; ``nmbrs`` is what the payroll really holds."""

    nmbrs: FakeNmbrs
    connect: Connect
    cut_off: Callable[[], None]
    """From now on no connection can be made."""

    def open(self, email: str = "", token: str = "", domain: str | None = None) -> Payroll:
        """Open it with the right credentials, save for what is given."""
        right = DEMO_CREDENTIALS
        return self.connect(
            replace(
                right,
                email=email or right.email,
                token=token or right.token,
                domain=right.domain if domain is None else domain,
            )
        )

    def amounts(self, employee: EmployeeId, kind: PayKind = PayKind.HOURS, period: PeriodRef = OCTOBER) -> list[str]:
        """Code and amount of each line, as the payroll office sees them: ``["2100 29.50"]``."""
        return [f"{code} {amount}" for code, amount in self.nmbrs.office.amounts(int(employee), period, kind)]

    def days(self, employee: EmployeeId, period: PeriodRef = OCTOBER) -> int:
        """The number Days, as the payroll office sees it."""
        return self.nmbrs.office.days(int(employee), period)

    def typed(self, employee: EmployeeId, amount: str, kind: PayKind = PayKind.HOURS) -> LineId:
        """A line of October that the payroll office typed by hand; returns its id."""
        code = HOURS if kind is PayKind.HOURS else MEALS
        return LineId(str(self.nmbrs.office.type_line(int(employee), OCTOBER, int(code), amount, kind)))


MakeHouse = Callable[..., House]


def change(
    payroll: Payroll,
    changes: Sequence[Change],
    period: PeriodRef = OCTOBER,
    consent: bool = False,
    within: timedelta = AMPLE,
) -> list[Outcome]:
    """Carry out changes in the company."""
    return list(payroll.change_pay(KADE, period, changes, consent, within))


def add(
    employee: EmployeeId,
    amount: str,
    kind: PayKind = PayKind.HOURS,
    code: str = "",
    alone: bool = False,
    cost_centre: str = "",
    comment: str = "",
) -> AddLine:
    """A line to add, on the usual code of its kind."""
    code = code or (HOURS if kind is PayKind.HOURS else MEALS)
    return AddLine("ref", employee, kind, code, Amount.parse(amount), cost_centre, comment=comment, alone=alone)


def remove(employee: EmployeeId, line: LineId, kind: PayKind = PayKind.HOURS) -> RemoveLine:
    """A line to delete."""
    return RemoveLine("ref", employee, kind, line)


def set_days(employee: EmployeeId, days: int) -> SetDays:
    """Days to set."""
    return SetDays("ref", employee, days)
