"""Desired pay: everything that should be in the payroll for one company and period, from all approved timecards.

Minutes and counts are added exactly and rounded once per key (docs/rules.md, "Add first, round once").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from domain.allowance import Allowance, allowances_on
from domain.allowance_minutes import allocate, clock_needed, columns_missing, years_unknown
from domain.amount import Amount, spread
from domain.findings import Finding, details
from domain.hours import TimeNote
from domain.mapping import DAYS, HOURS, PayMapping, Rule, Target, Thing, allowance, meal
from domain.pay_line import Part, PayKey, PayKind, PayLine, Selection, SourceRef
from domain.proposals import resembles
from domain.team_member import Match, MatchedBy, PersonLink, TeamMember
from domain.terms import CompanyId, ContractType, EmployeeId
from domain.timecard import Timecard, TimecardKind, TimecardStatus, plain_name
from domain.wage_period import PeriodRef, WageCalendar, WagePeriod, find_period


@dataclass(frozen=True, slots=True)
class Workforce:
    """Who is who: the matches by person key, the team members of all linked companies, and each venue's company.

    ``names`` are the names under each person key, as the timecards write them; ``together`` those of people who
    were found to be one employee by id or e-mail, though their names differ. `desired_pay` fills both in.
    """

    matches: Mapping[str, Match]
    members: Mapping[EmployeeId, TeamMember]
    company_of_venue: Mapping[str, CompanyId]
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    together: Mapping[EmployeeId, tuple[str, ...]] = field(default_factory=dict)


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
class DesiredPay:
    """What the payroll should contain for a company and period.

    ``days_worked`` are the distinct dates with worked time above zero, per employee and contract type; hours that
    are ignored make no day, and ignored days are absent. ``findings`` speak about the same timecards. ``rests_on`` is,
    per employee, what else the amounts rest on: what the payroll shows in the periods whose late hours go along. With
    ``stated`` only the lines and Days that it names are to be changed.
    """

    company: CompanyId
    period: PeriodRef
    lines: tuple[PayLine, ...]
    days_worked: Mapping[EmployeeId, Mapping[ContractType, frozenset[date]]]
    findings: tuple[Finding, ...]
    rests_on: Mapping[EmployeeId, tuple[str, ...]] = field(default_factory=dict)
    stated: Stated | None = None

    def touches(self, selection: Selection, key: PayKey, parts: frozenset[Part]) -> bool:
        """True when a line may be added, changed or removed to come to this pay."""
        if self.stated is None:
            return selection.includes(key, parts)
        return key in self.stated.keys and selection.includes_person(key.employee)


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
    names = _names(timecards)
    workforce = replace(workforce, names=names, together=_together(names, workforce))
    for card in timecards:
        if _within(spans, None, card.day):
            placed = _place(card, company, workforce)
            work.findings.extend(f for f in placed.findings if _within(spans, f.contract_type, card.day))
            if placed.employee is None or placed.contract_type is None:
                continue
            if _within(spans, placed.contract_type, card.day):
                work.add(card, placed.employee, placed.contract_type)
    work.check_days(spans)
    return work.result()


def _names(timecards: Iterable[Timecard]) -> dict[str, tuple[str, ...]]:
    """The names under each person key; those that differ in case or diacritics only are one."""
    found: dict[str, dict[str, str]] = {}
    for card in timecards:
        found.setdefault(card.person.key, {}).setdefault(plain_name(card.person.name), card.person.name)
    return {key: tuple(sorted(names.values())) for key, names in found.items()}


def _together(names: Mapping[str, tuple[str, ...]], workforce: Workforce) -> dict[EmployeeId, tuple[str, ...]]:
    """The names of different people who were found to be one employee, and of whom nobody said that they are one."""
    found: dict[EmployeeId, dict[str, str]] = {}
    keys: dict[EmployeeId, set[str]] = {}
    for key in sorted(names):
        match = workforce.matches.get(key)
        for link in match.links.values() if match is not None and not match.ignored else ():
            if link.matched_by is not MatchedBy.HAND:
                keys.setdefault(link.employee, set()).add(key)
                for name in names[key]:
                    found.setdefault(link.employee, {}).setdefault(plain_name(name), name)
    return {e: tuple(sorted(each.values())) for e, each in found.items() if len(each) > 1 and len(keys[e]) > 1}


def _within(spans: Mapping[ContractType, WagePeriod], contract_type: ContractType | None, day: date) -> bool:
    """True when the day lies in the period of that contract type; without a type, in that of any."""
    if contract_type is None:
        return any(span.contains(day) for span in spans.values())
    return contract_type in spans and spans[contract_type].contains(day)


@dataclass(frozen=True, slots=True)
class _Placed:
    """Where a timecard goes; nowhere when ``employee`` is None."""

    employee: EmployeeId | None = None
    contract_type: ContractType | None = None
    findings: tuple[Finding, ...] = ()


def _place(card: Timecard, company: CompanyId, workforce: Workforce) -> _Placed:
    """Decide employee and contract type of a timecard, as far as it concerns this company."""
    match = workforce.matches.get(card.person.key) or Match(card.person, {})
    if card.kind is not TimecardKind.WORKED or match.ignored:
        return _Placed()
    if card.contract_type is not None and not card.contract_type.exportable:
        if not _concerns(card, company, match, workforce):
            return _Placed()
        never = Finding(
            "never-exported",
            card.person.name,
            person_key=card.person.key,
            details=details(name=card.person.name, contract_type=card.contract_type),
        )
        return _Placed(findings=(never,))

    employer = _employer(card, match, workforce)
    if isinstance(employer, _Stop):
        if not _concerns(card, company, match, workforce):
            return _Placed()
        return _Placed(findings=_stopped(card, employer, match, company))
    if employer.company != company:
        return _Placed()
    in_payroll = employer.contract_type_on(card.day)
    contract_type = card.contract_type or in_payroll
    if contract_type is None:
        return _Placed(findings=_stopped(card, _Stop("no-valid-contract"), match, company))
    findings = tuple(_remarks(card, employer.employee, contract_type))
    if card.contract_type is not None and card.contract_type != in_payroll:
        findings += (
            _about(
                card,
                "contract-type-disagrees",
                employer.employee,
                contract_type,
                row=contract_type,
                payroll=in_payroll or "none",
            ),
        )
    findings += tuple(_doubtful(card, employer, _link(match, employer), workforce))
    if card.status is not TimecardStatus.APPROVED:
        return _Placed(findings=(_pending(card, employer.employee, contract_type),))
    return _Placed(employer.employee, contract_type, findings)


def _link(match: Match, employer: TeamMember) -> PersonLink:
    return next(link for link in match.links.values() if link.employee == employer.employee)


def _doubtful(card: Timecard, employer: TeamMember, link: PersonLink, workforce: Workforce) -> Iterator[Finding]:
    """Two people may share an e-mail address, or be taken for one; somebody has to say that it is one person."""
    if link.matched_by is MatchedBy.HAND:
        return
    person = card.person
    names = workforce.names.get(person.key, ())
    if len(names) > 1:
        values = details(key=person.key, names=", ".join(names))
        yield Finding("two-names-one-key", names[0], link.employee, person.key, details=values)
    together = workforce.together.get(link.employee, ())
    if together:
        values = details(key=person.key, employee=link.employee, names="; ".join(together))
        yield Finding("two-people-one-employee", person.name, link.employee, person.key, details=values)
    if not resembles(person.name, employer):
        values = details(name=person.name, key=person.key, member=employer.named, how=link.matched_by)
        yield Finding("link-name-differs", person.name, link.employee, person.key, details=values)


@dataclass(frozen=True, slots=True)
class _Stop:
    """Why a timecard goes nowhere: the code of a finding, and the employees whom it names."""

    code: str
    employees: tuple[str, ...] = ()


def _employer(card: Timecard, match: Match, workforce: Workforce) -> TeamMember | _Stop:
    """The team member who worked it, or what stops it."""
    if match.ambiguous:
        return _Stop("two-people-one-name")
    known = [workforce.members[link.employee] for link in match.links.values() if link.employee in workforce.members]
    if not known:
        lost = tuple(link.employee for link in match.lost)
        return _Stop("employee-gone", lost) if lost else _Stop("not-linked")
    employed = [member for member in known if member.employed_on(card.day)]
    if not employed:
        return _Stop("not-employed")
    if len({member.company for member in employed}) > 1:
        home = workforce.company_of_venue.get(card.person.contract_venue or "")
        employed = [member for member in employed if member.company == home]
    if not employed:
        return _Stop("several-companies")
    if len(employed) > 1:
        return _Stop("several-employments", tuple(f"{m.employee} (#{m.number})" for m in employed))
    return employed[0]


def _concerns(card: Timecard, company: CompanyId, match: Match, workforce: Workforce) -> bool:
    """True when a timecard that goes nowhere should be named in this company's export."""
    if match.links or match.lost:
        return company in {link.company for link in (*match.links.values(), *match.lost)}
    home = workforce.company_of_venue.get(card.person.contract_venue or card.venue)
    return home is None or home == company


