"""The audit trail."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from adapters.memory.state import Books
from domain.audit import AuditEvent, AuditRecord, chain


class MemoryAudit:
    """An AuditStore."""

    __slots__ = ("_books", "_now")

    def __init__(self, books: Books, now: Callable[[], datetime]) -> None:
        self._books = books
        self._now = now

    def append(self, event: AuditEvent) -> AuditRecord:
        """Chain one event to the last, with its values as JSON can hold them."""
        state = self._books.state
        plain = replace(event, before=_plain(event.before), after=_plain(event.after))
        record = chain(state.audit[-1] if state.audit else None, plain, self._now())
        self._books.state = state._replace(audit=(*state.audit, record))
        return record

    def records(self) -> Sequence[AuditRecord]:
        """By number."""
        return self._books.state.audit

    def last(self) -> AuditRecord | None:
        """The newest."""
        return self._books.state.audit[-1] if self._books.state.audit else None


def _plain(values: Mapping[str, object]) -> dict[str, object]:
    """The values as a database gives them back, so that their hash can be computed again."""
    plain: dict[str, object] = json.loads(json.dumps(dict(values), default=str))
    return plain
