"""The pages that are made from the code say what the code says."""

from pathlib import Path

import pytest

from entrypoints.settings import PREFIX, Settings
from tests.docs.generate import COMMANDS_PAGE, PAGES, SETTINGS_PAGE

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_it_is_up_to_date(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == PAGES[path](), "run: python tests/docs/generate.py"


def test_every_setting_is_described() -> None:
    page = SETTINGS_PAGE.read_text(encoding="utf-8")
    assert [name for name in Settings.model_fields if f"| `{PREFIX}{name.upper()}` |" not in page] == []
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


@pytest.mark.parametrize("command", ["activate", "export apply", "differences resolve", "wage-period set", "status"])
def test_commands_are_listed(command: str) -> None:
    assert f"## eitje-nmbrs {command}\n" in COMMANDS_PAGE.read_text(encoding="utf-8")
