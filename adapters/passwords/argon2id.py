"""Passwords as argon2id, with a salt each; what each one costs stands in what is stored."""

from __future__ import annotations

import threading
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

MEMORY: Final = 65_536
"""KiB for one password."""
ROUNDS: Final = 3
AT_ONCE: Final = 4
"""So many are worked on at the same time; others wait, so that many attempts do not take all memory."""


class Argon2Passwords:
    """Passwords. ``memory`` (KiB) and ``rounds`` are what guessing one costs; tests ask less."""

    def __init__(self, memory: int = MEMORY, rounds: int = ROUNDS) -> None:
        self._hasher = PasswordHasher(time_cost=rounds, memory_cost=memory, parallelism=1)
        self._room = threading.BoundedSemaphore(AT_ONCE)
        self._nobodys = self.hash("the password of nobody")

    def hash(self, password: str) -> str:
        """What to store."""
        with self._room:
            return self._hasher.hash(password.encode("utf-8", "surrogatepass"))

    def verify(self, stored: str | None, password: str) -> bool:
        """Whether it is that password; what cannot be read is nobody's."""
        with self._room:
            try:
                self._hasher.verify(stored or self._nobodys, password.encode("utf-8", "surrogatepass"))
            except (VerificationError, InvalidHashError):
                return False
        return stored is not None

    def outdated(self, stored: str) -> bool:
        """Whether it cost less, or something else, than passwords cost now."""
        return self._hasher.check_needs_rehash(stored)
