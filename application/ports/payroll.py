"""What the application needs of a payroll: people and codes, reading pay, changing pay.

The words are the payroll's in general; nothing here knows SOAP or REST. How many connections, batches and retries a
call takes is the adapter's business, within the vendor's 150 calls a second.

Every reading call raises ProductError with one of: ``credentials-refused``, ``right-missing``, ``payroll-refused``,
``payroll-unreachable``, ``payroll-answer-unreadable``. Changing calls do not raise for what the payroll answers:
they return an outcome for each change.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Protocol, runtime_checkable

from domain.amount import Amount
from domain.jobs import Phase
from domain.ledger import Outcome
from domain.pay_line import PayKind, PayrollPeriods, PayrollSnapshot
from domain.team_member import TeamMember
from domain.terms import CompanyId, EmployeeId, LineId
from domain.wage_period import PeriodRef

Progress = Callable[[int, int], None]
"""Called with how many of how many steps are done; may be called from several threads."""


def silent(done: int, of: int) -> None:
    """Progress for whoever does not look."""


@runtime_checkable
class PhasedProgress(Protocol):
    """A Progress that wants to know as well what is being done."""

    def __call__(self, done: int, of: int) -> None:
        """As any Progress."""
        ...

    def enter(self, phase: Phase) -> None:
        """Another phase begins; it counts from zero."""
        ...


def enter(progress: Progress, phase: Phase) -> None:
    """Tell which phase begins, to whoever wants to know."""
    # To ask a protocol takes a while, and mostly nobody looks.
    if progress is not silent and isinstance(progress, PhasedProgress):
        progress.enter(phase)


class EnvironmentKind(StrEnum):
    """Whether real pay is touched."""

    LIVE = "live"
    SANDBOX = "sandbox"
    DEMO = "demo"


@dataclass(frozen=True, slots=True)
class Environment:
    """The customer's environment in the payroll. ``domain`` is the part before ``.nmbrs.nl``."""

    kind: EnvironmentKind
    domain: str

    def __str__(self) -> str:
        return f"{self.domain} ({self.kind})"


@dataclass(frozen=True, slots=True)
class Credentials:
    """E-mail and API token; ``domain`` empty when not known yet. The token never shows in a repr."""

    email: str
    token: str = field(repr=False)
    domain: str = ""


@dataclass(frozen=True, slots=True)
class PayrollCompany:
    """A company that the token reaches. ``number`` is the payroll office's own."""

    id: CompanyId
    number: str
    name: str


@dataclass(frozen=True, slots=True)
class PayrollCode:
    """A code with its description: of hours, of wages, of a cost centre or of a cost unit."""

    code: str
    description: str


@dataclass(frozen=True, slots=True)
class CompanyCodes:
    """All codes of a company. Hours and wages are the union of both of its models."""

    hours: tuple[PayrollCode, ...]
    wages: tuple[PayrollCode, ...]
    cost_centres: tuple[PayrollCode, ...] = ()
    cost_units: tuple[PayrollCode, ...] = ()


@dataclass(frozen=True, slots=True)
class AddLine:
    """Add one variable line. ``alone`` asks for a call of its own, whose answer speaks about this line only.

    ``ref`` comes back with the outcome. ``comment`` is written where the payroll keeps one.
    """

    ref: str
    employee: EmployeeId
    kind: PayKind
    code: str
    amount: Amount
    cost_centre: str = ""
    cost_unit: str = ""
    comment: str = ""
    alone: bool = False


@dataclass(frozen=True, slots=True)
class RemoveLine:
    """Delete one variable line by its id."""

    ref: str
    employee: EmployeeId
    kind: PayKind
    line_id: LineId


@dataclass(frozen=True, slots=True)
class SetDays:
    """Set the number Days of one employee."""

    ref: str
    employee: EmployeeId
    days: int


Change = AddLine | RemoveLine | SetDays


class Need(StrEnum):
    """What this product does in a payroll; each takes one right or more."""

    DOMAIN = "domain"
    COMPANIES = "companies"
    PEOPLE = "people"
    PERIODS = "periods"
    RUNS = "runs"
    HOUR_CODES = "hour-codes"
    WAGE_CODES = "wage-codes"
    COST_CENTRES = "cost-centres"
    COST_UNITS = "cost-units"
    READ_HOURS = "read-hours"
    READ_WAGES = "read-wages"
    READ_DAYS = "read-days"
    ADD_HOURS = "add-hours"
    REMOVE_HOURS = "remove-hours"
    ADD_WAGES = "add-wages"
    REMOVE_WAGES = "remove-wages"
    SET_DAYS = "set-days"


