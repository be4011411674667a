"""The end of a history: nothing disturbs any more, time passes, and everybody answers until nothing is left to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.nmbrs_fake.policy import DaysWrite, DeleteInPast, EqualInsert, OverLargest
from application.ports.storage import Consent
from application.prepare_export import ExportRequest
from domain.errors import ProductError
from domain.pay_line import Part
from tests.simulation.hazards import QUIET, is_write
from tests.simulation.hours import PERIOD
from tests.simulation.violation import Violation
from tests.simulation.world import COMPANY

if TYPE_CHECKING:
    from tests.simulation.history import History

CONSENTS = tuple(Consent(what, "Anja") for what in ("past", "locked", "days"))
ROUNDS = 12


class Ending:
    """Allows a history to finish; then everybody must be paid as they should be."""

    def __init__(self, history: History) -> None:
        self.history = history
        self.world, self.checks = history.world, history.checks

    def play(self) -> None:
        """Raises Violation when it does not end well."""
        history, nmbrs = self.history, self.world.nmbrs
        history.note("== the end")
        history.network.calm_down()
        nmbrs.latency = 0.0
        history.hazard.weather = QUIET
        self.world.clock.sleep(7200)
        history.asked = True
        for _ in range(ROUNDS):
            history.note("== another round")
            self.world.clock.sleep(3600)
            if history.asked:
                history.answer(lambda: True)
            self._export()
            self.checks.always()
            if history.look():
                self.checks.final()
                if history.dice.random() < 0.2:
                    self._again_changes_nothing()
                return
        if stuck := history.unsettled():
            raise Violation(f"never settled: {stuck}")
        if not self._impossible() and not self._nothing_to_prove():
            raise Violation("not proved in the end")

    def _export(self) -> None:
        history = self.history
        for kind in history.types:
            request = ExportRequest(COMPANY, PERIOD, kind, frozenset(Part) - {Part.ALLOWANCES}, (), CONSENTS)
            use = self.world.undisturbed()
            self.checks.before_export()
            try:
                _, agreed = history.planned(use, request)
                applied = use.apply(request, agreed, "Anja")
                history.note("applied %s", applied.export)
            except ProductError as error:
                history.note("%s: %s", error.code, error)

    def _again_changes_nothing(self) -> None:
        """What is proved is exported again without one writing call."""
        before = len(self.world.nmbrs.log.entries)
        self._export()
        calls = self.world.nmbrs.log.entries[before:]
        if written := [entry.call for entry in calls if is_write(entry.call.operation)]:
            raise Violation(f"proved, and written again: {written}")

    def _nothing_to_prove(self) -> bool:
        """Nobody has hours, and nothing was ever sent."""
        with self.world.storage.read() as work:
            own = work.ledger.own_lines(COMPANY, PERIOD)
        return not own and not self.history.hours.desired()

    def _impossible(self) -> bool:
        """Rules of the vendor under which not everything can be put right."""
        policy = self.history.policy
        return (
            policy.stored_decimals < 2
            or policy.days_write is DaysWrite.ADDS
            or (policy.delete_in_past is DeleteInPast.REFUSED and self.history.moved_on)
            or policy.equal_insert is EqualInsert.REPLACES
            or (policy.largest_batch is not None and policy.over_largest is OverLargest.REFUSED)
            or bool(self.checks.ambiguous)
        )
