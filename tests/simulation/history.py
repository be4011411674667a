"""One random history of one company and period."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from adapters.nmbrs_fake.policy import DEFAULT, Batch, VendorPolicy, all_policies
from application.import_timecards import ImportTimecards
from application.ports.storage import Consent
from application.prepare_export import PERIOD_CONSENTS, ExportRequest
from application.undo_export import UndoRequest
from domain.amount import Amount
from domain.decisions import Cause
from domain.errors import ProductError
from domain.ledger import UNSETTLED, ChangeState
from domain.pay_line import Part, PayKind
from domain.terms import ContractType
from domain.wage_period import PeriodRef
from tests.simulation.ending import Ending
from tests.simulation.hazards import QUIET, SKIES, WEATHERS, Crash, Hazard
from tests.simulation.hours import EMAILS, PERIOD, TEAMS, Hours
from tests.simulation.invariants import Checks
from tests.simulation.network import Network
from tests.simulation.payroll_office import Office
from tests.simulation.proof import Proof
from tests.simulation.telling import describe
from tests.simulation.world import COMPANY, UseCases, World

ALL = frozenset({Part.HOURS, Part.DAYS, Part.MEALS})
POLICIES = tuple(all_policies())
T = TypeVar("T")

Planned = tuple[ExportRequest | UndoRequest, str]


class History:
    """A history; ``name`` says under which rules it is played, ``on`` where (`grounds.GROUNDS`)."""

    def __init__(self, seed: int, on: str = "memory") -> None:
        self.dice = dice = random.Random(seed)
        skies = dice.choice(SKIES)
        weather = WEATHERS[skies]
        self.policy, policy_name = _policy(dice, 0.7 if weather.model else 0.1)
        people = tuple(dice.sample(sorted(EMAILS), dice.randint(2, 4)))
        self.world = World(self.policy, dice.choice((None, None, 1, 2, 3)), on)
        self.world.nmbrs.latency = weather.latency
        self.name = f"seed {seed}, {policy_name}, batches of {self.world.nmbrs.batch_size}, weather: {skies}"
        self.hazard = Hazard(dice, self.world.clock, weather, self._meanwhile)
        self.world.clock.hazard = self.world.hazard = self.hazard
        self.hours = Hours(dice, people, mixed=dice.random() < 0.3, alike=dice.random() < weather.alike)
        clock, busy = self.world.clock, lambda: bool(self.hazard.processes)
        self.office = Office(self.world.nmbrs, dice, people, clock.now, self._usual, self.world.owns, busy)
        self.types = list(ContractType)[:2] if self.hours.mixed else [ContractType.ZERO_HOURS]
        self.checks = Checks(self.world, self.office, self.hours, people)
        self.proof = Proof(self.checks)
        self.plans: list[Planned] = []
        self.moved_on = False
        self.asked = True
        """Whether the last look left something for a person to answer."""
        self.hazard.claims = self.checks.before_claiming
        self.network = Network(self.world, self.hazard, self.office, self.checks)
        self.world.nmbrs.faults.decide = self.network.decide

    def play(self) -> None:
        """All of it. Raises Violation."""
        try:
            for _ in range(self.dice.randint(2, 6)):
                self.hours.change()
            self._import()
            if self.dice.random() < 0.6:
                self._one_quiet_day()
            for act in self._acts():
                if self.dice.random() < 0.5:
                    self._wait_for_landing()
                if self.dice.random() < 0.5:
                    self._wait()
                if self.dice.random() < 0.3:
                    self.answer(lambda: self.dice.random() < 0.7)
                self.note("-- %s", act.__name__)
                act()
                self.checks.always()
            Ending(self).play()
        finally:
            self.world.close()

    def _acts(self) -> list[Callable[[], object]]:
        acts = {
            self._change_hours: 3,
            self._export: 4,
            self._correct: 9,
            self._plan: 1,
            self._apply_some_plan: 3,
            self._undo: 2,
            self._office: 2,
            self._wait_for_settling: 2,
            self._decide: 1,
            self.look: 1,
            self._close_period: 1 if self.dice.random() < 0.2 else 0,
        }
        return self.dice.choices(list(acts), list(acts.values()), k=self.dice.randint(4, 11))

    def note(self, text: str, *values: object) -> None:
        """For whoever looks into a failure."""
        self.office.note(text, *values)

    def tell(self, say: Callable[[str], None]) -> None:
        """Everything that happened, and what is there."""
        describe(self.world, self.office, self.hours.people, say)

    # -- acts ---------------------------------------------------------------------------------------------------------

    def _change_hours(self) -> None:
        for _ in range(self.dice.randint(1, 3)):
            self.hours.change()
        self._import()

    def _one_quiet_day(self) -> None:
        """Everything is sent once, and nothing happens; what follows are corrections."""
        usual, self.hazard.weather = self.hazard.weather, QUIET
        for kind in self.types:
            request = ExportRequest(COMPANY, PERIOD, kind, ALL)
            self._apply(self.planned(self.world.undisturbed(), request))
        self.hazard.weather = usual

    def _correct(self) -> None:
        """Hours change after they were sent, and are sent again."""
        self._change_hours()
        self._export()

    def _import(self) -> None:
        ImportTimecards(self.world.storage, self.hours)(Path("hours"), "Anja")
        self.note("desired %s", self.hours.desired())

    def _request(self) -> ExportRequest:
        dice = self.dice
        parts = ALL if dice.random() < 0.8 else frozenset(dice.sample(sorted(ALL), 1))
        people = () if dice.random() < 0.8 else (str(dice.choice(self.hours.people)),)
        consents = tuple(Consent(what, "Anja") for what in ("past", "locked", "days") if dice.random() < 0.2)
        teams = () if dice.random() < 0.85 else tuple(dice.sample(sorted(filter(None, TEAMS)), dice.randint(1, 2)))
        return ExportRequest(COMPANY, PERIOD, dice.choice(self.types), parts, people, consents, teams=teams)

    def _plan(self) -> Planned | None:
        return self._watched(lambda use: self.planned(use, self._request()))

    def _undo(self) -> None:
        """Somebody plans to undo a recent export, and mostly does so."""
        with self.world.storage.read() as work:
            exports = [e for e in work.ledger.exports(COMPANY, PERIOD) if work.ledger.changes_of(e.id)]
        if exports:
            consents = (Consent("days", "Anja"),) if self.dice.random() < 0.2 else ()
            request = UndoRequest(self.dice.choice(exports[-3:]).id, consents)
            planned = self._watched(lambda use: self.planned(use, request))
            if planned is not None and self.dice.random() < 0.8:
                self._apply(planned)

    def planned(self, use: UseCases, request: ExportRequest | UndoRequest) -> Planned:
        """Look at what an export, or undoing one, would do."""
        make = use.undo.plan if isinstance(request, UndoRequest) else use.prepare
        plan = make(request, "Anja").plan
        agreed = plan.hash
        self.checks.agreed[agreed] = plan
        self.plans.append((request, agreed))
        people = [(person.name, person.state.value) for person in plan.people]
        self.note("plan %s %s %s", agreed, plan.selection.contract_type, people)
        return self.plans[-1]

    def _apply(self, planned: Planned) -> None:
        request, agreed = planned

        def apply(use: UseCases) -> None:
            mine = self.hazard.processes[-1]
            mine.days_consent = any(each.what == "days" for each in request.consents)
            mine.period_consent = self._opened(request)
            carry_out = use.undo if isinstance(request, UndoRequest) else use.apply
            applied = carry_out(request, agreed, "Anja", wait=self.dice.random() < 0.2)
            self.note("applied %s: %s %s", agreed, applied.export, applied.interrupted)

        self.note("apply %s", agreed)
        self.checks.before_export()
        self._watched(apply)
        self.checks.note_proved()

    def _opened(self, request: ExportRequest | UndoRequest) -> bool:
        """True when somebody consented to changes in a protected period, now or for an export to be ended."""
        with self.world.storage.read() as work:
            consents = [c for export in work.ledger.exports(COMPANY, PERIOD) for c in export.consents]
        return any(each.what in PERIOD_CONSENTS for each in (*request.consents, *consents))

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
        self.world.clock.sleep(self.dice.choice((5, 100, 240, 400, 3600)))

    def _wait_for_settling(self) -> None:
        """Until about the moment from which an open outcome can be known, and then somebody presses the button."""
        with self.world.storage.read() as work:
            opened = work.ledger.open_changes(COMPANY, PERIOD)
        moments = [change.settle_at for change in opened if change.settle_at is not None]
        now = self.world.clock.now()
        if moments:
            self.world.clock.sleep(max(0.0, (max(moments) - now).total_seconds() - self.dice.uniform(0, 250)))
            self._apply_some_plan() if self.dice.random() < 0.5 else self._export()

    def _wait_for_landing(self) -> None:
        """Until just before a lost call lands, and then somebody presses the button."""
        now = self.world.clock.now()
        ahead = [moment for moment in self.network.landings if moment > now]
        if ahead:
            self.note("-- just before a lost call lands")
            self.world.clock.sleep(max(0.0, (self.dice.choice(ahead) - now).total_seconds() - self.dice.uniform(0, 40)))
            self._apply_some_plan() if self.dice.random() < 0.7 else self._export()
            self.checks.always()

    def _close_period(self) -> None:
        self.moved_on = True
        if self.dice.random() < 0.5:
            self.world.nmbrs.office.set_current_period(int(COMPANY), PeriodRef(2026, 11))
        else:
            self.world.nmbrs.office.lock_run(int(COMPANY), PERIOD)

    def _decide(self) -> None:
        """The office answers some of what is asked."""
        self.answer(lambda: self.dice.random() < 0.7)
        self.look()

    def look(self) -> bool:
        """A check in a quiet moment, held against the truth; True when everything is proved and nothing waits."""
        verified = self.world.undisturbed().verify(COMPANY, PERIOD, "Anja")
        self.note("looked: clean=%s", verified.clean)
        self.proof.compare(verified)
        self.asked = any(each.differences for each in verified.verifications)
        return verified.clean

    def answer(self, whether: Callable[[], bool]) -> None:
        """Answer what is asked, truthfully."""
        use = self.world.undisturbed()
        for each in use.differences.list(COMPANY, PERIOD).open:
            difference = each.difference
            if difference.offered and whether():
                if difference.cause in (Cause.FOREIGN, Cause.DOUBLED):
                    self.checks.may_be_asked(difference)
                choice = self.office.answer(difference)
                self.world.clock.sleep(0.001)
                try:
                    use.differences.resolve(COMPANY, difference.id, choice, "talked", "Anja", PERIOD)
                except ProductError as error:
                    if error.code != "difference-unknown":
                        raise
                    continue  # an answer before this one left nothing to ask
                self.office.heard(difference, choice)

    # -- meanwhile ----------------------------------------------------------------------------------------------------

    def _watched(self, act: Callable[[UseCases], T]) -> T | None:
        """Run a process; it may die, or be refused something."""
        try:
            with self.world.process() as use:
                return act(use)
        except Crash:
            self.note("crashed")
        except ProductError as error:
            self.note("%s: %s", error.code, error)
        return None

    def _meanwhile(self, free: bool, stood_still: bool) -> None:
        """Between two steps of a process. Somebody who waits for it begins anew when it stood still."""
        weather, dice = self.hazard.weather, self.dice
        likely = 0.8 if stood_still else weather.rival
        if dice.random() < weather.office:
            self.office.act()
        if free and dice.random() < weather.office / 3:
            self._change_hours()
        if free and len(self.hazard.processes) == 1 and dice.random() < likely:
            self.note("rival begins")
            self._export() if dice.random() < 0.7 else self._apply_some_plan()
            self.note("rival ends")

    def _usual(self, employee: int, kind: PayKind) -> list[tuple[int, Amount]]:
        return [
            (key[3], amount) for key, amount in self.hours.desired().items() if (key[0], key[2]) == (employee, kind)
        ]

    def unsettled(self) -> list[str]:
        """Changes that wait longer than any call can be under way."""
        with self.world.storage.read() as work:
            changes = [c for c in work.ledger.open_changes(COMPANY, PERIOD) if c.state in UNSETTLED]
        long_ago = self.world.clock.now() - timedelta(minutes=30)
        waiting = [change for change in changes if change.state is not ChangeState.SURPLUS]
        return [str(change) for change in waiting if change.sent_at is None or change.sent_at < long_ago]


def _policy(dice: random.Random, parts: float) -> tuple[VendorPolicy, str]:
    """The likeliest behaviour, one deviation from it, or several at once.

    ``parts`` is how likely a batch with a bad line in it is carried out in part.
    """
    chosen = dice.sample(POLICIES[1:], dice.choice((0, 0, 1, 1, 1, 2, 3)))
    policy = DEFAULT
    for _, each in chosen:
        deviating = {
            f.name: getattr(each, f.name) for f in fields(each) if getattr(each, f.name) != getattr(DEFAULT, f.name)
        }
        policy = replace(policy, **deviating)
    names = [name for name, _ in chosen]
    if dice.random() < parts:
        policy = replace(policy, batch=dice.choice((Batch.PARTIAL, Batch.SKIPPING)))
        names.append(f"batch={policy.batch}")
    return policy, " + ".join(names) or "default"
