"""Sessions: whose request it is, where somebody is logged in, and logging out, here or elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from application.log_in import digest_of
from application.ports.storage import Storage, UnitOfWork
from domain.accounts import Account
from domain.audit import AuditEvent
from domain.errors import ProductError
from domain.logging_in import LoginSession


@dataclass(frozen=True, slots=True)
class Sessions:
    """Looks sessions up and ends them."""

    storage: Storage

    def whose(self, token: str) -> tuple[Account, LoginSession] | None:
        """Who is logged in with that token, while the session lasts and the account is active.

        That it was seen is put down at most once a minute, and not while others keep the database busy.
        """
        with self.storage.read() as work:
            now = work.now()
            found = _living(work, digest_of(token), now)
        if found is None:
            return None
        account, session = found
        if session.slides(now):
            try:
                session = self._see(session)
            except ProductError as busy:
                if busy.code != "database-busy":
                    raise
        return account, session

    def of(self, account: str) -> Sequence[LoginSession]:
        """Where somebody is logged in, the newest first."""
        with self.storage.read() as work:
            return living(work, account)

    def log_out(self, token: str) -> None:
        """End the session of that token; nothing happens when there is none."""
        digest = digest_of(token)
        with self.storage.write() as work:
            session = work.accounts.session(digest)
            if session is None:
                return
            work.accounts.end_session(digest)
            who = f"web: {session.account}"
            work.audit.append(AuditEvent(who, "session.ended", session.account, before={"session": session.id}))
            work.commit()

    def end(self, account: str, session: str, who: str) -> LoginSession:
        """End one session of an account, by its id. Raises ``session-unknown``."""
        with self.storage.write() as work:
            chosen = [each for each in living(work, account) if each.id == session]
            if not chosen:
                raise ProductError("session-unknown", session=session)
            revoke(work, account, who, lambda each: each.id != session)
            work.commit()
        return chosen[0]

    def end_all(self, account: str, who: str, but: LoginSession | None = None) -> int:
        """End all sessions of an account, except for one that may stay; how many. Raises ``account-unknown``."""
        with self.storage.write() as work:
            if work.accounts.get(account) is None:
                raise ProductError("account-unknown", name=account)
            ended = revoke(work, account, who, lambda each: but is not None and each.digest == but.digest)
            work.commit()
        return ended

    def _see(self, session: LoginSession) -> LoginSession:
        """Put down that it is used now, unless it ended in the meantime."""
        with self.storage.write() as work:
            present = work.accounts.session(session.digest)
            if present is None:
                return session
            seen = replace(present, seen_at=work.now())
            work.accounts.put_session(seen)
            work.commit()
        return seen


def living(work: UnitOfWork, account: str) -> Sequence[LoginSession]:
    """The sessions of an account that have not ended, the newest first."""
    now = work.now()
    return [session for session in work.accounts.sessions(account) if not session.ended(now)]


def revoke(work: UnitOfWork, account: str, who: str, stays: Callable[[LoginSession], bool] = lambda _: False) -> int:
    """End the sessions of an account that do not stay, and put it on record; how many there were."""
    ended = [session for session in work.accounts.sessions(account) if not stays(session)]
    for session in ended:
        work.accounts.end_session(session.digest)
    if ended:
        ids = [session.id for session in ended]
        work.audit.append(AuditEvent(who, "session.revoked", account, before={"sessions": ids}))
    return len(ended)


def _living(work: UnitOfWork, digest: str, now: datetime) -> tuple[Account, LoginSession] | None:
    session = work.accounts.session(digest)
    account = work.accounts.get(session.account) if session is not None else None
    if session is None or session.ended(now) or account is None or not account.active:
        return None
    return account, session
