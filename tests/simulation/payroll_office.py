"""The payroll office of a history: it types, edits and deletes, remembers what it meant, and answers truthfully."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from adapters.nmbrs_fake.nmbrs import FakeNmbrs
from adapters.nmbrs_fake.records import Line
from adapters.nmbrs_fake.sample_data import DEMO_COMPANY
from domain.amount import Amount
from domain.decisions import Cause, Choice, Difference
from domain.pay_line import PayKind
from domain.terms import EmployeeId
from tests.simulation.hours import PERIOD

Place = tuple[PayKind, int]


@dataclass
class Typed:
    """A line that the office typed. ``extra``: on top of the hours of eitje, else in their place.

    ``given`` is the amount with which it was handed over to the product. ``raced`` says that it was changed while a
    process was about to act on that.
    """

    employee: int
    code: int
    extra: bool
    at: datetime
    amount: Amount
    given: Amount | None = None
    raced: bool = False
    there: bool = True


@dataclass
class Office:
    """What the office did. ``kept`` says of a line and an amount that it gave it whether it is to stay so.

    It does not change its mind about an amount: what it said about one holds whenever that stands there again.
    """

    nmbrs: FakeNmbrs
    dice: random.Random
    people: Sequence[int]
    now: Callable[[], datetime]
    usual: Callable[[int, PayKind], list[tuple[int, Amount]]]
    owned: Callable[[Place], bool]
    busy: Callable[[], bool]
    typed: dict[Place, Typed] = field(default_factory=dict)
    kept: dict[tuple[Place, Amount | None], bool] = field(default_factory=dict)
    changed: set[tuple[int, PayKind, int]] = field(default_factory=set)
    days_at: dict[int, tuple[int, datetime]] = field(default_factory=dict)
    days_kept: dict[tuple[int, int], bool] = field(default_factory=dict)
    days_given_up: set[tuple[int, int]] = field(default_factory=set)
    deleted: set[tuple[PayKind, str]] = field(default_factory=set)
    log: list[tuple[datetime, str, tuple[object, ...]]] = field(default_factory=list)

    def note(self, text: str, *values: object) -> None:
        """For whoever looks into a failure; put together only then."""
        self.log.append((self.now(), text, values))

    # -- acting -------------------------------------------------------------------------------------------------------

    def act(self) -> None:
        """Do one thing at the screen."""
        employee = self.dice.choice(self.people)
        act = self.dice.choice((self._type, self._type, self._edit, self._delete, self._set_days))
        act(employee)

    def meddle(self, employee: int, kind: PayKind, gone: bool) -> None:
        """Do something about a person on whose screen a line of some kind, or the number of days, just changed.

        ``gone`` says that a line just went.
        """
        acts = (lambda who: self._type(who, kind), self._edit, self._delete, self._set_days)
        weights = (8, 1, 1, 1) if gone else (1, 1, 1, 5) if kind is PayKind.DAYS else (4, 1, 5, 1)
        self.dice.choices(acts, weights)[0](employee)

    def change_model(self) -> Callable[[], None]:
        """Switch off a code or a cost centre; the answer switches it on again."""
        company = self.nmbrs.core.companies[DEMO_COMPANY]
        lists: list[list[Any]] = [*company.hour_models, *company.wage_models, company.cost_centres]
        before = [list(each) for each in lists]
        missing = self.dice.choice(("2190", "4899", "4900", *("K1", "B1") * 4))
        for each in lists:
            each[:] = [code for code in each if str(code.code) != missing]
        self.note("the model lacks %s", missing)

        def restore() -> None:
            for each, whole in zip(lists, before, strict=True):
                each[:] = whole

        return restore

    def _type(self, employee: int, only: PayKind | None = None) -> None:
        kind = only or self.dice.choice((PayKind.HOURS, PayKind.HOURS, PayKind.WAGE))
        kind = PayKind.HOURS if kind is PayKind.DAYS else kind
        usual = self.usual(employee, kind)
        if usual and (only or self.dice.random() < 0.7):
            code, amount = self.dice.choice(usual)
        else:
            code = self.dice.choice((2100, 2190) if kind is PayKind.HOURS else (4899, 4900))
            amount = Amount(self.dice.choice((400, 800, 725, 100)))
        line = self.nmbrs.office.type_line(employee, PERIOD, code, amount.to_decimal(), kind)
        stored = self.nmbrs.core.book.find(kind, line)
        assert stored is not None
        extra = self.dice.random() < 0.5
        amount = Amount.from_decimal(stored.amount)
        self.typed[kind, line] = Typed(employee, code, extra, self.now(), amount)
        stance = "extra" if extra else "instead"
        self.note("typed %s %s: %s %s %s %s", kind, line, employee, code, amount, stance)

    def _edit(self, employee: int) -> None:
        line = self._any_line(employee)
        if line is None:
            return
        amount = Amount(self.dice.choice((50, 300, 800, 1000)))
        self.nmbrs.office.edit_line(line.id, amount.to_decimal(), line.kind)
        self._note(line, "edited to", self._stored(line))

    def _delete(self, employee: int) -> None:
        line = self._any_line(employee)
        if line is not None:
            self.nmbrs.office.delete_line(line.id, line.kind)
            self.deleted.add((line.kind, str(line.id)))
            self._note(line, "deleted", None)

    def _note(self, line: Line, what: str, amount: Amount | None) -> None:
        place = (line.kind, line.id)
        if amount == Amount.from_decimal(line.amount):
            return
        if place in self.typed:
            typed = self.typed[place]
            typed.there = amount is not None
            typed.amount = amount or typed.amount
            typed.at = self.now()
            typed.raced = typed.raced or self.busy()
        self.changed.add((line.employee, line.kind, line.code))
        stays = self.kept.setdefault((place, amount), self.dice.random() < 0.4)
        stance = "to stay so" if stays else "by mistake"
        self.note("%s %s %s, %s", what, amount or "", line, stance)

    def _set_days(self, employee: int) -> None:
        days = self.dice.choice((0, 1, 2, 3, 7))
        if self.nmbrs.core.book.days(employee, PERIOD) != self.days_at.get(employee, (0,))[0]:
            # The product carried out what was said; the same number is asked about anew.
            self.days_given_up = {each for each in self.days_given_up if each[0] != employee}
        self.nmbrs.office.set_days(employee, PERIOD, days)
        self.days_at[employee] = (days, self.now())
        self.days_kept.setdefault((employee, days), self.dice.random() < 0.4)
        self.note("days of %s = %s, %s", employee, days, "to stay so" if self.keeps_days(employee) else "by mistake")

    def _any_line(self, employee: int) -> Line | None:
        lines = [line for kind in (PayKind.HOURS, PayKind.WAGE) for line in self.lines(employee, kind)]
        return self.dice.choice(lines) if lines else None

    def _stored(self, line: Line) -> Amount | None:
        found = self.nmbrs.core.book.find(line.kind, line.id)
        return Amount.from_decimal(found.amount) if found else None

    # -- knowing ------------------------------------------------------------------------------------------------------

    def lines(self, employee: int, kind: PayKind) -> list[Line]:
        """What Nmbrs holds now."""
        return self.nmbrs.core.book.lines(employee, kind, PERIOD)

    def theirs(self, line: Line) -> Typed | None:
        """What the office knows of a line that it typed and did not hand over; None for a line of the product."""
        typed = self.typed.get((line.kind, line.id))
        given = typed is not None and typed.given is not None
        if given and (typed.given == typed.amount or self.owned((line.kind, line.id))):
            return None
        return typed

    def handed_over(self, kind: PayKind, line_id: int) -> bool:
        """True when the product may do with a line as it sees fit, or could not know in time that it may no longer.

        What was said about another amount holds only for whoever has acted on it, or was about to.
        """
        typed = self.typed[kind, line_id]
        return typed.given is not None and (typed.given == typed.amount or typed.raced or self.owned((kind, line_id)))

    def touched(self, line: Line) -> bool:
        """True when the office typed, changed or deleted anything on the code of a line."""
        place = (line.employee, line.kind, line.code)
        beside = any((typed.employee, kind, typed.code) == place for (kind, _), typed in self.typed.items())
        return beside or place in self.changed

    def answer(self, difference: Difference) -> Choice:
        """The truth."""
        if difference.kind is PayKind.DAYS:
            return Choice.KEEP_THEIRS if self.keeps_days(int(difference.employee)) else Choice.RESTORE_OURS
        place = (difference.kind, int(difference.line_id or 0))
        if difference.cause in (Cause.FOREIGN, Cause.DOUBLED):
            typed = self.typed.get(place)
            choice = Choice.ON_TOP if typed is not None and typed.extra else Choice.ADOPT
        else:
            choice = Choice.KEEP_THEIRS if self.kept.get((place, difference.found), False) else Choice.RESTORE_OURS
        return choice

    def keeps_days(self, employee: int) -> bool:
        """Whether the number of Days that stands there is to stay."""
        return self.days_kept.get((employee, self.nmbrs.core.book.days(employee, PERIOD)), False)

    def heard(self, difference: Difference, choice: Choice) -> None:
        """The answer is on record."""
        self.note("%s %s %s: %s", difference.cause, difference.kind, difference.line_id, choice)
        if difference.kind is PayKind.DAYS:
            if choice is Choice.RESTORE_OURS and difference.found is not None:
                self.days_given_up.add((int(difference.employee), difference.found.hundredths // 100))
            return
        typed = self.typed.get((difference.kind, int(difference.line_id or 0)))
        if typed is not None and choice is Choice.ADOPT:
            typed.given = typed.amount

    def about(self, employee: EmployeeId) -> str:
        """All lines of one person, for a person who reads about a failure."""
        held = [
            f"{line.kind} {line.id} {line.code} {line.amount} cc={line.cost_centre} {line.comment or 'typed'}"
            for kind in (PayKind.HOURS, PayKind.WAGE)
            for line in self.lines(int(employee), kind)
        ]
        return "\n  ".join(held) or "nothing"
