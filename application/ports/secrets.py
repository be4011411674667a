"""What the application needs to keep a secret."""

from __future__ import annotations

from typing import Protocol


class SecretBox(Protocol):
    """Encrypts secrets before they are stored."""

    def seal(self, secret: str) -> str:
        """Encrypt; a different text each time."""
        ...

    def open(self, sealed: str) -> str:
        """Decrypt. Raises ProductError ``secret-unreadable`` when the key does not fit."""
        ...
