"""The words that every other module shares: identifiers of the payroll, and contract types."""

from __future__ import annotations

from enum import StrEnum
from typing import NewType

CompanyId = NewType("CompanyId", str)
"""A company as the payroll names it; opaque text (docs/nmbrs.md, "Identifiers")."""

EmployeeId = NewType("EmployeeId", str)
"""An employee as the payroll names it; opaque text. Belongs to exactly one company."""

LineId = NewType("LineId", str)
"""A pay line as the payroll names it; opaque text."""


class ContractType(StrEnum):
    """The contract under which an hour was worked. Only the first two are ever exported."""

    ZERO_HOURS = "zero-hours"
    HOURS_CONTRACT = "hours-contract"
    SELF_EMPLOYED = "self-employed"
    PAYROLL = "payroll"
    NONE = "none"

    @property
    def exportable(self) -> bool:
        """Self-employed people, people paid by a payroll firm and people without a contract are never sent."""
        return self in (ContractType.ZERO_HOURS, ContractType.HOURS_CONTRACT)
