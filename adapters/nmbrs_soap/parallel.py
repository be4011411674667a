"""Many calls at the same time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import TypeVar

from application.ports.payroll import Progress, silent

T = TypeVar("T")


def all_of(jobs: Sequence[Callable[[], T]], workers: int, progress: Progress = silent) -> list[T]:
    """The results in the order of the jobs, or the first exception; then jobs that did not begin never do."""
    pool = ThreadPoolExecutor(min(workers, len(jobs)) or 1, thread_name_prefix="nmbrs")
    try:
        futures = [pool.submit(job) for job in jobs]
        for done, future in enumerate(as_completed(futures), start=1):
            future.result()
            progress(done, len(jobs))
    finally:
        pool.shutdown(cancel_futures=True)
    return [future.result() for future in futures]
