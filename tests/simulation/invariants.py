"""What must be true, worked out from what Nmbrs holds, what the office did, and what eitje says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from adapters.nmbrs_fake.policy import EqualInsert
from adapters.nmbrs_fake.records import Line
from application.ports.storage import Export
from domain.amount import Amount
from domain.decisions import Difference
from domain.ledger import UNSETTLED, Action, ChangeState, LedgerChange, Ownership, OwnLine, Step
from domain.pay_line import PayKey, PayKind
from domain.plan import ExportPlan
from domain.terms import EmployeeId, LineId
from tests.simulation.hazards import Process
from tests.simulation.hours import CENTRES, PERIOD, Hours
from tests.simulation.payroll_office import Office, Typed
from tests.simulation.trail import Trail
from tests.simulation.violation import Violation
from tests.simulation.world import COMPANY, World

KINDS = (PayKind.HOURS, PayKind.WAGE)
INSERTS = (Step.INSERT, Step.PUT_BACK)
Spot = tuple[int, PayKind, int]
"""Employee, kind, code."""
Span = tuple[datetime, datetime]


@dataclass
class Checks:
    """The invariants over one world."""

    world: World
    office: Office
    hours: Hours
    people: Sequence[int]
    agreed: dict[str, ExportPlan] = field(default_factory=dict)
    baselines: dict[tuple[int, PayKind], list[tuple[datetime, datetime]]] = field(default_factory=dict)
    """When an insert left, and when its process had read the person and kind last."""
    ambiguous: set[int] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)
    proved: set[tuple[PayKind, str, Amount]] = field(default_factory=set)
    sent: set[tuple[PayKey, Amount]] = field(default_factory=set)
    held: dict[PayKey, set[tuple[PayKind, str]]] = field(default_factory=dict)
    deleting: set[tuple[PayKind, str]] = field(default_factory=set)
    born: dict[tuple[PayKind, int], datetime] = field(default_factory=dict)
    """When each line came to be in Nmbrs."""
    trail: Trail = field(default_factory=Trail)
    claimed: dict[tuple[PayKind, int], Span] = field(default_factory=dict)
    """From when to when the insert could leave that was taken for a line of the office."""
    calls_seen: int = 0
    taken_back: set[PayKey] = field(default_factory=set)
    """What was undone; a line of it that the office deleted is not missed, and sending it again is a new line."""

    def __post_init__(self) -> None:
        book = self.world.nmbrs.core.book
        put = book.put

        def watched(line: Line) -> None:
            self.born.setdefault((line.kind, line.id), self.world.clock.now())
            put(line)

        book.put = watched  # type: ignore[method-assign]

    # -- at any moment ------------------------------------------------------------------------------------------------

    def always(self) -> None:
        """What holds whenever no process runs."""
        self._no_forbidden_call()
        with self.world.storage.read() as work:
            self.trail.follow(work.audit.records())
            own = work.ledger.own_lines(COMPANY, PERIOD)
            decisions = work.decisions.decisions(COMPANY, PERIOD)
            about = {(d.difference.kind, str(d.difference.line_id)) for d in decisions}
            written: list[LedgerChange] = []
            for export in work.ledger.exports(COMPANY, PERIOD):
                changes = work.ledger.changes_of(export.id)
                written += changes
                if export.id not in self.seen:
                    self.seen.add(export.id)
                    self._as_agreed(export, changes, about)
                    self._undoes_no_more(export, changes, work.ledger.changes_of(export.undoes or ""))
                self.deleting |= {(change.key.kind, str(change.old_line)) for change in changes if change.old_line}
                self.sent |= {(change.key, amount) for change in changes for amount in (change.before, change.after)}
        self.trail.explain(own)
        self._put_back(written)
        self.claims(own, written)
        self._cost_centres(own)
        self._foreign_lines_stand()
        self._nothing_twice(own)

    def _no_forbidden_call(self) -> None:
        calls = self.world.nmbrs.log.entries[self.calls_seen :]
        self.calls_seen += len(calls)
        if forbidden := [entry.call for entry in calls if entry.call.must_never_be_made]:
            raise Violation(f"forbidden calls: {forbidden}")

    def _put_back(self, changes: Iterable[LedgerChange]) -> None:
        """Whoever deleted a line and was refused the new one puts the old amount back, or says that it is missing."""
        for change in changes:
            refused = change.state is ChangeState.REFUSED and change.answered_line is None
            if change.action is Action.CHANGE and change.step is Step.INSERT and refused:
                raise Violation(f"deleted, refused, and not put back: {change}")

    def claims(self, own: Iterable[OwnLine], changes: Iterable[LedgerChange]) -> None:
        """No line that the office typed was taken for ours, save where nothing could tell them apart."""
        taken = [(line.key, line.line_id) for line in own if line.ownership is not Ownership.ADOPTED]
        taken += [(change.key, change.old_line) for change in changes if change.old_line is not None]
        for key, line_id in taken:
            typed = self.office.typed.get((key.kind, int(line_id)))
            if typed is None or typed.employee in self.ambiguous or self.office.handed_over(key.kind, int(line_id)):
                continue
            sent = self.claimed.get((key.kind, int(line_id)))
            if self._could_be_known(key, typed, sent, changes):
                raise Violation(f"claimed a line that the office typed: {key} {line_id}")
            self.ambiguous.add(typed.employee)

    def _could_be_known(self, key: PayKey, typed: Typed, claimed: Span | None, changes: Iterable[LedgerChange]) -> bool:
        """True when the process that sent ours had read the office's line before.

        ``claimed`` is about the insert that was taken for it, where that was seen. One that never left, since its
        process died, leaves nobody the wiser.
        """
        span = claimed or _could_leave(c for c in changes if c.key == key and c.action in (Action.ADD, Action.CHANGE))
        if span is None:
            return False
        left = self.baselines.get((typed.employee, key.kind), [])
        read = [before for moment, before in left if span[0] <= moment <= span[1]][:1]
        return any(typed.at < before for before in read)

    def _cost_centres(self, own: Iterable[OwnLine]) -> None:
        """Lines that reading back cannot tell apart were not mixed up."""
        for line in own if not self.world.hazard.landed_too_late else ():
            found = self.world.nmbrs.core.book.find(line.key.kind, int(line.line_id))
            if found is None or not found.comment or line.ownership is Ownership.ADOPTED:
                continue
            if found.cost_centre != CENTRES[line.key.cost_centre]:
                raise Violation(f"taken for another: {line}, there is {found}")

    def _foreign_lines_stand(self) -> None:
        for (kind, line_id), typed in self.office.typed.items():
            if not typed.there or typed.employee in self.ambiguous or self.office.handed_over(kind, line_id):
                continue
            found = self.world.nmbrs.core.book.find(kind, line_id)
            if found is None and self.world.nmbrs.core.book.policy.equal_insert is EqualInsert.REPLACES:
                typed.there = False  # Nmbrs itself put an equal line in its place
                self.ambiguous.add(typed.employee)
                continue
            if found is None or Amount.from_decimal(found.amount) != typed.amount:
                raise Violation(f"a foreign line was touched: {kind} {line_id} {typed}, now {found}")

    def _nothing_twice(self, own: Iterable[OwnLine]) -> None:
        """Each change of the ledger stands on one line at most; each key on as many as there are contract types.

        A line that a person handed over may stand for any key: its cost centre is not shown.
        """
        adopted = {(o.key.kind, int(o.line_id)) for o in own if o.ownership is Ownership.ADOPTED}
        for employee in self.people:
            if self.world.hazard.landed_too_late:
                continue
            mine = [line for kind in KINDS for line in self.office.lines(employee, kind) if line.comment]
            for comment, times in Counter(line.comment for line in mine).items():
                if times > 1:
                    raise Violation(f"paid twice: {comment} of {employee}")
            sure = [line for line in mine if (line.kind, line.id) not in adopted]
            places = Counter((line.kind, line.code, line.cost_centre) for line in sure)
            for place, times in places.items():
                if times > 1 + self.hours.mixed:
                    raise Violation(f"paid twice: {place} of {employee}")

    def _as_agreed(
        self, export: Export, changes: Iterable[LedgerChange], about: Container[tuple[PayKind, str]]
    ) -> None:
        """An export writes what its plan showed, and touches no amount of ours that was changed without a word."""
        plan = self.agreed[export.plan]
        shown = {(line.key, line.after) for person in plan.ready for line in person.lines if line.writes}
        shown |= {(p.days.key, Amount.whole(p.days.after)) for p in plan.ready if p.days is not None}
        chosen = export.selection
        for change in changes:
            whole = change.key.contract_type is None and chosen.includes_person(change.key.employee)
            if not whole and not chosen.includes(change.key, change.parts):
                raise Violation(f"outside what was selected: {change}")
            if not all(chosen.takes_place(source.venue, source.team) for source in change.sources):
                raise Violation(f"hours of a team that was not selected: {change}")
            if (change.key, change.after) not in shown:
                raise Violation(f"nobody agreed to {change}")
            kind, line = change.key.kind, str(change.old_line)
            known = (kind, line, change.before) in self.proved or (change.key, change.before) in self.sent
            if change.old_line and not known and (kind, line) not in about:
                raise Violation(f"an amount that the office changed was changed: {change}")
            adds = change.action is Action.ADD and change.key not in self.taken_back
            for own in self.held.get(change.key, ()) if adds else ():
                if own in self.office.deleted and own not in about and own not in self.deleting:
                    raise Violation(f"a line that the office deleted was written again: {change}")

    def _undoes_no_more(
        self, export: Export, changes: Iterable[LedgerChange], taken_back: Iterable[LedgerChange]
    ) -> None:
        """An undo changes what its export changed, and nothing else."""
        undone = {change.key for change in taken_back}
        if export.undoes and (more := [change for change in changes if change.key not in undone]):
            raise Violation(f"an undo changed more than its export: {more}")
        self.taken_back |= undone

    def before_export(self) -> None:
        """Remember what the ledger holds before any process runs."""
        self.note_proved()
        if self.world.hazard.processes:
            return
        with self.world.storage.read() as work:
            own = [line for line in work.ledger.own_lines(COMPANY, PERIOD) if line.export in self.seen]
        self.held = {line.key: {(o.key.kind, str(o.line_id)) for o in own if o.key == line.key} for line in own}

    def note_proved(self) -> None:
        """Remember which amounts of its own the product proved."""
        with self.world.storage.read() as work:
            own = work.ledger.own_lines(COMPANY, PERIOD)
        self.proved |= {(line.key.kind, str(line.line_id), line.amount) for line in own}

    def before_an_insert(self, employee: int, kind: PayKind, process: Process) -> None:
        """Nothing is added beside a line of the office about which nobody said a word, as far as it could be seen.

        Nor do two lines leave that reading back could not tell apart.
        """
        with self.world.storage.read() as work:
            opened = work.ledger.open_changes(COMPANY, PERIOD)
            said = {(d.difference.kind, str(d.difference.line_id)) for d in work.decisions.decisions(COMPANY, PERIOD)}
            owned = {(line.key.kind, line.line_id) for line in work.ledger.own_lines(COMPANY, PERIOD)}
        mine = [c for c in opened if (int(c.employee), c.key.kind) == (employee, kind) and c.step in INSERTS]
        alike = Counter((c.key.code, c.sends) for c in mine if c.state in UNSETTLED)
        if any(times > 1 for times in alike.values()):
            raise Violation(f"lines that nobody could tell apart are under way together: {mine}")
        codes = {int(change.key.code) for change in mine if change.state is ChangeState.SENDING}
        for line in self.office.lines(employee, kind):
            typed, place = self.office.theirs(line), (kind, LineId(str(line.id)))
            seen = typed is not None and typed.at < process.first_reads[employee, kind]
            if line.code in codes and seen and place not in said | owned and employee not in self.ambiguous:
                raise Violation(f"added beside a line of the office: {line}")

    def before_days_are_set(self, employee: int, process: Process) -> None:
        """Days that the office set are written over only with consent, as far as the process could have seen them."""
        days, at = self.office.days_at.get(employee, (0, self.world.clock.now()))
        with self.world.storage.read() as work:
            proved = work.ledger.days(COMPANY, PERIOD).get(EmployeeId(str(employee)))
        theirs = days not in (0, proved) and days == self.world.nmbrs.core.book.days(employee, PERIOD)
        read = process.reads.get((employee, PayKind.DAYS))
        said = process.days_consent or (employee, days) in self.office.days_given_up
        if theirs and not said and read is not None and read > at:
            raise Violation(f"days of {employee} written over: {days}")

    # -- when a line is claimed ---------------------------------------------------------------------------------------

    def before_claiming(self, lines: Iterable[OwnLine], process: Process) -> None:
        """Where more equal lines are new than were sent, none is taken for ours.

        A line of the office passes for ours only as long as ours was not there to be seen beside it.
        """
        claimed = [line for line in lines if line.ownership is Ownership.CLAIMED]
        ids = {(line.key.kind, int(line.line_id)) for line in claimed}
        with self.world.storage.read() as work:
            opened = work.ledger.open_changes(COMPANY, PERIOD)
        for own in claimed:
            kind, employee = own.key.kind, int(own.key.employee)
            if (kind, int(own.line_id)) not in self.office.typed or self.world.owns((kind, int(own.line_id))):
                continue
            span = _could_leave(c for c in opened if (c.export, c.key) == (own.export, own.key))
            read = process.reads[employee, kind]
            self.claimed.setdefault((kind, int(own.line_id)), span or (read, read))
            for line in self.office.lines(employee, kind):
                seen = self.born[kind, line.id] < process.reads[employee, kind]
                alike = line.code == int(own.key.code) and Amount.from_decimal(line.amount) == own.amount
                ours = line.comment.startswith(f"eitje-nmbrs {own.export} ") and (kind, line.id) not in ids
                if seen and alike and ours and not self.world.owns((kind, line.id)):
                    raise Violation(f"claimed a line of the office beside our own: {own}, ours is {line}")

    # -- when a person is asked, and in the end -----------------------------------------------------------------------

    def may_be_asked(self, difference: Difference) -> None:
        """A line of ours is put before a person as foreign only where somebody made it hard to tell whose it is."""
        if difference.kind is PayKind.DAYS:
            return
        place = (difference.kind, int(difference.line_id or 0))
        line = self.world.nmbrs.core.book.find(*place)
        rounds = self.world.nmbrs.core.book.policy.stored_decimals < 2
        if line is None or not line.comment or self.world.hazard.landed_too_late or rounds:
            return
        if not self.office.touched(line):
            raise Violation(f"a line of ours is asked about as foreign: {line}")

    def final(self) -> None:
        """Everything is proved: every line that we wrote is in the ledger, and told of in the audit trail."""
        with self.world.storage.read() as work:
            owned = {(line.key.kind, int(line.line_id)) for line in work.ledger.own_lines(COMPANY, PERIOD)}
        for employee in set(self.people) - self.ambiguous:
            for line in [each for kind in KINDS for each in self.office.lines(employee, kind) if each.comment]:
                if (line.kind, line.id) not in owned and not self.world.hazard.landed_too_late:
                    raise Violation(f"a line of ours that the ledger does not know: {line}")
                if line.comment.split()[-1] not in self.trail.changes:
                    raise Violation(f"a line of ours of which the audit trail does not tell: {line}")


def _could_leave(changes: Iterable[LedgerChange]) -> Span | None:
    """From when to when the last of these could leave; None when none was ever to."""
    return max(((c.sent_at, c.settle_at) for c in changes if c.sent_at and c.settle_at), default=None)
