"""A process stands still, or dies, and somebody else exports the same period; nobody is paid twice."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from adapters.nmbrs_fake.call_log import Call
from adapters.nmbrs_fake.faults import Fault
from adapters.nmbrs_fake.policy import DEFAULT
from application.import_timecards import ImportTimecards
from application.prepare_export import ExportRequest
from domain.errors import ProductError
from domain.pay_line import Part, PayKind
from domain.terms import ContractType
from tests.simulation.hazards import CALL_TIMEOUT, LEASE, SETTLING, Crash, Hazard, Weather
from tests.simulation.hours import EMAILS, PERIOD, Hours, Row
from tests.simulation.world import COMPANY, UseCases, World

REQUEST = ExportRequest(COMPANY, PERIOD, ContractType.ZERO_HOURS, frozenset({Part.HOURS}))
LATEST = (CALL_TIMEOUT + SETTLING).total_seconds() - 1
PEOPLE = tuple(sorted(EMAILS))


class Desk:
    """Four people with hours; whoever was exported before has other hours now."""

    def __init__(self, exported: bool, batch_size: int | None = None) -> None:
        self.world = World(DEFAULT, batch_size)
        self.hazard = self.world.hazard = Hazard(random.Random(1), self.world.clock, Weather(), self._between)
        self.world.clock.hazard = self.hazard
        self.hours = Hours(random.Random(1), PEOPLE, mixed=False)
        self.steps, self.stands_still_at = 0, 0
        self._enter(32)
        if exported:
            export(self.world.undisturbed())
            self._enter(29)

    def _enter(self, quarters: int) -> None:
        self.hours.rows = [Row(n, who, 5, quarters, "", "", ContractType.ZERO_HOURS) for n, who in enumerate(PEOPLE)]
        ImportTimecards(self.world.storage, self.hours)(Path("hours"), "Anja")

    def _between(self, free: bool, stood_still: bool) -> None:  # noqa: ARG002 - asked by the hazard
        if not free:
            return
        self.steps += 1
        if self.steps == self.stands_still_at:
            self.world.clock.sleep((LEASE + CALL_TIMEOUT + SETTLING).total_seconds())
            export(self.world.undisturbed())

    def run(self) -> None:
        """A process exports; it may find that somebody took over."""
        try:
            with self.world.process() as use:
                export(use)
        except (Crash, ProductError):
            pass

    def held(self) -> list[list[str]]:
        """The amounts of each person."""
        book = self.world.nmbrs.core.book
        return [[f"{line.amount:f}" for line in book.lines(who, PayKind.HOURS, PERIOD)] for who in PEOPLE]


def export(use: UseCases) -> str | None:
    """Plan, agree, apply."""
    return use.apply(REQUEST, use.prepare(REQUEST, "Anja").plan.hash, "Anja").export.result


@pytest.mark.parametrize("exported", [False, True])
def test_a_process_that_stands_still_at_any_step_changes_nothing_afterwards(exported: bool) -> None:
    wanted = [["7.25"] if exported else ["8.00"]] * len(PEOPLE)
    whole = Desk(exported)
    whole.run()
    assert (whole.held(), whole.steps > 10) == (wanted, True)
    for at in range(1, whole.steps + 1):
        desk = Desk(exported)
        desk.stands_still_at = at
        desk.run()
        assert all(len(lines) <= 1 for lines in desk.held()), f"paid twice after standing still at step {at}"
        desk.world.clock.sleep(3600)
        results = [export(desk.world.undisturbed()) for _ in range(2)]
        assert (desk.held(), results[-1]) == (wanted, "proved"), f"stood still at step {at}"


@pytest.mark.parametrize("exported", [False, True])
def test_the_last_call_of_a_dead_process_may_land_long_after_the_first(exported: bool) -> None:
    desk = Desk(exported, batch_size=1)
    calls: list[str] = []

    def slow_then_dead(call: Call) -> Fault | None:
        if "Insert" not in call.operation:
            return None
        calls.append(call.operation)
        if len(calls) < len(PEOPLE):
            return Fault.slow(59)
        desk.world.nmbrs.faults.clear()
        desk.hazard.processes[-1].dead = True
        return Fault.late(LATEST)

    desk.world.nmbrs.faults.decide = slow_then_dead
    started = desk.world.clock.now()
    desk.run()
    left = (started + LEASE - desk.world.clock.now()).total_seconds()
    desk.world.clock.sleep(left + 1)
    assert export(desk.world.undisturbed()) == "unknown"
    desk.world.clock.sleep(3600)
    results = [export(desk.world.undisturbed()) for _ in range(2)]
    wanted = [["7.25"] if exported else ["8.00"]] * len(PEOPLE)
    assert (desk.held(), results[-1]) == (wanted, "proved")
