"""A month of shifts that keeps changing, and what it comes to, worked out apart from the product.

Minutes are whole and are added first; hundredths of an hour are rounded once for each person and code, half away from
zero, and spread over cost centres by largest remainder.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from domain.pay_line import PayKind

PEOPLE = {
    503201: ("Noor van Dijk", "noor.vandijk@kade.example"),
    503202: ("Daan de Vries", "daan.devries@kade.example"),
    503203: ("Zoë van den Berg", "zoe@kade.example"),
    503204: ("Emre Yılmaz", "emre@kade.example"),
    503205: ("Sophie Jansen", "sophie.jansen@kade.example"),
    503206: ("Sophie Jansen", "s.jansen2@kade.example"),
}
TEAMS = {"Bediening": (2100, ""), "Keuken": (2100, "K1"), "Bar": (2100, "B1"), "Extra": (2190, "")}
MEALS = {"lunch": 4899, "diner": 4900}

Place = tuple[int, PayKind, int, str]
"""Employee, kind, code, cost centre."""


@dataclass(frozen=True)
class Shift:
    """One entry of eitje: net minutes from ten o'clock on, and one meal or none."""

    key: int
    employee: int
    day: int
    minutes: int
    team: str
    meal: str


@dataclass
class Month:
    """All shifts of October 2026 as they stand in eitje now."""

    dice: random.Random
    shifts: list[Shift] = field(default_factory=list)
    keys: int = 47300000

    def change(self, times: int) -> None:
        """Somebody adds, edits and removes entries."""
        for _ in range(times):
            act = self.dice.choice(("add", "add", "edit", "edit", "remove"))
            if act == "add" or len(self.shifts) < 3:
                self.shifts.append(self._shift())
                continue
            at = self.dice.randrange(len(self.shifts))
            old = self.shifts[at]
            if act == "edit":
                self.shifts[at] = replace(self._shift(), key=old.key, employee=old.employee)
            else:
                del self.shifts[at]

    def _shift(self) -> Shift:
        self.keys += 1
        return Shift(
            self.keys,
            self.dice.choice(sorted(PEOPLE)),
            self.dice.randint(1, 12),
            self.dice.choice((440, 440, 450, 480, self.dice.randint(60, 600))),
            self.dice.choice(sorted(TEAMS)),
            self.dice.choice(("", "", *MEALS)),
        )

    def write(self, path: Path) -> None:
        """The CSV as eitje exports it."""
        head = "naam,e-mailadres,datum,naam van vestiging,team naam,type,contracttype,start- tot eindtijd,pauze"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([*head.split(","), "maaltijden", "support ID"])
            writer.writerows(_cells(shift) for shift in self.shifts)

    # -- the truth ----------------------------------------------------------------------------------------------------

    def lines(self) -> dict[Place, int]:
        """The hundredths that each line should hold; no line of 0.00."""
        minutes: dict[tuple[int, int], dict[str, int]] = {}
        found: dict[Place, int] = {}
        for shift in self.shifts:
            code, centre = TEAMS[shift.team]
            centres = minutes.setdefault((shift.employee, code), {})
            centres[centre] = centres.get(centre, 0) + shift.minutes
            if shift.meal:
                place = (shift.employee, PayKind.WAGE, MEALS[shift.meal], "")
                found[place] = found.get(place, 0) + 100
        for (employee, code), centres in minutes.items():
            for centre, hundredths in _spread(centres).items():
                found[employee, PayKind.HOURS, code, centre] = hundredths
        return {place: hundredths for place, hundredths in found.items() if hundredths}

    def days(self, employee: int) -> int:
        """On how many days somebody worked."""
        return len({shift.day for shift in self.shifts if shift.employee == employee})


def _spread(minutes: Mapping[str, int]) -> dict[str, int]:
    """Hundredths by cost centre. A minute is 5/3 of a hundredth.

    >>> _spread({"B1": 440, "K1": 440, "": 440})
    {'': 734, 'B1': 733, 'K1': 733}
    """
    together = (10 * sum(minutes.values()) + 3) // 6
    shares = {centre: minutes[centre] * 5 // 3 for centre in sorted(minutes)}
    by_remainder = sorted(shares, key=lambda centre: (-(minutes[centre] * 5 % 3), centre))
    for centre in by_remainder[: together - sum(shares.values())]:
        shares[centre] += 1
    return shares


def _cells(shift: Shift) -> Sequence[str]:
    name, email = PEOPLE[shift.employee]
    until = 10 * 60 + shift.minutes + 30
    times = f"10:00 - {until // 60:02d}:{until % 60:02d}"
    fixed = ("De Kade", shift.team, "gewerkte uren", "nul uren")
    day = f"{shift.day:02d}/10/2026"
    return (name, email, day, *fixed, times, "0:30", shift.meal, str(shift.key))
