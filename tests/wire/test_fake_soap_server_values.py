"""The values of requests and answers on the fake's SOAP face: casing, order, null, numbers, and the BSN."""

from decimal import Decimal

import pytest

from adapters.nmbrs_fake.nmbrs import FakeNmbrs
from adapters.nmbrs_fake.policy import EmptyList, PeriodSpelling, VendorPolicy
from adapters.nmbrs_fake.soap_server import SoapServer
from adapters.nmbrs_wsdl import Service
from domain.pay_line import PayKind
from domain.wage_period import PeriodLength, PeriodRef
from tests.wire.raw_soap import IN_OCTOBER, NO_COST, PROTECTED, XSI, call, hours_in_october, single

COMPANY, EMPLOYEE = Service.COMPANY, Service.EMPLOYEE
NOOR, DAAN, OCTOBER = 503201, 503202, PeriodRef(2026, 10)


# -- values in requests -----------------------------------------------------------------------------------------------


def test_any_order_is_taken_and_noted(server: SoapServer) -> None:
    fields = f"<Year>2026</Year><Period>10</Period><EmployeeId>{NOOR}</EmployeeId>"
    assert call(server, EMPLOYEE, "HourComponentVar_Get", fields).status == 200
    assert server.violations == [
        "HourComponentVar_Get: Period is out of order",
        "HourComponentVar_Get: EmployeeId is out of order",
    ]


def test_a_wrongly_cased_element_is_dropped_and_its_number_reads_as_0(server: SoapServer) -> None:
    answer = call(server, EMPLOYEE, "HourComponentVar_Insert", single(NOOR).replace("HourCode>", "Hourcode>"))
    assert "2001" in answer.fault
    assert server.violations == [
        f"Hourcomponent: unknown element {{{EMPLOYEE.namespace}}}Hourcode",
        "Hourcomponent: HourCode is missing",
    ]


def test_a_missing_boolean_is_false(server: SoapServer, nmbrs: FakeNmbrs) -> None:
    fields = f"<EmployeeId>{NOOR}</EmployeeId><Days>3</Days><Period>9</Period><Year>2026</Year>"
    assert "---> 2011: " in call(server, EMPLOYEE, "DaysVar_Set", fields).fault
    assert server.violations == ["DaysVar_Set: UnprotectedMode is missing"]
    unprotected = f"{fields}<UnprotectedMode>true</UnprotectedMode>"
    assert call(server, EMPLOYEE, "DaysVar_Set", unprotected).status == 200
    assert nmbrs.office.days(NOOR, PeriodRef(2026, 9)) == 3


def test_a_wrong_wrapper_is_no_component_at_all(server: SoapServer) -> None:
    """The single insert spells it ``Hourcomponent``."""
    answer = call(server, EMPLOYEE, "HourComponentVar_Insert", single(NOOR).replace("Hourcomponent>", "HourComponent>"))
    assert answer.fault.endswith("---> Object reference not set to an instance of an object.")
    assert hours_in_october(server, NOOR) == []


def test_an_element_in_another_namespace_is_unknown(server: SoapServer) -> None:
    fields = f'<EmployeeId xmlns="urn:other">{NOOR}</EmployeeId>{IN_OCTOBER}'
    assert "2003" in call(server, EMPLOYEE, "HourComponentVar_Get", fields).fault
    assert server.violations[0] == "HourComponentVar_Get: unknown element {urn:other}EmployeeId"


@pytest.mark.parametrize("hours", ["", "7,50", "seven", "1E2"])
def test_an_amount_that_is_no_decimal(server: SoapServer, hours: str) -> None:
    answer = call(server, EMPLOYEE, "HourComponentVar_Insert", single(NOOR, hours))
    assert answer.texts("faultcode") == ["soap:Client"]
    assert answer.fault.endswith("Input string was not in a correct format.")
    assert hours_in_october(server, NOOR) == []


