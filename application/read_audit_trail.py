"""The audit trail: who did what, newest first, and whether its chain is whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from application.ports.storage import Storage
from domain.audit import AuditRecord, first_break
from domain.hours import AMSTERDAM


@dataclass(frozen=True, slots=True)
class AuditQuestion:
    """What is looked for; what is empty is not asked.

    ``who`` and ``about`` are pieces of the name and of the subject, whatever their case; ``action`` is a whole action
    or the part before its dot; the days are Dutch ones, ends included.
    """

    who: str = ""
    action: str = ""
    about: str = ""
    first: date | None = None
    last: date | None = None

    def fits(self, record: AuditRecord) -> bool:
        """Whether the record is one of those that are looked for."""
        event, day = record.event, record.at.astimezone(AMSTERDAM).date()
        return (
            self.who.casefold() in event.who.casefold()
            and self.about.casefold() in event.subject.casefold()
            and (not self.action or event.action == self.action or event.action.startswith(f"{self.action}."))
            and (self.first is None or self.first <= day)
            and (self.last is None or day <= self.last)
        )


@dataclass(frozen=True, slots=True)
class AuditTrail:
    """The records asked for, newest first, from one place in the list on.

    ``found`` counts all that fit; ``actions`` are those that occur in the whole trail. ``head`` is the hash of the
    newest record of all. ``broken_at`` is the number of the first record that does not follow from the one before it,
    None when the chain is whole.
    """

    records: Sequence[AuditRecord]
    found: int
    actions: Sequence[str]
    head: str | None
    broken_at: int | None


@dataclass(frozen=True, slots=True)
class ReadAuditTrail:
    """Reads what is on record. Nothing ever changes it."""

    storage: Storage

    def __call__(self, question: AuditQuestion, skip: int = 0, most: int = 100) -> AuditTrail:
        """At most so many, after leaving out the newest ``skip`` of those that fit."""
        with self.storage.read() as work:
            every = work.audit.records()
        fitting = [record for record in reversed(every) if question.fits(record)]
        actions = sorted({record.event.action for record in every})
        head = every[-1].hash if every else None
        return AuditTrail(fitting[skip : skip + most], len(fitting), actions, head, first_break(every))
