"""What is kept about people who may log in: accounts, their passwords, who is logged in, and who tried."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.accounts import Account
from domain.logging_in import Attempt, LoginSession


class AccountStore(Protocol):
    """Accounts, sessions and attempts. A second factor and keys of programs would be stores of their own."""

    def all(self) -> Sequence[Account]:
        """All accounts, by name."""
        ...

    def get(self, name: str) -> Account | None:
        """The account of that name, or None."""
        ...

    def put(self, account: Account) -> None:
        """Store or replace by name."""
        ...

    def password(self, name: str) -> str | None:
        """What is stored of the password of that account, as ``Passwords`` made it."""
        ...

    def put_password(self, name: str, stored: str) -> None:
        """Store or replace by name."""
        ...

    def session(self, digest: str) -> LoginSession | None:
        """The session of that digest, ended or not."""
        ...

    def sessions(self, account: str) -> Sequence[LoginSession]:
        """The sessions of an account, the newest first."""
        ...

    def put_session(self, session: LoginSession) -> None:
        """Store or replace by digest."""
        ...

    def end_session(self, digest: str) -> None:
        """Forget it; nothing happens when there is none."""
        ...

    def end_sessions_before(self, began: datetime, seen: datetime) -> None:
        """Forget those that began at or before the one moment, or were seen last at or before the other."""
        ...

    def attempts(self, name: str, address: str) -> Sequence[Attempt]:
        """Those under that name or from that address, by moment and id."""
        ...

    def put_attempt(self, attempt: Attempt) -> None:
        """Store or replace by id."""
        ...

    def end_attempts_before(self, at: datetime) -> None:
        """Forget those at or before that moment."""
        ...
