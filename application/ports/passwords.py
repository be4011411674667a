"""What the application needs to know a password again without keeping it."""

from __future__ import annotations

from typing import Protocol


class Passwords(Protocol):
    """Turns passwords into what may be stored, and compares."""

    def hash(self, password: str) -> str:
        """What to store; a different text each time, from which the password cannot be found."""
        ...

    def verify(self, stored: str | None, password: str) -> bool:
        """Whether it is that password. Without a stored one it never is, and takes as long to say so."""
        ...

    def outdated(self, stored: str) -> bool:
        """Whether it was stored in a weaker way than ``hash`` stores now."""
        ...
