"""Variable lines and the number Days, with the vendor's rules for changing them.

Adding always adds; deleting goes by id; a batch answers nothing. Where the vendor has published no rule, the policy
decides (docs/nmbrs.md, "Writing").
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import count

from adapters.nmbrs_fake.period_rules import check_may_delete, check_may_write
from adapters.nmbrs_fake.policy import (
    Batch,
    DaysWrite,
    DeleteMissing,
    EqualInsert,
    InsertAnswer,
    NegativeLine,
    OverLargest,
    VendorPolicy,
    ZeroLine,
)
from adapters.nmbrs_fake.records import Company, Line, NewLine
from adapters.nmbrs_fake.vendor_fault import VendorFault
from domain.pay_line import PayKind
from domain.wage_period import PeriodRef

Reach = Callable[[int], Company]
"""The company of an employee, for one user; 2003 when there is no such employee or no right."""

_FIRST_ID = 9001
_TOO_LARGE = Decimal(10) ** 12
_BAD_CODE = {PayKind.HOURS: "2001", PayKind.WAGE: "2002"}


class PayBook:
    """All lines and Days of all companies. Not thread-safe by itself."""

    def __init__(self, policy: VendorPolicy) -> None:
        self.policy = policy
        self.fixed: dict[int, list[Line]] = {}
        self._numbers = {kind: count(_FIRST_ID) for kind in _BAD_CODE}
        self._lines: dict[tuple[int, PayKind, PeriodRef], dict[int, Line]] = {}
        self._where: dict[tuple[PayKind, int], tuple[int, PayKind, PeriodRef]] = {}
        self._days: dict[tuple[int, PeriodRef], int] = {}

    def lines(self, employee: int, kind: PayKind, period: PeriodRef) -> list[Line]:
        """The variable lines of one employee in one period, in the order in which they were inserted."""
        return list(self._lines.get((employee, kind, period), {}).values())

    def find(self, kind: PayKind, line_id: int) -> Line | None:
        """The line with this id, whoever's it is."""
        where = self._where.get((kind, line_id))
        return self._lines[where][line_id] if where else None

    def days(self, employee: int, period: PeriodRef) -> int:
        """The number Days, 0 when never set."""
        return self._days.get((employee, period), 0)

    def insert(self, kind: PayKind, period: PeriodRef, new: NewLine, unprotected: bool, reach: Reach) -> int:
        """A single insert; the answer is what the policy says, usually the new id."""
        check_may_write(self.policy, reach(new.employee), period, unprotected)
        self._check_line(kind, new, reach)
        line_id = self._store(kind, period, new)
        answers = {InsertAnswer.ZERO: 0, InsertAnswer.EMPLOYEE_ID: new.employee}
        return answers.get(self.policy.insert_answer, line_id)

    def insert_batch(
        self, kind: PayKind, period: PeriodRef, new: Sequence[NewLine], unprotected: bool, reach: Reach
    ) -> None:
        """Insert many lines of one period; a period that may not be changed refuses the whole batch."""
        new = new[: self._room(len(new))]
        self._check_period(period, [line.employee for line in new], unprotected, reach)
        if self.policy.batch is Batch.ATOMIC:
            for line in new:
                self._check_line(kind, line, reach)
        for line in new:
            try:
                self._check_line(kind, line, reach)
            except VendorFault:
                if self.policy.batch is Batch.SKIPPING:
                    continue
                raise
            self._store(kind, period, line)

    def set_days(self, employee: int, days: int, period: PeriodRef, unprotected: bool, reach: Reach) -> None:
        """Set the number Days, or add to it, as the policy says."""
        check_may_write(self.policy, reach(employee), period, unprotected)
        self._store_days(employee, days, period)

    def set_days_batch(self, wanted: Sequence[tuple[int, int, PeriodRef]], unprotected: bool, reach: Reach) -> None:
        """Set Days of many (employee, days, period); bad ones are treated as in a batch of lines."""
        wanted = wanted[: self._room(len(wanted))]
        for period in {period for _, _, period in wanted}:
            self._check_period(period, [who for who, _, when in wanted if when == period], unprotected, reach)
        if self.policy.batch is Batch.ATOMIC:
            for employee, _, _ in wanted:
                reach(employee)
        for employee, days, period in wanted:
            try:
                reach(employee)
            except VendorFault:
                if self.policy.batch is Batch.SKIPPING:
                    continue
                raise
            self._store_days(employee, days, period)

    def delete(self, employee: int, kind: PayKind, line_id: int, reach: Reach) -> bool:
        """Delete one line of this employee; for a line that is not there the policy speaks."""
        company = reach(employee)
        line = self.find(kind, line_id)
        if line is not None and line.employee == employee:
            check_may_delete(self.policy, company, line.period)
            self.take_away(line)
            return True
        if self.policy.delete_missing in (DeleteMissing.FAULT_1003, DeleteMissing.FAULT_2030):
            raise VendorFault(self.policy.delete_missing.value.removeprefix("fault-"))
        return self.policy.delete_missing is DeleteMissing.TRUE

    def clear(self, employee: int, kind: PayKind, period: PeriodRef, unprotected: bool, reach: Reach) -> None:
        """Take away every variable line of one kind, whoever inserted it."""
        check_may_write(self.policy, reach(employee), period, unprotected)
        for line in self.lines(employee, kind, period):
            self.take_away(line)

    def put(self, line: Line) -> None:
        """Store a line under its id, in the place of what had that id, without any rule."""
        where = (line.employee, line.kind, line.period)
        self._lines.setdefault(where, {})[line.id] = line
        self._where[line.kind, line.id] = where

    def put_days(self, employee: int, period: PeriodRef, days: int) -> None:
        """Store a number Days without any rule."""
        self._days[employee, period] = days

    def take_away(self, line: Line) -> None:
        """Remove a line without any rule."""
        del self._lines[self._where.pop((line.kind, line.id))][line.id]

    def new_id(self, kind: PayKind) -> int:
        """The next id; hours and wages are numbered apart, from the same number on."""
        return next(self._numbers[kind])

    def rounded(self, amount: Decimal) -> Decimal:
        """The amount with as many decimals as this payroll stores."""
        return amount.quantize(Decimal(1).scaleb(-self.policy.stored_decimals), ROUND_HALF_UP)

    def _room(self, wanted: int) -> int:
        largest = self.policy.largest_batch
        if largest is None or wanted <= largest:
            return wanted
        if self.policy.over_largest is OverLargest.REFUSED:
            raise VendorFault("9999")
        return largest

    def _check_period(self, period: PeriodRef, employees: Sequence[int], unprotected: bool, reach: Reach) -> None:
        companies: dict[int, Company] = {}
        for employee in employees:
            try:
                company = reach(employee)
            except VendorFault:
                continue  # a matter of that line alone
            companies[company.id] = company
        for company in companies.values():
            check_may_write(self.policy, company, period, unprotected)

    def _check_line(self, kind: PayKind, new: NewLine, reach: Reach) -> None:
        company = reach(new.employee)
        if not company.knows_code(kind, new.code):
            raise VendorFault(_BAD_CODE[kind])
        for wanted, known in ((new.cost_centre, company.cost_centres), (new.cost_unit, company.cost_units)):
            if wanted is not None and all(cost.id != wanted for cost in known):
                raise VendorFault("2037")
        if abs(new.amount) >= _TOO_LARGE:
            raise VendorFault("2030")
        amount = self.rounded(new.amount)
        refused_zero = amount == 0 and self.policy.zero_line is ZeroLine.REFUSED
        if refused_zero or (amount < 0 and self.policy.negative_line is NegativeLine.REFUSED):
            raise VendorFault("2030")

    def _store(self, kind: PayKind, period: PeriodRef, new: NewLine) -> int:
        amount = self.rounded(new.amount)
        if amount == 0 and self.policy.zero_line is ZeroLine.DROPPED:
            return 0
        line = Line(
            self.new_id(kind), kind, new.employee, period, new.code, amount, new.cost_centre, new.cost_unit, new.comment
        )
        if self.policy.equal_insert is EqualInsert.REPLACES:
            for old in self.lines(new.employee, kind, period):
                if _equal(old, line):
                    self.take_away(old)
        self.put(line)
        return line.id

    def _store_days(self, employee: int, days: int, period: PeriodRef) -> None:
        before = self.days(employee, period) if self.policy.days_write is DaysWrite.ADDS else 0
        self.put_days(employee, period, before + days)


def _equal(one: Line, other: Line) -> bool:
    return (one.code, one.amount, one.cost_centre, one.cost_unit) == (
        other.code,
        other.amount,
        other.cost_centre,
        other.cost_unit,
    )
