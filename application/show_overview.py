"""Overview: what a period comes to before it is sent, per person and per day, held against the plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from application.desk import the_company
from application.ports.payroll import Progress, silent
from application.ports.storage import Storage, UnitOfWork
from application.prepare_export import ExportRequest, Prepared, PrepareExport
from application.situation import Situation, mapping_in_force, read_situation
from domain.desired_pay import DesiredPay
from domain.errors import ProductError
from domain.overview import Overview, overview
from domain.pay_line import Part
from domain.terms import CompanyId, ContractType
from domain.wage_period import PeriodRef, WagePeriod, find_period, period_of_day


@dataclass(frozen=True, slots=True)
class OverviewRequest:
    """A period; of all contract types that have a calendar, and of everything that can be sent, unless said."""

    company: CompanyId | None
    period: PeriodRef
    contract_type: ContractType | None = None
    parts: frozenset[Part] = frozenset()


@dataclass(frozen=True, slots=True)
class ShownOverview:
    """The overview with what it rests on.

    ``span`` are the days of the period, ``previous`` is the period before it, if it had hours.
    """

    overview: Overview
    prepared: tuple[Prepared, ...]
    situation: Situation
    span: WagePeriod
    previous: PeriodRef | None


@dataclass(frozen=True, slots=True)
class ShowOverview:
    """Reads both sides, as a plan does. Sends nothing and keeps nothing."""

    storage: Storage
    prepare: PrepareExport

    def __call__(self, request: OverviewRequest, progress: Progress = silent) -> ShownOverview:
        """Raises what a plan of the period raises."""
        parts = request.parts or frozenset(Part)
        with self.storage.read() as work:
            company = the_company(work, request.company)
            situation = read_situation(work, company, request.period, carry=frozenset())
            spans = _spans(situation, request)
            first = min(spans)
            span = spans[first]
            before = period_of_day(situation.calendars[first], span.start - timedelta(days=1))
            earlier = _earlier(work, situation, before)
        prepared = tuple(
            self.prepare.look(ExportRequest(company.id, request.period, each, parts), progress)
            for each in sorted(spans)
        )
        # The hours as the plans saw them, should a file have been imported in between.
        situation = prepared[-1].situation
        names, own = situation.names, situation.ledger.own
        plans = [each.plan for each in prepared]
        made = overview(situation.home.desired, situation.desired, plans, own, names, earlier)
        return ShownOverview(made, prepared, situation, span, before.ref if before and earlier else None)


def _spans(situation: Situation, request: OverviewRequest) -> dict[ContractType, WagePeriod]:
    """The days of the period per contract type."""
    asked = [request.contract_type] if request.contract_type else sorted(situation.calendars)
    found = {
        each: span
        for each in asked
        if (span := find_period(situation.calendars.get(each, ()), request.period)) is not None
    }
    if not found:
        named = request.contract_type or ContractType.ZERO_HOURS
        raise ProductError("wage-period-not-set", contract_type=named, year=request.period.year)
    return found


def _earlier(work: UnitOfWork, situation: Situation, before: WagePeriod | None) -> DesiredPay | None:
    """What the hours of the period before come to, with the mapping that holds for it; None without hours."""
    if before is None:
        return None
    version = mapping_in_force(work, situation.company.id, before.ref)
    earlier = read_situation(work, situation.company, before.ref, version, carry=frozenset())
    return earlier.home.desired if earlier.home.desired.lines else None
