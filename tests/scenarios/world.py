"""One scenario's world: the product, what is in eitje, and what happens at Nmbrs."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from adapters.nmbrs_fake.nmbrs import FakeNmbrs
from domain.audit import AuditEvent
from domain.errors import ProductError
from entrypoints.container import Container
from tests.scenarios.driver import ZERO_HOURS, Carry, Consents, Driver, Json, Only
from tests.scenarios.hours import Hours
from tests.scenarios.office import EMAIL, Office

TOKEN = "demo-token-kadegroep-2026"
DOMAIN = "kadegroep"


class Stage(Protocol):
    """Where the product runs: which storage, which Nmbrs, reached how."""

    nmbrs: FakeNmbrs
    driver: Driver
    container: Container

    def pass_settling_time(self) -> None: ...
    def pass_watch(self) -> None: ...
    def unreachable(self) -> None: ...
    def copy_database(self, name: str) -> None: ...
    def open_database(self, name: str) -> None: ...
    def point_to(self, nmbrs: str) -> None: ...
    def hold_lease(self, period: str) -> None: ...
    def release_lease(self, period: str) -> None: ...
    def stored_text(self) -> str: ...
    def trail(self) -> list[AuditEvent]: ...
    def violations(self) -> list[str]: ...


@dataclass
class World:
    """What the steps work with. ``answer`` is what the product last answered, ``problem`` what it last refused."""

    stage: Stage
    folder: Path
    hours: Hours = field(default_factory=Hours)
    answer: Any = None
    problem: ProductError | None = None
    planned: Json = field(default_factory=dict)
    planned_parts: set[str] = field(default_factory=set)
    planned_for: tuple[str, Carry] = ("2026-10", ())
    last_export: Json = field(default_factory=dict)
    remembered: Json = field(default_factory=dict)
    later: date = date(2026, 10, 31)
    file: str = ""
    agreed: str = ""
    told: set[str] = field(default_factory=set)

    @property
    def driver(self) -> Driver:
        """The product."""
        return self.stage.driver

    @property
    def office(self) -> Office:
        """Nmbrs."""
        return Office(self.stage.nmbrs)

    def attempt(self, action: Callable[[], Any]) -> None:
        """Do something that may be refused, and keep what came of it."""
        self.answer, self.problem = None, None
        try:
            self.answer = action()
        except ProductError as problem:
            self.problem = problem

    def activate(self, token: str = TOKEN, domain: str = DOMAIN, own_link_off: bool | None = True) -> Json:
        """Activate, by default with what stands in Nmbrs."""
        return self.driver.activate(EMAIL, token, domain, own_link_off)

    def set_up(self) -> None:
        """Everything that has to be done once before De Kade can export."""
        self.activate()
        self.driver.link_company("1200", ["De Kade", "Strandtent Zuid"])
        self.driver.sync()
        self.driver.set_wage_period(date(2026, 1, 1))
        self.driver.map("hours", "2100", contract_type="zero-hours")
        self.driver.map("days", "days")
        self.driver.map("meal:lunch", "4899")
        self.office.forget_calls()

    def import_hours(self) -> None:
        """Export the hours of October from eitje, and of the months after it where there are any; import that file."""
        path = self.folder / "hours.csv"
        self.hours.write(path)
        last = max((date.fromisoformat(row["date"]) for row in self.hours.rows), default=date(2026, 10, 1))
        self.later = max(self.later, last.replace(day=monthrange(last.year, last.month)[1]))
        self.driver.import_file(path, (date(2026, 10, 1), self.later))

    def plan(
        self,
        parts: set[str],
        period: str = "2026-10",
        consents: Consents = (),
        contract_type: str = ZERO_HOURS,
        carry: Carry = (),
        only: Only | None = None,
    ) -> Json:
        """Plan, and remember the plan."""
        self.planned = self.driver.plan(period, parts, consents, contract_type, carry, only)
        self.planned_parts, self.planned_for = parts, (period, carry)
        return self.planned

    def export(
        self,
        parts: set[str],
        period: str = "2026-10",
        consents: Consents = (),
        contract_type: str = ZERO_HOURS,
        carry: Carry = (),
        only: Only | None = None,
    ) -> Json:
        """Plan, agree at once, and export."""
        plan = self.plan(parts, period, consents, contract_type, carry, only)
        self.last_export = self.driver.apply(period, parts, consents, plan["plan"], contract_type, carry, only)
        return self.last_export

    def undo(self, consents: Consents = ()) -> Json:
        """Plan to undo the last export that was not an undo, agree at once, and carry it out."""
        self.planned = self.driver.plan_undo(self.undone, consents)
        self.last_export = self.driver.undo(self.undone, consents, self.planned["plan"])
        return self.last_export

    @property
    def undone(self) -> str:
        """The export that a scenario speaks of when it undoes one."""
        export: str = self.last_export["export"]["undoes"] or self.last_export["export"]["id"]
        return export

    def apply_last_plan(self) -> Json:
        """Agree to the plan that was made before."""
        period, carry = self.planned_for
        plan = self.planned["plan"]
        self.last_export = self.driver.apply(period, self.planned_parts, (), plan, carry=carry)
        return self.last_export

    def resolve(self, name: str, choice: str, cause: str = "") -> Json:
        """Decide about the only open difference of a person (with that cause), in the period of the scenarios."""
        if not self.planned:
            self.plan({"hours"})
        found = [d for d in self.driver.differences("2026-10")["open"] if d["name"] == name]
        (difference,) = [d for d in found if cause in ("", d["cause"])]
        return self.driver.resolve(difference["id"], choice)


def boxes(text: str) -> set[str]:
    """The boxes that a sentence names: ``hours, days and meals``; ``nothing`` is none.

    >>> sorted(boxes("hours, days and meals")), boxes("nothing")
    (['days', 'hours', 'meals'], set())
    """
    return {word for word in re.split(r", | and ", text) if word != "nothing"}
