"""The situation of one company and wage period: everything stored that decides what should be in the payroll."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from application.match_team_members import current_matches
from application.ports.storage import Company, SetAside, UnitOfWork
from domain.amount import ZERO, Amount
from domain.carrying import CARRIED_PARTS, Home, carried_into, with_carried
from domain.decisions import Decision, restores_days, still_said
from domain.desired_pay import DesiredPay, desired_pay
from domain.ledger import LedgerChange, OwnLine
from domain.mapping import PayMapping
from domain.moved_entries import goes_first, strays
from domain.pay_line import Part, PayKey, PayKind, PayrollSnapshot, Selection
from domain.placing import Workforce
from domain.plan import LedgerView, Stray
from domain.selecting import Chosen, covered
from domain.terms import CompanyId, ContractType, EmployeeId
from domain.timecard import Timecard
from domain.timecard_import import ImportRecord
from domain.undo import Undo
from domain.wage_period import PeriodRef, WageCalendar, find_period, propose_next


@dataclass(frozen=True, slots=True)
class Situation:
    """All that is stored about a company and period, read in one transaction.

    ``desired`` is what should stand in the period: the hours of ``home`` less what other periods carry of them, and
    the late hours of ``others``. ``carry`` are those of the others that were asked for. ``undo`` is there when an
    export is to be undone. ``said`` is what people said about findings, by the finding's id. ``exported`` are the
    entries, also of the others, that eitje's own link sent, by id.
    """

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
    home: Home
    others: tuple[Home, ...] = ()
    carry: frozenset[PeriodRef] = frozenset()
    undo: Undo | None = None
    said: Mapping[str, SetAside] = field(default_factory=dict)
    exported: Mapping[str, Timecard] = field(default_factory=dict)

    @property
    def counted(self) -> frozenset[str]:
        """The ids of the entries that lines of ours count, wherever they stand."""
        homes = (self.home, *self.others)
        own = (*self.ledger.own, *(line for each in homes for line in (*each.own, *each.carried)))
        return frozenset(source.timecard for line in own for source in line.sources)

    @property
    def aim(self) -> DesiredPay:
        """What should be in the payroll once an export has done its work."""
        return self.desired if self.undo is None else self.undo.pay_before(self.desired, self.ledger, self.names)

    def seen(self, found: Mapping[PeriodRef, PayrollSnapshot]) -> Situation:
        """The same, with what the payroll holds in the periods whose late hours go along."""
        return replace(self, desired=with_carried(self.home, self.others, self.carry, self.names, found))

    def to_see(self, selections: Iterable[Selection]) -> dict[PeriodRef, set[tuple[EmployeeId, PayKind]]]:
        """The people and kinds of pay in other periods that must be read before these selections carry anything."""
        chosen = list(selections)
        pairs: dict[PeriodRef, set[tuple[EmployeeId, PayKind]]] = {}
        for other in self.others:
            concerned = carried_into(self.period, other, self.names).concerned
            included = {
                (key.employee, key.kind)
                for key, parts in concerned.items()
                if any(each.includes(key, parts) for each in chosen)
            }
            if included:
                pairs[other.period] = included
        return pairs


def read_situation(
    work: UnitOfWork,
    company: Company,
    period: PeriodRef,
    mapping_version: int | None = None,
    undo: Undo | None = None,
    carry: frozenset[PeriodRef] | None = None,
    apart: Mapping[EmployeeId, int] | None = None,
) -> Situation:
    """Read it; ``mapping_version`` is the newest unless given, ``apart`` that of people for whom it is another one.

    ``carry`` are the periods whose late hours are asked for, by default those that went along before.
    """
    asked = carried_before(work, company.id, period) if carry is None else carry
    reader = _Reader.of(work, company)
    mapping = work.settings.mapping(company.id, mapping_version)
    ledger = read_ledger(work, company.id, period)
    versions = {version: work.settings.mapping(company.id, version) for version in set((apart or {}).values())}
    mappings = {employee: versions[version] for employee, version in (apart or {}).items()}
    home, cards = reader.home(period, mapping, ledger.own, mappings)
    carrying = [line.key.carried_from for line in ledger.own] + [c.key.carried_from for c in ledger.open_changes]
    others: list[Home] = []
    every_card = list(cards)
    for each in sorted(asked | {origin for origin in carrying if origin is not None}):
        version = None if mapping_version is None else mapping_in_force(work, company.id, each)
        other = work.settings.mapping(company.id, version)
        late, late_cards = reader.home(each, other, work.ledger.own_lines(company.id, each))
        others.append(late)
        every_card += late_cards
    connection = next((c for c in work.settings.connections() if c.domain == company.environment), None)
    names = {
        member.employee: member.name for member in reader.workforce.members.values() if member.company == company.id
    }
    return Situation(
        company,
        period,
        reader.calendars,
        mapping,
        tuple(cards),
        with_carried(home, others, asked, names, {}),
        replace(ledger, strays=reader.strays(home, [other for other in others if other.period in asked])),
        tuple(home.decisions),
        names,
        tuple(work.timecards.imports()),
        connection is not None and connection.own_link_off,
        home,
        tuple(others),
        asked,
        undo,
        said_of_findings(work, company.id, period),
        {card.id: card for card in every_card if card.sent_by_own_link},
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the hours of one company, period by period."""

    work: UnitOfWork
    company: CompanyId
    calendars: Mapping[ContractType, tuple[WageCalendar, ...]]
    workforce: Workforce
    carried: Sequence[OwnLine]
    carried_changes: Sequence[LedgerChange]

    @classmethod
    def of(cls, work: UnitOfWork, company: Company) -> _Reader:
        """What is the same for every period."""
        workforce = read_workforce(work)
        calendars = every_calendar(work, company.id)
        carried, changes = work.ledger.carried_lines(company.id), work.ledger.carried_changes(company.id)
        return cls(work, company.id, calendars, workforce, carried, changes)

    def home(
        self,
        period: PeriodRef,
        mapping: PayMapping,
        own: Sequence[OwnLine],
        apart: Mapping[EmployeeId, PayMapping] | None = None,
    ) -> tuple[Home, Sequence[Timecard]]:
        """A period with the hours that belong to it, and their timecards. ``apart`` have a mapping of their own."""
        work, company = self.work, self.company
        days = self._days(period)
        cards = work.timecards.between(*days) if days else ()
        elsewhere = [c for c in self.carried_changes if c.key.carried_from == period]

        def by(each: PayMapping) -> DesiredPay:
            return desired_pay(company, period, cards, self.workforce, self.calendars, each)

        others = {each.version: by(each) for each in (apart or {}).values()}
        home = Home(
            by(mapping).with_people_of({e: others[each.version] for e, each in (apart or {}).items()}),
            own,
            tuple(line for line in self.carried if line.key.carried_from == period),
            (*work.ledger.open_changes(company, period), *elsewhere),
            standing_decisions(work, company, period),
            frozenset(
                (export.selection.contract_type, part)
                for export in work.ledger.exports(company, period)
                if export.result != "nothing-sent"
                for part in export.selection.parts
            ),
        )
        return home, cards

    def _days(self, period: PeriodRef) -> tuple[date, date] | None:
        """The first and the last day of a period, over all contract types."""
        spans = [span for years in self.calendars.values() if (span := find_period(years, period)) is not None]
        return (min(s.start for s in spans), max(s.end for s in spans)) if spans else None

    def strays(self, home: Home, others: Sequence[Home]) -> tuple[Stray, ...]:
        """Lines of ours in other periods that count entries of this one, or of those whose late hours go along."""
        homes = (home, *others)
        lines = [line for each in homes for line in (*each.own, *each.carried, *self._counting(each.period))]
        elsewhere = {(line.key.kind, line.line_id): line for line in lines if line.key.period != home.period}
        found = list(strays(elsewhere.values(), [each.desired for each in homes]))
        if not found:
            return ()
        belongs = {s.timecard: each.period for each in homes for line in each.desired.lines for s in line.sources}

        @cache
        def counting(period: PeriodRef) -> Mapping[EmployeeId, Sequence[OwnLine]]:
            own = [line for each in homes if each.period == period for line in (*each.own, *each.carried)]
            recoded = [each.line for each in strays(own, [each.desired for each in homes])]
            by_person: dict[EmployeeId, list[OwnLine]] = {}
            for line in (*self._counting(period), *recoded):
                by_person.setdefault(line.key.employee, []).append(line)
            return by_person

        def first(stray: Stray) -> bool:
            asking = {belongs[entry] for entry in stray.entries if entry in belongs}
            return bool(asking) and all(goes_first(each, home.period, stray.line, counting) for each in asking)

        return tuple(replace(stray, waits_for_us=first(stray)) for stray in found)

    def _counting(self, period: PeriodRef) -> Sequence[OwnLine]:
        """Lines of ours that belong to another period, and count entries of this one."""
        days = self._days(period)
        return self.work.ledger.lines_counting(self.company, *days, period) if days else ()


