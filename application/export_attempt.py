"""One attempt at an export, under one lease: settle what is open, plan again, write, read back, compare."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import timedelta

from application.goal import Goal
from application.payroll_facts import PayrollFacts, read_facts
from application.ports.payroll import Payroll, Progress
from application.ports.storage import Consent, Export, Lease, Storage, StoredPlan, UnitOfWork
from application.prepare_export import (
    PERIOD_CONSENTS,
    digests,
    draw_plan,
    pairs_to_read,
    read_others,
)
from application.situation import Situation
from application.tell import tell_export
from application.verify_export import keep_check
from application.write_changes import Writer
from domain.amount import Amount
from domain.audit import AuditEvent
from domain.decisions import Cause, Choice, decided
from domain.desired_pay import DesiredPay
from domain.errors import ErrorKind, ProductError
from domain.findings import Finding, details
from domain.ledger import (
    UNSETTLED,
    Action,
    ChangeState,
    LedgerChange,
    Ownership,
    OwnLine,
    Step,
    abandon,
    first_step,
)
from domain.pay_line import Part, PayKey, PayKind, PayrollSnapshot, Selection
from domain.plan import ExportPlan, LedgerView, LineAction, PersonPlan, PersonState, line_changes
from domain.terms import EmployeeId, LineId
from domain.verification import Verification, verify


@dataclass(frozen=True, slots=True)
class Timing:
    """How long things may take. ``settling`` is added to a call's time-out before an unseen call counts as not done."""

    settling: timedelta = timedelta(minutes=2)
    lease: timedelta = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Applied:
    """How an export ended. ``interrupted`` is the error that stopped it after something had been sent."""

    export: Export
    plan: ExportPlan
    changes: tuple[LedgerChange, ...]
    verification: Verification
    interrupted: ProductError | None = None

    @property
    def wrote(self) -> bool:
        """True when at least one call may have changed the payroll."""
        return any(change.sent_at is not None for change in self.changes)

    @property
    def refused(self) -> tuple[LedgerChange, ...]:
        """The changes that the payroll refused or did not keep, less those of earlier attempts that were made good."""
        lost = {c.id for c in self.changes if c.state is ChangeState.NOT_LANDED and c.export == self.export.id}
        return tuple(c for c in self.changes if c.state is ChangeState.REFUSED or c.id in lost)


@dataclass(frozen=True, slots=True)
class _AgreedBefore:
    """What earlier attempts at the same plan set out to write for the people to whom they wrote anything.

    ``untouched`` are the people for whom they came to write nothing of what they set out to; None when there were no
    earlier attempts.
    """

    written: Mapping[EmployeeId | None, AbstractSet[tuple[PayKey, Amount]]]
    untouched: AbstractSet[EmployeeId] | None

    def leaves(self, employee: EmployeeId) -> bool:
        """True when what was agreed to for this person may not have been done."""
        return self.untouched is None or employee in self.untouched


@dataclass(frozen=True, slots=True)
class _Earlier:
    """The changes that earlier attempts left open, and the exports that they belong to."""

    changes: frozenset[str] = frozenset()
    exports: tuple[str, ...] = ()


