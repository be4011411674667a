"""Daily work: what is due, once a day, whoever begins it; what goes wrong for one does not stop the others."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path
from typing import Any

import pytest
from dependency_injector import providers

from adapters.nmbrs_fake.faults import Fault
from application.daily_work import HOLD, DailyDone
from application.ports.payroll import Payroll
from application.ports.storage import Company
from domain.errors import ProductError
from domain.jobs import Job, JobKind
from domain.mapping import Rule, Thing
from domain.schedule import MOST_ATTEMPTS
from domain.team_member import TeamMember
from domain.terms import CompanyId, ContractType
from tests.scenarios.office import EMAIL
from tests.unit.application.office_hours import KADE, NOOR, OfficeHours
from tests.unit.application.test_crash import Bomb, Crash, CrashingStorage

TEN = time(22)


@pytest.fixture(params=["memory", "sqlite"])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[OfficeHours]:
    made = OfficeHours(tmp_path, database=request.param == "sqlite")
    yield made
    made.close()


def steps(done: DailyDone) -> list[tuple[str, str | None, str]]:
    return [(step.what, step.company, step.outcome) for step in done.steps]


def leaves(office: OfficeHours, name: str = NOOR) -> None:
    """Somebody leaves, says Nmbrs."""
    office.nmbrs.office.dismiss(office.world.office.employee(name), office.nmbrs.clock.now().date())


class Troubled:
    """A payroll that cannot tell the team members of some companies, and knows nobody at another."""

    def __init__(self, payroll: Payroll, refuses: Sequence[str]) -> None:
        self._payroll, self._refuses = payroll, refuses

    def __getattr__(self, name: str) -> Any:
        return getattr(self._payroll, name)

    def team_members(self, company: CompanyId) -> Sequence[TeamMember]:
        if company in self._refuses:
            raise ProductError("payroll-refused", call="ListEmployees", code="1001", detail="Noor van Dijk")
        return () if company != KADE else self._payroll.team_members(company)


def add_company(office: OfficeHours, id: str, refuses: Sequence[str]) -> None:
    """A second company, of which or of the first Nmbrs refuses the team members."""
    with office.storage().write() as work:
        work.settings.put_company(Company(CompanyId(id), id, "Haven B.V.", ("Haven",), environment="kadegroep"))
        work.commit()
    connect = office.nmbrs.connect
    office.use.connect.override(providers.Object(lambda credentials: Troubled(connect(credentials), refuses)))


# -- the team members -------------------------------------------------------------------------------------------------


def test_changes_of_team_members_are_stored_and_told(office: OfficeHours) -> None:
    leaves(office)
    assert steps(office.daily()) == [("sync", KADE, "changed")]
    (told,) = office.told()
    assert (told.code, told.company) == ("people-changed", KADE)
    assert "0 new, 1 changed, 0 gone" in told.text("en")
    assert steps(office.daily(again=True)) == [("sync", KADE, "unchanged")]
    assert office.codes() == ["people-changed"]


def test_changes_can_be_announced_without_being_stored(office: OfficeHours) -> None:
    leaves(office)
    for _ in range(2):
        assert steps(office.daily(announce=True, again=True)) == [("announce", KADE, "changed")]
    assert office.codes() == ["people-to-change"]  # the same changes are told once
    leaves(office, "Daan de Vries")
    office.daily(announce=True, again=True)
    assert office.codes() == ["people-to-change"] * 2
    assert [len(c["changed"]) for c in office.world.driver.sync()["companies"]] == [2]
    assert office.codes()[2:] == ["people-changed"]


def test_one_company_that_fails_does_not_stop_the_others(office: OfficeHours) -> None:
    add_company(office, "1300", refuses=[KADE])
    leaves(office)
    done = office.daily()
    assert steps(done) == [("sync", KADE, "failed"), ("sync", "1300", "unchanged")]
    (told,) = office.told()
    assert (told.code, told.company) == ("sync-failed", KADE)
    assert "Noor" not in told.text("en") + told.text("nl")
    with office.storage().read() as work:
        run = work.schedule.last_daily()
        assert run is not None
        assert (run.failed, run.until) == (1, None)


def test_a_failure_is_told_once_a_day(office: OfficeHours) -> None:
    add_company(office, "1300", refuses=[KADE, "1300"])
    office.daily()
    office.daily(again=True)
    assert sorted(str(told.company) for told in office.told()) == [KADE, "1300"]
    office.sleep(days=1)
    office.daily()
    assert office.codes() == ["sync-failed"] * 4


def test_when_nmbrs_cannot_be_reached_it_is_told_once_for_all_companies(office: OfficeHours) -> None:
    add_company(office, "1300", refuses=[])
    office.nmbrs.faults.on(Fault.no_connection(), times=None)
    done = office.daily()
    assert steps(done) == [("sync", None, "failed")]
    (told,) = office.told()
    assert (told.code, told.company) == ("sync-failed", None)
    assert "could not be reached" in told.text("en")


def test_a_refused_token_is_told_once_until_it_is_replaced(office: OfficeHours) -> None:
    user = office.nmbrs.office.user(EMAIL)
    token, user.token = user.token, "another"
    office.daily()
    office.sleep(days=1)
    office.daily()
    with pytest.raises(ProductError):
        office.world.driver.sync()
    assert office.codes() == ["token-refused"]
    user.token = token
    office.world.activate()
    user.token = "another"
    office.daily(again=True)
    assert office.codes() == ["token-refused"] * 2


def test_a_sync_by_hand_that_fails_is_told_too(office: OfficeHours) -> None:
    office.nmbrs.faults.on(Fault.no_connection(), times=None)
    with pytest.raises(ProductError) as failed:
        office.world.driver.sync()
    assert failed.value.code == "payroll-unreachable"
    assert office.codes() == ["sync-failed"]


# -- exports, watches and differences ---------------------------------------------------------------------------------


def give_up(office: OfficeHours) -> None:
    """A call that has not landed when it should have; it is under watch now."""
    office.work()
    office.nmbrs.faults.on(Fault.late(), when=lambda call: "Insert" in call.operation)
    assert office.world.export({"hours"})["outcome"] == "unknown"
    office.sleep(minutes=10)
    assert office.world.export({"hours"})["outcome"] == "unknown"
    office.forget()


def test_how_an_export_ended_is_told(office: OfficeHours) -> None:
    office.work()
    office.world.export({"hours"})
    (told,) = office.told()
    assert (told.code, str(told.period), told.company) == ("export-proved", "2026-10", KADE)
    office.world.undo()
    assert office.told()[-1].title("en") == "the undoing of an export of 2026-10: proved"


def test_an_export_of_which_nobody_knows_is_told_as_such(office: OfficeHours) -> None:
    office.work()
    office.nmbrs.faults.on(Fault.late(), when=lambda call: "Insert" in call.operation)
    office.world.export({"hours"})
    assert office.codes() == ["export-unknown"]


def test_a_watch_is_looked_at_when_it_can_end(office: OfficeHours) -> None:
    give_up(office)
    assert steps(office.daily()) == [("sync", KADE, "unchanged")]
    office.sleep(hours=1)
    assert steps(office.daily(again=True)) == [("sync", KADE, "unchanged"), ("check", KADE, "proved")]
    assert office.codes() == ["watch-ended"]
    assert steps(office.daily(again=True)) == [("sync", KADE, "unchanged")]


def test_a_look_that_fails_is_told_and_made_again_the_next_day(office: OfficeHours) -> None:
    give_up(office)
    office.sleep(hours=1)
    office.nmbrs.faults.on(Fault.http_error(200), when=lambda call: "Hour" in call.operation, times=None)
    assert steps(office.daily())[1:] == [("check", KADE, "failed")]
    (told,) = office.told()
    assert (told.code, str(told.period)) == ("check-failed", "2026-10")
    assert told.command == "eitje-nmbrs verify --company 1200 --period 2026-10"
    office.nmbrs.faults.clear()
    office.sleep(days=1)
    assert steps(office.daily())[1:] == [("check", KADE, "proved")]


def test_a_watch_that_ends_with_something_that_landed_says_so(office: OfficeHours) -> None:
    give_up(office)
    assert office.nmbrs.land() == 1
    office.sleep(hours=1)
    for _ in range(2):
        office.sleep(minutes=1)
        assert steps(office.daily(again=True))[1:] == [("check", KADE, "under-watch")]
    assert office.codes() == ["differences-found"]  # and the second look tells nothing new
    for asked in office.world.driver.differences("2026-10")["open"]:
        office.world.driver.resolve(asked["id"], "adopt")
    office.world.export({"hours"})
    office.daily(again=True)
    assert "watch-landed" in office.codes()
    assert "watch-ended" not in office.codes()


def test_a_check_tells_differences_that_were_not_there_before(office: OfficeHours) -> None:
    office.work()
    office.world.export({"hours"})
    office.forget()
    office.world.office.edit_line(NOOR, "7.00")
    for _ in range(2):
        office.sleep(minutes=1)
        office.world.driver.verify("2026-10")
    (told,) = office.told()
    assert (told.code, told.values["count"]) == ("differences-found", "1")
    for amount in ("8.00", "7.00"):
        office.sleep(minutes=1)
        office.world.office.edit_line(NOOR, amount)
        office.world.driver.verify("2026-10")
    assert office.codes() == ["differences-found"] * 2


def test_what_is_rolled_back_is_not_told(office: OfficeHours) -> None:
    """The notification stands in the transaction of the thing that it tells."""
    office.work()
    told_at = []
    plan = office.world.plan({"hours"})
    for at in range(1, 40):
        before = len(office.told())
        office.use.storage.override(providers.Object(CrashingStorage(office.storage(), Bomb(at))))
        try:
            office.world.driver.apply("2026-10", {"hours"}, (), plan["plan"])
        except Crash:
            ended = False
        else:
            ended = True
        finally:
            office.use.storage.reset_last_overriding()
        with office.storage().read() as work:
            closed = [export for export in work.ledger.exports(KADE) if export.result is not None]
        results = [told.code for told in office.told()]
        assert results == [f"export-{export.result}" for export in sorted(closed, key=lambda e: e.ended_at or 0)]
        told_at.append(len(results) - before)
        office.sleep(minutes=10)
        if ended:
            break
    assert ended
    assert "export-interrupted" in office.codes()


def test_an_export_that_did_not_end_is_told_once_nobody_is_busy_with_it(office: OfficeHours) -> None:
    office.work()
    plan = office.world.plan({"hours"})
    office.use.storage.override(providers.Object(CrashingStorage(office.storage(), Bomb(8))))
    with pytest.raises(Crash):
        office.world.driver.apply("2026-10", {"hours"}, (), plan["plan"])
    office.use.storage.reset_last_overriding()
    office.daily()
    assert office.codes() == []  # its lease still stands: it may be busy
    office.sleep(minutes=10)
    assert ("interrupted", KADE, "told") in steps(office.daily(again=True))
    office.daily(again=True)
    office.world.apply_last_plan()
    assert office.codes()[0] == "export-interrupted"
    assert office.codes().count("export-interrupted") == 1


# -- periods about to close -------------------------------------------------------------------------------------------


def test_a_period_that_closes_with_hours_not_sent_is_told_once(office: OfficeHours) -> None:
    office.work()
    office.sleep(days=7)  # the 27th
    office.daily()
    assert office.codes() == []
    office.sleep(days=1)
    assert ("remind", KADE, "told") in steps(office.daily())
    office.sleep(days=1)
    office.daily()
    (told,) = office.told()
    assert told.code == "period-closing"
    assert told.text("en") == (
        "Period 2026-10 runs to 31-10-2026 and closes on 31-10-2026. Hours of 1 people are not in Nmbrs yet, or changed"
        " since."
    )


def test_hours_that_cannot_be_sent_yet_count_as_not_sent(office: OfficeHours) -> None:
    office.work()
    rule = Rule(Thing.parse("hours"), None, contract_type=ContractType.ZERO_HOURS)
    office.use.set_mapping().remove(None, rule, "Anja")
    office.sleep(days=9)
    office.daily()
    assert "period-closing" in office.codes()


def test_a_period_of_which_all_is_sent_is_not_told(office: OfficeHours) -> None:
    office.work()
    office.world.export({"hours", "days", "meals"})
    office.forget()
    office.sleep(days=9)
    office.daily()
    assert office.codes() == []


@pytest.mark.parametrize(("days", "run_after", "told"), [(3, 5, False), (3, 0, True), (None, 0, False), (7, 5, True)])
def test_when_it_is_told_is_a_setting_of_the_company(
    office: OfficeHours, days: int | None, run_after: int, told: bool
) -> None:
    office.work()
    office.use.set_recipients().remind(KADE, days, run_after, "Anja")
    office.sleep(days=9)  # the 29th
    office.daily()
    assert ("period-closing" in office.codes()) is told


# -- once a day -------------------------------------------------------------------------------------------------------


def test_the_days_work_is_done_once(office: OfficeHours) -> None:
    first = office.daily()
    assert first.before is None
    again = office.daily()
    assert (again.steps, again.before is not None) == ((), True)
    office.sleep(days=1)
    assert office.daily().before is None
    assert office.actions().count("daily.ended") == 2


def test_two_processes_at_once_do_it_once(office: OfficeHours) -> None:
    gate, done, busy = threading.Barrier(2), [], []

    def begin() -> None:
        work = office.use.daily_work()
        gate.wait()
        try:
            done.append(work("Anja"))
        except ProductError as error:
            busy.append(error.code)

    threads = [threading.Thread(target=begin) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([each for each in done if each.before is None]) == 1
    assert set(busy) <= {"daily-busy"}
    assert office.actions().count("daily.started") == 1


def test_while_another_process_does_it_nothing_is_begun(office: OfficeHours) -> None:
    with pytest.raises(Crash):
        replace(office.use.daily_work(), storage=CrashingStorage(office.storage(), Bomb(2)))("Anja")
    with pytest.raises(ProductError) as busy:
        office.daily(again=True)
    assert busy.value.code == "daily-busy"
    assert office.use.daily_work().if_due("Anja", time(10)) is None


@pytest.mark.parametrize("at", [2, 3, 4, 5, 6])
def test_work_that_was_killed_is_done_again(office: OfficeHours, at: int) -> None:
    leaves(office)
    with pytest.raises(Crash):
        replace(office.use.daily_work(), storage=CrashingStorage(office.storage(), Bomb(at)))("Anja")
    office.sleep(seconds=HOLD.total_seconds() + 60)
    assert office.daily().before is None
    assert office.codes() == ["people-changed"]


def test_work_that_kills_its_process_is_not_begun_for_ever(office: OfficeHours) -> None:
    for _ in range(MOST_ATTEMPTS):
        with pytest.raises(Crash):
            replace(office.use.daily_work(), storage=CrashingStorage(office.storage(), Bomb(2)))("Anja")
        office.sleep(seconds=HOLD.total_seconds() + 60)
    assert office.daily().before is not None
    assert office.use.daily_work().if_due("Anja", time(10)) is None


def test_who_lost_the_days_work_stops(office: OfficeHours) -> None:
    slow = office.use.daily_work()
    rest = slow._steps(office.nmbrs.clock.now().date(), "Anja", False)
    slow._begin(office.nmbrs.clock.now().date(), "Anja", again=False)
    next(rest)
    office.sleep(seconds=HOLD.total_seconds() + 60)
    office.daily()
    with pytest.raises(ProductError) as lost:
        slow._hold(office.nmbrs.clock.now().date())
    assert lost.value.code == "daily-busy"


# -- at its time ------------------------------------------------------------------------------------------------------


def due(office: OfficeHours) -> bool:
    return office.use.daily_work().if_due("schedule", TEN) is not None


def test_it_is_done_at_its_time_and_once(office: OfficeHours) -> None:
    """It is eleven in the morning, and the link was made today."""
    assert not due(office)
    office.sleep(hours=10, minutes=59)
    assert not due(office)
    office.sleep(minutes=1)
    assert due(office)
    assert not due(office)
    office.sleep(hours=23, minutes=59)
    assert not due(office)
    office.sleep(minutes=1)
    assert due(office)


def test_a_time_that_was_missed_is_caught_up_once(office: OfficeHours) -> None:
    office.sleep(days=3)
    assert due(office)
    assert not due(office)
    with office.storage().read() as work:
        run = work.schedule.last_daily()
        assert run is not None
        assert run.day.isoformat() == "2026-10-22"  # the 23rd is still to come


def test_work_that_cron_did_today_is_not_done_once_more_tonight(office: OfficeHours) -> None:
    office.daily()
    office.sleep(hours=11)
    assert not due(office)


def test_before_the_link_is_made_nothing_is_due(tmp_path: Path) -> None:
    office = OfficeHours(tmp_path)
    office.stage.open_database("second")
    empty = office.stage.container
    office.sleep(days=2)
    assert empty.daily_work().if_due("schedule", TEN) is None
    assert steps(empty.daily_work()("Anja")) == [("sync", None, "failed")]


def test_the_mail_that_waits_leaves_with_the_days_work(office: OfficeHours) -> None:
    office.recipient()
    leaves(office)
    assert [mail.state for mail in office.daily().mailings] == ["sent"]
    (mail,) = office.post.got
    assert "teamleden gewijzigd" in mail.subject


# -- what is kept -----------------------------------------------------------------------------------------------------


def test_background_work_that_ended_long_ago_is_removed(office: OfficeHours) -> None:
    with office.storage().write() as work:
        now = work.now()
        jobs = [work.jobs.add(Job(id, JobKind.SYNC, "{}", None, None, "Anja", now)) for id in ("old", "new", "open")]
        work.jobs.put(jobs[0].ended(now - timedelta(days=30, seconds=1), {}))
        work.jobs.put(jobs[1].ended(now - timedelta(days=29), {}))
        work.commit()
    office.daily()
    with office.storage().read() as work:
        assert [job.id for job in work.jobs.latest()] == ["open", "new"]
