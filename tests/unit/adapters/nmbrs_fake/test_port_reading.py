"""The port face: reading, and what a failure becomes."""

import dataclasses
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from adapters.nmbrs_fake.clock import ManualClock
from adapters.nmbrs_fake.faults import Fault
from adapters.nmbrs_fake.records import ContractVersion, PersonalInfo, Schedule
from adapters.nmbrs_fake.sample_data import DEMO_CREDENTIALS, demo_payroll
from application.ports.payroll import Credentials, EnvironmentKind
from domain.amount import Amount
from domain.errors import ProductError
from domain.pay_line import FoundLine, PayKind
from domain.team_member import Contract, Span, TeamMember, WorkSchedule
from domain.terms import CompanyId, ContractType, EmployeeId, LineId
from domain.wage_period import PeriodLength, PeriodRef

KADE, NOOR = CompanyId("1200"), EmployeeId("503201")
OCTOBER = PeriodRef(2026, 10)


def test_the_domain_is_asked_once_when_the_credentials_have_none() -> None:
    nmbrs = demo_payroll()
    payroll = nmbrs.connect(Credentials(DEMO_CREDENTIALS.email, DEMO_CREDENTIALS.token))
    assert nmbrs.log.operations() == []
    assert [str(payroll.environment) for _ in range(2)] == ["kadegroep (demo)"] * 2
    assert nmbrs.log.operations() == ["Environment_Get"]
    assert nmbrs.connect(DEMO_CREDENTIALS).environment.kind is EnvironmentKind.DEMO
    assert nmbrs.log.operations() == ["Environment_Get"]


def test_companies_by_number() -> None:
    nmbrs = demo_payroll(companies=3)
    nmbrs.core.companies[1200].number = 100
    found = nmbrs.connect(DEMO_CREDENTIALS).companies()
    assert [(company.number, company.name) for company in found] == [
        ("13", "De Brug Horeca B.V."),
        ("14", "De Sluis Horeca B.V."),
        ("100", "De Kade Horeca B.V."),
    ]


def test_a_team_member() -> None:
    """The newest of two personal data, a contract of two versions, a schedule of two weeks."""
    nmbrs = demo_payroll()
    later = datetime(2026, 10, 9, 12, 0)  # noqa: DTZ001 - the vendor's times have no zone
    nmbrs.office.change_info(
        503201, PersonalInfo(later, "Noor", "Dijk", "van", "noor@kade.example", "noor@home.example")
    )
    nmbrs.office.change_contract(503201, ContractVersion(5032012, later, date(2026, 1, 1), None, Decimal(20)))
    fours, sixes = (Decimal(4),) * 5 + (Decimal(0),) * 2, (Decimal(6),) * 5 + (Decimal(0),) * 2
    nmbrs.office.change_schedule(503201, Schedule(9, later, date(2026, 1, 1), fours, sixes))
    noor = next(m for m in nmbrs.connect(DEMO_CREDENTIALS).team_members(KADE) if m.employee == NOOR)
    recorded, first_day = datetime(2024, 12, 17, 10, 4, 31, 250000, UTC), date(2025, 1, 1)
    assert noor == TeamMember(
        company=KADE,
        employee=NOOR,
        number=1,
        name="Noor van Dijk",
        first_name="Noor",
        prefix="van",
        last_name="Dijk",
        emails=("noor@kade.example", "noor@home.example"),
        employments=(Span(first_day),),
        contracts=(
            Contract("5032012", Span(first_day), Amount(0), recorded),
            Contract("5032012", Span(date(2026, 1, 1)), Amount(2000), later.replace(tzinfo=UTC)),
        ),
        schedules=(WorkSchedule(first_day, Amount(0)), WorkSchedule(date(2026, 1, 1), Amount(2500))),
    )


def test_members_are_payroll_and_former_payroll_by_number_and_no_bsn_call_is_made() -> None:
    nmbrs = demo_payroll()
    members = nmbrs.connect(DEMO_CREDENTIALS).team_members(KADE)
    assert [member.number for member in members] == list(range(1, 11))
    assert nmbrs.log.forbidden() == []
    bsn = nmbrs.core.employees[503201].bsn
    assert bsn not in repr([dataclasses.asdict(member) for member in members])


