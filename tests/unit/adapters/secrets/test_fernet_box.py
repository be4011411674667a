"""Sealing secrets, where the key comes from, and changing it."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from adapters.secrets import FernetBox
from application.ports.secrets import SecretBox
from domain.errors import ProductError

TOKEN = "c0ffee-tøken ✓"


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    return tmp_path / "settings" / "secret.key"


def new_key() -> str:
    return Fernet.generate_key().decode()


@pytest.mark.parametrize("secret", ["", "a", TOKEN, "x" * 10_000])
def test_what_is_sealed_can_be_opened(key_file: Path, secret: str) -> None:
    box: SecretBox = FernetBox(key_file)
    assert box.open(box.seal(secret)) == secret


def test_the_same_secret_is_sealed_differently_each_time_and_does_not_show(key_file: Path) -> None:
    box = FernetBox(key_file, new_key())
    sealed = {box.seal("visible") for _ in range(5)}
    assert len(sealed) == 5
    assert not any("visible" in text for text in sealed)


def test_a_sealed_secret_that_was_changed_is_not_opened(key_file: Path) -> None:
    box = FernetBox(key_file)
    sealed = box.seal(TOKEN)
    changed = sealed[:20] + ("A" if sealed[20] != "A" else "B") + sealed[21:]
    for text in (changed, sealed[:-4], "", "junk", "jønk"):
        with pytest.raises(ProductError) as refused:
            box.open(text)
        assert refused.value.code == "secret-unreadable"


def test_another_key_does_not_open_it(key_file: Path) -> None:
    sealed = FernetBox(key_file, new_key()).seal(TOKEN)
    with pytest.raises(ProductError) as refused:
        FernetBox(key_file, new_key()).open(sealed)
    assert refused.value.code == "secret-unreadable"


@pytest.mark.parametrize("between", [",", " ", "\n", ", ", "\r\n"])
def test_the_first_key_seals_and_all_open(key_file: Path, between: str) -> None:
    old, new = new_key(), new_key()
    sealed_before = FernetBox(key_file, old).seal(TOKEN)
    both = FernetBox(key_file, f"{new}{between}{old}")
    assert both.open(sealed_before) == TOKEN
    assert FernetBox(key_file, new).open(both.seal(TOKEN)) == TOKEN


def test_keys_in_the_file_are_changed_the_same_way(key_file: Path) -> None:
    box = FernetBox(key_file)
    sealed_before = box.seal(TOKEN)
    new = new_key()
    key_file.write_text(f"{new}\n{key_file.read_text()}")
    assert box.open(sealed_before) == TOKEN
    assert FernetBox(key_file, new).open(box.seal(TOKEN)) == TOKEN


def test_the_file_is_made_by_the_first_seal_for_its_owner_only(key_file: Path) -> None:
    box = FernetBox(key_file)
    assert not key_file.exists()
    before = os.umask(0)
    try:
        box.seal(TOKEN)
    finally:
        os.umask(before)
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(key_file.parent.stat().st_mode) == 0o700
    assert list(key_file.parent.iterdir()) == [key_file]


def test_the_file_stays_as_it_is(key_file: Path) -> None:
    sealed = FernetBox(key_file).seal(TOKEN)
    content = key_file.read_bytes()
    later = FernetBox(key_file)
    assert later.open(sealed) == TOKEN
    later.seal(TOKEN)
    assert key_file.read_bytes() == content


def test_with_a_key_in_the_settings_no_file_is_made(key_file: Path) -> None:
    box = FernetBox(key_file, new_key())
    assert box.open(box.seal(TOKEN)) == TOKEN
    assert not key_file.parent.exists()


def test_to_open_without_any_key_makes_none(key_file: Path) -> None:
    sealed = FernetBox(key_file, new_key()).seal(TOKEN)
    with pytest.raises(ProductError) as refused:
        FernetBox(key_file).open(sealed)
    assert refused.value.code == "secret-unreadable"
    assert not key_file.exists()


@pytest.mark.parametrize("keys", ["tooshort", "é" * 44, "a" * 44, ","])
def test_a_setting_that_holds_no_key_is_refused_without_showing_it(key_file: Path, keys: str) -> None:
    with pytest.raises(ProductError) as refused:
        FernetBox(key_file, keys)
    assert refused.value.code == "setting-invalid"
    assert refused.value.details["name"] == "EITJE_NMBRS_SECRET_KEY"
    assert keys == "," or keys not in refused.value.what()


@pytest.mark.parametrize("content", [b"", b"tooshort", b"\xff\xfe"])
def test_a_file_that_holds_no_key_is_refused_and_left_alone(key_file: Path, content: bytes) -> None:
    key_file.parent.mkdir()
    key_file.write_bytes(content)
    box = FernetBox(key_file)
    for use, text in ((box.seal, TOKEN), (box.open, "gAAAA")):
        with pytest.raises(ProductError) as refused:
            use(text)
        assert refused.value.code == "setting-invalid"
        assert refused.value.details["name"] == "EITJE_NMBRS_SECRET_KEY_FILE"
    assert key_file.read_bytes() == content


def test_a_place_where_no_file_can_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ProductError) as refused:
        FernetBox(tmp_path / "file" / "secret.key").seal(TOKEN)
    assert refused.value.code == "setting-invalid"
    assert str(tmp_path / "file" / "secret.key") in refused.value.what()


SEAL = """
import sys
from pathlib import Path
from adapters.secrets import FernetBox
sys.stdin.readline()
print(FernetBox(Path(sys.argv[1])).seal("token"))
"""


def test_processes_that_make_the_file_at_once_end_with_one_key(key_file: Path) -> None:
    command = [sys.executable, "-c", SEAL, str(key_file)]
    processes = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    sealed = [process.communicate()[0].strip() for process in processes]
    box = FernetBox(key_file)
    assert [box.open(text) for text in sealed] == ["token"] * 4
    assert list(key_file.parent.iterdir()) == [key_file]
