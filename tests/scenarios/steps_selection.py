"""Steps about an export of some people, venues or teams only."""

from __future__ import annotations

import re

from pytest_bdd import given, parsers, then, when

from tests.scenarios.driver import Json, Only
from tests.scenarios.world import World, boxes

WHERE = r"(?P<what>[a-z, ]+) for (?P<period>\d{4}-\d\d)"


def _only(text: str) -> Only:
    """What ``"Noor van Dijk" and "Daan de Vries"`` or ``venue "De Kade"`` selects.

    >>> _only('"Noor" and "Daan" in venue "De Kade"')
    {'people': ['Noor', 'Daan'], 'venues': ['De Kade']}
    """
    found: dict[str, list[str]] = {}
    for kind, name in re.findall(r'(venue |team )?"([^"]+)"', text):
        found.setdefault({"venue ": "venues", "team ": "teams"}.get(kind, "people"), []).append(name)
    return dict(found)


@when(parsers.re(rf"I plan the export of {WHERE}, only of (?P<whom>.+)$"))
def plan_only(world: World, what: str, period: str, whom: str) -> None:
    world.attempt(lambda: world.plan(boxes(what), period, only=_only(whom)))


@when(parsers.re(rf"I export {WHERE}, only of (?P<whom>.+)$"))
def export_only(world: World, what: str, period: str, whom: str) -> None:
    world.attempt(lambda: world.export(boxes(what), period, only=_only(whom)))


@given(parsers.re(rf"{WHERE} are exported, only of (?P<whom>.+)$"))
def exported_only(world: World, what: str, period: str, whom: str) -> None:
    assert world.export(boxes(what), period, only=_only(whom))["outcome"] == "proved"
    world.office.forget_calls()


@when(parsers.re(rf"I export {WHERE} with the late hours of (?P<late>\S+), only of (?P<whom>.+)$"))
def export_late_only(world: World, what: str, period: str, late: str, whom: str) -> None:
    world.attempt(lambda: world.export(boxes(what), period, carry=[late], only=_only(whom)))


@when(parsers.parse('I agree to that plan for hours of 2026-10, but only of "{name}"'))
def agree_for_other(world: World, name: str) -> None:
    plan = world.planned["plan"]
    world.attempt(lambda: world.driver.apply("2026-10", {"hours"}, (), plan, only={"people": [name]}))


@given(parsers.parse('the hours of venue "{venue}" go to hour code 2100 with cost centre {centre}'))
def venue_rule(world: World, venue: str, centre: str) -> None:
    world.driver.map("hours", "2100", contract_type="zero-hours", venue=venue, cost_centre=centre)


@given(parsers.parse('the hours of team "{team}" go to hour code {code}'))
def team_rule(world: World, team: str, code: str) -> None:
    world.driver.map("hours", code, contract_type="zero-hours", team=team)


@when(parsers.parse('the hours of "{name}" turn out to be of venue "{venue}"'))
def other_venue(world: World, name: str, venue: str) -> None:
    world.hours.send_to(name, venue)
    world.import_hours()


@when(parsers.parse('the hours of "{name}" turn out to be of "{other}"'))
def other_person(world: World, name: str, other: str) -> None:
    world.hours.give(name, other)
    world.import_hours()


def _rows(world: World, name: str) -> list[Json]:
    comparisons = world.driver.verify("2026-10")["comparisons"]
    rows = [row for each in comparisons for row in (*each["lines"], *each["days"])]
    return [row for row in rows if row["name"] == name]


@then(parsers.parse('"{name}" is not selected, and {amount} on hour code {code} is not yet sent'))
def not_selected(world: World, name: str, amount: str, code: str) -> None:
    assert world.problem is None, world.problem
    lines = [line for line in world.answer["not_selected"] if line["name"] == name]
    assert [(line["code"], line["desired"], line["sent"]) for line in lines] == [(code, amount, "0.00")]
    assert name not in [person["name"] for person in world.planned["people"]]


@then("nothing else is left to send")
def nothing_left(world: World) -> None:
    assert world.problem is None, world.problem
    assert world.answer["not_selected"] == []


@then(parsers.parse('2026-10 is proved as far as it was sent, and "{name}" is not yet sent'))
def proved_so_far(world: World, name: str) -> None:
    verified = world.driver.verify("2026-10")
    assert (verified["proved"], verified["clean"]) == (True, False)
    assert [row["not_sent"] for row in _rows(world, name)] == [True]
    assert [row["causes"] for row in _rows(world, name)] == [[]]
    assert world.driver.differences("2026-10")["open"] == []


@then("2026-10 is proved, and nobody is still to be sent")
def all_proved(world: World) -> None:
    verified = world.driver.verify("2026-10")
    assert (verified["proved"], verified["clean"], verified["people_not_sent"]) == (True, True, [])
    (company,) = world.driver.status()["companies"]
    assert (company["to_export"], company["not_selected"]) == ({}, {})


@then(parsers.parse("the status counts {count:d} people of 2026-10 who are not yet sent"))
@then(parsers.parse("the status counts {count:d} person of 2026-10 who is not yet sent"))
def status_counts(world: World, count: int) -> None:
    status = world.driver.status()
    (company,) = status["companies"]
    assert company["not_selected"] == {"2026-10": count}
    assert "not-selected" in [item["code"] for item in status["to_do"]]