@dataclass(slots=True)
class Attempt:
    """One attempt under one lease."""

    storage: Storage
    payroll: Payroll
    new_id: Callable[[], str]
    timing: Timing
    goal: Goal
    agreed: StoredPlan
    lease: Lease
    who: str
    progress: Progress
    beside: tuple[Lease, ...] = ()

    @property
    def selection(self) -> Selection:
        """What this attempt may add, change and remove."""
        return self.goal.selection

    def run(self) -> Applied:
        """One attempt; once anything was sent, no error says that nothing was."""
        writer = Writer(
            self.storage, self.payroll, self.lease, self.timing, self.who, self.progress, beside=self.beside
        )
        try:
            return self._run(writer)
        except ProductError as error:
            if writer.sent and error.kind is not ErrorKind.UNKNOWN:
                raise ProductError("export-interrupted", detail=error.what()) from error
            raise

    def _run(self, writer: Writer) -> Applied:
        """Settle what is open, plan again, write, read back, compare."""
        storage, selection = self.storage, self.selection
        with storage.read() as work:
            situation = self.goal.read(work)
        facts = read_facts(self.payroll, selection)
        writer.read(pairs_to_read(selection, situation, situation.ledger))
        earlier = self._settle_earlier(writer, situation.ledger)
        with storage.read() as work:
            situation = self.goal.read(work)
            agreed_before = _agreed_before(work, self.agreed.hash, selection)
        others = read_others(self.payroll, situation, [selection], self.progress)
        situation = situation.seen(others)
        plan = self._plan(situation, facts, writer.found, agreed_before)
        overtaken = self._finish_earlier(writer, plan, situation)
        export = self._record(plan, situation, writer, overtaken)
        writer.protected_consent = _opens_protected(self.goal.consents)
        interrupted = writer.run(self._open_changes(export))
        with storage.read() as work:
            situation = self.goal.read(work).seen(others)
            leftover = [
                c
                for each in earlier.exports
                for c in work.ledger.changes_of(each)
                if c.id in earlier.changes and c.state is not ChangeState.DROPPED
            ]
            changes = (*leftover, *work.ledger.changes_of(export.id))
        verification = self._compare(situation.aim, situation, writer.found)
        if interrupted is not None and not writer.sent:
            self._close(export, "nothing-sent", plan)
            raise interrupted
        # What an undo proves is not what a period is checked for: that Nmbrs holds what eitje's hours come to.
        checked = verification if situation.undo is None else self._compare(situation.desired, situation, writer.found)
        export = self._close(export, _result(verification, plan, changes), plan, checked)
        return Applied(export, plan, tuple(changes), verification, interrupted)

    def _compare(self, pay: DesiredPay, situation: Situation, found: PayrollSnapshot) -> Verification:
        return verify(self.selection, pay, situation.ledger, found, situation.decisions, situation.names)

    def _settle_earlier(self, writer: Writer, ledger: LedgerView) -> _Earlier:
        """Settle the calls of earlier attempts, and drop what was never sent and leaves no line missing.

        What they gave up is looked at once more.
        """
        self._close_interrupted(writer)
        earlier = ledger.open_changes
        if not earlier and not ledger.watched:
            return _Earlier()
        writer.settle_by_reading(earlier)
        with self.storage.write() as work:
            writer.check_lease(work)
            still_open = work.ledger.open_changes(self.selection.company, self.selection.period)
            work.ledger.put_changes(abandon(change) for change in still_open)
            work.commit()
        return _Earlier(frozenset(c.id for c in earlier), tuple(dict.fromkeys(c.export for c in earlier)))

    def _finish_earlier(self, writer: Writer, plan: ExportPlan, situation: Situation) -> list[LedgerChange]:
        """Write what earlier attempts deleted and did not write again, where the plan itself does not do so.

        Returns what is no longer to be written: the plan writes that line, nobody wants it any more, or somebody
        else wrote one in the meantime. An undo decides that about the lines that it takes back only.
        """
        aim = situation.aim
        written = {line.key for person in plan.ready for line in person.lines if line.writes}
        opened = situation.ledger.open_changes
        busy = {change.employee for change in opened if change.state in UNSETTLED}
        lacking = [c for c in opened if c.state is ChangeState.PLANNED and c.employee not in busy]
        again = [c for c in lacking if c.key not in written and _still_wanted(c, aim, situation, writer.found)]
        if again:
            exports = {change.export for change in again}
            with self.storage.read() as work:
                given = [e.consents for e in work.ledger.exports(self.selection.company) if e.id in exports]
            writer.protected_consent = any(_opens_protected(consents) for consents in given)
            interrupted = writer.run(again)
            if interrupted is not None:
                raise interrupted
        decided = [change for change in lacking if aim.stated is None or change.key in aim.stated.keys]
        return [change for change in decided if change not in again]

    def _close_interrupted(self, writer: Writer) -> None:
        """Under the lease no other export of this period can be running, whatever the history says."""
        with self.storage.write() as work:
            writer.check_lease(work)
            exports = work.ledger.exports(self.selection.company, self.selection.period)
            dead = [export for export in exports if export.result is None]
            for export in dead:
                work.ledger.put_export(replace(export, ended_at=work.now(), result="interrupted"))
                work.audit.append(AuditEvent(self.who, "export.ended", export.id, after={"result": "interrupted"}))
                tell_export(work, export, "interrupted")
            work.commit()

    def _plan(
        self, situation: Situation, facts: PayrollFacts, found: PayrollSnapshot, agreed_before: _AgreedBefore
    ) -> ExportPlan:
        """The plan as it is now, less the people for whom something changed since it was agreed to.

        An interrupted attempt's own writes change nothing: what it left to do was agreed to.
        """
        plan = draw_plan(situation, self.selection, situation.ledger, found, facts, self.goal.consents)
        changed = [name for name, value in plan.basis.items() if self.agreed.basis.get(name) != value]
        if changed:
            raise ProductError("plan-lapsed", changes=", ".join(sorted(changed)))
        if plan.blocked:
            blocking = [finding.cause() for finding in plan.findings if finding.blocks]
            raise ProductError("export-blocked", findings="; ".join(blocking))
        now = digests(plan)
        changed_people = {employee for employee, digest in now.items() if self.agreed.people.get(employee) != digest}
        people = [
            _left_out(p)
            if p.employee in changed_people and not _writes(p) <= agreed_before.written.get(p.employee, set())
            else p
            for p in plan.people
        ]
        # Who was agreed to, and has nothing to send any more.
        absent = [e for e in self.agreed.people if e not in now and agreed_before.leaves(e)]
        people += [_left_out(PersonPlan(e, situation.names.get(e, e), PersonState.LEFT_OUT)) for e in absent]
        return replace(plan, people=tuple(people))

    def _record(
        self, plan: ExportPlan, situation: Situation, writer: Writer, overtaken: Sequence[LedgerChange]
    ) -> Export:
        """The export and all its changes, durable before the first call; what they overtake is dropped."""
        export_id = self.new_id()
        with self.storage.write() as work:
            writer.check_lease(work)
            export = Export(
                export_id,
                self.agreed.hash,
                self.selection,
                situation.mapping.version,
                self.goal.consents,
                self.who,
                work.now(),
                undoes=self.goal.undoes,
            )
            work.ledger.put_export(export)
            untouched = [p for p in plan.people if p.state in (PersonState.READY, PersonState.UNCHANGED)]
            for person in untouched:
                self._keep_books(work, person, situation.ledger.own, export_id)
            changes = [change for person in plan.ready for change in self._changes(person, export_id)]
            work.ledger.put_changes(replace(change, state=ChangeState.DROPPED) for change in overtaken)
            work.ledger.put_changes(changes)
            work.audit.append(
                AuditEvent(
                    self.who,
                    "export.started",
                    export_id,
                    after={
                        "plan": self.agreed.hash,
                        "selection": str(self.selection),
                        "changes": len(changes),
                        **self._undoing(),
                    },
                )
            )
            work.commit()
        return export

    def _keep_books(self, work: UnitOfWork, person: PersonPlan, own: Sequence[OwnLine], export: str) -> None:
        """What the ledger learns without a call: adopted lines, lines that are gone, and what is behind kept lines."""
        known = {(line.key.kind, line.line_id): line for line in own}
        ended: list[tuple[PayKind, LineId]] = []
        kept: list[OwnLine] = []
        for line in person.lines:
            if line.line_id is None:
                continue
            place = (line.key.kind, line.line_id)
            if line.gone:
                ended.append(place)
            elif line.adopted:
                kept.append(
                    OwnLine(line.key, line.line_id, line.before, line.parts, line.sources, Ownership.ADOPTED, export)
                )
            elif line.action is LineAction.KEEP and place in known:
                kept.append(replace(known[place], amount=line.after, parts=line.parts, sources=line.sources))
            elif line.action is LineAction.ACCEPT and place in known:
                counted = {source.timecard for source in line.sources}
                still = tuple(source for source in known[place].sources if source.timecard in counted)
                kept.append(replace(known[place], sources=still))
        work.ledger.end_own(self.selection.company, ended)
        work.ledger.put_own(kept)
        learned = [{"kind": kind, "line": line_id, "holds": ""} for kind, line_id in ended]
        learned += [
            {"kind": line.key.kind, "line": line.line_id, "holds": str(line.amount)}
            for line in kept
            if (was := known.get((line.key.kind, line.line_id))) is None or was.amount != line.amount
        ]
        if learned:
            subject = f"{self.selection.company} {self.selection.period} {person.employee}"
            work.audit.append(AuditEvent(self.who, "ledger.corrected", subject, after={"lines": learned}))

    def _changes(self, person: PersonPlan, export: str) -> list[LedgerChange]:
        changes = [
            LedgerChange(
                self.new_id(),
                export,
                action,
                line.key,
                line.before,
                line.after,
                first_step(action),
                old_line=None if action is Action.ADD else line.line_id,
                parts=line.parts,
                sources=line.sources,
            )
            for action, line in line_changes(person)
        ]
        if person.days is not None and person.days.writes:
            changes.append(_days_change(self.new_id(), export, person))
        return changes

    def _open_changes(self, export: Export) -> Sequence[LedgerChange]:
        """What is to be sent, and what is not settled yet, so that nobody has two writes under way."""
        with self.storage.read() as work:
            opened = work.ledger.open_changes(self.selection.company, self.selection.period)
        return [change for change in opened if change.export == export.id or change.state in UNSETTLED]

    def _close(self, export: Export, result: str, plan: ExportPlan, compared: Verification | None = None) -> Export:
        with self.storage.write() as work:
            if compared is not None:
                keep_check(work, self.selection.company, self.selection.period, self.who, [compared])
            never_sent = [c for c in work.ledger.changes_of(export.id) if c.state is ChangeState.PLANNED]
            work.ledger.put_changes(abandon(change) for change in never_sent)
            closed = replace(export, ended_at=work.now(), result=result)
            work.ledger.put_export(closed)
            behind = [told for person in plan.left_behind for told in _why_behind(person)]
            after = {"result": result, **self._undoing(), **({"left_behind": behind} if behind else {})}
            work.audit.append(AuditEvent(self.who, "export.ended", export.id, after=after))
            tell_export(work, closed, result)
            work.commit()
        return closed

    def _undoing(self) -> dict[str, str]:
        return {"undoes": self.goal.undoes} if self.goal.undoes else {}


