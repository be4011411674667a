"""Where it may be called from: loopback; over TLS with a certificate of its own; through a proxy that does TLS."""

from __future__ import annotations

import contextlib
import http.client
import json
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from fastapi.testclient import TestClient

from domain.accounts import Role
from domain.errors import ProductError
from entrypoints.container import Container
from entrypoints.http.app import create_app
from entrypoints.http.doors import check_certificate, doors_of, listen
from entrypoints.http.server import server
from entrypoints.settings import Settings, load_settings
from tests.wire.http.house import API, AUTHORIZED, KEY, PASSWORD, House

NAME = "pay.kade.example"
PROXY = "10.0.0.2"
THROUGH = {"Host": NAME, "X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https"}


# -- the rules --------------------------------------------------------------------------------------------------------


def behind(house: House, peer: str = PROXY, proxies: str = f"{PROXY}, 10.1.0.0/24", **more: Any) -> TestClient:
    """Somebody at that address who calls a server behind a proxy."""
    settings = {"http_proxy": proxies, "http_names": f"{NAME}, other.example", **more}
    container = house.with_key(KEY, **settings)
    app = create_app(container, doors_of(container.settings(), "0.0.0.0"))
    return TestClient(app, base_url="http://10.0.0.1:8765", client=(peer, 40000), headers=AUTHORIZED)


def test_through_the_proxy_and_over_https_it_answers(house: House) -> None:
    answer = behind(house).get(f"{API}/status", headers=THROUGH)
    assert answer.status_code == 200
    assert answer.headers["strict-transport-security"] == "max-age=63072000"


@pytest.mark.parametrize(
    ("peer", "changed"),
    [
        ("10.0.0.3", {}),
        ("127.0.0.1", {}),
        ("203.0.113.9", {}),
        (PROXY, {"X-Forwarded-Proto": "http"}),
        (PROXY, {"X-Forwarded-Proto": ""}),
        (PROXY, {"X-Forwarded-Proto": "https, http"}),
        ("not-an-address", {}),
    ],
)
def test_what_does_not_come_over_https_through_the_proxy_is_refused(
    house: House, peer: str, changed: dict[str, str]
) -> None:
    for path in (f"{API}/status", "/login", "/static/style.css"):
        answer = behind(house, peer).get(path, headers={**THROUGH, **changed})
        assert answer.status_code == 403
        assert "proxy-only" in answer.text


def test_health_is_for_whoever_watches_over_the_server_too(house: House) -> None:
    assert behind(house, "10.0.0.9").get("/healthz", headers={"Host": NAME}).status_code == 200


@pytest.mark.parametrize(
    ("route", "sender"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("198.51.100.1, 203.0.113.9", "203.0.113.9"),
        ("198.51.100.1, 203.0.113.9, 10.1.0.7", "203.0.113.9"),
        ("203.0.113.9:51234", "203.0.113.9"),
        ("[2001:db8::1]:443", "2001:db8::1"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("203.0.113.9, nonsense", PROXY),
        ("", PROXY),
        ("10.1.0.8, 10.1.0.7", "10.1.0.8"),
    ],
)
def test_the_sender_is_the_last_that_is_no_proxy_of_ours(house: House, route: str, sender: str) -> None:
    name = house.employ(Role.VIEWER)
    body = {"name": name, "password": PASSWORD}
    answer = behind(house).post(f"{API}/session", json=body, headers={**THROUGH, "X-Forwarded-For": route})
    assert answer.status_code == 201
    with house.storage.read() as work:
        assert work.accounts.sessions(name)[0].address == sender


def test_without_a_proxy_nobody_is_believed_about_where_they_are(house: House) -> None:
    name = house.employ(Role.VIEWER)
    loopback = TestClient(create_app(house.container), base_url="http://127.0.0.1:8023", client=("127.0.0.1", 1))
    loopback.post(f"{API}/session", json={"name": name, "password": PASSWORD}, headers={"X-Forwarded-For": "9.9.9.9"})
    with house.storage.read() as work:
        assert work.accounts.sessions(name)[0].address == "127.0.0.1"


@pytest.mark.parametrize("name", [NAME, "OTHER.example", f"{NAME}:443"])
def test_it_answers_to_its_own_names(house: House, name: str) -> None:
    assert behind(house).get(f"{API}/status", headers={**THROUGH, "Host": name}).status_code == 200


@pytest.mark.parametrize("name", ["kade.example", "localhost", "127.0.0.1", "10.0.0.1", f"{NAME}.evil.example"])
def test_it_answers_to_no_other_name(house: House, name: str) -> None:
    answer = behind(house).get(f"{API}/status", headers={**THROUGH, "Host": name})
    assert (answer.status_code, answer.json()["code"]) == (421, "host-refused")


@pytest.mark.parametrize(("origin", "status"), [(f"https://{NAME}", 422), (f"http://{NAME}", 403)])
def test_our_own_pages_are_those_over_https(house: House, origin: str, status: int) -> None:
    assert behind(house).post(f"{API}/exports", headers={**THROUGH, "Origin": origin}).status_code == status


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "127.8.8.8"])
def test_on_loopback_no_tls_is_needed(host: str) -> None:
    assert doors_of(Settings(), host).names == frozenset()


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.0.0.1", "pay.kade.example", ""])
def test_anywhere_else_it_is(tmp_path: Path, host: str) -> None:
    files = {"http_certificate": tmp_path / "a", "http_certificate_key": tmp_path / "b"}
    with pytest.raises(ProductError) as refused:
        doors_of(Settings(http_names=NAME), host)
    assert refused.value.code == "tls-needed"
    with pytest.raises(ProductError) as refused:
        doors_of(Settings(**files), host)
    assert refused.value.code == "http-names-needed"
    assert doors_of(Settings(http_names=NAME, **files), host).names == {NAME}
    assert doors_of(Settings(http_names=NAME, http_proxy=PROXY), host).names == {NAME}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HTTP_NAMES", "https://pay.kade.example"),
        ("HTTP_NAMES", "pay.kade.example:443"),
        ("HTTP_NAMES", "*"),
        ("HTTP_PROXY", "proxy.kade.example"),
        ("HTTP_PROXY", "10.0.0.1/8"),
        ("HTTP_CERTIFICATE", "/etc/pay.pem"),
    ],
)
def test_settings_that_cannot_be_are_named(name: str, value: str) -> None:
    with pytest.raises(ProductError) as refused:
        load_settings({f"EITJE_NMBRS_{name}": value})
    assert refused.value.code == "setting-invalid"
    assert f"EITJE_NMBRS_{name}" in refused.value.what()