def _stopped(card: Timecard, stop: _Stop, match: Match, company: CompanyId) -> tuple[Finding, ...]:
    """One finding per person for a person who cannot be placed, one per day where the day matters.

    Somebody with two employments in the company is stopped in both. An entry that would not be sent anyway stops
    nobody: a pending one is only named.
    """
    employees: list[EmployeeId | None] = [link.employee for link in match.links_in(company)]
    employees = employees or [None]
    if card.status is not TimecardStatus.APPROVED:
        return (_pending(card, employees[0], card.contract_type),)
    if not _has_something_to_send(card):
        return ()
    daily = stop.code in ("not-employed", "no-valid-contract", "several-companies", "several-employments")
    about = {"name": card.person.name, "key": card.person.key, "count": max(2, len(match.alike))}
    return tuple(
        Finding(
            stop.code,
            card.person.name,
            employee=employee,
            person_key=card.person.key,
            day=card.day if daily else None,
            contract_type=card.contract_type,
            details=details(**about, **({"employees": ", ".join(stop.employees)} if stop.employees else {})),
        )
        for employee in employees
    )


def _has_something_to_send(card: Timecard) -> bool:
    to_correct = card.times is not None and card.times.break_too_long
    extra = any(extra.tenths for extra in card.extras)
    return card.net_minutes > 0 or to_correct or extra or any(eaten.count for eaten in card.meals)


