"""Every call on its way to Nmbrs: who read what when, what is about to be written, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from math import inf

from adapters.nmbrs_fake.call_log import Call
from adapters.nmbrs_fake.faults import Fault, FaultKind
from domain.pay_line import PayKind
from tests.simulation.hazards import CALL_TIMEOUT, Crash, Hazard, Process, is_write
from tests.simulation.invariants import Checks
from tests.simulation.payroll_office import Office
from tests.simulation.world import World

_KIND_OF_CALL = {"Hour": PayKind.HOURS, "Wage": PayKind.WAGE, "Days": PayKind.DAYS}


@dataclass
class Network:
    """Decides about each call of a process."""

    world: World
    hazard: Hazard
    office: Office
    checks: Checks
    landings: list[datetime] = field(default_factory=list)
    """When lines land whose callers gave up."""
    restore: Callable[[], None] | None = None
    """Puts the model of codes in order again."""

    def calm_down(self) -> None:
        """No more disturbances."""
        self.world.nmbrs.faults.clear()
        self._restore()

    def decide(self, call: Call) -> Fault | None:
        """What happens to a call; asked by the fake payroll, which does it."""
        if self.world.ground.elsewhere:
            return self._in_another_thread(call)
        return self._decide(call, free=True)

    def _in_another_thread(self, call: Call) -> Fault | None:
        """A process cannot die in the server's thread: the call never arrives, and its caller finds itself dead.

        Nor does a server take the caller's minute, so that it is taken here.
        """
        try:
            fault = self._decide(call, free=False)
        except Crash:
            return Fault.drop_before()
        if fault is None or fault.kind is not FaultKind.LATE:
            return fault
        self.world.clock.pass_by(CALL_TIMEOUT)
        return replace(fault, seconds=max(0.0, fault.seconds - CALL_TIMEOUT.total_seconds()))

    def _decide(self, call: Call, free: bool) -> Fault | None:
        self._restore()
        hazard = self.hazard
        fault = hazard.fault(call, free)
        writes = is_write(call.operation)
        if hazard.processes:
            self._watch(call, fault, hazard.processes[-1])
            self._others(call, hazard)
        if fault is not None and fault.kind is FaultKind.LATE and fault.seconds < inf and "Insert" in call.operation:
            self.landings.append(self.world.clock.now() + timedelta(seconds=fault.seconds))
        if fault is not None or writes:
            self.office.note("%s %s %s", call.operation, call.employees, fault or "")
        return fault

    def _restore(self) -> None:
        if self.restore is not None:
            self.restore()
            self.restore = None

    def _others(self, call: Call, hazard: Hazard) -> None:
        """What people do at just this moment."""
        kind, dice = _KIND_OF_CALL.get(call.operation[:4]), hazard.dice
        if kind is None or not call.employees:
            return
        likely, wrote = hazard.weather.meddles, hazard.processes[-1].wrote
        if not is_write(call.operation):  # what was just written is on the screen before anybody reads it back
            likely /= 2 if (call.employees[0], kind) in wrote else 8
            wrote.discard((call.employees[0], kind))
        else:
            wrote.update((employee, kind) for employee in call.employees)
            likely /= 1 if "Delete" in call.operation else 4
        if likely and dice.random() < likely:
            self.office.meddle(dice.choice(call.employees), kind, "Delete" in call.operation)
        if hazard.weather.model and "Insert" in call.operation and dice.random() < hazard.weather.model:
            self.restore = self.office.change_model()

    def _watch(self, call: Call, fault: Fault | None, process: Process) -> None:
        """Remember who read what when, and look at what is about to be written."""
        kind = _KIND_OF_CALL.get(call.operation[:4])
        if kind is None:
            return
        now = self.world.clock.now()
        for employee in call.employees:
            place = (employee, kind)
            if call.operation.endswith("Var_Get") and (fault is None or fault.kind is FaultKind.SLOW):
                process.reads[place] = now
                process.first_reads.setdefault(place, now)
            elif call.operation.startswith("DaysVar_Set"):
                self.checks.before_days_are_set(employee, process)
            elif "Insert" in call.operation and place in process.reads:
                self.checks.baselines.setdefault(place, []).append((now, process.reads[place]))
                self.checks.before_an_insert(employee, kind, process)
