"""Undo an export: take back what it changed, and only that, with a plan, an agreement and a proof of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace

from application.apply_export import ApplyExport
from application.export_attempt import Applied
from application.export_history import find_export
from application.goal import Goal
from application.ports.payroll import Progress, silent
from application.ports.storage import Consent, Storage
from application.prepare_export import Prepared, PrepareExport, check_consents
from domain.errors import ProductError

CONSENTS = ("future", "days")
"""What can be consented to. A closed period is none of them: what is paid is corrected, not undone."""


@dataclass(frozen=True, slots=True)
class UndoRequest:
    """Which export a person wants to undo, by its id or the beginning of it."""

    export: str
    consents: tuple[Consent, ...] = ()

    def check(self) -> None:
        """Raises what is wrong whatever is stored."""
        check_consents(self.consents)
        for consent in self.consents:
            if consent.what not in CONSENTS:
                raise ProductError("undo-consent-not-offered", what=consent.what)


@dataclass(frozen=True, slots=True)
class UndoExport:
    """An export whose goal is what stood there before another one."""

    storage: Storage
    prepare: PrepareExport
    apply: ApplyExport

    def plan(self, request: UndoRequest, who: str, progress: Progress = silent, wait: bool = False) -> Prepared:
        """What would be taken back, with ``wait`` once earlier changes are settled. Sends nothing.

        Raises ``export-unknown``, ``undo-nothing`` and ``undo-period-closed``.
        """
        return self.prepare.reach(self._goal(request), who, progress, wait)

    def __call__(
        self, request: UndoRequest, plan_hash: str, who: str, wait: bool = False, progress: Progress = silent
    ) -> Applied:
        """Carry out the plan that was agreed to; raises the same, and what ``ApplyExport`` raises."""
        return self.apply.reach(self._goal(request), plan_hash, who, wait, progress)

    def _goal(self, request: UndoRequest) -> Goal:
        """The export's own selection, but only the people for whom it meant to change something."""
        request.check()
        with self.storage.read() as work:
            undone = find_export(work, request.export)
            people = frozenset(change.employee for change in work.ledger.changes_of(undone.id))
        if not people:
            raise ProductError("undo-nothing", export=undone.id[:12])
        return Goal(replace(undone.selection, people=people), request.consents, undone.id)
