"""Logging for the command line: to stderr, and never a whole message to Nmbrs, which holds the token."""

from __future__ import annotations

import logging

import click

TALKATIVE = ("zeep", "urllib3", "requests")
"""At DEBUG these write whole messages and headers."""


class StderrHandler(logging.Handler):
    """Writes to whatever stderr is at that moment."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line, and a traceback if the record has one."""
        click.echo(self.format(record), err=True)


def log_to_stderr(level: str) -> None:
    """Log from this level up; doing it twice changes the level only."""
    root = logging.getLogger()
    root.setLevel(level)
    if not any(isinstance(handler, StderrHandler) for handler in root.handlers):
        handler = StderrHandler()
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        root.addHandler(handler)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))
