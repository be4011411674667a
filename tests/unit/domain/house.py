"""A payroll and a ledger in a few lines, to let the domain export into: only its functions decide what is done."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from domain.decisions import Decision
from domain.desired_pay import DesiredPay
from domain.ledger import (
    OPEN,
    UNSETTLED,
    Action,
    ChangeState,
    Landing,
    LedgerChange,
    Outcome,
    Ownership,
    OwnLine,
    Step,
    abandon,
    answered,
    first_step,
    next_wave,
    sending,
)
from domain.pay_line import FoundLine, PayKey, PayKind, PayrollSnapshot
from domain.plan import ExportPlan, LedgerView, LineAction, PersonPlan, PersonState, line_changes
from domain.settling import settle
from domain.terms import EmployeeId, LineId
from tests.unit.domain.samples import MORNING, SETTLING, amount, days_change, own_line, plan, snapshot

Fates = Callable[[], str]


def always_done() -> str:
    """Every call goes well."""
    return "done"


class Crash(Exception):
    """The process ends here; what is in the ledger stays."""


@dataclass
class Payroll:
    """Lines by id, and the days. ``deleted`` holds every id that a call named; ``in_flight`` calls land later."""

    lines: dict[LineId, FoundLine] = field(default_factory=dict)
    days: dict[EmployeeId, int] = field(default_factory=dict)
    in_flight: list[LedgerChange] = field(default_factory=list)
    deleted: set[LineId] = field(default_factory=set)
    numbers: int = 1000

    def put(self, kind: PayKind, employee: EmployeeId, code: str, hours: str) -> FoundLine:
        self.numbers += 1
        line = FoundLine(employee, kind, LineId(str(self.numbers)), code, amount(hours))
        self.lines[line.line_id] = line
        return line

    def read(self) -> PayrollSnapshot:
        return snapshot(*self.lines.values(), days=self.days)

    def call(self, change: LedgerChange, fate: str) -> Outcome:
        if fate == "refused":
            return Outcome(Landing.REFUSED, code="2010")
        if fate == "not sent":
            return Outcome(Landing.NOT_SENT)
        if fate == "lost":
            return Outcome(Landing.UNKNOWN)
        if fate == "late":
            self.in_flight.append(change)
            return Outcome(Landing.UNKNOWN)
        if change.step is Step.DELETE and change.old_line not in self.lines:
            return Outcome(Landing.ALREADY_GONE)
        line = self._carry_out(change)
        return Outcome(Landing.UNKNOWN) if fate == "answer lost" else Outcome(Landing.ACCEPTED, line)

    def land(self) -> None:
        """What was in flight arrives."""
        for change in self.in_flight:
            self._carry_out(change)
        self.in_flight.clear()

    def _carry_out(self, change: LedgerChange) -> LineId | None:
        if change.step is Step.SET:
            self.days[change.employee] = change.after.hundredths // 100
            return None
        if change.step is Step.DELETE:
            assert change.old_line is not None
            self.deleted.add(change.old_line)
            self.lines.pop(change.old_line, None)
            return None
        return self.put(change.key.kind, change.employee, change.key.code, str(change.sends)).line_id


@dataclass
class House:
    """The ledger beside its payroll. ``patience`` is how many more times it writes to the ledger before it crashes."""

    payroll: Payroll = field(default_factory=Payroll)
    own: dict[tuple[PayKind, LineId], OwnLine] = field(default_factory=dict)
    days: dict[EmployeeId, int] = field(default_factory=dict)
    changes: dict[str, LedgerChange] = field(default_factory=dict)
    decisions: list[Decision] = field(default_factory=list)
    now: datetime = MORNING
    patience: int | None = None

    @property
    def ledger(self) -> LedgerView:
        opened = [change for change in self.changes.values() if change.state in OPEN]
        return LedgerView(list(self.own.values()), dict(self.days), opened)

    def plan(self, want: DesiredPay) -> ExportPlan:
        return plan(want, self.payroll.read(), self.ledger, self.decisions, days_consent=True)

    def export(self, want: DesiredPay, fates: Fates = always_done) -> ExportPlan:
        """Finish what an earlier export left, plan, write, and wait until every outcome is known."""
        self.finish_earlier(fates)
        made = self.plan(want)
        self.carry_out(made, fates)
        return made

    def finish_earlier(self, fates: Fates = always_done) -> None:
        """Find out what became of an earlier export, and write what it deleted."""
        self._wait()
        self._record([abandon(change) for change in self.ledger.open_changes])
        self._write(fates)

    def carry_out(self, made: ExportPlan, fates: Fates = always_done) -> None:
        """Write a plan, and wait until every outcome is known."""
        self._keep_books(made)
        self._record([change for person in made.ready for change in self._changes(person)])
        self._write(fates)

    def waiting(self) -> list[LedgerChange]:
        return [change for change in self.changes.values() if change.state in UNSETTLED]

    def _write(self, fates: Fates) -> None:
        while wave := next_wave(self.changes.values()):
            held = self.payroll.read()
            marked = [sending(change, held, 1, self.now, SETTLING) for change in wave]
            self._record(marked)
            outcomes = [self.payroll.call(change, fates()) for change in marked]
            self._record([answered(*pair, self.now) for pair in zip(marked, outcomes, strict=True)])
            self._settle()
            self._wait()

    def _wait(self) -> None:
        if self.waiting():
            self._settle()
            self.payroll.land()
            self._settle()
            self.now += SETTLING
            self._settle()

    def _settle(self) -> None:
        for result in settle(list(self.changes.values()), frozenset(self.own), self.payroll.read(), self.now):
            if result.gone is not None:
                self.own.pop((result.change.key.kind, result.gone), None)
            if result.own is not None:
                self.own[(result.change.key.kind, result.own.line_id)] = result.own
            if result.days is not None:
                self.days[result.change.employee] = result.days
            self.changes[result.change.id] = result.change

    def _record(self, changes: Iterable[LedgerChange]) -> None:
        self.changes.update((change.id, change) for change in changes)
        if self.patience is not None:
            self.patience -= 1
            if self.patience < 0:
                self.patience = None
                raise Crash

    def _keep_books(self, made: ExportPlan) -> None:
        for person in made.people:
            if person.state not in (PersonState.READY, PersonState.UNCHANGED):
                continue
            for line in person.lines:
                if line.line_id is not None and line.gone:
                    self.own.pop((line.key.kind, line.line_id), None)
                elif line.line_id is not None and line.adopted:
                    adopted = own_line(line.line_id, str(line.before), line.key)
                    self.own[(line.key.kind, line.line_id)] = replace(adopted, ownership=Ownership.ADOPTED)
                elif line.line_id is not None and line.action is LineAction.KEEP:
                    place = (line.key.kind, line.line_id)
                    self.own[place] = replace(self.own[place], amount=line.after)

    def _changes(self, person: PersonPlan) -> list[LedgerChange]:
        export = f"x-{len(self.changes)}"
        made = [
            LedgerChange(
                f"{export}/{person.employee}/{n}",
                export,
                action,
                line.key,
                line.before,
                line.after,
                first_step(action),
                old_line=None if action is Action.ADD else line.line_id,
                parts=line.parts,
            )
            for n, (action, line) in enumerate(line_changes(person))
        ]
        days = person.days
        if days is not None and days.writes:
            made.append(days_change(days.found, days.after, days.key.employee, id=f"{export}/{person.employee}/days"))
        return made


def house(ours: Mapping[PayKey, str], theirs: Sequence[tuple[EmployeeId, PayKind, str, str]] = ()) -> House:
    """A house with own lines that are there as proved, and lines of somebody else."""
    made = House()
    for key, hours in ours.items():
        line = made.payroll.put(key.kind, key.employee, key.code, hours)
        made.own[(line.kind, line.line_id)] = own_line(line.line_id, hours, key)
    for employee, kind, code, hours in theirs:
        made.payroll.put(kind, employee, code, hours)
    return made


def refused(made: House, *actions: Action) -> set[tuple[EmployeeId, PayKind]]:
    """The people and kinds for whom such a change was refused."""
    return _places(made, ChangeState.REFUSED, actions)


def done(made: House, *actions: Action) -> set[tuple[EmployeeId, PayKind]]:
    """The people and kinds for whom such a change was done."""
    return _places(made, ChangeState.DONE, actions)


def _places(made: House, state: ChangeState, actions: Sequence[Action]) -> set[tuple[EmployeeId, PayKind]]:
    return {(c.employee, c.key.kind) for c in made.changes.values() if c.state is state and c.action in actions}
