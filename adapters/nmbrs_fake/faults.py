"""Scripted disturbances: lost connections, late landings, broken answers, refusals.

    nmbrs.faults.on(Fault.drop_after(), operation="HourComponentVar_Insert_Batch")
    nmbrs.faults.on(Fault.late(40), employee=503201, nth=2)

Each face shows a disturbance its own way: the SOAP face on the wire, the port face as an outcome or a ProductError.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from adapters.nmbrs_fake.call_log import Call

_PROXY_PAGE = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"


class FaultKind(StrEnum):
    """What goes wrong."""

    NO_CONNECTION = "no-connection"
    """The caller reaches nobody: certainly not sent. The SOAP face shows this by not listening (`SoapServer.deaf`)."""
    DROP_BEFORE = "drop-before"
    """Not done; the connection is lost."""
    DROP_AFTER = "drop-after"
    """Done; the connection is lost."""
    LATE = "late"
    """The caller's time runs out; done ``seconds`` after the call, or when `Gateway.land` is called."""
    SLOW = "slow"
    """Done and answered, after ``seconds``; late when the caller waits less."""
    HTTP_ERROR = "http-error"
    """``status`` with an HTML ``body``; done when ``done``."""
    TRUNCATED = "truncated"
    """Done; half of the answer arrives."""
    GARBAGE = "garbage"
    """Done; what arrives is no XML."""
    CODE = "code"
    """Not done; refused with ``code`` and ``text``."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One disturbance; made with the functions below."""

    kind: FaultKind
    seconds: float = 0.0
    status: int = 0
    body: str = ""
    done: bool = False
    code: str = ""
    text: str = ""

    @classmethod
    def no_connection(cls) -> Fault:
        """Nothing leaves the caller."""
        return cls(FaultKind.NO_CONNECTION)

    @classmethod
    def drop_before(cls) -> Fault:
        """Lost on the way there."""
        return cls(FaultKind.DROP_BEFORE)

    @classmethod
    def drop_after(cls) -> Fault:
        """Lost on the way back."""
        return cls(FaultKind.DROP_AFTER)

    @classmethod
    def late(cls, seconds: float = float("inf")) -> Fault:
        """The caller gives up, and it is done nevertheless, so many seconds after the call was made."""
        return cls(FaultKind.LATE, seconds=seconds)

    @classmethod
    def slow(cls, seconds: float) -> Fault:
        """An answer that takes its time."""
        return cls(FaultKind.SLOW, seconds=seconds)

    @classmethod
    def http_error(cls, status: int = 502, body: str = _PROXY_PAGE, done: bool = False) -> Fault:
        """A page of a proxy or a web server instead of an answer."""
        return cls(FaultKind.HTTP_ERROR, status=status, body=body, done=done)

    @classmethod
    def truncated(cls) -> Fault:
        """Half an answer."""
        return cls(FaultKind.TRUNCATED, done=True)

    @classmethod
    def garbage(cls) -> Fault:
        """An answer that cannot be read."""
        return cls(FaultKind.GARBAGE, done=True)

    @classmethod
    def refused(cls, code: str, text: str = "") -> Fault:
        """A refusal with any code, such as 1006."""
        return cls(FaultKind.CODE, code=code, text=text)


@dataclass(slots=True)
class _Rule:
    fault: Fault
    applies: Callable[[Call], bool]
    skip: int
    left: int | None

    def take(self, call: Call) -> Fault | None:
        if self.left == 0 or not self.applies(call):
            return None
        if self.skip:
            self.skip -= 1
            return None
        if self.left is not None:
            self.left -= 1
        return self.fault


class Faults:
    """The script. Rules are tried in the order in which they were added; the first that fits decides. Thread-safe.

    ``decide`` may be set to a function that is asked when no rule fits: a simulation throws its dice there.
    """

    def __init__(self) -> None:
        self.decide: Callable[[Call], Fault | None] = _never
        self._rules: list[_Rule] = []
        self._lock = threading.Lock()

    def on(
        self,
        fault: Fault,
        *,
        operation: str | None = None,
        employee: int | None = None,
        when: Callable[[Call], bool] | None = None,
        nth: int = 1,
        times: int | None = 1,
    ) -> None:
        """Disturb calls of this operation, that concern this employee, for which ``when`` is true (None: any).

        Of those, counted from now, the ``nth`` and the following ones, ``times`` in all (None: without end).
        """

        def applies(call: Call) -> bool:
            return (
                (operation is None or call.operation == operation)
                and (employee is None or employee in call.employees)
                and (when is None or when(call))
            )

        with self._lock:
            self._rules.append(_Rule(fault, applies, nth - 1, times))

    def next_for(self, call: Call) -> Fault | None:
        """The disturbance of this call, if any; counts as having happened."""
        with self._lock:
            for rule in self._rules:
                if fault := rule.take(call):
                    return fault
        return self.decide(call)

    def clear(self) -> None:
        """No more disturbances."""
        with self._lock:
            self._rules.clear()
        self.decide = _never


def _never(call: Call) -> Fault | None:  # noqa: ARG001 - the signature of `decide`
    return None
