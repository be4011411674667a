"""Amounts: whole hundredths, added exactly, rounded once, spread by largest remainder."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.amount import ZERO, Amount, round_half_away, spread, total


@pytest.mark.parametrize(
    ("text", "hundredths"),
    [("29,5", 2950), ("29.50", 2950), ("7", 700), ("-1,05", -105), ("0,00", 0), ("-0.00", 0), ("120,25", 12025)],
)
def test_reads_plain_notation(text: str, hundredths: int) -> None:
    assert Amount.parse(text) == Amount(hundredths)


@pytest.mark.parametrize(
    "text", ["", "7,333", "1.000,00", "1e3", " 7", "7 ", "+7", ",5", "7,", "NaN", "--1", "7:30", "٧"]
)
def test_refuses_anything_else(text: str) -> None:
    with pytest.raises(ValueError, match="at most two decimals"):
        Amount.parse(text)


@pytest.mark.parametrize(
    ("hundredths", "text"),
    [(2950, "29.50"), (5, "0.05"), (-5, "-0.05"), (-105, "-1.05"), (0, "0.00"), (100000, "1000.00")],
)
def test_shows_two_decimals(hundredths: int, text: str) -> None:
    assert str(Amount(hundredths)) == text
    assert Amount(hundredths).to_decimal() == Decimal(text)


@pytest.mark.parametrize(
    ("value", "shown"),
    [("60.000004", "60.00"), ("12144", "12144.00"), ("0.005", "0.01"), ("-0.005", "-0.01"), ("1.0049", "1.00")],
)
def test_rounds_what_nmbrs_answers(value: str, shown: str) -> None:
    assert str(Amount.from_decimal(Decimal(value))) == shown


@pytest.mark.parametrize(
    ("minutes", "hours"),
    [
        (1325, "22.08"),  # 22 h 05 is 22.0833
        (Fraction("337.5"), "5.63"),  # 5.625, a half goes up
        (-Fraction("337.5"), "-5.63"),  # and a negative half goes down
        (1320, "22.00"),
        (20, "0.33"),
        (40, "0.67"),
        (1, "0.02"),
    ],
)
def test_minutes_become_hours_half_away_from_zero(minutes: Fraction, hours: str) -> None:
    assert str(Amount.from_fraction(Fraction(minutes) / 60)) == hours


def test_decimal_hours_add_up_as_they_are_shown() -> None:
    assert total([Amount.parse("7,33")] * 3) == Amount.parse("21,99")


def test_adds_subtracts_orders_and_knows_zero() -> None:
    assert Amount.parse("14.67") - Amount.parse("7.33") == Amount.parse("7.34")
    assert Amount.parse("7.33") + Amount.parse("7.34") == Amount.parse("14.67")
    assert Amount(1) < Amount(2)
    assert not ZERO
    assert Amount(-1)
    assert total([]) == ZERO
    assert Amount.whole(2) == Amount.parse("2.00")


def parts(*minutes: float | Fraction) -> dict[int, Fraction]:
    return {place: Fraction(str(each)) / 60 for place, each in enumerate(minutes)}


@pytest.mark.parametrize(
    ("minutes", "hundredths"),
    [
        ((440, 440, 440), [734, 733, 733]),  # 3 x 7 h 20 is 22.00; all remainders equal: the first key
        ((440, 440), [734, 733]),  # 14.67
        ((20, 40), [33, 67]),  # 1.00
        ((40, 20), [67, 33]),
        ((440, 441), [733, 735]),  # 14.6833 is 14.68; the remainder of 7.3333 is larger than that of 7.35
        ((50, 50, 50, 50, 50, 50), [84, 84, 83, 83, 83, 83]),  # 5.00 over six: two hundredths to hand out
        ((0, 440), [0, 733]),
        ((1325,), [2208]),
        ((), []),
    ],
)
def test_spreads_hundredths_by_largest_remainder(minutes: tuple[int, ...], hundredths: list[int]) -> None:
    assert [each.hundredths for each in spread(parts(*minutes)).values()] == hundredths


def test_spreading_negative_parts_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        spread(parts(440, -1))


exact_hours = st.integers(0, 60 * 24 * 31).map(lambda minutes: Fraction(minutes, 60))


@given(st.lists(exact_hours, max_size=12))
def test_a_sum_drifts_at_most_half_a_hundredth(values: list[Fraction]) -> None:
    rounded = Amount.from_fraction(sum(values, Fraction(0)))
    assert abs(Fraction(rounded.hundredths, 100) - sum(values)) <= Fraction(1, 200)


@given(st.lists(exact_hours, max_size=12))
def test_spreading_keeps_the_rounded_sum_and_moves_no_line_by_a_hundredth(values: list[Fraction]) -> None:
    lines = spread(dict(enumerate(values)))
    assert total(lines.values()) == Amount.from_fraction(sum(values, Fraction(0)))
    for place, exact in enumerate(values):
        assert abs(Fraction(lines[place].hundredths, 100) - exact) < Fraction(1, 100)


@given(st.fractions())
def test_rounding_is_symmetric_around_zero(value: Fraction) -> None:
    assert round_half_away(-value) == -round_half_away(value)
    assert abs(round_half_away(value) - value) <= Fraction(1, 2)
