"""The plan: what an export would do about every line, and why it does nothing."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from domain.decisions import Cause, Choice, Decision, Difference
from domain.desired_pay import DesiredPay
from domain.findings import Finding, details
from domain.ledger import UNSETTLED, Action, ChangeState, LedgerChange, Ownership, OwnLine, Step
from domain.pay_line import FoundLine, Part, PayKey, PayKind, PayLine, PayrollSnapshot, Selection
from domain.plan import ExportPlan, LedgerView, LineAction, PersonPlan, PersonState, line_changes
from domain.planning import foresee
from domain.terms import EmployeeId, LineId
from tests.unit.domain.samples import (
    BRAM,
    EVERYTHING,
    HOURS_CONTRACT,
    MORNING,
    NAMES,
    NOOR,
    OCTOBER,
    SETTLING,
    SOFIE,
    ZERO_HOURS,
    amount,
    change,
    days_change,
    decide,
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

READY, UNCHANGED, BLOCKED = PersonState.READY, PersonState.UNCHANGED, PersonState.BLOCKED
LUNCH = pay_key("4899", kind=PayKind.WAGE)


def noor(*args: Any, **values: Any) -> PersonPlan:
    return person(plan(*args, **values))


def codes(each: PersonPlan) -> list[str]:
    return [finding.code for finding in each.findings]


# -- add, change, remove, keep ----------------------------------------------------------------------------------------


def test_a_line_that_is_not_there_is_added() -> None:
    each = noor(wants(wanted_line("8.00")))
    assert (each.state, told(each)) == (READY, ["add 2100 0.00 -> 8.00"])


def test_a_line_that_is_there_is_kept() -> None:
    each = noor(wants(wanted_line("8.00")), snapshot(found_line("1", "8.00")), LedgerView([own_line("1", "8.00")]))
    assert (each.state, told(each)) == (UNCHANGED, ["keep 2100 8.00 -> 8.00"])


def test_a_line_of_another_amount_is_changed_under_its_id() -> None:
    each = noor(wants(wanted_line("9.00")), snapshot(found_line("1", "8.00")), LedgerView([own_line("1", "8.00")]))
    assert (each.state, told(each)) == (READY, ["change 2100 8.00 -> 9.00"])
    assert each.lines[0].line_id == "1"


def test_a_line_that_is_not_wanted_is_removed() -> None:
    each = noor(wants(), snapshot(found_line("1", "8.00")), LedgerView([own_line("1", "8.00")]))
    assert (each.state, told(each)) == (READY, ["remove 2100 8.00 -> 0.00"])


def test_a_line_that_is_neither_wanted_nor_there_is_let_go_of() -> None:
    each = noor(wants(), snapshot(), LedgerView([own_line("1", "8.00")]))
    assert (each.state, told(each), each.lines[0].gone) == (UNCHANGED, ["keep 2100 0.00 -> 0.00"], True)


def test_hours_that_move_to_another_code_or_cost_centre_are_removed_and_added() -> None:
    held, ledger = snapshot(found_line("1", "8.00")), LedgerView([own_line("1", "8.00")])
    assert sorted(told(noor(wants(wanted_line("8.00", pay_key("2190"))), held, ledger))) == [
        "add 2190 0.00 -> 8.00",
        "remove 2100 8.00 -> 0.00",
    ]
    assert sorted(told(noor(wants(wanted_line("8.00", pay_key(cost_centre="10"))), held, ledger))) == [
        "add 2100 0.00 -> 8.00",
        "remove 2100 8.00 -> 0.00",
    ]


def test_a_second_own_line_under_one_key_is_removed() -> None:
    held = snapshot(found_line("1", "8.00"), found_line("2", "8.00"))
    ledger = LedgerView([own_line("1", "8.00"), own_line("2", "8.00")])
    assert told(noor(wants(wanted_line("8.00")), held, ledger)) == [
        "keep 2100 8.00 -> 8.00",
        "remove 2100 8.00 -> 0.00",
    ]


def test_a_missing_line_beside_one_that_is_there_is_only_let_go_of() -> None:
    ledger = LedgerView([own_line("1", "8.00"), own_line("2", "8.00")])
    each = noor(wants(wanted_line("8.00")), snapshot(found_line("2", "8.00")), ledger)
    assert (each.state, each.differences) == (UNCHANGED, ())
    assert [(line.line_id, line.action, line.gone) for line in each.lines] == [
        ("2", LineAction.KEEP, False),
        ("1", LineAction.KEEP, True),
    ]


def test_what_leads_to_calls() -> None:
    each = noor(
        wants(wanted_line("9.00"), wanted_line("2.00", LUNCH), wanted_line("1.00", pay_key("2200"))),
        snapshot(found_line("1", "8.00"), found_line("2", "3.00", "2190"), found_line("3", "1.00", "2200")),
        LedgerView(
            [own_line("1", "8.00"), own_line("2", "3.00", pay_key("2190")), own_line("3", "1.00", pay_key("2200"))]
        ),
    )
    assert [(action, line.key.code) for action, line in line_changes(each)] == [
        (Action.CHANGE, "2100"),
        (Action.REMOVE, "2190"),
        (Action.ADD, "4899"),
    ]


def test_totals_are_sums_of_rounded_lines_of_people_not_left_behind() -> None:
    split = [wanted_line(hours, pay_key(cost_centre=centre)) for hours, centre in (("7.34", "9"), ("7.33", "10"))]
    made = plan(
        wants(*split, wanted_line("5.00", pay_key(employee=BRAM)), wanted_line("1.00", pay_key(employee=SOFIE))),
        snapshot(found_line("1", "1.00", employee=SOFIE)),
    )
    assert made.totals() == {(PayKind.HOURS, "2100"): amount("19.67")}
    assert [each.name for each in made.left_behind] == ["Sofie Jansen"]
    assert [each.name for each in made.ready] == ["Bram de Boer", "Noor van Dijk"]


# -- the selection ----------------------------------------------------------------------------------------------------

BOTH = wants(wanted_line("9.00"), wanted_line("2.00", LUNCH))


def test_an_unticked_box_means_not_touched() -> None:
    held = snapshot(found_line("1", "8.00"), found_line("2", "1.00", "4899", kind=PayKind.WAGE))
    ledger = LedgerView([own_line("1", "8.00"), own_line("2", "1.00", LUNCH)])
    assert told(noor(BOTH, held, ledger, chosen=selection(Part.MEALS))) == ["change 4899 1.00 -> 2.00"]
    assert told(noor(BOTH, held, ledger, chosen=selection(Part.HOURS))) == ["change 2100 8.00 -> 9.00"]
    assert told(noor(wants(), held, ledger, chosen=selection(Part.HOURS))) == ["remove 2100 8.00 -> 0.00"]


def test_the_other_contract_type_is_not_touched() -> None:
    other = pay_key("2190", contract_type=HOURS_CONTRACT)
    ledger = LedgerView([own_line("1", "8.00", other)])
    held = snapshot(found_line("1", "8.00", "2190"))
    assert plan(wants(wanted_line("9.00", other)), held, ledger).people == ()
    assert told(noor(wants(), held, ledger, chosen=selection(contract_type=HOURS_CONTRACT))) == [
        "remove 2190 8.00 -> 0.00"
    ]


def test_two_contract_types_on_one_code_do_not_stand_in_each_others_way() -> None:
    other = pay_key(contract_type=HOURS_CONTRACT)
    ledger = LedgerView([own_line("1", "8.00", other)])
    each = noor(wants(wanted_line("8.00"), wanted_line("8.00", other)), snapshot(found_line("1", "8.00")), ledger)
    assert (each.state, told(each)) == (READY, ["add 2100 0.00 -> 8.00"])


def test_only_the_chosen_people_are_planned() -> None:
    lines = [wanted_line("8.00", pay_key(employee=each)) for each in NAMES]
    made = plan(wants(*lines), chosen=selection(people=[BRAM, SOFIE]))
    assert [each.employee for each in made.people] == [BRAM, SOFIE]


def test_people_go_by_name() -> None:
    made = plan(wants(*(wanted_line("8.00", pay_key(employee=each)) for each in NAMES)))
    assert [each.name for each in made.people] == ["Bram de Boer", "Noor van Dijk", "Sofie Jansen"]


# -- foreign lines ----------------------------------------------------------------------------------------------------

THEIRS = found_line("9", "3.00")


def answer(choice: Choice, line: FoundLine = THEIRS) -> list[Decision]:
    return [decide(Difference.of_foreign(line, []), choice)]


@pytest.mark.parametrize("theirs", ["3.00", "8.00"])
def test_a_foreign_line_on_a_code_to_be_written_blocks(theirs: str) -> None:
    each = noor(wants(wanted_line("8.00")), snapshot(found_line("9", theirs)))
    assert (each.state, codes(each)) == (BLOCKED, ["foreign-line"])
    assert [(d.cause, d.line_id, d.found) for d in each.differences] == [(Cause.FOREIGN, "9", amount(theirs))]
    assert each.findings[0].cause() == f"Nmbrs already holds {theirs} on 2100, which this product did not write."


@pytest.mark.parametrize(("wanted", "ours"), [("9.00", "8.00"), ("0", "8.00")])
def test_it_blocks_a_change_and_a_removal_on_its_code_too(wanted: str, ours: str) -> None:
    want = wants(wanted_line(wanted)) if wanted != "0" else wants()
    each = noor(want, snapshot(found_line("1", ours), THEIRS), LedgerView([own_line("1", ours)]))
    assert each.state is BLOCKED


def test_it_blocks_whenever_the_ledger_is_empty_restored_or_copied() -> None:
    want = wants(wanted_line("8.00"))
    assert noor(want, snapshot(found_line("2", "8.00"))).state is BLOCKED
    restored = LedgerView([own_line("1", "7.00")])  # an older copy: line 1 was replaced by line 2 since
    each = noor(want, snapshot(found_line("2", "8.00")), restored)
    assert each.state is BLOCKED
    word = [decide(each.differences[0], Choice.RESTORE_OURS)]
    again = noor(want, snapshot(found_line("2", "8.00")), restored, word)
    assert (again.state, codes(again)) == (BLOCKED, ["foreign-line"])


@pytest.mark.parametrize(
    "line",
    [
        found_line("9", "3.00", "2190"),
        found_line("9", "3.00", kind=PayKind.WAGE),
        found_line("9", "3.00", employee=BRAM),
    ],
)
def test_foreign_lines_on_other_codes_kinds_and_people_are_only_shown(line: FoundLine) -> None:
    each = noor(wants(wanted_line("8.00")), snapshot(line))
    assert (each.state, told(each)) == (READY, ["add 2100 0.00 -> 8.00"])
    assert each.foreign == ((line,) if line.employee == NOOR else ())


def test_a_foreign_line_beside_a_line_that_is_kept_blocks_nothing() -> None:
    each = noor(
        wants(wanted_line("8.00")), snapshot(found_line("1", "8.00"), THEIRS), LedgerView([own_line("1", "8.00")])
    )
    assert (each.state, each.foreign) == (UNCHANGED, (THEIRS,))


def test_it_stops_only_its_own_person() -> None:
    made = plan(wants(wanted_line("8.00"), wanted_line("8.00", pay_key(employee=BRAM))), snapshot(THEIRS))
    assert [person(made, each).state for each in (NOOR, BRAM)] == [BLOCKED, READY]


def test_on_top_adds_ours_and_leaves_theirs() -> None:
    each = noor(wants(wanted_line("8.00")), snapshot(THEIRS), decisions=answer(Choice.ON_TOP))
    assert (each.state, told(each)) == (READY, ["add 2100 0.00 -> 8.00"])


def test_adopted_lines_become_ours_and_are_changed() -> None:
    each = noor(wants(wanted_line("8.00")), snapshot(THEIRS), decisions=answer(Choice.ADOPT))
    assert (each.state, told(each)) == (READY, ["change 2100 3.00 -> 8.00"])
    assert (each.lines[0].line_id, each.lines[0].adopted, each.foreign) == ("9", True, ())


def test_an_adopted_line_of_the_wanted_amount_is_kept_and_still_recorded() -> None:
    line = found_line("9", "8.00")
    each = noor(wants(wanted_line("8.00")), snapshot(line), decisions=answer(Choice.ADOPT, line))
    assert (each.state, told(each), each.lines[0].adopted) == (READY, ["keep 2100 8.00 -> 8.00"], True)


def test_two_adopted_lines_end_as_one() -> None:
    lines = [found_line("8", "5.00"), THEIRS]
    decisions = [*answer(Choice.ADOPT, lines[0]), *answer(Choice.ADOPT)]
    each = noor(wants(wanted_line("8.00")), snapshot(*lines), decisions=decisions)
    assert told(each) == ["change 2100 5.00 -> 8.00", "remove 2100 3.00 -> 0.00"]


def test_an_adopted_double_is_removed() -> None:
    double = found_line("9", "8.00")
    held = snapshot(found_line("1", "8.00"), double)
    each = noor(wants(wanted_line("8.00")), held, LedgerView([own_line("1", "8.00")]), answer(Choice.ADOPT, double))
    assert told(each) == ["keep 2100 8.00 -> 8.00", "remove 2100 8.00 -> 0.00"]


def test_a_line_that_was_typed_again_and_adopted_takes_the_place_of_ours() -> None:
    again = found_line("9", "8.00")
    each = noor(
        wants(wanted_line("8.00")), snapshot(again), LedgerView([own_line("1", "8.00")]), answer(Choice.ADOPT, again)
    )
    assert [(line.line_id, line.action, line.gone) for line in each.lines] == [
        ("9", LineAction.KEEP, False),
        ("1", LineAction.KEEP, True),
    ]


def test_an_adopted_line_takes_the_cost_centre_that_wants_its_amount() -> None:
    split = [wanted_line(hours, pay_key(cost_centre=centre)) for hours, centre in (("7.34", "9"), ("3.00", "10"))]
    each = noor(wants(*split), snapshot(THEIRS), decisions=answer(Choice.ADOPT))
    assert {line.key.cost_centre: str(line.action) for line in each.lines} == {"9": "add", "10": "keep"}


def test_an_adopted_line_takes_the_key_that_has_no_line_yet() -> None:
    keys = [pay_key(cost_centre=centre) for centre in ("9", "10")]
    ledger = LedgerView([own_line("1", "8.00", keys[0])])
    held = snapshot(found_line("1", "8.00"), found_line("9", "8.00"))
    want = wants(wanted_line("8.00", keys[0]), wanted_line("7.00", keys[1]))
    each = noor(want, held, ledger, answer(Choice.ADOPT, found_line("9", "8.00")))
    assert told(each) == ["keep 2100 8.00 -> 8.00", "change 2100 8.00 -> 7.00"]


def test_an_adopted_line_that_nobody_wants_is_removed_with_its_own_box() -> None:
    bonus = found_line("9", "50.00", "4950", kind=PayKind.WAGE)
    extra = found_line("9", "3.00", "6050")
    want, decisions = wants(wanted_line("8.00")), [*answer(Choice.ADOPT, bonus), *answer(Choice.ADOPT, extra)]
    hours = noor(want, snapshot(bonus, extra), decisions=decisions, chosen=selection(Part.HOURS))
    assert told(hours) == ["add 2100 0.00 -> 8.00", "remove 6050 3.00 -> 0.00"]
    both = noor(want, snapshot(bonus, extra), decisions=decisions)
    assert told(both) == [*told(hours), "remove 4950 50.00 -> 0.00"]


def test_an_adopted_line_that_another_box_wants_is_left_to_it() -> None:
    theirs = found_line("9", "2.00", "6050")
    night = PayLine(pay_key("6050"), amount("2.00"), frozenset({Part.ALLOWANCES}), ())
    want, decisions = wants(wanted_line("8.00"), night), answer(Choice.ADOPT, theirs)
    each = noor(want, snapshot(theirs), decisions=decisions, chosen=selection(Part.HOURS))
    assert (each.state, told(each)) == (READY, ["add 2100 0.00 -> 8.00"])
    allowances = noor(wants(night), snapshot(theirs), decisions=decisions, chosen=selection(Part.ALLOWANCES))
    assert (told(allowances), allowances.lines[0].adopted) == (["keep 6050 2.00 -> 2.00"], True)


def test_an_adopted_hours_line_does_not_hide_a_wage_line_of_the_same_number() -> None:
    wage = found_line("9", "2.00", "4899", kind=PayKind.WAGE)
    want = wants(wanted_line("3.00"), wanted_line("1.00", LUNCH))
    each = noor(want, snapshot(THEIRS, wage), decisions=answer(Choice.ADOPT))
    assert (each.state, each.foreign) == (BLOCKED, (wage,))


def test_an_adopted_line_is_planned_though_no_hours_ask_for_it_any_more() -> None:
    each = noor(wants(), snapshot(THEIRS), decisions=answer(Choice.ADOPT))
    assert (each.state, told(each)) == (READY, ["remove 2100 3.00 -> 0.00"])


@pytest.mark.parametrize(
    "values",
    [
        {"chosen": selection(Part.MEALS)},
        {"chosen": selection(people=[BRAM])},
        {"held": snapshot(found_line("9", "4.00"))},  # it is another amount now
        {"held": snapshot()},
    ],
)
def test_an_adopted_line_outside_the_selection_or_changed_since_is_left_alone(values: dict[str, Any]) -> None:
    usual: dict[str, Any] = {"held": snapshot(THEIRS), "decisions": answer(Choice.ADOPT)}
    assert plan(wants(), **usual | values).people == ()


def test_leave_out_leaves_the_person_out() -> None:
    each = noor(wants(wanted_line("8.00")), snapshot(THEIRS), decisions=answer(Choice.LEAVE_OUT))
    assert (each.state, codes(each)) == (PersonState.LEFT_OUT, ["left-out"])


def test_a_choice_is_asked_again_when_the_line_changes() -> None:
    for changed in (found_line("9", "3.50"), found_line("10", "3.00")):
        assert noor(wants(wanted_line("8.00")), snapshot(changed), decisions=answer(Choice.ON_TOP)).state is BLOCKED


def test_one_answered_line_does_not_answer_for_another() -> None:
    held = snapshot(THEIRS, found_line("10", "4.00"))
    each = noor(wants(wanted_line("8.00")), held, decisions=answer(Choice.ON_TOP))
    assert (each.state, [d.line_id for d in each.differences]) == (BLOCKED, ["10"])


# -- drift of our own lines -------------------------------------------------------------------------------------------


def asked(want: DesiredPay, held: PayrollSnapshot, ledger: LedgerView) -> Difference:
    (difference,) = noor(want, held, ledger).differences
    return difference


OURS = LedgerView([own_line("1", "8.00")])


@pytest.mark.parametrize(
    ("held", "cause", "kept", "restored"),
    [
        (snapshot(found_line("1", "5.00")), Cause.EDITED, "accept 2100 5.00 -> 5.00", "change 2100 5.00 -> 8.00"),
        (snapshot(), Cause.MISSING, "accept 2100 0.00 -> 0.00", "add 2100 0.00 -> 8.00"),
        (
            snapshot(found_line("1", "8.00", "2190")),
            Cause.EDITED,
            "accept 2100 8.00 -> 8.00",
            "change 2100 8.00 -> 8.00",
        ),
    ],
)
def test_drift_is_asked_and_the_answer_followed(held: PayrollSnapshot, cause: Cause, kept: str, restored: str) -> None:
    want = wants(wanted_line("8.00"))
    each = noor(want, held, OURS)
    assert (each.state, codes(each), each.lines) == (BLOCKED, ["open-difference"], ())
    difference = asked(want, held, OURS)
    assert difference.cause is cause
    assert each.findings[0].cause().startswith(f"{cause}: sent 8.00 on 2100")
    keep = noor(want, held, OURS, [decide(difference, Choice.KEEP_THEIRS)])
    assert (keep.state, told(keep)) == (UNCHANGED, [kept])
    restore = noor(want, held, OURS, [decide(difference, Choice.RESTORE_OURS)])
    assert (restore.state, told(restore)) == (READY, [restored])


@pytest.mark.parametrize(("held", "shown"), [(snapshot(found_line("1", "5.00")), "5.00"), (snapshot(), "nothing")])
def test_drift_is_told_with_what_nmbrs_shows(held: PayrollSnapshot, shown: str) -> None:
    (finding,) = noor(wants(wanted_line("8.00")), held, OURS).findings
    assert finding.cause().endswith(f"Nmbrs now shows {shown}.")
    assert noor(wants(wanted_line("8.00")), held, OURS).differences[0].id in finding.remedy()


def test_a_restored_line_lets_go_of_the_one_that_is_gone() -> None:
    want = wants(wanted_line("8.00"))
    difference = asked(want, snapshot(), OURS)
    (line,) = noor(want, snapshot(), OURS, [decide(difference, Choice.RESTORE_OURS)]).lines
    assert (line.line_id, line.gone) == ("1", True)


def test_an_edited_line_that_is_not_wanted_is_asked_and_then_removed() -> None:
    held = snapshot(found_line("1", "5.00"))
    difference = asked(wants(), held, OURS)
    assert told(noor(wants(), held, OURS, [decide(difference, Choice.RESTORE_OURS)])) == ["remove 2100 5.00 -> 0.00"]


def test_a_line_that_was_edited_to_what_is_wanted_is_kept() -> None:
    each = noor(wants(wanted_line("9.00")), snapshot(found_line("1", "9.00")), OURS)
    assert (each.state, told(each)) == (UNCHANGED, ["keep 2100 9.00 -> 9.00"])


def test_an_answer_lapses_when_other_hours_are_wanted() -> None:
    held = snapshot(found_line("1", "5.00"))
    kept = [decide(asked(wants(wanted_line("8.00")), held, OURS), Choice.KEEP_THEIRS)]
    assert noor(wants(wanted_line("9.00")), held, OURS, kept).state is BLOCKED


def test_drift_of_one_line_holds_up_the_whole_person() -> None:
    each = noor(wants(wanted_line("8.00"), wanted_line("2.00", LUNCH)), snapshot(found_line("1", "5.00")), OURS)
    assert each.state is BLOCKED
    assert line_changes(each)  # planned, but nobody who is not ready is written
    assert plan(wants(wanted_line("8.00")), snapshot(found_line("1", "5.00")), OURS).ready == ()


# -- days -------------------------------------------------------------------------------------------------------------

FOUR = wants(wanted_line("29.50"), days={NOOR: {ZERO_HOURS: [5, 9, 10, 17]}})
SENT = LedgerView([own_line("1", "29.50")])
HELD = found_line("1", "29.50")


@pytest.mark.parametrize(
    ("found", "proved", "consent", "after", "writes", "warned"),
    [
        (0, None, False, 4, True, False),  # free
        (3, 3, False, 4, True, False),  # ours
        (4, None, False, 4, False, False),  # agrees, whoever set it
        (4, 3, False, 4, False, False),
        (3, None, False, 3, False, True),  # theirs
        (3, 2, False, 3, False, True),  # ours once, changed by somebody since
        (0, 3, False, 0, False, True),  # even when it was set to nothing
        (3, None, True, 4, True, False),  # theirs, with consent
        (0, 3, True, 4, True, False),
    ],
)
def test_days_are_ours_free_or_theirs(
    found: int, proved: int | None, consent: bool, after: int, writes: bool, warned: bool
) -> None:
    ledger = replace(SENT, days={} if proved is None else {NOOR: proved})
    each = noor(FOUR, snapshot(HELD, days={NOOR: found}), ledger, days_consent=consent)
    assert each.days is not None
    assert (each.days.found, each.days.after, each.days.writes) == (found, after, writes)
    assert codes(each) == (["days-theirs"] if warned else [])
    assert each.state is (READY if writes else UNCHANGED)
    assert (each.days.key.kind, each.days.key.code, each.days.key.contract_type) == (PayKind.DAYS, "", None)


def test_a_choice_about_days_holds_for_exactly_these_numbers() -> None:
    ledger = replace(SENT, days={NOOR: 2})
    (theirs,) = noor(FOUR, snapshot(HELD, days={NOOR: 3}), ledger).differences
    assert (theirs.cause, theirs.sent, theirs.found, theirs.wanted) == (
        Cause.EDITED, amount("2.00"), amount("3.00"), amount("4.00"),
    )  # fmt: skip
    assert theirs.offered == (Choice.RESTORE_OURS, Choice.KEEP_THEIRS)
    restored, kept = decide(theirs, Choice.RESTORE_OURS), decide(theirs, Choice.KEEP_THEIRS)
    asked = [
        # found, decision, consent: after, writes, asked
        (3, restored, False, 4, True, False),
        (3, kept, False, 3, False, False),
        (3, kept, True, 3, False, False),  # said of these numbers, so it goes before a consent
        (1, restored, False, 1, False, True),  # another number than the one that was spoken of
        (1, kept, False, 1, False, True),
    ]
    for found, decision, consent, after, writes, again in asked:
        each = noor(FOUR, snapshot(HELD, days={NOOR: found}), ledger, [decision], days_consent=consent)
        assert each.days is not None
        assert (each.days.after, each.days.writes, bool(each.differences)) == (after, writes, again)
        assert codes(each) == (["days-theirs"] if again else [])


def test_days_that_were_never_ours_are_foreign() -> None:
    (theirs,) = noor(FOUR, snapshot(HELD, days={NOOR: 3}), SENT).differences
    assert (theirs.cause, theirs.sent, theirs.kind) == (Cause.FOREIGN, None, PayKind.DAYS)


def test_the_warning_about_days_names_both_numbers() -> None:
    (finding,) = noor(FOUR, snapshot(HELD, days={NOOR: 3}), SENT).findings
    assert "Days in Nmbrs is 3" in finding.cause()
    assert "it would be 4" in finding.cause()


def test_days_are_zero_only_where_this_product_set_another_number() -> None:
    assert plan(wants(), snapshot(days={NOOR: 3})).people == ()
    each = noor(wants(), snapshot(days={NOOR: 3}), LedgerView(days={NOOR: 3}))
    assert each.days is not None
    assert (each.days.after, each.days.writes) == (0, True)


def test_days_count_contract_types_whose_hours_are_sent_now_or_before() -> None:
    want = wants(wanted_line("8.00"), days={NOOR: {ZERO_HOURS: [5, 6], HOURS_CONTRACT: [6, 20, 21]}})
    other = own_line("2", "3.00", pay_key("2190", contract_type=HOURS_CONTRACT))
    cases = {
        "now, only this type": (LedgerView(), selection(Part.HOURS, Part.DAYS), 2),
        "the other before": (LedgerView([other]), selection(Part.HOURS, Part.DAYS), 4),
        "only days, hours sent before": (LedgerView([other]), selection(Part.DAYS), 3),
    }
    held = snapshot(found_line("2", "3.00", "2190"))
    for case, (ledger, chosen, days) in cases.items():
        each = noor(want, held, ledger, chosen=chosen)
        assert each.days is not None, case
        assert each.days.after == days, case
    assert plan(want, held, chosen=selection(Part.DAYS)).people == ()  # no hours were sent: no days


def test_days_of_somebody_without_any_are_not_looked_at() -> None:
    each = noor(wants(wanted_line("8.00")), snapshot(days={NOOR: 3}))
    assert (each.state, each.days, codes(each)) == (READY, None, [])


def test_days_are_left_alone_when_their_box_is_not_ticked() -> None:
    assert noor(FOUR, snapshot(), chosen=selection(Part.HOURS)).days is None


def test_days_that_were_not_read_are_never_taken_for_nought() -> None:
    unread = replace(snapshot(HELD), days={})
    assert noor(FOUR, unread, SENT).days is None
    assert [line.key.kind for _, line in line_changes(noor(FOUR, unread, SENT))] == []


# -- what stops a person, or all --------------------------------------------------------------------------------------


def finding(code: str, employee: EmployeeId | None = NOOR, **values: Any) -> Finding:
    return Finding(code, "Noor van Dijk", employee, **values)


def found_out(*findings: Finding, **values: Any) -> ExportPlan:
    return plan(wants(wanted_line("8.00"), wanted_line("8.00", pay_key(employee=BRAM))), findings=findings, **values)


def test_a_finding_about_a_person_blocks_that_person() -> None:
    made = found_out(finding("not-employed"))
    assert [(each.employee, each.state) for each in made.people] == [(BRAM, READY), (NOOR, BLOCKED)]
    assert not made.blocked


def test_a_warning_stops_nothing() -> None:
    made = found_out(finding("pending-entry"), finding("own-link-on", None))
    assert {each.state for each in made.people} == {READY}
    assert codes(person(made)) == ["pending-entry"]
    assert [each.code for each in made.findings] == ["own-link-on"]


def test_a_finding_about_all_blocks_the_export() -> None:
    made = found_out(finding("period-past", None))
    assert made.blocked
    assert [each.code for each in made.findings] == ["period-past"]


def test_findings_of_another_contract_type_or_of_a_box_not_ticked_do_not_count() -> None:
    other = finding("break-too-long", contract_type=HOURS_CONTRACT)
    meals = finding("unmapped", details=details(part="meals", thing="meal:taart", where="De Kade"))
    assert person(found_out(other)).state is READY
    assert person(found_out(meals, chosen=selection(Part.HOURS))).state is READY
    assert person(found_out(meals, chosen=selection(Part.HOURS, Part.MEALS))).state is BLOCKED


def test_the_same_finding_is_told_once() -> None:
    assert codes(person(found_out(finding("not-employed"), finding("not-employed")))) == ["not-employed"]


def test_people_who_cannot_be_placed_are_listed_as_blocked() -> None:
    stranger = Finding("not-linked", "Onbekende Invaller", person_key="name:Onbekende Invaller@")
    twice = replace(stranger, code="two-people-one-name")
    left = finding("not-employed", SOFIE)
    made = found_out(stranger, twice, left)
    blocked = [each for each in made.people if each.state is BLOCKED]
    assert [(each.employee, each.name, codes(each)) for each in blocked] == [
        (None, "Onbekende Invaller", ["not-linked", "two-people-one-name"]),
        (SOFIE, "Noor van Dijk", ["not-employed"]),
    ]
    assert len(made.left_behind) == 2


def test_a_choice_of_people_leaves_strangers_out() -> None:
    stranger = Finding("not-linked", "Onbekende Invaller", person_key="name:Onbekende Invaller@")
    made = found_out(stranger, finding("not-employed", SOFIE), chosen=selection(people=[NOOR]))
    assert [each.employee for each in made.people] == [NOOR]
    assert made.findings == ()


def test_a_chosen_person_who_is_stopped_is_listed() -> None:
    made = found_out(finding("not-employed", SOFIE), chosen=selection(people=[SOFIE]))
    assert [(each.employee, each.state) for each in made.people] == [(SOFIE, BLOCKED)]


def test_a_warning_about_somebody_without_anything_to_send_is_no_stop() -> None:
    made = found_out(finding("pending-entry", SOFIE))
    assert SOFIE not in [each.employee for each in made.people]
    assert [each.code for each in made.findings] == ["pending-entry"]


@pytest.mark.parametrize("state", sorted(UNSETTLED))
def test_a_person_with_an_unsettled_write_waits(state: ChangeState) -> None:
    waiting = change(state=state, settle_at=MORNING)
    each = noor(wants(wanted_line("9.00")), ledger=LedgerView(open_changes=[waiting]))
    assert (each.state, each.lines, codes(each)) == (PersonState.UNSETTLED, (), ["unsettled"])
    assert "add 8.00 on 2100" in each.findings[0].cause()


def test_somebody_waits_even_without_anything_to_send() -> None:
    waiting = days_change(state=ChangeState.UNKNOWN)
    each = noor(wants(), ledger=LedgerView(open_changes=[waiting]))
    assert each.state is PersonState.UNSETTLED
    assert "set-days 4.00 on Days" in each.findings[0].cause()


SURPLUS = change(state=ChangeState.SURPLUS, baseline=(LineId("7"),), settle_at=MORNING)
TWO_NEW = snapshot(
    found_line("7", "8.00"),  # was there before
    found_line("8", "8.00"),
    found_line("9", "3.00"),
    found_line("10", "8.00", "2190"),
    found_line("11", "8.00", employee=BRAM),
    found_line("8", "8.00", kind=PayKind.WAGE),
)


def test_of_a_surplus_every_new_line_on_the_code_is_asked() -> None:
    each = noor(wants(wanted_line("8.00")), TWO_NEW, LedgerView(open_changes=[SURPLUS]))
    assert (each.state, each.lines) == (PersonState.UNSETTLED, ())
    assert sorted(difference.line_id or "" for difference in each.differences) == ["8", "9"]
    assert codes(each) == ["unsettled", "foreign-line", "foreign-line"]


def test_a_line_that_was_answered_or_is_ours_is_not_asked_again() -> None:
    word = answer(Choice.ON_TOP, found_line("9", "3.00"))
    ledger = LedgerView([own_line("8", "8.00")], open_changes=[SURPLUS])
    assert noor(wants(wanted_line("8.00")), TWO_NEW, ledger, word).differences == ()


def test_an_unknown_write_without_a_surplus_asks_nothing() -> None:
    ledger = LedgerView(open_changes=[replace(SURPLUS, state=ChangeState.UNKNOWN)])
    assert noor(wants(wanted_line("8.00")), TWO_NEW, ledger).differences == ()


def test_nobody_waits_for_the_write_of_another() -> None:
    waiting = change(key=pay_key(employee=BRAM), state=ChangeState.UNKNOWN)
    assert noor(wants(wanted_line("8.00")), ledger=LedgerView(open_changes=[waiting])).state is READY


def test_a_change_that_is_only_planned_holds_nobody() -> None:
    assert noor(wants(wanted_line("9.00")), ledger=LedgerView(open_changes=[change()])).state is READY


@pytest.mark.parametrize("kind", [PayKind.HOURS, PayKind.WAGE])
def test_nobody_is_planned_whose_pay_was_not_read(kind: PayKind) -> None:
    read = snapshot()
    unread = replace(read, lines={place: lines for place, lines in read.lines.items() if place != (NOOR, kind)})
    each = noor(wants(wanted_line("8.00"), wanted_line("2.00", LUNCH)), unread)
    assert (each.state, codes(each), each.lines) == (BLOCKED, ["changed-since-plan"], ())


# -- the hash ---------------------------------------------------------------------------------------------------------

BASIS = {"rules": "1", "calendar": "month 2026-01-01", "current period": "2026-10", "consents": "", "mapping": "3"}


def hashed(
    want: DesiredPay | None = None,
    held: PayrollSnapshot | None = None,
    ledger: LedgerView | None = None,
    decisions: Sequence[Decision] = (),
    **values: Any,
) -> str:
    usual: dict[str, Any] = {"basis": BASIS}
    return plan(
        want or wants(wanted_line("9.00"), days={NOOR: {ZERO_HOURS: [5]}}),
        held or snapshot(found_line("1", "8.00")),
        ledger or LedgerView([own_line("1", "8.00")]),
        decisions,
        **usual | values,
    ).hash


def test_the_same_plan_has_the_same_hash_however_it_came_about() -> None:
    assert hashed() == hashed(basis=dict(reversed(BASIS.items())))
    assert hashed(findings=[finding("pending-entry")]) == hashed()  # a warning is no part of what is agreed to
    assert hashed(names={NOOR: "N. van Dijk"}) == hashed()
    assert len(hashed()) == 12


@pytest.mark.parametrize("part", BASIS)
def test_the_hash_changes_with_what_holds_for_the_company(part: str) -> None:
    assert hashed(basis=BASIS | {part: "another"}) != hashed()


@pytest.mark.parametrize(
    "chosen",
    [
        selection(Part.HOURS),
        selection(people=[NOOR]),
        selection(contract_type=HOURS_CONTRACT),
        replace(selection(), period=replace(OCTOBER, number=9)),
    ],
)
def test_the_hash_changes_with_the_selection(chosen: Selection) -> None:
    assert hashed(chosen=chosen) != hashed()


def test_the_hash_changes_with_what_a_person_should_have_or_has() -> None:
    days = {NOOR: {ZERO_HOURS: [5]}}
    others = [
        hashed(wants(wanted_line("9.01"), days=days)),  # desired
        hashed(held=snapshot(found_line("1", "7.00"))),  # our line as found
        hashed(held=snapshot(found_line("2", "8.00")), ledger=LedgerView([own_line("2", "8.00")])),
        hashed(held=snapshot(found_line("1", "8.00"), days={NOOR: 2})),  # days as found
        hashed(wants(wanted_line("9.00"), days={NOOR: {ZERO_HOURS: [5, 6]}})),
        hashed(held=snapshot(found_line("1", "8.00"), found_line("9", "3.00"))),  # foreign, on a code that is written
        hashed(wants(wanted_line("9.00"), wanted_line("1.00", pay_key(employee=BRAM)), days=days)),
        hashed(findings=[finding("not-employed")]),
    ]
    assert len({hashed(), *others}) == 9


def test_a_foreign_line_on_a_written_code_changes_the_hash_even_when_it_was_answered() -> None:
    def with_theirs(hours: str) -> str:
        line = found_line("9", hours)
        return hashed(held=snapshot(found_line("1", "8.00"), line), decisions=answer(Choice.ON_TOP, line))

    assert with_theirs("3.00") != with_theirs("4.00")


def test_a_foreign_line_on_another_code_makes_no_plan_stale() -> None:
    assert hashed(held=snapshot(found_line("1", "8.00"), found_line("9", "50.00", "4900"))) == hashed()


# -- the ledger as it will be -----------------------------------------------------------------------------------------


def foreseen(*changes: LedgerChange, held: PayrollSnapshot, own: Sequence[OwnLine] = ()) -> LedgerView:
    return foresee(LedgerView(own, {}, changes), held, MORNING + SETTLING)


def test_a_reading_settles_beforehand_what_it_shows() -> None:
    added = change(state=ChangeState.UNKNOWN, settle_at=MORNING)
    view = foreseen(added, held=snapshot(found_line("900", "8.00")))
    assert [(line.line_id, line.ownership) for line in view.own] == [("900", Ownership.CLAIMED)]
    assert [each.state for each in view.open_changes] == [ChangeState.DONE]
    assert noor(wants(wanted_line("8.00")), snapshot(found_line("900", "8.00")), view).state is UNCHANGED


def test_what_a_reading_cannot_settle_stays_as_it_was() -> None:
    own = [own_line("1", "5.00", pay_key("2190"))]
    waiting = change(state=ChangeState.UNKNOWN, settle_at=MORNING + 2 * SETTLING)
    view = foreseen(waiting, held=snapshot(found_line("1", "5.00", "2190")), own=own)
    assert (view.own, view.open_changes, view.days) == (own, [waiting], {})


def test_what_a_person_said_about_new_lines_is_foreseen() -> None:
    added = change(state=ChangeState.UNKNOWN, settle_at=MORNING)
    two = [found_line("900", "8.00"), found_line("901", "8.00")]

    def foreseen_with(*decisions: Decision) -> LedgerView:
        return foresee(LedgerView(open_changes=[added]), snapshot(*two), MORNING + SETTLING, decisions)

    assert [each.state for each in foreseen_with().open_changes] == [ChangeState.SURPLUS]
    one = foreseen_with(*answer(Choice.ADOPT, two[1]))
    assert (list(one.own), [each.state for each in one.open_changes]) == ([], [ChangeState.SURPLUS])
    adopted = foreseen_with(*answer(Choice.ADOPT, two[1]), *answer(Choice.ON_TOP, two[0]))
    assert [(line.line_id, line.ownership) for line in adopted.own] == [("901", Ownership.ADOPTED)]
    left = foreseen_with(*answer(Choice.ON_TOP, two[1]))
    assert [(line.line_id, line.ownership) for line in left.own] == [("900", Ownership.CLAIMED)]
    neither = foreseen_with(*answer(Choice.ON_TOP, two[0]), *answer(Choice.LEAVE_OUT, two[1]))
    assert (list(neither.own), [each.state for each in neither.open_changes]) == ([], [ChangeState.NOT_LANDED])


def test_a_line_seen_to_be_gone_and_days_seen_to_be_set_are_foreseen() -> None:
    gone = change(Action.REMOVE, "5.00", "0", id="1", old_line=LineId("1"), state=ChangeState.ANSWERED)
    days = days_change(0, 4, id="2", state=ChangeState.ANSWERED)
    view = foreseen(gone, days, held=snapshot(days={NOOR: 4}), own=[own_line("1", "5.00")])
    assert (view.own, view.days) == ([], {NOOR: 4})


def test_a_change_that_lost_its_line_shows_as_missing_until_it_is_written_again() -> None:
    started = change(Action.CHANGE, "12.50", "8.00", old_line=LineId("1"), state=ChangeState.ANSWERED)
    view = foreseen(started, held=snapshot(), own=[own_line("1", "12.50")])
    (following,) = view.open_changes
    assert (view.own, following.step, str(following.missing)) == ([], Step.INSERT, "12.50")


def test_a_key_of_days_is_one_for_all_contract_types() -> None:
    each = noor(FOUR, snapshot(HELD), SENT, chosen=replace(selection(), parts=EVERYTHING))
    assert each.days is not None
    assert each.days.key == PayKey(pay_key().company, NOOR, OCTOBER, None, PayKind.DAYS, "")