def test_a_dismissed_member_stays_in_sight() -> None:
    nmbrs = demo_payroll()
    nmbrs.office.dismiss(503201, date(2026, 10, 20))
    noor = nmbrs.connect(DEMO_CREDENTIALS).team_members(KADE)[0]
    assert (noor.employed_on(date(2026, 10, 20)), noor.employed_on(date(2026, 10, 21))) == (True, False)
    assert noor.contract_type_on(date(2026, 10, 20)) is ContractType.ZERO_HOURS


def test_codes_are_those_of_both_models() -> None:
    codes = demo_payroll().connect(DEMO_CREDENTIALS).codes(KADE)
    assert [code.code for code in codes.hours] == ["2100", "2190", "6050", "6150"]
    assert [code.code for code in codes.wages] == ["4899", "4900"]
    assert [(code.code, code.description) for code in codes.cost_centres] == [
        ("B1", "Bar"),
        ("K1", "Keuken"),
        ("Z1", "Zaal"),
    ]
    assert codes.cost_units == ()


def test_periods_and_runs() -> None:
    nmbrs = demo_payroll()
    nmbrs.office.lock_run(1200, OCTOBER)
    periods = nmbrs.connect(DEMO_CREDENTIALS).periods(KADE, 2026)
    assert (periods.length, periods.current) == (PeriodLength.MONTH, OCTOBER)
    assert [run.number for run in periods.runs] == list(range(1, 11))
    assert all(run.locked for run in periods.runs)
    assert nmbrs.connect(DEMO_CREDENTIALS).periods(KADE, 2025).runs == ()


def test_reading_pay_answers_every_pair() -> None:
    nmbrs = demo_payroll()
    line = nmbrs.office.type_line(503201, OCTOBER, 2100, "7.5")
    nmbrs.office.set_days(503201, OCTOBER, 4)
    seen: list[tuple[int, int]] = []
    found = nmbrs.connect(DEMO_CREDENTIALS).read_pay(
        KADE, OCTOBER, [(NOOR, kind) for kind in PayKind], lambda done, of: seen.append((done, of))
    )
    assert found.lines == {
        (NOOR, PayKind.HOURS): (FoundLine(NOOR, PayKind.HOURS, LineId(str(line)), "2100", Amount(750)),),
        (NOOR, PayKind.WAGE): (),
    }
    assert found.days == {NOOR: 4}
    assert seen == [(1, 3), (2, 3), (3, 3)]
    assert nmbrs.log.operations() == ["HourComponentVar_Get", "WageComponentVar_Get", "DaysVar_Get"]


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (Fault.no_connection(), "payroll-unreachable"),
        (Fault.drop_before(), "payroll-unreachable"),
        (Fault.late(), "payroll-unreachable"),
        (Fault.http_error(502), "payroll-unreachable"),
        (Fault.http_error(429), "payroll-unreachable"),
        (Fault.http_error(200), "payroll-answer-unreadable"),
        (Fault.truncated(), "payroll-answer-unreadable"),
        (Fault.garbage(), "payroll-answer-unreadable"),
        (Fault.refused("1001"), "credentials-refused"),
        (Fault.refused("1002"), "right-missing"),
        (Fault.refused("1003"), "payroll-refused"),
        (Fault.refused("1006"), "payroll-refused"),
    ],
)
def test_failures_of_reading(fault: Fault, code: str) -> None:
    nmbrs = demo_payroll(clock=ManualClock())
    nmbrs.faults.on(fault)
    payroll = nmbrs.connect(DEMO_CREDENTIALS)
    with pytest.raises(ProductError) as caught:
        payroll.companies()
    assert caught.value.code == code
    assert payroll.companies()


def test_an_unknown_company_or_a_wrong_token() -> None:
    nmbrs = demo_payroll()
    for company in ("77", "De Kade"):
        with pytest.raises(ProductError, match=r"payroll-refused.*1003"):
            nmbrs.connect(DEMO_CREDENTIALS).codes(CompanyId(company))
    with pytest.raises(ProductError, match="credentials-refused"):
        nmbrs.connect(Credentials(DEMO_CREDENTIALS.email, "wrong")).companies()
