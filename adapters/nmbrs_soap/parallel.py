"""Many calls at the same time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from application.ports.payroll import Progress, silent

T = TypeVar("T")


def all_of(jobs: Sequence[Callable[[], T]], workers: int, progress: Progress = silent) -> list[T]:
    """The results in the order of the jobs, or an exception of one of them.

    From the first exception on, of a job or of ``progress``, no further job begins; those that have begun end first.
    """
    results: dict[int, T] = {}
    left = iter(enumerate(jobs))
    stop = threading.Event()
    turn = threading.Lock()

    def work() -> None:
        while not stop.is_set():
            with turn:
                place, job = next(left, (0, None))
            if job is None:
                return
            try:
                result = job()
                with turn:
                    results[place] = result
                    progress(len(results), len(jobs))
            except BaseException:
                stop.set()
                raise

    with ThreadPoolExecutor(max(1, min(workers, len(jobs))), thread_name_prefix="nmbrs") as pool:
        try:
            for worker in [pool.submit(work) for _ in range(min(workers, len(jobs)))]:
                worker.result()
        finally:
            stop.set()
    return [results[place] for place in range(len(jobs))]
