"""The lock holds every package to a version and to hashes, and leads to no address."""

import re
import tomllib
from importlib.metadata import version
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^[a-z0-9][a-z0-9._-]*==(?:.*\\\n)*.*$", LOCK, re.MULTILINE)
LOCKED = {block.partition("==")[0]: block for block in BLOCKS}


def declared() -> list[Requirement]:
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lines = pyproject["project"]["dependencies"] + pyproject["dependency-groups"]["dev"]
    return [Requirement(line) for line in lines]


def locked_version(name: str) -> str:
    return LOCKED[name].split("==")[1].split()[0]


def test_it_names_no_address() -> None:
    assert not re.search(r"://|--(extra-)?index|--find-links|--trusted-host", LOCK)


def test_every_package_has_a_hash() -> None:
    assert LOCKED
    assert [name for name, block in LOCKED.items() if "--hash=sha256:" not in block] == []
    assert "\n".join(BLOCKS) == LOCK.rstrip("\n"), "there is a line that belongs to no package"


def test_it_answers_what_the_project_declares() -> None:
    for requirement in declared():
        name = canonicalize_name(requirement.name)
        assert name in LOCKED, f"{name} is declared and not locked: run make lock"
        assert requirement.specifier.contains(locked_version(name)), f"{requirement} asks for more: run make lock"


def test_this_environment_is_the_locked_one() -> None:
    for requirement in declared():
        name = canonicalize_name(requirement.name)
        if name != "uv":  # where uv is not to be had, pip set this environment up
            assert version(name) == locked_version(name), name
