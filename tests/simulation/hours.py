"""The hours of a history: what eitje says now, and, worked out apart from the product, what that comes to.

Shifts are whole quarters of an hour, so that no amount needs rounding.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from application.ports.timecards import ReadOptions
from domain.amount import Amount
from domain.hours import StatedHours
from domain.pay_line import Part, PayKind
from domain.terms import ContractType
from domain.timecard import MealCount, PersonRef, Timecard, TimecardKind, TimecardStatus
from domain.timecard_import import Coverage, TimecardFile
from domain.wage_period import PeriodRef

PERIOD = PeriodRef(2026, 10)
EMAILS = {
    503201: "noor.vandijk@kade.example",
    503202: "daan.devries@kade.example",
    503203: "zoe@kade.example",
    503207: "bram@kade.example",
}
TEAMS = {"": (2100, ""), "Keuken": (2100, "K1"), "Bar": (2100, "B1"), "Extra": (2190, "")}
CENTRES = {"": None, "K1": 41, "B1": 43}
"""Nmbrs' ids of cost centres, by code."""
MEALS = {"lunch": 4899, "borrel": 4899, "diner": 4900}
PARTS = {PayKind.HOURS: Part.HOURS, PayKind.WAGE: Part.MEALS, PayKind.DAYS: Part.DAYS}

Key = tuple[int, ContractType, PayKind, int, str]
"""Employee, contract type, kind, code, cost centre."""


@dataclass(frozen=True)
class Row:
    """One shift."""

    key: int
    employee: int
    day: int
    quarters: int
    team: str
    meal: str
    contract_type: ContractType
    approved: bool = True


@dataclass
class Hours:
    """All shifts of the period. It is also the reader of the file in which they are."""

    dice: random.Random
    people: tuple[int, ...]
    mixed: bool
    alike: bool = False
    """Most shifts are as long as each other, so that lines look alike."""
    rows: list[Row] = field(default_factory=list)
    files: int = 0
    keys: int = 0

    def change(self) -> None:
        """Somebody adds, edits, removes, approves or withdraws a shift."""
        act = self.dice.choice(("add", "add", "edit", "edit", "remove", "approve"))
        if act == "add" or not self.rows:
            self.rows.append(self._row())
            return
        at = self.dice.randrange(len(self.rows))
        row = self.rows[at]
        if act == "edit":
            edited = replace(self._row(), key=row.key, employee=row.employee)
            longer = row.quarters + self.dice.choice((-2, 4, 8)) if row.quarters > 2 else 32
            same = replace(row, quarters=row.quarters ^ 96 if self.alike else longer)
            self.rows[at] = same if self.dice.random() < 0.6 else edited
        elif act == "remove":
            del self.rows[at]
        else:
            self.rows[at] = replace(row, approved=not row.approved)

    def _row(self) -> Row:
        self.keys += 1
        kinds = (ContractType.ZERO_HOURS, ContractType.HOURS_CONTRACT) if self.mixed else (ContractType.ZERO_HOURS,)
        return Row(
            self.keys,
            self.dice.choice(self.people),
            self.dice.randint(1, 6),
            self.dice.choice((32, 32, 32, 64) if self.alike else (16, 32, 32, 29, 2)),
            self.dice.choice(("", "Keuken", "Bar") if self.alike else ("", "", "Keuken", "Bar", "Extra")),
            self.dice.choice(("", "lunch", "diner", "borrel")),
            self.dice.choice(kinds),
        )

    # -- the file -----------------------------------------------------------------------------------------------------

    def read(self, path: Path, options: ReadOptions) -> TimecardFile:  # noqa: ARG002 - a TimecardReader
        """The file as it would be exported now, with all of the period covered."""
        self.files += 1
        cards = tuple(_card(row) for row in self.rows)
        return TimecardFile("hours", "eitje", f"{self.files}", cards, Coverage(date(2026, 10, 1), date(2026, 10, 31)))

    # -- the truth ----------------------------------------------------------------------------------------------------

    def desired(self) -> Mapping[Key, Amount]:
        """What should be there: hundredths per key."""
        found: dict[Key, int] = {}
        for key, hundredths in self._amounts():
            found[key] = found.get(key, 0) + hundredths
        return {key: Amount(hundredths) for key, hundredths in found.items()}

    def _amounts(self) -> Iterator[tuple[Key, int]]:
        for row in self.rows:
            if row.approved:
                code, centre = TEAMS[row.team]
                yield (row.employee, row.contract_type, PayKind.HOURS, code, centre), row.quarters * 25
                if row.meal:
                    yield (row.employee, row.contract_type, PayKind.WAGE, MEALS[row.meal], ""), 100

    def days(self, employee: int, types: set[ContractType]) -> int:
        """Distinct days worked under these contract types."""
        return len({r.day for r in self.rows if r.approved and r.employee == employee and r.contract_type in types})


def _card(row: Row) -> Timecard:
    return Timecard(
        "eitje",
        str(row.key),
        PersonRef(str(row.employee), email=EMAILS[row.employee]),
        date(2026, 10, row.day),
        TimecardKind.WORKED,
        TimecardStatus.APPROVED if row.approved else TimecardStatus.PENDING,
        "De Kade",
        row.team or None,
        row.contract_type,
        stated=StatedHours.of_minutes(row.quarters * 15),
        meals=(MealCount(row.meal, 1),) if row.meal else (),
    )
