"""What the user may do: every reading call made once, and on request every writing call, about nobody."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from adapters.nmbrs_soap.answer import Fields
from adapters.nmbrs_soap.client import NmbrsClient
from adapters.nmbrs_soap.company import current_period
from adapters.nmbrs_soap.failure import CallFailed, Ending
from adapters.nmbrs_soap.parallel import all_of
from adapters.nmbrs_soap.people import employed_types
from adapters.nmbrs_soap.writing import Call, Composer, CostIds
from adapters.nmbrs_wsdl import Service
from adapters.nmbrs_wsdl.rights import (
    NOBODY,
    OF_COMPANY,
    OF_ENVIRONMENT,
    OF_PAY,
    OF_PEOPLE,
    WRITING,
    NeededCall,
    probes,
    told_by,
)
from application.ports.payroll import Right, RightState
from domain.wage_period import PeriodRef

_REFUSED_LOGIN = "1001"
_LIKELY_TYPE = 2
"""Employees on the payroll; asked when the list of types cannot be read (docs/nmbrs.md, "People")."""


@dataclass(frozen=True, slots=True)
class RightsOfCompany:
    """Tests the reading calls of one company."""

    client: NmbrsClient
    company: int
    year: int
    workers: int

    def test(self) -> list[Right]:
        """Periods, codes and people; then pay, of an employee of the company, or of nobody when there is none."""
        period = PeriodRef(self.year, 1)
        tested: list[Right] = []
        for call in (*OF_COMPANY, *OF_PEOPLE[:1]):
            answer, right = self._ask(call, self._arguments(call))
            tested.append(right)
            if answer is not None and call.name == "Company_GetCurrentPeriod":
                period = _period_in(answer) or period
        employee, listing = self._somebody()
        jobs = [functools.partial(self._ask, call, {"CompanyID": self.company}) for call in OF_PEOPLE[2:]]
        where = {"EmployeeId": employee, "Period": period.number, "Year": period.year}
        jobs += [functools.partial(self._ask, call, where, employee == NOBODY) for call in OF_PAY]
        return [*tested, listing, *(right for _, right in all_of(jobs, self.workers))]

    def _arguments(self, call: NeededCall) -> dict[str, int]:
        if call.service is Service.EMPLOYEE:
            return {}
        return {"CompanyId": self.company} | ({"Year": self.year} if call.name == "Run_GetList" else {})

    def _somebody(self) -> tuple[int, Right]:
        """The first employee of the company, and what listing them told of that right."""
        call = OF_PEOPLE[1]
        try:
            types, _ = employed_types(self.client)
        except CallFailed:
            types = [_LIKELY_TYPE]
        right = Right(call.title, call.need, RightState.UNKNOWN)
        for kind in types:
            answer, right = self._ask(call, {"CompanyId": self.company, "EmployeeType": kind})
            rows = list(answer.items(f"{call.name}Result")) if answer is not None else []
            if rows:
                return rows[0].whole("Id"), right
        return NOBODY, right

    def _ask(self, call: NeededCall, arguments: Mapping[str, int], nobody: bool = False) -> tuple[Fields | None, Right]:
        try:
            return self.client.read(call.service, call.name, **arguments), Right(
                call.title, call.need, RightState.PRESENT
            )
        except CallFailed as failure:
            return None, _judged(call, failure, nobody)


def rights_of_environment(client: NmbrsClient) -> list[Right]:
    """The calls that belong to no company. Raises CallFailed when it is not for want of a right that one fails."""
    tested: list[Right] = []
    for call in OF_ENVIRONMENT:
        try:
            client.read(call.service, call.name)
            tested.append(Right(call.title, call.need, RightState.PRESENT))
        except CallFailed as failure:
            if failure.ending is not Ending.REFUSED:
                raise
            tested.append(_judged(call, failure, nobody=False))
    return tested


def rights_to_write(client: NmbrsClient, probe: PeriodRef | None) -> list[Right]:
    """Untested, or tried about nobody; each call leaves once at most."""
    states = {} if probe is None else {call.name: _probed(client, call) for call in _about_nobody(probe)}
    return [Right(call.title, call.need, *states.get(call.name, (RightState.UNTESTED, ""))) for call in WRITING]


def _about_nobody(period: PeriodRef) -> Iterable[Call]:
    composer = Composer(period, False, 2, CostIds("cost centre"), CostIds("cost unit"))
    for changes in probes():
        for rows in composer.rounds(enumerate(changes)):
            for row in rows:
                yield from row


def _probed(client: NmbrsClient, call: Call) -> tuple[RightState, str]:
    try:
        client.send_once(Service.EMPLOYEE, call.name, call.arguments)
    except CallFailed as failure:
        if failure.code == _REFUSED_LOGIN:
            raise
        return told_by(failure.code, nobody=True), f"{failure.code} {failure.text}".strip()
    return RightState.UNKNOWN, "the payroll took it without a word"


def _judged(call: NeededCall, failure: CallFailed, nobody: bool) -> Right:
    if failure.code == _REFUSED_LOGIN:
        raise failure
    state = told_by(failure.code, nobody)
    detail = "" if state is RightState.PRESENT else f"{failure.code} {failure.text}".strip()
    return Right(call.title, call.need, state, detail)


def _period_in(answer: Fields) -> PeriodRef | None:
    try:
        return current_period(answer.text("Company_GetCurrentPeriodResult"))[1]
    except CallFailed:
        return None