def _opens_protected(consents: Sequence[Consent]) -> bool:
    """True when a person consented to changes in a past, locked or future period."""
    return any(consent.what in PERIOD_CONSENTS for consent in consents)


def _left_out(person: PersonPlan) -> PersonPlan:
    stale = Finding("changed-since-plan", person.name, person.employee, details=details(name=person.name))
    return replace(person, state=PersonState.LEFT_OUT, findings=(*person.findings, stale))


def _why_behind(person: PersonPlan) -> list[dict[str, object]]:
    """Who was not touched and each reason, so that it can be shown as long as the export itself."""
    who = {"employee": person.employee or "", "name": person.name}
    findings = [each for each in person.findings if each.blocks]
    told = [{**who, "finding": each.code, "details": dict(each.details)} for each in findings]
    return [dict(each) for each in told] or [{**who, "finding": "", "details": {}}]


def _days_change(change_id: str, export: str, person: PersonPlan) -> LedgerChange:
    days = person.days
    if days is None:
        raise ValueError("a person without days has none to set")
    before, after = Amount.whole(days.found), Amount.whole(days.after)
    return LedgerChange(
        change_id,
        export,
        Action.SET_DAYS,
        days.key,
        before,
        after,
        first_step(Action.SET_DAYS),
        parts=frozenset({Part.DAYS}),
        gives_back=days.gives_back,
    )


