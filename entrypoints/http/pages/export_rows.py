"""A plan as a page shows it: a row for each person, totals for each code, and what is otherwise than before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from application.ports.storage import StoredPlan
from application.prepare_export import digests
from domain.amount import ZERO, Amount, total
from domain.pay_line import Part, PayKind
from domain.plan import ExportPlan, LineAction, PersonPlan, PersonState
from entrypoints.http.pages.texts import mark

TOUCHED: Final = (PersonState.READY, PersonState.UNCHANGED)
STATES: Final[Mapping[PersonState, tuple[str, str]]] = {
    PersonState.READY: ("note", mark("Something changes")),
    PersonState.UNCHANGED: ("good", mark("Stands there already")),
    PersonState.BLOCKED: ("stop", mark("Stopped")),
    PersonState.LEFT_OUT: ("warn", mark("Skipped")),
    PersonState.UNSETTLED: ("wait", mark("Not known yet")),
}
"""The tone and the word of what happens to a person."""

VIEWS: Final[Mapping[str, str]] = {
    "": mark("Everybody"),
    "changes": mark("Something changes"),
    "same": mark("Stands there already"),
    "untouched": mark("Not touched"),
    "foreign": mark("With lines of others"),
    "since": mark("Otherwise than you saw"),
}
"""What of a plan is shown, by the word in the address."""


@dataclass(frozen=True, slots=True)
class Sum:
    """What stands in Nmbrs on our lines now, and after the export."""

    before: Amount
    after: Amount

    @property
    def changes(self) -> bool:
        """Whether the export makes a difference."""
        return self.before != self.after

    @property
    def more(self) -> Amount:
        """How much is added; less than nothing when it is taken away."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Row:
    """One person. ``since`` says that this is otherwise than in the plan that was looked at before."""

    person: PersonPlan
    since: bool = False

    @property
    def touched(self) -> bool:
        """Whether the export concerns this person at all."""
        return self.person.state in TOUCHED

    @property
    def counts(self) -> Mapping[LineAction, int]:
        """How many lines are added, changed, removed, kept."""
        return Counter(line.action for line in self.person.lines)

    def sum(self, kind: PayKind) -> Sum | None:
        """Of the lines of one kind; None when there are none, or when the person is not touched."""
        lines = [line for line in self.person.lines if line.key.kind is kind]
        if not lines or not self.touched:
            return None
        return Sum(total(line.before for line in lines), total(line.after for line in lines))

    def fits(self, view: str) -> bool:
        """Whether the person is shown in that view."""
        state = self.person.state
        return {
            "changes": state is PersonState.READY,
            "same": state is PersonState.UNCHANGED,
            "untouched": state not in TOUCHED,
            "foreign": bool(self.person.foreign),
            "since": self.since,
        }.get(view, True)


@dataclass(frozen=True, slots=True)
class Total:
    """One code, or the days, over all people who are not left behind.

    ``previous`` is the period before; ``others`` what lines of others hold on it, which stay and are paid as well.
    """

    kind: PayKind
    code: str
    before: Amount
    after: Amount
    previous: Amount | None
    others: Amount = ZERO

    @property
    def writes(self) -> bool:
        """Whether the export makes a difference."""
        return self.before != self.after

    @property
    def more(self) -> Amount:
        """How much the export adds."""
        return self.after - self.before

    @property
    def than_previous(self) -> Amount | None:
        """How much more than in the period before."""
        return None if self.previous is None else self.after - self.previous


@dataclass(frozen=True, slots=True)
class Beside:
    """What others typed for a person on a code, and what is ours beside it: both are paid."""

    name: str
    kind: PayKind
    code: str
    theirs: Amount
    ours: Amount

    @property
    def together(self) -> Amount:
        """What the person is paid on that code."""
        return self.theirs + self.ours


@dataclass(frozen=True, slots=True)
class Otherwise:
    """How a plan differs from the one that was looked at before: what holds for the company, and whose part."""

    before: StoredPlan
    company: tuple[str, ...]
    people: frozenset[str]
    gone: int


BASIS: Final[Mapping[str, str]] = {
    "rules": mark("the rules of the product"),
    "calendar": mark("the wage periods"),
    "current period": mark("Nmbrs' current period"),
    "run": mark("the payroll run"),
    "consents": mark("the consent that was given"),
    "mapping": mark("the mapping"),
    "carry": mark("the late hours of closed periods"),
}
"""What a plan rests on, in words."""


def rows_of(plan: ExportPlan, otherwise: Otherwise | None = None) -> list[Row]:
    """Everybody: who waits for somebody first, then whose pay changes, then the others; each by name."""
    order = (PersonState.BLOCKED, PersonState.UNSETTLED, PersonState.LEFT_OUT, PersonState.READY, PersonState.UNCHANGED)
    changed = otherwise.people if otherwise else frozenset()
    people = sorted(plan.people, key=lambda each: (order.index(each.state), each.name.casefold(), each.employee or ""))
    return [Row(person, person.employee in changed) for person in people]


def totals_of(plan: ExportPlan, previous: Mapping[tuple[PayKind, str], Amount]) -> list[Total]:
    """Every code with what it holds before and after; days last."""
    held: dict[tuple[PayKind, str], list[Sum]] = {}
    for person in plan.people:
        if person.state in TOUCHED:
            for line in person.lines:
                held.setdefault((line.key.kind, line.key.code), []).append(Sum(line.before, line.after))
            if person.days is not None and Part.DAYS in plan.selection.parts:
                days = Sum(Amount.whole(person.days.found), Amount.whole(person.days.after))
                held.setdefault((PayKind.DAYS, ""), []).append(days)
    order = (PayKind.HOURS, PayKind.WAGE, PayKind.DAYS)
    return [
        Total(
            kind,
            code,
            total(each.before for each in held.get((kind, code), ())),
            total(each.after for each in held.get((kind, code), ())),
            previous.get((kind, code), ZERO) if previous else None,
            total(
                line.amount
                for person in plan.people
                if person.state in TOUCHED
                for line in person.foreign
                if (line.kind, line.code) == (kind, code)
            ),
        )
        for kind, code in sorted({*held, *previous}, key=lambda place: (order.index(place[0]), place[1]))
    ]


def beside_of(plan: ExportPlan) -> list[Beside]:
    """Where something of ours comes on top of what others typed on the same code; by name."""
    found = []
    for person in sorted(plan.ready, key=lambda each: each.name.casefold()):
        for kind, code in sorted({(line.kind, line.code) for line in person.foreign}):
            ours = total(line.after for line in person.lines if (line.key.kind, line.key.code) == (kind, code))
            theirs = total(line.amount for line in person.foreign if (line.kind, line.code) == (kind, code))
            if ours:
                found.append(Beside(person.name, kind, code, theirs, ours))
    return found


def otherwise_than(before: StoredPlan | None, plan: ExportPlan) -> Otherwise | None:
    """What is otherwise than in that plan; None when nothing is, or when it was about something else."""
    if before is None or before.hash == plan.hash or before.selection != plan.selection:
        return None
    now = digests(plan)
    company = [name for name in {**before.basis, **plan.basis} if before.basis.get(name) != plan.basis.get(name)]
    people = frozenset(str(employee) for employee, digest in now.items() if before.people.get(employee) != digest)
    return Otherwise(before, tuple(company), people, sum(employee not in now for employee in before.people))


def counted(rows: Sequence[Row]) -> dict[str, int]:
    """How many people each view shows."""
    return {view: sum(row.fits(view) for row in rows) for view in VIEWS}
