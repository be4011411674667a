"""What use cases answered lately."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Final

MOST_KEPT: Final = 8


class Lately:
    """What use cases answered lately in this process, by job, so that a page need not ask Nmbrs once more.

    Nothing rests on it: after a restart, or in another process, there is none.
    """

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, object] = OrderedDict()

    def keep(self, job: str, answer: object) -> None:
        """Keep it, in the place of the oldest."""
        with self._lock:
            self._kept[job] = answer
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)

    def get(self, job: str) -> object | None:
        """What the use case of that job answered, or None when it is not kept."""
        with self._lock:
            return self._kept.get(job)
