"""Steps about the rights of the Nmbrs user."""

from __future__ import annotations

from collections.abc import Iterator

from pytest_bdd import given, parsers, then, when

from tests.scenarios.driver import Json
from tests.scenarios.world import World


@given(parsers.parse('Nmbrs answers "{code}" to the call "{call}"'))
def answers_code(world: World, code: str, call: str) -> None:
    world.office.answers(code, call)


@given("the payroll office takes the company away from the user")
def company_taken(world: World) -> None:
    world.office.take_company_away()


@when("the doctor looks")
def look(world: World) -> None:
    world.attempt(world.driver.doctor)


@when(parsers.re(r'the doctor looks, and "(?P<by>[^"]*)" allows a probe of the rights to write'))
def look_and_probe(world: World, by: str) -> None:
    world.attempt(lambda: world.driver.doctor(by))


def _found(world: World) -> Json:
    assert world.problem is None, world.problem
    found: Json = world.answer
    return found


def _rights(world: World, writing: bool | None = None) -> Iterator[Json]:
    for environment in _found(world)["environments"]:
        for right in (*environment["rights"], *(r for each in environment["companies"] for r in each["rights"])):
            writes = any(word in right["name"] for word in ("Insert", "Delete", "_Set"))
            if writing in (None, writes):
                yield right


def _right(world: World, call: str) -> Json:
    (found,) = [right for right in _rights(world) if right["name"].endswith(f": {call}")]
    return found


@then("all is fine")
def fine(world: World) -> None:
    assert _found(world)["healthy"] is True


@then("not all is fine")
def not_fine(world: World) -> None:
    assert _found(world)["healthy"] is False


@then("every right to read is present")
def all_read(world: World) -> None:
    states = [right["state"] for right in _rights(world, writing=False)]
    assert states == ["present"] * 19


@then("every right to write shows at the first write")
def all_untested(world: World) -> None:
    assert [right["state"] for right in _rights(world, writing=True)] == ["untested"] * 8


@then("every right to write is present")
def all_written(world: World) -> None:
    assert [right["state"] for right in _rights(world, writing=True)] == ["present"] * 8


@then(parsers.parse('the right "{call}" is missing, which is needed for "{need}"'))
def missing(world: World, call: str, need: str) -> None:
    right = _right(world, call)
    assert (right["state"], right["needed_for"]) == ("missing", need)


@then(parsers.parse('it is not certain whether the right "{call}" is present'))
def uncertain(world: World, call: str) -> None:
    assert _right(world, call)["state"] == "unknown"


@then(parsers.parse('the letter to the payroll office names "{words}" in both languages'))
def letter(world: World, words: str) -> None:
    (environment,) = _found(world)["environments"]
    assert words in environment["letter"]["en"]
    assert words in environment["letter"]["nl"]


@then("only employee 0 was concerned by what was tried")
def nobody(world: World) -> None:
    assert world.office.written_for() == {0}


@then(parsers.parse('it is on record that "{by}" allowed the probe'))
def on_record(world: World, by: str) -> None:
    with world.stage.container.storage().read() as work:
        events = [record.event for record in work.audit.records()]
    allowed = [event.after for event in events if event.action == "rights.probe-allowed"]
    probed = [event.after for event in events if event.action == "rights.probed"]
    assert [(each["allowed_by"], each["employee"]) for each in allowed] == [(by, "0")]
    assert [each["allowed_by"] for each in probed] == [by]


@then(parsers.parse('the doctor says "{code}" about "{domain}"'))
def problem_of(world: World, code: str, domain: str) -> None:
    problems = {each["domain"]: each["problem"] for each in _found(world)["environments"]}
    assert problems[domain]["code"] == code


@then(parsers.parse('the doctor finds everything in "{domain}"'))
def complete(world: World, domain: str) -> None:
    assert {each["domain"]: each["complete"] for each in _found(world)["environments"]}[domain] is True
