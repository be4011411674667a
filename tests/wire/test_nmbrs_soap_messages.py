"""What the SOAP adapter sends, byte for byte where it matters."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from lxml import etree

from adapters.nmbrs_fake.sample_data import DEMO_COMPANY, DEMO_CREDENTIALS, demo_payroll
from adapters.nmbrs_fake.soap_server import SoapServer
from adapters.nmbrs_soap import SoapSettings, soap_connection
from adapters.nmbrs_wsdl import Service
from application.ports.payroll import AddLine, Change, Credentials, Payroll, RemoveLine, SetDays
from domain.amount import Amount
from domain.ledger import Landing
from domain.pay_line import PayKind
from domain.terms import CompanyId, EmployeeId, LineId
from domain.wage_period import PeriodRef
from tests.wire.canned import LIVE, Canned, Reply, Request, result, serving

KADE = CompanyId("1200")
OCTOBER = PeriodRef(2026, 10)
NOOR, DAAN = EmployeeId("503201"), EmployeeId("503202")
HOURS, WAGE = PayKind.HOURS, PayKind.WAGE


def answer(request: Request) -> Reply:
    """Enough of an answer to every call that is made here."""
    name = request.operation
    inner = {
        "Environment_Get": "<R><Domain>Kade Groep</Domain><SubDomain>kadegroep</SubDomain></R>",
        "Company_GetCurrentPeriod": "<R>2026-10-M</R>",
        "EmployeeType_GetList": "<R><E><Id>2</Id><Description>payroll</Description></E>"
        "<E><Id>3</Id><Description>formerPayroll</Description></E></R>",
        "CostCenter_GetList": "<R><CostCenter><Code>Z1</Code><Id>42</Id></CostCenter></R>",
        "CostUnit_GetList": "<R><CostUnit><Id>7</Id><Code>U1</Code></CostUnit></R>",
        "HourComponent_Delete": "<R>true</R>",
        "WageComponent_Delete": "<R>true</R>",
        "HourComponentVar_Insert": "<R>9001</R>",
        "WageComponentVar_Insert": "<R>9001</R>",
        "DaysVar_Get": "<R>3</R>",
    }.get(name, "")
    return result(request.service, name, inner.replace("R>", f"{name}Result>"))


@pytest.fixture
def nmbrs() -> Iterator[Canned]:
    with serving(answer) as canned:
        yield canned


@pytest.fixture
def payroll(nmbrs: Canned) -> Payroll:
    return soap_connection(SoapSettings(nmbrs.address))(DEMO_CREDENTIALS)


def change(payroll: Payroll, *changes: Change, consent: bool = False) -> None:
    outcomes = payroll.change_pay(KADE, OCTOBER, changes, consent, timedelta(minutes=1))
    assert {outcome.landing for outcome in outcomes} == {Landing.ACCEPTED}


def line(kind: PayKind = HOURS, amount: str = "29.50", alone: bool = False, **more: str) -> AddLine:
    return AddLine("ref", NOOR, kind, "2100", Amount.parse(amount), alone=alone, **more)


def header_of(request: Request) -> tuple[str, list[tuple[str, str]]]:
    [header] = request.part("Header")
    return str(header.tag), [(str(child.tag), child.text or "") for child in header]


class TestHttp:
    @pytest.mark.parametrize(
        ("service", "operation"),
        [(Service.COMPANY, "List_GetAll"), (Service.EMPLOYEE, "DaysVar_Get"), (Service.DEBTOR, "Environment_Get")],
    )
    def test_address_action_and_type(self, nmbrs: Canned, service: Service, operation: str) -> None:
        payroll = soap_connection(SoapSettings(nmbrs.address))(Credentials("a@b.example", "token"))
        payroll.companies()
        payroll.read_pay(KADE, OCTOBER, [(NOOR, PayKind.DAYS)])
        request = next(r for r in nmbrs.requests if r.operation == operation)
        assert request.path == f"/soap/v3/{service.value}.asmx"
        assert request.headers["soapaction"] == f'"{LIVE}{service.value}/{operation}"'
        assert request.headers["content-type"] == "text/xml; charset=utf-8"
        assert request.part("Body")[0].tag == f"{{{LIVE}{service.value}}}{operation}"

    def test_a_slash_behind_the_address_does_no_harm(self, nmbrs: Canned) -> None:
        soap_connection(SoapSettings(f"{nmbrs.address}/"))(DEMO_CREDENTIALS).companies()
        assert nmbrs.requests[0].path == "/soap/v3/CompanyService.asmx"

    def test_one_connection_is_used_again(self, nmbrs: Canned, payroll: Payroll) -> None:
        for _ in range(5):
            payroll.companies()
        assert (len(nmbrs.requests), nmbrs.connections) == (5, 1)

    def test_a_session_cookie_is_not_sent_back(self, nmbrs: Canned, payroll: Payroll) -> None:
        nmbrs.script = lambda request: Reply(answer(request).content, head=(("Set-Cookie", "ASP.NET_SessionId=1"),))
        payroll.companies()
        payroll.companies()
        assert [request.headers.get("cookie") for request in nmbrs.requests] == [None, None]

    def test_no_compression_is_asked_for(self, nmbrs: Canned, payroll: Payroll) -> None:
        payroll.companies()
        assert nmbrs.requests[0].headers["accept-encoding"] == "identity"

    def test_a_proxy_from_the_environment_is_not_for_this_machine(
        self, nmbrs: Canned, payroll: Payroll, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
        payroll.companies()
        assert nmbrs.operations() == ["List_GetAll"]


class TestAuthentication:
    def test_each_service_has_its_own_header(self, nmbrs: Canned, payroll: Payroll) -> None:
        payroll.companies()
        payroll.read_pay(KADE, OCTOBER, [(NOOR, HOURS)])
        for request in nmbrs.requests:
            ns = f"{{{LIVE}{request.service.value}}}"
            assert header_of(request) == (
                f"{ns}AuthHeaderWithDomain",
                [
                    (f"{ns}Username", DEMO_CREDENTIALS.email),
                    (f"{ns}Token", DEMO_CREDENTIALS.token),
                    (f"{ns}Domain", "kadegroep"),
                ],
            )
        assert {request.service for request in nmbrs.requests} == {Service.COMPANY, Service.EMPLOYEE}

    def test_the_domain_is_asked_with_the_plain_header_and_then_sent(self, nmbrs: Canned) -> None:
        soap_connection(SoapSettings(nmbrs.address))(Credentials("a@b.example", "token")).companies()
        asked, companies = nmbrs.requests
        ns = f"{{{LIVE}DebtorService}}"
        assert header_of(asked) == (f"{ns}AuthHeader", [(f"{ns}Username", "a@b.example"), (f"{ns}Token", "token")])
        assert header_of(companies)[1][2] == (f"{{{LIVE}CompanyService}}Domain", "kadegroep")

    def test_every_call_carries_it(self, nmbrs: Canned, payroll: Payroll) -> None:
        payroll.team_members(KADE)
        payroll.codes(KADE)
        payroll.periods(KADE, 2026)
        change(payroll, line(), line(alone=True), SetDays("r", NOOR, 1), RemoveLine("r", NOOR, WAGE, LineId("1")))
        assert len(nmbrs.requests) == 7 + 6 + 2 + 4
        assert all(header_of(r)[0].endswith("}AuthHeaderWithDomain") for r in nmbrs.requests)


class TestLines:
    def test_a_single_insert_of_hours(self, nmbrs: Canned, payroll: Payroll) -> None:
        change(payroll, line(alone=True, comment="eitje-nmbrs 1 <a&b>"))
        [request] = nmbrs.requests
        assert request.operation == "HourComponentVar_Insert"
        assert request.names("HourComponentVar_Insert") == [
            "EmployeeId",
            "Hourcomponent",
            "Period",
            "Year",
            "UnprotectedMode",
        ]
        assert request.names("Hourcomponent") == ["Id", "HourCode", "Hours", "CostCenterId", "CostUnitId", "Comment"]
        told = [request.text(name) for name in request.names("Hourcomponent")]
        assert told == ["0", "2100", "29.50", "nil", "nil", "eitje-nmbrs 1 <a&b>"]
        assert [request.text(n) for n in ("EmployeeId", "Period", "Year", "UnprotectedMode")] == [
            "503201",
            "10",
            "2026",
            "false",
        ]

    def test_a_batch_of_hours_has_the_hours_behind_the_cost_unit(self, nmbrs: Canned, payroll: Payroll) -> None:
        change(payroll, line(amount="7.33", cost_centre="Z1", cost_unit="U1"), line(amount="100.00"))
        batch = nmbrs.requests[-1]
        assert batch.operation == "HourComponentVar_Insert_Batch"
        assert batch.names("HourComponentVar_Insert_Batch") == ["HourComponents", "Period", "Year", "UnprotectedMode"]
        assert batch.names("HourComponents") == ["EmployeeHourComponent", "EmployeeHourComponent"]
        names = ["EmployeeId", "Id", "HourCode", "CostCenterId", "CostUnitId", "Hours"]
        assert batch.names("EmployeeHourComponent") == names
        assert [batch.text(name) for name in names] == ["503201", "0", "2100", "42", "7", "7.33"]

    def test_wages(self, nmbrs: Canned, payroll: Payroll) -> None:
        change(payroll, line(WAGE, "2.00", alone=True), line(WAGE, "3.00"))
        single, batch = nmbrs.requests
        assert (single.operation, batch.operation) == ("WageComponentVar_Insert", "WageComponentVar_Insert_Batch")
        assert single.names("WageComponent") == ["Id", "Code", "Value", "CostCenterId", "CostUnitId"]
        assert batch.names("EmployeeWageComponent") == [
            "EmployeeId",
            "Id",
            "Code",
            "Value",
            "CostCenterId",
            "CostUnitId",
        ]
        assert (single.text("Value"), batch.text("Value")) == ("2.00", "3.00")

    @pytest.mark.parametrize("amount", ["0.10", "0.29", "1000000.00", "-0.01", "33.30"])
    def test_amounts_have_two_decimals_in_plain_notation(self, nmbrs: Canned, payroll: Payroll, amount: str) -> None:
        change(payroll, line(amount=amount, alone=True), line(amount=amount))
        assert [request.text("Hours") for request in nmbrs.requests] == [amount, amount]

    def test_consent_is_unprotected_mode(self, nmbrs: Canned, payroll: Payroll) -> None:
        days = [SetDays("r", NOOR, 1), SetDays("r", DAAN, 2)]
        change(payroll, line(), line(WAGE), line(alone=True), *days, consent=True)
        assert [request.text("UnprotectedMode") for request in nmbrs.requests] == ["true"] * 4

    def test_deletes_spell_their_id_by_kind(self, nmbrs: Canned, payroll: Payroll) -> None:
        change(payroll, RemoveLine("r", NOOR, HOURS, LineId("9001")), RemoveLine("r", NOOR, WAGE, LineId("9002")))
        hours, wage = nmbrs.requests
        assert hours.names("HourComponent_Delete") == ["EmployeeId", "HourComponentID"]
        assert wage.names("WageComponent_Delete") == ["EmployeeId", "WageComponentID"]
        assert (hours.text("HourComponentID"), wage.text("WageComponentID")) == ("9001", "9002")

    def test_days(self, nmbrs: Canned, payroll: Payroll) -> None:
        change(payroll, SetDays("r", NOOR, 17))
        change(payroll, SetDays("r", NOOR, 17), SetDays("r", DAAN, 0))
        single, batch = nmbrs.requests
        assert single.names("DaysVar_Set") == ["EmployeeId", "Days", "Period", "Year", "UnprotectedMode"]
        assert single.text("Days") == "17"
        assert batch.names("DaysVar_Set_Batch") == ["EmployeesDaysWorked", "UnprotectedMode"]
        assert batch.names("EmployeesDaysWorked") == ["DaysWorked", "DaysWorked"]
        assert batch.names("DaysWorked") == ["EmployeeId", "Days", "Period", "Year"]

    def test_cost_codes_are_read_once_a_connection_and_again_when_unknown(
        self, nmbrs: Canned, payroll: Payroll
    ) -> None:
        change(payroll, line(cost_centre="Z1"))
        change(payroll, line(cost_centre="Z1", cost_unit="U1"))
        assert nmbrs.operations().count("CostCenter_GetList") == 1
        payroll.change_pay(KADE, OCTOBER, [line(cost_centre="NEW")], False, timedelta(minutes=1))
        assert nmbrs.operations().count("CostCenter_GetList") == 2
        assert nmbrs.operations().count("HourComponentVar_Insert_Batch") == 2


def test_nothing_that_is_sent_is_missing_unknown_or_out_of_order() -> None:
    nmbrs = demo_payroll()
    with SoapServer(nmbrs) as server:
        payroll = soap_connection(SoapSettings(server.address))(
            Credentials(DEMO_CREDENTIALS.email, DEMO_CREDENTIALS.token)
        )
        assert payroll.environment.domain == "kadegroep"
        assert payroll.companies()
        payroll.team_members(KADE)
        payroll.codes(KADE)
        payroll.periods(KADE, 2026)
        lines = [
            LineId(str(nmbrs.office.type_line(int(NOOR), OCTOBER, code, "1.00", kind)))
            for kind, code in ((HOURS, 2100), (WAGE, 4899))
        ]
        added = [
            AddLine("r", NOOR, kind, code, Amount.parse("7.33"), centre, comment=text, alone=alone)
            for kind, code in ((HOURS, "2100"), (WAGE, "4899"))
            for centre, text in (("", ""), ("K1", "a comment"))
            for alone in (True, False)
        ]
        removed = [RemoveLine("r", NOOR, kind, id_) for kind, id_ in zip((HOURS, WAGE), lines, strict=True)]
        change(payroll, *added, *removed, SetDays("r", NOOR, 3))
        change(payroll, SetDays("r", NOOR, 3), SetDays("r", DAAN, 4), consent=True)
        payroll.read_pay(KADE, OCTOBER, [(NOOR, kind) for kind in PayKind])
        assert server.violations == []
    made = set(nmbrs.log.operations())
    assert len(made) == 27
    assert nmbrs.log.forbidden() == []
    assert nmbrs.core.companies[DEMO_COMPANY].current == OCTOBER


def test_who_is_asked_for_twice_is_read_once(nmbrs: Canned, payroll: Payroll) -> None:
    payroll.read_pay(KADE, OCTOBER, [(NOOR, HOURS), (DAAN, HOURS), (NOOR, HOURS), (NOOR, WAGE)])
    asked = sorted((request.operation, request.text("EmployeeId")) for request in nmbrs.requests)
    assert asked == [
        ("HourComponentVar_Get", "503201"),
        ("HourComponentVar_Get", "503202"),
        ("WageComponentVar_Get", "503201"),
    ]


def test_a_message_is_well_formed_whatever_the_text(nmbrs: Canned, payroll: Payroll) -> None:
    change(payroll, line(comment="</Comment><Hours>1</Hours> \" ' & é €", alone=True))
    [request] = nmbrs.requests
    assert request.text("Comment") == "</Comment><Hours>1</Hours> \" ' & é €"
    assert len([e for e in request.part("Body").iter() if etree.QName(e).localname == "Hours"]) == 1
