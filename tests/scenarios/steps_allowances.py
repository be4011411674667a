"""Steps about allowances."""

from __future__ import annotations

from typing import Any

from pytest_bdd import given, parsers, then, when

from tests.scenarios.driver import Json
from tests.scenarios.hours import rows_of
from tests.scenarios.world import World, boxes


def _set(world: World, name: str, kind: str, percentage: int, **values: Any) -> Json:
    return world.driver.set_allowance({"name": name, "kind": kind, "percentage": str(percentage), **values})


@given(parsers.parse('the allowance "{name}" of {percentage:d} % is paid for "{window}"'))
@when(parsers.parse('the allowance "{name}" of {percentage:d} % is paid for "{window}"'))
def unsocial(world: World, name: str, percentage: int, window: str) -> None:
    _set(world, name, "unsocial-hours", percentage, windows=[window])


@given(parsers.parse('the allowance "{name}" of {percentage:d} % is paid for "{window}" from {day} on'))
def unsocial_from(world: World, name: str, percentage: int, window: str, day: str) -> None:
    _set(world, name, "unsocial-hours", percentage, windows=[window], **{"from": day})


@when(parsers.parse('I define the allowance "{name}" of {percentage:d} % for "{window}"'))
def define(world: World, name: str, percentage: int, window: str) -> None:
    world.attempt(lambda: _set(world, name, "unsocial-hours", percentage, windows=[window]))


@given(parsers.parse('the allowance "{name}" of {percentage:d} % is paid for the usual public holidays'))
def usual_holidays(world: World, name: str, percentage: int) -> None:
    _set(world, name, "public-holiday", percentage)


@given(parsers.parse('the allowance "{name}" of {percentage:d} % is paid on "{first}" and "{second}"'))
def two_holidays(world: World, name: str, percentage: int, first: str, second: str) -> None:
    _set(world, name, "public-holiday", percentage, holidays=[first, second])


@given(parsers.parse('the allowance "{name}" of {percentage:d} % is paid to the team "{team}"'))
def by_team(world: World, name: str, percentage: int, team: str) -> None:
    _set(world, name, "function", percentage, teams=[team])


@given(parsers.parse('the allowance "{name}" of {percentage:d} % is paid by the column "{column}"'))
def by_column(world: World, name: str, percentage: int, column: str) -> None:
    _set(world, name, "function", percentage, column=column)


@given(parsers.parse('the allowances "{first}" and "{second}" exclude each other'))
def exclude(world: World, first: str, second: str) -> None:
    world.driver.group_allowances("tijden", [first, second])


@given(parsers.parse('the allowance "{name}" goes to hour code {code}'))
def goes_to(world: World, name: str, code: str) -> None:
    world.driver.map(f"allowance:{name}", code)
    world.office.forget_calls()


@when(parsers.parse('I map the allowance "{name}" to hour code {code}'))
def map_allowance(world: World, name: str, code: str) -> None:
    world.attempt(lambda: world.driver.map(f"allowance:{name}", code))


@when(parsers.parse("I try a shift on {day} from {start} to {end} with a break of {pause:d} minutes"))
def try_shift(world: World, day: str, start: str, end: str, pause: int) -> None:
    shift = {"day": day, "start": start, "end": "00:00" if end == "24:00" else end, "break_minutes": pause}
    world.attempt(lambda: world.driver.try_shift(shift))


@then(parsers.parse('"{name}" gets {minutes} minutes, which is {hours} hours'))
def gets(world: World, name: str, minutes: str, hours: str) -> None:
    assert world.problem is None, world.problem
    (found,) = [each for each in world.answer["allowances"] if each["name"] == name]
    assert (found["minutes"], found["hours"]) == (minutes, hours)


@given("these hours without times are imported")
def imported_without_times(world: World, datatable: list[list[str]]) -> None:
    world.hours.replace([{**row, "time": "", "break": ""} for row in rows_of(datatable)])
    world.import_hours()


@given("hours and allowances are exported for 2026-10")
def exported(world: World) -> None:
    assert world.export({"hours", "allowances"})["outcome"] == "proved"
    world.office.forget_calls()


@when(parsers.re(r"I export (?P<what>(?:[a-z, ]+ and )?allowances) for (?P<period>\d{4}-\d\d)$"))
def export(world: World, what: str, period: str) -> None:
    world.attempt(lambda: world.export(boxes(what), period))
