"""The directory: environment, companies, team members, codes, periods."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from adapters.nmbrs_fake.policy import PeriodSpelling, VendorPolicy
from adapters.nmbrs_fake.records import (
    Code,
    Company,
    ContractVersion,
    CostCode,
    Employee,
    EmployeeType,
    Employment,
    PayrollRun,
    PersonalInfo,
    Schedule,
)
from adapters.nmbrs_fake.sample_data import DEMO_COMPANY
from application.ports.payroll import EnvironmentKind, Payroll
from domain.amount import Amount
from domain.errors import ProductError
from domain.pay_line import PayKind, Run
from domain.team_member import Contract, Span, TeamMember, WorkSchedule
from domain.terms import CompanyId, ContractType, EmployeeId
from domain.wage_period import PeriodLength, PeriodRef
from tests.contract.payroll.house import KADE, NOOR, House, MakeHouse

RECORDED = datetime(2026, 9, 1, 12, 0)  # noqa: DTZ001 - the vendor's times have no zone


def member(payroll: Payroll, employee: EmployeeId) -> TeamMember:
    return next(one for one in payroll.team_members(KADE) if one.employee == employee)


class TestEnvironment:
    def test_a_fake_is_a_demo(self, house: House) -> None:
        environment = house.open().environment
        assert (environment.kind, environment.domain) == (EnvironmentKind.DEMO, "kadegroep")
        assert str(environment) == "kadegroep (demo)"

    def test_a_known_domain_is_not_asked(self, house: House) -> None:
        assert house.open().environment.domain == "kadegroep"
        assert house.nmbrs.log.operations() == []

    def test_an_unknown_domain_is_asked_once(self, house: House) -> None:
        payroll = house.open(domain="")
        assert payroll.environment.domain == "kadegroep"
        payroll.companies()
        assert payroll.environment.domain == "kadegroep"
        assert house.nmbrs.log.counts()["Environment_Get"] == 1

    def test_a_wrong_token_does_not_get_the_domain(self, house: House) -> None:
        with pytest.raises(ProductError) as caught:
            house.open(token="wrong", domain="").environment  # noqa: B018 - the property asks
        assert caught.value.code == "credentials-refused"

    def test_opening_calls_nothing(self, house: House) -> None:
        house.open(domain="")
        assert house.nmbrs.log.operations() == []


class TestCompanies:
    def test_by_number_then_name(self, house: House) -> None:
        first = house.nmbrs.core.companies[DEMO_COMPANY]
        house.nmbrs.core.add(
            replace(first, id=1300, number=9, name="De Brug Horeca B.V."),
            replace(first, id=1400, number=12, name="De Haven Horeca B.V."),
            replace(first, id=1500, number=100, name="Aan de Dijk B.V."),
        )
        companies = house.open().companies()
        assert [(c.id, c.number, c.name) for c in companies] == [
            ("1300", "9", "De Brug Horeca B.V."),
            ("1400", "12", "De Haven Horeca B.V."),
            ("1200", "12", "De Kade Horeca B.V."),
            ("1500", "100", "Aan de Dijk B.V."),
        ]

    def test_only_those_that_the_token_reaches(self, house: House) -> None:
        house.nmbrs.core.add(replace(house.nmbrs.core.companies[DEMO_COMPANY], id=1300))
        house.nmbrs.office.user("salaris@kadegroep.example").companies = frozenset({1300})
        assert [company.id for company in house.open().companies()] == ["1300"]

    def test_none(self, house: House) -> None:
        house.nmbrs.office.user("salaris@kadegroep.example").companies = frozenset()
        assert list(house.open().companies()) == []

    def test_one_call_tests_the_credentials(self, house: House) -> None:
        house.open().companies()
        assert house.nmbrs.log.operations() == ["List_GetAll"]

    @pytest.mark.parametrize("wrong", [{"token": "wrong"}, {"email": "x@y.example"}, {"domain": "elsewhere"}])
    def test_wrong_credentials(self, house: House, wrong: dict[str, str]) -> None:
        with pytest.raises(ProductError) as caught:
            house.open(**wrong).companies()
        assert caught.value.code == "credentials-refused"


class TestTeamMembers:
    def test_everybody_employed_now_or_formerly_by_number(self, house: House) -> None:
        members = house.open().team_members(KADE)
        assert [m.number for m in members] == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
        assert [m.name for m in members][:3] == ["Noor van Dijk", "Daan de Vries", "Zoë van den Berg"]
        assert {m.company for m in members} == {KADE}
        former = members[9]
        assert (former.name, former.employments) == (
            "Lotte Smit",
            (Span(date(2025, 1, 1), date(2026, 9, 30)),),
        )

    def test_numbers_count_as_numbers_and_nobody_else_comes_along(self, house: House) -> None:
        others = [EmployeeType.APPLICANT, EmployeeType.NEW_HIRE, EmployeeType.EXTERNAL, EmployeeType.REJECTED_APPLICANT]
        for place, kind in enumerate([EmployeeType.PAYROLL, *others]):
            info = PersonalInfo(RECORDED, "Vera", "Nieuw")
            house.nmbrs.office.hire(Employee(700 + place, DEMO_COMPANY, 2000 - place, [info], type=kind))
        members = house.open().team_members(KADE)
        assert [m.number for m in members] == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 2000]

    def test_a_whole_person(self, house: House) -> None:
        created = datetime(2026, 3, 2, 9, 30, 15)  # noqa: DTZ001
        info = PersonalInfo(created, "Youssef", "Haddad", "el", "y.haddad@kade.example", "youssef@thuis.example")
        house.nmbrs.office.hire(
            Employee(
                id=777,
                company=DEMO_COMPANY,
                number=77,
                infos=[info],
                bsn="123456789",
                employments=[Employment(2, date(2026, 4, 1)), Employment(1, date(2024, 5, 1), date(2024, 8, 31))],
                contracts=[
                    ContractVersion(8, created, date(2026, 4, 1), date(2026, 12, 31), Decimal("12.5")),
                    ContractVersion(7, created, date(2024, 5, 1), date(2024, 8, 31)),
                ],
                schedules=[
                    Schedule(
                        9, created, date(2026, 4, 1), (Decimal(8), Decimal("4.5"), *[Decimal(0)] * 5), (Decimal(0),) * 7
                    )
                ],
            )
        )
        recorded = created.replace(tzinfo=UTC)
        assert member(house.open(), EmployeeId("777")) == TeamMember(
            company=KADE,
            employee=EmployeeId("777"),
            number=77,
            name="Youssef el Haddad",
            first_name="Youssef",
            prefix="el",
            last_name="Haddad",
            emails=("y.haddad@kade.example", "youssef@thuis.example"),
            employments=(Span(date(2024, 5, 1), date(2024, 8, 31)), Span(date(2026, 4, 1))),
            contracts=(
                Contract("7", Span(date(2024, 5, 1), date(2024, 8, 31)), None, recorded),
                Contract("8", Span(date(2026, 4, 1), date(2026, 12, 31)), Amount.parse("12.50"), recorded),
            ),
            schedules=(WorkSchedule(date(2026, 4, 1), Amount.parse("12.50")),),
        )

    def test_a_person_of_whom_little_is_known(self, house: House) -> None:
        house.nmbrs.office.hire(Employee(778, DEMO_COMPANY, 78, [PersonalInfo(RECORDED, "Mila", "Bos")]))
        found = member(house.open(), EmployeeId("778"))
        assert (found.name, found.emails, found.employments, found.contracts, found.schedules) == (
            "Mila Bos",
            (),
            (),
            (),
            (),
        )

    def test_the_newest_personal_data_counts(self, house: House) -> None:
        later, latest = datetime(2026, 5, 1), datetime(2026, 5, 2)  # noqa: DTZ001
        house.nmbrs.office.change_info(
            int(NOOR), PersonalInfo(latest, "Noor", "Visser", "", "noor.visser@kade.example")
        )
        house.nmbrs.office.change_info(int(NOOR), PersonalInfo(later, "Noor", "Mulder", "", "noor.mulder@kade.example"))
        found = member(house.open(), NOOR)
        assert (found.name, found.last_name, found.emails) == ("Noor Visser", "Visser", ("noor.visser@kade.example",))

    def test_all_versions_of_a_contract_in_the_order_of_recording(self, house: House) -> None:
        first, second = datetime(2026, 6, 1), datetime(2026, 6, 2)  # noqa: DTZ001
        start = date(2026, 7, 1)
        house.nmbrs.office.change_contract(
            int(NOOR),
            ContractVersion(55, second, start, None, Decimal(20)),
            ContractVersion(55, first, start, None, Decimal(0)),
        )
        found = member(house.open(), NOOR)
        assert [(c.id, str(c.hours_per_week)) for c in found.contracts][-2:] == [("55", "0.00"), ("55", "20.00")]
        assert found.contract_type_on(start) is ContractType.HOURS_CONTRACT

    def test_the_contract_type_changes_within_a_period(self, house: House) -> None:
        fatima = member(house.open(), EmployeeId("503208"))
        assert fatima.contract_type_on(date(2026, 10, 15)) is ContractType.ZERO_HOURS
        assert fatima.contract_type_on(date(2026, 10, 16)) is ContractType.HOURS_CONTRACT

    def test_of_schedules_with_one_start_the_newest(self, house: House) -> None:
        first, second = datetime(2026, 6, 1), datetime(2026, 6, 2)  # noqa: DTZ001
        start, none, day = date(2026, 7, 1), (Decimal(0),) * 7, (Decimal(6), *[Decimal(0)] * 6)
        house.nmbrs.office.change_schedule(
            int(NOOR), Schedule(2, second, start, day, day), Schedule(1, first, start, none, none)
        )
        assert member(house.open(), NOOR).schedules == (
            WorkSchedule(date(2025, 1, 1), Amount(0)),
            WorkSchedule(start, Amount.parse("6.00")),
        )

    def test_two_readings_are_equal(self, house: House) -> None:
        payroll = house.open()
        assert list(payroll.team_members(KADE)) == list(payroll.team_members(KADE))

    def test_never_a_bsn(self, house: House) -> None:
        members = house.open().team_members(KADE)
        numbers = [employee.bsn for employee in house.nmbrs.core.employees.values()]
        assert len(numbers) == len(members) == 10
        assert not any(number in repr(members) for number in numbers)
        assert house.nmbrs.log.forbidden() == []

    def test_a_company_without_people(self, house: House) -> None:
        house.nmbrs.core.add(replace(house.nmbrs.core.companies[DEMO_COMPANY], id=1300))
        assert list(house.open().team_members(CompanyId("1300"))) == []


class TestCodes:
    def test_the_union_of_both_models_by_code(self, house: House) -> None:
        house.nmbrs.office.add_code(DEMO_COMPANY, PayKind.HOURS, Code(900, "Reisuren"), model=2)
        house.nmbrs.office.add_code(DEMO_COMPANY, PayKind.HOURS, Code(2100, "Andere tekst"), model=2)
        codes = house.open().codes(KADE)
        assert [(c.code, c.description) for c in codes.hours] == [
            ("900", "Reisuren"),
            ("2100", "Gewerkte uren"),
            ("2190", "Extra uren 100%"),
            ("6050", "Toeslaguren 50%"),
            ("6150", "Overwerk 150%"),
        ]
        assert [c.code for c in codes.wages] == ["4899", "4900"]

    def test_cost_centres_and_units_by_code(self, house: House) -> None:
        house.nmbrs.core.companies[DEMO_COMPANY].cost_units = [CostCode(8, "20", "Feesten"), CostCode(9, "10", "Diner")]
        codes = house.open().codes(KADE)
        assert [(c.code, c.description) for c in codes.cost_centres] == [
            ("B1", "Bar"),
            ("K1", "Keuken"),
            ("Z1", "Zaal"),
        ]
        assert [(c.code, c.description) for c in codes.cost_units] == [("10", "Diner"), ("20", "Feesten")]

    def test_a_company_without_any(self, house: House) -> None:
        house.nmbrs.core.add(Company(1300, 13, "De Brug B.V.", 310, PeriodRef(2026, 10)))
        codes = house.open().codes(CompanyId("1300"))
        assert (codes.hours, codes.wages, codes.cost_centres, codes.cost_units) == ((), (), (), ())

    def test_what_is_optional_may_be_switched_off(self, house: House) -> None:
        house.nmbrs.office.user("salaris@kadegroep.example").switched_off = {
            "HourModel2_GetHourCodes",
            "WageModel2_GetWageCodes",
            "CostCenter_GetList",
            "CostUnit_GetList",
        }
        codes = house.open().codes(KADE)
        assert [c.code for c in codes.hours] == ["2100", "2190"]
        assert [c.code for c in codes.wages] == ["4899"]
        assert (codes.cost_centres, codes.cost_units) == ((), ())

    @pytest.mark.parametrize("call", ["HourModel_GetHourCodes", "WageModel_GetWageCodes"])
    def test_the_first_models_are_needed(self, house: House, call: str) -> None:
        house.nmbrs.office.user("salaris@kadegroep.example").switched_off = {call}
        with pytest.raises(ProductError) as caught:
            house.open().codes(KADE)
        assert (caught.value.code, caught.value.details["call"]) == ("right-missing", call)


class TestPeriods:
    @pytest.mark.parametrize("spelling", PeriodSpelling)
    @pytest.mark.parametrize(
        ("length", "current"),
        [
            (PeriodLength.MONTH, PeriodRef(2026, 4)),
            (PeriodLength.MONTH, PeriodRef(2026, 12)),
            (PeriodLength.FOUR_WEEKS, PeriodRef(2026, 13)),
            (PeriodLength.FOUR_WEEKS, PeriodRef(2027, 1)),
            (PeriodLength.WEEK, PeriodRef(2026, 53)),
            (PeriodLength.WEEK, PeriodRef(2026, 9)),
        ],
    )
    def test_length_and_current_period(
        self, make_house: MakeHouse, spelling: PeriodSpelling, length: PeriodLength, current: PeriodRef
    ) -> None:
        house = make_house(VendorPolicy(period_spelling=spelling))
        company = house.nmbrs.core.companies[DEMO_COMPANY]
        company.length, company.current = length, current
        periods = house.open().periods(KADE, 2026)
        assert (periods.length, periods.current) == (length, current)

    def test_the_runs_of_that_year_by_number(self, house: House) -> None:
        at = datetime(2026, 1, 20)  # noqa: DTZ001
        house.nmbrs.core.companies[DEMO_COMPANY].runs = [
            PayrollRun(71, 2, 2026, 2, 4, "Kwartaal", at),
            PayrollRun(70, 1, 2026, 1, 1, "Januari", at, locked=True),
            PayrollRun(69, 12, 2025, 12, 12, "December", at, locked=True),
        ]
        payroll = house.open()
        assert payroll.periods(KADE, 2026).runs == (
            Run(1, 2026, 1, 1, "Januari", locked=True),
            Run(2, 2026, 2, 4, "Kwartaal", locked=False),
        )
        assert [run.description for run in payroll.periods(KADE, 2025).runs] == ["December"]
        assert payroll.periods(KADE, 2024).runs == ()
