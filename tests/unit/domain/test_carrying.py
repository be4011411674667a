"""Late hours of September that go along in October: how much, from what, and what stands in the way."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from domain.carrying import Carried, Home, carried_into, less_carried, with_carried
from domain.decisions import Choice, Decision, Difference
from domain.desired_pay import DesiredPay
from domain.findings import Finding, details
from domain.ledger import Action, ChangeState, LedgerChange, OwnLine, Step
from domain.moved_entries import goes_first, sent_in_another_period, strays
from domain.pay_line import PayKey, PayKind, PayLine, PayrollSnapshot, SourceRef
from domain.plan import LedgerView, LineAction, PersonState, PlannedLine, Stray
from domain.terms import EmployeeId
from domain.wage_period import PeriodRef
from tests.unit.domain.samples import (
    BRAM,
    HOURS_CONTRACT,
    KADE,
    MORNING,
    NAMES,
    NOOR,
    OCTOBER,
    amount,
    change,
    found_line,
    own_line,
    pay_key,
    person,
    plan,
    selection,
    snapshot,
    told,
    wanted_line,
    wants,
)

SEPTEMBER, NOVEMBER = PeriodRef(2026, 9), PeriodRef(2026, 11)
HOME = replace(pay_key(), period=SEPTEMBER)
MEAL = replace(pay_key("4899", kind=PayKind.WAGE), period=SEPTEMBER)
HERE = replace(HOME, period=OCTOBER, carried_from=SEPTEMBER)
LATER = replace(HERE, period=NOVEMBER)


def sources(*timecards: str) -> tuple[SourceRef, ...]:
    """``1`` is timecard 1 as it is now, ``1'`` as it was before."""
    return tuple(SourceRef(each.rstrip("'"), each) for each in timecards)


def wanted(hours: str, key: PayKey = HOME, *timecards: str) -> PayLine:
    return replace(wanted_line(hours, key), sources=sources(*timecards))


def ours(id: str, hours: str, key: PayKey = HOME, *timecards: str) -> OwnLine:
    return replace(own_line(id, hours, key), sources=sources(*timecards))


def home(*lines: PayLine, own: Sequence[OwnLine] = (), carried: Sequence[OwnLine] = (), **values: Any) -> Home:
    return Home(DesiredPay(KADE, SEPTEMBER, lines, {}, ()), own, carried, **values)


def shown(carried: Carried) -> list[str]:
    return [f"{line.key.code} {line.key.cost_centre} {line.amount}".replace("  ", " ") for line in carried.lines]


def codes(findings: Sequence[Finding]) -> list[str]:
    return [finding.code for finding in findings]


PAID = ours("1", "7.33", HOME, "1")
LATE = home(wanted("14.67", HOME, "1", "2"), own=[PAID])
AS_SENT = snapshot(found_line("1", "7.33"))


def test_late_hours_are_what_there_is_less_what_was_paid_to_the_hundredth() -> None:
    (line,) = carried_into(OCTOBER, LATE, NAMES, AS_SENT).lines
    assert (line.key, line.amount, line.sources) == (HERE, amount("7.34"), sources("2"))


def test_what_another_period_carries_is_not_carried_again() -> None:
    elsewhere = replace(LATE, carried=[ours("7", "5.00", LATER, "2'")])
    (line,) = carried_into(OCTOBER, elsewhere, NAMES, AS_SENT).lines
    assert (line.amount, line.sources) == (amount("2.34"), sources("2"))


def test_what_this_period_carries_already_is_part_of_it() -> None:
    again = replace(LATE, carried=[ours("7", "7.34", HERE, "2")])
    carried = carried_into(OCTOBER, again, NAMES, AS_SENT)
    assert (shown(carried), carried.concerned) == (["2100 7.34"], {})


def test_late_hours_are_counted_per_cost_centre() -> None:
    bar, kitchen = replace(HOME, cost_centre="B1"), replace(HOME, cost_centre="K1")
    split = home(wanted("7.34", bar), wanted("7.33", kitchen), own=[ours("1", "7.33", bar)])
    assert shown(carried_into(OCTOBER, split, NAMES)) == ["2100 B1 0.01", "2100 K1 7.33"]


def test_less_than_nothing_is_named_and_not_carried() -> None:
    fewer = home(wanted("5.00"), own=[PAID])
    carried = carried_into(OCTOBER, fewer, NAMES, AS_SENT)
    (finding,) = carried.findings
    assert (carried.lines, finding.code, finding.blocks, finding.employee) == ((), "retro-correction", False, NOOR)
    values = dict(finding.details)
    assert (values["amount"], values["code"], values["period"]) == ("2.33", "2100", "2026-09")


