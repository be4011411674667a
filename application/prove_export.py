"""Prove an export: all that is on record about it, with a comparison of both sides made for this proof."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from application.desk import PayrollDoor, the_company
from application.export_history import ShownExport, find_export, read_export
from application.goal import Goal
from application.ports.payroll import EnvironmentKind, Progress, silent
from application.ports.storage import Check, Company, Export, Storage, UnitOfWork
from application.prepare_export import pairs_to_read, read_others
from application.situation import Situation, mapping_in_force, mappings_apart, read_situation
from domain.audit import first_break
from domain.planning import foresee
from domain.verification import Verification, verify


@dataclass(frozen=True, slots=True)
class ExportProof:
    """What can be shown to somebody who was not there.

    ``verification`` compares the export's own selection with the payroll as it was read at ``read_at``, for this
    proof; of an undo, with what stood there before. ``checked`` is the last check of the period on record. ``records``
    is how many records the audit trail holds, ``head`` the hash of the newest, ``broken_at`` the first that does not
    follow from the one before it. ``environment`` says whether anybody's pay is reached at all.
    """

    shown: ShownExport
    company: Company
    verification: Verification
    read_at: datetime
    checked: Check | None
    records: int
    head: str
    broken_at: int | None
    asked_by: str
    environment: EnvironmentKind

    @property
    def verdict(self) -> str:
        """``proved``; ``differences`` for what differs or waits for a word; ``unknown`` for what is still open."""
        compared = self.verification
        if compared.unsettled or compared.missing_writes or compared.watched:
            return "unknown"
        return "proved" if compared.proved and not compared.differences else "differences"


@dataclass(frozen=True, slots=True)
class ProveExport:
    """Reads both sides. Sends nothing, and keeps nothing."""

    storage: Storage
    door: PayrollDoor

    def __call__(self, export: str, who: str, progress: Progress = silent) -> ExportProof:
        """The proof of one export. Raises ``export-unknown`` and the payroll's own errors."""
        with self.storage.read() as work:
            found = find_export(work, export)
        selection = found.selection
        payroll = self.door.open(selection.company)
        with self.storage.read() as work:
            company = the_company(work, selection.company)
            situation = _situation(work, found, company)
            read_at = work.now()
        wanted = pairs_to_read(selection, situation, situation.ledger)
        pay = payroll.read_pay(selection.company, selection.period, wanted, progress)
        situation = situation.seen(read_others(payroll, situation, [selection], progress))
        situation = replace(situation, ledger=foresee(situation.ledger, pay, read_at, situation.decisions))
        compared = verify(selection, situation.aim, situation.ledger, pay, situation.decisions, situation.names)
        with self.storage.read() as work:
            checks = work.decisions.checks(selection.company)
            trail = work.audit.records()
            return ExportProof(
                read_export(work, found.id),
                company,
                compared,
                read_at,
                next((each for each in checks if each.period == selection.period), None),
                len(trail),
                trail[-1].hash if trail else "",
                first_break(trail),
                who,
                self.door.kind,
            )


def _situation(work: UnitOfWork, export: Export, company: Company) -> Situation:
    if export.undoes is not None:
        return Goal(export.selection, export.consents, export.undoes).read(work)
    period = export.selection.period
    version, apart = mapping_in_force(work, company.id, period), mappings_apart(work, company.id, period)
    return read_situation(work, company, period, version, apart=apart)