def _agreed_before(work: UnitOfWork, plan: str, selection: Selection) -> _AgreedBefore:
    """What Nmbrs refused or did not keep is not tried again without a look at what stands there now."""
    attempts = [e for e in work.ledger.exports(selection.company, selection.period) if e.plan == plan]
    changes = [c for e in attempts for c in work.ledger.changes_of(e.id)]
    touched = {change.employee for change in changes if change.sent_at is not None}
    written: dict[EmployeeId | None, set[tuple[PayKey, Amount]]] = {}
    for change in changes:
        if change.employee in touched and change.state is not ChangeState.REFUSED:
            written.setdefault(change.employee, set()).add((change.key, change.after))
    untouched = {change.employee for change in changes} - touched
    return _AgreedBefore(written, untouched if attempts else None)


def _writes(person: PersonPlan) -> set[tuple[PayKey, Amount]]:
    """The keys that the plan writes for a person, with the amounts that will stand there."""
    writes = {(line.key, line.after) for line in person.lines if line.writes}
    if person.days is not None and person.days.writes:
        writes.add((person.days.key, Amount.whole(person.days.after)))
    return writes


def _still_wanted(change: LedgerChange, aim: DesiredPay, situation: Situation, found: PayrollSnapshot) -> bool:
    """True when a line that was deleted should be written as it was to be, and nobody wrote another in its place."""
    key, own = change.key, situation.ledger.own
    wanted = next((line.amount for line in aim.lines if line.key == key), None)
    if wanted is None or any(line.key == key for line in own):
        return False
    owned = {(line.key.kind, line.line_id) for line in own}
    on_code = [line for line in found.of_kind(key.employee, key.kind) if line.code == key.code]
    foreign = [line for line in on_code if (line.kind, line.line_id) not in owned]
    choices = [decided(situation.decisions, Cause.FOREIGN, line) for line in foreign]
    on_top = all(decision is not None and decision.choice is Choice.ON_TOP for decision in choices)
    return on_top and (change.step is Step.PUT_BACK or wanted == change.after)


def _result(verification: Verification, plan: ExportPlan, changes: Sequence[LedgerChange]) -> str:
    open_ends = verification.unsettled or verification.missing_writes or verification.watched
    if open_ends or any(change.state in UNSETTLED for change in changes):
        return "unknown"
    return "proved" if verification.clean and not plan.left_behind else "differences"
