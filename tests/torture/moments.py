"""Moments at which to kill a process, told by what can be seen of it from outside; and which moment a kill turned out
to be.
"""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from adapters.nmbrs_fake.call_log import LoggedCall
from domain.ledger import ChangeState, LedgerChange, Step
from tests.torture.stage import COMPANY, LATENCY, PERIOD, Stage, is_write


class Hit(StrEnum):
    """Where in an export a process was when it was killed."""

    EARLY = "before the first line was planned"
    PLANNED = "planned, nothing sent"
    MARKED = "between mark and send"
    CALLING = "while a call was under way"
    MIDDLE = "in the middle of the calls"
    ANSWERED = "between answer and record"
    RECORDED = "between record and reading back"
    DELETED = "between delete and insert"
    UNKNOWN = "waiting for an outcome"
    LATE = "after the last line"


DANGEROUS = (Hit.MARKED, Hit.CALLING, Hit.MIDDLE, Hit.ANSWERED, Hit.RECORDED, Hit.DELETED)


_CHANGES = """
SELECT DISTINCT state, step FROM ledger_change
WHERE export IN (SELECT id FROM export ORDER BY number LIMIT -1 OFFSET ?)
"""


class Watch:
    """What a process has done since it began."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._first = len(stage.nmbrs.log.entries)
        self._database = sqlite3.connect(stage.folder / "hours.db")
        self._version = self._data_version()
        self._exports = int(self._database.execute("SELECT count(*) FROM export").fetchone()[0])
        self._began = time.monotonic()
        self.began_at = datetime.now(UTC)
        self.commits = 0
        self._changes: Sequence[tuple[str, str]] = ()
        self.under_way: Sequence[LoggedCall] = ()

    def ended(self) -> None:
        """The process is gone: which calls were under way?"""
        self.under_way = [entry for entry in self.writes if entry.ended == "busy"]

    def close(self) -> None:
        """Look no longer."""
        self._database.close()

    def look(self) -> None:
        """Count a commit, if there was one, and look at the changes anew."""
        version = self._data_version()
        if version != self._version:
            self.commits += 1
            self._version = version
            self._changes = self._database.execute(_CHANGES, (self._exports,)).fetchall()

    def _data_version(self) -> int:
        return int(self._database.execute("PRAGMA data_version").fetchone()[0])

    @property
    def seconds(self) -> float:
        """How long it runs."""
        return time.monotonic() - self._began

    @property
    def calls(self) -> Sequence[LoggedCall]:
        """Those that reached Nmbrs."""
        return self._stage.nmbrs.log.entries[self._first :]

    @property
    def writes(self) -> Sequence[LoggedCall]:
        """Those of them that change pay."""
        return [entry for entry in self.calls if is_write(entry.call)]

    def shows(self, state: ChangeState, step: Step | None = None) -> bool:
        """True when a change of an export that began since then stands so in the ledger."""
        return any(state == found and step in (None, at) for found, at in self._changes)


@dataclass(frozen=True)
class Moment:
    """Kill so many seconds after this is seen."""

    seen: Callable[[Watch], bool]
    after: float


def random_moment(dice: random.Random, seconds: float) -> Moment:
    """Any moment of a run that takes about so many seconds; the dangerous ones often."""
    soon, call = dice.choice((0.0, dice.uniform(0, 0.005))), dice.uniform(0, 1.5 * LATENCY)
    many, few = dice.randint(1, 60), dice.randint(1, 8)
    state, step = dice.choice(
        (
            (ChangeState.SENDING, Step.DELETE),
            (ChangeState.SENDING, Step.INSERT),
            (ChangeState.SENDING, Step.PUT_BACK),
            (ChangeState.SENDING, Step.SET),
            (ChangeState.ANSWERED, None),
            (ChangeState.ANSWERED, Step.DELETE),
            (ChangeState.UNKNOWN, None),
            (ChangeState.PLANNED, Step.INSERT),
        )
    )
    return dice.choice(
        (
            Moment(lambda w: w.seconds > seconds, 0.0),
            Moment(lambda w: len(w.calls) >= many, call),
            Moment(lambda w: len(w.writes) >= few, call),
            Moment(lambda w: sum(entry.ended != "busy" for entry in w.writes) >= few, soon),
            Moment(lambda w: w.commits >= 2 * few, soon),
            Moment(lambda w: w.shows(state, step), soon),
            Moment(lambda w: w.shows(state, step), soon),
            Moment(lambda w: w.shows(ChangeState.UNKNOWN), 10 * soon),
        )
    )


def left_behind(stage: Stage) -> Sequence[LedgerChange]:
    """The changes that are open in the ledger."""
    with stage.storage.read() as work:
        return work.ledger.open_changes(COMPANY, PERIOD)


def where(watch: Watch, stage: Stage) -> Hit:
    """Where the process was that has just been killed."""
    opened = left_behind(stage)
    own = [change for change in opened if change.sent_at is not None and change.sent_at >= watch.began_at]
    sending = [change for change in own if change.state is ChangeState.SENDING]
    if sending:
        return _while_sending(sending, watch)
    if any(change.state is ChangeState.ANSWERED for change in own):
        return Hit.RECORDED
    with stage.storage.read() as work:
        exports = [e for e in work.ledger.exports(COMPANY, PERIOD) if e.started_at >= watch.began_at]
    if not exports:
        return Hit.EARLY
    mine = [change for change in opened if change.export in {export.id for export in exports}]
    if any(change.state is ChangeState.PLANNED and change.missing for change in mine):
        return Hit.DELETED
    if any(change.state is ChangeState.PLANNED for change in mine) and not watch.writes:
        return Hit.PLANNED
    return Hit.UNKNOWN if own else Hit.LATE


def _while_sending(sending: Sequence[LedgerChange], watch: Watch) -> Hit:
    marked = min(change.sent_at for change in sending if change.sent_at is not None)
    calls = [entry for entry in watch.writes if entry.at >= marked]
    reached = {employee for entry in calls for employee in entry.call.employees}
    if not calls:
        return Hit.MARKED
    if any(int(change.employee) not in reached for change in sending):
        return Hit.MIDDLE
    return Hit.CALLING if any(entry in watch.under_way for entry in calls) else Hit.ANSWERED
