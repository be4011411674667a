"""Databases that are empty, put back or copied: real SQLite files, over SOAP; nobody is paid twice."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest
from dependency_injector import providers

from adapters.nmbrs_fake.call_log import Call
from adapters.nmbrs_fake.clock import ManualClock
from adapters.nmbrs_fake.faults import Fault
from adapters.nmbrs_fake.nmbrs import FakeNmbrs
from adapters.nmbrs_fake.sample_data import demo_payroll
from adapters.nmbrs_fake.soap_server import SoapServer
from adapters.sql import SqlStorage
from application.ports.storage import UnitOfWork
from domain.pay_line import PayKind
from entrypoints.container import Container
from entrypoints.settings import Settings
from tests.databases import empty_database
from tests.scenarios.driver import Driver, InProcess, Json
from tests.scenarios.hours import Hours
from tests.scenarios.office import OCTOBER, is_write
from tests.scenarios.stages import copy_database
from tests.scenarios.world import World

NOOR, DAAN, FATIMA = "Noor van Dijk", "Daan de Vries", "Fatima el Amrani"
PEOPLE = (NOOR, DAAN, FATIMA)
EVERYTHING = {"hours", "days", "meals"}
Held = dict[str, tuple[list[str], list[str], int]]
"""Of each person the amounts of worked hours, those of lunches, and the days."""


NUMBERS = count(1)
"""Of the files, of which many may lie in one folder."""


class BoundaryStorage:
    """A storage that does something else just before its unit of work number ``at`` begins."""

    def __init__(self, storage: SqlStorage) -> None:
        self._storage = storage
        self.begun, self.at = 0, 0
        self.act: Callable[[], None] = lambda: None

    def _begin(self) -> None:
        self.begun += 1
        if self.begun == self.at:
            self.act()

    @contextmanager
    def read(self) -> Iterator[UnitOfWork]:
        self._begin()
        with self._storage.read() as work:
            yield work

    @contextmanager
    def write(self) -> Iterator[UnitOfWork]:
        self._begin()
        with self._storage.write() as work:
            yield work


class Machine:
    """An installation with a database of its own."""

    def __init__(self, house: House, path: Path) -> None:
        self.house, self.path, self.nmbrs = house, path, house.nmbrs
        sql = SqlStorage(f"sqlite:///{path}", now=house.clock.now)
        house.ending.callback(sql.close)
        self.storage = BoundaryStorage(sql)
        settings = Settings(
            database_url=f"sqlite:///{path}",
            nmbrs_url=house.server.address,
            secret_key_file=house.key,
        )
        container = Container(settings=settings)
        container.storage.override(providers.Object(self.storage))
        self.driver: Driver = InProcess(container)
        self.world = World(self, house.folder, house.hours)  # type: ignore[arg-type] - a stage of which only this is used

    def set_up(self) -> None:
        """From nothing to the hours of October."""
        self.world.set_up()
        self.world.import_hours()

    def export(self, parts: set[str] = EVERYTHING) -> Json:
        """Plan and apply; the answer to that."""
        self.world.import_hours()
        return self.world.export(parts)

    def look(self) -> Json:
        """A check of October."""
        return self.driver.verify("2026-10")

    def answer(self) -> int:
        """Somebody who knows what happened: the lines are ours, and eitje is right."""
        opened = self.driver.differences("2026-10")["open"]
        for each in opened:
            self.driver.resolve(each["id"], "adopt" if "adopt" in each["offered"] else "restore-ours")
        return len(opened)

    def until_proved(self, parts: set[str] = EVERYTHING) -> None:
        """Export, wait and answer until it is proved; nobody is paid twice anew."""
        lines = max(_most_lines(self.house), 1)
        for _ in range(6):
            outcome = self.export(parts)["outcome"]
            assert _most_lines(self.house) <= lines
            self.house.clock.sleep(3600)
            if outcome == "proved" and self.look()["clean"]:
                return
            self.answer()
        raise AssertionError("never proved")


@dataclass
class House:
    """Nmbrs, eitje, and the machines."""

    folder: Path
    ending: ExitStack
    clock: ManualClock = field(default_factory=ManualClock)
    hours: Hours = field(default_factory=Hours)
    key: Path = field(init=False)
    numbers: Iterator[int] = field(default_factory=lambda: NUMBERS)
    nmbrs: FakeNmbrs = field(init=False)
    server: SoapServer = field(init=False)

    def __post_init__(self) -> None:
        self.key = self.folder / "secret.key"
        self.nmbrs = demo_payroll(clock=self.clock)
        self.server = self.ending.enter_context(SoapServer(self.nmbrs))
        for name, hours in ((NOOR, 8), (DAAN, 6), (FATIMA, 4)):
            self.hours.work(name, hours)
            self.hours.rows[-1]["meals"] = "lunch"

    def new_path(self) -> Path:
        return self.folder / f"{next(self.numbers)}.db"

    def machine(self) -> Machine:
        """With an empty database, set up."""
        path = self.new_path()
        empty_database(path)
        made = Machine(self, path)
        made.set_up()
        return made

    def copy(self, source: Path) -> Path:
        path = self.new_path()
        copy_database(source, path)
        return path

    def held(self) -> Held:
        """What Nmbrs holds."""
        office, found = self.nmbrs.office, Held()
        for name in PEOPLE:
            who = next(e.id for e in self.nmbrs.core.employees.values() if e.infos[-1].display_name == name)
            hours = sorted(amount for code, amount in office.amounts(who, OCTOBER) if code == 2100)
            lunches = [amount for code, amount in office.amounts(who, OCTOBER, PayKind.WAGE) if code == 4899]
            found[name] = (hours, lunches, office.days(who, OCTOBER))
        return found

    def correct(self) -> None:
        """In eitje Noor's hours become 9, Daan's go, and Fatima works another day."""
        self.hours.work(NOOR, 9)
        self.hours.remove(DAAN)
        self.hours.rows.append({"name": FATIMA, "date": "2026-10-13", "break": "0:00", "time": "09:00 - 12:00"})

    def backups_during(self, machine: Machine, act: Callable[[], object]) -> list[Path]:
        """The database as it was before and at every call to Nmbrs, and afterwards: each ledger that it held, once."""
        ledgers: dict[str, Path] = {}

        def copy(call: Call | None) -> Fault | None:  # noqa: ARG001 - asked by the fake
            path = self.copy(machine.path)
            ledgers.setdefault(ledger_of(path), path)
            return None

        copy(None)
        self.nmbrs.faults.decide = copy
        act()
        self.nmbrs.faults.clear()
        copy(None)
        return list(ledgers.values())

    def written(self) -> int:
        return sum(is_write(entry.call) for entry in self.nmbrs.log.entries)


def ledger_of(path: Path) -> str:
    """What the ledger in a file holds, the moments aside."""
    with closing(sqlite3.connect(path)) as connection:
        changes = connection.execute("SELECT id, state, step, answered_line FROM ledger_change ORDER BY id").fetchall()
        own = connection.execute("SELECT line_id, amount FROM own_line ORDER BY line_id").fetchall()
        days = connection.execute("SELECT employee, days FROM proved_days ORDER BY employee").fetchall()
    return repr((changes, own, days))


FIRST: Held = {NOOR: (["8.00"], ["1.00"], 1), DAAN: (["6.00"], ["1.00"], 1), FATIMA: (["4.00"], ["1.00"], 1)}
CORRECTED: Held = {NOOR: (["9.00"], ["1.00"], 1), DAAN: ([], [], 0), FATIMA: (["7.00"], ["1.00"], 2)}


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with ExitStack() as ending:
        yield House(tmp_path, ending)


def _most_lines(house: House) -> int:
    return max(len(lines) for hours, lunches, _ in house.held().values() for lines in (hours, lunches))


# -- empty ------------------------------------------------------------------------------------------------------------


def test_an_empty_database_over_a_filled_payroll_writes_nothing_until_somebody_says_what_is_ours(house: House) -> None:
    assert house.machine().export()["outcome"] == "proved"
    again = house.machine()
    written = house.written()
    applied = again.export()
    assert {person["name"]: person["state"] for person in applied["left_behind"]} == dict.fromkeys(PEOPLE, "blocked")
    assert again.answer() == 6
    assert (again.export()["outcome"], again.look()["clean"]) == ("proved", True)
    assert (house.held(), house.written()) == (FIRST, written)
    house.correct()
    again.until_proved()
    # This database never set the days of Daan, so it does not set them to nothing either.
    assert house.held() == {**CORRECTED, DAAN: ([], [], 1)}


def test_an_empty_database_after_hours_were_corrected_changes_the_lines_and_adds_none(house: House) -> None:
    house.machine().export()
    house.correct()
    again = house.machine()
    again.until_proved()
    # Nobody has hours of Daan any more, so an empty database knows nothing of what stands there.
    assert house.held() == {**CORRECTED, DAAN: FIRST[DAAN]}


# -- put back ---------------------------------------------------------------------------------------------------------


def test_a_database_put_back_from_any_moment_of_an_export_pays_nothing_twice(house: House) -> None:
    machine = house.machine()
    backups = house.backups_during(machine, machine.export)
    assert house.held() == FIRST
    states = set[str]()
    written = house.written()
    for backup in backups:
        with closing(sqlite3.connect(backup)) as connection:
            states |= {state for (state,) in connection.execute("SELECT state FROM ledger_change")}
        put_back = Machine(house, house.copy(backup))
        house.clock.sleep(3600)
        put_back.until_proved()
        assert (house.held(), house.written()) == (FIRST, written)
    assert states >= {"planned", "sending", "answered", "done"}


def test_a_database_put_back_from_any_moment_of_a_correction_pays_nothing_twice(house: House) -> None:
    machine = house.machine()
    machine.export()
    house.correct()
    backups = house.backups_during(machine, machine.export)
    assert (house.held(), len(backups) > 5) == (CORRECTED, True)
    written = house.written()
    for backup in backups:
        put_back = Machine(house, house.copy(backup))
        house.clock.sleep(3600)
        put_back.until_proved()
        assert (house.held(), house.written()) == (CORRECTED, written)


def test_a_database_put_back_after_two_more_corrections_ends_in_the_last(house: House) -> None:
    machine = house.machine()
    backups = house.backups_during(machine, machine.export)[::2]
    for hours in (9, 10):
        house.hours.work(NOOR, hours)
        machine.export()
    last = {**FIRST, NOOR: (["10.00"], ["1.00"], 1)}
    written = house.written()
    for backup in backups:
        put_back = Machine(house, house.copy(backup))
        house.clock.sleep(3600)
        put_back.until_proved()
        assert (house.held(), house.written()) == (last, written)


@pytest.mark.parametrize("lost", ["drop_before", "drop_after"])
def test_a_database_put_back_with_an_outcome_that_was_not_known(house: House, lost: str) -> None:
    machine = house.machine()
    house.nmbrs.faults.on(getattr(Fault, lost)(), when=is_write)
    assert machine.export()["outcome"] in ("unknown", "proved")
    backup = house.copy(machine.path)
    house.clock.sleep(3600)
    machine.until_proved()
    put_back = Machine(house, backup)
    put_back.until_proved()
    assert house.held() == FIRST


# -- copied -----------------------------------------------------------------------------------------------------------


def test_two_machines_with_a_copy_that_take_turns(house: House) -> None:
    one = house.machine()
    other = Machine(house, house.copy(one.path))
    wanted = dict(FIRST)
    for hours, machine in ((8, one), (8, other), (9, other), (10, one), (11, one), (12, other), (12, one)):
        house.hours.work(NOOR, hours)
        wanted[NOOR] = ([f"{hours}.00"], ["1.00"], 1)
        machine.until_proved()
        assert house.held() == wanted


@pytest.mark.parametrize("first_step", [1, 2, 3])
@pytest.mark.parametrize("corrects", [False, True])
def test_two_machines_at_once_may_both_write_and_then_both_say_so(
    corrects: bool, first_step: int, tmp_path: Path
) -> None:
    """Two installations cannot exclude each other. What is certain: what they wrote twice, neither calls proved."""
    template = _prepared(tmp_path)
    step, doubled = first_step, 0
    while (twice := _at_once(tmp_path, template, corrects, step)) is not None:
        doubled += twice
        step += 3
    assert step > 15
    assert (doubled > 0) is not corrects  # whoever corrects deletes first, and sees that the line is gone


def _prepared(folder: Path) -> Path:
    with ExitStack() as ending:
        return House(folder, ending).machine().path


def _at_once(folder: Path, template: Path, corrects: bool, step: int) -> bool | None:
    """The other machine exports as a whole before step ``step`` of ours. True when somebody was paid twice, until
    one of the two said whose lines those are; None when there is no such step.
    """
    with ExitStack() as ending:
        now = House(folder, ending)
        one = Machine(now, now.copy(template))
        if corrects:
            one.export({"hours"})
            now.hours.work(NOOR, 9)
        other = Machine(now, now.copy(one.path))
        other.world.import_hours()
        one.world.import_hours()
        one.world.plan({"hours"})
        one.storage.begun, one.storage.at = 0, step
        one.storage.act = lambda: other.world.attempt(lambda: other.world.export({"hours"}))
        one.world.attempt(one.world.apply_last_plan)
        if one.storage.begun < step:
            return None
        one.storage.at = 0
        twice = any(len(hours) > 1 for hours, _, _ in now.held().values())
        now.clock.sleep(3600)
        if twice:
            assert [machine.look()["clean"] for machine in (one, other)] == [False, False]
        wanted = [["9.00"] if corrects else ["8.00"], ["6.00"], ["4.00"]]
        for machine in (one, other) if twice or step % 5 == 0 else ():
            machine.until_proved({"hours"})
            assert [hours for hours, _, _ in now.held().values()] == wanted
        return twice
