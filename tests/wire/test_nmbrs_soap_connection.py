"""The SOAP adapter on bad lines: what was not sent, what is unknown, and what is tried again."""

import ipaddress
import itertools
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from adapters.nmbrs_fake.sample_data import DEMO_CREDENTIALS
from adapters.nmbrs_soap import SoapSettings, soap_connection
from adapters.nmbrs_wsdl import Service
from application.ports.payroll import AddLine, Change, Payroll, RemoveLine, SetDays
from domain.amount import Amount
from domain.errors import ProductError
from domain.ledger import Landing, Outcome
from domain.pay_line import PayKind
from domain.terms import CompanyId, EmployeeId, LineId
from domain.wage_period import PeriodRef
from tests.wire.canned import Canned, Reply, Request, Script, fault, result, serving

KADE = CompanyId("1200")
OCTOBER = PeriodRef(2026, 10)
NOOR = EmployeeId("503201")
ADD = AddLine("ref", NOOR, PayKind.HOURS, "2100", Amount.parse("8.00"), alone=True)
EVERY_CHANGE = [
    ADD,
    replace(ADD, alone=False),
    RemoveLine("ref", NOOR, PayKind.HOURS, LineId("9001")),
    SetDays("ref", NOOR, 3),
]
SECOND = timedelta(seconds=1)


def fine(request: Request) -> Reply:
    """An answer that is right for every call made here."""
    name = request.operation
    inner = {"HourComponentVar_Insert": "9001", "HourComponent_Delete": "true", "DaysVar_Get": "0"}.get(name)
    return result(request.service, name, f"<{name}Result>{inner}</{name}Result>" if inner else "")


@pytest.fixture
def nmbrs() -> Iterator[Canned]:
    with serving(fine) as canned:
        yield canned


def opened(nmbrs: Canned, **settings: object) -> Payroll:
    usual = SoapSettings(nmbrs.address, connect_timeout=5 * SECOND, call_timeout=10 * SECOND, retry_pause=0 * SECOND)
    return soap_connection(replace(usual, **settings))(DEMO_CREDENTIALS)  # type: ignore[arg-type]


def outcome_of(payroll: Payroll, change: Change, within: timedelta = 60 * SECOND) -> Outcome:
    [outcome] = payroll.change_pay(KADE, OCTOBER, [change], False, within)
    return outcome


def error_of(call: Callable[[], object]) -> ProductError:
    with pytest.raises(ProductError) as caught:
        call()
    return caught.value


class TestNotSent:
    @pytest.fixture
    def nobody(self) -> SoapSettings:
        """An address on which nobody listens: the port was free a moment ago."""
        with socket.create_server(("127.0.0.1", 0)) as server:
            port = server.getsockname()[1]
        return SoapSettings(f"http://127.0.0.1:{port}", retry_pause=0 * SECOND)

    @pytest.mark.parametrize("change", EVERY_CHANGE)
    def test_connection_refused(self, nobody: SoapSettings, change: Change) -> None:
        outcome = outcome_of(soap_connection(nobody)(DEMO_CREDENTIALS), change)
        assert outcome.landing is Landing.NOT_SENT
        assert "refused" in outcome.text

    def test_connection_refused_when_reading(self, nobody: SoapSettings) -> None:
        error = error_of(soap_connection(nobody)(DEMO_CREDENTIALS).companies)
        assert error.code == "payroll-unreachable"
        assert "refused" in error.what()

    @pytest.mark.parametrize("change", EVERY_CHANGE)
    def test_a_name_that_nobody_knows(self, monkeypatch: pytest.MonkeyPatch, change: Change) -> None:
        def unknown(*_: object, **__: object) -> None:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

        monkeypatch.setattr(socket, "getaddrinfo", unknown)
        payroll = soap_connection(SoapSettings("https://nmbrs.example", retry_pause=0 * SECOND))(DEMO_CREDENTIALS)
        assert outcome_of(payroll, change).landing is Landing.NOT_SENT
        assert error_of(payroll.companies).code == "payroll-unreachable"

    def test_something_that_zeep_cannot_write(self, nmbrs: Canned) -> None:
        payroll = opened(nmbrs)
        outcome = outcome_of(payroll, replace(ADD, comment="a bell \x07"))
        assert outcome.landing is Landing.NOT_SENT
        assert nmbrs.requests == []


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for this machine and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
        .sign(key, hashes.SHA256())
    )
    folder = tmp_path_factory.mktemp("tls")
    certificate_file, key_file = folder / "certificate.pem", folder / "key.pem"
    certificate_file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    key_file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return certificate_file, key_file


@pytest.fixture
def greet(pair: tuple[Path, Path]) -> Callable[[socket.socket], socket.socket]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*pair)
    return lambda connection: context.wrap_socket(connection, server_side=True)


