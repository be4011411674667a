"""How fast the SOAP adapter calls, and what a call costs."""

import logging
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta

import pytest

from adapters.nmbrs_fake.sample_data import DEMO_CREDENTIALS, demo_payroll
from adapters.nmbrs_fake.soap_server import SoapServer
from adapters.nmbrs_soap import SoapSettings, soap_connection
from application.ports.payroll import AddLine
from domain.amount import Amount
from domain.ledger import Landing
from domain.pay_line import PayKind
from domain.terms import CompanyId, EmployeeId
from domain.wage_period import PeriodRef
from tests.wire.canned import result, serving

KADE = CompanyId("1200")
OCTOBER = PeriodRef(2026, 10)


def test_a_thousand_people_within_the_vendors_limit() -> None:
    nmbrs = demo_payroll(employees=1000)
    people = [EmployeeId(str(id_)) for id_ in nmbrs.core.employees]
    for place, person in enumerate(people, start=1):
        nmbrs.office.type_line(int(person), OCTOBER, 2100, f"{place}.25")
    seen: list[int] = []
    with SoapServer(nmbrs) as server:
        payroll = soap_connection(SoapSettings(server.address, workers=16))(DEMO_CREDENTIALS)
        began = time.monotonic()
        found = payroll.read_pay(KADE, OCTOBER, [(who, PayKind.HOURS) for who in people], lambda n, _: seen.append(n))
        took = time.monotonic() - began
    assert [str(line.amount) for who in people for line in found.of_kind(who, PayKind.HOURS)] == [
        f"{place}.25" for place in range(1, 1001)
    ]
    assert seen == list(range(1, 1001))
    assert nmbrs.log.peak_rate() <= 150
    assert 1 < nmbrs.log.peak_concurrency <= 16
    # 1,000 calls at 150 a second: the last cannot leave before the seventh second begins.
    assert took > 6


@pytest.mark.parametrize("limit", [1, 10])
def test_the_limit_is_exact_over_threads_and_connections(limit: int) -> None:
    nmbrs = demo_payroll()
    with SoapServer(nmbrs) as server:
        connect = soap_connection(SoapSettings(server.address, workers=8, calls_per_second=limit))
        pairs = [(EmployeeId(str(id_)), PayKind.DAYS) for id_ in list(nmbrs.core.employees)[: 2 * limit]]
        one, other = connect(DEMO_CREDENTIALS), connect(DEMO_CREDENTIALS)
        one.read_pay(KADE, OCTOBER, pairs)
        other.read_pay(KADE, OCTOBER, pairs[:1])
    assert len(nmbrs.log.entries) == len(pairs) + 1
    assert nmbrs.log.peak_rate() <= limit


def test_waiting_for_the_limit_does_not_make_a_change_late() -> None:
    nmbrs = demo_payroll()
    with SoapServer(nmbrs) as server:
        payroll = soap_connection(SoapSettings(server.address, workers=4, calls_per_second=1))(DEMO_CREDENTIALS)
        people = [EmployeeId(str(id_)) for id_ in list(nmbrs.core.employees)[:3]]
        lines = [AddLine("r", who, PayKind.HOURS, "2100", Amount.parse("8.00"), alone=True) for who in people]
        outcomes = payroll.change_pay(KADE, OCTOBER, lines, False, timedelta(seconds=0.5))
    assert sorted(outcome.landing for outcome in outcomes) == [Landing.ACCEPTED, Landing.NOT_SENT, Landing.NOT_SENT]
    assert nmbrs.log.operations() == ["HourComponentVar_Insert"]


