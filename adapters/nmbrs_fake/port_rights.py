"""What the user may do, tested through the port without a network."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from adapters.nmbrs_fake.call_log import Call
from adapters.nmbrs_fake.gateway import AnswerLost, AnswerSpoiled, NoAnswerInTime, NoConnection
from adapters.nmbrs_fake.payroll import PayrollCore
from adapters.nmbrs_fake.port_translation import as_error
from adapters.nmbrs_fake.port_writing import Composer
from adapters.nmbrs_fake.records import EmployeeType, User
from adapters.nmbrs_fake.vendor_fault import VendorFault
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
from domain.pay_line import PayKind
from domain.wage_period import PeriodRef

_LOST = (NoConnection, AnswerLost, NoAnswerInTime, AnswerSpoiled)


class Make(Protocol):
    """Makes a call: what the user's work comes to, or VendorFault or a disturbance."""

    def __call__(self, call: Call, work: Callable[[User], Any], /) -> Any: ...


@dataclass(frozen=True, slots=True)
class RightsTester:
    """Makes the calls as an adapter over SOAP does."""

    core: PayrollCore
    make: Make

    def of_environment(self) -> list[Right]:
        """The calls that belong to no company."""
        return [self._test(call, Call(call.service, call.name), lambda _: None, firm=True) for call in OF_ENVIRONMENT]

    def of_company(self, company: int, year: int) -> list[Right]:
        """Periods, codes and people; then pay, of an employee of the company, or of nobody when there is none."""
        period, somebody = PeriodRef(year, 1), NOBODY
        known = self.core.companies.get(company)
        if known is not None:
            period = known.current
            kinds = (EmployeeType.PAYROLL, EmployeeType.FORMER_PAYROLL)
            staff = [e for e in self.core.employees.values() if e.company == company and e.type in kinds]
            somebody = min((employee.id for employee in staff), default=NOBODY)
        within = [
            self._test(call, Call(call.service, call.name, company), lambda user: self.core.company(user, company))
            for call in (*OF_COMPANY, *OF_PEOPLE)
        ]
        if any(right.name.endswith("List_GetByCompany") and right.state is not RightState.PRESENT for right in within):
            somebody = NOBODY
        pay = [
            self._test(
                call,
                Call(call.service, call.name, company, (somebody,), period),
                lambda user: self.core.lines(user, somebody, PayKind.HOURS, period),
                nobody=somebody == NOBODY,
            )
            for call in OF_PAY
        ]
        return [*within, *pay]

    def to_write(self, probe: PeriodRef | None) -> list[Right]:
        """Untested, or tried about nobody."""
        states: dict[str, tuple[RightState, str]] = {}
        if probe is not None:
            composer = Composer(self.core, probe, False, None, {}, {})
            for changes in probes():
                for sending in composer.sendings(enumerate(changes)):
                    call = Call(Service.EMPLOYEE, sending.operation, None, sending.employees, probe)
                    states[sending.operation] = self._probe(call, sending.work)
        return [Right(call.title, call.need, *states.get(call.name, (RightState.UNTESTED, ""))) for call in WRITING]

    def _probe(self, call: Call, work: Callable[[User], Any]) -> tuple[RightState, str]:
        try:
            self.make(call, work)
        except VendorFault as refusal:
            if refusal.code == "1001":
                raise as_error(call.operation, refusal) from refusal
            return told_by(refusal.code, nobody=True), str(refusal)
        except _LOST as trouble:
            return RightState.UNKNOWN, str(as_error(call.operation, trouble).details["detail"])
        return RightState.UNKNOWN, "the payroll took it without a word"

    def _test(
        self, needed: NeededCall, call: Call, work: Callable[[User], Any], nobody: bool = False, firm: bool = False
    ) -> Right:
        """``firm``: a failure that is not for want of a right ends it all."""
        try:
            self.make(call, work)
        except VendorFault as refusal:
            if refusal.code == "1001":
                raise as_error(call.operation, refusal) from refusal
            state = told_by(refusal.code, nobody)
            return Right(needed.title, needed.need, state, "" if state is RightState.PRESENT else str(refusal))
        except _LOST as trouble:
            error = as_error(call.operation, trouble)
            if firm:
                raise error from trouble
            return Right(needed.title, needed.need, RightState.UNKNOWN, str(error.details["detail"]))
        return Right(needed.title, needed.need, RightState.PRESENT)