def test_meals_are_carried_apart_from_hours() -> None:
    both = home(wanted("8.00"), wanted("2.00", MEAL), own=[ours("1", "8.00"), ours("1", "1.00", MEAL)])
    (line,) = carried_into(OCTOBER, both, NAMES).lines
    assert (line.key, line.amount) == (replace(MEAL, period=OCTOBER, carried_from=SEPTEMBER), amount("1.00"))


# -- what a reading of the closed period shows ------------------------------------------------------------------------


def test_hours_that_the_payroll_office_put_on_our_line_were_paid() -> None:
    carried = carried_into(OCTOBER, LATE, NAMES, snapshot(found_line("1", "14.67")))
    assert (carried.lines, carried.findings, carried.concerned) == ((), (), {})


EDITED = Difference.of_edited(PAID, found_line("1", "9.00"), amount("14.67"))
MISSING = Difference.of_missing(PAID, amount("14.67"))


def word(difference: Difference, choice: Choice) -> Decision:
    return Decision(KADE, SEPTEMBER, difference, choice, "Anja", "asked", MORNING)


@pytest.mark.parametrize(("held", "seen"), [(snapshot(found_line("1", "9.00")), EDITED), (snapshot(), MISSING)])
def test_a_line_of_ours_that_changed_there_stops_the_person_until_somebody_says(
    held: PayrollSnapshot, seen: Difference
) -> None:
    undecided = carried_into(OCTOBER, LATE, NAMES, held)
    restored = carried_into(OCTOBER, replace(LATE, decisions=[word(seen, Choice.RESTORE_OURS)]), NAMES, held)
    kept = carried_into(OCTOBER, replace(LATE, decisions=[word(seen, Choice.KEEP_THEIRS)]), NAMES, held)
    assert [codes(each.findings) for each in (undecided, restored, kept)] == [
        ["carry-difference"],
        ["carry-difference"],
        [],
    ]
    assert dict(undecided.findings[0].details)["difference"] == seen.id
    assert kept.lines == ()


def test_where_theirs_is_kept_what_went_along_before_stays() -> None:
    before = [ours("7", "2.00", HERE, "2'")]
    kept = Difference.of_edited(PAID, found_line("1", "9.00"), amount("12.67"))
    there = replace(LATE, carried=before, decisions=[word(kept, Choice.KEEP_THEIRS)])
    carried = carried_into(OCTOBER, there, NAMES, snapshot(found_line("1", "9.00")))
    assert (shown(carried), carried.lines[0].sources, carried.concerned) == (["2100 2.00"], sources("2'"), {})
    lost = change(Action.CHANGE, "2.00", "3.00", HERE, step=Step.INSERT)
    halfway = replace(there, carried=(), open_changes=[lost], decisions=[word(EDITED, Choice.KEEP_THEIRS)])
    assert shown(carried_into(OCTOBER, halfway, NAMES, snapshot(found_line("1", "9.00")))) == ["2100 2.00"]


TYPED = found_line("9", "3.00")
WITH_TYPED = snapshot(found_line("1", "7.33"), TYPED)


@pytest.mark.parametrize(
    ("choice", "lines", "found"),
    [
        (None, ["2100 7.34"], ["carry-foreign-line"]),
        (Choice.ON_TOP, ["2100 7.34"], []),
        (Choice.LEAVE_OUT, ["2100 7.34"], ["left-out"]),
        (Choice.ADOPT, ["2100 4.34"], []),
    ],
)
def test_a_foreign_line_there_may_be_these_hours(choice: Choice | None, lines: list[str], found: list[str]) -> None:
    said = [word(Difference.of_foreign(TYPED, LATE.own), choice)] if choice else []
    carried = carried_into(OCTOBER, replace(LATE, decisions=said), NAMES, WITH_TYPED)
    assert (shown(carried), codes(carried.findings)) == (lines, found)


def test_adopted_lines_are_counted_over_the_cost_centres_and_what_is_too_much_is_named() -> None:
    bar, kitchen = replace(HOME, cost_centre="B1"), replace(HOME, cost_centre="K1")
    said = [word(Difference.of_foreign(TYPED, ()), Choice.ADOPT)]
    split = home(wanted("2.00", bar), wanted("4.00", kitchen), decisions=said)
    assert shown(carried_into(OCTOBER, split, NAMES, snapshot(TYPED))) == ["2100 K1 3.00"]
    less = home(wanted("1.00", bar), wanted("1.50", kitchen), decisions=said)
    carried = carried_into(OCTOBER, less, NAMES, snapshot(TYPED))
    assert (carried.lines, [dict(each.details)["amount"] for each in carried.findings]) == ((), ["0.50"])


