"""Serves the HTTP interface, on loopback only."""

from __future__ import annotations

import socket
from typing import Final

import uvicorn

from domain.errors import ProductError
from entrypoints.container import Container
from entrypoints.http.app import create_app

LOOPBACK: Final = "127.0.0.1"


def server(container: Container) -> uvicorn.Server:
    """A server that is ready to run on a socket.

    Opens the database now, so that one that cannot be used is told to whoever starts the server, and not to whoever
    calls first. Raises ``http-key-missing`` and the ``database-…`` errors.
    """
    container.storage()
    app = create_app(container)
    config = uvicorn.Config(
        app,
        log_config=None,
        log_level=container.settings().log_level.lower(),
        access_log=False,  # addresses name companies, differences and files
        proxy_headers=False,
        server_header=False,
        lifespan="off",
        ws="none",
    )
    serving = uvicorn.Server(config)
    app.state.leaving = lambda: serving.should_exit  # whoever follows something would keep it from ending
    return serving


def listen(port: int) -> socket.socket:
    """A socket on loopback; port 0 is any free one. Raises ``port-not-free``."""
    try:
        return socket.create_server((LOOPBACK, port))
    except (OSError, OverflowError) as error:
        raise ProductError("port-not-free", port=port, detail=error) from None
