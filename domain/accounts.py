"""Who may do what: four roles, each of which may do all that the one before it may; and the people who have them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.errors import ProductError
from domain.notifications import checked_address

LONGEST_SHOWN = 80
SHORTEST_PASSWORD, LONGEST_PASSWORD = 12, 200
LANGUAGES = ("en", "nl")


class Right(StrEnum):
    """What a thing that can be done asks of whoever does it."""

    SEE = "see"
    """Look at anything."""
    OPERATE = "operate"
    """Sync, match people, import hours, plan: what sends nothing to the payroll."""
    PAY = "pay"
    """Export, verify, undo, decide about differences: what ends in somebody's pay."""
    ADMINISTER = "administer"
    """The link with the payroll, companies, mapping, wage periods, accounts."""


class Role(StrEnum):
    """What a person is here."""

    VIEWER = "viewer"
    OPERATOR = "operator"
    PAYROLL = "payroll"
    ADMINISTRATOR = "administrator"

    def may(self, right: Right) -> bool:
        """Whether this role has that right.

        >>> Role.OPERATOR.may(Right.OPERATE), Role.OPERATOR.may(Right.PAY)
        (True, False)
        """
        return list(Role).index(self) >= list(Right).index(right)

    @classmethod
    def least(cls, right: Right) -> Role:
        """The first role that has that right.

        >>> Role.least(Right.PAY)
        <Role.PAYROLL: 'payroll'>
        """
        return next(role for role in cls if role.may(right))


@dataclass(frozen=True, slots=True)
class Account:
    """A person who may log in, known by ``name``: an e-mail address in lower case.

    ``shown`` is what pages call them. ``language`` is ``en`` or ``nl``; None leaves it to their browser. An account is
    never removed, for its name stands in the audit trail; it is disabled.
    """

    name: str
    shown: str
    role: Role
    created_at: datetime
    active: bool = True
    language: str | None = None


def plain_name(name: str) -> str:
    """A name as it was typed, in the form under which accounts are known; it need not be one that can exist.

    >>> plain_name(" Anja@Kade.example ")
    'anja@kade.example'
    """
    return unicodedata.normalize("NFC", name).strip().lower()


def checked_name(name: str) -> str:
    """The name of a new account. Raises ``account-name-invalid``."""
    plain = plain_name(name)
    try:
        return checked_address(plain)
    except ProductError:
        raise ProductError("account-name-invalid", name=name) from None


def checked_shown(shown: str) -> str:
    """What pages call somebody: one line. Raises ``account-shown-invalid``."""
    plain = unicodedata.normalize("NFC", shown).strip()
    if not plain or len(plain) > LONGEST_SHOWN or not plain.isprintable():
        raise ProductError("account-shown-invalid", most=LONGEST_SHOWN)
    return plain


def checked_language(language: str | None) -> str | None:
    """A language that there is, or none. Raises ``account-language-unknown``."""
    if language is not None and language not in LANGUAGES:
        raise ProductError("account-language-unknown", language=language)
    return language


def plain_password(password: str) -> str:
    """A password in one form, however the keyboard puts accents together."""
    return unicodedata.normalize("NFKC", password)


def checked_password(password: str, *names: str) -> str:
    """A new password of somebody with these names: long enough, and not a name; which characters is their own choice.

    Raises ``password-too-short``, ``password-too-long`` and ``password-is-name``.

    >>> checked_password("twaalf tekens", "anja@kade.example", "Anja")
    'twaalf tekens'
    """
    plain = plain_password(password)
    if len(plain) < SHORTEST_PASSWORD:
        raise ProductError("password-too-short", least=SHORTEST_PASSWORD)
    if len(plain) > LONGEST_PASSWORD:
        raise ProductError("password-too-long", most=LONGEST_PASSWORD)
    known = {_bare(each) for name in names for each in (name, name.partition("@")[0])}
    if _bare(plain) in known:
        raise ProductError("password-is-name")
    return plain


def refuse_to_lose_the_last(accounts: Iterable[Account], after: Account) -> None:
    """Raise ``last-administrator`` when nobody could administer any more once ``after`` replaced its account."""
    for account in accounts:
        kept = after if account.name == after.name else account
        if kept.active and kept.role is Role.ADMINISTRATOR:
            return
    raise ProductError("last-administrator", name=after.name)


def _bare(text: str) -> str:
    return "".join(text.casefold().split())
