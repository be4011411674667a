"""``mapping export``, ``mapping check`` and ``mapping import``: the mapping as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Column

from domain.errors import ProductError
from entrypoints.cli import parameters
from entrypoints.cli.base import Command, company_option, examples, pass_session
from entrypoints.cli.session import Session
from entrypoints.cli.tables import add_row, counted, line, number, put, short, table, text
from entrypoints.outcomes import ExitCode
from entrypoints.presentation.values import Json

if TYPE_CHECKING:
    from domain.terms import CompanyId
    from domain.wage_period import PeriodRef

FILE = click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
PERIOD = click.option(
    "--period",
    metavar="YYYY-NN",
    type=parameters.period,
    help="Work this period out; else the last exported one.",
)


def _company(company: str | None) -> CompanyId | None:
    from domain.terms import CompanyId

    return CompanyId(company) if company else None


def _read(file: Path) -> str:
    from application.read_mapping_file import MOST_CHARACTERS

    try:
        with file.open("rb") as opened:
            return opened.read(4 * MOST_CHARACTERS + 1).decode("utf-8-sig")
    except OSError as error:
        raise ProductError("file-not-found", file=file.name, detail=error.strerror or error) from None
    except UnicodeDecodeError:
        raise ProductError("mapping-file-unreadable", detail="It is not UTF-8") from None


@click.command("export", cls=Command, epilog=examples("mapping export mapping.toml"))
@FILE
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
@company_option
@pass_session
def export_(session: Session, file: Path, force: bool, company: str | None) -> ExitCode:
    """Write the mapping and the allowances to a file, to edit and import again."""
    written = session.container.import_mapping().export(_company(company))
    try:
        with file.open("w" if force else "x", encoding="utf-8", newline="\n") as opened:
            opened.write(written)
    except FileExistsError:
        raise click.UsageError(f"{file} is there already; --force writes over it.") from None
    except OSError as error:
        raise click.UsageError(f"{file} cannot be written: {error.strerror or error}.") from None
    document = {"file": str(file), "characters": len(written)}
    session.show(document, lambda console, _: line(console, f"Written: {file}", "green"), session.company(company))
    return ExitCode.DONE


@click.command(
    cls=Command, epilog=examples("mapping check mapping.toml", "mapping check mapping.toml --period 2026-09")
)
@FILE
@PERIOD
@company_option
@pass_session
def check(session: Session, file: Path, period: PeriodRef | None, company: str | None) -> ExitCode:
    """What a file would change, and what the last exported period would come to under its rules. Changes nothing."""
    document = _check(session, _read(file), period, company)
    session.show(document, draw_checked, session.company(company))
    return ExitCode.DONE


def _check(session: Session, content: str, period: PeriodRef | None, company: str | None) -> Json:
    from entrypoints.presentation import checked_mapping_json

    checked = session.container.import_mapping().check(_company(company), content, period)
    return checked_mapping_json(checked, session.language)


@click.command(
    "import", cls=Command, epilog=examples("mapping import mapping.toml", "mapping import mapping.toml --yes HASH")
)
@FILE
@click.option("--yes", "agreed", metavar="HASH", help="Agree to the changes that mapping check showed under this hash.")
@PERIOD
@company_option
@pass_session
def import_(
    session: Session, file: Path, agreed: str | None, period: PeriodRef | None, company: str | None
) -> ExitCode:
    """Take a file over as the whole mapping: its changes are shown, and agreed to, first. All of it or nothing."""
    content = _read(file)
    if agreed is None:
        document = _check(session, content, period, company)
        agreed = document["hash"]
        if document["changes"]:
            if not session.interactive:
                raise ProductError("mapping-import-unconfirmed", hash=agreed)
            session.draw(document, draw_checked, session.company(company))
            if not session.confirm("Take this over?"):
                raise ProductError("mapping-import-unconfirmed", hash=agreed)
    from entrypoints.presentation import checked_mapping_json

    done = session.container.import_mapping()(_company(company), content, agreed, session.who)
    shown = {**checked_mapping_json(done, session.language), "version": done.after.version}
    session.show(shown, _draw_imported, session.company(company))
    return ExitCode.DONE


def draw_checked(console: Console, document: Json) -> None:
    """The changes, and the dry run."""
    older = document["exported_from"]
    if older is not None and older != document["version"]:
        versions = f"version {older}, and version {document['version']} stands now"
        line(console, f"The file was exported from {versions}: what changed since would be undone.", "yellow")
    _draw_changes(console, document)
    draw_unknown(console, document["unknown"])
    if document["dry_run"] is not None:
        _draw_dry_run(console, document["dry_run"])
    elif document["changes"]:
        line(console, "Nothing was exported yet, so there is no period to work out.", "dim")
    if document["changes"]:
        line(console, f"To take this over without being asked: mapping import FILE --yes {document['hash']}", "cyan")


def draw_unknown(console: Console, unknown: list[Json]) -> None:
    """Names that no timecard and no company bears."""
    for each in unknown:
        meant = f" Did you mean {each['meant']}?" if each["meant"] else ""
        line(console, f'{each["where"]}: no {each["what"]} is called "{each["name"]}".{meant}', "yellow")


def _draw_changes(console: Console, document: Json) -> None:
    if not document["changes"]:
        line(console, "The file says what stands already.", "green")
        return
    rows = table(console, short(""), text("Rule or allowance"))
    for kind, words in (("rules", _rule_words), ("allowances", _allowance_words)):
        changed = document[kind]
        for each in changed["added"]:
            add_row(rows, "+", words(each), style="green")
        for each in changed["removed"]:
            add_row(rows, "-", words(each), style="red")
        for each in changed["changed"]:
            before, after = words(each["before"]), words(each["after"])
            add_row(rows, "~", f"{before} becomes {after}" if before != after else f"{after} (dates)", style="yellow")
    put(console, rows)
    same = document["rules"]["unchanged"] + document["allowances"]["unchanged"]
    line(console, f"{same} unchanged.", "dim")


def _rule_words(rule: Json) -> str:
    named = {"venue": rule["venue"], "team": rule["team"], "from": rule["from"]}
    where = [str(rule["contract_type"] or ""), *(f"{name} {value}" for name, value in named.items() if value)]
    place = ", ".join(filter(None, (rule["thing"], *where)))
    code = " / ".join(filter(None, (rule["code"] or "Days", rule["cost_centre"], rule["cost_unit"])))
    said = f", on top of salary says {rule['on_top_of_salary_by']}" if rule["on_top_of_salary_by"] else ""
    return f"{place} → {'ignored' if rule['ignored'] else code}{said}"


def _allowance_words(each: Json) -> str:
    lists = (*each["windows"], *each["holidays"], *each["teams"], *each["shift_types"])
    named = {"column": each["column"], "group": each["group"], "from": each["from"], "until": each["until"]}
    more = (f"{name} {value}" for name, value in named.items() if value)
    return ", ".join((f"allowance {each['name']} {each['percentage']} %", *lists, *more))


def _draw_dry_run(console: Console, run: Json) -> None:
    changed = run["people_changed"]
    line(console, f"{run['period']} under these rules", "bold")
    totals = table(console, short("Kind"), short("Code"), *_amounts())
    for each in run["totals"]:
        add_row(totals, each["kind"], each["code"], each["sent"], each["present"], each["new"])
    put(console, totals)
    line(console, f"{counted(len(changed), 'person', 'people')} would differ from what was sent.")
    rows = table(console, text("Name"), short("Kind"), short("Code"), *_amounts())
    for each in run["lines"]:
        if each["differs"]:
            code = " / ".join(filter(None, (each["code"], each["cost_centre"], each["cost_unit"])))
            add_row(rows, each["name"], each["kind"], code, each["sent"], each["present"], each["new"])
    put(console, rows)
    for each in run["stopped"]:
        line(console, f"{each['person']} would be stopped: {each['cause']}", "red")


def _amounts() -> tuple[Column, ...]:
    """Made anew for each table: a column of rich keeps its cells."""
    return number("Sent"), number("Present rules"), number("These rules")


def _draw_imported(console: Console, document: Json) -> None:
    _draw_changes(console, document)
    if document["changes"]:
        line(console, f"Taken over as version {document['version']}. Plans made before this have lapsed.", "green")
