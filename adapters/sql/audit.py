"""The audit trail."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import select

from adapters.sql.rows import Rows, table_of
from adapters.sql.tables.audit import AuditRow
from domain.audit import AuditEvent, AuditRecord, chain

AUDIT = table_of(AuditRow)


class SqlAudit:
    """An AuditStore."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def append(self, event: AuditEvent) -> AuditRecord:
        """Chain one event to the last, with its values as JSON can hold them."""
        last = self.last()
        plain = replace(event, before=_plain(event.before), after=_plain(event.after))
        record = chain(last, plain, self._rows.now())
        row = {
            "number": record.number,
            "at": record.at,
            "who": plain.who,
            "action": plain.action,
            "subject": plain.subject,
            "was": plain.before,
            "became": plain.after,
            "previous": record.previous,
            "hash": record.hash,
        }
        self._rows.add(AuditRow, [row])
        return record

    def records(self) -> Sequence[AuditRecord]:
        """By number."""
        return self._rows.read(AuditRow, _record, select(AUDIT).order_by(AUDIT.c.number))

    def last(self) -> AuditRecord | None:
        """The newest."""
        return self._rows.first(AuditRow, _record, select(AUDIT).order_by(AUDIT.c.number.desc()).limit(1))


def _record(row: AuditRow) -> AuditRecord:
    event = AuditEvent(row.who, row.action, row.subject, row.was, row.became)
    return AuditRecord(row.number, row.at, event, row.previous, row.hash)


def _plain(values: Mapping[str, object]) -> dict[str, object]:
    """The values as they come back from JSON, so that their hash can be computed again."""
    plain: dict[str, object] = json.loads(json.dumps(dict(values), default=str))
    return plain
