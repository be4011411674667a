"""Plans, exports, changes, own lines, Days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from adapters.memory.state import Books
from application.ports.storage import Export, StoredPlan
from domain.ledger import OPEN, LedgerChange, OwnLine
from domain.pay_line import PayKind, Selection
from domain.terms import CompanyId, EmployeeId, LineId
from domain.wage_period import PeriodRef
from domain.watching import was_given_up


class MemoryLedger:
    """A LedgerStore. Lines that are no longer ours are forgotten: nothing reads their history here."""

    __slots__ = ("_books",)

    def __init__(self, books: Books) -> None:
        self._books = books

    def put_plan(self, plan: StoredPlan) -> None:
        """Store or replace by hash."""
        state = self._books.state
        # What comes in may be changed by its owner later. A plan that is put again counts as the latest.
        kept = replace(plan, basis=dict(plan.basis), people=dict(plan.people))
        others = {hash: known for hash, known in state.plans.items() if hash != plan.hash}
        self._books.state = state._replace(plans={**others, plan.hash: kept})

    def plan(self, hash: str) -> StoredPlan | None:
        """The plan with that hash, or None."""
        return self._books.state.plans.get(hash)

    def plans(self, company: CompanyId) -> Sequence[StoredPlan]:
        """The latest plan of each selection, newest first."""
        latest: dict[Selection, StoredPlan] = {}
        for plan in sorted(self._books.state.plans.values(), key=lambda plan: plan.made_at):
            if plan.selection.company == company:
                latest.pop(plan.selection, None)
                latest[plan.selection] = plan
        return list(reversed(latest.values()))

    def put_export(self, export: Export) -> None:
        """Store or replace by id."""
        state = self._books.state
        self._books.state = state._replace(exports={**state.exports, export.id: export})

    def exports(self, company: CompanyId | None = None, period: PeriodRef | None = None) -> Sequence[Export]:
        """Oldest first."""
        found = [
            export
            for export in self._books.state.exports.values()
            if company in (None, export.selection.company) and period in (None, export.selection.period)
        ]
        return sorted(found, key=lambda export: export.started_at)

    def put_changes(self, changes: Iterable[LedgerChange]) -> None:
        """Store or replace by id; a change that is replaced keeps its place in the order."""
        state = self._books.state
        self._books.state = state._replace(changes={**state.changes, **{change.id: change for change in changes}})

    def open_changes(self, company: CompanyId, period: PeriodRef) -> Sequence[LedgerChange]:
        """In the order in which they were first put."""
        return [
            change
            for change in self._books.state.changes.values()
            if change.state in OPEN and change.key.company == company and change.key.period == period
        ]

    def watched_changes(self, company: CompanyId, period: PeriodRef) -> Sequence[LedgerChange]:
        """In the order in which they were first put."""
        return [
            change
            for change in self._books.state.changes.values()
            if change.watch_until is not None and change.key.company == company and change.key.period == period
        ]

    def given_up_changes(self, company: CompanyId, period: PeriodRef) -> Sequence[LedgerChange]:
        """In the order in which they were first put."""
        return [
            change
            for change in self._books.state.changes.values()
            if was_given_up(change) and change.key.company == company and change.key.period == period
        ]

    def carried_changes(self, company: CompanyId) -> Sequence[LedgerChange]:
        """In the order in which they were first put."""
        return [
            change
            for change in self._books.state.changes.values()
            if change.state in OPEN and change.key.company == company and change.key.carried_from is not None
        ]

    def changes_of(self, export: str) -> Sequence[LedgerChange]:
        """In the order in which they were first put."""
        return [change for change in self._books.state.changes.values() if change.export == export]

    def own_lines(self, company: CompanyId, period: PeriodRef) -> Sequence[OwnLine]:
        """By key then line id."""
        found = [
            line for line in self._books.state.own.values() if line.key.company == company and line.key.period == period
        ]
        return sorted(found, key=lambda line: (line.key.sort_key, line.line_id))

    def ended_lines(self, company: CompanyId, period: PeriodRef) -> Sequence[OwnLine]:
        """In the order in which they ended."""
        ended = self._books.state.ended
        return [line for line in ended if line.key.company == company and line.key.period == period]

    def carried_lines(self, company: CompanyId) -> Sequence[OwnLine]:
        """By key then line id."""
        own = self._books.state.own.values()
        found = [line for line in own if line.key.company == company and line.key.carried_from is not None]
        return sorted(found, key=lambda line: (line.key.sort_key, line.line_id))

    def lines_counting(self, company: CompanyId, first: date, last: date, home: PeriodRef) -> Sequence[OwnLine]:
        """By key then line id."""
        cards = self._books.state.timecards
        days = {id: card.day for id, card in cards.items() if first <= card.day <= last}
        found = [
            line
            for line in self._books.state.own.values()
            if line.key.company == company
            and line.key.at_home.period != home
            and any(source.timecard in days for source in line.sources)
        ]
        return sorted(found, key=lambda line: (line.key.sort_key, line.line_id))

    def put_own(self, lines: Iterable[OwnLine]) -> None:
        """Store or replace by company, kind and line id."""
        state = self._books.state
        fresh = {(line.key.company, line.key.kind, line.line_id): line for line in lines}
        self._books.state = state._replace(own={**state.own, **fresh})

    def end_own(self, company: CompanyId, lines: Iterable[tuple[PayKind, LineId]]) -> None:
        """These are no longer ours."""
        state = self._books.state
        ended = {(company, kind, line) for kind, line in lines}
        kept = {place: own for place, own in state.own.items() if place not in ended}
        gone = tuple(own for place, own in state.own.items() if place in ended)
        self._books.state = state._replace(own=kept, ended=(*state.ended, *gone))

    def days(self, company: CompanyId, period: PeriodRef) -> Mapping[EmployeeId, int]:
        """The numbers of Days last proved to be ours."""
        return dict(self._books.state.days.get((company, period), {}))

    def put_days(self, company: CompanyId, period: PeriodRef, days: Mapping[EmployeeId, int]) -> None:
        """Store or replace per employee."""
        state = self._books.state
        proved = {**state.days.get((company, period), {}), **days}
        self._books.state = state._replace(days={**state.days, (company, period): proved})

    def end_days(self, company: CompanyId, period: PeriodRef, employees: Iterable[EmployeeId]) -> None:
        """These numbers are no longer ours."""
        state, ended = self._books.state, set(employees)
        proved = state.days.get((company, period), {})
        kept = {employee: days for employee, days in proved.items() if employee not in ended}
        self._books.state = state._replace(days={**state.days, (company, period): kept})
