"""Serves the HTTP interface: on loopback, or over TLS."""

from __future__ import annotations

import uvicorn

from entrypoints.container import Container
from entrypoints.http.app import create_app
from entrypoints.http.doors import check_certificate, doors_of


def server(container: Container, host: str) -> uvicorn.Server:
    """A server that is ready to run on a socket on that address.

    Opens the database now, so that one that cannot be used is told to whoever starts the server, and not to whoever
    calls first. Raises ``http-key-too-short``, ``tls-needed``, ``tls-unusable``, ``http-names-needed`` and the
    ``database-…`` errors.
    """
    settings = container.settings()
    doors = doors_of(settings, host)
    check_certificate(settings)
    container.storage()
    app = create_app(container, doors)
    config = uvicorn.Config(
        app,
        log_config=None,
        log_level=settings.log_level.lower(),
        access_log=False,  # addresses name companies, differences and files
        proxy_headers=False,  # the gate reads them, and knows which proxy to believe
        server_header=False,
        lifespan="off",
        ws="none",
        ssl_certfile=settings.http_certificate,
        ssl_keyfile=settings.http_certificate_key,
    )
    serving = uvicorn.Server(config)
    app.state.leaving = lambda: serving.should_exit  # whoever follows something would keep it from ending
    return serving
