"""Steps that a payroll administrator takes."""

from __future__ import annotations

from datetime import date

from pytest_bdd import given, parsers, when

from tests.scenarios.driver import Json
from tests.scenarios.world import World, boxes


@when("I activate with the e-mail and token from Nmbrs")
def activate(world: World) -> None:
    world.attempt(world.activate)


@when("I activate without saying the domain")
def activate_without_domain(world: World) -> None:
    world.attempt(lambda: world.activate(domain=""))


@when(parsers.parse('I activate with the token "{token}"'))
def activate_with_token(world: World, token: str) -> None:
    world.attempt(lambda: world.activate(token=token))


@when("I activate without saying whether eitje's own link is off")
def activate_unanswered(world: World) -> None:
    world.attempt(lambda: world.activate(own_link_off=None))


@when("I synchronise the team members")
def sync(world: World) -> None:
    world.attempt(world.driver.sync)


@when("I look at what a sync would do")
def dry_sync(world: World) -> None:
    world.attempt(lambda: world.driver.sync(dry_run=True))


@when(parsers.parse('I link "{name}" to employee "{employee}"'))
def link(world: World, name: str, employee: str) -> None:
    world.attempt(lambda: world.driver.link(name, employee))


@when(parsers.parse('I ignore "{name}"'))
def ignore(world: World, name: str) -> None:
    world.attempt(lambda: world.driver.ignore(name))


@when(parsers.parse("I set the first wage period to start on {start}"))
def set_wage_period(world: World, start: str) -> None:
    world.attempt(lambda: world.driver.set_wage_period(date.fromisoformat(start)))


@when(parsers.parse("I set the first wage period of {year:d} to start on {start}"))
def set_wage_period_of(world: World, year: int, start: str) -> None:
    world.attempt(lambda: world.driver.set_wage_period(date.fromisoformat(start), year=year))


@when(parsers.parse("I accept that and set the first wage period to start on {start}"))
def set_wage_period_accepting(world: World, start: str) -> None:
    world.attempt(lambda: world.driver.set_wage_period(date.fromisoformat(start), accepted_by="Anja"))


@when(parsers.re(r"I plan the export of (?P<what>[a-z, ]+) for (?P<period>\d{4}-\d\d)$"))
def plan(world: World, what: str, period: str) -> None:
    world.attempt(lambda: world.plan(boxes(what), period))


@when(
    parsers.re(
        r"I plan the export of (?P<what>[a-z, ]+) for (?P<period>\d{4}-\d\d) with the late hours of (?P<late>\S+)$"
    )
)
def plan_with_late_hours(world: World, what: str, period: str, late: str) -> None:
    world.attempt(lambda: world.plan(boxes(what), period, carry=[late]))


@given(
    parsers.re(
        r"(?P<what>hours|hours[a-z, ]+) for (?P<period>\d{4}-\d\d) are exported with the late hours of (?P<late>\S+)$"
    )
)
def late_hours_exported(world: World, what: str, period: str, late: str) -> None:
    assert world.export(boxes(what), period, carry=[late])["outcome"] == "proved"
    world.office.forget_calls()


@when(
    parsers.re(
        r"I export (?P<what>hours|meals|hours[a-z, ]+(?:days|meals)) for (?P<period>\d{4}-\d\d) "
        r"with the late hours of (?P<late>\S+)( again)?$"
    )
)
def export_late_hours(world: World, what: str, period: str, late: str) -> None:
    world.attempt(lambda: world.export(boxes(what), period, carry=[late]))


@when("I agree to the plan")
def agree(world: World) -> None:
    world.attempt(world.apply_last_plan)


@when(parsers.re(r"I export hours of hours contracts for (?P<period>\d{4}-\d\d)( again)?$"))
def export_salaried(world: World, period: str) -> None:
    world.attempt(lambda: world.export({"hours"}, period, contract_type="hours-contract"))


@when(parsers.re(r"I export (?P<what>hours|meals|hours[a-z, ]+(?:days|meals)) for (?P<period>\d{4}-\d\d)( again)?$"))
def export(world: World, what: str, period: str) -> None:
    world.attempt(lambda: world.export(boxes(what), period))


@when(
    parsers.re(
        r'I consent to "(?P<consent>[a-z]+)" as "(?P<by>[^"]+)" '
        r"and export (?P<what>[a-z, ]+) for (?P<period>\d{4}-\d\d)"
    )
)
def export_with_consent(world: World, consent: str, by: str, what: str, period: str) -> None:
    world.attempt(lambda: world.export(boxes(what), period, [(consent, by)]))


@when("I undo that export")
@when("I undo that export again")
def undo(world: World) -> None:
    world.attempt(world.undo)


@when("I remember that export")
def remember(world: World) -> None:
    world.remembered = world.last_export


@when("I undo the export that I remember")
def undo_remembered(world: World) -> None:
    world.last_export = world.remembered
    world.attempt(world.undo)


@when("I undo that undo")
def undo_undo(world: World) -> None:
    def again() -> Json:
        undo = world.last_export["export"]["id"]
        world.planned = world.driver.plan_undo(undo, ())
        world.last_export = world.driver.undo(undo, (), world.planned["plan"])
        return world.last_export

    world.attempt(again)


@when("I look at what undoing that export would do")
def plan_undo(world: World) -> None:
    def look() -> Json:
        world.planned = world.driver.plan_undo(world.undone, ())
        return world.planned

    world.attempt(look)


@when(parsers.parse('I consent to "{consent}" as "{by}" and undo that export'))
def undo_with_consent(world: World, consent: str, by: str) -> None:
    world.attempt(lambda: world.undo([(consent, by)]))


@when(
    parsers.re(
        r'I consent to "(?P<consent>[a-z]+)" as "(?P<by>[^"]+)" and plan (?P<what>[a-z, ]+) for (?P<period>\d{4}-\d\d)'
    )
)
def plan_with_consent(world: World, consent: str, by: str, what: str, period: str) -> None:
    world.attempt(lambda: world.plan(boxes(what), period, [(consent, by)]))


@when(parsers.parse("I verify {period}"))
def verify(world: World, period: str) -> None:
    world.attempt(lambda: world.driver.verify(period))


@when(parsers.parse('I resolve the difference of "{name}" with "{choice}"'))
def resolve(world: World, name: str, choice: str) -> None:
    world.attempt(lambda: world.resolve(name, choice))


@when(parsers.parse('I resolve the "{cause}" difference of "{name}" with "{choice}"'))
def resolve_one(world: World, cause: str, name: str, choice: str) -> None:
    world.attempt(lambda: world.resolve(name, choice, cause))


@when(parsers.parse('I change my mind about "{name}" to "{choice}"'))
def change_mind(world: World, name: str, choice: str) -> None:
    (decision,) = [d for d in world.driver.differences("2026-10")["decided"] if d["difference"]["name"] == name]
    world.attempt(lambda: world.driver.resolve(decision["difference"]["id"], choice))
    assert world.problem is None, world.problem


@when(parsers.parse("worked hours go to hour code {code} from now on"))
def remap(world: World, code: str) -> None:
    world.driver.map("hours", code, contract_type="zero-hours")
