"""Kill the program again and again in the middle of an export, then let it finish once, and hold it to account.

    make torture [KILLS=200] [SEED=1]

The hours, disturbances and aims of a seed are the same each time; the moments of real processes are not quite.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from adapters.nmbrs_fake.records import Line
from domain.audit import first_break
from domain.ledger import UNSETTLED, ChangeState, LedgerChange, Step
from domain.pay_line import PayKind
from tests.torture.moments import DANGEROUS, Hit, Moment, Watch, left_behind, random_moment, where
from tests.torture.month import PEOPLE, Place
from tests.torture.stage import CENTRES, COMPANY, PERIOD, Stage, is_write

EXPORT = ("--period", str(PERIOD), "--contract-type", "zero-hours", "--hours", "--days", "--meals")
EXPECTED = {"export-busy", "export-interrupted", "lease-lost", "payroll-unreachable"}
"""The errors with which a run may end by itself while others are killed around it and Nmbrs has its days."""
FEW_IS_NOT_LONG = 100

Say = Callable[[str], object]


class Violation(Exception):
    """What must never be."""


@dataclass
class Torture:
    """What was done and found."""

    stage: Stage
    kills: int = 0
    hits: Counter[Hit] = field(default_factory=Counter)
    left: Counter[str] = field(default_factory=Counter)
    exits: Counter[str] = field(default_factory=Counter)
    seconds: float = 1.5
    changes: int = 0

    def run_once(self, moment: Moment | None) -> None:
        """One export; killed at that moment, if it comes to it."""
        with (self.stage.folder / "answer.json").open("wb") as answer:
            watch = Watch(self.stage)
            waits = ("--wait",) if moment is None or self.stage.dice.random() < 0.3 else ()
            process = self.stage.command("export", "apply", *EXPORT, "--yes", *waits, answer=answer)
            try:
                killed = _kill(process, watch, moment)
            finally:
                process.kill()
                process.wait()
                watch.ended()
        if killed:
            self._note_kill(watch)
        else:
            self.seconds = max(1.0, watch.seconds)
            self._note_exit(process.returncode)
        watch.close()
        problems = list(always(self.stage))
        if problems:
            raise Violation("\n".join(problems))

    def _note_kill(self, watch: Watch) -> None:
        self.kills += 1
        self.hits[where(watch, self.stage)] += 1
        opened = left_behind(self.stage)
        states = {str(change.state) for change in opened}
        states |= {"a line deleted and not (yet) written again" for change in opened if change.missing}
        self.left.update(states or {"nothing open"})

    def _note_exit(self, code: int) -> None:
        text = (self.stage.folder / "answer.json").read_text(encoding="utf-8")
        answer: dict[str, Any] = json.loads(text)
        error = answer.get("error", {}).get("code")
        if error is not None and error not in EXPECTED:
            raise Violation(f"the program ended by itself with {text}")
        outcome = error or answer["outcome"]
        self.exits[f"{outcome} ({code})"] += 1
        if code == 0:
            self.agree("a run that was not killed says proved")

    def agree(self, when: str) -> None:
        """Nmbrs holds what the hours come to, and what the office typed."""
        held = {place: line.amount * 100 for place, line in _own_lines(self.stage)}
        problems = [
            f"{place}: {held.get(place)} in place of {should}" for place, should in _differing(self.stage, held)
        ]
        for employee in PEOPLE:
            days, should = self.stage.nmbrs.office.days(employee, PERIOD), self.stage.month.days(employee)
            if days != should:
                problems.append(f"{employee}: {days} days in place of {should}")
        if problems:
            raise Violation("\n".join([when, *problems]))


def _differing(stage: Stage, held: dict[Place, Any]) -> list[tuple[Place, int]]:
    wanted = stage.month.lines()
    return [(p, wanted.get(p, 0)) for p in sorted({*wanted, *held}) if wanted.get(p, 0) != held.get(p, 0)]


def _kill(process: Any, watch: Watch, moment: Moment | None) -> bool:
    """Wait for the moment, and kill; False when the process ended before it came."""
    while process.poll() is None:
        watch.look()
        if moment is not None and moment.seen(watch):
            time.sleep(moment.after)
            process.kill()
            return bool(process.wait() < 0)
        time.sleep(0.0005 if watch.calls else 0.005)
    return False


# -- what holds after every kill --------------------------------------------------------------------------------------


def always(stage: Stage) -> Iterator[str]:
    """Every line of Nmbrs is the office's, ours, or announced; every line of ours is there, or announced as deleted."""
    own_lines = _own_lines(stage)
    if [line for line in stage.lines() if line in stage.foreign] != stage.foreign:
        yield "a line of the payroll office was touched"
    for place, count in Counter(place for place, _ in own_lines).items():
        if count > 1:
            yield f"{place} stands there {count} times"
    yield from (f"forbidden: {call}" for call in stage.nmbrs.log.forbidden())
    yield from stage.server.violations
    with stage.storage.read() as work:
        owned = {(own.key.kind, int(own.line_id)) for own in work.ledger.own_lines(COMPANY, PERIOD)}
        opened = work.ledger.open_changes(COMPANY, PERIOD)
    held = {(line.kind, line.id): line for _, line in own_lines}
    for here in held.keys() - owned:
        if not any(_announces(change, held[here]) for change in opened):
            yield f"{held[here]} is in Nmbrs and not in the ledger"
    for gone in owned - held.keys():
        if not any(_deletes(change, gone) for change in opened):
            yield f"{gone} is in the ledger and not in Nmbrs"


