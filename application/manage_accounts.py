"""Accounts: who may log in, and in which role. The first one is made by whoever comes first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from application.ports.passwords import Passwords
from application.ports.storage import Storage, UnitOfWork
from application.sessions import living, revoke
from domain.accounts import (
    Account,
    Role,
    checked_language,
    checked_name,
    checked_password,
    checked_shown,
    plain_name,
    refuse_to_lose_the_last,
)
from domain.audit import AuditEvent
from domain.errors import ProductError


@dataclass(frozen=True, slots=True)
class NewAccount:
    """What somebody says of a person who may log in from now on."""

    name: str
    shown: str
    role: Role
    language: str | None = None


@dataclass(frozen=True, slots=True)
class ListedAccount:
    """An account, and at how many places it is logged in."""

    account: Account
    sessions: int


@dataclass(frozen=True, slots=True)
class ManageAccounts:
    """Keeps the list of accounts. The last administrator who can log in stays that."""

    storage: Storage
    passwords: Passwords

    def none_yet(self) -> bool:
        """Whether the first administrator is still to be made."""
        with self.storage.read() as work:
            return not work.accounts.all()

    def list(self) -> Sequence[ListedAccount]:
        """All of them, by name."""
        with self.storage.read() as work:
            accounts = work.accounts.all()
            return [ListedAccount(account, len(living(work, account.name))) for account in accounts]

    def first(self, name: str, shown: str, password: str, language: str | None = None) -> Account:
        """Make the first administrator. Of several who try at once one succeeds.

        Raises ``accounts-exist``, and what ``add`` raises.
        """
        if not self.none_yet():
            raise ProductError("accounts-exist")
        made = NewAccount(name, shown, Role.ADMINISTRATOR, language)
        return self._add(made, password, f"web: {checked_name(name)}", first=True)

    def add(self, made: NewAccount, password: str, who: str) -> Account:
        """Let somebody log in from now on.

        Raises ``account-name-invalid``, ``account-shown-invalid``, ``account-language-unknown``, ``account-exists``,
        and what ``domain.accounts.checked_password`` raises.
        """
        return self._add(made, password, who, first=False)

    def set_role(self, name: str, role: Role, who: str) -> Account:
        """Give another role, from the next request on. Raises ``account-unknown`` and ``last-administrator``."""
        with self.storage.write() as work:
            account = the_account(work, name)
            changed = replace(account, role=role)
            self._put(work, account, changed, who, "account.role-set")
            work.commit()
        return changed

    def disable(self, name: str, who: str) -> Account:
        """Somebody can no longer log in, and is logged out everywhere. Raises the same."""
        with self.storage.write() as work:
            account = the_account(work, name)
            changed = replace(account, active=False)
            self._put(work, account, changed, who, "account.disabled")
            revoke(work, account.name, who)
            work.commit()
        return changed

    def enable(self, name: str, who: str) -> Account:
        """Somebody can log in again, with the password they had. Raises ``account-unknown``."""
        with self.storage.write() as work:
            account = the_account(work, name)
            changed = replace(account, active=True)
            self._put(work, account, changed, who, "account.enabled")
            work.commit()
        return changed

    def describe(self, name: str, shown: str, language: str | None, who: str) -> Account:
        """What pages call somebody, and in which language.

        Raises ``account-unknown``, ``account-shown-invalid`` and ``account-language-unknown``.
        """
        shown, language = checked_shown(shown), checked_language(language)
        with self.storage.write() as work:
            account = the_account(work, name)
            changed = replace(account, shown=shown, language=language)
            self._put(work, account, changed, who, "account.described")
            work.commit()
        return changed

    def _add(self, made: NewAccount, password: str, who: str, first: bool) -> Account:
        name, shown, language = checked_name(made.name), checked_shown(made.shown), checked_language(made.language)
        stored = self.passwords.hash(checked_password(password, name, shown))
        with self.storage.write() as work:
            if first and work.accounts.all():
                raise ProductError("accounts-exist")
            if work.accounts.get(name) is not None:
                raise ProductError("account-exists", name=name)
            account = Account(name, shown, made.role, work.now(), language=language)
            work.accounts.put(account)
            work.accounts.put_password(name, stored)
            work.audit.append(AuditEvent(who, "account.added", name, after=_plain(account)))
            work.commit()
        return account

    def _put(self, work: UnitOfWork, before: Account, after: Account, who: str, action: str) -> None:
        if before == after:
            return
        refuse_to_lose_the_last(work.accounts.all(), after)
        work.accounts.put(after)
        was, became = _plain(before), _plain(after)
        changed = [key for key in was if was[key] != became[key]]
        work.audit.append(
            AuditEvent(
                who,
                action,
                after.name,
                before={key: was[key] for key in changed},
                after={key: became[key] for key in changed},
            )
        )


def the_account(work: UnitOfWork, name: str) -> Account:
    """The account of that name, however it was typed. Raises ``account-unknown``."""
    account = work.accounts.get(plain_name(name))
    if account is None:
        raise ProductError("account-unknown", name=name)
    return account


def _plain(account: Account) -> dict[str, object]:
    return {
        "shown": account.shown,
        "role": account.role.value,
        "active": account.active,
        "language": account.language,
    }
