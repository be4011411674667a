"""An engine within the serving process: threads, and a look now and then at what nobody has in hand."""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable, Sequence

LOG = logging.getLogger(__name__)


class EmbeddedEngine:
    """A JobEngine. ``workers`` jobs run at a time; it looks every ``interval`` seconds for what others left.

    Its threads do not keep the process alive: what still runs when it ends is taken up at the next start.
    """

    def __init__(self, workers: int, interval: float = 2.0) -> None:
        self._workers = workers
        self._interval = interval
        self._queue: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._here: set[str] = set()
        self._look = threading.Event()
        self._ending = threading.Event()
        self._threads: list[threading.Thread] = []

    def start(self, run: Callable[[str], object], due: Callable[[], Sequence[str]]) -> None:
        """Begin with what is due now. An engine is started once."""
        if self._threads:
            raise RuntimeError("this engine was started before")
        names = [f"worker-{number}" for number in range(1, self._workers + 1)]
        self._threads = [threading.Thread(target=self._work, args=(run,), name=name, daemon=True) for name in names]
        self._threads.append(threading.Thread(target=self._look_around, args=(due,), name="work-seeker", daemon=True))
        for thread in self._threads:
            thread.start()

    def wake(self, job: str) -> None:
        """Put it in the queue, unless it stands there or is being done here."""
        with self._lock:
            if not self._threads or self._ending.is_set() or job in self._here:
                return
            self._here.add(job)
        self._queue.put(job)

    def stop(self, within: float) -> bool:
        """Begin nothing more, and wait so many seconds for what runs."""
        self._ending.set()
        self._look.set()
        for _ in range(self._workers):
            self._queue.put(None)
        deadline = time.monotonic() + within
        for thread in self._threads:
            thread.join(max(0.0, deadline - time.monotonic()))
        return not any(thread.is_alive() for thread in self._threads)

    def _work(self, run: Callable[[str], object]) -> None:
        while (job := self._queue.get()) is not None and not self._ending.is_set():
            _minded(lambda: run(job))
            with self._lock:
                self._here.discard(job)
            self._look.set()  # something else may have waited for this

    def _look_around(self, due: Callable[[], Sequence[str]]) -> None:
        while not self._ending.is_set():
            _minded(lambda: self._wake_all(due()))
            self._look.wait(self._interval)
            self._look.clear()

    def _wake_all(self, jobs: Sequence[str]) -> None:
        for job in jobs:
            self.wake(job)


def _minded(work: Callable[[], object]) -> None:
    """Do it; what goes wrong is said without values, for those may be personal, and the thread lives on."""
    try:
        work()
    except Exception as error:
        LOG.error("work in the background failed (%s)", type(error).__name__)
        LOG.debug("where it failed", exc_info=error)
