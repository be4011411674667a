"""Who looks at a page."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request

from domain.accounts import Right, Role
from domain.errors import ProductError
from entrypoints.http.identity import Caller


@dataclass(frozen=True, slots=True)
class Visitor:
    """The person behind the request: ``actor`` is how the audit trail names them, ``language`` what they chose."""

    name: str
    actor: str
    role: Role
    language: str | None = None

    def may(self, right: Right) -> bool:
        """Whether this person has that right."""
        return self.role.may(right)


def whoever(request: Request) -> Visitor | None:
    """Whose session the request belongs to; None for nobody's."""
    caller: Caller | None = request.state.caller
    if caller is None or caller.account is None:
        return None
    account = caller.account
    return Visitor(account.shown, f"web: {account.name}", account.role, account.language)


def visitor_of(request: Request, right: Right) -> Visitor:
    """The same, if they have that right. Raises ``not-logged-in`` and ``not-allowed``."""
    visitor = whoever(request)
    if visitor is None:
        raise ProductError("not-logged-in")
    if not visitor.may(right):
        raise ProductError("not-allowed", needed=Role.least(right), role=visitor.role)
    return visitor