def _announces(change: LedgerChange, line: Line) -> bool:
    same = (int(change.employee), change.key.kind, change.key.code) == (line.employee, line.kind, str(line.code))
    return (
        same
        and change.state in UNSETTLED
        and change.step is not Step.DELETE
        and change.sends.hundredths == line.amount * 100
    )


def _deletes(change: LedgerChange, gone: tuple[PayKind, int]) -> bool:
    deletes = change.step is Step.DELETE and change.state in UNSETTLED
    return deletes and (change.key.kind, int(change.old_line or 0)) == gone


def _own_lines(stage: Stage) -> list[tuple[Place, Line]]:
    ours = [line for line in stage.lines() if line not in stage.foreign]
    return [((line.employee, line.kind, line.code, CENTRES[line.cost_centre]), line) for line in ours]


# -- from beginning to end --------------------------------------------------------------------------------------------


def torture(kills: int, seed: int, folder: Path, say: Say) -> Torture:
    """So many kills, at least one of them at a dangerous moment, then one run that is let alone. Raises Violation."""
    dice = random.Random(seed)
    stage = Stage(folder, dice)
    made = Torture(stage)
    with stage.open():
        while made.kills < kills or not any(made.hits[hit] for hit in DANGEROUS):
            if dice.random() < 0.5:
                stage.month.change(dice.randint(1, 6))
                stage.import_hours()
                made.changes += 1
            before = made.kills
            made.run_once(random_moment(dice, dice.uniform(0, made.seconds)))
            if made.kills > before and made.kills % 20 == 0:
                say(f"{made.kills} kills, {len(stage.nmbrs.log.entries)} calls to Nmbrs")
        stage.nmbrs.faults.clear()
        _wait_until_settled(stage)
        made.run_once(None)
        _last_look(made)
    return made


def _wait_until_settled(stage: Stage) -> None:
    """Until the lease of the last process is over, and no call can land any more."""
    while True:
        with stage.storage.read() as work:
            held = work.leases.holder(COMPANY, PERIOD) is not None
            opened = work.ledger.open_changes(COMPANY, PERIOD)
            late = [c for c in opened if c.settle_at is not None and c.settle_at > work.now()]
        if not held and not late:
            return
        time.sleep(0.02)


def _last_look(made: Torture) -> None:
    """The clean run proved everything, by the product's word and by ours."""
    stage = made.stage
    answer = json.loads((stage.folder / "answer.json").read_text(encoding="utf-8"))
    if answer.get("outcome") != "proved":
        raise Violation(f"the clean run ended with {answer}")
    made.agree("after the clean run")
    with stage.storage.read() as work:
        own = {(o.key.employee, o.key.kind, o.line_id): o for o in work.ledger.own_lines(COMPANY, PERIOD)}
        days = work.ledger.days(COMPANY, PERIOD)
        opened = work.ledger.open_changes(COMPANY, PERIOD)
        broken = first_break(work.audit.records())
        live = [export.id for export in work.ledger.exports(COMPANY, PERIOD) if export.result is None]
    held = {
        (str(line.employee), line.kind, str(line.id)): (str(line.code), centre, line.amount * 100)
        for (_, _, _, centre), line in _own_lines(stage)
    }
    ledger = {place: (o.key.code, o.key.cost_centre, o.amount.hundredths) for place, o in own.items()}
    if ledger != held:
        raise Violation(f"the ledger says {ledger}, Nmbrs holds {held}")
    wrong = {e: n for e, n in days.items() if n != stage.nmbrs.office.days(int(e), PERIOD)}
    if opened or wrong or live or broken is not None:
        raise Violation(f"open: {opened}; days: {wrong}; exports under way: {live}; audit trail breaks at: {broken}")


def tell(made: Torture, say: Say) -> None:
    """What was done, for a person."""
    stage = made.stage
    writes = sum(is_write(entry.call) for entry in stage.nmbrs.log.entries)
    say(f"{made.kills} kills, {made.changes} new files of hours, {writes} writing calls to Nmbrs")
    disturbed = Counter(entry.ended for entry in stage.nmbrs.log.entries)
    say(
        "calls that went wrong: "
        + ", ".join(f"{disturbed[how]} {how}" for how in sorted(disturbed) if how != "answered")
    )
    say("killed:")
    for hit in Hit:
        say(f"  {made.hits[hit]:4} {hit}")
    say("kills that left in the ledger:")
    for state in [*ChangeState, *sorted(set(made.left) - set(ChangeState))]:
        if made.left[state]:
            say(f"  {made.left[state]:4} {state}")
    say("runs that ended by themselves:")
    for outcome, count in sorted(made.exits.items()):
        say(f"  {count:4} {outcome}")


def main(words: list[str]) -> int:
    """By hand: kills and seed."""
    kills, seed = int(words[0]), int(words[1])

    def say(line: str) -> None:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()

    with tempfile.TemporaryDirectory() as folder:
        try:
            made = torture(kills, seed, Path(folder), say)
        except Violation as violation:
            say(f"VIOLATED, with seed {seed}:\n{violation}")
            return 1
    tell(made, say)
    never = [hit for hit in DANGEROUS if not made.hits[hit]]
    if never and kills >= FEW_IS_NOT_LONG:
        say(f"PROVED LITTLE: never killed {', '.join(never)}")
        return 1
    say("NOTHING DOUBLED, NOTHING MISSING: one clean run, and Nmbrs and the ledger hold what the hours come to.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
