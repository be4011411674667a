"""Steps about findings, and what people say about them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from pytest_bdd import given, parsers, then, when

from domain.hours import read_shift
from domain.team_member import Span, TeamMember
from domain.terms import CompanyId, EmployeeId
from domain.timecard import PersonRef, Timecard, TimecardKind, TimecardStatus
from entrypoints import presentation as show
from entrypoints.container import Container
from entrypoints.http.routes.findings import KindBody, ThresholdsBody
from tests.scenarios.driver import WHO, InProcess, Json
from tests.scenarios.hours import EMAILS
from tests.scenarios.over_http import OverHttp
from tests.scenarios.world import World

LOOKED_AT = "2026-10"


class Desk:
    """Findings by the door of the stage: the use cases, or HTTP."""

    def __init__(self, world: World) -> None:
        self._driver: Any = world.driver

    def _ask(self, method: str, path: str, **request: Any) -> Json:
        answer: Json = self._driver._ask(method, path, **request)
        return answer

    @property
    def use(self) -> Container | None:
        return self._driver.use if isinstance(self._driver, InProcess) else None

    def list(self, period: str) -> Json:
        if self.use is None:
            return self._ask("GET", "/findings", params={"period": period})
        return show.listed_findings_json(self.use.list_findings()(None, KindBody(**_kind("", period, "")).period_ref))

    def say(self, how: str, finding: str, reason: str) -> Json:
        if self.use is None:
            path = {"set-aside": "set-aside", "accept": "acceptance", "restore": "restoration"}[how]
            body = {"reason": reason, "period": LOOKED_AT}
            return self._ask("POST", f"/findings/{finding}/{path}", json=body)
        use, period = self.use.set_findings_aside(), KindBody(**_kind("", LOOKED_AT, "")).period_ref
        if how == "restore":
            return show.set_aside_json(use.restore(None, finding, WHO, period, reason))
        return show.set_aside_json((use if how == "set-aside" else use.accept)(None, finding, reason, WHO, period))

    def say_of_kind(self, kind: str, period: str, reason: str) -> Json:
        body = _kind(kind, period, reason)
        if self.use is None:
            return self._ask("POST", "/findings/set-aside", json=body)
        words = self.use.set_findings_aside().kind(None, kind, KindBody(**body).period_ref, reason, WHO)
        return {"said": [show.set_aside_json(each) for each in words]}

    def set_thresholds(self, body: Json) -> Json:
        if self.use is None:
            return self._ask("PUT", "/findings/thresholds", json=body)
        return show.thresholds_json(self.use.set_finding_thresholds()(None, ThresholdsBody(**body).change, WHO))


def _kind(kind: str, period: str, reason: str) -> dict[str, Any]:
    return {"kind": kind or "-", "period": period, "reason": reason}


def _id(world: World, code: str, name: str) -> str:
    found = Desk(world).list(LOOKED_AT)["findings"]
    ids = [each["id"] for each in found if (each["code"], each["person"] or "") == (code, name)]
    assert len(ids) == 1, (code, name, ids)
    return str(ids[0])


# -- given ------------------------------------------------------------------------------------------------------------


@given(parsers.parse('"{name}" also worked on {day} from {start} to {end}, in an earlier file'))
def earlier(world: World, name: str, day: str, start: str, end: str) -> None:
    _put_card(world, "eitje", PersonRef(name, email=EMAILS[name]), day, start, end)


@given(parsers.parse('"{name}" also worked on {day} from {start} to {end}, in another source'))
def other_source(world: World, name: str, day: str, start: str, end: str) -> None:
    """It knows people by their Nmbrs id."""
    _put_card(world, "clock", PersonRef(name, nmbrs_id=str(world.office.employee(name))), day, start, end)


def _put_card(world: World, source: str, person: PersonRef, day: str, start: str, end: str) -> None:
    when_ = date.fromisoformat(day)
    times, _ = read_shift(when_, time.fromisoformat(start), time.fromisoformat(end), 0)
    kind, status = TimecardKind.WORKED, TimecardStatus.APPROVED
    with _container(world).storage().write() as work:
        work.timecards.put([Timecard(source, "9001", person, when_, kind, status, "De Kade", times=times)])
        work.commit()


def _container(world: World) -> Container:
    container: Container = world.stage.container  # type: ignore[attr-defined]
    return container


@given(parsers.parse('"{name}" is employed by a company that takes no part'))
def elsewhere(world: World, name: str) -> None:
    company = CompanyId("1201")
    member = TeamMember(
        company, EmployeeId("777"), 1, name, emails=("kees@ander.example",), employments=(Span(date(2025, 1, 1)),)
    )
    with _container(world).storage().write() as work:
        work.people.replace_members(company, [member])
        work.commit()


@when(parsers.parse('eitje\'s own link sends the entries of "{name}" too'))
def own_link_sends(world: World, name: str) -> None:
    for row in world.hours.rows:
        row["status"] = "geëxporteerd" if row["name"] == name else "goedgekeurd"
    world.import_hours()


# -- when -------------------------------------------------------------------------------------------------------------


@when("I look at what is found in the period of today")
def look_at_today(world: World) -> None:
    """Today is the day of the clock that the product goes by; a year that is not reached yet is confirmed first."""
    year = 2026
    while _period_of_today(world) is None:
        year += 1
        world.driver.confirm_year(year)
    look(world, _period_of_today(world)["period"])


def _period_of_today(world: World) -> Any:
    return world.driver.status()["companies"][0]["our_period"]


@then("it says on which day the period of today ends")
def says_last_day(world: World) -> None:
    last_day = date.fromisoformat(_period_of_today(world)["end"])
    says(world, f"{last_day:%d-%m-%Y}")


@when(parsers.parse("I look at the findings of {period}"))
def look(world: World, period: str) -> None:
    world.attempt(lambda: Desk(world).list(period))


@when(parsers.parse('I set "{code}" of "{name}" aside because "{reason}"'))
@when(parsers.parse('I set "{code}" of "" aside because "{reason}"'))
def set_aside(world: World, code: str, reason: str, name: str = "") -> None:
    finding = _id(world, code, name)
    world.attempt(lambda: Desk(world).say("set-aside", finding, reason))


@when(parsers.parse('I accept "{code}" of "{name}" because "{reason}"'))
def accept(world: World, code: str, name: str, reason: str) -> None:
    finding = _id(world, code, name)
    world.attempt(lambda: Desk(world).say("accept", finding, reason))


@when(parsers.parse('I take my word about "{code}" of "{name}" back'))
def restore(world: World, code: str, name: str) -> None:
    finding = _id(world, code, name)
    world.attempt(lambda: Desk(world).say("restore", finding, ""))


@when(parsers.parse('I set all "{kind}" of {period} aside because "{reason}"'))
def set_kind_aside(world: World, kind: str, period: str, reason: str) -> None:
    world.attempt(lambda: Desk(world).say_of_kind(kind, period, reason))


@when(parsers.parse("I set the longest shift to {length}"))
def longest_shift(world: World, length: str) -> None:
    world.attempt(lambda: Desk(world).set_thresholds({"longest_shift": length}))


@when(parsers.parse("I call {percent:d} percent unusual, from {hours} hours on"))
def unusual(world: World, percent: int, hours: str) -> None:
    world.attempt(lambda: Desk(world).set_thresholds({"unusual_percent": percent, "unusual_hours": hours}))


@when(parsers.parse('I switch "{code}" off'))
def switch_off(world: World, code: str) -> None:
    world.attempt(lambda: Desk(world).set_thresholds({"off": [code]}))


# -- then -------------------------------------------------------------------------------------------------------------


def _found(world: World, code: str) -> list[Json]:
    assert world.problem is None, world.problem
    return [each for each in world.answer["findings"] if each["code"] == code]


def _warnings(world: World, code: str, about: Mapping[str, str | None]) -> list[Json]:
    """Those that stop nothing and were not set aside, each with its cause and remedy in words."""
    found = [f for f in _found(world, code) if all(f[key] == value for key, value in about.items())]
    assert all(f["stops"] == "nothing" and f["cause"] and f["remedy"] for f in found)
    return [f for f in found if not f["set_aside"]]


@then(parsers.re(r'there is a warning "(?P<code>[^"]+)" about "(?P<name>[^"]+)" on (?P<day>\S+)$'))
def warned_on(world: World, code: str, name: str, day: str) -> None:
    world.remembered = {"findings": _warnings(world, code, {"person": name, "day": day})}
    assert len(world.remembered["findings"]) == 1, world.answer["findings"]


@then(parsers.re(r'there is a warning "(?P<code>[^"]+)" about "(?P<name>[^"]+)"$'))
def warned_about(world: World, code: str, name: str) -> None:
    world.remembered = {"findings": _warnings(world, code, {"person": name})}
    assert len(world.remembered["findings"]) == 1, world.answer["findings"]


@then(parsers.re(r'there is a warning "(?P<code>[^"]+)"$'))
def warned_at_all(world: World, code: str) -> None:
    world.remembered = {"findings": _warnings(world, code, {})}
    assert len(world.remembered["findings"]) == 1, world.answer["findings"]


@then(parsers.parse('it says "{words}"'))
def says(world: World, words: str) -> None:
    (finding,) = world.remembered["findings"]
    assert words in finding["cause"]


@then(parsers.re(r'there is no warning "(?P<code>[^"]+)" about "(?P<name>[^"]+)"$'))
def not_warned_about(world: World, code: str, name: str) -> None:
    assert _warnings(world, code, {"person": name}) == []


@then(parsers.re(r'there is no warning "(?P<code>[^"]+)"$'))
def not_warned(world: World, code: str) -> None:
    assert _warnings(world, code, {}) == []


@then(parsers.re(r'"(?P<name>[^"]+)" is stopped by "(?P<code>[^"]+)" on (?P<day>\S+)$'))
def stopped_on(world: World, name: str, code: str, day: str) -> None:
    assert (name, day, "person") in [(f["person"], f["day"], f["stops"]) for f in _found(world, code)]


@then(parsers.re(r'"(?P<name>[^"]+)" is stopped by "(?P<code>[^"]+)"$'))
def stopped(world: World, name: str, code: str) -> None:
    assert (name, "person") in [(f["person"], f["stops"]) for f in _found(world, code)]


@then(parsers.parse('it says of "{name}" that she left on {day}'))
def says_left(world: World, name: str, day: str) -> None:
    (finding,) = [f for f in _found(world, "left-before-day") if f["person"] == name]
    assert f"{name} left on {day}" in finding["cause"]


@then(parsers.parse('the whole export is stopped by "{code}"'))
def all_stopped(world: World, code: str) -> None:
    assert [f["stops"] for f in _found(world, code)] == ["export"]


@then("no plan was made")
def no_plan(world: World) -> None:
    with _container(world).storage().read() as work:
        assert work.ledger.plans(CompanyId("1200")) == []


@then(parsers.parse('"{code}" of "{name}" is set aside by "{by}" because "{reason}"'))
def is_set_aside(world: World, code: str, name: str, by: str, reason: str) -> None:
    (finding,) = [f for f in _found(world, code) if f["person"] == name]
    said = finding["said"]
    assert (finding["set_aside"], said["by"].endswith(by), said["reason"]) == (True, by in said["by"], reason)


@then(parsers.parse('the audit trail says that "{by}" accepted it because "{reason}"'))
def audited(world: World, by: str, reason: str) -> None:
    with _container(world).storage().read() as work:
        events = [record.event for record in work.audit.records()]
    (event,) = [event for event in events if event.action == "finding.accepted"]
    assert event.after["reason"] == reason
    assert isinstance(world.driver, OverHttp) or event.who == by


@then(parsers.parse('there are {count:d} warnings "{code}", of which {named:d} people are named'))
def as_a_kind(world: World, count: int, code: str, named: int) -> None:
    (group,) = [group for group in world.answer["groups"] if group["code"] == code]
    assert (group["count"], group["people"], len(group["names"])) == (count, count, named)
