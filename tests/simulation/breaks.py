"""The product, broken on purpose, one rule at a time: the simulation is worth what it finds of these.

Each break is a patch that lasts as long as its context.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any
from unittest.mock import patch

import application.export_attempt as export_attempt
import application.prepare_export as prepare_export
import application.write_changes as write_changes
import domain.ledger as ledger
import domain.settling as settling
from adapters.nmbrs_fake.port import FakePayroll
from application.export_attempt import Attempt
from application.ports.storage import Lease, UnitOfWork
from application.write_changes import Writer
from domain.ledger import ChangeState, Landing, LedgerChange, Outcome, Step
from domain.pay_line import FoundLine, PayKind
from domain.plan import LedgerView
from domain.planning import _Planner
from domain.terms import EmployeeId

INSERTS = (Step.INSERT, Step.PUT_BACK)
Break = Callable[[], AbstractContextManager[None]]
BREAKS: dict[str, Break] = {}
"""Every break by its name."""


def _named(name: str) -> Callable[[Callable[[], Iterator[None]]], Break]:
    def keep(generate: Callable[[], Iterator[None]]) -> Break:
        BREAKS[name] = contextmanager(generate)
        return BREAKS[name]

    return keep


def _replaced(name: str, *places: tuple[Any, str], by: Callable[[Any], Any]) -> None:
    """Register a break that puts something else in the place of a function; ``by`` gets the function."""

    @contextmanager
    def broken() -> Iterator[None]:
        with ExitStack() as stack:
            for owner, attribute in places:
                stack.enter_context(patch.object(owner, attribute, by(getattr(owner, attribute))))
            yield

    BREAKS[name] = broken


# -- what is sent, and when -------------------------------------------------------------------------------------------


def _retry(answered: Any) -> Any:
    def again(change: LedgerChange, outcome: Outcome, now: datetime) -> LedgerChange:
        if outcome.landing is Landing.UNKNOWN and change.step in INSERTS:
            return replace(change, state=ChangeState.PLANNED)
        done: LedgerChange = answered(change, outcome, now)
        return done

    return again


_replaced("an insert without an answer is sent again", (write_changes, "answered"), by=_retry)


def _twice(send: Any) -> Any:
    def again(payroll: FakePayroll, *arguments: Any) -> Outcome:
        outcome: Outcome = send(payroll, *arguments)
        if outcome.landing is Landing.UNKNOWN and outcome.may_land_late:
            return send(payroll, *arguments)  # type: ignore[no-any-return]
        return outcome

    return again


_replaced("the connection repeats a call that was lost", (FakePayroll, "_send"), by=_twice)


def _at_once(_: Any) -> Any:
    def together(planned: list[LedgerChange]) -> list[LedgerChange]:
        planned = sorted(planned, key=lambda c: (ledger._ORDER.index(c.step), ledger._KINDS.index(c.key.kind)))
        kind = planned[0].key.kind if planned else None
        inserts = [c for c in planned if c.step is Step.INSERT and c.key.kind is kind and not c.alone]
        return inserts if inserts and planned[0] in inserts else planned[:1]

    return together


_replaced("two equal inserts go together", (ledger, "_next_of_person"), by=_at_once)


@_named("the intent is recorded after the call")
def _() -> Iterator[None]:
    def mark(writer: Writer, wave: Sequence[LedgerChange]) -> list[LedgerChange]:
        with writer.storage.read() as work:
            now = work.now()
        return [ledger.sending(c, writer.found, writer.lease.fence, now, writer.pace.settling) for c in wave]

    with patch.object(Writer, "_mark", mark):
        yield


@_named("the lease is forgotten")
def _() -> Iterator[None]:
    def check(writer: Writer, work: UnitOfWork) -> Lease:
        writer.lease = replace(writer.lease, expires_at=work.now() + writer.pace.lease)
        return writer.lease

    with patch.object(Writer, "check_lease", check):
        yield


@_named("what a dead process was sending counts as never sent")
def _() -> Iterator[None]:
    original = Attempt._settle_earlier

    def settle(attempt: Attempt, writer: Writer, known: LedgerView) -> Any:
        with attempt.storage.write() as work:
            left = [c for c in known.open_changes if c.state is ChangeState.SENDING]
            work.ledger.put_changes(ledger.abandon(replace(c, state=ChangeState.PLANNED)) for c in left)
            work.commit()
            still = work.ledger.open_changes(attempt.selection.company, attempt.selection.period)
        return original(attempt, writer, replace(known, open_changes=still))

    with patch.object(Attempt, "_settle_earlier", settle):
        yield


def _always(_: Any) -> Any:
    def opens(consents: object) -> bool:  # noqa: ARG001 - the signature of the rule
        return True

    return opens


_replaced("a protected period is opened without consent", (export_attempt, "_opens_protected"), by=_always)


# -- what reading back tells ------------------------------------------------------------------------------------------


def _without(sending: Any) -> Any:
    return lambda *arguments: replace(sending(*arguments), baseline=())


_replaced("there is no baseline", (write_changes, "sending"), by=_without)


def _early(not_seen: Any) -> Any:
    return lambda change, now: not_seen(replace(change, settle_at=None), now)


_replaced("what is not seen at once was not done", (settling, "_not_seen"), by=_early)


@_named("a reading is dated after it was made")
def _() -> Iterator[None]:
    original = Writer.read

    def read(writer: Writer, pairs: Sequence[tuple[EmployeeId, PayKind]]) -> None:
        original(writer, pairs)
        with writer.storage.read() as work:
            writer.read_at = work.now()

    with patch.object(Writer, "read", read):
        yield


def _greedy(settle_insert: Any) -> Any:
    def claim(change: LedgerChange, waiting: Sequence[LedgerChange], *rest: Any) -> Any:
        return settle_insert(change, [*waiting, *waiting, *waiting], *rest)

    return claim


_replaced("one of several equal new lines is claimed", (settling, "_settle_insert"), by=_greedy)


def _guess(answered: Any) -> Any:
    def guessed(change: LedgerChange, outcome: Outcome, now: datetime) -> LedgerChange:
        if outcome.landing is Landing.UNKNOWN and not outcome.may_land_late:
            outcome = replace(outcome, landing=Landing.REFUSED)
        done: LedgerChange = answered(change, outcome, now)
        return done

    return guessed


_replaced("of a refused batch nothing stands", (write_changes, "answered"), by=_guess)


def _no_put_back(_: Any) -> Any:
    return lambda change: replace(change, state=ChangeState.REFUSED)


_replaced(
    "a line that was deleted is not put back",
    (ledger, "ended_by_refusal"),
    (settling, "ended_by_refusal"),
    by=_no_put_back,
)


def _silent(_: Any) -> Any:
    return lambda *_: None


_replaced("reading back leaves no trace", (Writer, "_audit"), by=_silent)


# -- what is planned --------------------------------------------------------------------------------------------------


def _overlooked(ownership: Any) -> Any:
    def own(planner: _Planner, *arguments: Any) -> Any:
        mine, _, taken = ownership(planner, *arguments)
        return mine, [], taken

    return own


_replaced("foreign lines are overlooked", (_Planner, "_ownership"), by=_overlooked)


def _taken(ownership: Any) -> Any:
    def own(planner: _Planner, employee: EmployeeId, held: Mapping[Any, FoundLine]) -> Any:
        mine, foreign, taken = ownership(planner, employee, held)
        wanted = {(x.key.kind, x.key.code) for x in planner.desired.lines if x.key.employee == employee}
        ours = [planner._adopted(line, mine) for line in foreign if (line.kind, line.code) in wanted]
        places = {(line.key.kind, line.line_id) for line in ours}
        return [*mine, *ours], [x for x in foreign if (x.kind, x.line_id) not in places], taken | places

    return own


_replaced("foreign lines on our codes are ours", (_Planner, "_ownership"), by=_taken)
_replaced(
    "lines of another contract type are touched",
    (_Planner, "_selects"),
    by=lambda _: (
        lambda planner, key, parts: planner.selection.includes(
            replace(key, contract_type=planner.selection.contract_type), parts
        )
    ),
)
_replaced(
    "Days are overwritten without consent",
    (prepare_export, "make_plan"),
    by=lambda make_plan: lambda *arguments: make_plan(*arguments[:8], True),
)
_replaced(
    "what changed since the plan is written all the same", (export_attempt, "_left_out"), by=lambda _: lambda p: p
)
