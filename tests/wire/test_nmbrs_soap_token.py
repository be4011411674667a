"""The API token goes to Nmbrs and nowhere else."""

import logging
from collections.abc import Callable, Iterator
from datetime import timedelta
from http.client import HTTPConnection

import pytest

from adapters.nmbrs_soap import SoapSettings, soap_connection
from application.ports.payroll import AddLine, Credentials, Payroll
from domain.amount import Amount
from domain.errors import ProductError
from domain.pay_line import PayKind
from domain.terms import CompanyId, EmployeeId
from domain.wage_period import PeriodRef
from tests.wire.canned import Canned, Reply, Request, fault, result, serving

TOKEN = "sesam-open-u-3f9c1e"
KADE, NOOR = CompanyId("1200"), EmployeeId("503201")
OCTOBER = PeriodRef(2026, 10)

ANSWERS: dict[str, Callable[[Request], Reply | None]] = {
    "a proper answer": lambda request: result(request.service, request.operation),
    "a refusal": lambda _: fault("X ---&gt; 1001: Invalid authentication"),
    "a refusal that repeats the token": lambda _: fault(f"X ---&gt; 2003: Token {TOKEN} may not do this"),
    "a fault that repeats the token": lambda _: fault("x" * 490 + TOKEN),
    "the request itself": lambda request: Reply(request.body),
    "a page with the request in it": lambda request: Reply(b"<html>" + request.body, 502),
    "nothing": lambda _: None,
}


@pytest.fixture
def nmbrs() -> Iterator[Canned]:
    with serving(ANSWERS["nothing"]) as canned:
        yield canned


@pytest.fixture
def payroll(nmbrs: Canned) -> Payroll:
    return open_at(nmbrs.address)


def open_at(address: str) -> Payroll:
    settings = SoapSettings(address, retry_pause=timedelta(0), call_timeout=timedelta(seconds=5))
    return soap_connection(settings)(Credentials("a@b.example", TOKEN, "kadegroep"))


def whatever_it_says(payroll: Payroll) -> list[object]:
    """Everything that a reading and a change give to whoever asked."""
    said: list[object] = []
    try:
        said.append(payroll.companies())
    except ProductError as error:
        said.append(error)
    line = AddLine("ref", NOOR, PayKind.HOURS, "2100", Amount.parse("8.00"), alone=True)
    said.extend(payroll.change_pay(KADE, OCTOBER, [line], False, timedelta(minutes=1)))
    return said


@pytest.mark.parametrize("name", ANSWERS)
def test_is_in_no_log_at_debug(
    nmbrs: Canned,
    payroll: Payroll,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    name: str,
) -> None:
    nmbrs.script = ANSWERS[name]
    with caplog.at_level(logging.DEBUG):
        whatever_it_says(payroll)
    assert [TOKEN in request.body.decode() for request in nmbrs.requests] == [True] * len(nmbrs.requests) != []
    assert caplog.records, "the libraries below say something at DEBUG, and this test hears it"
    assert TOKEN not in caplog.text
    assert TOKEN not in "".join(capfd.readouterr())
    assert HTTPConnection.debuglevel == 0


@pytest.mark.parametrize("name", ANSWERS)
def test_is_in_nothing_that_comes_back(nmbrs: Canned, payroll: Payroll, name: str) -> None:
    nmbrs.script = ANSWERS[name]
    for thing in whatever_it_says(payroll):
        seen: BaseException | object | None = thing
        while seen is not None:
            told = f"{seen!r} {seen} {getattr(seen, '__dict__', '')}"
            assert TOKEN not in told
            assert TOKEN[:10] not in told
            seen = getattr(seen, "__cause__", None) or getattr(seen, "__context__", None)


def test_is_not_held_by_an_error_about_a_lost_connection() -> None:
    """An exception of requests holds the request, and with it the whole message."""
    with serving(ANSWERS["nothing"]) as canned:
        payroll = open_at(canned.address)
        with pytest.raises(ProductError) as caught:
            payroll.companies()
    seen: BaseException | None = caught.value
    chain = []
    while seen is not None:
        chain.append(type(seen).__module__.split(".")[0])
        seen = seen.__cause__ or seen.__context__
    assert set(chain) <= {"domain", "adapters"}


def test_is_in_no_repr(payroll: Payroll) -> None:
    assert TOKEN not in repr(payroll)
    assert TOKEN not in repr(Credentials("a@b.example", TOKEN))
    assert TOKEN not in repr(SoapSettings("https://api.nmbrs.nl"))


def test_does_not_follow_a_redirect(nmbrs: Canned, payroll: Payroll) -> None:
    with serving(ANSWERS["a proper answer"]) as elsewhere:
        nmbrs.script = lambda _: Reply(b"", 307, (("Location", f"{elsewhere.address}/soap/v3/CompanyService.asmx"),))
        whatever_it_says(payroll)
        assert len(nmbrs.requests) == 2
        assert elsewhere.requests == []
