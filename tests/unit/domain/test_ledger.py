"""The ledger: every step that a change can take, and what reading back tells."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.amount import ZERO
from domain.ledger import (
    OPEN,
    UNSETTLED,
    Action,
    ChangeState,
    Landing,
    LedgerChange,
    Outcome,
    Ownership,
    Refusal,
    Step,
    abandon,
    answered,
    first_step,
    next_wave,
    sending,
    steps_left,
)
from domain.pay_line import PayKind, PayrollSnapshot
from domain.settling import Settled, settle
from domain.terms import EmployeeId, LineId
from tests.unit.domain.samples import (
    BRAM,
    MORNING,
    NOOR,
    SETTLING,
    amount,
    change,
    days_change,
    found_line,
    pay_key,
    snapshot,
)

ADD, CHANGE, REMOVE, SET_DAYS = Action.ADD, Action.CHANGE, Action.REMOVE, Action.SET_DAYS
DELETE, INSERT, PUT_BACK, SET = Step.DELETE, Step.INSERT, Step.PUT_BACK, Step.SET
PLANNED, SENDING, ANSWERED, UNKNOWN = (
    ChangeState.PLANNED,
    ChangeState.SENDING,
    ChangeState.ANSWERED,
    ChangeState.UNKNOWN,
)
SURPLUS, DONE, REFUSED, NOT_LANDED = (
    ChangeState.SURPLUS,
    ChangeState.DONE,
    ChangeState.REFUSED,
    ChangeState.NOT_LANDED,
)
SOON, LATE = MORNING + timedelta(minutes=1), MORNING + SETTLING
FIVE_WAYS = ((ADD, INSERT), (REMOVE, DELETE), (CHANGE, DELETE), (CHANGE, INSERT), (CHANGE, PUT_BACK), (SET_DAYS, SET))


def made(action: Action, step: Step, **values: Any) -> LedgerChange:
    """12.50 becomes 8.00, or four days are set."""
    if action is SET_DAYS:
        return days_change(**values)
    return change(action, "12.50", "8.00", step=step, **values)


def sent(planned: LedgerChange, before: PayrollSnapshot | None = None) -> LedgerChange:
    return sending(planned, before or snapshot(), 7, MORNING, SETTLING)


def reply(landing: Landing, planned: LedgerChange, now: datetime = MORNING, **values: Any) -> LedgerChange:
    return answered(sent(planned), Outcome(landing, **values), now)


def settled(one: LedgerChange, held: PayrollSnapshot, now: datetime = LATE) -> Settled:
    (result,) = settle([one], frozenset(), held, now)
    return result


# -- sending ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("action", "step"), [(ADD, INSERT), (CHANGE, DELETE), (REMOVE, DELETE), (SET_DAYS, SET)])
def test_an_action_begins_with(action: Action, step: Step) -> None:
    assert first_step(action) is step


@pytest.mark.parametrize(("action", "step"), FIVE_WAYS)
def test_before_a_call_leaves_all_that_settles_it_is_recorded(action: Action, step: Step) -> None:
    held = snapshot(found_line("1", "5.00"), found_line("2", "2.00", "4899", kind=PayKind.WAGE))
    marked = sent(made(action, step, answered_line=LineId("old")), held)
    assert (marked.state, marked.step, marked.fence) == (SENDING, step, 7)
    assert (marked.sent_at, marked.settle_at) == (MORNING, MORNING + SETTLING)
    assert marked.baseline == (() if step is SET else (LineId("1"),))
    assert marked.attempt == (1 if step in (INSERT, PUT_BACK) else 0)
    assert marked.answered_line is None


def test_an_earlier_answer_is_forgotten_unless_the_old_amount_is_put_back() -> None:
    earlier = {"code": "2010", "text": "no", "refusal": Refusal.LINE}
    again, back = sent(made(ADD, INSERT, **earlier)), sent(made(CHANGE, PUT_BACK, **earlier))
    assert (again.code, again.text, again.refusal) == ("", "", None)
    assert (back.code, back.text, back.refusal) == ("2010", "no", Refusal.LINE)


def test_what_a_step_writes() -> None:
    assert [str(made(action, step).sends) for action, step in FIVE_WAYS] == [
        "8.00",
        "8.00",
        "8.00",
        "8.00",
        "12.50",  # the old amount is put back
        "4.00",
    ]


# -- the answer -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("action", "step"), FIVE_WAYS)
def test_accepted_is_not_done_yet(action: Action, step: Step) -> None:
    after = reply(Landing.ACCEPTED, made(action, step), line=LineId("77"))
    assert (after.state, after.step, after.answered_line) == (ANSWERED, step, LineId("77"))


@pytest.mark.parametrize(("action", "step"), FIVE_WAYS)
def test_unknown_waits_for_its_settling_time(action: Action, step: Step) -> None:
    after = reply(Landing.UNKNOWN, made(action, step), text="time-out")
    assert (after.state, after.step, after.settle_at, after.text) == (UNKNOWN, step, LATE, "time-out")
    assert after.refusal is None


@pytest.mark.parametrize("landing", [Landing.UNKNOWN, Landing.ACCEPTED])
def test_the_settling_time_counts_from_the_answer_for_the_call_may_have_left_late(landing: Landing) -> None:
    after = reply(landing, made(ADD, INSERT), MORNING + timedelta(minutes=4))
    assert after.settle_at == MORNING + timedelta(minutes=4) + SETTLING


@pytest.mark.parametrize(("action", "step"), FIVE_WAYS)
def test_unknown_that_cannot_land_late_may_be_settled_at_once(action: Action, step: Step) -> None:
    after = reply(Landing.UNKNOWN, made(action, step), SOON, may_land_late=False, refusal=Refusal.NO_RIGHT)
    assert (after.state, after.settle_at, after.refusal) == (UNKNOWN, SOON, Refusal.NO_RIGHT)


@pytest.mark.parametrize(("action", "step"), FIVE_WAYS)
def test_what_was_not_sent_is_planned_as_before(action: Action, step: Step) -> None:
    planned = made(action, step)
    after = reply(Landing.NOT_SENT, planned, text="no connection")
    assert (after.state, after.step, after.attempt) == (PLANNED, step, planned.attempt)
    assert (after.sent_at, after.settle_at) == (None, None)


@pytest.mark.parametrize(
    ("action", "step", "next_step", "state"),
    [
        (ADD, INSERT, INSERT, REFUSED),
        (REMOVE, DELETE, DELETE, REFUSED),
        (CHANGE, DELETE, DELETE, REFUSED),  # nothing changes
        (CHANGE, INSERT, PUT_BACK, PLANNED),  # our line is gone already: the old amount goes back
        (CHANGE, PUT_BACK, PUT_BACK, REFUSED),
        (SET_DAYS, SET, SET, REFUSED),
    ],
)
def test_refused(action: Action, step: Step, next_step: Step, state: ChangeState) -> None:
    after = reply(Landing.REFUSED, made(action, step), code="2011", text="closed", refusal=Refusal.PROTECTED_PERIOD)
    assert (after.step, after.state, after.code, after.text) == (next_step, state, "2011", "closed")
    assert after.refusal is Refusal.PROTECTED_PERIOD
    assert after.alone == (next_step is PUT_BACK and step is INSERT)


@pytest.mark.parametrize("action", [REMOVE, CHANGE])
@pytest.mark.parametrize(("code", "shown"), [("", "already-gone"), ("1003", "1003")])
def test_a_delete_that_finds_nothing_is_drift_and_ends_there(action: Action, code: str, shown: str) -> None:
    after = reply(Landing.ALREADY_GONE, made(action, DELETE), code=code)
    assert (after.state, after.step, after.code) == (REFUSED, DELETE, shown)


def test_reasons_that_hold_for_a_whole_call() -> None:
    assert {each for each in Refusal if not each.of_whole_call} == {Refusal.LINE}


# -- reading back: inserts --------------------------------------------------------------------------------------------

EIGHT = snapshot(found_line("900", "8.00"))


def unknown(planned: LedgerChange, before: PayrollSnapshot | None = None, **values: Any) -> LedgerChange:
    return answered(sent(planned, before), Outcome(Landing.UNKNOWN, **values), MORNING)


@pytest.mark.parametrize(
    ("state", "now"), [(ANSWERED, SOON), (SENDING, LATE), (ANSWERED, LATE), (UNKNOWN, LATE), (SURPLUS, LATE)]
)
def test_an_insert_that_is_seen_is_done_and_claimed(state: ChangeState, now: datetime) -> None:
    result = settled(replace(sent(made(ADD, INSERT)), state=state), EIGHT, now)
    assert result.change.state is DONE
    assert result.own is not None
    assert (result.own.line_id, result.own.amount, result.own.ownership) == ("900", amount("8.00"), Ownership.CLAIMED)
    assert (result.own.key, result.own.export) == (pay_key(), "x-1")


def test_an_id_that_was_answered_and_is_seen_is_known() -> None:
    one = reply(Landing.ACCEPTED, made(ADD, INSERT), line=LineId("900"))
    result = settled(one, EIGHT)
    assert result.own is not None
    assert result.own.ownership is Ownership.KNOWN


@pytest.mark.parametrize("answer", ["0", "1", "901"])
def test_an_answer_that_names_no_such_line_only_leads_to_a_claim(answer: str) -> None:
    result = settled(reply(Landing.ACCEPTED, made(ADD, INSERT), line=LineId(answer)), EIGHT)
    assert result.own is not None
    assert (result.own.line_id, result.own.ownership) == ("900", Ownership.CLAIMED)


def test_an_answered_id_with_another_amount_is_not_ours() -> None:
    one = reply(Landing.ACCEPTED, made(ADD, INSERT), line=LineId("900"))
    assert settled(one, snapshot(found_line("900", "80.00"))).own is None


@pytest.mark.parametrize(
    "held",
    [
        snapshot(),
        snapshot(found_line("900", "8.00", "2190")),
        snapshot(found_line("900", "8.00", employee=BRAM)),
        snapshot(found_line("900", "8.00", kind=PayKind.WAGE)),
    ],
)
def test_an_unknown_insert_that_is_not_seen_waits_and_then_did_not_land(held: PayrollSnapshot) -> None:
    one = unknown(made(ADD, INSERT))
    assert settled(one, held, SOON).change.state is UNKNOWN
    assert settled(one, held, LATE).change.state is NOT_LANDED


def test_what_was_there_before_or_is_ours_already_is_not_the_new_line() -> None:
    old = snapshot(found_line("900", "8.00"))
    assert settled(unknown(made(ADD, INSERT), before=old), old).own is None
    (result,) = settle([unknown(made(ADD, INSERT))], frozenset({(PayKind.HOURS, LineId("900"))}), EIGHT, LATE)
    assert result.own is None
    (wage,) = settle([unknown(made(ADD, INSERT))], frozenset({(PayKind.WAGE, LineId("900"))}), EIGHT, LATE)
    assert wage.own is not None  # hours and wages are numbered apart


@pytest.mark.parametrize("state", [SENDING, UNKNOWN, SURPLUS])
def test_without_an_answer_nothing_is_claimed_while_the_call_may_still_land_beside_it(state: ChangeState) -> None:
    result = settled(replace(sent(made(ADD, INSERT)), state=state), EIGHT, SOON)
    assert (result.change.state, result.own) == (UNKNOWN, None)
    both = snapshot(found_line("900", "8.00"), found_line("901", "8.00"))
    assert settled(result.change, both, SOON).change.state is SURPLUS


def test_a_call_that_lands_late_is_found_when_it_has_landed() -> None:
    one = unknown(made(ADD, INSERT))
    waiting = settled(one, snapshot(), SOON).change
    result = settled(waiting, EIGHT, LATE)
    assert (result.change.state, result.own is not None) == (DONE, True)


def test_after_a_crash_a_call_that_was_leaving_is_unknown() -> None:
    assert settled(sent(made(ADD, INSERT)), snapshot(), SOON).change.state is UNKNOWN
    assert settled(sent(made(ADD, INSERT)), snapshot(), LATE).change.state is NOT_LANDED


def test_an_accepted_insert_that_is_not_kept_is_refused_after_its_settling_time() -> None:
    one = reply(Landing.ACCEPTED, made(ADD, INSERT), line=LineId("900"))
    assert settled(one, snapshot(), SOON).change.state is ANSWERED
    refused = settled(one, snapshot(), LATE).change
    assert (refused.state, refused.code) == (REFUSED, "not-kept")


def test_more_new_equal_lines_than_were_sent_are_claimed_by_nobody() -> None:
    two = snapshot(found_line("900", "8.00"), found_line("901", "8.00"))
    result = settled(unknown(made(ADD, INSERT)), two)
    assert (result.change.state, result.own) == (SURPLUS, None)
    again = settled(result.change, two, LATE + SETTLING)
    assert again.change.state is SURPLUS
    assert settled(again.change, EIGHT, LATE + SETTLING).change.state is DONE  # somebody took one away


def test_a_surplus_does_not_hide_the_line_that_a_call_of_its_own_answered() -> None:
    two = snapshot(found_line("900", "8.00"), found_line("901", "8.00"))
    result = settled(reply(Landing.ACCEPTED, made(ADD, INSERT), line=LineId("901")), two)
    assert result.own is not None
    assert (result.own.line_id, result.own.ownership) == ("901", Ownership.KNOWN)


def test_two_equal_inserts_claim_two_lines_and_not_three() -> None:
    pair = [unknown(made(ADD, INSERT, id=id, key=pay_key(cost_centre=id))) for id in ("c-1", "c-2")]
    lines = [found_line(id, "8.00") for id in ("900", "901", "902")]
    claimed = settle(pair, frozenset(), snapshot(*lines[:2]), LATE)
    assert {result.own.line_id for result in claimed if result.own} == {"900", "901"}
    surplus = settle(pair, frozenset(), snapshot(*lines), LATE)
    assert [result.change.state for result in surplus] == [SURPLUS, SURPLUS]


@pytest.mark.parametrize(
    "other",
    [
        made(ADD, INSERT, id="other", key=pay_key("2190")),
        made(ADD, INSERT, id="other", key=pay_key(kind=PayKind.WAGE)),
        made(ADD, INSERT, id="other", key=pay_key(employee=BRAM)),
        change(ADD, "0", "3.00", id="other"),
        made(CHANGE, DELETE, id="other"),
    ],
)
def test_calls_for_other_lines_do_not_make_room_for_a_surplus(other: LedgerChange) -> None:
    two = snapshot(found_line("900", "8.00"), found_line("901", "8.00"))
    results = {r.change.id: r for r in settle([unknown(other), unknown(made(ADD, INSERT))], frozenset(), two, LATE)}
    assert results["c-1"].change.state is SURPLUS


EDITED_SINCE = snapshot(found_line("900", "5.00"))
PLACE = frozenset({(PayKind.HOURS, LineId("900"))})


@pytest.mark.parametrize("one", [unknown(made(ADD, INSERT)), reply(Landing.ACCEPTED, made(ADD, INSERT))])
def test_a_new_line_of_another_amount_may_be_ours_edited_since_so_a_person_is_asked(one: LedgerChange) -> None:
    assert settled(one, EDITED_SINCE, SOON).change.state is one.state
    asked = settled(one, EDITED_SINCE, LATE)
    assert (asked.change.state, asked.own) == (SURPLUS, None)


def test_a_line_that_was_there_before_or_stands_on_another_code_is_no_reason_to_ask() -> None:
    assert settled(unknown(made(ADD, INSERT), before=EDITED_SINCE), EDITED_SINCE).change.state is NOT_LANDED
    assert settled(unknown(made(ADD, INSERT)), snapshot(found_line("900", "5.00", "2190"))).change.state is NOT_LANDED


def test_a_line_that_a_person_says_is_not_ours_settles_the_question() -> None:
    (result,) = settle([unknown(made(ADD, INSERT))], PLACE, EDITED_SINCE, LATE)
    assert (result.change.state, result.own) == (NOT_LANDED, None)


@pytest.mark.parametrize("step", [INSERT, PUT_BACK])
def test_a_line_that_a_person_says_is_ours_is_ours_as_it_stands(step: Step) -> None:
    (result,) = settle([unknown(made(CHANGE, step))], frozenset(), EDITED_SINCE, LATE, PLACE)
    assert (result.change.state, result.change.code, result.change.missing) == (REFUSED, "not-kept", ZERO)
    assert result.own is not None
    assert (result.own.line_id, result.own.amount, result.own.ownership) == ("900", amount("5.00"), Ownership.ADOPTED)


@pytest.mark.parametrize("held", [("5.00",), ("8.00", "8.00")], ids=["of another amount", "two equal ones"])
def test_what_a_person_says_about_a_line_ends_no_call_that_may_still_land(held: tuple[str, ...]) -> None:
    shown = snapshot(*(found_line(str(900 + at), hours) for at, hours in enumerate(held)))
    (result,) = settle([unknown(made(ADD, INSERT))], frozenset(), shown, SOON, PLACE)
    assert (result.change.state in UNSETTLED, result.own) == (True, None)


def test_of_two_new_equal_lines_a_person_says_of_both_whose_they_are() -> None:
    two, other = snapshot(found_line("899", "8.00"), found_line("900", "8.00")), (PayKind.HOURS, LineId("899"))
    (result,) = settle([unknown(made(ADD, INSERT))], frozenset(), two, LATE, PLACE)
    assert (result.change.state, result.own) == (SURPLUS, None)  # the other one may be what was sent
    (result,) = settle([unknown(made(ADD, INSERT))], frozenset({other}), two, LATE, PLACE)
    assert result.change.state is DONE
    assert result.own is not None
    assert (result.own.line_id, result.own.ownership) == ("900", Ownership.ADOPTED)


def test_an_adopted_line_of_another_amount_does_not_hide_the_one_that_was_sent() -> None:
    both = snapshot(found_line("900", "5.00"), found_line("901", "8.00"))
    (result,) = settle([unknown(made(ADD, INSERT))], frozenset(), both, LATE, PLACE)
    assert result.change.state is DONE
    assert result.own is not None
    assert (result.own.line_id, result.own.ownership) == ("901", Ownership.CLAIMED)


@pytest.mark.parametrize("landed", ["c-1", "c-2"])
def test_of_two_lines_sent_together_the_one_that_landed_is_not_taken_for_the_other(landed: str) -> None:
    pair = [unknown(add("c-1", "8.00")), unknown(add("c-2", "3.00"))]
    held = EIGHT if landed == "c-1" else snapshot(found_line("900", "3.00"))
    results = {result.change.id: result.change.state for result in settle(pair, frozenset(), held, LATE)}
    assert results == {id: DONE if id == landed else NOT_LANDED for id in ("c-1", "c-2")}


def test_one_answered_id_among_equal_lines_leaves_the_surplus_to_the_others() -> None:
    first = unknown(made(ADD, INSERT, id="c-1"))
    second = reply(Landing.ACCEPTED, made(ADD, INSERT, id="c-2"), line=LineId("900"))
    lines = [found_line(id, "8.00") for id in ("900", "901", "902")]
    results = {r.change.id: r for r in settle([first, second], frozenset(), snapshot(*lines), LATE)}
    assert results["c-2"].own is not None
    assert results["c-2"].own.line_id == "900"
    assert results["c-1"].change.state is SURPLUS
    both = {r.change.id: r for r in settle([first, second], frozenset(), snapshot(*lines[:2]), LATE)}
    assert both["c-1"].own is not None
    assert both["c-1"].own.line_id == "901"


@pytest.mark.parametrize(
    ("refusal", "alone", "state", "next_alone"),
    [
        (Refusal.LINE, False, PLANNED, True),  # one of its batch was wrong: try it by itself
        (Refusal.LINE, True, REFUSED, True),
        (Refusal.PROTECTED_PERIOD, False, REFUSED, False),
        (Refusal.NO_RIGHT, False, REFUSED, False),
        (Refusal.PERIOD_TYPE, False, REFUSED, False),
    ],
)
def test_of_a_refused_batch_what_is_not_there_is_tried_alone_or_refused(
    refusal: Refusal, alone: bool, state: ChangeState, next_alone: bool
) -> None:
    one = unknown(made(ADD, INSERT, alone=alone), may_land_late=False, refusal=refusal)
    after = settled(one, snapshot(), MORNING).change
    assert (after.state, after.alone) == (state, next_alone)
    assert after.attempt == (0 if state is PLANNED else 1)


def test_of_a_refused_batch_what_is_there_stands() -> None:
    one = unknown(made(ADD, INSERT), may_land_late=False, refusal=Refusal.LINE)
    assert settled(one, EIGHT, MORNING).change.state is DONE


def test_only_what_was_read_is_settled() -> None:
    elsewhere = PayrollSnapshot({(BRAM, PayKind.HOURS): (), (NOOR, PayKind.WAGE): ()}, {BRAM: 4})
    pending = [unknown(made(action, step, id=str(n))) for n, (action, step) in enumerate(FIVE_WAYS)]
    assert settle(pending, frozenset(), elsewhere, LATE) == []


@pytest.mark.parametrize("state", [PLANNED, DONE, REFUSED, NOT_LANDED, ChangeState.DROPPED])
def test_what_is_not_waiting_is_not_settled(state: ChangeState) -> None:
    assert settle([made(ADD, INSERT, state=state)], frozenset(), EIGHT, LATE) == []


def test_open_and_unsettled_states() -> None:
    assert {SENDING, ANSWERED, UNKNOWN, SURPLUS} == UNSETTLED
    assert {PLANNED} == OPEN - UNSETTLED


# -- reading back: deletes and changes --------------------------------------------------------------------------------

TWELVE = snapshot(found_line("501", "12.50"))


@pytest.mark.parametrize("state", [SENDING, ANSWERED, UNKNOWN])
def test_a_removed_line_that_is_gone_is_done(state: ChangeState) -> None:
    result = settled(replace(sent(made(REMOVE, DELETE)), state=state), snapshot(), SOON)
    assert (result.change.state, result.gone, result.own) == (DONE, "501", None)


@pytest.mark.parametrize("action", [REMOVE, CHANGE])
def test_a_delete_that_is_not_seen_is_sent_again_only_after_its_settling_time(action: Action) -> None:
    one = unknown(made(action, DELETE))
    assert settled(one, TWELVE, SOON).change.state is UNKNOWN
    after = settled(one, TWELVE, LATE)
    assert (after.change.state, after.change.step, after.gone) == (PLANNED, DELETE, None)


@pytest.mark.parametrize("action", [REMOVE, CHANGE])
def test_a_delete_that_was_accepted_and_not_done_is_refused(action: Action) -> None:
    assert settled(reply(Landing.ACCEPTED, made(action, DELETE)), TWELVE).change.state is REFUSED


@pytest.mark.parametrize("refusal", list(Refusal))
def test_a_delete_that_was_refused_with_others_is_not_repeated_for_ever(refusal: Refusal) -> None:
    one = unknown(made(REMOVE, DELETE), may_land_late=False, refusal=refusal)
    assert settled(one, TWELVE, MORNING).change.state is REFUSED


def test_a_change_goes_on_to_its_insert_when_its_line_is_gone() -> None:
    result = settled(reply(Landing.ACCEPTED, made(CHANGE, DELETE)), snapshot(), SOON)
    following = result.change
    assert (result.gone, following.state, following.step) == ("501", PLANNED, INSERT)
    assert (following.sent_at, following.settle_at) == (None, None)
    assert following.missing == amount("12.50")
    done = settled(reply(Landing.ACCEPTED, following), EIGHT)
    assert (done.change.state, str(done.change.missing)) == (DONE, "0.00")
    assert done.own is not None
    assert done.own.amount == amount("8.00")


def test_an_insert_of_a_change_that_did_not_land_is_sent_again() -> None:
    after = settled(unknown(made(CHANGE, INSERT)), snapshot()).change
    assert (after.state, after.step, after.attempt) == (PLANNED, INSERT, 1)
    assert sent(after).attempt == 2


def test_an_insert_of_a_change_that_is_not_kept_puts_the_old_amount_back() -> None:
    after = settled(reply(Landing.ACCEPTED, made(CHANGE, INSERT), line=LineId("900")), snapshot()).change
    assert (after.state, after.step, after.alone, after.code) == (PLANNED, PUT_BACK, True, "not-kept")
    assert after.attempt == 0
    assert after.missing == amount("12.50")


@pytest.mark.parametrize("answer", [None, LineId("900")])
def test_the_old_amount_put_back_is_ours_and_nothing_is_missing(answer: LineId | None) -> None:
    result = settled(reply(Landing.ACCEPTED, made(CHANGE, PUT_BACK), line=answer), snapshot(found_line("900", "12.50")))
    assert (result.change.state, result.change.step, result.change.missing) == (REFUSED, PUT_BACK, ZERO)
    assert result.own is not None
    assert (result.own.line_id, result.own.amount) == ("900", amount("12.50"))


def test_what_was_put_back_is_missing_until_it_is_seen() -> None:
    assert str(reply(Landing.ACCEPTED, made(CHANGE, PUT_BACK), line=LineId("900")).missing) == "12.50"


def test_putting_back_keeps_the_reason_why_it_came_to_that() -> None:
    back = reply(Landing.ACCEPTED, made(CHANGE, PUT_BACK, code="2010", text="no such code"))
    assert [settled(back, held).change.code for held in (snapshot(), TWELVE)] == ["2010", "2010"]


def test_when_putting_back_fails_the_amount_is_missing() -> None:
    refused = reply(Landing.REFUSED, made(CHANGE, PUT_BACK), code="2011")
    not_kept = settled(reply(Landing.ACCEPTED, made(CHANGE, PUT_BACK), line=LineId("900")), snapshot()).change
    assert [(one.state, str(one.missing)) for one in (refused, not_kept)] == [(REFUSED, "12.50")] * 2


def test_putting_back_that_did_not_land_is_sent_again() -> None:
    after = settled(unknown(made(CHANGE, PUT_BACK)), snapshot()).change
    assert (after.state, after.step, str(after.missing)) == (PLANNED, PUT_BACK, "12.50")


@pytest.mark.parametrize(
    ("action", "step", "missing"),
    [(ADD, INSERT, "0.00"), (REMOVE, DELETE, "0.00"), (CHANGE, DELETE, "0.00"), (CHANGE, INSERT, "12.50")],
)
def test_only_a_change_between_its_steps_leaves_something_missing(action: Action, step: Step, missing: str) -> None:
    assert str(made(action, step).missing) == missing


# -- reading back: days -----------------------------------------------------------------------------------------------


def test_days_that_are_seen_are_proved() -> None:
    result = settled(reply(Landing.ACCEPTED, days_change(0, 4)), snapshot(days={NOOR: 4}), SOON)
    assert (result.change.state, result.days) == (DONE, 4)


def test_days_that_are_not_seen() -> None:
    held = snapshot(days={NOOR: 3})
    assert settled(unknown(days_change(0, 4)), held, SOON).change.state is UNKNOWN
    assert settled(unknown(days_change(0, 4)), held, LATE).change.state is NOT_LANDED
    kept_not = settled(reply(Landing.ACCEPTED, days_change(0, 4)), held)
    assert (kept_not.change.state, kept_not.days) == (REFUSED, None)


@pytest.mark.parametrize(
    ("found", "state", "alone"),
    [
        (3, PLANNED, True),  # as it was before: tried alone
        (5, REFUSED, False),  # somebody set another number meanwhile
        (4, DONE, False),
    ],
)
def test_days_of_a_refused_batch_are_set_again_only_over_the_number_that_was_to_be_replaced(
    found: int, state: ChangeState, alone: bool
) -> None:
    line = unknown(days_change(3, 4), may_land_late=False, refusal=Refusal.LINE)
    after = settled(line, snapshot(days={NOOR: found})).change
    assert (after.state, after.alone) == (state, alone)


# -- what goes next ---------------------------------------------------------------------------------------------------


def ids(changes: Iterable[LedgerChange]) -> set[str]:
    return {each.id for each in changes}


def add(
    id: str, hours: str = "8.00", employee: EmployeeId = NOOR, kind: PayKind = PayKind.HOURS, **values: Any
) -> LedgerChange:
    code = values.pop("code", "2100")
    key = pay_key(str(code), employee, kind, cost_centre=str(values.pop("centre", "")))
    return change(ADD, "0", hours, key, id=id, **values)


def remove(id: str, **values: Any) -> LedgerChange:
    return change(REMOVE, "5.00", "0", pay_key("2190"), id=id, **values)


def test_nothing_goes_when_nothing_is_planned() -> None:
    assert next_wave([]) == []
    assert next_wave([add("1", state=DONE), add("2", state=REFUSED)]) == []


def test_inserts_of_one_kind_go_together_when_they_can_be_told_apart() -> None:
    changes = [add("1"), add("2", "3.00"), add("3", code="2190"), add("4", kind=PayKind.WAGE, code="4899")]
    assert ids(next_wave(changes)) == {"1", "2", "3"}


def test_inserts_that_reading_back_cannot_tell_apart_go_singly() -> None:
    pair = [add("1", centre="10"), add("2", centre="20")]
    (first,) = next_wave(pair)
    assert first.id == "1"
    assert next_wave([replace(first, state=SENDING), pair[1]]) == []
    assert ids(next_wave([replace(first, state=DONE), pair[1]])) == {"2"}


def test_a_put_back_goes_first_then_deletes_one_by_one_then_hours_then_wages_then_days() -> None:
    back = change(CHANGE, "7.00", "9.00", id="back", step=PUT_BACK, alone=True)
    waiting = [
        days_change(id="days"),
        add("wage", kind=PayKind.WAGE, code="4899"),
        add("hours"),
        remove("gone-1"),
        remove("gone-2"),
        back,
    ]
    order = []
    while wave := next_wave(waiting):
        order.append(sorted(ids(wave)))
        waiting = [replace(each, state=DONE) if each in wave else each for each in waiting]
    assert order == [["back"], ["gone-1"], ["gone-2"], ["hours"], ["wage"], ["days"]]


def test_a_change_that_must_go_alone_goes_alone() -> None:
    changes = [add("1", alone=True), add("2", "3.00")]
    assert ids(next_wave(changes)) == {"1"}
    others = next_wave([add("1", alone=True, code="9999"), add("2", "3.00"), add("3", "4.00")])
    assert ids(others) == {"2", "3"}


@pytest.mark.parametrize("state", sorted(UNSETTLED))
def test_nothing_goes_for_a_person_with_an_unsettled_write(state: ChangeState) -> None:
    changes = [add("1", state=state), add("2", "3.00"), days_change(id="days"), add("bram", employee=BRAM)]
    assert ids(next_wave(changes)) == {"bram"}


def test_every_person_goes_at_once() -> None:
    changes = [
        add("1"),
        add("2", employee=BRAM),
        change(REMOVE, "5.00", "0", pay_key(employee=EmployeeId("90003")), id="3"),
    ]
    assert ids(next_wave(changes)) == {"1", "2", "3"}


@pytest.mark.parametrize("code", ["2011", "already-gone"])
def test_nothing_is_added_beside_a_line_that_could_not_be_taken_away(code: str) -> None:
    # Hours move from 2190 to 2100. When 2190 cannot be deleted, 2100 on top of it would be paid twice.
    changes = [remove("old", state=REFUSED, code=code), add("new"), add("meal", kind=PayKind.WAGE, code="4899")]
    assert ids(next_wave(changes)) == {"meal"}
    assert ids(next_wave([replace(changes[0], state=DONE), changes[1]])) == {"new"}
    assert ids(next_wave([replace(changes[0], export="earlier"), changes[1]])) == {"new"}


def test_nothing_is_added_beside_a_line_that_could_not_be_lowered() -> None:
    lowered = change(CHANGE, "20.00", "12.00", pay_key("2190"), id="old", state=REFUSED)
    back = replace(lowered, step=PUT_BACK, answered_line=LineId("900"))
    assert next_wave([lowered, add("new")]) == []
    assert next_wave([back, add("new")]) == []


def test_an_addition_that_was_refused_holds_nothing_back() -> None:
    assert ids(next_wave([add("1", state=REFUSED), add("2", "3.00")])) == {"2"}


def test_a_line_that_is_lost_altogether_holds_nothing_back() -> None:
    lost = change(CHANGE, "20.00", "12.00", pay_key("2190"), id="old", state=REFUSED, step=PUT_BACK)
    assert ids(next_wave([lost, add("new")])) == {"new"}


def test_a_started_change_is_finished_even_when_another_was_refused() -> None:
    started = change(CHANGE, "7.00", "9.00", id="half", step=INSERT)
    assert ids(next_wave([remove("old", state=REFUSED), started])) == {"half"}


# -- an interrupted export --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("action", "step", "dropped"),
    [
        (ADD, INSERT, True),
        (REMOVE, DELETE, True),
        (SET_DAYS, SET, True),
        (CHANGE, DELETE, True),
        (CHANGE, INSERT, False),  # our line is deleted already: it is finished first
        (CHANGE, PUT_BACK, False),
    ],
)
def test_what_was_never_sent_is_dropped_unless_a_line_would_stay_lost(
    action: Action, step: Step, dropped: bool
) -> None:
    planned = made(action, step)
    assert abandon(planned) == (replace(planned, state=ChangeState.DROPPED) if dropped else planned)


@pytest.mark.parametrize("state", sorted(set(ChangeState) - {PLANNED}))
def test_what_was_sent_is_never_dropped(state: ChangeState) -> None:
    assert abandon(made(ADD, INSERT, state=state)).state is state


# -- properties -------------------------------------------------------------------------------------------------------

states = st.sampled_from(sorted(UNSETTLED))
some_lines = st.lists(st.tuples(st.sampled_from(["2100", "2190"]), st.sampled_from(["8.00", "3.00"])), max_size=6)


@given(
    st.lists(st.tuples(states, st.sampled_from(["8.00", "3.00"]), st.integers(0, 6)), max_size=5),
    some_lines,
    some_lines,
)
def test_never_more_lines_are_claimed_than_were_sent_and_none_twice(
    intents: list[tuple[ChangeState, str, int]], before: list[tuple[str, str]], new: list[tuple[str, str]]
) -> None:
    old = [found_line(f"old-{n}", hours, code) for n, (code, hours) in enumerate(before)]
    lines = [found_line(str(n), hours, code) for n, (code, hours) in enumerate(new)]
    changes = [
        replace(sent(add(f"c-{n}", hours), snapshot(*old)), state=state, answered_line=LineId(str(answer)))
        for n, (state, hours, answer) in enumerate(intents)
    ]
    results = settle(changes, frozenset(), snapshot(*old, *lines), LATE)
    claimed = [result.own for result in results if result.own is not None]
    assert len(claimed) == len({line.line_id for line in claimed}) <= len(intents)
    assert all(line.line_id not in {each.line_id for each in old} for line in claimed)
    for hours in ("8.00", "3.00"):
        there = [line for line in lines if (line.code, line.amount) == ("2100", amount(hours))]
        ours = [line for line in claimed if line.amount == amount(hours)]
        sent_ones = [intent for intent in intents if intent[1] == hours]
        assert len(ours) <= min(len(there), len(sent_ones))
        if len(there) > len(sent_ones):  # a surplus: only what was answered by id may be ours
            assert all(line.ownership is Ownership.KNOWN for line in ours)


kinds = st.sampled_from([PayKind.HOURS, PayKind.WAGE])
plans = st.lists(
    st.builds(
        lambda n, who, kind, hours, state, action: replace(
            add("", hours, who, kind)
            if action is ADD
            else change(action, "5.00", hours, pay_key(employee=who, kind=kind)),
            id=str(n),
            state=state,
        ),
        st.integers(),
        st.sampled_from([NOOR, BRAM]),
        kinds,
        st.sampled_from(["8.00", "3.00"]),
        st.sampled_from(ChangeState),
        st.sampled_from([ADD, CHANGE, REMOVE]),
    ),
    max_size=10,
    unique_by=lambda each: each.id,
)


@given(plans)
def test_a_wave_keeps_its_rules(changes: list[LedgerChange]) -> None:
    wave = next_wave(changes)
    assert all(each.state is PLANNED for each in wave)
    for who in (NOOR, BRAM):
        own = [each for each in wave if each.employee == who]
        assert not own or not any(each.state in UNSETTLED and each.employee == who for each in changes)
        assert len({(each.step, each.key.kind) for each in own}) <= 1
        assert len({(each.key.code, each.sends) for each in own}) == len(own)
        assert len(own) <= 1 or own[0].step is INSERT


def test_what_is_left_to_send_are_the_steps_of_what_was_not_sent() -> None:
    changed = change(Action.CHANGE, "8.00", "9.00")
    assert steps_left([changed]) == 2
    assert steps_left([replace(changed, step=Step.INSERT)]) == 1
    assert steps_left([change(), change(Action.REMOVE, "8.00", "0"), days_change()]) == 3
    assert steps_left([replace(changed, state=state) for state in ChangeState if state is not ChangeState.PLANNED]) == 0
    assert steps_left([]) == 0
