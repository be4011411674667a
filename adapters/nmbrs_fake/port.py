"""The fake's first face: the payroll port itself, without any network.

It makes the same calls of the vendor, in the same order, as an adapter over SOAP would, so that the log reads alike.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import TypeVar

from adapters.nmbrs_fake.call_log import Call
from adapters.nmbrs_fake.gateway import AnswerLost, AnswerSpoiled, Gateway, NoAnswerInTime, NoConnection
from adapters.nmbrs_fake.port_rights import RightsTester
from adapters.nmbrs_fake.port_translation import (
    as_error,
    as_outcome,
    cost_codes,
    found,
    member,
    number,
    numbered,
    run,
)
from adapters.nmbrs_fake.port_writing import Composer, Sending
from adapters.nmbrs_fake.records import Company, CostCode, EmployeeType, User
from adapters.nmbrs_fake.vendor_fault import VendorFault
from adapters.nmbrs_wsdl import Service
from application.ports.payroll import (
    AddLine,
    Change,
    CompanyCodes,
    Credentials,
    Environment,
    EnvironmentKind,
    PayrollCompany,
    Progress,
    Right,
    silent,
)
from domain.errors import ProductError
from domain.ledger import Landing, Outcome
from domain.pay_line import FoundLine, PayKind, PayrollPeriods, PayrollSnapshot
from domain.team_member import TeamMember
from domain.terms import CompanyId, EmployeeId
from domain.wage_period import PeriodLength, PeriodRef

T = TypeVar("T")

_TROUBLE = (VendorFault, NoConnection, AnswerLost, NoAnswerInTime, AnswerSpoiled)
_GET = {PayKind.HOURS: "HourComponentVar_Get", PayKind.WAGE: "WageComponentVar_Get"}


class FakePayroll:
    """One customer's environment in the fake Nmbrs. Its kind is always *demo*."""

    def __init__(
        self,
        gateway: Gateway,
        credentials: Credentials,
        call_timeout: timedelta,
        batch_size: int | None = None,
    ) -> None:
        self._gateway = gateway
        self._credentials = credentials
        self._call_timeout = call_timeout
        self._batch_size = batch_size
        self._domain = credentials.domain

    @property
    def call_timeout(self) -> timedelta:
        """How long one call may take."""
        return self._call_timeout

    # -- people and codes ---------------------------------------------------------------------------------------------

    @property
    def environment(self) -> Environment:
        """The domain is asked for once when the credentials have none."""
        if not self._domain:
            self._domain = self._ask(Call(Service.DEBTOR, "Environment_Get"), lambda user: user.domain)
        return Environment(EnvironmentKind.DEMO, self._domain)

    def companies(self) -> Sequence[PayrollCompany]:
        """All companies that the token reaches."""
        mine = self._ask(Call(Service.COMPANY, "List_GetAll"), self._gateway.core.companies_of)
        ordered = sorted(mine, key=lambda company: (company.number, company.name))
        return [PayrollCompany(CompanyId(str(c.id)), str(c.number), c.name) for c in ordered]

    def team_members(self, company: CompanyId) -> Sequence[TeamMember]:
        """Everybody employed now, or formerly."""
        core, id_ = self._gateway.core, number(company) or 0
        self._employee_call("EmployeeType_GetList", lambda _: None)
        for operation in (
            "PersonalInfoWithoutBSN_Get_GetAllEmployeesByCompany",
            "Employment_GetAll_AllEmployeesByCompany",
            "Contract_GetAll_AllEmployeesByCompany",
            "Schedule_GetAll_AllEmployeesByCompany",
        ):
            self._employee_call(operation, lambda user: core.company(user, id_), id_)
        members: list[TeamMember] = []
        for kind in (EmployeeType.PAYROLL, EmployeeType.FORMER_PAYROLL):
            members += self._employee_call("List_GetByCompany", self._members_of(id_, kind), id_)
        return sorted(members, key=lambda one: (one.number, int(one.employee)))

    def codes(self, company: CompanyId) -> CompanyCodes:
        """All codes. A call switched off for the second models and the cost lists means that there are none."""
        first_hours = self._codes_of(company, "HourModel_GetHourCodes", lambda c: c.hour_models[0])
        more_hours = self._optional(company, "HourModel2_GetHourCodes", lambda c: c.hour_models[1])
        first_wages = self._codes_of(company, "WageModel_GetWageCodes", lambda c: c.wage_models[0])
        more_wages = self._optional(company, "WageModel2_GetWageCodes", lambda c: c.wage_models[1])
        return CompanyCodes(
            hours=numbered([*first_hours, *more_hours]),
            wages=numbered([*first_wages, *more_wages]),
            cost_centres=cost_codes(self._optional(company, "CostCenter_GetList", lambda c: c.cost_centres)),
            cost_units=cost_codes(self._optional(company, "CostUnit_GetList", lambda c: c.cost_units)),
        )

    def periods(self, company: CompanyId, year: int) -> PayrollPeriods:
        """Period length, current period, and the runs of that year by number."""
        core, id_ = self._gateway.core, number(company) or 0
        current = Call(Service.COMPANY, "Company_GetCurrentPeriod", id_)
        length, period = self._ask(current, lambda user: _stand(core.company(user, id_)))
        runs = self._ask(
            Call(Service.COMPANY, "Run_GetList", id_), lambda user: [run(r) for r in core.runs(user, id_, year)]
        )
        return PayrollPeriods(length, period, tuple(sorted(runs, key=lambda one: one.number)))

    # -- reading pay --------------------------------------------------------------------------------------------------

    def read_pay(
        self,
        company: CompanyId,
        period: PeriodRef,
        wanted: Sequence[tuple[EmployeeId, PayKind]],
        progress: Progress = silent,
    ) -> PayrollSnapshot:
        """One call for each pair."""
        lines: dict[tuple[EmployeeId, PayKind], tuple[FoundLine, ...]] = {}
        days: dict[EmployeeId, int] = {}
        for done, (employee, kind) in enumerate(wanted, start=1):
            if kind is PayKind.DAYS:
                days[employee] = self._read_days(company, employee, period)
            else:
                lines[employee, kind] = self._read_lines(company, employee, kind, period)
            progress(done, len(wanted))
        return PayrollSnapshot(lines, days)

    def _read_days(self, company: CompanyId, employee: EmployeeId, period: PeriodRef) -> int:
        core, id_ = self._gateway.core, number(employee) or 0
        call = Call(Service.EMPLOYEE, "DaysVar_Get", number(company), (id_,), period)
        return self._ask(call, lambda user: core.days(user, id_, period))

    def _read_lines(
        self, company: CompanyId, employee: EmployeeId, kind: PayKind, period: PeriodRef
    ) -> tuple[FoundLine, ...]:
        core, id_ = self._gateway.core, number(employee) or 0
        call = Call(Service.EMPLOYEE, _GET[kind], number(company), (id_,), period)
        return tuple(found(line) for line in self._ask(call, lambda user: core.lines(user, id_, kind, period)))

    # -- rights -------------------------------------------------------------------------------------------------------

    def reading_rights(self, company: CompanyId | None, year: int) -> Sequence[Right]:
        """Every reading call made once."""
        tester = RightsTester(self._gateway.core, self._call)
        return tester.of_environment() if company is None else tester.of_company(number(company) or 0, year)

    def writing_rights(self, probe: PeriodRef | None) -> Sequence[Right]:
        """Untested, or every writing call made once, about employee 0."""
        return RightsTester(self._gateway.core, self._call).to_write(probe)

    # -- changing pay -------------------------------------------------------------------------------------------------

    def change_pay(
        self,
        company: CompanyId,
        period: PeriodRef,
        changes: Sequence[Change],
        protected_consent: bool,
        within: timedelta,
        progress: Progress = silent,
    ) -> Sequence[Outcome]:
        """Deletes, single inserts, batches and days, one call after the other."""
        ends = self._gateway.clock.now() + within
        try:
            composer = self._composer(company, period, changes, protected_consent)
        except ProductError as error:
            return [Outcome(Landing.NOT_SENT, text=error.what()) for _ in changes]
        refused = {at: outcome for at, change in enumerate(changes) if (outcome := composer.refuse(change))}
        outcomes = dict(refused)
        for sending in composer.sendings((at, c) for at, c in enumerate(changes) if at not in refused):
            if self._gateway.clock.now() > ends:
                outcome = Outcome(Landing.NOT_SENT, text="there was no time left to begin this call")
            else:
                outcome = self._send(sending, number(company), period)
            outcomes.update(dict.fromkeys(sending.positions, outcome))
            progress(len(outcomes), len(changes))
        return [outcomes[at] for at in range(len(changes))]

    def _composer(
        self, company: CompanyId, period: PeriodRef, changes: Sequence[Change], protected_consent: bool
    ) -> Composer:
        added = [change for change in changes if isinstance(change, AddLine)]
        centres: Sequence[CostCode] = ()
        units: Sequence[CostCode] = ()
        if any(line.cost_centre for line in added):
            centres = self._codes_of(company, "CostCenter_GetList", lambda c: c.cost_centres)
        if any(line.cost_unit for line in added):
            units = self._codes_of(company, "CostUnit_GetList", lambda c: c.cost_units)
        return Composer(
            self._gateway.core,
            period,
            protected_consent,
            self._batch_size,
            {cost.code: cost.id for cost in centres},
            {cost.code: cost.id for cost in units},
        )

    def _send(self, sending: Sending, company: int | None, period: PeriodRef) -> Outcome:
        call = Call(Service.EMPLOYEE, sending.operation, company, sending.employees, period)
        try:
            return self._call(call, sending.work)
        except _TROUBLE as trouble:
            return as_outcome(trouble, sending.shared)

    # -- calls --------------------------------------------------------------------------------------------------------

    def _members_of(self, company: int, kind: EmployeeType) -> Callable[[User], list[TeamMember]]:
        return lambda user: [member(employee) for employee in self._gateway.core.staff(user, company, [kind])]

    def _employee_call(self, operation: str, work: Callable[[User], T], company: int | None = None) -> T:
        return self._ask(Call(Service.EMPLOYEE, operation, company), work)

    def _codes_of(self, company: CompanyId, operation: str, pick: Callable[[Company], Sequence[T]]) -> Sequence[T]:
        id_ = number(company) or 0
        call = Call(Service.COMPANY, operation, id_)
        return self._ask(call, lambda user: list(pick(self._gateway.core.company(user, id_))))

    def _optional(self, company: CompanyId, operation: str, pick: Callable[[Company], Sequence[T]]) -> Sequence[T]:
        try:
            return self._codes_of(company, operation, pick)
        except ProductError as error:
            if error.code == "right-missing":
                return ()
            raise

    def _ask(self, call: Call, work: Callable[[User], T]) -> T:
        try:
            return self._call(call, work)
        except _TROUBLE as trouble:
            raise as_error(call.operation, trouble) from trouble

    def _call(self, call: Call, work: Callable[[User], T]) -> T:
        patience = self._call_timeout.total_seconds()
        try:
            return self._gateway.perform(call, self._credentials, work, patience)
        except NoAnswerInTime:
            self._gateway.clock.sleep(patience)
            raise


def _stand(company: Company) -> tuple[PeriodLength, PeriodRef]:
    return company.length, company.current
