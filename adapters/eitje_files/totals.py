"""The totals row must add up: the only sign that rows of a file are missing or were changed by hand."""

from __future__ import annotations

from adapters.eitje_files.problems import Unreadable
from domain.hours import StatedHours, TimeNote
from domain.timecard import Timecard


class Sum:
    """Adds up the hours of the rows, in tenths of a minute.

    Decimals shown are rounded, so the sum is kept twice: of what the rows show, and of their exact times as far as
    those agree with what is shown. eitje may have added either.
    """

    def __init__(self) -> None:
        self._shown = 0
        self._exact = 0
        self._unsure = 0

    def add(self, card: Timecard) -> None:
        """Count a row; a row without hours counts by its times."""
        stated = card.stated
        if card.times is not None and (stated is None or TimeNote.HOURS_DISAGREE not in card.notes):
            self._exact += card.times.net_minutes * 10
        elif stated is not None:
            self._exact += stated.tenths
            self._unsure += int(stated.within * 10)
        self._shown += stated.tenths if stated is not None else 0

    def compare(self, total: StatedHours) -> None:
        """Raises Unreadable when neither sum is the total."""
        rounded = int(total.within * 10)
        if abs(total.tenths - self._shown) <= rounded:
            return
        if abs(total.tenths - self._exact) <= rounded + self._unsure:
            return
        raise Unreadable("file-does-not-add-up", stated=_clock(total.tenths), counted=_clock(self._shown))


def _clock(tenths: int) -> str:
    minutes = round(tenths / 10)
    return f"{minutes // 60}:{minutes % 60:02d}"
