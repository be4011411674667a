"""Who may do what: four roles, each of which may do all that the one before it may."""

from __future__ import annotations

from enum import StrEnum


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
