"""What is behind the pay of one person in one period: the entries of eitje, our lines, and every change made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from application.desk import the_company
from application.ports.storage import Export, Storage, UnitOfWork
from application.situation import Situation, mapping_in_force, mappings_apart, read_situation
from domain.amount import Amount
from domain.errors import ProductError
from domain.ledger import LedgerChange, OwnLine
from domain.pay_line import PayKey, SourceRef
from domain.terms import CompanyId, EmployeeId
from domain.timecard import Timecard
from domain.wage_period import PeriodRef


@dataclass(frozen=True, slots=True)
class Behind:
    """One entry behind an amount.

    ``card`` is None when eitje has it no more; ``changed`` says that it was added, changed or removed since the amount
    was sent.
    """

    timecard: str
    card: Timecard | None
    changed: bool


@dataclass(frozen=True, slots=True)
class ExplainedLine:
    """One amount: what eitje's hours come to now, our lines with the last proved amounts, and the entries behind both.

    ``own`` is empty for what was not sent, and ``desired`` None for what should no longer be there.
    """

    key: PayKey
    desired: Amount | None
    own: tuple[OwnLine, ...]
    behind: tuple[Behind, ...]


@dataclass(frozen=True, slots=True)
class ExplainedPay:
    """The pay of one person. ``changes`` are those of all exports of the period, oldest first, with their exports."""

    employee: EmployeeId
    name: str
    period: PeriodRef
    lines: tuple[ExplainedLine, ...]
    changes: tuple[LedgerChange, ...]
    exports: Mapping[str, Export]


@dataclass(frozen=True, slots=True)
class ExplainPay:
    """Looks at what is stored; asks nothing of the payroll."""

    storage: Storage

    def __call__(self, company: CompanyId | None, period: PeriodRef, employee: EmployeeId) -> ExplainedPay:
        """Raises ``employee-unknown`` for somebody of whom neither team members nor ledger know anything."""
        with self.storage.read() as work:
            chosen = the_company(work, company)
            version, apart = mapping_in_force(work, chosen.id, period), mappings_apart(work, chosen.id, period)
            situation = read_situation(work, chosen, period, version, apart=apart)
            exports = {export.id: export for export in work.ledger.exports(chosen.id, period)}
            changes = tuple(
                change for export in exports for change in work.ledger.changes_of(export) if change.employee == employee
            )
            lines = tuple(_lines(work, situation, employee))
        name = situation.names.get(employee)
        if name is None and not lines and not changes:
            raise ProductError("employee-unknown", employee=employee)
        return ExplainedPay(employee, name or employee, period, lines, changes, exports)


def _lines(work: UnitOfWork, situation: Situation, employee: EmployeeId) -> list[ExplainedLine]:
    desired = {line.key: line for line in situation.desired.lines if line.key.employee == employee}
    own: dict[PayKey, list[OwnLine]] = {}
    for line in situation.ledger.own:
        if line.key.employee == employee:
            own.setdefault(line.key, []).append(line)
    cards = {card.id: card for card in situation.timecards}
    found = []
    for key in sorted({*desired, *own}, key=lambda each: each.sort_key):
        sent = {source.timecard: source for line in own.get(key, ()) for source in line.sources}
        now = {source.timecard for source in desired[key].sources} if key in desired else set()
        behind = [_behind(work, cards, timecard, sent, now) for timecard in {*sent, *now}]
        behind.sort(key=lambda each: (each.card is None, each.card.day if each.card else None, each.timecard))
        amount = desired[key].amount if key in desired else None
        found.append(ExplainedLine(key, amount, tuple(own.get(key, ())), tuple(behind)))
    return found


def _behind(
    work: UnitOfWork, cards: Mapping[str, Timecard], timecard: str, sent: Mapping[str, SourceRef], now: set[str]
) -> Behind:
    card = cards.get(timecard) or _elsewhere(work, timecard)
    same = card is not None and timecard in now and timecard in sent and sent[timecard].digest == card.digest
    return Behind(timecard, card, bool(sent) and not same)


def _elsewhere(work: UnitOfWork, timecard: str) -> Timecard | None:
    """An entry of another day than the period's."""
    source, _, key = timecard.partition(":")
    return next(iter(work.timecards.by_keys(source, [key])), None)
