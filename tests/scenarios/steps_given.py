"""Steps that set the stage."""

from __future__ import annotations

from datetime import date

from pytest_bdd import given, parsers, when

from tests.scenarios.hours import rows_of
from tests.scenarios.world import World, boxes


@given("the link is activated")
def activated(world: World) -> None:
    world.activate()


@given(parsers.parse('the company pays the venues "{first}" and "{second}"'))
@when(parsers.parse('I link the company to the venues "{first}" and "{second}"'))
def venues(world: World, first: str, second: str) -> None:
    world.attempt(lambda: world.driver.link_company("1200", [first, second]))


@when(parsers.parse('I link the company "{company}" to the venue "{venue}"'))
def venue_of_other(world: World, company: str, venue: str) -> None:
    world.attempt(lambda: world.driver.link_company(company, [venue]))


@given("the team members are synchronised")
def synchronised(world: World) -> None:
    world.driver.sync()


@given("De Kade is ready to export 2026-10")
def ready(world: World) -> None:
    world.set_up()


@given(parsers.parse('"{name}" worked {hours:d} hours in October'))
@when(parsers.parse('the hours of "{name}" become {hours:d}'))
@given(parsers.parse('the hours of "{name}" become {hours:d}'))
def worked(world: World, name: str, hours: int) -> None:
    world.hours.work(name, hours)
    world.import_hours()


@given(parsers.parse("hours of hours contracts go to hour code {code}"))
def salaried_rule(world: World, code: str) -> None:
    world.driver.map("hours", code, contract_type="hours-contract")


@when(parsers.parse('the hours of "{name}" turn out to be under an hours contract'))
def under_hours_contract(world: World, name: str) -> None:
    world.hours.put_under_hours_contract(name)
    world.import_hours()


@when(parsers.parse('the entry of "{name}" moves to {day} in eitje'))
def moved(world: World, name: str, day: str) -> None:
    world.hours.move(name, day)
    world.import_hours()


@when(parsers.parse('the hours of "{name}" are removed in eitje'))
def removed(world: World, name: str) -> None:
    world.hours.remove(name)
    world.import_hours()


@given("these hours are imported")
@given("I import these hours")
@when("I import these hours")
def imported(world: World, datatable: list[list[str]]) -> None:
    world.hours.replace(rows_of(datatable))
    world.import_hours()


@given("Noor has worked as late as that")
def late_hours(world: World) -> None:
    """A second shift of 7:20 in October, after that period was paid."""
    shift = {"name": "Noor van Dijk", "time": "10:00 - 17:20", "break": "0:00"}
    world.hours.replace([{**shift, "date": "2026-10-05"}, {**shift, "date": "2026-10-06"}])
    world.import_hours()


@given(parsers.re(r"(?P<what>hours( and meals| and days)?) are exported for 2026-10$"))
def exported(world: World, what: str) -> None:
    assert world.export(boxes(what))["outcome"] == "proved"
    world.office.forget_calls()


@given(parsers.parse('the payroll office switched off the call "{call}"'))
def switched_off(world: World, call: str) -> None:
    world.office.switch_off(call)


@given("Nmbrs cannot be reached")
def unreachable(world: World) -> None:
    world.stage.unreachable()


@given("Nmbrs answers with a web page")
def web_page(world: World) -> None:
    world.office.answers_html()


@given(parsers.parse('the payroll office gives "{name}" a contract of {hours:d} hours from {start}'))
def new_contract(world: World, name: str, hours: int, start: str) -> None:
    world.office.give_contract(name, hours, date.fromisoformat(start))


@given("the company is paid every four weeks")
def four_weeks(world: World) -> None:
    world.office.pay_every("four-weeks")


@given("the company is paid every week")
def weekly(world: World) -> None:
    world.office.pay_every("week")


@given(parsers.parse("the first wage period starts on {start}"))
def calendar(world: World, start: str) -> None:
    world.driver.set_wage_period(date.fromisoformat(start))


@given(parsers.parse('eitje sent {amount} on {kind} code {code} for "{name}" by its own link'))
@given(parsers.parse('the payroll office typed {amount} on {kind} code {code} for "{name}"'))
@when(parsers.parse('the payroll office typed {amount} on {kind} code {code} for "{name}"'))
@when(parsers.parse('the payroll office types {amount} on {kind} code {code} for "{name}"'))
def typed(world: World, amount: str, kind: str, code: str, name: str) -> None:
    world.office.type_line(name, kind, code, amount)


