"""What stood there before an export, from the ledger alone, and who has to be left out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from domain.decisions import Choice, Difference
from domain.desired_pay import DesiredPay
from domain.ledger import Action, ChangeState, LedgerChange, OwnLine, Step
from domain.pay_line import FoundLine, Part, PayKey, PayKind, SourceRef
from domain.plan import LedgerView, PersonState
from domain.planning import foresee
from domain.terms import LineId
from domain.undo import PastExport, Undo
from domain.wage_period import PeriodRef
from tests.unit.domain.samples import (
    BRAM,
    HOURS_CONTRACT,
    MORNING,
    NAMES,
    NOOR,
    amount,
    change,
    check,
    days_change,
    decide,
    found_line,
    own_line,
    pay_key,
    person,
    plan,
    snapshot,
    told,
    wanted_line,
    wants,
)

HOURS, MEALS = frozenset({Part.HOURS}), frozenset({Part.MEALS})
LUNCH = pay_key("4899", kind=PayKind.WAGE)


def sources(*cards: str) -> tuple[SourceRef, ...]:
    return tuple(SourceRef(card, "d") for card in cards)


def done(action: Action, before: str, after: str, key: PayKey | None = None, **values: Any) -> LedgerChange:
    usual: dict[str, Any] = {"state": ChangeState.DONE, "parts": HOURS}
    if action is Action.CHANGE:
        usual["step"] = Step.INSERT
    return change(action, before, after, key, **usual | values)


def export(id: str, *changes: LedgerChange, undoes: str | None = None) -> PastExport:
    named = [replace(each, id=f"{id}-{number}", export=id) for number, each in enumerate(changes)]
    return PastExport(id, undoes, tuple(named))


def before(
    undone: str,
    *history: PastExport,
    ledger: LedgerView | None = None,
    elsewhere: tuple[OwnLine, ...] = (),
    eitje: DesiredPay | None = None,
    gone: tuple[OwnLine, ...] = (),
) -> DesiredPay:
    return Undo(undone, history, elsewhere, gone).pay_before(eitje or wants(), ledger or LedgerView(), NAMES)


def lines(pay: DesiredPay) -> list[str]:
    assert pay.stated is not None
    return [f"{x.key.code} {x.amount}" for x in pay.lines if x.key in pay.stated.keys]


def reasons(pay: DesiredPay) -> list[str]:
    return [finding.code for finding in pay.findings]


def owned(hours: str, key: PayKey | None = None, *cards: str, id: str = "501") -> OwnLine:
    return replace(own_line(id, hours, key), sources=sources(*cards))


ADDED = export("1", done(Action.ADD, "0", "8.00", sources=sources("monday")))
CHANGED = export("2", done(Action.CHANGE, "8.00", "9.00", sources=sources("monday", "tuesday")))
REMOVED = export("2", done(Action.REMOVE, "8.00", "0"))


# -- what stood there -------------------------------------------------------------------------------------------------


def test_what_was_added_goes() -> None:
    pay = before("1", ADDED, ledger=LedgerView([owned("8.00")]))
    assert (lines(pay), reasons(pay)) == ([], [])
    made = plan(pay, snapshot(found_line("501", "8.00")), LedgerView([owned("8.00")]))
    assert told(person(made)) == ["remove 2100 8.00 -> 0.00"]


def test_what_was_changed_is_as_it_was_with_what_was_behind_it() -> None:
    pay = before("2", ADDED, CHANGED, ledger=LedgerView([owned("9.00")]))
    assert [(x.amount, x.sources, x.parts) for x in pay.lines] == [(amount("8.00"), sources("monday"), HOURS)]


def test_what_was_removed_is_added_again() -> None:
    pay = before("2", ADDED, REMOVED)
    made = plan(pay, snapshot())
    assert told(person(made)) == ["add 2100 0.00 -> 8.00"]
    assert person(made).lines[0].sources == sources("monday")


def test_the_entries_behind_a_line_are_those_that_were_there_at_last() -> None:
    """Monday's entry was typed anew in eitje, for the same hours, before the export that is undone."""
    removed = export("2", done(Action.REMOVE, "8.00", "0", old_line=LineId("501")))
    pay = before("2", ADDED, removed, gone=(owned("8.00", None, "monday anew"),))
    assert [(x.amount, x.sources) for x in pay.lines] == [(amount("8.00"), sources("monday anew"))]


