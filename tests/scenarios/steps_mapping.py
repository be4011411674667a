"""Steps about the mapping."""

from __future__ import annotations

from typing import Any

from pytest_bdd import given, parsers, then, when

from domain.pay_line import PayKind
from tests.scenarios.driver import Json
from tests.scenarios.hours import rows_of
from tests.scenarios.office import COMPANY, OCTOBER
from tests.scenarios.world import World


@given(parsers.parse('the team "{team}" goes to hour code {code} on cost centre "{centre}"'))
def team_to_centre(world: World, team: str, code: str, centre: str) -> None:
    world.driver.map("hours", code, "zero-hours", team=team, cost_centre=centre)
    world.office.forget_calls()


@given(parsers.parse("the payroll office removes hour code {code:d}"))
def code_removed(world: World, code: int) -> None:
    world.stage.nmbrs.office.remove_code(COMPANY, PayKind.HOURS, code)


@when(parsers.parse('I map "{thing}" to code {code:d}'))
def map_thing(world: World, thing: str, code: int) -> None:
    world.attempt(lambda: world.driver.map(thing, str(code)))


@when(parsers.parse('I map "{thing}" to code {code:d} from {day} on'))
def map_from(world: World, thing: str, code: int, day: str) -> None:
    world.attempt(lambda: world.driver.map(thing, str(code), valid_from=day))


@when(parsers.parse('I map "{thing}" to code {code:d} for the team "{team}"'))
def map_team(world: World, thing: str, code: int, team: str) -> None:
    world.attempt(lambda: world.driver.map(thing, str(code), team=team))


@when(parsers.parse('I remove the rule for "{thing}"'))
def remove(world: World, thing: str) -> None:
    world.attempt(lambda: world.driver.remove_rule(thing))


def _answer(world: World) -> Any:
    assert world.problem is None, world.problem
    return world.answer


@then("the rule stands")
def stands(world: World) -> None:
    assert _answer(world)["rule"]["code"]


@then(parsers.parse("the rule takes the place of the one to code {code}"))
def takes_place(world: World, code: str) -> None:
    assert _answer(world)["before"]["code"] == code


@then(parsers.parse("until {day} it goes to code {code}"))
def until(world: World, day: str, code: str) -> None:
    answer = _answer(world)
    assert (answer["rule"]["from"], answer["since"]["code"]) == (day, code)


def _rules(world: World, day: str, thing: str) -> list[Json]:
    return [rule for rule in world.driver.mapping(day)["rules"] if rule["thing"] == thing]


@then(parsers.parse('on {day} "{thing}" goes to code {code:d}'))
def goes_to(world: World, day: str, thing: str, code: int) -> None:
    (rule,) = _rules(world, day, thing)
    assert rule["code"] == str(code)


@then(parsers.parse('on {day} "{thing}" goes nowhere'))
def goes_nowhere(world: World, day: str, thing: str) -> None:
    assert _rules(world, day, thing) == []


@then(parsers.parse('I am warned that no {what} is called "{name}", and asked whether "{meant}" is meant'))
def warned(world: World, what: str, name: str, meant: str) -> None:
    (unknown,) = _answer(world)["unknown"]
    assert (unknown["what"], unknown["name"], unknown["meant"]) == (what, name, meant)


@then(parsers.re(r'I am warned that no (?P<what>[a-z]+) is called "(?P<name>[^"]+)"$'))
def warned_only(world: World, what: str, name: str) -> None:
    (unknown,) = _answer(world)["unknown"]
    assert (unknown["what"], unknown["name"], unknown["meant"]) == (what, name, None)


@then(parsers.parse('Nmbrs holds for "{name}" on hour code {code:d}'))
def holds_on_centres(world: World, name: str, code: int, datatable: list[list[str]]) -> None:
    ids = {centre.id: centre.code for centre in world.stage.nmbrs.core.companies[COMPANY].cost_centres}
    found = world.stage.nmbrs.office.lines(world.office.employee(name), OCTOBER, PayKind.HOURS)
    held = sorted((ids[line.cost_centre], str(line.amount)) for line in found if line.code == code and line.cost_centre)
    assert held == [(row["cost centre"], row["hours"]) for row in rows_of(datatable)]


# -- as a file --------------------------------------------------------------------------------------------------------


@when("I export the mapping to a file")
def export_file(world: World) -> None:
    world.file = world.driver.export_mapping()


@when("I write a file with")
def write_file(world: World, docstring: str) -> None:
    world.file = docstring + "\n"


@when(parsers.parse('I change "{old}" into "{new}" in the file'))
def edit_file(world: World, old: str, new: str) -> None:
    assert old in world.file
    world.file = world.file.replace(old, new)


@when("I check the file")
def check_file(world: World) -> None:
    world.attempt(lambda: world.driver.check_mapping(world.file))
    world.agreed = world.answer["hash"] if world.answer else ""


@when("I import the file as it was shown")
def import_file(world: World) -> None:
    world.attempt(lambda: world.driver.import_mapping(world.file, world.agreed))


@then(parsers.re(r"the file changes (?P<count>\d+) rules?$"))
def file_changes(world: World, count: str) -> None:
    rules = _answer(world)["rules"]
    assert (len(rules["changed"]), rules["added"], rules["removed"]) == (int(count), [], [])


@then(parsers.parse("the file removes {count:d} rules"))
def file_removes(world: World, count: int) -> None:
    assert len(_answer(world)["rules"]["removed"]) == count


@then(parsers.parse("on hour code {code} the file comes to {new}, where {sent} was sent"))
def file_comes_to(world: World, code: str, new: str, sent: str) -> None:
    (found,) = [each for each in _answer(world)["dry_run"]["totals"] if each["code"] == code]
    assert (found["new"], found["sent"]) == (new, sent)


@then(parsers.parse('the pay of "{name}" would change'))
def would_change(world: World, name: str) -> None:
    assert _answer(world)["dry_run"]["people_changed"] == [name]
