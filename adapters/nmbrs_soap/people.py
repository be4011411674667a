"""Team members, put together from five lists. No call is made whose answer carries a BSN.

Of each list only what a TeamMember holds is kept; the rest is dropped while reading.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from fractions import Fraction
from typing import TypedDict, TypeVar

from adapters.nmbrs_soap.answer import Fields
from adapters.nmbrs_soap.client import NmbrsClient
from adapters.nmbrs_soap.failure import CallFailed, Ending
from adapters.nmbrs_soap.parallel import all_of
from adapters.nmbrs_wsdl import Service
from domain.amount import ZERO, Amount, round_half_away, total
from domain.team_member import Contract, Span, TeamMember, WorkSchedule
from domain.terms import CompanyId, EmployeeId

T = TypeVar("T")

_TYPES = "EmployeeType_GetList"
_LIST = "List_GetByCompany"
_INFOS = "PersonalInfoWithoutBSN_Get_GetAllEmployeesByCompany"
_EMPLOYMENTS = "Employment_GetAll_AllEmployeesByCompany"
_CONTRACTS = "Contract_GetAll_AllEmployeesByCompany"
_SCHEDULES = "Schedule_GetAll_AllEmployeesByCompany"

_EMPLOYED = frozenset({"payroll", "formerpayroll"})
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def read_team_members(client: NmbrsClient, company: int, workers: int) -> list[TeamMember]:
    """Everybody employed now or formerly, by number. Raises CallFailed."""
    types, certain = employed_types(client)

    def ask(call: str, **arguments: int) -> Callable[[], Fields]:
        return lambda: client.read(Service.EMPLOYEE, call, **arguments)

    infos, employments, contracts, schedules, *lists = all_of(
        [
            *(ask(call, CompanyID=company) for call in (_INFOS, _EMPLOYMENTS, _CONTRACTS, _SCHEDULES)),
            *(ask(_LIST, CompanyId=company, EmployeeType=kind) for kind in types),
        ],
        workers,
    )
    info = _of_each(infos, _INFOS, "EmployeePersonalInfos", _newest_info)
    spans = _of_each(employments, _EMPLOYMENTS, "EmployeeEmployments", _spans)
    signed = _of_each(contracts, _CONTRACTS, "EmployeeContracts", _contracts)
    hours = _of_each(schedules, _SCHEDULES, "EmployeeSchedules", _schedules)
    listed = {row.whole("Id"): row for rows in lists for row in rows.items(f"{_LIST}Result")}
    members = [
        TeamMember(
            company=CompanyId(str(company)),
            employee=EmployeeId(str(id_)),
            number=row.whole("Number"),
            employments=spans.get(id_, ()),
            contracts=signed.get(id_, ()),
            schedules=hours.get(id_, ()),
            **_person(row, info.get(id_)),
        )
        for id_, row in listed.items()
        if certain or spans.get(id_)
    ]
    return sorted(members, key=lambda member: (member.number, int(member.employee)))


class _Person(TypedDict):
    """Who somebody is."""

    name: str
    first_name: str
    prefix: str
    last_name: str
    emails: tuple[str, ...]


def employed_types(client: NmbrsClient) -> tuple[list[int], bool]:
    """The types to ask for, and whether those are the employed only.

    The vendor publishes no list of ids, so they are found by their description; when it does not name both, all
    types are asked for, and whoever has an employment is employed.
    """
    answer = client.read(Service.EMPLOYEE, _TYPES)
    found = {
        row.whole("Id"): re.sub("[^a-z]", "", row.text("Description").lower())
        for row in answer.items(f"{_TYPES}Result")
    }
    if not found:
        raise CallFailed(_TYPES, Ending.UNREADABLE, "it names no types")
    employed = [id_ for id_, description in found.items() if description in _EMPLOYED]
    return (employed, True) if len(employed) == len(_EMPLOYED) else (list(found), False)


def _of_each(answer: Fields, call: str, inner: str, read: Callable[[Iterable[Fields]], T]) -> dict[int, T]:
    """What ``read`` makes of the inner list of each employee; an employee may come more than once."""
    rows: dict[int, list[Fields]] = {}
    for person in answer.items(f"{call}Result"):
        rows.setdefault(person.whole("EmployeeId"), []).extend(person.items(inner))
    return {employee: read(own) for employee, own in rows.items()}


def _newest_info(rows: Iterable[Fields]) -> Fields | None:
    """The current personal data is the newest; every change made a new item (docs/nmbrs.md, "People")."""
    return max(reversed(list(rows)), key=lambda row: _recorded(row.moment("CreationDate")), default=None)


def _person(row: Fields, info: Fields | None) -> _Person:
    if info is None:
        return _Person(name=row.text("DisplayName"), first_name="", prefix="", last_name="", emails=())
    emails = (info.text("EmailWork"), info.text("EmailPrivate"))
    first_name, prefix, last_name = info.text("FirstName"), info.text("Prefix"), info.text("LastName")
    return _Person(
        name=row.text("DisplayName") or " ".join(part for part in (first_name, prefix, last_name) if part),
        first_name=first_name,
        prefix=prefix,
        last_name=last_name,
        emails=tuple(dict.fromkeys(email for email in emails if email)),
    )


def _spans(rows: Iterable[Fields]) -> tuple[Span, ...]:
    spans = [span for row in rows if (span := _span(row)) is not None]
    return tuple(sorted(spans, key=lambda span: span.start))


def _contracts(rows: Iterable[Fields]) -> tuple[Contract, ...]:
    """All versions, oldest first. One without a start cannot say when it is valid, and is left out."""
    contracts = [
        Contract(row.needed_text("ContractID"), span, row.optional_amount("HoursPerWeek"), row.moment("CreationDate"))
        for row in rows
        if (span := _span(row)) is not None
    ]
    return tuple(
        sorted(contracts, key=lambda contract: (contract.span.start, contract.id, _recorded(contract.recorded_at)))
    )


def _schedules(rows: Iterable[Fields]) -> tuple[WorkSchedule, ...]:
    """One for each start; of several with the same start the newest."""
    by_start = {
        start.date(): WorkSchedule(start.date(), _hours_per_week(row))
        for row in sorted(rows, key=lambda row: _recorded(row.moment("CreationDate")))
        if (start := row.moment("StartDate")) is not None
    }
    return tuple(by_start[start] for start in sorted(by_start))


def _hours_per_week(row: Fields) -> Amount:
    """Schedules have two weeks that take turns; when one of them is empty, the other is the whole schedule."""
    weeks = [total(row.optional_amount(f"Hours{day}{week}") or ZERO for day in _DAYS) for week in ("", "2")]
    filled = [week.hundredths for week in weeks if week]
    return Amount(round_half_away(Fraction(sum(filled), len(filled)))) if filled else ZERO


def _span(row: Fields) -> Span | None:
    start, end = row.moment("StartDate"), row.moment("EndDate")
    return Span(start.date(), end.date() if end else None) if start else None


def _recorded(moment: datetime | None) -> datetime:
    """For sorting: what has no moment is oldest."""
    return moment or datetime.min.replace(tzinfo=UTC)
