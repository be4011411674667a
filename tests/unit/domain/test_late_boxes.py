"""A question about late hours belongs to the boxes they go by, and to its own code; each is told in full."""

from dataclasses import replace

import pytest

from domain.carrying import Home, carried_into, less_carried, with_carried
from domain.decisions import Difference, compare_own
from domain.desired_pay import DesiredPay
from domain.findings import Finding, details
from domain.ledger import Action, ChangeState, Step
from domain.pay_line import Part, PayLine, PayrollSnapshot
from domain.plan import PersonState
from domain.wage_period import PeriodRef
from tests.unit.domain.samples import (
    NAMES,
    NOOR,
    OCTOBER,
    change,
    found_line,
    own_line,
    pay_key,
    plan,
    selection,
    snapshot,
    wanted_line,
    wants,
)

SEPTEMBER = PeriodRef(2026, 9)
KEY = replace(pay_key(), period=SEPTEMBER)
THERE = replace(KEY, period=OCTOBER, carried_from=SEPTEMBER)
ALLOWANCES = frozenset({Part.ALLOWANCES})
SEEN = snapshot(found_line("9", "3.00"))
"""September holds 3.00 on 2100 that somebody typed, and nobody was asked yet."""


def september(*lines: PayLine) -> DesiredPay:
    return replace(wants(*lines), period=SEPTEMBER)


def told(home: Home, ticked: Part, seen: PayrollSnapshot = SEEN) -> list[tuple[PersonState, list[str]]]:
    """What the plan of October says when it carries September along, with this box ticked."""
    pay = with_carried(Home(wants()), [home], {SEPTEMBER}, NAMES, {SEPTEMBER: seen})
    chosen = replace(selection(ticked), carry=frozenset({SEPTEMBER}))
    return [(each.state, [finding.code for finding in each.findings]) for each in plan(pay, chosen=chosen).people]


@pytest.mark.parametrize("parts", [{Part.ALLOWANCES}, {Part.ALLOWANCES, Part.HOURS}])
@pytest.mark.parametrize("ticked", [Part.ALLOWANCES, Part.HOURS])
def test_a_foreign_line_holds_back_late_allowances_and_not_the_other_box(parts: set[Part], ticked: Part) -> None:
    home = Home(september(replace(wanted_line("8.00", KEY), parts=frozenset(parts))))
    assert told(home, ticked) == ([(PersonState.BLOCKED, ["carry-foreign-line"])] if ticked in parts else [])


def test_whoever_was_not_read_or_has_a_change_under_way_is_held_back_too() -> None:
    late = september(replace(wanted_line("8.00", KEY), parts=ALLOWANCES))
    unread = replace(snapshot(), lines={})
    assert told(Home(late), Part.ALLOWANCES, unread) == [(PersonState.BLOCKED, ["changed-since-plan"])]
    half = change(Action.CHANGE, "2.00", "1.00", key=KEY, step=Step.INSERT, parts=ALLOWANCES)
    waiting = Home(late, open_changes=[half])
    assert told(waiting, Part.ALLOWANCES, snapshot()) == [(PersonState.BLOCKED, ["carry-unsettled"])]


def test_a_line_of_ours_that_was_edited_there_holds_back_late_allowances() -> None:
    late = september(replace(wanted_line("8.00", KEY), parts=ALLOWANCES))
    ours = replace(own_line("1", "5.00", KEY), parts=ALLOWANCES)
    edited = snapshot(found_line("1", "6.00"))
    assert told(Home(late, own=[ours]), Part.ALLOWANCES, edited) == [(PersonState.BLOCKED, ["carry-difference"])]


def test_a_question_about_one_code_is_told_of_that_code_alone() -> None:
    home = Home(september(wanted_line("8.00", KEY), wanted_line("1.00", replace(KEY, code="2200"))))
    carried = carried_into(OCTOBER, home, NAMES, snapshot(found_line("9", "3.00", "2200")))
    assert [dict(finding.details)["code"] for finding in carried.findings] == ["2200"]


def test_more_allowances_carried_than_there_are_is_told_of_that_box() -> None:
    carried = replace(own_line("6", "3.00", THERE), parts=ALLOWANCES)
    pay = with_carried(Home(september(), carried=[carried]), [], set(), NAMES, {})
    assert [dict(finding.details)["part"] for finding in pay.findings] == ["allowances"]


# -- in full ----------------------------------------------------------------------------------------------------------


def about_noor(kind: str, **values: object) -> Finding:
    told = details(name="Noor van Dijk", code="2100", part="hours", **values)
    return Finding(kind, "Noor van Dijk", NOOR, contract_type=KEY.contract_type, details=told)


EIGHT = wanted_line("8.00", KEY)
OURS = own_line("1", "5.00", KEY)


@pytest.mark.parametrize("found", ["6.00", None])
def test_a_line_that_differs_in_the_closed_period(found: str | None) -> None:
    held = [found_line("1", found)] if found else []
    (told,) = carried_into(OCTOBER, Home(september(EIGHT), own=[OURS]), NAMES, snapshot(*held)).findings
    difference = compare_own(OURS, held[0] if held else None, EIGHT.amount).difference
    assert difference is not None
    cause = {"cause": difference.cause, "sent": "5.00", "on": "2100", "difference": difference.id}
    assert told == about_noor("carry-difference", **cause, found=found or "nothing", period="2026-09")


def test_a_line_that_somebody_typed_in_the_closed_period() -> None:
    (told,) = carried_into(OCTOBER, Home(september(EIGHT)), NAMES, SEEN).findings
    difference = Difference.of_foreign(found_line("9", "3.00"), []).id
    expected = {"amount": "3.00", "difference": difference, "period": "2026-09", "into": "2026-10"}
    assert told == about_noor("carry-foreign-line", **expected)


def test_a_change_that_is_under_way() -> None:
    at_home = change(key=KEY, state=ChangeState.UNKNOWN)
    (told,) = carried_into(OCTOBER, Home(september(EIGHT), open_changes=[at_home]), NAMES, snapshot()).findings
    assert told == about_noor("carry-unsettled", what="add 8.00 on 2100", period="2026-09")
    elsewhere = change(key=THERE, state=ChangeState.UNKNOWN, parts=frozenset({Part.HOURS}))
    (told,) = less_carried(Home(september(EIGHT), open_changes=[elsewhere]), NAMES).findings
    assert told == about_noor("carry-unsettled", what="add 8.00 on 2100", period="2026-10")


def test_what_is_said_of_several_periods_is_said_together() -> None:
    august = replace(SEPTEMBER, number=8)
    of_august = Home(replace(wants(replace(EIGHT, key=replace(KEY, period=august))), period=august))
    seen = {SEPTEMBER: SEEN, august: snapshot(found_line("4", "2.00"))}
    pay = with_carried(Home(wants()), [Home(september(EIGHT)), of_august], {august, SEPTEMBER}, NAMES, seen)
    assert [(each.code, dict(each.details)["period"]) for each in pay.findings] == [
        ("carry-foreign-line", "2026-09"),
        ("carry-foreign-line", "2026-08"),
    ]
    assert pay.rests_on == {NOOR: ("2026-09 hours 9 2100 3.00", "2026-08 hours 4 2100 2.00")}
