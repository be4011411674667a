"""Accounts, their passwords, who is logged in, and who tried."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_, select

from adapters.sql.rows import Rows, table_of
from adapters.sql.tables.accounts import AccountRow, AttemptRow, PasswordRow, SessionRow
from domain.accounts import Account, Role
from domain.logging_in import Attempt, AttemptOutcome, LoginSession

ACCOUNT = table_of(AccountRow)
PASSWORD = table_of(PasswordRow)
SESSION = table_of(SessionRow)
ATTEMPT = table_of(AttemptRow)


class SqlAccounts:
    """An AccountStore."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def all(self) -> Sequence[Account]:
        """By name."""
        return self._rows.read(AccountRow, _account, select(ACCOUNT).order_by(ACCOUNT.c.name))

    def get(self, name: str) -> Account | None:
        """The account of that name, or None."""
        return self._rows.first(AccountRow, _account, select(ACCOUNT).where(ACCOUNT.c.name == name))

    def put(self, account: Account) -> None:
        """Store or replace by name."""
        row = {
            "name": account.name,
            "shown": account.shown,
            "role": account.role.value,
            "made_at": account.created_at,
            "active": account.active,
            "language": account.language,
        }
        self._rows.put(AccountRow, [row])

    def password(self, name: str) -> str | None:
        """What is stored of the password of that account."""
        statement = select(PASSWORD).where(PASSWORD.c.account == name)
        return self._rows.first(PasswordRow, lambda row: row.stored, statement)

    def put_password(self, name: str, stored: str) -> None:
        """Store or replace by name."""
        self._rows.put(PasswordRow, [{"account": name, "stored": stored}])

    def session(self, digest: str) -> LoginSession | None:
        """The session of that digest."""
        return self._rows.first(SessionRow, _session, select(SESSION).where(SESSION.c.digest == digest))

    def sessions(self, account: str) -> Sequence[LoginSession]:
        """The newest first."""
        order = (SESSION.c.began_at.desc(), SESSION.c.digest.desc())
        return self._rows.read(
            SessionRow, _session, select(SESSION).where(SESSION.c.account == account).order_by(*order)
        )

    def put_session(self, session: LoginSession) -> None:
        """Store or replace by digest."""
        row = {
            "digest": session.digest,
            "account": session.account,
            "began_at": session.began_at,
            "seen_at": session.seen_at,
            "address": session.address,
            "agent": session.agent,
        }
        self._rows.put(SessionRow, [row])

    def end_session(self, digest: str) -> None:
        """Forget it."""
        self._rows.delete(SessionRow, SESSION.c.digest == digest)

    def end_sessions_before(self, began: datetime, seen: datetime) -> None:
        """Forget what began or was seen last at or before these moments."""
        self._rows.delete(SessionRow, or_(SESSION.c.began_at <= began, SESSION.c.seen_at <= seen))

    def attempts(self, name: str, address: str) -> Sequence[Attempt]:
        """By moment and id."""
        meant = or_(ATTEMPT.c.name == name, ATTEMPT.c.address == address)
        return self._rows.read(
            AttemptRow, _attempt, select(ATTEMPT).where(meant).order_by(ATTEMPT.c.tried_at, ATTEMPT.c.id)
        )

    def put_attempt(self, attempt: Attempt) -> None:
        """Store or replace by id."""
        row = {
            "id": attempt.id,
            "name": attempt.name,
            "address": attempt.address,
            "tried_at": attempt.at,
            "outcome": attempt.outcome.value,
        }
        self._rows.put(AttemptRow, [row])

    def end_attempts_before(self, at: datetime) -> None:
        """Forget those at or before that moment."""
        self._rows.delete(AttemptRow, ATTEMPT.c.tried_at <= at)


def _account(row: AccountRow) -> Account:
    return Account(row.name, row.shown, Role(row.role), row.made_at, row.active, row.language)


def _session(row: SessionRow) -> LoginSession:
    return LoginSession(row.digest, row.account, row.began_at, row.seen_at, row.address, row.agent)


def _attempt(row: AttemptRow) -> Attempt:
    return Attempt(row.id, row.name, row.address, row.tried_at, AttemptOutcome(row.outcome))