def test_a_foreign_line_on_another_code_or_where_nothing_is_late_stops_nobody() -> None:
    other = snapshot(found_line("1", "7.33"), found_line("9", "3.00", "6050"))
    assert carried_into(OCTOBER, LATE, NAMES, other).findings == ()
    nothing = home(wanted("7.33"), own=[PAID])
    assert carried_into(OCTOBER, nothing, NAMES, WITH_TYPED).findings == ()


def test_who_was_not_read_is_not_carried() -> None:
    assert codes(carried_into(OCTOBER, LATE, NAMES, PayrollSnapshot()).findings) == ["changed-since-plan"]


@pytest.mark.parametrize(
    "waiting",
    [
        change(key=HOME, state=ChangeState.UNKNOWN),
        change(key=LATER, state=ChangeState.SENDING),
        change(Action.CHANGE, "8.00", "9.00", HOME, step=Step.INSERT),
    ],
)
def test_what_may_still_change_there_or_elsewhere_stops_the_person(waiting: LedgerChange) -> None:
    stopped = replace(LATE, open_changes=[waiting])
    assert codes(carried_into(OCTOBER, stopped, NAMES, WITH_TYPED).findings) == ["carry-unsettled"]


@pytest.mark.parametrize(
    "waiting",
    [
        change(key=HOME),
        change(key=HERE, state=ChangeState.UNKNOWN),
        change(key=replace(HOME, employee=BRAM), state=ChangeState.UNKNOWN),
        change(key=MEAL, state=ChangeState.UNKNOWN),
    ],
)
def test_what_was_never_sent_or_concerns_somebody_else_stops_nobody(waiting: LedgerChange) -> None:
    assert carried_into(OCTOBER, replace(LATE, open_changes=[waiting]), NAMES, AS_SENT).findings == ()


def test_only_the_people_and_boxes_of_which_something_is_late_are_concerned() -> None:
    brams = replace(HOME, employee=BRAM)
    both = home(wanted("14.67"), wanted("4.00", brams), own=[PAID, ours("2", "4.00", brams)])
    assert list(carried_into(OCTOBER, both, NAMES).concerned) == [HERE]


def test_a_plan_rests_on_our_lines_there_and_on_foreign_ones_on_its_codes() -> None:
    other = found_line("8", "1.00", "6050")
    held = snapshot(found_line("1", "7.33"), TYPED, other)
    assert carried_into(OCTOBER, LATE, NAMES, held).rests_on == {
        NOOR: ("2026-09 hours 1 2100 7.33", "2026-09 hours 9 2100 3.00")
    }


# -- the closed period itself -----------------------------------------------------------------------------------------


def test_a_period_holds_what_is_not_carried_elsewhere() -> None:
    own = ours("1", "7.33", HOME, "1", "3'")
    there = home(
        wanted("20.00", HOME, "1", "2", "3"),
        own=[own],
        carried=[ours("7", "7.34", HERE, "2"), ours("8", "1.00", LATER, "3")],
    )
    (line,) = less_carried(there, NAMES).lines
    assert (line.amount, line.sources) == (amount("11.66"), sources("1", "3"))


def test_a_period_of_which_everything_is_carried_holds_nothing() -> None:
    assert less_carried(home(wanted("8.00"), carried=[ours("7", "8.00", HERE)]), NAMES).lines == ()


def test_more_carried_than_there_is_is_named() -> None:
    there = home(wanted("5.00"), carried=[ours("7", "7.34", HERE), ours("8", "1.00", LATER)])
    pay = less_carried(there, NAMES)
    (finding,) = pay.findings
    values = dict(finding.details)
    assert (pay.lines, finding.code, values["amount"], values["where"]) == (
        (),
        "carried-too-much",
        "3.34",
        "2026-10, 2026-11",
    )
    gone = less_carried(home(carried=[ours("7", "7.34", HERE)]), NAMES)
    assert codes(gone.findings) == ["carried-too-much"]


