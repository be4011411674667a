"""What must be true afterwards: in the product's answers, and in Nmbrs itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from pytest_bdd import parsers, then

from domain.wage_period import PeriodRef
from tests.scenarios.driver import Json
from tests.scenarios.office import is_write
from tests.scenarios.world import TOKEN, World


@then(parsers.parse('I am told "{code}"'))
def told(world: World, code: str) -> None:
    assert world.problem is not None, f"no error; the answer was {world.answer}"
    assert world.problem.code == code, world.problem


@then(parsers.parse('the message names "{text}"'))
def message_names(world: World, text: str) -> None:
    assert world.problem is not None
    assert text in world.problem.what()


# -- activate, companies ----------------------------------------------------------------------------------------------


@then(parsers.parse('the link stands with "{domain}", which is a demo'))
def link_stands(world: World, domain: str) -> None:
    assert world.problem is None, world.problem
    assert (world.answer["domain"], world.answer["environment"]) == (domain, "demo")


@then(parsers.parse('I see the company "{name}"'))
def see_company(world: World, name: str) -> None:
    assert name in [company["name"] for company in world.answer["companies"]]


@then("the token cannot be read in what was stored")
def token_hidden(world: World) -> None:
    stored = world.stage.stored_text()
    assert "salaris@kadegroep.example" in stored
    assert TOKEN not in stored


@then("nothing is activated")
def not_activated(world: World) -> None:
    world.attempt(world.driver.companies)
    assert world.problem is not None
    assert world.problem.code == "not-activated"


@then(parsers.parse('the company pays the venues "{first}" and "{second}"'))
def pays_venues(world: World, first: str, second: str) -> None:
    (company,) = [company for company in world.driver.companies() if company["id"] == "1200"]
    assert company["venues"] == [first, second]


# -- team members -----------------------------------------------------------------------------------------------------


def _synced(world: World) -> Json:
    assert world.problem is None, world.problem
    (company,) = world.answer["companies"]
    found: Json = company
    return found


@then(parsers.parse('"{name}" is new'))
def is_new(world: World, name: str) -> None:
    assert name in [member["name"] for member in _synced(world)["new"]]


@then(parsers.parse("{count:d} team members are new"))
def count_new(world: World, count: int) -> None:
    assert len(_synced(world)["new"]) == count


@then("nobody is new, changed or gone")
def nobody_changed(world: World) -> None:
    synced = _synced(world)
    assert (synced["new"], synced["changed"], synced["gone"]) == ([], [], [])
    assert synced["unchanged"] == 10


@then("no team member is stored")
def no_member(world: World) -> None:
    roster = world.driver.roster()
    assert (roster["people"], roster["without_hours"]) == ([], [])


@then(parsers.parse('"{name}" is changed in "{field}"'))
def is_changed(world: World, name: str, field: str) -> None:
    (changed,) = _synced(world)["changed"]
    assert (changed["name"], list(changed["fields"])) == (name, [field])


@then("no answer of Nmbrs carried a BSN")
def no_bsn(world: World) -> None:
    calls = [entry.call for entry in world.stage.nmbrs.log.entries]
    assert calls
    assert not [call for call in calls if call.answers_bsn]


def _person(world: World, name: str) -> Json:
    (person,) = [person for person in world.driver.roster()["people"] if person["name"] == name]
    found: Json = person
    return found


@then(parsers.parse('"{name}" is linked to employee "{employee}" by "{how}"'))
def is_linked(world: World, name: str, employee: str, how: str) -> None:
    (link,) = _person(world, name)["links"]
    assert (link["employee"], link["matched_by"]) == (employee, how)


@then(parsers.parse('"{name}" is not linked, and employee "{employee}" is proposed'))
def is_proposed(world: World, name: str, employee: str) -> None:
    person = _person(world, name)
    assert (person["state"], person["links"]) == ("proposed", [])
    assert [proposal["employee"] for proposal in person["proposals"]] == [employee]


@then(parsers.parse('"{name}" is not linked, because two people share the name'))
def is_ambiguous(world: World, name: str) -> None:
    person = _person(world, name)
    assert (person["state"], person["links"]) == ("ambiguous", [])


@then(parsers.parse('"{name}" is ignored'))
def is_ignored(world: World, name: str) -> None:
    assert _person(world, name)["state"] == "ignored"


# -- wage periods -----------------------------------------------------------------------------------------------------


def _periods(world: World) -> dict[str, Json]:
    zero_hours = [c for c in world.driver.calendars()["calendars"] if c["contract_type"] == "zero-hours"]
    return {period["period"]: period for calendar in zero_hours for period in calendar["periods"]}


@then(parsers.parse("{year:d} has {count:d} periods"))
def count_periods(world: World, year: int, count: int) -> None:
    assert len([period for period in _periods(world) if period.startswith(f"{year}-")]) == count


@then(parsers.parse("period {period} runs from {start} to {end}"))
def period_runs(world: World, period: str, start: str, end: str) -> None:
    found = _periods(world)[period]
    assert (found["start"], found["end"]) == (start, end)


# -- plan and export --------------------------------------------------------------------------------------------------


@then(parsers.parse('the whole export is blocked by "{code}"'))
def export_blocked(world: World, code: str) -> None:
    assert world.problem is None, world.problem
    assert world.planned["blocked"]
    assert code in [finding["code"] for finding in world.planned["findings"]]


@then(parsers.parse('the plan adds {amount} on hour code {code} for "{name}"'))
def plan_adds(world: World, amount: str, code: str, name: str) -> None:
    (person,) = [person for person in world.planned["people"] if person["name"] == name]
    lines = [(line["action"], line["code"], line["after"]) for line in person["lines"]]
    assert lines == [("add", code, amount)]


@then(parsers.parse('I am warned of "{code}" by "{by}"'))
def warned(world: World, code: str, by: str) -> None:
    (finding,) = [finding for finding in world.planned["findings"] if finding["code"] == code]
    assert finding["blocks"] is False
    assert by in finding["cause"]
    assert "TWK" in finding["cause"]


@then(parsers.parse('the plan removes {amount} on hour code {code} of "{name}"'))
def plan_removes(world: World, amount: str, code: str, name: str) -> None:
    assert world.problem is None, world.problem
    (person,) = world.planned["people"]
    assert (person["name"], world.planned["undoes"]) == (name, world.undone)
    lines = [(line["action"], line["code"], line["before"], line["after"]) for line in person["lines"]]
    assert lines == [("remove", code, amount, "0.00")]


@then("nobody is left behind")
def nobody_left(world: World) -> None:
    assert world.problem is None, world.problem
    assert world.last_export["left_behind"] == []


@then("nothing was written to Nmbrs")
def nothing_written(world: World) -> None:
    entries = world.stage.nmbrs.log.entries
    assert not [entry.call.operation for entry in entries if is_write(entry.call)]


@then("the undo is proved")
def undo_proved(world: World) -> None:
    assert world.problem is None, world.problem
    assert world.answer["export"]["undoes"] is not None
    assert world.answer["outcome"] == "proved", world.answer


@then("the export is proved")
def export_proved(world: World) -> None:
    assert world.problem is None, world.problem
    assert world.answer["outcome"] == "proved", world.answer


@then("the export ends with differences")
def export_differs(world: World) -> None:
    assert world.problem is None, world.problem
    assert world.last_export["outcome"] == "differences"


@then("the outcome is not known yet")
def outcome_unknown(world: World) -> None:
    assert world.problem is None, world.problem
    assert world.answer["outcome"] == "unknown"


@then(parsers.parse('{amount} on {code} of "{name}" is under watch'))
def under_watch(world: World, amount: str, code: str, name: str) -> None:
    assert world.problem is None, world.problem
    compared = world.answer.get("comparisons") or [world.answer["verification"]]
    (watch,) = [watch for each in compared for watch in each["under_watch"]]
    assert (watch["name"], watch["code"], watch["amount"]) == (name, code, amount)
    assert watch["watch_until"]


@then("nothing is under watch")
def not_under_watch(world: World) -> None:
    assert world.answer["under_watch"] is False


def _findings(world: World) -> Iterator[Json]:
    people = world.planned.get("people", []) + world.last_export.get("left_behind", [])
    for person in people:
        yield from ({**finding, "name": person["name"]} for finding in person["findings"])
    yield from world.planned.get("findings", [])


@then(parsers.parse('"{code}" is found about "{name}"'))
def found_about(world: World, code: str, name: str) -> None:
    about = [(finding["code"], finding.get("name") or finding["person"]) for finding in _findings(world)]
    assert (code, name) in about


@then(parsers.parse('"{name}" is blocked by "{code}"'))
def is_blocked(world: World, name: str, code: str) -> None:
    (person,) = [person for person in world.last_export["left_behind"] if person["name"] == name]
    assert person["state"] == "blocked"
    assert code in [finding["code"] for finding in person["findings"]]


@then(parsers.parse('"{name}" is unsettled'))
def is_unsettled(world: World, name: str) -> None:
    assert world.problem is None, world.problem
    assert (name, "unsettled") in [(person["name"], person["state"]) for person in world.last_export["left_behind"]]


@then(parsers.parse('"{name}" is left out by "{code}"'))
def is_left_out(world: World, name: str, code: str) -> None:
    (person,) = [person for person in world.last_export["left_behind"] if person["name"] == name]
    assert person["state"] == "left-out"
    assert code in [finding["code"] for finding in person["findings"]]


@then(parsers.re(r'Nmbrs holds for "(?P<name>[^"]+)" (?P<amount>[\d.]+) on (?P<kind>hour|wage) code (?P<code>\d+)'))
def nmbrs_holds(world: World, name: str, amount: str, kind: str, code: str) -> None:
    assert sum(world.office.lines(name, kind, code)) == Decimal(amount)


@then(
    parsers.re(
        r'Nmbrs holds for "(?P<name>[^"]+)" exactly one line of (?P<amount>[\d.]+) '
        r"on (?P<kind>hour|wage) code (?P<code>\d+)"
    )
)
def nmbrs_holds_one(world: World, name: str, amount: str, kind: str, code: str) -> None:
    assert world.office.lines(name, kind, code) == [Decimal(amount)]


@then(parsers.re(r'Nmbrs holds nothing for "(?P<name>[^"]+)" on (?P<kind>hour|wage) code (?P<code>\d+)'))
def nmbrs_holds_nothing(world: World, name: str, kind: str, code: str) -> None:
    assert world.office.lines(name, kind, code) == []


@then(
    parsers.re(
        r'in (?P<period>\d{4}-\d\d) Nmbrs holds for "(?P<name>[^"]+)" exactly one line of (?P<amount>[\d.]+) '
        r"on (?P<kind>hour|wage) code (?P<code>\d+)"
    )
)
def nmbrs_holds_one_in(world: World, period: str, name: str, amount: str, kind: str, code: str) -> None:
    assert world.office.lines(name, kind, code, PeriodRef.parse(period)) == [Decimal(amount)]


@then(
    parsers.re(
        r'in (?P<period>\d{4}-\d\d) Nmbrs holds for "(?P<name>[^"]+)" lines of (?P<amounts>[\d., and]+) '
        r"on (?P<kind>hour|wage) code (?P<code>\d+)"
    )
)
def nmbrs_holds_lines_in(world: World, period: str, name: str, amounts: str, kind: str, code: str) -> None:
    shown = sorted(Decimal(each) for each in re.split(r", | and ", amounts))
    assert sorted(world.office.lines(name, kind, code, PeriodRef.parse(period))) == shown


@then(
    parsers.re(
        r'in (?P<period>\d{4}-\d\d) Nmbrs holds nothing for "(?P<name>[^"]+)" on (?P<kind>hour|wage) code (?P<code>\d+)'
    )
)
def nmbrs_holds_nothing_in(world: World, period: str, name: str, kind: str, code: str) -> None:
    assert world.office.lines(name, kind, code, PeriodRef.parse(period)) == []


@then(parsers.re(r'in (?P<period>\d{4}-\d\d) Nmbrs holds for "(?P<name>[^"]+)" (?P<days>\d+) days?'))
def nmbrs_holds_days_in(world: World, period: str, name: str, days: str) -> None:
    assert world.office.days(name, PeriodRef.parse(period)) == int(days)


@then(parsers.re(r'Nmbrs holds for "(?P<name>[^"]+)" (?P<days>\d+) days?'))
def nmbrs_holds_days(world: World, name: str, days: str) -> None:
    assert world.office.days(name) == int(days)


@then(parsers.parse('only the lines of "{name}" were written'))
def only_written(world: World, name: str) -> None:
    assert world.office.written_for() == {world.office.employee(name)}


@then(parsers.parse('the plan carries {amount} on hour code {code} from {late} for "{name}"'))
def plan_carries(world: World, amount: str, code: str, late: str, name: str) -> None:
    (person,) = [person for person in world.planned["people"] if person["name"] == name]
    lines = [(line["action"], line["code"], line["carried_from"], line["after"]) for line in person["lines"]]
    assert lines == [("add", code, late, amount)]


@then(parsers.parse('"{code}" is found about the whole export'))
def found_about_all(world: World, code: str) -> None:
    assert code in [finding["code"] for finding in world.planned["findings"]]


@then(parsers.parse('{amount} of "{name}" is listed as sent in {period}'))
def listed_as_sent_in(world: World, amount: str, name: str, period: str) -> None:
    away = [(each["name"], each["amount"], each["period"]) for each in world.answer["carried_away"]]
    assert away == [(name, amount, period)]


@then(parsers.parse('the history shows {amount} on hour code {code} from {late} for "{name}"'))
def history_shows(world: World, amount: str, code: str, late: str, name: str) -> None:
    changes = [(c["name"], c["code"], c["carried_from"], c["after"]) for c in world.last_export["changes"]]
    assert changes == [(name, code, late, amount)]
    assert world.last_export["export"]["carry"] == [late]


# -- verify -----------------------------------------------------------------------------------------------------------


@then(parsers.re(r"(?P<period>\d{4}-\d\d) is proved"))
def period_proved(world: World, period: str) -> None:
    assert world.problem is None, world.problem
    assert world.answer["period"] == period
    assert world.answer["proved"] is True


@then(parsers.re(r"(?P<period>\d{4}-\d\d) is not proved"))
def period_not_proved(world: World, period: str) -> None:
    assert world.problem is None, world.problem
    assert world.answer["period"] == period
    assert world.answer["proved"] is False


def _compared(world: World, name: str) -> list[Json]:
    (comparison,) = world.answer["comparisons"]
    return [line for line in comparison["lines"] if line["name"] == name]


@then(
    parsers.re(r'the difference of "(?P<name>[^"]+)" is "(?P<cause>[^"]+)": sent (?P<sent>\S+), found (?P<found>\S+)')
)
def the_difference(world: World, name: str, cause: str, sent: str, found: str) -> None:
    (comparison,) = world.answer["comparisons"]
    (difference,) = [each for each in comparison["differences"] if each["name"] == name]
    amounts = ["nothing" if difference[side] is None else difference[side] for side in ("sent", "found")]
    assert (difference["cause"], *amounts) == (cause, sent, found)


@then(parsers.parse('that difference names the codes "{ours}" and "{theirs}"'))
def names_codes(world: World, ours: str, theirs: str) -> None:
    (difference,) = world.answer["comparisons"][0]["differences"]
    assert difference["code"] == f"{ours} → {theirs}"


@then(parsers.parse('"{name}" shows "{cause}"'))
def shows_cause(world: World, name: str, cause: str) -> None:
    assert cause in [each for line in _compared(world, name) for each in line["causes"]]


@then(parsers.parse('"{name}" is compared on hour code {code}'))
def compared_on(world: World, name: str, code: str) -> None:
    assert [(line["kind"], line["code"]) for line in _compared(world, name)] == [("hours", code)]


@then(parsers.parse('"{name}" is shown with {amount} on both sides'))
def both_sides(world: World, name: str, amount: str) -> None:
    (line,) = _compared(world, name)
    assert (line["desired"], line["found"], line["causes"]) == (amount, amount, [])


@then("nothing waits for a decision")
def nothing_open(world: World) -> None:
    assert world.driver.differences("2026-10")["open"] == []


@then(parsers.parse('the kept difference of "{name}" is listed apart'))
def listed_apart(world: World, name: str) -> None:
    (line,) = _compared(world, name)
    assert line["accepted"]["choice"] == "keep-theirs"
