"""Under watch: what begins it, what ends it, and what is said meanwhile.

Calls leave at 08:00 and have a settling time of two minutes, so that a watch that begins at 08:05 runs until 08:13.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.decisions import Cause, Choice, Decision, Difference
from domain.findings import Reach
from domain.ledger import Action, ChangeState, Landing, LedgerChange, Outcome, Refusal, Step, answered, sending
from domain.pay_line import PayKind, PayrollSnapshot
from domain.plan import LedgerView, PersonState
from domain.planning import foresee
from domain.settling import settle
from domain.terms import LineId
from domain.verification import Verification
from domain.watching import Watch, has_ended, surplus
from tests.unit.domain.samples import (
    BRAM,
    MORNING,
    NOOR,
    SETTLING,
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
    wanted_line,
    wants,
)

ADD, CHANGE, REMOVE, SET_DAYS = Action.ADD, Action.CHANGE, Action.REMOVE, Action.SET_DAYS


def at(minute: int) -> datetime:
    """Minutes past eight."""
    return MORNING + timedelta(minutes=minute)


def lost(planned: LedgerChange, before: PayrollSnapshot | None = None, **outcome: Any) -> LedgerChange:
    """A call of which the answer was lost at once."""
    marked = sending(planned, before or snapshot(), 7, MORNING, SETTLING)
    return answered(marked, Outcome(Landing.UNKNOWN, **outcome), MORNING)


def read(one: LedgerChange, held: PayrollSnapshot | None = None, minute: int = 5) -> LedgerChange:
    """What a reading makes of it, five past eight unless said otherwise."""
    (result,) = settle([one], frozenset(), held or snapshot(), at(minute))
    return result.change


ADDED = change(ADD, "0", "8.00")
GIVEN_UP = read(lost(ADDED))
LATE_LINE = found_line("900", "8.00")
LANDED = snapshot(LATE_LINE)

# -- what begins it ---------------------------------------------------------------------------------------------------


def test_an_insert_that_is_given_up_is_under_watch_for_four_settling_times_from_the_reading() -> None:
    assert (GIVEN_UP.state, GIVEN_UP.watch_until) == (ChangeState.NOT_LANDED, at(13))


def test_a_reading_before_the_settling_time_begins_nothing() -> None:
    assert read(lost(ADDED), minute=1).watch_until is None


def test_the_settling_time_is_that_of_the_call_time_out_included() -> None:
    # It left at 08:00, its time-out was recorded at 08:01, and it may land until 08:03: three minutes, four times.
    marked = sending(ADDED, snapshot(), 7, MORNING, SETTLING)
    assert read(answered(marked, Outcome(Landing.UNKNOWN), at(1))).watch_until == at(5 + 12)


@pytest.mark.parametrize(
    ("planned", "watched"),
    [
        (change(ADD, "0", "8.00"), True),
        (change(CHANGE, "12.50", "8.00", step=Step.INSERT), True),
        (change(CHANGE, "12.50", "8.00", step=Step.PUT_BACK), True),
        (change(CHANGE, "12.50", "8.00"), False),  # a late delete takes away our own line or nothing
        (change(REMOVE, "12.50", "0"), False),
        (days_change(), False),
    ],
)
def test_inserts_are_watched_and_deletes_and_days_are_not(planned: LedgerChange, watched: bool) -> None:
    held = snapshot(found_line("501", "12.50"))
    assert (read(lost(planned, held), held).watch_until == at(13)) is watched


def test_a_line_that_must_be_written_again_is_planned_and_under_watch() -> None:
    again = read(lost(change(CHANGE, "12.50", "8.00", step=Step.INSERT)))
    assert (again.state, again.step, again.watch_until) == (ChangeState.PLANNED, Step.INSERT, at(13))


def test_a_put_back_after_a_refusal_is_watched_though_it_is_not_tried_again() -> None:
    back = change(CHANGE, "12.50", "8.00", step=Step.PUT_BACK, alone=True, code="2020", refusal=Refusal.LINE)
    after = read(lost(back))
    assert (after.state, str(after.missing), after.watch_until) == (ChangeState.REFUSED, "12.50", at(13))


def test_a_call_that_nmbrs_has_finished_with_is_not_watched() -> None:
    refused = lost(ADDED, code="2020", refusal=Refusal.LINE, may_land_late=False)
    assert (read(refused).state, read(refused).watch_until) == (ChangeState.PLANNED, None)
    accepted = answered(sending(ADDED, snapshot(), 7, MORNING, SETTLING), Outcome(Landing.ACCEPTED), MORNING)
    assert (read(accepted).state, read(accepted).watch_until) == (ChangeState.REFUSED, None)


def test_what_was_leaving_when_the_process_died_is_watched() -> None:
    assert read(sending(ADDED, snapshot(), 7, MORNING, SETTLING)).watch_until == at(13)


def test_while_a_person_is_asked_there_is_no_watch_and_when_the_line_is_theirs_there_is() -> None:
    edited = snapshot(found_line("900", "5.00"))
    asked = read(lost(ADDED), edited)
    assert (asked.state, asked.watch_until) == (ChangeState.SURPLUS, None)
    (after,) = settle([asked], frozenset({(PayKind.HOURS, LineId("900"))}), edited, at(20))
    assert (after.change.state, after.change.watch_until) == (ChangeState.NOT_LANDED, at(28))


# -- sent again -------------------------------------------------------------------------------------------------------


def test_what_is_sent_again_under_watch_keeps_its_first_baseline() -> None:
    # 900 landed after the reading that gave the first call up; the second call makes 901. Two lines for one: ask.
    again = read(lost(change(CHANGE, "12.50", "8.00", step=Step.INSERT), snapshot(found_line("7", "8.00"))))
    marked = sending(again, snapshot(found_line("7", "8.00"), LATE_LINE), 7, at(6), SETTLING)
    assert marked.baseline == ("7",)
    both = snapshot(found_line("7", "8.00"), LATE_LINE, found_line("901", "8.00"))
    assert read(marked, both, 10).state is ChangeState.SURPLUS
    only_one = read(marked, snapshot(found_line("7", "8.00"), LATE_LINE), 10)
    assert only_one.state is ChangeState.DONE


def test_a_second_giving_up_makes_the_watch_longer_and_never_shorter() -> None:
    first = read(lost(change(CHANGE, "12.50", "8.00", step=Step.INSERT)))
    marked = answered(sending(first, snapshot(), 7, at(6), SETTLING), Outcome(Landing.UNKNOWN), at(6))
    assert read(marked, minute=9).watch_until == at(17)
    far = replace(marked, watch_until=at(60))
    assert read(far, minute=9).watch_until == at(60)


def test_after_the_watch_a_new_sending_has_a_new_baseline() -> None:
    over = replace(GIVEN_UP, watch_until=None)
    assert sending(over, LANDED, 7, at(20), SETTLING).baseline == ("900",)


# -- what ends it -----------------------------------------------------------------------------------------------------

NONE_KNOWN: frozenset[tuple[PayKind, LineId]] = frozenset()
KNOWN = frozenset({(PayKind.HOURS, LineId("900"))})


@pytest.mark.parametrize(("minute", "ended"), [(6, False), (12, False), (13, True), (14, True)])
def test_only_a_reading_at_its_end_or_later_ends_it(minute: int, ended: bool) -> None:
    assert has_ended(GIVEN_UP, snapshot(), NONE_KNOWN, at(minute)) is ended


def test_a_reading_of_others_ends_nothing() -> None:
    kinds = PayrollSnapshot({(NOOR, PayKind.WAGE): (), (BRAM, PayKind.HOURS): ()})
    assert not has_ended(GIVEN_UP, kinds, NONE_KNOWN, at(20))


@pytest.mark.parametrize("hours", ["8.00", "5.00"])
def test_a_new_line_on_that_code_keeps_it_open_until_a_person_decided(hours: str) -> None:
    held = snapshot(found_line("900", hours))
    assert not has_ended(GIVEN_UP, held, NONE_KNOWN, at(20))
    assert has_ended(GIVEN_UP, held, KNOWN, at(20))
    assert [line.line_id for line in surplus(GIVEN_UP, held, NONE_KNOWN)] == ["900"]


@pytest.mark.parametrize(
    "other",
    [
        found_line("900", "8.00", "2190"),
        found_line("900", "8.00", employee=BRAM),
        found_line("900", "8.00", kind=PayKind.WAGE),
    ],
)
def test_lines_elsewhere_are_no_surplus(other: Any) -> None:
    assert has_ended(GIVEN_UP, snapshot(other), NONE_KNOWN, at(20))


def test_a_line_that_was_there_before_it_was_sent_is_no_surplus() -> None:
    assert has_ended(read(lost(ADDED, LANDED), LANDED), LANDED, NONE_KNOWN, at(20))


# -- plan and check settle without recording --------------------------------------------------------------------------


def seen(ledger: LedgerView, held: PayrollSnapshot, now: datetime, decisions: Sequence[Decision] = ()) -> Verification:
    """A check of eight wanted hours."""
    return check(wants(wanted_line("8.00")), held, foresee(ledger, held, now, decisions), decisions)


UNDER_WATCH = LedgerView(watched=[GIVEN_UP])


def test_a_reading_that_gives_up_says_the_same_as_the_export_that_would() -> None:
    foreseen = seen(LedgerView(open_changes=[lost(ADDED)]), snapshot(), at(5))
    assert [(w.change, w.surplus, w.begun) for w in foreseen.watched] == [(GIVEN_UP, (), False)]
    recorded = seen(UNDER_WATCH, snapshot(), at(6))
    assert [(w.change, w.surplus, w.begun) for w in recorded.watched] == [(GIVEN_UP, (), True)]
    assert not foreseen.proved
    assert not recorded.proved


def test_proved_is_said_again_by_the_reading_that_ends_the_watch() -> None:
    sent_again = replace(UNDER_WATCH, own=[own_line("901", "8.00")])
    held = snapshot(found_line("901", "8.00"))
    early, late = seen(sent_again, held, at(12)), seen(sent_again, held, at(13))
    assert (early.proved, len(early.watched)) == (False, 1)
    assert (late.proved, late.clean, late.watched) == (True, True, ())


def test_a_late_landing_beside_the_line_that_was_sent_again_is_possibly_doubled() -> None:
    sent_again = replace(UNDER_WATCH, own=[own_line("901", "8.00")])
    held = snapshot(found_line("901", "8.00"), LATE_LINE)
    for minute in (6, 20):
        checked = seen(sent_again, held, at(minute))
        assert [(d.cause, d.line_id) for d in checked.differences] == [(Cause.DOUBLED, "900")]
        assert checked.watched == (Watch(GIVEN_UP, (LATE_LINE,)),)


@pytest.mark.parametrize("wanted", ["9.00", None])
def test_it_is_so_too_when_no_line_of_ours_equals_it(wanted: str | None) -> None:
    # The hours became nine, or none, after eight were given up; then the eight land.
    ledger = replace(UNDER_WATCH, own=[own_line("901", "9.00")] if wanted else [])
    held = snapshot(*([found_line("901", "9.00")] if wanted else []), LATE_LINE)
    want = wants(wanted_line(wanted)) if wanted else wants()
    checked = check(want, held, foresee(ledger, held, at(20)))
    (difference,) = checked.differences
    assert (difference.cause, difference.line_id) == (Cause.DOUBLED, "900")
    assert difference.offered == (Choice.ADOPT, Choice.ON_TOP, Choice.LEAVE_OUT)


def test_another_amount_is_foreign_and_asked_about_too() -> None:
    (difference,) = seen(UNDER_WATCH, snapshot(found_line("900", "5.00")), at(6)).differences
    assert difference.cause is Cause.FOREIGN


@pytest.mark.parametrize("choice", [Choice.ADOPT, Choice.ON_TOP, Choice.LEAVE_OUT])
def test_a_word_about_the_line_lets_the_watch_end_in_its_time(choice: Choice) -> None:
    word = [decide(Difference.of_foreign(LATE_LINE, [], [GIVEN_UP]), choice)]
    sent_again = replace(UNDER_WATCH, own=[own_line("901", "8.00")])
    held = snapshot(found_line("901", "8.00"), LATE_LINE)
    assert seen(sent_again, held, at(12), word).watched == (Watch(GIVEN_UP, ()),)
    assert seen(sent_again, held, at(13), word).watched == ()


def test_a_line_that_may_be_another_call_under_way_is_not_asked_about_yet_and_keeps_the_watch_open() -> None:
    second = replace(lost(change(ADD, "0", "8.00", id="c-2")), settle_at=at(30))
    ledger = LedgerView(open_changes=[second], watched=[GIVEN_UP])
    checked = seen(ledger, snapshot(found_line("900", "5.00")), at(20))
    assert (checked.watched, checked.differences) == ((Watch(GIVEN_UP, ()),), ())


def test_after_the_watch_a_line_that_may_be_it_is_still_asked_about_and_nothing_else_is_said() -> None:
    over = LedgerView(given_up=[replace(GIVEN_UP, watch_until=None)])
    (difference,) = check(wants(), LANDED, over).differences
    assert (difference.cause, difference.line_id) == (Cause.DOUBLED, "900")
    word = [decide(difference, Choice.ON_TOP)]
    for held, decisions in ((snapshot(), []), (LANDED, word)):
        quiet = check(wants(), held, over, decisions)
        assert (quiet.lines, quiet.differences, quiet.watched) == ((), (), ())


# -- the plan ---------------------------------------------------------------------------------------------------------


def test_a_person_under_watch_with_nothing_to_write_is_unchanged_and_warned_about() -> None:
    held = snapshot(found_line("901", "8.00"))
    made = plan(wants(wanted_line("8.00")), held, replace(UNDER_WATCH, own=[own_line("901", "8.00")]))
    assert person(made).state is PersonState.UNCHANGED
    (warning,) = person(made).findings
    assert (warning.code, warning.reach) == ("under-watch", Reach.NOTHING)
    assert dict(warning.details) == {"what": "8.00 on 2100", "until": "02-11-2026 09:13:00", "period": "2026-10"}


def test_somebody_without_hours_is_named_while_under_watch() -> None:
    assert person(plan(wants(), ledger=UNDER_WATCH)).state is PersonState.UNCHANGED


def test_the_same_line_may_be_sent_anew_while_the_first_is_under_watch() -> None:
    made = plan(wants(wanted_line("8.00")), ledger=UNDER_WATCH)
    assert person(made).state is PersonState.READY


def test_it_may_not_once_the_first_has_landed_and_the_line_is_possibly_doubled() -> None:
    each = person(plan(wants(wanted_line("8.00")), LANDED, UNDER_WATCH))
    assert (each.state, [d.cause for d in each.differences]) == (PersonState.BLOCKED, [Cause.DOUBLED])


def test_a_watch_alone_changes_no_plan() -> None:
    want, held = wants(wanted_line("8.00")), snapshot()
    assert plan(want, held, UNDER_WATCH).hash == plan(want, held, LedgerView()).hash


# -- properties -------------------------------------------------------------------------------------------------------


@given(st.integers(2, 40), st.integers(0, 60), st.lists(st.sampled_from(["8.00", "5.00"]), max_size=2))
def test_a_watch_never_ends_early_or_over_a_line_that_nobody_explained(
    given_up_at: int, read_at: int, new: list[str]
) -> None:
    one = read(lost(ADDED), minute=given_up_at)
    lines = [found_line(str(900 + n), hours) for n, hours in enumerate(new)]
    after = foresee(LedgerView(watched=[one]), snapshot(*lines), at(read_at)).watched
    assert (not after) is (read_at >= given_up_at + 8 and not new)


def test_hours_of_two_keys_are_watched_each_by_itself() -> None:
    other = read(lost(change(ADD, "0", "3.00", pay_key("2190"), id="c-2")))
    ledger = LedgerView(watched=[GIVEN_UP, other])
    after = foresee(ledger, snapshot(LATE_LINE), at(20)).watched
    assert list(after) == [GIVEN_UP]
