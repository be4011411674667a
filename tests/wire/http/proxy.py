"""A proxy that does TLS, as a program of its own: ``python proxy.py CERTIFICATE KEY PORT``; prints its own port."""

from __future__ import annotations

import http.client
import ssl
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Passing(BaseHTTPRequestHandler):
    """Passes a request on, with who sent it and how."""

    def do_GET(self) -> None:
        """Pass it on."""
        behind = http.client.HTTPConnection("127.0.0.1", int(sys.argv[3]), timeout=20)
        headers = dict(self.headers.items())
        before = headers.get("X-Forwarded-For", "")
        headers["X-Forwarded-For"] = f"{before}, {self.client_address[0]}".removeprefix(", ")
        headers["X-Forwarded-Proto"] = "https"
        body = self.rfile.read(int(headers.get("Content-Length", 0)))
        behind.request(self.command, self.path, body, headers)
        answer = behind.getresponse()
        content = answer.read()
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in ("transfer-encoding", "connection"):
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    do_POST = do_GET  # noqa: N815 - the same

    def log_message(self, *_: object) -> None:
        """Say nothing."""


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Passing)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[1], sys.argv[2])
    server.socket = context.wrap_socket(server.socket, server_side=True)
    sys.stdout.write(f"{server.server_address[1]}\n")
    sys.stdout.flush()
    server.serve_forever()
