"""Disturbances on the wire: what a caller sees of each, and what the payroll did."""

import http.client
import os
import signal
import threading
import time
from types import SimpleNamespace

import pytest

from adapters.nmbrs_fake.clock import SystemClock
from adapters.nmbrs_fake.faults import Fault
from adapters.nmbrs_fake.nmbrs import FakeNmbrs
from adapters.nmbrs_fake.sample_data import demo_payroll
from adapters.nmbrs_fake.soap_server import SoapServer, serve_demo
from adapters.nmbrs_wsdl import Service
from domain.wage_period import PeriodRef
from tests.wire.raw_soap import call

NOOR, OCTOBER = 503201, PeriodRef(2026, 10)
INSERT = "HourComponentVar_Insert"
LINE = (
    f"<EmployeeId>{NOOR}</EmployeeId><Hourcomponent><Id>0</Id><HourCode>2100</HourCode><Hours>7.5</Hours></Hourcomponent>"
    "<Period>10</Period><Year>2026</Year><UnprotectedMode>false</UnprotectedMode>"
)


def test_lost_on_the_way_there_and_on_the_way_back(server: SoapServer, nmbrs: FakeNmbrs) -> None:
    for fault, lines in ((Fault.drop_before(), 0), (Fault.drop_after(), 1)):
        nmbrs.faults.on(fault, operation=INSERT)
        with pytest.raises(http.client.RemoteDisconnected):
            call(server, Service.EMPLOYEE, INSERT, LINE)
        assert len(nmbrs.office.lines(NOOR, OCTOBER)) == lines
    assert call(server, Service.EMPLOYEE, INSERT, LINE).status == 200


def test_a_call_that_lands_after_its_caller_gave_up(server: SoapServer, nmbrs: FakeNmbrs) -> None:
    nmbrs.faults.on(Fault.late(60), operation=INSERT)
    with pytest.raises(TimeoutError):
        call(server, Service.EMPLOYEE, INSERT, LINE, timeout=0.1)
    assert nmbrs.office.lines(NOOR, OCTOBER) == []
    nmbrs.clock.sleep(60)
    assert len(nmbrs.office.lines(NOOR, OCTOBER)) == 1


def test_a_slow_answer_is_an_answer() -> None:
    nmbrs = demo_payroll(clock=SystemClock())
    nmbrs.faults.on(Fault.slow(0.1))
    with SoapServer(nmbrs) as server:
        before = time.monotonic()
        assert call(server, Service.EMPLOYEE, INSERT, LINE).status == 200
        assert time.monotonic() - before >= 0.1


@pytest.mark.parametrize("done", [False, True])
def test_the_page_of_a_proxy(server: SoapServer, nmbrs: FakeNmbrs, done: bool) -> None:
    nmbrs.faults.on(Fault.http_error(503, "<html>Service unavailable</html>", done))
    answer = call(server, Service.EMPLOYEE, INSERT, LINE)
    assert (answer.status, answer.content_type) == (503, "text/html")
    assert answer.content == b"<html>Service unavailable</html>"
    assert len(nmbrs.office.lines(NOOR, OCTOBER)) == done


def test_half_an_answer(server: SoapServer, nmbrs: FakeNmbrs) -> None:
    nmbrs.faults.on(Fault.truncated(), times=2)
    for line, done in ((LINE, 1), (LINE.replace("2100", "1"), 1)):
        with pytest.raises(http.client.IncompleteRead):
            call(server, Service.EMPLOYEE, INSERT, line)
        assert len(nmbrs.office.lines(NOOR, OCTOBER)) == done


def test_garbage(server: SoapServer, nmbrs: FakeNmbrs) -> None:
    nmbrs.faults.on(Fault.garbage())
    answer = call(server, Service.EMPLOYEE, INSERT, LINE)
    assert answer.status == 200
    with pytest.raises(SyntaxError):
        _ = answer.root
    assert len(nmbrs.office.lines(NOOR, OCTOBER)) == 1


def test_a_scripted_refusal(server: SoapServer, nmbrs: FakeNmbrs) -> None:
    nmbrs.faults.on(Fault.refused("1006", "Login security failure, try again"))
    answer = call(server, Service.EMPLOYEE, INSERT, LINE)
    assert answer.fault == "Server was unable to process request. ---> 1006: Login security failure, try again"
    assert nmbrs.office.lines(NOOR, OCTOBER) == []
    assert [entry.ended for entry in nmbrs.log.entries] == ["fault 1006"]


def read_wsdl(connection: http.client.HTTPConnection) -> bytes:
    connection.request("GET", "/soap/v3/CompanyService.asmx?WSDL")
    return connection.getresponse().read()


def test_deaf_for_a_while(server: SoapServer, nmbrs: FakeNmbrs) -> None:
    kept = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
    assert read_wsdl(kept)
    with server.deaf():
        with pytest.raises(ConnectionRefusedError):
            call(server, Service.EMPLOYEE, INSERT, LINE)
        with pytest.raises(ConnectionError):
            read_wsdl(kept)
    kept.close()
    assert call(server, Service.EMPLOYEE, INSERT, LINE).status == 200
    assert len(nmbrs.office.lines(NOOR, OCTOBER)) == 1


def test_above_150_calls_a_second_a_call_waits_half_a_second(server: SoapServer) -> None:
    before = time.monotonic()
    for _ in range(150):
        server.keep_pace()
    assert time.monotonic() - before < 0.5
    server.keep_pace()
    assert time.monotonic() - before >= 0.5


def test_serving_the_demo_until_interrupted() -> None:
    answers: list[list[str]] = []

    def visit(address: str) -> None:
        with_port = SimpleNamespace(port=int(address.rpartition(":")[2]))
        answers.append(call(with_port, Service.COMPANY, "List_GetAll").texts("Name"))
        os.kill(os.getpid(), signal.SIGINT)

    serve_demo(0, 2, 40, lambda address: threading.Thread(target=visit, args=[address]).start())
    assert answers == [["De Kade Horeca B.V.", "De Brug Horeca B.V."]]
