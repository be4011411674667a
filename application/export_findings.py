"""Findings of an export beyond those of its timecards: the period, codes, files, and late hours of other periods."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from application.payroll_facts import PayrollFacts
from application.ports.payroll import CompanyCodes
from application.ports.storage import Consent, UnitOfWork
from application.show_wage_periods import day_in_amsterdam, out_of_step
from application.situation import Situation, late_people, read_situation
from domain.carrying import CARRIED_PARTS
from domain.findings import Finding, details
from domain.pay_line import PayKind, PayrollPeriods, Selection
from domain.selecting import Chosen
from domain.terms import EmployeeId
from domain.wage_period import PeriodRef, count_of_periods, find_period, period_of_day


def period_findings(
    situation: Situation, selection: Selection, periods: PayrollPeriods, consents: Sequence[Consent]
) -> Iterable[Finding]:
    """Where the period stands in the payroll, and what nobody consented to."""
    calendar = next(c for c in situation.calendars[selection.contract_type] if c.year == selection.period.year)
    given = {consent.what for consent in consents}
    period, current = selection.period, periods.current
    values = details(period=period, current=current)
    if calendar.proposed:
        span = details(year=calendar.year, first=calendar.start, last=calendar.last_day)
        yield Finding("wage-year-proposed", contract_type=selection.contract_type, details=span)
    if calendar.length is not periods.length:
        yield Finding("period-length-differs", details=details(ours=calendar.length, theirs=periods.length))
    run = periods.locked_run(period)
    closed_by = "locked" if run is not None else "past" if period < current else None
    if closed_by in given:
        by = next(consent.by for consent in consents if consent.what == closed_by)
        yield Finding("closed-with-consent", details=details(period=period, by=by))
    elif run is not None:
        yield Finding("run-locked", details=details(run=run.number, period=period))
    elif period < current:
        yield Finding("period-past", details=values)
    elif period == _following(current, periods):
        yield Finding("period-next", details=values)
    elif period > current and "future" not in given:
        yield Finding("period-future", details=values)


def _following(period: PeriodRef, periods: PayrollPeriods) -> PeriodRef:
    if period.number >= count_of_periods(periods.length, period.year):
        return PeriodRef(period.year + 1, 1)
    return PeriodRef(period.year, period.number + 1)


def code_findings(touched: Chosen, names: Mapping[EmployeeId, str], codes: CompanyCodes) -> Iterable[Finding]:
    """Codes that the payroll does not have."""
    known = {
        "hour code": {c.code for c in codes.hours},
        "wage code": {c.code for c in codes.wages},
        "cost centre": {"", *(c.code for c in codes.cost_centres)},
        "cost unit": {"", *(c.code for c in codes.cost_units)},
    }
    for line in touched.desired.lines:
        if touched.includes(line.key, line.parts):
            kind = "hour code" if line.key.kind is PayKind.HOURS else "wage code"
            used = {kind: line.key.code, "cost centre": line.key.cost_centre, "cost unit": line.key.cost_unit}
            for what, code in used.items():
                if code not in known[what]:
                    name = names.get(line.key.employee, line.key.employee)
                    yield Finding("code-missing", name, line.key.employee, details=details(kind=what, code=code))


def import_findings(situation: Situation, selection: Selection) -> Iterable[Finding]:
    """Pending entries that the head of the latest file of these days names."""
    span = find_period(situation.calendars[selection.contract_type], selection.period)
    latest = [
        record
        for record in situation.imports
        if span is not None
        and record.coverage is not None
        and record.coverage.first <= span.end
        and record.coverage.last >= span.start
    ][-1:]
    for record in latest:
        for pending in record.pending:
            values = details(name=pending.person, count=pending.count, file=record.name)
            yield Finding("pending-in-head", pending.person, details=values)


def carry_findings(situation: Situation, selection: Selection, facts: PayrollFacts) -> Iterable[Finding]:
    """What is unusual about the periods whose late hours go along."""
    for home in situation.others:
        if home.period in selection.carry:
            if not facts.closed(home.period):
                yield Finding("carry-open", details=details(period=home.period, current=facts.periods.current))
            for part in sorted(selection.parts & CARRIED_PARTS):
                if (selection.contract_type, part) not in home.exported:
                    yield Finding("carry-never-exported", details=details(part=part, period=home.period))


def step(work: UnitOfWork, situation: Situation, selection: Selection, facts: PayrollFacts) -> Iterable[Finding]:
    """How far today's period is from the payroll's current one."""
    calendars = situation.calendars[selection.contract_type]
    return out_of_step(calendars, selection.contract_type, facts.periods, day_in_amsterdam(work))


def late_hours(work: UnitOfWork, situation: Situation, selection: Selection, facts: PayrollFacts) -> Iterable[Finding]:
    """Hours of the period before this one that came after it was exported, and are sent nowhere."""
    calendars = situation.calendars[selection.contract_type]
    span = find_period(calendars, selection.period)
    before = period_of_day(calendars, span.start - timedelta(days=1)) if span is not None else None
    if before is None or before.ref in selection.carry or not facts.closed(before.ref):
        return
    if work.ledger.exports(situation.company.id, before.ref):
        earlier = read_situation(work, situation.company, before.ref)
        if count := late_people(earlier, selection):
            yield Finding("late-hours", details=details(period=before.ref, count=count))
