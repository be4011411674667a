"""What the application needs of a calendar of public holidays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Holiday:
    """A public holiday by its Dutch name, and its date.

    ``usual`` is False for the days that are not free everywhere, so that they are chosen on purpose only.
    """

    name: str
    day: date
    usual: bool


class HolidayCalendar(Protocol):
    """The public holidays of the Netherlands."""

    def of_year(self, year: int) -> Sequence[Holiday]:
        """Those of one year, by date."""
        ...
