"""Accounts, their passwords, who is logged in, and who tried."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from adapters.memory.state import Books
from domain.accounts import Account
from domain.logging_in import Attempt, LoginSession


class MemoryAccounts:
    """An AccountStore."""

    __slots__ = ("_books",)

    def __init__(self, books: Books) -> None:
        self._books = books

    def all(self) -> Sequence[Account]:
        """By name."""
        return [account for _, account in sorted(self._books.state.accounts.items())]

    def get(self, name: str) -> Account | None:
        """The account of that name, or None."""
        return self._books.state.accounts.get(name)

    def put(self, account: Account) -> None:
        """Store or replace by name."""
        state = self._books.state
        self._books.state = state._replace(accounts={**state.accounts, account.name: account})

    def password(self, name: str) -> str | None:
        """What is stored of the password of that account."""
        return self._books.state.passwords.get(name)

    def put_password(self, name: str, stored: str) -> None:
        """Store or replace by name."""
        state = self._books.state
        self._books.state = state._replace(passwords={**state.passwords, name: stored})

    def session(self, digest: str) -> LoginSession | None:
        """The session of that digest."""
        return self._books.state.sessions.get(digest)

    def sessions(self, account: str) -> Sequence[LoginSession]:
        """The newest first."""
        own = [session for session in self._books.state.sessions.values() if session.account == account]
        return sorted(own, key=lambda session: (session.began_at, session.digest), reverse=True)

    def put_session(self, session: LoginSession) -> None:
        """Store or replace by digest."""
        state = self._books.state
        self._books.state = state._replace(sessions={**state.sessions, session.digest: session})

    def end_session(self, digest: str) -> None:
        """Forget it."""
        state = self._books.state
        left = {known: session for known, session in state.sessions.items() if known != digest}
        self._books.state = state._replace(sessions=left)

    def end_sessions_before(self, began: datetime, seen: datetime) -> None:
        """Forget what began or was seen last at or before these moments."""
        state = self._books.state
        left = {
            digest: session
            for digest, session in state.sessions.items()
            if session.began_at > began and session.seen_at > seen
        }
        self._books.state = state._replace(sessions=left)

    def attempts(self, name: str, address: str) -> Sequence[Attempt]:
        """By moment and id."""
        known = self._books.state.attempts.values()
        found = [attempt for attempt in known if attempt.name == name or attempt.address == address]
        return sorted(found, key=lambda attempt: (attempt.at, attempt.id))

    def put_attempt(self, attempt: Attempt) -> None:
        """Store or replace by id."""
        state = self._books.state
        self._books.state = state._replace(attempts={**state.attempts, attempt.id: attempt})

    def end_attempts_before(self, at: datetime) -> None:
        """Forget those at or before that moment."""
        state = self._books.state
        left = {id: attempt for id, attempt in state.attempts.items() if attempt.at > at}
        self._books.state = state._replace(attempts=left)
