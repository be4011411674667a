"""Our own import contract, on a package made for the purpose."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

CONFIGURATION = """
[tool.importlinter]
root_packages = ["floor"]
include_external_packages = true
contract_types = ["standard_library: tests.checks.contracts.StandardLibraryContract"]

[[tool.importlinter.contracts]]
name = "standard library only"
type = "standard_library"
packages = ["floor"]
"""


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("from decimal import Decimal", True),
        ("import floor.room", True),
        ("import pydantic", False),
        ("def later():\n    import lxml.etree", False),
    ],
)
def test_only_the_standard_library(tmp_path: Path, line: str, kept: bool) -> None:
    package = tmp_path / "floor"
    package.mkdir()
    (package / "__init__.py").write_text("", encoding="utf-8")
    (package / "room.py").write_text("", encoding="utf-8")
    (package / "hall.py").write_text(f"{line}\n", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text(CONFIGURATION, encoding="utf-8")
    ran = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=tmp_path,
        env={"PYTHONPATH": f"{tmp_path}:{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode == 0) is kept, ran.stdout
    assert ("floor.hall imports" in ran.stdout) is not kept
