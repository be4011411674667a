"""Runs the groups of tests in the order of the table, and says what each took.

    python tests/run.py                every group
    python tests/run.py unit wire      these only

A group fails when one of its tests fails, when it ran no test, when a test was skipped (a skipped test proves
nothing), or when it takes more than three times its budget: then it is stopped. Over budget by less is said
loudly and is no failure, for the machine may be busy.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[1]
STOPPED_AT = 3  # times the budget
TOGETHER = 600  # seconds that all groups may take
CORES = os.cpu_count() or 1
STOPPING = threading.Event()
MEMORY = Path("/dev/shm")
ROOM = 2 * 2**30  # bytes


@dataclass(frozen=True, slots=True)
class Group:
    """A group of tests: its name, the seconds it may take on two cores, and what pytest is told to run.

    ``spread`` groups run on all cores at once. Those that keep one core busy run ``beside`` each other; the others
    look at the clock. ``waits`` says that tests wait for time-outs and settling times: one process more uses that time.
    ``dist`` is how tests are dealt out to processes; ``loadfile`` keeps those of a file in their order.
    ``needs`` is a program that provides what the group needs of the machine; its time does not count.
    """

    name: str
    budget: int
    arguments: tuple[str, ...]
    spread: bool = False
    needs: str = ""
    waits: bool = False
    beside: bool = False
    dist: str = "worksteal"

    @property
    def processes(self) -> int:
        """In how many processes it runs."""
        return CORES + self.waits if self.spread else 1


CLOCKS = ("tests/wire/test_nmbrs_soap_pace.py", "tests/wire/test_fake_soap_server_faults.py")
"""What measures how long something takes runs alone."""

GROUPS = (
    Group("year", 60, ("tests/year",), beside=True),
    Group("checks", 60, ("tests/checks",), beside=True),
    Group("torture", 40, ("--doctest-modules", "tests/torture"), beside=True),
    Group("packaging", 40, ("tests/packaging",), beside=True),
    Group("migrations", 20, ("tests/migrations",), beside=True),
    Group("docs", 15, ("tests/docs",), beside=True),
    Group("unit", 120, ("--doctest-modules", "domain", "application", "tests/unit"), spread=True),
    Group("simulation", 150, ("tests/simulation",), spread=True),
    Group("contract", 50, ("tests/contract",), spread=True),
    Group("scenarios", 100, ("tests/scenarios",), spread=True, waits=True),
    Group("wire", 95, ("tests/wire", *(f"--ignore={path}" for path in CLOCKS)), spread=True),
    Group("clocks", 20, CLOCKS),
    Group("browser", 120, ("tests/browser",), spread=True, dist="loadfile", needs="tests/browser/machine.py"),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a group went: tests by result, seconds taken, and why it fails, if it does."""

    group: Group
    passed: int
    failed: int
    skipped: int
    seconds: float
    complaints: tuple[str, ...]

    @property
    def over_budget(self) -> bool:
        """Whether the group took longer than it may."""
        return self.seconds > self.group.budget


def main(names: list[str]) -> int:
    """Runs the named groups, or all, and returns the exit code: 0 passed, 1 failed, 2 not understood."""
    known = [group.name for group in GROUPS]
    if unknown := sorted(set(names) - set(known)):
        print(f"No such group: {', '.join(unknown)}. The groups are: {', '.join(known)}.", file=sys.stderr)
        return 2
    began = time.monotonic()
    outcomes = list(run_all(group for group in GROUPS if not names or group.name in names))
    report(outcomes, time.monotonic() - began)
    return 1 if any(outcome.complaints for outcome in outcomes) else 0


def run_all(groups: Iterable[Group]) -> Iterator[Outcome]:
    """Runs groups one by one, and those that may run beside each other as many at a time as there are cores."""
    for beside, together in groupby(groups, key=lambda group: group.beside):
        if not beside:
            yield from map(run, together)
            continue
        pool = ThreadPoolExecutor(CORES)
        try:
            yield from pool.map(partial(run, shown_at_once=False), together)
        except BaseException:
            STOPPING.set()
            raise
        finally:
            pool.shutdown(cancel_futures=True)


