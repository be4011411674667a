"""A SecretBox with Fernet (AES-128-CBC and HMAC-SHA256, of the library *cryptography*).

To change the key, put a new one before the old one: the first encrypts, all decrypt. When everything was sealed
anew, the old one can go.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from domain.errors import ProductError

KEYS_SETTING = "EITJE_NMBRS_SECRET_KEY"
FILE_SETTING = "EITJE_NMBRS_SECRET_KEY_FILE"


class FernetBox:
    """Seals with the first of ``keys``, or when that is empty with the first key in ``key_file``.

    Keys are Fernet keys (32 bytes as URL-safe base64), split by commas or white space. The file is made, with a new
    key, when something is sealed for the first time and no key is given. Raises ``setting-invalid`` for a key that is
    none and for a file that cannot be read or made.
    """

    def __init__(self, key_file: Path, keys: str = "") -> None:
        self._key_file = key_file
        self._given = _parse(keys, KEYS_SETTING) if keys.strip() else None

    def seal(self, secret: str) -> str:
        """Encrypt; a different text each time."""
        if self._given is None and not self._key_file.exists():
            _create(self._key_file)
        return self._fernet().encrypt(secret.encode()).decode()

    def open(self, sealed: str) -> str:
        """Decrypt. Raises ``secret-unreadable`` when no key fits, or when there is no key at all."""
        if self._given is None and not self._key_file.exists():
            raise ProductError("secret-unreadable")
        try:
            return self._fernet().decrypt(sealed.encode()).decode()
        except InvalidToken:
            raise ProductError("secret-unreadable") from None

    def _fernet(self) -> MultiFernet:
        if self._given is not None:
            return self._given
        try:
            text = self._key_file.read_text(encoding="ascii")
        except (OSError, UnicodeDecodeError) as error:
            raise _unusable(self._key_file, error) from error
        return _parse(text, FILE_SETTING)


def _parse(text: str, setting: str) -> MultiFernet:
    try:
        return MultiFernet([Fernet(key) for key in text.replace(",", " ").split()])
    except ValueError:
        # What is wrong with a key is not told: that would show part of it.
        detail = "it should hold one or more Fernet keys, 44 characters each"
        raise ProductError("setting-invalid", name=setting, detail=detail) from None


def _create(path: Path) -> None:
    """Make the file whole or not at all, and readable for its owner only from its first moment.

    When two processes do so at once, the first one's key stands.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # mkstemp makes its file with mode 0600.
        descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(Fernet.generate_key() + b"\n")
                file.flush()
                os.fsync(file.fileno())
            _publish(Path(draft), path)
        finally:
            Path(draft).unlink()
    except OSError as error:
        raise _unusable(path, error) from error


def _publish(draft: Path, path: Path) -> None:
    """Give the draft its name, unless there is such a file by now; that must never be overwritten."""
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _unusable(path: Path, error: Exception) -> ProductError:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else "it does not hold plain text"
    return ProductError("setting-invalid", name=FILE_SETTING, detail=f"{path}: {reason}")
