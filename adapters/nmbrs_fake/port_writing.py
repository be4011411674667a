"""Changes of pay as calls of the vendor: which changes share a call, and what its answer says about each.

Calls go out in four rounds: deletes, single inserts, batches of inserts, days.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from adapters.nmbrs_fake.payroll import PayrollCore
from adapters.nmbrs_fake.port_translation import not_sendable, number
from adapters.nmbrs_fake.records import NewLine, User
from application.ports.payroll import AddLine, Change, RemoveLine, SetDays
from domain.ledger import Landing, Outcome
from domain.pay_line import PayKind
from domain.terms import EmployeeId, LineId
from domain.wage_period import PeriodRef

C = TypeVar("C", AddLine, RemoveLine, SetDays)
Placed = tuple[int, C]
"""A change and its position in the sequence that was asked for."""

_WORD = {PayKind.HOURS: "Hour", PayKind.WAGE: "Wage"}
_UNKNOWN_CODE = {PayKind.HOURS: "2001", PayKind.WAGE: "2002"}
_ACCEPTED = Outcome(Landing.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Sending:
    """One call to make: its operation, the positions of the changes in it, whom it concerns, and the work."""

    operation: str
    positions: tuple[int, ...]
    employees: tuple[int, ...]
    work: Callable[[User], Outcome]
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Composer:
    """Makes calls for one period. ``centres`` and ``units`` are the payroll's ids by code."""

    core: PayrollCore
    period: PeriodRef
    unprotected: bool
    batch_size: int | None
    centres: Mapping[str, int]
    units: Mapping[str, int]

    def refuse(self, change: Change) -> Outcome | None:
        """What cannot be said in a call, so is not sent."""
        ids = [change.employee, *([change.line_id] if isinstance(change, RemoveLine) else [])]
        if any(number(text) is None for text in ids):
            return not_sendable("2030", f"{' '.join(ids)} cannot be an id of Nmbrs")
        if not isinstance(change, AddLine):
            return None
        if number(change.code) is None:
            return not_sendable(_UNKNOWN_CODE[change.kind], f"{change.code} cannot be a code of Nmbrs")
        if change.cost_centre and change.cost_centre not in self.centres:
            return not_sendable("2038", f"Nmbrs has no cost centre {change.cost_centre} in this company")
        if change.cost_unit and change.cost_unit not in self.units:
            return not_sendable("2038", f"Nmbrs has no cost unit {change.cost_unit} in this company")
        return None

    def sendings(self, changes: Iterable[tuple[int, Change]]) -> list[Sending]:
        """The calls that carry out these changes, none of which is refused."""
        placed = list(changes)
        removed = [(at, change) for at, change in placed if isinstance(change, RemoveLine)]
        added = [(at, change) for at, change in placed if isinstance(change, AddLine)]
        days = [(at, change) for at, change in placed if isinstance(change, SetDays)]
        calls = [self._delete(at, change) for at, change in removed]
        calls += [self._insert(at, change) for at, change in added if change.alone]
        for kind in _WORD:
            together = [(at, change) for at, change in added if change.kind is kind and not change.alone]
            calls += [self._insert_batch(kind, batch) for batch in _batches(together, self.batch_size)]
        return calls + [self._set_days(batch) for batch in _batches(days, self.batch_size)]

    def _delete(self, at: int, change: RemoveLine) -> Sending:
        employee, line = int(change.employee), int(change.line_id)

        def work(user: User) -> Outcome:
            was_there = self.core.delete(user, employee, change.kind, line)
            return _ACCEPTED if was_there else Outcome(Landing.ALREADY_GONE)

        return Sending(f"{_WORD[change.kind]}Component_Delete", (at,), (employee,), work)

    def _insert(self, at: int, change: AddLine) -> Sending:
        new = self._new(change)

        def work(user: User) -> Outcome:
            answer = self.core.insert(user, change.kind, self.period, new, self.unprotected)
            return Outcome(Landing.ACCEPTED, LineId(str(answer)) if answer > 0 else None)

        return Sending(f"{_WORD[change.kind]}ComponentVar_Insert", (at,), (new.employee,), work)

    def _insert_batch(self, kind: PayKind, batch: Sequence[Placed[AddLine]]) -> Sending:
        new = [self._new(change) for _, change in batch]

        def work(user: User) -> Outcome:
            self.core.insert_batch(user, kind, self.period, new, self.unprotected)
            return _ACCEPTED

        return _shared(f"{_WORD[kind]}ComponentVar_Insert_Batch", batch, work)

    def _set_days(self, batch: Sequence[Placed[SetDays]]) -> Sending:
        wanted = [(int(change.employee), change.days, self.period) for _, change in batch]
        if len(wanted) > 1:

            def work_all(user: User) -> Outcome:
                self.core.set_days_batch(user, wanted, self.unprotected)
                return _ACCEPTED

            return _shared("DaysVar_Set_Batch", batch, work_all)

        def work(user: User) -> Outcome:
            employee, days, period = wanted[0]
            self.core.set_days(user, employee, days, period, self.unprotected)
            return _ACCEPTED

        return Sending("DaysVar_Set", (batch[0][0],), (wanted[0][0],), work)

    def _new(self, line: AddLine) -> NewLine:
        return NewLine(
            int(line.employee),
            int(line.code),
            line.amount.to_decimal(),
            self.centres[line.cost_centre] if line.cost_centre else None,
            self.units[line.cost_unit] if line.cost_unit else None,
            line.comment,
        )


def _shared(operation: str, batch: Sequence[Placed[C]], work: Callable[[User], Outcome]) -> Sending:
    employees = tuple(dict.fromkeys(int(change.employee) for _, change in batch))
    return Sending(operation, tuple(at for at, _ in batch), employees, work, shared=True)


def _batches(placed: Iterable[Placed[C]], size: int | None) -> list[list[Placed[C]]]:
    """Batches of at most ``size``, larger only where one person alone has more: nobody straddles two."""
    by_person: dict[EmployeeId, list[Placed[C]]] = {}
    for at, change in placed:
        by_person.setdefault(change.employee, []).append((at, change))
    batches: list[list[Placed[C]]] = []
    for own in by_person.values():
        if batches and (size is None or len(batches[-1]) + len(own) <= size):
            batches[-1].extend(own)
        else:
            batches.append(own)
    return batches
