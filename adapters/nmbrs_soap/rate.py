"""No more calls in any second than the vendor allows (docs/nmbrs.md, "Usage limits")."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import Queue


class RateLimit:
    """At most ``calls`` calls within any ``window`` seconds, over all threads.

    There are as many passes as calls in a window. A call holds one from before it leaves until its answer is there,
    and the pass can be used again one window later. So at no place on the way, also not at the vendor's end, do more
    calls arrive within a window, however long each of them was under way.
    """

    def __init__(
        self,
        calls: int,
        window: float = 1.0,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._window = window
        self._clock = clock
        self._sleep = sleep
        self._usable_from: Queue[float] = Queue()
        for _ in range(calls):
            self._usable_from.put(clock())

    @contextmanager
    def one_call(self) -> Iterator[None]:
        """Wait until a call may be made, and count the call that is made inside."""
        usable_from = self._usable_from.get()
        try:
            while (wait := usable_from - self._clock()) > 0:
                self._sleep(wait)
            yield
        finally:
            self._usable_from.put(self._clock() + self._window)
