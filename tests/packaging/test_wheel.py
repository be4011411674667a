"""The product as somebody else gets it: a wheel, in an environment of its own, outside the repository."""

import os
import re
import subprocess
import sys
import venv
import zipfile
from collections.abc import Iterator
from importlib.metadata import requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = Path(sys.executable).parent
PACKAGES = ("adapters", "application", "domain", "entrypoints")

pytestmark = pytest.mark.timeout(180)


def run(*command: str | Path, cwd: Path = ROOT, env: dict[str, str] | None = None) -> str:
    ran = subprocess.run(
        command, cwd=cwd, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    assert ran.returncode == 0, f"{' '.join(map(str, command))} ended with {ran.returncode}:\n{ran.stdout}"
    return ran.stdout


def on_disk(folder: str, kept_as: str = "") -> set[str]:
    """The files below a folder of the repository, as the wheel should name them."""
    return {
        path.relative_to(ROOT).as_posix().replace(folder, kept_as or folder, 1)
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def runtime_packages() -> set[str]:
    """What the product needs to run, with what that needs in turn, as this environment knows it."""
    found: set[str] = set()
    waiting = {"eitje-nmbrs"}
    while waiting:
        name = waiting.pop()
        found.add(name)
        needed = (Requirement(line) for line in requires(name) or ())
        waiting |= {
            canonicalize_name(requirement.name)
            for requirement in needed
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""})
        } - found
    return found - {"eitje-nmbrs"}


def locked(names: set[str]) -> Iterator[str]:
    """The lock's blocks (version and hashes) for these packages."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    for block in re.findall(r"^[a-z0-9].*?[^\\]$", lock, re.MULTILINE | re.DOTALL):
        if block.partition("==")[0] in names:
            yield block


def install(python: Path, *what: str | Path) -> None:
    """Installs with uv, and with pip where uv does not reach its packages, as the Makefile does."""
    uv = PROGRAMS / "uv"
    quick = (uv, "pip", "install", "--quiet", "--python", python, "--no-deps", *what)
    if not uv.exists() or subprocess.run(quick, check=False).returncode != 0:
        run(sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", *what)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def contents(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a new environment that holds the locked run-time packages and the wheel, no more."""
    home = tmp_path_factory.mktemp("installed")
    lock = home / "runtime.lock"
    lock.write_text("\n".join(locked(runtime_packages())), encoding="utf-8")
    venv.create(home / "venv")
    python = home / "venv" / "bin" / "python"
    install(python, "--require-hashes", "--requirement", lock)
    install(python, wheel)
    return python.parent


@pytest.fixture
def outside(tmp_path: Path) -> dict[str, str]:
    """The surroundings of a person who has never seen the repository."""
    return {"PATH": os.defpath, "HOME": str(tmp_path), "LANG": "C.UTF-8"}


def test_the_wheel_holds_the_packages_whole_and_nothing_else(contents: set[str]) -> None:
    assert {name.partition("/")[0] for name in contents} == {*PACKAGES, "eitje_nmbrs-0.1.0.dist-info"}
    in_packages = {name for name in contents if not name.startswith(("eitje_nmbrs", "entrypoints/samples/"))}
    assert in_packages == set().union(*(on_disk(package) for package in PACKAGES))


def test_the_wheel_says_that_it_is_typed(contents: set[str]) -> None:
    assert {f"{package}/py.typed" for package in PACKAGES} <= contents


def test_the_wheel_holds_the_wsdl_and_the_migrations(contents: set[str]) -> None:
    assert [name for name in contents if re.fullmatch(r"adapters/nmbrs_wsdl/.+\.wsdl", name)]
    assert [name for name in contents if re.fullmatch(r"adapters/sql/migrations/versions/.+\.py", name)]


def test_the_wheel_holds_the_samples(contents: set[str]) -> None:
    samples = {name for name in contents if name.startswith("entrypoints/samples/")}
    assert samples
    assert samples == on_disk("samples", "entrypoints/samples")


def test_the_command_explains_itself(programs: Path, outside: dict[str, str], tmp_path: Path) -> None:
    assert "demo" in run(programs / "eitje-nmbrs", "--help", cwd=tmp_path, env=outside)


def test_the_demo_runs_elsewhere(programs: Path, outside: dict[str, str], tmp_path: Path) -> None:
    assert run(programs / "eitje-nmbrs", "demo", cwd=tmp_path, env=outside)
