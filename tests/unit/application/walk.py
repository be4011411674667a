"""One random history of one company and period."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from adapters.nmbrs_fake.call_log import Call
from adapters.nmbrs_fake.faults import Fault
from adapters.nmbrs_fake.policy import (
    DEFAULT,
    DaysWrite,
    DeleteInPast,
    EqualInsert,
    OverLargest,
    VendorPolicy,
    all_policies,
)
from application.import_timecards import ImportTimecards
from application.ports.storage import Consent
from application.prepare_export import ExportRequest
from application.undo_export import UndoRequest
from application.verify_export import Verified
from domain.amount import Amount
from domain.errors import ProductError
from domain.ledger import UNSETTLED, ChangeState
from domain.pay_line import Part, PayKind
from domain.terms import ContractType
from domain.wage_period import PeriodRef
from tests.unit.application.walk_checks import Checks, View, Violation, describe
from tests.unit.application.walk_hazards import QUIET, WEATHERS, Crash, Hazard, Process, is_write
from tests.unit.application.walk_hours import EMAILS, PERIOD, Hours
from tests.unit.application.walk_office import Office
from tests.unit.application.walk_world import COMPANY, UseCases, World

ALL = frozenset({Part.HOURS, Part.DAYS, Part.MEALS})
POLICIES = tuple(all_policies())
T = TypeVar("T")

_KIND_OF_CALL = {"Hour": PayKind.HOURS, "Wage": PayKind.WAGE, "Days": PayKind.DAYS}

Planned = tuple[ExportRequest | UndoRequest, str]


class Walk:
    """A history; ``name`` says under which rules it is played."""

    def __init__(self, seed: int) -> None:
        self.dice = dice = random.Random(seed)
        self.policy, policy_name = _policy(dice)
        people = tuple(dice.sample(sorted(EMAILS), dice.randint(2, 4)))
        self.world = World(self.policy, dice.choice((None, None, 1, 2, 3)), dice)
        skies = dice.choice(tuple(WEATHERS))
        self.world.nmbrs.latency = WEATHERS[skies].latency
        self.name = f"seed {seed}, {policy_name}, batches of {self.world.nmbrs.batch_size}, weather: {skies}"
        self.hazard = Hazard(dice, self.world.clock, WEATHERS[skies], self._meanwhile)
        self.world.clock.hazard = self.world.hazard = self.hazard
        self.hours = Hours(dice, people, mixed=dice.random() < 0.3)
        self.office = Office(self.world.nmbrs, dice, people, self.world.clock.now, self._usual, self._acted_on)
        self.checks = Checks(self.world, self.office, self.hours, people)
        self.plans: list[Planned] = []
        self.moved_on = False
        self.world.nmbrs.faults.decide = self._call

    # -- the history --------------------------------------------------------------------------------------------------

    def play(self) -> None:
        """All of it."""
        for _ in range(self.dice.randint(2, 4)):
            self.hours.change()
        self._import()
        acts = (
            (self._change_hours, 5),
            (self._export, 8),
            (self._plan, 3),
            (self._apply_some_plan, 3),
            (self._undo, 4),
            (self._office, 3),
            (self._wait, 3),
            (self._decide, 3),
            (self._look, 2),
            (self._close_period, 1 if self.dice.random() < 0.2 else 0),
        )
        for act in self.dice.choices([a for a, _ in acts], [weight for _, weight in acts], k=self.dice.randint(5, 14)):
            self.note(f"-- {act.__name__}")
            act()
            self.checks.always()
        self._end()

    def note(self, text: str) -> None:
        """For whoever looks into a failure."""
        self.office.log.append(f"{self.world.clock.now():%d %H:%M:%S} {text}")

    def _change_hours(self) -> None:
        for _ in range(self.dice.randint(1, 3)):
            self.hours.change()
        self._import()

    def _import(self) -> None:
        ImportTimecards(self.world.storage, self.hours)(Path("hours"), "Anja")
        self.note(f"desired {', '.join(f'{k[0]} {k[3]}{k[4]} {v}' for k, v in self.hours.desired().items())}")

    def _request(self) -> ExportRequest:
        dice = self.dice
        types = list(ContractType)[:2] if self.hours.mixed else [ContractType.ZERO_HOURS]
        parts = ALL if dice.random() < 0.8 else frozenset(dice.sample(sorted(ALL), 1))
        people = () if dice.random() < 0.8 else (str(dice.choice(self.hours.people)),)
        consents = tuple(Consent(what, "Anja") for what in ("past", "locked", "days") if dice.random() < 0.2)
        return ExportRequest(COMPANY, PERIOD, dice.choice(types), parts, people, consents)

    def _plan(self) -> Planned | None:
        return self._watched(lambda use: self._planned(use, self._request()))

    def _undo(self) -> None:
        """Somebody plans to undo a recent export, and mostly does so."""
        with self.world.storage.read() as work:
            exports = [e for e in work.ledger.exports(COMPANY, PERIOD) if work.ledger.changes_of(e.id)]
        if exports:
            consents = (Consent("days", "Anja"),) if self.dice.random() < 0.2 else ()
            request = UndoRequest(self.dice.choice(exports[-3:]).id, consents)
            planned = self._watched(lambda use: self._planned(use, request))
            if planned is not None and self.dice.random() < 0.8:
                self._apply(planned)

    def _planned(self, use: UseCases, request: ExportRequest | UndoRequest) -> Planned:
        make = use.undo.plan if isinstance(request, UndoRequest) else use.prepare
        plan = make(request, "Anja").plan
        self.checks.agreed[plan.hash] = plan
        self.plans.append((request, plan.hash))
        self.note(f"plan {plan.hash} {plan.selection.contract_type} {[(p.name, p.state.value) for p in plan.people]}")
        return self.plans[-1]

    def _apply(self, planned: Planned) -> None:
        def apply(use: UseCases) -> None:
            self.hazard.processes[-1].days_consent = any(each.what == "days" for each in planned[0].consents)
            carry_out = use.undo if isinstance(planned[0], UndoRequest) else use.apply
            applied = carry_out(planned[0], planned[1], "Anja", wait=self.dice.random() < 0.2)
            self.note(
                f"applied {planned[1]} as {applied.export.id}: {applied.export.result} {applied.interrupted or ''}"
            )

        self.note(f"apply {planned[1]}")
        self.checks.before_export()
        self._watched(apply)
        self.checks.note_proved()

    def _apply_some_plan(self) -> None:
        if self.plans:
            self._apply(self.dice.choice(self.plans[-3:]))

    def _export(self) -> None:
        planned = self._plan()
        if planned is not None:
            self._apply(planned)

    def _office(self) -> None:
        self.office.act()

    def _wait(self) -> None:
        self.world.clock.sleep(self.dice.choice((5, 100, 200, 400, 3600)))

    def _close_period(self) -> None:
        self.moved_on = True
        if self.dice.random() < 0.5:
            self.world.nmbrs.office.set_current_period(int(COMPANY), PeriodRef(2026, 11))
        else:
            self.world.nmbrs.office.lock_run(int(COMPANY), PERIOD)

    def _decide(self) -> None:
        """The office answers some of what is asked."""
        self._answer(lambda: self.dice.random() < 0.7)
        self._look()

    def _look(self) -> Verified:
        """A check in a quiet moment, held against the truth."""
        verified = self.world.undisturbed().verify(COMPANY, PERIOD, "Anja")
        self.note(f"looked: clean={verified.clean}")
        self.checks.before_comparing(verified)
        self.checks.compare(verified)
        return verified

    def _answer(self, whether: Callable[[], bool]) -> int:
        use = self.world.undisturbed()
        answered = 0
        for each in use.differences.list(COMPANY, PERIOD).open:
            difference = each.difference
            if difference.offered and whether():
                choice = self.office.answer(difference)
                self.world.clock.sleep(0.001)
                try:
                    use.differences.resolve(COMPANY, difference.id, choice, "talked", "Anja", PERIOD)
                except ProductError as error:
                    if error.code != "difference-unknown":
                        raise
                    continue  # an answer before this one left nothing to ask
                self.office.heard(difference, choice)
                answered += 1
        return answered

    # -- meanwhile ----------------------------------------------------------------------------------------------------

    def _watched(self, act: Callable[[UseCases], T]) -> T | None:
        """Run a process; it may die, or be refused something."""
        try:
            with self.world.process() as use:
                return act(use)
        except Crash:
            self.note("crashed")
        except ProductError as error:
            self.note(f"{error.code}: {error}")
        return None

    def _meanwhile(self, free: bool, stood_still: bool) -> None:
        """Between two steps of a process. Somebody who waits for it begins anew when it stood still."""
        likely = 0.5 if stood_still else self.hazard.weather.rival
        if self.dice.random() < self.hazard.weather.office:
            self.office.act()
        if free and self.dice.random() < self.hazard.weather.office / 3:
            self._change_hours()
        if free and len(self.hazard.processes) == 1 and self.dice.random() < likely:
            self.note("rival begins")
            self._export() if self.dice.random() < 0.7 else self._apply_some_plan()
            self.note("rival ends")

    def _call(self, call: Call) -> Fault | None:
        fault = self.hazard.fault(call)
        if self.hazard.processes:
            self._watch(call, fault, self.hazard.processes[-1])
        if fault is not None or is_write(call):
            self.note(
                f"{call.operation} {call.employees} {fault.kind if fault else ''} {fault.seconds if fault else ''}"
            )
        return fault

    def _watch(self, call: Call, fault: Fault | None, process: Process) -> None:
        """Remember who read what when, and look at what is about to be written."""
        kind = _KIND_OF_CALL.get(call.operation[:4])
        if kind is None:
            return
        for employee in call.employees:
            place, now = (employee, kind), self.world.clock.now()
            if call.operation.endswith("Var_Get") and fault is None:
                process.reads[place] = now
                process.first_reads.setdefault(place, now)
            elif call.operation.startswith("DaysVar_Set"):
                self.checks.before_days_are_set(employee, process)
            elif "Insert" in call.operation and place in process.reads:
                self.checks.baselines.setdefault(place, []).append((now, process.reads[place]))
                self.checks.before_an_insert(employee, kind, process)

    def _acted_on(self, place: tuple[PayKind, int]) -> bool:
        return bool(self.hazard.processes) or self.world.owns(place)

    def _usual(self, employee: int, kind: PayKind) -> list[tuple[int, Amount]]:
        return [
            (key[3], amount) for key, amount in self.hours.desired().items() if (key[0], key[2]) == (employee, kind)
        ]

    # -- the end ------------------------------------------------------------------------------------------------------

    def _end(self) -> None:
        """Nothing disturbs any more, time passes, everybody answers."""
        self.note("== the end")
        nmbrs = self.world.nmbrs
        nmbrs.faults.clear()
        nmbrs.latency = 0.0
        self.hazard.weather = QUIET
        self.world.clock.sleep(7200)
        verified = None
        for round_ in range(12):
            self.note(f"== round {round_}")
            self.world.clock.sleep(3600)
            self._answer(lambda: True)
            for kind in list(ContractType)[:2] if self.hours.mixed else [ContractType.ZERO_HOURS]:
                consents = tuple(Consent(what, "Anja") for what in ("past", "locked", "days"))
                self._export_now(ExportRequest(COMPANY, PERIOD, kind, ALL, (), consents))
            self.checks.always()
            verified = self._look()
            if verified.clean:
                break
        assert verified is not None
        self._nobody_is_stuck()
        if not verified.clean and not self._impossible() and not self._nothing_to_prove(verified):
            raise Violation("not proved in the end")

    def _export_now(self, request: ExportRequest) -> None:
        use = self.world.undisturbed()
        self.checks.before_export()
        try:
            planned = self._planned(use, request)
            applied = use.apply(request, planned[1], "Anja")
            self.note(f"{applied.export.id}: {applied.export.result}")
        except ProductError as error:
            self.note(f"{error.code}: {error}")

    def tell(self, say: Callable[[str], None]) -> None:
        """Everything that happened, and what is there."""
        describe(self.world, self.office, self.hours.people, say)

    def _nobody_is_stuck(self) -> None:
        with self.world.storage.read() as work:
            unsettled = [c for c in work.ledger.open_changes(COMPANY, PERIOD) if c.state in UNSETTLED]
        for change in unsettled:
            old = change.sent_at is None or self.world.clock.now() - change.sent_at > timedelta(minutes=30)
            if change.state is not ChangeState.SURPLUS and old:
                raise Violation(f"never settled: {change}")
            self.note(f"surplus: {change}")

    def _nothing_to_prove(self, verified: Verified) -> bool:
        compared = any(line.key is not None for each in verified.verifications for line in each.lines)
        return not compared and not View(verified).named and not self.hours.desired()

    def _impossible(self) -> bool:
        """Rules of the vendor under which not everything can be put right."""
        policy = self.policy
        return (
            policy.stored_decimals < 2
            or policy.days_write is DaysWrite.ADDS
            or (policy.delete_in_past is DeleteInPast.REFUSED and self.moved_on)
            or policy.equal_insert is EqualInsert.REPLACES
            or (policy.largest_batch is not None and policy.over_largest is OverLargest.REFUSED)
            or bool(self.checks.ambiguous)
        )


def _policy(dice: random.Random) -> tuple[VendorPolicy, str]:
    """The likeliest behaviour, one deviation from it, or several at once."""
    chosen = dice.sample(POLICIES[1:], dice.choice((0, 0, 1, 1, 1, 2, 3)))
    policy = DEFAULT
    for _, each in chosen:
        deviating = {
            f.name: getattr(each, f.name) for f in fields(each) if getattr(each, f.name) != getattr(DEFAULT, f.name)
        }
        policy = replace(policy, **deviating)
    return policy, " + ".join(name for name, _ in chosen) or "default"
