"""Import timecards: read a file of eitje, show what it changes, and store it whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from application.match_team_members import store_automatic_links
from application.ports.storage import Storage, UnitOfWork
from application.ports.timecards import ReadOptions, TimecardReader
from application.situation import every_calendar
from domain.audit import AuditEvent
from domain.errors import ProductError
from domain.hours import shown
from domain.terms import CompanyId
from domain.timecard import plain_name
from domain.timecard_import import ImportChanges, ImportRecord, TimecardFile, UserFile, merge, newer_import
from domain.wage_period import PeriodRef, find_period


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one file: of timecards, or of eitje's users. ``again``: the very same file came before."""

    file: TimecardFile | UserFile
    changes: ImportChanges | None
    newly_linked: int
    again: bool = False


@dataclass(frozen=True, slots=True)
class ImportTimecards:
    """Brings a file in. Importing the same file twice changes nothing."""

    storage: Storage
    reader: TimecardReader

    def __call__(
        self,
        path: Path,
        who: str,
        period: PeriodRef | None = None,
        covers: tuple[date, date] | None = None,
        covers_venue: str | None = None,
        covers_mentioned: bool = False,
    ) -> Imported:
        """Import one file.

        ``period`` gives the year to dates without one; ``covers`` are the days that a CSV covers, of one
        venue, of those that it mentions, or of all. Raises the
        ``file-…`` errors, and ``period-not-in-calendar`` when the period has no calendar to name its days.
        """
        with self.storage.read() as work:
            begins = {venue: c.new_day_begins for c in work.settings.companies() for venue in c.venues}
            span = _span(work, period) if period is not None else None
            columns = _columns(work)
        file = self.reader.read(path, ReadOptions(span, covers, covers_venue, covers_mentioned, begins, columns))
        with self.storage.write() as work:
            changes = None
            again = any(record.digest == file.digest for record in work.timecards.imports())
            if isinstance(file, UserFile):
                self._store_users(work, file, who)
            else:
                changes = self._store(work, file, who)
            linked = store_automatic_links(work, who)
            work.commit()
        return Imported(file, changes, linked, again)

    def _store(self, work: UnitOfWork, file: TimecardFile, who: str) -> ImportChanges:
        imports = work.timecards.imports()
        newer = newer_import(imports, file)
        if newer is not None:
            exported, last = (shown(at) if at else "" for at in (file.exported_at, newer.exported_at))
            raise ProductError("file-outdated", file=file.name, exported=exported, last=last)
        span = file.span
        stored = {card.id: card for card in work.timecards.by_keys(file.source, (c.key for c in file.timecards))}
        if span is not None:
            stored.update({card.id: card for card in work.timecards.between(span.first, span.last)})
        changes = merge(stored.values(), file)
        again = any(record.digest == file.digest for record in imports)
        if again and not (changes.added or changes.changed or changes.removed):
            return changes
        work.timecards.remove(changes.removed)
        work.timecards.put((*changes.added, *(change.after for change in changes.changed)))
        work.timecards.add_import(
            ImportRecord(file.digest, file.name, file.source, work.now(), file.exported_at, span, file.pending)
        )
        work.audit.append(
            AuditEvent(
                who,
                "timecards.imported",
                file.name,
                after={
                    "sha256": file.digest,
                    "added": len(changes.added),
                    "changed": [change.after.id for change in changes.changed],
                    "removed": [card.id for card in changes.removed],
                    "unchanged": changes.unchanged,
                },
            )
        )
        return changes

    def _store_users(self, work: UnitOfWork, file: UserFile, who: str) -> None:
        work.people.replace_users(file.users)
        after = {"sha256": file.digest, "users": len(file.users)}
        work.audit.append(AuditEvent(who, "users.imported", file.name, after=after))


def _columns(work: UnitOfWork) -> frozenset[str]:
    """The columns that function allowances name, of any company; a file may hold the hours of several."""
    allowances = (each for c in work.settings.companies() for each in work.settings.mapping(c.id).allowances)
    return frozenset(plain_name(each.column) for each in allowances if each.column is not None)


def _span(work: UnitOfWork, period: PeriodRef) -> tuple[date, date]:
    """The days of a period in any calendar: the widest, so that no date of the file falls outside."""
    found = [
        span
        for company in work.settings.companies()
        for calendars in every_calendar(work, CompanyId(company.id)).values()
        if (span := find_period(calendars, period)) is not None
    ]
    if not found:
        raise ProductError("wage-period-not-set", contract_type="any contract type", year=period.year)
    return min(span.start for span in found), max(span.end for span in found)