class TestTls:
    def test_a_certificate_that_is_trusted(
        self,
        pair: tuple[Path, Path],
        greet: Callable[[socket.socket], socket.socket],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(pair[0]))
        with serving(fine, greet) as nmbrs:
            assert outcome_of(opened(nmbrs), ADD) == Outcome(Landing.ACCEPTED, LineId("9001"))

    @pytest.mark.parametrize("change", EVERY_CHANGE)
    def test_one_that_is_not(self, greet: Callable[[socket.socket], socket.socket], change: Change) -> None:
        with serving(fine, greet) as nmbrs:
            payroll = opened(nmbrs)
            assert outcome_of(payroll, change).landing is Landing.NOT_SENT
            assert error_of(payroll.companies).code == "payroll-unreachable"
            assert nmbrs.requests == []

    def test_a_handshake_that_never_ends(self) -> None:
        over = threading.Event()

        def silent(connection: socket.socket) -> socket.socket:
            over.wait(30)
            return connection

        with serving(fine, silent) as nmbrs:
            payroll = opened(nmbrs, connect_timeout=timedelta(seconds=0.2))
            assert outcome_of(payroll, ADD).landing is Landing.NOT_SENT
            over.set()

    def test_a_handshake_that_ends_when_it_is_too_late_to_begin(
        self,
        pair: tuple[Path, Path],
        greet: Callable[[socket.socket], socket.socket],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(pair[0]))

        def slow(connection: socket.socket) -> socket.socket:
            time.sleep(0.5)
            return greet(connection)

        with serving(fine, slow) as nmbrs:
            outcome = outcome_of(opened(nmbrs), ADD, within=timedelta(seconds=0.2))
            assert outcome.landing is Landing.NOT_SENT
            assert nmbrs.requests == []


class TestTimeOut:
    @staticmethod
    def drip(request: Request) -> None:
        """A head that promises more than ever comes, and then one byte at a time."""
        request.connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n<")
        for _ in range(200):
            request.connection.sendall(b" ")
            time.sleep(0.05)

    @staticmethod
    def silence(canned: Canned) -> Script:
        def script(_: Request) -> None:
            canned.over.wait(30)

        return script

    @pytest.mark.parametrize("change", EVERY_CHANGE)
    def test_a_change_is_unknown_and_may_land_late(self, nmbrs: Canned, change: Change) -> None:
        nmbrs.script = self.silence(nmbrs)
        payroll = opened(nmbrs, call_timeout=timedelta(seconds=0.3))
        assert payroll.call_timeout == timedelta(seconds=0.3)
        began = time.monotonic()
        outcome = outcome_of(payroll, change)
        assert (outcome.landing, outcome.may_land_late) == (Landing.UNKNOWN, True)
        assert 0.3 <= time.monotonic() - began < 3
        assert len(nmbrs.requests) == 1

    def test_reading_is_not_tried_again(self, nmbrs: Canned) -> None:
        nmbrs.script = self.silence(nmbrs)
        payroll = opened(nmbrs, call_timeout=timedelta(seconds=0.3))
        assert error_of(payroll.companies).code == "payroll-unreachable"
        assert len(nmbrs.requests) == 1

    def test_an_answer_that_drips_in_is_given_up_all_the_same(self, nmbrs: Canned) -> None:
        nmbrs.script = self.drip
        payroll = opened(nmbrs, call_timeout=timedelta(seconds=0.4))
        began = time.monotonic()
        outcome = outcome_of(payroll, ADD)
        assert (outcome.landing, outcome.may_land_late) == (Landing.UNKNOWN, True)
        assert "in time" in outcome.text
        assert 0.4 <= time.monotonic() - began < 3
        assert error_of(payroll.companies).code == "payroll-unreachable"

    def test_silence_in_the_middle_of_an_answer_does_not_start_the_time_anew(self, nmbrs: Canned) -> None:
        def stop_halfway(request: Request) -> None:
            request.connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n<")
            time.sleep(0.8)
            request.connection.sendall(b" ")
            nmbrs.over.wait(30)

        nmbrs.script = stop_halfway
        began = time.monotonic()
        assert outcome_of(opened(nmbrs, call_timeout=SECOND), ADD).landing is Landing.UNKNOWN
        assert 1 <= time.monotonic() - began < 1.7

    def test_the_next_call_is_not_hurried_by_the_last(self, nmbrs: Canned) -> None:
        def slowly(request: Request) -> Reply:
            time.sleep(0.25)
            return fine(request)

        nmbrs.script = slowly
        payroll = opened(nmbrs, call_timeout=timedelta(seconds=2))
        assert [outcome_of(payroll, ADD).landing for _ in range(3)] == [Landing.ACCEPTED] * 3
        assert nmbrs.connections == 1


