"""Who may see and do what."""

import pytest

from adapters.nmbrs_fake.records import Company, Debtor, EmployeeType, User
from adapters.nmbrs_fake.sample_data import DEMO_CREDENTIALS, demo_payroll
from application.ports.payroll import Credentials
from domain.pay_line import PayKind
from domain.wage_period import PeriodRef
from tests.unit.adapters.nmbrs_fake.desk import NOOR, OCTOBER, Desk, refused

EMAIL, TOKEN = DEMO_CREDENTIALS.email, DEMO_CREDENTIALS.token


@pytest.mark.parametrize(
    "credentials",
    [
        Credentials("nobody@kadegroep.example", TOKEN, "kadegroep"),
        Credentials(EMAIL, "another-token", "kadegroep"),
        Credentials(EMAIL, TOKEN, "anothergroup"),
        Credentials(EMAIL, TOKEN, "kadegroep.nmbrs.nl"),
        Credentials(EMAIL, "", "kadegroep"),
        Credentials("", "", ""),
    ],
)
def test_credentials_have_to_belong_together(credentials: Credentials) -> None:
    with refused("1001"):
        demo_payroll().core.log_in(credentials, "List_GetAll")


def test_a_user_without_a_token_cannot_log_in_with_none() -> None:
    nmbrs = demo_payroll()
    nmbrs.office.user(EMAIL).token = ""
    with refused("1001"):
        nmbrs.core.log_in(Credentials(EMAIL, ""), "List_GetAll")


def test_the_domain_may_be_left_out_and_case_does_not_count_in_names() -> None:
    core = demo_payroll().core
    assert core.log_in(Credentials(EMAIL.upper(), TOKEN), "").email == EMAIL
    assert core.log_in(Credentials(EMAIL, TOKEN, "KadeGroep"), "").email == EMAIL


def test_a_call_can_be_switched_off() -> None:
    nmbrs = demo_payroll()
    nmbrs.office.user(EMAIL).switched_off.add("DaysVar_Get")
    with refused("1002"):
        nmbrs.core.log_in(DEMO_CREDENTIALS, "DaysVar_Get")
    assert nmbrs.core.log_in(DEMO_CREDENTIALS, "DaysVar_Set").email == EMAIL


def test_other_environments_are_out_of_sight() -> None:
    desk = Desk()
    desk.core.add(
        Debtor(900, "1", "Elsewhere", "elsewhere"),
        Company(5000, 1, "Elsewhere B.V.", 900, PeriodRef(2026, 10)),
        User("stranger@elsewhere.example", "token", "elsewhere"),
    )
    stranger = desk.core.users["stranger@elsewhere.example"]
    assert [company.id for company in desk.core.companies_of(desk.user)] == [1200]
    assert [company.id for company in desk.core.companies_of(stranger)] == [5000]
    assert [debtor.name for debtor in desk.core.debtors_of(stranger)] == ["Elsewhere"]
    with refused("1003"):
        desk.core.company(desk.user, 5000)
    with refused("2003"):
        desk.core.lines(stranger, NOOR, PayKind.HOURS, OCTOBER)


def test_a_user_may_be_kept_to_some_companies() -> None:
    nmbrs = demo_payroll(companies=3)
    user = nmbrs.office.user(EMAIL)
    user.companies = frozenset({1201})
    assert [company.id for company in nmbrs.core.companies_of(user)] == [1201]
    for unseen in (1200, 1202, 77):
        with refused("1003"):
            nmbrs.core.staff(user, unseen)
    with refused("2003"):
        nmbrs.core.employee(user, NOOR)


def test_staff_by_type() -> None:
    desk = Desk()
    former = desk.core.staff(desk.user, 1200, [EmployeeType.FORMER_PAYROLL])
    assert [person.info.display_name for person in former] == ["Lotte Smit"]
    assert len(desk.core.staff(desk.user, 1200, [EmployeeType.PAYROLL])) == 9
    assert len(desk.core.staff(desk.user, 1200)) == 10


def test_secrets_do_not_show() -> None:
    desk = Desk()
    assert TOKEN not in repr(desk.user)
    person = desk.core.employees[NOOR]
    assert person.bsn
    assert person.bsn not in repr(person)
