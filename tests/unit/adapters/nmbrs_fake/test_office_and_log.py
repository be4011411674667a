"""The payroll office, the call log, the script of disturbances, the clock, and many callers at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from adapters.nmbrs_fake.call_log import Call, CallLog
from adapters.nmbrs_fake.clock import ManualClock, SystemClock
from adapters.nmbrs_fake.faults import Fault, Faults
from adapters.nmbrs_fake.gateway import AnswerLost
from adapters.nmbrs_fake.records import Code, NewLine
from adapters.nmbrs_fake.sample_data import DEMO_CREDENTIALS, demo_payroll
from adapters.nmbrs_fake.vendor_fault import VendorFault
from adapters.nmbrs_wsdl import Service
from domain.pay_line import PayKind
from tests.unit.adapters.nmbrs_fake.desk import DAAN, NOOR, OCTOBER, SEPTEMBER, WORKED, Desk, refused


def employee_call(operation: str, *employees: int) -> Call:
    return Call(Service.EMPLOYEE, operation, None, employees, OCTOBER)


def test_the_office_types_edits_and_deletes_without_any_rule() -> None:
    desk = Desk()
    office = desk.nmbrs.office
    typed = office.type_line(NOOR, SEPTEMBER, WORKED, "8", comment="by hand")
    office.edit_line(typed, "8.25")
    assert [(line.id, f"{line.amount}", line.comment) for line in office.lines(NOOR, SEPTEMBER)] == [
        (typed, "8.25", "by hand")
    ]
    assert desk.insert() == typed + 1
    office.delete_line(typed)
    assert office.lines(NOOR, SEPTEMBER) == []
    with pytest.raises(LookupError):
        office.edit_line(typed, "1.00")
    assert desk.nmbrs.log.entries == []


def test_codes_come_and_go() -> None:
    desk = Desk()
    desk.insert()
    desk.nmbrs.office.remove_code(1200, PayKind.HOURS, WORKED)
    with refused("2001"):
        desk.insert()
    assert desk.hours() == [(WORKED, "7.50")]
    desk.nmbrs.office.add_code(1200, PayKind.HOURS, Code(WORKED, "Uren"), model=2)
    desk.insert()
    assert len(desk.hours()) == 2


def test_log_knows_company_ending_and_moment() -> None:
    nmbrs = demo_payroll(clock=ManualClock(datetime(2026, 10, 20, 9, 0, tzinfo=UTC)))
    nmbrs.perform(employee_call("HourComponentVar_Get", NOOR), DEMO_CREDENTIALS, lambda user: user.email)
    nmbrs.faults.on(Fault.drop_before())
    with pytest.raises(AnswerLost):
        nmbrs.perform(employee_call("HourComponentVar_Get", DAAN), DEMO_CREDENTIALS, lambda user: user.email)
    nmbrs.faults.on(Fault.refused("1006"))
    with pytest.raises(VendorFault):
        nmbrs.perform(Call(Service.COMPANY, "List_GetAll"), DEMO_CREDENTIALS, lambda user: user.email)
    assert [(entry.call.company, entry.call.employees, entry.ended) for entry in nmbrs.log.entries] == [
        (1200, (NOOR,), "answered"),
        (1200, (DAAN,), "drop-before"),
        (None, (), "fault 1006"),
    ]
    assert {entry.at for entry in nmbrs.log.entries} == {datetime(2026, 10, 20, 9, 0, tzinfo=UTC)}
    assert nmbrs.log.counts() == {"HourComponentVar_Get": 2, "List_GetAll": 1}
    nmbrs.log.clear()
    assert nmbrs.log.operations() == []


@pytest.mark.parametrize(
    "operation",
    [
        "PersonalInfo_GetAll_AllEmployeesByCompany",
        "HourComponentVar_Clear",
        "HourComponentVar_ClearCurrent",
        "HourComponentVar_GetCurrent",
        "HourComponentVar_InsertCurrent",
        "HourComponentFixed_Get",
        "HourComponentFixed_Insert",
        "HourComponent_Update",
        "WageComponent_Update",
        "DaysVar_SetCurrent",
    ],
)
def test_calls_that_must_never_be_made(operation: str) -> None:
    log = CallLog()
    call = employee_call(operation)
    log.begin(employee_call("PersonalInfoWithoutBSN_Get_GetAllEmployeesByCompany"), datetime.now(UTC))
    log.begin(Call(Service.COMPANY, "Company_GetCurrentPeriod"), datetime.now(UTC))
    log.begin(call, datetime.now(UTC))
    assert log.forbidden() == [call]


def test_peaks_of_rate_and_concurrency() -> None:
    log, start = CallLog(), datetime(2026, 10, 20, tzinfo=UTC)
    call = employee_call("DaysVar_Get", NOOR)
    entries = [log.begin(call, start + timedelta(seconds=second)) for second in (0, 0.5, 0.9, 1.0, 1.4, 3)]
    assert log.peak_rate() == 4
    assert log.peak_rate(0.5) == 2
    assert log.peak_concurrency == 6
    for entry in entries:
        log.end(entry, "answered")
    log.clear()
    assert (log.peak_rate(), log.peak_concurrency) == (0, 0)


def test_rules_fit_by_operation_employee_and_count() -> None:
    faults, lost = Faults(), Fault.drop_before()
    faults.on(lost, operation="DaysVar_Get", employee=NOOR, nth=2, times=2)
    asked: list[tuple[str, int]] = [("DaysVar_Get", NOOR), ("DaysVar_Get", DAAN), ("DaysVar_Set", NOOR)]
    assert [faults.next_for(employee_call(*call)) for call in asked] == [None] * 3
    hits = [faults.next_for(employee_call("DaysVar_Get", DAAN, NOOR)) for _ in range(3)]
    assert hits == [lost, lost, None]


def test_rules_without_end_by_predicate_and_by_dice() -> None:
    faults, lost, slow = Faults(), Fault.drop_after(), Fault.slow(1)
    faults.on(lost, when=lambda call: "Insert" in call.operation, times=None)
    faults.decide = lambda call: slow if call.operation == "DaysVar_Get" else None
    inserts = [faults.next_for(employee_call("HourComponentVar_Insert")) for _ in range(3)]
    assert inserts == [lost] * 3
    assert faults.next_for(employee_call("DaysVar_Get")) == slow
    faults.clear()
    assert faults.next_for(employee_call("HourComponentVar_Insert")) is None
    assert faults.next_for(employee_call("DaysVar_Get")) is None


def test_a_manual_clock_moves_only_when_told() -> None:
    clock = ManualClock(datetime(2026, 10, 20, 9, 0, tzinfo=UTC))
    clock.sleep(90)
    assert clock.now() == datetime(2026, 10, 20, 9, 1, 30, tzinfo=UTC)
    assert clock.now() == clock.now()


def test_the_system_clock_is_real() -> None:
    clock = SystemClock()
    before = clock.now()
    clock.sleep(0.01)
    assert timedelta(seconds=0.01) <= clock.now() - before < timedelta(seconds=30)


def test_latency_is_part_of_every_call() -> None:
    clock = ManualClock()
    nmbrs = demo_payroll(clock=clock)
    nmbrs.latency = 0.03
    before = clock.now()
    nmbrs.connect(DEMO_CREDENTIALS).companies()
    assert clock.now() - before == timedelta(seconds=0.03)


def test_many_callers_at_once_lose_nothing() -> None:
    desk = Desk()

    def insert(number: int) -> int:
        new = NewLine(NOOR, WORKED, Decimal(number))
        return desk.nmbrs.perform(
            employee_call("HourComponentVar_Insert", NOOR),
            DEMO_CREDENTIALS,
            lambda user: desk.core.insert(user, PayKind.HOURS, OCTOBER, new, False),
        )

    with ThreadPoolExecutor(8) as pool:
        ids = list(pool.map(insert, range(400)))
    assert sorted(ids) == list(range(9001, 9401))
    assert sorted(Decimal(amount) for _, amount in desk.hours()) == list(range(400))
    assert desk.nmbrs.log.counts() == {"HourComponentVar_Insert": 400}
