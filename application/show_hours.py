"""Hours of a period, to be looked at: every entry that concerns a company, what became of it, and what stands out.

Nothing is asked of the payroll. What was worked out is remembered for as long as nothing that it rests on changed.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from application.check_hours import read_warnings
from application.desk import the_company
from application.export_findings import import_findings
from application.ports.storage import Company, SetAside, Storage, UnitOfWork
from application.show_timecards import ShownTimecard, timecard_fates
from application.show_wage_periods import day_in_amsterdam
from application.situation import Situation, read_situation, read_workforce
from domain.findings import Finding
from domain.pay_line import Part, Selection
from domain.placing import OTHER_COMPANY, place
from domain.terms import CompanyId, ContractType
from domain.timecard import Timecard, TimecardKind
from domain.wage_period import PeriodRef, WagePeriod, find_period, period_of_day

EARLIER = 5
"""So many periods before one are shown with it."""
MOST_KEPT = 250_000
"""Timecards that are remembered at most."""


@dataclass(frozen=True, slots=True)
class Hours:
    """The hours of a period.

    ``cards`` are the entries that concern the company, by day and person; ``elsewhere`` counts those of the same days
    that do not. ``findings`` are what the stored hours show, without a look at the payroll; ``said`` is the word about
    a finding, by its id. ``first`` and ``last`` are the days, over all contract types.
    """

    company: Company
    period: PeriodRef
    first: date
    last: date
    cards: tuple[ShownTimecard, ...]
    elsewhere: int
    findings: tuple[Finding, ...]
    said: Mapping[str, SetAside]


@dataclass(frozen=True, slots=True)
class PeriodSum:
    """The worked time of one period in minutes, by venue, approved or not, with what it rests on in numbers."""

    period: WagePeriod
    minutes: Mapping[str, Fraction]
    people: int
    entries: int


@dataclass(slots=True)
class HoursSeen:
    """What was worked out last, each under a mark that changes with what it rests on. Safe between threads."""

    _seen: OrderedDict[tuple[CompanyId, PeriodRef], tuple[object, Hours]] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, company: CompanyId, period: PeriodRef, mark: object) -> Hours | None:
        """What stands under this mark."""
        with self._lock:
            found = self._seen.get((company, period))
            return found[1] if found is not None and found[0] == mark else None

    def put(self, mark: object, hours: Hours) -> None:
        """Remember it; the oldest go when there are too many timecards."""
        with self._lock:
            self._seen.pop((hours.company.id, hours.period), None)
            self._seen[hours.company.id, hours.period] = (mark, hours)
            while len(self._seen) > 1 and sum(len(each.cards) for _, each in self._seen.values()) > MOST_KEPT:
                self._seen.popitem(last=False)


@dataclass(frozen=True, slots=True)
class ShowHours:
    """Lists hours for people who look at them."""

    storage: Storage
    seen: HoursSeen

    def __call__(self, company: CompanyId | None, period: PeriodRef) -> Hours:
        """Raises ``company-unknown`` and what naming none raises."""
        with self.storage.read() as work:
            chosen = the_company(work, company)
            mark = _mark(work, chosen.id, period)
            found = self.seen.get(chosen.id, period, mark)
            if found is None:
                found = _hours(work, chosen, period)
        self.seen.put(mark, found)
        return found

    def earlier(self, company: CompanyId | None, period: PeriodRef, contract_type: ContractType) -> list[PeriodSum]:
        """The worked time of the period and of those before it, oldest first; a period without hours ends the row.

        Nothing when the contract type has no such period.
        """
        with self.storage.read() as work:
            chosen = the_company(work, company)
            workforce = read_workforce(work)
            calendars = [c for c in work.settings.calendars(chosen.id) if c.contract_type is contract_type]
            sums: list[PeriodSum] = []
            span = find_period(calendars, period)
            while span is not None and len(sums) <= EARLIER:
                cards = [card for card in work.timecards.between(span.start, span.end) if _worked(card)]
                here = [card for card in cards if place(card, chosen.id, workforce).because != OTHER_COMPANY]
                if not here and span.ref != period:
                    break
                sums.append(_sum(span, here))
                span = period_of_day(calendars, span.start - timedelta(days=1))
            return sums[::-1]


def _mark(work: UnitOfWork, company: CompanyId, period: PeriodRef) -> object:
    """Every change of state is on record, save where a change on its way stands; warnings also go by the day."""
    last = work.audit.last()
    on_the_way = tuple((change.id, change.state) for change in work.ledger.open_changes(company, period))
    return (last.hash if last is not None else "", on_the_way, day_in_amsterdam(work))


def _hours(work: UnitOfWork, company: Company, period: PeriodRef) -> Hours:
    situation = read_situation(work, company, period)
    shown = timecard_fates(situation)
    cards = tuple(each for each in shown if each.because != OTHER_COMPANY)
    spans = [span for years in situation.calendars.values() if (span := find_period(years, period)) is not None]
    days = [(span.start, span.end) for span in spans] or [(each.card.day, each.card.day) for each in cards]
    first = min((start for start, _ in days), default=date.min)
    last = max((end for _, end in days), default=date.min)
    findings = tuple(dict.fromkeys(_findings(work, situation)))
    return Hours(company, period, first, last, cards, len(shown) - len(cards), findings, situation.said)


def _findings(work: UnitOfWork, situation: Situation) -> Sequence[Finding]:
    found = list(situation.desired.findings)
    selections = [
        Selection(situation.company.id, situation.period, contract_type, frozenset(Part))
        for contract_type, years in situation.calendars.items()
        if find_period(years, situation.period) is not None
    ]
    for selection in selections:
        found += import_findings(situation, selection)
    return (*found, *read_warnings(work, situation, *selections))


def _worked(card: Timecard) -> bool:
    return card.kind is TimecardKind.WORKED


def _sum(span: WagePeriod, cards: Sequence[Timecard]) -> PeriodSum:
    minutes: dict[str, Fraction] = {}
    for card in cards:
        minutes[card.venue] = minutes.get(card.venue, Fraction(0)) + card.net_minutes
    return PeriodSum(span, minutes, len({card.person.key for card in cards}), len(cards))
