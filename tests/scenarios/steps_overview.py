"""Steps about the overview of a period."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from xml.etree import ElementTree

from pytest_bdd import parsers, then, when

from tests.scenarios.driver import Json
from tests.scenarios.hours import rows_of
from tests.scenarios.world import World

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@when(parsers.parse("I look at the overview of {period}"))
def look(world: World, period: str) -> None:
    world.attempt(lambda: world.driver.overview(period))


@when(parsers.parse("I write the overview of {period} per day as {form}"))
def write(world: World, period: str, form: str) -> None:
    world.attempt(lambda: (form, world.driver.overview_file(period, form, "day")))


def _person(world: World, name: str) -> Json:
    assert world.problem is None, world.problem
    (person,) = [person for person in world.answer["people"] if person["name"] == name]
    found: Json = person
    return found


@then(
    parsers.re(
        r'the overview shows "(?P<name>[^"]+)" with (?P<shifts>\d+) shifts? on (?P<days>\d+) days?, '
        r"(?P<hours>[\d.]+) hours and (?P<meals>[\d.]+) meals"
    )
)
def shows_person(world: World, name: str, shifts: str, days: str, hours: str, meals: str) -> None:
    person = _person(world, name)
    assert (person["shifts"], person["days"]) == (int(shifts), int(days))
    assert (person["hours"], person["meals"]) == (hours, meals)


@then(parsers.parse('the overview shows "{name}" as "{state}"'))
def shows_state(world: World, name: str, state: str) -> None:
    assert _person(world, name)["state"] == state


@then(parsers.parse('"{name}" has {hours} hours more than in {period}'))
def shows_difference(world: World, name: str, hours: str, period: str) -> None:
    assert (_person(world, name)["difference"], world.answer["previous_period"]) == (hours, period)


@then(parsers.parse("the overview comes to {shifts:d} shifts and {hours} hours"))
def comes_to(world: World, shifts: int, hours: str) -> None:
    totals, days = world.answer["totals"], world.answer["days"]
    assert (totals["shifts"], totals["hours"]) == (shifts, hours)
    assert sum(day["shifts"] for day in days) == shifts
    assert _sum(day["hours"] for day in days) == hours
    assert _sum(venue["hours"] for venue in world.answer["venues"]) == hours


def _sum(amounts: object) -> str:
    hundredths = sum(int(each.replace(".", "")) for each in amounts)  # type: ignore[attr-defined]
    return f"{hundredths // 100}.{hundredths % 100:02d}"


@then(
    parsers.re(
        r"(?P<day>\d{4}-\d\d-\d\d) has (?P<people>\d+) (people|person) and (?P<shifts>\d+) shifts?, "
        r'(?P<hours>[\d.]+) hours, of which (?P<part>[\d.]+) in "(?P<venue>[^"]+)"'
    )
)
def shows_day(world: World, day: str, people: str, shifts: str, hours: str, part: str, venue: str) -> None:
    (row,) = [each for each in world.answer["days"] if each["day"] == day]
    assert (row["people"], row["shifts"], row["hours"]) == (int(people), int(shifts), hours)
    assert [each["hours"] for each in row["venues"] if each["venue"] == venue] == [part]


@then(parsers.parse('the venue "{venue}" comes to {hours} hours'))
def shows_venue(world: World, venue: str, hours: str) -> None:
    assert [row["hours"] for row in world.answer["venues"] if row["venue"] == venue] == [hours]


@then(parsers.parse('the overview says that "{code}" blocks the whole export'))
def blocks_all(world: World, code: str) -> None:
    assert [finding["code"] for finding in world.answer["blocked_by"]] == [code]


@then("the overview ties out")
def ties_out(world: World) -> None:
    assert world.answer["ties_out"]
    assert all(row["ties_out"] for row in world.answer["totals"]["codes"])


@then("the overview ties out, and its codes equal the totals of the plan")
def equals_plan(world: World) -> None:
    """A plan is made for the same boxes, apart from the overview, and compared to the hundredth."""
    ties_out(world)
    period, shown = world.answer["period"], world.answer
    plans = [world.driver.plan(period, set(shown["parts"]), (), each) for each in shown["contract_types"]]
    planned = sorted((p["contract_type"], t["kind"], t["code"], t["amount"]) for p in plans for t in p["totals"])
    codes = [(row["contract_type"], row["kind"], row["code"], row["planned"]) for row in shown["totals"]["codes"]]
    assert sorted(row for row in codes if row in planned or row[-1] != "0.00") == planned
    assert planned


@then(parsers.re(r"on hour code (?P<code>\d+) (?P<before>\S+) becomes (?P<after>\S+) in the plan, because (?P<why>.+)"))
def on_code(world: World, code: str, before: str, after: str, why: str) -> None:
    (row,) = [row for row in world.answer["totals"]["codes"] if row["code"] == code]
    assert (row["comes_to"], row["planned"]) == (before, after)
    amount, _, reason = why.partition(" ")
    assert row["kept" if "kept" in reason else "elsewhere"] == amount


@then(parsers.re(r"(?P<count>\d+) (entry|entries) of (?P<hours>[\d.]+) hours (is|are) in the plan"))
def in_plan(world: World, count: str, hours: str) -> None:
    assert (world.answer["sent"]["entries"], world.answer["sent"]["hours"]) == (int(count), hours)


@then("these entries are left out")
def left_out(world: World, datatable: list[list[str]]) -> None:
    shown = [
        {
            "because": group["because"],
            "entries": str(group["entries"]),
            "hours": group["hours"],
            "people": ", ".join(group["people"]),
        }
        for group in world.answer["left_out"]
    ]
    assert shown == rows_of(datatable)


@then(parsers.re(r"(?P<count>\d+) entries of (?P<hours>[\d.]+) hours were imported"))
def were_imported(world: World, count: str, hours: str) -> None:
    groups = [world.answer["sent"], *world.answer["left_out"]]
    assert world.answer["imported"] == {"entries": int(count), "hours": hours}
    assert (sum(group["entries"] for group in groups), _sum(group["hours"] for group in groups)) == (int(count), hours)


@then(parsers.parse('the file holds "{text}" as a text, and {hours} hours as a number'))
def file_holds(world: World, text: str, hours: str) -> None:
    form, content = world.answer
    if form == "csv":
        assert content.startswith(b"\xef\xbb\xbf")
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
        assert rows[1] == ["2026-10-05", f"'{text}", "1", "1", hours.replace(".", ",")]
    else:
        texts, cells = _workbook(content)
        assert text in texts
        assert hours in [value for kind, value in cells if kind is None]


@then("the file holds no formula")
def no_formula(world: World) -> None:
    form, content = world.answer
    if form == "xlsx":
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            assert not [name for name in book.namelist() if b"<f>" in book.read(name)]
    else:
        assert not re.search(r'(^|;)"?\s*[=+@]', content.decode("utf-8-sig"), re.MULTILINE)


def _workbook(content: bytes) -> tuple[list[str], list[tuple[str | None, str]]]:
    """The texts of a workbook, and type and value of each cell of its second sheet."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        shared = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet2.xml"))
    texts = [found.text or "" for found in shared.iter(f"{MAIN}t")]
    cells = [(cell.get("t"), cell.findtext(f"{MAIN}v") or "") for cell in sheet.iter(f"{MAIN}c")]
    return texts, cells
