"""Do work in the background: take it in hand, call the use case, keep its record up to date, and say how it ended.

Any number of processes may try: the record, on the database's clock, says who has it. Whoever dies with work in hand
lets go of it by no longer asking for it, and the next one begins it anew.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

from application.ports.storage import Storage
from domain.audit import AuditEvent
from domain.errors import ProductError
from domain.jobs import HOLD, MOST_ATTEMPTS, Job, Phase, Result

TRIES = 3
"""So often the end is written down when the database is busy; after that, the work is begun once more."""


class Reporter:
    """A Progress that remembers what it was told last; for several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._phase: Phase | None = None
        self._done = 0
        self._total = 0

    def __call__(self, done: int, of: int) -> None:
        """So many of so many are done. While what was sent is read back, the number sent stays."""
        with self._lock:
            if self._phase is not Phase.READING_BACK:
                self._done = max(done, self._done) if of == self._total else done
                self._total = of

    def enter(self, phase: Phase) -> None:
        """Another phase begins. Reading back belongs to sending."""
        with self._lock:
            sending = {self._phase, phase} <= {Phase.SENDING, Phase.READING_BACK}
            if phase is not self._phase and not sending:
                self._done = self._total = 0
            self._phase = phase

    def on(self, job: Job) -> Job:
        """The record with what was told last."""
        with self._lock:
            return replace(job, phase=self._phase, done=self._done, total=self._total)


@dataclass(frozen=True, slots=True)
class DoWork:
    """A worker. ``owner`` names this process.

    ``perform`` calls the use case with a Progress and answers its result; it raises nothing but ProductErrors.
    Progress is written every ``beat`` seconds, in a transaction of its own, when there is any.
    """

    storage: Storage
    perform: Callable[[Job, Reporter], Result]
    owner: str
    hold: timedelta = HOLD
    beat: float = 0.3

    def due(self) -> Sequence[str]:
        """The ids of what may be begun now, oldest first."""
        with self.storage.read() as work:
            now, jobs = work.now(), {job.id: job for job in work.jobs.open()}
        return [job.id for job in jobs.values() if job.free(now, jobs)]

    def __call__(self, job: str) -> Job | None:
        """Do it. None when there is nothing to do: it has ended, somebody has it, or it must wait."""
        taken = self._take(job)
        if taken is None:
            return None
        reporter = Reporter()
        result: Result | None = None
        problem: ProductError | None = None
        with self._kept(taken, reporter):
            try:
                result = self.perform(taken, reporter)
            except ProductError as error:
                problem = error
        return self._end(taken, reporter, result, problem)

    def _take(self, job_id: str) -> Job | None:
        with self.storage.write() as work:
            now, jobs = work.now(), {job.id: job for job in work.jobs.open()}
            job = jobs.get(job_id)
            if job is None or not job.free(now, jobs):
                return None
            if job.attempts >= MOST_ATTEMPTS:
                given_up = ProductError("job-given-up", attempts=job.attempts)
                work.jobs.put(job.ended(now, error=given_up))
                work.audit.append(AuditEvent(job.who, "job.ended", job.id, after={"error": given_up.code}))
                work.commit()
                return None
            taken = job.taken(self.owner, now, self.hold)
            work.jobs.put(taken)
            work.commit()
        return taken

    @contextmanager
    def _kept(self, taken: Job, reporter: Reporter) -> Iterator[None]:
        """Keeps it in hand, and its record up to date, while it is open."""
        over = threading.Event()
        keeper = threading.Thread(target=self._keep, args=(taken, reporter, over), name="job-keeper", daemon=True)
        keeper.start()
        try:
            yield
        finally:
            over.set()
            keeper.join()

    def _keep(self, taken: Job, reporter: Reporter, over: threading.Event) -> None:
        shown = taken
        quiet, longest = 0, int(self.hold.total_seconds() / 3 / self.beat)
        while not over.wait(self.beat):
            told = reporter.on(taken)
            if told == shown and quiet < longest:
                quiet += 1
                continue
            try:
                if not self._note(taken, told):
                    return
            except ProductError:
                continue  # the database is busy; the next beat comes soon
            shown, quiet = told, 0

    def _note(self, taken: Job, told: Job) -> bool:
        """Write how far it is, and ask for it anew; False when somebody took it over."""
        with self.storage.write() as work:
            job = work.jobs.get(taken.id)
            if job is None or not job.still(taken):
                return False
            work.jobs.put(replace(told, until=work.now() + self.hold))
            work.commit()
        return True

    def _end(self, taken: Job, reporter: Reporter, result: Result | None, problem: ProductError | None) -> Job | None:
        for left in reversed(range(TRIES)):
            try:
                return self._ended(taken, reporter, result, problem)
            except ProductError as error:
                if error.code != "database-busy" or not left:
                    raise
        return None

    def _ended(self, taken: Job, reporter: Reporter, result: Result | None, problem: ProductError | None) -> Job | None:
        with self.storage.write() as work:
            job = work.jobs.get(taken.id)
            if job is None or not job.still(taken):
                return None
            ended = reporter.on(job).ended(work.now(), result, problem)
            work.jobs.put(ended)
            after = {"error": ended.error} if ended.error else dict(ended.result)
            work.audit.append(AuditEvent(job.who, "job.ended", job.id, after=after))
            work.commit()
        return ended
