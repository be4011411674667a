"""What a file says about itself: in the block above the table, and in the sheet ``log``.

The block is label and value, in neighbouring cells or with a colon between them. What its lines are called is only
partly known (docs/eitje.md, "Files"), so a label that is not known counts as a filter that is not understood: then
nothing may be taken for deleted.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from adapters.eitje_files.cells import read_contract_type, read_status
from adapters.eitje_files.columns import Row, plain
from adapters.eitje_files.days import Days, read_day, read_moment, read_span
from adapters.eitje_files.problems import BadValue, Unreadable, YearNeeded
from domain.terms import ContractType
from domain.timecard import TimecardStatus
from domain.timecard_import import PendingEntries

T = TypeVar("T")

NO_RESTRICTION = frozenset(
    {"", "-", "alle", "alles", "all", "geen", "none", "geen filter", "geen filters"}
    | {f"alle {things}" for things in ("vestigingen", "teams", "contracttypes", "contracttypen", "teamleden")}
)
"""Values of a filter that leave everything in."""

SOMEBODY = "?"
"""Whose entries are not approved, when the file does not say."""

_PERIOD = frozenset({"geexporteerde periode", "periode", "period"})
_FIRST = frozenset({"start date", "startdatum"})
_LAST = frozenset({"end date", "einddatum"})
_VENUES = frozenset({"vestigingen", "vestiging", "venues", "environments"})
_TEAMS = frozenset({"teams", "team"})
_CONTRACT_TYPES = frozenset({"contracttypes", "contracttypen", "contracttype", "contract types"})
_EXPORTED = frozenset({"geexporteerd op", "exportdatum", "exported at", "export time", "export date"})
_STATUS = frozenset({"status", "statussen", "statuses"})
_TABLE_TYPE = frozenset({"table type"})
_COLUMNS = frozenset({"columns"})
_HARMLESS = frozenset(
    {"formats", "excel", "export", "titel", "title", "organisatie", "organisation", "bedrijf"}
    | {"geexporteerd door", "exported by", "taal", "language", "sortering", "aantal regels", "aantal rijen"}
)

_PENDING = re.compile(
    r"\b(?:nog\s+te\s+accorderen|niet\b[^.:]{0,40}\b(?:goedgekeurd|geaccordeerd))\b", re.ASCII | re.IGNORECASE
)
_NUMBER = re.compile(r"\d{1,6}")
_PERSON_THEN_COUNT = re.compile(r"(.*\S)\s*(?:\((\d{1,6})x?\)|:\s*(\d{1,6}))")
_COUNT_THEN_PERSON = re.compile(r"(\d{1,6})\s*[x×]\s+(.*)")


@dataclass(slots=True)
class Statements:
    """What the block, or the log, says. None is nothing, or everything."""

    table_type: str | None = None
    columns: str | None = None
    first: str | None = None
    last: str | None = None
    period: Days | None = None
    venues: frozenset[str] | None = None
    teams: frozenset[str] | None = None
    contract_types: frozenset[ContractType] | None = None
    exported_at: datetime | None = None
    holds_unapproved: bool = False
    """A filter on status lets entries through that are not approved."""
    pending: tuple[PendingEntries, ...] = ()
    not_understood: list[str] = field(default_factory=list)
    """Labels of filters that nobody here understands."""
    remarks: list[str] = field(default_factory=list)


def read_statements(lines: Iterable[Row]) -> Statements:
    """Read the block or the log."""
    said = Statements()
    for _, cells in lines:
        filled = [cell.strip() for cell in cells if cell.strip()]
        if not filled:
            continue
        line = ": ".join(filled)
        label, value = _label_and_value(filled)
        phrase = _PENDING.search(line)
        if phrase and plain(label) not in _STATUS:
            _read_pending(said, line, phrase)
        elif value is not None:
            _take(said, label, value)
    if said.period is None and said.first is not None and said.last is not None:
        said.period = read_bounds(said.first, said.last)
    return said


def read_bounds(first: str, last: str) -> Days | None:
    """The span between two cells that each hold a day; None when they do not."""
    try:
        days = read_day(first, None), read_day(last, None)
    except (BadValue, YearNeeded):
        return None
    return days if days[0] <= days[1] else None


def _label_and_value(filled: list[str]) -> tuple[str, str | None]:
    """A line without a value is a title."""
    if len(filled) > 1:
        return filled[0].rstrip(":"), ", ".join(filled[1:])
    label, colon, value = filled[0].partition(": ")
    return label, value if colon else None


def _take(said: Statements, label: str, value: str) -> None:
    name, free = plain(label), plain(value) in NO_RESTRICTION
    if name in _TABLE_TYPE:
        said.table_type = plain(value)
    elif name in _COLUMNS:
        said.columns = value
    elif name in _FIRST:
        said.first = value
    elif name in _LAST:
        said.last = value
    elif name in _PERIOD:
        said.period = read_span(value)
        said.not_understood += [] if said.period else [f"{label}: {value}"]
    elif name in _EXPORTED:
        said.exported_at = read_moment(value)
        said.remarks += [] if said.exported_at else [f'The moment of the export cannot be read: "{value}".']
    elif name not in _HARMLESS and not free:
        _take_filter(said, label, value)


def _take_filter(said: Statements, label: str, value: str) -> None:
    name = plain(label)
    parts = re.split(r"[,;\r\n]", unicodedata.normalize("NFC", value))
    names = frozenset(" ".join(part.split()) for part in parts if part.strip())
    if name in _VENUES:
        said.venues = names
    elif name in _TEAMS:
        said.teams = names
    elif name in _CONTRACT_TYPES:
        try:
            said.contract_types = frozenset(kind for part in names if (kind := read_contract_type(part)) is not None)
        except BadValue:
            said.not_understood.append(f"{label}: {value}")
    else:
        said.not_understood.append(label)
        said.holds_unapproved |= name in _STATUS and any(
            read_status(part) is not TimecardStatus.APPROVED for part in names
        )


def _read_pending(said: Statements, line: str, phrase: re.Match[str]) -> None:
    """``2 gewerkte diensten zijn nog niet goedgekeurd: Zoë van den Berg (1), Emre Yılmaz (1)``."""
    rest, _, named = line[phrase.end() :].partition(": ")
    people = [part.strip() for part in re.split(r"[,;\r\n]|\ben\b", named) if part.strip()]
    number = _NUMBER.search(line[: phrase.start()]) or _NUMBER.search(rest)
    if number is None and named.isdecimal():
        number, people = _NUMBER.match(named), []
    total = int(number[0]) if number else None
    if people:
        found = [_person(part, total if len(people) == 1 else None) for part in people]
        counted = sum(entry.count for entry in found)
        if total is not None and counted != total:
            said.remarks.append(f"The head counts {total} entries that are not approved, but names {counted}.")
        said.pending += tuple(found)
    elif total != 0:
        said.pending += (PendingEntries(SOMEBODY, total or 1),)


def _person(text: str, total: int | None) -> PendingEntries:
    if match := _PERSON_THEN_COUNT.fullmatch(text):
        return PendingEntries(match[1], int(match[2] or match[3]))
    if match := _COUNT_THEN_PERSON.fullmatch(text):
        return PendingEntries(match[2], int(match[1]))
    return PendingEntries(text, total or 1)


def combine(head: Statements, log: Statements) -> Statements:
    """One statement out of two. Raises Unreadable when the two contradict each other."""

    def agreed(what: str, get: Callable[[Statements], T | None], show: Callable[[T], str]) -> T | None:
        ours, theirs = get(head), get(log)
        if ours is not None and theirs is not None and ours != theirs:
            raise Unreadable("file-contradicts-itself", field=what, head=show(ours), log=show(theirs))
        return theirs if ours is None else ours

    return Statements(
        table_type=agreed("table type", lambda said: said.table_type, str),
        columns=agreed("columns", lambda said: said.columns, str),
        period=agreed("period", lambda said: said.period, lambda days: f"{days[0]} to {days[1]}"),
        venues=agreed("venues", lambda said: said.venues, _names),
        teams=agreed("teams", lambda said: said.teams, _names),
        contract_types=agreed("contract types", lambda said: said.contract_types, _names),
        exported_at=head.exported_at or log.exported_at,
        holds_unapproved=head.holds_unapproved or log.holds_unapproved,
        pending=head.pending or log.pending,
        not_understood=list(dict.fromkeys([*head.not_understood, *log.not_understood])),
        remarks=[*head.remarks, *log.remarks],
    )


def _names(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
