"""Verification: both sides next to each other, every difference with its cause, and what *proved* means."""

from dataclasses import replace
from datetime import date

import pytest

from domain.decisions import Cause, Choice, Difference
from domain.findings import Finding
from domain.ledger import UNSETTLED, Action, ChangeState, Step
from domain.pay_line import FoundLine, Part, PayKind, PayrollSnapshot
from domain.plan import LedgerView
from domain.verification import CheckedLine, Verification
from tests.unit.domain.samples import (
    BRAM,
    HOURS_CONTRACT,
    NOOR,
    SOFIE,
    ZERO_HOURS,
    amount,
    change,
    check,
    days_change,
    decide,
    found_line,
    own_line,
    pay_key,
    selection,
    snapshot,
    wanted_line,
    wants,
)

EIGHT = wants(wanted_line("8.00"))
OURS = LedgerView([own_line("1", "8.00")])
THERE = found_line("1", "8.00")


def row(verification: Verification) -> CheckedLine:
    return verification.lines[0]


def causes(verification: Verification) -> list[tuple[Cause, ...]]:
    return [line.causes for line in verification.lines]


def test_everything_is_there() -> None:
    checked = check(EIGHT, snapshot(THERE), OURS)
    assert (checked.proved, checked.clean, checked.differences) == (True, True, ())
    line = row(checked)
    assert (line.name, line.code, line.line_id) == ("Noor van Dijk", "2100", "1")
    assert (line.desired, line.sent, line.found) == (amount("8.00"),) * 3
    assert line.proved


def test_nothing_compared_proves_nothing() -> None:
    assert not check(wants(), snapshot(), LedgerView()).proved


@pytest.mark.parametrize(
    ("wanted", "found", "expected"),
    [
        ("8.00", None, (Cause.MISSING,)),
        ("9.00", None, (Cause.MISSING, Cause.EDITED_IN_EITJE)),
        ("8.00", "5.00", (Cause.EDITED,)),
        ("9.00", "5.00", (Cause.EDITED, Cause.EDITED_IN_EITJE)),
        ("9.00", "8.00", (Cause.EDITED_IN_EITJE,)),
        (None, "8.00", (Cause.EDITED_IN_EITJE,)),
        (None, "5.00", (Cause.EDITED, Cause.EDITED_IN_EITJE)),
    ],
)
def test_an_own_line_that_differs_names_every_cause(
    wanted: str | None, found: str | None, expected: tuple[Cause, ...]
) -> None:
    want = wants(wanted_line(wanted)) if wanted else wants()
    checked = check(want, snapshot(*([found_line("1", found)] if found else [])), OURS)
    assert causes(checked) == [expected]
    assert not checked.proved
    line = row(checked)
    assert line.desired == (amount(wanted) if wanted else None)
    assert (line.sent, line.found) == (amount("8.00"), amount(found) if found else None)
    waits = [cause for cause in expected if cause is not Cause.EDITED_IN_EITJE]
    assert [difference.cause for difference in checked.differences] == waits


def test_a_line_on_another_code_under_our_id_is_not_proved() -> None:
    checked = check(EIGHT, snapshot(found_line("1", "8.00", "2190")), OURS)
    assert (causes(checked), checked.proved) == ([(Cause.EDITED,)], False)
    assert [difference.code for difference in checked.differences] == ["2100 → 2190"]


def test_a_line_that_was_never_sent_is_edited_in_eitje() -> None:
    checked = check(EIGHT, snapshot(), LedgerView())
    line = row(checked)
    assert (line.causes, line.sent, line.found, checked.proved) == ((Cause.EDITED_IN_EITJE,), None, None, False)


def test_agreeing_on_another_amount_than_was_sent_is_proved() -> None:
    assert check(wants(wanted_line("9.00")), snapshot(found_line("1", "9.00")), OURS).proved


def test_an_own_line_that_is_gone_and_not_wanted_does_not_disprove() -> None:
    more = LedgerView([own_line("1", "8.00"), own_line("2", "3.00", pay_key("2190"))])
    assert check(EIGHT, snapshot(THERE), more).proved


