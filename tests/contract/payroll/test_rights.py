"""Rights: tested by reading, and on request by writing about nobody."""

from collections.abc import Iterable

import pytest

from adapters.nmbrs_fake.call_log import Call
from adapters.nmbrs_fake.faults import Fault
from adapters.nmbrs_fake.policy import Batch, VendorPolicy
from adapters.nmbrs_fake.records import Company
from application.ports.payroll import Need, Payroll, Right, RightState
from domain.errors import ProductError
from domain.pay_line import PayKind
from domain.terms import CompanyId
from tests.contract.payroll.house import KADE, NOOR, OCTOBER, House, MakeHouse

EMAIL = "salaris@kadegroep.example"
OF_ENVIRONMENT = ["CompanyService: List_GetAll", "DebtorService: Environment_Get"]
OF_COMPANY = [
    "CompanyService: Company_GetCurrentPeriod",
    "CompanyService: Run_GetList",
    "CompanyService: HourModel_GetHourCodes",
    "CompanyService: HourModel2_GetHourCodes",
    "CompanyService: WageModel_GetWageCodes",
    "CompanyService: WageModel2_GetWageCodes",
    "CompanyService: CostCenter_GetList",
    "CompanyService: CostUnit_GetList",
    "EmployeeService: EmployeeType_GetList",
    "EmployeeService: List_GetByCompany",
    "EmployeeService: PersonalInfoWithoutBSN_Get_GetAllEmployeesByCompany",
    "EmployeeService: Employment_GetAll_AllEmployeesByCompany",
    "EmployeeService: Contract_GetAll_AllEmployeesByCompany",
    "EmployeeService: Schedule_GetAll_AllEmployeesByCompany",
    "EmployeeService: HourComponentVar_Get",
    "EmployeeService: WageComponentVar_Get",
    "EmployeeService: DaysVar_Get",
]
WRITING = [
    "EmployeeService: HourComponentVar_Insert",
    "EmployeeService: HourComponentVar_Insert_Batch",
    "EmployeeService: HourComponent_Delete",
    "EmployeeService: WageComponentVar_Insert",
    "EmployeeService: WageComponentVar_Insert_Batch",
    "EmployeeService: WageComponent_Delete",
    "EmployeeService: DaysVar_Set",
    "EmployeeService: DaysVar_Set_Batch",
]


def named(rights: Iterable[Right]) -> dict[str, Right]:
    return {right.name: right for right in rights}


def states(payroll: Payroll) -> dict[str, RightState]:
    rights = [*payroll.reading_rights(None, 2026), *payroll.reading_rights(KADE, 2026)]
    return {right.name: right.state for right in rights}


def calls_of(house: House) -> list[Call]:
    return [entry.call for entry in house.nmbrs.log.entries]


