"""The situation of one company and wage period: everything stored that decides what should be in the payroll."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from application.match_team_members import current_matches
from application.ports.storage import Company, UnitOfWork
from domain.decisions import Decision
from domain.desired_pay import DesiredPay, Workforce, desired_pay
from domain.mapping import PayMapping
from domain.pay_line import Part, Selection
from domain.plan import LedgerView
from domain.terms import CompanyId, ContractType, EmployeeId
from domain.timecard import Timecard
from domain.timecard_import import ImportRecord
from domain.wage_period import PeriodRef, WageCalendar, find_period


@dataclass(frozen=True, slots=True)
class Situation:
    """All that is stored about a company and period, read in one transaction."""

    company: Company
    period: PeriodRef
    calendars: Mapping[ContractType, tuple[WageCalendar, ...]]
    mapping: PayMapping
    timecards: tuple[Timecard, ...]
    desired: DesiredPay
    ledger: LedgerView
    decisions: tuple[Decision, ...]
    names: Mapping[EmployeeId, str]
    imports: tuple[ImportRecord, ...]
    own_link_off: bool


def read_situation(
    work: UnitOfWork, company: Company, period: PeriodRef, mapping_version: int | None = None
) -> Situation:
    """Read it; ``mapping_version`` is the newest unless given."""
    calendars = every_calendar(work, company.id)
    mapping = work.settings.mapping(company.id, mapping_version)
    spans = [span for years in calendars.values() if (span := find_period(years, period)) is not None]
    cards: tuple[Timecard, ...] = ()
    if spans:
        cards = tuple(work.timecards.between(min(s.start for s in spans), max(s.end for s in spans)))
    workforce = read_workforce(work)
    members = workforce.members.values()
    connection = work.settings.connection()
    return Situation(
        company,
        period,
        calendars,
        mapping,
        cards,
        desired_pay(company.id, period, cards, workforce, calendars, mapping),
        read_ledger(work, company.id, period),
        tuple(work.decisions.decisions(company.id, period)),
        {member.employee: member.name for member in members if member.company == company.id},
        tuple(work.timecards.imports()),
        connection is not None and connection.own_link_off,
    )


def read_workforce(work: UnitOfWork) -> Workforce:
    """Who is who, in all companies."""
    return Workforce(
        current_matches(work),
        {member.employee: member for member in work.people.members()},
        {venue: c.id for c in work.settings.companies() for venue in c.venues},
    )


def read_ledger(work: UnitOfWork, company: CompanyId, period: PeriodRef) -> LedgerView:
    """Own lines, proved Days and open changes."""
    return LedgerView(
        work.ledger.own_lines(company, period),
        work.ledger.days(company, period),
        work.ledger.open_changes(company, period),
    )


def every_calendar(work: UnitOfWork, company: CompanyId) -> dict[ContractType, tuple[WageCalendar, ...]]:
    """The calendars of a company by contract type, by year."""
    stored: Sequence[WageCalendar] = work.settings.calendars(company)
    types = {calendar.contract_type for calendar in stored}
    return {each: tuple(c for c in stored if c.contract_type is each) for each in sorted(types)}


def exported_selections(work: UnitOfWork, situation: Situation) -> tuple[Selection, ...]:
    """What is compared for a period: per contract type everything that was planned or exported, for everybody.

    Where nothing was, all that the hours ask for.
    """
    company, period = situation.company.id, situation.period
    parts: dict[ContractType, set[Part]] = {}
    earlier = [e.selection for e in work.ledger.exports(company, period)]
    earlier += [p.selection for p in work.ledger.plans(company) if p.selection.period == period]
    for selection in earlier:
        parts.setdefault(selection.contract_type, set()).update(selection.parts)
    if not parts:
        for line in situation.desired.lines:
            if line.key.contract_type is not None:
                parts.setdefault(line.key.contract_type, set()).update(line.parts)
    return tuple(Selection(company, period, each, frozenset(parts[each])) for each in sorted(parts))


def mapping_in_force(work: UnitOfWork, company: CompanyId, period: PeriodRef) -> int | None:
    """The mapping version of the period's last plan or export, whichever is later; None when there is neither."""
    dated = [(e.started_at, e.mapping_version) for e in work.ledger.exports(company, period)]
    dated += [(p.made_at, int(p.basis["mapping"])) for p in work.ledger.plans(company) if p.selection.period == period]
    return max(dated, default=(None, None))[1]


def people_to_export(work: UnitOfWork, situation: Situation) -> int:
    """How many people have something of what is usually exported that is not in the payroll yet, or changed since."""
    selections = exported_selections(work, situation)
    lines = [*((x.key, x.parts) for x in situation.desired.lines), *((x.key, x.parts) for x in situation.ledger.own)]
    chosen = {key for key, parts in lines if any(each.includes(key, parts) for each in selections)}
    desired = {line.key: line.amount for line in situation.desired.lines}
    own = {line.key: line.amount for line in situation.ledger.own}
    return len({key.employee for key in chosen if desired.get(key) != own.get(key)})
