"""A word about the number Days counts until it was carried out; numbers that are stated are checked as they are."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.decisions import Cause, Choice, Decision, Difference, restores_days, still_said
from domain.desired_pay import Stated
from domain.ledger import Action, ChangeState, LedgerChange, Step
from domain.pay_line import PayKind
from domain.plan import LedgerView
from domain.terms import LineId
from domain.verification import CheckedDays, verify
from domain.watching import was_given_up
from tests.unit.domain.samples import (
    BRAM,
    MORNING,
    NAMES,
    NOOR,
    SOFIE,
    amount,
    change,
    days_change,
    decide,
    found_line,
    pay_key,
    selection,
    snapshot,
    wants,
)

DAYS_KEY = pay_key("", kind=PayKind.DAYS, contract_type=None)
THEIRS = Difference.of_days(DAYS_KEY, 4, 18, 5)
"""Ours were 4, Nmbrs shows 18, and 5 should be there."""
WORD = decide(THEIRS, Choice.RESTORE_OURS)
WRITTEN = days_change(18, 5, state=ChangeState.DONE, sent_at=MORNING)


def test_a_difference_of_days_holds_the_three_numbers_and_the_period() -> None:
    place, numbers = LineId("2026-10"), (amount("4"), amount("18"), amount("5"))
    assert Difference(Cause.EDITED, NOOR, PayKind.DAYS, "", place, *numbers) == THEIRS
    never_ours = Difference.of_days(DAYS_KEY, None, 18, 5)
    assert (never_ours.cause, never_ours.sent) == (Cause.FOREIGN, None)
    assert never_ours.offered == THEIRS.offered == (Choice.RESTORE_OURS, Choice.KEEP_THEIRS)


def test_only_a_word_about_days_puts_days_back() -> None:
    line = Difference.of_foreign(found_line("9", "3.00"), [])
    assert restores_days(WORD)
    assert not restores_days(decide(THEIRS, Choice.KEEP_THEIRS))
    assert not restores_days(decide(line, Choice.RESTORE_OURS))


@pytest.mark.parametrize("later", [timedelta(0), timedelta(minutes=1)])
def test_a_word_that_was_carried_out_is_said_no_more(later: timedelta) -> None:
    assert still_said([WORD], [replace(WRITTEN, sent_at=MORNING + later)]) == ()


def test_a_word_is_said_no_more_when_our_number_was_accepted_and_the_old_one_shows_again() -> None:
    """Somebody may have set it between our call and our reading."""
    not_kept = replace(WRITTEN, state=ChangeState.REFUSED, code="not-kept")
    assert still_said([WORD], [not_kept]) == ()
    assert still_said([WORD], [replace(not_kept, code="2010")]) == (WORD,)


@pytest.mark.parametrize("since", [replace(WRITTEN, before=amount("17")), replace(WRITTEN, after=amount("6"))])
def test_a_word_about_a_number_that_another_word_replaced_since_is_said_no_more(since: LedgerChange) -> None:
    assert still_said([WORD], [replace(since, sent_at=MORNING + timedelta(seconds=1))]) == ()
    assert still_said([WORD], [replace(since, sent_at=MORNING)]) == (WORD,)


@pytest.mark.parametrize(
    "other",
    [
        replace(WRITTEN, sent_at=MORNING - timedelta(minutes=1)),  # before it was said
        replace(WRITTEN, sent_at=None),
        replace(WRITTEN, state=ChangeState.NOT_LANDED),
        replace(WRITTEN, key=replace(DAYS_KEY, employee=BRAM)),
        replace(WRITTEN, action=Action.CHANGE),
    ],
)
def test_a_word_that_was_not_carried_out_is_still_said(other: LedgerChange) -> None:
    assert still_said([WORD], [other]) == (WORD,)


@pytest.mark.parametrize(
    "word",
    [
        decide(THEIRS, Choice.KEEP_THEIRS),
        replace(WORD, difference=replace(THEIRS, kind=PayKind.HOURS)),
    ],
)
def test_other_words_are_said_for_good(word: Decision) -> None:
    assert still_said([WORD, word], [WRITTEN]) == (word,)


def test_numbers_that_are_stated_are_checked_by_name_for_those_who_were_chosen_and_read() -> None:
    pay = replace(wants(), stated=Stated(frozenset(), {SOFIE: 1, NOOR: 4, BRAM: 2}))
    held, ledger = snapshot(days={NOOR: 3, BRAM: 2, SOFIE: 1}), LedgerView(days={NOOR: 3})
    checked = verify(selection(), pay, ledger, held, [], NAMES).days
    assert checked == (
        CheckedDays(BRAM, "Bram de Boer", 2, None, 2),
        CheckedDays(NOOR, "Noor van Dijk", 4, 3, 3),
        CheckedDays(SOFIE, "Sofie Jansen", 1, None, 1),
    )
    unnamed = verify(selection(people=[NOOR, SOFIE]), pay, ledger, held, [], {SOFIE: "Sofie Jansen"}).days
    assert [days.name for days in unnamed] == [NOOR, "Sofie Jansen"]
    unread = replace(held, days={BRAM: 2})
    assert [days.employee for days in verify(selection(), pay, ledger, unread, [], NAMES).days] == [BRAM]


def test_what_is_stated_concerns_the_people_of_its_lines_and_of_its_days() -> None:
    stated = Stated(frozenset({pay_key(), pay_key(employee=BRAM)}), {SOFIE: 1, NOOR: 4})
    assert stated.people == {NOOR, BRAM, SOFIE}


@pytest.mark.parametrize(
    ("attempt", "state", "given_up"),
    [
        (0, ChangeState.PLANNED, False),  # never sent
        (1, ChangeState.UNKNOWN, False),
        (1, ChangeState.DONE, False),
        (1, ChangeState.NOT_LANDED, True),
        (1, ChangeState.PLANNED, True),  # to be sent again
        (1, ChangeState.DROPPED, True),
        (2, ChangeState.UNKNOWN, True),
        (2, ChangeState.DONE, True),  # the second was seen; the first may still land
    ],
)
def test_an_insert_was_given_up_when_it_was_sent_and_not_seen(attempt: int, state: ChangeState, given_up: bool) -> None:
    assert was_given_up(change(attempt=attempt, state=state)) is given_up
    half = change(Action.CHANGE, "5.00", "8.00", step=Step.PUT_BACK, attempt=attempt, state=state)
    assert was_given_up(half) is given_up
    assert not was_given_up(change(Action.REMOVE, "5.00", "0", attempt=attempt, state=state))
