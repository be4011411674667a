"""A web server on this machine that answers what a test tells it to, and keeps what it was asked."""

import contextlib
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from lxml import etree

from adapters.nmbrs_wsdl import Service

LIVE = "https://api.nmbrs.nl/soap/v3/"


@dataclass(frozen=True, slots=True)
class Request:
    """One POST: its path, its headers with lower-case names, its body, and the socket on which it came."""

    path: str
    headers: dict[str, str]
    body: bytes
    connection: socket.socket = field(repr=False)

    @property
    def service(self) -> Service:
        """The service whose address was called."""
        return Service(self.path.removeprefix("/soap/v3/").removesuffix(".asmx"))

    @property
    def operation(self) -> str:
        """The name of the element in the body."""
        return str(etree.QName(self.part("Body")[0]).localname)

    def part(self, name: str) -> etree._Element:
        """``Header`` or ``Body`` of the envelope."""
        return etree.fromstring(self.body).find(f"{{http://schemas.xmlsoap.org/soap/envelope/}}{name}")

    def text(self, name: str) -> str:
        """The text of the first element of that name in the body; a nil one is ``nil``."""
        element = next(e for e in self.part("Body").iter() if etree.QName(e).localname == name)
        nil = element.get("{http://www.w3.org/2001/XMLSchema-instance}nil") == "true"
        return "nil" if nil else (element.text or "")

    def names(self, inside: str) -> list[str]:
        """The names of the children of the first element ``inside``, in order."""
        element = next(e for e in self.part("Body").iter() if etree.QName(e).localname == inside)
        return [str(etree.QName(child).localname) for child in element]


@dataclass(frozen=True, slots=True)
class Reply:
    """What is answered. ``head`` are headers beside the length."""

    content: bytes
    status: int = 200
    head: tuple[tuple[str, str], ...] = ()


Script = Callable[[Request], Reply | None]
"""Answers a request; None when it has done so itself on the socket, which is then closed."""


def result(service: Service, operation: str, inner: str = "") -> Reply:
    """A proper answer; ``inner`` is the XML inside ``<OperationResponse>``."""
    return envelope(f'<{operation}Response xmlns="{LIVE}{service.value}">{inner}</{operation}Response>')


def fault(text: str, status: int = 500) -> Reply:
    """A SOAP 1.1 fault."""
    return envelope(
        f"<soap:Fault><faultcode>soap:Server</faultcode><faultstring>{text}</faultstring><detail/></soap:Fault>", status
    )


def envelope(body: str, status: int = 200) -> Reply:
    """Any body."""
    return Reply(
        '<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soap:Body>{body}</soap:Body></soap:Envelope>'.encode(),
        status,
    )


Greet = Callable[[socket.socket], socket.socket]
"""What is done with a new connection before anything is read from it, such as a TLS handshake."""


class Canned:
    """The server. ``script`` may be set to another at any time."""

    def __init__(self, script: Script, greet: Greet | None = None) -> None:
        self.script = script
        self.greet = greet
        self.requests: list[Request] = []
        self.connections = 0
        self.hung_up = threading.Event()
        self.over = threading.Event()
        self._server = _Server(self)
        scheme = "https" if greet else "http"
        self.address = f"{scheme}://127.0.0.1:{self._server.server_address[1]}"

    def operations(self) -> list[str]:
        """The names of the calls so far."""
        return [request.operation for request in self.requests]


@contextlib.contextmanager
def serving(script: Script, greet: Greet | None = None) -> Iterator[Canned]:
    """Serve for as long as the context lasts; over https when there is something to ``greet`` with."""
    canned = Canned(script, greet)
    thread = threading.Thread(target=canned._server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield canned
    finally:
        canned.over.set()
        canned._server.shutdown()
        canned._server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, canned: Canned) -> None:
        self.canned = canned
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller who hangs up is what some tests are about; anything else is a mistake in a test."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def setup(self) -> None:
        self.server.canned.connections += 1
        if self.server.canned.greet:
            self.request = self.server.canned.greet(self.request)
        super().setup()

    def finish(self) -> None:
        super().finish()
        if self.server.canned.greet:
            self.request.close()  # the server closes only what it accepted itself

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Request(self.path, headers, body, self.connection)
        self.server.canned.requests.append(request)
        reply = self.server.canned.script(request)
        if reply is None:
            self.close_connection = True
            with contextlib.suppress(OSError):
                self.connection.shutdown(socket.SHUT_RDWR)
            self.server.canned.hung_up.set()
            return
        self.send_response(reply.status)
        for name, value in reply.head:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.content)))
        self.end_headers()
        self.wfile.write(reply.content)
