"""Findings as the pages of an export show them: what stops comes first, equal ones together, each with where to go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from domain.findings import Finding, Reach
from domain.plan import ExportPlan
from entrypoints.http.pages.export_choice import BY_FINDING

SHOWN = 5
"""So many of a kind stand there by themselves; the others are folded."""
MOST_FOLDED = 100
"""So many of a kind are folded; the page of all findings has the rest."""


@dataclass(frozen=True, slots=True)
class Group:
    """All findings of one kind. ``stops`` is what each of them stops; ``consent`` what takes them away."""

    code: str
    stops: Reach
    findings: tuple[Finding, ...]

    @property
    def consent(self) -> str | None:
        """Which consent takes them away."""
        return BY_FINDING.get(self.code)

    @property
    def shown(self) -> tuple[Finding, ...]:
        """Those that stand there at once."""
        return self.findings[:SHOWN]

    @property
    def folded(self) -> tuple[Finding, ...]:
        """The others, as far as they fit."""
        return self.findings[SHOWN : SHOWN + MOST_FOLDED]

    @property
    def beyond(self) -> int:
        """How many more there are than are folded."""
        return max(0, len(self.findings) - SHOWN - MOST_FOLDED)

    @property
    def tone(self) -> str:
        """How it is shown."""
        return "stop" if self.stops is not Reach.NOTHING else "warn"


@dataclass(frozen=True, slots=True)
class Found:
    """What stops the whole export, what stops people, what only warns, and how many warnings were set aside."""

    export: tuple[Group, ...]
    people: tuple[Group, ...]
    warnings: tuple[Group, ...]
    set_aside: int


def found_in(plan: ExportPlan, set_aside: frozenset[str]) -> Found:
    """The findings of a plan. What somebody set aside is counted, not shown."""
    every = dict.fromkeys((*plan.findings, *(each for person in plan.people for each in person.findings)))
    aside = [each for each in every if each.id in set_aside and not each.blocks]
    shown = [each for each in every if each not in aside]
    by_reach = {reach: _grouped(each for each in shown if each.reach is reach) for reach in Reach}
    return Found(by_reach[Reach.EXPORT], by_reach[Reach.PERSON], by_reach[Reach.NOTHING], len(aside))


def _grouped(findings: Iterable[Finding]) -> tuple[Group, ...]:
    kinds: dict[str, list[Finding]] = {}
    for each in findings:
        kinds.setdefault(each.code, []).append(each)
    return tuple(Group(code, each[0].reach, tuple(each)) for code, each in kinds.items())
