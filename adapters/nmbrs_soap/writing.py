"""Changes of pay as calls: which changes share one, and what the answer says about each.

Calls are made in four rounds: deletes, single inserts, batches of inserts, days. Within a round calls run at the same
time, but those of one person one after the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import zeep

from adapters.nmbrs_soap.answer import Fields
from adapters.nmbrs_soap.components import COMPONENTS, Component
from adapters.nmbrs_soap.failure import is_id
from application.ports.payroll import AddLine, Change, RemoveLine, SetDays
from domain.ledger import Landing, Outcome, Refusal
from domain.pay_line import PayKind
from domain.terms import EmployeeId, LineId
from domain.wage_period import PeriodRef

T = TypeVar("T")
Placed = tuple[int, T]
"""A change and its position in the sequence that was asked for."""

_NIL = zeep.xsd.Nil


@dataclass(frozen=True, slots=True)
class CostIds:
    """The payroll's ids of cost centres, or of cost units, by their codes; ``what`` says which of the two.

    ``unread`` is what it means for a line that needs one, when they could not be read.
    """

    what: str
    ids: Mapping[str, int] = field(default_factory=dict)
    unread: Outcome | None = None

    def refuse(self, code: str) -> Outcome | None:
        """Why a line with this code cannot be sent, if it cannot; an empty code is none."""
        if not code or code in self.ids:
            return None
        return self.unread or _refused("2038", f"Nmbrs has no {self.what} {code} in this company")

    def id_of(self, code: str) -> object:
        """As it stands in a line; an empty code is none."""
        return self.ids[code] if code else _NIL


@dataclass(frozen=True, slots=True)
class Call:
    """One call and the positions of the changes that it carries. ``shared`` when it is a batch."""

    name: str
    arguments: Mapping[str, object]
    positions: tuple[int, ...]
    understand: Callable[[Fields], Outcome]
    shared: bool = False


Round = Sequence[Sequence[Call]]
"""Rows of calls: the rows run at the same time, the calls of a row one after the other."""


@dataclass(frozen=True, slots=True)
class Composer:
    """Makes calls for one period."""

    period: PeriodRef
    protected_consent: bool
    batch_size: int
    cost_centres: CostIds
    cost_units: CostIds

    def refuse(self, change: Change) -> Outcome | None:
        """What cannot be said in a call, so is not sent."""
        ids = [change.employee] + ([change.line_id] if isinstance(change, RemoveLine) else [])
        if not all(is_id(text) for text in ids):
            return _refused("2030", f"{' '.join(ids)} cannot be an id of Nmbrs")
        if not isinstance(change, AddLine):
            return None
        if not is_id(change.code):
            return _refused(COMPONENTS[change.kind].unknown_code, f"{change.code} cannot be a code of Nmbrs")
        return self.cost_centres.refuse(change.cost_centre) or self.cost_units.refuse(change.cost_unit)

    def rounds(self, changes: Iterable[Placed[Change]]) -> list[Round]:
        """The calls that carry out these changes, none of which is refused."""
        removed: list[Placed[RemoveLine]] = []
        alone: list[Placed[AddLine]] = []
        together: dict[PayKind, list[Placed[AddLine]]] = {kind: [] for kind in COMPONENTS}
        days: list[Placed[SetDays]] = []
        for position, change in changes:
            if isinstance(change, RemoveLine):
                removed.append((position, change))
            elif isinstance(change, SetDays):
                days.append((position, change))
            elif change.alone:
                alone.append((position, change))
            else:
                together[change.kind].append((position, change))
        return [
            [[self._delete(placed) for placed in own] for own in _by_person(removed)],
            [[self._insert(placed) for placed in own] for own in _by_person(alone)],
            *(
                [[self._insert_batch(kind, b)] for b in _batches(lines, self.batch_size)]
                for kind, lines in together.items()
            ),
            [[self._set_days(batch)] for batch in _batches(days, self.batch_size)],
        ]

    def _delete(self, placed: Placed[RemoveLine]) -> Call:
        position, change = placed
        names = COMPONENTS[change.kind]
        arguments = {"EmployeeId": int(change.employee), names.id: int(change.line_id)}

        def understand(answer: Fields) -> Outcome:
            return Outcome(Landing.ACCEPTED if answer.yes(f"{names.delete}Result") else Landing.ALREADY_GONE)

        return Call(names.delete, arguments, (position,), understand)

    def _insert(self, placed: Placed[AddLine]) -> Call:
        position, change = placed
        names = COMPONENTS[change.kind]

        def understand(answer: Fields) -> Outcome:
            line = answer.whole(f"{names.insert}Result")
            return Outcome(Landing.ACCEPTED, LineId(str(line)) if line > 0 else None)

        arguments = {"EmployeeId": int(change.employee), names.item: self._line(names, change)}
        return Call(names.insert, arguments | self._target, (position,), understand)

    def _insert_batch(self, kind: PayKind, lines: Sequence[Placed[AddLine]]) -> Call:
        names = COMPONENTS[kind]
        items = [{"EmployeeId": int(line.employee)} | self._line(names, line) for _, line in lines]
        arguments = {names.batch: {names.batch_item: items}} | self._target
        return Call(names.insert_batch, arguments, _positions(lines), _accepted, shared=True)

    def _set_days(self, days: Sequence[Placed[SetDays]]) -> Call:
        items = [{"EmployeeId": int(change.employee), "Days": change.days} for _, change in days]
        if len(items) == 1:
            return Call("DaysVar_Set", items[0] | self._target, _positions(days), _accepted)
        period = {"Period": self.period.number, "Year": self.period.year}
        arguments = {
            "EmployeesDaysWorked": {"DaysWorked": [item | period for item in items]},
            "UnprotectedMode": self.protected_consent,
        }
        return Call("DaysVar_Set_Batch", arguments, _positions(days), _accepted, shared=True)

    def _line(self, names: Component, line: AddLine) -> dict[str, object]:
        return {
            "Id": 0,
            names.code: int(line.code),
            names.amount: line.amount.to_decimal(),
            "CostCenterId": self.cost_centres.id_of(line.cost_centre),
            "CostUnitId": self.cost_units.id_of(line.cost_unit),
            "Comment": line.comment or None,
        }

    @property
    def _target(self) -> dict[str, object]:
        return {"Period": self.period.number, "Year": self.period.year, "UnprotectedMode": self.protected_consent}


def _accepted(_: Fields) -> Outcome:
    """Batches and days are answered with an empty element (docs/nmbrs.md, "Writing")."""
    return Outcome(Landing.ACCEPTED)


def _refused(code: str, text: str) -> Outcome:
    return Outcome(Landing.REFUSED, None, code, f"{text}; it was not sent", Refusal.LINE, may_land_late=False)


def _positions(placed: Sequence[Placed[T]]) -> tuple[int, ...]:
    return tuple(position for position, _ in placed)


AnyChange = TypeVar("AnyChange", AddLine, RemoveLine, SetDays)


def _by_person(placed: Iterable[Placed[AnyChange]]) -> list[list[Placed[AnyChange]]]:
    rows: dict[EmployeeId, list[Placed[AnyChange]]] = {}
    for position, change in placed:
        rows.setdefault(change.employee, []).append((position, change))
    return list(rows.values())


def _batches(placed: Iterable[Placed[AnyChange]], size: int) -> list[list[Placed[AnyChange]]]:
    """Batches of at most ``size``, larger only where one person alone has more: nobody straddles two."""
    batches: list[list[Placed[AnyChange]]] = []
    for own in _by_person(placed):
        if batches and len(batches[-1]) + len(own) <= size:
            batches[-1].extend(own)
        else:
            batches.append(own)
    return batches