def test_null_may_be_nil_or_absent(server: SoapServer, nmbrs: FakeNmbrs) -> None:
    assert call(server, EMPLOYEE, "HourComponentVar_Insert", single(NOOR)).status == 200
    assert call(server, EMPLOYEE, "HourComponentVar_Insert", single(NOOR).replace(NO_COST, "")).status == 200
    assert [line.cost_centre for line in nmbrs.office.lines(NOOR, OCTOBER)] == [None, None]


def test_cost_centre_and_comment_are_kept_and_not_answered(server: SoapServer, nmbrs: FakeNmbrs) -> None:
    costs = "<CostCenterId>41</CostCenterId><CostUnitId xsi:nil='true'/><Comment>eitje 2026-10</Comment>"
    assert call(server, EMPLOYEE, "HourComponentVar_Insert", single(NOOR).replace(NO_COST, costs)).status == 200
    (line,) = nmbrs.office.lines(NOOR, OCTOBER)
    assert (line.cost_centre, line.comment) == (41, "eitje 2026-10")
    answer = call(server, EMPLOYEE, "HourComponentVar_Get", f"<EmployeeId>{NOOR}</EmployeeId>{IN_OCTOBER}")
    component = next(element for element in answer.root.iter() if element.tag.endswith("}HourComponent"))
    assert [child.tag.rpartition("}")[2] for child in component] == ["Id", "HourCode", "Hours"]


# -- values in answers ------------------------------------------------------------------------------------------------


def test_wage_lines_days_and_deletes(server: SoapServer, nmbrs: FakeNmbrs) -> None:
    wage = (
        f"<WageComponents><EmployeeWageComponent><EmployeeId>{NOOR}</EmployeeId><Id>0</Id><Code>4900</Code>"
        f"<Value>2</Value>{NO_COST}</EmployeeWageComponent></WageComponents>{PROTECTED}"
    )
    assert call(server, EMPLOYEE, "WageComponentVar_Insert_Batch", wage).status == 200
    assert nmbrs.office.amounts(NOOR, OCTOBER, PayKind.WAGE) == [(4900, "2.00")]
    days = "".join(
        f"<DaysWorked><EmployeeId>{who}</EmployeeId><Days>{count}</Days>{IN_OCTOBER}</DaysWorked>"
        for who, count in ((NOOR, 3), (DAAN, 4))
    )
    body = f"<EmployeesDaysWorked>{days}</EmployeesDaysWorked><UnprotectedMode>false</UnprotectedMode>"
    assert call(server, EMPLOYEE, "DaysVar_Set_Batch", body).status == 200
    got = call(server, EMPLOYEE, "DaysVar_Get", f"<EmployeeId>{DAAN}</EmployeeId>{IN_OCTOBER}")
    assert got.texts("DaysVar_GetResult") == ["4"]
    delete = f"<EmployeeId>{NOOR}</EmployeeId><WageComponentID>9001</WageComponentID>"
    answers = [call(server, EMPLOYEE, "WageComponent_Delete", delete) for _ in range(2)]
    assert [answer.texts("WageComponent_DeleteResult") for answer in answers] == [["true"], ["false"]]
    assert [(entry.call.operation, entry.call.employees) for entry in nmbrs.log.entries] == [
        ("WageComponentVar_Insert_Batch", (NOOR,)),
        ("DaysVar_Set_Batch", (NOOR, DAAN)),
        ("DaysVar_Get", (DAAN,)),
        ("WageComponent_Delete", (NOOR,)),
        ("WageComponent_Delete", (NOOR,)),
    ]
    assert {entry.call.period for entry in nmbrs.log.entries[:3]} == {OCTOBER}
    assert server.violations == []


