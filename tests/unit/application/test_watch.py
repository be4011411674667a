"""A call that was given up lands after all: in time, under watch, and after that.

On a clock that is moved by hand. A call times out after one second, and settles in two minutes more: a watch runs for
four times 122 seconds, 8 minutes and 8 seconds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from dependency_injector import providers

from adapters.nmbrs_fake.faults import Fault
from adapters.sql import SqlStorage
from adapters.sql.engine import WRITES, open_engine
from adapters.sql.upgrade import alembic_config
from application.export_attempt import Applied
from application.ports.storage import Storage
from application.prepare_export import ExportRequest
from domain.errors import ProductError
from domain.ledger import ChangeState, LedgerChange
from domain.pay_line import Part
from domain.terms import CompanyId, ContractType
from entrypoints.container import Container
from entrypoints.outcomes import ExitCode, of_applied, of_status, of_verified
from entrypoints.presentation import status_json
from tests.databases import empty_database
from tests.scenarios.driver import InProcess
from tests.scenarios.office import OCTOBER, is_write
from tests.scenarios.stages import MemoryStage
from tests.scenarios.world import World
from tests.unit.application.test_crash import Bomb, Crash, CrashingPayroll, CrashingStorage
from tests.unit.application.test_slow_reading import SlowToRead

NOOR = "Noor van Dijk"
COMPANY = CompanyId("1200")
HOURS, DAYS = frozenset({"hours"}), frozenset({"days"})
REQUEST = ExportRequest(None, OCTOBER, ContractType.ZERO_HOURS, frozenset({Part.HOURS}))
SETTLED = 200
"""Seconds after which a call has settled, and a watch has not ended."""


class SqlStage(MemoryStage):
    """The same, with a database in a file; its clock is moved by hand too."""

    def _container(self, nmbrs_url: str) -> Container:
        made = super()._container(nmbrs_url)
        self.url = empty_database(self._folder / "watch.db")
        made.storage.override(providers.Object(SqlStorage(self.url, now=self._clock.now)))
        return made


class House:
    """De Kade, with eight hours of Noor that are not exported yet."""

    def __init__(self, stage: MemoryStage, folder: Path) -> None:
        self.stage, self.nmbrs, self.use = stage, stage.nmbrs, stage.container
        self.world = World(stage, folder)
        self.world.set_up()
        self.work(8)

    def work(self, hours: int) -> None:
        self.world.hours.work(NOOR, hours)
        self.world.import_hours()

    def sleep(self, seconds: float) -> None:
        self.nmbrs.clock.sleep(seconds)

    def export(self, parts: frozenset[str] = HOURS) -> str:
        return str(self.world.export(set(parts))["outcome"])

    def late(self, operation: str = "Insert") -> None:
        """The next such call times out, and is done when `land` says so."""
        self.nmbrs.faults.on(Fault.late(), when=lambda call: operation in call.operation)

    def give_up(self) -> None:
        """The call has not landed when it should have; whatever is needed is sent again."""
        self.late()
        assert self.export() == "unknown"
        self.sleep(SETTLED)
        assert self.export() == "unknown"
        self.nmbrs.log.clear()

    def land(self) -> None:
        assert self.nmbrs.land() == 1

    def held(self) -> list[str]:
        return sorted(str(amount) for amount in self.world.office.lines(NOOR, "hour", "2100"))

    def watched(self) -> list[LedgerChange]:
        with self.storage().read() as work:
            return list(work.ledger.watched_changes(COMPANY, OCTOBER))

    def storage(self) -> Storage:
        return self.use.storage()

    def until(self) -> datetime:
        (change,) = self.watched()
        assert change.watch_until is not None
        return change.watch_until

    def end_of_watch(self) -> None:
        self.sleep((self.until() - self.nmbrs.clock.now()).total_seconds())

    def verify(self) -> tuple[ExitCode, bool, list[str]]:
        """The exit code, whether it is proved, and the causes of what waits for a word."""
        verified = self.use.verify_export()(None, OCTOBER, "Anja")
        causes = [str(d.cause) for each in verified.verifications for d in each.differences]
        return of_verified(verified), verified.proved, causes

    def say(self, choice: str) -> None:
        """Somebody answers whatever is asked."""
        for asked in self.world.driver.differences("2026-10")["open"]:
            self.world.driver.resolve(asked["id"], choice)

    def writes(self) -> list[str]:
        return [entry.call.operation for entry in self.nmbrs.log.entries if is_write(entry.call)]

    def waits(self, pause: Callable[[float], None]) -> Applied:
        """An export that stays until all is known."""
        plan = self.use.prepare_export()(REQUEST, "Anja").plan
        return replace(self.use.apply_export(), pause=pause)(REQUEST, plan.hash, "Anja", wait=True)


@pytest.fixture(params=["memory", "sqlite"])
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    with ExitStack() as closing:
        stage = (MemoryStage if request.param == "memory" else SqlStage)(tmp_path, closing)
        yield House(stage, tmp_path)
        storage = stage.container.storage()
        if isinstance(storage, SqlStorage):
            storage.close()


# -- when it lands ----------------------------------------------------------------------------------------------------


def test_within_the_settling_time_it_is_ours_and_nothing_is_sent_again(house: House) -> None:
    house.late()
    assert house.export() == "unknown"
    house.nmbrs.log.clear()
    house.land()
    house.sleep(60)
    assert house.export() == "unknown"
    house.sleep(SETTLED - 60)
    assert house.export() == "proved"
    assert (house.held(), house.writes(), house.watched()) == (["8.00"], [], [])


def test_a_line_that_the_office_typed_meanwhile_is_not_taken_for_a_call_that_is_still_under_way(house: House) -> None:
    house.late()
    assert house.export() == "unknown"
    house.world.office.type_line(NOOR, "hour", "2100", "8.00")
    assert house.export() == "unknown"
    house.land()
    house.sleep(SETTLED)
    assert house.export() == "unknown"
    assert house.held() == ["8.00", "8.00"]
    assert len(house.world.driver.differences("2026-10")["open"]) == 2


def test_what_was_given_up_is_sent_again_and_not_proved_before_the_watch_is_over(house: House) -> None:
    house.give_up()
    assert house.held() == ["8.00"]
    assert house.until() == house.nmbrs.clock.now() + timedelta(seconds=4 * 122)
    assert house.verify() == (5, False, [])
    house.end_of_watch()
    assert house.verify() == (0, True, [])
    assert house.watched() == []


def test_under_watch_it_is_possibly_doubled_and_one_word_makes_it_one_line(house: House) -> None:
    house.give_up()
    house.land()
    assert house.held() == ["8.00", "8.00"]
    assert house.verify() == (5, False, ["possibly doubled"])
    assert house.export() == "unknown"
    assert house.writes() == []
    house.say("adopt")
    house.export()
    assert house.held() == ["8.00"]
    house.end_of_watch()
    assert house.verify() == (0, True, [])


def test_a_surplus_keeps_the_watch_open_until_a_person_decided(house: House) -> None:
    house.give_up()
    house.land()
    house.sleep(3600)
    assert house.verify() == (5, False, ["possibly doubled"])
    assert house.export() == "unknown"
    assert len(house.watched()) == 1
    house.say("on-top")
    assert house.verify() == (0, True, [])
    assert (house.watched(), house.held()) == ([], ["8.00", "8.00"])


def test_after_the_watch_the_next_check_says_that_it_is_possibly_doubled(house: House) -> None:
    house.give_up()
    house.end_of_watch()
    assert house.export() == "proved"
    house.land()
    assert house.verify() == (1, True, ["possibly doubled"])
    house.say("adopt")
    assert (house.export(), house.held()) == ("proved", ["8.00"])


@pytest.mark.parametrize("hours", [9, None])
def test_after_the_watch_it_is_found_too_where_our_line_is_another_one_or_gone(house: House, hours: int | None) -> None:
    house.give_up()
    house.end_of_watch()
    assert house.export() == "proved"
    house.world.hours.work("Daan de Vries", 6)
    if hours is None:
        house.world.hours.remove(NOOR)
        house.world.import_hours()
    else:
        house.work(hours)
    assert house.export() in ("proved", "differences")
    house.land()
    assert house.held() == (["8.00"] if hours is None else ["8.00", "9.00"])
    code, _, causes = house.verify()
    assert (code, causes) == (1, ["possibly doubled"])
    house.say("adopt")
    assert house.export() == "proved"
    assert house.held() == ([] if hours is None else ["9.00"])


def test_hours_that_changed_meanwhile_do_not_hide_what_lands(house: House) -> None:
    house.give_up()
    house.work(9)
    house.export()
    assert house.held() == ["9.00"]
    house.land()
    assert house.verify() == (5, False, ["possibly doubled"])
    house.say("adopt")
    house.export()
    assert house.held() == ["9.00"]


def test_it_lands_before_it_is_sent_again_because_the_person_was_stopped(house: House) -> None:
    house.late()
    assert house.export() == "unknown"
    house.sleep(SETTLED)
    # Something stands in the way when it is given up, so that nothing is sent again yet.
    line = house.nmbrs.office.type_line(house.world.office.employee(NOOR), OCTOBER, 2100, "1.00")
    house.say("on-top")  # settles what the line is, and gives the call up
    assert house.export() == "unknown"
    house.nmbrs.office.delete_line(line)
    house.land()
    assert house.held() == ["8.00", "8.00"]
    assert house.verify() == (5, False, ["possibly doubled"])


# -- a changed amount, of which the old line is gone already ----------------------------------------------------------


def test_a_line_that_had_to_be_written_again_lands_twice(house: House) -> None:
    assert house.export() == "proved"
    house.work(9)
    house.late()
    assert house.export() == "unknown"
    assert house.held() == []
    house.sleep(SETTLED)
    assert house.export(DAYS) == "unknown"  # it finishes what was begun, whatever it sends itself
    assert house.held() == ["9.00"]
    (change,) = house.watched()
    assert (change.state, change.attempt) == (ChangeState.DONE, 2)
    house.land()
    assert house.verify() == (5, False, ["possibly doubled"])
    house.say("adopt")
    house.export(HOURS | DAYS)
    assert house.held() == ["9.00"]
    house.end_of_watch()
    assert house.verify() == (0, True, [])


def test_a_check_leaves_alone_what_is_sent_again_while_it_reads(house: House) -> None:
    assert house.export() == "proved"
    house.work(9)
    house.late()
    assert house.export() == "unknown"
    house.sleep(SETTLED)
    house.nmbrs.faults.on(Fault.no_connection(), when=lambda call: "Insert" in call.operation)
    with pytest.raises(ProductError, match="reached"):  # given up, and not sent again yet
        house.export(DAYS)
    (planned,) = house.watched()
    assert planned.state is ChangeState.PLANNED
    house.end_of_watch()

    def export_meanwhile() -> None:
        house.use.connect.reset_last_overriding()
        house.nmbrs.faults.on(Fault.drop_before(), when=lambda call: "Insert" in call.operation)
        assert house.export(DAYS) == "unknown"

    connect = house.nmbrs.connect
    house.use.connect.override(providers.Object(lambda credentials: SlowToRead(connect(credentials), export_meanwhile)))
    house.use.verify_export()(None, OCTOBER, "Anja")
    with house.storage().read() as work:
        (waiting,) = work.ledger.open_changes(COMPANY, OCTOBER)
    assert (waiting.id, waiting.state) == (planned.id, ChangeState.UNKNOWN)


# -- when it ends -----------------------------------------------------------------------------------------------------


def test_a_reading_a_moment_too_early_does_not_end_it(house: House) -> None:
    house.give_up()
    house.sleep((house.until() - house.nmbrs.clock.now()).total_seconds() - 0.001)
    assert house.verify() == (5, False, [])
    assert house.export() == "unknown"
    assert len(house.watched()) == 1
    house.sleep(0.001)
    assert house.export() == "proved"
    assert (house.watched(), house.writes()) == ([], [])


def test_a_later_reading_of_somebody_else_does_not_end_it(house: House) -> None:
    house.give_up()
    house.world.hours.work("Daan de Vries", 6)
    house.world.import_hours()
    house.sleep((house.until() - house.nmbrs.clock.now()).total_seconds() - 0.5)
    house.late()  # the call for Daan takes a second, so that he is read back when the watch over Noor could end
    assert house.export() == "unknown"
    assert [str(change.employee) for change in house.watched()] == [str(house.world.office.employee(NOOR))]


def test_a_look_that_leaves_no_trace_ends_nothing(house: House) -> None:
    house.give_up()
    house.sleep(3600)
    house.world.driver.differences("2026-10")
    house.world.plan(set(HOURS))
    assert len(house.watched()) == 1


@pytest.mark.parametrize("reads", ["verify", "export"])
def test_a_reading_that_takes_long_tells_of_the_moment_at_which_it_began(house: House, reads: str) -> None:
    house.give_up()
    plan = house.world.plan(set(HOURS))["plan"]
    house.sleep((house.until() - house.nmbrs.clock.now()).total_seconds() - 100)
    connect = house.nmbrs.connect
    house.use.connect.override(
        providers.Object(lambda credentials: SlowToRead(connect(credentials), lambda: house.sleep(200)))
    )
    if reads == "verify":
        assert house.verify() == (5, False, [])
    else:
        assert house.stage.driver.apply("2026-10", set(HOURS), (), plan)["outcome"] == "unknown"
    assert len(house.watched()) == 1
    house.use.connect.reset_last_overriding()
    assert house.verify() == (0, True, [])


def test_both_beginning_and_end_are_in_the_audit_trail(house: House) -> None:
    house.give_up()
    until = house.until()
    house.end_of_watch()
    house.verify()
    with house.storage().read() as work:
        records = work.audit.records()
    begun = [line for r in records if r.event.action == "pay.read-back" for line in r.event.after["lines"]]
    assert [line["under_watch_until"] for line in begun if "under_watch_until" in line] == [until.isoformat()]
    (ended,) = [r.event for r in records if r.event.action == "watch.ended"]
    assert (ended.who, ended.after["amount"], ended.after["code"]) == ("Anja", "8.00", "2100")


# -- waiting ----------------------------------------------------------------------------------------------------------


def test_waiting_ends_with_the_watch_and_one_more_reading(house: House) -> None:
    pauses: list[float] = []

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        house.sleep(seconds)

    house.nmbrs.faults.on(Fault.drop_before(), when=is_write)
    applied = house.waits(pause)
    assert (applied.export.result, of_applied(applied), house.held()) == ("proved", 0, ["8.00"])
    assert pauses == [121, 484]
    assert [change.state for change in applied.changes] == [ChangeState.NOT_LANDED, ChangeState.DONE]
    assert applied.wrote


def test_who_waits_is_shown_a_plan_in_which_earlier_calls_are_settled(house: House) -> None:
    pauses: list[float] = []

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        house.sleep(seconds)

    house.nmbrs.faults.on(Fault.drop_before(), when=is_write)
    assert house.export() == "unknown"
    plan = replace(house.use.prepare_export(), pause=pause)(REQUEST, "Anja", wait=True).plan
    assert [str(person.state) for person in plan.people] == ["ready"]
    assert pauses == [121]
    applied = replace(house.use.apply_export(), pause=pause)(REQUEST, plan.hash, "Anja", wait=True)
    assert (applied.export.result, house.held()) == ("proved", ["8.00"])


def test_a_plan_waits_for_no_person(house: House) -> None:
    house.late()
    assert house.export() == "unknown"
    house.land()
    house.world.office.type_line(NOOR, "hour", "2100", "8.00")
    plan = house.use.prepare_export()(REQUEST, "Anja", wait=True).plan
    assert [str(person.state) for person in plan.people] == ["unsettled"]


def test_waiting_does_not_go_on_when_only_a_person_can_decide(house: House) -> None:
    pauses: list[float] = []

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        assert len(pauses) < 5, "waits for ever"
        if len(pauses) == 2:
            house.land()
        house.sleep(seconds)

    house.late()
    applied = house.waits(pause)
    assert (applied.export.result, of_applied(applied)) == ("unknown", 5)
    assert pauses == [121, 488]
    ((watch,),) = [applied.verification.watched]
    assert [str(line.amount) for line in watch.surplus] == ["8.00"]


def test_what_was_sent_stays_said_when_something_stops_the_last_reading(house: House) -> None:
    def pause(seconds: float) -> None:
        house.sleep(seconds)
        if seconds > 400:
            house.stage.unreachable()

    house.nmbrs.faults.on(Fault.drop_before(), when=is_write)
    applied = house.waits(pause)
    assert applied.interrupted is not None
    assert (applied.interrupted.code, of_applied(applied), applied.wrote) == ("export-interrupted", 5, True)


# -- what is said -----------------------------------------------------------------------------------------------------


def test_the_status_names_who_what_and_until_when_and_then_what_to_do(house: House) -> None:
    house.give_up()
    until = house.until()

    def told(language: str = "en") -> tuple[ExitCode, list[dict[str, Any]], dict[str, Any]]:
        status = house.use.show_status()()
        document = status_json(status, house.nmbrs.clock.now(), language)
        items = [item for item in document["to_do"] if item["code"] in ("watch", "look")]
        return of_status(status), items, document["companies"][0]

    code, (item,), company = told()
    assert (code, item["who"], item["until"]) == (5, "nobody", until.isoformat(timespec="seconds"))
    assert item["what"] == (
        "8.00 on 2100 of Noor van Dijk in 2026-10 was given up and may still land until 20-10-2026 11:11:29: then run"
        " verify --period 2026-10."
    )
    (watch,) = company["under_watch"]
    assert (watch["name"], watch["amount"], watch["code"]) == (NOOR, "8.00", "2100")
    house.end_of_watch()
    code, (item,), _ = told("nl")
    assert (code, item["who"], item["until"]) == (5, "user", None)
    assert item["what"].startswith("8.00 op 2100 van Noor van Dijk in 2026-10 is opgegeven: kijk met verify")
    house.verify()
    assert told()[:2] == (0, [])


def test_the_answer_of_an_export_and_of_a_check_names_it(house: House) -> None:
    house.give_up()
    shown = house.world.last_export
    assert (shown["proved"], shown["export"]["result"]) == (False, "unknown")
    (watch,) = shown["verification"]["under_watch"]
    assert (watch["name"], watch["amount"], watch["watch_until"]) == (
        NOOR,
        "8.00",
        house.until().isoformat()[:19] + "+00:00",
    )
    house.land()
    document = house.world.driver.verify("2026-10")
    assert document["under_watch"] is True
    ((watch,),) = [each["under_watch"] for each in document["comparisons"]]
    assert [line["amount"] for line in watch["surplus"]] == ["8.00"]


# -- a crash ----------------------------------------------------------------------------------------------------------


def test_nothing_is_given_up_without_a_watch_wherever_the_process_dies(tmp_path: Path) -> None:
    def lost() -> House:
        made = House(MemoryStage(tmp_path, ExitStack()), tmp_path)
        made.late()
        assert made.export() == "unknown"
        made.sleep(SETTLED)
        return made

    def rig(house: House, bomb: Bomb) -> None:
        storage, connect = CrashingStorage(house.storage(), bomb), house.nmbrs.connect
        house.use.storage.override(providers.Object(storage))
        house.use.connect.override(providers.Object(lambda credentials: CrashingPayroll(connect(credentials), bomb)))
        house.stage.driver = InProcess(house.use)

    bomb = Bomb()
    counting = lost()
    rig(counting, bomb)
    assert counting.export() == "unknown"
    assert bomb.steps > 10
    states = set()
    for at in range(1, bomb.steps + 1):
        house = lost()
        rig(house, Bomb(at))
        with pytest.raises(Crash):
            house.export()
        house.use.storage.reset_last_overriding()
        house.use.connect.reset_last_overriding()
        house.stage.driver = InProcess(house.use)
        with house.storage().read() as work:
            exports = work.ledger.exports(COMPANY, OCTOBER)
            first = work.ledger.changes_of(exports[0].id)[0]
        states.add(first.state)
        assert (first.state is ChangeState.NOT_LANDED) == (first.watch_until is not None), f"died at step {at}"
        house.land()
        house.sleep(3600)
        house.export()
        if house.watched():
            assert set(house.verify()[2]) == {"possibly doubled"}, f"died at step {at}"
            house.say("adopt")
        house.export()
        house.sleep(3600)
        assert (house.export(), house.held()) == ("proved", ["8.00"]), f"died at step {at}"
    assert states == {ChangeState.UNKNOWN, ChangeState.NOT_LANDED}


# -- an older database ------------------------------------------------------------------------------------------------


def test_what_an_older_database_left_unknown_is_watched_once_it_is_given_up(tmp_path: Path) -> None:
    stage = SqlStage(tmp_path, ExitStack())
    house = House(stage, tmp_path)
    house.late()
    assert house.export() == "unknown"
    house.storage().close()  # type: ignore[attr-defined]
    engine = open_engine(stage.url, patience=1)
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        command.downgrade(alembic_config(connection), "r0005")
        columns = [row[1] for row in connection.exec_driver_sql("PRAGMA table_info(ledger_change)")]
        assert "watch_until" not in columns
    engine.dispose()
    with ExitStack() as closing:
        storage = SqlStorage(stage.url, now=house.nmbrs.clock.now)
        closing.callback(storage.close)
        house.use.storage.override(providers.Object(storage))
        house.sleep(SETTLED)
        assert (house.export(), house.held(), len(house.watched())) == ("unknown", ["8.00"], 1)
        house.land()
        assert house.verify() == (5, False, ["possibly doubled"])
        house.say("adopt")
        house.sleep(3600)
        assert (house.export(), house.held()) == ("proved", ["8.00"])
