"""Who looks at a page."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request

from domain.accounts import Right, Role


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


def visitor_of(request: Request, right: Right) -> Visitor:
    """Whose session the request belongs to, if they have that right."""
    container = request.app.state.container
    del right  # everybody is an administrator as long as there are no accounts
    return Visitor(container.settings().actor, f"web: {container.settings().actor}", Role.ADMINISTRATOR)