def test_what_is_too_late_does_not_wait_for_the_limit() -> None:
    """At one call a second these would take half a minute to find out that none of them may leave."""
    with serving(lambda request: result(request.service, request.operation)) as nmbrs:
        payroll = soap_connection(SoapSettings(nmbrs.address, workers=4, calls_per_second=1))(DEMO_CREDENTIALS)
        people = [EmployeeId(str(n)) for n in range(1, 31)]
        lines = [AddLine("r", who, PayKind.HOURS, "2100", Amount.parse("8.00"), alone=True) for who in people]
        began = time.monotonic()
        outcomes = payroll.change_pay(KADE, OCTOBER, lines, False, timedelta(seconds=-1))
        assert time.monotonic() - began < 5
        assert nmbrs.requests == []
    assert {outcome.landing for outcome in outcomes} == {Landing.NOT_SENT}


def test_a_thousand_lines_are_one_call() -> None:
    nmbrs = demo_payroll(employees=500)
    people = [EmployeeId(str(id_)) for id_ in nmbrs.core.employees]
    lines = [
        AddLine("r", who, PayKind.HOURS, code, Amount.parse("7.33"), "K1", comment="eitje-nmbrs")
        for who in people
        for code in ("2100", "2190")
    ]
    with SoapServer(nmbrs) as server:
        payroll = soap_connection(SoapSettings(server.address))(DEMO_CREDENTIALS)
        outcomes = payroll.change_pay(KADE, OCTOBER, lines, False, timedelta(minutes=1))
        assert server.violations == []
    assert {outcome.landing for outcome in outcomes} == {Landing.ACCEPTED}
    assert nmbrs.log.counts()["HourComponentVar_Insert_Batch"] == 1
    assert {len(nmbrs.office.lines(int(who), OCTOBER)) for who in people} == {2}


def cpu(work: Callable[[], object]) -> float:
    """Milliseconds of this thread's own processor time."""
    began = time.thread_time()
    work()
    return (time.thread_time() - began) * 1000


def test_what_a_call_costs() -> None:
    """About 0.6 ms of processor time; ten would be too much for 150 calls a second. To see it: --log-cli-level=INFO."""
    with serving(lambda request: result(request.service, request.operation)) as nmbrs:
        payroll = soap_connection(SoapSettings(nmbrs.address))(DEMO_CREDENTIALS)
        first = cpu(payroll.companies)
        each = sorted(cpu(payroll.companies) for _ in range(100))
    logging.getLogger(__name__).info("first call %.1f ms, median of 100 more %.2f ms", first, each[50])
    assert first < 500
    assert each[50] < 10


def test_opening_is_quick_and_calls_nobody() -> None:
    with serving(lambda request: result(request.service, request.operation)) as nmbrs:
        connect = soap_connection(SoapSettings(nmbrs.address))
        spent = min(cpu(lambda: connect(DEMO_CREDENTIALS)) for _ in range(5))
        assert nmbrs.requests == []
    assert spent < 50


def test_the_descriptions_of_the_services_are_read_once_a_process() -> None:
    """In a process of its own, because any test may have read them before."""
    ran = subprocess.run([sys.executable, "-c", _COUNTING], capture_output=True, text=True, check=True, timeout=50)
    assert ran.stdout.split() == ["3", "3"]


_COUNTING = """
import builtins
from application.ports.payroll import Credentials
from adapters.nmbrs_soap import SoapSettings, soap_connection
from domain.pay_line import PayKind
from domain.wage_period import PeriodRef
from tests.wire.canned import result, serving

opened = []
usual = builtins.open

def counting(path, *rest, **more):
    if str(path).endswith(".wsdl"):
        opened.append(path)
    return usual(path, *rest, **more)

builtins.open = counting

def answer(request):
    inner = "<Environment_GetResult><SubDomain>x</SubDomain></Environment_GetResult>"
    return result(request.service, request.operation, inner if request.operation == "Environment_Get" else "")

with serving(answer) as nmbrs:
    for _ in range(2):
        payroll = soap_connection(SoapSettings(nmbrs.address))(Credentials("a@b.example", "token"))
        payroll.companies()
        payroll.read_pay("1", PeriodRef(2026, 1), [("1", PayKind.HOURS)])
        print(len(opened))
"""
