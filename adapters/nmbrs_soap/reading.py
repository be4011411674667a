"""Reading pay: one call for each person and kind, many at the same time."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from adapters.nmbrs_soap.answer import Fields
from adapters.nmbrs_soap.client import NmbrsClient
from adapters.nmbrs_soap.components import COMPONENTS
from adapters.nmbrs_soap.failure import as_id
from adapters.nmbrs_soap.parallel import all_of
from adapters.nmbrs_wsdl import Service
from application.ports.payroll import Progress
from domain.pay_line import FoundLine, PayKind, PayrollSnapshot
from domain.terms import EmployeeId, LineId
from domain.wage_period import PeriodRef

Pair = tuple[EmployeeId, PayKind]

_DAYS = "DaysVar_Get"


def read_pay(
    client: NmbrsClient, period: PeriodRef, wanted: Sequence[Pair], workers: int, progress: Progress
) -> PayrollSnapshot:
    """The lines and Days of these people and kinds. Raises CallFailed at the first call that fails."""
    pairs = list(dict.fromkeys(wanted))

    def ask(pair: Pair) -> Callable[[], int | tuple[FoundLine, ...]]:
        employee, kind = pair
        call = _DAYS if kind is PayKind.DAYS else COMPONENTS[kind].get
        where = {"EmployeeId": as_id(call, employee), "Period": period.number, "Year": period.year}
        return lambda: _understood(pair, client.read(Service.EMPLOYEE, call, **where))

    found = zip(pairs, all_of([ask(pair) for pair in pairs], workers, progress), strict=True)
    lines: dict[Pair, tuple[FoundLine, ...]] = {}
    days: dict[EmployeeId, int] = {}
    for pair, what in found:
        if isinstance(what, int):
            days[pair[0]] = what
        else:
            lines[pair] = what
    return PayrollSnapshot(lines, days)


def _understood(pair: Pair, answer: Fields) -> int | tuple[FoundLine, ...]:
    employee, kind = pair
    if kind is PayKind.DAYS:
        return answer.whole(f"{_DAYS}Result")
    names = COMPONENTS[kind]
    return tuple(
        FoundLine(
            employee=employee,
            kind=kind,
            line_id=LineId(str(row.whole("Id"))),
            code=str(row.whole(names.code)),
            amount=row.amount(names.amount),
        )
        for row in answer.items(f"{names.get}Result")
    )