class TestClosedConnections:
    @pytest.mark.parametrize("change", EVERY_CHANGE)
    def test_one_that_is_closed_after_sending_leaves_a_change_unknown(self, nmbrs: Canned, change: Change) -> None:
        payroll = opened(nmbrs)
        payroll.read_pay(KADE, OCTOBER, [(NOOR, PayKind.HOURS)])
        nmbrs.script = lambda _: None
        outcome = outcome_of(payroll, change)
        assert (outcome.landing, outcome.may_land_late) == (Landing.UNKNOWN, True)
        assert (len(nmbrs.requests), nmbrs.connections) == (2, 1)

    def test_one_that_was_closed_before_is_not_used(self, nmbrs: Canned) -> None:
        def answer_and_hang_up(request: Request) -> None:
            content = fine(request).content
            request.connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(content), content))

        nmbrs.script = answer_and_hang_up
        payroll = opened(nmbrs, read_attempts=1)
        payroll.companies()
        assert nmbrs.hung_up.wait(10)
        nmbrs.script = fine
        assert outcome_of(payroll, ADD).landing is Landing.ACCEPTED
        assert nmbrs.connections == 2

    def test_reading_is_tried_again(self, nmbrs: Canned) -> None:
        nmbrs.script = in_turn(lambda _: None, fine)
        assert list(opened(nmbrs).companies()) == []
        assert len(nmbrs.requests) == 2


def in_turn(*scripts: Script) -> Script:
    """The first script for the first request, and so on; the last for all others."""
    left = list(scripts)
    return lambda request: (left.pop(0) if len(left) > 1 else left[0])(request)


PASSING: dict[str, Script] = {
    "503": lambda _: Reply(b"<html/>", 503),
    "too many requests": lambda _: Reply(b"<html/>", 429),
    "a fault without a number": lambda _: fault("Server was unable to process request."),
    "1006": lambda _: fault("X ---&gt; 1006: Login security failure"),
    "a lost connection": lambda _: None,
}


class TestTryingAgain:
    @pytest.mark.parametrize("what", PASSING)
    def test_what_passes(self, nmbrs: Canned, what: str) -> None:
        nmbrs.script = in_turn(PASSING[what], PASSING[what], fine)
        assert list(opened(nmbrs).companies()) == []
        assert len(nmbrs.requests) == 3

    @pytest.mark.parametrize("what", PASSING)
    @pytest.mark.parametrize("attempts", [1, 2, 5])
    def test_what_does_not_pass_ends(self, nmbrs: Canned, what: str, attempts: int) -> None:
        nmbrs.script = PASSING[what]
        error = error_of(opened(nmbrs, read_attempts=attempts).companies)
        assert error.code == ("payroll-refused" if what == "1006" else "payroll-unreachable")
        assert len(nmbrs.requests) == attempts

    @pytest.mark.parametrize("code", ["1001", "1002", "1003", "2003", "9999"])
    def test_a_refusal_stands(self, nmbrs: Canned, code: str) -> None:
        nmbrs.script = lambda _: fault(f"X ---&gt; {code}: No")
        error_of(opened(nmbrs).companies)
        assert len(nmbrs.requests) == 1

    @pytest.mark.parametrize("what", PASSING)
    @pytest.mark.parametrize("change", EVERY_CHANGE)
    def test_a_change_is_never_tried_again(self, nmbrs: Canned, what: str, change: Change) -> None:
        nmbrs.script = in_turn(PASSING[what], fine)
        assert outcome_of(opened(nmbrs), change).landing in (Landing.UNKNOWN, Landing.REFUSED)
        assert len(nmbrs.requests) == 1

    def test_the_pause_doubles(self, nmbrs: Canned) -> None:
        moments: list[float] = []

        def busy(_: Request) -> Reply:
            moments.append(time.monotonic())
            return Reply(b"", 503)

        nmbrs.script = busy
        error_of(opened(nmbrs, read_attempts=4, retry_pause=timedelta(seconds=0.05)).companies)
        pauses = [later - earlier for earlier, later in itertools.pairwise(moments)]
        assert [pause >= wanted for pause, wanted in zip(pauses, (0.05, 0.1, 0.2), strict=True)] == [True] * 3


def test_the_first_failure_ends_a_large_reading(nmbrs: Canned) -> None:
    nmbrs.script = in_turn(lambda _: fault("X ---&gt; 2003: No rights to the employee"), fine)
    wanted = [(EmployeeId(str(500_000 + n)), PayKind.HOURS) for n in range(1000)]
    error = error_of(lambda: opened(nmbrs, workers=4).read_pay(KADE, OCTOBER, wanted))
    assert error.code == "payroll-refused"
    assert len(nmbrs.requests) < 100


def test_a_reading_that_is_interrupted_stops_calling(nmbrs: Canned) -> None:
    class Interrupted(Exception):
        pass

    def interrupt(done: int, _: int) -> None:
        if done == 5:
            raise Interrupted

    wanted = [(EmployeeId(str(500_000 + n)), PayKind.HOURS) for n in range(1000)]
    with pytest.raises(Interrupted):
        opened(nmbrs, workers=4).read_pay(KADE, OCTOBER, wanted, interrupt)
    assert len(nmbrs.requests) < 100


def test_services_are_told_apart_by_their_address(nmbrs: Canned) -> None:
    payroll = opened(nmbrs)
    payroll.companies()
    outcome_of(payroll, ADD)
    assert [request.service for request in nmbrs.requests] == [Service.COMPANY, Service.EMPLOYEE]
