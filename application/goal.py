"""What an export is to reach: what eitje's hours come to or, to undo another export, what stood there before it."""

from __future__ import annotations

from dataclasses import dataclass

from application.desk import the_company
from application.ports.storage import Consent, UnitOfWork
from application.situation import Situation, mapping_in_force, read_situation
from domain.pay_line import Selection
from domain.undo import PastExport, Undo


@dataclass(frozen=True, slots=True)
class Goal:
    """A selection, the consents that were given, and the id of the export that is undone, if one is."""

    selection: Selection
    consents: tuple[Consent, ...] = ()
    undoes: str | None = None

    def read(self, work: UnitOfWork) -> Situation:
        """Everything stored that decides what should be in the payroll, in one transaction."""
        company, period = the_company(work, self.selection.company), self.selection.period
        carry = self.selection.carry
        if self.undoes is None:
            return read_situation(work, company, period, carry=carry)
        # An undo follows no mapping. Where eitje's hours are looked at, it is with the one that holds for the period.
        version = mapping_in_force(work, company.id, period)
        return read_situation(work, company, period, version, undo=self._read_undo(work, self.undoes), carry=carry)

    def _read_undo(self, work: UnitOfWork, undone: str) -> Undo:
        """The exports of the period, and the own lines of every other one that was exported since."""
        here = (self.selection.company, self.selection.period)
        every = work.ledger.exports()
        place = next(number for number, each in enumerate(every) if each.id == undone)
        since = {(each.selection.company, each.selection.period) for each in every[place:]} - {here}
        history = [
            PastExport(each.id, each.undoes, tuple(work.ledger.changes_of(each.id)))
            for each in every
            if (each.selection.company, each.selection.period) == here
        ]
        elsewhere = [line for company, period in sorted(since) for line in work.ledger.own_lines(company, period)]
        return Undo(undone, tuple(history), tuple(elsewhere), tuple(work.ledger.ended_lines(*here)))