def test_null_in_answers_is_nil_for_moments_and_absent_for_text(server: SoapServer) -> None:
    contracts = call(server, EMPLOYEE, "Contract_GetAll_AllEmployeesByCompany", "<CompanyID>1200</CompanyID>")
    contract = next(element for element in contracts.root.iter() if element.tag.endswith("}EmployeeContract"))
    shown = {child.tag.rpartition("}")[2]: child.get(f"{{{XSI}}}nil") or child.text for child in contract}
    assert shown == {
        "ContractID": "5032012",
        "CreationDate": "2024-12-17T10:04:31.250000",
        "StartDate": "2025-01-01T00:00:00",
        "TrialPeriod": "true",
        "EndDate": "true",
        "EmployementType": "true",
        "EmploymentSequenceTaxId": "true",
        "Indefinite": "true",
        "PhaseClassification": "true",
        "WrittenContract": "true",
        "HoursPerWeek": "0",
    }
    infos = call(server, EMPLOYEE, "PersonalInfoWithoutBSN_Get_GetAllEmployeesByCompany", "<CompanyID>1200</CompanyID>")
    joost = next(
        element
        for element in infos.root.iter(f"{{{EMPLOYEE.namespace}}}PersonalInfo_V2")
        if element.findtext(f"{{{EMPLOYEE.namespace}}}FirstName") == "Joost"
    )
    names = [child.tag.rpartition("}")[2] for child in joost]
    assert "EmailWork" not in names
    assert "EmailPrivate" not in names
    assert "Birthday" in names


def test_only_the_calls_that_say_so_answer_a_bsn(server: SoapServer, nmbrs: FakeNmbrs) -> None:
    bsns = [employee.bsn.encode() for employee in nmbrs.core.employees.values()]
    asked = {
        "PersonalInfoWithoutBSN_Get_GetAllEmployeesByCompany": "<CompanyID>1200</CompanyID>",
        "Employment_GetAll_AllEmployeesByCompany": "<CompanyID>1200</CompanyID>",
        "Contract_GetAll_AllEmployeesByCompany": "<CompanyID>1200</CompanyID>",
        "Schedule_GetAll_AllEmployeesByCompany": "<CompanyID>1200</CompanyID>",
        "List_GetByCompany": "<CompanyId>1200</CompanyId><EmployeeType>2</EmployeeType>",
    }
    for operation, fields in asked.items():
        answer = call(server, EMPLOYEE, operation, fields)
        assert answer.status == 200
        assert not [bsn for bsn in bsns if bsn in answer.content]
    assert nmbrs.log.forbidden() == []
    answer = call(server, EMPLOYEE, "PersonalInfo_GetAll_AllEmployeesByCompany", "<CompanyID>1200</CompanyID>")
    assert all(bsn in answer.content for bsn in bsns)
    assert len(nmbrs.log.forbidden()) == 1


def test_an_empty_list_is_an_empty_element_or_none(server: SoapServer, nmbrs: FakeNmbrs) -> None:
    def results() -> list[str]:
        return call(server, COMPANY, "CostUnit_GetList", "<CompanyId>1200</CompanyId>").texts("CostUnit_GetListResult")

    assert results() == [""]
    nmbrs.core.book.policy = VendorPolicy(empty_list=EmptyList.ABSENT)
    assert results() == []


@pytest.mark.parametrize(
    ("spelling", "length", "text"),
    [
        (PeriodSpelling.SHORT, PeriodLength.MONTH, "2026-4-M"),
        (PeriodSpelling.SHORT, PeriodLength.FOUR_WEEKS, "2026-4-4W"),
        (PeriodSpelling.SHORT, PeriodLength.WEEK, "2026-4-1W"),
        (PeriodSpelling.ENUMERATION, PeriodLength.MONTH, "2026-04-M"),
        (PeriodSpelling.ENUMERATION, PeriodLength.FOUR_WEEKS, "2026-04-W4"),
        (PeriodSpelling.ENUMERATION, PeriodLength.WEEK, "2026-04-W1"),
    ],
)
def test_current_period(
    server: SoapServer, nmbrs: FakeNmbrs, spelling: PeriodSpelling, length: PeriodLength, text: str
) -> None:
    nmbrs.core.companies[1200].length = length
    nmbrs.core.book.policy = VendorPolicy(period_spelling=spelling)
    nmbrs.office.set_current_period(1200, PeriodRef(2026, 4))
    answer = call(server, COMPANY, "Company_GetCurrentPeriod", "<CompanyId>1200</CompanyId>")
    assert answer.texts("Company_GetCurrentPeriodResult") == [text]


