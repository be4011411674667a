"""The words for what the product calls by a name, to be shown with ``_(words.GROUP[value])``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from domain.accounts import Role
from domain.pay_line import Part
from domain.terms import ContractType
from domain.wage_period import PeriodLength
from entrypoints.http.pages.texts import mark

KINDS: Final[Mapping[str, str]] = {"live": mark("Live"), "sandbox": mark("Practice"), "demo": mark("Demo")}
CONTRACT_TYPES: Final[Mapping[ContractType, str]] = {
    ContractType.ZERO_HOURS: mark("Zero-hours contract"),
    ContractType.HOURS_CONTRACT: mark("Hours contract"),
    ContractType.SELF_EMPLOYED: mark("Self-employed"),
    ContractType.PAYROLL: mark("Through a payroll firm"),
    ContractType.NONE: mark("No contract"),
}
PARTS: Final[Mapping[Part, str]] = {
    Part.HOURS: mark("Worked hours"),
    Part.DAYS: mark("Worked days"),
    Part.ALLOWANCES: mark("Allowances"),
    Part.MEALS: mark("Meals"),
}
PERIOD_LENGTHS: Final[Mapping[PeriodLength, str]] = {
    PeriodLength.MONTH: mark("Month"),
    PeriodLength.FOUR_WEEKS: mark("4 weeks"),
    PeriodLength.WEEK: mark("Week"),
}
ROLES: Final[Mapping[Role, str]] = {
    Role.VIEWER: mark("Viewer"),
    Role.OPERATOR: mark("Operator"),
    Role.PAYROLL: mark("Payroll"),
    Role.ADMINISTRATOR: mark("Administrator"),
}
