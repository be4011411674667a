"""What the machine must have."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.errors import ProductError
from entrypoints.machine import IMPORT_NAMES, check_import_names, check_machine
from tests.unit.entrypoints.cli.house import House, make_house

HOME = Path("site-packages")
OURS = {name: HOME / name for name in IMPORT_NAMES}
CLAIMED = {name: ["eitje-nmbrs"] for name in IMPORT_NAMES}


def problems(house: House) -> dict[str, str | None]:
    return {check.name: check.problem.code if check.problem else None for check in check_machine(house.container)}


def test_a_machine_that_has_everything(tmp_path: Path) -> None:
    house = make_house(tmp_path, database_url=f"sqlite:///{tmp_path / 'house.db'}")
    house.activate()
    assert problems(house) == {"database": None, "secret-key": None, "import-names": None}


def test_a_database_that_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "house.db").write_bytes(b"this is a text and no database at all" * 100)
    house = make_house(tmp_path, database_url=f"sqlite:///{tmp_path / 'house.db'}")
    assert problems(house) == {"database": "database-unusable", "secret-key": None, "import-names": None}


def test_a_key_that_is_not_the_one_of_the_token(tmp_path: Path) -> None:
    house = make_house(tmp_path, database_url=f"sqlite:///{tmp_path / 'house.db'}")
    house.activate()
    (tmp_path / "secret.key").unlink()
    assert problems(house)["secret-key"] == "secret-unreadable"


def test_a_key_that_is_none(tmp_path: Path) -> None:
    assert problems(make_house(tmp_path, secret_key="not-a-key"))["secret-key"] == "setting-invalid"


def test_import_names_that_are_all_ours() -> None:
    check_import_names(OURS, CLAIMED)
    check_import_names(OURS, {})
    check_import_names(OURS, {**CLAIMED, "domain": ["Eitje_Nmbrs"]})


@pytest.mark.parametrize("name", IMPORT_NAMES)
def test_an_import_name_that_another_package_claims(name: str) -> None:
    with pytest.raises(ProductError) as caught:
        check_import_names(OURS, {**CLAIMED, name: ["eitje-nmbrs", "clean-house"]})
    assert (caught.value.code, caught.value.details) == ("import-name-taken", {"name": name, "where": "clean-house"})


@pytest.mark.parametrize("name", ["adapters", "application", "domain"])
def test_an_import_name_that_comes_from_elsewhere(name: str) -> None:
    with pytest.raises(ProductError) as caught:
        check_import_names({**OURS, name: Path("elsewhere") / name}, CLAIMED)
    assert caught.value.code == "import-name-taken"
    assert "elsewhere" in caught.value.what()
