"""Nmbrs over SOAP, as the application knows a payroll."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from typing import Concatenate, ParamSpec, TypeVar

from adapters.nmbrs_soap.client import NmbrsClient
from adapters.nmbrs_soap.company import (
    COST_CENTRES,
    COST_UNITS,
    read_codes,
    read_companies,
    read_cost_ids,
    read_periods,
)
from adapters.nmbrs_soap.failure import CallFailed, Ending, as_id
from adapters.nmbrs_soap.parallel import all_of
from adapters.nmbrs_soap.people import read_team_members
from adapters.nmbrs_soap.reading import read_pay
from adapters.nmbrs_soap.rights import RightsOfCompany, rights_of_environment, rights_to_write
from adapters.nmbrs_soap.settings import SoapSettings, environment_kind
from adapters.nmbrs_soap.wire import clock
from adapters.nmbrs_soap.writing import Call, Composer, CostIds, Round
from adapters.nmbrs_wsdl import Service
from application.ports.payroll import (
    AddLine,
    Change,
    CompanyCodes,
    Credentials,
    Environment,
    PayrollCompany,
    Progress,
    Right,
    silent,
)
from domain.ledger import Landing, Outcome, Refusal
from domain.pay_line import PayKind, PayrollPeriods, PayrollSnapshot
from domain.team_member import TeamMember
from domain.terms import CompanyId, EmployeeId
from domain.wage_period import PeriodRef

P = ParamSpec("P")
T = TypeVar("T")


def _reading(method: Callable[Concatenate[SoapPayroll, P], T]) -> Callable[Concatenate[SoapPayroll, P], T]:
    """A failed call crosses the port as a ProductError."""

    @functools.wraps(method)
    def translated(self: SoapPayroll, /, *args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return method(self, *args, **kwargs)
        except CallFailed as failure:
            raise failure.as_error() from None

    return translated


class SoapPayroll:
    """One customer's environment in Nmbrs; implements the port ``Payroll``. Calls nothing before it is asked."""

    def __init__(self, credentials: Credentials, settings: SoapSettings) -> None:
        self._settings = settings
        self._client = NmbrsClient(credentials, settings)
        self._costs: dict[tuple[CompanyId, str], CostIds] = {}
        self._lock = threading.Lock()

    @property
    @_reading
    def environment(self) -> Environment:
        """Where this is, by its address; the domain is asked with Environment_Get when the credentials have none."""
        return Environment(environment_kind(self._settings.address), self._client.domain())

    @_reading
    def companies(self) -> Sequence[PayrollCompany]:
        """All companies that the token reaches, ordered by number then name."""
        return read_companies(self._client)

    @_reading
    def team_members(self, company: CompanyId) -> Sequence[TeamMember]:
        """Everybody employed now, or formerly, ordered by employee number."""
        return read_team_members(self._client, as_id("List_GetByCompany", company), self._settings.workers)

    @_reading
    def codes(self, company: CompanyId) -> CompanyCodes:
        """All codes; a second model or a cost list that this user may not read counts as empty."""
        return read_codes(self._client, as_id("HourModel_GetHourCodes", company), self._settings.workers)

    @_reading
    def periods(self, company: CompanyId, year: int) -> PayrollPeriods:
        """Period length, current period, and the runs of that year."""
        return read_periods(self._client, as_id("Company_GetCurrentPeriod", company), year)

    @_reading
    def read_pay(
        self,
        company: CompanyId,  # noqa: ARG002 - an employee belongs to one company, and the calls name the employee only
        period: PeriodRef,
        wanted: Sequence[tuple[EmployeeId, PayKind]],
        progress: Progress = silent,
    ) -> PayrollSnapshot:
        """One call for each pair; the first that fails ends it all."""
        return read_pay(self._client, period, wanted, self._settings.workers, progress)

    @_reading
    def reading_rights(self, company: CompanyId | None, year: int) -> Sequence[Right]:
        """Every reading call made once."""
        if company is None:
            return rights_of_environment(self._client)
        id_ = as_id("Company_GetCurrentPeriod", company)
        return RightsOfCompany(self._client, id_, year, self._settings.workers).test()

    @_reading
    def writing_rights(self, probe: PeriodRef | None) -> Sequence[Right]:
        """Untested, or every writing call made once, about employee 0."""
        return rights_to_write(self._client, probe)

    @property
    def call_timeout(self) -> timedelta:
        """From the moment that a call leaves until its answer is given up."""
        return self._settings.call_timeout

    def change_pay(
        self,
        company: CompanyId,
        period: PeriodRef,
        changes: Sequence[Change],
        protected_consent: bool,
        within: timedelta,
        progress: Progress = silent,
    ) -> Sequence[Outcome]:
        """Batches for lines that may go together, a call for each other change; none is ever sent twice."""
        not_after = clock() + within.total_seconds()
        try:
            self._client.domain()
        except CallFailed as failure:
            return [_before_sending(failure)] * len(changes)
        lines = [change for change in changes if isinstance(change, AddLine)]
        composer = Composer(
            period,
            protected_consent,
            self._settings.batch_size,
            self._cost_ids(company, COST_CENTRES, "cost centre", {line.cost_centre for line in lines}),
            self._cost_ids(company, COST_UNITS, "cost unit", {line.cost_unit for line in lines}),
        )
        outcomes = {place: refusal for place, change in enumerate(changes) if (refusal := composer.refuse(change))}
        rounds = composer.rounds((place, c) for place, c in enumerate(changes) if place not in outcomes)
        outcomes |= self._carry_out(rounds, not_after, progress)
        return [outcomes[place] for place in range(len(changes))]

    def _carry_out(self, rounds: Sequence[Round], not_after: float, progress: Progress) -> dict[int, Outcome]:
        outcomes: dict[int, Outcome] = {}
        done, total = 0, sum(map(len, rounds))
        for rows in rounds:
            jobs = [functools.partial(self._send_row, row, not_after) for row in rows]
            for row in all_of(jobs, self._settings.workers, _onwards(progress, done, total)):
                outcomes |= row
            done += len(rows)
        return outcomes

    def _send_row(self, row: Iterable[Call], not_after: float) -> dict[int, Outcome]:
        return {place: outcome for call in row for outcome in [self._send(call, not_after)] for place in call.positions}

    def _send(self, call: Call, not_after: float) -> Outcome:
        try:
            return call.understand(self._client.send_once(Service.EMPLOYEE, call.name, call.arguments, not_after))
        except CallFailed as failure:
            return failure.as_outcome(call.shared)

    def _cost_ids(self, company: CompanyId, call: str, what: str, codes: Iterable[str]) -> CostIds:
        """The ids for these codes; read once a connection when one is needed, and again when one is not among them."""
        with self._lock:
            known = self._costs.get((company, call), CostIds(what))
            if not any(known.refuse(code) for code in codes):
                return known
            try:
                known = CostIds(what, read_cost_ids(self._client, as_id(call, company), call))
            except CallFailed as failure:
                return CostIds(what, unread=_before_sending(failure))
            self._costs[company, call] = known
            return known


def _onwards(progress: Progress, before: int, total: int) -> Progress:
    """Progress within one round, told as progress of the whole."""
    return lambda done, _: progress(before + done, total)


def _before_sending(failure: CallFailed) -> Outcome:
    """What a failed reading call means for changes that wait for it: whatever happened to it, none of them left."""
    if failure.ending is Ending.REFUSED and not failure.may_pass:
        return Outcome(Landing.REFUSED, None, failure.code, failure.text, Refusal.NO_RIGHT, may_land_late=False)
    return Outcome(Landing.NOT_SENT, text=f"{failure.call}: {failure.text}")
