"""The calls for which a user needs a right, what each is for, and what an answer tells of the right.

An API template switches each call on or off (docs/nmbrs.md, "Authentication").
"""

from __future__ import annotations

from dataclasses import dataclass

from adapters.nmbrs_wsdl import Service
from application.ports.payroll import AddLine, Change, Need, RemoveLine, RightState, SetDays
from domain.amount import ZERO
from domain.pay_line import PayKind
from domain.terms import EmployeeId, LineId


@dataclass(frozen=True, slots=True)
class NeededCall:
    """A call that this product makes."""

    service: Service
    name: str
    need: Need

    @property
    def title(self) -> str:
        """The name under which it stands in an API template."""
        return f"{self.service.value}: {self.name}"


def _calls(service: Service, need: Need, *names: str) -> tuple[NeededCall, ...]:
    return tuple(NeededCall(service, name, need) for name in names)


OF_ENVIRONMENT = (
    *_calls(Service.COMPANY, Need.COMPANIES, "List_GetAll"),
    *_calls(Service.DEBTOR, Need.DOMAIN, "Environment_Get"),
)
OF_COMPANY = (
    *_calls(Service.COMPANY, Need.PERIODS, "Company_GetCurrentPeriod"),
    *_calls(Service.COMPANY, Need.RUNS, "Run_GetList"),
    *_calls(Service.COMPANY, Need.HOUR_CODES, "HourModel_GetHourCodes", "HourModel2_GetHourCodes"),
    *_calls(Service.COMPANY, Need.WAGE_CODES, "WageModel_GetWageCodes", "WageModel2_GetWageCodes"),
    *_calls(Service.COMPANY, Need.COST_CENTRES, "CostCenter_GetList"),
    *_calls(Service.COMPANY, Need.COST_UNITS, "CostUnit_GetList"),
)
OF_PEOPLE = _calls(
    Service.EMPLOYEE,
    Need.PEOPLE,
    "EmployeeType_GetList",
    "List_GetByCompany",
    "PersonalInfoWithoutBSN_Get_GetAllEmployeesByCompany",
    "Employment_GetAll_AllEmployeesByCompany",
    "Contract_GetAll_AllEmployeesByCompany",
    "Schedule_GetAll_AllEmployeesByCompany",
)
OF_PAY = (
    *_calls(Service.EMPLOYEE, Need.READ_HOURS, "HourComponentVar_Get"),
    *_calls(Service.EMPLOYEE, Need.READ_WAGES, "WageComponentVar_Get"),
    *_calls(Service.EMPLOYEE, Need.READ_DAYS, "DaysVar_Get"),
)
WRITING = (
    *_calls(Service.EMPLOYEE, Need.ADD_HOURS, "HourComponentVar_Insert", "HourComponentVar_Insert_Batch"),
    *_calls(Service.EMPLOYEE, Need.REMOVE_HOURS, "HourComponent_Delete"),
    *_calls(Service.EMPLOYEE, Need.ADD_WAGES, "WageComponentVar_Insert", "WageComponentVar_Insert_Batch"),
    *_calls(Service.EMPLOYEE, Need.REMOVE_WAGES, "WageComponent_Delete"),
    *_calls(Service.EMPLOYEE, Need.SET_DAYS, "DaysVar_Set", "DaysVar_Set_Batch"),
)

NOBODY = 0
"""No employee has this number."""


def probes() -> tuple[tuple[Change, ...], ...]:
    """Changes for nobody, of nothing. Together they need every call of ``WRITING`` once, and the days once each way."""
    nobody, kinds = EmployeeId(str(NOBODY)), (PayKind.HOURS, PayKind.WAGE)
    days = SetDays("probe", nobody, 0)
    lines = tuple(
        change
        for kind in kinds
        for change in (
            RemoveLine("probe", nobody, kind, LineId("0")),
            AddLine("probe", nobody, kind, "0", ZERO, alone=True),
            AddLine("probe", nobody, kind, "0", ZERO),
        )
    )
    return (*lines, days), (days, days)


def told_by(code: str, nobody: bool) -> RightState:
    """What a refusal with this number tells of the right to make the call; ``nobody`` when it was about nobody.

    >>> told_by("1002", nobody=True).value, told_by("2003", nobody=True).value, told_by("2003", nobody=False).value
    ('missing', 'present', 'no-access')
    """
    if code == "1002":
        return RightState.MISSING
    if nobody and code in ("1003", "2003"):
        return RightState.PRESENT
    if not nobody and code in ("1003", "2003", "2004", "2009"):
        return RightState.NO_ACCESS
    return RightState.UNKNOWN
