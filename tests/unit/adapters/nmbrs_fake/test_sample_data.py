"""The invented restaurant group."""

from datetime import date

import pytest

from adapters.nmbrs_fake.sample_data import DEMO_CREDENTIALS, demo_payroll
from domain.terms import CompanyId, ContractType, EmployeeId

KADE = CompanyId("1200")


def test_the_cast() -> None:
    members = demo_payroll().connect(DEMO_CREDENTIALS).team_members(KADE)
    assert [(member.employee, member.number, member.name, *member.emails) for member in members] == [
        ("503201", 1, "Noor van Dijk", "noor.vandijk@kade.example"),
        ("503202", 2, "Daan de Vries", "daan.devries@kade.example"),
        ("503203", 3, "Zoë van den Berg", "zoe@kade.example"),
        ("503204", 4, "Emre Yılmaz", "emre@kade.example"),
        ("503205", 5, "Sophie Jansen", "sophie.jansen@kade.example"),
        ("503206", 6, "Sophie Jansen", "s.jansen2@kade.example"),
        ("503207", 7, "Bram Bakker", "bram@kade.example"),
        ("503208", 8, "Fatima el Amrani", "fatima@kade.example"),
        ("503209", 9, "Joost van der Meer"),
        ("503210", 10, "Lotte Smit", "lotte@kade.example"),
    ]


@pytest.mark.parametrize(
    ("employee", "day", "contract_type"),
    [
        ("503201", date(2026, 10, 1), ContractType.ZERO_HOURS),
        ("503207", date(2026, 10, 1), ContractType.HOURS_CONTRACT),
        ("503208", date(2026, 10, 15), ContractType.ZERO_HOURS),
        ("503208", date(2026, 10, 16), ContractType.HOURS_CONTRACT),
        ("503210", date(2026, 9, 30), ContractType.ZERO_HOURS),
        ("503210", date(2026, 10, 1), None),
        ("503201", date(2024, 12, 31), None),
    ],
)
def test_contracts(employee: str, day: date, contract_type: ContractType | None) -> None:
    members = demo_payroll().connect(DEMO_CREDENTIALS).team_members(KADE)
    member = next(one for one in members if one.employee == EmployeeId(employee))
    assert member.contract_type_on(day) is contract_type
    assert member.employed_on(day) is (contract_type is not None)


def test_larger_casts_continue_with_generated_people() -> None:
    payroll = demo_payroll(companies=2, employees=300).connect(DEMO_CREDENTIALS)
    first, second = (payroll.team_members(company.id) for company in payroll.companies())
    assert (len(first), len(second)) == (300, 300)
    assert [member.employee for member in first[9:12]] == ["503210", "600001", "600002"]
    assert second[0].employee == "600291"
    assert [member.number for member in second] == list(range(1, 301))
    emails = [email for member in (*first, *second) for email in member.emails]
    assert len(emails) == len(set(emails)) == 599


def test_a_smaller_cast() -> None:
    assert [m.number for m in demo_payroll(employees=3).connect(DEMO_CREDENTIALS).team_members(KADE)] == [1, 2, 3]


def test_no_bsn_is_one_that_somebody_could_have() -> None:
    """A real one passes the eleven test: 9, 8, ... 2 times its digits, minus the last."""
    for employee in demo_payroll(employees=100).core.employees.values():
        digits = [int(digit) for digit in employee.bsn]
        assert len(digits) == 9
        assert (sum(d * w for d, w in zip(digits, range(9, 1, -1), strict=False)) - digits[8]) % 11 != 0
