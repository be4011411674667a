"""The fake's records in the words of the payroll port, and its refusals as errors and outcomes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC
from decimal import Decimal

from adapters.nmbrs_fake.gateway import AnswerSpoiled, NoAnswerInTime, NoConnection
from adapters.nmbrs_fake.records import Code, CostCode, Employee, Line, PayrollRun, Schedule
from adapters.nmbrs_fake.vendor_fault import VendorFault
from application.ports.payroll import PayrollCode
from domain.amount import ZERO, Amount
from domain.errors import ProductError
from domain.ledger import Landing, Outcome, Refusal
from domain.pay_line import FoundLine, Run
from domain.team_member import Contract, Span, TeamMember, WorkSchedule
from domain.terms import CompanyId, EmployeeId, LineId

_LARGEST_ID = 2**31 - 1
_REFUSALS = {
    "1001": Refusal.NO_RIGHT,
    "1002": Refusal.NO_RIGHT,
    "1004": Refusal.NO_RIGHT,
    "2004": Refusal.NO_RIGHT,
    "2006": Refusal.PERIOD_TYPE,
    "2011": Refusal.PROTECTED_PERIOD,
    "9999": Refusal.PROTECTED_PERIOD,
}


def number(text: str) -> int | None:
    """An id or code as the vendor's whole number; None when it cannot be one."""
    is_one = text.isascii() and text.isdecimal() and len(text) <= len(str(_LARGEST_ID)) and int(text) <= _LARGEST_ID
    return int(text) if is_one else None


def member(employee: Employee) -> TeamMember:
    """A team member; the employee's BSN is not read."""
    info = employee.info
    emails = dict.fromkeys(email for email in (info.email_work, info.email_private) if email)
    contracts = sorted(employee.contracts, key=lambda c: (c.start, str(c.id), c.created))
    by_start = {s.start: s for s in sorted(employee.schedules, key=lambda s: s.created)}
    return TeamMember(
        company=CompanyId(str(employee.company)),
        employee=EmployeeId(str(employee.id)),
        number=employee.number,
        name=info.display_name,
        first_name=info.first_name,
        prefix=info.prefix,
        last_name=info.last_name,
        emails=tuple(emails),
        employments=tuple(Span(e.start, e.end) for e in sorted(employee.employments, key=lambda e: e.start)),
        contracts=tuple(
            Contract(str(c.id), Span(c.start, c.end), _amount(c.hours_per_week), c.created.replace(tzinfo=UTC))
            for c in contracts
        ),
        schedules=tuple(WorkSchedule(start, _weekly(by_start[start])) for start in sorted(by_start)),
    )


def found(line: Line) -> FoundLine:
    """A line as far as the vendor's answer shows it."""
    return FoundLine(
        EmployeeId(str(line.employee)),
        line.kind,
        LineId(str(line.id)),
        str(line.code),
        Amount.from_decimal(line.amount),
    )


def run(stored: PayrollRun) -> Run:
    """A run."""
    return Run(stored.number, stored.year, stored.first, stored.last, stored.description, stored.locked)


def numbered(codes: Iterable[Code]) -> tuple[PayrollCode, ...]:
    """Codes by number; of a code that both models have, the description of the first."""
    descriptions: dict[int, str] = {}
    for code in codes:
        descriptions.setdefault(code.code, code.description)
    return tuple(PayrollCode(str(code), descriptions[code]) for code in sorted(descriptions))


def cost_codes(codes: Iterable[CostCode]) -> tuple[PayrollCode, ...]:
    """Cost centres or cost units by code."""
    return tuple(PayrollCode(cost.code, cost.description) for cost in sorted(codes, key=lambda cost: cost.code))


def as_error(operation: str, trouble: Exception) -> ProductError:
    """What a failed call means when only reading."""
    if isinstance(trouble, VendorFault):
        if trouble.code == "1001":
            return ProductError("credentials-refused", detail=str(trouble))
        if trouble.code == "1002":
            return ProductError("right-missing", call=operation, detail=str(trouble))
        return ProductError("payroll-refused", call=operation, code=trouble.code, detail=trouble.text)
    if isinstance(trouble, AnswerSpoiled) and trouble.fault.status < 500 and trouble.fault.status != 429:
        return ProductError("payroll-answer-unreadable", detail=f"{operation}: {_words(trouble)}")
    return ProductError("payroll-unreachable", detail=f"{operation}: {_words(trouble)}")


def as_outcome(trouble: Exception, shared: bool) -> Outcome:
    """What a failed call means for a change; ``shared`` when the call carried a batch."""
    if isinstance(trouble, NoConnection):
        return Outcome(Landing.NOT_SENT, text=_words(trouble))
    if not isinstance(trouble, VendorFault):
        return Outcome(Landing.UNKNOWN, text=_words(trouble))
    landing = Landing.UNKNOWN if shared else Landing.REFUSED
    refusal = _REFUSALS.get(trouble.code, Refusal.LINE)
    return Outcome(landing, None, trouble.code, trouble.text, refusal, may_land_late=False)


def not_sendable(code: str, text: str) -> Outcome:
    """A change that cannot be said in a call."""
    return Outcome(Landing.REFUSED, None, code, f"{text}; it was not sent", Refusal.LINE, may_land_late=False)


def _words(trouble: Exception) -> str:
    if isinstance(trouble, NoConnection):
        return "no connection"
    if isinstance(trouble, NoAnswerInTime):
        return "no answer in time"
    if isinstance(trouble, AnswerSpoiled):
        return f"HTTP {trouble.fault.status} without an answer of Nmbrs" if trouble.fault.status else "a broken answer"
    return "the connection broke off"


def _amount(hours: Decimal | None) -> Amount | None:
    return None if hours is None else Amount.from_decimal(hours)


def _weekly(schedule: Schedule) -> Amount:
    """The two weeks take turns; when one of them is empty, the other is the whole schedule."""
    weeks = [week for week in (sum(schedule.week_one), sum(schedule.week_two)) if week]
    return Amount.from_decimal(Decimal(sum(weeks)) / len(weeks)) if weeks else ZERO