def test_runs_codes_and_types(server: SoapServer) -> None:
    company = "<CompanyId>1200</CompanyId>"
    runs = call(server, COMPANY, "Run_GetList", f"{company}<Year>2026</Year>")
    assert runs.texts("PeriodStart") == runs.texts("PeriodEnd") == [str(number) for number in range(1, 10)]
    assert set(runs.texts("IsLocked")) == {"true"}
    assert call(server, COMPANY, "HourModel_GetHourCodes", company).texts("Code") == ["2100", "2190"]
    assert call(server, COMPANY, "HourModel2_GetHourCodes", company).texts("Code") == ["6050", "6150"]
    assert call(server, COMPANY, "WageModel_GetWageCodes", company).texts("Code") == ["4899"]
    assert call(server, COMPANY, "WageModel2_GetWageCodes", company).texts("Code") == ["4900"]
    assert call(server, COMPANY, "CostCenter_GetList", company).texts("Id") == ["41", "42", "43"]
    types = call(server, EMPLOYEE, "EmployeeType_GetList")
    assert dict(zip(types.texts("Id"), types.texts("Description"), strict=True))["3"] == "formerPayroll"


def test_calls_on_the_current_period_and_on_fixed_lines_work_so_that_they_can_do_harm(
    server: SoapServer, nmbrs: FakeNmbrs
) -> None:
    item = "<Hourcomponent><Id>0</Id><HourCode>2100</HourCode><Hours>1</Hours></Hourcomponent>"
    component = f"<EmployeeId>{NOOR}</EmployeeId>{item}"
    assert call(server, EMPLOYEE, "HourComponentVar_InsertCurrent", component).status == 200
    assert call(server, EMPLOYEE, "HourComponentFixed_Insert", component + PROTECTED).status == 200
    assert call(server, EMPLOYEE, "DaysVar_SetCurrent", f"<EmployeeId>{NOOR}</EmployeeId><Days>9</Days>").status == 200
    assert (hours_in_october(server, NOOR), nmbrs.office.days(NOOR, OCTOBER)) == ([("2100", "1.00")], 9)
    fixed = call(server, EMPLOYEE, "HourComponentFixed_Get", f"<EmployeeId>{NOOR}</EmployeeId>{IN_OCTOBER}")
    assert fixed.texts("Hours") == ["1.00"]
    update = component.replace("<Id>0<", "<Id>9001<").replace("<Hours>1<", "<Hours>5<")
    ends = "<EndPeriod>10</EndPeriod><EndYear>2026</EndYear><UnprotectedMode>false</UnprotectedMode>"
    assert call(server, EMPLOYEE, "HourComponent_Update", update + ends).texts("HourComponent_UpdateResult") == ["9001"]
    assert hours_in_october(server, NOOR) == [("2100", "5.00")]
    assert call(server, EMPLOYEE, "HourComponentVar_ClearCurrent", f"<EmployeeId>{NOOR}</EmployeeId>").status == 200
    assert hours_in_october(server, NOOR) == []
    assert [entry.operation for entry in nmbrs.log.forbidden()] == [
        "HourComponentVar_InsertCurrent",
        "HourComponentFixed_Insert",
        "DaysVar_SetCurrent",
        "HourComponentFixed_Get",
        "HourComponent_Update",
        "HourComponentVar_ClearCurrent",
    ]


def test_schedules_have_two_weeks(server: SoapServer) -> None:
    answer = call(server, EMPLOYEE, "Schedule_GetAll_AllEmployeesByCompany", "<CompanyID>1200</CompanyID>")
    assert sum(Decimal(text) for text in answer.texts("HoursWednesday")) == 8 + 8
    assert answer.texts("HoursWednesday") == answer.texts("HoursWednesday2")
    assert answer.texts("StartDate")[-3:] == ["2026-10-16T00:00:00", "2025-01-01T00:00:00", "2025-01-01T00:00:00"]
