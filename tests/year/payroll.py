"""The fake Nmbrs with the same people: two companies, one paid by the month and one every four weeks."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from adapters.nmbrs_fake.clock import Clock
from adapters.nmbrs_fake.nmbrs import FakeNmbrs
from adapters.nmbrs_fake.records import (
    Code,
    Company,
    ContractVersion,
    CostCode,
    Debtor,
    Employee,
    EmployeeType,
    Employment,
    PersonalInfo,
    Schedule,
    User,
)
from application.ports.payroll import Credentials
from domain.pay_line import PayKind
from domain.wage_period import PeriodLength, PeriodRef
from tests.year.entries import Year
from tests.year.people import FOUR_WEEKLY, MONTHLY, Person

CREDENTIALS = Credentials("salaris@havengroep.example", "token-of-a-generated-year-2026", "havengroep")
FLEX_CODE, FIXED_CODE, NIGHT_CODE, TYPED_CODE = 2100, 2190, 6050, 6150
LUNCH_CODE, DINNER_CODE = 4899, 4900
TYPED_HOURS = "1.25"
"""What the payroll office typed by hand, in period 6 for every tenth person; it must stay as it is."""

_RECORDED = datetime(2024, 12, 17, 10, 4)  # noqa: DTZ001 - the vendor's times have no zone
_NAMES = {MONTHLY: "Havenhuis Horeca B.V.", FOUR_WEEKLY: "Duinzicht Horeca B.V."}
_LENGTHS = {MONTHLY: PeriodLength.MONTH, FOUR_WEEKLY: PeriodLength.FOUR_WEEKS}


def make_payroll(year: Year, clock: Clock | None = None) -> FakeNmbrs:
    """Everybody but the freelancers, before anything of the year was paid."""
    nmbrs = FakeNmbrs(clock=clock)
    user = User(CREDENTIALS.email, CREDENTIALS.token, CREDENTIALS.domain)
    nmbrs.core.add(user, Debtor(320, "32", "Havengroep", CREDENTIALS.domain))
    for place, company in enumerate((MONTHLY, FOUR_WEEKLY)):
        nmbrs.core.add(_company(company, place))
    for person in employed(year):
        nmbrs.core.add(_employee(person))
    for person in typed_for(year):
        nmbrs.office.type_line(person.employee, PeriodRef(2026, 6), TYPED_CODE, TYPED_HOURS, PayKind.HOURS)
    return nmbrs


def employed(year: Year) -> list[Person]:
    """Those whom Nmbrs knows."""
    return [person for person in year.people if not person.freelance]


def typed_for(year: Year) -> list[Person]:
    """Those for whom the payroll office typed a line by hand."""
    return employed(year)[::10]


def _company(company: int, place: int) -> Company:
    return Company(
        id=company,
        number=40 + place,
        name=_NAMES[company],
        debtor=320,
        current=PeriodRef(2026, 1),
        length=_LENGTHS[company],
        hour_models=(
            [Code(FLEX_CODE, "Gewerkte uren"), Code(FIXED_CODE, "Extra uren 100%")],
            [Code(NIGHT_CODE, "Toeslaguren 50%"), Code(TYPED_CODE, "Overwerk 150%")],
        ),
        wage_models=([Code(LUNCH_CODE, "Lunch per aantal")], [Code(DINNER_CODE, "Diner per aantal")]),
        cost_centres=[CostCode(71 + place, "K1", "Keuken")],
    )


def _employee(person: Person) -> Employee:
    first, prefix, last_name = person.parts
    last_day = person.contracts[-1].last
    start, number = person.contracts[0].first, person.employee * 10
    contracts = [
        ContractVersion(number + place, _RECORDED, each.first, each.last, Decimal(each.weekly))
        for place, each in enumerate(person.contracts)
    ]
    schedules = [
        Schedule(number + place, _RECORDED, each.first, _week(each.weekly), _week(each.weekly))
        for place, each in enumerate(person.contracts)
    ]
    return Employee(
        id=person.employee,
        company=person.company,
        number=person.number + 1,
        infos=[PersonalInfo(_RECORDED, first, last_name, prefix, person.email)],
        type=EmployeeType.FORMER_PAYROLL if last_day else EmployeeType.PAYROLL,
        employments=[Employment(number + 9, start, last_day)],
        contracts=contracts,
        schedules=schedules,
    )


def _week(hours: int) -> tuple[Decimal, ...]:
    """Days of eight hours from Wednesday on."""
    return tuple(Decimal(8) if 2 <= day < 2 + hours // 8 else Decimal(0) for day in range(7))
