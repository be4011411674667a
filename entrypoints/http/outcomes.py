"""The field ``outcome`` of an answer: what the command line says with its exit code, in a word."""

from __future__ import annotations

from typing import Final

from entrypoints.cli.outcomes import ExitCode

READY: Final = "ready"
"""Of a plan, which sends nothing and so proves nothing: nothing stands in its way."""

_WORDS = {
    ExitCode.DIFFERENCES: "differences",
    ExitCode.BLOCKED: "blocked",
    ExitCode.UNKNOWN: "unknown",
}


def in_a_word(code: ExitCode, done: str = "proved") -> str:
    """``proved`` (or what stands for *done* elsewhere), ``differences``, ``blocked`` or ``unknown``."""
    return done if code is ExitCode.DONE else _WORDS[code]