# -- real lines -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for that name, signed by itself, and its key."""
    folder = tmp_path_factory.mktemp("certificate")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, NAME)])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "pay.pem").write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    (folder / "pay.key").write_bytes(private(key, serialization.NoEncryption()))
    (folder / "closed.key").write_bytes(private(key, serialization.BestAvailableEncryption(b"geheim")))
    return folder / "pay.pem", folder / "pay.key"


def private(key: ec.EllipticCurvePrivateKey, closed: serialization.KeySerializationEncryption) -> bytes:
    """The key in PEM."""
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, closed)


def served(container: Container, host: str, closing: ExitStack) -> int:
    """Serve until the end of the test; the port."""
    serving = server(container, host)
    listening = closing.enter_context(listen(host, 0))
    thread = threading.Thread(target=serving.run, kwargs={"sockets": [listening]})
    thread.start()
    closing.callback(thread.join)
    closing.callback(lambda: setattr(serving, "should_exit", True))
    port: int = listening.getsockname()[1]
    return port


@pytest.fixture
def closing() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


class Known(http.client.HTTPSConnection):
    """A line to this machine, under the name in the certificate, which is checked."""

    def __init__(self, port: int, certificate: Path) -> None:
        self._context = ssl.create_default_context(cafile=str(certificate))
        super().__init__("127.0.0.1", port, timeout=20, context=self._context)

    def connect(self) -> None:
        """Connect, and check the name."""
        http.client.HTTPConnection.connect(self)
        self.sock = self._context.wrap_socket(self.sock, server_hostname=NAME)


def asked(line: http.client.HTTPConnection, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """What it answers to a GET, under its name."""
    line.request("GET", path, headers={"Host": NAME, **headers})
    answer = line.getresponse()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()


def test_over_tls_with_its_own_certificate(house: House, certificate: tuple[Path, Path], closing: ExitStack) -> None:
    files = {"http_certificate": certificate[0], "http_certificate_key": certificate[1]}
    port = served(house.with_key(KEY, http_names=NAME, **files), "0.0.0.0", closing)
    line = closing.enter_context(contextlib.closing(Known(port, certificate[0])))
    status, headers, body = asked(line, f"{API}/status", **AUTHORIZED)
    assert (status, json.loads(body)["connection"]) == (200, None)
    assert headers["strict-transport-security"] == "max-age=63072000"
    assert asked(line, "/login")[0] == 303
    line.request("GET", "/healthz", headers={"Host": "kade.example"})
    assert line.getresponse().status == 421
    plain = closing.enter_context(contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)))
    with pytest.raises((http.client.HTTPException, OSError)):
        asked(plain, "/healthz")


@pytest.mark.parametrize(("first", "second"), [("pay.key", "pay.pem"), ("pay.pem", "closed.key"), ("no", "pay.key")])
def test_files_that_are_no_certificate_with_its_key_are_told(
    certificate: tuple[Path, Path], first: str, second: str
) -> None:
    folder = certificate[0].parent
    settings = Settings(http_certificate=folder / first, http_certificate_key=folder / second)
    with pytest.raises(ProductError) as refused:
        check_certificate(settings)
    assert refused.value.code == "tls-unusable"
    assert "geheim" not in refused.value.what()


def test_through_a_proxy_that_is_another_program(
    house: House, certificate: tuple[Path, Path], closing: ExitStack
) -> None:
    port = served(house.with_key(KEY, http_names=NAME, http_proxy="127.0.0.1"), "127.0.0.1", closing)
    program = (sys.executable, str(Path(__file__).with_name("proxy.py")), *map(str, certificate), str(port))
    proxy = closing.enter_context(subprocess.Popen(program, stdout=subprocess.PIPE, text=True))
    closing.callback(proxy.terminate)
    assert proxy.stdout is not None
    line = closing.enter_context(contextlib.closing(Known(int(proxy.stdout.readline()), certificate[0])))
    status, headers, _ = asked(line, f"{API}/status", **AUTHORIZED)
    assert (status, headers["strict-transport-security"]) == (200, "max-age=63072000")
    name = house.employ(Role.VIEWER)
    body = json.dumps({"name": name, "password": PASSWORD})
    sent = {"Host": NAME, "Content-Type": "application/json", "X-Forwarded-For": "198.51.100.1"}
    line.request("POST", f"{API}/session", body, {**sent, "Origin": f"https://{NAME}"})
    assert line.getresponse().status == 201
    with house.storage.read() as work:
        assert work.accounts.sessions(name)[0].address == "198.51.100.1"
    straight = closing.enter_context(contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)))
    status, _, body_of = asked(straight, f"{API}/status", **AUTHORIZED)
    assert (status, json.loads(body_of)["code"]) == (403, "proxy-only")
