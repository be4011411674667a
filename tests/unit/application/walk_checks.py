"""What must be true, worked out from what Nmbrs holds, what the office did, and what eitje says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from adapters.nmbrs_fake.policy import EqualInsert
from adapters.nmbrs_fake.records import Line
from application.ports.storage import Export
from application.verify_export import Verified
from domain.amount import ZERO, Amount, total
from domain.audit import first_break
from domain.decisions import Choice
from domain.ledger import UNSETTLED, Action, ChangeState, LedgerChange, Ownership, OwnLine
from domain.pay_line import Part, PayKey, PayKind
from domain.plan import ExportPlan
from domain.terms import ContractType, EmployeeId, LineId
from domain.verification import CheckedLine
from tests.unit.application.walk_hazards import Process
from tests.unit.application.walk_hours import PARTS, PERIOD, Hours
from tests.unit.application.walk_office import Office, Typed
from tests.unit.application.walk_world import COMPANY, World

KINDS = (PayKind.HOURS, PayKind.WAGE)
CENTRES = {"": None, "K1": 41, "B1": 43}
Spot = tuple[int, PayKind, int]
"""Employee, kind, code."""


class Violation(AssertionError):
    """The product did what it must never do."""


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
    taken_back: set[PayKey] = field(default_factory=set)
    """What was undone; a line of it that the office deleted is not missed, and sending it again is a new line."""

    # -- at any moment ------------------------------------------------------------------------------------------------

    def always(self) -> None:
        """What holds whenever no process runs."""
        if forbidden := self.world.nmbrs.log.forbidden():
            raise Violation(f"forbidden calls: {forbidden}")
        with self.world.storage.read() as work:
            if (broken := first_break(work.audit.records())) is not None:
                raise Violation(f"audit trail breaks at {broken}")
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
                    undone = {change.key for change in work.ledger.changes_of(export.undoes or "")}
                    if export.undoes and (more := [c for c in changes if c.key not in undone]):
                        raise Violation(f"an undo changed more than its export: {more}")
                    self.taken_back |= undone
                self.deleting |= {(change.key.kind, str(change.old_line)) for change in changes if change.old_line}
                self.sent |= {(change.key, amount) for change in changes for amount in (change.before, change.after)}
        self._claims(own, written)
        self._cost_centres(own)
        self._foreign_lines_stand()
        self._nothing_twice(own)

    def _claims(self, own: Iterable[OwnLine], changes: Iterable[LedgerChange]) -> None:
        """No line that the office typed was taken for ours, save where nothing could tell them apart."""
        taken = [(line.key, line.line_id) for line in own if line.ownership is not Ownership.ADOPTED]
        taken += [(change.key, change.old_line) for change in changes if change.old_line is not None]
        for key, line_id in taken:
            typed = self.office.typed.get((key.kind, int(line_id)))
            if typed is None or typed.adopted or typed.employee in self.ambiguous:
                continue
            if self._could_be_known(key, typed, changes):
                raise Violation(f"claimed a line that the office typed: {key} {line_id}")
            self.ambiguous.add(typed.employee)

    def _could_be_known(self, key: PayKey, typed: Typed, changes: Iterable[LedgerChange]) -> bool:
        """True when the process that sent ours had read the office's line before."""
        inserts = (Action.ADD, Action.CHANGE)
        sent = [c.sent_at for c in changes if c.key == key and c.action in inserts and c.sent_at]
        left = self.baselines.get((typed.employee, key.kind), [])
        read = [before for moment, before in left if sent and moment >= max(sent)][:1]
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
            if typed.adopted or not typed.there or typed.employee in self.ambiguous:
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
        for change in changes:
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
        """Nothing is added beside a line of the office about which nobody said a word, as far as it could be seen."""
        with self.world.storage.read() as work:
            opened = work.ledger.open_changes(COMPANY, PERIOD)
            said = {(d.difference.kind, str(d.difference.line_id)) for d in work.decisions.decisions(COMPANY, PERIOD)}
            owned = {(line.key.kind, line.line_id) for line in work.ledger.own_lines(COMPANY, PERIOD)}
        codes = {
            int(change.key.code)
            for change in opened
            if change.state is ChangeState.SENDING and (int(change.employee), change.key.kind) == (employee, kind)
        }
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

    # -- against a verification ---------------------------------------------------------------------------------------

    def before_comparing(self, verified: Verified) -> None:
        """A verification foresees what will be taken for ours."""
        with self.world.storage.read() as work:
            exports = work.ledger.exports(COMPANY, PERIOD)
            self._claims(verified.situation.ledger.own, [c for e in exports for c in work.ledger.changes_of(e.id)])

    def compare(self, verified: Verified) -> None:
        """Everybody whose pay is not as it should be is named; so *clean* means that everybody's is."""
        view = View(verified)
        for employee in self.people:
            off = [*self._off(employee, view), *self._days_off(employee, view)]
            if off and str(employee) not in view.named and employee not in self.ambiguous:
                raise Violation(f"nobody is told about {employee}: {'; '.join(off)}")

        if verified.clean:
            self._one_line_for_each(view)
            if opened := [c for c in verified.situation.ledger.open_changes if c.state in UNSETTLED]:
                raise Violation(f"proved before it is settled: {opened}")

    def _one_line_for_each(self, view: View) -> None:
        """What is proved is one line of ours for everything that should be there, and nothing else."""
        wanted = {key: amount for key, amount in self.hours.desired().items() if view.covers(key[1], key[2])}
        expected = sorted((key, amount) for key, amount in wanted.items() if key not in view.accepted)
        ours = [own for own in view.own if _key(own.key) not in view.accepted]
        there = [(own, self.world.nmbrs.core.book.find(own.key.kind, int(own.line_id))) for own in ours]
        held = sorted(
            ((line.employee, own.key.contract_type, line.kind, line.code, own.key.cost_centre), _amount(line))
            for own, line in there
            if line is not None
        )
        if expected != held:
            raise Violation(f"proved is {held}, should be {expected}")
        if differing := [own for own, line in there if line is not None and own.amount != _amount(line)]:
            raise Violation(f"proved with other amounts in the ledger: {differing}")

    def _off(self, employee: int, view: View) -> Iterable[str]:
        wanted = {
            (key, amount)
            for key, amount in self.hours.desired().items()
            if key[0] == employee and view.covers(key[1], key[2])
        }
        keyed: dict[tuple[PayKind, int], list[Amount]] = {}
        for (_, contract_type, kind, code, centre), amount in wanted:
            place = (contract_type, kind, code, centre)
            accepted = view.accepted.get((employee, *place))
            keyed.setdefault((kind, code), []).append(amount if accepted is None else ZERO)
        for (who, _, kind, code, _), row in view.accepted.items():
            if who == employee:
                keyed.setdefault((kind, code), []).append(row.found or ZERO)
                if not self.office.kept.get((kind, int(row.line_id or 0))):
                    yield f"accepted {row} without a word"
        for kind in KINDS:
            if not any(PARTS[kind] in parts for parts in view.parts.values()):
                continue
            lines = self.office.lines(employee, kind)
            for code in {line.code for line in lines} | {code for k, code in keyed if k is kind}:
                held = [line for line in lines if line.code == code]
                known = keyed.get((kind, code), []) or ([ZERO] if (employee, kind, code) in view.owned else [])
                theirs = [
                    Amount.from_decimal(line.amount)
                    for line in held
                    if (typed := self.office.theirs(line)) is not None and (typed.extra or not known)
                ]
                should, does = total([*known, *theirs]), total(Amount.from_decimal(line.amount) for line in held)
                if should != does:
                    yield f"{kind} {code}: {does} in place of {should}"

    def _days_off(self, employee: int, view: View) -> Iterable[str]:
        types = view.sent_hours.get(employee, set())
        asked = any(Part.DAYS in view.parts.get(each, ()) for each in types)
        if asked or (employee in view.sent_days and any(Part.DAYS in parts for parts in view.parts.values())):
            should, does = self.hours.days(employee, types), self.world.nmbrs.core.book.days(employee, PERIOD)
            if employee in view.days_accepted:
                if not self.office.keeps_days(employee):
                    yield f"days {does} accepted without a word"
            elif should != does and (should or employee in view.sent_days):
                yield f"days: {does} in place of {should}"


