"""The in-memory payroll: who may see what, and the calls of the vendor as plain methods.

Every face (the port, SOAP) speaks to this core, so that all of them follow the same rules. Methods take the user who
calls; they raise VendorFault.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from adapters.nmbrs_fake.pay_book import PayBook, Reach
from adapters.nmbrs_fake.period_rules import check_fits
from adapters.nmbrs_fake.policy import DEFAULT, VendorPolicy
from adapters.nmbrs_fake.records import Company, Debtor, Employee, EmployeeType, Line, NewLine, PayrollRun, User
from adapters.nmbrs_fake.vendor_fault import VendorFault
from application.ports.payroll import Credentials
from domain.pay_line import PayKind
from domain.wage_period import PeriodRef


class PayrollCore:
    """All that the vendor keeps. Not thread-safe by itself; the Gateway lets one call in at a time."""

    def __init__(self, policy: VendorPolicy = DEFAULT) -> None:
        self.book = PayBook(policy)
        self.users: dict[str, User] = {}
        self.debtors: dict[int, Debtor] = {}
        self.companies: dict[int, Company] = {}
        self.employees: dict[int, Employee] = {}
        self._staff: dict[int, list[Employee]] = {}

    def add(self, *records: User | Debtor | Company | Employee) -> None:
        """Take up users, debtors, companies and employees."""
        for record in records:
            if isinstance(record, User):
                self.users[record.email.casefold()] = record
            elif isinstance(record, Debtor):
                self.debtors[record.id] = record
            elif isinstance(record, Company):
                self.companies[record.id] = record
            else:
                self.employees[record.id] = record
                self._staff.setdefault(record.company, []).append(record)

    def take_out(self, employee_id: int) -> None:
        """Forget an employee."""
        gone = self.employees.pop(employee_id)
        self._staff[gone.company].remove(gone)

    def log_in(self, credentials: Credentials, operation: str) -> User:
        """1001 when e-mail, token and domain (if named) do not belong together, 1002 when the call is switched off."""
        user = self.users.get(credentials.email.casefold())
        if user is None or not credentials.token or user.token != credentials.token:
            raise VendorFault("1001")
        if credentials.domain and credentials.domain.casefold() != user.domain.casefold():
            raise VendorFault("1001")
        if operation in user.switched_off:
            raise VendorFault("1002")
        return user

    # -- debtors, companies, people -----------------------------------------------------------------------------------

    def debtors_of(self, user: User) -> list[Debtor]:
        """The debtors of this user's environment."""
        return [debtor for debtor in self.debtors.values() if debtor.domain == user.domain]

    def companies_of(self, user: User) -> list[Company]:
        """The companies that this user reaches."""
        mine = {debtor.id for debtor in self.debtors_of(user)}
        return [
            company
            for company in self.companies.values()
            if company.debtor in mine and (user.companies is None or company.id in user.companies)
        ]

    def company(self, user: User, company_id: int) -> Company:
        """1003 without rights, and for an id that does not exist."""
        company = self.companies.get(company_id)
        if company is None or not self._reaches(user, company):
            raise VendorFault("1003")
        return company

    def employee(self, user: User, employee_id: int) -> Employee:
        """2003 without rights, and for an id that does not exist."""
        employee = self.employees.get(employee_id)
        if employee is None or not self._reaches(user, self.companies[employee.company]):
            raise VendorFault("2003")
        return employee

    def staff(self, user: User, company_id: int, kinds: Iterable[EmployeeType] | None = None) -> list[Employee]:
        """Everybody of a company, of these types or of all."""
        self.company(user, company_id)
        wanted = set(EmployeeType) if kinds is None else set(kinds)
        return [employee for employee in self._staff.get(company_id, []) if employee.type in wanted]

    def runs(self, user: User, company_id: int, year: int) -> list[PayrollRun]:
        """The runs of one year."""
        return [run for run in self.company(user, company_id).runs if run.year == year]

    # -- pay ----------------------------------------------------------------------------------------------------------

    def lines(self, user: User, employee_id: int, kind: PayKind, period: PeriodRef) -> list[Line]:
        """The variable lines of one employee; 2006 when the period does not fit."""
        check_fits(self._company_of(user, employee_id), period)
        return self.book.lines(employee_id, kind, period)

    def days(self, user: User, employee_id: int, period: PeriodRef) -> int:
        """The number Days; 2006 when the period does not fit."""
        check_fits(self._company_of(user, employee_id), period)
        return self.book.days(employee_id, period)

    def insert(self, user: User, kind: PayKind, period: PeriodRef, new: NewLine, unprotected: bool) -> int:
        """A single insert."""
        return self.book.insert(kind, period, new, unprotected, self._reach(user))

    def insert_batch(
        self, user: User, kind: PayKind, period: PeriodRef, new: Sequence[NewLine], unprotected: bool
    ) -> None:
        """Many inserts in one call."""
        self.book.insert_batch(kind, period, new, unprotected, self._reach(user))

    def delete(self, user: User, employee_id: int, kind: PayKind, line_id: int) -> bool:
        """Delete one line."""
        return self.book.delete(employee_id, kind, line_id, self._reach(user))

    def update(self, user: User, employee_id: int, kind: PayKind, line_id: int, amount: Decimal) -> int:
        """Give a line another amount; 2030 when this employee has no such line."""
        self.employee(user, employee_id)
        line = self.book.find(kind, line_id)
        if line is None or line.employee != employee_id:
            raise VendorFault("2030")
        self.book.put(replace(line, amount=self.book.rounded(amount)))
        return line_id

    def insert_fixed(self, user: User, kind: PayKind, period: PeriodRef, new: NewLine) -> int:
        """Insert a line that returns in every period from this one on."""
        self.employee(user, new.employee)
        line = Line(self.book.new_id(kind), kind, new.employee, period, new.code, self.book.rounded(new.amount))
        self.book.fixed.setdefault(new.employee, []).append(line)
        return line.id

    def fixed(self, user: User, employee_id: int, kind: PayKind, period: PeriodRef) -> list[Line]:
        """The fixed lines of one employee in one period."""
        self.employee(user, employee_id)
        return [line for line in self.book.fixed.get(employee_id, []) if line.kind is kind and line.period <= period]

    def set_days(self, user: User, employee_id: int, days: int, period: PeriodRef, unprotected: bool) -> None:
        """Set Days of one employee."""
        self.book.set_days(employee_id, days, period, unprotected, self._reach(user))

    def set_days_batch(self, user: User, wanted: Sequence[tuple[int, int, PeriodRef]], unprotected: bool) -> None:
        """Set Days of many (employee, days, period)."""
        self.book.set_days_batch(wanted, unprotected, self._reach(user))

    def clear(self, user: User, employee_id: int, kind: PayKind, period: PeriodRef, unprotected: bool) -> None:
        """Take away all variable lines of one employee and kind."""
        self.book.clear(employee_id, kind, period, unprotected, self._reach(user))

    def current_period(self, user: User, employee_id: int) -> PeriodRef:
        """The current period of the employee's company."""
        return self._company_of(user, employee_id).current

    def _reaches(self, user: User, company: Company) -> bool:
        same_environment = self.debtors[company.debtor].domain == user.domain
        return same_environment and (user.companies is None or company.id in user.companies)

    def _company_of(self, user: User, employee_id: int) -> Company:
        return self.companies[self.employee(user, employee_id).company]

    def _reach(self, user: User) -> Reach:
        return lambda employee_id: self._company_of(user, employee_id)
