"""The payroll office: a person who works in Nmbrs by hand, whom no API rule binds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from adapters.nmbrs_fake.gateway import Gateway
from adapters.nmbrs_fake.records import (
    Code,
    ContractVersion,
    Employee,
    EmployeeType,
    Line,
    PayrollRun,
    PersonalInfo,
    Schedule,
    User,
)
from domain.pay_line import PayKind
from domain.wage_period import PeriodRef


class PayrollOffice:
    """What somebody can do at the screen. Nothing here appears in the call log. Thread-safe."""

    def __init__(self, gateway: Gateway) -> None:
        self._core = gateway.core
        self._lock = gateway.lock
        self._land_due = gateway.land_due

    # -- pay ----------------------------------------------------------------------------------------------------------

    def lines(self, employee: int, period: PeriodRef, kind: PayKind = PayKind.HOURS) -> list[Line]:
        """The variable lines as the screen shows them, with cost centre and comment."""
        with self._lock:
            self._land_due()
            return self._core.book.lines(employee, kind, period)

    def amounts(self, employee: int, period: PeriodRef, kind: PayKind = PayKind.HOURS) -> list[tuple[int, str]]:
        """Code and amount of each line, in the order of ids: ``[(2100, "29.50")]``."""
        return [(line.code, f"{line.amount:f}") for line in self.lines(employee, period, kind)]

    def days(self, employee: int, period: PeriodRef) -> int:
        """The number Days."""
        with self._lock:
            self._land_due()
            return self._core.book.days(employee, period)

    def type_line(
        self,
        employee: int,
        period: PeriodRef,
        code: int,
        amount: str | Decimal,
        kind: PayKind = PayKind.HOURS,
        comment: str = "",
    ) -> int:
        """Type a line by hand; returns its id."""
        with self._lock:
            book = self._core.book
            line_id = book.new_id(kind)
            stored = book.rounded(Decimal(amount))
            book.put(Line(line_id, kind, employee, period, code, stored, comment=comment))
            return line_id

    def edit_line(self, line_id: int, amount: str | Decimal, kind: PayKind = PayKind.HOURS) -> None:
        """Give a line another amount; it keeps its id."""
        with self._lock:
            book = self._core.book
            book.put(replace(self._line(line_id, kind), amount=book.rounded(Decimal(amount))))

    def move_line(self, line_id: int, code: int, kind: PayKind = PayKind.HOURS) -> None:
        """Put a line on another code; it keeps its id."""
        with self._lock:
            self._core.book.put(replace(self._line(line_id, kind), code=code))

    def delete_line(self, line_id: int, kind: PayKind = PayKind.HOURS) -> None:
        """Delete a line."""
        with self._lock:
            self._core.book.take_away(self._line(line_id, kind))

    def set_days(self, employee: int, period: PeriodRef, days: int) -> None:
        """Set the number Days."""
        with self._lock:
            self._core.book.put_days(employee, period, days)

    # -- periods and runs ---------------------------------------------------------------------------------------------

    def set_current_period(self, company: int, period: PeriodRef) -> None:
        """Close periods until this one is current, or open them again."""
        with self._lock:
            self._core.companies[company].current = period

    def lock_run(self, company: int, period: PeriodRef, run_at: datetime = datetime(2026, 1, 1)) -> None:  # noqa: DTZ001 - the vendor's times have no zone
        """Lock every run over the period, making one when there is none."""
        with self._lock:
            runs = self._core.companies[company].runs
            if not any(run.covers(period) for run in runs):
                number = len(runs) + 1
                text = f"Run {period}"
                runs.append(PayrollRun(700 + number, number, period.year, period.number, period.number, text, run_at))
            for run in runs:
                run.locked = run.locked or run.covers(period)

    def unlock_run(self, company: int, period: PeriodRef) -> None:
        """Unlock every run over the period."""
        with self._lock:
            for run in self._core.companies[company].runs:
                run.locked = run.locked and not run.covers(period)

    # -- people -------------------------------------------------------------------------------------------------------

    def hire(self, employee: Employee) -> None:
        """Take somebody into service."""
        with self._lock:
            self._core.add(employee)

    def take_out(self, employee: int) -> None:
        """Somebody is no longer in Nmbrs at all."""
        with self._lock:
            self._core.take_out(employee)

    def dismiss(self, employee: int, last_day: date) -> None:
        """End the open employment and contract of somebody, who becomes a former employee."""
        with self._lock:
            person = self._core.employees[employee]
            person.type = EmployeeType.FORMER_PAYROLL
            person.employments = [replace(e, end=last_day) if e.end is None else e for e in person.employments]
            person.contracts = [replace(c, end=last_day) if c.end is None else c for c in person.contracts]

    def change_contract(self, employee: int, *versions: ContractVersion) -> None:
        """Record further versions of contracts; a version with a known id takes the place of older ones."""
        with self._lock:
            self._core.employees[employee].contracts.extend(versions)

    def change_schedule(self, employee: int, *schedules: Schedule) -> None:
        """Record further schedules."""
        with self._lock:
            self._core.employees[employee].schedules.extend(schedules)

    def change_info(self, employee: int, info: PersonalInfo) -> None:
        """Record newer personal data."""
        with self._lock:
            self._core.employees[employee].infos.append(info)

    # -- codes and rights ---------------------------------------------------------------------------------------------

    def add_code(self, company: int, kind: PayKind, code: Code, model: int = 1) -> None:
        """Add an hour code or a wage code to model 1 or 2."""
        with self._lock:
            self._models(company, kind)[model - 1].append(code)

    def remove_code(self, company: int, kind: PayKind, code: int) -> None:
        """Remove an hour code or a wage code from both models; lines that bear it stay."""
        with self._lock:
            for model in self._models(company, kind):
                model[:] = [known for known in model if known.code != code]

    def user(self, email: str) -> User:
        """A user, whose token, companies and switched-off calls may be changed."""
        return self._core.users[email.casefold()]

    def _models(self, company: int, kind: PayKind) -> tuple[list[Code], list[Code]]:
        found = self._core.companies[company]
        return found.hour_models if kind is PayKind.HOURS else found.wage_models

    def _line(self, line_id: int, kind: PayKind) -> Line:
        line = self._core.book.find(kind, line_id)
        if line is None:
            raise LookupError(f"no {kind} line {line_id}")
        return line