class TestReading:
    def test_all_are_present_and_in_order(self, house: House) -> None:
        payroll = house.open()
        assert [right.name for right in payroll.reading_rights(None, 2026)] == OF_ENVIRONMENT
        assert [right.name for right in payroll.reading_rights(KADE, 2026)] == OF_COMPANY
        assert set(states(payroll).values()) == {RightState.PRESENT}

    def test_it_tests_every_call_that_reading_makes(self, house: House) -> None:
        """What the product calls when it reads is in the list, and nothing else is in the log."""
        payroll = house.open(domain="")
        payroll.companies(), payroll.team_members(KADE), payroll.codes(KADE), payroll.periods(KADE, 2026)
        pairs = [(NOOR, kind) for kind in PayKind]
        payroll.read_pay(KADE, OCTOBER, pairs)
        used = set(house.nmbrs.log.operations())
        assert used | {"Environment_Get"} == {name.partition(": ")[2] for name in (*OF_ENVIRONMENT, *OF_COMPANY)}

    @pytest.mark.parametrize("name", [*OF_ENVIRONMENT[1:], *OF_COMPANY])
    def test_the_one_that_is_switched_off_is_missing(self, house: House, name: str) -> None:
        house.nmbrs.office.user(EMAIL).switched_off.add(name.partition(": ")[2])
        found = states(house.open())
        assert found.pop(name) is RightState.MISSING
        assert set(found.values()) == {RightState.PRESENT}

    def test_a_company_that_the_user_does_not_see(self, house: House) -> None:
        house.nmbrs.office.user(EMAIL).companies = frozenset()
        found = named(house.open().reading_rights(KADE, 2026))
        assert found["CompanyService: Run_GetList"].state is RightState.NO_ACCESS
        assert "1003" in found["CompanyService: Run_GetList"].detail

    def test_of_a_company_without_employees_pay_is_read_of_nobody(self, house: House) -> None:
        house.nmbrs.core.add(Company(1300, 13, "De Lege B.V.", 310, OCTOBER))
        found = named(house.open().reading_rights(CompanyId("1300"), 2026))
        assert found["EmployeeService: DaysVar_Get"].state is RightState.PRESENT
        assert {employee for call in calls_of(house) for employee in call.employees} == {0}

    def test_an_answer_that_does_not_tell(self, house: House) -> None:
        house.nmbrs.faults.on(Fault.refused("9999", "something"), operation="Run_GetList")
        found = named(house.open().reading_rights(KADE, 2026))["CompanyService: Run_GetList"]
        assert (found.state, found.need) == (RightState.UNKNOWN, Need.RUNS)
        assert "9999" in found.detail

    def test_a_call_without_an_answer(self, house: House) -> None:
        house.nmbrs.faults.on(Fault.http_error(200), operation="DaysVar_Get", times=None)
        found = states(house.open())
        assert found.pop("EmployeeService: DaysVar_Get") is RightState.UNKNOWN
        assert set(found.values()) == {RightState.PRESENT}

    def test_a_withdrawn_token_ends_it(self, house: House) -> None:
        payroll = house.open(token="withdrawn")
        for company in (None, KADE):
            with pytest.raises(ProductError) as caught:
                payroll.reading_rights(company, 2026)
            assert caught.value.code == "credentials-refused"

    def test_nobody_answers(self, house: House) -> None:
        house.cut_off()
        with pytest.raises(ProductError) as caught:
            house.open().reading_rights(None, 2026)
        assert caught.value.code == "payroll-unreachable"


class TestWriting:
    def test_without_a_probe_nothing_is_called(self, house: House) -> None:
        rights = house.open().writing_rights(None)
        assert [(right.name, right.state) for right in rights] == [(name, RightState.UNTESTED) for name in WRITING]
        assert house.nmbrs.log.operations() == []

    def test_a_probe_makes_every_writing_call_for_nobody_in_the_period(self, house: House) -> None:
        house.typed(NOOR, "7.50")
        rights = house.open().writing_rights(OCTOBER)
        assert [(right.name, right.state) for right in rights] == [(name, RightState.PRESENT) for name in WRITING]
        assert {name.partition(": ")[2] for name in WRITING} == set(house.nmbrs.log.operations())
        assert {employee for call in calls_of(house) for employee in call.employees} == {0}
        assert {call.period for call in calls_of(house) if call.period} == {OCTOBER}
        assert house.nmbrs.log.forbidden() == []
        assert house.amounts(NOOR) == ["2100 7.50"]

    @pytest.mark.parametrize("name", WRITING)
    def test_the_one_that_is_switched_off_is_missing(self, house: House, name: str) -> None:
        house.nmbrs.office.user(EMAIL).switched_off.add(name.partition(": ")[2])
        found = {right.name: right.state for right in house.open().writing_rights(OCTOBER)}
        assert found.pop(name) is RightState.MISSING
        assert set(found.values()) == {RightState.PRESENT}

    def test_a_probe_that_is_taken_without_a_word_tells_nothing(self, make_house: MakeHouse) -> None:
        house = make_house(VendorPolicy(batch=Batch.SKIPPING))
        found = named(house.open().writing_rights(OCTOBER))
        batch = found["EmployeeService: HourComponentVar_Insert_Batch"]
        assert (batch.state, batch.need) == (RightState.UNKNOWN, Need.ADD_HOURS)
        assert found["EmployeeService: HourComponentVar_Insert"].state is RightState.PRESENT

    def test_a_lost_answer_is_not_asked_again(self, house: House) -> None:
        house.nmbrs.faults.on(Fault.drop_after(), operation="DaysVar_Set")
        found = named(house.open().writing_rights(OCTOBER))
        assert found["EmployeeService: DaysVar_Set"].state is RightState.UNKNOWN
        assert house.nmbrs.log.operations().count("DaysVar_Set") == 1

    def test_a_withdrawn_token_ends_it(self, house: House) -> None:
        with pytest.raises(ProductError) as caught:
            house.open(token="withdrawn").writing_rights(OCTOBER)
        assert caught.value.code == "credentials-refused"
