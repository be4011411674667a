"""A reading tells of the moment at which it began, however long it took."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path
from typing import Any

from dependency_injector import providers

from application.ports.payroll import Payroll, Progress, silent
from domain.pay_line import PayKind, PayrollSnapshot
from domain.terms import CompanyId, EmployeeId
from domain.wage_period import PeriodRef
from tests.scenarios.driver import InProcess
from tests.scenarios.stages import MemoryStage
from tests.scenarios.world import World


class SlowToRead:
    """A payroll whose answers are minutes old when they arrive; what was late lands in that time."""

    def __init__(self, payroll: Payroll, meanwhile: Callable[[], object]) -> None:
        self._payroll, self._meanwhile = payroll, meanwhile

    def __getattr__(self, name: str) -> Any:
        return getattr(self._payroll, name)

    def read_pay(
        self,
        company: CompanyId,
        period: PeriodRef,
        wanted: Sequence[tuple[EmployeeId, PayKind]],
        progress: Progress = silent,
    ) -> PayrollSnapshot:
        found = self._payroll.read_pay(company, period, wanted, progress)
        self._meanwhile()
        return found


def test_a_line_that_lands_while_the_payroll_is_read_is_not_sent_again(tmp_path: Path) -> None:
    stage = MemoryStage(tmp_path, ExitStack())
    world = World(stage, tmp_path)
    world.set_up()
    world.hours.work("Noor van Dijk", 8)
    world.import_hours()
    world.office.next_write_lands_late()
    assert world.export({"hours"})["outcome"] == "unknown"

    def meanwhile() -> None:
        stage.nmbrs.clock.sleep(200)  # longer than the settling time, shorter than the lease
        stage.nmbrs.land()

    plan = world.plan({"hours"})
    connect = stage.nmbrs.connect
    slow = stage.container
    slow.connect.override(providers.Object(lambda credentials: SlowToRead(connect(credentials), meanwhile)))
    stage.driver = InProcess(slow)
    world.attempt(lambda: world.driver.apply("2026-10", {"hours"}, (), plan["plan"]))
    slow.connect.reset_last_overriding()

    assert world.office.lines("Noor van Dijk", "hour", "2100") == [Decimal("8")]
    assert world.export({"hours"})["outcome"] == "proved"
    assert world.office.lines("Noor van Dijk", "hour", "2100") == [Decimal("8")]
