"""Where this Nmbrs is, and how hard it may be called."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_address
from urllib.parse import urlsplit

from application.ports.payroll import EnvironmentKind
from domain.errors import ProductError

_KINDS = {
    "api.nmbrs.nl": EnvironmentKind.LIVE,
    "api.nmbrs.se": EnvironmentKind.LIVE,
    "api-sandbox.nmbrs.nl": EnvironmentKind.SANDBOX,
}


@dataclass(frozen=True, slots=True)
class SoapSettings:
    """Everything that can be set about the calls.

    ``address`` is the part before ``/soap/v3``. ``connect_timeout`` is for making a connection; ``call_timeout`` runs
    from the moment that a call leaves until its whole answer is there. ``workers`` calls run at the same time, and
    never more than ``calls_per_second`` in any second. ``batch_size`` is the most lines in one batch. A reading call
    that failed in passing is made ``read_attempts`` times at most, with ``retry_pause`` in between, doubled each time.
    An answer of more than ``answer_bytes`` is not read.
    """

    address: str
    connect_timeout: timedelta = timedelta(seconds=10)
    call_timeout: timedelta = timedelta(seconds=60)
    workers: int = 16
    calls_per_second: int = 150
    batch_size: int = 1000
    read_attempts: int = 3
    retry_pause: timedelta = timedelta(seconds=0.5)
    answer_bytes: int = 50_000_000


def environment_kind(address: str) -> EnvironmentKind:
    """Live, sandbox, or else a demo, by the host in the address (docs/nmbrs.md, "Addresses")."""
    return _KINDS.get((urlsplit(address).hostname or "").rstrip("."), EnvironmentKind.DEMO)


def safe_address(address: str) -> str:
    """The address without a slash at its end; raises ``payroll-address-unsafe`` when the token would travel openly."""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise ProductError("payroll-address-unsafe", url=address) from None
    if not host or not (parts.scheme == "https" or (parts.scheme == "http" and _is_this_machine(host))):
        raise ProductError("payroll-address-unsafe", url=address)
    return address.rstrip("/")


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