class View:
    """What a verification says, in the keys of a walk."""

    def __init__(self, verified: Verified) -> None:
        self.parts = {each.selection.contract_type: each.selection.parts for each in verified.verifications}
        self.named: set[str] = set()
        self.accepted: dict[tuple[int, ContractType | None, PayKind, int, str], CheckedLine] = {}
        for each in verified.verifications:
            self.named |= {line.employee for line in each.lines if line.disproves}
            self.named |= {d.employee for d in each.differences}
            self.named |= {day.employee for day in each.days if day.disproves}
            self.named |= {c.employee for c in (*each.unsettled, *each.missing_writes)}
            self.named |= {f.employee for f in each.findings if f.employee}
            self.named |= {watch.change.employee for watch in each.watched}
            for line in each.lines:
                if line.accepted and line.key and line.accepted.choice is Choice.KEEP_THEIRS and line.causes:
                    self.accepted[_key(line.key)] = line
        ledger = verified.situation.ledger
        self.own = ledger.own
        self.owned = {(int(o.key.employee), o.key.kind, int(o.key.code)) for o in ledger.own}
        self.sent_days = {int(employee) for employee in ledger.days}
        self.days_accepted = {int(d.employee) for each in verified.verifications for d in each.days if d.accepted}
        self.sent_hours: dict[int, set[ContractType]] = {}
        for own in ledger.own:
            if Part.HOURS in own.parts and own.key.contract_type is not None:
                self.sent_hours.setdefault(int(own.key.employee), set()).add(own.key.contract_type)

    def covers(self, contract_type: ContractType, kind: PayKind) -> bool:
        """True when the verification speaks about such lines."""
        return PARTS[kind] in self.parts.get(contract_type, frozenset())


def _amount(line: Line) -> Amount:
    return Amount.from_decimal(line.amount)


def _key(key: PayKey) -> tuple[int, ContractType | None, PayKind, int, str]:
    return int(key.employee), key.contract_type, key.kind, int(key.code), key.cost_centre


def describe(world: World, office: Office, people: Iterable[int], say: Callable[[str], None]) -> None:
    """Everything about a walk that failed, for the person who looks into it."""
    for line in office.log:
        say(f"  {line}")
    with world.storage.read() as work:
        for employee in people:
            say(f"{employee}: {office.about(EmployeeId(str(employee)))}")
        for own in work.ledger.own_lines(COMPANY, PERIOD):
            say(
                f"own {own.key.employee} {own.key.code} {own.key.cost_centre} {own.line_id} {own.amount}"
                f" {own.ownership}"
            )
        for export in work.ledger.exports(COMPANY, PERIOD):
            say(f"export {export.id} {export.plan} {export.result} {export.started_at:%d %H:%M:%S}")
            for c in work.ledger.changes_of(export.id):
                say(
                    f"   {c.id} {c.action} {c.key.employee} {c.key.kind} {c.key.code} {c.key.cost_centre}"
                    f" {c.before}->{c.after} {c.step} {c.state} {c.code}"
                    f" old={c.old_line} sent={c.sent_at} by {c.settle_at}"
                )
