"""Doctor: what the Nmbrs user may do, tested by reading; the rights to write only when an administrator allows it.

Nothing is changed in the payroll: a probe of the rights to write is about a number that no employee has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from application.desk import PayrollDoor, companies_reached, connection_of, known_company
from application.ports.payroll import Payroll, Progress, Right, RightState, enter, silent
from application.ports.storage import Company, Connection, Storage
from domain.audit import AuditEvent
from domain.errors import ProductError
from domain.jobs import Phase
from domain.terms import CompanyId
from domain.wage_period import PeriodRef


@dataclass(frozen=True, slots=True)
class CompanyRights:
    """The rights to read in one company. ``problem`` is why they could not be tested."""

    company: Company
    rights: tuple[Right, ...]
    problem: ProductError | None = None


@dataclass(frozen=True, slots=True)
class EnvironmentRights:
    """The rights in one environment, and in its companies. ``problem`` is why they could not be tested."""

    connection: Connection
    rights: tuple[Right, ...] = ()
    companies: tuple[CompanyRights, ...] = ()
    problem: ProductError | None = None

    @property
    def tested(self) -> Iterator[tuple[Company | None, Right]]:
        """All of them, with the company that they are about."""
        yield from ((None, right) for right in self.rights)
        yield from ((each.company, right) for each in self.companies for right in each.rights)

    @property
    def problems(self) -> tuple[ProductError, ...]:
        """Why something could not be tested."""
        found = (self.problem, *(each.problem for each in self.companies))
        return tuple(problem for problem in found if problem is not None)

    @property
    def complete(self) -> bool:
        """True when everything could be asked, and no right is known to be missing."""
        lacking = (RightState.MISSING, RightState.NO_ACCESS, RightState.UNKNOWN)
        return not self.problems and not any(right.state in lacking for _, right in self.tested)


@dataclass(frozen=True, slots=True)
class Doctor:
    """Tests every right that this product needs, in each environment and linked company."""

    storage: Storage
    door: PayrollDoor

    def __call__(
        self,
        company: CompanyId | None,
        who: str,
        probe_writes: bool = False,
        by: str = "",
        progress: Progress = silent,
    ) -> tuple[EnvironmentRights, ...]:
        """Of one company, or of all that are linked; of an environment without any, its first company.

        ``by`` is the administrator who allows the probe of the rights to write; it is on record before anything
        leaves. Nothing is tested while nothing is activated. Raises ``probe-unsigned`` and ``company-unknown``.
        """
        if probe_writes and not by.strip():
            raise ProductError("probe-unsigned")
        with self.storage.read() as work:
            connections = work.settings.connections()
            year = work.now().year
            companies = companies_reached(work)
            if company is not None:
                companies = [known_company(work, company)]
                connections = [connection_of(work, companies[0])]
        chosen = {connection.domain: _chosen(connection, companies) for connection in connections}
        of = sum(map(len, chosen.values()))
        done = count(1)
        enter(progress, Phase.READING)

        def examine(payroll: Payroll, company: Company) -> CompanyRights:
            examined = _examine_company(payroll, company, year)
            progress(next(done), of)
            return examined

        allowed_by = by.strip() if probe_writes else ""
        return tuple(self._examine(each, chosen[each.domain], year, who, allowed_by, examine) for each in connections)

    def _examine(
        self,
        connection: Connection,
        companies: Sequence[Company],
        year: int,
        who: str,
        by: str,
        examine: Callable[[Payroll, Company], CompanyRights],
    ) -> EnvironmentRights:
        try:
            payroll = self.door.open_environment(connection)
            rights = tuple(payroll.reading_rights(None, year))
            tested = tuple(examine(payroll, company) for company in companies)
            if by:
                rights += self._probe(connection, payroll, _current_period(payroll, companies, year), who, by)
            else:
                rights += tuple(payroll.writing_rights(None))
        except ProductError as problem:
            return EnvironmentRights(connection, problem=problem)
        return EnvironmentRights(connection, rights, tested)

    def _probe(
        self, connection: Connection, payroll: Payroll, period: PeriodRef, who: str, by: str
    ) -> tuple[Right, ...]:
        about = f"{connection.domain} ({connection.kind})"
        planned = [right.name for right in payroll.writing_rights(None)]
        allowed = {"allowed_by": by, "employee": "0", "period": str(period), "calls": planned}
        self._record(AuditEvent(who, "rights.probe-allowed", about, after=allowed))
        probed = tuple(payroll.writing_rights(period))
        states = {right.name: str(right.state) for right in probed}
        self._record(AuditEvent(who, "rights.probed", about, after={"allowed_by": by, **states}))
        return probed

    def _record(self, event: AuditEvent) -> None:
        with self.storage.write() as work:
            work.audit.append(event)
            work.commit()


def _chosen(connection: Connection, companies: Sequence[Company]) -> Sequence[Company]:
    own = [company for company in companies if company.environment == connection.domain]
    return [company for company in own if company.linked] or own[:1]


def _examine_company(payroll: Payroll, company: Company, year: int) -> CompanyRights:
    try:
        return CompanyRights(company, tuple(payroll.reading_rights(company.id, year)))
    except ProductError as problem:
        if problem.code == "access-withdrawn":
            raise
        return CompanyRights(company, (), problem)


def _current_period(payroll: Payroll, companies: Sequence[Company], year: int) -> PeriodRef:
    """The open period of the first company that says it; a probe in a closed one would tell less."""
    for company in companies:
        try:
            return payroll.periods(company.id, year).current
        except ProductError:
            continue
    return PeriodRef(year, 1)
