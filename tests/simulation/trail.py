"""The audit trail explains every line: which call, or whose word, made it ours, changed it, and took it away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from domain.amount import Amount
from domain.audit import AuditRecord, chain
from domain.ledger import OwnLine
from domain.pay_line import PayKind
from domain.terms import LineId
from tests.simulation.violation import Violation

Place = tuple[PayKind, LineId]


@dataclass
class Trail:
    """Reads along as the trail grows; ``ours`` is what it says about our lines."""

    last: AuditRecord | None = None
    ours: dict[Place, Amount] = field(default_factory=dict)
    changes: set[str] = field(default_factory=set)
    """The ids of the changes of which the trail tells what became of them."""

    def follow(self, records: Sequence[AuditRecord]) -> None:
        """Read what was added; every record must follow from the one before it."""
        read = self.last.number if self.last else 0
        if self.last is not None and (len(records) < read or records[read - 1].hash != self.last.hash):
            raise Violation("the audit trail lost what it held")
        for record in records[read:]:
            genuine = chain(self.last, record.event, record.at)
            if (record.number, record.previous, record.hash) != (genuine.number, genuine.previous, genuine.hash):
                raise Violation(f"the audit trail breaks at {record.number}")
            self.last = record
            if record.event.action in ("pay.read-back", "ledger.corrected"):
                lines: Any = record.event.after["lines"]
                for line in lines:
                    self._learn(line)

    def _learn(self, line: Mapping[str, str]) -> None:
        if change := line.get("change"):
            self.changes.add(change)
        if not line["line"]:
            return
        place = (PayKind(line["kind"]), LineId(line["line"]))
        if line["holds"]:
            self.ours[place] = Amount.parse(line["holds"])
        elif self.ours.pop(place, None) is None:
            raise Violation(f"the audit trail takes away a line that it never named: {line}")

    def explain(self, own: Iterable[OwnLine]) -> None:
        """What the ledger holds is what the trail says, to the cent."""
        held = {(line.key.kind, line.line_id): line.amount for line in own}
        if held != self.ours:
            differing = sorted(set(held.items()) ^ set(self.ours.items()))
            raise Violation(f"the ledger holds what the audit trail does not explain, or the reverse: {differing}")
