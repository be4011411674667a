"""Each tool that reads the code is one test: it passes when the tool has nothing to say."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = Path(sys.executable).parent
PACKAGES = ("domain", "application", "adapters", "entrypoints")


@pytest.mark.timeout(240)
@pytest.mark.parametrize(
    "command",
    [
        pytest.param(("ruff", "check", "."), id="ruff"),
        pytest.param(("ruff", "format", "--check", "."), id="format"),
        pytest.param(("mypy",), id="mypy"),
        pytest.param(("lint-imports", "--no-cache"), id="floors"),
        pytest.param(("interrogate", "-vv", *PACKAGES), id="docstrings"),
    ],
)
def test_the_tool_has_nothing_to_say(command: tuple[str, ...]) -> None:
    program, *arguments = command
    ran = subprocess.run(
        [PROGRAMS / program, *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, f"{' '.join(command)} says:\n{ran.stdout}"