def test_an_entry_that_came_behind_a_line_later_is_not_paid_twice_either() -> None:
    removed = export("2", done(Action.REMOVE, "8.00", "0", old_line=LineId("501")))
    november = owned("8.00", replace(pay_key(), period=PeriodRef(2026, 11)), "monday anew", id="777")
    pay = before("2", ADDED, removed, elsewhere=(november,), gone=(owned("8.00", None, "monday anew"),))
    assert (lines(pay), reasons(pay)) == ([], ["undo-paid-elsewhere"])


def test_eitjes_hours_do_not_count_for_what_is_taken_back_and_nothing_else_is_touched() -> None:
    other = pay_key("2190")
    ledger = LedgerView([owned("9.00"), owned("4.00", other, id="502")])
    eitje = wants(wanted_line("12.00"), wanted_line("7.00", other), wanted_line("3.00", pay_key(employee=BRAM)))
    pay = before("2", ADDED, CHANGED, ledger=ledger, eitje=eitje)
    held = snapshot(found_line("501", "9.00"), found_line("502", "1.00", "2190"))
    made = plan(pay, held, ledger)
    assert [each.employee for each in made.people] == [NOOR]
    assert told(person(made)) == ["change 2100 9.00 -> 8.00"]


def test_a_change_that_was_refused_took_nothing_and_gives_nothing_back() -> None:
    refused = replace(done(Action.CHANGE, "8.00", "9.00"), state=ChangeState.REFUSED, step=Step.DELETE)
    put_back = replace(done(Action.CHANGE, "8.00", "9.00"), state=ChangeState.REFUSED, step=Step.PUT_BACK)
    put_back = replace(put_back, answered_line=LineId("502"))
    for each in (refused, put_back, change(state=ChangeState.NOT_LANDED), change(state=ChangeState.DROPPED)):
        assert not Undo("2", (ADDED, export("2", each))).has_something(LedgerView([owned("8.00")]))


def test_a_line_that_an_export_deleted_and_could_not_write_comes_back() -> None:
    lost = replace(done(Action.CHANGE, "8.00", "9.00"), state=ChangeState.REFUSED, step=Step.PUT_BACK)
    assert lines(before("2", ADDED, export("2", lost))) == ["2100 8.00"]


def test_what_a_reading_shows_of_an_open_change_counts() -> None:
    sent = replace(ADDED.changes[0], state=ChangeState.UNKNOWN)
    undo = Undo("1", (export("1", sent),))
    assert undo.has_something(LedgerView())
    gone = LedgerView(open_changes=[replace(sent, state=ChangeState.NOT_LANDED)])
    assert not undo.has_something(gone)


def test_the_attempt_that_went_on_finds_what_the_interrupted_one_found() -> None:
    overtaken = export("2", replace(done(Action.CHANGE, "8.00", "9.00"), state=ChangeState.DROPPED))
    lost = export("3", change(Action.ADD, "0", "9.00", state=ChangeState.NOT_LANDED))
    went_on = export("4", done(Action.ADD, "0", "9.00", sources=sources("monday", "tuesday")))
    ledger = LedgerView([owned("9.00")])
    pay = before("4", ADDED, overtaken, lost, went_on, ledger=ledger)
    assert lines(pay) == ["2100 8.00"]
    assert pay.lines[0].sources == sources("monday")
    nobody = export("3")
    assert lines(before("4", ADDED, overtaken, nobody, went_on, ledger=ledger)) == []


# -- days -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("earlier", "found", "ours"),
    [
        ((), 0, False),
        ((days_change(0, 3, state=ChangeState.DONE),), 3, True),
        ((days_change(0, 3, state=ChangeState.DONE),), 2, False),
        ((days_change(0, 3, state=ChangeState.DONE, gives_back=True),), 3, False),
    ],
)
def test_days_are_ours_after_it_only_where_they_were_before(
    earlier: tuple[LedgerChange, ...], found: int, ours: bool
) -> None:
    set_ = days_change(found, 5, state=ChangeState.DONE)
    ledger = LedgerView(days={NOOR: 5})
    pay = before("2", export("1", *earlier), export("2", set_), ledger=ledger)
    made = plan(pay, snapshot(days={NOOR: 5}), ledger)
    days = person(made).days
    assert days is not None
    assert (days.found, days.after, days.writes, days.gives_back) == (5, found, True, not ours)


def test_days_that_somebody_set_since_are_left_as_they_are() -> None:
    pay = before("1", export("1", days_change(0, 5, state=ChangeState.DONE)), ledger=LedgerView(days={NOOR: 5}))
    made = plan(pay, snapshot(days={NOOR: 4}), LedgerView(days={NOOR: 5}))
    assert [finding.code for finding in person(made).findings] == ["undo-days-theirs"]
    assert person(made).state is PersonState.UNCHANGED


