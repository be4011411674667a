"""What a file of timecards says, and what importing it adds, changes and removes.

Only stored timecards that lie inside everything the file covers are removed when it does not mention them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from domain.terms import ContractType
from domain.timecard import Timecard


@dataclass(frozen=True, slots=True)
class Coverage:
    """The days and filters of a file. ``None`` means all. ``complete`` is False when a filter is not understood.

    Only within a complete coverage can a missing entry be taken for a deleted one.
    """

    first: date
    last: date
    venues: frozenset[str] | None = None
    teams: frozenset[str] | None = None
    contract_types: frozenset[ContractType] | None = None
    complete: bool = True

    def includes(self, card: Timecard) -> bool:
        """True when a file with this coverage would have mentioned the timecard."""
        return (
            self.complete
            and self.first <= card.day <= self.last
            and (self.venues is None or card.venue in self.venues)
            and (self.teams is None or card.team in self.teams)
            and (self.contract_types is None or card.contract_type in self.contract_types)
        )

    def overlaps(self, other: Coverage) -> bool:
        """True when both speak about some day."""
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True, slots=True)
class PendingEntries:
    """A person with entries that are not approved yet, as the head of a file names them."""

    person: str
    count: int


@dataclass(frozen=True, slots=True)
class EitjeUser:
    """A team member as eitje's own user file lists them."""

    name: str
    email: str | None
    nmbrs_id: str | None
    contract_venue: str | None


@dataclass(frozen=True, slots=True)
class TimecardFile:
    """A file of timecards, read and found consistent.

    ``digest`` is the SHA-256 of its bytes. ``exported_at`` is None when the file does not say. ``coverage`` is None
    when nothing is said about it (a CSV); then nothing is ever removed. ``remarks`` are plain sentences for the
    person who imports.
    """

    name: str
    source: str
    digest: str
    timecards: tuple[Timecard, ...]
    coverage: Coverage | None = None
    exported_at: datetime | None = None
    pending: tuple[PendingEntries, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def span(self) -> Coverage | None:
        """What the file speaks about: its coverage, else the days of its own rows."""
        if self.coverage is not None or not self.timecards:
            return self.coverage
        days = [card.day for card in self.timecards]
        return Coverage(min(days), max(days), complete=False)


@dataclass(frozen=True, slots=True)
class UserFile:
    """eitje's user file, read."""

    name: str
    digest: str
    users: tuple[EitjeUser, ...]


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """A file that was imported."""

    digest: str
    name: str
    source: str
    imported_at: datetime
    exported_at: datetime | None
    coverage: Coverage | None
    pending: tuple[PendingEntries, ...]


@dataclass(frozen=True, slots=True)
class TimecardChange:
    """A timecard whose content differs from the stored one."""

    before: Timecard
    after: Timecard


@dataclass(frozen=True, slots=True)
class ImportChanges:
    """What an import does to the stored timecards. ``not_mentioned`` stay stored and are only counted."""

    added: tuple[Timecard, ...]
    changed: tuple[TimecardChange, ...]
    removed: tuple[Timecard, ...]
    unchanged: int
    not_mentioned: int


def merge(stored: Iterable[Timecard], file: TimecardFile) -> ImportChanges:
    """Compare a file with the stored timecards of the same source.

    ``stored`` holds at least those with a key of the file and those of the days it spans.
    """
    known = {card.key: card for card in stored if card.source == file.source}
    mentioned = {card.key for card in file.timecards}
    silent = [card for key, card in known.items() if key not in mentioned]
    removed = tuple(card for card in silent if file.coverage is not None and file.coverage.includes(card))
    span = file.span
    within = [card for card in silent if span is not None and span.first <= card.day <= span.last]
    return ImportChanges(
        added=tuple(card for card in file.timecards if card.key not in known),
        changed=tuple(
            TimecardChange(known[card.key], card)
            for card in file.timecards
            if card.key in known and known[card.key] != card
        ),
        removed=removed,
        unchanged=sum(1 for card in file.timecards if known.get(card.key) == card),
        not_mentioned=len(within) - len(removed),
    )


def newer_import(records: Iterable[ImportRecord], file: TimecardFile) -> ImportRecord | None:
    """An import of the same days from a file that eitje made later than this one, or None."""
    span = file.span
    if file.exported_at is None or span is None:
        return None
    later = [
        (record.exported_at, record)
        for record in records
        if record.exported_at is not None
        and record.exported_at > file.exported_at
        and record.coverage is not None
        and record.coverage.overlaps(span)
    ]
    return max(later, key=lambda dated: dated[0], default=(None, None))[1]
