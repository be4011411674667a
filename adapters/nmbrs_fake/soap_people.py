"""People's records in the fields of the WSDL."""

from __future__ import annotations

from adapters.nmbrs_fake.records import WEEKDAYS, Employee
from adapters.nmbrs_fake.soap_messages import Values


def info_values(employee: Employee, with_bsn: bool = False) -> list[Values]:
    """``PersonalInfo_V2``, one for each version; the BSN only when that is asked for."""
    return [
        {
            "Id": place,
            "DisplayName": info.display_name,
            "EmployeeNumber": employee.number,
            "BSN": employee.bsn if with_bsn else None,
            "FirstName": info.first_name,
            "Prefix": info.prefix or None,
            "LastName": info.last_name,
            "Gender": "undefined",
            "EmailPrivate": info.email_private or None,
            "EmailWork": info.email_work or None,
            "CreationDate": info.created,
            "StartPeriod": info.created.month,
            "StartYear": info.created.year,
            **(_details(employee) if with_bsn else {}),
        }
        for place, info in enumerate(employee.infos, start=1)
    ]


def _details(employee: Employee) -> Values:
    """What nobody needs who only pays hours, made up from the BSN so that it can be recognised."""
    return {
        "IdentificationNumber": f"ID{employee.bsn}",
        "TelephonePrivate": f"06-{employee.bsn}",
        "InCaseOfEmergency": f"Noodcontact {employee.bsn}",
        "PlaceOfBirth": f"Geboorteplaats {employee.bsn}",
    }


def employment_values(employee: Employee) -> list[Values]:
    """``Employment``."""
    return [
        {"EmploymentId": one.id, "StartDate": one.start, "EndDate": one.end, "InitialStartDate": one.start}
        for one in employee.employments
    ]


def contract_values(employee: Employee) -> list[Values]:
    """``EmployeeContract``, all versions."""
    return [
        {
            "ContractID": contract.id,
            "CreationDate": contract.created,
            "StartDate": contract.start,
            "EndDate": contract.end,
            "Indefinite": contract.end is None,
            "WrittenContract": True,
            "HoursPerWeek": contract.hours_per_week,
        }
        for contract in employee.contracts
    ]


def schedule_values(employee: Employee) -> list[Values]:
    """``Schedule_V2``, two weeks that take turns."""
    return [
        {
            "Id": schedule.id,
            **{f"Hours{day}": hours for day, hours in zip(WEEKDAYS, schedule.week_one, strict=True)},
            **{f"Hours{day}2": hours for day, hours in zip(WEEKDAYS, schedule.week_two, strict=True)},
            "StartDate": schedule.start,
            "CreationDate": schedule.created,
        }
        for schedule in employee.schedules
    ]