def test_a_second_own_line_disproves() -> None:
    twice = LedgerView([own_line("1", "8.00"), own_line("2", "8.00")])
    checked = check(EIGHT, snapshot(THERE, found_line("2", "8.00")), twice)
    assert (causes(checked), checked.proved) == ([(), (Cause.EDITED_IN_EITJE,)], False)


def test_the_line_that_is_there_stands_for_its_key() -> None:
    twice = LedgerView([own_line("0", "8.00"), own_line("1", "8.00")])
    assert check(EIGHT, snapshot(THERE), twice).proved


def test_cost_centres_are_lines_of_their_own() -> None:
    keys = [pay_key(cost_centre="9"), pay_key(cost_centre="10")]
    want = wants(wanted_line("7.34", keys[0]), wanted_line("7.33", keys[1]))
    ledger = LedgerView([own_line("1", "7.34", keys[0]), own_line("2", "7.33", keys[1])])
    assert check(want, snapshot(found_line("1", "7.34"), found_line("2", "7.33")), ledger).proved
    assert not check(want, snapshot(found_line("1", "7.33"), found_line("2", "7.34")), ledger).proved


# -- lines that are not ours ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "cause", "waits"),
    [
        (found_line("9", "8.00"), Cause.DOUBLED, True),
        (found_line("9", "3.00"), Cause.FOREIGN, True),
        (found_line("9", "50.00", "4900", kind=PayKind.WAGE), Cause.FOREIGN, False),  # another code: only shown
    ],
)
def test_foreign_lines_are_shown_and_disprove_nothing(line: FoundLine, cause: Cause, waits: bool) -> None:
    checked = check(EIGHT, snapshot(THERE, line), OURS)
    assert (causes(checked), checked.proved, checked.clean) == ([(), (cause,)], True, not waits)
    foreign = checked.lines[1]
    assert (foreign.key, foreign.desired, foreign.sent, foreign.found) == (None, None, None, line.amount)
    assert not foreign.proved


@pytest.mark.parametrize("choice", [Choice.ADOPT, Choice.ON_TOP, Choice.LEAVE_OUT])
def test_an_answered_foreign_line_no_longer_waits(choice: Choice) -> None:
    theirs = found_line("9", "3.00")
    word = decide(Difference.of_foreign(theirs, []), choice)
    checked = check(EIGHT, snapshot(THERE, theirs), OURS, [word])
    assert (checked.differences, checked.lines[1].accepted) == ((), word)
    assert checked.clean is (choice is not Choice.ADOPT)  # what is ours now still has to be changed or taken away


def test_a_foreign_line_on_a_code_that_is_still_to_be_sent_waits() -> None:
    checked = check(EIGHT, snapshot(found_line("9", "8.00")), LedgerView())
    assert (checked.proved, [d.cause for d in checked.differences]) == (False, [Cause.FOREIGN])


# -- answers ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("held", [snapshot(found_line("1", "5.00")), snapshot()])
def test_a_kept_difference_is_listed_apart_and_does_not_disprove(held: PayrollSnapshot) -> None:
    (difference,) = check(EIGHT, held, OURS).differences
    word = decide(difference, Choice.KEEP_THEIRS)
    checked = check(EIGHT, held, OURS, [word])
    assert (checked.proved, checked.clean, row(checked).accepted) == (True, True, word)
    assert row(checked).causes  # it is still told
    assert not row(checked).proved


def test_a_difference_to_be_restored_disproves_until_it_is() -> None:
    held = snapshot(found_line("1", "5.00"))
    (difference,) = check(EIGHT, held, OURS).differences
    checked = check(EIGHT, held, OURS, [decide(difference, Choice.RESTORE_OURS)])
    assert (checked.proved, checked.differences, row(checked).accepted) == (False, (), None)


def test_a_kept_difference_is_asked_again_when_eitje_changes() -> None:
    held = snapshot(found_line("1", "5.00"))
    (difference,) = check(EIGHT, held, OURS).differences
    again = check(wants(wanted_line("9.00")), held, OURS, [decide(difference, Choice.KEEP_THEIRS)])
    assert (again.proved, len(again.differences)) == (False, 1)


