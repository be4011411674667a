"""The findings of a period as they are now, without making a plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from application.desk import the_company
from application.ports.payroll import Progress, silent
from application.ports.storage import Company, SetAside, Storage, StoredPlan, UnitOfWork
from application.prepare_export import ExportRequest, PrepareExport, all_findings
from application.situation import every_calendar
from domain.errors import ProductError
from domain.findings import Finding
from domain.pay_line import Part, Selection
from domain.terms import CompanyId, ContractType
from domain.wage_period import PeriodRef, find_period


@dataclass(frozen=True, slots=True)
class ListedFindings:
    """What was found for these selections, each finding once; ``said`` is the word about a finding, by its id."""

    company: Company
    period: PeriodRef
    selections: tuple[Selection, ...]
    findings: tuple[Finding, ...]
    said: Mapping[str, SetAside]


@dataclass(frozen=True, slots=True)
class ListFindings:
    """Reads both sides as for a plan, and keeps nothing."""

    storage: Storage
    prepare: PrepareExport

    def __call__(
        self,
        company: CompanyId | None,
        period: PeriodRef,
        contract_type: ContractType | None = None,
        parts: frozenset[Part] = frozenset(),
        progress: Progress = silent,
    ) -> ListedFindings:
        """What stands in the way of an export of the period, by default of the contract types that were ever planned.

        Before the first plan those are all that have a calendar. ``parts`` are the boxes; by default those of the last
        plan of that contract type, else all. Raises what making a plan raises.
        """
        with self.storage.read() as work:
            chosen = the_company(work, company)
            types = [contract_type] if contract_type else _with_calendar(work, chosen.id, period)
            planned = {plan.selection.contract_type for plan in _plans(work, chosen.id)}
        usual = [each for each in types if each in planned]
        return self._look(chosen, period, types if contract_type else usual or types, parts, progress)

    def everything(self, company: CompanyId | None, period: PeriodRef) -> ListedFindings:
        """The same for every contract type that has a calendar."""
        with self.storage.read() as work:
            chosen = the_company(work, company)
            types = _with_calendar(work, chosen.id, period)
        return self._look(chosen, period, types, frozenset(), silent)

    def _look(
        self,
        chosen: Company,
        period: PeriodRef,
        types: Sequence[ContractType],
        parts: frozenset[Part],
        progress: Progress,
    ) -> ListedFindings:
        with self.storage.read() as work:
            requests = [
                ExportRequest(chosen.id, period, each, parts or _usual_parts(work, chosen.id, each)) for each in types
            ]
        prepared = [self.prepare.look(request, progress) for request in requests]
        found = dict.fromkeys(finding for each in prepared for finding in all_findings(each.plan))
        said = prepared[0].situation.said
        return ListedFindings(chosen, period, tuple(each.plan.selection for each in prepared), tuple(found), said)


def _with_calendar(work: UnitOfWork, company: CompanyId, period: PeriodRef) -> Sequence[ContractType]:
    """The contract types that have the period; raises ``wage-period-not-set`` when none has."""
    calendars = every_calendar(work, company)
    found = [each for each, years in calendars.items() if find_period(years, period) is not None]
    if not found:
        raise ProductError("wage-period-not-set", contract_type=ContractType.ZERO_HOURS, year=period.year)
    return found


def _usual_parts(work: UnitOfWork, company: CompanyId, contract_type: ContractType) -> frozenset[Part]:
    planned = (plan.selection for plan in _plans(work, company))
    return next((each.parts for each in planned if each.contract_type is contract_type), frozenset(Part))


def _plans(work: UnitOfWork, company: CompanyId) -> Sequence[StoredPlan]:
    """Newest first, without those that take an export back."""
    return [plan for plan in work.ledger.plans(company) if "undoes" not in plan.basis]
