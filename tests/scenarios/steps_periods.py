"""Steps about wage periods across years: proposing, confirming, and the list."""

from __future__ import annotations

from datetime import date

from pytest_bdd import given, parsers, then, when

from tests.scenarios.driver import Json
from tests.scenarios.world import World

ZERO_HOURS, HOURS_CONTRACT = "zero-hours", "hours-contract"


def _calendar(world: World, year: int, contract_type: str = ZERO_HOURS) -> Json:
    listed = world.driver.calendars()["calendars"]
    (found,) = [c for c in listed if (c["year"], c["contract_type"]) == (year, contract_type)]
    return dict(found)


def _period(world: World, period: str, contract_type: str = ZERO_HOURS) -> Json:
    calendar = _calendar(world, int(period[:4]), contract_type)
    (found,) = [each for each in calendar["periods"] if each["period"] == period]
    return dict(found)


# -- the next year ----------------------------------------------------------------------------------------------------


@when(parsers.parse("I confirm the wage year {year:d}"))
def confirm(world: World, year: int) -> None:
    world.attempt(lambda: world.driver.confirm_year(year))


@given(parsers.parse("the wage year {year:d} is confirmed"))
def confirmed(world: World, year: int) -> None:
    world.driver.confirm_year(year)


@then(parsers.parse("{year:d} is proposed, from {start} to {end}"))
def is_proposed(world: World, year: int, start: str, end: str) -> None:
    for contract_type in (ZERO_HOURS, HOURS_CONTRACT):
        calendar = _calendar(world, year, contract_type)
        assert (calendar["proposed"], calendar["start"], calendar["last_day"]) == (True, start, end)


@then(parsers.parse("{year:d} is set, from {start} to {end}"))
def is_set(world: World, year: int, start: str, end: str) -> None:
    assert world.problem is None, world.problem
    for contract_type in (ZERO_HOURS, HOURS_CONTRACT):
        calendar = _calendar(world, year, contract_type)
        assert (calendar["proposed"], calendar["start"], calendar["last_day"]) == (False, start, end)


@then(parsers.parse("period {period} has {days:d} days"))
def has_days(world: World, period: str, days: int) -> None:
    assert _period(world, period)["days"] == days


@then(parsers.parse('the remedy names "{command}"'))
def remedy_names(world: World, command: str) -> None:
    assert [finding for finding in world.planned["findings"] if command in finding["remedy"]]


@then(parsers.parse("the trail says that somebody confirmed {year:d}"))
def trail_confirmed(world: World, year: int) -> None:
    events = [event for event in world.stage.trail() if event.action == "wage-period.confirmed"]
    assert [event.subject for event in events] == [f"1200 {each} {year}" for each in (ZERO_HOURS, HOURS_CONTRACT)]
    assert all(event.who for event in events)


# -- another start day ------------------------------------------------------------------------------------------------


@then(parsers.parse('the trail says that "{who}" accepted the last period of {year:d}'))
def trail_accepted(world: World, who: str, year: int) -> None:
    events = [e for e in world.stage.trail() if e.action == "wage-period.set" and e.after.get("accepted_by")]
    assert [(e.subject, e.before["last_day"], e.after["last_day"], e.after["accepted_by"]) for e in events] == [
        (f"1200 {each} {year}", f"{year}-12-31", f"{year}-12-20", who) for each in (ZERO_HOURS, HOURS_CONTRACT)
    ]


@when(parsers.parse("I set the first wage period of hours contracts to start on {start}"))
def set_for_hours_contracts(world: World, start: str) -> None:
    world.attempt(lambda: world.driver.set_wage_period(date.fromisoformat(start), contract_type=HOURS_CONTRACT))


@then(parsers.parse("for hours contracts period {period} runs from {start} to {end}"))
def runs_for_hours_contracts(world: World, period: str, start: str, end: str) -> None:
    found = _period(world, period, HOURS_CONTRACT)
    assert (found["start"], found["end"]) == (start, end)


# -- the list ---------------------------------------------------------------------------------------------------------


@then(parsers.parse("period {period} is locked in Nmbrs"))
def is_locked(world: World, period: str) -> None:
    found = _period(world, period)
    assert (found["locked"], found["current"]) == (True, False)


@then(parsers.parse("period {period} is the current one in Nmbrs"))
def is_current(world: World, period: str) -> None:
    found = _period(world, period)
    assert (found["locked"], found["current"]) == (False, True)


@then(parsers.parse("period {period} shows no export"))
def shows_nothing(world: World, period: str) -> None:
    assert _period(world, period)["exported"] is None


@then(parsers.parse("for hours contracts period {period} shows no export"))
def shows_nothing_for_hours_contracts(world: World, period: str) -> None:
    assert _period(world, period, HOURS_CONTRACT)["exported"] is None


@then(parsers.parse('period {period} shows "{parts}" as "{state}"'))
def shows(world: World, period: str, parts: str, state: str) -> None:
    shown = _period(world, period)["exported"]
    assert (", ".join(shown["parts"]), shown["state"]) == (parts, state)


@given("the first wage period of this year starts on 1 January")
def this_year(world: World) -> None:
    year = date.fromisoformat(world.driver.calendars()["today"]).year
    for each in range(2026, year + 1):
        world.driver.set_wage_period(date(each, 1, 1))


@given(parsers.re(r"Nmbrs' current period is (?P<count>\d) (?P<side>before|after) that of today"))
def current_beside_today(world: World, count: str, side: str) -> None:
    today = date.fromisoformat(world.driver.calendars()["today"])
    months = today.year * 12 + today.month - 1 + (int(count) if side == "after" else -int(count))
    world.office.move_on(f"{months // 12}-{months % 12 + 1:02d}")


@then("today lies in one period of each contract type")
def today_once(world: World) -> None:
    listed = world.driver.calendars()
    today = [
        (calendar["contract_type"], period["start"] <= listed["today"] <= period["end"])
        for calendar in listed["calendars"]
        for period in calendar["periods"]
        if period["today"]
    ]
    assert sorted(today) == [(HOURS_CONTRACT, True), (ZERO_HOURS, True)]


@then("the list warns of nothing")
def no_warning(world: World) -> None:
    assert world.driver.calendars()["findings"] == []


@then(parsers.parse('the list warns of "{code}"'))
def list_warns(world: World, code: str) -> None:
    found = world.driver.calendars()["findings"]
    assert [(f["code"], f["blocks"]) for f in found] == [(code, False)] * 2
    assert {f["contract_type"] for f in found} == {ZERO_HOURS, HOURS_CONTRACT}


@when("I plan the export of hours for the current period of Nmbrs")
def plan_current(world: World) -> None:
    world.attempt(lambda: world.plan({"hours"}, world.driver.calendars()["payroll"]["current"]))


@then(parsers.parse('I see the warning "{code}"'))
def sees_warning(world: World, code: str) -> None:
    assert world.problem is None, world.problem
    assert (code, False) in [(finding["code"], finding["blocks"]) for finding in world.planned["findings"]]
