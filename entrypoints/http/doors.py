"""The doors: on which address, under which names, and over which lines requests may come in.

On loopback nothing is needed: what passes there stays within the machine. Anywhere else the line must be encrypted, by
this server's own certificate or by a proxy that the settings name; of such a proxy, and of nobody else, it is believed
from where a request comes and that it came over https.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import Final

from starlette.datastructures import Headers
from starlette.types import Scope

from domain.errors import ProductError
from entrypoints.settings import Settings, parts_of

LOOPBACK_NAMES: Final = frozenset({"127.0.0.1", "localhost", "[::1]"})
HEALTH: Final = "/healthz"
"""Answers without anybody having logged in, and to whoever watches over the server beside the proxy."""


@dataclass(frozen=True, slots=True)
class Doors:
    """Under which ``names`` it may be called besides those of loopback, and of which ``proxies`` it believes a word."""

    names: frozenset[str] = frozenset()
    proxies: tuple[IPv4Network | IPv6Network, ...] = ()

    def enter(self, scope: Scope, headers: Headers) -> Scope:
        """The request as whoever sent it sees it. Raises ``proxy-only`` and ``host-refused``."""
        if self.proxies and scope["path"] != HEALTH:
            scope = self._through_proxy(scope, headers)
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not self._known(hostname(hosts[0]), scope):
            raise ProductError("host-refused")
        return scope

    def _through_proxy(self, scope: Scope, headers: Headers) -> Scope:
        peer = scope["client"][0] if scope["client"] else ""
        protocols = _listed(headers, "x-forwarded-proto")
        if not self._is_proxy(peer) or protocols[-1:] != ["https"]:
            raise ProductError("proxy-only")
        return {**scope, "scheme": "https", "client": (self._sender(_listed(headers, "x-forwarded-for"), peer), 0)}

    def _sender(self, route: Sequence[str], peer: str) -> str:
        """The last on the route that is no proxy of ours: what stands before it anybody can have written."""
        for address in reversed(route):
            plain = _plain_address(address)
            if plain is None:
                break
            peer = plain
            if not self._is_proxy(plain):
                break
        return peer

    def _is_proxy(self, address: str) -> bool:
        plain = _plain_address(address)
        return plain is not None and any(ip_address(plain) in network for network in self.proxies)

    def _known(self, name: str, scope: Scope) -> bool:
        own = scope["server"][0] if scope.get("server") else ""
        return name in self.names or (name in LOOPBACK_NAMES and is_loopback(own))


def doors_of(settings: Settings, host: str) -> Doors:
    """The doors of a server on that address. Raises ``tls-needed`` and ``http-names-needed``."""
    names = frozenset(parts_of(settings.http_names))
    proxies = tuple(ip_network(address) for address in parts_of(settings.http_proxy))
    if not is_loopback(host) and not proxies and settings.http_certificate is None:
        raise ProductError("tls-needed", host=host)
    if not names and (proxies or not is_loopback(host)):
        raise ProductError("http-names-needed", host=host)
    return Doors(names, proxies)


def check_certificate(settings: Settings) -> None:
    """Raises ``tls-unusable`` when the certificate and its key cannot be used, so that it is told at the start."""
    if settings.http_certificate is None:
        return
    try:
        # Without an answer to give, OpenSSL would ask for the password of the key at the terminal.
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(
            settings.http_certificate, settings.http_certificate_key, password=lambda: ""
        )
    except (OSError, ValueError) as error:  # ssl.SSLError is an OSError
        raise ProductError("tls-unusable", certificate=settings.http_certificate, detail=error) from None


def listen(host: str, port: int) -> socket.socket:
    """A socket on that address; port 0 is any free one. Raises ``port-not-free``."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except (OSError, OverflowError) as error:
        raise ProductError("port-not-free", host=host, port=port, detail=error) from None


def is_loopback(host: str) -> bool:
    """Whether what is sent to that address stays within the machine."""
    plain = _plain_address(host)
    return host == "localhost" or (plain is not None and ip_address(plain).is_loopback)


def hostname(host: str) -> str:
    """The name in a Host header, without the port."""
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isdigit() else host).lower()


def _listed(headers: Headers, name: str) -> list[str]:
    return [part.lower() for value in headers.getlist(name) for part in parts_of(value)]


def _plain_address(text: str) -> str | None:
    """An address without brackets and port; None when it is none."""
    bare = text.strip()
    if bare.startswith("["):
        bare = bare[1:].partition("]")[0]
    elif bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        address = ip_address(bare)
    except ValueError:
        return None
    mapped = getattr(address, "ipv4_mapped", None)
    return str(mapped or address)
