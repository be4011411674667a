"""What a line of a plan carries into the ledger: its own line, the boxes it came from, and the timecards behind it."""

from dataclasses import replace

from domain.decisions import Choice, Difference
from domain.pay_line import Part, PayLine, PayrollSnapshot, SourceRef
from domain.plan import LedgerView, LineAction, PlannedLine
from domain.terms import LineId
from tests.unit.domain.samples import (
    BRAM,
    HOURS_CONTRACT,
    NOOR,
    ZERO_HOURS,
    amount,
    decide,
    found_line,
    own_line,
    pay_key,
    person,
    plan,
    selection,
    snapshot,
    wants,
)

NOW, BEFORE = (SourceRef("eitje:1", "b"),), (SourceRef("eitje:1", "a"), SourceRef("eitje:2", "a"))
BOTH, HOURS = frozenset({Part.HOURS, Part.ALLOWANCES}), frozenset({Part.HOURS})
OURS = replace(own_line("1", "8.00"), sources=BEFORE)
LEDGER = LedgerView([OURS])
ONE = LineId("1")


def want(hours: str) -> PayLine:
    return PayLine(pay_key(), amount(hours), BOTH, NOW)


def planned(held: PayrollSnapshot, *lines: PayLine, choice: Choice | None = None) -> PlannedLine:
    """The one line of the plan, with this answer to the difference where there is one."""
    each = person(plan(wants(*lines), held, LEDGER))
    if choice is not None:
        each = person(plan(wants(*lines), held, LEDGER, [decide(each.differences[0], choice)]))
    (line,) = each.lines
    return line


def line(action: LineAction, before: str, after: str, **values: object) -> PlannedLine:
    usual = {"line_id": ONE, "parts": BOTH, "sources": NOW}
    return PlannedLine(action, pay_key(), amount(before), amount(after), **usual | values)  # type: ignore[arg-type]


def test_a_line_that_is_added() -> None:
    (added,) = person(plan(wants(want("8.00")))).lines
    assert added == line(LineAction.ADD, "0", "8.00", line_id=None)


def test_a_line_that_is_kept_or_changed_counts_the_timecards_of_now() -> None:
    held = snapshot(found_line("1", "8.00"))
    assert planned(held, want("8.00")) == line(LineAction.KEEP, "8.00", "8.00")
    assert planned(held, want("9.00")) == line(LineAction.CHANGE, "8.00", "9.00")


def test_a_line_that_is_removed_counts_no_timecards_and_keeps_its_box() -> None:
    held = snapshot(found_line("1", "8.00"))
    assert planned(held) == line(LineAction.REMOVE, "8.00", "0", parts=HOURS, sources=())


def test_a_line_that_is_kept_as_nmbrs_shows_it() -> None:
    edited = snapshot(found_line("1", "5.00"))
    kept = planned(edited, want("8.00"), choice=Choice.KEEP_THEIRS)
    assert kept == line(LineAction.ACCEPT, "5.00", "5.00")
    unwanted = planned(edited, choice=Choice.KEEP_THEIRS)
    assert unwanted == line(LineAction.ACCEPT, "5.00", "5.00", parts=HOURS, sources=())


def test_a_line_that_is_restored() -> None:
    edited, gone = snapshot(found_line("1", "5.00")), snapshot()
    assert planned(edited, want("8.00"), choice=Choice.RESTORE_OURS) == line(LineAction.CHANGE, "5.00", "8.00")
    assert planned(gone, want("8.00"), choice=Choice.RESTORE_OURS) == line(LineAction.ADD, "0", "8.00", gone=True)


def test_a_line_that_is_adopted() -> None:
    theirs = found_line("9", "3.00")
    word = decide(Difference.of_foreign(theirs, []), Choice.ADOPT)
    (adopted,) = person(plan(wants(want("8.00")), snapshot(theirs), decisions=[word])).lines
    assert adopted == line(LineAction.CHANGE, "3.00", "8.00", line_id=LineId("9"), adopted=True)


def test_days_count_the_lines_of_the_person_alone() -> None:
    worked = {ZERO_HOURS: [5, 6], HOURS_CONTRACT: [20]}
    of_bram = own_line("2", "3.00", pay_key("2190", employee=BRAM, contract_type=HOURS_CONTRACT))
    meals = replace(own_line("3", "1.00", pay_key("4899", contract_type=HOURS_CONTRACT)), parts=frozenset({Part.MEALS}))
    made = plan(
        wants(days={NOOR: worked}), ledger=LedgerView([of_bram, meals]), chosen=selection(Part.HOURS, Part.DAYS)
    )
    days = person(made).days
    assert days is not None
    assert days.after == 2
