"""Log in: a name and a password become a session that can be revoked."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field

from application import attempts
from application.attempts import Try
from application.ports.passwords import Passwords
from application.ports.storage import Storage
from domain.accounts import LONGEST_PASSWORD, Account, plain_name, plain_password
from domain.errors import ProductError
from domain.logging_in import LONGEST_IDLE, LONGEST_SESSION, Attempt, LoginSession, plain_agent

LONGEST_TYPED = 320
"""Characters of a name that are looked at."""


@dataclass(frozen=True, slots=True)
class LoggedIn:
    """A new session. ``token`` is for the browser only: here nothing but its digest is kept."""

    account: Account
    session: LoginSession
    token: str = field(repr=False)


def digest_of(token: str) -> str:
    """Under which a session is kept."""
    return hashlib.sha256(token.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class LogIn:
    """Looks at one attempt. ``new_token`` makes a text that nobody can guess."""

    storage: Storage
    passwords: Passwords
    new_id: Callable[[], str]
    new_token: Callable[[], str]

    def __call__(self, tried: Try) -> LoggedIn:
        """Open a session. Raises ``login-limited`` and ``login-refused``.

        A name that is unknown, a wrong password and a disabled account are answered alike and take the same time.
        The password is compared outside of any transaction, for that takes long.
        """
        name = plain_name(tried.name[:LONGEST_TYPED])
        attempt = attempts.begin(self.storage, self.new_id(), name, tried.address)
        with self.storage.read() as work:
            stored = work.accounts.password(name)
        given = plain_password(tried.password[: 2 * LONGEST_PASSWORD])
        right = self.passwords.verify(stored, given)
        renewed = self.passwords.hash(given) if right and stored and self.passwords.outdated(stored) else None
        logged_in = self._open(attempt, tried.agent, stored, renewed) if right else None
        if logged_in is None:
            with self.storage.write() as work:
                attempts.record(work, attempt, "login.refused")
                work.commit()
            raise ProductError("login-refused")
        return logged_in

    def _open(self, attempt: Attempt, agent: str, stored: str | None, renewed: str | None) -> LoggedIn | None:
        """None when the account is disabled, or its password was replaced in the meantime."""
        token = self.new_token()
        with self.storage.write() as work:
            now = work.now()
            account = work.accounts.get(attempt.name)
            if account is None or not account.active or work.accounts.password(attempt.name) != stored:
                return None
            attempts.succeed(work, attempt)
            if renewed is not None:
                work.accounts.put_password(account.name, renewed)
            work.accounts.end_sessions_before(now - LONGEST_SESSION, now - LONGEST_IDLE)
            session = LoginSession(digest_of(token), account.name, now, now, attempt.address, plain_agent(agent))
            work.accounts.put_session(session)
            attempts.record(work, attempt, attempts.PROVED, session=session.id)
            work.commit()
        return LoggedIn(account, session, token)
