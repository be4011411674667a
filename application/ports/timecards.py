"""What the application needs of a source of timecards that comes as a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path
from typing import Protocol

from domain.timecard_import import TimecardFile, UserFile


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the person who imports knows about a file.

    ``span`` gives the year to dates without one when the file itself names no days. ``covers`` says which days a CSV
    covers, and ``covers_venue`` for which venue alone; with ``covers_mentioned`` it covers those that it mentions, else
    all of them. ``new_day_begins`` is per venue, midnight where absent.
    ``columns`` are further columns to read, by plain name: those that function allowances name, and no others.
    """

    span: tuple[date, date] | None = None
    covers: tuple[date, date] | None = None
    covers_venue: str | None = None
    covers_mentioned: bool = False
    new_day_begins: Mapping[str, time] = field(default_factory=dict)
    columns: frozenset[str] = frozenset()


class TimecardReader(Protocol):
    """Reads a file of timecards or of team members; all of it, or an error."""

    def read(self, path: Path, options: ReadOptions) -> TimecardFile | UserFile:
        """Raises ProductError with one of the ``file-…`` codes; nothing else."""
        ...
