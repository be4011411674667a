"""The fake's second face: a web server on this machine that speaks SOAP 1.1 and 1.2 the way Nmbrs does.

Requests are judged by the WSDL (docs/nmbrs.md, "Transport" and "Authentication"). Disturbances happen on the wire.
"""

from __future__ import annotations

import contextlib
import re
import socket
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from adapters.nmbrs_fake.faults import FaultKind
from adapters.nmbrs_fake.gateway import AnswerLost, AnswerSpoiled, Gateway, NoAnswerInTime, NoConnection
from adapters.nmbrs_fake.sample_data import demo_payroll
from adapters.nmbrs_fake.soap_calls import answer_call, refusal_message
from adapters.nmbrs_fake.soap_messages import SOAP_11, SOAP_12, Version
from adapters.nmbrs_fake.vendor_fault import VendorFault
from adapters.nmbrs_wsdl import Service, wsdl_path

_HOST = "127.0.0.1"
_LARGEST_REQUEST = 10 * 2**20
_PATH = re.compile(r"/soap/v3/(\w+)\.asmx\Z", re.IGNORECASE)
_SERVICES = {service.value.lower(): service for service in Service}
_LIVE = "https://api.nmbrs.nl/soap/v3/"
_CALLS_A_SECOND = 150
_DELAY_ABOVE = 0.5


class SoapServer:
    """Serves one fake on a port of this machine, a free one when 0.

    Used as a context manager it serves in the background; `serve` serves until it is interrupted. ``violations``
    tells of every element that a request had wrong: unknown, wrongly cased, out of order, or missing.
    """

    def __init__(self, nmbrs: Gateway, port: int = 0) -> None:
        self.nmbrs = nmbrs
        self.violations: list[str] = []
        self.closing = threading.Event()
        self._arrivals: deque[float] = deque(maxlen=_CALLS_A_SECOND)
        self._connections: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._server = _Server(self, port)
        self.port: int = self._server.server_address[1]

    @property
    def address(self) -> str:
        """Where the server is, up to ``/soap``."""
        return f"http://{_HOST}:{self.port}"

    def url(self, service: Service) -> str:
        """Where calls of a service go."""
        return f"{self.address}/soap/v3/{service.value}.asmx"

    def __enter__(self) -> SoapServer:
        self._start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def serve(self, announce: Callable[[str], None]) -> None:
        """Serve in this thread until it is interrupted; ``announce`` gets the address once it can be called."""
        try:
            announce(self.address)
            self._server.serve_forever()
        except KeyboardInterrupt:
            pass  # the way to end it
        finally:
            self.closing.set()
            self._server.server_close()

    @contextlib.contextmanager
    def deaf(self) -> Iterator[None]:
        """For as long as this lasts nobody gets a connection, and those that exist are cut."""
        self._stop()
        try:
            yield
        finally:
            self.closing.clear()
            self._server = _Server(self, self.port)
            self._start()

    def keep_pace(self) -> None:
        """Above 150 calls a second each call is delayed half a second (docs/nmbrs.md, "Usage limits")."""
        with self._lock:
            now = time.monotonic()
            too_fast = len(self._arrivals) == _CALLS_A_SECOND and now - self._arrivals[0] < 1.0
            self._arrivals.append(now)
        if too_fast:
            time.sleep(_DELAY_ABOVE)

    def connected(self, connection: socket.socket, present: bool) -> None:
        """Keep count of the open connections."""
        with self._lock:
            (self._connections.add if present else self._connections.discard)(connection)

    def _start(self) -> None:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def _stop(self) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        with self._lock:
            open_ones = list(self._connections)
        for connection in open_ones:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


def serve_demo(port: int, companies: int, employees: int | None, announce: Callable[[str], None]) -> None:
    """Serve the demo payroll until interrupted; ``announce`` gets the address as soon as it can be called."""
    SoapServer(demo_payroll(companies, employees), port).serve(announce)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, face: SoapServer, port: int) -> None:
        self.face = face
        super().__init__((_HOST, port), _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller who hangs up is nothing to write home about; anything else is a mistake of ours, and is shown."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1  # head and content leave in one piece

    def setup(self) -> None:
        super().setup()
        self.server.face.connected(self.connection, True)

    def finish(self) -> None:
        self.server.face.connected(self.connection, False)
        super().finish()

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing; the call log of the fake knows more."""

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        service = _service(path)
        if service is None or query.lower() != "wsdl":
            self._reply(404, "text/html", b"<html><body>There is nothing here but ?WSDL.</body></html>")
            return
        text = wsdl_path(service).read_text(encoding="utf-8")
        self._reply(200, "text/xml", text.replace(f'location="{_LIVE}', f'location="{self._base}').encode())

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > _LARGEST_REQUEST:
            self.close_connection = True
            self._reply(413 if length.isdecimal() else 411, "text/html", b"<html><body>Length?</body></html>")
            return
        content = self.rfile.read(int(length))
        service = _service(self.path.partition("?")[0])
        version = _version(self.headers.get_content_type())
        if service is None or version is None:
            self._reply(404 if service is None else 415, "text/html", b"<html><body>Not here.</body></html>")
            return
        self.server.face.keep_pace()
        self._call(service, version, content)

    def _call(self, service: Service, version: Version, content: bytes) -> None:
        face = self.server.face
        action = self.headers.get("SOAPAction") if version is SOAP_11 else str(self.headers.get_param("action") or "")
        try:
            status, message = answer_call(face.nmbrs, service, version, action, content, face.violations)
        except (NoConnection, AnswerLost):
            self._hang_up()
        except NoAnswerInTime:
            face.closing.wait()
            self._hang_up()
        except AnswerSpoiled as spoiled:
            self._spoil(spoiled, version)
        else:
            self._reply(status, version.content_type, message)

    def _spoil(self, spoiled: AnswerSpoiled, version: Version) -> None:
        if spoiled.fault.kind is FaultKind.HTTP_ERROR:
            self._reply(spoiled.fault.status, "text/html", spoiled.fault.body.encode())
        elif spoiled.fault.kind is FaultKind.GARBAGE:
            self._reply(200, version.content_type, b"<soap:Envelope><Body>&oops; <<")
        else:
            refused = isinstance(spoiled.answer, VendorFault)
            message = refusal_message(spoiled.answer, version) if refused else spoiled.answer
            self._reply(200, version.content_type, message[: len(message) // 2], promised=len(message))
            self._hang_up()

    def _reply(self, status: int, content_type: str, content: bytes, promised: int | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{content_type}; charset=utf-8")
        self.send_header("Content-Length", str(len(content) if promised is None else promised))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(content)
        self.wfile.flush()

    def _hang_up(self) -> None:
        self.close_connection = True
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)

    @property
    def _base(self) -> str:
        return f"{self.server.face.address}/soap/v3/"


def _service(path: str) -> Service | None:
    found = _PATH.match(path)
    return _SERVICES.get(found[1].lower()) if found else None


def _version(content_type: str) -> Version | None:
    return next((version for version in (SOAP_11, SOAP_12) if version.content_type == content_type), None)
