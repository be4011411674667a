"""Timecards and the files that they came from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from sqlalchemy import bindparam, delete, func, select

from adapters.sql.rows import Rows, Values, table_of
from adapters.sql.tables.timecards import TimecardImportRow, TimecardRow
from application.ports.storage import TimecardWords
from domain.hours import ShiftTimes, StatedHours
from domain.terms import ContractType
from domain.timecard import MealCount, PersonRef, Timecard, TimecardKind, TimecardStatus
from domain.timecard_import import ImportRecord

CARD = table_of(TimecardRow)
IMPORT = table_of(TimecardImportRow)

KEYS_AT_ONCE = 5_000
"""SQLite takes 32,766 values in one statement, PostgreSQL 65,535."""

ROWS_AT_ONCE = 2_000
"""Of a large import; all at once takes half as long again, for the rows as dicts are large."""


class SqlTimecards:
    """A TimecardStore."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def between(self, first: date, last: date) -> Sequence[Timecard]:
        """By day, person key and id."""
        statement = select(CARD).where(CARD.c.day.between(first, last))
        return self._rows.read(TimecardRow, _card, statement.order_by(CARD.c.day, CARD.c.person_key, CARD.c.id))

    def by_keys(self, source: str, keys: Iterable[str]) -> Sequence[Timecard]:
        """Those with these keys, by id."""
        ids = sorted({f"{source}:{key}" for key in keys})
        found: list[Timecard] = []
        for start in range(0, len(ids), KEYS_AT_ONCE):
            some = CARD.c.id.in_(ids[start : start + KEYS_AT_ONCE])
            statement = select(CARD).where(some, CARD.c.source == source).order_by(CARD.c.id)
            found.extend(self._rows.read(TimecardRow, _card, statement))
        return found

    def put(self, cards: Iterable[Timecard]) -> None:
        """Store or replace by id."""
        by_id = list({card.id: card for card in cards}.values())
        for start in range(0, len(by_id), ROWS_AT_ONCE):
            self._rows.put(TimecardRow, [_card_row(card) for card in by_id[start : start + ROWS_AT_ONCE]])

    def remove(self, cards: Iterable[Timecard]) -> None:
        """Remove by id."""
        gone = [{"gone": card.id} for card in cards]
        self._rows.execute(delete(CARD).where(CARD.c.id == bindparam("gone")), gone)

    def people(self) -> Sequence[Timecard]:
        """The latest timecard of each person key, by that key."""
        newest_first = [CARD.c.day.desc(), CARD.c.id.desc()]
        place = func.row_number().over(partition_by=CARD.c.person_key, order_by=newest_first)
        ranked = select(CARD.c.id, place.label("place")).subquery()
        latest = select(ranked.c.id).where(ranked.c.place == 1)
        return self._rows.read(
            TimecardRow, _card, select(CARD).where(CARD.c.id.in_(latest)).order_by(CARD.c.person_key)
        )

    def words(self) -> TimecardWords:
        """Every name that stands in a timecard."""
        columns = (CARD.c.venue, CARD.c.team, CARD.c.shift_type, CARD.c.meals)
        statement = select(*columns).distinct()
        return TimecardWords.of(self._rows.read(TimecardRow, _words, statement))

    def imports(self) -> Sequence[ImportRecord]:
        """Oldest first."""
        statement = select(IMPORT).order_by(IMPORT.c.imported_at, IMPORT.c.number)
        return self._rows.read(TimecardImportRow, _import, statement)

    def add_import(self, record: ImportRecord) -> None:
        """Record an import."""
        row = {
            "digest": record.digest,
            "name": record.name,
            "source": record.source,
            "imported_at": record.imported_at,
            "exported_at": record.exported_at,
            "coverage": record.coverage,
            "pending": record.pending,
        }
        self._rows.add(TimecardImportRow, [row])


def _card_row(card: Timecard) -> Values:
    person, times, stated = card.person, card.times, card.stated
    return {
        "id": card.id,
        "source": card.source,
        "entry_key": card.key,
        "person_key": person.key,
        "person_name": person.name,
        "eitje_user_id": person.eitje_user_id,
        "nmbrs_id": person.nmbrs_id,
        "email": person.email,
        "contract_venue": person.contract_venue,
        "day": card.day,
        "kind": card.kind.value,
        "status": card.status.value,
        "venue": card.venue,
        "team": card.team,
        "contract_type": card.contract_type.value if card.contract_type else None,
        "starts_at": times.start if times else None,
        "ends_at": times.end if times else None,
        "break_minutes": times.break_minutes if times else None,
        "stated_tenths": stated.tenths if stated else None,
        "stated_within": str(stated.within) if stated else None,
        "meals": card.meals,
        "notes": tuple(sorted(card.notes)),
        "shift_type": card.shift_type,
        "extras": card.extras,
        "sent_by_own_link": card.sent_by_own_link,
    }


def _card(row: TimecardRow) -> Timecard:
    times = stated = None
    if row.starts_at is not None and row.ends_at is not None and row.break_minutes is not None:
        times = ShiftTimes(row.starts_at, row.ends_at, row.break_minutes)
    if row.stated_tenths is not None and row.stated_within is not None:
        stated = StatedHours(row.stated_tenths, Fraction(row.stated_within))
    return Timecard(
        source=row.source,
        key=row.entry_key,
        person=PersonRef(row.person_name, row.eitje_user_id, row.nmbrs_id, row.email, row.contract_venue),
        day=row.day,
        kind=TimecardKind(row.kind),
        status=TimecardStatus(row.status),
        venue=row.venue,
        team=row.team,
        contract_type=ContractType(row.contract_type) if row.contract_type else None,
        times=times,
        stated=stated,
        meals=row.meals,
        notes=frozenset(row.notes),
        shift_type=row.shift_type,
        extras=row.extras,
        sent_by_own_link=row.sent_by_own_link,
    )


def _words(row: TimecardRow) -> tuple[str, str | None, str | None, tuple[MealCount, ...]]:
    return row.venue, row.team, row.shift_type, row.meals


def _import(row: TimecardImportRow) -> ImportRecord:
    return ImportRecord(
        digest=row.digest,
        name=row.name,
        source=row.source,
        imported_at=row.imported_at,
        exported_at=row.exported_at,
        coverage=row.coverage,
        pending=row.pending,
    )
