"""The audit trail: append-only, each event chained to the one before it by a hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """Who did what to which thing, with the values before and after.

    Actions are dotted names such as ``export.applied``.
    """

    who: str
    action: str
    subject: str
    before: Mapping[str, object] = field(default_factory=dict)
    after: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AuditRecord:
    """An event as stored: its number from 1, the moment, and the hash over it and the hash before it."""

    number: int
    at: datetime
    event: AuditEvent
    previous: str
    hash: str


def chain(previous: AuditRecord | None, event: AuditEvent, at: datetime) -> AuditRecord:
    """The record that follows."""
    number = previous.number + 1 if previous else 1
    before = previous.hash if previous else GENESIS
    return AuditRecord(number, at, event, before, _hash(number, at, event, before))


def first_break(records: Iterable[AuditRecord]) -> int | None:
    """The number of the first record that does not follow from the one before it; None when the chain is whole."""
    previous, expected = GENESIS, 1
    for record in records:
        genuine = _hash(record.number, record.at, record.event, record.previous)
        if record.number != expected or record.previous != previous or record.hash != genuine:
            return record.number
        previous, expected = record.hash, expected + 1
    return None


def _hash(number: int, at: datetime, event: AuditEvent, previous: str) -> str:
    content = [
        number,
        at.isoformat(),
        event.who,
        event.action,
        event.subject,
        dict(event.before),
        dict(event.after),
        previous,
    ]
    return hashlib.sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()
