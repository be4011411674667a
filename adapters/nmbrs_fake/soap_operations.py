"""Each call of the SOAP API as a call on the payroll: what it concerns, and what it answers.

Values are named as in the WSDL; rules live in the payroll, not here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from adapters.nmbrs_fake.call_log import Call
from adapters.nmbrs_fake.payroll import PayrollCore
from adapters.nmbrs_fake.policy import PeriodSpelling, WithoutBsn
from adapters.nmbrs_fake.records import Company, Employee, EmployeeType, Line, NewLine, User
from adapters.nmbrs_fake.soap_messages import Values
from adapters.nmbrs_fake.soap_people import (
    contract_values,
    employment_values,
    info_values,
    schedule_values,
)
from adapters.nmbrs_fake.soap_schema import Operation
from adapters.nmbrs_fake.vendor_fault import VendorFault
from adapters.nmbrs_wsdl import Service
from domain.pay_line import PayKind
from domain.wage_period import PeriodLength, PeriodRef

Handler = Callable[[PayrollCore, User, Values], Any]

HOURS, WAGE = PayKind.HOURS, PayKind.WAGE
_NO_OBJECT = "Object reference not set to an instance of an object."
_PERIOD_WORDS = {
    PeriodLength.MONTH: ("M", "M"),
    PeriodLength.FOUR_WEEKS: ("4W", "W4"),
    PeriodLength.WEEK: ("1W", "W1"),
}


def concerns(operation: Operation, asked: Values) -> Call:
    """The entry for the log."""
    company = asked.get("CompanyId", asked.get("CompanyID"))
    items = asked.get("HourComponents") or asked.get("WageComponents") or asked.get("EmployeesDaysWorked") or [asked]
    employees = dict.fromkeys(item["EmployeeId"] for item in items if item and "EmployeeId" in item)
    dated = asked if "Period" in asked else items[0]
    period = PeriodRef(dated["Year"], dated["Period"]) if dated and "Period" in dated else None
    return Call(operation.service, operation.name, company, tuple(employees), period)


def handler(operation: Operation) -> Handler:
    """What carries out a call."""
    return _HANDLERS[operation.service][operation.name]


# -- debtors and companies --------------------------------------------------------------------------------------------


def _environment(_: PayrollCore, user: User, __: Values) -> Values:
    return {"Domain": f"{user.domain}.nmbrs.nl", "SubDomain": user.domain}


def _debtors(core: PayrollCore, user: User, _: Values) -> list[Values]:
    return [{"Id": debtor.id, "Number": debtor.number, "Name": debtor.name} for debtor in core.debtors_of(user)]


def _companies(core: PayrollCore, user: User, _: Values) -> list[Values]:
    return [
        {"ID": company.id, "Number": company.number, "Name": company.name, "LoonaangifteTijdvak": "Month"}
        for company in core.companies_of(user)
    ]


def _current_period(core: PayrollCore, user: User, asked: Values) -> str:
    company = _company(core, user, asked)
    year, number = company.current.year, company.current.number
    short, enumeration = _PERIOD_WORDS[company.length]
    if core.book.policy.period_spelling is PeriodSpelling.ENUMERATION:
        return f"{year}-{number:02d}-{enumeration}"
    return f"{year}-{number}-{short}"


def _runs(core: PayrollCore, user: User, asked: Values) -> list[Values]:
    return [
        {
            "ID": run.id,
            "Number": run.number,
            "Year": run.year,
            "PeriodStart": run.first,
            "PeriodEnd": run.last,
            "Description": run.description,
            "RunAt": run.run_at,
            "IsLocked": run.locked,
        }
        for run in core.runs(user, asked["CompanyId"], asked["Year"])
    ]


def _codes(kind: PayKind, model: int) -> Handler:
    def answer(core: PayrollCore, user: User, asked: Values) -> list[Values]:
        company = _company(core, user, asked)
        models = company.hour_models if kind is HOURS else company.wage_models
        return [{"Code": code.code, "Description": code.description} for code in models[model]]

    return answer


def _cost_codes(attribute: str) -> Handler:
    def answer(core: PayrollCore, user: User, asked: Values) -> list[Values]:
        found = getattr(_company(core, user, asked), attribute)
        return [{"Code": cost.code, "Description": cost.description, "Id": cost.id} for cost in found]

    return answer


def _company(core: PayrollCore, user: User, asked: Values) -> Company:
    return core.company(user, asked["CompanyId"])


# -- people -----------------------------------------------------------------------------------------------------------


def _types(*_: object) -> list[Values]:
    return [{"Id": kind.value, "Description": kind.description} for kind in EmployeeType]


def _employees(core: PayrollCore, user: User, asked: Values) -> list[Values]:
    kinds = [kind for kind in EmployeeType if kind == asked["EmployeeType"]]
    return [
        {"Id": employee.id, "Number": employee.number, "DisplayName": employee.info.display_name}
        for employee in core.staff(user, asked["CompanyId"], kinds)
    ]


def _of_each(name: str, values: Callable[[Employee], Iterable[Values]]) -> Handler:
    def answer(core: PayrollCore, user: User, asked: Values) -> list[Values]:
        staff = core.staff(user, asked["CompanyID"])
        return [{"EmployeeId": employee.id, name: list(values(employee))} for employee in staff]

    return answer


def _infos(core: PayrollCore, user: User, asked: Values, with_bsn: bool) -> list[Values]:
    staff = core.staff(user, asked["CompanyID"])
    return [{"EmployeeId": each.id, "EmployeePersonalInfos": info_values(each, with_bsn)} for each in staff]


def _without_bsn(core: PayrollCore, user: User, asked: Values) -> list[Values]:
    return _infos(core, user, asked, core.book.policy.without_bsn is WithoutBsn.ANSWERED)


# -- pay --------------------------------------------------------------------------------------------------------------


def _period(asked: Values) -> PeriodRef:
    return PeriodRef(asked["Year"], asked["Period"])


def _current(core: PayrollCore, user: User, asked: Values) -> PeriodRef:
    return core.current_period(user, asked["EmployeeId"])


def _new(kind: PayKind, item: Values | None, employee: int | None = None) -> NewLine:
    if item is None:
        raise VendorFault("", _NO_OBJECT)
    return NewLine(
        employee=item["EmployeeId"] if employee is None else employee,
        code=item["HourCode" if kind is HOURS else "Code"],
        amount=item["Hours" if kind is HOURS else "Value"],
        cost_centre=item["CostCenterId"],
        cost_unit=item["CostUnitId"],
        comment=item["Comment"] or "",
    )


def _item(kind: PayKind, asked: Values) -> NewLine:
    return _new(kind, asked["Hourcomponent" if kind is HOURS else "WageComponent"], asked["EmployeeId"])


def _thin(lines: Iterable[Line]) -> list[Values]:
    """Only id, code and amount are answered."""
    return [
        {"Id": line.id, "HourCode": line.code, "Hours": line.amount}
        if line.kind is HOURS
        else {"Id": line.id, "Code": line.code, "Value": line.amount}
        for line in lines
    ]


def _get(kind: PayKind) -> Handler:
    return lambda core, user, asked: _thin(core.lines(user, asked["EmployeeId"], kind, _period(asked)))


def _insert(kind: PayKind) -> Handler:
    return lambda core, user, asked: core.insert(
        user, kind, _period(asked), _item(kind, asked), asked["UnprotectedMode"]
    )


def _insert_batch(kind: PayKind) -> Handler:
    def answer(core: PayrollCore, user: User, asked: Values) -> None:
        new = [_new(kind, item) for item in asked["HourComponents" if kind is HOURS else "WageComponents"]]
        core.insert_batch(user, kind, _period(asked), new, asked["UnprotectedMode"])

    return answer


def _delete(kind: PayKind) -> Handler:
    name = "HourComponentID" if kind is HOURS else "WageComponentID"
    return lambda core, user, asked: core.delete(user, asked["EmployeeId"], kind, asked[name])


def _clear(kind: PayKind) -> Handler:
    return lambda core, user, asked: core.clear(
        user, asked["EmployeeId"], kind, _period(asked), asked["UnprotectedMode"]
    )


def _update(kind: PayKind) -> Handler:
    def answer(core: PayrollCore, user: User, asked: Values) -> int | bool:
        new = _item(kind, asked)
        line = asked["Hourcomponent" if kind is HOURS else "WageComponent"]["Id"]
        updated = core.update(user, new.employee, kind, line, new.amount)
        return updated if kind is HOURS else True

    return answer


def _set_days_batch(core: PayrollCore, user: User, asked: Values) -> None:
    wanted = [(item["EmployeeId"], item["Days"], _period(item)) for item in asked["EmployeesDaysWorked"] if item]
    core.set_days_batch(user, wanted, asked["UnprotectedMode"])


_HANDLERS: dict[Service, dict[str, Handler]] = {
    Service.DEBTOR: {"Environment_Get": _environment, "List_GetAll": _debtors},
    Service.COMPANY: {
        "List_GetAll": _companies,
        "Company_GetCurrentPeriod": _current_period,
        "Run_GetList": _runs,
        "HourModel_GetHourCodes": _codes(HOURS, 0),
        "HourModel2_GetHourCodes": _codes(HOURS, 1),
        "WageModel_GetWageCodes": _codes(WAGE, 0),
        "WageModel2_GetWageCodes": _codes(WAGE, 1),
        "CostCenter_GetList": _cost_codes("cost_centres"),
        "CostUnit_GetList": _cost_codes("cost_units"),
    },
    Service.EMPLOYEE: {
        "EmployeeType_GetList": _types,
        "List_GetByCompany": _employees,
        "PersonalInfo_GetAll_AllEmployeesByCompany": lambda core, user, asked: _infos(core, user, asked, with_bsn=True),
        "PersonalInfoWithoutBSN_Get_GetAllEmployeesByCompany": _without_bsn,
        "Employment_GetAll_AllEmployeesByCompany": _of_each("EmployeeEmployments", employment_values),
        "Contract_GetAll_AllEmployeesByCompany": _of_each("EmployeeContracts", contract_values),
        "Schedule_GetAll_AllEmployeesByCompany": _of_each("EmployeeSchedules", schedule_values),
        "HourComponentVar_Get": _get(HOURS),
        "HourComponentVar_GetCurrent": lambda core, user, asked: _thin(
            core.lines(user, asked["EmployeeId"], HOURS, _current(core, user, asked))
        ),
        "HourComponentVar_Insert": _insert(HOURS),
        "HourComponentVar_InsertCurrent": lambda core, user, asked: core.insert(
            user, HOURS, _current(core, user, asked), _item(HOURS, asked), False
        ),
        "HourComponentVar_Insert_Batch": _insert_batch(HOURS),
        "HourComponentVar_Clear": _clear(HOURS),
        "HourComponentVar_ClearCurrent": lambda core, user, asked: core.clear(
            user, asked["EmployeeId"], HOURS, _current(core, user, asked), False
        ),
        "HourComponentFixed_Get": lambda core, user, asked: _thin(
            core.fixed(user, asked["EmployeeId"], HOURS, _period(asked))
        ),
        "HourComponentFixed_Insert": lambda core, user, asked: core.insert_fixed(
            user, HOURS, _period(asked), _item(HOURS, asked)
        ),
        "HourComponent_Update": _update(HOURS),
        "HourComponent_Delete": _delete(HOURS),
        "WageComponentVar_Get": _get(WAGE),
        "WageComponentVar_Insert": _insert(WAGE),
        "WageComponentVar_Insert_Batch": _insert_batch(WAGE),
        "WageComponentVar_Clear": _clear(WAGE),
        "WageComponent_Update": _update(WAGE),
        "WageComponent_Delete": _delete(WAGE),
        "DaysVar_Get": lambda core, user, asked: core.days(user, asked["EmployeeId"], _period(asked)),
        "DaysVar_Set": lambda core, user, asked: core.set_days(
            user, asked["EmployeeId"], asked["Days"], _period(asked), asked["UnprotectedMode"]
        ),
        "DaysVar_SetCurrent": lambda core, user, asked: core.set_days(
            user, asked["EmployeeId"], asked["Days"], _current(core, user, asked), False
        ),
        "DaysVar_Set_Batch": _set_days_batch,
    },
}