class RightState(StrEnum):
    """What is known of a right."""

    PRESENT = "present"
    MISSING = "missing"
    NO_ACCESS = "no-access"
    """The user may do it, but not in this company."""
    UNKNOWN = "unknown"
    """It was tested, and the answer does not tell."""
    UNTESTED = "untested"
    """A right to write, which shows at the first write."""


@dataclass(frozen=True, slots=True)
class Right:
    """One right of the user, by the ``name`` under which the payroll office finds it; ``detail`` is the answer."""

    name: str
    need: Need
    state: RightState
    detail: str = ""


class PayrollDirectory(Protocol):
    """People, codes and periods."""

    @property
    def environment(self) -> Environment:
        """Where this payroll is and whether it is real.

        The domain is asked of the payroll when the credentials had none.
        """
        ...

    def companies(self) -> Sequence[PayrollCompany]:
        """All companies that the token reaches, ordered by number then name.

        Also the cheapest test of the credentials.
        """
        ...

    def team_members(self, company: CompanyId) -> Sequence[TeamMember]:
        """Everybody employed now, or formerly, ordered by employee number. Never carries a BSN."""
        ...

    def codes(self, company: CompanyId) -> CompanyCodes:
        """All codes that lines of this company may use, each list ordered by code."""
        ...

    def periods(self, company: CompanyId, year: int) -> PayrollPeriods:
        """Period length, current period, and the runs of that year."""
        ...


class PayReader(Protocol):
    """Reads what the payroll holds."""

    def read_pay(
        self,
        company: CompanyId,
        period: PeriodRef,
        wanted: Sequence[tuple[EmployeeId, PayKind]],
        progress: Progress = silent,
    ) -> PayrollSnapshot:
        """The variable lines, or the Days, of exactly these people and kinds in one period; all of it, or an error.

        Every pair that was asked for is in the answer, empty when there is nothing.
        """
        ...


class PayWriter(Protocol):
    """Changes what the payroll holds. Never clears, never touches fixed lines, never writes to *the current* period."""

    @property
    def call_timeout(self) -> timedelta:
        """How long one call may take at most, until which the payroll may still be carrying it out."""
        ...

    def change_pay(
        self,
        company: CompanyId,
        period: PeriodRef,
        changes: Sequence[Change],
        protected_consent: bool,
        within: timedelta,
        progress: Progress = silent,
    ) -> Sequence[Outcome]:
        """Carry out changes, each at most once, and return an outcome for each, in the same order.

        No call begins later than ``within`` after the start of this call; what could not begin is NOT_SENT. Changes
        of one person in one sequence never straddle two batches. A change that shares a call with others and was
        refused with it is UNKNOWN with ``may_land_late`` False: the rest of the call may stand.
        ``protected_consent`` lets the payroll change a protected period. An outcome is never guessed: a time-out, a
        broken answer or a server error is UNKNOWN. Nothing is retried unless it certainly was not sent.
        """
        ...


class RightsTester(Protocol):
    """Tells what the user may do. Raises ``credentials-refused``; about the environment, what any reading call may."""

    def reading_rights(self, company: CompanyId | None, year: int) -> Sequence[Right]:
        """Test by reading: every right to read in a company, or without one those that belong to no company.

        In a company a call that fails in another way than for want of a right makes that one UNKNOWN.
        """
        ...

    def writing_rights(self, probe: PeriodRef | None) -> Sequence[Right]:
        """Every right to write, UNTESTED, unless ``probe`` names a period to try them in.

        A probe makes each writing call once, for the employee *nobody*, which is a number that no employee has, so that
        it cannot change anybody's pay.
        """
        ...


class Payroll(PayrollDirectory, PayReader, PayWriter, RightsTester, Protocol):
    """One customer's environment in the payroll, opened with credentials."""


Connect = Callable[[Credentials], Payroll]
"""Opens a payroll; calls nothing yet."""
