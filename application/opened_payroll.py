"""A payroll that was opened with stored credentials: when they are refused, it says whose they are and what to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import TypeVar

from application.ports.payroll import (
    Change,
    CompanyCodes,
    Environment,
    Payroll,
    PayrollCompany,
    Progress,
    Right,
    silent,
)
from application.ports.storage import Connection
from domain.errors import ProductError
from domain.ledger import Outcome
from domain.pay_line import PayKind, PayrollPeriods, PayrollSnapshot
from domain.team_member import TeamMember
from domain.terms import CompanyId, EmployeeId
from domain.wage_period import PeriodRef

T = TypeVar("T")


class OpenedPayroll:
    """A Payroll. ``credentials-refused`` becomes ``access-withdrawn``, for these credentials were accepted once."""

    def __init__(self, payroll: Payroll, connection: Connection) -> None:
        self._payroll = payroll
        self._connection = connection

    @property
    def environment(self) -> Environment:
        """The port's."""
        return self._told(lambda: self._payroll.environment)

    def companies(self) -> Sequence[PayrollCompany]:
        """The port's."""
        return self._told(self._payroll.companies)

    def team_members(self, company: CompanyId) -> Sequence[TeamMember]:
        """The port's."""
        return self._told(lambda: self._payroll.team_members(company))

    def codes(self, company: CompanyId) -> CompanyCodes:
        """The port's."""
        return self._told(lambda: self._payroll.codes(company))

    def periods(self, company: CompanyId, year: int) -> PayrollPeriods:
        """The port's."""
        return self._told(lambda: self._payroll.periods(company, year))

    def read_pay(
        self,
        company: CompanyId,
        period: PeriodRef,
        wanted: Sequence[tuple[EmployeeId, PayKind]],
        progress: Progress = silent,
    ) -> PayrollSnapshot:
        """The port's."""
        return self._told(lambda: self._payroll.read_pay(company, period, wanted, progress))

    @property
    def call_timeout(self) -> timedelta:
        """The port's."""
        return self._payroll.call_timeout

    def change_pay(
        self,
        company: CompanyId,
        period: PeriodRef,
        changes: Sequence[Change],
        protected_consent: bool,
        within: timedelta,
        progress: Progress = silent,
    ) -> Sequence[Outcome]:
        """The port's; a refusal is an outcome, and stays one."""
        return self._payroll.change_pay(company, period, changes, protected_consent, within, progress)

    def reading_rights(self, company: CompanyId | None, year: int) -> Sequence[Right]:
        """The port's."""
        return self._told(lambda: self._payroll.reading_rights(company, year))

    def writing_rights(self, probe: PeriodRef | None) -> Sequence[Right]:
        """The port's."""
        return self._told(lambda: self._payroll.writing_rights(probe))

    def _told(self, call: Callable[[], T]) -> T:
        try:
            return call()
        except ProductError as error:
            if error.code != "credentials-refused":
                raise
            link = self._connection
            detail = error.details["detail"]
            raise ProductError("access-withdrawn", domain=link.domain, email=link.email, detail=detail) from None
