"""What a verification shows line by line, who waits for a word, and when there is nothing to say at all."""

from dataclasses import replace

import pytest

from domain.decisions import Cause, Choice, Difference
from domain.findings import Finding
from domain.ledger import Action, ChangeState, LedgerChange, Step
from domain.pay_line import Part, PayKind, Selection, SourceRef
from domain.plan import LedgerView
from domain.terms import LineId
from domain.verification import CheckedLine, verify
from tests.unit.domain.samples import (
    BRAM,
    NOOR,
    SOFIE,
    ZERO_HOURS,
    amount,
    change,
    check,
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
THERE, THEIRS = found_line("1", "8.00"), found_line("9", "3.00")
WAGE = PayKind.WAGE


def test_a_line_of_ours_in_full() -> None:
    (row,) = check(EIGHT, snapshot(found_line("1", "5.00")), OURS).lines
    assert row == CheckedLine(
        NOOR,
        "Noor van Dijk",
        pay_key(),
        PayKind.HOURS,
        "2100",
        LineId("1"),
        amount("8.00"),
        amount("8.00"),
        amount("5.00"),
        (Cause.EDITED,),
    )


def test_a_line_that_was_never_sent_in_full() -> None:
    (row,) = check(EIGHT, snapshot(), LedgerView()).lines
    name, causes = "Noor van Dijk", (Cause.EDITED_IN_EITJE,)
    assert row == CheckedLine(NOOR, name, pay_key(), PayKind.HOURS, "2100", None, amount("8.00"), None, None, causes)


def test_a_foreign_line_in_full() -> None:
    _, row = check(EIGHT, snapshot(THERE, found_line("9", "2.00", "4899", kind=WAGE)), OURS).lines
    nine, two, causes = LineId("9"), amount("2.00"), (Cause.FOREIGN,)
    assert row == CheckedLine(NOOR, "Noor van Dijk", None, WAGE, "4899", nine, None, None, two, causes)


def test_somebody_without_a_known_name_goes_by_the_number() -> None:
    checked = verify(selection(), EIGHT, OURS, snapshot(THERE, THEIRS), [], {})
    assert [row.name for row in checked.lines] == [NOOR, NOOR]


def test_days_go_by_name_and_those_without_one_first() -> None:
    ledger = LedgerView(days={BRAM: 2, NOOR: 4, SOFIE: 1})
    held = snapshot(days={BRAM: 2, NOOR: 4, SOFIE: 0})
    named = check(wants(), held, ledger).days
    assert [(days.employee, days.name) for days in named] == [
        (BRAM, "Bram de Boer"),
        (NOOR, "Noor van Dijk"),
        (SOFIE, "Sofie Jansen"),
    ]
    partly = verify(selection(), wants(), ledger, held, [], {NOOR: "Noor van Dijk", BRAM: "Bram de Boer"}).days
    assert [days.name for days in partly] == [SOFIE, "Bram de Boer", "Noor van Dijk"]


def test_lines_of_somebody_without_a_name_come_first() -> None:
    want = wants(wanted_line("8.00"), wanted_line("8.00", pay_key(employee=BRAM)))
    checked = verify(selection(), want, LedgerView(), snapshot(), [], {BRAM: "Bram de Boer"})
    assert [line.name for line in checked.lines] == [NOOR, "Bram de Boer"]


# -- a new line while a change of ours is under way -------------------------------------------------------------------

UNDER_WAY = change(state=ChangeState.UNKNOWN, baseline=(LineId("7"),))


def asked(*changes: LedgerChange) -> list[str | None]:
    """The new line 8 of 8.00 on 2100, while these changes are under way: which lines wait for a word."""
    checked = check(EIGHT, snapshot(found_line("8", "8.00")), LedgerView(open_changes=changes))
    return [difference.line_id for difference in checked.differences]


def test_a_new_line_that_a_change_under_way_may_have_written_waits_for_nobody() -> None:
    assert asked() == ["8"]
    assert asked(UNDER_WAY) == []
    assert asked(replace(UNDER_WAY, state=ChangeState.SENDING)) == []


@pytest.mark.parametrize(
    "other",
    [
        replace(UNDER_WAY, state=ChangeState.PLANNED),  # nothing was sent
        replace(UNDER_WAY, baseline=(LineId("8"),)),  # the line was there before
        replace(UNDER_WAY, key=pay_key("2190")),
        replace(UNDER_WAY, key=pay_key(kind=WAGE)),
        replace(UNDER_WAY, key=pay_key(employee=BRAM)),
        replace(UNDER_WAY, state=ChangeState.SURPLUS),  # reading back cannot tell
    ],
)
def test_a_new_line_that_no_change_under_way_explains_is_asked(other: LedgerChange) -> None:
    assert asked(other) == ["8"]


# -- nothing to say ---------------------------------------------------------------------------------------------------


def test_a_verification_says_what_was_compared() -> None:
    chosen = selection(people=[NOOR])
    assert check(EIGHT, snapshot(THERE), OURS, chosen=chosen).selection == chosen


def test_nothing_sent_and_nothing_wanted_is_empty() -> None:
    assert check(wants(), snapshot(), LedgerView()).empty
    assert check(wants(), snapshot(THEIRS), LedgerView()).empty  # the payroll office typed a bonus


def test_what_is_compared_or_waits_is_not_empty() -> None:
    nothing = check(wants(), snapshot(), LedgerView())
    assert not check(EIGHT, snapshot(), LedgerView()).empty
    assert not check(wants(), snapshot(days={NOOR: 4}), LedgerView(days={NOOR: 4})).empty
    assert not replace(nothing, unsettled=(change(key=pay_key(employee=SOFIE), state=ChangeState.UNKNOWN),)).empty
    half = change(Action.CHANGE, "12.50", "8.00", step=Step.INSERT)
    assert not check(wants(), snapshot(), LedgerView(open_changes=[half])).empty
    assert not replace(nothing, findings=(Finding("not-linked", "Invaller"),)).empty
    assert not replace(nothing, differences=(Difference.of_foreign(THEIRS, []),)).empty


def test_a_line_that_is_to_become_ours_is_not_empty() -> None:
    word = decide(Difference.of_foreign(THEIRS, []), Choice.ADOPT)
    assert not check(wants(), snapshot(THEIRS), LedgerView(), [word]).empty


# -- what no export included ------------------------------------------------------------------------------------------

WORKED = wants(wanted_line("8.00"), days={NOOR: {ZERO_HOURS: [5]}})
BY_TEAM = replace(selection(), teams=frozenset({"Bar"}))


@pytest.mark.parametrize(
    ("exported", "not_sent"),
    [
        ([], (True, True)),
        ([selection()], (False, False)),
        ([selection(people=[BRAM])], (True, True)),
        ([selection(people=[NOOR])], (False, False)),
        ([selection(people=[BRAM]), selection(people=[NOOR])], (False, False)),
        ([selection(Part.HOURS)], (False, True)),
        ([selection(Part.DAYS)], (True, False)),
        ([selection(Part.HOURS), selection(Part.DAYS, people=[BRAM])], (False, True)),
        (None, (False, False)),
    ],
)
def test_hours_and_days_that_no_export_included_are_not_yet_sent(
    exported: list[Selection] | None, not_sent: tuple[bool, bool]
) -> None:
    """What was included and is not there disproves; what was not included does not."""
    checked = check(WORKED, snapshot(), LedgerView(), exported=exported)
    (line,), (days,) = checked.lines, checked.days
    assert (line.not_sent, days.not_sent) == not_sent
    assert (days.employee, days.name, days.desired, days.sent, days.found) == (NOOR, "Noor van Dijk", 1, None, 0)
    assert (line.disproves, days.disproves) == (not not_sent[0], not not_sent[1])
    assert line.causes == (() if line.not_sent else (Cause.EDITED_IN_EITJE,))


def test_days_that_waited_for_hours_worked_elsewhere_are_not_yet_sent() -> None:
    """An export of the bar sent Noor's hours there; Days is one number and waits for those of the kitchen."""
    bar, kitchen = wanted_line("8.00", pay_key("2100")), wanted_line("4.00", pay_key("2190"))
    lines = [
        replace(line, sources=(SourceRef(team, "d", "De Kade", team),))
        for line, team in ((bar, "Bar"), (kitchen, "Keuken"))
    ]
    want = wants(*lines, days={NOOR: {ZERO_HOURS: [5, 6]}})
    ours = LedgerView([replace(own_line("1", "8.00"), sources=lines[0].sources)])
    (days,) = check(want, snapshot(THERE), ours, exported=[BY_TEAM]).days
    assert (days.not_sent, days.disproves) == (True, False)
    (days,) = check(want, snapshot(THERE), ours, exported=[BY_TEAM, selection(Part.DAYS)]).days
    assert (days.not_sent, days.disproves) == (False, True)
    alone = wants(lines[0], days={NOOR: {ZERO_HOURS: [5]}})
    (days,) = check(alone, snapshot(THERE), ours, exported=[BY_TEAM]).days
    assert (days.not_sent, days.disproves) == (False, True)


def test_days_that_were_proved_once_were_sent() -> None:
    (days,) = check(WORKED, snapshot(days={NOOR: 1}), LedgerView(days={NOOR: 1}), exported=[]).days
    assert (days.not_sent, days.sent, days.found) == (False, 1, 1)
