"""What the payroll says that an export depends on, besides the pay itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from application.ports.payroll import CompanyCodes, Payroll
from domain.pay_line import PayrollPeriods, Selection
from domain.wage_period import PeriodRef


@dataclass(frozen=True, slots=True)
class PayrollFacts:
    """What the payroll says that an export depends on, besides the pay itself.

    ``other_years`` are the periods of other years whose late hours go along, by year.
    """

    periods: PayrollPeriods
    codes: CompanyCodes
    other_years: Mapping[int, PayrollPeriods] = field(default_factory=dict)

    def closed(self, period: PeriodRef) -> bool:
        """True when the period lies before the current one, or its run is locked."""
        of_year = self.other_years.get(period.year, self.periods)
        return period < self.periods.current or of_year.locked_run(period) is not None


def read_facts(payroll: Payroll, selection: Selection) -> PayrollFacts:
    """Ask the payroll for periods and codes."""
    periods = payroll.periods(selection.company, selection.period.year)
    years = sorted({each.year for each in selection.carry} - {selection.period.year})
    others = {year: payroll.periods(selection.company, year) for year in years}
    return PayrollFacts(periods, payroll.codes(selection.company), others)