def test_a_period_waits_while_it_is_not_known_what_became_of_its_late_hours() -> None:
    pay = less_carried(replace(LATE, open_changes=[change(key=HERE, state=ChangeState.UNKNOWN)]), NAMES)
    assert codes(pay.findings) == ["carry-unsettled"]
    assert less_carried(replace(LATE, open_changes=[change(key=HOME, state=ChangeState.UNKNOWN)]), NAMES).findings == ()


# -- the period in which they go along --------------------------------------------------------------------------------

OF_OCTOBER = Home(wants(wanted_line("8.00")))


def test_late_hours_stand_beside_the_hours_of_the_period() -> None:
    pay = with_carried(OF_OCTOBER, [LATE], {SEPTEMBER}, NAMES, {SEPTEMBER: AS_SENT})
    noor = person(plan(pay, chosen=replace(selection(), carry=frozenset({SEPTEMBER}))))
    assert told(noor) == ["add 2100 0.00 -> 8.00", "add 2100 0.00 -> 7.34"]
    assert [line.key for line in noor.lines] == [pay_key(), HERE]
    assert noor.rests_on == ("2026-09 hours 1 2100 7.33",)


def test_an_export_that_does_not_carry_leaves_late_hours_as_they_are() -> None:
    there = replace(LATE, carried=[ours("7", "2.00", HERE)])
    pay = with_carried(OF_OCTOBER, [there], set(), NAMES, {})
    noor = person(plan(pay, snapshot(found_line("7", "2.00")), LedgerView([ours("7", "2.00", HERE)])))
    assert told(noor) == ["add 2100 0.00 -> 8.00"]


def test_who_is_stopped_in_the_closed_period_is_stopped_here_but_not_for_its_days() -> None:
    of_hours = Finding(
        "unmapped", "Noor van Dijk", NOOR, details=details(thing="hours", where="", part="hours", rule="")
    )
    of_days = replace(of_hours, details=details(thing="days", where="", part="days", rule=""))
    waiting, remark = (
        Finding("pending-entry", "Noor van Dijk", NOOR),
        Finding("clock-time-twice", "Noor van Dijk", NOOR),
    )
    there = replace(LATE, desired=replace(LATE.desired, findings=(of_hours, of_days, waiting, remark)))
    pay = with_carried(OF_OCTOBER, [there], {SEPTEMBER}, NAMES, {SEPTEMBER: AS_SENT})
    assert pay.findings == (of_hours, waiting)
    assert with_carried(OF_OCTOBER, [there], set(), NAMES, {}).findings == ()


@pytest.mark.parametrize(
    ("held", "decisions"),
    [
        (snapshot(found_line("1", "7.33"), TYPED), [word(Difference.of_foreign(TYPED, LATE.own), Choice.ON_TOP)]),
        (snapshot(found_line("1", "7.33"), replace(TYPED, code="6050")), []),
    ],
)
def test_a_plan_is_another_one_when_the_closed_period_shows_something_else_that_counts(
    held: PayrollSnapshot, decisions: list[Decision]
) -> None:
    chosen = replace(selection(), carry=frozenset({SEPTEMBER}))
    before = with_carried(OF_OCTOBER, [LATE], chosen.carry, NAMES, {SEPTEMBER: AS_SENT})
    after = with_carried(OF_OCTOBER, [replace(LATE, decisions=decisions)], chosen.carry, NAMES, {SEPTEMBER: held})
    same = plan(before, chosen=chosen).hash == plan(after, chosen=chosen).hash
    assert same is not bool(decisions)


def test_somebody_left_out_because_of_a_line_there_is_left_out() -> None:
    said = replace(LATE, decisions=[word(Difference.of_foreign(TYPED, LATE.own), Choice.LEAVE_OUT)])
    pay = with_carried(OF_OCTOBER, [said], {SEPTEMBER}, NAMES, {SEPTEMBER: WITH_TYPED})
    assert person(plan(pay, chosen=replace(selection(), carry=frozenset({SEPTEMBER})))).state is PersonState.LEFT_OUT


# -- entries that move ------------------------------------------------------------------------------------------------


def test_entries_are_astray_where_the_hours_no_longer_ask_for_them() -> None:
    moved = ours("1", "16.00", HOME, "1", "2")
    recoded = ours("2", "8.00", replace(HOME, code="2190"), "1")
    carried = ours("3", "8.00", LATER, "1")
    unknown = ours("4", "8.00", replace(pay_key(), period=NOVEMBER), "5")
    found = strays([moved, recoded, carried, unknown], [home(wanted("8.00", HOME, "1")).desired])
    assert list(found) == [
        Stray(moved, frozenset({"2"})),
        Stray(recoded, frozenset({"1"})),
        Stray(unknown, frozenset({"5"})),
    ]


