"""Where a person looks: which company, contract type and wage period, when they did not say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from application.desk import companies_reached, the_company
from application.ports.storage import Company, Storage, UnitOfWork
from application.show_wage_periods import day_in_amsterdam
from application.situation import every_calendar
from domain.errors import ProductError
from domain.terms import CompanyId, ContractType
from domain.wage_period import PeriodRef, WageCalendar, WagePeriod, find_period, period_of_day


@dataclass(frozen=True, slots=True)
class Place:
    """What is looked at, and what could be looked at instead.

    ``company`` is None while none takes part, and ``period`` while the company has no wage periods. ``companies`` are
    those that take part; ``contract_types`` those that have wage periods; ``periods`` all of the confirmed years of
    the contract type, oldest first.
    """

    company: Company | None
    companies: tuple[Company, ...]
    contract_type: ContractType
    contract_types: tuple[ContractType, ...]
    period: WagePeriod | None
    periods: tuple[WagePeriod, ...]

    @property
    def query(self) -> dict[str, str | None]:
        """The choice as parameters of an address."""
        return {
            "company": self.company.id if self.company else None,
            "period": str(self.period.ref) if self.period else None,
            "contract_type": self.contract_type.value,
        }


@dataclass(frozen=True, slots=True)
class FindPlace:
    """Fills in what was not said. Asks nothing of the payroll."""

    storage: Storage

    def __call__(
        self,
        company: CompanyId | None = None,
        period: PeriodRef | None = None,
        contract_type: ContractType | None = None,
    ) -> Place:
        """The first company by number; zero-hours; the period of the newest imported hours, at the latest today's.

        Raises ``company-unknown``, ``company-not-linked`` and ``period-not-in-calendar`` for what was said and is not
        there.
        """
        with self.storage.read() as work:
            companies = tuple(each for each in companies_reached(work) if each.linked)
            chosen = the_company(work, company) if company is not None else next(iter(companies), None)
            if chosen is None:
                return Place(None, (), contract_type or ContractType.ZERO_HOURS, (), None, ())
            calendars = every_calendar(work, chosen.id)
            types = tuple(calendars)
            kind = contract_type or _first_type(types)
            years = [each for each in calendars.get(kind, ()) if not each.proposed]
            periods = tuple(each for year in years for each in year.periods)
            return Place(chosen, companies, kind, types, _period(work, years, period), periods)


def _first_type(types: Sequence[ContractType]) -> ContractType:
    return ContractType.ZERO_HOURS if ContractType.ZERO_HOURS in types or not types else types[0]


def _period(work: UnitOfWork, years: Sequence[WageCalendar], said: PeriodRef | None) -> WagePeriod | None:
    if said is not None:
        found = find_period(years, said)
        if found is None and years:
            count = sum(len(year.periods) for year in years if year.year == said.year)
            raise ProductError("period-not-in-calendar", period=said, year=said.year, count=count)
        return found
    today = day_in_amsterdam(work)
    covered = [record.coverage.last for record in work.timecards.imports() if record.coverage is not None]
    newest = min(today, max(covered, default=today))
    return period_of_day(years, newest) or (years[-1].periods[-1] if years else None)
