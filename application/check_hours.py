"""The warnings about the hours of a period: what the entries show, and what contracts and earlier periods show.

They are drawn when a plan is made or looked at, for whoever decides. An export neither reads nor needs them, so that
nothing that changes in the meantime can make it do otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from application.ports.storage import UnitOfWork
from application.situation import Situation, read_workforce
from domain.finding_settings import FindingSettings
from domain.findings import Finding
from domain.hour_checks import Entry, check_entries
from domain.hours import AMSTERDAM
from domain.pay_checks import (
    outside_every_period,
    paid_on_top,
    period_not_over,
    unusual_hours,
    venues_without_hours,
    worked_before,
    zero_hours_without_hours,
)
from domain.pay_line import Selection
from domain.placing import Workforce, goes_to
from domain.terms import CompanyId, EmployeeId
from domain.timecard import Timecard, TimecardKind
from domain.wage_period import PeriodRef, WageCalendar, WagePeriod, find_period, period_of_day

AROUND = timedelta(days=31)
"""How far before and after a period is looked for entries that lie in none."""

NEXT_TO = timedelta(days=1)
"""A shift may run over midnight into the period, or out of it."""


def read_warnings(work: UnitOfWork, situation: Situation, *selections: Selection) -> tuple[Finding, ...]:
    """All of them that concern these selections, less the kinds that the company switched off."""
    spans = {
        each: span
        for each in selections
        if (span := find_period(situation.calendars[each.contract_type], each.period)) is not None
    }
    if not spans:
        return ()
    settings = work.settings.finding_settings(situation.company.id)
    workforce = read_workforce(work)
    first, last = min(span.start for span in spans.values()), max(span.end for span in spans.values())
    cards = work.timecards.between(first - AROUND, last + AROUND)
    entries = [_entry(card, situation.company.id, workforce, situation) for card in cards]
    found: dict[Finding, None] = dict.fromkeys(_of_entries(entries, set(spans.values()), situation, settings))
    for selection, span in spans.items():
        of_selection = _of_selection(work, situation, selection, span, settings, entries, _seen(cards, span, workforce))
        found |= dict.fromkeys(of_selection)
    wanted = [each for each in found if each.code not in settings.off]
    return tuple(each for each in wanted if each.employee is None or any(_about(each, one) for one in spans))


def _about(finding: Finding, selection: Selection) -> bool:
    return finding.employee is not None and selection.includes_person(finding.employee)


def _of_entries(
    entries: Sequence[Entry], spans: Iterable[WagePeriod], situation: Situation, settings: FindingSettings
) -> Iterable[Finding]:
    """What the entries show, whatever is selected."""
    for span in sorted(spans, key=lambda span: span.start):
        near = [e for e in entries if span.start - NEXT_TO <= e.card.day <= span.end + NEXT_TO]
        yield from check_entries(near, settings)
    yield from outside_every_period(entries, situation.calendars)


def _of_selection(
    work: UnitOfWork,
    situation: Situation,
    selection: Selection,
    span: WagePeriod,
    settings: FindingSettings,
    entries: Sequence[Entry],
    seen: set[EmployeeId],
) -> Iterable[Finding]:
    """What is unusual about the pay of one contract type."""
    company, names, lines = situation.company, situation.names, situation.desired.lines
    calendars = situation.calendars[selection.contract_type]
    history = {
        ref: worked_before(work.ledger.own_lines(company.id, ref), selection.contract_type)
        for ref in _earlier(calendars, span, settings.unusual_periods)
    }
    yield from period_not_over(span, work.now().astimezone(AMSTERDAM).date())
    yield from venues_without_hours(company.venues, entries, lines, span)
    yield from zero_hours_without_hours(work.people.members(company.id), span, seen)
    yield from paid_on_top(selection, lines, situation.mapping, names)
    yield from unusual_hours(selection, lines, history, names, settings)


def without(situation: Situation, off: frozenset[str]) -> Situation:
    """The situation less the warnings of these kinds. What blocks is never among them."""
    kept = tuple(f for f in situation.desired.findings if f.blocks or f.code not in off)
    return replace(situation, desired=replace(situation.desired, findings=kept))


def _entry(card: Timecard, company: CompanyId, workforce: Workforce, situation: Situation) -> Entry:
    """Whose a timecard is. Keys that lead to the same employee are one person, whatever source they come from."""
    match = workforce.matches.get(card.person.key)
    linked = sorted(link.employee for link in match.links.values()) if match is not None else []
    person = linked[0] if linked else card.person.key
    placed = goes_to(card, company, workforce)
    if placed is None:
        return Entry(card, person)
    employee, contract_type = placed
    own = find_period(situation.calendars.get(contract_type, ()), situation.period)
    return Entry(card, person, employee, contract_type, own is not None and own.contains(card.day))


def _seen(cards: Sequence[Timecard], span: WagePeriod, workforce: Workforce) -> set[EmployeeId]:
    """The employees who worked in the period, approved or not, in whatever company."""
    worked = {c.person.key for c in cards if c.kind is TimecardKind.WORKED and span.contains(c.day)}
    matches = (match for key in worked if (match := workforce.matches.get(key)) is not None)
    return {link.employee for match in matches for link in match.links.values()}


def _earlier(calendars: Sequence[WageCalendar], span: WagePeriod, count: int) -> list[PeriodRef]:
    """The periods before this one, latest first."""
    found: list[PeriodRef] = []
    while len(found) < count:
        before = period_of_day(calendars, span.start - timedelta(days=1))
        if before is None:
            break
        found.append(before.ref)
        span = before
    return found