def planned(before: str, after: str, *timecards: str, key: PayKey | None = None) -> PlannedLine:
    action = LineAction.CHANGE if amount(before) else LineAction.ADD
    line = wanted(after, key or pay_key(), *timecards)
    return PlannedLine(action, line.key, amount(before), amount(after), parts=line.parts, sources=line.sources)


ASTRAY = Stray(ours("1", "8.00", HOME, "1", "2"), frozenset({"2"}))


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (planned("0.00", "8.00", "2"), ["sent-in-another-period"]),
        (planned("8.00", "9.00", "2", "3"), ["sent-in-another-period"]),
        (planned("9.00", "8.00", "2", "3"), []),
        (planned("0.00", "8.00", "1"), []),
        (planned("0.00", "1.00", "2", key=pay_key("4899", kind=PayKind.WAGE)), []),
    ],
)
def test_only_a_line_that_grows_by_such_an_entry_would_pay_it_twice(line: PlannedLine, found: list[str]) -> None:
    assert codes(list(sent_in_another_period([ASTRAY], NOOR, [line], "Noor van Dijk"))) == found
    assert list(sent_in_another_period([ASTRAY], BRAM, [line], "Bram de Boer")) == []


def test_a_line_that_carries_late_hours_is_named_with_how_it_is_corrected() -> None:
    carried = replace(ASTRAY, line=replace(ASTRAY.line, key=LATER))
    (finding,) = sent_in_another_period([carried], NOOR, [planned("0.00", "8.00", "2")], "Noor van Dijk")
    assert dict(finding.details)["period"] == "2026-11 (--carry 2026-09)"


def test_where_two_periods_would_wait_for_each_other_the_earlier_goes_first() -> None:
    later = replace(ASTRAY, line=replace(ASTRAY.line, key=replace(pay_key(), period=NOVEMBER)), waits_for_us=True)
    (finding,) = sent_in_another_period([later], NOOR, [planned("0.00", "8.00", "2")], "Noor van Dijk")
    assert (finding.code, finding.blocks, dict(finding.details)["period"]) == (
        "moves-between-periods",
        False,
        "2026-11",
    )


def test_late_hours_of_another_contract_type_are_another_line() -> None:
    salaried = replace(HOME, contract_type=HOURS_CONTRACT)
    found = carried_into(OCTOBER, home(wanted("8.00", salaried), own=[PAID]), NAMES)
    assert [line.key.contract_type for line in found.lines] == [HOURS_CONTRACT]
    assert codes(found.findings) == ["retro-correction"]


def later_line(home: PeriodRef, period: PeriodRef) -> OwnLine:
    key = replace(HOME, period=home)
    return ours("1", "8.00", key if home == period else replace(key, period=period, carried_from=home))


@pytest.mark.parametrize(
    ("counting", "first"),
    [
        ({NOVEMBER: [(SEPTEMBER, SEPTEMBER)]}, True),
        ({NOVEMBER: [(OCTOBER, OCTOBER)], OCTOBER: [(SEPTEMBER, SEPTEMBER)]}, True),
        ({NOVEMBER: [(OCTOBER, NOVEMBER)], OCTOBER: [(SEPTEMBER, SEPTEMBER)]}, True),
        ({}, False),
        ({NOVEMBER: [(OCTOBER, OCTOBER)], OCTOBER: [(NOVEMBER, NOVEMBER)]}, False),
        ({NOVEMBER: [(PeriodRef(2026, 8), PeriodRef(2026, 8))], PeriodRef(2026, 8): [(SEPTEMBER, SEPTEMBER)]}, False),
        ({NOVEMBER: [(SEPTEMBER, NOVEMBER)]}, False),
    ],
)
def test_of_exports_that_wait_for_each_other_the_earliest_goes_first(
    counting: dict[PeriodRef, list[tuple[PeriodRef, PeriodRef]]], first: bool
) -> None:
    """September would send an entry that a line of November still counts."""

    def lines(period: PeriodRef) -> dict[EmployeeId, list[OwnLine]]:
        return {NOOR: [later_line(*place) for place in counting.get(period, ())]}

    assert goes_first(SEPTEMBER, SEPTEMBER, later_line(NOVEMBER, NOVEMBER), lines) is first
    assert not goes_first(NOVEMBER, NOVEMBER, later_line(SEPTEMBER, SEPTEMBER), lines)
