"""Companies, their codes, and where they stand in the year."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from adapters.nmbrs_soap.answer import Fields
from adapters.nmbrs_soap.client import NmbrsClient
from adapters.nmbrs_soap.failure import CallFailed, Ending
from adapters.nmbrs_soap.parallel import all_of
from adapters.nmbrs_wsdl import Service
from application.ports.payroll import CompanyCodes, PayrollCode, PayrollCompany
from domain.pay_line import PayrollPeriods, Run
from domain.terms import CompanyId
from domain.wage_period import PeriodLength, PeriodRef, count_of_periods

_CURRENT = "Company_GetCurrentPeriod"
_HOURS = ("HourModel_GetHourCodes", "HourModel2_GetHourCodes")
_WAGES = ("WageModel_GetWageCodes", "WageModel2_GetWageCodes")
COST_CENTRES = "CostCenter_GetList"
COST_UNITS = "CostUnit_GetList"

_PERIOD = re.compile(r"(\d{4})-(\d{1,2})-(M|4W|W4|1W|W1)\Z", re.ASCII)
_LENGTHS = {"M": PeriodLength.MONTH, "4": PeriodLength.FOUR_WEEKS, "1": PeriodLength.WEEK}


def read_companies(client: NmbrsClient) -> list[PayrollCompany]:
    """All companies that the token reaches, by number, then name. Raises CallFailed."""
    rows = client.read(Service.COMPANY, "List_GetAll").items("List_GetAllResult")
    companies = [(row.whole("Number"), row.text("Name"), row.whole("ID")) for row in rows]
    return [PayrollCompany(CompanyId(str(id_)), str(number), name) for number, name, id_ in sorted(companies)]


def read_codes(client: NmbrsClient, company: int, workers: int) -> CompanyCodes:
    """All codes, each list by code. Raises CallFailed.

    The second models and the cost lists are something that a company may do without, so that a user who may not read
    them is taken to have none; without the first models nothing can be sent.
    """

    def ask(call: str) -> Callable[[], list[Fields]]:
        return lambda: _rows(client, company, call, optional=call not in (_HOURS[0], _WAGES[0]))

    hours, more_hours, wages, more_wages, centres, units = all_of(
        [ask(call) for call in (*_HOURS, *_WAGES, COST_CENTRES, COST_UNITS)], workers
    )
    return CompanyCodes(
        hours=_numbered(hours + more_hours),
        wages=_numbered(wages + more_wages),
        cost_centres=_cost_codes(centres),
        cost_units=_cost_codes(units),
    )


def read_cost_ids(client: NmbrsClient, company: int, call: str) -> dict[str, int]:
    """The ids of cost centres or cost units by their codes. Raises CallFailed."""
    return {row.text("Code"): row.whole("Id") for row in _usable(_rows(client, company, call, optional=False))}


def read_periods(client: NmbrsClient, company: int, year: int) -> PayrollPeriods:
    """Period length, current period and the runs of the year, by number. Raises CallFailed."""
    answer = client.read(Service.COMPANY, _CURRENT, CompanyId=company)
    length, current = current_period(answer.text(f"{_CURRENT}Result"))
    runs = client.read(Service.COMPANY, "Run_GetList", CompanyId=company, Year=year).items("Run_GetListResult")
    return PayrollPeriods(length, current, tuple(sorted((_run(row) for row in runs), key=lambda run: run.number)))


def current_period(text: str) -> tuple[PeriodLength, PeriodRef]:
    """``2026-4-M``, ``2026-04-4W`` and the like; the vendor's texts spell the length in two ways. Raises CallFailed."""
    match = _PERIOD.match(text)
    if match is not None:
        length = _LENGTHS[match[3].strip("W")]
        period = PeriodRef(int(match[1]), int(match[2]))
        if period.year > 1900 and 1 <= period.number <= count_of_periods(length, period.year):
            return length, period
    raise CallFailed(_CURRENT, Ending.UNREADABLE, f"{text[:40]!r} is not a period")


def _run(row: Fields) -> Run:
    return Run(
        number=row.whole("Number"),
        year=row.whole("Year"),
        first_period=row.whole("PeriodStart"),
        last_period=row.whole("PeriodEnd"),
        description=row.text("Description"),
        locked=row.yes("IsLocked"),
    )


def _rows(client: NmbrsClient, company: int, call: str, optional: bool) -> list[Fields]:
    try:
        return list(client.read(Service.COMPANY, call, CompanyId=company).items(f"{call}Result"))
    except CallFailed as failure:
        if optional and failure.code == "1002":
            return []
        raise


def _numbered(rows: Iterable[Fields]) -> tuple[PayrollCode, ...]:
    """Of a code that both models have, the description of the first."""
    codes: dict[int, str] = {}
    for row in rows:
        codes.setdefault(row.whole("Code"), row.text("Description"))
    return tuple(PayrollCode(str(code), codes[code]) for code in sorted(codes))


def _cost_codes(rows: Iterable[Fields]) -> tuple[PayrollCode, ...]:
    codes = {row.text("Code"): row.text("Description") for row in _usable(rows)}
    return tuple(PayrollCode(code, codes[code]) for code in sorted(codes))


def _usable(rows: Iterable[Fields]) -> list[Fields]:
    """Lines name a cost centre by its id, and people by its code; without either it cannot be used."""
    return [row for row in rows if row.text("Code") and row.optional_whole("Id") is not None]
