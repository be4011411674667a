"""Addresses: which is which, and which are safe."""

import pytest

from adapters.nmbrs_soap import SoapSettings, environment_kind, soap_connection
from application.ports.payroll import Credentials, Environment, EnvironmentKind
from domain.errors import ProductError


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("https://api.nmbrs.nl", EnvironmentKind.LIVE),
        ("https://API.NMBRS.NL/", EnvironmentKind.LIVE),
        ("https://api.nmbrs.nl:443", EnvironmentKind.LIVE),
        ("https://api.nmbrs.nl.", EnvironmentKind.LIVE),
        ("https://api.nmbrs.se", EnvironmentKind.LIVE),
        ("https://api-sandbox.nmbrs.nl", EnvironmentKind.SANDBOX),
        ("https://api-sandbox.nmbrs.nl.example", EnvironmentKind.DEMO),
        ("https://nmbrs.example", EnvironmentKind.DEMO),
        ("http://127.0.0.1:8099", EnvironmentKind.DEMO),
    ],
)
def test_the_kind_follows_from_the_host(address: str, kind: EnvironmentKind) -> None:
    assert environment_kind(address) is kind


@pytest.mark.parametrize(
    "address",
    [
        "https://api.nmbrs.nl",
        "https://nmbrs.example:8443",
        "http://localhost:8099",
        "http://127.0.0.1:8099",
        "http://127.8.9.1",
        "http://[::1]:8099",
    ],
)
def test_safe_addresses(address: str) -> None:
    connect = soap_connection(SoapSettings(address))
    environment = connect(Credentials("a@b.example", "token", "kadegroep")).environment
    assert environment == Environment(environment_kind(address), "kadegroep")


@pytest.mark.parametrize(
    "address",
    [
        "http://api.nmbrs.nl",
        "http://192.168.1.20:8099",
        "http://localhost.example",
        "http://127.0.0.1.example",
        "http://0.0.0.0:8099",
        "http://user@127.0.0.1@nmbrs.example",
        "ftp://127.0.0.1",
        "gopher://127.0.0.1",
        "127.0.0.1:8099",
        "live",
        "https://",
        "",
        "http://[::1",
        "https://nmbrs.example:port",
    ],
)
def test_unsafe_addresses(address: str) -> None:
    with pytest.raises(ProductError) as caught:
        soap_connection(SoapSettings(address))
    assert caught.value.code == "payroll-address-unsafe"
