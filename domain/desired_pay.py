"""Desired pay: everything that should be in the payroll for one company and period, from all approved timecards.

Minutes and counts are added exactly and rounded once per key (docs/rules.md, "Add first, round once").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from domain.allowance import Allowance, allowances_on
from domain.allowance_minutes import allocate, clock_needed, columns_missing, years_unknown
from domain.amount import spread
from domain.findings import Finding, details
from domain.mapping import DAYS, HOURS, PayMapping, Rule, Target, Thing, allowance, meal
from domain.pay_line import Part, PayKey, PayKind, PayLine, SourceRef
from domain.placing import Workforce, about, place
from domain.terms import CompanyId, ContractType, EmployeeId
from domain.timecard import Timecard
from domain.wage_period import PeriodRef, WageCalendar, WagePeriod, find_period


@dataclass(frozen=True, slots=True)
class Stated:
    """What is said to belong in the payroll rather than worked out from timecards; all else stays as it is.

    ``keys`` are the lines that it is about, also those that should not be there; ``days`` the numbers of Days, of
    which those of ``given_back`` are not ours once they are set.
    """

    keys: frozenset[PayKey]
    days: Mapping[EmployeeId, int]
    given_back: frozenset[EmployeeId] = frozenset()

    @property
    def people(self) -> frozenset[EmployeeId]:
        """Whom it concerns."""
        return frozenset({key.employee for key in self.keys} | set(self.days))


@dataclass(frozen=True, slots=True)
class Entry:
    """Where one timecard of the period goes, or why it goes nowhere.

    ``because`` is empty for an approved entry of ``employee``. Else it is *not approved*, the kind of leave, *ignored*
    (the person), *other company*, or the code of the finding about it.
    """

    card: Timecard
    employee: EmployeeId | None
    contract_type: ContractType | None
    because: str = ""


@dataclass(frozen=True, slots=True)
class DesiredPay:
    """What the payroll should contain for a company and period.

    ``days_worked`` are the distinct dates with worked time above zero, per employee and contract type; hours that
    are ignored make no day, and ignored days are absent. ``findings`` speak about the same timecards. ``rests_on`` is,
    per employee, what else the amounts rest on: what the payroll shows in the periods whose late hours go along. With
    ``stated`` only the lines and Days that it names are to be changed. ``entries`` are all timecards of the period,
    each once, also those that go nowhere.
    """

    company: CompanyId
    period: PeriodRef
    lines: tuple[PayLine, ...]
    days_worked: Mapping[EmployeeId, Mapping[ContractType, frozenset[date]]]
    findings: tuple[Finding, ...]
    rests_on: Mapping[EmployeeId, tuple[str, ...]] = field(default_factory=dict)
    stated: Stated | None = None
    entries: tuple[Entry, ...] = ()

    def with_people_of(self, others: Mapping[EmployeeId, DesiredPay]) -> DesiredPay:
        """The same, in which the pay of some people is that of others: worked out by another mapping."""
        if not others:
            return self
        lines = [line for line in self.lines if line.key.employee not in others]
        days = {employee: worked for employee, worked in self.days_worked.items() if employee not in others}
        findings = [finding for finding in self.findings if finding.employee not in others]
        for employee, pay in others.items():
            lines += [line for line in pay.lines if line.key.employee == employee]
            days |= {employee: pay.days_worked[employee]} if employee in pay.days_worked else {}
            findings += [finding for finding in pay.findings if finding.employee == employee]
        return replace(self, lines=tuple(lines), days_worked=days, findings=tuple(findings))


def desired_pay(
    company: CompanyId,
    period: PeriodRef,
    timecards: Iterable[Timecard],
    workforce: Workforce,
    calendars: Mapping[ContractType, Sequence[WageCalendar]],
    mapping: PayMapping,
) -> DesiredPay:
    """Work out all pay lines of the company in the period, whatever an export selects.

    Four entries of 29:30 together are one line of 29.50 on the code of worked hours, and their four dates are four
    days.
    """
    spans = {t: span for t, years in calendars.items() if (span := find_period(years, period)) is not None}
    work = _Accumulator(company, period, mapping)
    timecards = list(timecards)
    workforce = workforce.knowing(timecards)
    for card in timecards:
        if _within(spans, None, card.day):
            placed = place(card, company, workforce)
            work.findings.extend(f for f in placed.findings if _within(spans, f.contract_type, card.day))
            if not _within(spans, placed.contract_type, card.day):
                continue
            work.entries.append(Entry(card, placed.employee, placed.contract_type, placed.because))
            if placed.employee is not None and placed.contract_type is not None and not placed.because:
                work.add(card, placed.employee, placed.contract_type)
    work.check_days(spans)
    return work.result()


def _within(spans: Mapping[ContractType, WagePeriod], contract_type: ContractType | None, day: date) -> bool:
    """True when the day lies in the period of that contract type; without a type, in that of any."""
    if contract_type is None:
        return any(span.contains(day) for span in spans.values())
    return contract_type in spans and spans[contract_type].contains(day)


@dataclass(slots=True)
class _Sum:
    """The exact amount of one line before rounding, and what is behind it."""

    exact: Fraction = Fraction(0)
    parts: set[Part] = field(default_factory=set)
    sources: list[SourceRef] = field(default_factory=list)


@dataclass(slots=True)
class _Accumulator:
    """Adds timecards up, exactly, per key."""

    company: CompanyId
    period: PeriodRef
    mapping: PayMapping
    sums: dict[PayKey, _Sum] = field(default_factory=dict)
    days: dict[EmployeeId, dict[ContractType, set[date]]] = field(default_factory=dict)
    uncounted: set[ContractType] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)
    names: dict[EmployeeId, str] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)

    def add(self, card: Timecard, employee: EmployeeId, contract_type: ContractType) -> None:
        """Add an approved timecard: its hours, its day, its meals and its allowances."""
        self.names[employee] = card.person.name
        if card.net_minutes > 0:
            rule = self._rule(HOURS, card, employee, contract_type)
            if rule is not None and rule.target is not None:
                self._sum(PayKind.HOURS, rule.target, HOURS, card, employee, contract_type, card.net_minutes / 60)
                self.days.setdefault(employee, {}).setdefault(contract_type, set()).add(card.day)
        for eaten in card.meals:
            thing = meal(eaten.kind)
            rule = self._rule(thing, card, employee, contract_type) if eaten.count else None
            if rule is not None and rule.target is not None:
                self._sum(PayKind.WAGE, rule.target, thing, card, employee, contract_type, Fraction(eaten.count))
        if self.mapping.allowances:
            self._add_allowances(card, employee, contract_type)

    def _add_allowances(self, card: Timecard, employee: EmployeeId, contract_type: ContractType) -> None:
        """Add what the allowances of the timecard's day come to, and name those of which that cannot be said."""
        held = allowances_on(self.mapping.allowances, card.day)

        def target(name: str) -> Rule | None:
            return self.mapping.rule_for(allowance(name), card.day, card.team, card.venue, contract_type)

        def code_of(name: str) -> str | None:
            rule = target(name)
            return rule.target.code if rule is not None and rule.target is not None else None

        def ignored(each: Allowance) -> bool:
            rule = target(each.name)
            return rule is not None and rule.target is None

        for name, minutes in allocate(card, held, code_of).minutes.items():
            thing = allowance(name)
            rule = self._rule(thing, card, employee, contract_type)
            if rule is not None and rule.target is not None:
                self._sum(PayKind.HOURS, rule.target, thing, card, employee, contract_type, minutes / 60)
        for code, unclear in (
            ("times-needed", clock_needed(card, held)),
            ("column-missing", columns_missing(card, held)),
            ("holidays-unknown", years_unknown(card, held)),
        ):
            names = ", ".join(each.column or each.name for each in unclear if not ignored(each))
            if names:
                values = {"names": names, "part": Part.ALLOWANCES}
                self.findings.append(about(card, code, employee, contract_type, **values))

    def check_days(self, spans: Mapping[ContractType, WagePeriod]) -> None:
        """Name the people whose days have no rule, and leave out ignored days.

        The rule is judged on the first day of the period.
        """
        rules = {t: self.mapping.rule_for(DAYS, span.start, None, "", t) for t, span in spans.items()}
        self.uncounted = {t for t, rule in rules.items() if rule is not None and rule.target is None}
        for employee, by_type in self.days.items():
            for contract_type in by_type:
                if rules[contract_type] is None:
                    self.findings.append(self._unmapped(DAYS, employee, None, contract_type, contract_type))

    def _rule(self, thing: Thing, card: Timecard, employee: EmployeeId, contract_type: ContractType) -> Rule | None:
        rule = self.mapping.rule_for(thing, card.day, card.team, card.venue, contract_type)
        if rule is None:
            where = ", ".join(str(x) for x in (contract_type, card.venue, card.team) if x)
            self.findings.append(self._unmapped(thing, employee, card.person.key, contract_type, where))
        return rule

    def _unmapped(
        self, thing: Thing, employee: EmployeeId, person_key: str | None, contract_type: ContractType, where: str
    ) -> Finding:
        rule = (
            f"{thing} --contract-type {contract_type}"
            if thing == HOURS
            else f'"{thing}"'
            if " " in thing.name
            else thing
        )
        return Finding(
            "unmapped",
            self.names[employee],
            employee,
            person_key,
            None,
            contract_type,
            details(thing=thing, where=where, part=thing.part, rule=rule),
        )

    def _sum(
        self,
        kind: PayKind,
        target: Target,
        thing: Thing,
        card: Timecard,
        employee: EmployeeId,
        contract_type: ContractType,
        exact: Fraction,
    ) -> None:
        key = PayKey(
            self.company, employee, self.period, contract_type, kind, target.code, target.cost_centre, target.cost_unit
        )
        entry = self.sums.setdefault(key, _Sum())
        entry.exact += exact
        entry.parts.add(thing.part)
        source = SourceRef(card.id, card.digest, card.venue, card.team)
        if source not in entry.sources[-1:]:
            entry.sources.append(source)

    def result(self) -> DesiredPay:
        """Round once per key without cost centre and unit, spread over the cost lines, and leave out lines of 0.00."""
        groups: dict[PayKey, dict[PayKey, Fraction]] = {}
        for key in sorted(self.sums, key=lambda k: k.sort_key):
            groups.setdefault(replace(key, cost_centre="", cost_unit=""), {})[key] = self.sums[key].exact
        lines = tuple(
            PayLine(key, amount, frozenset(self.sums[key].parts), tuple(self.sums[key].sources))
            for group in groups.values()
            for key, amount in spread(group).items()
            if amount
        )
        for employee, by_type in self.days.items():
            if len(by_type) > 1:
                name = self.names[employee]
                self.findings.append(Finding("two-contract-types", name, employee, details=details(name=name)))
        worked = {
            employee: {t: frozenset(dates) for t, dates in by_type.items() if t not in self.uncounted}
            for employee, by_type in self.days.items()
        }
        findings = tuple(dict.fromkeys(self.findings))
        return DesiredPay(self.company, self.period, lines, worked, findings, entries=tuple(self.entries))
