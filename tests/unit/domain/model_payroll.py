"""A payroll of a few lines that knows who wrote each of them, and how calls to it may end."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from domain.ledger import Landing, LedgerChange, Outcome, Refusal, Step
from domain.pay_line import FoundLine, PayKey, PayKind, PayrollSnapshot
from domain.terms import EmployeeId, LineId
from tests.unit.domain.samples import BRAM, NOOR, SETTLING, amount, snapshot

Place = tuple[PayKind, LineId]

FATES = ("done", "done unnumbered", "done oddly", "answer lost", "late", "too late", "lost", "refused", "not sent")
FATES += ("refused with others", "period refused", "dropped", "rounded")
"""How a call may end. *Oddly*: a number that is no line's. *Too late*: after the settling time. *Dropped*: accepted and
not done. *Rounded*: another amount is kept."""

_NOTHING_DONE = {
    "refused": Outcome(Landing.REFUSED, code="2010"),
    "refused with others": Outcome(Landing.UNKNOWN, code="2010", may_land_late=False),
    "period refused": Outcome(Landing.UNKNOWN, code="2011", refusal=Refusal.PROTECTED_PERIOD, may_land_late=False),
    "not sent": Outcome(Landing.NOT_SENT),
    "lost": Outcome(Landing.UNKNOWN),
    "dropped": Outcome(Landing.ACCEPTED),
}


@dataclass(frozen=True)
class Flight:
    """A call that may still be carried out: until then, or, when ``too_late``, whenever it likes."""

    change: LedgerChange
    until: datetime
    too_late: bool = False


@dataclass
class ModelPayroll:
    """``authors`` says of every line that ever stood there which change wrote it, None for the office; ``wrote`` for
    which key.
    """

    lines: dict[Place, FoundLine] = field(default_factory=dict)
    days: dict[EmployeeId, int] = field(default_factory=lambda: {NOOR: 0, BRAM: 0})
    flights: list[Flight] = field(default_factory=list)
    authors: dict[Place, str | None] = field(default_factory=dict)
    wrote: dict[Place, PayKey] = field(default_factory=dict)

    def read(self) -> PayrollSnapshot:
        return snapshot(*self.lines.values(), days=self.days)

    def put(self, key: PayKey, hours: str, author: str | None) -> Place:
        line_id = LineId(str(1001 + len(self.authors)))
        place = (key.kind, line_id)
        self.lines[place] = FoundLine(key.employee, key.kind, line_id, key.code, amount(hours))
        self.authors[place] = author
        if author is not None:
            self.wrote[place] = key
        return place

    def edit(self, place: Place, hours: str) -> None:
        self.lines[place] = replace(self.lines[place], amount=amount(hours))

    def written_by(self, author: str) -> list[Place]:
        """The lines of this change that stand there now."""
        return [place for place in self.lines if self.authors[place] == author]

    def end(self, leaving: LedgerChange, fate: str, now: datetime) -> Outcome:
        """Let a call end so, and answer it."""
        if fate in _NOTHING_DONE:
            return _NOTHING_DONE[fate]
        if fate in ("late", "too late"):
            self.flights.append(Flight(leaving, now + SETTLING, fate == "too late"))
            return Outcome(Landing.UNKNOWN)
        if leaving.step is Step.DELETE and (leaving.key.kind, leaving.old_line) not in self.lines:
            return Outcome(Landing.ALREADY_GONE)
        line = self.carry_out(leaving, "7.30" if fate == "rounded" else None)
        if fate == "answer lost":
            return Outcome(Landing.UNKNOWN)
        named = {"done unnumbered": None, "done oddly": LineId(leaving.employee)}
        return Outcome(Landing.ACCEPTED, named.get(fate, line))

    def carry_out(self, sent: LedgerChange, kept: str | None = None) -> LineId | None:
        """Do what a call says; the id of the new line, if there is one."""
        if sent.step is Step.SET:
            self.days[sent.employee] = sent.after.hundredths // 100
        elif sent.step is Step.DELETE:
            assert sent.old_line is not None
            self.lines.pop((sent.key.kind, sent.old_line), None)
        else:
            return self.put(sent.key, kept or str(sent.sends), sent.id)[1]
        return None

    def may_still_land(self, change: LedgerChange, now: datetime) -> bool:
        """Whether a call for this very step is under way that lands in time."""
        same = [each for each in self.flights if (each.change.id, each.change.step) == (change.id, change.step)]
        return any(now < each.until for each in same)

    def land(self, flight: Flight) -> None:
        self.flights.remove(flight)
        self.carry_out(flight.change)

    def land_until(self, now: datetime) -> None:
        """What promised to land until now has landed."""
        for flight in [each for each in self.flights if each.until <= now and not each.too_late]:
            self.land(flight)