# -- days, selection, and what is not settled -------------------------------------------------------------------------

FOUR = wants(wanted_line("8.00"), days={NOOR: {ZERO_HOURS: [5, 9, 10, 17], HOURS_CONTRACT: [20]}})


@pytest.mark.parametrize(("found", "proved"), [(4, True), (3, False), (5, False), (0, False)])
def test_days_must_agree(found: int, proved: bool) -> None:
    checked = check(FOUR, snapshot(THERE, days={NOOR: found}), replace(OURS, days={NOOR: 4}))
    (days,) = checked.days
    assert (days.desired, days.sent, days.found, days.agrees) == (4, 4, found, proved)
    assert checked.proved == proved


def test_days_of_others_wait_for_a_word_and_what_is_kept_is_listed_apart() -> None:
    ledger, found = replace(OURS, days={NOOR: 4}), snapshot(THERE, days={NOOR: 7})
    checked = check(FOUR, found, ledger)
    (difference,) = checked.differences
    assert (difference.cause, difference.sent, difference.found) == (Cause.EDITED, amount("4.00"), amount("7.00"))
    assert checked.days[0].causes == (Cause.EDITED,)
    assert not checked.proved
    kept = check(FOUR, found, ledger, [decide(difference, Choice.KEEP_THEIRS)])
    assert (kept.proved, kept.clean, kept.differences) == (True, True, ())
    assert kept.days[0].accepted is not None
    restored = check(FOUR, found, ledger, [decide(difference, Choice.RESTORE_OURS)])
    assert (restored.proved, restored.differences) == (False, ())


def test_days_on_their_way_are_nobodys_to_decide_about() -> None:
    ledger = replace(OURS, days={NOOR: 4}, open_changes=[days_change(4, 5, state=ChangeState.UNKNOWN)])
    assert check(FOUR, snapshot(THERE, days={NOOR: 5}), ledger).differences == ()


def test_days_count_the_contract_types_whose_hours_were_sent() -> None:
    other = own_line("2", "3.00", pay_key("2190", contract_type=HOURS_CONTRACT))
    held = snapshot(THERE, found_line("2", "3.00", "2190"), days={NOOR: 5})
    (days,) = check(FOUR, held, LedgerView([*OURS.own, other])).days
    assert (days.desired, days.sent, days.agrees) == (5, None, True)


def test_days_of_people_whose_hours_were_never_sent_are_not_compared() -> None:
    want = wants(wanted_line("8.00"), days={NOOR: {ZERO_HOURS: [5]}, BRAM: {ZERO_HOURS: [5]}})
    assert [days.employee for days in check(want, snapshot(THERE, days={BRAM: 18}), OURS).days] == [NOOR]


def test_days_of_people_who_were_not_chosen_are_not_compared() -> None:
    held = snapshot(THERE, days={NOOR: 3})
    assert check(FOUR, held, OURS, chosen=selection(people=[BRAM])).days == ()
    assert len(check(FOUR, held, OURS, chosen=selection(people=[NOOR])).days) == 1


def test_days_once_set_must_become_zero_again() -> None:
    (days,) = check(wants(), snapshot(days={NOOR: 4}), LedgerView(days={NOOR: 4})).days
    assert (days.desired, days.agrees) == (0, False)


def test_days_are_not_compared_when_their_box_was_not_ticked_or_they_were_not_read() -> None:
    held = snapshot(THERE, days={NOOR: 1})
    assert check(FOUR, held, OURS, chosen=selection(Part.HOURS)).days == ()
    assert check(FOUR, replace(held, days={}), OURS).days == ()


def test_only_the_selection_is_compared() -> None:
    lunch = pay_key("4899", kind=PayKind.WAGE)
    fixed = pay_key("2190", contract_type=HOURS_CONTRACT)
    want = wants(
        wanted_line("8.00"),
        wanted_line("2.00", lunch),
        wanted_line("6.00", fixed),
        wanted_line("1.00", pay_key(employee=BRAM)),
    )
    chosen = selection(Part.HOURS, people=[NOOR])
    checked = check(want, snapshot(THERE), OURS, chosen=chosen)
    assert (checked.proved, len(checked.lines)) == (True, 1)
    assert not check(want, snapshot(THERE), OURS).proved


