"""Prepare an export: findings and plan. Sends nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from application.check_hours import read_warnings, without
from application.choose_people import choose_people, choose_places
from application.desk import PayrollDoor, the_company
from application.export_findings import (
    carry_findings,
    code_findings,
    import_findings,
    late_hours,
    period_findings,
    step,
)
from application.goal import Goal
from application.payroll_facts import PayrollFacts, read_facts
from application.ports.payroll import Payroll, Progress, enter, silent
from application.ports.storage import Consent, Storage, StoredPlan
from application.situation import Situation, read_situation
from domain.audit import AuditEvent
from domain.carrying import CARRIED_PARTS
from domain.errors import ProductError
from domain.findings import Finding
from domain.hour_checks import sent_by_own_link
from domain.jobs import Phase
from domain.ledger import UNSETTLED, ChangeState
from domain.pay_line import Part, PayKind, PayrollPeriods, PayrollSnapshot, Selection
from domain.plan import RULES_VERSION, ExportPlan, LedgerView
from domain.planning import adoptions, foresee, make_plan
from domain.selecting import Chosen
from domain.terms import CompanyId, ContractType, EmployeeId
from domain.undo import Undo
from domain.wage_period import PeriodRef, count_of_periods, find_period

PERIOD_CONSENTS = frozenset({"past", "locked", "future"})
KINDS = {
    Part.HOURS: PayKind.HOURS,
    Part.ALLOWANCES: PayKind.HOURS,
    Part.MEALS: PayKind.WAGE,
    Part.DAYS: PayKind.DAYS,
}
"""Where what each box sends lands."""


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What a person asks to export.

    ``people`` names team members by employee id, by the key of the person in the hours, or by name; ``venues`` and
    ``teams`` by name. What is empty is everybody, everywhere. ``carry`` are closed periods whose late hours go along.
    """

    company: CompanyId | None
    period: PeriodRef
    contract_type: ContractType
    parts: frozenset[Part]
    people: tuple[str, ...] = ()
    consents: tuple[Consent, ...] = ()
    carry: frozenset[PeriodRef] = frozenset()
    venues: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()

    def check(self) -> None:
        """Raises what is wrong whatever is stored."""
        if not self.parts:
            raise ProductError("nothing-selected")
        if not self.contract_type.exportable:
            raise ProductError("contract-type-not-exported", contract_type=self.contract_type)
        check_consents(self.consents)
        for carried in sorted(self.carry):
            if carried >= self.period:
                raise ProductError("carry-not-before", carry=carried, period=self.period)
        if self.carry and not self.parts & CARRIED_PARTS:
            raise ProductError("carry-needs-amounts")