def read_workforce(work: UnitOfWork) -> Workforce:
    """Who is who, in all companies."""
    return Workforce(
        current_matches(work),
        {member.employee: member for member in work.people.members()},
        {venue: c.id for c in work.settings.companies() for venue in c.venues},
    )


def standing_decisions(work: UnitOfWork, company: CompanyId, period: PeriodRef) -> tuple[Decision, ...]:
    """What people said and still holds. The history is read only where it can matter."""
    said = work.decisions.decisions(company, period)
    if not any(restores_days(decision) for decision in said):
        return tuple(said)
    exports = work.ledger.exports(company, period)
    return still_said(said, [change for export in exports for change in work.ledger.changes_of(export.id)])


def said_of_findings(work: UnitOfWork, company: CompanyId, period: PeriodRef) -> dict[str, SetAside]:
    """The word that holds about each finding of a period, by its id; what was taken back holds no more."""
    last = {aside.finding: aside for aside in work.decisions.set_aside(company, period)}
    return {finding: aside for finding, aside in last.items() if not aside.restored}


def read_ledger(work: UnitOfWork, company: CompanyId, period: PeriodRef) -> LedgerView:
    """Own lines, proved Days, open changes, and those that were given up."""
    return LedgerView(
        work.ledger.own_lines(company, period),
        work.ledger.days(company, period),
        work.ledger.open_changes(company, period),
        work.ledger.watched_changes(company, period),
        work.ledger.given_up_changes(company, period),
    )


