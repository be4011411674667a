"""The program as a whole: how fast it starts, and how every ending looks."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from dependency_injector import providers

from entrypoints.cli.logs import TALKATIVE, log_to_stderr
from entrypoints.cli.main import COMMANDS, cli
from tests.unit.entrypoints.cli.house import HOURS, House, make_house

HEAVY = ("sqlalchemy", "sqlmodel", "zeep", "fastapi", "dependency_injector", "pydantic", "rich", "lxml", "requests")


def every_command(group: click.Group, *path: str) -> Iterator[tuple[str, ...]]:
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        assert command is not None
        yield (*path, name)
        if isinstance(command, click.Group):
            yield from every_command(command, *path, name)


EVERY_COMMAND = sorted(every_command(cli))


def test_help_loads_nothing_heavy() -> None:
    script = (
        "import sys\nfrom entrypoints.cli.main import cli\n"
        "try:\n    cli(['--help'])\nexcept SystemExit as end:\n    assert end.code == 0\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
    assert "export" in done.stdout


def test_all_commands_of_the_contract_are_there() -> None:
    names = {" ".join(path) for path in EVERY_COMMAND}
    assert names >= {
        "activate",
        "companies list",
        "companies use",
        "sync",
        "team-members list",
        "team-members link",
        "team-members ignore",
        "wage-period list",
        "wage-period set",
        "mapping show",
        "mapping set",
        "mapping ignore",
        "timecards import",
        "timecards list",
        "export plan",
        "export apply",
        "export list",
        "export show",
        "differences list",
        "differences resolve",
        "findings ignore",
        "verify",
        "status",
        "fake-nmbrs",
        "demo",
        "completion",
    }


@pytest.mark.parametrize("path", EVERY_COMMAND, ids=" ".join)
def test_every_command_explains_itself_with_an_example_and_offers_json(path: tuple[str, ...]) -> None:
    shown = CliRunner().invoke(cli, [*path, "--help"])
    assert shown.exit_code == 0
    assert f"eitje-nmbrs {path[0]}" in shown.stdout.partition("Examples:")[2]
    assert "--json" in shown.stdout or "Commands:" in shown.stdout


def test_the_help_names_every_command_and_the_exit_codes() -> None:
    shown = CliRunner().invoke(cli, ["-h"]).stdout
    assert all(name in shown for name in COMMANDS)
    assert "3 blocked, nothing sent" in shown


def test_wrong_usage() -> None:
    result = CliRunner().invoke(cli, ["exprot"])
    assert result.exit_code == 2
    assert "exprot" in result.stderr
    assert result.stdout == ""


def test_wrong_usage_in_json_is_one_document_on_stdout() -> None:
    result = CliRunner().invoke(cli, ["verify", "--json"])
    assert result.exit_code == 2
    error = json.loads(result.stdout)["error"]
    assert error["code"] == "usage"
    assert "--period" in error["what"]
    assert result.stderr == ""


@pytest.mark.parametrize("words", [["--json", "companies"], ["companies", "--json"], ["companies", "list", "--json"]])
def test_json_may_stand_anywhere(empty_house: House, words: list[str]) -> None:
    result = empty_house.run(*words)
    assert result.exit_code == 2
    assert json.loads(result.stdout)["error"]["code"] == "not-activated"


def test_an_error_for_people_says_what_happened_and_what_to_do_on_stderr(empty_house: House) -> None:
    result = empty_house.run("companies")
    assert result.exit_code == 2
    assert result.stdout == ""
    what, do = result.stderr.splitlines()
    assert what == "The link with Nmbrs is not activated, so nothing can be read or sent. [not-activated]"
    assert do == "Run `eitje-nmbrs activate --email YOU@EXAMPLE.NL` first."


def test_an_error_in_dutch(tmp_path: Path) -> None:
    result = make_house(tmp_path, language="nl").run("companies")
    assert result.stderr.startswith("De koppeling met Nmbrs is nog niet geactiveerd")


def test_a_setting_that_cannot_be_used_is_told_in_the_language_that_was_set() -> None:
    env = {"EITJE_NMBRS_LANGUAGE": "nl", "EITJE_NMBRS_WORKERS": "many"}
    result = CliRunner(env=env).invoke(cli, ["status"])
    assert result.exit_code == 2
    assert "EITJE_NMBRS_WORKERS heeft een onbruikbare waarde" in result.stderr


def _failing(error: BaseException) -> providers.Callable[object]:
    def fail() -> object:
        raise error

    return providers.Callable(fail)


def test_a_fault_of_our_own_is_one_line_without_values(house: House) -> None:
    house.container.show_status.override(_failing(ZeroDivisionError("secret-value")))
    result = house.run("status")
    assert result.exit_code == 5
    assert "ZeroDivisionError at test_start.py" in result.stderr
    assert "please report this" in result.stderr
    assert "secret-value" not in result.output
    assert "Traceback" not in result.output
    assert house.json("status", code=5)["error"]["code"] == "unexpected"


def test_an_interrupted_export_may_have_sent_something(house: House) -> None:
    house.container.apply_export.override(_failing(KeyboardInterrupt()))
    result = house.run("export", "apply", *HOURS, "--plan", "0123456789ab", "--json")
    assert result.exit_code == 5
    assert json.loads(result.stdout)["error"]["code"] == "interrupted"


def test_no_answer_to_a_question_leaves_everything_as_it_was(empty_house: House) -> None:
    result = empty_house.run("activate", "--email", "a@b.example", answers="")
    assert result.exit_code == 2
    assert "nothing was done" in result.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell: str) -> None:
    script = CliRunner().invoke(cli, ["completion", shell])
    assert script.exit_code == 0
    assert "_EITJE_NMBRS_COMPLETE" in script.stdout
    assert json.loads(CliRunner().invoke(cli, ["completion", shell, "--json"]).stdout)["shell"] == shell


def test_completion_offers_the_subcommands_of_a_group_with_a_default() -> None:
    env = {"_EITJE_NMBRS_COMPLETE": "bash_complete", "COMP_WORDS": "eitje-nmbrs companies ", "COMP_CWORD": "2"}
    offered = CliRunner(env=env).invoke(cli, [], prog_name="eitje-nmbrs").stdout
    assert offered.split() == ["plain,list", "plain,use"]


def test_the_version() -> None:
    assert CliRunner().invoke(cli, ["--version"]).stdout.startswith("eitje-nmbrs, version ")


@pytest.fixture
def root_logger() -> Iterator[logging.Logger]:
    root = logging.getLogger()
    level, handlers = root.level, list(root.handlers)
    yield root
    root.setLevel(level)
    root.handlers[:] = handlers


def test_logs_go_to_stderr_and_never_hold_whole_messages(
    root_logger: logging.Logger, capsys: pytest.CaptureFixture[str]
) -> None:
    log_to_stderr("DEBUG")
    log_to_stderr("DEBUG")
    logging.getLogger("application").debug("one line")
    for name in TALKATIVE:
        logging.getLogger(f"{name}.transports").debug("<Token>demo-token</Token>")
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("one line") == 1
    assert "demo-token" not in captured.err
    assert root_logger.level == logging.DEBUG
