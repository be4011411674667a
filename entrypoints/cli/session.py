"""One run of the command line: its settings and container, opened only when needed, and where its words go."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import click

from domain.errors import ProductError

if TYPE_CHECKING:
    from rich.console import Console

    from application.ports.payroll import Progress
    from application.ports.storage import Company
    from entrypoints.container import Container
    from entrypoints.presentation import Json

    Draw = Callable[[Console, Json], None]

MOST_DOMAINS = 3
"""How many environments the head of a screen names."""

KIND_STYLES = {"live": "bold white on red", "sandbox": "bold black on yellow", "demo": "bold black on cyan"}


def _at_a_terminal() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


@dataclass
class Session:
    """What a command needs. ``given`` is a container to use instead of one made from the settings.

    ``interactive`` says whether there is somebody to ask. With ``json`` exactly one document goes to stdout.
    """

    given: Container | None = None
    interactive: bool = field(default_factory=_at_a_terminal)
    json: bool = False

    @property
    def container(self) -> Container:
        """Made from the settings on first use, which also starts logging. Raises ``setting-invalid``."""
        if self.given is None:
            from entrypoints.cli.logs import log_to_stderr
            from entrypoints.container import Container
            from entrypoints.settings import load_settings

            settings = load_settings()
            log_to_stderr(settings.log_level)
            self.given = Container(settings=settings)
        return self.given

    @property
    def who(self) -> str:
        """Who is named in the audit trail."""
        actor: str = self.container.settings().actor
        return actor

    @property
    def language(self) -> str:
        """``en`` or ``nl``; also before, and without, settings that can be used."""
        if self.given is not None:
            chosen: str = self.given.settings().language
            return chosen
        return "nl" if os.environ.get("EITJE_NMBRS_LANGUAGE") == "nl" else "en"

    def company(self, company: str | None) -> Company:
        """The company that is meant, for the head of a screen."""
        from application.desk import the_company
        from domain.terms import CompanyId

        with self.container.storage().read() as work:
            return the_company(work, CompanyId(company) if company else None)

    def show(self, document: Json, draw: Draw, company: Company | None = None) -> None:
        """The document itself, or what ``draw`` makes of it under a line that says which Nmbrs and company it is."""
        if self.json:
            self.write_json({"environment": str(self.container.door().kind), **document})
        else:
            self.draw(document, draw, company)

    def show_without_database(self, document: Json, draw: Draw) -> None:
        """The same when the database may be out of order: without the line that is read from it."""
        if self.json:
            self.write_json({"environment": str(self.container.kind()), **document})
        else:
            draw(make_console(), document)

    def draw(self, document: Json, draw: Draw, company: Company | None = None) -> None:
        """The screen for people; on stderr when stdout is kept for JSON."""
        console = make_console(stderr=self.json)
        self._head(console, company)
        draw(console, document)

    def _head(self, console: Console, company: Company | None) -> None:
        from rich.text import Text

        from entrypoints.cli.tables import clean

        container = self.container
        kind = str(container.door().kind)
        with container.storage().read() as work:
            domains = [connection.domain for connection in work.settings.connections()]
        head = Text(f" {kind.upper()} ", KIND_STYLES[kind]) if console.color_system else Text(kind.upper())
        if company is not None and company.environment in domains:
            domains = [company.environment]
        if domains:
            named = ", ".join(domains) if len(domains) <= MOST_DOMAINS else f"{len(domains)} environments"
            head.append(f" · {clean(named)}", "default")
        if company is not None:
            head.append(f" · {clean(company.name)} (company {clean(company.id)})", "default")
        console.print(head)

    def write_json(self, document: Json) -> None:
        """One document on stdout."""
        unicode = "utf" in (sys.stdout.encoding or "").lower()
        click.echo(json.dumps(document, indent=2, ensure_ascii=not unicode))

    def say(self, text: str) -> None:
        """A message, on stderr."""
        from entrypoints.cli.tables import clean

        click.echo(clean(text), err=True)

    def confirm(self, question: str, default: bool | None = False) -> bool:
        """Ask, on stderr."""
        return click.confirm(question, default=default, err=True)

    @contextmanager
    def progress(self, what: str) -> Iterator[Progress]:
        """A bar on stderr while it runs, if that is a terminal."""
        from application.ports.payroll import silent

        if not sys.stderr.isatty():
            yield silent
            return
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=make_console(stderr=True), transient=True) as bars:
            task = bars.add_task(what, total=None)
            yield lambda done, of: bars.update(task, completed=done, total=of)

    def fail(self, error: ProductError, **more: Any) -> None:
        """Say what happened and what to do; ``more`` goes beside the error in JSON."""
        from entrypoints.presentation.values import error_json

        if self.json:
            self.write_json({"error": error_json(error, self.language), **more})
        else:
            self.complain(f"{error.what(self.language)} [{error.code}]", error.do(self.language))

    def refuse(self, code: str, what: str, do: str) -> None:
        """The same for what is not in the catalogue of errors: wrong usage, an interruption, a fault of our own."""
        if self.json:
            self.write_json({"error": {"code": code, "what": what, "do": do}})
        else:
            self.complain(what, do)

    def complain(self, what: str, do: str) -> None:
        """Two lines on stderr: what happened in red, what to do below it."""
        from entrypoints.cli.tables import clean

        click.echo(click.style(clean(what), fg="red", bold=True), err=True)
        if do:
            click.echo(click.style(clean(do), fg="cyan"), err=True)


def make_console(stderr: bool = False) -> Console:
    """As wide as the terminal; where there is none, so wide that no line is broken, and without colour."""
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else 1000
    return Console(file=stream, width=width, markup=False, emoji=False, highlight=False)