def every_calendar(work: UnitOfWork, company: CompanyId) -> dict[ContractType, tuple[WageCalendar, ...]]:
    """The calendars of a company by contract type, by year; the last of each is the year that is proposed."""
    stored: Sequence[WageCalendar] = work.settings.calendars(company)
    types = {calendar.contract_type for calendar in stored}
    known = {each: tuple(c for c in stored if c.contract_type is each) for each in sorted(types)}
    return {each: (*years, *filter(None, [propose_next(years)])) for each, years in known.items()}


def exported_selections(work: UnitOfWork, situation: Situation) -> tuple[Selection, ...]:
    """What is compared for a period: per contract type everything that was planned or exported, for everybody.

    Where nothing was, all that the hours ask for. What was sent of its late hours in other periods counts for both.
    """
    company, period = situation.company.id, situation.period
    parts: dict[ContractType, set[Part]] = {}
    for selection in _every_selection(work, company):
        if selection.period == period:
            parts.setdefault(selection.contract_type, set()).update(selection.parts)
        elif period in selection.carry:
            parts.setdefault(selection.contract_type, set()).update(selection.parts & CARRIED_PARTS)
    for own in situation.ledger.own:
        if own.key.carried_from is not None and own.key.contract_type is not None:
            parts.setdefault(own.key.contract_type, set()).update(own.parts)
    if not parts:
        for line in situation.desired.lines:
            if line.key.contract_type is not None:
                parts.setdefault(line.key.contract_type, set()).update(line.parts)
    return tuple(
        Selection(company, period, each, frozenset(parts[each]), carry=_carried_by(work, situation, each))
        for each in sorted(parts)
    )


def exports_of(work: UnitOfWork, company: CompanyId, period: PeriodRef) -> tuple[Selection, ...]:
    """What was exported of a period so far, by selection; what none of them included is not yet sent."""
    return tuple(
        dict.fromkeys(
            export.selection
            for export in work.ledger.exports(company, period)
            if export.result != "nothing-sent" and export.undoes is None
        )
    )


def _every_selection(work: UnitOfWork, company: CompanyId) -> list[Selection]:
    """Everything that was planned or exported."""
    return [*(e.selection for e in work.ledger.exports(company)), *(p.selection for p in work.ledger.plans(company))]


def carried_before(
    work: UnitOfWork, company: CompanyId, period: PeriodRef, contract_type: ContractType | None = None
) -> frozenset[PeriodRef]:
    """The periods whose late hours went along in exports of this one."""
    selections = (export.selection for export in work.ledger.exports(company, period))
    chosen = [each.carry for each in selections if contract_type in (None, each.contract_type)]
    return frozenset().union(*chosen)


