"""How the SOAP adapter reads answers: those that the vendor may well give, and those that nobody should."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.nmbrs_fake.sample_data import DEMO_CREDENTIALS
from adapters.nmbrs_soap import SoapSettings, soap_connection
from adapters.nmbrs_wsdl import Service
from application.ports.payroll import AddLine, Change, Payroll, RemoveLine, SetDays
from domain.amount import Amount
from domain.errors import ProductError
from domain.ledger import Landing, Outcome, Refusal
from domain.pay_line import PayKind
from domain.team_member import Span
from domain.terms import CompanyId, EmployeeId, LineId
from domain.wage_period import PeriodLength, PeriodRef
from tests.wire.canned import LIVE, Canned, Reply, Request, envelope, fault, result, serving

KADE = CompanyId("1200")
OCTOBER = PeriodRef(2026, 10)
NOOR = EmployeeId("503201")
HOURS = PayKind.HOURS


def answering(**inner: str) -> Callable[[Request], Reply]:
    """Answers with ``<OperationResult>`` holding the XML that is given for the operation, else with an empty answer."""

    def script(request: Request) -> Reply:
        name = request.operation
        text = inner.get(name)
        wrapped = "" if text is None else f"<{name}Result>{text}</{name}Result>"
        return result(request.service, name, wrapped)

    return script


@pytest.fixture
def nmbrs() -> Iterator[Canned]:
    with serving(answering()) as canned:
        yield canned


@pytest.fixture
def payroll(nmbrs: Canned) -> Payroll:
    settings = SoapSettings(nmbrs.address, retry_pause=timedelta(0), answer_bytes=200_000)
    return soap_connection(settings)(DEMO_CREDENTIALS)


def reading(payroll: Payroll) -> list[str]:
    """The hours of Noor as code and amount."""
    found = payroll.read_pay(KADE, OCTOBER, [(NOOR, HOURS)])
    return [f"{line.code} {line.amount}" for line in found.of_kind(NOOR, HOURS)]


def error_of(call: Callable[[], object]) -> ProductError:
    with pytest.raises(ProductError) as caught:
        call()
    return caught.value


def outcome_of(payroll: Payroll, change: Change) -> Outcome:
    [outcome] = payroll.change_pay(KADE, OCTOBER, [change], False, timedelta(minutes=1))
    return outcome


ADD = AddLine("ref", NOOR, HOURS, "2100", Amount.parse("8.00"), alone=True)
ADD_TOGETHER = replace(ADD, alone=False)
REMOVE = RemoveLine("ref", NOOR, HOURS, LineId("9001"))
DAYS = SetDays("ref", NOOR, 3)
EVERY_CHANGE = [ADD, ADD_TOGETHER, REMOVE, DAYS]


class TestLists:
    @pytest.mark.parametrize(
        "answer",
        [
            result(Service.EMPLOYEE, "HourComponentVar_Get"),
            result(Service.EMPLOYEE, "HourComponentVar_Get", "<HourComponentVar_GetResult/>"),
            result(Service.EMPLOYEE, "HourComponentVar_Get", '<HourComponentVar_GetResult xsi:nil="true"/>'),
            result(
                Service.EMPLOYEE,
                "HourComponentVar_Get",
                '<HourComponentVar_GetResult><HourComponent xsi:nil="true"/></HourComponentVar_GetResult>',
            ),
        ],
    )
    def test_empty_ones(self, nmbrs: Canned, payroll: Payroll, answer: Reply) -> None:
        nmbrs.script = lambda _: answer
        assert reading(payroll) == []

    def test_fields_are_found_wherever_they_stand_and_new_ones_do_no_harm(
        self, nmbrs: Canned, payroll: Payroll
    ) -> None:
        line = "<HourComponent><New>1</New><Hours>7.5</Hours><HourCode>2100</HourCode><Id>1</Id></HourComponent>"
        nmbrs.script = answering(HourComponentVar_Get=f"<!-- x -->{line}")
        assert reading(payroll) == ["2100 7.50"]

    @pytest.mark.parametrize(
        ("told", "read_as"),
        [
            ("12144.00", "12144.00"),
            ("0", "0.00"),
            ("7.", "7.00"),
            (" 7.5 ", "7.50"),
            ("60.000004", "60.00"),
            ("-1", "-1.00"),
        ],
    )
    def test_amounts(self, nmbrs: Canned, payroll: Payroll, told: str, read_as: str) -> None:
        line = f"<HourComponent><Id>1</Id><HourCode>2100</HourCode><Hours>{told}</Hours></HourComponent>"
        nmbrs.script = answering(HourComponentVar_Get=line)
        assert reading(payroll) == [f"2100 {read_as}"]

    @pytest.mark.parametrize(
        "line",
        [
            "<Id>1</Id><HourCode>2100</HourCode>",
            "<Id>1</Id><Hours>7.5</Hours>",
            "<HourCode>2100</HourCode><Hours>7.5</Hours>",
            '<Id>1</Id><HourCode>2100</HourCode><Hours xsi:nil="true"/>',
            "<Id>1</Id><HourCode>2100</HourCode><Hours></Hours>",
            "<Id>1</Id><HourCode>2100</HourCode><Hours>seven</Hours>",
            "<Id>1</Id><HourCode>2100</HourCode><Hours>NaN</Hours>",
            "<Id>1</Id><HourCode>2100</HourCode><Hours>1e9</Hours>",
            "<Id>1</Id><HourCode>2100</HourCode><Hours>7,5</Hours>",
            f"<Id>1</Id><HourCode>2100</HourCode><Hours>{'9' * 5000}</Hours>",
            "<Id>1.5</Id><HourCode>2100</HourCode><Hours>7.5</Hours>",
            "<Id>1_000</Id><HourCode>2100</HourCode><Hours>7.5</Hours>",
            "<ID>1</ID><HourCode>2100</HourCode><Hours>7.5</Hours>",
        ],
    )
    def test_a_line_that_cannot_be_read_is_never_left_out(self, nmbrs: Canned, payroll: Payroll, line: str) -> None:
        good = "<HourComponent><Id>2</Id><HourCode>2190</HourCode><Hours>1</Hours></HourComponent>"
        nmbrs.script = answering(HourComponentVar_Get=f"{good}<HourComponent>{line}</HourComponent>")
        error = error_of(lambda: reading(payroll))
        assert error.code == "payroll-answer-unreadable"
        assert "HourComponentVar_Get" in error.what()

    @pytest.mark.parametrize("told", [None, "", "x", "1.0"])
    def test_days_have_to_be_a_number(self, nmbrs: Canned, payroll: Payroll, told: str | None) -> None:
        nmbrs.script = answering(**({} if told is None else {"DaysVar_Get": told}))
        error = error_of(lambda: payroll.read_pay(KADE, OCTOBER, [(NOOR, PayKind.DAYS)]))
        assert error.code == "payroll-answer-unreadable"


class TestPeriods:
    @pytest.mark.parametrize(
        ("told", "length", "number"),
        [
            ("2026-5-M", PeriodLength.MONTH, 5),
            ("2026-05-M", PeriodLength.MONTH, 5),
            ("2026-12-M", PeriodLength.MONTH, 12),
            ("2026-4-4W", PeriodLength.FOUR_WEEKS, 4),
            ("2026-13-W4", PeriodLength.FOUR_WEEKS, 13),
            ("2026-1-1W", PeriodLength.WEEK, 1),
            ("2026-53-W1", PeriodLength.WEEK, 53),
        ],
    )
    def test_both_spellings_with_and_without_a_zero(
        self, nmbrs: Canned, payroll: Payroll, told: str, length: PeriodLength, number: int
    ) -> None:
        nmbrs.script = answering(Company_GetCurrentPeriod=told)
        periods = payroll.periods(KADE, 2026)
        assert (periods.length, periods.current, periods.runs) == (length, PeriodRef(2026, number), ())

    @pytest.mark.parametrize(
        "told",
        [
            "",
            "2026-5",
            "2026-5-Q",
            "2026-5-W2",
            "2026-0-M",
            "2026-13-M",
            "2026-14-4W",
            "2025-53-W1",
            "26-5-M",
            "2026-5-M2",
            "2026-5-M\n2",
            "0000-5-M",
            "2026-٥-M",
            "M-5-2026",
        ],
    )
    def test_all_else_is_refused(self, nmbrs: Canned, payroll: Payroll, told: str) -> None:
        nmbrs.script = answering(Company_GetCurrentPeriod=told)
        error = error_of(lambda: payroll.periods(KADE, 2026))
        assert error.code == "payroll-answer-unreadable"
        assert "Company_GetCurrentPeriod" in error.what()

    @pytest.mark.parametrize("locked", ["", "<IsLocked>maybe</IsLocked>", '<IsLocked xsi:nil="true"/>'])
    def test_a_run_of_which_it_is_not_clear_whether_it_is_locked(
        self, nmbrs: Canned, payroll: Payroll, locked: str
    ) -> None:
        run = f"<Number>1</Number><Year>2026</Year><PeriodStart>1</PeriodStart><PeriodEnd>1</PeriodEnd>{locked}"
        nmbrs.script = answering(Company_GetCurrentPeriod="2026-5-M", Run_GetList=f"<RunInfo>{run}</RunInfo>")
        assert error_of(lambda: payroll.periods(KADE, 2026)).code == "payroll-answer-unreadable"


class TestPeople:
    LISTED = "<Employee><Id>7</Id><Number>1</Number><DisplayName>Noor van Dijk</DisplayName></Employee>"
    TYPES = (
        "<EmployeeType><Id>9</Id><Description>Payroll</Description></EmployeeType>"
        "<EmployeeType><Id>4</Id><Description>Applicant</Description></EmployeeType>"
        "<EmployeeType><Id>5</Id><Description>Former payroll</Description></EmployeeType>"
    )

    @staticmethod
    def employed(start: str, end: str) -> str:
        return (
            "<EmployeeEmploymentItem><EmployeeId>7</EmployeeId><EmployeeEmployments><Employment>"
            f"<StartDate>{start}</StartDate>{end}</Employment></EmployeeEmployments></EmployeeEmploymentItem>"
        )

    def types_asked(self, nmbrs: Canned) -> list[str]:
        return sorted(r.text("EmployeeType") for r in nmbrs.requests if r.operation == "List_GetByCompany")

    def test_types_are_found_by_their_description(self, nmbrs: Canned, payroll: Payroll) -> None:
        nmbrs.script = answering(EmployeeType_GetList=self.TYPES, List_GetByCompany=self.LISTED)
        [member] = payroll.team_members(KADE)
        assert self.types_asked(nmbrs) == ["5", "9"]
        assert (member.name, member.first_name, member.emails) == ("Noor van Dijk", "", ())

    def test_types_with_other_descriptions_are_all_asked_and_only_the_employed_kept(
        self, nmbrs: Canned, payroll: Payroll
    ) -> None:
        listed = self.LISTED + "<Employee><Id>8</Id><Number>2</Number><DisplayName>Sollicitant</DisplayName></Employee>"
        nmbrs.script = answering(
            EmployeeType_GetList=self.TYPES.replace("Former payroll", "Oud"),
            List_GetByCompany=listed,
            Employment_GetAll_AllEmployeesByCompany=self.employed("2025-01-01T00:00:00", ""),
        )
        assert [member.name for member in payroll.team_members(KADE)] == ["Noor van Dijk"]
        assert self.types_asked(nmbrs) == ["4", "5", "9"]

    def test_no_types_at_all_is_no_answer(self, nmbrs: Canned, payroll: Payroll) -> None:
        nmbrs.script = answering()
        assert error_of(lambda: payroll.team_members(KADE)).code == "payroll-answer-unreadable"

    @pytest.mark.parametrize(
        ("end", "last_day"),
        [
            ("", None),
            ('<EndDate xsi:nil="true"/>', None),
            ("<EndDate>0001-01-01T00:00:00</EndDate>", None),
            ("<EndDate>2026-09-30T00:00:00</EndDate>", "2026-09-30"),
            ("<EndDate>2026-09-30T00:00:00.1234567</EndDate>", "2026-09-30"),
            ("<EndDate>2026-09-30</EndDate>", "2026-09-30"),
        ],
    )
    def test_dates(self, nmbrs: Canned, payroll: Payroll, end: str, last_day: str | None) -> None:
        nmbrs.script = answering(
            EmployeeType_GetList=self.TYPES,
            List_GetByCompany=self.LISTED,
            Employment_GetAll_AllEmployeesByCompany=self.employed("2025-01-01T00:00:00", end),
        )
        [member] = payroll.team_members(KADE)
        [span] = member.employments
        assert (str(span.start), span.end and str(span.end)) == ("2025-01-01", last_day)

    @pytest.mark.parametrize("start", ["yesterday", "2026-02-30T00:00:00", "30-09-2026"])
    def test_a_date_that_is_none(self, nmbrs: Canned, payroll: Payroll, start: str) -> None:
        nmbrs.script = answering(
            EmployeeType_GetList=self.TYPES,
            List_GetByCompany=self.LISTED,
            Employment_GetAll_AllEmployeesByCompany=self.employed(start, ""),
        )
        assert error_of(lambda: payroll.team_members(KADE)).code == "payroll-answer-unreadable"

    def test_an_employee_whose_items_come_apart(self, nmbrs: Canned, payroll: Payroll) -> None:
        nmbrs.script = answering(
            EmployeeType_GetList=self.TYPES,
            List_GetByCompany=self.LISTED,
            Employment_GetAll_AllEmployeesByCompany=self.employed("2026-01-01T00:00:00", "")
            + self.employed("2024-01-01T00:00:00", "<EndDate>2024-12-31T00:00:00</EndDate>"),
        )
        [member] = payroll.team_members(KADE)
        assert [str(span.start) for span in member.employments] == ["2024-01-01", "2026-01-01"]
        assert all(isinstance(span, Span) for span in member.employments)

    @pytest.mark.parametrize("date", ["", "<CreationDate>2026-05-01T00:00:00</CreationDate>"])
    def test_of_personal_data_of_one_moment_the_last_counts(self, nmbrs: Canned, payroll: Payroll, date: str) -> None:
        infos = "".join(
            f"<PersonalInfo_V2><LastName>{name}</LastName>{date}</PersonalInfo_V2>" for name in ("Dijk", "Visser")
        )
        nmbrs.script = answering(
            EmployeeType_GetList=self.TYPES,
            List_GetByCompany=self.LISTED,
            PersonalInfoWithoutBSN_Get_GetAllEmployeesByCompany="<PersonalInfoItem><EmployeeId>7</EmployeeId>"
            f"<EmployeePersonalInfos>{infos}</EmployeePersonalInfos></PersonalInfoItem>",
        )
        assert [member.last_name for member in payroll.team_members(KADE)] == ["Visser"]

    def test_two_weeks_that_take_turns(self, nmbrs: Canned, payroll: Payroll) -> None:
        nmbrs.script = answering(
            EmployeeType_GetList=self.TYPES,
            List_GetByCompany=self.LISTED,
            Schedule_GetAll_AllEmployeesByCompany="<EmployeeScheduleItem><EmployeeId>7</EmployeeId><EmployeeSchedules>"
            "<Schedule_V2><HoursMonday>8</HoursMonday><HoursTuesday2>4.5</HoursTuesday2><HoursFriday2>8</HoursFriday2>"
            "<StartDate>2026-01-01T00:00:00</StartDate></Schedule_V2></EmployeeSchedules></EmployeeScheduleItem>",
        )
        [member] = payroll.team_members(KADE)
        assert [str(schedule.hours_per_week) for schedule in member.schedules] == ["10.25"]


class TestCompaniesAndCodes:
    def test_the_id_of_a_company_is_spelled_in_capitals(self, nmbrs: Canned, payroll: Payroll) -> None:
        nmbrs.script = answering(List_GetAll="<Company><Id>1</Id><ID>1200</ID><Number>12</Number></Company>")
        assert [(c.id, c.number, c.name) for c in payroll.companies()] == [("1200", "12", "")]

    def test_a_cost_centre_without_an_id_or_a_code_cannot_be_used(self, nmbrs: Canned, payroll: Payroll) -> None:
        nmbrs.script = answering(
            CostCenter_GetList='<CostCenter><Code>A</Code><Id xsi:nil="true"/></CostCenter>'
            "<CostCenter><Id>3</Id></CostCenter><CostCenter><Code>B</Code><Description>Bar</Description><Id>4</Id></CostCenter>"
        )
        assert [centre.code for centre in payroll.codes(KADE).cost_centres] == ["B"]
        assert outcome_of(payroll, replace(ADD, cost_centre="A")).code == "2038"


class TestFaults:
    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("Server was unable to process request. ---&gt; 1003: Unauthorized access", "payroll-refused"),
            ("1003: Unauthorized access", "payroll-refused"),
            (
                "System.Exception ---&gt; System.Web ---&gt;  1001: Invalid authentication\n  at X.Y()",
                "credentials-refused",
            ),
            ("Server was unable to process request. ---&gt; Object reference not set", "payroll-unreachable"),
            ("Order 1001: not an answer code", "payroll-unreachable"),
            ("", "payroll-unreachable"),
        ],
    )
    @pytest.mark.parametrize("status", [200, 500, 400])
    def test_the_number_stands_behind_an_arrow_or_at_the_start(
        self, nmbrs: Canned, payroll: Payroll, text: str, code: str, status: int
    ) -> None:
        nmbrs.script = lambda _: fault(text, status)
        assert error_of(payroll.companies).code == code

    def test_soap_1_2_spells_them_differently(self, nmbrs: Canned, payroll: Payroll) -> None:
        nmbrs.script = lambda _: Reply(
            b'<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"><e:Body><e:Fault><e:Code><e:Value>e:Receiver'
            b"</e:Value></e:Code><e:Reason><e:Text>X ---&gt; 1002: Not allowed</e:Text></e:Reason></e:Fault></e:Body>"
            b"</e:Envelope>",
            500,
        )
        error = error_of(payroll.companies)
        assert (error.code, error.details["call"]) == ("right-missing", "List_GetAll")

    def test_the_whole_text_is_kept_and_not_more_than_a_page(self, nmbrs: Canned, payroll: Payroll) -> None:
        nmbrs.script = lambda _: fault("Server. ---&gt; 2012: Wage tax declaration already sent" + "x" * 10_000)
        outcome = outcome_of(payroll, ADD)
        assert outcome.code == "2012"
        assert outcome.text.startswith("Server. ---> 2012: Wage tax declaration already sent")
        assert len(outcome.text) <= 500

    @pytest.mark.parametrize("change", EVERY_CHANGE)
    def test_a_fault_without_a_number_says_nothing_about_a_change(
        self, nmbrs: Canned, payroll: Payroll, change: Change
    ) -> None:
        nmbrs.script = lambda _: fault("Server was unable to process request. ---&gt; Timeout expired")
        outcome = outcome_of(payroll, change)
        assert (outcome.landing, outcome.code, outcome.may_land_late) == (Landing.UNKNOWN, "", True)
        assert len(nmbrs.requests) == 1


NOT_ANSWERS = {
    "nothing": Reply(b""),
    "an HTML page": Reply(b"<!DOCTYPE html><html><body>Maintenance</body></html>"),
    "no XML": Reply(b"OK"),
    "another envelope": Reply(b"<Envelope/>"),
    "an empty body": envelope(""),
    "the answer to another call": result(Service.EMPLOYEE, "Other_Call"),
    "the body of a request": envelope(f'<List_GetAll xmlns="{LIVE}CompanyService"/>'),
    "a document type": Reply(b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + envelope("<x/>").content.split(b"?>")[1]),
    "entities that explode": Reply(
        b"<!DOCTYPE x [<!ENTITY a0 'ha'>"
        + b"".join(b"<!ENTITY a%d '%s'>" % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10))
        + b"]><x>&a9;</x>"
    ),
    "more than is read": envelope("<x>" + "y" * 300_000 + "</x>"),
    "half": Reply(envelope("<x/>").content[:-20]),
    "gzip that nobody asked for": Reply(b"\x1f\x8b\x08\x00\x00", head=(("Content-Encoding", "gzip"),)),
    "not found": Reply(b"<html/>", 404),
    "a redirect": Reply(b"", 302, (("Location", "http://127.0.0.1:9/stolen"),)),
    "a redirect that keeps the method": Reply(b"", 307, (("Location", "http://127.0.0.1:9/stolen"),)),
    "accepted": Reply(b"", 202),
    "no content": Reply(b"", 204),
}


@pytest.mark.parametrize("name", NOT_ANSWERS)
def test_what_is_no_answer_is_unreadable(nmbrs: Canned, payroll: Payroll, name: str) -> None:
    nmbrs.script = lambda _: NOT_ANSWERS[name]
    assert error_of(payroll.companies).code == "payroll-answer-unreadable"
    assert len(nmbrs.requests) == 1


@pytest.mark.parametrize("change", EVERY_CHANGE)
@pytest.mark.parametrize("name", NOT_ANSWERS)
def test_what_is_no_answer_leaves_a_change_unknown(nmbrs: Canned, payroll: Payroll, name: str, change: Change) -> None:
    nmbrs.script = lambda _: NOT_ANSWERS[name]
    outcome = outcome_of(payroll, change)
    assert (outcome.landing, outcome.may_land_late) == (Landing.UNKNOWN, True)
    assert len(nmbrs.requests) == 1


COMPANY = "<Company><ID>1200</ID><Number>12</Number></Company>"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: b"<!DOCTYPE Envelope>" + content.split(b"?>")[1],
        lambda content: content + b" " * 300_000,
        lambda content: content[:-1],
        lambda content: content + b"<more/>",
    ],
    ids=["a document type", "more than is read", "without its last byte", "with something behind it"],
)
def test_a_proper_answer_that_was_spoiled(nmbrs: Canned, payroll: Payroll, spoil: Callable[[bytes], bytes]) -> None:
    proper = answering(List_GetAll=COMPANY, HourComponentVar_Insert="9001")
    nmbrs.script = proper
    assert [company.id for company in payroll.companies()] == ["1200"]
    nmbrs.script = lambda request: Reply(spoil(proper(request).content))
    assert error_of(payroll.companies).code == "payroll-answer-unreadable"
    for change in (ADD, ADD_TOGETHER, DAYS):
        assert outcome_of(payroll, change).landing is Landing.UNKNOWN


@pytest.mark.parametrize(
    ("status", "code"),
    [(500, "payroll-unreachable"), (404, "payroll-answer-unreadable"), (202, "payroll-answer-unreadable")],
)
def test_a_proper_answer_with_a_status_that_does_not_belong_to_it(
    nmbrs: Canned, payroll: Payroll, status: int, code: str
) -> None:
    proper = answering(List_GetAll=COMPANY, HourComponentVar_Insert="9001")
    nmbrs.script = lambda request: replace(proper(request), status=status)
    assert error_of(payroll.companies).code == code
    for change in (ADD, ADD_TOGETHER, DAYS):
        assert outcome_of(payroll, change).landing is Landing.UNKNOWN


class TestAnswersToChanges:
    @pytest.mark.parametrize(("told", "line"), [("9001", "9001"), ("0", None), ("-1", None)])
    def test_the_id_of_an_insert(self, nmbrs: Canned, payroll: Payroll, told: str, line: str | None) -> None:
        nmbrs.script = answering(HourComponentVar_Insert=told)
        assert outcome_of(payroll, ADD) == Outcome(Landing.ACCEPTED, LineId(line) if line else None)

    @pytest.mark.parametrize("told", [None, "", "true", "1.0"])
    def test_an_insert_without_a_number_is_unknown(self, nmbrs: Canned, payroll: Payroll, told: str | None) -> None:
        nmbrs.script = answering(**({} if told is None else {"HourComponentVar_Insert": told}))
        assert outcome_of(payroll, ADD).landing is Landing.UNKNOWN

    @pytest.mark.parametrize(
        ("told", "landing"),
        [
            ("true", Landing.ACCEPTED),
            ("1", Landing.ACCEPTED),
            ("false", Landing.ALREADY_GONE),
            ("0", Landing.ALREADY_GONE),
            ("", Landing.UNKNOWN),
            ("True", Landing.UNKNOWN),
            ("no", Landing.UNKNOWN),
            (None, Landing.UNKNOWN),
        ],
    )
    def test_a_delete(self, nmbrs: Canned, payroll: Payroll, told: str | None, landing: Landing) -> None:
        nmbrs.script = answering(**({} if told is None else {"HourComponent_Delete": told}))
        assert outcome_of(payroll, REMOVE).landing is landing

    @pytest.mark.parametrize("change", [ADD_TOGETHER, DAYS])
    def test_an_empty_answer_is_acceptance(self, nmbrs: Canned, payroll: Payroll, change: Change) -> None:
        nmbrs.script = answering()
        assert outcome_of(payroll, change) == Outcome(Landing.ACCEPTED)


class TestDomain:
    @pytest.mark.parametrize("told", ["", "<Domain>x</Domain>", "<SubDomain/>"])
    def test_without_a_subdomain(self, nmbrs: Canned, told: str) -> None:
        nmbrs.script = answering(Environment_Get=told)
        payroll = soap_connection(SoapSettings(nmbrs.address))(replace(DEMO_CREDENTIALS, domain=""))
        assert error_of(lambda: payroll.environment).code == "payroll-answer-unreadable"

    def test_a_change_waits_for_it_and_is_not_sent_without(self, nmbrs: Canned) -> None:
        nmbrs.script = answering()
        payroll = soap_connection(SoapSettings(nmbrs.address))(replace(DEMO_CREDENTIALS, domain=""))
        outcome = outcome_of(payroll, ADD)
        assert outcome.landing is Landing.NOT_SENT
        assert "Environment_Get" in outcome.text
        assert nmbrs.operations() == ["Environment_Get"]


def test_cost_centres_that_may_not_be_read_refuse_only_the_lines_that_have_one(nmbrs: Canned, payroll: Payroll) -> None:
    def script(request: Request) -> Reply:
        if request.operation.startswith("Cost"):
            return fault("X ---&gt; 1002: Not allowed")
        return result(request.service, request.operation)

    nmbrs.script = script
    changes = [replace(ADD_TOGETHER, cost_centre="K1"), ADD_TOGETHER]
    outcomes = payroll.change_pay(KADE, OCTOBER, changes, False, timedelta(minutes=1))
    assert [(o.landing, o.code) for o in outcomes] == [(Landing.REFUSED, "1002"), (Landing.ACCEPTED, "")]
    assert outcomes[0].refusal is Refusal.NO_RIGHT


def test_cost_units_are_not_asked_for_a_line_without_one(nmbrs: Canned, payroll: Payroll) -> None:
    """So that a user who may not read them can still send lines with a cost centre."""
    nmbrs.script = answering(CostCenter_GetList="<CostCenter><Code>K1</Code><Id>41</Id></CostCenter>")
    assert outcome_of(payroll, replace(ADD_TOGETHER, cost_centre="K1")).landing is Landing.ACCEPTED
    assert nmbrs.operations() == ["CostCenter_GetList", "HourComponentVar_Insert_Batch"]


def test_cost_centres_that_cannot_be_read_in_passing_keep_a_line_back(nmbrs: Canned, payroll: Payroll) -> None:
    nmbrs.script = lambda _: fault("X ---&gt; 1006: Login security failure")
    outcome = outcome_of(payroll, replace(ADD, cost_centre="K1"))
    assert outcome.landing is Landing.NOT_SENT
    assert set(nmbrs.operations()) == {"CostCenter_GetList"}
