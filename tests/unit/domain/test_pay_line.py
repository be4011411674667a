"""Pay lines: what makes two amounts one line, what an export may touch, and what was read."""

from dataclasses import replace

import pytest

from domain.pay_line import Part, PayKey, PayKind, PayrollPeriods, PayrollSnapshot, Run
from domain.wage_period import PeriodLength, PeriodRef
from tests.unit.domain.samples import BRAM, HAVEN, HOURS_CONTRACT, NOOR, OCTOBER, found_line, pay_key, selection

HOURS, MEALS = frozenset({Part.HOURS}), frozenset({Part.MEALS})


def test_keys_go_by_employee_kind_code_and_cost_centre_numbers_as_numbers() -> None:
    ordered = [
        pay_key("900"),
        pay_key("2100"),
        pay_key("2100", cost_centre="9"),
        pay_key("2100", cost_centre="10"),
        pay_key("2100", cost_centre="10", cost_unit="A"),
        pay_key("2100", cost_centre="BAR"),
        pay_key("2100", cost_centre="KEUKEN"),
        pay_key("4899", kind=PayKind.WAGE),
        pay_key("2100", employee=BRAM),
    ]
    assert sorted(set(ordered), key=lambda key: key.sort_key) == ordered


def test_keys_that_differ_never_share_a_place_in_the_order() -> None:
    keys = [
        pay_key(),
        pay_key(contract_type=HOURS_CONTRACT),
        pay_key(contract_type=None),
        pay_key(carried_from=PeriodRef(2026, 9)),
        replace(pay_key(), period=PeriodRef(2026, 9)),
    ]
    assert len({key.sort_key for key in keys}) == len(keys)


@pytest.mark.parametrize(
    ("key", "parts", "included"),
    [
        (pay_key(), HOURS, True),
        (pay_key(), MEALS, False),  # a box that is not ticked
        (pay_key(), HOURS | MEALS, True),  # one of the two is enough
        (pay_key(contract_type=HOURS_CONTRACT), HOURS, False),
        (pay_key(contract_type=None), HOURS, False),
        (pay_key(employee=BRAM), HOURS, False),
    ],
)
def test_a_selection_says_which_lines_may_be_touched(key: PayKey, parts: frozenset[Part], included: bool) -> None:
    assert selection(Part.HOURS, people=[NOOR]).includes(key, parts) == included


def test_other_companies_and_periods_are_outside() -> None:
    everybody = selection(Part.HOURS)
    assert everybody.includes(pay_key(employee=BRAM), HOURS)
    assert not everybody.includes(replace(pay_key(), company=HAVEN), HOURS)
    assert not everybody.includes(replace(pay_key(), period=PeriodRef(2026, 9)), HOURS)


def test_a_selection_is_told_in_full() -> None:
    assert str(selection(Part.MEALS, Part.HOURS)) == "company 3001, 2026-10, zero-hours, hours, meals, everybody"
    assert str(selection(Part.DAYS, people=[BRAM, NOOR])).endswith("days, 90001, 90002")


def test_hours_and_wages_are_numbered_apart() -> None:
    hours, wage = found_line("7", "8.00"), found_line("7", "2.00", "4899", kind=PayKind.WAGE)
    held = PayrollSnapshot({(NOOR, PayKind.HOURS): (hours,), (NOOR, PayKind.WAGE): (wage,)})
    assert set(held.of(NOOR).values()) == {hours, wage}
    assert held.of(BRAM) == {}


def test_a_later_reading_replaces_what_it_read_and_nothing_else() -> None:
    earlier = PayrollSnapshot(
        {(NOOR, PayKind.HOURS): (found_line("1", "8.00"),), (BRAM, PayKind.HOURS): ()}, {NOOR: 3, BRAM: 1}
    )
    both = earlier.updated(PayrollSnapshot({(NOOR, PayKind.HOURS): ()}, {NOOR: 4}))
    assert both.of_kind(NOOR, PayKind.HOURS) == ()
    assert (BRAM, PayKind.HOURS) in both.lines
    assert (NOOR, PayKind.WAGE) not in both.lines
    assert both.days == {NOOR: 4, BRAM: 1}


def test_only_a_locked_run_over_the_period_counts() -> None:
    open_run = Run(1, 2026, 10, 10, "October", locked=False)
    quarter = Run(2, 2026, 7, 9, "third quarter", locked=True)
    last_year = Run(3, 2025, 1, 12, "2025", locked=True)
    periods = PayrollPeriods(PeriodLength.MONTH, OCTOBER, (open_run, quarter, last_year))
    assert periods.locked_run(OCTOBER) is None
    assert [periods.locked_run(PeriodRef(2026, n)) for n in (6, 7, 9)] == [None, quarter, quarter]
    assert periods.locked_run(PeriodRef(2025, 10)) == last_year
