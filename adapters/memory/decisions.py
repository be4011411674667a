"""What was found when both sides were compared, and what people decided."""

from __future__ import annotations

from collections.abc import Sequence

from adapters.memory.state import Books
from application.ports.storage import Check, SetAside
from domain.decisions import Decision
from domain.terms import CompanyId
from domain.wage_period import PeriodRef


class MemoryDecisions:
    """A DecisionStore."""

    __slots__ = ("_books",)

    def __init__(self, books: Books) -> None:
        self._books = books

    def decisions(self, company: CompanyId, period: PeriodRef) -> Sequence[Decision]:
        """Oldest first."""
        found = [d for d in self._books.state.decisions if d.company == company and d.period == period]
        return sorted(found, key=lambda decision: decision.at)

    def add_decision(self, decision: Decision) -> None:
        """Record one."""
        state = self._books.state
        self._books.state = state._replace(decisions=(*state.decisions, decision))

    def put_check(self, check: Check) -> None:
        """Store or replace by company and period."""
        state = self._books.state
        self._books.state = state._replace(checks={**state.checks, (check.company, check.period): check})

    def checks(self, company: CompanyId) -> Sequence[Check]:
        """Ordered by period."""
        found = [check for check in self._books.state.checks.values() if check.company == company]
        return sorted(found, key=lambda check: check.period)

    def set_aside(self, company: CompanyId, period: PeriodRef) -> Sequence[SetAside]:
        """Oldest first."""
        found = [aside for aside in self._books.state.set_aside if (aside.company, aside.period) == (company, period)]
        return sorted(found, key=lambda aside: aside.at)

    def add_set_aside(self, aside: SetAside) -> None:
        """Record one."""
        state = self._books.state
        self._books.state = state._replace(set_aside=(*state.set_aside, aside))
