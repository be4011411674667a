"""How hours and wages are spelled in the calls; apart from that they are alike (docs/nmbrs.md, "SOAP calls")."""

from __future__ import annotations

from dataclasses import dataclass

from domain.pay_line import PayKind


@dataclass(frozen=True, slots=True)
class Component:
    """The names for one kind of line: of its calls, of what they carry, and of its fields."""

    get: str
    insert: str
    item: str
    insert_batch: str
    batch: str
    batch_item: str
    delete: str
    id: str
    code: str
    amount: str
    unknown_code: str
    """The vendor's number for a code that does not exist."""


COMPONENTS = {
    PayKind.HOURS: Component(
        get="HourComponentVar_Get",
        insert="HourComponentVar_Insert",
        item="Hourcomponent",
        insert_batch="HourComponentVar_Insert_Batch",
        batch="HourComponents",
        batch_item="EmployeeHourComponent",
        delete="HourComponent_Delete",
        id="HourComponentID",
        code="HourCode",
        amount="Hours",
        unknown_code="2001",
    ),
    PayKind.WAGE: Component(
        get="WageComponentVar_Get",
        insert="WageComponentVar_Insert",
        item="WageComponent",
        insert_batch="WageComponentVar_Insert_Batch",
        batch="WageComponents",
        batch_item="EmployeeWageComponent",
        delete="WageComponent_Delete",
        id="WageComponentID",
        code="Code",
        amount="Value",
        unknown_code="2002",
    ),
}
