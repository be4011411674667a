"""Amounts: hours and counts with two decimals, kept as whole hundredths.

Nothing passes through binary floating point. Sums are made of exact fractions and rounded once, half away from zero
(docs/rules.md, "Add first, round once").
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TypeVar

K = TypeVar("K", bound=Hashable)

_PLAIN = re.compile(r"-?[0-9]+(?:[.,][0-9]{1,2})?\Z")


@dataclass(frozen=True, slots=True, order=True)
class Amount:
    """A number with two decimals: hours, or the value of a wage component.

    >>> str(Amount.parse("29,5"))
    '29.50'
    >>> Amount.parse("7.33") + Amount.parse("7.33") + Amount.parse("7.33") == Amount.parse("21.99")
    True
    """

    hundredths: int

    @classmethod
    def parse(cls, text: str) -> Amount:
        """Read plain notation with a dot or a comma and at most two decimals; anything else is a ValueError."""
        if not _PLAIN.match(text):
            raise ValueError(f"not an amount with at most two decimals: {text!r}")
        return cls.from_decimal(Decimal(text.replace(",", ".")))

    @classmethod
    def from_decimal(cls, value: Decimal) -> Amount:
        """Round to two decimals, half away from zero (Nmbrs may answer ``60.000004``)."""
        return cls(int((value * 100).to_integral_value(rounding=ROUND_HALF_UP)))

    @classmethod
    def from_fraction(cls, value: Fraction) -> Amount:
        """Round an exact number to two decimals, half away from zero.

        >>> str(Amount.from_fraction(Fraction(1325, 60)))   # 22 h 05
        '22.08'
        """
        return cls(round_half_away(value * 100))

    @classmethod
    def whole(cls, count: int) -> Amount:
        """A count, such as two meals: ``2.00``."""
        return cls(count * 100)

    def to_decimal(self) -> Decimal:
        """The same number with exactly two decimals."""
        return Decimal(self.hundredths).scaleb(-2)

    def __add__(self, other: Amount) -> Amount:
        return Amount(self.hundredths + other.hundredths)

    def __sub__(self, other: Amount) -> Amount:
        return Amount(self.hundredths - other.hundredths)

    def __bool__(self) -> bool:
        return self.hundredths != 0

    def __str__(self) -> str:
        return f"{self.to_decimal():.2f}"


ZERO = Amount(0)


def total(amounts: Iterable[Amount]) -> Amount:
    """The sum; ``0.00`` of nothing."""
    return Amount(sum(amount.hundredths for amount in amounts))


def round_half_away(value: Fraction) -> int:
    """The nearest whole number; a half goes away from zero.

    >>> [round_half_away(Fraction(n, 2)) for n in (-3, -1, 1, 3, 5)]
    [-2, -1, 1, 2, 3]
    """
    magnitude = (abs(value.numerator) * 2 + value.denominator) // (value.denominator * 2)
    return magnitude if value >= 0 else -magnitude


def spread(parts: Mapping[K, Fraction]) -> dict[K, Amount]:
    """Round the sum of the parts once and spread its hundredths by largest remainder.

    ``parts`` are exact, none negative, in order of preference: of equal remainders the earlier key gets the
    hundredth. Three shifts of 7 h 20 on three cost centres are 22.00, not 21.99:

    >>> shifts = dict.fromkeys(["bar", "hall", "kitchen"], Fraction(22, 3))
    >>> {place: str(hours) for place, hours in spread(shifts).items()}
    {'bar': '7.34', 'hall': '7.33', 'kitchen': '7.33'}
    """
    if any(value < 0 for value in parts.values()):
        raise ValueError("parts to spread cannot be negative")
    wanted = Amount.from_fraction(sum(parts.values(), Fraction(0))).hundredths
    floors = {key: int(value * 100) for key, value in parts.items()}
    left = wanted - sum(floors.values())
    by_remainder = sorted(parts, key=lambda key: floors[key] - parts[key] * 100)
    winners = set(by_remainder[:left])
    return {key: Amount(floors[key] + (key in winners)) for key in parts}
