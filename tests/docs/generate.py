"""Writes the pages of docs/ that are made from the code: `python tests/docs/generate.py`."""

from collections.abc import Iterator
from pathlib import Path

import click
from pydantic_core import PydanticUndefined

from domain.errors import CATALOGUE, ErrorKind
from domain.findings import FINDINGS, Reach
from domain.notifications import NOTIFICATIONS, NotificationKind
from entrypoints.cli.main import cli
from entrypoints.settings import PREFIX, Settings

DOCS = Path(__file__).resolve().parents[2] / "docs"
ERRORS_PAGE, COMMANDS_PAGE, SETTINGS_PAGE = DOCS / "errors.md", DOCS / "commands.md", DOCS / "settings.md"
NOTIFICATIONS_PAGE = DOCS / "notifications.md"

WHO_ACTS = {
    ErrorKind.USAGE: "Wrong usage or input; nothing was done.",
    ErrorKind.NOT_FOUND: "What was named does not exist; nothing was done.",
    ErrorKind.PAYROLL: "Nmbrs refused, or could not be reached.",
    ErrorKind.MAIL: "The mail server refused, or could not be reached.",
    ErrorKind.BLOCKED: "A rule of safety forbids it.",
    ErrorKind.UNKNOWN: "Something may have been sent; the next run finds out.",
}
STOPS = {
    Reach.EXPORT: "Stops the whole export.",
    Reach.PERSON: "Stops one person.",
    Reach.NOTHING: "A warning; stops nothing.",
}

INTRODUCTION = """\
# Errors and findings

Every message that a person may meet, by its code, in English and in Dutch: what happened, and what to do. Codes stay
the same from version to version; sentences may be improved. A word in braces, such as `{company}`, is filled in.

An [error](#errors) ends what was asked. A [finding](#findings) is something in the hours, the people or the payroll
that an export meets: it stops the export, stops one person, or only warns.

This page is written by `python tests/docs/generate.py` from `domain/errors.py` and `domain/findings.py`; change it
there.
"""


def errors_page() -> str:
    """The whole page, ending in a line break."""
    return "\n".join([INTRODUCTION, *_errors(), *_findings()])


def _errors() -> Iterator[str]:
    yield "## Errors\n"
    for code, error in sorted(CATALOGUE.items()):
        yield _entry(code, WHO_ACTS[error.kind], (error.what, error.do), (error.what_nl, error.do_nl))


def _findings() -> Iterator[str]:
    yield "## Findings\n"
    for code, finding in sorted(FINDINGS.items()):
        english, dutch = (finding.cause, finding.remedy), (finding.cause_nl, finding.remedy_nl)
        yield _entry(code, STOPS[finding.reach], english, dutch)


def _entry(code: str, effect: str, english: tuple[str, str], dutch: tuple[str, str]) -> str:
    lines = (f"### {code}\n", f"*{effect}*\n", f"* English: {' '.join(english)}", f"* Nederlands: {' '.join(dutch)}\n")
    return "\n".join(lines)


COMMANDS_INTRODUCTION = """\
# Commands

Everything that `eitje-nmbrs` can do, as its own `--help` says it.

This page is written by `python tests/docs/generate.py` from the commands themselves.
"""

SETTINGS_INTRODUCTION = f"""\
# Settings

Each can be set in the environment, or in a TOML file under its name in lower case without `{PREFIX}`; the environment
leads. The file is `settings.toml` in the user's configuration folder, or the one that `{PREFIX}SETTINGS_FILE` names.
Times are in seconds, sizes in bytes.

This page is written by `python tests/docs/generate.py` from `entrypoints/settings.py`.

| setting | default | what it is |
|---|---|---|
"""

DEFAULTS = {
    "database_url": "an SQLite file in the user's data folder",
    "secret_key_file": "`secret.key` in the user's configuration folder",
    "actor": "the user of the operating system",
}


def commands_page() -> str:
    """The whole page, ending in a line break."""
    return "\n".join(
        [
            COMMANDS_INTRODUCTION,
            *_commands(cli, click.Context(cli, info_name="eitje-nmbrs", help_option_names=["-h", "--help"])),
        ]
    )


def _commands(command: click.Command, context: click.Context) -> Iterator[str]:
    formatter = click.HelpFormatter(width=100)
    command.format_help(context, formatter)
    yield f"## {context.command_path}\n\n```text\n{formatter.getvalue().rstrip()}\n```\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from _commands(inner, click.Context(inner, parent=context, info_name=name))


def settings_page() -> str:
    """The whole page, ending in a line break."""
    rows = []
    for name, field in Settings.model_fields.items():
        known = field.default not in (None, PydanticUndefined)
        default = DEFAULTS.get(name, f"`{field.default}`" if known else "none")
        rows.append(f"| `{PREFIX}{name.upper()}` | {default} | {field.description} |\n")
    return SETTINGS_INTRODUCTION + "".join(rows)


NOTIFICATIONS_INTRODUCTION = """\
# Notifications

Everything that is told while nobody looks, by its code, in English and in Dutch. The list is
`eitje-nmbrs notifications`; a recipient of mail chooses kinds
(`eitje-nmbrs notifications recipients add EMAIL --kind KIND`). When a mail leaves, and what it may hold, is in
[the rules](rules.md#notifications); how to set mail up, in [hosting](hosting.md#daily-work-and-mail).

This page is written by `python tests/docs/generate.py` from `domain/notifications.py`; change it there.
"""


def notifications_page() -> str:
    """The whole page, ending in a line break."""
    entries = []
    for kind in NotificationKind:
        entries.append(f"## Kind {kind}\n")
        for code, told in NOTIFICATIONS.items():
            if told.kind is kind:
                english, dutch = (
                    f"*{title}.* {text}" for title, text in ((told.title, told.text), (told.title_nl, told.text_nl))
                )
                lines = (
                    f"* English: {english}",
                    f"* Nederlands: {dutch}",
                    f"* Who may act: {told.who}. `{told.command}`",
                )
                entries.append("\n".join((f"### {code}\n", *lines)) + "\n")
    return "\n".join([NOTIFICATIONS_INTRODUCTION, *entries])


PAGES = {
    ERRORS_PAGE: errors_page,
    COMMANDS_PAGE: commands_page,
    SETTINGS_PAGE: settings_page,
    NOTIFICATIONS_PAGE: notifications_page,
}

if __name__ == "__main__":
    for path, page in PAGES.items():
        path.write_text(page(), encoding="utf-8")