def _carried_by(work: UnitOfWork, situation: Situation, contract_type: ContractType) -> frozenset[PeriodRef]:
    """The periods whose late hours went along under a contract type, or still stand here."""
    keys = [line.key for line in situation.ledger.own] + [change.key for change in situation.ledger.open_changes]
    there = {key.carried_from for key in keys if key.contract_type is contract_type and key.carried_from is not None}
    return carried_before(work, situation.company.id, situation.period, contract_type) | there


def mapping_in_force(work: UnitOfWork, company: CompanyId, period: PeriodRef) -> int | None:
    """The mapping version of the period's last plan or export, whichever is later; None when there is neither.

    One that carried its late hours along is one of them; one of some people only decides for them
    (`mappings_apart`), unless there is no other. An undo does not change it.
    """
    dated = _mappings_used(work, company, period)
    of_everybody = [version for selection, version in dated if selection.people is None]
    used = of_everybody or [version for _, version in dated]
    return used[-1] if used else None


def mappings_apart(work: UnitOfWork, company: CompanyId, period: PeriodRef) -> dict[EmployeeId, int]:
    """The people for whom another version holds, because a later plan or export was of some people only."""
    apart: dict[EmployeeId, int] = {}
    for selection, version in _mappings_used(work, company, period):
        if selection.people is None:
            apart.clear()
        apart.update(dict.fromkeys(selection.people or (), version))
    everybody = mapping_in_force(work, company, period)
    return {employee: version for employee, version in apart.items() if version != everybody}


def _mappings_used(work: UnitOfWork, company: CompanyId, period: PeriodRef) -> list[tuple[Selection, int]]:
    """What was planned or exported with which mapping, oldest first. A plan to undo rests on no mapping."""
    dated = [
        (export.started_at, export.mapping_version, export.selection)
        for export in work.ledger.exports(company)
        if period in (export.selection.period, *export.selection.carry) and export.undoes is None
    ]
    dated += [
        (plan.made_at, int(plan.basis["mapping"]), plan.selection)
        for plan in work.ledger.plans(company)
        if period in (plan.selection.period, *plan.selection.carry) and "mapping" in plan.basis
    ]
    return [(selection, version) for _, version, selection in sorted(dated, key=lambda each: each[:2])]


def late_people(situation: Situation, selection: Selection) -> int:
    """How many people have hours that came after their period was exported, and were sent nowhere."""
    sent = {(each, part) for each, part in situation.home.exported if each is selection.contract_type}
    own: dict[PayKey, Amount] = {}
    for line in situation.ledger.own:
        own[line.key] = own.get(line.key, ZERO) + line.amount
    return len(
        {
            line.key.employee
            for line in situation.desired.lines
            if line.amount > own.get(line.key, ZERO)
            and replace(selection, period=situation.period).includes(line.key, line.parts)
            and any((selection.contract_type, part) in sent for part in line.parts)
        }
    )


def people_to_export(work: UnitOfWork, situation: Situation) -> int:
    """How many people have something of what is usually exported that is not in the payroll yet, or changed since."""
    selections = exported_selections(work, situation)
    lines = [*((x.key, x.parts) for x in situation.desired.lines), *((x.key, x.parts) for x in situation.ledger.own)]
    chosen = {key for key, parts in lines if any(each.includes(key, parts) for each in selections)}
    desired = {line.key: line.amount for line in situation.desired.lines}
    own = {line.key: line.amount for line in situation.ledger.own}
    return len({key.employee for key in chosen if desired.get(key) != own.get(key)})


def people_not_selected(work: UnitOfWork, situation: Situation) -> int:
    """How many people have something that no export of this period included, though others were exported.

    Without any export nobody was passed over.
    """
    exports = exports_of(work, situation.company.id, situation.period)
    types = {(each.contract_type, part) for each in exports for part in each.parts}
    own = {line.key for line in situation.ledger.own}
    chosen = [Chosen.of(each, situation.desired, situation.ledger.own) for each in exports]
    return len(
        {
            line.key.employee
            for line in situation.desired.lines
            if line.key not in own
            and any((line.key.contract_type, part) in types for part in line.parts)
            and not covered(line.key, line.parts, chosen)
        }
    )