def _pending(card: Timecard, employee: EmployeeId | None, contract_type: ContractType | None) -> Finding:
    return _about(card, "pending-entry", employee, contract_type, name=card.person.name)


def _remarks(card: Timecard, employee: EmployeeId, contract_type: ContractType) -> Iterator[Finding]:
    """What is doubtful about an entry that is sent, or that blocks its person."""
    if card.times is not None and card.times.break_too_long:
        yield _about(
            card,
            "break-too-long",
            employee,
            contract_type,
            break_minutes=card.times.break_minutes,
            elapsed=card.times.elapsed_minutes,
        )
    if TimeNote.HOURS_DISAGREE in card.notes and card.stated is not None:
        yield _about(
            card,
            "hours-disagree",
            employee,
            contract_type,
            stated=Amount.from_fraction(card.stated.minutes / 60),
            counted=Amount.from_fraction(card.net_minutes / 60),
        )
    if TimeNote.CLOCK_TIME_TWICE in card.notes:
        yield _about(card, "clock-time-twice", employee, contract_type)


def _about(
    card: Timecard, code: str, employee: EmployeeId | None, contract_type: ContractType | None, **values: object
) -> Finding:
    return Finding(
        code, card.person.name, employee, card.person.key, card.day, contract_type, details(entry=card.key, **values)
    )


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
                self.findings.append(_about(card, code, employee, contract_type, **values))

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
        source = SourceRef(card.id, card.digest)
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
        return DesiredPay(self.company, self.period, lines, worked, tuple(dict.fromkeys(self.findings)))
