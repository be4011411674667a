"""Steps about who is who: people in Nmbrs, proposals, links and ignoring."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from pytest_bdd import given, parsers, then, when

from adapters.nmbrs_fake.records import (
    Code,
    Company,
    ContractVersion,
    Employee,
    Employment,
    PersonalInfo,
    Schedule,
)
from domain.wage_period import PeriodRef
from tests.scenarios.driver import Json
from tests.scenarios.hours import rows_of
from tests.scenarios.office import OCTOBER
from tests.scenarios.world import World

RECORDED = datetime(2026, 1, 2, 9, 0)  # noqa: DTZ001 - the vendor's times have no zone
LATER = datetime(2026, 10, 2, 9, 0)  # noqa: DTZ001 - the same


# -- in Nmbrs ---------------------------------------------------------------------------------------------------------


@given("the payroll office employs")
@when("the payroll office employs")
def employs(world: World, datatable: list[list[str]]) -> None:
    for row in rows_of(datatable):
        start, end = date.fromisoformat(row["from"]), row.get("until")
        last = date.fromisoformat(end) if end else None
        number = int(row["employee"])
        world.stage.nmbrs.office.hire(
            Employee(
                id=number,
                company=int(row.get("company") or 1200),
                number=int(row["number"]),
                infos=[PersonalInfo(RECORDED, row["first name"], row["last name"], row["prefix"], row["e-mail"])],
                employments=[Employment(number * 10, start, last)],
                contracts=[ContractVersion(number * 10 + 1, RECORDED, start, last, Decimal(0))],
                schedules=[Schedule(number * 10 + 2, RECORDED, start)],
            )
        )


@given(parsers.parse('"{name}" leaves on {day}'))
@when(parsers.parse('"{name}" leaves on {day}'))
def leaves(world: World, name: str, day: str) -> None:
    world.stage.nmbrs.office.dismiss(world.office.employee(name), date.fromisoformat(day))


@given(parsers.parse('"{name}" gets the address "{email}" in Nmbrs'))
@when(parsers.parse('"{name}" gets the address "{email}" in Nmbrs'))
def gets_address(world: World, name: str, email: str) -> None:
    employee = world.office.employee(name)
    known = world.stage.nmbrs.core.employees[employee].info
    world.stage.nmbrs.office.change_info(employee, replace(known, created=LATER, email_work=email))


@when(parsers.parse('"{name}" is no longer in Nmbrs'))
def taken_out(world: World, name: str) -> None:
    world.stage.nmbrs.office.take_out(world.office.employee(name))


@given(parsers.parse('Nmbrs has a second company "{company}", which pays the venue "{venue}"'))
def second_company(world: World, company: str, venue: str) -> None:
    hours = ([Code(2100, "Gewerkte uren")], [])
    made = Company(1300, 13, company, 310, current=PeriodRef(2026, 10), hour_models=hours)
    world.stage.nmbrs.core.add(made)
    world.activate()
    world.driver.link_company("1300", [venue])


# -- what a payroll administrator does --------------------------------------------------------------------------------


@when(parsers.parse('hours of "{name}" come in'))
def hours_come_in(world: World, name: str) -> None:
    world.hours.replace([{"name": name, "date": "2026-10-05", "time": "09:00 - 17:00", "break": "0:30"}])
    world.import_hours()


@when(parsers.parse('hours of "{name}" come in for {day}'))
def hours_of_day(world: World, name: str, day: str) -> None:
    world.hours.replace([{"name": name, "date": day, "time": "09:00 - 17:00", "break": "0:30"}])
    world.import_hours()


@when("I store exactly that")
def store_shown(world: World) -> None:
    agreed = world.answer["hash"]
    world.attempt(lambda: world.driver.sync(agreed=agreed))


@when(parsers.parse('I confirm the proposal for "{name}"'))
def confirm(world: World, name: str) -> None:
    world.attempt(lambda: world.driver.confirm(name))


@when(parsers.parse("I look at what would be confirmed from {score:d} on"))
def look_at_proposals(world: World, score: int) -> None:
    world.attempt(lambda: world.driver.confirmable(score))
    world.remembered = world.answer


@when("I confirm exactly that")
def confirm_shown(world: World) -> None:
    shown = world.remembered
    world.attempt(lambda: world.driver.confirm_all(shown["at_least"], shown["hash"]))


@when(parsers.parse('I also link "{name}" to employee "{employee}"'))
def link_also(world: World, name: str, employee: str) -> None:
    world.attempt(lambda: world.driver.link(name, employee, also=True))


@when(parsers.parse('I say that "{name}" is employee "{employee}" under another name'))
def link_same_person(world: World, name: str, employee: str) -> None:
    world.attempt(lambda: world.driver.link(name, employee, same_person=True))


@when(parsers.parse('I say that "{name}" is not employee "{employee}"'))
def unlink(world: World, name: str, employee: str) -> None:
    world.attempt(lambda: world.driver.unlink(name, employee))


@when(parsers.parse('I unlink "{name}"'))
def unlink_only(world: World, name: str) -> None:
    world.attempt(lambda: world.driver.unlink(name))


@when(parsers.parse('I restore "{name}"'))
def restore(world: World, name: str) -> None:
    world.attempt(lambda: world.driver.restore(name))


# -- what must be true afterwards -------------------------------------------------------------------------------------


def person(world: World, name: str) -> Json:
    """Somebody in the list of team members."""
    (found,) = [each for each in world.driver.roster()["people"] if each["name"] == name]
    one: Json = found
    return one


@then(
    parsers.re(
        r'"(?P<name>[^"]+)" is proposed as employee "(?P<employee>\d+)" with a score of (?P<score>\d+): (?P<reason>.+)$'
    )
)
def proposed(world: World, name: str, employee: str, score: str, reason: str) -> None:
    found = person(world, name)
    assert (found["state"], found["links"]) == ("proposed", [])
    best = found["proposals"][0]
    assert (best["employee"], best["score"], best["reason"]) == (employee, int(score), reason)


@then(parsers.parse('the next proposal for "{name}" is employee "{employee}" with a score of {score:d}: {reason}'))
def proposed_next(world: World, name: str, employee: str, score: int, reason: str) -> None:
    following = person(world, name)["proposals"][1]
    assert (following["employee"], following["score"], following["reason"]) == (employee, score, reason)


@then(parsers.parse('nobody is proposed for "{name}"'))
def nobody_proposed(world: World, name: str) -> None:
    found = person(world, name)
    assert (found["state"], found["proposals"]) == ("unknown", [])


@then(parsers.parse('"{name}" is not linked'))
def not_linked(world: World, name: str) -> None:
    assert person(world, name)["links"] == []


@then(parsers.parse('"{name}" is linked to the employees "{one}" and "{other}"'))
def linked_to_both(world: World, name: str, one: str, other: str) -> None:
    assert sorted(link["employee"] for link in person(world, name)["links"]) == [one, other]


@then(parsers.parse('"{name}" would be linked to employee "{employee}"'))
def would_be_linked(world: World, name: str, employee: str) -> None:
    sure = {each["name"]: each["proposal"]["employee"] for each in world.remembered["sure"]}
    assert sure[name] == employee


@then(parsers.parse('"{name}" is left open: {why}'))
def left_open(world: World, name: str, why: str) -> None:
    reasons = {each["name"]: each["reason"] for each in world.remembered["open"]}
    assert reasons[name] == why


@then(parsers.parse('the team members show "{code}", naming "{text}"'))
def shown_with_people(world: World, code: str, text: str) -> None:
    causes = [finding["cause"] for finding in world.driver.roster()["findings"] if finding["code"] == code]
    assert any(text in cause for cause in causes), (code, causes)


@then(parsers.parse('the team members do not show "{code}"'))
def not_shown_with_people(world: World, code: str) -> None:
    assert code not in [finding["code"] for finding in world.driver.roster()["findings"]]


@then(parsers.parse('"{name}" is shown as somebody who left on {day}'))
def shown_as_leaver(world: World, name: str, day: str) -> None:
    found = person(world, name)
    assert day in [each["left"] for each in (*found["links"], *found["proposals"])]


@then(parsers.parse('"{code}" of "{name}" names "{one}" and "{other}"'))
def finding_names(world: World, code: str, name: str, one: str, other: str) -> None:
    people = world.planned.get("people", []) + world.last_export.get("left_behind", [])
    findings = [*world.planned.get("findings", []), *(each for someone in people for each in someone["findings"])]
    causes = [each["cause"] for each in findings if (each["code"], each["person"]) == (code, name)]
    assert causes
    assert all(one in cause and other in cause for cause in causes), causes


@then(parsers.parse('Nmbrs holds {amount} on hour code {code} for employee "{employee}"'))
def held_for_employee(world: World, amount: str, code: str, employee: str) -> None:
    lines = world.stage.nmbrs.office.lines(int(employee), OCTOBER)
    assert [(str(line.code), line.amount) for line in lines] == [(code, Decimal(amount))]


@then(parsers.parse('Nmbrs holds nothing for employee "{employee}"'))
def nothing_for_employee(world: World, employee: str) -> None:
    assert world.stage.nmbrs.office.lines(int(employee), OCTOBER) == []


# -- sync -------------------------------------------------------------------------------------------------------------


@then(parsers.parse('"{name}" is shown with "{before}" becoming "{after}" in "{field}"'))
def old_and_new(world: World, name: str, before: str, after: str, field: str) -> None:
    (company,) = world.answer["companies"]
    (changed,) = [each for each in company["changed"] if each["name"] == name]
    sides = changed["fields"][field]
    assert (before in str(sides["before"]), after in str(sides["after"])) == (True, True), sides


@then(parsers.parse('"{name}" is gone'))
def gone(world: World, name: str) -> None:
    assert name in [member["name"] for company in world.answer["companies"] for member in company["gone"]]


@then(parsers.parse('"{name}" in the hours would be newly linked to employee "{employee}"'))
def newly_linked(world: World, name: str, employee: str) -> None:
    assert [(each["name"], each["employee"]) for each in world.answer["matched"]] == [(name, employee)]


@then(parsers.parse('"{name}" in the hours would lose the link with employee "{employee}"'))
def link_lost(world: World, name: str, employee: str) -> None:
    assert [(each["name"], each["employee"]) for each in world.answer["lost"]] == [(name, employee)]
