"""The port face: which calls of the vendor a sequence of changes becomes, and the outcome of each change."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from adapters.nmbrs_fake.clock import ManualClock
from adapters.nmbrs_fake.faults import Fault
from adapters.nmbrs_fake.nmbrs import FakeNmbrs
from adapters.nmbrs_fake.policy import DEFAULT, Batch, DeleteMissing, InsertAnswer, VendorPolicy
from adapters.nmbrs_fake.sample_data import DEMO_CREDENTIALS, demo_payroll
from application.ports.payroll import AddLine, Change, RemoveLine, SetDays
from domain.amount import Amount
from domain.ledger import Landing, Outcome, Refusal
from domain.pay_line import PayKind
from domain.terms import CompanyId, EmployeeId, LineId
from domain.wage_period import PeriodRef
from tests.unit.adapters.nmbrs_fake.desk import DECEMBER, OCTOBER, SEPTEMBER

KADE, NOOR, DAAN, ZOE = CompanyId("1200"), EmployeeId("503201"), EmployeeId("503202"), EmployeeId("503203")
MINUTE = timedelta(minutes=1)
INSERT, BATCH = "HourComponentVar_Insert", "HourComponentVar_Insert_Batch"


class Bench:
    """A connection to a fresh fake; ``change`` sends, ``made`` tells which calls of the vendor that took."""

    def __init__(self, policy: VendorPolicy = DEFAULT, batch_size: int | None = None) -> None:
        self.clock = ManualClock()
        self.nmbrs: FakeNmbrs = demo_payroll(policy=policy, clock=self.clock)
        self.nmbrs.batch_size = batch_size
        self.payroll = self.nmbrs.connect(DEMO_CREDENTIALS)

    def change(
        self, *changes: Change, period: PeriodRef = OCTOBER, consent: bool = False, within: timedelta = MINUTE
    ) -> Sequence[Outcome]:
        return self.payroll.change_pay(KADE, period, changes, consent, within)

    def landings(self, *changes: Change, **how: object) -> list[Landing]:
        return [outcome.landing for outcome in self.change(*changes, **how)]  # type: ignore[arg-type]

    @property
    def made(self) -> list[tuple[str, tuple[int, ...]]]:
        return [(entry.call.operation, entry.call.employees) for entry in self.nmbrs.log.entries]

    def hours(self, employee: EmployeeId = NOOR, period: PeriodRef = OCTOBER) -> list[str]:
        return [amount for _, amount in self.nmbrs.office.amounts(int(employee), period)]


def hours(employee: EmployeeId, amount: str = "7.50", code: str = "2100", **more: object) -> AddLine:
    return AddLine("ref", employee, PayKind.HOURS, code, Amount.parse(amount), **more)  # type: ignore[arg-type]


def meals(employee: EmployeeId, count: int) -> AddLine:
    return AddLine("ref", employee, PayKind.WAGE, "4900", Amount.whole(count))


def remove(employee: EmployeeId, line: str, kind: PayKind = PayKind.HOURS) -> RemoveLine:
    return RemoveLine("ref", employee, kind, LineId(line))


def test_one_batch_for_each_kind_and_calls_of_their_own_for_the_rest() -> None:
    bench = Bench()
    outcomes = bench.change(
        hours(NOOR),
        meals(NOOR, 2),
        SetDays("ref", NOOR, 3),
        remove(DAAN, "77"),
        hours(DAAN),
        hours(DAAN, "1.00", alone=True),
        SetDays("ref", DAAN, 4),
        meals(ZOE, 1),
    )
    assert bench.made == [
        ("HourComponent_Delete", (503202,)),
        (INSERT, (503202,)),
        (BATCH, (503201, 503202)),
        ("WageComponentVar_Insert_Batch", (503201, 503203)),
        ("DaysVar_Set_Batch", (503201, 503202)),
    ]
    accepted = Outcome(Landing.ACCEPTED)
    assert outcomes[3] == Outcome(Landing.ALREADY_GONE)
    assert outcomes[5] == Outcome(Landing.ACCEPTED, LineId("9001"))
    assert [outcome for at, outcome in enumerate(outcomes) if at not in (3, 5)] == [accepted] * 6


def test_days_of_one_person_need_no_batch() -> None:
    bench = Bench()
    assert bench.landings(SetDays("ref", NOOR, 3)) == [Landing.ACCEPTED]
    assert bench.made == [("DaysVar_Set", (503201,))]
    assert bench.nmbrs.office.days(503201, OCTOBER) == 3


def test_nobody_straddles_two_batches() -> None:
    bench = Bench(batch_size=2)
    bench.change(hours(NOOR, "1.00"), hours(DAAN, "2.00"), hours(NOOR, "3.00"), hours(NOOR, "4.00"), hours(ZOE, "5.00"))
    assert bench.made == [(BATCH, (503201,)), (BATCH, (503202, 503203))]
    assert bench.hours(NOOR) == ["1.00", "3.00", "4.00"]


def test_cost_centres_go_by_id_and_the_comment_is_kept() -> None:
    bench = Bench()
    bench.change(hours(NOOR, cost_centre="Z1", comment="eitje 2026-10"))
    (line,) = bench.nmbrs.office.lines(503201, OCTOBER)
    assert (line.cost_centre, line.comment) == (42, "eitje 2026-10")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (hours(NOOR, cost_centre="X9"), "2038"),
        (hours(NOOR, cost_unit="X9"), "2038"),
        (hours(NOOR, code="worked"), "2001"),
        (hours(EmployeeId("eitje:7")), "2030"),
        (remove(NOOR, "9" * 5000), "2030"),
    ],
)
def test_what_cannot_be_said_is_refused_without_a_call(change: Change, code: str) -> None:
    bench = Bench()
    (outcome,) = bench.change(change)
    assert (outcome.landing, outcome.code, outcome.refusal) == (Landing.REFUSED, code, Refusal.LINE)
    assert not [call for call, _ in bench.made if not call.startswith("Cost")]


def test_cost_centres_that_cannot_be_read_mean_that_nothing_was_sent() -> None:
    bench = Bench()
    bench.nmbrs.office.user(DEMO_CREDENTIALS.email).switched_off.add("CostCenter_GetList")
    assert bench.landings(hours(NOOR, cost_centre="Z1"), hours(DAAN)) == [Landing.NOT_SENT] * 2
    assert bench.hours(DAAN) == []


def test_a_single_refusal_speaks_of_its_line_and_that_of_a_batch_of_none() -> None:
    bench = Bench()
    (single,) = bench.change(hours(NOOR, code="1", alone=True))
    assert single == Outcome(
        Landing.REFUSED, None, "2001", "Invalid hour code, nothing inserted", Refusal.LINE, may_land_late=False
    )
    shared = bench.change(hours(NOOR, code="1"), hours(DAAN))
    assert (
        shared
        == [
            Outcome(
                Landing.UNKNOWN, None, "2001", "Invalid hour code, nothing inserted", Refusal.LINE, may_land_late=False
            )
        ]
        * 2
    )
    partial = Bench(VendorPolicy(batch=Batch.PARTIAL))
    assert partial.landings(hours(DAAN), hours(NOOR, code="1")) == [Landing.UNKNOWN] * 2
    assert partial.hours(DAAN) == ["7.50"]


@pytest.mark.parametrize(
    ("period", "refusal", "code"),
    [
        (SEPTEMBER, Refusal.PROTECTED_PERIOD, "2011"),
        (DECEMBER, Refusal.PROTECTED_PERIOD, "2011"),
        (PeriodRef(2026, 13), Refusal.PERIOD_TYPE, "2006"),
    ],
)
def test_refusals_of_a_period(period: PeriodRef, refusal: Refusal, code: str) -> None:
    bench = Bench()
    for outcome in bench.change(hours(NOOR, alone=True), hours(DAAN), SetDays("ref", NOOR, 2), period=period):
        assert (outcome.refusal, outcome.code) == (refusal, code)


def test_a_call_that_is_switched_off() -> None:
    bench = Bench()
    bench.nmbrs.office.user(DEMO_CREDENTIALS.email).switched_off.add(INSERT)
    (outcome,) = bench.change(hours(NOOR, alone=True))
    assert (outcome.landing, outcome.refusal, outcome.code) == (Landing.REFUSED, Refusal.NO_RIGHT, "1002")


def test_consent_opens_a_protected_period() -> None:
    bench = Bench()
    assert bench.landings(hours(NOOR), period=SEPTEMBER, consent=True) == [Landing.ACCEPTED]
    assert bench.hours(period=SEPTEMBER) == ["7.50"]


@pytest.mark.parametrize(
    ("policy", "line"),
    [(InsertAnswer.LINE_ID, "9001"), (InsertAnswer.ZERO, None), (InsertAnswer.EMPLOYEE_ID, "503201")],
)
def test_the_answer_of_a_single_insert_is_passed_on_for_what_it_is(policy: InsertAnswer, line: str | None) -> None:
    (outcome,) = Bench(VendorPolicy(insert_answer=policy)).change(hours(NOOR, alone=True))
    assert (outcome.landing, outcome.line) == (Landing.ACCEPTED, line)


def test_a_refused_delete() -> None:
    (outcome,) = Bench(VendorPolicy(delete_missing=DeleteMissing.FAULT_2030)).change(remove(NOOR, "77"))
    assert (outcome.landing, outcome.code, outcome.refusal) == (Landing.REFUSED, "2030", Refusal.LINE)


@pytest.mark.parametrize(
    ("fault", "done"),
    [
        (Fault.drop_before(), False),
        (Fault.drop_after(), True),
        (Fault.http_error(), False),
        (Fault.http_error(done=True), True),
        (Fault.truncated(), True),
        (Fault.garbage(), True),
    ],
)
def test_without_a_usable_answer_the_outcome_is_unknown(fault: Fault, done: bool) -> None:
    bench = Bench()
    bench.nmbrs.faults.on(fault, operation=INSERT)
    (outcome,) = bench.change(hours(NOOR, alone=True))
    assert (outcome.landing, outcome.may_land_late) == (Landing.UNKNOWN, True)
    assert bench.hours() == (["7.50"] if done else [])
    assert bench.landings(hours(NOOR, alone=True)) == [Landing.ACCEPTED]


def test_a_late_call_lands_when_its_time_has_come() -> None:
    bench = Bench()
    bench.nmbrs.faults.on(Fault.late(40), employee=503201)
    before = bench.clock.now()
    assert bench.landings(hours(NOOR, alone=True), hours(DAAN, alone=True)) == [Landing.UNKNOWN, Landing.ACCEPTED]
    assert bench.clock.now() - before == bench.payroll.call_timeout
    bench.clock.sleep(38.9)
    assert bench.hours() == []
    bench.clock.sleep(0.1)
    assert bench.hours() == ["7.50"]


def test_a_late_call_without_a_time_lands_by_hand_and_once() -> None:
    bench = Bench()
    bench.nmbrs.faults.on(Fault.late())
    bench.change(hours(NOOR))
    bench.clock.sleep(1_000_000)
    assert bench.hours() == []
    assert bench.nmbrs.land() == 1
    assert bench.nmbrs.land() == 0
    assert bench.hours() == ["7.50"]


def test_a_late_call_that_is_refused_leaves_nothing() -> None:
    bench = Bench()
    bench.nmbrs.faults.on(Fault.late())
    bench.change(hours(NOOR))
    bench.nmbrs.office.set_current_period(1200, PeriodRef(2026, 11))
    assert bench.nmbrs.land() == 1
    assert bench.hours() == []


def test_a_slow_call_is_answered_or_late_by_the_patience_of_the_caller() -> None:
    bench = Bench()
    bench.nmbrs.faults.on(Fault.slow(0.9))
    assert bench.landings(hours(NOOR)) == [Landing.ACCEPTED]
    bench.nmbrs.faults.on(Fault.slow(1.0))
    assert bench.landings(hours(DAAN)) == [Landing.UNKNOWN]
    assert bench.hours(DAAN) == ["7.50"]  # its second has passed while the caller waited


def test_no_connection_is_not_sent_and_reaches_no_log() -> None:
    bench = Bench()
    bench.nmbrs.faults.on(Fault.no_connection())
    assert bench.landings(hours(NOOR)) == [Landing.NOT_SENT]
    assert bench.made == []


def test_no_call_begins_too_late() -> None:
    bench = Bench()
    bench.nmbrs.faults.on(Fault.slow(0.5), times=None)
    changes = [hours(NOOR, alone=True), hours(DAAN, alone=True), hours(ZOE, alone=True)]
    landings = bench.landings(*changes, within=timedelta(seconds=0.6))
    assert landings == [Landing.ACCEPTED, Landing.ACCEPTED, Landing.NOT_SENT]
    assert bench.hours(ZOE) == []


def test_progress_counts_every_change() -> None:
    bench, seen = Bench(), list[tuple[int, int]]()
    changes = [hours(NOOR), hours(DAAN), hours(ZOE, alone=True), SetDays("ref", NOOR, 1)]
    bench.payroll.change_pay(KADE, OCTOBER, changes, False, MINUTE, lambda done, of: seen.append((done, of)))
    assert seen == [(1, 4), (3, 4), (4, 4)]
