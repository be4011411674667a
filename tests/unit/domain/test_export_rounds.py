"""Plan, write, read back and plan again: whatever the payroll does with the calls, hours arrive once."""

from collections.abc import Mapping
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.decisions import Choice, Difference
from domain.desired_pay import DesiredPay
from domain.ledger import Action, ChangeState
from domain.pay_line import FoundLine, PayKey, PayKind, PayLine
from domain.plan import PersonState, line_changes
from domain.terms import EmployeeId
from tests.unit.domain.house import Crash, House, done, house, refused
from tests.unit.domain.samples import (
    BRAM,
    HOURS_CONTRACT,
    MORNING,
    NOOR,
    PART_OF,
    ZERO_HOURS,
    amount,
    change,
    check,
    decide,
    pay_key,
    wants,
)

Lines = Mapping[PayKey, str]
Days = Mapping[EmployeeId, set[int]]
Theirs = list[tuple[EmployeeId, PayKind, str, str]]

people = st.sampled_from([NOOR, BRAM])
hours = st.sampled_from(["8.00", "3.00", "7.34", "7.33"])
hour_keys = st.builds(
    lambda who, code, centre, contract_type: pay_key(code, who, cost_centre=centre, contract_type=contract_type),
    people,
    st.sampled_from(["2100", "2190"]),
    st.sampled_from(["", "10", "20"]),
    st.sampled_from([ZERO_HOURS, ZERO_HOURS, ZERO_HOURS, HOURS_CONTRACT]),
)
wage_keys = st.builds(lambda who, code: pay_key(code, who, PayKind.WAGE), people, st.sampled_from(["4899", "4900"]))
some_lines = st.dictionaries(hour_keys | wage_keys, hours, max_size=8)
some_days = st.dictionaries(people, st.sets(st.integers(1, 31), max_size=4), max_size=2)
some_foreign = st.lists(
    st.tuples(people, st.just(PayKind.HOURS), st.sampled_from(["2100", "2190", "6050"]), hours)
    | st.tuples(people, st.just(PayKind.WAGE), st.sampled_from(["4899", "4950"]), hours),
    max_size=4,
)


def wish(lines: Lines, days: Days | None = None) -> DesiredPay:
    """These lines, and these days for whoever has hours under a zero-hours contract."""
    worked = {key.employee for key in lines if (key.kind, key.contract_type) == (PayKind.HOURS, ZERO_HOURS)}
    return wants(
        *(PayLine(key, amount(each), frozenset({PART_OF[key.kind]}), ()) for key, each in lines.items()),
        days={who: {ZERO_HOURS: each} for who, each in (days or {}).items() if who in worked},
    )


def held(made: House) -> list[tuple[str, ...]]:
    return sorted((x.employee, x.kind, x.code, str(x.amount)) for x in made.payroll.lines.values())


def expected(before: Lines, after: Lines) -> list[tuple[str, ...]]:
    """What is wanted of zero-hours contracts, and everything else as it was before."""
    chosen = {key: each for key, each in after.items() if key.contract_type is ZERO_HOURS}
    others = {key: each for key, each in before.items() if key.contract_type is not ZERO_HOURS}
    return sorted((key.employee, key.kind, key.code, each) for key, each in (chosen | others).items())


def strangers(made: House) -> list[FoundLine]:
    return [line for line in made.payroll.lines.values() if (line.kind, line.line_id) not in made.own]


@given(some_lines, some_lines, some_days, some_days)
def test_an_export_brings_what_is_wanted_is_proved_and_the_next_one_does_nothing(
    before: Lines, after: Lines, first_days: Days, days: Days
) -> None:
    made, want = house(before), wish(after, days)
    made.export(wish(before, first_days))
    made.export(want)
    assert held(made) == expected(before, after)
    again = made.export(want)
    assert (again.ready, again.left_behind) == ((), ())
    checked = check(want, made.payroll.read(), made.ledger)
    assert checked.proved or not (checked.lines or checked.days)
    assert (checked.differences, checked.unsettled) == ((), ())


@given(some_lines, some_lines, some_foreign, st.sampled_from([None, Choice.ON_TOP, Choice.LEAVE_OUT]))
def test_foreign_lines_appear_in_no_write(before: Lines, after: Lines, theirs: Theirs, choice: Choice | None) -> None:
    made, want = house(before, theirs), wish(after)
    strange = {line.line_id: line for line in strangers(made)}
    if choice is not None:
        made.decisions = [decide(Difference.of_foreign(line, []), choice) for line in strange.values()]
    planned = made.export(want)
    assert not made.payroll.deleted & set(strange)
    assert strange.items() <= made.payroll.lines.items()
    assert all(line.line_id not in strange for person in planned.people for line in person.lines)
    for person in planned.ready:
        written = {(line.key.kind, line.key.code) for _, line in line_changes(person)}
        assert choice is Choice.ON_TOP or not any((line.kind, line.code) in written for line in person.foreign)


