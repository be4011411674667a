"""What only contracts, calendars and earlier periods show; warnings all of them.

Nothing here decides what is sent: a plan says it, an export neither reads nor needs it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from fractions import Fraction

from domain.amount import Amount, total
from domain.finding_settings import FindingSettings
from domain.findings import Finding, details
from domain.hour_checks import Entry
from domain.ledger import OwnLine
from domain.mapping import HOURS, PayMapping
from domain.pay_line import Part, PayKey, PayKind, PayLine, Selection
from domain.team_member import TeamMember
from domain.terms import ContractType, EmployeeId
from domain.wage_period import PeriodRef, WageCalendar, WagePeriod, period_of_day


def outside_every_period(
    entries: Iterable[Entry], calendars: Mapping[ContractType, Sequence[WageCalendar]]
) -> Iterator[Finding]:
    """Entries to be paid on a day that lies in no period of their contract type: no export ever sends them.

    They are said in every export, for none is theirs.
    """
    for entry in entries:
        card, contract_type = entry.card, entry.contract_type
        if contract_type is None or period_of_day(calendars.get(contract_type, ()), card.day) is not None:
            continue
        person, told = card.person, details(entry=card.key, name=card.person.name, type=contract_type)
        yield Finding("outside-every-period", person.name, entry.employee, person.key, card.day, None, told)


def period_not_over(period: WagePeriod, today: date) -> Iterator[Finding]:
    """The last day of the period is not over yet."""
    if today <= period.end:
        yield Finding("period-not-over", details=details(end=f"{period.end:%d-%m-%Y}"))


def venues_without_hours(
    venues: Iterable[str], entries: Sequence[Entry], lines: Iterable[PayLine], period: WagePeriod
) -> Iterator[Finding]:
    """Venues of the company of which no entry is paid in the period, under whatever contract type."""
    sent = {source.timecard for line in lines for source in line.sources}
    for venue in venues:
        there = [e.card for e in entries if e.card.venue == venue and period.contains(e.card.day) and e.card.to_export]
        if not any(card.id in sent for card in there):
            yield Finding("venue-without-hours", details=details(venue=venue, count=len(there)))


def zero_hours_without_hours(
    members: Iterable[TeamMember], period: WagePeriod, seen: AbstractSet[EmployeeId]
) -> Iterator[Finding]:
    """Employees with a zero-hours contract on some day of the period, who are not among those ``seen`` in the hours."""
    for member in members:
        if member.employee not in seen and _on_zero_hours(member, period):
            told = details(name=member.name)
            yield Finding("zero-hours-without-hours", member.name, member.employee, details=told)


def _on_zero_hours(member: TeamMember, period: WagePeriod) -> bool:
    """Whatever holds in the period begins on its first day, or where something of the employee's begins."""
    begins = [span.start for span in member.employments]
    begins += [contract.span.start for contract in member.contracts]
    begins += [schedule.start for schedule in member.schedules]
    days = {period.start, *(day for day in begins if period.contains(day))}
    return any(
        member.employed_on(day) and member.contract_type_on(day) is ContractType.ZERO_HOURS for day in sorted(days)
    )


def paid_on_top(
    selection: Selection, lines: Iterable[PayLine], mapping: PayMapping, names: Mapping[EmployeeId, str]
) -> Iterator[Finding]:
    """Worked hours of hours contracts: on top of the salary, and who confirmed that."""
    if selection.contract_type is not ContractType.HOURS_CONTRACT or Part.HOURS not in selection.parts:
        return
    rules = [rule for rule in mapping.rules if rule.thing == HOURS and rule.contract_type is selection.contract_type]
    said = {rule.target.code: rule.on_top_of_salary_by for rule in rules if rule.target is not None}
    for line in lines:
        key = line.key
        if _worked(key, line.parts) and selection.includes(key, line.parts):
            name = names.get(key.employee, key.employee)
            told = details(name=name, amount=line.amount, code=key.code, by=said.get(key.code) or "?")
            yield Finding("paid-on-top", name, key.employee, None, None, key.contract_type, told)


def worked_before(lines: Iterable[OwnLine], contract_type: ContractType) -> dict[EmployeeId, Amount]:
    """The worked hours that our lines of one period hold, per employee. Late hours of other periods do not count."""
    sums: dict[EmployeeId, list[Amount]] = {}
    for line in lines:
        if _worked(line.key, line.parts) and line.key.contract_type is contract_type:
            sums.setdefault(line.key.employee, []).append(line.amount)
    return {employee: total(amounts) for employee, amounts in sums.items()}


def unusual_hours(
    selection: Selection,
    lines: Iterable[PayLine],
    history: Mapping[PeriodRef, Mapping[EmployeeId, Amount]],
    names: Mapping[EmployeeId, str],
    settings: FindingSettings,
) -> Iterator[Finding]:
    """Worked hours far from what they were: 60.00 after 20.00 and 24.00 is 38.00 away from 22.00, which is 173 %.

    ``history`` holds the hours of earlier periods; periods in which a person had none do not count. Whoever has no
    history, and whoever has no hours now, is not named here.
    """
    if Part.HOURS not in selection.parts:
        return
    now: dict[EmployeeId, list[Amount]] = {}
    for line in lines:
        if _worked(line.key, line.parts) and selection.includes(line.key, line.parts):
            now.setdefault(line.key.employee, []).append(line.amount)
    for employee, amounts in now.items():
        before = {period: had[employee] for period, had in sorted(history.items()) if employee in had}
        if not before:
            continue
        hours = total(amounts)
        usual = Fraction(total(before.values()).hundredths, len(before))
        apart = abs(hours.hundredths - usual)
        if apart * 100 > usual * settings.unusual_percent and apart >= settings.unusual_hours.hundredths:
            name = names.get(employee, employee)
            average, periods = Amount.from_fraction(usual / 100), ", ".join(map(str, before))
            told = details(name=name, hours=hours, usual=average, periods=periods)
            yield Finding("unusual-hours", name, employee, None, None, selection.contract_type, told)


def _worked(key: PayKey, parts: frozenset[Part]) -> bool:
    """True for worked hours of the period itself."""
    return key.kind is PayKind.HOURS and Part.HOURS in parts and key.carried_from is None