def run(group: Group, shown_at_once: bool = True) -> Outcome:
    """Runs one group in a process of its own and judges it; what it says is shown at once, or when it has ended."""
    title = f"\n== {group.name} (budget {group.budget} s)"
    if shown_at_once:
        print(title, flush=True)
    if group.needs and subprocess.run([sys.executable, group.needs], cwd=ROOT, check=False).returncode != 0:
        return Outcome(group, 0, 1, 0, 0.0, ("what it needs of the machine is not there",))
    began = time.monotonic()
    with tempfile.TemporaryDirectory(dir=in_memory()) as folder:
        results = Path(folder, "results.xml")
        spread = (f"--numprocesses={group.processes}", f"--dist={group.dist}") if group.spread else ()
        options = ("-q", f"--junitxml={results}", f"--basetemp={folder}/tests", *spread)
        command = [sys.executable, "-m", "pytest", *options, *group.arguments]
        said = None if shown_at_once else Path(folder, "said.txt")
        code = run_to_its_end(command, group.budget * STOPPED_AT, said)
        if said is not None:
            print(f"{title}\n{said.read_text(encoding='utf-8')}", flush=True)
        passed, failed, skipped = count(results)
    seconds = time.monotonic() - began
    complaints = []
    if code is None:
        complaints.append(f"stopped: it took more than {STOPPED_AT} times its budget of {group.budget} s")
    if failed:
        complaints.append("a test failed")
    if passed + failed == 0:
        complaints.append("it executed no test")
    if skipped:
        complaints.append("a test was skipped")
    if code and not complaints:
        complaints.append(f"pytest ended with code {code}")
    # A group that fails without a failing test counts as one failure, or the last line would read as success.
    failed = failed or min(1, len(complaints))
    return Outcome(group, passed, failed, skipped, seconds, tuple(complaints))


def in_memory() -> Path | None:
    """A folder in memory with room, if there is one: SQLite waits for a disk at each commit, and no test cuts power."""
    return MEMORY if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM else None


def run_to_its_end(command: list[str], limit: int, said: Path | None) -> int | None:
    """Runs a command and returns its exit code; after `limit` seconds ends it with all it started: None.

    What it says goes into the file ``said``, if there is one.
    """
    with nullcontext() if said is None else said.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(command, cwd=ROOT, start_new_session=True, stdout=output, stderr=output)
        ends = time.monotonic() + limit
        try:
            while process.poll() is None and time.monotonic() < ends and not STOPPING.wait(0.05):
                pass
            return process.poll()
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def count(results: Path) -> tuple[int, int, int]:
    """Tests passed, failed (errors too) and skipped, from pytest's JUnit file; all 0 when there is none."""
    if not results.exists():
        return 0, 0, 0
    suites = list(ElementTree.parse(results).getroot().iter("testsuite"))
    counted = ("tests", "failures", "errors", "skipped")
    total, failures, errors, skipped = (sum(int(suite.get(key, "0")) for suite in suites) for key in counted)
    return total - failures - errors - skipped, failures + errors, skipped


def report(outcomes: list[Outcome], seconds: float) -> None:
    """Prints the table, what is wrong, and as the last line the sum; ``seconds`` is what all took together."""
    print(f"\n{'group':12}{'passed':>8}{'failed':>8}{'took':>9}{'budget':>9}")
    for outcome in outcomes:
        remark = "  FAILED" if outcome.complaints else "  OVER BUDGET" if outcome.over_budget else ""
        print(
            f"{outcome.group.name:12}{outcome.passed:8}{outcome.failed:8}"
            f"{outcome.seconds:7.1f} s{outcome.group.budget:7} s{remark}"
        )
    print(f"{'together':12}{'':16}{seconds:7.1f} s{TOGETHER:7} s{'  OVER BUDGET' if seconds > TOGETHER else ''}")
    for outcome in outcomes:
        for complaint in outcome.complaints:
            print(f"{outcome.group.name} FAILED: {complaint}")
        if outcome.over_budget:
            print(f"{outcome.group.name} IS OVER BUDGET: {outcome.seconds:.0f} s of {outcome.group.budget} s")
    passed = sum(outcome.passed for outcome in outcomes)
    failed = sum(outcome.failed for outcome in outcomes)
    print(f"{passed} passed, {failed} failed")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
