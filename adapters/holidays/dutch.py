"""The public holidays of the Netherlands, from the package ``holidays``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from application.ports.holidays import Holiday
from domain.timecard import plain_name

UNUSUAL = frozenset({"goede vrijdag", "bevrijdingsdag"})
"""Offered, and chosen on purpose only: neither is a day off for everybody."""


@dataclass(frozen=True, slots=True)
class DutchHolidays:
    """A HolidayCalendar."""

    def of_year(self, year: int) -> Sequence[Holiday]:
        """By date; two that fall on one day are both there."""
        return _of_year(year)


@lru_cache(maxsize=100)
def _of_year(year: int) -> tuple[Holiday, ...]:
    from holidays import OPTIONAL, PUBLIC, country_holidays  # costs a tenth of a second, and few commands need it

    found = country_holidays("NL", years=year, language="nl", categories=(PUBLIC, OPTIONAL), observed=True)
    return tuple(
        Holiday(name, day, plain_name(name) not in UNUSUAL)
        for day in sorted(found)
        for name in sorted(found.get_list(day))
    )
