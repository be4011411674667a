"""Timecards and the files that they came from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from adapters.memory.state import Books
from application.ports.storage import TimecardWords
from domain.timecard import Timecard
from domain.timecard_import import ImportRecord


class MemoryTimecards:
    """A TimecardStore."""

    __slots__ = ("_books",)

    def __init__(self, books: Books) -> None:
        self._books = books

    def between(self, first: date, last: date) -> Sequence[Timecard]:
        """By day, person key and id."""
        found = [card for card in self._books.state.timecards.values() if first <= card.day <= last]
        return sorted(found, key=lambda card: (card.day, card.person.key, card.id))

    def by_keys(self, source: str, keys: Iterable[str]) -> Sequence[Timecard]:
        """Those with these keys, by id."""
        stored = self._books.state.timecards
        found = [stored.get(f"{source}:{key}") for key in set(keys)]
        return sorted((card for card in found if card is not None and card.source == source), key=lambda c: c.id)

    def put(self, cards: Iterable[Timecard]) -> None:
        """Store or replace by id."""
        state = self._books.state
        self._books.state = state._replace(timecards={**state.timecards, **{card.id: card for card in cards}})

    def remove(self, cards: Iterable[Timecard]) -> None:
        """Remove by id."""
        state = self._books.state
        gone = {card.id for card in cards}
        left = {id: card for id, card in state.timecards.items() if id not in gone}
        self._books.state = state._replace(timecards=left)

    def people(self) -> Sequence[Timecard]:
        """The latest timecard of each person key, by that key."""
        latest: dict[str, Timecard] = {}
        for card in sorted(self._books.state.timecards.values(), key=lambda card: (card.day, card.id)):
            latest[card.person.key] = card
        return [latest[key] for key in sorted(latest)]

    def words(self) -> TimecardWords:
        """Every name that stands in a timecard."""
        stored = self._books.state.timecards.values()
        return TimecardWords.of((card.venue, card.team, card.shift_type, card.meals) for card in stored)

    def imports(self) -> Sequence[ImportRecord]:
        """Oldest first."""
        return sorted(self._books.state.imports, key=lambda record: record.imported_at)

    def add_import(self, record: ImportRecord) -> None:
        """Record an import."""
        state = self._books.state
        self._books.state = state._replace(imports=(*state.imports, record))
