"""Which days, venues and filters a file covers: within them, an entry that it does not mention was deleted in eitje."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from adapters.eitje_files.head import Statements
from application.ports.timecards import ReadOptions
from domain.timecard import Timecard, plain_name
from domain.timecard_import import Coverage


def coverage_of(
    said: Statements, options: ReadOptions, cards: Sequence[Timecard]
) -> tuple[Coverage | None, tuple[str, ...]]:
    """The coverage, with the reasons why nothing will be removed, if so.

    A file's own word goes before that of the person who imports it.
    """
    reasons = list(said.remarks)
    days = said.period or options.covers
    if days is None:
        reasons.append("Nothing is removed, because the file does not say which days it covers.")
        return None, tuple(reasons)
    doubts = list(_doubts(said, days, cards))
    reasons.extend(f"Nothing is removed, because {doubt}." for doubt in doubts)
    venues = said.venues
    if said.period is None and venues is None and options.covers_venue is not None:
        venues = frozenset({options.covers_venue})
    elif said.period is None and venues is None and options.covers_mentioned:
        venues = frozenset(card.venue for card in cards)
    covered = Coverage(days[0], days[1], venues, said.teams, said.contract_types, complete=not doubts)
    return covered, tuple(reasons)


def _doubts(said: Statements, days: tuple[date, date], cards: Sequence[Timecard]) -> Iterator[str]:
    """Why what is said about the file cannot be relied on."""
    for label in said.not_understood:
        yield f'"{label}" in the head or log of the file is not understood'
    if not cards:
        yield "the file has no rows"
    if any(not days[0] <= card.day <= days[1] for card in cards):
        yield "the file has rows of other days than those that it is said to cover"
    if said.venues is not None and any(card.venue not in said.venues for card in cards):
        yield "the file has rows of other venues than those that it names"
    if said.teams is not None and any(card.team not in said.teams for card in cards):
        yield "the file has rows of other teams than those that it names"
    if said.contract_types is not None and any(card.contract_type not in said.contract_types for card in cards):
        yield "the file has rows of other contract types than those that it names"


def person_remarks(cards: Sequence[Timecard]) -> Iterator[str]:
    """Names that share an e-mail address or Nmbrs ID: their hours count as those of one person."""
    names: dict[str, dict[str, str]] = {}
    for person in {id(card.person): card.person for card in cards}.values():
        if not person.by_name_only:
            names.setdefault(person.key, {}).setdefault(plain_name(person.name), person.name)
    for key, known in names.items():
        if len(known) > 1:
            _, _, shared = key.partition(":")
            yield f"{' and '.join(known.values())} have the same {shared}, and count as one person."
