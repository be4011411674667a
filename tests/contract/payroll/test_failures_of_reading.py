"""Every reading call raises a ProductError with one of five codes, whatever happens."""

from collections.abc import Callable

import pytest

from adapters.nmbrs_fake.faults import Fault
from application.ports.payroll import Payroll
from domain.errors import ProductError
from domain.pay_line import PayKind
from domain.terms import CompanyId
from tests.contract.payroll.house import KADE, NOOR, OCTOBER, House, MakeHouse

READINGS: dict[str, Callable[[Payroll], object]] = {
    "companies": lambda payroll: payroll.companies(),
    "team_members": lambda payroll: payroll.team_members(KADE),
    "codes": lambda payroll: payroll.codes(KADE),
    "periods": lambda payroll: payroll.periods(KADE, 2026),
    "read_pay": lambda payroll: payroll.read_pay(KADE, OCTOBER, [(NOOR, PayKind.HOURS), (NOOR, PayKind.DAYS)]),
}
CALLS = {
    "companies": ["List_GetAll"],
    "team_members": [
        "EmployeeType_GetList",
        "List_GetByCompany",
        "PersonalInfoWithoutBSN_Get_GetAllEmployeesByCompany",
        "Employment_GetAll_AllEmployeesByCompany",
        "Contract_GetAll_AllEmployeesByCompany",
        "Schedule_GetAll_AllEmployeesByCompany",
    ],
    "codes": [
        "HourModel_GetHourCodes",
        "HourModel2_GetHourCodes",
        "WageModel_GetWageCodes",
        "WageModel2_GetWageCodes",
        "CostCenter_GetList",
        "CostUnit_GetList",
    ],
    "periods": ["Company_GetCurrentPeriod", "Run_GetList"],
    "read_pay": ["HourComponentVar_Get", "DaysVar_Get"],
}
EVERY_CALL = [(reading, call) for reading, calls in CALLS.items() for call in calls]
REFUSALS = {
    "1001": "credentials-refused",
    "1002": "right-missing",
    "1003": "payroll-refused",
    "1004": "payroll-refused",
    "2003": "payroll-refused",
    "2004": "payroll-refused",
    "2009": "payroll-refused",
}
BROKEN = {
    "lost on the way there": (Fault.drop_before(), "payroll-unreachable"),
    "lost on the way back": (Fault.drop_after(), "payroll-unreachable"),
    "502 of a proxy": (Fault.http_error(502), "payroll-unreachable"),
    "503": (Fault.http_error(503, "Service Unavailable"), "payroll-unreachable"),
    "a page with 200": (Fault.http_error(200, "<html><body>Welcome</body></html>"), "payroll-answer-unreadable"),
    "a page with 403": (Fault.http_error(403, "<html><body>Blocked</body></html>"), "payroll-answer-unreadable"),
    "half an answer": (Fault.truncated(), "payroll-answer-unreadable"),
    "garbage": (Fault.garbage(), "payroll-answer-unreadable"),
}


def failure(house: House, reading: str) -> ProductError:
    with pytest.raises(ProductError) as caught:
        READINGS[reading](house.open())
    return caught.value


@pytest.mark.parametrize("code", REFUSALS)
@pytest.mark.parametrize("reading", READINGS)
def test_refusals(house: House, reading: str, code: str) -> None:
    house.nmbrs.faults.on(Fault.refused(code, "No, because"), operation=CALLS[reading][0], times=None)
    error = failure(house, reading)
    assert error.code == REFUSALS[code]
    assert "No, because" in error.what()
    assert code in error.what()


@pytest.mark.parametrize("what", BROKEN)
@pytest.mark.parametrize("reading", READINGS)
def test_broken_answers(house: House, reading: str, what: str) -> None:
    fault, code = BROKEN[what]
    house.nmbrs.faults.on(fault, times=None)
    assert failure(house, reading).code == code


@pytest.mark.parametrize("reading", READINGS)
def test_a_time_out(make_house: MakeHouse, reading: str) -> None:
    house = make_house(patience=0.3)
    house.nmbrs.faults.on(Fault.late(), times=None)
    assert failure(house, reading).code == "payroll-unreachable"


@pytest.mark.parametrize("reading", READINGS)
def test_no_connection(house: House, reading: str) -> None:
    house.cut_off()
    assert failure(house, reading).code == "payroll-unreachable"
    assert house.nmbrs.log.operations() == []


@pytest.mark.parametrize(("reading", "call"), EVERY_CALL)
def test_every_call_counts(house: House, reading: str, call: str) -> None:
    house.nmbrs.faults.on(Fault.refused("1004"), operation=call, times=None)
    error = failure(house, reading)
    assert (error.code, error.details["call"], error.details["code"]) == ("payroll-refused", call, "1004")


@pytest.mark.parametrize(("reading", "call"), [pair for pair in EVERY_CALL if pair[0] != "codes"])
def test_a_missing_right_is_named(house: House, reading: str, call: str) -> None:
    house.nmbrs.office.user("salaris@kadegroep.example").switched_off = {call}
    error = failure(house, reading)
    assert (error.code, error.details["call"]) == ("right-missing", call)


@pytest.mark.parametrize("company", ["424242", "not-a-number"])
@pytest.mark.parametrize("reading", ["team_members", "codes", "periods"])
def test_a_company_out_of_reach(house: House, reading: str, company: str) -> None:
    payroll, id_ = house.open(), CompanyId(company)
    with pytest.raises(ProductError) as caught:
        {"team_members": payroll.team_members, "codes": payroll.codes, "periods": lambda c: payroll.periods(c, 2026)}[
            reading
        ](id_)
    assert caught.value.code == "payroll-refused"


def test_it_works_again_after_a_failure(house: House) -> None:
    house.typed(NOOR, "8.00")
    payroll = house.open()
    house.nmbrs.faults.on(Fault.garbage())
    with pytest.raises(ProductError):
        payroll.read_pay(KADE, OCTOBER, [(NOOR, PayKind.HOURS)])
    found = payroll.read_pay(KADE, OCTOBER, [(NOOR, PayKind.HOURS)])
    assert [str(line.amount) for line in found.of_kind(NOOR, PayKind.HOURS)] == ["8.00"]


@pytest.mark.parametrize("reading", READINGS)
def test_no_error_tells_the_token(house: House, reading: str) -> None:
    token = "sesam-open-u-9000"
    with pytest.raises(ProductError) as caught:
        READINGS[reading](house.open(token=token))
    error: BaseException | None = caught.value
    while error is not None:
        assert token not in f"{error!r} {error} {vars(error)}"
        error = error.__cause__ or error.__context__