@when(parsers.parse('the payroll office set the days of "{name}" to {days:d}'))
@given(parsers.parse('the payroll office set the days of "{name}" to {days:d}'))
def days_set(world: World, name: str, days: int) -> None:
    world.office.set_days(name, days)


@given(parsers.parse('the payroll office changes the line of "{name}" to {amount}'))
@when(parsers.parse('the payroll office changes the line of "{name}" to {amount}'))
def line_edited(world: World, name: str, amount: str) -> None:
    world.office.edit_line(name, amount)


@given(parsers.parse('the payroll office moves the line of "{name}" to hour code {code}'))
@when(parsers.parse('the payroll office moves the line of "{name}" to hour code {code}'))
def line_moved(world: World, name: str, code: str) -> None:
    world.office.move_line(name, code)


@when(parsers.parse('the payroll office changes the line that it typed for "{name}" to {amount}'))
def typed_edited(world: World, name: str, amount: str) -> None:
    world.office.edit_typed(name, amount)


@given(parsers.parse('the payroll office deletes the line of "{name}"'))
@when(parsers.parse('the payroll office deletes the line of "{name}"'))
def line_deleted(world: World, name: str) -> None:
    world.office.delete_line(name)


@given(parsers.parse("Nmbrs has moved on to period {period}"))
def moved_on(world: World, period: str) -> None:
    world.office.move_on(period)


@when(parsers.parse("Nmbrs has moved on to period {period}"))
def moves_on(world: World, period: str) -> None:
    world.office.move_on(period)


@given(parsers.parse("the run of period {period} is locked"))
def locked(world: World, period: str) -> None:
    world.office.lock_run(period)


@given("the answer to the next write is lost, though Nmbrs does it")
@when("the answer to the next write is lost, though Nmbrs does it")
def drop_after(world: World) -> None:
    world.office.drop_next_write(done=True)


@given("the next write is lost before Nmbrs sees it")
def drop_before(world: World) -> None:
    world.office.drop_next_write(done=False)


@given("the next write times out and is done by Nmbrs a little later")
def late(world: World) -> None:
    world.office.next_write_lands_late()


@given("Nmbrs stops answering right after the next write")
def silent_after_write(world: World) -> None:
    world.office.silent_after_next_write()


@when("Nmbrs answers again")
def answers_again(world: World) -> None:
    world.office.answers_again()


@when("the late write lands")
def lands(world: World) -> None:
    world.office.land()


@when("the settling time has passed")
def settled(world: World) -> None:
    world.stage.pass_settling_time()


@when("the watch is over")
def watch_over(world: World) -> None:
    world.stage.pass_watch()


@when("the writes so far are forgotten")
def forgotten(world: World) -> None:
    world.office.forget_calls()


@given(parsers.parse("a colleague is exporting {period} at this moment"))
def colleague(world: World, period: str) -> None:
    world.stage.hold_lease(period)


@when("the colleague is done")
def colleague_done(world: World) -> None:
    world.stage.release_lease("2026-10")


@when("the database is lost and everything is set up again")
def lost(world: World) -> None:
    set_up_anew(world, "empty")


@given(parsers.parse('the database is copied as "{name}"'))
@when(parsers.parse('the database is copied as "{name}"'))
def copied(world: World, name: str) -> None:
    world.stage.copy_database(name)


@when(parsers.parse('I go on with the database "{name}"'))
def opened(world: World, name: str) -> None:
    world.stage.open_database(name)
    world.import_hours()
    world.office.forget_calls()


@when(parsers.parse('everything is set up again in the database "{name}"'))
def set_up_anew(world: World, name: str) -> None:
    world.stage.open_database(name)
    world.set_up()
    world.import_hours()
    world.office.forget_calls()


@when("the settings point to the live Nmbrs")
def point_to_live(world: World) -> None:
    world.stage.point_to("live")


@given(parsers.parse('the setting for Nmbrs is "{nmbrs}"'))
def setting(world: World, nmbrs: str) -> None:
    world.stage.point_to(nmbrs)