def check_consents(consents: Sequence[Consent]) -> None:
    """Raises ``consent-needs-name`` where nobody is named."""
    if any(not consent.by.strip() for consent in consents):
        raise ProductError("consent-needs-name")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A plan with what it rests on."""

    plan: ExportPlan
    situation: Situation

    @property
    def set_aside(self) -> frozenset[str]:
        """The ids of warnings that a person set aside, and of what a person accepted."""
        return frozenset(self.situation.said)

    @property
    def settled_at(self) -> datetime | None:
        """When time will have told what became of earlier changes; None when there is none that time can tell."""
        opened = (c for c in self.situation.ledger.open_changes if c.state in UNSETTLED - {ChangeState.SURPLUS})
        return max((change.settle_at for change in opened if change.settle_at), default=None)


@dataclass(frozen=True, slots=True)
class PrepareExport:
    """The first half of the fourth story."""

    storage: Storage
    door: PayrollDoor
    pause: Callable[[float], None]

    def __call__(self, request: ExportRequest, who: str, progress: Progress = silent, wait: bool = False) -> Prepared:
        """Read both sides, make the plan and keep it, so that it can be agreed to by its hash.

        With ``wait`` the plan is made once time has told what became of earlier changes.
        """
        prepared = self._once_settled(lambda: self.look(request, progress), wait)
        return self._keep(Goal(prepared.plan.selection, request.consents), prepared, who)

    def look(self, request: ExportRequest, progress: Progress = silent) -> Prepared:
        """The same without keeping anything: nobody can agree to it."""
        request.check()
        payroll = self.door.open(request.company)
        situation, selection = open_request(self.storage, request)
        return self._draw(payroll, Goal(selection, request.consents), situation, progress)

    def reach(self, goal: Goal, who: str, progress: Progress = silent, wait: bool = False) -> Prepared:
        """The same for a goal that stands already."""
        payroll = self.door.open(goal.selection.company)

        def draw() -> Prepared:
            with self.storage.read() as work:
                situation = goal.read(work)
            return self._draw(payroll, goal, situation, progress)

        return self._keep(goal, self._once_settled(draw, wait), who)

    def _once_settled(self, draw: Callable[[], Prepared], wait: bool) -> Prepared:
        while True:
            prepared = draw()
            with self.storage.read() as work:
                now = work.now()
            if not wait or prepared.settled_at is None or prepared.settled_at <= now:
                return prepared
            self.pause((prepared.settled_at - now).total_seconds())

    def _draw(self, payroll: Payroll, goal: Goal, situation: Situation, progress: Progress) -> Prepared:
        selection = goal.selection
        enter(progress, Phase.READING)
        facts = read_facts(payroll, selection)
        wanted = pairs_to_read(selection, situation, situation.ledger)
        with self.storage.read() as work:
            read_at = work.now()
        found = payroll.read_pay(selection.company, selection.period, wanted, progress)
        situation = situation.seen(read_others(payroll, situation, [selection], progress))
        enter(progress, Phase.COMPARING)
        situation = replace(situation, ledger=foresee(situation.ledger, found, read_at, situation.decisions))
        warned: tuple[Finding, ...] = ()
        if situation.undo is None:
            with self.storage.read() as work:
                off = work.settings.finding_settings(selection.company).off
                # What depends on the day of looking is said with the plan, but the plan does not rest on it.
                warned = (
                    *read_warnings(work, situation, selection),
                    *step(work, situation, selection, facts),
                    *late_hours(work, situation, selection, facts),
                )
            situation = without(situation, off)
        plan = draw_plan(situation, selection, situation.ledger, found, facts, goal.consents, warned)
        return Prepared(plan, situation)

    def _keep(self, goal: Goal, prepared: Prepared, who: str) -> Prepared:
        plan, selection = prepared.plan, goal.selection
        with self.storage.write() as work:
            work.ledger.put_plan(
                StoredPlan(
                    plan.hash,
                    selection,
                    plan.basis,
                    digests(plan),
                    all_findings(plan),
                    work.now(),
                    who,
                )
            )
            after = {"plan": plan.hash, **({"undoes": goal.undoes} if goal.undoes else {})}
            work.audit.append(AuditEvent(who, "export.planned", str(selection), after=after))
            work.commit()
        return prepared

    def _read(
        self,
        payroll: Payroll,
        goal: Goal,
        situation: Situation,
        progress: Progress,
        known: PayrollFacts | None = None,
    ) -> tuple[ExportPlan, Situation]:
        """Read the payroll and compare."""
        selection = goal.selection
        facts = known or read_facts(payroll, selection)
        wanted = pairs_to_read(selection, situation, situation.ledger)
        with self.storage.read() as work:
            read_at = work.now()
        found = payroll.read_pay(selection.company, selection.period, wanted, progress)
        situation = situation.seen(read_others(payroll, situation, [selection], progress))
        situation = replace(situation, ledger=foresee(situation.ledger, found, read_at, situation.decisions))
        return draw_plan(situation, selection, situation.ledger, found, facts, goal.consents), situation


def open_request(storage: Storage, request: ExportRequest) -> tuple[Situation, Selection]:
    """Read the situation and turn the request into a selection.

    Raises ``wage-period-not-set``, ``period-not-in-calendar``, ``company-…``, ``employee-unknown``,
    ``person-ambiguous``, ``person-not-linked``, ``venue-unknown`` and ``team-unknown``.
    """
    with storage.read() as work:
        company = the_company(work, request.company)
        situation = read_situation(work, company, request.period, carry=request.carry)
        people = choose_people(work, company.id, request.people, situation.names)
        venues = choose_places(work, "venue", request.venues)
        teams = choose_places(work, "team", request.teams)
    calendars = situation.calendars.get(request.contract_type, ())
    for period in (request.period, *sorted(request.carry)):
        if not any(calendar.year == period.year for calendar in calendars):
            raise ProductError("wage-period-not-set", contract_type=request.contract_type, year=period.year)
        if find_period(calendars, period) is None:
            count = count_of_periods(calendars[0].length, period.year)
            raise ProductError("period-not-in-calendar", period=period, year=period.year, count=count)
    chosen = (request.contract_type, request.parts, people, request.carry, venues, teams)
    return situation, Selection(company.id, request.period, *chosen)


def read_others(
    payroll: Payroll, situation: Situation, selections: Iterable[Selection], progress: Progress = silent
) -> Mapping[PeriodRef, PayrollSnapshot]:
    """Read the pay, in closed periods, of the people whose late hours these selections send."""
    company = situation.company.id
    asked = situation.to_see(selections)
    return {period: payroll.read_pay(company, period, sorted(pairs), progress) for period, pairs in asked.items()}


def pairs_to_read(
    selection: Selection, situation: Situation, ledger: LedgerView
) -> Sequence[tuple[EmployeeId, PayKind]]:
    """The people and kinds of pay that a plan for this selection must know."""
    chosen = {KINDS[part] for part in selection.parts}
    aim = situation.aim
    lines = [*((x.key, x.parts) for x in aim.lines), *((x.key, x.parts) for x in ledger.own)]
    touched = Chosen.of(selection, aim, ledger.own)
    wanted = {(k.employee, k.kind) for k, parts in lines if selection.includes(k, parts) and touched.person(k.employee)}
    people = {employee for employee, _ in wanted}
    if Part.DAYS in selection.parts:
        people |= {e for e, by_type in aim.days_worked.items() if selection.contract_type in by_type}
        people |= {employee for employee in ledger.days if touched.person(employee)}
    wanted |= {(e, kind) for e in people if touched.person(e) for kind in chosen}
    wanted |= {(c.employee, c.key.kind) for c in (*ledger.open_changes, *ledger.late)}
    wanted |= adoptions(selection, ledger, situation.decisions)
    if aim.stated is not None:
        wanted |= {(key.employee, key.kind) for key in aim.stated.keys}
        wanted |= {(employee, PayKind.DAYS) for employee in aim.stated.days}
    return sorted(wanted)


def draw_plan(
    situation: Situation,
    selection: Selection,
    ledger: LedgerView,
    found: PayrollSnapshot,
    facts: PayrollFacts,
    consents: Sequence[Consent],
    warned: Sequence[Finding] = (),
) -> ExportPlan:
    """The plan, from what is stored and what the payroll says. Calls and stores nothing.

    ``warned`` are warnings that only a person who looks at the plan needs; they decide nothing.
    Raises ``undo-nothing`` and ``undo-period-closed``.
    """
    if situation.undo is not None:
        _check_undo(situation.undo, selection, ledger, facts.periods)
    aim = situation.aim
    findings = [
        *period_findings(situation, selection, facts.periods, consents),
        *code_findings(Chosen.of(selection, aim, ledger.own), situation.names, facts.codes),
    ]
    if situation.undo is None:
        findings += [*import_findings(situation, selection), *carry_findings(situation, selection, facts)]
        findings += sent_by_own_link(aim.lines, situation.exported, situation.counted, situation.said.keys())
        findings += warned
    if not situation.own_link_off:
        findings.append(Finding("own-link-on"))
    calendar = next(c for c in situation.calendars[selection.contract_type] if c.year == selection.period.year)
    run = facts.periods.locked_run(selection.period)
    basis = {
        "rules": RULES_VERSION,
        "calendar": f"{calendar.length} {calendar.start} {calendar.last_day}{' proposed' if calendar.proposed else ''}",
        "current period": str(facts.periods.current),
        "run": f"run {run.number} locked" if run else "not locked",
        "consents": ", ".join(sorted(f"{consent.what} by {consent.by}" for consent in consents)),
        **({"undoes": situation.undo.export} if situation.undo else {"mapping": str(situation.mapping.version)}),
    }
    if selection.carry:
        closed = (f"{each} {'closed' if facts.closed(each) else 'open'}" for each in sorted(selection.carry))
        basis["carry"] = ", ".join(closed)
    days_consent = any(consent.what == "days" for consent in consents)
    return make_plan(selection, aim, ledger, found, situation.decisions, findings, basis, situation.names, days_consent)


def _check_undo(undo: Undo, selection: Selection, ledger: LedgerView, periods: PayrollPeriods) -> None:
    """What was paid is corrected, not undone; and there must be something to undo."""
    if periods.locked_run(selection.period) is not None or selection.period < periods.current:
        raise ProductError("undo-period-closed", period=selection.period, current=periods.current)
    if not undo.has_something(ledger):
        raise ProductError("undo-nothing", export=undo.export[:12])


def digests(plan: ExportPlan) -> dict[EmployeeId, str]:
    """Each person's digest, as far as the person is known in the payroll."""
    return {person.employee: person.digest for person in plan.people if person.employee is not None}


def all_findings(plan: ExportPlan) -> tuple[Finding, ...]:
    """The findings of the export and of every person, each once."""
    own = (finding for person in plan.people for finding in person.findings)
    return tuple(dict.fromkeys((*plan.findings, *own)))
