"""The invented restaurant group of the demo and the sample files, and larger casts of the same kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from adapters.nmbrs_fake.clock import Clock
from adapters.nmbrs_fake.nmbrs import FakeNmbrs
from adapters.nmbrs_fake.policy import DEFAULT, VendorPolicy
from adapters.nmbrs_fake.records import (
    Code,
    Company,
    ContractVersion,
    CostCode,
    Debtor,
    Employee,
    EmployeeType,
    Employment,
    PayrollRun,
    PersonalInfo,
    Schedule,
    User,
)
from application.ports.payroll import Credentials
from domain.wage_period import PeriodRef

DEMO_CREDENTIALS = Credentials("salaris@kadegroep.example", "demo-token-kadegroep-2026", "kadegroep")
DEMO_COMPANY = 1200

_STARTED = date(2025, 1, 1)
_RECORDED = datetime(2024, 12, 17, 10, 4, 31, 250000)  # noqa: DTZ001 - the vendor's times have no zone
_FIRST_GENERATED = 600001
_FIRST_NAMES = (
    "Anouk",
    "Bas",
    "Cato",
    "Dirk",
    "Elif",
    "Femke",
    "Guus",
    "Hanna",
    "Ilias",
    "Jasmijn",
    "Koen",
    "Lieke",
    "Milan",
    "Nadia",
    "Olaf",
    "Puck",
)
_LAST_NAMES = (
    "Aalders",
    "Bogaards",
    "Cornelissen",
    "Dekker",
    "Everts",
    "Franken",
    "Geerts",
    "Huisman",
    "Ismail",
    "Jonkers",
    "Koster",
    "Lammers",
)
_SITES = ("De Kade", "De Brug", "De Sluis", "De Werf", "De Haven", "De Dijk", "De Molen", "De Toren")


@dataclass(frozen=True, slots=True)
class _Person:
    id: int
    number: int
    first: str
    prefix: str
    last: str
    email: str
    hours: int = 0


_CAST = (
    _Person(503201, 1, "Noor", "van", "Dijk", "noor.vandijk@kade.example"),
    _Person(503202, 2, "Daan", "de", "Vries", "daan.devries@kade.example"),
    _Person(503203, 3, "Zoë", "van den", "Berg", "zoe@kade.example"),
    _Person(503204, 4, "Emre", "", "Yılmaz", "emre@kade.example"),
    _Person(503205, 5, "Sophie", "", "Jansen", "sophie.jansen@kade.example"),
    _Person(503206, 6, "Sophie", "", "Jansen", "s.jansen2@kade.example"),
    _Person(503207, 7, "Bram", "", "Bakker", "bram@kade.example", hours=24),
    _Person(503208, 8, "Fatima", "", "el Amrani", "fatima@kade.example"),
    _Person(503209, 9, "Joost", "van der", "Meer", ""),
    _Person(503210, 10, "Lotte", "", "Smit", "lotte@kade.example"),
)


def demo_payroll(
    companies: int = 1,
    employees: int | None = None,
    policy: VendorPolicy = DEFAULT,
    clock: Clock | None = None,
) -> FakeNmbrs:
    """The Kade group: one company with a cast of ten, or more companies, or so many ``employees`` in each.

    The first company always holds the cast; whoever comes beyond ten is generated, as are all people of the others.
    """
    nmbrs = FakeNmbrs(policy, clock)
    nmbrs.core.add(
        User(DEMO_CREDENTIALS.email, DEMO_CREDENTIALS.token, DEMO_CREDENTIALS.domain),
        Debtor(310, "31", "Kade Groep", DEMO_CREDENTIALS.domain),
    )
    size = len(_CAST) if employees is None else employees
    generated = _FIRST_GENERATED
    for index in range(companies):
        company = _company(index)
        cast = list(_CAST[:size]) if index == 0 else []
        while len(cast) < size:
            cast.append(_invented(generated, len(cast) + 1))
            generated += 1
        nmbrs.core.add(company, *(_employee(person, company.id) for person in cast))
    return nmbrs


def _company(index: int) -> Company:
    site = _SITES[index] if index < len(_SITES) else f"De Kade {index + 1}"
    return Company(
        id=DEMO_COMPANY + index,
        number=12 + index,
        name=f"{site} Horeca B.V.",
        debtor=310,
        current=PeriodRef(2026, 10),
        hour_models=(
            [Code(2100, "Gewerkte uren"), Code(2190, "Extra uren 100%")],
            [Code(6050, "Toeslaguren 50%"), Code(6150, "Overwerk 150%")],
        ),
        wage_models=([Code(4899, "Bijtelling Maaltijd per aantal")], [Code(4900, "Maaltijdvergoeding")]),
        cost_centres=[
            CostCode(41 + 3 * index, "K1", "Keuken"),
            CostCode(42 + 3 * index, "Z1", "Zaal"),
            CostCode(43 + 3 * index, "B1", "Bar"),
        ],
        runs=[_run(index, number) for number in range(1, 10)],
    )


def _run(index: int, number: int) -> PayrollRun:
    """The runs of January to September have been paid."""
    run_at = datetime(2026, number, 24, 8, 30)  # noqa: DTZ001 - the vendor's times have no zone
    return PayrollRun(7000 + 100 * index + number, number, 2026, number, number, f"Run {number:02d}-2026", run_at, True)


def _invented(id_: int, number: int) -> _Person:
    step = id_ - _FIRST_GENERATED
    first = _FIRST_NAMES[step % len(_FIRST_NAMES)]
    last = _LAST_NAMES[step // len(_FIRST_NAMES) % len(_LAST_NAMES)]
    email = f"{first}.{last}.{id_}@kade.example".lower()
    return _Person(id_, number, first, "", last, email, hours=0 if step % 4 else 32)


def _employee(person: _Person, company: int) -> Employee:
    left = date(2026, 9, 30) if person.id == 503210 else None
    employee = Employee(
        id=person.id,
        company=company,
        number=person.number,
        infos=[PersonalInfo(_RECORDED, person.first, person.last, person.prefix, person.email)],
        bsn=_bsn(person.id),
        type=EmployeeType.FORMER_PAYROLL if left else EmployeeType.PAYROLL,
        employments=[Employment(person.id * 10 + 1, _STARTED, left)],
        contracts=[ContractVersion(person.id * 10 + 2, _RECORDED, _STARTED, left, Decimal(person.hours))],
        schedules=[_schedule(person.id * 10 + 3, _STARTED, person.hours)],
    )
    if person.id == 503208:
        _more_hours(employee, date(2026, 10, 15), date(2026, 10, 16), 16)
    return employee


def _more_hours(employee: Employee, last_day: date, first_day: date, hours: int) -> None:
    """The zero-hours contract ends, one with hours follows."""
    recorded = datetime(2026, 10, 9, 15, 20, 2)  # noqa: DTZ001 - the vendor's times have no zone
    first = employee.contracts[0]
    ended = ContractVersion(first.id, recorded, first.start, last_day, first.hours_per_week)
    following = ContractVersion(employee.id * 10 + 4, recorded, first_day, None, Decimal(hours))
    employee.contracts += [ended, following]
    employee.schedules.append(_schedule(employee.id * 10 + 5, first_day, hours))


def _schedule(id_: int, start: date, hours: int) -> Schedule:
    """Whole days of eight hours from Wednesday on, every week alike."""
    week = [Decimal(0)] * 7
    for day in range(hours // 8):
        week[2 + day] = Decimal(8)
    return Schedule(id_, _RECORDED, start, tuple(week), tuple(week))


def _bsn(id_: int) -> str:
    """Nine digits that cannot be anybody's: they fail the eleven test."""
    digits = f"{id_:08d}"
    check = sum(int(digit) * (9 - at) for at, digit in enumerate(digits)) % 11
    return f"{digits}{(check + 1) % 10}"
