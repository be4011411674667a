"""History: the exports of a company, and every change that one of them made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from application.desk import the_company
from application.ports.storage import Export, Storage, UnitOfWork
from domain.errors import ProductError
from domain.findings import FINDINGS, Finding, details
from domain.ledger import LedgerChange
from domain.terms import CompanyId, EmployeeId
from domain.wage_period import PeriodRef


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """Somebody whom an export did not touch, with what kept it; without an employee not known in the payroll."""

    employee: EmployeeId | None
    name: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class ShownExport:
    """An export with its changes, the names of the people concerned, and the ids of the exports that undid it.

    ``left_behind`` are the people of the plan whom it did not touch; of exports from before this was kept, nobody.
    """

    export: Export
    changes: tuple[LedgerChange, ...]
    names: dict[EmployeeId, str]
    undone_by: tuple[str, ...] = ()
    left_behind: tuple[LeftBehind, ...] = ()


@dataclass(frozen=True, slots=True)
class ExportHistory:
    """Reads what was exported."""

    storage: Storage

    def list(self, company: CompanyId | None, period: PeriodRef | None = None) -> Sequence[Export]:
        """Exports, oldest first."""
        with self.storage.read() as work:
            return work.ledger.exports(the_company(work, company).id, period)

    def show(self, export: str) -> ShownExport:
        """One export by its id, or by the beginning of its id when only one has it. Raises ``export-unknown``."""
        with self.storage.read() as work:
            return read_export(work, export)


def read_export(work: UnitOfWork, export: str) -> ShownExport:
    """One export with all that is on record about it. Raises ``export-unknown``."""
    found = find_export(work, export)
    members = work.people.members(found.selection.company)
    names = {member.employee: member.name for member in members}
    later = work.ledger.exports(found.selection.company, found.selection.period)
    undone_by = tuple(each.id for each in later if each.undoes == found.id)
    return ShownExport(found, tuple(work.ledger.changes_of(found.id)), names, undone_by, _left_behind(work, found.id))


def _left_behind(work: UnitOfWork, export: str) -> tuple[LeftBehind, ...]:
    """As the audit trail tells it, which is written with the end of the export."""
    ended = (r.event for r in reversed(work.audit.records()) if r.event.action == "export.ended")
    told = next((event.after.get("left_behind", ()) for event in ended if event.subject == export), ())
    people: dict[tuple[str, str], list[Finding]] = {}
    for each in told if isinstance(told, Sequence) else ():
        found = people.setdefault((each["employee"], each["name"]), [])
        if each["finding"] in FINDINGS:
            found.append(Finding(each["finding"], each["name"], details=details(**each["details"])))
    return tuple(
        LeftBehind(EmployeeId(employee) if employee else None, name, tuple(found))
        for (employee, name), found in people.items()
    )


def find_export(work: UnitOfWork, export: str) -> Export:
    """The export with that id, or the only one whose id begins so. Raises ``export-unknown``."""
    found = [each for each in work.ledger.exports() if each.id.startswith(export)] if export else []
    if len(found) != 1:
        raise ProductError("export-unknown", export=export)
    return found[0]
