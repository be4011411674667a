"""How this payroll behaves where the vendor has published nothing (docs/nmbrs.md, "Vendor unknowns").

Every setting is one unknown. The default is the likeliest behaviour; `all_policies` yields the default and every
single deviation from it, so that a test suite can be run under each.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from enum import Enum, StrEnum
from typing import Any


class Batch(StrEnum):
    """What becomes of a batch with a bad line in it."""

    ATOMIC = "atomic"
    """A fault, and nothing was inserted."""
    PARTIAL = "partial"
    """A fault, and the lines before the bad one stand."""
    SKIPPING = "skipping"
    """The usual empty answer; the bad lines are not there."""


class OverLargest(StrEnum):
    """What becomes of a batch with more lines than the largest."""

    REFUSED = "refused"
    """Fault 9999, nothing inserted."""
    SILENT = "silent"
    """The usual empty answer; the lines over the limit are not there."""


class EqualInsert(StrEnum):
    """What a second insert with the same code, amount, cost centre and cost unit does."""

    ADDS = "adds"
    REPLACES = "replaces"
    """The line that was there goes; the new one has an id of its own."""


class InsertAnswer(StrEnum):
    """The whole number that a single insert answers."""

    LINE_ID = "line-id"
    ZERO = "zero"
    EMPLOYEE_ID = "employee-id"


class ZeroLine(StrEnum):
    """A line of 0.00."""

    KEPT = "kept"
    REFUSED = "refused"
    """Fault 2030."""
    DROPPED = "dropped"
    """The usual answer, with 0 as its id; the line is not there."""


class NegativeLine(StrEnum):
    """A line with a negative amount."""

    KEPT = "kept"
    REFUSED = "refused"
    """Fault 2030."""


class DeleteMissing(StrEnum):
    """What a delete answers when there is no such line of that employee."""

    FALSE = "false"
    TRUE = "true"
    FAULT_1003 = "fault-1003"
    FAULT_2030 = "fault-2030"


class DeleteInPast(StrEnum):
    """A delete in a period before the current one; the call has no way to ask for UnprotectedMode."""

    ALLOWED = "allowed"
    REFUSED = "refused"
    """With the code for protected periods."""


class LockedRun(StrEnum):
    """An insert into the current or a later period of a locked run, without UnprotectedMode."""

    REFUSED_2011 = "refused-2011"
    REFUSED_9999 = "refused-9999"
    ALLOWED = "allowed"


class NextPeriod(StrEnum):
    """An insert into the period directly after the current one, without UnprotectedMode."""

    ALLOWED = "allowed"
    REFUSED = "refused"


class FuturePeriod(StrEnum):
    """An insert into a period further ahead, without UnprotectedMode."""

    REFUSED = "refused"
    ALLOWED = "allowed"


class ProtectedCode(StrEnum):
    """The code that refuses a change in a protected period."""

    CODE_2011 = "2011"
    CODE_9999 = "9999"


class DaysWrite(StrEnum):
    """What DaysVar_Set does with the number that is there."""

    SETS = "sets"
    ADDS = "adds"


class EmptyList(StrEnum):
    """How the SOAP answer shows a list without items."""

    EMPTY_ELEMENT = "empty-element"
    ABSENT = "absent"


class WithoutBsn(StrEnum):
    """What PersonalInfoWithoutBSN_Get_GetAllEmployeesByCompany leaves out."""

    LEFT_OUT = "left-out"
    ANSWERED = "answered"
    """Nothing: the BSN and other personal details are answered all the same."""


class PeriodSpelling(StrEnum):
    """How Company_GetCurrentPeriod writes its answer; all of these stand in the vendor's own texts."""

    SHORT = "short"
    """``2026-4-4W``"""
    ENUMERATION = "enumeration"
    """``2026-04-W4``"""


@dataclass(frozen=True, slots=True)
class VendorPolicy:
    """One way in which the vendor may behave. ``largest_batch`` None is no limit."""

    batch: Batch = Batch.ATOMIC
    largest_batch: int | None = None
    over_largest: OverLargest = OverLargest.REFUSED
    stored_decimals: int = 2
    equal_insert: EqualInsert = EqualInsert.ADDS
    insert_answer: InsertAnswer = InsertAnswer.LINE_ID
    zero_line: ZeroLine = ZeroLine.KEPT
    negative_line: NegativeLine = NegativeLine.KEPT
    delete_missing: DeleteMissing = DeleteMissing.FALSE
    delete_in_past: DeleteInPast = DeleteInPast.ALLOWED
    locked_run: LockedRun = LockedRun.REFUSED_2011
    next_period: NextPeriod = NextPeriod.ALLOWED
    future_period: FuturePeriod = FuturePeriod.REFUSED
    protected_code: ProtectedCode = ProtectedCode.CODE_2011
    days_write: DaysWrite = DaysWrite.SETS
    empty_list: EmptyList = EmptyList.EMPTY_ELEMENT
    period_spelling: PeriodSpelling = PeriodSpelling.SHORT
    without_bsn: WithoutBsn = WithoutBsn.LEFT_OUT


DEFAULT = VendorPolicy()

_NUMBERS: dict[str, VendorPolicy] = {
    "largest-batch=2, refused": VendorPolicy(largest_batch=2),
    "largest-batch=2, silent": VendorPolicy(largest_batch=2, over_largest=OverLargest.SILENT),
    "stored-decimals=1": VendorPolicy(stored_decimals=1),
    "stored-decimals=4": VendorPolicy(stored_decimals=4),
}


def all_policies() -> Iterator[tuple[str, VendorPolicy]]:
    """The default and every single deviation from it, each with a name that can serve as a test's id."""
    yield "default", DEFAULT
    yield from _NUMBERS.items()
    for setting in fields(VendorPolicy):
        usual = getattr(DEFAULT, setting.name)
        if not isinstance(usual, Enum) or setting.name == "over_largest":
            continue
        for value in type(usual):
            if value is not usual:
                deviation: dict[str, Any] = {setting.name: value}
                yield f"{setting.name.replace('_', '-')}={value.value}", replace(DEFAULT, **deviation)