# -- who is left out --------------------------------------------------------------------------------------------------


def test_a_later_export_changed_it_again() -> None:
    later = export("3", done(Action.CHANGE, "9.00", "10.00"))
    pay = before("2", ADDED, CHANGED, later, ledger=LedgerView([owned("10.00")]))
    assert (lines(pay), reasons(pay)) == ([], ["undo-changed-again"])
    (left_out,) = plan(pay, snapshot(found_line("501", "10.00")), LedgerView([owned("10.00")])).people
    assert (left_out.employee, left_out.state) == (NOOR, PersonState.BLOCKED)


def test_whoever_is_left_out_is_named_with_the_code_or_the_days() -> None:
    later = export("3", done(Action.CHANGE, "9.00", "10.00"))
    (finding,) = before("2", ADDED, CHANGED, later, ledger=LedgerView([owned("10.00")])).findings
    named = dict(finding.details)
    assert (finding.person, finding.employee) == ("Noor van Dijk", NOOR)
    assert (named["name"], named["code"], named["later"]) == ("Noor van Dijk", "2100", "3")
    first = export("1", days_change(0, 5, state=ChangeState.DONE))
    again = export("2", days_change(5, 6, state=ChangeState.DONE))
    (days,) = before("1", first, again, ledger=LedgerView(days={NOOR: 6})).findings
    assert (days.employee, dict(days.details)["code"]) == (NOOR, "Days")


def test_whoever_is_left_out_keeps_every_line_and_the_others_go_on() -> None:
    both = export("2", CHANGED.changes[0], done(Action.ADD, "0", "1.00", LUNCH, parts=MEALS))
    brams = export("2", *both.changes, done(Action.ADD, "0", "6.00", pay_key(employee=BRAM)))
    later = export("3", done(Action.CHANGE, "1.00", "2.00", LUNCH, parts=MEALS))
    ledger = LedgerView([owned("9.00"), owned("2.00", LUNCH, id="601"), owned("6.00", pay_key(employee=BRAM), id="7")])
    pay = before("2", ADDED, brams, later, ledger=ledger)
    assert pay.stated is not None
    assert {key.employee for key in pay.stated.keys} == {BRAM}
    assert reasons(pay) == ["undo-changed-again"]


def test_undoing_it_before_is_no_later_change() -> None:
    undo = export("3", done(Action.CHANGE, "9.00", "8.00"), undoes="2")
    ledger = LedgerView([owned("8.00")])
    pay = before("2", ADDED, CHANGED, undo, ledger=ledger)
    assert (lines(pay), reasons(pay)) == (["2100 8.00"], [])
    assert person(plan(pay, snapshot(found_line("501", "8.00")), ledger)).state is PersonState.UNCHANGED
    undone_again = export("4", done(Action.CHANGE, "8.00", "9.00"), undoes="3")
    assert reasons(before("2", ADDED, CHANGED, undo, undone_again, ledger=ledger)) == ["undo-changed-again"]


@pytest.mark.parametrize("own", [["10.00"], [], ["9.00", "3.00"]])
def test_our_lines_are_not_those_that_it_left(own: list[str]) -> None:
    ledger = LedgerView([owned(each, id=str(number)) for number, each in enumerate(own)])
    assert reasons(before("2", ADDED, CHANGED, ledger=ledger)) == ["undo-line-changed"]


def test_of_two_lines_on_one_key_it_cannot_be_told_which_stood_there() -> None:
    twice = export("2", done(Action.CHANGE, "8.00", "9.00"), done(Action.REMOVE, "3.00", "0"))
    assert reasons(before("2", ADDED, twice, ledger=LedgerView([owned("9.00")]))) == ["undo-line-changed"]


def test_a_line_that_is_gone_already_needs_no_taking_back() -> None:
    assert reasons(before("1", ADDED)) == []
    ledger = LedgerView([owned("8.00")])
    kept = person(plan(before("1", ADDED, ledger=ledger), snapshot(), ledger))
    assert (kept.state, kept.lines[0].gone) == (PersonState.UNCHANGED, True)