@pytest.mark.parametrize("state", sorted(UNSETTLED))
def test_an_unsettled_change_of_anybody_disproves(state: ChangeState) -> None:
    waiting = change(key=pay_key(employee=SOFIE), state=state)
    checked = check(EIGHT, snapshot(THERE), replace(OURS, open_changes=[waiting]))
    assert (checked.proved, checked.unsettled) == (False, (waiting,))


def test_the_new_lines_of_a_surplus_wait_for_a_word() -> None:
    surplus = change(state=ChangeState.SURPLUS, key=pay_key("2200"))
    held = snapshot(THERE, found_line("8", "8.00", "2200"), found_line("9", "8.00", "6050"))
    checked = check(EIGHT, held, replace(OURS, open_changes=[surplus]))
    assert (checked.proved, [difference.code for difference in checked.differences]) == (False, ["2200"])


def test_a_surplus_of_somebody_else_makes_that_person_looked_at() -> None:
    surplus = change(state=ChangeState.SURPLUS, key=pay_key(employee=BRAM))
    checked = check(
        EIGHT, snapshot(THERE, found_line("8", "8.00", employee=BRAM)), replace(OURS, open_changes=[surplus])
    )
    assert [difference.employee for difference in checked.differences] == [BRAM]


def test_a_line_adopted_but_not_exported_yet_disproves() -> None:
    theirs = found_line("9", "3.00", "2200")
    word = decide(Difference.of_foreign(theirs, []), Choice.ADOPT)
    assert not check(EIGHT, snapshot(THERE, theirs), OURS, [word]).proved
    nobody_else = check(wants(), snapshot(theirs), LedgerView(), [word])
    assert [(line.line_id, line.disproves) for line in nobody_else.lines] == [("9", True)]
    exported = LedgerView([*OURS.own, own_line("9", "3.00", pay_key("2200"))])
    want = wants(wanted_line("8.00"), wanted_line("3.00", pay_key("2200")))
    assert check(want, snapshot(THERE, theirs), exported, [word]).clean


def test_a_line_that_is_deleted_and_not_written_again_disproves() -> None:
    half = change(Action.CHANGE, "12.50", "8.00", key=pay_key(employee=SOFIE), step=Step.INSERT)
    checked = check(EIGHT, snapshot(THERE), replace(OURS, open_changes=[half, change()]))
    assert (checked.proved, checked.missing_writes) == (False, (half,))
    on_its_way = replace(half, state=ChangeState.UNKNOWN)
    checked = check(EIGHT, snapshot(THERE), replace(OURS, open_changes=[on_its_way]))
    assert (checked.unsettled, checked.missing_writes) == ((on_its_way,), ())


def test_what_blocks_is_told_for_the_contract_type_that_is_compared() -> None:
    blocking = Finding("not-linked", "Invaller", day=date(2026, 10, 5))
    other = replace(blocking, contract_type=HOURS_CONTRACT)
    warning = Finding("pending-entry", "Noor van Dijk", NOOR)
    checked = check(replace(EIGHT, findings=(blocking, other, warning)), snapshot(THERE), OURS)
    assert checked.findings == (blocking,)
    assert (checked.proved, checked.clean) == (True, False)
    assert check(replace(EIGHT, findings=(other, warning)), snapshot(THERE), OURS).clean


def test_what_is_not_proved_is_not_clean_though_nobody_is_asked() -> None:
    checked = check(wants(wanted_line("9.00")), snapshot(THERE), OURS)
    assert (checked.differences, checked.findings, checked.clean) == ((), (), False)


def test_people_go_by_name() -> None:
    want = wants(*(wanted_line("8.00", pay_key(employee=each)) for each in (NOOR, SOFIE, BRAM)))
    assert [line.name for line in check(want, snapshot(), LedgerView()).lines] == [
        "Bram de Boer",
        "Noor van Dijk",
        "Sofie Jansen",
    ]