@given(some_lines, some_lines, some_foreign)
def test_adopted_lines_become_part_of_what_is_wanted(before: Lines, after: Lines, theirs: Theirs) -> None:
    made, want = house(before, theirs), wish(after)
    made.decisions = [decide(Difference.of_foreign(line, []), Choice.ADOPT) for line in strangers(made)]
    concerned = {person.employee for person in made.export(want).people}
    wanted = [line for line in expected(before, after) if line[0] in concerned]
    assert [line for line in held(made) if line[0] in concerned] == wanted
    assert made.export(want).ready == ()


@given(
    some_lines,
    some_lines,
    some_days,
    st.lists(st.sampled_from(["done", "done", "answer lost", "lost", "late", "not sent"]), max_size=40),
)
def test_lost_and_late_calls_pay_nobody_twice_and_the_next_export_completes(
    before: Lines, after: Lines, days: Days, luck: list[str]
) -> None:
    made, want, coming = house(before), wish(after, days), iter(luck)
    made.export(want, lambda: next(coming, "done"))
    assert strangers(made) == [], "every line that is there is known to be ours"
    assert len(made.own) == len(made.payroll.lines)
    made.export(want)
    assert held(made) == expected(before, after)
    assert made.export(want).ready == ()


@given(
    some_lines,
    some_lines,
    some_days,
    st.integers(0, 30),
    st.lists(st.sampled_from(["done", "answer lost", "late", "lost"]), max_size=20),
)
def test_after_a_crash_anywhere_the_same_export_ends_as_if_nothing_had_happened(
    before: Lines, after: Lines, days: Days, patience: int, luck: list[str]
) -> None:
    made, want, coming = house(before), wish(after, days), iter(luck)
    made.patience = patience
    try:
        made.export(want, lambda: next(coming, "done"))
    except Crash:
        assert made.patience is None
    made.patience = None
    for _ in range(2):  # what did not land is found out by the first, and sent again by the second
        made.export(want)
    assert held(made) == expected(before, after)
    assert strangers(made) == []
    assert made.export(want).ready == ()


@given(some_lines, some_lines, st.lists(st.sampled_from(["done", "refused", "lost"]), max_size=40))
def test_nothing_is_added_where_something_could_not_be_taken_away(before: Lines, after: Lines, luck: list[str]) -> None:
    made, coming = house(before), iter(luck)
    made.export(wish(after), lambda: next(coming, "done"))
    assert not refused(made, Action.REMOVE) & done(made, Action.ADD)


def test_a_refused_change_is_put_back_told_and_tried_again() -> None:
    made, want = house({pay_key(): "12.50"}), wish({pay_key(): "8.00"})
    fates = iter(["done", "refused", "done"])
    made.export(want, lambda: next(fates))
    assert held(made) == [(NOOR, "hours", "2100", "12.50")]
    (one,) = made.changes.values()
    assert (one.state, one.code, str(one.missing)) == (ChangeState.REFUSED, "2010", "0.00")
    assert not check(want, made.payroll.read(), made.ledger).proved
    made.export(want)
    assert held(made) == [(NOOR, "hours", "2100", "8.00")]


def test_when_the_old_amount_cannot_be_put_back_either_it_is_told_as_missing() -> None:
    made, want = house({pay_key(): "12.50"}), wish({pay_key(): "8.00"})
    fates = iter(["done", "refused", "refused"])
    made.export(want, lambda: next(fates))
    assert held(made) == []
    assert [str(one.missing) for one in made.changes.values()] == ["12.50"]
    made.export(want)
    assert held(made) == [(NOOR, "hours", "2100", "8.00")]


def test_hours_that_move_to_another_code_never_stand_on_both() -> None:
    made, want = house({pay_key("2100"): "8.00"}), wish({pay_key("2190"): "8.00"})
    made.export(want, lambda: "refused")
    assert held(made) == [(NOOR, "hours", "2100", "8.00")]
    made.export(want)
    assert held(made) == [(NOOR, "hours", "2190", "8.00")]


def test_equal_lines_on_two_cost_centres_are_told_apart() -> None:
    made = house({})
    want = wish({pay_key(cost_centre="10"): "7.33", pay_key(cost_centre="20"): "7.33"})
    made.export(want)
    assert sorted(line.key.cost_centre for line in made.own.values()) == ["10", "20"]
    assert check(want, made.payroll.read(), made.ledger).proved


def test_nothing_is_written_for_a_person_who_waits() -> None:
    made = house({})
    waiting = change(state=ChangeState.UNKNOWN, settle_at=MORNING + timedelta(minutes=5))
    made.changes[waiting.id] = waiting
    planned = made.plan(wish({pay_key(): "8.00"}))
    assert (planned.ready, planned.left_behind[0].state) == ((), PersonState.UNSETTLED)