@pytest.mark.parametrize("held", [found_line("501", "5.00"), found_line("501", "9.00", "2190"), None])
def test_a_line_that_somebody_edited_is_named_and_asks_for_no_choice(held: FoundLine | None) -> None:
    ledger = LedgerView([owned("9.00")])
    pay = before("2", ADDED, CHANGED, ledger=ledger)
    left_out = person(plan(pay, snapshot(*([held] if held else [])), ledger))
    assert left_out.state is PersonState.BLOCKED
    assert [finding.code for finding in left_out.findings] == ["undo-line-changed"]
    assert left_out.differences == ()
    assert check(pay, snapshot(*([held] if held else [])), ledger).differences == ()


def test_what_is_paid_on_another_line_since_is_not_paid_again() -> None:
    moved = pay_key("2190", contract_type=HOURS_CONTRACT)
    since = LedgerView([owned("8.00", moved, "monday")])
    assert reasons(before("2", ADDED, REMOVED, ledger=since)) == ["undo-paid-elsewhere"]
    other_month = (owned("8.00", moved, "monday"),)
    assert reasons(before("2", ADDED, REMOVED, elsewhere=other_month)) == ["undo-paid-elsewhere"]
    assert reasons(before("2", ADDED, REMOVED, elsewhere=(owned("8.00", moved, "friday"),))) == []


def test_meals_of_the_same_entry_that_stood_beside_it_before_are_no_double() -> None:
    diner = pay_key("4900", kind=PayKind.WAGE)
    both = export(
        "1",
        done(Action.ADD, "0", "1.00", LUNCH, parts=MEALS, sources=sources("monday")),
        done(Action.ADD, "0", "1.00", diner, parts=MEALS, sources=sources("monday")),
    )
    gone = export("2", done(Action.REMOVE, "1.00", "0", LUNCH, parts=MEALS))
    ledger = LedgerView([owned("1.00", diner, "monday")])
    assert lines(before("2", both, gone, ledger=ledger)) == ["4899 1.00"]


def test_a_line_that_is_to_become_ours_is_no_part_of_it() -> None:
    ledger = LedgerView([owned("9.00")])
    pay = before("2", ADDED, CHANGED, ledger=ledger)
    beside, brams = found_line("901", "3.00"), found_line("902", "3.00", employee=BRAM)
    said = [decide(Difference.of_foreign(each, ()), Choice.ADOPT) for each in (beside, brams)]
    made = plan(pay, snapshot(found_line("501", "9.00"), beside, brams), ledger, said)
    assert [each.employee for each in made.people] == [NOOR]
    assert [finding.code for finding in person(made).findings] == ["undo-foreign-line"]
    on_top = [decide(Difference.of_foreign(beside, ()), Choice.ON_TOP)]
    made = plan(pay, snapshot(found_line("501", "9.00"), beside), ledger, on_top)
    assert told(person(made)) == ["change 2100 9.00 -> 8.00"]


def test_days_that_were_given_back_are_not_ours_once_they_are_seen() -> None:
    sent = days_change(5, 0, state=ChangeState.UNKNOWN, gives_back=True)
    seen = foresee(LedgerView(days={NOOR: 5}, open_changes=[sent]), snapshot(), MORNING)
    assert (seen.days, seen.open_changes[0].state) == ({}, ChangeState.DONE)
    not_yet = foresee(LedgerView(days={NOOR: 5}, open_changes=[sent]), snapshot(days={NOOR: 5}), MORNING)
    assert not_yet.days == {NOOR: 5}


# -- the proof --------------------------------------------------------------------------------------------------------


def test_proved_is_that_what_stood_there_stands_there_again() -> None:
    back = LedgerView([owned("8.00", id="502")])
    undo = export("3", done(Action.CHANGE, "9.00", "8.00"), undoes="2")
    pay = before("2", ADDED, CHANGED, undo, ledger=back, eitje=wants(wanted_line("9.00")))
    assert check(pay, snapshot(found_line("502", "8.00")), back).clean
    assert not check(pay, snapshot(found_line("502", "7.00")), back).proved
    assert not check(pay, snapshot(), back).proved


def test_nothing_where_nothing_stood_is_proved_too() -> None:
    undo = export("2", done(Action.REMOVE, "8.00", "0"), undoes="1")
    pay = before("1", ADDED, undo)
    assert check(pay, snapshot(), LedgerView()).clean
    still = LedgerView([owned("8.00")])
    assert not check(before("1", ADDED, ledger=still), snapshot(found_line("501", "8.00")), still).proved


def test_days_are_part_of_the_proof() -> None:
    pay = before("1", export("1", days_change(0, 5, state=ChangeState.DONE)))
    assert check(pay, snapshot(), LedgerView()).clean
    assert not check(pay, snapshot(days={NOOR: 5}), LedgerView()).proved
