"""Set a password: one's own, by knowing the present one; or somebody's, as an administrator."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from application import attempts
from application.attempts import Try
from application.manage_accounts import the_account
from application.ports.passwords import Passwords
from application.ports.storage import Storage, UnitOfWork
from application.sessions import revoke
from domain.accounts import LONGEST_PASSWORD, Account, checked_password, plain_name, plain_password
from domain.audit import AuditEvent
from domain.errors import ProductError
from domain.logging_in import LoginSession


@dataclass(frozen=True, slots=True)
class SetPassword:
    """Replaces passwords. Whoever was logged in with the old one has to log in again."""

    storage: Storage
    passwords: Passwords
    new_id: Callable[[], str]

    def own(self, present: Try, new: str, session: LoginSession, who: str) -> Account:
        """Replace one's own; only this session stays.

        To guess the present one is limited as logging in is. Raises ``password-wrong``, ``login-limited``,
        ``account-unknown``, and what ``domain.accounts.checked_password`` raises.
        """
        name = plain_name(present.name)
        with self.storage.read() as work:
            account, stored = the_account(work, name), work.accounts.password(name)
        checked = checked_password(new, account.name, account.shown)
        attempt = attempts.begin(self.storage, self.new_id(), name, present.address)
        right = self.passwords.verify(stored, plain_password(present.password[: 2 * LONGEST_PASSWORD]))
        replaced = self.passwords.hash(checked) if right else ""
        with self.storage.write() as work:
            if right and work.accounts.password(name) == stored:
                attempts.succeed(work, attempt)
                _put(work, account, replaced, who)
                revoke(work, name, who, lambda each: each.digest == session.digest)
                work.commit()
                return account
            attempts.record(work, attempt, "password.refused")
            work.commit()
        raise ProductError("password-wrong")

    def of(self, name: str, new: str, who: str) -> Account:
        """Replace somebody's; they are logged out everywhere. Raises the same, for what is asked here."""
        with self.storage.read() as work:
            account = the_account(work, name)
        stored = self.passwords.hash(checked_password(new, account.name, account.shown))
        with self.storage.write() as work:
            account = the_account(work, name)
            _put(work, account, stored, who)
            revoke(work, account.name, who)
            work.commit()
        return account


def _put(work: UnitOfWork, account: Account, stored: str, who: str) -> None:
    work.accounts.put_password(account.name, stored)
    work.audit.append(AuditEvent(who, "password.set", account.name))
